import { readFileSync } from 'node:fs';
import path from 'node:path';
import { enumerateRepairs } from '../../server/verify/code/candidates.ts';
import {
  describeFunction,
  functionsIn,
  type FunctionInfo,
} from '../../server/verify/code/functionInfo.ts';
import { excerptOf, type Excerpt } from '../../server/verify/code/versions.ts';
import { parseNodes } from '../../server/verify/syntax/node.ts';
import { omissions } from './mutations.ts';
import type { RepairCandidate } from '../../protocol/checker.ts';

/** A correct function as the generators write it. */
export interface SourceRow {
  readonly language: string;
  readonly code: string;
  /** Functions that must fall on the same side of a split. */
  readonly group?: string;
}

/** Which rows of the files are read: those that the naturalness is fitted on, those held out, or all. */
export type Part = 'train' | 'held' | 'all';

/**
 * The rows of JSON Lines files, and of text files such as `seeds/python.txt`, named after their language, whose
 * functions stand between lines `---`. A fifth of the functions, by hash, is held out.
 */
export function readRows(files: readonly string[], part: Part): readonly SourceRow[] {
  return files
    .flatMap((file) => rowsOf(file, readFileSync(file, 'utf8')))
    .filter((row) => part === 'all' || isHeldOut(row) === (part === 'held'));
}

function rowsOf(file: string, text: string): readonly SourceRow[] {
  if (file.endsWith('.txt')) {
    const language = path.basename(file, '.txt');
    return text.split(/^---\n/m).map((code) => ({ language, code: code.trimEnd() }));
  }
  return text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as SourceRow);
}

function isHeldOut({ group, code }: SourceRow): boolean {
  let hash = 0;
  for (const char of group ?? code) hash = (Math.imul(hash, 31) + char.charCodeAt(0)) >>> 0;
  return (hash ^ (hash >>> 13)) % 5 === 0;
}

export interface Subject {
  readonly row: SourceRow;
  readonly fn: FunctionInfo;
  readonly excerpt: Excerpt;
  readonly edits: readonly RepairCandidate[];
}

/** The first function of a row with every single edit of it and every omission, each text once. */
export async function subjectOf(row: SourceRow): Promise<Subject | undefined> {
  const root = await parseNodes(row.language, row.code);
  if (!root) return undefined;
  const [node] = functionsIn(root, { start: 0, end: row.code.length });
  const fn = node && describeFunction(root, row.code, row.language, node);
  if (!fn) return undefined;
  return {
    row,
    fn,
    excerpt: excerptOf(fn),
    edits: distinct([...enumerateRepairs(fn), ...omissions(fn)], row.code),
  };
}

/** The edits that change the text, each outcome once. */
export function distinct(
  edits: readonly RepairCandidate[],
  code: string,
): readonly RepairCandidate[] {
  const byText = new Map<string, RepairCandidate>();
  for (const edit of edits) {
    const text = applied(code, edit);
    if (text !== code && !byText.has(text)) byText.set(text, edit);
  }
  return [...byText.values()];
}

/** The text after an edit. */
export function applied(
  code: string,
  { range, newText }: Pick<RepairCandidate, 'range' | 'newText'>,
): string {
  return code.slice(0, range.start) + newText + code.slice(range.end);
}

/** At most `most` edits, taken from every kind in turn. */
export function sampleEdits(
  edits: readonly RepairCandidate[],
  most: number,
  random: () => number,
): readonly RepairCandidate[] {
  const kinds = new Map<string, RepairCandidate[]>();
  for (const edit of edits) kinds.set(edit.kind, [...(kinds.get(edit.kind) ?? []), edit]);
  for (const list of kinds.values()) list.sort(() => random() - 0.5);
  const chosen: RepairCandidate[] = [];
  while (chosen.length < Math.min(most, edits.length))
    for (const list of kinds.values()) {
      const next = list.pop();
      if (next && chosen.length < most) chosen.push(next);
    }
  return chosen;
}

/** Repeatable numbers in [0, 1) (mulberry32). */
export function createRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let value = Math.imul(state ^ (state >>> 15), state | 1);
    value ^= value + Math.imul(value ^ (value >>> 7), value | 61);
    return ((value ^ (value >>> 14)) >>> 0) / 4294967296;
  };
}
