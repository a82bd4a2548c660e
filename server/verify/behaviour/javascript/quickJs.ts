import variant from '@jitl/quickjs-ng-wasmfile-release-sync';
import {
  newQuickJSWASMModuleFromVariant,
  newVariant,
  type QuickJSContext,
  type QuickJSHandle,
  type QuickJSWASMModule,
} from 'quickjs-emscripten-core';
import { toOutcome, toTestOutcome } from '../answers.ts';
import { StepEnded, type Interpreter } from '../runJob.ts';
import { javascriptHarness } from './harness.ts';
import type { ScriptMaker } from './scripts.ts';

export interface QuickJsOptions {
  /** `emscripten-module.wasm`, compiled once per process. */
  readonly module: WebAssembly.Module;
  readonly memoryBytes: number;
  readonly stopped: () => boolean;
  readonly scripts: ScriptMaker;
}

type Method = 'find' | 'call' | 'test' | 'wait';

const pageBytes = 65_536;
const startPages = 256;
/** A job starts at most this many runtimes, the first and one after each step that was cut off. */
const runtimesPerMachine = 4;
const stackBytes = 512 * 1024;
/** Rounds of promise jobs and timers that one call may take; the clock usually ends it before. */
const mostRounds = 20_000;
const jobsPerRound = 1_000;

interface Machine {
  readonly quickJs: QuickJSWASMModule;
  readonly memory: WebAssembly.Memory;
}

interface Candidate {
  define(script: string, entryPoint: string): string | undefined;
  /** The harness's answer, promises and timers waited for. */
  ask(method: Method, argument: string): string;
  dispose(): void;
}

/** JavaScript in QuickJS: a runtime of its own for every candidate, with no function of the host inside. */
export async function startQuickJs(options: QuickJsOptions): Promise<Interpreter> {
  let machine = await newMachine(options);
  let candidate: Candidate | undefined;
  // A runtime that was cut off cannot be freed; its machine serves this job to the end and no other.
  let spent = false;
  let broken = false;

  function guarded<T>(work: () => T): T {
    try {
      return work();
    } catch (error) {
      candidate = undefined;
      spent = true;
      if (error instanceof StepEnded) throw error;
      // The machine itself failed: its own stack ran over, or QuickJS gave up. No runtime of it is usable now.
      broken = true;
      throw new StepEnded(error instanceof RangeError ? 'memory' : 'crash');
    }
  }

  function ask(method: Method, argument: string): string {
    return guarded(() => {
      if (!candidate) throw new StepEnded('crash');
      return candidate.ask(method, argument);
    });
  }

  return {
    beforeJob: options.scripts.prepare,
    define: (job) =>
      guarded(() => {
        if (broken) throw new StepEnded('crash');
        const script = options.scripts.toScript(job);
        if (script === undefined) return 'SyntaxError';
        candidate = startCandidate(machine.quickJs, options);
        return candidate.define(script, job.entryPoint);
      }),
    call: (argumentList) => toOutcome(ask('call', argumentList)),
    test: (source) => toTestOutcome(ask('test', source)),
    async afterJob() {
      try {
        candidate?.dispose();
      } catch {
        spent = true;
      }
      candidate = undefined;
      if (!spent && machine.memory.buffer.byteLength <= 4 * startPages * pageBytes) return;
      machine = await newMachine(options);
      spent = broken = false;
    },
  };
}

async function newMachine({ module, memoryBytes }: QuickJsOptions): Promise<Machine> {
  const maximum = Math.ceil(memoryBytes / pageBytes);
  const memory = new WebAssembly.Memory({ initial: startPages, maximum });
  const sized = newVariant(variant, { wasmModule: module, wasmMemory: memory });
  return { quickJs: await newQuickJSWASMModuleFromVariant(sized), memory };
}

function startCandidate(quickJs: QuickJSWASMModule, options: QuickJsOptions): Candidate {
  const runtime = quickJs.newRuntime();
  runtime.setMemoryLimit(options.memoryBytes / runtimesPerMachine);
  runtime.setMaxStackSize(stackBytes);
  runtime.setInterruptHandler(options.stopped);
  const context = runtime.newContext();
  const harness = valueOf(context, context.evalCode(javascriptHarness, 'harness.js'), options);
  if (typeof harness === 'string')
    throw new Error(`the JavaScript harness does not start: ${harness}`);

  function once(method: Method, argument: string): string {
    const callable = context.getProp(harness as QuickJSHandle, method);
    const text = context.newString(argument);
    const called = context.callFunction(callable, context.undefined, text);
    callable.dispose();
    text.dispose();
    const result = valueOf(context, called, options);
    if (typeof result === 'string') return result;
    const answer = context.getString(result);
    result.dispose();
    return answer;
  }

  function runJobs(): string | undefined {
    const jobs = runtime.executePendingJobs(jobsPerRound);
    const failure = jobs.error && className(context, jobs.error);
    jobs.error?.dispose();
    if (options.stopped()) throw new StepEnded('timeout');
    return failure;
  }

  return {
    define(script, entryPoint) {
      const value = valueOf(
        context,
        context.evalCode(script, 'candidate.js', { strict: false }),
        options,
      );
      if (typeof value === 'string') return value.slice(1);
      value.dispose();
      runJobs();
      const found = once('find', entryPoint);
      return found === 'v' ? undefined : found.slice(1);
    },
    ask(method, argument) {
      let answer = once(method, argument);
      for (let round = 0; answer === 'p' && round < mostRounds; round++) {
        runJobs();
        answer = once('wait', '');
      }
      return answer === 'p' ? 'ePending' : answer;
    },
    dispose() {
      (harness as QuickJSHandle).dispose();
      context.dispose();
      runtime.dispose();
    },
  };
}

type EvalResult = ReturnType<QuickJSContext['evalCode']>;

/** The value's handle, or `e` and the class of what was thrown. */
function valueOf(
  context: QuickJSContext,
  result: EvalResult,
  options: QuickJsOptions,
): QuickJSHandle | string {
  if (!result.error) return result.value;
  const type = className(context, result.error);
  result.error.dispose();
  if (options.stopped()) throw new StepEnded('timeout');
  return `e${type}`;
}

function className(context: QuickJSContext, error: QuickJSHandle): string {
  if (context.typeof(error) !== 'object') return 'thrown';
  const name = context.getProp(error, 'name');
  const text = context.typeof(name) === 'string' ? context.getString(name) : 'object';
  name.dispose();
  return text.slice(0, 60);
}
