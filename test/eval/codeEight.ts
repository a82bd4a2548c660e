import { evidenceScore } from '../../server/core/experts/codeEvidence.ts';
import { codeWeights } from '../../server/core/experts/codeWeights.ts';
import { behaviourEvidence } from '../../server/verify/code/evidence/behaviourEvidence.ts';
import {
  naturalEvidence,
  readWeights,
  shippedWeights,
} from '../../server/verify/code/evidence/naturalEvidence.ts';
import {
  describeFunction,
  functionsIn,
  type FunctionInfo,
} from '../../server/verify/code/functionInfo.ts';
import { repairsOf } from '../../server/verify/code/repairs.ts';
import { excerptOf, versionOf } from '../../server/verify/code/versions.ts';
import { parseNodes } from '../../server/verify/syntax/node.ts';
import { createRandom } from '../../server/core/random.ts';
import { readItems } from './codeDev.ts';

// Measures “which of these eight is the original”: a right function and seven single edits of it that do something else,
// in random order; the first of them is the one that the others are compared with.
// npx tsx test/eval/codeEight.ts [--weights WEIGHTS] FILE.jsonl… (right functions, or the first accepted text of a bug)
// WEIGHTS are a naturalness that has not seen the functions.

const signal = new AbortController().signal;
const edits = 7;

/** What speaks for leaving a function alone, whatever the edit, says nothing here. */
const told = Object.fromEntries(
  Object.entries(codeWeights).filter(([name]) => !/^(bias|keep|lawKeep|unchanged)$/.test(name)),
);

async function functionOf(languageId: string, text: string): Promise<FunctionInfo | undefined> {
  const root = await parseNodes(languageId, text);
  const [node] = root ? functionsIn(root, { start: 0, end: text.length }) : [];
  return root && node && describeFunction(root, text, languageId, node);
}

function shuffled<T>(values: readonly T[], random: () => number): readonly T[] {
  return values
    .map((value) => ({ value, at: random() }))
    .sort((a, b) => a.at - b.at)
    .map(({ value }) => value);
}

/** The original and edits that do something else on some trial argument, or that could not be run. */
async function eightOf(fn: FunctionInfo, random: () => number): Promise<readonly FunctionInfo[]> {
  const excerpt = excerptOf(fn);
  const original = await versionOf(excerpt);
  if (!original) return [];
  const versions: FunctionInfo[] = [];
  for (const edit of shuffled(repairsOf(fn), random)) {
    const version = await versionOf(excerpt, edit);
    if (version) versions.push(version);
    if (versions.length >= 2 * edits) break;
  }
  const order = [...versions.keys()];
  const { groups } = await behaviourEvidence(original, versions, order, signal);
  const others = versions.filter((_, place) => groups[place] !== 0).slice(0, edits);
  return others.length < edits ? [] : [original, ...others];
}

/** Which one naturalness finds likeliest, and which one naturalness and trial runs together do. */
async function choices(
  eight: readonly FunctionInfo[],
  weights: ReturnType<typeof readWeights>,
): Promise<readonly [FunctionInfo | undefined, FunctionInfo | undefined]> {
  const [first] = eight;
  if (!first) return [undefined, undefined];
  const natural = naturalEvidence(first, eight, weights);
  const order = [...eight.keys()];
  const { features } = await behaviourEvidence(first, eight, order, signal);
  const scores = eight.map((_, place) => {
    const known = { natural: natural[place] ?? 0, ...features[place] };
    return place === 0 ? 0 : evidenceScore({ kind: '', prior: 0, features: known }, told);
  });
  return [eight[largest(natural)], eight[largest(scores)]];
}

function largest(values: readonly number[]): number {
  return values.indexOf(Math.max(...values));
}

async function main(arguments_: readonly string[]): Promise<void> {
  const at = arguments_.indexOf('--weights');
  const weights = at < 0 ? shippedWeights() : readWeights(arguments_[at + 1] ?? '');
  const files = arguments_.filter((_, place) => at < 0 || (place !== at && place !== at + 1));
  const random = createRandom(1);
  const texts = new Map(
    files
      .flatMap((file) => readItems(file))
      .map(({ languageId, text, accepted }) => [accepted?.[0] ?? text, languageId]),
  );
  const count = { all: 0, natural: 0, both: 0 };
  for (const [text, languageId] of texts) {
    const fn = await functionOf(languageId, text);
    const eight = fn ? await eightOf(fn, random) : [];
    const [original] = eight;
    if (!original) continue;
    const [natural, both] = await choices(shuffled(eight, random), weights);
    count.all += 1;
    if (natural === original) count.natural += 1;
    if (both === original) count.both += 1;
  }
  const share = (part: number): string =>
    `${part} of ${count.all} (${((100 * part) / Math.max(1, count.all)).toFixed(1)} %)`;
  process.stdout.write(
    `the original among eight, of ${texts.size} functions: naturalness ${share(count.natural)}, with trial runs ${share(count.both)}\n`,
  );
}

void main(process.argv.slice(2));
