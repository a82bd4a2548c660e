import { failed, ok, type Failure, type Result } from '../../protocol/result.ts';
import type { OwnRole } from '../../protocol/roles.ts';
import type { Priority } from '../core/scheduler/types.ts';
import type { Log } from '../log.ts';
import { readBuiltInCatalog, readUserCatalog, type CatalogEntry } from '../models/catalog.ts';
import { createGgufCache } from '../models/ggufCache.ts';
import { filesOf, summarise, type ModelFiles } from '../models/modelFiles.ts';
import { withRemedy } from '../models/remedy.ts';
import { forkChild, type ChildLink } from './childProcess.ts';
import { quarantineReason, recordCrash, releaseModel, type CrashLedger } from './crashes.ts';
import { createGpuChildren } from './gpuChildren.ts';
import { createDomain, type Domain, type DomainLimits } from './domain.ts';
import { changeLedger, readLedger } from './ledgerFile.ts';
import type {
  CallReply,
  HostConfig,
  HostNotice,
  MemberCall,
  MemberInfo,
  MemberState,
  ModelSpec,
  WorkerStatus,
} from './messages.ts';
import { footprintOf } from './footprints.ts';
import { modelBudget, runsOnBattery } from './memory.ts';
import { prepareModel, usualThreads, type PreparedModel } from './prepare.ts';
import { createResidency } from './residency.ts';
import { shareWork, type SharedWork } from './sharedWork.ts';
import { createSpare } from './spare.ts';
import type { Timers } from './timers.ts';
import { tryModel } from './trial.ts';

export interface HostDeps {
  readonly config: HostConfig;
  readonly log: Log;
  readonly timers: Timers;
  /** Tells every client what concerns all of them. */
  send(message: HostNotice): void;
}

/** A call of one of the host's clients. */
export interface AskedCall {
  readonly id: number;
  readonly member: string;
  readonly call: MemberCall;
  readonly priority: Priority;
  /** A later call of the client to the member with the same slot makes it worthless. */
  readonly slot?: string;
  /** Members that the same work will ask next. */
  readonly then?: readonly string[];
  /** Which client asks. */
  readonly client: number;
  /** Hears the replies to this call, under its number. */
  reply(reply: CallReply): void;
}

/** Which models are resident, and in which process; all that a pool host does besides talking. */
export interface Host {
  members(): Promise<readonly MemberInfo[]>;
  call(asked: AskedCall): Promise<void>;
  cancel(id: number): void;
  warm(member: string): Promise<void>;
  release(member: string): Promise<void>;
  /** Keeps a member in memory whatever else is asked for, or no longer. */
  pin(member: string, pinned: boolean): Promise<void>;
  /** Ends the process that holds a member, once nothing in it is under way; those that share it go too. */
  unload(member: string): void;
  /** The processes there are and what each holds. */
  workers(): readonly WorkerStatus[];
  /** Forgets what was read of the catalogues, because they changed. */
  reload(): void;
  dispose(): void;
  /** Ends every process, those that keep conversations on disk after they did so. */
  end(): Promise<void>;
}

const nanoDomain = 'nano';
const limits = { startMs: 60_000, shutdownMs: 4_000, keepMs: 5_000 };
const nanoLimits = { ...limits, loadMs: 30_000, hangMs: 20_000 };
const fileLimits = { ...limits, loadMs: 180_000, hangMs: 90_000 };
/** A disk that gives less than this makes a first load fail rather than wait. */
const slowDiskBytesPerMs = 20_000;
const trialMs = 20_000;

const capabilities = {
  logProbs: true,
  score: true,
  decide: true,
  grammar: false,
  embed: false,
  infill: false,
};

/** Of a model that reads, and writes and judges nothing. */
function readerCapabilities(role: OwnRole): MemberInfo['capabilities'] {
  return {
    ...capabilities,
    ...{ logProbs: false, score: false, decide: false },
    ...(role === 'reranker' ? { rank: true } : { embed: true }),
  };
}

/** What is wrong with a file, as long as it stays the file that it was. */
interface Problem {
  readonly state: MemberState;
  readonly reason: string;
  stamp?: string;
}

