import { Worker } from 'node:worker_threads';
import type { BehaviourLimits } from '../../../protocol/behaviour.ts';
import type { Log } from '../../log.ts';
import { endingNames, type Ending, type Job, type JobReport, type ThreadMessage } from './job.ts';
import { createStepWatch, loadIndex, newClockMemory, type StepWatch } from './stepClock.ts';
import type { ThreadData } from './thread.ts';

/** One interpreter in a thread that is watched, stopped and replaced. */
export interface InterpreterThread {
  /** Starts the interpreter and waits for it; rejects when it cannot start. */
  warm(): Promise<void>;
  run(job: Omit<Job, 'id'>, limits: BehaviourLimits, signal: AbortSignal): Promise<JobReport>;
  dispose(): void;
}

export interface InterpreterThreadOptions<Files> {
  readonly entry: URL;
  readonly readFiles: () => Promise<Files>;
  /** Largest size of the interpreter's own memory, in bytes. */
  readonly memoryBytes: number;
  /** The thread ends when the whole process is larger than this, in bytes. */
  readonly processBytes: number;
  readonly log: Pick<Log, 'debug' | 'warn'>;
}

interface Running {
  readonly worker: Worker;
  readonly watch: StepWatch;
  readonly ready: Promise<void>;
  /** Set while a job runs. */
  settle?: (end: JobEnd) => void;
}

/** A job's report, or the step at which its thread was lost. */
type JobEnd =
  | { readonly report: JobReport }
  | { readonly lost: Ending; readonly index: number }
  | { readonly cancelled: true };

const pollMs = 10;
/** A step that does not end this long after it was stopped costs the thread; in milliseconds of CPU time. */
const graceMs = 300;
/** CPU time is what counts, but a step that waits uses none: this many times its limit on the wall clock ends it too. */
const wallFactor = 10;
const startMs = 120_000;
const mostThreadsPerJob = 3;

