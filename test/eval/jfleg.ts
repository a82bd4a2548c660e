// Sentences with mistakes: GLEU and F0.5 of doing nothing, harper alone, the tools, the model, and both, each against harper with a paired
// interval; then how often corrected text is left alone.
//   npx tsx test/eval/jfleg.ts FILE.jsonl|suite [--limit N] [--keep N] [--agreed N] [--only source,harper,tools,model,both] [--show]
// FILE has rows {"source", "refs"} of tokenized text, as JFLEG has: it is joined to what a person writes, corrected, and cut into tokens again.
// With `--agreed 2` only corrections that two people made alike, word for word, have to be left alone: one person's often still hold a mistake.
// `suite` takes the prose of the benchmark instead, generated and of people.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { mustStay } from '../../server/bench/item.ts';
import { readPeople } from '../../server/bench/suites/people.ts';
import { suiteItems } from '../../server/bench/suites/suite.ts';
import { proseExpert } from '../../server/core/experts/prose.ts';
import type { Member } from '../../server/core/member.ts';
import { fixPrompt } from '../../server/core/prompts.ts';
import { harperLints } from '../../server/verify/prose/harper.ts';
import { proseTools } from '../../server/verify/prose/tools.ts';
import { appliedDrafts } from '../support/appliedDrafts.ts';
import { exactTools } from '../support/exactTools.ts';
import { openGgufMember } from '../support/ggufMember.ts';
import { editCounts, fHalf } from './fscore.ts';
import { gleu, gleuCounts, gleuScore, type GleuCounts, type GleuRow } from './gleu.ts';
import { pairedFigure } from './paired.ts';

interface Row {
  readonly source: string;
  readonly refs: readonly string[];
}

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    limit: { type: 'string', default: '1000000' },
    keep: { type: 'string', default: '1000000' },
    agreed: { type: 'string', default: '1' },
    only: { type: 'string', default: 'source,harper,tools,model,both' },
    show: { type: 'boolean', default: false },
  },
});
const file = positionals[0];
if (file === undefined) throw new Error('name the file of sentences, or “suite”');
const signal = new AbortController().signal;
const rows = file === 'suite' ? suiteRows() : fileRows(file);
const member = await openGgufMember(
  path.join(import.meta.dirname, '../../server/models/nano-language.gguf'),
  512,
);
const systems: Readonly<Record<string, (text: string) => Promise<string>>> = {
  source: async (text) => text,
  harper: harperAlone,
  tools: (text) => refined(text, undefined),
  model: modelAlone,
  both: (text) => refined(text, member),
};
const measured = new Map<string, readonly GleuRow[]>();
for (const name of values.only.split(',')) measured.set(name, await measure(name));
compare();
await measureKept();
process.exit(0);

function fileRows(name: string): readonly Row[] {
  const read = readFileSync(name, 'utf8').trim().split('\n');
  return read.map((line) => {
    const { source, refs } = JSON.parse(line) as Row;
    return { source: joined(source), refs: refs.map(joined) };
  });
}

/** The benchmark's sentences with mistakes; what must stay is among what people wrote, and is measured there. */
function suiteRows(): readonly Row[] {
  const items = suiteItems('nano', 1, readPeople()).filter(
    (item) => item.domain === 'prose' && !mustStay(item),
  );
  return items.flatMap(({ text, grader }) =>
    grader.kind === 'edit' ? [{ source: text, refs: grader.accept }] : [],
  );
}

async function measure(name: string): Promise<readonly GleuRow[]> {
  const correct = systems[name];
  if (correct === undefined) throw new Error(`there is no system “${name}”`);
  const scored: GleuRow[] = [];
  let changed = 0;
  for (const { source, refs } of rows.slice(0, Number(values.limit))) {
    const result = await correct(source);
    if (result !== source) changed++;
    scored.push({
      source: tokens(source),
      hypothesis: tokens(result),
      references: refs.map(tokens),
    });
  }
  const { corpus, sentence } = gleu(scored);
  print(
    `${name}: GLEU ${percent(corpus)} (corpus), ${percent(sentence)} (mean of sentences), F0.5 ${percent(fHalf(scored.map(counted)))}; changed ${String(changed)} of ${String(scored.length)}`,
  );
  return scored;
}

