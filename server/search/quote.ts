import type { IndexedPassage } from './folderIndex.ts';
import type { Query } from './rank.ts';
import type { Span } from './passage.ts';
import { stemOf, tokensOf } from './terms.ts';

/** Lines of one quotation. */
const mostLines = 14;
/** A passage of no more lines is quoted whole. */
const shortLines = 8;
/** Lines of code that one line is shown with at least, where there are as many. */
const leastCodeLines = 4;
/** What a line more costs, as a share of the question. */
const lineCost = 0.012;
/** What the first lines are worth: the comment and the name of a block, the first paragraph under a heading. */
const openingWorth = { code: 0.25, prose: 0.06 };

const headingLine = /^#{1,6}\s/;
const commentLine = /^\s*(?:\/\/|\/\*|\*|#(?!include|define|if|endif|\[)|--\s|@\w)/;
const unitStart = /^\s*(?:[-*+]\s|\d+[.)]\s|\||#{1,6}\s)/;

/** The lines of a passage that answer best, counted from the file's first line: whole paragraphs, list items or statements. */
export function quotedLines(query: Query, passage: IndexedPassage): Span {
  const lines = passage.text.split('\n');
  if (lines.length <= shortLines) return [passage.start, passage.end];
  const opens = passage.kind === 'code' || headingLine.test(lines[0] ?? '');
  const total = [...query.weights.values()].reduce((sum, weight) => sum + weight, 0) || 1;
  const found = lines.map((line) => stemsIn(line, query));
  const worth = (from: number, to: number): number => {
    const stems = new Set(found.slice(from, to + 1).flatMap((each) => [...each]));
    let sum = 0;
    for (const stem of stems) sum += query.weights.get(stem) ?? 0;
    const opening = from === 0 && opens ? openingWorth[passage.kind] : 0;
    return sum / total + opening - lineCost * (to - from + 1);
  };
  let best: Span = [0, Math.min(lines.length, mostLines) - 1];
  let bestWorth = -Infinity;
  const units = unitsOf(lines, passage.kind);
  units.forEach(([from], index) => {
    for (const [, to] of units.slice(index)) {
      if (to - from >= mostLines) break;
      const value = worth(from, to);
      if (value > bestWorth) [best, bestWorth] = [[from, to], value];
    }
  });
  const least = passage.kind === 'code' ? best[0] + leastCodeLines - 1 : 0;
  const end = Math.min(lines.length - 1, Math.max(best[1], least));
  return [passage.start + best[0], passage.start + end];
}

/** Spans that are quoted whole or not at all: no heading without its text, no comment without its line of code. */
function unitsOf(lines: readonly string[], kind: IndexedPassage['kind']): Span[] {
  const starts = lines.flatMap((_, index) => (begins(lines, index, kind) ? [index] : []));
  return starts.flatMap((start, index) => {
    let end = (starts[index + 1] ?? lines.length) - 1;
    while (end > start && lines[end]?.trim() === '') end--;
    return cut([start, end]);
  });
}

function begins(lines: readonly string[], index: number, kind: IndexedPassage['kind']): boolean {
  const line = lines[index] ?? '';
  if (line.trim() === '') return false;
  if (index === 0) return true;
  const before = lines.slice(0, index).findLast((each) => each.trim() !== '') ?? '';
  if (kind === 'code') return !commentLine.test(before);
  return !headingLine.test(before) && (lines[index - 1]?.trim() === '' || unitStart.test(line));
}

function cut([start, end]: Span): Span[] {
  const pieces: Span[] = [];
  for (let from = start; from <= end; from += mostLines)
    pieces.push([from, Math.min(end, from + mostLines - 1)]);
  return pieces;
}

function stemsIn(line: string, { weights }: Query): ReadonlySet<string> {
  const stems = tokensOf(line)
    .flatMap(({ parts }) => parts)
    .map(stemOf);
  return new Set(stems.filter((stem) => weights.has(stem)));
}
