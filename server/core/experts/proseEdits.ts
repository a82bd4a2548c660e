import type { ProseCorrection, SentenceForm } from '../../../protocol/checker.ts';
import type { OffsetRange } from '../../../protocol/text.ts';
import type { Projection, TextEdit, WorkingText } from './proseText.ts';
import { overlaps } from './proseText.ts';

/** A single edit that may be made, with what speaks for it. */
export interface EditOption extends TextEdit {
  readonly kind: string;
  /** `tool:rules`, `tool:words`, `tool:harper`, or a member's id. */
  readonly by: string;
  readonly prior: number;
  readonly oldText: string;
}

const alternatives = 3;
/** What each further suggestion of a tool is worth beside the one before it. */
const alternativeDecay = 0.15;

/** The tools' corrections as options; second and third suggestions are options too, for a model to prefer. */
export function optionsOf(
  working: WorkingText,
  corrections: readonly ProseCorrection[],
): EditOption[] {
  const outside = corrections.filter(({ range }) =>
    working.masked.every((span) => !overlaps(span, range)),
  );
  return outside.flatMap((correction) =>
    correction.replacements.slice(0, alternatives).map((newText, rank) => ({
      range: correction.range,
      newText,
      kind: correction.kind,
      by: correction.by,
      prior: correction.prior * alternativeDecay ** rank,
      oldText: working.text.slice(correction.range.start, correction.range.end),
    })),
  );
}

