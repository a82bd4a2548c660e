import type { Result } from '../../../protocol/result.ts';
import type { Member } from '../member.ts';
import type { ExactTools } from '../tools.ts';
import type { TraceRecorder } from '../trace.ts';
import type { Answer } from './answer.ts';
import type { Conditions } from './conditions.ts';
import type { Fitted } from './fitted.ts';
import type { Lesson } from './lesson.ts';
import type { Question } from './question.ts';

/** All that a strategy may use; live and recorded runs differ in `member` alone. */
export interface AnswerContext {
  /** The member of this id, or undefined when there is none that can run. */
  readonly member: (id: string) => Member | undefined;
  readonly tools: ExactTools;
  /** What was learned from calibration rows; empty when there were none. */
  readonly fitted: Fitted;
  readonly trace: TraceRecorder;
  /** Base of every sample's seed, so that a run can be repeated. */
  readonly seed: number;
  /** Longest answer of a member; default 1024. */
  readonly maxTokens?: number;
  /** State of the pool and the machine, for those that weigh cost; absent means that nothing is known. */
  readonly conditions?: Conditions;
}

/** Samples `first` to `first + count − 1` of a member. */
export interface Draw {
  readonly first: number;
  readonly count: number;
  /** 0 is greedy. */
  readonly temperature: number;
}

/**
 * A composition, compiled from a specification: a member, a vote, a cascade, … Strategies nest: what they compose
 * are strategies again. An aborted signal rejects; every other expected failure is a value.
 */
export interface Strategy {
  /** Place in the specification, such as `cascade/steps.0/members.1`; keys what was fitted for it. */
  readonly path: string;
  /** Set where the strategy is one member and nothing else. */
  readonly memberId?: string;
  readonly children: readonly Strategy[];
  /** What this place learns, in this order, after its children have learned. */
  readonly lessons: readonly Lesson[];
  answer(question: Question, context: AnswerContext, signal: AbortSignal): Promise<Result<Answer>>;
  /** One answer for each of several samples; absent where asking again would give the same answer. */
  draws?(
    question: Question,
    draw: Draw,
    context: AnswerContext,
    signal: AbortSignal,
  ): Promise<Result<readonly Answer[]>>;
}
