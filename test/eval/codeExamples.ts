import type { RepairCandidate } from '../../protocol/checker.ts';
import { inOrderOfTrial } from '../../server/core/experts/codeExamples.ts';
import { chooseRepair, rankRepairs } from '../../server/core/experts/codeRank.ts';
import type { Member } from '../../server/core/member.ts';
import { createProbe, explore, signatureOf } from '../../server/verify/code/behaviour/probe.ts';
import { seeds } from '../../server/verify/code/behaviour/traits.ts';
import { exampleReport } from '../../server/verify/code/examples/exampleReport.ts';
import { appraise } from '../../server/verify/code/evidence/appraise.ts';
import { readWeights, shippedWeights } from '../../server/verify/code/evidence/naturalEvidence.ts';
import {
  describeFunction,
  functionsIn,
  type FunctionInfo,
} from '../../server/verify/code/functionInfo.ts';
import { repairsOf } from '../../server/verify/code/repairs.ts';
import { settled, type Value } from '../../server/verify/code/run/values.ts';
import { parseNodes } from '../../server/verify/syntax/node.ts';
import { openGgufMember } from '../support/ggufMember.ts';
import { readItems } from './codeDev.ts';

// Measures repair with examples on functions with one bug each. The examples are what the right function gives on the
// first arguments that it was tried on, so that they are chosen without a look at the bug.
//   npx tsx training/ranker/items.ts --in training/ranker/seeds/{typescript,javascript,python}.txt … --part held --out ITEMS
//   npx tsx test/eval/codeExamples.ts [--weights WEIGHTS] [--model MODEL.gguf] [--limit N] [--examples 3] ITEMS.jsonl…
// WEIGHTS are a naturalness that has not seen the functions; the shipped one was fitted a last time on all seeds.

const signal = new AbortController().signal;
const longestLines = 25;

interface Measured {
  readonly shown: number;
  readonly failing: boolean;
  readonly exact: boolean;
  readonly same: boolean;
  readonly proposed: boolean;
  readonly tried: number;
  readonly uniform: number;
}

async function functionOf(languageId: string, text: string): Promise<FunctionInfo | undefined> {
  const root = await parseNodes(languageId, text);
  const [node] = root ? functionsIn(root, { start: 0, end: text.length }) : [];
  return root && node && describeFunction(root, text, languageId, node);
}

/** A drawn argument as the language writes it; undefined for functions, dates and what else has no literal. */
function literal(value: Value, python: boolean): string | undefined {
  const at = settled(value);
  if (at === undefined) return python ? undefined : 'undefined';
  if (at === null) return python ? 'None' : 'null';
  if (typeof at === 'boolean') return python ? (at ? 'True' : 'False') : String(at);
  if (typeof at === 'number') return Number.isFinite(at) ? String(at) : undefined;
  if (typeof at === 'string') return JSON.stringify(at);
  if (Array.isArray(at)) {
    const parts = at.map((each) => literal(each, python));
    return parts.includes(undefined) ? undefined : `[${parts.join(', ')}]`;
  }
  if (!('entries' in at) || at.kind === 'map' || at.className !== undefined) return undefined;
  const parts = [...at.entries.values()].map(({ key, value: held }) => {
    const [name, text] = [literal(key, python), literal(held, python)];
    return name !== undefined && text !== undefined ? `${name}: ${text}` : undefined;
  });
  return parts.includes(undefined) ? undefined : `{${parts.join(', ')}}`;
}

/** Lines such as `# f(2) == 4` for the first different arguments on which the right function gives a value. */
function exampleLines(fn: FunctionInfo, most: number): readonly string[] {
  const signature = signatureOf(fn);
  const probe = createProbe(fn.node, fn, signature);
  if (!probe) return [];
  explore([probe]);
  const python = fn.family === 'python';
  const found = new Map<string, string>();
  for (const seed of seeds) {
    if (found.size >= most) break;
    const args = probe.draw(seed).map((each) => literal(each, python));
    const run = probe.observe(seed);
    const result = literal(run.result, python);
    const isPlain = run.kind === 'returned' && !run.changes && result !== undefined;
    if (!isPlain || result === 'undefined' || result === 'None' || args.includes(undefined))
      continue;
    found.set(args.join(', '), result);
  }
  const sign = python ? '#' : '//';
  return [...found].map(([args, result]) => `${sign} ${fn.name}(${args}) => ${result}`);
}

/** Whether the right function meets its examples as they are written, records and dates included. */
async function isTrue(fn: FunctionInfo, lines: readonly string[]): Promise<boolean> {
  const { languageId, text, node } = fn;
  const document = `${text}\n\n${lines.join('\n')}\n`;
  const range = { start: node.start, end: node.end };
  const { examples } = await exampleReport(
    { languageId, text: document, range, edits: [] },
    signal,
  );
  return examples.length >= 2 && examples.every(({ met }) => met);
}

const applied = (text: string, { range, newText }: RepairCandidate): string =>
  text.slice(0, range.start) + newText + text.slice(range.end);

