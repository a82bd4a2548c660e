/**
 * How a tool's prior and a model's preference make one probability: a logistic blend of the logit of the prior and of
 * the log-probability that the model gains when the one edit is made. Set by hand until fitted; see the note below.
 */
export const proseWeights = {
  /** Added to every edit; below zero, so that doubt leaves text alone. */
  bias: -0.4,
  /** Per unit of logit(prior). */
  prior: 0.8,
  /** Per unit of natural log-probability gained. */
  gain: 0.45,
  /** Gains beyond this say no more. */
  gainLimit: 8,
} as const;

/** An edit is made when its probability reaches this. */
export const proseThresholds = {
  /** Proposed by an exact tool and weighed by a model. */
  weighed: 0.6,
  /** Proposed by an exact tool, no model at hand. */
  toolAlone: 0.8,
  /** Proposed by the model alone: its edits have no other witness. */
  modelAlone: 0.9,
} as const;

/** Prior of an edit that only the model proposes. */
export const modelPrior = 0.25;