export function createInterpreterThread<Files>(
  options: InterpreterThreadOptions<Files>,
): InterpreterThread {
  let files: Promise<Files> | undefined;
  let running: Running | undefined;
  let keep: unknown;
  let nextId = 1;

  async function ensure(): Promise<Running> {
    files ??= options.readFiles();
    const read = await files;
    running ??= start(read);
    const current = running;
    try {
      await current.ready;
    } catch (error) {
      discard(current);
      throw error;
    }
    return current;
  }

  function start(read: Files): Running {
    const clock = newClockMemory();
    const { memoryBytes } = options;
    const workerData: ThreadData<Files> = { clock, files: read, memoryBytes, keep };
    const worker = new Worker(options.entry, {
      workerData,
      execArgv: [],
      env: {},
      stdout: true,
      stderr: true,
      resourceLimits: {
        maxOldGenerationSizeMb: 512,
        maxYoungGenerationSizeMb: 32,
        stackSizeMb: 16,
      },
    });
    // Pipes that nobody reads would fill up.
    worker.stdout.resume();
    worker.stderr.on('data', (chunk: Buffer) => options.log.debug(chunk.toString().trimEnd()));
    const started: Running = { worker, watch: createStepWatch(clock), ready: startOf(worker) };
    worker.on('message', (message: ThreadMessage) => {
      if (message.kind === 'done') started.settle?.({ report: message.report });
    });
    worker.on('error', (error: NodeJS.ErrnoException) => {
      options.log.debug(`an interpreter's thread ended: ${error.message}`);
      lose(started, error.code === 'ERR_WORKER_OUT_OF_MEMORY' ? 'memory' : 'crash');
    });
    worker.on('exit', () => lose(started, 'crash'));
    return started;
  }

  async function startOf(worker: Worker): Promise<void> {
    await new Promise<void>((resolve, reject) => {
      const timer = setTimeout(() => reject(new Error('the interpreter did not start')), startMs);
      worker.on('message', (message: ThreadMessage) => {
        if (message.kind === 'ready') {
          keep = message.keep ?? keep;
          resolve();
        } else if (message.kind === 'broken') reject(new Error(message.message));
        clearTimeout(timer);
      });
      worker.once('exit', () => reject(new Error('the interpreter ended while it started')));
    });
  }

  function discard(lost: Running): void {
    if (running === lost) running = undefined;
    void lost.worker.terminate();
  }

  function lose(lost: Running, ending: Ending): void {
    const { settle } = lost;
    const index = lost.watch.index();
    lost.settle = undefined;
    discard(lost);
    settle?.({ lost: ending, index });
  }

  async function attempt(job: Job, limits: BehaviourLimits, signal: AbortSignal): Promise<JobEnd> {
    const current = await ensure();
    return await new Promise<JobEnd>((resolve) => {
      const stopWatching = watchJob(
        current,
        job.id,
        limits,
        signal,
        options.processBytes,
        (end) => {
          if ('cancelled' in end) finish(end);
          else lose(current, end.lost);
        },
      );
      function finish(end: JobEnd): void {
        stopWatching();
        current.settle = undefined;
        if ('cancelled' in end) discard(current);
        resolve(end);
      }
      current.settle = finish;
      current.worker.postMessage(job);
    });
  }

  return {
    warm: async () => void (await ensure()),
    async run(job, limits, signal) {
      const skipped = new Map(job.skipped);
      for (let threads = 0; ; threads++) {
        signal.throwIfAborted();
        const end = await attempt({ ...job, id: nextId++, skipped }, limits, signal);
        signal.throwIfAborted();
        if ('report' in end) return end.report;
        if ('cancelled' in end) throw new Error('cancelled');
        if (end.index === loadIndex) return { usable: false, error: endingNames[end.lost] };
        skipped.set(end.index, end.lost);
        // A candidate that took several threads with it gets no other.
        if (threads + 1 >= mostThreadsPerJob)
          for (const index of job.steps.keys())
            if (!skipped.has(index)) skipped.set(index, end.lost);
      }
    },
    dispose() {
      if (running) lose(running, 'crash');
    },
  };
}

/** Stops steps and jobs that have used their time, and reports a thread that does not listen. */
function watchJob(
  { watch }: Running,
  job: number,
  limits: BehaviourLimits,
  signal: AbortSignal,
  processBytes: number,
  end: (reason: { lost: Ending } | { cancelled: true }) => void,
): () => void {
  const began = clocks();
  let step = 0;
  let stepBegan = began;
  let stopped: Clocks | undefined;
  const timer = setInterval(() => {
    const now = clocks();
    if (process.memoryUsage.rss() > processBytes) return end({ lost: 'memory' });
    const current = watch.step();
    if (current !== step) {
      step = current;
      stepBegan = now;
      stopped = undefined;
    }
    if (step === 0) return;
    const limitMs = watch.index() === loadIndex ? limits.loadMs : limits.inputMs;
    if (isOver(began, now, limits.candidateMs + limits.loadMs)) watch.stopJob(job);
    else if (!isOver(stepBegan, now, limitMs)) return;
    watch.stopStep(step);
    stopped ??= now;
    if (isOver(stopped, now, graceMs)) end({ lost: 'timeout' });
  }, pollMs);
  const cancel = (): void => end({ cancelled: true });
  signal.addEventListener('abort', cancel, { once: true });
  return () => {
    clearInterval(timer);
    signal.removeEventListener('abort', cancel);
  };
}

interface Clocks {
  readonly cpuMs: number;
  readonly wallMs: number;
}

function clocks(): Clocks {
  const { user, system } = process.cpuUsage();
  return { cpuMs: (user + system) / 1_000, wallMs: performance.now() };
}

function isOver(from: Clocks, to: Clocks, limitMs: number): boolean {
  return to.cpuMs - from.cpuMs > limitMs || to.wallMs - from.wallMs > wallFactor * limitMs;
}
