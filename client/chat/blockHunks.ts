import { diffLines } from 'diff';
import type { Hunk } from '../../protocol/refine.ts';
import { unifyLineEnds } from '../review/anchor.ts';

/**
 * The changes, line by line, that turn a selected text into a code block of an answer. Nobody has judged them, so each
 * is unreviewed. Ranges are positions within `before`.
 */
export function blockHunks(
  before: string,
  after: string,
  about: Pick<Hunk, 'proposedBy' | 'summary'> & { readonly id: string },
): Hunk[] {
  const old = unifyLineEnds(before);
  // A selection rarely ends with the line end that a block has.
  const wanted = unifyLineEnds(after).replace(/\n+$/, '') + (old.endsWith('\n') ? '\n' : '');
  const hunks: Hunk[] = [];
  let at = { line: 0, character: 0 };
  let removed = '';
  let added = '';
  let start = at;
  const close = (): void => {
    if (removed === '' && added === '') return;
    // A line end that stays is no part of the change.
    const stays = removed.endsWith('\n') && added.endsWith('\n');
    const oldText = stays ? removed.slice(0, -1) : removed;
    hunks.push({
      ...about,
      id: `${about.id}-${hunks.length + 1}`,
      range: { start, end: endOf(start, oldText) },
      oldText,
      newText: stays ? added.slice(0, -1) : added,
      checks: [],
      verdict: 'unreviewed',
    });
    removed = '';
    added = '';
  };
  for (const part of diffLines(old, wanted)) {
    if (!part.added && !part.removed) {
      close();
      at = endOf(at, part.value);
      start = at;
    } else if (part.removed) {
      removed += part.value;
      at = endOf(at, part.value);
    } else added += part.value;
  }
  close();
  return hunks;
}

function endOf(
  { line, character }: { readonly line: number; readonly character: number },
  text: string,
): { readonly line: number; readonly character: number } {
  const lines = text.split('\n');
  const last = (lines.at(-1) ?? '').length;
  return { line: line + lines.length - 1, character: lines.length === 1 ? character + last : last };
}
