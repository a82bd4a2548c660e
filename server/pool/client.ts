import * as l10n from '@vscode/l10n';
import type { Failure } from '../../protocol/result.ts';
import type { Member } from '../core/member.ts';
import type { Priority } from '../core/scheduler/types.ts';
import type { Log } from '../log.ts';
import { forkChild, type ChildLink } from './childProcess.ts';
import { describeExit, restartDelay, type WorkerExit } from './crashes.ts';
import { createMember, type CallHandler } from './memberProxy.ts';
import {
  parseHostMessage,
  poolVersion,
  type CallReply,
  type ClientToHost,
  type GpuConfig,
  type HostToClient,
  type MemberCall,
  type MemberInfo,
  type PoolStatus,
  type WorkerStatus,
} from './messages.ts';
import { joinHost } from './shared/joinHost.ts';
import { realTimers } from './timers.ts';

export interface PoolOptions {
  readonly log: Log;
  /** Entry files of the two processes. */
  readonly hostEntry: string;
  readonly workerEntry: string;
  readonly modelsDir: string;
  readonly userModelsDir?: string;
  readonly idleMs: number;
  readonly threads?: number;
  /** Bytes that all models may take together; absent means what is free. */
  readonly memoryBytes?: number;
  /** The GPU for the user's own models; absent for the processor alone. */
  readonly gpu?: GpuConfig;
  /** Whether the host serves every window and command line of this user; otherwise it is this process's own. */
  readonly shared?: boolean;
  /** Added to the environment of every process of the pool. */
  readonly env?: Readonly<Record<string, string>>;
}

/** The models of this machine, behind a process boundary. Nothing starts before the first use. */
export interface Pool {
  members(): Promise<readonly MemberInfo[]>;
  /**
   * A member by id; one that does not exist fails on use, with a sentence. Asked for as a refine where nothing is said. With a
   * `slot`, each question makes an earlier one to the member in the same slot worthless: that one fails as superseded. `then` are
   * members that the same work will ask next, which stay in memory meanwhile if they are there.
   */
  member(id: string, priority?: Priority, slot?: string, then?: readonly string[]): Member;
  /** Starts the host and loads the members ahead of their first use. */
  warm(ids: readonly string[]): void;
  status(): PoolStatus;
  onStatus(listener: (status: PoolStatus) => void): void;
  /** Ends every process of the pool; the next use starts them again, without any back-off. */
  restart(): void;
  /** Takes note of changed catalogues. */
  reload(): Promise<void>;
  /** Lifts a quarantine. */
  release(id: string): void;
  /** Keeps a member in memory whatever else is asked for, or no longer. */
  pin(id: string, pinned: boolean): void;
  /** Frees the memory of a member once nothing in its process is under way. */
  unload(id: string): void;
  dispose(): Promise<void>;
}

interface OpenCall {
  readonly id: number;
  readonly member: string;
  readonly call: MemberCall;
  readonly priority: Priority;
  readonly slot: string | undefined;
  readonly then: readonly string[] | undefined;
  readonly handler: CallHandler;
  streamed: boolean;
  retried: boolean;
}

const startMs = 30_000;
const shutdownMs = 3_000;
const startAttempts = 3;

