import { toOutcome, toTestOutcome } from '../answers.ts';
import { StepEnded, type Interpreter } from '../runJob.ts';
import { harnessFunctions, pythonHarness, pythonPurge } from './harness.ts';
import { createSeal, type Seal } from './imports.ts';

/** What the thread needs of Pyodide's package, read by the sandbox process. */
export interface PythonFiles {
  /** `pyodide.asm.wasm`, compiled once per process. */
  readonly module: WebAssembly.Module;
  readonly standardLibrary: Uint8Array;
  /** Text of a lock file that lists no packages. */
  readonly lock: string;
  /** File URLs of `pyodide.mjs` and `pyodide.asm.mjs`. */
  readonly loaderUrl: string;
  readonly glueUrl: string;
}

export interface PythonOptions {
  readonly files: PythonFiles;
  /** A snapshot of an earlier start of the same files, which saves nine tenths of the time. */
  readonly snapshot?: Uint8Array;
  readonly memoryBytes: number;
  readonly stopped: () => boolean;
}

export interface SealedPython extends Interpreter {
  /** For the next start; present when this one began without. */
  readonly snapshot?: Uint8Array;
}

/** The parts of Pyodide's and Emscripten's inner interface that are used here. */
interface Pyodide {
  readonly _module: PythonModule;
  makeMemorySnapshot(): Uint8Array;
}

interface PythonModule {
  readonly HEAPU8: Uint8Array;
  readonly FS: { streams: unknown[] };
  _malloc(bytes: number): number;
  _free(address: number): void;
  _sbrk(bytes: number): number;
  _PyRun_SimpleString(text: number): number;
  _PyImport_AddModule(name: number): number;
  _PyObject_GetAttrString(object: number, name: number): number;
  _PyObject_DelAttrString(object: number, name: number): number;
  _PyObject_CallOneArg(callable: number, argument: number): number;
  _PyUnicode_FromStringAndSize(text: number, bytes: number): number;
  _PyUnicode_AsUTF8AndSize(object: number, size: number): number;
}

type LoadPyodide = (options: Record<string, unknown>) => Promise<Pyodide>;

const encoder = new TextEncoder();
const decoder = new TextDecoder();

/**
 * Starts CPython in this thread and closes the wall around it. Between candidates its whole memory is put back to
 * what it was after the start, so nothing that a candidate changed outlives it.
 */
export async function startSealedPython(options: PythonOptions): Promise<SealedPython> {
  let instance: WebAssembly.Instance | undefined;
  const seal = createSeal({
    memory: () => instance?.exports['memory'] as WebAssembly.Memory,
    memoryBytes: options.memoryBytes,
    stopped: options.stopped,
  });
  hideHost(options.files);
  const pyodide = await loadPyodide(options, seal, (made) => (instance = made));
  const python = pyodide._module;
  if (!options.snapshot) runScript(python, pythonHarness);
  const snapshot = options.snapshot ? undefined : pyodide.makeMemorySnapshot();
  runScript(python, pythonPurge);
  const [define, call, test] = takeFunctions(python);
  const stack = instance?.exports['__stack_pointer'] as WebAssembly.Global;
  const reset = createReset(python, stack);
  seal.close();

  function ask(callable: number, question: string): string {
    try {
      return callPython(python, callable, question);
    } catch (error) {
      if (error instanceof StepEnded) throw error;
      // The engine's own stack is smaller than what Python believes to have.
      throw new StepEnded(error instanceof RangeError ? 'memory' : 'crash');
    }
  }

  return {
    ...(snapshot && { snapshot }),
    define({ entryPoint, program }) {
      reset();
      seal.reseed();
      const answer = ask(define, `${entryPoint}\n${program}`);
      return answer === 'v' ? undefined : answer.slice(1);
    },
    call: (argumentList) => toOutcome(ask(call, argumentList)),
    test: (source) => toTestOutcome(ask(test, source)),
  };
}

/**
 * Takes Node away from this thread's global scope and poses as a bare JavaScript shell, so that Pyodide loads
 * none of its code for Node and holds no handle of it.
 */
