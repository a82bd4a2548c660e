import { Worker } from 'node:worker_threads';

const pollMs = 1_000;

// Plain JavaScript in its own thread: native code and the library's file reader can block the main thread
// for ever, and a process that hangs like that must still notice that it has become an orphan.
const watch = `
const parent = require('node:worker_threads').workerData;
const gone = () => {
  // On Windows the number stays after the parent's death, so it is asked for as well.
  if (process.ppid !== parent) return true;
  try { process.kill(parent, 0); return false; } catch (error) { return error.code === 'ESRCH'; }
};
setInterval(() => { if (gone()) process.kill(process.pid, 'SIGKILL'); }, ${pollMs});
`;

/** Ends this process when the one that forked it is gone, even while the main thread hangs. */
export function exitWithParent(): void {
  process.on('disconnect', () => process.exit(0));
  // Only the parent may stop us: a Ctrl+C in its terminal reaches the whole group.
  process.on('SIGINT', () => undefined);
  const thread = new Worker(watch, {
    eval: true,
    // Read here and now: by the time that the thread runs, the parent may be gone.
    workerData: process.ppid,
    execArgv: [],
    resourceLimits: { maxOldGenerationSizeMb: 16, maxYoungGenerationSizeMb: 2, stackSizeMb: 1 },
  });
  // Without the thread the disconnect above still ends us, only not while the main thread hangs.
  thread.on('error', () => undefined);
  thread.unref();
}
