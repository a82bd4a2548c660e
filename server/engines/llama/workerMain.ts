import { createLog, type LogLevel } from '../../log.ts';
import { parseWorkerOrder, poolVersion, type WorkerToHost } from '../../pool/messages.ts';
import { exitWithParent } from '../../parentWatch.ts';
import type { Engine } from '../engine.ts';
import { gpuFromEnvironment } from '../../pool/gpuEnvironment.ts';
import { createLlamaEngine } from './llamaEngine.ts';
import { createWorkerServer } from './workerServer.ts';

/** Entry of a worker process: models live here and nowhere else, and it may be killed at any time. */

const disposeMs = 2_000;
/** A disk that does not take a conversation's state in this time is not waited for. */
const keepMs = 5_000;

function send(message: WorkerToHost): void {
  if (process.connected) process.send?.(message);
}

const log = createLog('debug', (level: LogLevel, message) => {
  if (level !== 'off') send({ kind: 'log', level, message });
});

async function openEngine(): Promise<Engine> {
  const llama = await createLlamaEngine(log, gpuFromEnvironment());
  const script = process.env.EIDOLON_SCRIPTED_ENGINE;
  if (!script) return llama;
  // Tests only; loaded on demand, so that a normal worker never carries it.
  const { createScriptedEngine } = await import('../scripted/scriptedEngine.ts');
  return createScriptedEngine(script, llama);
}

async function shutDown(engine: Engine): Promise<void> {
  await Promise.race([server.keep(), new Promise((resolve) => setTimeout(resolve, keepMs))]);
  // Disposing can hang for ever; leaving is what frees the memory.
  const timer = setTimeout(() => process.exit(0), disposeMs);
  await engine.dispose().catch((error: unknown) => log.warn(`dispose failed: ${String(error)}`));
  clearTimeout(timer);
  process.exit(0);
}

// A file that may not grow is a write that fails, as on a full disk; the system would end the process.
if (process.platform !== 'win32') process.on('SIGXFSZ', () => undefined);
exitWithParent();
const engine = await openEngine();
const server = createWorkerServer({ engine, log, now: () => performance.now(), send });
process.on('message', (value: unknown) => {
  const order = parseWorkerOrder(value);
  if (!order) log.warn('an order of unknown kind was ignored');
  else if (order.kind === 'shutdown') void shutDown(engine);
  else server.receive(order);
});
send({ kind: 'ready', version: poolVersion, pid: process.pid });
