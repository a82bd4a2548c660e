import { appendFileSync, writeFileSync } from 'node:fs';
import type { RepairCandidate } from '../../protocol/checker.ts';
import { rankRepairs } from '../../server/core/experts/codeRank.ts';
import { appraise } from '../../server/verify/code/evidence/appraise.ts';
import { readWeights } from '../../server/verify/code/evidence/naturalEvidence.ts';
import { describeFunction, functionsIn } from '../../server/verify/code/functionInfo.ts';
import { repairsOf } from '../../server/verify/code/repairs.ts';
import { parseNodes } from '../../server/verify/syntax/node.ts';
import { openGgufMember } from '../support/ggufMember.ts';
import { readItems, withRepaired } from './codeDev.ts';

// Writes the evidence for every candidate of every item, one JSON line per function.
// npx tsx test/eval/codeFeatures.ts WEIGHTS MODEL.gguf|- OUT FILE…
async function main([
  weightsFile = '',
  model = '',
  out = '',
  ...files
]: readonly string[]): Promise<void> {
  const member = model === '-' ? undefined : await openGgufMember(model, 512);
  const weights = readWeights(weightsFile);
  const signal = new AbortController().signal;
  writeFileSync(out, '');
  let [ms, count] = [0, 0];
  for (const item of files.flatMap((file) => withRepaired(readItems(file)))) {
    const { text, languageId } = item;
    const root = await parseNodes(languageId, text);
    if (!root) continue;
    for (const node of functionsIn(root, { start: 0, end: text.length })) {
      const fn = describeFunction(root, text, languageId, node);
      if (!fn) continue;
      const start = performance.now();
      const appraised = await appraise(fn, repairsOf(fn), weights, signal);
      ms += performance.now() - start;
      count += 1;
      const range = { start: node.start, end: node.end };
      const ranked = await rankRepairs(text, languageId, range, appraised, member, signal);
      const rows = ranked.map(({ candidate, repair, alone, after }) => ({
        kind: candidate.kind,
        edit: `${text.slice(candidate.range.start, candidate.range.end)} → ${candidate.newText}`,
        right: item.accepted?.includes(edited(text, candidate)) ?? false,
        group: candidate.group ?? -1,
        features: {
          rule: candidate.prior,
          ...candidate.features,
          repair,
          alone,
          after,
        },
      }));
      const isBug = item.accepted !== undefined;
      appendFileSync(
        out,
        `${JSON.stringify({ id: item.id, languageId, name: fn.name, isBug, rows })}\n`,
      );
    }
  }
  process.stderr.write(`${count} functions, ${(ms / count).toFixed(0)} ms each\n`);
}

function edited(text: string, { range, newText }: RepairCandidate): string {
  return text.slice(0, range.start) + newText + text.slice(range.end);
}

// The engine keeps the process alive, and this one has nothing left to do.
void main(process.argv.slice(2)).then(() => process.exit(0));
