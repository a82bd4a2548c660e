import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import * as l10n from '@vscode/l10n';
import {
  isHttpMember,
  type HostAccess,
  type HostAccessParams,
} from '../../protocol/httpMembers.ts';
import type { Failure } from '../../protocol/result.ts';
import type { EidolonSettings } from '../../protocol/settings.ts';
import type { BenchItem } from '../bench/item.ts';
import { createMeter } from '../bench/meter.ts';
import { openEnergyCounter, watchMemory } from '../bench/resources.ts';
import {
  beginRows,
  continueRows,
  readRows,
  type KeptRows,
  type MemoryRow,
  type RowsFile,
  type RowsHeader,
} from '../bench/rowsFile.ts';
import type { BenchSystem } from '../bench/systems.ts';
import type { BenchRow } from '../core/evaluation/benchRow.ts';
import type { Log } from '../log.ts';
import { defaultStorageDirectory, packageVersion } from '../paths.ts';
import { createServices, type ServiceListener, type Services } from '../services.ts';
import { createBench, taskOf } from './bench.ts';

/** What to measure and where its rows go. */
export interface BenchRunRequest {
  readonly suite: string;
  readonly seed: number;
  readonly items: readonly BenchItem[];
  /** Of the whole suite, so that a run may go on with more of its items or fewer. */
  readonly digest: string;
  readonly rowsFile: string;
  readonly resume: boolean;
  readonly measuresMemory: boolean;
  /** Asked once the pool is known. */
  readonly systems: (services: Services) => Promise<readonly BenchSystem[]>;
  /** Whose pool is measured; absent means this user's, without settings. */
  readonly pool?: BenchPool;
}

/** Settings that decide which models there are and how they run. */
export interface BenchPool {
  readonly settings: Partial<EidolonSettings>;
  readonly mayRunCode: boolean;
  /** Asks for consent and key of a server on which a member lives; absent where nobody can be asked. */
  readonly askHostAccess?: (params: HostAccessParams) => Promise<HostAccess>;
}

export interface BenchProgress {
  readonly done: number;
  readonly of: number;
  /** Name of the system that answered last, or whose memory is watched. */
  readonly system: string;
  /** Answers are measured first, then the memory of each system. */
  readonly what: 'answers' | 'memory';
}

export interface BenchRunDeps {
  readonly log: Log;
  readonly onProgress: (progress: BenchProgress) => void;
}

export interface BenchRun {
  readonly systems: readonly BenchSystem[];
  readonly kept: KeptRows;
}

/**
 * Measures every system on every item, item by item; each row is on disk before the next begins. Rejects when the signal
 * aborts, with all rows kept, and with a sentence when rows cannot be read, written or gone on with.
 */
export async function runBench(
  request: BenchRunRequest,
  { log, onProgress }: BenchRunDeps,
  signal: AbortSignal,
): Promise<BenchRun> {
  const { file, kept } = await openRows(request);
  const rows: BenchRow[] = [...kept.rows];
  const memory: MemoryRow[] = [...kept.memory];
  const energy = openEnergyCounter();
  const meter = createMeter({ now: () => performance.now(), joules: () => energy?.() });
  try {
    const systems = await withServices(
      { log, listen: meter, pool: request.pool },
      async (services) => {
        const found = await request.systems(services);
        await askServers(found, services, signal);
        const measure = createBench(services, meter, request.seed).measure;
        const done = new Set(rows.map(({ item, system }) => `${system}\n${item}`));
        const jobs = jobsOf(request.items, found).filter(
          ({ item, system }) => !done.has(`${system.name}\n${item.id}`),
        );
        for (const [at, { item, system }] of jobs.entries()) {
          signal.throwIfAborted();
          if (item.id !== jobs[at - 1]?.item.id) meter.nextItem();
          const row = await measure(item, system, signal);
          await file.add(row);
          rows.push(row);
          onProgress({ what: 'answers', done: at + 1, of: jobs.length, system: system.name });
        }
        return found;
      },
    );
    const known = new Set(memory.map((row) => row.memoryOf));
    for (const [at, system] of (request.measuresMemory ? systems : []).entries()) {
      onProgress({ what: 'memory', done: at, of: systems.length, system: system.name });
      const row = known.has(system.name) ? undefined : await memoryOf(system, request, log, signal);
      if (!row) continue;
      await file.add(row);
      memory.push(row);
    }
    return { systems, kept: { header: kept.header, rows, memory } };
  } finally {
    await file.close();
  }
}

