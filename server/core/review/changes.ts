/**
 * Writes a change as one text with marks, `The list §-are§+is§ long.`, as the reviewer was trained to read it.
 * `training/generate/marks.py` is its twin: a test compares both on shared examples, so keep them in step.
 */
export function markChanges(original: string, proposed: string): string {
  const before = original.match(tokenPattern) ?? [];
  const after = proposed.match(tokenPattern) ?? [];
  const head = commonHead(before, after);
  const tail = commonTail(before, after, head);
  const middle = align(
    before.slice(head, before.length - tail),
    after.slice(head, after.length - tail),
  );
  const leading = before.slice(0, head).join('');
  const trailing = before.slice(before.length - tail).join('');
  return cutStart(leading) + middle + cutEnd(trailing);
}

const tokenPattern = /[A-Za-z0-9_']+|[ \t]+|\n[ \t]*|[^A-Za-z0-9_' \t\n]/gu;

/** Context kept on each side of the change, in UTF-16 units. */
const keptBefore = 500;
const keptAfter = 300;

/** Longer middles are marked as one replacement: the table below grows with the product. */
const maxAligned = 240;

function commonHead(before: readonly string[], after: readonly string[]): number {
  let length = 0;
  while (length < before.length && length < after.length && before[length] === after[length])
    length++;
  return length;
}

function commonTail(before: readonly string[], after: readonly string[], head: number): number {
  let length = 0;
  const most = Math.min(before.length, after.length) - head;
  while (length < most && before[before.length - 1 - length] === after[after.length - 1 - length])
    length++;
  return length;
}

/** Longest common subsequence, with removals before insertions on ties; runs of change become one mark. */
function align(before: readonly string[], after: readonly string[]): string {
  if (before.length === 0 && after.length === 0) return '';
  if (before.length > maxAligned || after.length > maxAligned)
    return mark(before.join(''), after.join(''));
  const common = commonLengths(before, after);
  const width = after.length + 1;
  let text = '';
  let removed = '';
  let inserted = '';
  let i = 0;
  let j = 0;
  while (i < before.length || j < after.length) {
    const left = before[i];
    const right = after[j];
    if (left !== undefined && left === right) {
      text += mark(removed, inserted) + left;
      removed = inserted = '';
      i++;
      j++;
    } else if (
      left !== undefined &&
      (right === undefined ||
        (common[(i + 1) * width + j] ?? 0) >= (common[i * width + j + 1] ?? 0))
    ) {
      removed += left;
      i++;
    } else {
      inserted += right ?? '';
      j++;
    }
  }
  return text + mark(removed, inserted);
}

function commonLengths(before: readonly string[], after: readonly string[]): Uint16Array {
  const width = after.length + 1;
  const table = new Uint16Array((before.length + 1) * width);
  for (let i = before.length - 1; i >= 0; i--) {
    for (let j = after.length - 1; j >= 0; j--) {
      table[i * width + j] =
        before[i] === after[j]
          ? (table[(i + 1) * width + j + 1] ?? 0) + 1
          : Math.max(table[(i + 1) * width + j] ?? 0, table[i * width + j + 1] ?? 0);
    }
  }
  return table;
}

function mark(removed: string, inserted: string): string {
  return removed === '' && inserted === '' ? '' : `§-${removed}§+${inserted}§`;
}

function cutStart(text: string): string {
  return text.length <= keptBefore ? text : text.slice(text.length - keptBefore);
}

function cutEnd(text: string): string {
  return text.length <= keptAfter ? text : text.slice(0, keptAfter);
}
