/** What a request is for, in the order of service; all but `background` have someone waiting for them. */
export const priorities = ['completion', 'refine', 'chat', 'background'] as const;
export type Priority = (typeof priorities)[number];

/** Bytes by device: `ram`, `unified`, `gpu0` and so on. */
export type Bytes = Readonly<Record<string, number>>;

/** A smaller way to load a model, with the bytes that it takes. */
export interface ContextStep {
  readonly contextSize: number;
  /** With half the bits for each number of its cache. */
  readonly compactCache?: boolean;
  /** With all but its draft model. */
  readonly withoutDraft?: boolean;
  readonly bytes: Bytes;
}

/** What the scheduler must know of a model. */
export interface ModelFacts {
  readonly id: string;
  /** Weights, caches and process, on each device. */
  readonly bytes: Bytes;
  /** Expected time of a load, in milliseconds; replaced by what is measured. */
  readonly loadMs: number;
  /** Requests that it serves at the same time. */
  readonly parallel: number;
  /** Smaller ways that still serve, best first. */
  readonly contexts?: readonly ContextStep[];
  /** Backends to try in turn when it crashes; `cpu` alone when absent. */
  readonly backends?: readonly string[];
}

/** One request to one model. */
export interface Request {
  /** Grows with the time of asking. */
  readonly id: number;
  readonly model: string;
  readonly priority: Priority;
  /** Requests with the same key have the same answer: they are asked once. */
  readonly key?: string;
  /** A later request with the same slot (document and feature) makes the earlier one worthless. */
  readonly slot?: string;
  /** Models that the same work will ask next if it goes as usual, e.g. the reviewer of a draft; they are not unloaded under it. */
  readonly then?: readonly string[];
  /** Who asks, e.g. a window; requests of one class are served in turn from each. */
  readonly client?: number;
  /** It may be stopped and started again from the beginning, as nobody has seen a part of its answer. */
  readonly restartable?: boolean;
}

/** What the world tells the scheduler. */
export type SchedulerEvent =
  | { readonly kind: 'model'; readonly model: ModelFacts }
  | { readonly kind: 'submit'; readonly request: Request }
  /** Loads a model ahead of its first use, into memory that is free: at once for someone who will ask soon. */
  | { readonly kind: 'warm'; readonly model: string; readonly priority?: Priority }
  | { readonly kind: 'cancel'; readonly id: number }
  /** The request was answered; `kvMs` is what reading its context again would take. */
  | { readonly kind: 'finished'; readonly id: number; readonly kvMs?: number }
  | { readonly kind: 'loaded'; readonly model: string; readonly loadMs: number }
  | { readonly kind: 'loadFailed'; readonly model: string; readonly reason: string }
  | { readonly kind: 'unloaded'; readonly model: string }
  /** Its process died; all that it held is gone. */
  | { readonly kind: 'crashed'; readonly model: string; readonly reason: string }
  | { readonly kind: 'pin'; readonly model: string; readonly pinned: boolean }
  /** Memory that the pool may take now, e.g. after the machine came under pressure. */
  | { readonly kind: 'budget'; readonly bytes: Bytes }
  | { readonly kind: 'power'; readonly onBattery: boolean }
  | { readonly kind: 'tick' };

/** What the scheduler wants done; each request sees one `start` more than `stop`, or one of the others. */
export type SchedulerAction =
  | {
      readonly kind: 'load';
      readonly model: string;
      readonly backend: string;
      readonly purpose: Priority;
      /** Set when less was granted than asked for. */
      readonly degraded?: Degraded;
    }
  /** Also ends a load that is under way. */
  | { readonly kind: 'unload'; readonly model: string; readonly reason: string }
  | { readonly kind: 'start'; readonly id: number; readonly model: string }
  /** A running request makes room; it is queued again, unless a later one took its place. */
  | {
      readonly kind: 'stop';
      readonly id: number;
      readonly model: string;
      readonly again: boolean;
    }
  /** The answer to `id` is that to `to`. */
  | { readonly kind: 'join'; readonly id: number; readonly to: number }
  /** A later request of its slot came, so nobody wants the answer any more. */
  | { readonly kind: 'drop'; readonly id: number }
  | {
      readonly kind: 'refuse';
      readonly id: number;
      readonly reason: string;
      /** A model that would fit instead. */
      readonly alternative?: string;
    };

/** One step down, with the sentence that says why. */
export interface Degraded {
  readonly step:
    'withoutDraft' | 'compactCache' | 'smallerContext' | 'fewerMembers' | 'smallerModel';
  readonly contextSize?: number;
  readonly compactCache?: boolean;
  readonly reason: string;
}

/** `loading → ready ⇄ busy → draining → unloading`; a busy model is a ready one with leases. */
export type Phase = 'loading' | 'ready' | 'draining' | 'unloading';

/** A model in memory. */
export interface Resident {
  readonly id: string;
  readonly bytes: Bytes;
  readonly backend: string;
  phase: Phase;
  /** With less than it asked for. */
  readonly reduced: boolean;
  /** For whom it is (or was) loaded. */
  purpose: Priority;
  readyAt: number;
  lastUsedAt: number;
  kvMs: number;
  /** Requests that run on it; it is never unloaded under one. */
  readonly leases: Set<number>;
}
