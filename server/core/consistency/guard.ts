import * as l10n from '@vscode/l10n';
import type { Clause } from '../../../protocol/claims.ts';
import { ok, type Result } from '../../../protocol/result.ts';
import type { OffsetRange } from '../../../protocol/text.ts';
import type { Conflict } from '../ensemble/answer.ts';
import type { Message } from '../member.ts';
import type { ExactTools } from '../tools.ts';
import type { TraceRecorder } from '../trace.ts';
import { findContradictions, type Contradiction } from './contradictions.ts';

/** Somebody's text. */
export interface Statement {
  /** Member id. */
  readonly by: string;
  readonly text: string;
}

/** A contradiction between two of the statements, by their indices, the smaller one first. */
export interface StatementConflict extends Contradiction {
  readonly between: readonly [number, number];
}

/** What the guard found; nothing of it may be merged away. */
export interface ConsistencyReport {
  /** For the user; the first statement's side comes first. */
  readonly conflicts: readonly Conflict[];
  readonly pairs: readonly StatementConflict[];
}

export interface GuardDeps {
  readonly tools: ExactTools;
  readonly trace: TraceRecorder;
}

/** More conflicts than these are no longer read. */
const mostConflicts = 12;

/**
 * Looks for contradictions among the statements, and between the first of them (the answer) and the earlier
 * answers of the same conversation. What the user asked to change in between is no contradiction.
 */
export async function checkConsistency(
  statements: readonly Statement[],
  conversation: { readonly prompt: string; readonly history?: readonly Message[] },
  deps: GuardDeps,
  signal: AbortSignal,
): Promise<Result<ConsistencyReport>> {
  const timer = deps.trace.timer();
  const history = conversation.history ?? [];
  const texts = [
    ...statements.map(({ text }) => text),
    ...history.map(({ content }) => content),
    conversation.prompt,
  ];
  if (statements.length < 2 && !history.some(({ role }) => role === 'assistant'))
    return ok({ conflicts: [], pairs: [] });
  const read = await deps.tools.call('text/claims', { texts }, signal);
  if (!read.ok) return read;
  const claims = read.value.claims.map(({ clauses }) => clauses);
  const pairs = pairsOf(statements.length, claims);
  const earlier = withHistory(statements, history, conversation.prompt, claims);
  const shown = [...pairs.map((pair) => describe(pair, statements)), ...earlier];
  const conflicts = distinct(shown).slice(0, mostConflicts);
  if (conflicts.length > 0) deps.trace.add({ kind: 'conflict', conflicts, ms: timer() });
  return ok({ conflicts, pairs });
}

type Claims = readonly (readonly Clause[])[];

function pairsOf(count: number, claims: Claims): readonly StatementConflict[] {
  const pairs: StatementConflict[] = [];
  for (let one = 0; one < count; one++) {
    for (let other = one + 1; other < count; other++) {
      const found = findContradictions(claims[one] ?? [], claims[other] ?? []);
      pairs.push(...found.map((each) => ({ ...each, between: [one, other] as const })));
    }
  }
  return pairs;
}

function describe(
  { kind, between: [one, other], ...ranges }: StatementConflict,
  statements: readonly Statement[],
): Conflict {
  const [left, right] = [statements[one], statements[other]] as const;
  return {
    kind,
    between: [
      left?.by ?? '',
      cut(left?.text ?? '', ranges.one),
      right?.by ?? '',
      cut(right?.text ?? '', ranges.other),
    ],
  };
}

function withHistory(
  statements: readonly Statement[],
  history: readonly Message[],
  prompt: string,
  claims: Claims,
): readonly Conflict[] {
  const [answer] = statements;
  if (!answer) return [];
  return history.flatMap(({ role, content }, turn) => {
    if (role !== 'assistant') return [];
    const past = claims[statements.length + turn] ?? [];
    const asked = [...history.slice(turn + 1), { role: 'user', content: prompt }]
      .map(({ role: who, content: text }, offset) => ({
        who,
        text,
        clauses: claims[statements.length + turn + 1 + offset] ?? [],
      }))
      .filter(({ who }) => who === 'user');
    return findContradictions(claims[0] ?? [], past)
      .filter((found) => !asked.some(({ text, clauses }) => allows(text, clauses, found, past)))
      .map((found): Conflict => ({
        kind: found.kind,
        between: [
          answer.by,
          cut(answer.text, found.one),
          l10n.t('an earlier answer'),
          cut(content, found.other),
        ],
      }));
  });
}

/** The user named the new value, or contradicted the earlier answer just as the new one does. */
function allows(
  text: string,
  clauses: readonly Clause[],
  { says, other }: Contradiction,
  past: readonly Clause[],
): boolean {
  if (says !== undefined && text.toLowerCase().includes(says.toLowerCase())) return true;
  return findContradictions(clauses, past).some((each) => each.other.start === other.start);
}

function cut(text: string, { start, end }: OffsetRange): string {
  return text.slice(start, end).trim();
}

function distinct(conflicts: readonly Conflict[]): readonly Conflict[] {
  const byText = new Map(conflicts.map((each) => [`${each.between[1]}\n${each.between[3]}`, each]));
  return [...byText.values()];
}
