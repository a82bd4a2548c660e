import { parentPort, workerData } from 'node:worker_threads';
import { reason } from '../../log.ts';
import type { Job, ThreadMessage } from './job.ts';
import { runJob, type Interpreter } from './runJob.ts';
import { createStepClock, type StepClock } from './stepClock.ts';

/** What the sandbox process gives every interpreter's thread. */
export interface ThreadData<Files> {
  readonly clock: SharedArrayBuffer;
  readonly files: Files;
  readonly memoryBytes: number;
  /** What an earlier thread of the same interpreter left for its successors. */
  readonly keep?: unknown;
}

/** Serves jobs, one at a time, as the process posts them. */
export async function serveThread<Files>(
  start: (
    data: ThreadData<Files>,
    clock: StepClock,
  ) => Promise<{ interpreter: Interpreter; keep?: unknown }>,
): Promise<void> {
  const port = parentPort;
  if (!port) throw new Error('this file is the entry of a thread');
  const data = workerData as ThreadData<Files>;
  const clock = createStepClock(data.clock);
  const post = (message: ThreadMessage): void => port.postMessage(message);
  try {
    const { interpreter, keep } = await start(data, clock);
    port.on('message', (job: Job) => void work(job));
    async function work(job: Job): Promise<void> {
      await interpreter.beforeJob?.(job);
      const report = runJob(job, interpreter, clock);
      clock.idle();
      await interpreter.afterJob?.();
      post({ kind: 'done', id: job.id, report });
    }
    post({ kind: 'ready', ...(keep !== undefined && { keep }) });
  } catch (error) {
    post({ kind: 'broken', message: reason(error) });
  }
}
