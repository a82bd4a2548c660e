import type { Hunk } from '../../protocol/refine.ts';
import type { Position, Range } from '../../protocol/text.ts';
import { compare, moveRange, overlaps, sameText } from './anchor.ts';
import type { TextChange } from './anchor.ts';

/**
 * A hunk and where it is now. `pending`: the document holds the old text at `range`. `accepted`: it
 * holds the new text, and the hunk is kept so that undo brings it back for review. `edited`: it was
 * accepted, and the user has changed it since.
 */
export interface TrackedHunk {
  readonly hunk: Hunk;
  readonly range: Range;
  readonly state: 'pending' | 'accepted' | 'edited';
  readonly traceId: string;
  /** What the user asked for at once, where that took several requests: the trace of the first. */
  readonly refineId?: string;
}

/** What became of tracked hunks when their document changed. */
export interface Rebased {
  readonly hunks: readonly TrackedHunk[];
  /** Pending hunks whose text was edited: they can no longer be applied. */
  readonly dropped: readonly TrackedHunk[];
  /** Hunks whose new text is in the document now, by *Accept* or by redo. */
  readonly accepted: readonly TrackedHunk[];
  /** Hunks whose old text is back, by undo. */
  readonly undone: readonly TrackedHunk[];
  /** Accepted hunks whose place an edit has blurred: nobody can follow them any further. */
  readonly lost: readonly TrackedHunk[];
}

/**
 * Follows hunks through the changes of one event. The text decides, not the editor's word for the
 * event: a touched hunk is accepted when the document now holds its new text, undone when it holds
 * the old one, and otherwise gone. `textAt` reads the document after all the changes.
 */
export function rebase(
  hunks: readonly TrackedHunk[],
  changes: readonly TextChange[],
  textAt: (range: Range) => string,
): Rebased {
  const kept: TrackedHunk[] = [];
  const dropped: TrackedHunk[] = [];
  const accepted: TrackedHunk[] = [];
  const undone: TrackedHunk[] = [];
  const lost: TrackedHunk[] = [];
  for (const before of hunks) {
    const { range, holds } = place(before, changes, textAt);
    if (range === undefined || holds === undefined) {
      (before.state === 'pending' ? dropped : lost).push(before);
      continue;
    }
    const after: TrackedHunk = { ...before, range, state: holds };
    kept.push(after);
    if (before.state === holds) continue;
    if (holds === 'pending') undone.push(after);
    else if (before.state === 'pending') accepted.push(after);
  }
  return { hunks: kept, dropped, accepted, undone, lost };
}

/** Adds a new answer's hunks; a pending hunk that it overlaps gives way, an accepted one is forgotten. */
export function mergeHunks(
  existing: readonly TrackedHunk[],
  added: readonly TrackedHunk[],
): TrackedHunk[] {
  const others = existing.filter(
    (old) => !added.some((each) => overlaps(old.range, each.range) || old.hunk.id === each.hunk.id),
  );
  return [...others, ...added].sort(inDocumentOrder);
}

/** Pending hunks in document order. */
export function pendingOf(hunks: readonly TrackedHunk[]): TrackedHunk[] {
  return hunks.filter((each) => each.state === 'pending').sort(inDocumentOrder);
}

/** Hunks that the user took, changed since or not. */
export function takenOf(hunks: readonly TrackedHunk[]): TrackedHunk[] {
  return hunks.filter((each) => each.state !== 'pending');
}

/** What *Accept All* takes: a hunk that nobody could judge needs its own click. */
export function acceptableOf(hunks: readonly TrackedHunk[]): TrackedHunk[] {
  return pendingOf(hunks).filter((each) => each.hunk.verdict !== 'unreviewed');
}

/** The hunk that a command without argument means: the one at the cursor, the current one, one on the line. */
export function hunkAt(
  hunks: readonly TrackedHunk[],
  position: Position | undefined,
  currentId?: string,
): TrackedHunk | undefined {
  const pending = pendingOf(hunks);
  const current = pending.find((each) => each.hunk.id === currentId);
  if (position === undefined) return current;
  const at: Range = { start: position, end: position };
  const { line } = position;
  return (
    pending.find((each) => overlaps(each.range, at)) ??
    current ??
    pending.find((each) => each.range.start.line <= line && line <= each.range.end.line)
  );
}

/** The pending hunk after (or before) a position, going round at the end of the document. */
export function neighbour(
  hunks: readonly TrackedHunk[],
  position: Position,
  direction: 'next' | 'previous',
): TrackedHunk | undefined {
  const pending = pendingOf(hunks);
  if (direction === 'next') {
    return pending.find((each) => compare(each.range.start, position) > 0) ?? pending[0];
  }
  const before = pending.filter((each) => compare(each.range.start, position) < 0);
  return before[before.length - 1] ?? pending[pending.length - 1];
}

interface Place {
  readonly range?: Range;
  readonly holds?: TrackedHunk['state'];
}

/**
 * Where a hunk is after the changes and what is there. An editor may write only the letters by which the new text
 * differs, and those at its border are no part of the range that is followed; the text tells whether they belong to it.
 */
function place(
  tracked: TrackedHunk,
  changes: readonly TextChange[],
  textAt: (range: Range) => string,
): Place {
  const wide = follow(tracked.range, changes, 'inside');
  const known = wide && exactly(tracked, textAt(wide));
  if (wide && known !== undefined && known !== tracked.state) return { range: wide, holds: known };
  const range = follow(tracked.range, changes, 'outside');
  return range ? { range, holds: holding(tracked, textAt(range)) } : {};
}

function follow(
  range: Range,
  changes: readonly TextChange[],
  borders: 'outside' | 'inside',
): Range | undefined {
  let current: Range | undefined = range;
  for (const change of changes) {
    current = moveRange(current, change, borders)?.range;
    if (current === undefined) return undefined;
  }
  return current;
}

function holding(tracked: TrackedHunk, text: string): TrackedHunk['state'] | undefined {
  return exactly(tracked, text) ?? (tracked.state === 'pending' ? undefined : 'edited');
}

function exactly(tracked: TrackedHunk, text: string): 'pending' | 'accepted' | undefined {
  if (sameText(text, tracked.hunk.oldText)) return 'pending';
  return sameText(text, tracked.hunk.newText) ? 'accepted' : undefined;
}

function inDocumentOrder(a: TrackedHunk, b: TrackedHunk): number {
  return compare(a.range.start, b.range.start) || compare(a.range.end, b.range.end);
}
