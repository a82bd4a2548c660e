import type { CheckerMethod } from '../../protocol/checker.ts';
import { failed, ok } from '../../protocol/result.ts';
import type { ExactTools } from '../../server/core/tools.ts';
import type { CheckerHandlers } from '../../server/verify/messages.ts';

/** Checker handlers called in this process, for tests and measurements of experts. */
export function exactTools(handlers: Partial<CheckerHandlers>): ExactTools {
  return {
    async call(method, params, signal) {
      const handler = handlers[method as CheckerMethod] as
        ((params: unknown, signal: AbortSignal) => Promise<never>) | undefined;
      if (!handler) return failed('checkerUnavailable', `No handler for ${method}.`);
      return ok(await handler(params, signal));
    },
  };
}
