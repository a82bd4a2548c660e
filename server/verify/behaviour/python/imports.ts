import { StepEnded } from '../runJob.ts';

// All that WebAssembly can do is call its imports, so this list is the wall around Python: what is not on it
// cannot be reached by any candidate, whatever it finds inside the interpreter, `ctypes` included.

type HostFunction = (...values: never[]) => unknown;

/** Imports that only compute, read the clock, or read the interpreter's own file system in memory. */
const allowed: ReadonlySet<string> = new Set([
  '_PyEM_TrampolineCall_JS',
  'JsvError_Check',
  '_timegm_js',
  '_mktime_js',
  '_localtime_js',
  '_gmtime_js',
  '_tzset_js',
  'environ_get',
  'environ_sizes_get',
  'emscripten_get_heap_max',
  '__syscall_getuid32_js',
  '__syscall_getcwd',
  '__syscall_faccessat',
  '__syscall_stat64',
  '__syscall_lstat64',
  '__syscall_newfstatat',
  '__syscall_fstat64',
  '__syscall_getdents64',
  '__syscall_readlinkat',
  'fd_close',
  'fd_read',
  'fd_pread',
  'fd_seek',
  'fd_fdstat_get',
]);

/** Allowed, and called often by code that waits: a good place to notice that its time is up. */
const clocks: ReadonlySet<string> = new Set([
  'emscripten_get_now',
  'emscripten_date_now',
  'clock_time_get',
  'clock_res_get',
]);

// Error numbers of WASI, which Emscripten uses: system calls answer them negated, `fd_…` as they are.
const errno = { denied: 2, badFile: 8 } as const;
const nameLookupFailed = -4;
const openForWriting = 0o1 | 0o2 | 0o100 | 0o1000;

/** What the sealed imports need of the running interpreter. */
export interface SealContext {
  readonly memory: () => WebAssembly.Memory;
  /** Largest size of the interpreter's memory, in bytes. */
  readonly memoryBytes: number;
  readonly stopped: () => boolean;
}

/** The wall: open while the interpreter boots, then closed for good. */
export interface Seal {
  /** The same imports, each of them behind the wall. */
  imports(module: WebAssembly.Module, given: WebAssembly.Imports): WebAssembly.Imports;
  close(): void;
  /** Makes the random numbers of the next candidate those of every other. */
  reseed(): void;
}

export function createSeal(context: SealContext): Seal {
  let closed = false;
  let seed = 1;

  function stopWhenLate(): void {
    if (context.stopped()) throw new StepEnded('timeout');
  }

  const own: Readonly<Record<string, HostFunction>> = {
    random_get: (address: number, size: number) => {
      const bytes = new Uint8Array(context.memory().buffer, address >>> 0, size >>> 0);
      for (let at = 0; at < bytes.length; at++) {
        seed = (Math.imul(seed, 1_103_515_245) + 12_345) & 0x7fffffff;
        bytes[at] = seed >>> 16;
      }
      return 0;
    },
    _Py_CheckEmscriptenSignals_Helper: () => {
      stopWhenLate();
      return 0;
    },
    fd_write: (file: number, vectors: number, count: number, written: number) => {
      if (file !== 1 && file !== 2) return errno.badFile;
      const view = new DataView(context.memory().buffer);
      let size = 0;
      for (let at = 0; at < count; at++) size += view.getUint32((vectors >>> 0) + at * 8 + 4, true);
      view.setUint32(written >>> 0, size, true);
      return 0;
    },
  };

  /** Answers in place of an import once the wall is closed. */
  function sealed(name: string, open: HostFunction): HostFunction {
    if (allowed.has(name)) return open;
    const through = open as (...values: unknown[]) => unknown;
    if (clocks.has(name)) {
      return (...values: unknown[]) => {
        stopWhenLate();
        return through(...values);
      };
    }
    if (name === 'emscripten_resize_heap')
      return (bytes: number) => (bytes >>> 0 > context.memoryBytes ? 0 : through(bytes));
    if (name === '__syscall_openat')
      return (...values: number[]) =>
        ((values[2] ?? 0) & openForWriting) === 0 ? through(...values) : -errno.denied;
    return refused(name);
  }

  return {
    imports(module, given) {
      const walled: Record<string, Record<string, WebAssembly.ImportValue>> = {};
      for (const { module: group, name, kind } of WebAssembly.Module.imports(module)) {
        const value = given[group]?.[name] as WebAssembly.ImportValue;
        walled[group] ??= {};
        if (kind !== 'function') walled[group][name] = value;
        else walled[group][name] = own[name] ?? walledFunction(name, value as HostFunction);
      }
      return walled;
    },
    close: () => {
      closed = true;
    },
    reseed: () => {
      seed = 1;
    },
  };

  function walledFunction(name: string, open: HostFunction): HostFunction {
    if (allowed.has(name)) return open;
    const shut = sealed(name, open) as (...values: unknown[]) => unknown;
    const through = open as (...values: unknown[]) => unknown;
    return (...values: unknown[]) => (closed ? shut(...values) : through(...values));
  }
}

/** How a refusal looks to the candidate: an error number where there is one, else the end of its step. */
function refused(name: string): HostFunction {
  if (name.startsWith('__syscall_')) return () => -errno.denied;
  if (name.startsWith('fd_')) return () => errno.denied;
  if (name === 'getaddrinfo' || name === 'getnameinfo') return () => nameLookupFailed;
  if (name === '_emscripten_system') return () => -1;
  return () => {
    throw new StepEnded(name === 'exit' || name === 'proc_exit' ? 'crash' : 'denied');
  };
}
