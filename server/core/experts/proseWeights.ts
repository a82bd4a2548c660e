/**
 * How a tool's prior and a model's preference make one probability: a logistic blend of the logit of the prior and of
 * the log-probability that the model gains when that one edit is made.
 *
 * Tools: fitted by logistic regression (test/eval/proseFit.ts) on 1,027 single edits proposed for 900 held-out synthetic
 * sentences from sources that the word trigrams have not seen, with the first nano prose model (1.1 M parameters); label: the
 * edit brings the sentence closer to its clean form. Fitted: bias 0.67, prior 0.67, gain 0.17. Model alone: fitted on an
 * earlier 627 edits, bias 0.34 (its prior included), gain 0.31. Both biases are lowered here, since two of three synthetic
 * sentences are damaged and most sentences that people select are not.
 */
export const proseWeights = {
  tool: { bias: 0.4, prior: 0.7, gain: 0.15 },
  model: { bias: -0.16, prior: 0, gain: 0.31 },
  /** Gains beyond this say no more. */
  gainLimit: 8,
} as const;

/** An edit is made when its probability reaches the bar of its kind. */
export const proseThresholds = {
  /** Proposed by a tool that is sure, weighed by a model: only a clear dislike stops it. */
  sure: 0.5,
  /** Proposed by a tool in doubt: the model must clearly prefer the result. */
  doubtful: 0.85,
  /** Proposed by the model alone: its edits have no other witness. */
  modelAlone: 0.9,
  /** Proposed by a tool, no model at hand; also what divides sure from doubtful. */
  toolAlone: 0.8,
} as const;
