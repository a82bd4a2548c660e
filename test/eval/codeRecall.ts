import { codeTools } from '../../server/verify/code/tools.ts';
import { readItems } from './codeDev.ts';

// How often the candidates hold the right repair, and how many there are.
// npx tsx test/eval/codeRecall.ts FILE.jsonl…

async function main(files: readonly string[]): Promise<void> {
  const signal = new AbortController().signal;
  let [hit, all, candidates, ms] = [0, 0, 0, 0];
  for (const item of files.flatMap((file) => readItems(file)).filter(({ accepted }) => accepted)) {
    const { languageId, text } = item;
    const start = performance.now();
    const report = await codeTools['code/repairs'](
      { languageId, text, range: { start: 0, end: text.length } },
      signal,
    );
    ms += performance.now() - start;
    const edits = report.functions.flatMap((fn) => fn.candidates);
    candidates += edits.length;
    all += 1;
    const found = edits.some(({ range, newText }) =>
      item.accepted?.includes(text.slice(0, range.start) + newText + text.slice(range.end)),
    );
    if (found) hit += 1;
    else process.stdout.write(`not enumerated: ${item.id}\n`);
  }
  process.stdout.write(
    `enumerated ${hit} of ${all}, ${(candidates / all).toFixed(0)} candidates and ${(ms / all).toFixed(0)} ms per item\n`,
  );
}

void main(process.argv.slice(2));
