import { diffWordsWithSpace } from 'diff';
import type { OffsetRange } from '../../../protocol/text.ts';

/** A replacement, offsets into the old text. */
export interface TextChange {
  readonly range: OffsetRange;
  readonly newText: string;
}

/** The one change that turns `before` into `after`, cut to whole tokens; undefined when they are equal. */
export function wholeChange(before: string, after: string): TextChange | undefined {
  const changes = minimalChanges(before, after);
  const first = changes[0];
  const last = changes[changes.length - 1];
  if (!first || !last) return undefined;
  const tail = before.length - last.range.end;
  return {
    range: { start: first.range.start, end: last.range.end },
    newText: after.slice(first.range.start, after.length - tail),
  };
}

/**
 * A minimal set of changes by words (Myers' difference), neighbours that only white space separates
 * joined into one, so that a person reads a phrase and not its crumbs.
 */
export function minimalChanges(before: string, after: string): readonly TextChange[] {
  const joined: { start: number; end: number; newText: string }[] = [];
  let offset = 0;
  let open: { start: number; end: number; newText: string } | undefined;
  for (const part of diffWordsWithSpace(before, after)) {
    if (!part.added && !part.removed) {
      if (open) joined.push(open);
      open = undefined;
      offset += part.value.length;
      continue;
    }
    open ??= { start: offset, end: offset, newText: '' };
    if (part.removed) {
      offset += part.value.length;
      open = { ...open, end: offset };
    } else {
      open = { ...open, newText: open.newText + part.value };
    }
  }
  if (open) joined.push(open);
  return joinAcrossSpace(before, joined).map(({ start, end, newText }) => ({
    range: { start, end },
    newText,
  }));
}

function joinAcrossSpace(
  before: string,
  changes: readonly { start: number; end: number; newText: string }[],
): readonly { start: number; end: number; newText: string }[] {
  const result: { start: number; end: number; newText: string }[] = [];
  for (const change of changes) {
    const previous = result[result.length - 1];
    const gap = previous ? before.slice(previous.end, change.start) : undefined;
    if (previous && gap !== undefined && /^[^\S\r\n]*$/.test(gap)) {
      result[result.length - 1] = {
        start: previous.start,
        end: change.end,
        newText: previous.newText + gap + change.newText,
      };
    } else {
      result.push(change);
    }
  }
  return result;
}

/** Applies changes to a text; they must not overlap. */
export function applyChanges(text: string, changes: readonly TextChange[]): string {
  const ordered = [...changes].sort((a, b) => b.range.start - a.range.start);
  let result = text;
  for (const { range, newText } of ordered) {
    result = result.slice(0, range.start) + newText + result.slice(range.end);
  }
  return result;
}
