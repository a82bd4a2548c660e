import type { CheckerCalls, CheckerMethod } from '../../protocol/checker.ts';

/** Sidecar to a process of tools: the checker or the sandbox. */
export type CheckerRequest =
  | {
      readonly kind: 'call';
      readonly id: number;
      readonly method: CheckerMethod;
      readonly params: unknown;
    }
  | { readonly kind: 'cancel'; readonly id: number };

/** A process of tools to the sidecar. */
export type CheckerResponse =
  | { readonly kind: 'ready' }
  | { readonly kind: 'result'; readonly id: number; readonly value: unknown }
  | { readonly kind: 'error'; readonly id: number; readonly message: string }
  /** A cancelled call has left off; without this word within a while the process is taken to hang. */
  | { readonly kind: 'cancelled'; readonly id: number }
  | { readonly kind: 'log'; readonly level: 'debug' | 'warn'; readonly message: string };

export type CheckerHandlers = {
  readonly [M in CheckerMethod]: (
    params: CheckerCalls[M]['params'],
    signal: AbortSignal,
  ) => Promise<CheckerCalls[M]['result']>;
};
