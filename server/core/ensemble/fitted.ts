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
  /** Share of right answers by member id. */
  readonly accuracies?: Readonly<Record<string, number>>;
  /** P(same answer | both wrong) by two member ids, joined by a line feed in their listed order. */
  readonly sameError?: Readonly<Record<string, number>>;
  /** Lowest confidence at which a cascade's step is accepted; above 1 means never. */
  readonly threshold?: number;
}

/** Everything learned for one specification, by `Strategy.path`. */
export interface Fitted {
  readonly nodes: Readonly<Record<string, NodeFit>>;
}

export const nothingFitted: Fitted = { nodes: {} };
