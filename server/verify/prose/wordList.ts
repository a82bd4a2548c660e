import { readFileSync } from 'node:fs';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';
import { installationPaths } from '../../paths.ts';
import { misspellings } from './misspellings.ts';

let counts: ReadonlyMap<string, number> | undefined;

/** How often each of the forty thousand most frequent words occurs; empty when the list is not installed. */
export function wordCounts(): ReadonlyMap<string, number> {
  counts ??= readCounts(path.join(installationPaths().modelsDir, 'words.tsv.gz'));
  return counts;
}

function readCounts(file: string): ReadonlyMap<string, number> {
  let text: string;
  try {
    text = gunzipSync(readFileSync(file)).toString('utf8');
  } catch {
    // Without the list, harper's own order of suggestions stands.
    return new Map();
  }
  const result = new Map<string, number>();
  for (const line of text.split('\n')) {
    const [word, count] = line.split('\t');
    if (word !== undefined && count !== undefined) result.set(word, Number(count));
  }
  // The corpus holds its authors' slips too.
  for (const wrong of knownMisspellings.keys()) result.delete(wrong);
  return result;
}

/** Common misspellings to the right word. No wrong form here is an English word. */
export const knownMisspellings: ReadonlyMap<string, string> = new Map(
  misspellings
    .trim()
    .split(/;\s*/u)
    .flatMap((line) => {
      const [right = '', ...wrong] = line.split(' ');
      return wrong.map((form): [string, string] => [form.toLowerCase(), right]);
    }),
);
