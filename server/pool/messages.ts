import type { GpuBackend } from '../../protocol/gpu.ts';
import type { OwnRole } from '../../protocol/roles.ts';
import type { Failure } from '../../protocol/result.ts';
import type {
  Capabilities,
  CountRequest,
  DecideRequest,
  GenerateRequest,
  InfillRequest,
  RankRequest,
  Score,
  ScoreRequest,
  StopReason,
  TopLogProbs,
} from '../core/member.ts';
import type { Priority } from '../core/scheduler/types.ts';

/**
 * Everything that crosses a process boundary of the pool: sidecar ⇄ host ⇄ worker. All of it is plain
 * JSON, so that one host can later serve several windows. A change here raises the version.
 */
export const poolVersion = 8;

/** How a prompt becomes tokens: the nano pool's own frame, or the chat template inside the file. */
export type PromptFormat = 'nano' | 'chat';

/** Tokens that a draft model's context holds. */
export const draftContextSize = 1024;

/** One model file as a worker loads it. */
export interface ModelSpec {
  /** Member id, e.g. `nano:prose`. */
  readonly id: string;
  readonly path: string;
  /** SHA-256 of all the weights, where it is known. */
  readonly weights?: string;
  /** Whether the file is read into memory rather than mapped there; its weights are wanted in another order than the file's. */
  readonly copied?: boolean;
  /** LoRA adapter over the weights in `path`. */
  readonly adapter?: string;
  /** File of a small model that guesses what this one will say, and whether it is read rather than mapped. */
  readonly draft?: { readonly path: string; readonly copied?: boolean };
  readonly contextSize: number;
  readonly sequences: number;
  /** Keeps keys and values in 8 bits rather than 16. */
  readonly compactCache?: boolean;
  /** What it is opened for, where that is not to write. */
  readonly role?: OwnRole;
  readonly promptFormat: PromptFormat;
  readonly threads: number;
}

/** What a loaded model says about itself. */
export interface ModelInfo {
  readonly contextSize: number;
  readonly sequences: number;
  readonly loadMs: number;
}

/** One question to a member; `generate` may name other members to average with. */
export type MemberCall =
  | { readonly op: 'generate'; readonly request: GenerateRequest }
  | { readonly op: 'score'; readonly request: ScoreRequest }
  | { readonly op: 'decide'; readonly request: DecideRequest }
  | { readonly op: 'infill'; readonly request: InfillRequest }
  | { readonly op: 'rank'; readonly request: RankRequest }
  | { readonly op: 'embed'; readonly text: string }
  | { readonly op: 'count'; readonly request: CountRequest };

/** Short, because there is one for every token. */
export type TokenTuple = readonly [
  sample: number,
  text: string,
  logProb: number,
  top?: TopLogProbs,
];

/** What comes back for one call, in order; `done` and `failed` are the last. */
export type CallReply =
  | { readonly kind: 'tokens'; readonly id: number; readonly tokens: readonly TokenTuple[] }
  | {
      readonly kind: 'sampleEnd';
      readonly id: number;
      readonly sample: number;
      readonly stop: StopReason;
      /** Control and bidirectional characters found in the sample, as `U+202E`. */
      readonly unusual?: readonly string[];
    }
  /** A sign of life while a long prompt is read. */
  | { readonly kind: 'progress'; readonly id: number }
  | {
      readonly kind: 'done';
      readonly id: number;
      readonly scores?: readonly Score[];
      readonly probabilities?: readonly number[];
      /** How well each passage answers, 0 to 1. */
      readonly relevance?: readonly number[];
      /** Of the text, as base64 of little-endian 32-bit numbers, which JSON would write five times as long. */
      readonly vector?: string;
      /** Tokens of each item. */
      readonly counts?: readonly number[];
      /** What was written between two texts. */
      readonly text?: string;
    }
  | { readonly kind: 'failed'; readonly id: number; readonly failure: Failure };

export type LogLine = {
  readonly kind: 'log';
  readonly level: 'debug' | 'info' | 'warn' | 'error';
  readonly message: string;
};

export type HostToWorker =
  | { readonly kind: 'load'; readonly id: number; readonly model: ModelSpec }
  | {
      readonly kind: 'call';
      readonly id: number;
      readonly model: string;
      readonly call: MemberCall;
    }
  | { readonly kind: 'cancel'; readonly id: number }
  /** The most threads that the process may compute with from its next step on, as others compute too. */
  | { readonly kind: 'threads'; readonly most: number }
  | { readonly kind: 'shutdown' };

export type WorkerToHost =
  | { readonly kind: 'ready'; readonly version: number; readonly pid: number }
  | { readonly kind: 'loaded'; readonly id: number; readonly info: ModelInfo }
  | { readonly kind: 'loadFailed'; readonly id: number; readonly failure: Failure }
  | CallReply
  | LogLine;

/** Settings of a host, sent once with the handshake. */
export interface HostConfig {
  readonly workerEntry: string;
  /** Folder of the shipped models and their catalog. */
  readonly modelsDir: string;
  /** Folder of the user's catalogue and of the pool's own state; absent when there is none. */
  readonly userModelsDir?: string;
  /** A worker without work for this long is ended, which is the only sure way to free its memory. */
  readonly idleMs: number;
  /** Bytes that all models may take together; absent means what is free. */
  readonly memoryBytes?: number;
  /** Threads that models compute with; those that compute at the same time share them, and nano models use one each. */
  readonly threads?: number;
  /** The GPU for the user's own models; absent for the processor alone. */
  readonly gpu?: GpuConfig;
}

