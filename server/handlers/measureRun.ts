import path from 'node:path';
import * as l10n from '@vscode/l10n';
import type { MeasuredRun, MeasureRunParams } from '../../protocol/measure.ts';
import { failed, ok, type Result } from '../../protocol/result.ts';
import type { BenchItem } from '../bench/item.ts';
import { parseItems } from '../bench/parseItems.ts';
import { reportBody } from '../bench/report/html.ts';
import { benchResult, type BenchResult, type SystemResult } from '../bench/result.ts';
import { readPeople } from '../bench/suites/people.ts';
import { hashOf, suiteItems, suiteNames } from '../bench/suites/suite.ts';
import { mustStay } from '../bench/item.ts';
import type { BenchSystem } from '../bench/systems.ts';
import type { BenchRow } from '../core/evaluation/benchRow.ts';
import type { Log } from '../log.ts';
import { createRunHistory, type StoredRun } from '../measure/history.ts';
import { readBuiltInCatalog, readUserCatalog } from '../models/catalog.ts';
import { isDiskFull } from '../models/diskSpace.ts';
import { readRemoteModels } from '../models/remoteModels.ts';
import { defaultStorageDirectory, installationPaths, packageVersion } from '../paths.ts';
import type { Services } from '../services.ts';
import { domainByRouter, poolSystems, usualStrategies } from './benchSystems.ts';
import {
  MemberOutOfReach,
  runBench,
  type BenchPool,
  type BenchProgress,
  type BenchRun,
} from './benchRun.ts';

/** The seed of every measurement, so that two of them have the same items. */
const seed = 1;

export interface MeasureJob {
  readonly params: MeasureRunParams;
  /** Folder of the measurements. */
  readonly folder: string;
  readonly pool: BenchPool;
}

export interface MeasureDeps {
  readonly log: Log;
  /** One sentence and percent. */
  readonly onProgress: (message: string, percentage: number) => void;
  /** Milliseconds on a monotonic clock, and the time of day. */
  readonly now: () => number;
  readonly date: () => Date;
}

/**
 * Measures a pool, keeps the run and answers it. Rows that an earlier, stopped run of the same items, version and models
 * left behind are not measured again. Rejects when the signal aborts; what was measured until then is kept.
 */
export async function measurePool(
  job: MeasureJob,
  deps: MeasureDeps,
  signal: AbortSignal,
): Promise<Result<MeasuredRun>> {
  const { params, pool } = job;
  const all = itemsOf(params);
  if (!all.ok) return all;
  const items = all.value.slice(0, params.items);
  if (items.length === 0) return failed('badInput', l10n.t('“{0}” holds no items.', params.suite));
  const digest = hashOf(JSON.stringify(all.value));
  const history = createRunHistory(job.folder);
  const key = hashOf(JSON.stringify([digest, packageVersion(), await fingerprint(pool)])).slice(
    0,
    24,
  );
  const rows = await history.openRows(key, items.length);
  const follow = followProgress(deps);
  try {
    const run = await runBench(
      {
        ...{
          suite: params.suite,
          seed,
          items,
          digest,
          pool,
          rowsFile: rows.file,
          resume: rows.resume,
        },
        measuresMemory: params.memory,
        systems: systemsOf,
      },
      { log: deps.log, onProgress: follow.show },
      signal,
    );
    const stored = await storedRun(run, {
      ...{ items, key, deps },
      wanted: params.items,
      seconds: follow.seconds(),
    });
    deps.onProgress(l10n.t('drawing the report'), 100);
    await history.add(stored, await reportBody(stored.result));
    await history.closeRows(key);
    await history.setStopped(undefined);
    return ok(stored.run);
  } catch (error) {
    const last = follow.last();
    // A suite of the user's own is not kept, so going on with it needs its file again.
    if (signal.aborted && last && params.text === undefined)
      await history.setStopped({ suite: params.suite, items: params.items, ...last });
    if (error instanceof MemberOutOfReach) return { ok: false, failure: error.failure };
    if (error instanceof NothingToMeasure) return failed('poolUnavailable', error.message);
    if (!signal.aborted && isDiskFull(error))
      return failed(
        'diskFull',
        l10n.t(
          'The disk of {0} is full; what was measured is kept, so free some space and measure again.',
          job.folder,
        ),
        String(error),
      );
    throw error;
  }
}

function itemsOf({ suite, text }: MeasureRunParams): Result<readonly BenchItem[]> {
  if (text !== undefined) {
    const parsed = parseItems(text, domainByRouter());
    return parsed.ok
      ? parsed
      : failed(parsed.failure.kind, l10n.t('“{0}”: {1}', suite, parsed.failure.message));
  }
  const shipped = suiteNames.find((name) => name === suite);
  return shipped === undefined
    ? failed('badInput', l10n.t('There is no suite “{0}”: {1}.', suite, suiteNames.join(', ')))
    : ok(suiteItems(shipped, seed, readPeople()));
}

