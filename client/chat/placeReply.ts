import type { Hunk } from '../../protocol/refine.ts';
import type { Position, Range } from '../../protocol/text.ts';
import { unifyLineEnds } from '../review/anchor.ts';

/** Where a text stands in a document, or how often it stands there when that leaves a doubt. */
export type Located =
  | { readonly kind: 'found'; readonly start: Position }
  | { readonly kind: 'missing' }
  | { readonly kind: 'several'; readonly count: number };

/**
 * Looks for a text in a document: where it was expected, else inside `near` (the selection), else the only place.
 * Line ends do not matter, and positions do not depend on them.
 */
export function locate(
  documentText: string,
  wanted: string,
  expected: Position | undefined,
  near: Range | undefined,
): Located {
  const text = unifyLineEnds(documentText);
  const sought = unifyLineEnds(wanted);
  if (sought === '') return { kind: 'missing' };
  const lines = text.split('\n');
  const offsetOf = ({ line, character }: Position): number =>
    lines.slice(0, line).reduce((sum, each) => sum + each.length + 1, 0) + character;
  if (expected && text.startsWith(sought, offsetOf(expected)))
    return { kind: 'found', start: expected };
  const places: number[] = [];
  for (let at = text.indexOf(sought); at >= 0; at = text.indexOf(sought, at + 1)) places.push(at);
  const from = near ? offsetOf(near.start) : 0;
  const to = near ? offsetOf(near.end) : 0;
  const inside = places.filter((at) => at < to && at + sought.length > from);
  const [first, ...others] = inside.length > 0 ? inside : places;
  if (first === undefined) return { kind: 'missing' };
  if (others.length > 0) return { kind: 'several', count: others.length + 1 };
  const before = text.slice(0, first).split('\n');
  return {
    kind: 'found',
    start: { line: before.length - 1, character: (before.at(-1) ?? '').length },
  };
}

/** A hunk of a text that begins at `start`, as a hunk of the document. */
export function shifted(hunk: Hunk, start: Position): Hunk {
  const move = ({ line, character }: Position): Position => ({
    line: line + start.line,
    character: line === 0 ? character + start.character : character,
  });
  return { ...hunk, range: { start: move(hunk.range.start), end: move(hunk.range.end) } };
}