const wordOrMark = /[\p{L}\p{M}\p{N}]+(?:['’][\p{L}]+)*|\s+|[^\s\p{L}\p{M}\p{N}]/gu;

/** Local differences between a sentence and a model's rewriting of it, in offsets of the working text. */
export function rewritingEdits(
  working: WorkingText,
  projection: Projection,
  rewriting: string,
): TextEdit[] {
  const before = projection.text.match(wordOrMark) ?? [];
  const after = rewriting.match(wordOrMark) ?? [];
  const edits: TextEdit[] = [];
  for (const [from, to, start, end] of differences(before, after)) {
    const at = before.slice(0, from).join('').length;
    const length = before.slice(from, to).join('').length;
    const range = {
      start: projection.offsets[at] as number,
      end: projection.offsets[at + length] as number,
    };
    edits.push({ range, newText: after.slice(start, end).join('') });
  }
  return edits.filter((edit) =>
    working.masked.every(
      (span) =>
        !overlaps(span, edit.range) &&
        !(edit.range.start > span.start && edit.range.start < span.end),
    ),
  );
}

/** Changed runs of tokens as [from, to) before and [start, end) after, by longest common subsequence. */
function differences(
  before: readonly string[],
  after: readonly string[],
): [number, number, number, number][] {
  const lengths = Array.from(
    { length: before.length + 1 },
    () => new Uint16Array(after.length + 1),
  );
  for (let i = before.length - 1; i >= 0; i--) {
    for (let j = after.length - 1; j >= 0; j--) {
      const row = lengths[i] as Uint16Array;
      const below = lengths[i + 1] as Uint16Array;
      row[j] =
        before[i] === after[j]
          ? (below[j + 1] as number) + 1
          : Math.max(below[j] as number, row[j + 1] as number);
    }
  }
  const runs: [number, number, number, number][] = [];
  let [i, j] = [0, 0];
  while (i < before.length || j < after.length) {
    if (i < before.length && j < after.length && before[i] === after[j]) {
      i++;
      j++;
      continue;
    }
    const [from, start] = [i, j];
    while (
      (i < before.length || j < after.length) &&
      !(i < before.length && j < after.length && before[i] === after[j])
    ) {
      const down = i < before.length ? ((lengths[i + 1] as Uint16Array)[j] as number) : -1;
      const right = j < after.length ? ((lengths[i] as Uint16Array)[j + 1] as number) : -1;
      if (down >= right) i++;
      else j++;
    }
    runs.push([from, i, start, j]);
  }
  return runs;
}

/** Small words that a correction may add, drop or exchange. */
const functionWords = new Set(
  `a an the to of in on at for by with from as is are was were be been am has have had do does did it its it's that this these those which who and or but
not no if than then their there they they're your you're you i my we our he she his her will would can could may might should must so too two up out about into over`.split(
    /\s+/u,
  ),
);

/** Whether an edit that only a model proposes is of the small kind that corrections are. */
export function isPlausible(working: WorkingText, edit: TextEdit, form: SentenceForm): boolean {
  const before = working.text.slice(edit.range.start, edit.range.end);
  const after = edit.newText;
  if (/[\r\n]/u.test(after) || /\p{N}/u.test(before + after)) return false;
  const [oldWords, newWords] = [wordsOf(before), wordsOf(after)];
  if (oldWords.length > 3 || newWords.length > 3) return false;
  if (oldWords.length === 0 && newWords.length === 0)
    return isPlausiblePunctuation(working, edit, before, after, form);
  if (marksOf(before) !== marksOf(after)) return false;
  if (oldWords.join('').toLowerCase() === newWords.join('').toLowerCase())
    return isPlausibleCase(edit, oldWords, form);
  if (oldWords.length === newWords.length)
    return oldWords.every((word, i) => isPlausibleWord(word, newWords[i] as string));
  const [longer, shorter] =
    oldWords.length > newWords.length ? [oldWords, newWords] : [newWords, oldWords];
  const lower = new Set(shorter.map((word) => word.toLowerCase()));
  // One word more or one less, and it must be a small one or stand there already.
  return (
    longer.length - shorter.length === 1 &&
    longer.every((word) => lower.has(word.toLowerCase()) || functionWords.has(word.toLowerCase()))
  );
}

function isPlausibleCase(edit: TextEdit, oldWords: readonly string[], form: SentenceForm): boolean {
  if (edit.range.start === 0) return form.capital;
  return oldWords.length === 1 && oldWords[0] === 'i';
}

function isPlausiblePunctuation(
  working: WorkingText,
  edit: TextEdit,
  before: string,
  after: string,
  form: SentenceForm,
): boolean {
  const atEnd = working.text.slice(edit.range.end).trim() === '';
  if (atEnd) return form.stop && before.trim() === '' && after.trim() === '.';
  // Commas are taste more often than error.
  return before.trim() === '' && after === before.trim();
}

const endings = new Set([
  '',
  's',
  'es',
  'd',
  'ed',
  'ing',
  'e',
  'y',
  'ies',
  'ied',
  'n',
  'en',
  'ly',
  'r',
  'er',
]);

/** Another small word, or another form of the same word; spelling is left to the word lists, names to their owners. */
function isPlausibleWord(before: string, after: string): boolean {
  const [from, to] = [before.toLowerCase(), after.toLowerCase()];
  if (from === to) return before === after;
  if (functionWords.has(from) && functionWords.has(to))
    return /^\p{Lu}/u.test(before) === /^\p{Lu}/u.test(after);
  if (/\p{Lu}/u.test(before + after)) return false;
  const same = commonPrefix(from, to);
  return same >= 3 && endings.has(from.slice(same)) && endings.has(to.slice(same));
}

function commonPrefix(a: string, b: string): number {
  let length = 0;
  while (length < Math.min(a.length, b.length) && a[length] === b[length]) length++;
  return length;
}

function wordsOf(text: string): readonly string[] {
  return text.match(/[\p{L}\p{M}]+(?:['’][\p{L}]+)*/gu) ?? [];
}

function marksOf(text: string): string {
  return text.replace(/[\p{L}\p{M}\s'’]/gu, '');
}

/** The best set of options that do not overlap: by score, greedily. */
export function chooseDisjoint<T extends { readonly range: OffsetRange; readonly score: number }>(
  options: readonly T[],
): T[] {
  const chosen: T[] = [];
  for (const option of [...options].sort(
    (a, b) => b.score - a.score || a.range.start - b.range.start,
  )) {
    if (
      chosen.every(
        (other) => !overlaps(option.range, other.range) && !touches(option.range, other.range),
      )
    )
      chosen.push(option);
  }
  return chosen.sort((a, b) => a.range.start - b.range.start);
}

/** An insertion at the edge of another edit would be ambiguous. */
function touches(a: OffsetRange, b: OffsetRange): boolean {
  const insertion = a.start === a.end || b.start === b.end;
  return insertion && (a.start === b.end || b.start === a.end);
}
