import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { createSeal } from '../../server/verify/behaviour/python/imports.ts';

/** All that a Python candidate can reach: arithmetic on time, clocks, and reading the file system in memory. */
const reachable = [
  'JsvError_Check',
  '_PyEM_TrampolineCall_JS',
  '__syscall_faccessat',
  '__syscall_fstat64',
  '__syscall_getcwd',
  '__syscall_getdents64',
  '__syscall_getuid32_js',
  '__syscall_lstat64',
  '__syscall_newfstatat',
  '__syscall_openat',
  '__syscall_readlinkat',
  '__syscall_stat64',
  '_gmtime_js',
  '_localtime_js',
  '_mktime_js',
  '_timegm_js',
  '_tzset_js',
  'clock_res_get',
  'clock_time_get',
  'emscripten_date_now',
  'emscripten_get_heap_max',
  'emscripten_get_now',
  'emscripten_resize_heap',
  'environ_get',
  'environ_sizes_get',
  'fd_close',
  'fd_fdstat_get',
  'fd_pread',
  'fd_read',
  'fd_seek',
];

describe('the wall around Python', () => {
  const file = createRequire(import.meta.url).resolve('pyodide/pyodide.asm.wasm');
  const module = new WebAssembly.Module(readFileSync(file));
  const memoryBytes = 1_000_000;

  /** Calls every function that Pyodide imports, and answers which of the host's were reached. */
  function reached(close: boolean, values: readonly number[]): readonly string[] {
    const found: string[] = [];
    const given: Record<string, Record<string, () => number>> = {};
    for (const { module: group, name } of WebAssembly.Module.imports(module))
      (given[group] ??= {})[name] = () => found.push(name);
    const memory = new WebAssembly.Memory({ initial: 1, maximum: 1 });
    const seal = createSeal({ memory: () => memory, memoryBytes, stopped: () => false });
    const walled = seal.imports(module, given);
    if (close) seal.close();
    for (const { module: group, name, kind } of WebAssembly.Module.imports(module)) {
      if (kind !== 'function') continue;
      try {
        (walled[group]?.[name] as (...all: readonly number[]) => unknown)(...values);
      } catch {
        // A refusal.
      }
    }
    return found.toSorted();
  }

  it('lets through exactly what is known to be harmless', () => {
    assert.deepEqual(reached(true, [0, 0, 0, 0]), reachable);
  });

  it('opens no file for writing and grows no memory beyond its size', () => {
    const writing = reached(true, [memoryBytes + 1, 0, 0o1, 0]);
    assert.deepEqual(
      reachable.filter((name) => !writing.includes(name)),
      ['__syscall_openat', 'emscripten_resize_heap'],
    );
  });

  it('is open while the interpreter starts', () => {
    assert.ok(reached(false, [0, 0, 0, 0]).length > 200);
  });
});
