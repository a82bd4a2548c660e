import { failed, ok, type Result } from '../../../../protocol/result.ts';
import { asRecord, Malformed, readJsonLines } from '../../jsonLines.ts';

/** What each member scored on one prompt, 0 to 1, and what it cost in any one unit. */
export interface ScoreRow {
  readonly prompt: string;
  readonly scores: Readonly<Record<string, number>>;
  readonly costs: Readonly<Record<string, number>>;
}

/** Scores of several members on the same prompts; a member may be missing from a row. */
export interface ScoreTable {
  /** By mean score, weakest first; of equal ones the name that sorts later stands later. */
  readonly members: readonly string[];
  /** In an order that does not depend on the file's, each prompt once (scores of repeated prompts are averaged). */
  readonly rows: readonly ScoreRow[];
}

const mostMembers = 200;

/**
 * Reads JSON Lines of `{"prompt","scores":{member:0..1},"cost"?}`, where `cost` is a number for each member or one for
 * all. The first malformed line is refused with its number and the reason.
 */
export function parseScoreTable(text: string): Result<ScoreTable> {
  const rows: ScoreRow[] = [];
  const read = readJsonLines(text, (value) => rows.push(rowOf(value)));
  if (!read.ok) return read;
  if (rows.length === 0)
    return failed(
      'badInput',
      'There are no rows in this file; a router needs scores to learn from.',
    );
  const table = scoreTableOf(rows);
  if (table.members.length > mostMembers)
    return failed(
      'badInput',
      `The rows name ${table.members.length} members; at most ${mostMembers} fit.`,
    );
  return ok(table);
}

/** A table of rows in any order; each has at least one score. */
export function scoreTableOf(rows: readonly ScoreRow[]): ScoreTable {
  return { members: membersByScore(rows), rows: mergeRepeated(rows) };
}

/** A prompt without case, punctuation and spacing; prompts that are equal in this form are one question. */
export function normalisePrompt(prompt: string): string {
  return (
    prompt
      .normalize('NFKC')
      .toLowerCase()
      .match(/[\p{L}\p{M}\p{N}]+/gu) ?? []
  ).join(' ');
}

function rowOf({ prompt, scores, cost }: Readonly<Record<string, unknown>>): ScoreRow {
  if (typeof prompt !== 'string' || prompt.trim() === '')
    throw new Malformed('"prompt" must be a text that is not empty');
  const byMember = numbersOf(scores, 'score', (score) => score >= 0 && score <= 1, 'from 0 to 1');
  if (Object.keys(byMember).length === 0) throw new Malformed('"scores" names no member');
  return { prompt, scores: byMember, costs: costsOf(cost, Object.keys(byMember)) };
}

function costsOf(cost: unknown, members: readonly string[]): Readonly<Record<string, number>> {
  if (cost === undefined || cost === null) return {};
  const each =
    typeof cost === 'number' ? Object.fromEntries(members.map((member) => [member, cost])) : cost;
  return numbersOf(each, 'cost', (value) => value >= 0, 'of at least 0');
}

function numbersOf(
  value: unknown,
  what: 'score' | 'cost',
  fits: (value: number) => boolean,
  range: string,
): Readonly<Record<string, number>> {
  const field = what === 'score' ? '"scores"' : '"cost"';
  const entries = Object.entries(asRecord(value, field));
  for (const [member, number] of entries) {
    if (typeof number !== 'number' || !Number.isFinite(number) || !fits(number))
      throw new Malformed(`the ${what} of “${member}” must be a number ${range}`);
  }
  return Object.fromEntries(entries) as Record<string, number>;
}

function membersByScore(rows: readonly ScoreRow[]): readonly string[] {
  const lists = new Map<string, number[]>();
  for (const { scores } of rows) {
    for (const [member, score] of Object.entries(scores)) {
      const list = lists.get(member);
      if (list) list.push(score);
      else lists.set(member, [score]);
    }
  }
  return [...lists]
    .map(([member, list]) => ({ member, score: meanOf(list) }))
    .sort((a, b) => a.score - b.score || (a.member < b.member ? -1 : 1))
    .map(({ member }) => member);
}

function mergeRepeated(rows: readonly ScoreRow[]): readonly ScoreRow[] {
  const groups = new Map<string, ScoreRow[]>();
  for (const row of rows) {
    const group = groups.get(row.prompt);
    if (group) group.push(row);
    else groups.set(row.prompt, [row]);
  }
  return [...groups]
    .map(([prompt, group]) => ({
      prompt,
      scores: meanByMember(group.map(({ scores }) => scores)),
      costs: meanByMember(group.map(({ costs }) => costs)),
    }))
    .sort((one, other) => (one.prompt < other.prompt ? -1 : 1));
}

function meanByMember(
  all: readonly Readonly<Record<string, number>>[],
): Readonly<Record<string, number>> {
  const [only] = all;
  if (only && all.length === 1) return only;
  const members = [...new Set(all.flatMap((each) => Object.keys(each)))];
  return Object.fromEntries(
    members.map((member) => [member, meanOf(all.flatMap((each) => each[member] ?? []))]),
  );
}

/** Sums in sorted order, so that the order of the rows changes no last digit. */
function meanOf(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted.reduce((sum, value) => sum + value, 0) / Math.max(1, sorted.length);
}