/** Whatever decides how the pool answers: rows of another one must not count for this one. */
async function fingerprint({ settings }: BenchPool): Promise<unknown> {
  const userModels = settings.modelsDirectory || path.join(defaultStorageDirectory(), 'models');
  const catalogs = await Promise.all([
    readBuiltInCatalog(installationPaths().modelsDir),
    readUserCatalog(userModels),
  ]);
  return [
    catalogs.map((catalog) =>
      catalog.ok ? catalog.value.map(({ id, sha256, base }) => [id, sha256, base]) : [],
    ),
    [...(settings.httpMembers ?? []), ...(await readRemoteModels(userModels)).members],
    settings.ensembles ?? {},
    settings.threads ?? 0,
  ];
}

class NothingToMeasure extends Error {}

/** The members, the usual ensembles, and those of the user's own that can be read. */
async function systemsOf(services: Services): Promise<readonly BenchSystem[]> {
  const strategies: Record<string, unknown> = Object.fromEntries(
    usualStrategies.map((name) => [name, name]),
  );
  for (const name of Object.keys(services.ensembles)) {
    const alone = await poolSystems({ alone: ['none'], strategies: { [name]: name } }, services);
    if (alone.ok) strategies[name] = name;
  }
  const systems = await poolSystems({ strategies }, services);
  if (systems.ok) return systems.value;
  throw new NothingToMeasure(systems.failure.message);
}

interface Made {
  readonly items: readonly BenchItem[];
  readonly key: string;
  readonly deps: MeasureDeps;
  readonly wanted: number;
  /** Seconds for each answer that was measured now. */
  readonly seconds: number | undefined;
}

async function storedRun(
  { systems, kept }: BenchRun,
  { items, key, deps, wanted, seconds }: Made,
): Promise<StoredRun> {
  const result = benchResult(items, systems, kept);
  const finishedAt = deps.date().toISOString();
  const id = `${finishedAt.replace(/\.\d+Z$/u, 'Z').replaceAll(/[:-]/gu, '')}-${key.slice(0, 8)}`;
  const wantedIds = new Set(items.map((item) => item.id));
  const rows = kept.rows.filter(({ item }) => wantedIds.has(item));
  return {
    run: {
      ...{ id, finishedAt, suite: result.suite, items: items.length },
      systems: figuresOf(result),
    },
    ...{ key, wanted, result },
    ...(seconds !== undefined && { secondsPerItem: (seconds * rows.length) / items.length }),
    facts: items.map((item) => ({
      id: item.id,
      domain: item.domain,
      source: item.source,
      mustStay: mustStay(item),
    })),
    scores: scoresOf(rows),
  };
}

function figuresOf(result: BenchResult): MeasuredRun['systems'] {
  return result.systems
    .filter(({ n, cost }) => n > 0 && cost !== undefined)
    .map(({ name, role, accuracy: { macro }, cost }: SystemResult) => ({
      ...{ name, role },
      accuracy: { value: macro.value, low: macro.low, high: macro.high },
      ...(cost && { medianMs: cost.medianMs }),
      ...(cost?.tokensPerSecond !== undefined && { tokensPerSecond: cost.tokensPerSecond }),
    }));
}

function scoresOf(rows: readonly BenchRow[]): StoredRun['scores'] {
  const scores: Record<string, Record<string, number>> = {};
  for (const { system, item, score } of rows) (scores[system] ??= {})[item] = score;
  return scores;
}

interface Follower {
  readonly show: (progress: BenchProgress) => void;
  /** Seconds for each answer; undefined before there is one. */
  readonly seconds: () => number | undefined;
  readonly last: () => { readonly done: number; readonly of: number } | undefined;
}

/** Answers come first; the memory of each system takes the rest of the bar. */
const shareOfAnswers = 90;

function followProgress({ onProgress, now }: MeasureDeps): Follower {
  let began: number | undefined;
  let answers: { done: number; of: number; ms: number } | undefined;
  return {
    show({ what, done, of, system }) {
      const at = now();
      // The first answer also starts the models, so the pace is taken from there on.
      began ??= at;
      if (what === 'memory') {
        const percentage = shareOfAnswers + ((100 - shareOfAnswers) * done) / of;
        return onProgress(
          l10n.t('memory of {0} ({1} of {2})', system, done + 1, of),
          Math.floor(percentage),
        );
      }
      answers = { done, of, ms: at - began };
      const left = done > 1 ? ((at - began) / (done - 1)) * (of - done) : undefined;
      const words =
        left === undefined
          ? l10n.t('{0} of {1} answers ({2})', done, of, system)
          : l10n.t('{0} of {1} answers ({2}), about {3} left', done, of, system, minutes(left));
      onProgress(words, Math.floor((shareOfAnswers * done) / of));
    },
    seconds: () =>
      answers && answers.done > 1 ? answers.ms / 1000 / (answers.done - 1) : undefined,
    last: () => answers && { done: answers.done, of: answers.of },
  };
}

function minutes(ms: number): string {
  return ms < 60_000
    ? l10n.t('{0} s', Math.max(1, Math.ceil(ms / 1000)))
    : l10n.t('{0} min', Math.ceil(ms / 60_000));
}
