// Memory that the sandbox process shares with an interpreter's thread. The process sees which step runs, and
// can ask for its end while the thread computes and reads no messages.

const slots = { step: 0, index: 1, job: 2, stoppedStep: 3, stoppedJob: 4 } as const;

/** Index of the step that defines the candidate. */
export const loadIndex = -1;

/** Room for one clock. */
export function newClockMemory(): SharedArrayBuffer {
  return new SharedArrayBuffer(Object.keys(slots).length * Int32Array.BYTES_PER_ELEMENT);
}

/** The thread's side. */
export interface StepClock {
  /** Announces a step; the process times it from now on. */
  begin(job: number, index: number): void;
  /** No step runs any more. */
  idle(): void;
  /** Whether the running step has used its time. */
  stopped(): boolean;
  /** Whether the job has used the time of all its steps. */
  jobStopped(): boolean;
}

export function createStepClock(memory: SharedArrayBuffer): StepClock {
  const view = new Int32Array(memory);
  let step = 0;
  let job = 0;
  return {
    begin(jobId, index) {
      job = jobId;
      Atomics.store(view, slots.job, jobId);
      Atomics.store(view, slots.index, index);
      step = step === 0x7fffffff ? 1 : step + 1;
      Atomics.store(view, slots.step, step);
    },
    idle: () => void Atomics.store(view, slots.step, 0),
    stopped: () => (step > 0 && Atomics.load(view, slots.stoppedStep) === step) || jobStopped(),
    jobStopped,
  };
  function jobStopped(): boolean {
    return job > 0 && Atomics.load(view, slots.stoppedJob) === job;
  }
}

/** The process's side. */
export interface StepWatch {
  /** Number of the running step; 0 between jobs. */
  step(): number;
  /** Which of the job's steps it is, `loadIndex` for the definition. */
  index(): number;
  stopStep(step: number): void;
  stopJob(job: number): void;
}

export function createStepWatch(memory: SharedArrayBuffer): StepWatch {
  const view = new Int32Array(memory);
  return {
    step: () => Atomics.load(view, slots.step),
    index: () => Atomics.load(view, slots.index),
    stopStep: (step) => void Atomics.store(view, slots.stoppedStep, step),
    stopJob: (job) => void Atomics.store(view, slots.stoppedJob, job),
  };
}
