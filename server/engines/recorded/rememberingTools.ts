import type { CheckerCalls, CheckerMethod } from '../../../protocol/checker.ts';
import { ok, type Result } from '../../../protocol/result.ts';
import type { ExactTools } from '../../core/tools.ts';

/**
 * Exact tools that run each program once on the same inputs or tests. Calibration asks about a row's programs again and
 * again; the tools are deterministic, so their first answer stands.
 */
export function rememberingTools(tools: ExactTools): ExactTools {
  const known = new Map<string, unknown>();
  return {
    async call<M extends CheckerMethod>(
      method: M,
      params: CheckerCalls[M]['params'],
      signal: AbortSignal,
    ): Promise<Result<CheckerCalls[M]['result']>> {
      if (method !== 'behaviour/run' && method !== 'behaviour/tests')
        return tools.call(method, params, signal);
      const { programs, ...rest } = params as { readonly programs: readonly string[] };
      const key = (program: string): string => JSON.stringify([method, rest, program]);
      const missing = programs.filter((program) => !known.has(key(program)));
      if (missing.length > 0) {
        const answer = await tools.call(method, { ...params, programs: missing }, signal);
        if (!answer.ok) return answer;
        const { candidates } = answer.value as { readonly candidates: readonly unknown[] };
        missing.forEach((program, index) => known.set(key(program), candidates[index]));
      }
      const candidates = programs.map((program) => known.get(key(program)));
      return ok({ candidates } as CheckerCalls[M]['result']);
    },
  };
}
