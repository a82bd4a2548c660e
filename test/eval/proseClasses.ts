// Counts, for each class of mistake, what the prose tools make of items whose mistakes are marked: right, wrong, or why silent.
//   npx tsx test/eval/proseClasses.ts FIXTURE.jsonl [--model FILE.gguf] [--verbose] [--only CLASS]
// Rows are those of prose-dev.jsonl with `errors`: places, classes and right texts of the mistakes, and `free`: places where both are right.
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { diffWordsWithSpace } from 'diff';
import { proseExpert } from '../../server/core/experts/prose.ts';
import { optionsOf } from '../../server/core/experts/proseEdits.ts';
import type { TextEdit } from '../../server/core/experts/proseText.ts';
import type { Member } from '../../server/core/member.ts';
import { candidatesOf } from '../../server/verify/prose/candidates.ts';
import { proseCorrections } from '../../server/verify/prose/corrections.ts';
import { rendered } from '../../server/verify/prose/rendering.ts';
import { proseSegments } from '../../server/verify/prose/segments.ts';
import { readSentence } from '../../server/verify/prose/tokens.ts';
import { proseTools } from '../../server/verify/prose/tools.ts';
import { exactTools } from '../support/exactTools.ts';
import { appliedDrafts } from '../support/appliedDrafts.ts';

interface Mistake {
  readonly class: string;
  readonly start: number;
  readonly end: number;
  readonly to: readonly string[];
}

interface Item {
  readonly id: string;
  readonly kind: 'error' | 'correct';
  readonly languageId: string;
  readonly text: string;
  readonly accept: readonly string[];
  readonly errors?: readonly Mistake[];
  readonly free?: readonly (readonly [number, number])[];
}

type Outcome = 'right' | 'wrong' | 'below the bar' | 'weighed too low' | 'no candidate';
const outcomes: readonly Outcome[] = [
  'right',
  'wrong',
  'below the bar',
  'weighed too low',
  'no candidate',
];

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    model: { type: 'string' },
    verbose: { type: 'boolean', default: false },
    only: { type: 'string' },
  },
});
const file = positionals[0];
if (file === undefined) throw new Error('name a file of items');
const signal = new AbortController().signal;
const member = values.model === undefined ? undefined : await loadMember(values.model);
const table = new Map<string, Map<Outcome, number>>();
const totals = { errors: 0, whole: 0, beside: 0, correct: 0, untouched: 0, references: 0, left: 0 };
for (const line of readFileSync(file, 'utf8').trim().split('\n'))
  await measure(JSON.parse(line) as Item);
report();
process.exit(0);

async function measure(item: Item): Promise<void> {
  const text = await refine(item.text, item.languageId);
  if (item.kind === 'correct') {
    totals.correct++;
    if (text === item.text) totals.untouched++;
    else show(item.id, item.text, text, 'touched');
    return;
  }
  totals.errors++;
  if (item.accept.includes(text)) totals.whole++;
  const reference = item.accept[0] as string;
  totals.references++;
  const again = await refine(reference, item.languageId);
  if (item.accept.includes(again)) totals.left++;
  else show(item.id, reference, again, 'reference touched');
  const edits = editsBetween(item.text, text);
  for (const mistake of item.errors ?? []) {
    const outcome = await outcomeOf(item, mistake, edits);
    const row = table.get(mistake.class) ?? new Map<Outcome, number>();
    row.set(outcome, (row.get(outcome) ?? 0) + 1);
    table.set(mistake.class, row);
    if (outcome !== 'right' && (values.only ?? mistake.class) === mistake.class)
      show(
        item.id,
        `${item.text.slice(0, mistake.start)}[${item.text.slice(mistake.start, mistake.end)}→${mistake.to.join('|')}]${item.text.slice(mistake.end)}`,
        outcome === 'wrong' ? text : '',
        `${mistake.class}, ${outcome}`,
      );
  }
  const places = [
    ...(item.errors ?? []).map(({ start, end }) => [start, end] as const),
    ...(item.free ?? []),
  ];
  for (const edit of edits) {
    if (places.some(([start, end]) => edit.range.start <= end + 1 && edit.range.end >= start - 1))
      continue;
    totals.beside++;
    show(item.id, item.text, text, 'beside');
  }
}

function show(id: string, before: string, after: string, what: string): void {
  if (values.verbose)
    process.stdout.write(
      `${what}: ${id} ${JSON.stringify(before)}${after === '' ? '' : `\n    ${JSON.stringify(after)}`}\n`,
    );
}

