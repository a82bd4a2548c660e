// Writes every edit that tools or the member propose, with what speaks for it, for fitting the choice among them:
//   npx tsx test/eval/proseOptions.ts ROWS.jsonl OUT.jsonl [--model FILE.gguf] [--share K/N]
// ROWS has {"text", "accept": [right texts]}. OUT has a row a sentence: {"clean": was right already, "options": [...]}.
import { createWriteStream, readFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { optionsOf } from '../../server/core/experts/proseEdits.ts';
import { weighOptions } from '../../server/core/experts/proseWeigh.ts';
import { applyEdits } from '../../server/core/experts/proseText.ts';
import { proseCorrections } from '../../server/verify/prose/corrections.ts';
import { distance } from '../support/editDistance.ts';
import { openGgufMember } from '../support/ggufMember.ts';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { model: { type: 'string' }, share: { type: 'string', default: '0/1' } },
});
const [rows, out] = positionals;
if (rows === undefined || out === undefined) throw new Error('name a file of rows and an output');
const [share = 0, shares = 1] = values.share.split('/').map(Number);
const member = await openGgufMember(
  values.model ?? path.join(import.meta.dirname, '../../server/models/nano-language.gguf'),
  512,
);
const signal = new AbortController().signal;
const form = { kind: 'text', capital: true, stop: true } as const;
const file = createWriteStream(out);
for (const [place, line] of readFileSync(rows, 'utf8').trim().split('\n').entries()) {
  if (place % shares !== share) continue;
  const { text, accept } = JSON.parse(line) as { text: string; accept: string[] };
  const working = { text, masked: [] };
  const { corrections } = await proseCorrections({ text, masked: [], form }, signal);
  const weighed = await weighOptions(
    working,
    optionsOf(working, corrections),
    form,
    member,
    signal,
  );
  if (weighed === undefined) continue;
  const options = weighed.options.map((option) => ({
    ...option,
    label: accept.some(
      (right) => distance(applyEdits(working, [option]).text, right) < distance(text, right),
    ),
  }));
  file.write(`${JSON.stringify({ text, accept, clean: accept.includes(text), options })}\n`);
}
file.end(() => process.exit(0));