/** A member cannot be measured, so nothing is: rows without it would look like rows of the whole pool. */
export class MemberOutOfReach extends Error {
  constructor(id: string, { message, ...rest }: Failure) {
    super(l10n.t('Nothing was measured, because {0} cannot be asked. {1}', id, message));
    this.failure = { ...rest, message: this.message };
  }
  readonly failure: Failure;
}

/** Each server is asked once, so that a missing consent or key shows before there are rows that it spoilt. */
async function askServers(
  systems: readonly BenchSystem[],
  services: Services,
  signal: AbortSignal,
): Promise<void> {
  const ids = new Set(systems.flatMap(({ members }) => members.filter(isHttpMember)));
  for (const id of ids) {
    const reached = await services.reachServer(id, signal);
    if (!reached.ok) throw new MemberOutOfReach(id, reached.failure);
  }
}

interface PoolAccess {
  readonly log: Log;
  readonly listen?: ServiceListener;
  readonly pool: BenchPool | undefined;
}

/** The same pool as the user's, but with a router and a trust record that nobody taught: a run can be repeated. */
async function withServices<T>(
  { log, listen, pool }: PoolAccess,
  use: (services: Services) => Promise<T>,
): Promise<T> {
  const storageDirectory = await mkdtemp(path.join(tmpdir(), 'eidolon-bench-'));
  const modelsDirectory =
    pool?.settings.modelsDirectory || path.join(defaultStorageDirectory(), 'models');
  const services = createServices({
    log,
    storageDirectory,
    // Its processes are measured, so they serve nobody else.
    settings: { ...pool?.settings, modelsDirectory, keepExamples: false, sharedPool: false },
    mayRunCode: pool?.mayRunCode ?? true,
    ...(pool?.askHostAccess && { askHostAccess: pool.askHostAccess }),
    ...(listen && { listen }),
  });
  try {
    return await use(services);
  } finally {
    await services.dispose();
    await rm(storageDirectory, { recursive: true, force: true });
  }
}

/** Item by item, the systems in another order each time, so that none is always the first to warm a cache. */
function jobsOf(
  items: readonly BenchItem[],
  systems: readonly BenchSystem[],
): readonly { readonly item: BenchItem; readonly system: BenchSystem }[] {
  return items.flatMap((item, at) => {
    const fit = systems.filter(({ tasks }) => tasks.includes(taskOf(item)));
    const turn = fit.length === 0 ? 0 : at % fit.length;
    return [...fit.slice(turn), ...fit.slice(0, turn)].map((system) => ({ item, system }));
  });
}

async function openRows(
  request: BenchRunRequest,
): Promise<{ readonly file: RowsFile; readonly kept: KeptRows }> {
  const header: RowsHeader = {
    eidolonBench: 1,
    suite: request.suite,
    seed: request.seed,
    digest: request.digest,
    startedAt: new Date().toISOString(),
    version: packageVersion(),
  };
  if (!request.resume)
    return {
      file: await beginRows(request.rowsFile, header),
      kept: { header, rows: [], memory: [] },
    };
  const read = await readRows(request.rowsFile);
  if (!read.ok) throw new Error(read.failure.message);
  const { wholeBytes, ...kept } = read.value;
  if (kept.header.digest !== header.digest)
    throw new Error(
      l10n.t(
        '“{0}” holds rows of other items (suite {1}, seed {2}); name the same suite and seed, or run without --resume.',
        request.rowsFile,
        kept.header.suite,
        kept.header.seed,
      ),
    );
  return { file: await continueRows(request.rowsFile, wholeBytes), kept };
}

/** Items of each domain on which memory is looked at. */
const memoryItems = 1;

/** The most that is resident while a system runs in processes of its own; undefined where the system does not tell. */
async function memoryOf(
  system: BenchSystem,
  { items, seed, pool }: BenchRunRequest,
  log: Log,
  signal: AbortSignal,
): Promise<MemoryRow | undefined> {
  const fit = items.filter((item) => system.tasks.includes(taskOf(item)));
  const domains = [...new Set(fit.map(({ domain }) => domain))];
  const few = domains.flatMap((domain) =>
    fit.filter((item) => item.domain === domain).slice(0, memoryItems),
  );
  const watch = watchMemory(process.pid);
  let bytes: number | undefined;
  try {
    const meter = createMeter({ now: () => performance.now(), joules: () => undefined });
    await withServices({ log, pool }, async (services) => {
      const bench = createBench(services, meter, seed);
      for (const item of few) await bench.measure(item, system, signal);
    });
  } finally {
    bytes = await watch.stop();
  }
  return bytes === undefined ? undefined : { memoryOf: system.name, bytes };
}
