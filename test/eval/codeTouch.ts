import { readdirSync, readFileSync, statSync } from 'node:fs';
import { extname, join } from 'node:path';
import { descendants, parseNodes } from '../../server/verify/syntax/node.ts';
import { describeFunction, isFunction } from '../../server/verify/code/functionInfo.ts';
import { repairsOf } from '../../server/verify/code/repairs.ts';

// Counts how often the exact rules would speak on real, presumably correct functions.
// npx tsx test/eval/codeTouch.ts LIMIT DIR… [--show]

const languages: Readonly<Record<string, string>> = {
  '.ts': 'typescript',
  '.js': 'javascript',
  '.mjs': 'javascript',
  '.cjs': 'javascript',
  '.py': 'python',
};

function* filesUnder(folder: string): Generator<string> {
  for (const name of readdirSync(folder).sort()) {
    const path = join(folder, name);
    const stat = statSync(path, { throwIfNoEntry: false });
    if (!stat) continue;
    if (stat.isDirectory()) yield* filesUnder(path);
    else if (
      languages[extname(name)] !== undefined &&
      stat.size < 60_000 &&
      !/\.d\.ts$|\.min\.|[\\/]tests?[\\/]/.test(path)
    )
      yield path;
  }
}

async function main(): Promise<void> {
  const [limit, ...folders] = process.argv.slice(2).filter((argument) => argument !== '--show');
  const show = process.argv.includes('--show');
  const counts: Record<string, { functions: number; spoken: number }> = {};
  for (const folder of folders) {
    for (const path of filesUnder(folder)) {
      const languageId = languages[extname(path)] ?? '';
      const count = (counts[languageId] ??= { functions: 0, spoken: 0 });
      if (count.functions >= Number(limit)) continue;
      const text = readFileSync(path, 'utf8');
      if (text.split('\n').some((line) => line.length > 400)) continue;
      const root = await parseNodes(languageId, text);
      if (!root) continue;
      for (const node of descendants(root)) {
        if (!isFunction(node)) continue;
        const lines = node.text.split('\n').length;
        const fn =
          lines >= 2 && lines <= 25 ? describeFunction(root, text, languageId, node) : undefined;
        if (!fn || count.functions >= Number(limit)) continue;
        count.functions += 1;
        const best = repairsOf(fn)[0];
        if (!best || best.prior < 3.5) continue;
        count.spoken += 1;
        if (show)
          process.stdout.write(
            `--- ${path}\n${best.kind} ${text.slice(best.range.start, best.range.end)} → ${best.newText} (${best.why ?? ''})\n${node.text}\n`,
          );
      }
    }
  }
  process.stdout.write(`${JSON.stringify(counts)}\n`);
}

void main();
