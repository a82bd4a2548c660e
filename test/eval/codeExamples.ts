import { readFileSync } from 'node:fs';
import { rankRepairs } from '../../server/core/experts/codeRank.ts';
import { codeExpert } from '../../server/core/experts/code.ts';
import { createProbe, explore, signatureOf } from '../../server/verify/code/behaviour/probe.ts';
import { describeFunction, functionsIn } from '../../server/verify/code/functionInfo.ts';
import { repairReport } from '../../server/verify/code/repairs.ts';
import { settled, type Value } from '../../server/verify/code/run/values.ts';
import { codeTools } from '../../server/verify/code/tools.ts';
import { parseNodes } from '../../server/verify/syntax/node.ts';
import { exactTools } from '../support/exactTools.ts';

// Repairs single-bug functions of at most 25 lines with examples that come from running the right function, and counts
// how many edits the ranking puts before the first that meets them all, against a uniform order. Functions whose results
// cannot be written as plain values are counted apart.
// npx tsx test/eval/codeExamples.ts FILE.jsonl [LIMIT] [SKIP]   (lines {"languageId","text","accepted" or "accept"})

interface Item {
  readonly languageId: string;
  readonly text: string;
  readonly accepted?: readonly string[];
  readonly accept?: readonly string[];
}

const signal = new AbortController().signal;

/** Up to three calls with different results, as comments; undefined where fewer than two can be written. */
async function examplesFrom(right: string, languageId: string): Promise<string | undefined> {
  const root = await parseNodes(languageId, right);
  const [node] = root ? functionsIn(root, { start: 0, end: right.length }) : [];
  const fn = root && node && describeFunction(root, right, languageId, node);
  const probe = fn && createProbe(fn.node, fn, signatureOf(fn));
  if (!probe || fn.name === undefined) return undefined;
  explore([probe]);
  const isPython = languageId === 'python';
  const lines = new Map<string, string>();
  for (let seed = 1; seed <= 14 && lines.size < 3; seed += 1) {
    const args = probe.draw(seed).map((each) => literalOf(each, isPython));
    const run = probe.observe(seed);
    const result = literalOf(run.result, isPython);
    if (run.kind !== 'returned' || result === undefined || args.includes(undefined)) continue;
    if (!lines.has(result))
      lines.set(result, `${isPython ? '#' : '//'} ${fn.name}(${args.join(', ')}) => ${result}`);
  }
  return lines.size >= 2 ? [...lines.values()].join('\n') : undefined;
}

function literalOf(value: Value, isPython: boolean): string | undefined {
  const at = settled(value);
  if (typeof at === 'number') return Number.isFinite(at) ? String(at) : undefined;
  if (typeof at === 'string') return JSON.stringify(at);
  if (typeof at === 'boolean') return isPython ? (at ? 'True' : 'False') : String(at);
  if (at === null) return isPython ? 'None' : 'null';
  if (!Array.isArray(at)) return undefined;
  const parts = at.map((each) => literalOf(each, isPython));
  return parts.includes(undefined) ? undefined : `[${parts.join(', ')}]`;
}

async function main(file: string, limit: number, skip: number): Promise<void> {
  const items = readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Item)
    .filter(({ text }) => text.split('\n').length <= 25)
    .slice(skip, skip + limit);
  const counts = { items: items.length, withExamples: 0, shown: 0, repaired: 0 };
  const places: number[] = [];
  const uniform: number[] = [];
  for (const { languageId, text: wrong, accepted, accept } of items) {
    const rights = accepted ?? accept ?? [];
    const examples = await examplesFrom(rights[0] ?? '', languageId);
    if (examples === undefined) continue;
    counts.withExamples += 1;
    const behind = `\n${examples}\n`;
    const text = wrong + behind;
    const range = { start: 0, end: text.length };
    const outcome = await codeExpert.draft(
      { documentText: text, languageId, range },
      { tools: exactTools(codeTools) },
      signal,
    );
    const [draft] = outcome.kind === 'drafts' ? outcome.drafts : [];
    if (draft) counts.shown += 1;
    const edited =
      draft && text.slice(0, draft.range.start) + draft.newText + text.slice(draft.range.end);
    if (rights.some((right) => edited === right + behind)) counts.repaired += 1;
    const [fn] = (await repairReport({ languageId, text, range }, signal)).functions;
    if (!fn?.examples) continue;
    const needed = fn.examples.count;
    const ranked = await rankRepairs(text, languageId, fn.range, fn.candidates, undefined, signal);
    const place = ranked.findIndex(({ candidate }) => candidate.meets === needed);
    if (place < 0) continue;
    const meeting = ranked.filter(({ candidate }) => candidate.meets === needed).length;
    places.push(place + 1);
    // Expected place of the first of so many, drawn without putting back.
    uniform.push((ranked.length + 1) / (meeting + 1));
  }
  const mean = (values: readonly number[]): number =>
    values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);
  const tried = { n: places.length, ranked: mean(places), uniform: mean(uniform) };
  process.stdout.write(`${JSON.stringify({ ...counts, tried })}\n`);
}

const [file = '', limit = '1000', skip = '0'] = process.argv.slice(2);
void main(file, Number(limit), Number(skip));
