import { failed, ok, type Result } from '../../protocol/result.ts';
import type { RouteDecision } from '../../protocol/route.ts';
import type { Router } from '../core/router/router.ts';

/** One line of `eidolon route`'s output. */
export interface RoutedLine extends RouteDecision {
  readonly id?: string | number;
}

/** Routes one JSON line `{"id"?, "prompt", "languageId"?}`; `number` counts lines from one, for the error. */
export function routeBatchLine(line: string, number: number, router: Router): Result<RoutedLine> {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    return failed('badInput', `Line ${number} is not valid JSON: ${why}.`);
  }
  if (typeof value !== 'object' || value === null) return failed('badInput', `Line ${number} is not a JSON object.`);
  const { id, prompt, languageId } = value as Record<string, unknown>;
  if (typeof prompt !== 'string') return failed('badInput', `Line ${number} has no "prompt".`);
  const language = typeof languageId === 'string' ? { languageId } : {};
  const decision = router.route({ text: prompt, ...language });
  return ok(typeof id === 'string' || typeof id === 'number' ? { id, ...decision } : decision);
}
