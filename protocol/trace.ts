import type { Credit } from './outcome.ts';
import type { CheckReport, Verdict } from './refine.ts';
import type { RouteDecision } from './route.ts';

/** One step of an answer, in the order in which it happened. */
export type TraceStep =
  | { readonly kind: 'route'; readonly decision: RouteDecision; readonly ms: number }
  | { readonly kind: 'mask'; readonly spans: number }
  | {
      readonly kind: 'draft';
      readonly member: string;
      readonly original: string;
      readonly candidates: readonly TraceCandidate[];
      readonly chosen?: number;
      readonly ms: number;
    }
  | {
      readonly kind: 'checks';
      readonly subject: string;
      readonly reports: readonly CheckReport[];
      readonly ms: number;
    }
  | {
      readonly kind: 'review';
      readonly reviewer: string;
      readonly subject: string;
      /** The reviewer's probability that the change is right, 0 to 1. */
      readonly accept: number;
      /** The same, fused with the expert's confidence; this is what the threshold is held against. */
      readonly fused: number;
      readonly threshold: number;
      readonly ms: number;
    }
  | {
      readonly kind: 'verdict';
      readonly subject: string;
      readonly verdict: Verdict | 'refused';
      readonly reason: string;
    }
  | {
      /** How several answers became one. */
      readonly kind: 'fuse';
      readonly place: string;
      readonly by: string;
      readonly candidates: readonly TraceCandidate[];
      /** Index of the candidate that the answer is or is built on. */
      readonly base?: number;
      /** Score per candidate, in the rule's own unit. */
      readonly scores?: readonly number[];
      /** Parts of the fused text and which candidates support each; unsupported ones were left out. */
      readonly parts?: readonly TracePart[];
      readonly reason: string;
      readonly ms: number;
    }
  | {
      readonly kind: 'conflict';
      readonly conflicts: readonly TraceConflict[];
      readonly ms: number;
    }
  | {
      /** Which plan the meta-controller took, and why, in one sentence. */
      readonly kind: 'plan';
      readonly place: string;
      readonly chosen: string;
      readonly plans: readonly TracePlan[];
      readonly reason: string;
      readonly ms: number;
    }
  | {
      /** A member's answer below an ensemble; `place` is where in the specification. */
      readonly kind: 'sample';
      readonly place: string;
      readonly member: string;
      /** Zero-based among the member's samples. */
      readonly index: number;
      readonly text: string;
      /** What it was read as; absent when no answer could be read. */
      readonly canonical?: string;
      /** Mean natural-log probability of its tokens, where the member tells. */
      readonly meanLogProb?: number;
      readonly confidence: number;
      readonly ms?: number;
    }
  | {
      readonly kind: 'vote';
      readonly place: string;
      readonly by: string;
      /** Answers, heaviest first. */
      readonly tally: readonly TraceTally[];
      readonly stop: string;
      readonly confidence: number;
    }
  | {
      readonly kind: 'step';
      readonly place: string;
      /** Zero-based step of a cascade. */
      readonly step: number;
      readonly outcome: 'accepted' | 'escalated' | 'abstained';
      readonly confidence: number;
      /** Lowest confidence that is accepted; absent where a rule without a number decided. */
      readonly threshold?: number;
      readonly reason: string;
    }
  | {
      /** Who is answerable for the answer, for whoever hears what became of it. */
      readonly kind: 'credit';
      readonly credit: Credit;
    }
  | { readonly kind: 'note'; readonly text: string };

/** One answer of a vote. */
export interface TraceTally {
  readonly answer: string;
  readonly votes: number;
  readonly weight: number;
  readonly by: readonly string[];
}

export interface TraceCandidate {
  readonly text: string;
  /** Who proposed it: a member id such as `nano:prose`, or an exact tool such as `tool:harper`. */
  readonly by: string;
  /** Sum of the token log-probabilities (natural log) that a member gave it, when scored. */
  readonly logProb?: number;
  readonly note?: string;
}

export interface TracePart {
  readonly text: string;
  /** Indices of the candidates that say the same. */
  readonly supportedBy: readonly number[];
  readonly kept: boolean;
}

/** Two texts that cannot both be right. */
export interface TraceConflict {
  readonly kind: 'number' | 'unit' | 'date' | 'name' | 'negation';
  /** Who says what; the chosen answer comes first. */
  readonly between: readonly [by: string, says: string, otherBy: string, otherSays: string];
}

/** A plan as the meta-controller saw it. */
export interface TracePlan {
  readonly name: string;
  /** Expected share of right answers, 0 to 1. */
  readonly quality: number;
  /** Expected cost in the members' unit, loading included. */
  readonly cost: number;
  readonly utility: number;
}

/** Everything that led to one answer; serialisable, shown by *Show Trace*. */
export interface Trace {
  readonly id: string;
  readonly startedAt: string;
  readonly steps: readonly TraceStep[];
  readonly totalMs: number;
  /** What it cost, by member; absent where no model was asked. */
  readonly usage?: readonly TraceUsage[];
}

/** What one answer asked of a member. */
export interface TraceUsage {
  readonly member: string;
  readonly calls: number;
  /** Tokens that it wrote. */
  readonly tokens: number;
  /** Fixed texts and options that it was asked to judge. */
  readonly texts: number;
}
