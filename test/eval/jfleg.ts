// Learners' sentences: GLEU of doing nothing, harper alone, the tools, the model, and both; then how often corrected text is left alone.
//   npx tsx test/eval/jfleg.ts FILE.jsonl [--limit N] [--keep N] [--only source,harper,tools,model,both] [--show]
// FILE has rows {"source", "refs"} of tokenized text. Text is joined to what a person writes, corrected, and cut into tokens again.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { proseExpert } from '../../server/core/experts/prose.ts';
import type { Member } from '../../server/core/member.ts';
import { fixPrompt } from '../../server/core/prompts.ts';
import { harperLints } from '../../server/verify/prose/harper.ts';
import { proseTools } from '../../server/verify/prose/tools.ts';
import { exactTools } from '../support/exactTools.ts';
import { openGgufMember } from '../support/ggufMember.ts';
import { gleu } from './gleu.ts';
import { appliedDrafts } from '../support/appliedDrafts.ts';

interface Row {
  readonly source: string;
  readonly refs: readonly string[];
}

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    limit: { type: 'string', default: '1000000' },
    keep: { type: 'string', default: '1000000' },
    only: { type: 'string', default: 'source,harper,tools,model,both' },
    show: { type: 'boolean', default: false },
  },
});
const file = positionals[0];
if (file === undefined) throw new Error('name the file of learners’ sentences');
const signal = new AbortController().signal;
const rows = readFileSync(file, 'utf8')
  .trim()
  .split('\n')
  .map((line) => JSON.parse(line) as Row);
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
for (const name of values.only.split(',')) await measure(name);
await measureKept();
process.exit(0);

async function measure(name: string): Promise<void> {
  const correct = systems[name];
  if (correct === undefined) throw new Error(`there is no system “${name}”`);
  const scored = [];
  let changed = 0;
  for (const row of rows.slice(0, Number(values.limit))) {
    const text = joined(row.source);
    const result = await correct(text);
    if (result !== text) changed++;
    scored.push({
      source: tokens(text),
      hypothesis: tokens(result),
      references: row.refs.map((reference) => tokens(joined(reference))),
    });
  }
  const { corpus, sentence } = gleu(scored);
  print(
    `${name}: GLEU ${(corpus * 100).toFixed(2)} (corpus), ${(sentence * 100).toFixed(2)} (mean of sentences); changed ${String(changed)} of ${String(scored.length)}`,
  );
}

/** The corrected versions are right by four people's word: whatever changes there is a false alarm. */
async function measureKept(): Promise<void> {
  const texts = [...new Set(rows.flatMap((row) => row.refs.map(joined)))].slice(
    0,
    Number(values.keep),
  );
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
