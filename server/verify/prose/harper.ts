import { Dialect, LocalLinter } from 'harper.js';
import type { Lint } from 'harper.js';
import { binary } from 'harper.js/binary';
import { silencedRules } from './harperPolicy.ts';
import type { OffsetRange } from '../../../protocol/text.ts';

/** One finding of harper, offsets in UTF-16. */
export interface HarperLint {
  readonly rule: string;
  readonly kind: string;
  readonly range: OffsetRange;
  readonly replacements: readonly string[];
  readonly message: string;
}

export type EnglishDialect = 'american' | 'british';

/** `reviewed` runs the rules that harperPolicy.ts trusts, `default` what harper itself would. */
export type HarperRules = 'reviewed' | 'default';

const dialects: Readonly<Record<EnglishDialect, Dialect>> = {
  american: Dialect.American,
  british: Dialect.British,
};
const linters = new Map<string, Promise<LocalLinter>>();

/** The linter of a dialect; the first costs seconds and hundreds of megabytes, the second shares them. */
function linterFor(dialect: EnglishDialect, rules: HarperRules): Promise<LocalLinter> {
  const key = `${dialect} ${rules}`;
  let linter = linters.get(key);
  if (linter === undefined) {
    linter = openLinter(dialect, rules);
    linters.set(key, linter);
  }
  return linter;
}

async function openLinter(dialect: EnglishDialect, rules: HarperRules): Promise<LocalLinter> {
  const linter = new LocalLinter({ binary, dialect: dialects[dialect] });
  await linter.setup();
  if (rules === 'default') return linter;
  // A finding hides whatever it covers: a remark on a long sentence would hide every misspelling in it.
  const config = await linter.getLintConfig();
  await linter.setLintConfig({
    ...config,
    ...Object.fromEntries(silencedRules.map((rule) => [rule, false])),
  });
  return linter;
}

/** Everything that harper finds in plain text. */
export async function harperLints(
  text: string,
  dialect: EnglishDialect = 'american',
  rules: HarperRules = 'reviewed',
): Promise<HarperLint[]> {
  const linter = await linterFor(dialect, rules);
  const found = await linter.organizedLints(text, { language: 'plaintext' });
  const toUtf16 = codePointOffsets(text);
  const lints: HarperLint[] = [];
  for (const [rule, list] of Object.entries(found)) {
    for (const lint of list) {
      lints.push(readLint(rule, lint, text, toUtf16));
      lint.free();
    }
  }
  return lints.sort((a, b) => a.range.start - b.range.start);
}

function readLint(
  rule: string,
  lint: Lint,
  text: string,
  toUtf16: (at: number) => number,
): HarperLint {
  const span = lint.span();
  const range = { start: toUtf16(span.start), end: toUtf16(span.end) };
  const problem = text.slice(range.start, range.end);
  const replacements = lint.suggestions().map((suggestion) => {
    const replacement = suggestion.get_replacement_text();
    // 0 replace, 1 remove, 2 insert after.
    const kind: number = suggestion.kind();
    return kind === 1 ? '' : kind === 2 ? problem + replacement : replacement;
  });
  const result = {
    rule,
    kind: lint.lint_kind(),
    range,
    replacements: [...new Set(replacements)],
    message: lint.message(),
  };
  span.free();
  return result;
}

/** Harper counts code points; everything else here counts UTF-16 units. */
function codePointOffsets(text: string): (at: number) => number {
  if (!/[\ud800-\udbff]/u.test(text) && !/[^\u0000-\uffff]/u.test(text)) return (at) => at;
  const offsets: number[] = [];
  let at = 0;
  for (const point of text) {
    offsets.push(at);
    at += point.length;
  }
  offsets.push(at);
  return (index) => offsets[index] ?? text.length;
}
