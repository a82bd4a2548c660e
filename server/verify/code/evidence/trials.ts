import type { Probe } from '../behaviour/probe.ts';
import type { StepBudget } from '../run/stepBudget.ts';

/** The versions of one function that are to be run, and how much may be spent on them together. */
export interface Trials {
  /** One per version; undefined where the interpreter cannot read it. */
  readonly probes: readonly (Probe | undefined)[];
  /** Places in `probes`, those first that are worth most to know about. */
  readonly order: readonly number[];
  readonly budget: StepBudget;
  readonly signal: AbortSignal;
}
