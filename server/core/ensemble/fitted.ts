import type { PlanOutcomes } from '../trust/planOutcomes.ts';
import type { TrustView } from '../trust/trustView.ts';

/** A monotone map from a raw score to a probability, as data. */
export type CalibratorData =
  | { readonly kind: 'platt'; readonly slope: number; readonly intercept: number }
  | {
      readonly kind: 'isotonic';
      /** Increasing scores and the probabilities at them; linear in between, flat outside. */
      readonly scores: readonly number[];
      readonly probabilities: readonly number[];
    };

/** A logistic model over named signals; absent signals count as their mean. */
export interface LogisticData {
  readonly bias: number;
  readonly features: Readonly<
    Record<string, { readonly weight: number; readonly mean: number; readonly scale: number }>
  >;
}

/** What was learned for one place of a specification; serialisable. */
export interface NodeFit {
  /** Rows that it was learned from. */
  readonly rows: number;
  /** By domain; `*` is all of them together. */
  readonly calibrators?: Readonly<Record<string, CalibratorData>>;
  readonly blend?: LogisticData;
  /** Judges one candidate answer of a vote by its signals: the stacked meta-classifier. */
  readonly meta?: LogisticData;
  /** By domain (`*` is all of them) and voter: probability that its answer is right, shrunk to the mean. */
  readonly accuracies?: Readonly<Record<string, Readonly<Record<string, number>>>>;
  /** P(same answer | both wrong) by two voters, see {@link pairKey}; `*` is the rate over all pairs. */
  readonly sameError?: Readonly<Record<string, number>>;
  /** Number of answers that a wrong voter could have given; about ten when they are not a small fixed set. */
  readonly alternatives?: number;
  /** Dawid–Skene: share of each true answer, and by voter and true answer the probabilities of what is said. */
  readonly crowd?: {
    readonly prior: Readonly<Record<string, number>>;
    readonly confusion: Readonly<
      Record<string, Readonly<Record<string, Readonly<Record<string, number>>>>>
    >;
  };
  /** Mean and standard deviation of the raw confidence, by voter, which makes voters comparable. */
  readonly scales?: Readonly<Record<string, { readonly mean: number; readonly deviation: number }>>;
  /** Lowest score (see `scoredEstimate`) at which a cascade's step is accepted; null means never. */
  readonly threshold?: number | null;
  /** A router file over a route's experts, fitted to where each of them was right. */
  readonly router?: string;
  /** What a meta-controller knows of its plans. */
  readonly plans?: PlanOutcomes;
}

/** Everything learned for one specification, by `Strategy.path`. */
export interface Fitted {
  readonly nodes: Readonly<Record<string, NodeFit>>;
  /** What this user's outcomes taught, for places that learned nothing from rows; absent where nothing is known. */
  readonly trust?: TrustView;
}

/** Key of two voters in {@link NodeFit.sameError}; the same for both orders. */
export function pairKey(one: string, other: string): string {
  return one < other ? `${one}\n${other}` : `${other}\n${one}`;
}

export const nothingFitted: Fitted = { nodes: {} };
