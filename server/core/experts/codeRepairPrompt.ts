import type { RepairCandidate } from '../../../protocol/checker.ts';
import type { OffsetRange } from '../../../protocol/text.ts';

/** Longer functions do not fit the nano model's context, so exact tools judge them alone. */
const promptCharacters = 1000;

/** Languages as the prompts name them. */
const shortNames: Readonly<Record<string, string>> = {
  typescript: 'ts',
  typescriptreact: 'ts',
  javascript: 'js',
  javascriptreact: 'js',
  python: 'py',
};

/** What the member says of a function in which nothing is wrong. */
export const nothingWrong = 'ok';

/** A function as the member is asked to repair it, and how it would write each repair. */
export interface RepairQuestion {
  readonly prompt: string;
  readonly answers: ReadonlyMap<RepairCandidate, string>;
}

/** The repair task of training/generate/repair.py; undefined for a function that is longer than those of training. */
export function repairQuestion(
  documentText: string,
  languageId: string,
  functionRange: OffsetRange,
  candidates: readonly RepairCandidate[],
): RepairQuestion | undefined {
  const { start, end } = shownRange(documentText, functionRange);
  const before = dedent(documentText.slice(start, end));
  if (before.length > promptCharacters) return undefined;
  const answers = new Map<RepairCandidate, string>();
  for (const candidate of candidates) {
    const { range, newText } = candidate;
    if (range.start < start || range.end > end) continue;
    const after = dedent(
      documentText.slice(start, range.start) + newText + documentText.slice(range.end, end),
    );
    if (after !== before) answers.set(candidate, difference(before, after));
  }
  return { prompt: repairPrompt(languageId, before), answers };
}

/** The repair task for a function at the left margin. */
export function repairPrompt(languageId: string, code: string): string {
  return `repair ${shortNames[languageId] ?? languageId}:\n${code}`;
}

/** The same question about the function as a repair leaves it. */
export function repairedPrompt(
  documentText: string,
  languageId: string,
  functionRange: OffsetRange,
  { range, newText }: RepairCandidate,
): string | undefined {
  const { start, end } = shownRange(documentText, functionRange);
  const after = dedent(
    documentText.slice(start, range.start) + newText + documentText.slice(range.end, end),
  );
  return after.length > promptCharacters ? undefined : repairPrompt(languageId, after);
}

/**
 * The changed lines of two texts as a diff without context, moved to the left margin. Twin of `difference` in
 * training/generate/repair.py: a test compares both on shared examples, so keep them in step.
 */
export function difference(before: string, after: string): string {
  const [old, fresh] = [before.split('\n'), after.split('\n')];
  const most = Math.min(old.length, fresh.length);
  let first = 0;
  while (first < most && old[first] === fresh[first]) first++;
  let last = 0;
  while (last < most - first && old.at(-1 - last) === fresh.at(-1 - last)) last++;
  // An insertion or deletion shows the line above it, so that its place is known.
  if (first > 0 && (old.length - last === first || fresh.length - last === first)) first--;
  const gone = old.slice(first, old.length - last);
  const come = fresh.slice(first, fresh.length - last);
  // Lines that are only added above the first keep their margin: no other line would tell it.
  const told = gone.length === 0 ? [] : [...gone, ...come];
  const margins = told.filter((line) => line.trim() !== '').map(indentOf);
  const margin = margins.length === 0 ? 0 : Math.min(...margins);
  return [
    ...gone.map((line) => `-${line.slice(margin)}`),
    ...come.map((line) => `+${line.slice(margin)}`),
  ].join('\n');
}

/**
 * The text after an answer of the repair task: `before` itself for `ok`, and the first place where the answer's removed lines
 * stand replaced by its added ones, which come first where it removes none. Undefined for an answer that is no difference of this text.
 */
export function applyDifference(before: string, answer: string): string | undefined {
  if (answer.trim() === nothingWrong) return before;
  const marked = answer.trimEnd().split('\n');
  const gone = marked.filter((line) => line.startsWith('-')).map((line) => line.slice(1));
  const come = marked.filter((line) => line.startsWith('+')).map((line) => line.slice(1));
  if (gone.length + come.length < marked.length) return undefined;
  const lines = before.split('\n');
  for (let first = 0; first + gone.length <= lines.length; first++) {
    const margin = sharedMargin(lines.slice(first, first + gone.length), gone);
    if (margin === undefined) continue;
    const fresh = come.map((line) => (line === '' ? line : margin + line));
    return [...lines.slice(0, first), ...fresh, ...lines.slice(first + gone.length)].join('\n');
  }
  return undefined;
}

/** What stands before every line of `inner` in `lines`, if they are the same otherwise; blank lines have no margin. */
function sharedMargin(lines: readonly string[], inner: readonly string[]): string | undefined {
  const at = inner.findIndex((line) => line !== '');
  const margin = (lines[at] ?? '').slice(0, (lines[at] ?? '').length - (inner[at] ?? '').length);
  const fits = inner.every((line, each) =>
    line === '' ? lines[each]?.trim() === '' : lines[each] === margin + line,
  );
  return fits && margin.trim() === '' ? margin : undefined;
}

/** The whole lines of a function, with the comment lines right above it. */
function shownRange(text: string, range: OffsetRange): OffsetRange {
  let start = text.lastIndexOf('\n', range.start - 1) + 1;
  const after = text.indexOf('\n', range.end);
  for (;;) {
    if (start === 0) break;
    const above = text.lastIndexOf('\n', start - 2) + 1;
    if (!/^\s*(\/\/|\/\*|\*|#|@)/.test(text.slice(above, start))) break;
    start = above;
  }
  return { start, end: after < 0 ? text.length : after };
}

/** Mirrors `dedent` of training/generate/code.py. */
export function dedent(code: string): string {
  const lines = code
    .replaceAll('\r\n', '\n')
    .replaceAll('\t', '    ')
    .replace(/^\n+/, '')
    .trimEnd()
    .split('\n');
  const margins = lines
    .slice(1)
    .filter((line) => line.trim() !== '')
    .map(indentOf);
  const first = indentOf(lines[0] ?? '');
  const margin = first > 0 ? Math.min(first, ...margins) : Math.min(0, ...margins);
  return lines.map((line) => line.slice(margin).trimEnd()).join('\n');
}

function indentOf(line: string): number {
  return line.length - line.replace(/^ +/, '').length;
}
