import { writeFileSync } from 'node:fs';
import { codeTools } from '../../server/verify/code/tools.ts';
import { rankRepairs } from '../../server/core/experts/codeRank.ts';
import { openGgufMember } from '../support/ggufMember.ts';
import { readItems, withRepaired } from './codeDev.ts';

// Scores every candidate of every item with a real model and writes the raw figures, one JSON line per item,
// so that thresholds can be compared without running the model again.
// npx tsx test/eval/codeMember.ts MODEL.gguf OUT.jsonl FILE.jsonl…

async function main([model = '', out = '', ...files]: readonly string[]): Promise<void> {
  const member = await openGgufMember(model, 512);
  const signal = new AbortController().signal;
  const lines: string[] = [];
  for (const file of files) {
    for (const item of withRepaired(readItems(file))) {
      const { languageId, text } = item;
      const report = await codeTools['code/repairs'](
        { languageId, text, range: { start: 0, end: text.length } },
        signal,
      );
      for (const fn of report.functions) {
        const ranked = await rankRepairs(text, languageId, fn.range, fn.candidates, member, signal);
        const candidates = ranked.map(({ candidate, repair, logProb }) => ({
          kind: candidate.kind,
          prior: candidate.prior,
          repair,
          logProb,
          before: text.slice(candidate.range.start, candidate.range.end),
          after: candidate.newText,
          right: item.accepted?.includes(
            text.slice(0, candidate.range.start) +
              candidate.newText +
              text.slice(candidate.range.end),
          ),
        }));
        lines.push(JSON.stringify({ id: item.id, isBug: item.accepted !== undefined, candidates }));
      }
    }
  }
  writeFileSync(out, `${lines.join('\n')}\n`);
}

// The engine keeps the process alive, and this one has nothing left to do.
void main(process.argv.slice(2)).then(() => process.exit(0));
