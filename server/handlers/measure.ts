import path from 'node:path';
import * as l10n from '@vscode/l10n';
import type { HostAccess, HostAccessParams } from '../../protocol/httpMembers.ts';
import {
  parseMeasuredRun,
  type MeasuredSuite,
  type MeasureList,
  type MeasureReport,
  type MeasureReportParams,
  type MeasureRunParams,
  type MeasuredRun,
} from '../../protocol/measure.ts';
import { failed, ok, type Result } from '../../protocol/result.ts';
import type { EidolonSettings } from '../../protocol/settings.ts';
import { page } from '../bench/report/page.ts';
import { suiteNames, suiteSizes } from '../bench/suites/suite.ts';
import type { Log } from '../log.ts';
import { comparisonBody, comparisonTitle } from '../measure/compareRuns.ts';
import { createRunHistory, type Listed } from '../measure/history.ts';
import type { MeasureCommand, MeasureEvent } from '../measure/messages.ts';
import { forkChild } from '../pool/childProcess.ts';

export interface MeasureDeps {
  /** Entry of the measuring process. */
  readonly entry: string;
  /** Folder of the user's models and records. */
  readonly storageDirectory: string;
  readonly settings: Partial<EidolonSettings>;
  readonly mayRunCode: boolean;
  /** File with translations of what the process says; absent means English. */
  readonly l10nBundle?: string;
  /** Asks for consent and key of a server on which a member lives. */
  readonly askHostAccess: (params: HostAccessParams) => Promise<HostAccess>;
  /** Ids of the members of the pool, as far as they are known. */
  readonly members: () => readonly string[];
  readonly log: Log;
}

/** Measurements as an editor asks for them: one at a time, each in a process of its own. */
export interface Measuring {
  list(): Promise<MeasureList>;
  run(
    params: MeasureRunParams,
    onProgress: (message: string, percentage: number) => void,
    signal: AbortSignal,
  ): Promise<Result<MeasuredRun>>;
  report(params: MeasureReportParams): Promise<Result<MeasureReport>>;
  remove(id: string): Promise<void>;
}

/** With the nano pool alone, on a quiet machine with two processors: seconds for an item with every system. */
const referenceSecondsPerItem = 0.7;

/** Milliseconds in which a cancelled process must have left off. */
const graceMs = 5_000;

export function createMeasuring(deps: MeasureDeps): Measuring {
  const folder = path.join(deps.storageDirectory, 'measurements');
  const history = createRunHistory(folder);
  let running = false;

  return {
    async list() {
      const [listed, stopped] = await Promise.all([history.list(), history.stopped()]);
      const nanoOnly = deps.members().every((id) => id.startsWith('nano:'));
      return {
        suites: suiteNames.map((name) => ({
          ...{ name, items: suiteSizes[name] },
          ...paceOf(name, listed, nanoOnly),
        })),
        runs: listed.map(({ run }) => run),
        ...(stopped && { stopped }),
      };
    },
    async run(params, onProgress, signal) {
      if (running)
        return failed(
          'unsupported',
          l10n.t('A measurement is running already; stop that one first.'),
        );
      running = true;
      try {
        return await inOwnProcess({ ...deps, folder, params, onProgress }, signal);
      } finally {
        running = false;
      }
    },
    async report({ id, against }) {
      const read = await history.read(id);
      if (!read.ok) return read;
      const { stored, body } = read.value;
      if (against === undefined) {
        const title = `Eidolon bench: ${stored.result.suite}`;
        const json = `${JSON.stringify(stored.result, null, 1)}\n`;
        return ok({ title, body, page: page(title, body), json });
      }
      const other = await history.read(against);
      if (!other.ok) return other;
      const title = comparisonTitle(stored, other.value.stored);
      const compared = comparisonBody(stored, other.value.stored);
      return ok({ title, body: compared, page: page(title, compared) });
    },
    remove: (id) => history.remove(id),
  };
}

/** A suite measured before on this machine tells its pace; otherwise the nano pool's is known from elsewhere. */
function paceOf(
  suite: string,
  listed: readonly Listed[],
  nanoOnly: boolean,
): Pick<MeasuredSuite, 'secondsPerItem' | 'paceKnown'> {
  const before = listed.find((each) => each.run.suite === suite && each.secondsPerItem);
  if (before?.secondsPerItem !== undefined)
    return { secondsPerItem: before.secondsPerItem, paceKnown: true };
  return nanoOnly ? { secondsPerItem: referenceSecondsPerItem, paceKnown: false } : {};
}

interface OwnProcess extends MeasureDeps {
  readonly folder: string;
  readonly params: MeasureRunParams;
  readonly onProgress: (message: string, percentage: number) => void;
}

type AccessQuestion = Extract<MeasureEvent, { kind: 'access' }>;

/** Rejects with the signal's reason once the process has left off, or was ended because it did not. */
function inOwnProcess(
  { entry, folder, params, settings, mayRunCode, l10nBundle, ...deps }: OwnProcess,
  signal: AbortSignal,
): Promise<Result<MeasuredRun>> {
  const { onProgress, askHostAccess, log } = deps;
  signal.throwIfAborted();
  return new Promise((resolve, reject) => {
    const child = forkChild(entry);
    const tell = (command: MeasureCommand): void => child.send(command);
    const answerAccess = async ({ id, params }: AccessQuestion): Promise<void> => {
      const access = await askHostAccess(params).catch((): HostAccess => ({ allowed: false }));
      tell({ kind: 'access', id, access });
    };
    let last: MeasureEvent | undefined;
    let grace: NodeJS.Timeout | undefined;
    const cancel = (): void => {
      tell({ kind: 'cancel' });
      grace = setTimeout(() => child.kill(), graceMs);
    };
    signal.addEventListener('abort', cancel, { once: true });
    child.listen({
      message(value) {
        const event = value as MeasureEvent;
        if (event.kind === 'progress') onProgress(event.message, event.percentage);
        else if (event.kind === 'log') log.info(`measuring: ${event.line}`);
        else if (event.kind === 'access') void answerAccess(event);
        else last = event;
      },
      exit({ lastLines }) {
        clearTimeout(grace);
        signal.removeEventListener('abort', cancel);
        if (signal.aborted) reject(signal.reason as Error);
        else resolve(outcomeOf(last, lastLines));
      },
    });
    tell({ kind: 'run', params, folder, settings, mayRunCode, l10nBundle });
  });
}

function outcomeOf(last: MeasureEvent | undefined, lastLines: string): Result<MeasuredRun> {
  if (last?.kind === 'broken')
    return failed(
      'workerCrashed',
      l10n.t(
        'The measurement failed: {0} What was measured is kept; the next one goes on.',
        last.message,
      ),
      last.detail,
    );
  if (last?.kind !== 'ended')
    return failed(
      'workerCrashed',
      l10n.t(
        'The measuring process ended by itself; what was measured is kept, and the next measurement goes on.',
      ),
      lastLines,
    );
  if (!last.result.ok) return last.result;
  const run = parseMeasuredRun(last.result.value);
  return run
    ? ok(run)
    : failed('workerCrashed', l10n.t('The measurement’s result cannot be read.'));
}
