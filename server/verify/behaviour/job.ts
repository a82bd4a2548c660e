import type { BehaviourLimits, Outcome, TestOutcome } from '../../../protocol/behaviour.ts';

/** One candidate's work, as the sandbox process hands it to an interpreter's thread. */
export interface Job {
  /** Positive and new for every job. */
  readonly id: number;
  readonly kind: 'run' | 'tests';
  readonly languageId: string;
  readonly program: string;
  readonly entryPoint: string;
  /** Argument lists or tests. */
  readonly steps: readonly string[];
  /** Steps that ended the thread before; they are reported as they ended. */
  readonly skipped: ReadonlyMap<number, Ending>;
}

/** How a step ended that had no outcome of its own. */
export type Ending = 'timeout' | 'memory' | 'denied' | 'crash';

export type StepOutcome = Outcome | TestOutcome;

/** The job's answer: an outcome per step, or why the candidate could not be defined. */
export type JobReport =
  | { readonly usable: true; readonly outcomes: readonly StepOutcome[] }
  | { readonly usable: false; readonly error: string };

/** Interpreter's thread to sandbox process; `keep` comes back in the next thread's data. */
export type ThreadMessage =
  | { readonly kind: 'ready'; readonly keep?: unknown }
  | { readonly kind: 'done'; readonly id: number; readonly report: JobReport }
  | { readonly kind: 'broken'; readonly message: string };

/** Defaults: an interpreter in WebAssembly is three to five times slower than a native one, which CodeT gives 100 ms. */
export const defaultLimits: BehaviourLimits = { loadMs: 1_500, inputMs: 300, candidateMs: 900 };

/** What an ending means for a run or for a test. */
export function endedOutcome(kind: Job['kind'], ending: Ending): StepOutcome {
  if (ending === 'timeout') return kind === 'run' ? { kind: 'timeout' } : 'timeout';
  return kind === 'run' ? { kind: 'error', type: endingNames[ending] } : 'failed';
}

/** Names of endings where an exception's class would stand. */
export const endingNames: Readonly<Record<Ending, string>> = {
  timeout: 'Timeout',
  memory: 'OutOfMemory',
  denied: 'Denied',
  crash: 'Crash',
};
