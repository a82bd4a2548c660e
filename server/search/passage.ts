import { bounds } from './bounds.ts';

/** Part of a file that can answer a question by itself. */
export interface Passage {
  /** First line, zero-based. */
  readonly start: number;
  /** Last line, included. */
  readonly end: number;
  /** The lines as in the file. */
  readonly text: string;
  /** Headings above it, outermost first; in code, the name of the block it is a piece of. */
  readonly headings: readonly string[];
  /** Names that the lines define. */
  readonly names: readonly string[];
  readonly kind: 'prose' | 'code';
}

/** Lines of a file and where each begins. */
export interface Lines {
  readonly text: string;
  /** Without their ends. */
  readonly lines: readonly string[];
  /** Offset of each line in the text, and of the end after the last one. */
  readonly offsets: readonly number[];
}

/** Cuts a text into lines, whatever ends them. */
export function linesOf(text: string): Lines {
  const lines: string[] = [];
  const offsets: number[] = [];
  let at = 0;
  for (const piece of text.split('\n')) {
    lines.push(piece.endsWith('\r') ? piece.slice(0, -1) : piece);
    offsets.push(at);
    at += piece.length + 1;
  }
  return { text, lines, offsets: [...offsets, at - 1] };
}

/** The lines from `start` to `end`, both included, byte for byte and without the last one's end. */
export function slice({ text, lines, offsets }: Lines, start: number, end: number): string {
  return text.slice(offsets[start] ?? 0, (offsets[end] ?? 0) + (lines[end]?.length ?? 0));
}

/** First and last line, both included. */
export type Span = readonly [start: number, end: number];

/** Drops blank lines at both ends; undefined when nothing is left. */
export function trimmed({ lines }: Lines, [start, end]: Span): Span | undefined {
  let first = start;
  let last = end;
  while (first <= last && lines[first]?.trim() === '') first++;
  while (last >= first && lines[last]?.trim() === '') last--;
  return first > last ? undefined : [first, last];
}

/** Joins neighbouring spans while they fit into one passage, and cuts those that do not fit alone. */
export function packed(lines: Lines, spans: readonly Span[], most: number): Span[] {
  const packs: Span[] = [];
  for (const span of spans.flatMap((each) => cut(lines, each, most))) {
    const last = packs.at(-1);
    if (last && fits(lines, [last[0], span[1]], most)) packs[packs.length - 1] = [last[0], span[1]];
    else packs.push(span);
  }
  return packs;
}

function cut(lines: Lines, [start, end]: Span, most: number): Span[] {
  const pieces: Span[] = [];
  let from = start;
  for (let line = start; line <= end; line++) {
    if (line > from && !fits(lines, [from, line], most)) {
      pieces.push([from, line - 1]);
      from = line;
    }
  }
  return [...pieces, [from, end]];
}

function fits({ offsets }: Lines, [start, end]: Span, most: number): boolean {
  const characters = (offsets[end + 1] ?? 0) - (offsets[start] ?? 0);
  return end - start < most && characters <= bounds.passageCharacters;
}