/** The pool of one client. */
export async function createHost(deps: HostDeps): Promise<Host> {
  const { config, log, timers } = deps;
  const domains = new Map<string, Domain>();
  const preparing = new Map<number, AbortController>();
  const prepared = new Map<string, { stamp: string; work: SharedWork<Result<PreparedModel>> }>();
  const problems = new Map<string, Problem>();
  const headers = createGgufCache();
  let ledger: CrashLedger = await readLedger(config.userModelsDir, log);
  // Whether the file holds what this process knows; only then may another process have the last word.
  let ledgerKept = Promise.resolve(config.userModelsDir !== undefined);
  let entries: Promise<readonly CatalogEntry[]> | undefined;
  const gpu = await createGpuChildren(config.gpu, { log, fork: forkWorker });
  const spare = createSpare({ fork: forkWorker, timers });
  spare.fill();
  /** Everything that was prepared for a process, by member. */
  const homes = new Map<string, Map<string, PreparedModel>>();
  const residency = createResidency({
    log,
    timers,
    domainOf,
    budget: (anonymous) => modelBudget(anonymous, config.memoryBytes),
    onBattery: runsOnBattery,
    threads: config.threads ?? usualThreads(),
    asideReason: (model) => quarantineReason(ledger, model),
  });
  // The shipped models are small, and everything needs them.
  residency.pin(nanoDomain, true);

  function forkWorker(env?: Readonly<Record<string, string>>): ChildLink {
    return forkChild(config.workerEntry, env);
  }

  async function readCatalogs(): Promise<readonly CatalogEntry[]> {
    const read = [readBuiltInCatalog(config.modelsDir)];
    if (config.userModelsDir) read.push(readUserCatalog(config.userModelsDir));
    const results = await Promise.all(read);
    return results.flatMap((result) => {
      if (result.ok) return result.value;
      log.error(result.failure.message, result.failure.detail);
      return [];
    });
  }

  function catalog(): Promise<readonly CatalogEntry[]> {
    entries ??= readCatalogs();
    return entries;
  }

  /** Why a model is set aside. The file has the last word: another process may have brought it back. */
  async function isAside(member: string): Promise<string | undefined> {
    if (quarantineReason(ledger, member) && (await ledgerKept))
      ledger = await readLedger(config.userModelsDir, log);
    return quarantineReason(ledger, member);
  }

  /** Header, hash, memory and, for an unknown file, the trial; once per file while it stays the same. */
  async function prepare(member: string, signal: AbortSignal): Promise<Result<PreparedModel>> {
    const aside = await isAside(member);
    if (aside !== undefined) return failed('modelQuarantined', aside);
    const entry = (await catalog()).find(({ id }) => id === member);
    if (!entry)
      return failed(
        'memberUnknown',
        `There is no model ${member}; "eidolon models list" shows those there are.`,
      );
    const files = filesOf(entry, await catalog());
    if (!files.ok) return files;
    const stamp = await stampOf(files.value);
    const known = prepared.get(member);
    if (known?.stamp === stamp && !known.work.stopped) return known.work.join(signal);
    return begin(files.value, stamp).join(signal);
  }

  async function stampOf({ entry, base, draft }: ModelFiles): Promise<string> {
    const paths = [entry, base, draft].flatMap((each) => each?.path ?? []);
    return (await Promise.all(paths.map((file) => headers.stamp(file)))).join(' ');
  }

  function begin(files: ModelFiles, stamp: string): SharedWork<Result<PreparedModel>> {
    const { id } = files.entry;
    const work = shareWork((signal) => prepareAndTry(files, signal));
    prepared.set(id, { stamp, work });
    const forget = (): void => void (prepared.get(id)?.work === work && prepared.delete(id));
    work.result.then((result) => {
      if (result.ok) problems.delete(id);
      else {
        forget();
        noteFailure(id, result.failure);
      }
    }, forget);
    return work;
  }

  /** Remembers for the list of members what is wrong with a file. */
  function noteFailure(member: string, failure: Failure): void {
    if (failure.kind !== 'modelInvalid' && failure.kind !== 'modelMissing') return;
    prepared.delete(member);
    problems.set(member, { state: stateOf(failure.kind), reason: failure.message });
  }

  async function prepareAndTry(
    files: ModelFiles,
    signal: AbortSignal,
  ): Promise<Result<PreparedModel>> {
    const { entry } = files;
    const checked = await prepareModel(files, config.threads);
    if (!checked.ok || checked.value.verified) return checked;
    log.info(`${entry.id} is opened in a throw-away process first`);
    const limitMs = trialMs + (entry.sizeBytes ?? 0) / slowDiskBytesPerMs;
    const tried = await tryModel(spare.take(), checked.value.spec, limitMs, timers, signal);
    return tried.ok ? checked : tried;
  }

  async function prepareOrSay(
    member: string,
    signal: AbortSignal,
  ): Promise<Result<PreparedModel> | undefined> {
    return await prepare(member, signal).catch((error: unknown) =>
      signal.aborted
        ? undefined
        : failed('modelInvalid', `${member} cannot be used.`, String(error)),
    );
  }

  /** The models that a generation averages with; they must live in the process of the first. */
  async function preparePartners(
    call: MemberCall,
    home: string,
    signal: AbortSignal,
  ): Promise<Result<readonly ModelSpec[]>> {
    const specs: ModelSpec[] = [];
    for (const member of call.op === 'generate' ? (call.request.averageWith ?? []) : []) {
      const ready = await prepareOrSay(member, signal);
      if (!ready) return ok([]);
      if (!ready.ok) return ready;
      if (homeOf(ready.value) !== home) {
        return failed(
          'unsupported',
          `${member} runs in a process of its own, so its tokens cannot be averaged with others'; fuse by “merge” instead.`,
        );
      }
      specs.push(ready.value.spec);
    }
    return ok(specs);
  }

  /** The process that a model needs; what it takes there is told to the scheduler. */
  function place(model: PreparedModel): string {
    const home = homeOf(model);
    const all = homes.get(home) ?? new Map<string, PreparedModel>();
    if (all.get(model.spec.id) !== model) {
      all.set(model.spec.id, model);
      homes.set(home, all);
      residency.describe(home, footprintOf([...all.values()]));
    }
    return home;
  }

  /** The processes of members, as far as they were ever asked. */
  function homesOf(members: readonly string[]): string[] {
    return [...homes]
      .filter(([, models]) => members.some((id) => models.has(id)))
      .map(([home]) => home);
  }

  function domainOf(home: string): Domain {
    const found = domains.get(home);
    if (found) return found;
    const base = home === nanoDomain ? nanoLimits : fileLimits;
    const domainLimits: DomainLimits = { ...base, idleMs: config.idleMs };
    const made = createDomain({
      name: home,
      limits: domainLimits,
      timers,
      log,
      // The shipped models are small: on a GPU they would only take their turn.
      spawn: () => (home === nanoDomain ? undefined : gpu.spawn(home)) ?? spare.take(),
      crashed: (models, reason) => (gpu.crashed(home, reason) ? {} : crashed(models, reason)),
      changed: () => {
        if (made.status().state === 'ready') gpu.ready(home);
        sendStatus();
        residency.changed();
      },
    });
    domains.set(home, made);
    return made;
  }

  function crashed(models: readonly string[], reason: string): Readonly<Record<string, string>> {
    const aside: Record<string, string> = {};
    for (const model of models) {
      ledger = recordCrash(ledger, model, reason, Date.now());
      const sentence = quarantineReason(ledger, model);
      if (sentence !== undefined) aside[model] = sentence;
    }
    const ours = Object.entries(ledger).filter(([model]) => models.includes(model));
    keepLedger((kept) => ({ ...kept, ...Object.fromEntries(ours) }));
    return aside;
  }

  function keepLedger(change: (kept: CrashLedger) => CrashLedger): void {
    ledgerKept = changeLedger(config.userModelsDir, change, log).then((kept) => kept !== undefined);
  }

  function workers(): readonly WorkerStatus[] {
    return [...domains.values()].map((domain) => domain.status());
  }

  function sendStatus(): void {
    deps.send({ kind: 'status', workers: workers() });
  }

  async function describe(entry: CatalogEntry): Promise<MemberInfo> {
    const files = filesOf(entry, await catalog());
    const summary = files.ok ? await summarise(files.value, headers.read) : files;
    const { reading } = summary.ok ? summary.value : {};
    const aside = quarantineReason(ledger, entry.id);
    const problem =
      aside === undefined
        ? await knownProblem(entry)
        : { state: 'quarantined' as const, reason: aside };
    const found = summary.ok
      ? problem
      : {
          state: stateOf(summary.failure.kind),
          reason: withRemedy(summary.failure, entry).message,
        };
    return {
      id: entry.id,
      family: entry.family,
      title: entry.title,
      ...(entry.base !== undefined && { base: entry.base }),
      // Only the nano models share a process.
      ...(reading && { role: reading.role }),
      capabilities: reading
        ? readerCapabilities(reading.role)
        : {
            ...capabilities,
            average: (entry.base ?? entry.id).startsWith('nano:'),
            infill: summary.ok && summary.value.infill,
          },
      path: entry.path,
      sizeBytes: summary.ok ? summary.value.sizeBytes : 0,
      ...(entry.sha256 !== undefined && { sha256: entry.sha256 }),
      contextSize: entry.contextSize ?? (summary.ok ? summary.value.contextLength : 0),
      state: found?.state ?? residence(entry.id),
      ...(found && { reason: found.reason }),
    };
  }

  /** A file that was put right counts again, without a restart. */
  async function knownProblem({ id, path }: CatalogEntry): Promise<Problem | undefined> {
    const problem = problems.get(id);
    if (!problem) return undefined;
    const stamp = await headers.stamp(path);
    problem.stamp ??= stamp;
    if (problem.stamp !== stamp) problems.delete(id);
    return problems.get(id);
  }

  function residence(member: string): MemberState {
    for (const domain of domains.values()) {
      const status = domain.status();
      if (status.models.includes(member)) return 'ready';
      if (status.loading.includes(member)) return 'loading';
    }
    return 'idle';
  }

  return {
    async members() {
      const listed = await catalog();
      for (const { id } of listed) if (await isAside(id)) break;
      return Promise.all(listed.map(describe));
    },
    async call({ id, member, call, priority, slot, then, client, reply }) {
      const controller = new AbortController();
      preparing.set(id, controller);
      const ready = await prepareOrSay(member, controller.signal);
      if (!ready?.ok) preparing.delete(id);
      // A cancelled call is not waited for any more; only its own preparation stops with it.
      if (!ready || controller.signal.aborted) return;
      if (!ready.ok) return reply({ kind: 'failed', id, failure: ready.failure });
      const home = place(ready.value);
      const partners = await preparePartners(call, home, controller.signal);
      preparing.delete(id);
      if (controller.signal.aborted) return;
      if (!partners.ok) return reply({ kind: 'failed', id, failure: partners.failure });
      await residency.submit({
        id,
        model: ready.value.spec,
        partners: partners.value,
        call,
        home,
        priority,
        client,
        ...(slot !== undefined && { slot }),
        ...(then && { then: homesOf(then).filter((each) => each !== home) }),
        reply: (message) => {
          if (message.kind === 'failed') noteFailure(member, message.failure);
          reply(message);
        },
      });
    },
    cancel(id) {
      preparing.get(id)?.abort(new DOMException('cancelled', 'AbortError'));
      preparing.delete(id);
      residency.cancel(id);
    },
    async warm(member) {
      const ready = await prepare(member, new AbortController().signal);
      if (ready.ok) await residency.warm(place(ready.value), ready.value.spec);
      else log.info(`${member} is not warmed: ${ready.failure.message}`);
    },
    async pin(member, pinned) {
      const ready = await prepareOrSay(member, new AbortController().signal);
      if (ready?.ok) residency.pin(place(ready.value), pinned || member.startsWith('nano:'));
    },
    async release(member) {
      ledger = releaseModel(ledger, member);
      problems.delete(member);
      keepLedger((kept) => releaseModel(kept, member));
      await ledgerKept;
    },
    unload(member) {
      for (const domain of domains.values())
        if (domain.status().models.includes(member)) domain.unload();
    },
    workers,
    reload() {
      entries = undefined;
      prepared.clear();
      problems.clear();
      void readLedger(config.userModelsDir, log).then((read) => {
        ledger = read;
      });
    },
    dispose() {
      residency.dispose();
      spare.dispose();
      for (const domain of domains.values()) domain.dispose();
      domains.clear();
    },
    async end() {
      residency.dispose();
      spare.dispose();
      await Promise.all([...domains.values()].map((domain) => domain.end()));
    },
  };
}

/** The shipped models share a process; every other file has one of its own, with the adapters over it. */
function homeOf({ home }: PreparedModel): string {
  return home.startsWith('nano:') ? nanoDomain : home;
}

function stateOf(kind: string): MemberState {
  if (kind === 'modelMissing') return 'missing';
  return kind === 'modelQuarantined' ? 'quarantined' : 'invalid';
}
