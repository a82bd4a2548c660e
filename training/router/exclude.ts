import { createHash } from 'node:crypto';
import { readFileSync, readdirSync } from 'node:fs';

const run = 8;

/** True for a text that must not be trained on. */
export type Exclusion = (text: string) => boolean;

/**
 * Texts that share a run of eight words (lower case, letters and digits only) with a prompt of the fixtures, or
 * whose run has a SHA-256 that starts with a line of `file`. The Python generators apply the same rule.
 */
export function readExclusion(fixtures: string, file?: string): Exclusion {
  const prefixes = new Set(
    file === undefined ? [] : readFileSync(file, 'utf8').split('\n').filter(Boolean),
  );
  const length = [...prefixes][0]?.length ?? 0;
  const known = new Set(
    readdirSync(fixtures)
      .filter((name) => /^route-.*\.jsonl$/u.test(name))
      .flatMap((name) => readFileSync(`${fixtures}/${name}`, 'utf8').split('\n').filter(Boolean))
      .flatMap((line) => runsOf((JSON.parse(line) as { prompt: string }).prompt)),
  );
  const excluded = (words: string): boolean =>
    known.has(words) ||
    (length > 0 && prefixes.has(createHash('sha256').update(words).digest('hex').slice(0, length)));
  return (text) => runsOf(text).some(excluded);
}

function runsOf(text: string): string[] {
  const words = text.toLowerCase().match(/[a-z0-9]+/gu) ?? [];
  return words
    .slice(0, Math.max(0, words.length - run + 1))
    .map((_, at) => words.slice(at, at + run).join(' '));
}
