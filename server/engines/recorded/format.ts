import type { Failure } from '../../../protocol/result.ts';
import type { Fitted } from '../../core/ensemble/fitted.ts';
import type { Question } from '../../core/ensemble/question.ts';
import type { Score, StopReason, TokenLogProb } from '../../core/member.ts';

/** A member's answer as it was recorded. */
export interface RecordedSample {
  readonly text: string;
  readonly tokens?: readonly TokenLogProb[];
  readonly ms?: number;
  readonly cost?: number;
}

/** The reply to one exact request, see `requestKey.ts`. */
export interface RecordedCall {
  readonly member: string;
  /** Members whose probabilities were averaged with its own; they have no call of their own for it. */
  readonly averageWith?: readonly string[];
  /** Of `generate`. */
  readonly sample?: RecordedSample & { readonly stop?: StopReason };
  /** Of `score`. */
  readonly scores?: readonly Score[];
  /** Of `decide`. */
  readonly probabilities?: readonly number[];
  /** The member could not answer; a replay fails in the same way. */
  readonly failure?: Failure;
}

/** What a strategy may see of a row. */
export interface RecordedRow {
  readonly id: string | number;
  readonly question: Question;
  /** Samples in order, by member. */
  readonly samples: ReadonlyMap<string, readonly RecordedSample[]>;
  /** Replies by the key of their exact request. */
  readonly calls: ReadonlyMap<string, RecordedCall>;
}

/**
 * What is known to be right about a row. It is parsed into a value of its own and never becomes part of a
 * {@link RecordedRow}, so that no strategy can see it.
 */
export interface RowTruth {
  readonly gold?: string;
  /** Whether each sample is right, by member. */
  readonly correct: ReadonlyMap<string, readonly (boolean | undefined)[]>;
  /** Program text that tests a candidate: it defines `check(candidate)`. */
  readonly check?: string;
}

export interface RecordedMemberInfo {
  readonly id: string;
  /** Price of one call, relative to the other members. */
  readonly cost?: number;
  readonly family?: string;
}

/** The live run that a file was recorded of; a replay of the same specification starts from what that knew. */
export interface RecordedRun {
  /** The parsed specification. */
  readonly spec: unknown;
  readonly fitted: Fitted;
}

export interface RecordedFile {
  /** Weakest to strongest: as the first line lists them, else by their mean place in the rows. */
  readonly members: readonly RecordedMemberInfo[];
  readonly rows: readonly RecordedRow[];
  readonly run?: RecordedRun;
  /** One for each row. */
  readonly truths: readonly RowTruth[];
}