/** Which of the added GPU backends is wanted, and where they lie. */
export interface GpuConfig {
  readonly wanted: GpuBackend | 'auto';
  /** Folder of all versions and backends. */
  readonly backendsDir: string;
}

export type MemberState = 'ready' | 'idle' | 'loading' | 'missing' | 'invalid' | 'quarantined';

export interface MemberInfo {
  readonly id: string;
  readonly family: string;
  readonly title: string;
  /** Of an adapter: the id of the model that it changes. */
  readonly base?: string;
  readonly capabilities: Capabilities;
  /** What its file is made for, where that is not to write; such a member is never asked to answer. */
  readonly role?: OwnRole;
  readonly path: string;
  readonly sizeBytes: number;
  /** Of its file, in hexadecimal, where the catalogue tells. */
  readonly sha256?: string;
  readonly contextSize: number;
  readonly state: MemberState;
  /** One sentence, when the member cannot be used. */
  readonly reason?: string;
  /** One sentence on what a usable member cannot do. */
  readonly note?: string;
}

export interface WorkerStatus {
  readonly domain: string;
  readonly state: 'starting' | 'ready' | 'waiting' | 'stopped';
  readonly pid?: number;
  readonly models: readonly string[];
  readonly loading: readonly string[];
  readonly active: number;
  readonly restarts: number;
}

export interface PoolStatus {
  readonly host: 'stopped' | 'starting' | 'running' | 'waiting';
  readonly pid?: number;
  readonly workers: readonly WorkerStatus[];
  /** As of the last answer of the host. */
  readonly members: readonly MemberInfo[];
}

export type ClientToHost =
  | { readonly kind: 'hello'; readonly version: number; readonly config: HostConfig }
  | { readonly kind: 'members'; readonly id: number }
  | {
      readonly kind: 'call';
      readonly id: number;
      readonly member: string;
      readonly call: MemberCall;
      readonly priority: Priority;
      /** A later call of this client to this member with the same slot makes it worthless. */
      readonly slot?: string;
      /** Members that the same work will ask next. */
      readonly then?: readonly string[];
    }
  | { readonly kind: 'cancel'; readonly id: number }
  /** Keeps a member in memory, or no longer. */
  | { readonly kind: 'pin'; readonly member: string; readonly pinned: boolean }
  /** Loads a member ahead of its first use. */
  | { readonly kind: 'warm'; readonly member: string }
  /** Lifts a quarantine after the user verified the file. */
  | { readonly kind: 'release'; readonly member: string }
  /** Ends the process of a member, once nothing in it is under way, to free its memory. */
  | { readonly kind: 'unload'; readonly member: string }
  /** The catalogues changed on disk. */
  | { readonly kind: 'reload' }
  | { readonly kind: 'shutdown' };

/** What concerns every client of a host. */
export type HostNotice =
  { readonly kind: 'status'; readonly workers: readonly WorkerStatus[] } | LogLine;

export type HostToClient =
  | { readonly kind: 'hello'; readonly version: number; readonly pid: number }
  | { readonly kind: 'members'; readonly id: number; readonly members: readonly MemberInfo[] }
  | HostNotice
  | CallReply;

const workerKinds = new Set([
  'ready',
  'loaded',
  'loadFailed',
  'tokens',
  'sampleEnd',
  'progress',
  'done',
  'failed',
  'log',
]);
const hostKinds = new Set([
  'hello',
  'members',
  'status',
  'tokens',
  'sampleEnd',
  'progress',
  'done',
  'failed',
  'log',
]);
const toWorkerKinds = new Set(['load', 'call', 'cancel', 'threads', 'shutdown']);
const toHostKinds = new Set([
  'hello',
  'members',
  'call',
  'cancel',
  'warm',
  'pin',
  'release',
  'unload',
  'reload',
  'shutdown',
]);
const withId = new Set([
  'loaded',
  'loadFailed',
  'tokens',
  'sampleEnd',
  'progress',
  'done',
  'failed',
  'load',
  'call',
  'cancel',
]);

/** A worker's message, or nothing when it is none of ours. */
export function parseWorkerMessage(value: unknown): WorkerToHost | undefined {
  return isMessage(value, workerKinds) ? (value as unknown as WorkerToHost) : undefined;
}

/** A host's message, or nothing when it is none of ours. */
export function parseHostMessage(value: unknown): HostToClient | undefined {
  return isMessage(value, hostKinds) ? (value as unknown as HostToClient) : undefined;
}

/** An order to a worker, or nothing when it is none of ours. */
export function parseWorkerOrder(value: unknown): HostToWorker | undefined {
  return isMessage(value, toWorkerKinds) ? (value as unknown as HostToWorker) : undefined;
}

/** A client's message, or nothing when it is none of ours. */
export function parseClientMessage(value: unknown): ClientToHost | undefined {
  return isMessage(value, toHostKinds) ? (value as unknown as ClientToHost) : undefined;
}

// Both ends of each channel are our own processes of one version, so the envelope is what can be wrong.
function isMessage(value: unknown, kinds: ReadonlySet<string>): value is Record<string, unknown> {
  if (typeof value !== 'object' || value === null) return false;
  const { kind, id } = value as { kind?: unknown; id?: unknown };
  if (typeof kind !== 'string' || !kinds.has(kind)) return false;
  return !withId.has(kind) || (typeof id === 'number' && Number.isSafeInteger(id));
}
