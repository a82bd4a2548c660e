import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';

/**
 * Lets no file of a running process, and of those that it starts from now on, grow beyond so many bytes: the kernel then
 * answers as a full disk does. Absent lifts the limit. Linux only.
 */
export function limitFileSize(pid: number, bytes?: number): void {
  limit(pid, 'fsize', bytes);
}

/** Lets a running process, and those that it starts from now on, have so many bytes of address space. */
export function limitMemory(pid: number, bytes?: number): void {
  limit(pid, 'as', bytes);
}

function limit(pid: number, what: string, bytes: number | undefined): void {
  const soft = bytes === undefined ? 'unlimited' : String(bytes);
  const { status, stderr } = spawnSync('prlimit', [`--pid=${pid}`, `--${what}=${soft}:unlimited`], {
    encoding: 'utf8',
  });
  assert.equal(status, 0, stderr);
}
