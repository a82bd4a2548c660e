// Measures the prose expert: exact fixes, false touches, and GLEU-free JFLEG agreement.
//   npx tsx test/eval/prose-dev.ts [--model FILE.gguf] [--jfleg FILE.jsonl] [--limit N] [--verbose] [FIXTURE.jsonl]
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import type { Draft } from '../../server/core/experts/expert.ts';
import { proseExpert } from '../../server/core/experts/prose.ts';
import type { Member } from '../../server/core/member.ts';
import { proseTools } from '../../server/verify/prose/tools.ts';
import { exactTools } from '../support/exactTools.ts';
import { appliedDrafts } from '../support/appliedDrafts.ts';

interface Item {
  readonly id: string;
  readonly kind: 'error' | 'correct';
  readonly languageId: string;
  readonly text: string;
  readonly accept: readonly string[];
}

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    model: { type: 'string' },
    jfleg: { type: 'string' },
    limit: { type: 'string' },
    verbose: { type: 'boolean', default: false },
  },
});
const fixture = positionals[0] ?? path.join(import.meta.dirname, '../fixtures/prose-dev.jsonl');
const out = (line: string): void => void process.stdout.write(`${line}\n`);
const signal = new AbortController().signal;

function readRows<T>(file: string): T[] {
  return readFileSync(file, 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as T);
}

async function refine(
  text: string,
  languageId: string,
  member: Member | undefined,
): Promise<{ text: string; drafts: readonly Draft[]; note?: string }> {
  const input = { documentText: text, languageId, range: { start: 0, end: text.length } };
  const outcome = await proseExpert.draft(
    input,
    { tools: exactTools(proseTools), ...(member === undefined ? {} : { member }) },
    signal,
  );
  if (outcome.kind === 'declined') return { text, drafts: [], note: outcome.reason };
  return {
    text: appliedDrafts(text, outcome.drafts),
    drafts: outcome.drafts,
    ...(outcome.note === undefined ? {} : { note: outcome.note }),
  };
}

async function measureFixture(name: string, member: Member | undefined): Promise<void> {
  const counts = { fixed: 0, errors: 0, improvedOnly: 0, untouched: 0, correct: 0 };
  for (const item of readRows<Item>(fixture)) {
    const result = await refine(item.text, item.languageId, member);
    const right = item.accept.includes(result.text);
    if (item.kind === 'error') {
      counts.errors++;
      if (right) counts.fixed++;
      else if (result.text !== item.text) counts.improvedOnly++;
    } else {
      counts.correct++;
      if (right) counts.untouched++;
    }
    if (values.verbose && !right) {
      out(
        `${item.id} ${JSON.stringify(item.text)}\n   got ${JSON.stringify(result.text)}\n  want ${JSON.stringify(item.accept[0])} ${result.note ?? ''}`,
      );
      for (const draft of result.drafts)
        out(
          `       ${draft.summary} ${draft.confidence.toFixed(2)} ${draft.candidates.map((c) => `${c.by}:${c.note ?? ''}`).join(' | ')}`,
        );
    }
  }
  out(
    `${name}: exact fixes ${String(counts.fixed)}/${String(counts.errors)}, changed but not exact ${String(counts.improvedOnly)}; correct text untouched ${String(counts.untouched)}/${String(counts.correct)}`,
  );
}

/** Sentences of learners: how many come closer to one of the four human corrections, and how many move away. */
async function measureJfleg(file: string, member: Member | undefined): Promise<void> {
  const counts = { rows: 0, changed: 0, closer: 0, farther: 0 };
  for (const row of readRows<{ source: string; refs: readonly string[] }>(file).slice(
    0,
    Number(values.limit ?? 150),
  )) {
    const source = detokenized(row.source);
    const result = await refine(source, 'plaintext', member);
    counts.rows++;
    if (result.text === source) continue;
    counts.changed++;
    const references = row.refs.map(detokenized);
    const gap = (text: string): number =>
      Math.min(...references.map((reference) => wordDistance(text, reference)));
    const moved = gap(result.text) - gap(source);
    if (moved < 0) counts.closer++;
    if (moved > 0) {
      counts.farther++;
      if (values.verbose)
        out(`farther: ${source}\n       → ${result.text}\n         ${references[0] ?? ''}`);
    }
  }
  out(
    `JFLEG: ${String(counts.rows)} rows, changed ${String(counts.changed)}, closer ${String(counts.closer)}, farther ${String(counts.farther)}`,
  );
}

function detokenized(text: string): string {
  return text
    .trim()
    .replace(/ ([.,!?;:)])/gu, '$1')
    .replace(/ (n't|'s|'re|'ve|'ll|'m|'d)\b/gu, '$1')
    .replace(/\( /gu, '(')
    .replace(/\s+/gu, ' ');
}

function wordDistance(a: string, b: string): number {
  const [left, right] = [a.split(/\s+/u), b.split(/\s+/u)];
  let previous = Array.from({ length: right.length + 1 }, (_, j) => j);
  for (let i = 1; i <= left.length; i++) {
    const current = [i];
    for (let j = 1; j <= right.length; j++) {
      current.push(
        Math.min(
          (previous[j] as number) + 1,
          (current[j - 1] as number) + 1,
          (previous[j - 1] as number) + (left[i - 1] === right[j - 1] ? 0 : 1),
        ),
      );
    }
    previous = current;
  }
  return previous[right.length] as number;
}

async function loadMember(file: string): Promise<Member> {
  const { openGgufMember } = await import('../support/ggufMember.ts');
  return openGgufMember(file);
}

if (values.model === undefined || values.verbose === false) {
  await measureFixture('tools alone', undefined);
  if (values.jfleg !== undefined) await measureJfleg(values.jfleg, undefined);
}
if (values.model !== undefined) {
  const member = await loadMember(values.model);
  await measureFixture('tools + member', member);
  if (values.jfleg !== undefined) await measureJfleg(values.jfleg, member);
}
process.exit(0);
