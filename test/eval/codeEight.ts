import { evidenceScore, opinionScore } from '../../server/core/experts/codeEvidence.ts';
import type { Opinion } from '../../server/core/experts/codeOpinions.ts';
import {
  dedent,
  difference,
  nothingWrong,
  repairPrompt,
} from '../../server/core/experts/codeRepairPrompt.ts';
import { codeOpinionWeights } from '../../server/core/experts/codeOpinionWeights.ts';
import { codeWeights } from '../../server/core/experts/codeWeights.ts';
import type { Member } from '../../server/core/member.ts';
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
import { openGgufMember } from '../support/ggufMember.ts';
import { readItems } from './codeDev.ts';

// Measures “which of these eight is the original”: a right function and seven single edits of it that do something else,
// in random order; the first of them is the one that the others are compared with.
// npx tsx test/eval/codeEight.ts [--weights WEIGHTS] [--model MODEL.gguf] FILE.jsonl… (right functions, or the first accepted text of a bug)
// WEIGHTS are a naturalness that has not seen the functions.

const signal = new AbortController().signal;
const edits = 7;

/** What speaks for leaving a function alone, whatever the edit, says nothing here. */
const [told, toldByMember] = [codeWeights, codeOpinionWeights].map((weights) =>
  Object.fromEntries(
    Object.entries(weights).filter(
      ([name]) => !/^(bias|keep|lawKeep|unchanged|asked|again|alone)$/.test(name),
    ),
  ),
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

/** What a member says of each version: written as a repair of the first, and whether anything is wrong with it. */
async function opinionsOf(
  eight: readonly FunctionInfo[],
  member: Member | undefined,
): Promise<readonly Opinion[]> {
  if (!member) return [];
  const texts = eight.map((version) => dedent(version.text));
  const [first = ''] = texts;
  const languageId = eight[0]?.languageId ?? '';
  const scored = async (code: string, answers: readonly string[]): Promise<readonly number[]> => {
    const messages = [{ role: 'user' as const, content: repairPrompt(languageId, code) }];
    const scores = await member.score({ messages, texts: answers }, signal);
    return scores.ok ? scores.value.map(({ logProb }) => logProb) : [];
  };
  const answers = texts.map((text) => (text === first ? nothingWrong : difference(first, text)));
  const written = await scored(first, answers);
  const alone = written[0];
  if (alone === undefined) return [];
  const opinions: Opinion[] = [];
  for (const [place, text] of texts.entries()) {
    const [after] = await scored(text, [nothingWrong]);
    opinions.push({ repair: (written[place] ?? 0) - alone, alone, after });
  }
  return opinions;
}

/** Which one is likeliest to naturalness, to naturalness and trial runs, to the member, and to all of them. */
async function choices(
  eight: readonly FunctionInfo[],
  weights: ReturnType<typeof readWeights>,
  member: Member | undefined,
): Promise<Readonly<Record<Way, FunctionInfo | undefined>> | undefined> {
  const [first] = eight;
  if (!first) return undefined;
  const natural = naturalEvidence(first, eight, weights);
  const order = [...eight.keys()];
  const { features } = await behaviourEvidence(first, eight, order, signal);
  const opinions = await opinionsOf(eight, member);
  const scoresWith = (withMember: boolean): readonly number[] =>
    eight.map((_, place) => {
      const known = { natural: natural[place] ?? 0, ...features[place] };
      const candidate = { kind: '', prior: 0, features: known };
      const score = place === 0 ? 0 : evidenceScore(candidate, told ?? {});
      const opinion = withMember ? opinions[place] : undefined;
      return opinion ? opinionScore(score, opinion, toldByMember ?? {}) : score;
    });
  const alone = opinions.map(
    ({ repair = 0, alone: first = 0, after = 0 }) => repair + after - first,
  );
  return {
    natural: eight[largest(natural)],
    trial: eight[largest(scoresWith(false))],
    member: eight[largest(alone)],
    all: eight[largest(scoresWith(true))],
  };
}

function largest(values: readonly number[]): number {
  return values.indexOf(Math.max(...values));
}

const ways = {
  natural: 'naturalness',
  trial: 'with trial runs',
  member: 'the member alone',
  all: 'all together',
} as const;
type Way = keyof typeof ways;

async function main(arguments_: readonly string[]): Promise<void> {
  const option = (name: string): string | undefined =>
    arguments_.includes(name) ? arguments_[arguments_.indexOf(name) + 1] : undefined;
  const [weightsFile, model] = [option('--weights'), option('--model')];
  const weights = weightsFile === undefined ? shippedWeights() : readWeights(weightsFile);
  const member = model === undefined ? undefined : await openGgufMember(model, 512);
  const files = arguments_.filter(
    (each, place) =>
      !each.startsWith('--') && !/^--(weights|model)$/.test(arguments_[place - 1] ?? ''),
  );
  const random = createRandom(1);
  const texts = new Map(
    files
      .flatMap((file) => readItems(file))
      .map(({ languageId, text, accepted }) => [accepted?.[0] ?? text, languageId]),
  );
  const right = new Map<string, number>();
  let all = 0;
  for (const [text, languageId] of texts) {
    const fn = await functionOf(languageId, text);
    const eight = fn ? await eightOf(fn, random) : [];
    const [original] = eight;
    if (!original) continue;
    const chosen = await choices(shuffled(eight, random), weights, member);
    all += 1;
    for (const way of Object.keys(ways) as Way[])
      if (chosen?.[way] === original) right.set(way, (right.get(way) ?? 0) + 1);
  }
  const share = (part: number): string =>
    `${part} of ${all} (${((100 * part) / Math.max(1, all)).toFixed(1)} %)`;
  const told = Object.entries(ways)
    .filter(([way]) => member || way === 'natural' || way === 'trial')
    .map(([way, name]) => `${name} ${share(right.get(way) ?? 0)}`);
  process.stdout.write(
    `the original among eight, of ${texts.size} functions: ${told.join(', ')}\n`,
  );
}

// The engine keeps the process alive, and this one has nothing left to do.
void main(process.argv.slice(2)).then(() => process.exit(0));
