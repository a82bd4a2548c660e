import { fileURLToPath } from 'node:url';
import { comparable } from '../../server/bench/item.ts';
import { conditionItems } from '../../server/bench/suites/conditions.ts';
import { pairedBootstrap } from '../../server/core/evaluation/bootstrap.ts';
import { judgeLogic, readLogicItems, type LogicItem } from './logicDev.ts';

// How often a simplified condition comes out in its author's own form: by our order, which follows the author's style, and by taking the
// shortest of the forms that are offered. Conditions that must stay are left out. npx tsx test/eval/logicForms.ts [ITEMS]

/** The benchmark's conditions. */
function benchConditions(count: number): readonly LogicItem[] {
  return conditionItems(count, 1).flatMap(({ id, languageId, text, grader }) =>
    grader.kind === 'edit' ? [{ id, languageId, text, accept: grader.accept }] : [],
  );
}

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
    const share = (values: readonly number[]): string =>
      percent(values.reduce((sum, value) => sum + value, 0) / values.length);
    const { value, low, high } = pairedBootstrap(own, shortest, { seed: 1 });
    process.stdout.write(
      `${name}: of ${items.length} in the author's form ${share(own)} %, shortest first ${share(shortest)} %, difference ${percent(value)} [${percent(low)}, ${percent(high)}] points\n`,
    );
  }
}

function percent(share: number): string {
  return (share * 100).toFixed(1);
}

void main(process.argv.slice(2));
