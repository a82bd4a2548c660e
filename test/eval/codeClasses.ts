import type { RepairCandidate } from '../../protocol/checker.ts';
import { chooseRepair, codeCalibration, rankRepairs } from '../../server/core/experts/codeRank.ts';
import { appraise } from '../../server/verify/code/evidence/appraise.ts';
import { readWeights, shippedWeights } from '../../server/verify/code/evidence/naturalEvidence.ts';
import { describeFunction, functionsIn } from '../../server/verify/code/functionInfo.ts';
import { repairsOf } from '../../server/verify/code/repairs.ts';
import { parseNodes } from '../../server/verify/syntax/node.ts';
import { readItems } from './codeDev.ts';

// Where bugs get lost, by bug class (the last part of an item's id), with exact tools alone. Rows of correct functions are
// counted apart. Only totals are printed unless --verbose.
// npx tsx test/eval/codeClasses.ts FILE.jsonl… [--weights FACTORS] [--verbose]

/** What became of one item. */
type Fate = 'repaired' | 'wrong' | 'notEnumerated' | 'underThreshold' | 'rankedLower';

interface Outcome {
  readonly fate: Fate;
  readonly detail: string;
}

async function outcomeOf(
  item: ReturnType<typeof readItems>[number],
  weights: ReturnType<typeof readWeights>,
): Promise<Outcome> {
  const { text, languageId, accepted = [] } = item;
  const signal = new AbortController().signal;
  const root = await parseNodes(languageId, text);
  const isRight = ({ range, newText }: RepairCandidate): boolean =>
    accepted.includes(text.slice(0, range.start) + newText + text.slice(range.end));
  const told = (candidate: RepairCandidate): string =>
    `${text.slice(candidate.range.start, candidate.range.end)} → ${candidate.newText} ${candidate.kind} ${JSON.stringify({ rule: candidate.prior, ...candidate.features })}`;
  let [shownRight, shownWrong, enumerated, first] = [false, false, false, false];
  const details: string[] = [];
  for (const node of root ? functionsIn(root, { start: 0, end: text.length }) : []) {
    const fn = root && describeFunction(root, text, languageId, node);
    if (!fn) continue;
    const appraised = await appraise(fn, repairsOf(fn), weights, signal);
    const range = { start: node.start, end: node.end };
    const ranked = await rankRepairs(text, languageId, range, appraised, undefined, signal);
    const chosen = chooseRepair(ranked, codeCalibration);
    if (chosen && isRight(chosen.candidate)) shownRight = true;
    else if (chosen) shownWrong = true;
    const place = ranked.findIndex(({ candidate }) => isRight(candidate));
    enumerated ||= place >= 0;
    first ||= place === 0;
    for (const at of new Set([0, place].filter((each) => each >= 0)))
      if (ranked[at] && (chosen || place >= 0))
        details.push(
          `   #${at + 1} ${ranked[at].probability.toFixed(2)} ${told(ranked[at].candidate)}`,
        );
  }
  const fate: Fate = shownWrong
    ? 'wrong'
    : shownRight
      ? 'repaired'
      : !enumerated
        ? 'notEnumerated'
        : first
          ? 'underThreshold'
          : 'rankedLower';
  return { fate, detail: details.join('\n') };
}

async function main(arguments_: readonly string[]): Promise<void> {
  const isVerbose = arguments_.includes('--verbose');
  const at = arguments_.indexOf('--weights');
  const weights = at >= 0 ? readWeights(arguments_[at + 1] ?? '') : shippedWeights();
  const files = arguments_.filter(
    (each, place) => !each.startsWith('--') && (at < 0 || place !== at + 1),
  );
  const table = new Map<string, Map<string, number>>();
  const count = (row: string, column: string): void => {
    const cells = table.get(row) ?? new Map<string, number>();
    cells.set(column, (cells.get(column) ?? 0) + 1).set('all', (cells.get('all') ?? 0) + 1);
    table.set(row, cells);
  };
  for (const item of files.flatMap((file) => readItems(file))) {
    const { fate, detail } = await outcomeOf(item, weights);
    const kind = item.id.split('-').at(-1) ?? '';
    if (item.accepted) {
      count(kind, fate);
      count('bugs', fate);
    } else count('correct', fate === 'wrong' ? 'touched' : 'untouched');
    const isLost = item.accepted ? fate !== 'repaired' : fate === 'wrong';
    if (isVerbose && isLost)
      process.stdout.write(`=== ${item.id} ${fate}\n${item.text}\n${detail}\n`);
    for (const [place, fixed] of (item.accepted ?? []).entries()) {
      const { id, languageId } = item;
      const kept = await outcomeOf({ id, languageId, text: fixed }, weights);
      count('repaired texts', kept.fate === 'wrong' ? 'touched' : 'untouched');
      if (isVerbose && kept.fate === 'wrong')
        process.stdout.write(`=== ${item.id} touched, form ${place}\n${fixed}\n${kept.detail}\n`);
    }
  }
  for (const [row, cells] of [...table].sort(([a], [b]) => (a < b ? -1 : 1)))
    process.stdout.write(
      `${row}: ${[...cells].map(([name, value]) => `${name} ${value}`).join(', ')}\n`,
    );
}

void main(process.argv.slice(2));
