import type { Outcome, TestOutcome } from '../../../protocol/behaviour.ts';
import {
  endedOutcome,
  endingNames,
  type Ending,
  type Job,
  type JobReport,
  type StepOutcome,
} from './job.ts';
import { loadIndex, type StepClock } from './stepClock.ts';

/** A step that was cut off from outside the candidate's own language, so that no `catch` of it can run. */
export class StepEnded extends Error {
  readonly ending: Ending;
  constructor(ending: Ending) {
    super(`the step ended: ${ending}`);
    this.ending = ending;
  }
}

/** An interpreter that forgets everything between candidates. Each method may throw `StepEnded`. */
export interface Interpreter {
  /** Forgets what was, and defines a candidate; the answer says why it is not usable. */
  define(job: Job): string | undefined;
  call(argumentList: string): Outcome;
  test(source: string): TestOutcome;
  /** Called before a job's first step, outside its time. */
  beforeJob?(job: Job): Promise<void>;
  /** Called between jobs, when nothing of a candidate is needed any more. */
  afterJob?(): Promise<void>;
}

/** After this many steps that had to be cut off, a candidate is not defined again. */
const longestPatience = 3;

/** Runs one candidate on all its steps. A step that is cut off costs the candidate's state, so it is defined anew. */
export function runJob(job: Job, interpreter: Interpreter, clock: StepClock): JobReport {
  const failure = attempt(
    () => {
      clock.begin(job.id, loadIndex);
      return interpreter.define(job);
    },
    (ending) => endingNames[ending],
  );
  if (failure !== undefined) return { usable: false, error: failure };
  const outcomes: StepOutcome[] = [];
  let defined = true;
  let patience = longestPatience;
  const cutOff = (ending: Ending): StepOutcome => {
    defined = false;
    patience -= 1;
    return endedOutcome(job.kind, ending);
  };
  for (const [index, step] of job.steps.entries()) {
    const known = job.skipped.get(index);
    if (known) outcomes.push(endedOutcome(job.kind, known));
    else if (clock.jobStopped() || patience === 0) outcomes.push(endedOutcome(job.kind, 'timeout'));
    else outcomes.push(attempt(() => runStep(index, step), cutOff));
  }
  return { usable: true, outcomes };

  function runStep(index: number, step: string): StepOutcome {
    if (!defined) {
      clock.begin(job.id, loadIndex);
      if (interpreter.define(job) !== undefined) throw new StepEnded('crash');
      defined = true;
    }
    clock.begin(job.id, index);
    return job.kind === 'run' ? interpreter.call(step) : interpreter.test(step);
  }
}

function attempt<T>(work: () => T, ended: (ending: Ending) => T): T {
  try {
    return work();
  } catch (error) {
    if (error instanceof StepEnded) return ended(error.ending);
    throw error;
  }
}
