import { ok } from '../../protocol/result.ts';
import type { ExactTools } from '../../server/core/tools.ts';
import { proseTools } from '../../server/verify/prose/tools.ts';

/** The prose tools without their process, for measurements and for tests of the expert with real tools. */
export const inProcessProseTools: ExactTools = {
  async call(method, params, signal) {
    const handler = (proseTools as unknown as Record<string, (params: unknown, signal: AbortSignal) => Promise<unknown>>)[method];
    if (handler === undefined) throw new Error(`${method} is no prose tool`);
    return ok((await handler(params, signal)) as never);
  },
};