/** A pool with a host process of its own. */
export function createPool(options: PoolOptions): Pool {
  const { log } = options;
  const calls = new Map<number, OpenCall>();
  const lists = new Map<number, (members: readonly MemberInfo[]) => void>();
  const listeners = new Set<(status: PoolStatus) => void>();
  const pins = new Set<string>();
  let link: ChildLink | undefined;
  let greeted = false;
  let waiting: ChildLink[] = [];
  let backlog: ClientToHost[] = [];
  let workers: readonly WorkerStatus[] = [];
  let known: readonly MemberInfo[] = [];
  let nextId = 1;
  let refreshing: number | undefined;
  let failures = 0;
  let stopWaiting: (() => void) | undefined;
  let stopDeadline: (() => void) | undefined;
  let disposed = false;

  function send(message: ClientToHost): void {
    if (link && greeted) return link.send(message);
    backlog.push(message);
    ensureHost();
  }

  function ensureHost(): void {
    if (link || stopWaiting || disposed) return;
    const delay = restartDelay(failures);
    if (delay === 0) return startHost();
    stopWaiting = realTimers.after(delay, () => {
      stopWaiting = undefined;
      startHost();
    });
    changed();
  }

  function startHost(): void {
    const { hostEntry, env, workerEntry, modelsDir, userModelsDir } = options;
    const { idleMs, threads, memoryBytes, gpu } = options;
    const config = { workerEntry, modelsDir, userModelsDir, idleMs, threads, memoryBytes, gpu };
    const started = options.shared
      ? joinHost({ hostEntry, config, log, env })
      : forkChild(hostEntry, env);
    link = started;
    greeted = false;
    refreshing = undefined;
    started.listen({
      message: (value) => {
        const message = parseHostMessage(value);
        if (message && started === link) receive(message);
      },
      exit: (exit) => hostEnded(started, exit),
    });
    stopDeadline = realTimers.after(startMs, () => started.kill('it did not start in time'));
    started.send({ kind: 'hello', version: poolVersion, config });
    changed();
  }

  function receive(message: HostToClient): void {
    switch (message.kind) {
      case 'hello':
        return greet(message.version);
      case 'members':
        known = message.members;
        if (message.id === refreshing) refreshing = undefined;
        lists.get(message.id)?.(message.members);
        lists.delete(message.id);
        return changed();
      case 'status':
        workers = message.workers;
        refreshMembers();
        return changed();
      case 'log':
        return log[message.level](message.message);
      default:
        return reply(message);
    }
  }

  function greet(version: number): void {
    if (version !== poolVersion) return link?.kill(`the host speaks version ${version}`);
    stopDeadline?.();
    greeted = true;
    for (const member of pins) link?.send({ kind: 'pin', member, pinned: true });
    for (const message of backlog.splice(0)) link?.send(message);
    changed();
  }

  function reply(message: CallReply): void {
    const open = calls.get(message.id);
    if (!open) return;
    if (message.kind === 'done') failures = 0;
    if (message.kind === 'tokens' || message.kind === 'sampleEnd') open.streamed = true;
    if (message.kind === 'done' || message.kind === 'failed') calls.delete(message.id);
    open.handler(message);
  }

  function hostEnded(ended: ChildLink, exit: WorkerExit): void {
    waiting = waiting.filter((each) => each !== ended);
    if (ended !== link) return;
    link = undefined;
    stopDeadline?.();
    workers = [];
    failures++;
    if (disposed) return;
    const clause = describeExit(exit);
    log.warn(
      `the pool host (pid ${ended.pid ?? '?'}): ${clause}${exit.lastLines && `\n${exit.lastLines}`}`,
    );
    const hopeless = !greeted && failures >= startAttempts;
    for (const open of [...calls.values()]) resume(open, clause, exit, hopeless);
    if (hopeless) giveUp();
    else if (calls.size + lists.size > 0) {
      for (const id of lists.keys())
        if (!backlog.some((each) => each.kind === 'members' && each.id === id))
          send({ kind: 'members', id });
      ensureHost();
    }
    changed();
  }

  function resume(open: OpenCall, clause: string, exit: WorkerExit, hopeless: boolean): void {
    if (!open.streamed && !open.retried && !hopeless) {
      open.retried = greeted;
      if (greeted) backlog.push(asMessage(open));
      return;
    }
    calls.delete(open.id);
    const message = l10n.t('The engine stopped while it was working ({0}); try again.', clause);
    const failure: Failure = { kind: 'poolUnavailable', message, detail: exit.lastLines };
    open.handler({ kind: 'failed', id: open.id, failure });
  }

  function giveUp(): void {
    backlog = [];
    // The next use tries again, after the longest wait.
    for (const settle of lists.values()) settle([]);
    lists.clear();
  }

  /** One question at a time: states change in bursts. */
  function refreshMembers(): void {
    if (known.length === 0 || refreshing !== undefined || !link || !greeted) return;
    refreshing = nextId++;
    link.send({ kind: 'members', id: refreshing });
  }

  function status(): PoolStatus {
    const host = link ? (greeted ? 'running' : 'starting') : stopWaiting ? 'waiting' : 'stopped';
    return { host, pid: link?.pid, workers, members: known };
  }

  function changed(): void {
    for (const listener of listeners) listener(status());
  }

  function open(
    member: string,
    call: MemberCall,
    { priority, slot, then }: Pick<OpenCall, 'priority' | 'slot' | 'then'>,
    handler: CallHandler,
  ): { cancel(): void } {
    const id = nextId++;
    const made: OpenCall = {
      id,
      member,
      call,
      priority,
      slot,
      then,
      handler,
      streamed: false,
      retried: false,
    };
    if (disposed) {
      handler({
        kind: 'failed',
        id,
        failure: { kind: 'poolUnavailable', message: l10n.t('The engine was stopped; try again.') },
      });
      return { cancel: () => undefined };
    }
    calls.set(id, made);
    send(asMessage(made));
    return {
      cancel: () => {
        if (!calls.delete(id)) return;
        backlog = backlog.filter((message) => message.kind !== 'call' || message.id !== id);
        if (link && greeted) link.send({ kind: 'cancel', id });
      },
    };
  }

  function stopHost(): void {
    stopWaiting?.();
    stopWaiting = undefined;
    stopDeadline?.();
    link?.kill();
    link = undefined;
    workers = [];
  }

  return {
    members: () =>
      new Promise((resolve) => {
        const id = nextId++;
        if (disposed) return resolve([]);
        lists.set(id, resolve);
        send({ kind: 'members', id });
      }),
    member: (id, priority = 'refine', slot, then) =>
      createMember(
        id,
        known.find((info) => info.id === id),
        (member, call, handler) => open(member, call, { priority, slot, then }, handler),
      ),
    warm(ids) {
      for (const member of ids) send({ kind: 'warm', member });
    },
    status,
    onStatus: (listener) => void listeners.add(listener),
    restart() {
      const exit: WorkerExit = {
        code: null,
        signal: null,
        killedFor: 'it was restarted',
        lastLines: '',
      };
      stopHost();
      failures = 0;
      for (const each of [...calls.values()])
        resume({ ...each, retried: true }, 'it was restarted', exit, true);
      giveUp();
      changed();
    },
    reload() {
      if (link) send({ kind: 'reload' });
      return Promise.resolve();
    },
    release: (member) => send({ kind: 'release', member }),
    pin(member, pinned) {
      if (pinned) pins.add(member);
      else pins.delete(member);
      if (link && greeted) link.send({ kind: 'pin', member, pinned });
    },
    unload(member) {
      if (link) send({ kind: 'unload', member });
    },
    async dispose() {
      disposed = true;
      stopWaiting?.();
      stopDeadline?.();
      for (const each of [...calls.values()]) {
        calls.delete(each.id);
        each.handler({
          kind: 'failed',
          id: each.id,
          failure: {
            kind: 'poolUnavailable',
            message: l10n.t('The engine was stopped; try again.'),
          },
        });
      }
      giveUp();
      if (link) await endHost(link);
    },
  };

  function endHost(ending: ChildLink): Promise<void> {
    return new Promise((resolve) => {
      const stop = realTimers.after(shutdownMs, () => ending.kill());
      ending.listen({
        message: () => undefined,
        exit: () => {
          stop();
          resolve();
        },
      });
      ending.send({ kind: 'shutdown' });
    });
  }
}

function asMessage({ id, member, call, priority, slot, then }: OpenCall): ClientToHost {
  return {
    ...{ kind: 'call', id, member, call, priority },
    ...(slot !== undefined && { slot }),
    ...(then && { then }),
  };
}
