import { appendFileSync, writeFileSync } from 'node:fs';
import { behaviourEvidence } from '../../server/verify/code/evidence/behaviourEvidence.ts';
import { naturalEvidence, readWeights } from '../../server/verify/code/evidence/naturalEvidence.ts';
import { describeFunction, functionsIn } from '../../server/verify/code/functionInfo.ts';
import { repairsOf } from '../../server/verify/code/repairs.ts';
import { excerptOf, versionOf } from '../../server/verify/code/versions.ts';
import { parseNodes } from '../../server/verify/syntax/node.ts';
import { readItems, withRepaired } from './codeDev.ts';

// Writes the evidence for every candidate of every item, one JSON line per function.
// npx tsx test/eval/codeFeatures.ts WEIGHTS OUT FILE…
async function main([weightsFile = '', out = '', ...files]: readonly string[]): Promise<void> {
  const weights = readWeights(weightsFile);
  writeFileSync(out, '');
  let [ms, count] = [0, 0];
  for (const item of files.flatMap((file) => withRepaired(readItems(file)))) {
    const { text, languageId } = item;
    const root = await parseNodes(languageId, text);
    if (!root) continue;
    for (const node of functionsIn(root, { start: 0, end: text.length })) {
      const start = performance.now();
      const fn = describeFunction(root, text, languageId, node);
      if (!fn) continue;
      const candidates = repairsOf(fn);
      const excerpt = excerptOf(fn);
      const original = await versionOf(excerpt);
      if (!original) {
        process.stderr.write(`unparsed ${item.id}\n`);
        continue;
      }
      const versions = await Promise.all(
        candidates.map((candidate) => versionOf(excerpt, candidate)),
      );
      const natural = naturalEvidence(original, versions, weights);
      const behaviour = await behaviourEvidence(original, versions);
      ms += performance.now() - start;
      count += 1;
      const rows = candidates.flatMap((candidate, place) =>
        versions[place]
          ? [
              {
                kind: candidate.kind,
                edit: `${text.slice(candidate.range.start, candidate.range.end)} → ${candidate.newText}`,
                right:
                  item.accepted?.includes(
                    text.slice(0, candidate.range.start) +
                      candidate.newText +
                      text.slice(candidate.range.end),
                  ) ?? false,
                group: behaviour.groups[place],
                features: {
                  rule: candidate.prior,
                  natural: natural[place],
                  ...behaviour.features[place],
                },
              },
            ]
          : [],
      );
      appendFileSync(
        out,
        `${JSON.stringify({ id: item.id, name: fn.name, isBug: item.accepted !== undefined, rows })}\n`,
      );
    }
  }
  process.stderr.write(`${count} functions, ${(ms / count).toFixed(0)} ms each\n`);
}

void main(process.argv.slice(2));