function hideHost(files: PythonFiles): void {
  const scope = globalThis as unknown as Record<string, unknown>;
  for (const name of ['process', 'require', 'fetch', 'WebSocket', 'EventSource', 'navigator'])
    Reflect.deleteProperty(scope, name);
  scope['load'] = () => undefined;
  scope['read'] = () => '';
  scope['readbuffer'] = (path: string) => {
    if (!path.endsWith('.zip')) return new ArrayBuffer(0);
    const { buffer, byteOffset, byteLength } = files.standardLibrary;
    return buffer.slice(byteOffset, byteOffset + byteLength);
  };
}

async function loadPyodide(
  options: PythonOptions,
  seal: Seal,
  onInstance: (instance: WebAssembly.Instance) => void,
): Promise<Pyodide> {
  const { module, loaderUrl, glueUrl, lock } = options.files;
  const instantiate = WebAssembly.instantiate.bind(WebAssembly) as (
    source: unknown,
    imports?: WebAssembly.Imports,
  ) => Promise<unknown>;
  Object.assign(WebAssembly, {
    async instantiate(source: unknown, imports?: WebAssembly.Imports) {
      // Pyodide itself is asked for by the empty file above; the rest are small parts of its start.
      const empty = source instanceof Uint8Array && source.length === 0;
      if (!empty || !imports) return await instantiate(source, imports);
      const instance = await WebAssembly.instantiate(module, seal.imports(module, imports));
      onInstance(instance);
      return { module, instance };
    },
  });
  const loader = (await import(loaderUrl)) as { loadPyodide: LoadPyodide };
  const glue = (await import(glueUrl)) as { default: unknown };
  return await loader.loadPyodide({
    indexURL: '/pyodide/',
    createPyodideModule: glue.default,
    lockFileContents: lock,
    jsglobals: Object.create(null) as object,
    stdin: () => null,
    stdout: () => undefined,
    stderr: () => undefined,
    env: { HOME: '/home', PYTHONHASHSEED: '0' },
    ...(options.snapshot ? { _loadSnapshot: options.snapshot } : { _makeSnapshot: true }),
  });
}

function runScript(python: PythonModule, script: string): void {
  if (python._PyRun_SimpleString(text(python, script)) !== 0)
    throw new Error('the Python harness does not start');
}

/** Addresses of the harness's functions, which no name in the interpreter leads to afterwards. */
function takeFunctions(python: PythonModule): readonly [number, number, number] {
  const main = python._PyImport_AddModule(text(python, '__main__'));
  const [define, call, test] = harnessFunctions.map((name) => {
    const address = python._PyObject_GetAttrString(main, text(python, name));
    if (address === 0) throw new Error(`the Python harness lacks ${name}`);
    python._PyObject_DelAttrString(main, text(python, name));
    return address;
  });
  return [define ?? 0, call ?? 0, test ?? 0];
}

/** Puts the interpreter back to the moment when this was called. */
function createReset(python: PythonModule, stack: WebAssembly.Global): () => void {
  const top = python._sbrk(0);
  const image = python.HEAPU8.slice(0, top);
  const stackPointer = stack.value as number;
  const streams = [...python.FS.streams];
  return () => {
    const reached = python._sbrk(0);
    const memory = python.HEAPU8;
    memory.set(image);
    if (reached !== top) memory.fill(0, top, reached > top ? reached : memory.length);
    stack.value = stackPointer;
    python.FS.streams = [...streams];
  };
}

function callPython(python: PythonModule, callable: number, question: string): string {
  const bytes = encoder.encode(question);
  const address = python._malloc(bytes.length + 8);
  if (address === 0) throw new StepEnded('memory');
  python.HEAPU8.set(bytes, address);
  const argument = python._PyUnicode_FromStringAndSize(address, bytes.length);
  const answer = argument && python._PyObject_CallOneArg(callable, argument);
  const start = answer && python._PyUnicode_AsUTF8AndSize(answer, address);
  if (!start) throw new StepEnded('memory');
  const memory = python.HEAPU8;
  const size = new DataView(memory.buffer).getUint32(address, true);
  const reply = decoder.decode(memory.slice(start, start + size));
  python._free(address);
  return reply;
}

/** A zero-terminated copy of a text in the interpreter's memory. */
function text(python: PythonModule, value: string): number {
  const bytes = encoder.encode(value);
  const address = python._malloc(bytes.length + 1);
  python.HEAPU8.set(bytes, address);
  python.HEAPU8[address + bytes.length] = 0;
  return address;
}
