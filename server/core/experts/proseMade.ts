import type { ProseCorrection } from '../../../protocol/checker.ts';
import { editDistance } from './editDistance.ts';
import type { EditOption } from './proseEdits.ts';
import type { RankedEdit, WantedEdit } from './proseRank.ts';
import { applyEdits, overlaps, type TextEdit, type WorkingText } from './proseText.ts';

/** A sentence after some rounds of edits. */
export interface EditedSentence {
  readonly working: WorkingText;
  /** The edits that its text has, as they were made. */
  readonly made: readonly PlacedEdit[];
  /** Edits that a later round took back: who wants them and who does not will not agree, so they stay undone. */
  readonly contested: readonly PlacedEdit[];
}

interface PlacedEdit {
  readonly edit: RankedEdit;
  /** Where its text begins in the sentence as it is now; of a contested edit, where it would. */
  readonly start: number;
}

export function unedited(working: WorkingText): EditedSentence {
  return { working, made: [], contested: [] };
}

/** Whether an edit may be made: none that was taken back before, and none that puts another word for what a tool has spelled. */
export function mayMake({ made, contested }: EditedSentence, edit: WantedEdit): boolean {
  return (
    !contested.some((known) => isSame(edit, known)) && !made.some((known) => respells(edit, known))
  );
}

/** Makes a round's edits; one that takes an earlier one back leaves neither. Undefined when there is nothing to do. */
export function withEdits(
  { working, made, contested }: EditedSentence,
  edits: readonly RankedEdit[],
): EditedSentence | undefined {
  if (edits.length === 0) return undefined;
  const undone = made.filter((known) => edits.some((edit) => takesBack(edit, known)));
  const fresh = edits.filter((edit) => !undone.some((known) => takesBack(edit, known)));
  const moved = ({ edit, start }: PlacedEdit): PlacedEdit => ({ edit, start: shift(start, edits) });
  return {
    working: applyEdits(working, edits),
    made: [
      ...made.filter((known) => !undone.includes(known)).map(moved),
      ...fresh.map((edit) => moved({ edit, start: edit.range.start })),
    ],
    contested: [...contested, ...undone].map(moved),
  };
}

/**
 * Takes back what a model has written by itself and the tools know no word for ("salior" → "salitor"); undefined where there is no
 * such edit.
 */
export function withoutUnknownWords(
  sentence: EditedSentence,
  corrections: readonly ProseCorrection[],
): EditedSentence | undefined {
  const unknown = corrections.filter(({ kind }) => kind === 'spelling');
  const back = sentence.made.flatMap(({ edit, start }): RankedEdit[] => {
    const { oldText, newText } = edit;
    const range = { start, end: start + newText.length };
    const isUnknown = unknown.some((correction) => overlaps(correction.range, range));
    if (edit.own === undefined || !isUnknown) return [];
    return [{ ...edit, range, oldText: newText, newText: oldText }];
  });
  return withEdits(sentence, back);
}

function isSame(edit: EditOption, known: PlacedEdit): boolean {
  return changes(edit, known.start, known.edit.oldText, known.edit.newText);
}

function takesBack(edit: EditOption, known: PlacedEdit): boolean {
  return changes(edit, known.start, known.edit.newText, known.edit.oldText);
}

/** Whether an edit puts one text for another that stands at a place; edits of one place may differ in the blanks around it. */
function changes(edit: EditOption, start: number, before: string, after: string): boolean {
  return (
    isAt(edit, start, before) &&
    edit.oldText.trim() === before.trim() &&
    edit.newText.trim() === after.trim()
  );
}

function isAt({ range }: EditOption, start: number, text: string): boolean {
  return overlaps({ start, end: start + text.length }, range);
}

/** So near are words that a writer takes for each other: their and there, your and you're. */
const nearLetters = 2;

/**
 * Whether a model's own edit puts another word for one that a tool has spelled right (`reciept`, receipt, recipe): the misspelling
 * said more of what was meant than the sentence does. Small words that are near each other are left to the model.
 */
function respells(edit: WantedEdit, { edit: known, start }: PlacedEdit): boolean {
  if (edit.own === undefined || known.kind !== 'spelling') return false;
  if (!isAt(edit, start, known.newText)) return false;
  const [before, after] = [edit.oldText.trim(), edit.newText.trim()];
  return edit.own !== 'small' || editDistance(before, after) > nearLetters;
}

function shift(offset: number, edits: readonly TextEdit[]): number {
  return edits.reduce(
    (to, { range, newText }) =>
      range.end <= offset && range.start < offset
        ? to + newText.length - (range.end - range.start)
        : to,
    offset,
  );
}
