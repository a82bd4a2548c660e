import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';

const settleMs = 3_000;

/** Resident memory of a sidecar that was initialised and has nothing to do; Linux only, else not a number. */
export async function idleSidecarMegabytes(entry: string): Promise<number> {
  const child = spawn(process.execPath, [entry, '--stdio'], { stdio: ['pipe', 'pipe', 'ignore'] });
  try {
    const params = { processId: process.pid, rootUri: null, capabilities: {} };
    const body = JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'initialize', params });
    child.stdin.write(`Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`);
    await Promise.race([once(child.stdout, 'data'), once(child, 'exit')]);
    await new Promise((resolve) => setTimeout(resolve, settleMs));
    const status = await readFile(`/proc/${child.pid ?? 0}/status`, 'utf8').catch(() => '');
    return Number(/^VmRSS:\s+(\d+) kB/m.exec(status)?.[1] ?? Number.NaN) / 1024;
  } finally {
    child.kill('SIGKILL');
  }
}

/**
 * User and system time of processes so far, in steps of ten milliseconds; Linux only, else zero. Unlike
 * time on the clock it does not grow with what else the machine does.
 */
export async function processorMs(pids: readonly number[]): Promise<number> {
  let ticks = 0;
  for (const pid of pids) {
    const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '');
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    ticks += Number(fields[11] ?? 0) + Number(fields[12] ?? 0);
  }
  return ticks * 10;
}
