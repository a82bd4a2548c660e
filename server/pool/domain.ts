import type { Failure } from '../../protocol/result.ts';
import type { Log } from '../log.ts';
import type { ChildLink } from './childProcess.ts';
import { describeExit, isModelsFault, restartDelay, type WorkerExit } from './crashes.ts';
import {
  parseWorkerMessage,
  poolVersion,
  type CallReply,
  type MemberCall,
  type ModelSpec,
  type WorkerStatus,
  type WorkerToHost,
} from './messages.ts';
import type { Timers } from './timers.ts';

/** Limits of one fault domain, in milliseconds. */
export interface DomainLimits {
  readonly startMs: number;
  readonly loadMs: number;
  /** A busy worker that says nothing for this long is taken to hang. */
  readonly hangMs: number;
  readonly idleMs: number;
  readonly shutdownMs: number;
  /** More time to end for one that keeps conversations on disk. */
  readonly keepMs: number;
}

export interface DomainDeps {
  readonly name: string;
  readonly limits: DomainLimits;
  readonly timers: Timers;
  readonly log: Log;
  spawn(): ChildLink;
  /** Takes note of a crash with these models; returns the sentence for those that are set aside now. */
  crashed(models: readonly string[], reason: string): Readonly<Record<string, string>>;
  changed(): void;
}

/** One worker process and what it is asked; survives the death of the process. */
export interface Domain {
  submit(call: DomainCall): void;
  cancel(id: number): void;
  /** Loads a model ahead of its first use. */
  warm(model: ModelSpec, done?: (end: LoadEnd) => void): void;
  /** Ends the process once nothing is under way; the next call starts another. */
  unload(): void;
  /** Ends the process at once, in the middle of a load that nobody waits for any more. */
  abandon(): void;
  /** The most threads that its process may compute with; kept for the next process. */
  limitThreads(most: number): void;
  status(): WorkerStatus;
  /** Kills the process and fails what is open. */
  dispose(): void;
  /** The same, but a process that has something to keep on disk may do so first; resolves when there is none. */
  end(): Promise<void>;
}

/** How loading a model ahead of its first use went. */
export type LoadEnd =
  | { readonly kind: 'loaded'; readonly ms: number }
  | { readonly kind: 'failed'; readonly failure: Failure }
  /** Its process ended; another try may do better, unless the model is set aside now. */
  | { readonly kind: 'crashed'; readonly clause: string; readonly aside?: string };

export interface DomainCall {
  readonly id: number;
  readonly model: ModelSpec;
  /** Further models that must be loaded before the call is sent. */
  readonly partners?: readonly ModelSpec[];
  readonly call: MemberCall;
  reply(reply: CallReply): void;
}

interface OpenCall extends DomainCall {
  sent: boolean;
  streamed: boolean;
  retried: boolean;
}

interface Warming {
  readonly model: ModelSpec;
  readonly done: ((end: LoadEnd) => void)[];
}

interface Running {
  readonly link: ChildLink;
  ready: boolean;
  closing: boolean;
  /** To be closed as soon as it has nothing to do. */
  leaving: boolean;
  /** It may write to disk before it ends. */
  keeps: boolean;
  readonly loaded: Set<string>;
  /** Model id by the number of its load order. */
  readonly loading: Map<number, string>;
  /** When the load under way was ordered. */
  loadSince: number;
  lastActivity: number;
  stopDeadline?: () => void;
  stopWatch?: () => void;
}

const startAttempts = 3;

