import { realpathSync } from 'node:fs';
import path from 'node:path';
import * as l10n from '@vscode/l10n';
import type {
  BehaviourRun,
  BehaviourTests,
  CandidateRun,
  CandidateTests,
} from '../../../protocol/behaviour.ts';
import type { CheckerCalls, CheckerMethod } from '../../../protocol/checker.ts';
import { failed, ok, type Result } from '../../../protocol/result.ts';
import type { ExactTools } from '../../core/tools.ts';
import type { Log } from '../../log.ts';
import { createCheckerClient, type CheckerClient } from '../client.ts';
import { defaultLimits, endingNames } from './job.ts';

export interface SandboxClientOptions {
  /** Path of the sandbox's entry file. */
  readonly entry: string;
  readonly log: Log;
  /** False in Restricted Mode: then no candidate runs. */
  readonly mayRun: boolean;
  /** File with translations of what the process says; absent means English. */
  readonly l10nBundle?: string;
}

function restricted(): string {
  return l10n.t(
    'Candidate code is not run in Restricted Mode; trust this folder to compare answers by what they do.',
  );
}

// An interpreter's start, on a machine that is busy with models.
const startMs = 180_000;
/** What a candidate may take on the wall clock, given its CPU time; see `interpreterThread.ts`. */
const wallFactor = 12;

/** The sandbox process behind the same calls as the checker; it is started on first use and replaced when killed. */
export function createSandboxClient(options: SandboxClientOptions): CheckerClient {
  const client = createCheckerClient({
    entry: options.entry,
    name: 'sandbox',
    log: options.log,
    deadlineMs: (_method, params) => deadlineFor(params as Partial<BehaviourRun>),
    execArgv: [
      '--max-old-space-size=512',
      '--disallow-code-generation-from-strings',
      ...permissionFlags(options.entry, options.l10nBundle),
    ],
    env: bareEnvironment(),
    l10nBundle: options.l10nBundle,
  });
  return { ...client, call: (method, params, signal) => guardedCall(method, params, signal) };

  async function guardedCall<M extends CheckerMethod>(
    method: M,
    params: CheckerCalls[M]['params'],
    signal: AbortSignal,
  ): Promise<Result<CheckerCalls[M]['result']>> {
    type Answer = Result<CheckerCalls[M]['result']>;
    signal.throwIfAborted();
    if (!options.mayRun) {
      if (method === 'behaviour/capabilities')
        return ok({ runs: false, reason: restricted() }) as Answer;
      return failed('unsupported', restricted());
    }
    const answer = await client.call(method, params, signal);
    if (answer.ok) return answer;
    if (method !== 'behaviour/run' && method !== 'behaviour/tests') return answer;
    // Where the interpreter does not even start, candidates on their own would fare no better.
    const { languageId } = params as BehaviourRun;
    const start = await client.call('behaviour/capabilities', { languageId, warm: true }, signal);
    if (!start.ok || !start.value.runs) return answer;
    return (await oneByOne(method, params as BehaviourRun & BehaviourTests, signal)) as Answer;
  }

  /** A batch that took the process with it is tried again, each candidate alone, so that the others still count. */
  async function oneByOne(
    method: 'behaviour/run' | 'behaviour/tests',
    params: BehaviourRun & BehaviourTests,
    signal: AbortSignal,
  ): Promise<Result<{ candidates: readonly (CandidateRun | CandidateTests)[] }>> {
    const candidates: (CandidateRun | CandidateTests)[] = [];
    for (const program of params.programs) {
      const alone = await client.call(method, { ...params, programs: [program] }, signal);
      const [candidate] = alone.ok ? alone.value.candidates : [];
      candidates.push(candidate ?? { usable: false, error: endingNames.crash });
    }
    return ok({ candidates });
  }
}

/** Sends questions about behaviour to the sandbox and all others to the checker. */
export function routeTools(checker: ExactTools, sandbox: ExactTools): ExactTools {
  return {
    call: (method, params, signal) =>
      (method.startsWith('behaviour/') ? sandbox : checker).call(method, params, signal),
  };
}

function deadlineFor({ programs = [], limits }: Partial<BehaviourRun>): number {
  const { loadMs, candidateMs } = { ...defaultLimits, ...limits };
  return startMs + programs.length * wallFactor * (loadMs + candidateMs);
}

/** Only what Node and Electron need to start: no secret of the user's shell is in the sandbox's reach. */
function bareEnvironment(): Record<string, string | undefined> {
  const { ELECTRON_RUN_AS_NODE, SystemRoot } = process.env;
  return {
    ...(ELECTRON_RUN_AS_NODE !== undefined && { ELECTRON_RUN_AS_NODE }),
    ...(SystemRoot !== undefined && { SystemRoot }),
  };
}

/**
 * Node's permission model, where this Node has it: the process may read its own bundles and translations and start
 * threads, and can neither write, nor read anything else, nor start a program. A second wall; the first is
 * WebAssembly's imports.
 */
function permissionFlags(entry: string, l10nBundle: string | undefined): readonly string[] {
  // Electron's Node refuses flags that it does not know by not starting at all.
  if (process.versions['electron'] !== undefined) return [];
  const known = process.allowedNodeEnvironmentFlags;
  const flag = ['--permission', '--experimental-permission'].find((name) => known.has(name));
  if (flag === undefined) return [];
  const folder = realpathSync(path.dirname(entry));
  const readable = [path.join(folder, '*'), ...(l10nBundle === undefined ? [] : [l10nBundle])];
  return [
    flag,
    ...readable.map((file) => `--allow-fs-read=${file}`),
    '--allow-worker',
    '--no-warnings',
  ];
}