async function refine(text: string, languageId: string): Promise<string> {
  const outcome = await proseExpert.draft(
    { documentText: text, languageId, range: { start: 0, end: text.length } },
    { tools: exactTools(proseTools), ...(member === undefined ? {} : { member }) },
    signal,
  );
  if (outcome.kind === 'declined') return text;
  return appliedDrafts(text, outcome.drafts);
}

function editsBetween(before: string, after: string): TextEdit[] {
  const edits: { range: { start: number; end: number }; newText: string }[] = [];
  let at = 0;
  for (const part of diffWordsWithSpace(before, after)) {
    const last = edits.at(-1);
    if (!part.added && !part.removed) {
      at += part.value.length;
      continue;
    }
    const joined = last?.range.end === at ? last : undefined;
    const edit = joined ?? { range: { start: at, end: at }, newText: '' };
    if (joined === undefined) edits.push(edit);
    if (part.added) edit.newText += part.value;
    else edit.range.end = at += part.value.length;
  }
  return edits;
}

async function outcomeOf(
  item: Item,
  mistake: Mistake,
  edits: readonly TextEdit[],
): Promise<Outcome> {
  const near = edits.filter(
    ({ range }) => range.start <= mistake.end + 1 && range.end >= mistake.start - 1,
  );
  const from = Math.min(mistake.start, ...near.map(({ range }) => range.start));
  const to = Math.max(mistake.end, ...near.map(({ range }) => range.end));
  const now = applied(item.text, from, to, near);
  const isRight = (text: string): boolean =>
    mistake.to.some(
      (right) =>
        text.includes(item.text.slice(from, mistake.start) + right) ||
        text.includes(right + item.text.slice(mistake.end, to)),
    );
  if (near.length > 0 && isRight(now) && now !== item.text.slice(from, to)) return 'right';
  if (near.some(({ range }) => range.end > mistake.start && range.start < mistake.end))
    return 'wrong';
  return whySilent(item, mistake);
}

function applied(text: string, from: number, to: number, edits: readonly TextEdit[]): string {
  let now = '';
  let at = from;
  for (const { range, newText } of edits) {
    now += text.slice(at, range.start) + newText;
    at = range.end;
  }
  return now + text.slice(at, to);
}

async function whySilent(item: Item, mistake: Mistake): Promise<Outcome> {
  const range = { start: 0, end: item.text.length };
  const { segments } = proseSegments({ languageId: item.languageId, text: item.text, range });
  const wanted = new Set(
    mistake.to.map((right) =>
      (item.text.slice(0, mistake.start) + right + item.text.slice(mistake.end)).replace(
        /\s+/gu,
        ' ',
      ),
    ),
  );
  for (const segment of segments) {
    const reaches = (edit: TextEdit): boolean =>
      wanted.has(
        (
          item.text.slice(0, segment.range.start + edit.range.start) +
          edit.newText +
          item.text.slice(segment.range.start + edit.range.end)
        ).replace(/\s+/gu, ' '),
      );
    const working = { text: segment.text, masked: segment.masked };
    const { corrections } = await proseCorrections({ ...working, form: segment.form }, signal);
    if (optionsOf(working, corrections).some(reaches)) return 'below the bar';
    const sentence = readSentence(segment.text, segment.masked, segment.form);
    for (const candidate of candidatesOf(sentence)) {
      const edit = rendered(sentence, candidate);
      if (edit !== undefined && reaches({ range: edit.range, newText: edit.text }))
        return 'weighed too low';
    }
  }
  return 'no candidate';
}

function report(): void {
  const out = (line: string): void => void process.stdout.write(`${line}\n`);
  out(`class      ${outcomes.map((name) => name.padStart(15)).join('')}          all`);
  const all = new Map<Outcome, number>();
  const sum = (row: ReadonlyMap<Outcome, number>): number =>
    [...row.values()].reduce((a, b) => a + b, 0);
  const write = (name: string, row: ReadonlyMap<Outcome, number>): void =>
    out(
      `${name.padEnd(11)}${outcomes.map((kind) => String(row.get(kind) ?? 0).padStart(15)).join('')}${String(sum(row)).padStart(13)}`,
    );
  for (const [name, row] of [...table].sort((a, b) => sum(b[1]) - sum(a[1]))) {
    write(name, row);
    for (const [kind, count] of row) all.set(kind, (all.get(kind) ?? 0) + count);
  }
  write('all', all);
  out(
    `whole items ${String(totals.whole)}/${String(totals.errors)}; changes beside the marked places ${String(totals.beside)}; ` +
      `correct text untouched ${String(totals.untouched)}/${String(totals.correct)}; corrected references left right ${String(totals.left)}/${String(totals.references)}`,
  );
}

async function loadMember(model: string): Promise<Member> {
  const { openGgufMember } = await import('../support/ggufMember.ts');
  return openGgufMember(model);
}
