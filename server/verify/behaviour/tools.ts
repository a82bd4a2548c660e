import * as l10n from '@vscode/l10n';
import type {
  BehaviourCapabilities,
  BehaviourLimits,
  CandidateRun,
  CandidateTests,
} from '../../../protocol/behaviour.ts';
import type { Log } from '../../log.ts';
import type { CheckerHandlers } from '../messages.ts';
import { unlessAborted } from './abort.ts';
import { pyodideFolder, readJavascriptFiles, readPythonFiles } from './files.ts';
import { createInterpreterThread, type InterpreterThread } from './interpreterThread.ts';
import { defaultLimits, type Ending, type Job, type JobReport, type StepOutcome } from './job.ts';

export type BehaviourMethod = 'behaviour/capabilities' | 'behaviour/run' | 'behaviour/tests';

const memoryBytes = 256 * 1024 * 1024;
const processBytes = 1_536 * 1024 * 1024;

type Runtime = 'python' | 'javascript';

const runtimeOf: Readonly<Record<string, Runtime>> = {
  python: 'python',
  javascript: 'javascript',
  javascriptreact: 'javascript',
  typescript: 'javascript',
  typescriptreact: 'javascript',
};

interface Batch {
  readonly kind: Job['kind'];
  readonly languageId: string;
  readonly programs: readonly string[];
  readonly entryPoint: string;
  readonly steps: readonly string[];
  readonly limits?: Partial<BehaviourLimits>;
}

/** The sandbox's answers: candidates run one after the other, each in an interpreter that remembers none before it. */
export function behaviourTools(log: Log): Pick<CheckerHandlers, BehaviourMethod> {
  const threads: Readonly<Record<Runtime, InterpreterThread>> = {
    python: createInterpreterThread({
      entry: new URL('sandboxPython.mjs', import.meta.url),
      readFiles: readPythonFiles,
      memoryBytes,
      processBytes,
      log,
    }),
    javascript: createInterpreterThread({
      entry: new URL('sandboxJavascript.mjs', import.meta.url),
      readFiles: readJavascriptFiles,
      memoryBytes,
      processBytes,
      log,
    }),
  };
  // One batch at a time: a step's CPU time is measured as the whole process's.
  let last: Promise<unknown> = Promise.resolve();

  function inTurn<T>(signal: AbortSignal, work: () => Promise<T>): Promise<T> {
    const result = last.then(() => {
      signal.throwIfAborted();
      return work();
    });
    last = result.catch(() => undefined);
    // One that is cancelled while it waits need not wait for its turn to say so.
    return unlessAborted(result, signal);
  }

  async function runBatch(batch: Batch, signal: AbortSignal): Promise<readonly JobReport[]> {
    const runtime = runtimeOf[batch.languageId];
    const reason = whyNot(batch.languageId);
    if (runtime === undefined || reason !== undefined) throw new Error(reason);
    if (!identifier.test(batch.entryPoint))
      throw new Error(`“${batch.entryPoint}” is not the name of a function`);
    const limits = { ...defaultLimits, ...batch.limits };
    const reports: JobReport[] = [];
    for (const program of batch.programs) {
      const skipped = hopelessSteps(reports, batch.programs.length);
      reports.push(await threads[runtime].run({ ...batch, program, skipped }, limits, signal));
    }
    return reports;
  }

  return {
    async 'behaviour/capabilities'({ languageId, warm }, signal): Promise<BehaviourCapabilities> {
      const reason = whyNot(languageId);
      const runtime = runtimeOf[languageId];
      if (reason !== undefined || runtime === undefined) return { runs: false, reason };
      if (warm) await inTurn(signal, () => threads[runtime].warm());
      return { runs: true };
    },
    async 'behaviour/run'({ inputs, ...rest }, signal) {
      const batch: Batch = { ...rest, kind: 'run', steps: inputs };
      const candidates = await inTurn(signal, () => runBatch(batch, signal));
      return { candidates: candidates as readonly CandidateRun[] };
    },
    async 'behaviour/tests'({ tests, ...rest }, signal) {
      const batch: Batch = { ...rest, kind: 'tests', steps: tests };
      const candidates = await inTurn(signal, () => runBatch(batch, signal));
      return { candidates: candidates as readonly CandidateTests[] };
    },
  };
}

/** Fewer than this many candidates show nothing about a step. */
const fewestLate = 3;

/**
 * Steps that are too much for everybody, such as a large number given to a slow recursion: at least half of all
 * candidates ran out of time on them, none finished them. A candidate that finishes nothing at all shows nothing.
 */
function hopelessSteps(
  reports: readonly JobReport[],
  candidates: number,
): ReadonlyMap<number, Ending> {
  const ends = reports
    .map((report) => (report.usable ? report.outcomes.map(endOf) : []))
    .filter((each) => each.includes('finished'));
  const hopeless = new Map<number, Ending>();
  for (const step of ends[0]?.keys() ?? []) {
    const here = ends.map((each) => each[step]);
    const late = here.filter((end) => end === 'timeout').length;
    if (late >= Math.max(fewestLate, candidates / 2) && !here.includes('finished'))
      hopeless.set(step, 'timeout');
  }
  return hopeless;
}

function endOf(outcome: StepOutcome | undefined): 'timeout' | 'finished' | 'failed' {
  const kind = typeof outcome === 'object' ? outcome.kind : outcome;
  if (kind === 'timeout') return kind;
  return kind === 'value' || kind === 'passed' || kind === 'failed' ? 'finished' : 'failed';
}

const identifier = /^[\p{ID_Start}_$][\p{ID_Continue}$]*$/u;

/** Why candidates in a language cannot run here; undefined when they can. */
function whyNot(languageId: string): string | undefined {
  const runtime = runtimeOf[languageId];
  if (runtime === undefined)
    return languageId === ''
      ? l10n.t(
          'Candidates in an unknown language cannot be run here; only Python, JavaScript and TypeScript can.',
        )
      : l10n.t(
          'Candidates in {0} cannot be run here; only Python, JavaScript and TypeScript can.',
          languageId,
        );
  if (runtime === 'python' && pyodideFolder() === undefined)
    return l10n.t('This installation cannot run Python: it was packaged without Pyodide.');
  return undefined;
}