/** Supervision of one worker: start, load, watch, restart with back-off, retry once, end when idle. */
export function createDomain(deps: DomainDeps): Domain {
  const { limits, timers, log, name } = deps;
  const open = new Map<number, OpenCall>();
  const warming = new Map<string, Warming>();
  let running: Running | undefined;
  let failures = 0;
  let failedStarts = 0;
  let restarts = 0;
  let nextLoad = 1;
  let stopWaiting: (() => void) | undefined;
  let stopIdle: (() => void) | undefined;
  let disposed = false;
  let mostThreads: number | undefined;
  let nobodyLeft: (() => void) | undefined;

  function ensureRunning(): void {
    if (disposed || running || stopWaiting) return;
    const delay = restartDelay(failures);
    if (delay === 0) return start();
    stopWaiting = timers.after(delay, () => {
      stopWaiting = undefined;
      if (open.size + warming.size > 0) start();
    });
    deps.changed();
  }

  function start(): void {
    const link = deps.spawn();
    const worker: Running = {
      link,
      ready: false,
      closing: false,
      leaving: false,
      keeps: false,
      loaded: new Set(),
      loading: new Map(),
      loadSince: 0,
      lastActivity: timers.now(),
    };
    running = worker;
    worker.stopDeadline = timers.after(limits.startMs, () => link.kill());
    link.listen({
      message: (value) => receive(worker, parseWorkerMessage(value)),
      exit: (exit) => ended(worker, exit),
    });
    deps.changed();
  }

  function receive(worker: Running, message: WorkerToHost | undefined): void {
    if (!message || worker !== running) return;
    worker.lastActivity = timers.now();
    switch (message.kind) {
      case 'log':
        return log[message.level](`worker ${name}: ${message.message}`);
      case 'ready':
        return readied(worker, message.version);
      case 'loaded':
        return loaded(worker, message.id);
      case 'loadFailed':
        return loadFailed(worker, message.id, message.failure);
      default:
        return replied(message);
    }
  }

  function readied(worker: Running, version: number): void {
    worker.stopDeadline?.();
    if (version !== poolVersion) return worker.link.kill(`the worker speaks version ${version}`);
    worker.ready = true;
    if (mostThreads !== undefined) worker.link.send({ kind: 'threads', most: mostThreads });
    failedStarts = 0;
    advance(worker);
    deps.changed();
  }

  /** Orders every load that is missing and sends every call whose model is there. */
  function advance(worker: Running): void {
    if (!worker.ready || worker.closing) return;
    const ordered = new Set(worker.loading.values());
    const wanted = [...warming.values()].map(({ model }) => model);
    for (const model of [...[...open.values()].flatMap(modelsOf), ...wanted]) {
      if (worker.loaded.has(model.id) || ordered.has(model.id)) continue;
      // One load at a time: the library serialises them anyway, and the deadline is per load.
      if (ordered.size > 0) break;
      ordered.add(model.id);
      order(worker, model);
    }
    for (const call of open.values()) {
      if (call.sent || !modelsOf(call).every(({ id }) => worker.loaded.has(id))) continue;
      call.sent = true;
      worker.keeps ||= call.call.op === 'generate' && call.call.request.keepStateIn !== undefined;
      // A worker that was idle is not to blame for its silence until now.
      worker.lastActivity = timers.now();
      worker.link.send({ kind: 'call', id: call.id, model: call.model.id, call: call.call });
      watch(worker);
    }
    restIfIdle(worker);
  }

  function order(worker: Running, model: ModelSpec): void {
    const id = nextLoad++;
    worker.loading.set(id, model.id);
    worker.loadSince = timers.now();
    worker.stopDeadline = timers.after(limits.loadMs, () =>
      worker.link.kill(`loading it took longer than ${Math.round(limits.loadMs / 1000)} s`),
    );
    worker.link.send({ kind: 'load', id, model });
    deps.changed();
  }

  function loaded(worker: Running, id: number): void {
    worker.stopDeadline?.();
    const model = worker.loading.get(id);
    worker.loading.delete(id);
    if (model !== undefined) {
      worker.loaded.add(model);
      warmed(model, { kind: 'loaded', ms: timers.now() - worker.loadSince });
    }
    advance(worker);
    deps.changed();
  }

  function loadFailed(worker: Running, id: number, failure: Failure): void {
    worker.stopDeadline?.();
    const model = worker.loading.get(id);
    worker.loading.delete(id);
    if (model !== undefined) {
      warmed(model, { kind: 'failed', failure });
      for (const call of [...open.values()])
        if (modelsOf(call).some(({ id }) => id === model)) finish(call, failure);
    }
    // A failed load leaves native objects behind that nothing can free, so this process serves no longer.
    retire(worker);
    deps.changed();
  }

  function warmed(model: string, end: LoadEnd): void {
    const { done = [] } = warming.get(model) ?? {};
    warming.delete(model);
    for (const tell of done) tell(end);
  }

  function retire(worker: Running): void {
    if (worker.loaded.size === 0 || ![...open.values()].some((call) => call.sent)) close(worker);
    else advance(worker);
  }

  function replied(reply: CallReply): void {
    const call = open.get(reply.id);
    if (!call) return;
    if (reply.kind === 'tokens' || reply.kind === 'sampleEnd') call.streamed = true;
    if (reply.kind === 'done' || reply.kind === 'failed') {
      open.delete(reply.id);
      if (reply.kind === 'done') failures = 0;
    }
    call.reply(reply);
    if (running) restIfIdle(running);
  }

  function finish(call: OpenCall, failure: Failure): void {
    open.delete(call.id);
    call.reply({ kind: 'failed', id: call.id, failure });
  }

  function watch(worker: Running): void {
    if (worker.stopWatch) return;
    worker.stopWatch = timers.after(limits.hangMs / 4, () => {
      worker.stopWatch = undefined;
      if (worker !== running || ![...open.values()].some((call) => call.sent)) return;
      if (timers.now() - worker.lastActivity >= limits.hangMs) {
        worker.link.kill(`it gave no sign of life for ${Math.round(limits.hangMs / 1000)} s`);
      } else watch(worker);
    });
  }

  function restIfIdle(worker: Running): void {
    stopIdle?.();
    if (open.size + warming.size > 0 || worker.loading.size > 0) return;
    if (worker.leaving) return close(worker);
    stopIdle = timers.after(limits.idleMs, () => close(worker));
  }

  function close(worker: Running): void {
    if (worker.closing) return;
    worker.closing = true;
    worker.link.send({ kind: 'shutdown' });
    const ms = limits.shutdownMs + (worker.keeps ? limits.keepMs : 0);
    worker.stopDeadline = timers.after(ms, () => worker.link.kill());
  }

  function ended(worker: Running, exit: WorkerExit): void {
    worker.stopDeadline?.();
    worker.stopWatch?.();
    if (worker !== running) return;
    running = undefined;
    nobodyLeft?.();
    if (disposed) return;
    if (!worker.closing) tookDown(worker, exit);
    for (const call of open.values()) call.sent = false;
    if (open.size + warming.size > 0) ensureRunning();
    deps.changed();
  }

  function tookDown(worker: Running, exit: WorkerExit): void {
    failures++;
    restarts++;
    const clause = describeExit(exit);
    log.warn(
      `worker ${name} (pid ${worker.link.pid ?? '?'}): ${clause}${exit.lastLines && `\n${exit.lastLines}`}`,
    );
    if (!worker.ready) return startFailed(exit, clause);
    const active = [...open.values()].filter((call) => call.sent);
    const blamed = [
      ...new Set([
        ...worker.loading.values(),
        ...active.flatMap((call) => modelsOf(call).map(({ id }) => id)),
      ]),
    ];
    const aside = isModelsFault(exit) && blamed.length > 0 ? deps.crashed(blamed, clause) : {};
    // Warming ahead is a courtesy; it must not restart a crashing worker by itself.
    for (const model of [...Object.keys(aside), ...worker.loading.values()]) {
      const sentence = aside[model];
      warmed(model, {
        kind: 'crashed',
        clause,
        ...(sentence !== undefined && { aside: sentence }),
      });
    }
    for (const call of [...open.values()]) settleAfterCrash(call, worker, aside, clause, exit);
  }

  function settleAfterCrash(
    call: OpenCall,
    worker: Running,
    aside: Readonly<Record<string, string>>,
    clause: string,
    exit: WorkerExit,
  ): void {
    const reason = modelsOf(call)
      .map(({ id }) => aside[id])
      .find((each) => each !== undefined);
    if (reason !== undefined)
      return finish(call, { kind: 'modelQuarantined', message: reason, detail: exit.lastLines });
    const loading = new Set(worker.loading.values());
    const involved = call.sent || modelsOf(call).some(({ id }) => loading.has(id));
    if (!involved) return;
    if (!call.streamed && !call.retried) {
      call.retried = true;
      return;
    }
    const message = `${call.model.id} stopped while it was working (${clause}); try again.`;
    finish(call, { kind: 'workerCrashed', message, detail: exit.lastLines });
  }

  function startFailed(exit: WorkerExit, clause: string): void {
    failedStarts++;
    if (failedStarts < startAttempts) return;
    failedStarts = 0;
    const message = `The engine cannot start on this machine (${clause}); "Show Log" has the details.`;
    const failure: Failure = { kind: 'poolUnavailable', message, detail: exit.lastLines };
    for (const model of [...warming.keys()]) warmed(model, { kind: 'failed', failure });
    for (const call of [...open.values()]) finish(call, failure);
  }

  function leave(): void {
    disposed = true;
    stopWaiting?.();
    stopIdle?.();
    running?.stopWatch?.();
    for (const call of [...open.values()])
      finish(call, { kind: 'poolUnavailable', message: 'The engine was stopped; try again.' });
  }

  return {
    submit(call) {
      stopIdle?.();
      open.set(call.id, { ...call, sent: false, streamed: false, retried: false });
      if (running) advance(running);
      else ensureRunning();
    },
    cancel(id) {
      const call = open.get(id);
      if (!call) return;
      open.delete(id);
      if (call.sent) running?.link.send({ kind: 'cancel', id });
      if (running) restIfIdle(running);
    },
    warm(model, done) {
      if (running?.loaded.has(model.id) && !running.closing)
        return done?.({ kind: 'loaded', ms: 0 });
      const known = warming.get(model.id) ?? { model, done: [] };
      if (done) known.done.push(done);
      warming.set(model.id, known);
      if (running) advance(running);
      else ensureRunning();
    },
    unload() {
      if (!running) return;
      running.leaving = true;
      restIfIdle(running);
    },
    abandon() {
      warming.clear();
      if (!running || open.size > 0) return;
      running.closing = true;
      running.link.kill();
    },
    limitThreads(most) {
      if (most === mostThreads) return;
      mostThreads = most;
      if (running?.ready) running.link.send({ kind: 'threads', most });
    },
    status: () => ({
      domain: name,
      state: running ? (running.ready ? 'ready' : 'starting') : stopWaiting ? 'waiting' : 'stopped',
      pid: running?.link.pid,
      models: running ? [...running.loaded] : [],
      loading: running ? [...running.loading.values()] : [],
      active: open.size,
      restarts,
    }),
    dispose() {
      leave();
      running?.stopDeadline?.();
      running?.link.kill();
    },
    end() {
      leave();
      const worker = running;
      if (!worker?.keeps) worker?.link.kill();
      if (!worker) return Promise.resolve();
      return new Promise((resolve) => {
        nobodyLeft = resolve;
        if (worker.keeps) close(worker);
      });
    },
  };
}

function modelsOf({ model, partners = [] }: DomainCall): readonly ModelSpec[] {
  return [model, ...partners];
}
