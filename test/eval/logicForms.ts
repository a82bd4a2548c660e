import { fileURLToPath } from 'node:url';
import { comparable } from '../../server/bench/item.ts';
import { percent, pointsInterval } from '../../server/bench/report/format.ts';
import { mean } from '../../server/core/confidence/numbers.ts';
import { pairedBootstrap } from '../../server/core/evaluation/bootstrap.ts';
import { benchConditions, judgeLogic, readLogicItems, type LogicItem } from './logicDev.ts';

// How often a simplified condition comes out in its author's own form: by our order, which follows the author's style, and by taking the
// shortest of the forms that are offered. Conditions that must stay are left out. npx tsx test/eval/logicForms.ts [ITEMS]

/** Right or wrong, 1 or 0, for the form that came out and for the shortest of all that were on offer. */
async function judged(item: LogicItem): Promise<{ own: number; shortest: number }> {
  const isRight = (text: string): number =>
    item.accept.some((each) => comparable(each) === comparable(text)) ? 1 : 0;
  const { text, drafts } = await judgeLogic(item);
  const shortest = [...drafts]
    .sort((a, b) => b.range.start - a.range.start)
    .reduce((at, { range, newText, alternatives = [] }) => {
      const [first] = [newText, ...alternatives].toSorted((a, b) => a.length - b.length);
      return at.slice(0, range.start) + (first ?? newText) + at.slice(range.end);
    }, item.text);
  return { own: isRight(text), shortest: isRight(shortest) };
}

async function main([count = '900']: readonly string[]): Promise<void> {
  const sets: readonly (readonly [string, readonly LogicItem[]])[] = [
    ['benchmark', benchConditions(Number(count))],
    [
      'hand-written',
      readLogicItems(fileURLToPath(new URL('../fixtures/logic-dev.jsonl', import.meta.url))),
    ],
  ];
  for (const [name, all] of sets) {
    const items = all.filter(({ text, accept }) => !accept.includes(text));
    const own: number[] = [];
    const shortest: number[] = [];
    for (const item of items) {
      const each = await judged(item);
      own.push(each.own);
      shortest.push(each.shortest);
    }
    const gain = pairedBootstrap(own, shortest, { seed: 1 });
    process.stdout.write(
      `${name}: of ${items.length} in the author's form ${percent(mean(own))}, shortest first ${percent(mean(shortest))}, difference ${pointsInterval(gain)} points
`,
    );
  }
}

void main(process.argv.slice(2));
