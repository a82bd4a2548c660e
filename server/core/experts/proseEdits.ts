import type { ProseCorrection } from '../../../protocol/checker.ts';
import type { OffsetRange } from '../../../protocol/text.ts';
import type { Projection, TextEdit, WorkingText } from './proseText.ts';
import { overlaps } from './proseText.ts';

/** A single edit that may be made, with what speaks for it. */
export interface EditOption extends TextEdit {
  readonly kind: string;
  /** `tool:rules`, `tool:ngrams`, `tool:words`, `tool:harper`, or a member's id. */
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

const agreeing = new Set(
  'is are was were has have do does isn’t aren’t wasn’t weren’t hasn’t haven’t don’t doesn’t'.split(
    ' ',
  ),
);
const helpers = new Set('am is are was were has have had do does did'.split(' '));

/**
 * Whether two neighbouring edits repair the same mistake: noun and verb made to agree by changing both ("the songs was" →
 * "the song were"), or a helping verb dropped before a verb that was put in the form it wants ("has went" → "gone").
 */
export function repairSame(text: string, one: EditOption, other: EditOption): boolean {
  const [first, second] = one.range.start <= other.range.start ? [one, other] : [other, one];
  if (!/^\s*$/u.test(text.slice(first.range.end, second.range.start))) return false;
  const [before, after] = [first, second].map(({ oldText, newText }) => [
    bareWord(oldText),
    bareWord(newText),
  ]) as [[string, string], [string, string]];
  if (before[1] === '') return helpers.has(before[0]) && /^\p{L}+$/u.test(after[1]);
  return agreeing.has(after[0]) && agreeing.has(after[1]) && inOtherNumber(before[0], before[1]);
}

function bareWord(text: string): string {
  return text.trim().toLowerCase().replaceAll("'", '’');
}

/** `song` and `songs`, `box` and `boxes`, `city` and `cities`. */
function inOtherNumber(one: string, other: string): boolean {
  const [short, long] = one.length < other.length ? [one, other] : [other, one];
  if (!/^\p{L}{2,}$/u.test(short)) return false;
  return [`${short}s`, `${short}es`, short.replace(/y$/u, 'ies')].includes(long);
}

/** An insertion at the edge of another edit would be ambiguous. */
function touches(a: OffsetRange, b: OffsetRange): boolean {
  const insertion = a.start === a.end || b.start === b.end;
  return insertion && (a.start === b.end || b.start === a.end);
}
