import { showInvisible } from '../../../protocol/visible.ts';
import type { Around } from './window.ts';

/** Lines and tokens that are asked for at a place. */
export interface CompletionBounds {
  readonly mostLines: number;
  readonly maxTokens: number;
}

const wholeLines: CompletionBounds = { mostLines: 8, maxTokens: 128 };
const restOfLine: CompletionBounds = { mostLines: 1, maxTokens: 40 };

/** Before something on the same line only that line is completed. */
export function boundsAt({ suffix }: Around): CompletionBounds {
  return firstLine(suffix).trim() === '' ? wholeLines : restOfLine;
}

/**
 * What is offered of a model's text: within the bounds, without what follows the place already, and nothing at all where
 * it has characters that could deceive. Empty when nothing is left.
 */
export function fitCompletion(written: string, around: Around): string {
  const text = written.replace(/\r\n?/g, '\n');
  if (showInvisible(text) !== text) return '';
  const lines = text.split('\n').slice(0, boundsAt(around).mostLines);
  const fresh = withoutLines(lines, around.suffix).join('\n');
  const fitted = withoutOverlap(fresh.trimEnd(), firstLine(around.suffix)).trimEnd();
  return fitted.trim() === '' ? '' : fitted;
}

/** Cut before the first line from which on everything stands below the place already. */
function withoutLines(lines: readonly string[], suffix: string): readonly string[] {
  const below = suffix.split('\n').slice(1).map(trimmed).filter(Boolean);
  if (below.length === 0) return lines;
  for (let at = 1; at < lines.length; at++) {
    const rest = lines.slice(at).map(trimmed).filter(Boolean);
    if (rest.length === 0) continue;
    const repeats = rest.every((line, index) => {
      const there = below[index];
      const last = index === rest.length - 1;
      return there === undefined ? false : last ? there.startsWith(line) : there === line;
    });
    if (repeats || beginsLike(rest, below)) return lines.slice(0, at);
  }
  return lines;
}

/** A line that is more than brackets and stands right below is where the text below begins. */
function beginsLike([first = '']: readonly string[], [below = '']: readonly string[]): boolean {
  return first === below && /\w/.test(first);
}

/** Shorter rests, such as a bracket, may well stand in the middle of a text that is new. */
const surelyTheRest = 4;

/** Up to where the rest of the line is written again, and without an end with which that begins. */
function withoutOverlap(text: string, restOfTheLine: string): string {
  const rest = restOfTheLine.trimEnd();
  const again = rest.trim().length >= surelyTheRest ? text.indexOf(rest.trim()) : -1;
  if (again >= 0) return text.slice(0, again);
  for (let length = Math.min(text.length, rest.length); length > 0; length--)
    if (text.endsWith(rest.slice(0, length))) return text.slice(0, text.length - length);
  return text;
}

function firstLine(text: string): string {
  return text.split('\n', 1)[0] ?? '';
}

function trimmed(line: string): string {
  return line.trim();
}
