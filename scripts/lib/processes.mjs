// Starting child processes with a deadline, shared by the scripts. Plain Node, no dependencies.
import { spawn } from 'node:child_process';
import { createWriteStream } from 'node:fs';
import { mkdir, stat } from 'node:fs/promises';
import { createServer } from 'node:net';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** The repository root, with no trailing slash. */
export const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');

/** True when the path exists. */
export async function exists(file) {
  return await stat(file).then(
    () => true,
    () => false,
  );
}

/** Ends a process and everything it started; it must have been spawned `detached`. */
export function killTree(child, signal = 'SIGTERM') {
  if (child.pid === undefined) return;
  try {
    process.kill(-child.pid, signal);
  } catch (error) {
    if (error.code !== 'ESRCH') throw error;
  }
}

/**
 * Runs a command to its end. Answers `{ code, timedOut, tail }`; `tail` is the last of its output.
 * The child leads its own process group, so that a late grandchild dies with it.
 */
export async function runCommand(command, args, options = {}) {
  const { cwd = root, env = process.env, timeoutMs = 600_000, logFile, quiet = false } = options;
  if (logFile) await mkdir(path.dirname(logFile), { recursive: true });
  const log = logFile ? createWriteStream(logFile) : undefined;
  const child = spawn(command, args, {
    cwd,
    env,
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const stop = () => killTree(child, 'SIGKILL');
  process.once('exit', stop);
  let tail = '';
  const take = (target) => (chunk) => {
    tail = (tail + chunk).slice(-20_000);
    log?.write(chunk);
    if (!quiet) target.write(chunk);
  };
  child.stdout.on('data', take(process.stdout));
  child.stderr.on('data', take(process.stderr));
  let timedOut = false;
  const timer = setTimeout(() => {
    timedOut = true;
    stop();
  }, timeoutMs);
  const code = await new Promise((resolve) => {
    child.once('error', (error) => {
      tail += `${error.message}\n`;
      resolve(127);
    });
    child.once('close', (exitCode, signal) => resolve(exitCode ?? `signal ${signal}`));
  });
  clearTimeout(timer);
  process.removeListener('exit', stop);
  // A grandchild that outlived its parent would hold ports and cores during the next stage.
  killTree(child, 'SIGKILL');
  await new Promise((resolve) => (log ? log.end(resolve) : resolve()));
  return { code, timedOut, tail };
}

/** As runCommand, but a non-zero exit or a timeout throws one line with the end of the output. */
export async function mustRun(command, args, options = {}) {
  const result = await runCommand(command, args, options);
  if (result.code !== 0) {
    const why = result.timedOut ? 'did not end in time' : `ended with ${result.code}`;
    throw new Error(
      `${path.basename(command)} ${args.join(' ')} ${why}\n${result.tail.slice(-4000)}`,
    );
  }
  return result;
}

/** A TCP port on loopback that was free a moment ago. */
export async function freePort() {
  const server = createServer();
  await new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });
  const { port } = server.address();
  await new Promise((resolve) => server.close(resolve));
  return port;
}

/** Polls until `probe` answers something truthy; throws `what` after the deadline. */
export async function until(what, probe, timeoutMs = 30_000, everyMs = 100) {
  const deadline = Date.now() + timeoutMs;
  for (;;) {
    const value = await probe();
    if (value) return value;
    if (Date.now() > deadline) throw new Error(`${what}: not within ${timeoutMs / 1000} s`);
    await new Promise((resolve) => setTimeout(resolve, everyMs));
  }
}