/** Everything against harper: the difference over the same sentences, drawn anew 1,000 times. */
function compare(): void {
  const harper = measured.get('harper');
  if (!harper) return;
  const [gleuOfHarper, editsOfHarper] = [harper.map(gleuChoices), harper.map(counted)];
  for (const [name, own] of measured) {
    if (name === 'harper') continue;
    const [gleuOfOwn, editsOfOwn] = [own.map(gleuChoices), own.map(counted)];
    let draw = 0;
    const byGleu = pairedFigure(own.length, (picked) => {
      draw++;
      // Both are held against the same reference of a sentence, another one in each draw.
      const sums = [gleuOfOwn, gleuOfHarper].map((from) =>
        summed(picked.map((at) => from[at]?.[(at + draw) % (from[at]?.length ?? 1)] ?? [])),
      );
      return sums.map((sum) => gleuScore(sum)) as [number, number];
    });
    const byEdits = pairedFigure(
      own.length,
      (picked) =>
        [editsOfOwn, editsOfHarper].map((from) =>
          fHalf(picked.flatMap((at) => from[at] ?? [])),
        ) as [number, number],
    );
    print(`${name} - harper: GLEU ${interval(byGleu)}, F0.5 ${interval(byEdits)}`);
  }
}

function gleuChoices({ source, hypothesis, references }: GleuRow): readonly GleuCounts[] {
  return references.map((reference) => gleuCounts(source, hypothesis, reference));
}

function summed(counts: readonly GleuCounts[]): GleuCounts {
  return (counts[0] ?? []).map((_, k) => counts.reduce((sum, each) => sum + (each[k] ?? 0), 0));
}

function counted({ source, hypothesis, references }: GleuRow) {
  return editCounts(source, hypothesis, references);
}

function percent(share: number): string {
  return (share * 100).toFixed(2);
}

function interval({ value, low, high }: { value: number; low: number; high: number }): string {
  return `${percent(value)} [${percent(low)}, ${percent(high)}]`;
}

/** Corrected versions are right by a person's word: whatever changes there counts as a false alarm. */
async function measureKept(): Promise<void> {
  const least = Number(values.agreed);
  const corrected = rows.flatMap(({ refs }) =>
    refs.filter((text) => refs.filter((other) => other === text).length >= least),
  );
  const texts = [...new Set(corrected)].slice(0, Number(values.keep));
  let kept = 0;
  for (const text of texts) {
    const result = await refined(text, member);
    if (result === text) kept++;
    else if (values.show) print(`- ${text}\n+ ${result}`);
  }
  print(
    `corrected text left alone: ${String(kept)} of ${String(texts.length)} (${((kept / texts.length) * 100).toFixed(1)} %)`,
  );
}

async function refined(text: string, ranking: Member | undefined): Promise<string> {
  const outcome = await proseExpert.draft(
    { documentText: text, languageId: 'plaintext', range: { start: 0, end: text.length } },
    { tools: exactTools(proseTools), ...(ranking === undefined ? {} : { member: ranking }) },
    signal,
  );
  if (outcome.kind === 'declined') return text;
  return appliedDrafts(text, outcome.drafts);
}

/** The first suggestion of every finding, from the end to the beginning, as the linter's own "fix all" does. */
async function harperAlone(text: string): Promise<string> {
  let [result, end] = [text, text.length];
  for (const lint of (await harperLints(text, 'american', 'default')).reverse()) {
    const [replacement] = lint.replacements;
    if (replacement === undefined || lint.range.end > end) continue;
    result = result.slice(0, lint.range.start) + replacement + result.slice(lint.range.end);
    end = lint.range.start;
  }
  return result;
}

async function modelAlone(text: string): Promise<string> {
  let result = '';
  for await (const chunk of member.generate(
    {
      messages: [{ role: 'user', content: fixPrompt(text) }],
      maxTokens: Math.ceil(text.length / 2) + 16,
      temperature: 0,
    },
    signal,
  )) {
    if (chunk.kind === 'token') result += chunk.text;
    else if (chunk.kind === 'failed' || chunk.stop === 'maxTokens') return text;
  }
  return result.trim();
}

/** Tokens as a person writes them. */
function joined(text: string): string {
  return text
    .trim()
    .replace(/ ([.,!?;:%)])/gu, '$1')
    .replace(/ (n't|'s|'re|'ve|'ll|'m|'d)\b/gu, '$1')
    .replace(/([($]) /gu, '$1')
    .replace(/\s+/gu, ' ');
}

function tokens(text: string): string[] {
  return (
    text
      .replace(/(n't|'s|'re|'ve|'ll|'m|'d)\b/gu, ' $1')
      .match(/n't|'\p{L}+|[\p{L}\p{N}]+(?:[-.][\p{L}\p{N}]+)*|[^\s]/gu) ?? []
  );
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}
