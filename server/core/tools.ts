import type { CheckerCalls, CheckerMethod } from '../../protocol/checker.ts';
import type { Result } from '../../protocol/result.ts';

/** The exact tools, as core sees them: one typed call into the checker process. */
export interface ExactTools {
  call<M extends CheckerMethod>(
    method: M,
    params: CheckerCalls[M]['params'],
    signal: AbortSignal,
  ): Promise<Result<CheckerCalls[M]['result']>>;
}
