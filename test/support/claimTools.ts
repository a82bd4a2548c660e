import { ok } from '../../protocol/result.ts';
import type { ExactTools } from '../../server/core/tools.ts';
import { readClaims } from '../../server/verify/claims/clauses.ts';

/** Exact tools that read claims in this process and know nothing else. */
export const claimTools: ExactTools = {
  call: async (method, params, signal) => {
    signal.throwIfAborted();
    if (method !== 'text/claims') throw new Error(`this test has no tool ${method}`);
    const { texts } = params as { texts: readonly string[] };
    return ok({ claims: texts.map(readClaims) }) as never;
  },
};