/** Mean number of tries until the first of `good` among `all` in a uniform random order. */
const meanTries = (good: number, all: number): number => (all + 1) / (good + 1);

async function measure(
  languageId: string,
  text: string,
  right: string,
  most: number,
  weights: ReturnType<typeof readWeights>,
  member: Member | undefined,
): Promise<Measured | undefined> {
  const correct = await functionOf(languageId, right);
  const lines = correct ? exampleLines(correct, most) : [];
  const fn = await functionOf(languageId, text);
  if (!fn || lines.length < 2) return undefined;
  const document = `${text}\n\n${lines.join('\n')}\n`;
  if (!correct || !(await isTrue(correct, lines))) return undefined;
  const range = { start: fn.node.start, end: fn.node.end };
  const ask = (edits: readonly RepairCandidate[]): ReturnType<typeof exampleReport> =>
    exampleReport({ languageId, text: document, range, edits }, signal);
  const before = await ask([]);
  if (before.examples.length < 2) return undefined;
  const appraised = await appraise(fn, repairsOf(fn), weights, signal);
  const ranked = await rankRepairs(text, languageId, range, appraised, member, signal);
  const failing = before.examples.some(({ met }) => !met);
  const order = inOrderOfTrial(ranked).map(({ candidate }) => candidate);
  const report = failing ? await ask(order) : undefined;
  const plain = failing ? undefined : chooseRepair(ranked)?.candidate;
  const kept = plain && (await ask([plain])).first === 0 ? plain : undefined;
  const chosen = report ? order[report.first ?? -1] : kept;
  const group = order.find((each) => applied(text, each) === right)?.group ?? -1;
  let meeting = 0;
  if (failing) for (const each of order) if ((await ask([each])).first === 0) meeting += 1;
  const exact = chosen !== undefined && applied(text, chosen) === right;
  return {
    shown: before.examples.length,
    failing,
    exact,
    same: exact || (chosen !== undefined && group > 0 && chosen.group === group),
    proposed: chosen !== undefined,
    tried: report?.tried ?? 0,
    uniform: meanTries(meeting, order.length),
  };
}

const share = (part: number, all: number): string =>
  `${part} of ${all} (${((100 * part) / Math.max(1, all)).toFixed(1)} %)`;

function reportOf(measured: readonly Measured[], skipped: number): string {
  const failing = measured.filter((each) => each.failing);
  const count = (items: readonly Measured[], accept: (each: Measured) => boolean): string =>
    share(items.filter(accept).length, items.length);
  const solved = failing.filter((each) => each.proposed);
  const mean = (pick: (each: Measured) => number): number =>
    solved.reduce((sum, each) => sum + pick(each), 0) / Math.max(1, solved.length);
  return [
    `${measured.length} functions with examples that can be run, ${skipped} without`,
    `an example fails on ${share(failing.length, measured.length)}`,
    `where one fails: repaired, same text ${count(failing, (each) => each.exact)}, same behaviour ${count(failing, (each) => each.same)}, proposed ${count(failing, (each) => each.proposed)}`,
    `all: repaired, same text ${count(measured, (each) => each.exact)}, same behaviour ${count(measured, (each) => each.same)}, proposed ${count(measured, (each) => each.proposed)}`,
    `candidates tried until one meets all: mean ${mean((each) => each.tried).toFixed(2)}, in a uniform order ${mean((each) => each.uniform).toFixed(2)}, n = ${solved.length}`,
  ].join('\n');
}

async function main(arguments_: readonly string[]): Promise<void> {
  const option = (name: string): string | undefined =>
    arguments_.includes(name) ? arguments_[arguments_.indexOf(name) + 1] : undefined;
  const isValue = (place: number): boolean =>
    /^--(weights|model|limit|examples)$/.test(arguments_[place - 1] ?? '');
  const files = arguments_.filter((each, place) => !each.startsWith('--') && !isValue(place));
  const [model, weightsFile] = [option('--model'), option('--weights')];
  const member = model === undefined ? undefined : await openGgufMember(model, 512);
  const weights = weightsFile === undefined ? shippedWeights() : readWeights(weightsFile);
  const items = files
    .flatMap((file) => readItems(file))
    .filter(({ text }) => text.split('\n').length <= longestLines)
    .slice(0, Number(option('--limit') ?? '100000'));
  const measured: Measured[] = [];
  for (const item of items) {
    const most = Number(option('--examples') ?? '3');
    const [right] = item.accepted ?? [];
    if (right === undefined) continue;
    const found = await measure(item.languageId, item.text, right, most, weights, member);
    if (found) measured.push(found);
    if (arguments_.includes('--verbose') && found && !found.same)
      process.stdout.write(`${item.id} ${JSON.stringify(found)}\n${item.text}\n---\n${right}\n\n`);
  }
  process.stdout.write(`${reportOf(measured, items.length - measured.length)}\n`);
}

// The engine keeps the process alive, and this one has nothing left to do.
void main(process.argv.slice(2)).then(() => process.exit(0));
