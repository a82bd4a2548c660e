import type { RouteDecision, RouteInput } from '../../protocol/route.ts';
import type { MemberChoice } from '../core/router/fitted/memberRouter.ts';
import { failed, ok, type Result } from '../../protocol/result.ts';

/** The part of a router that a batch needs: it names an expert or, where it was fitted to a pool, a member. */
export interface BatchRouter {
  route(input: RouteInput): RouteDecision | MemberDecision;
}

export type MemberDecision = Pick<MemberChoice, 'member' | 'scores' | 'reason'>;

/** One answered line. */
export type RoutedRow = (RouteDecision | MemberDecision) & { readonly id?: string | number };

/** One line as it was asked. */
export interface BatchRow {
  readonly id?: string | number;
  readonly input: RouteInput;
}

/** Routes one line of `{"id"?,"prompt","languageId"?}` to one line of `{"id"?,"expert"|"member","scores","reason"}`. */
export function routeBatchLine(
  line: string,
  lineNumber: number,
  router: BatchRouter,
): Result<RoutedRow> {
  const row = parseBatchLine(line, lineNumber);
  if (!row.ok) return row;
  const { id, input } = row.value;
  const decision = router.route(input);
  const scores = rounded(decision.scores);
  return ok({ ...(id === undefined ? {} : { id }), ...decision, scores });
}

/** Reads one line of a batch; a malformed one is refused with its number and the reason. */
export function parseBatchLine(line: string, lineNumber: number): Result<BatchRow> {
  const row = parseRow(line);
  return row.ok ? row : failed('badInput', `line ${lineNumber}: ${row.failure.message}`);
}

/** Routes all lines in order; blank lines are skipped and the first malformed line fails the batch. */
export function routeBatch(lines: readonly string[], router: BatchRouter): Result<string[]> {
  const routed: string[] = [];
  for (const [at, line] of lines.entries()) {
    if (line.trim() === '') continue;
    const result = routeBatchLine(line, at + 1, router);
    if (!result.ok) return result;
    routed.push(JSON.stringify(result.value));
  }
  return ok(routed);
}

function parseRow(line: string): Result<BatchRow> {
  let row: unknown;
  try {
    row = JSON.parse(line.replace(/^\uFEFF/u, ''));
  } catch {
    return failed('badInput', 'this is not JSON');
  }
  if (typeof row !== 'object' || row === null || Array.isArray(row))
    return failed('badInput', 'expected an object with a “prompt”');
  const { id, prompt, languageId, instruction, syntaxNode } = row as Record<string, unknown>;
  if (typeof prompt !== 'string') return failed('badInput', '“prompt” must be a string');
  if (id !== undefined && typeof id !== 'string' && typeof id !== 'number')
    return failed('badInput', '“id” must be a string or a number');
  for (const [name, value] of Object.entries({ languageId, instruction, syntaxNode })) {
    if (value !== undefined && value !== null && typeof value !== 'string')
      return failed('badInput', `“${name}” must be a string`);
  }
  const text = (value: unknown): string | undefined =>
    typeof value === 'string' && value !== '' ? value : undefined;
  return ok({
    id,
    input: {
      text: prompt,
      languageId: text(languageId),
      instruction: text(instruction),
      syntaxNode: text(syntaxNode),
    },
  });
}

/** Six decimals are enough for a reader and still sum to one. */
function rounded(scores: Readonly<Record<string, number>>): Record<string, number> {
  return Object.fromEntries(
    Object.entries(scores).map(([name, score]) => [name, Number(score.toFixed(6))]),
  );
}
