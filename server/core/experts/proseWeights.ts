/**
 * How a tool's prior and a model's preference make one probability: a logistic blend of the logit of the prior and of the
 * log-probability that the model gains when that one edit is made.
 *
 * Measured on the single edits (test/eval/proseOptions.ts) proposed for 1,600 held-out synthetic sentences that neither the
 * language model nor the word trigrams have seen, and for 260 hand-written pairs of a wrong and a right sentence; label: the
 * edit brings the sentence closer to what was meant. `agreed` is a logistic regression; the others were set by how often such
 * edits are right at each gain, and tightened until held-out right sentences stayed as they were. For the third training of the
 * model four bars of its own edits were raised, by what becomes of 2,625 whole sentences, spoilt and right (test/eval/proseBars.ts):
 * 640 hand-written ones, 671 of a small grammar, the others of manuals and tales that no training has seen.
 */
export const proseWeights = {
  /** Proposed by a tool and by the model's own rewriting: two witnesses that know nothing of each other. */
  agreed: { bias: -0.18, prior: 0.4, gain: 0.46 },
  /** By one of our rules alone, which were checked against right sentences; the model's gain counts by the word. */
  rule: { gain: 0.15 },
  /** By the word trigrams or the word lists alone: they know words and pairs that the model never saw confused. */
  counted: { bias: -0.8, prior: 0.9, gain: 0.2 },
  /** By harper alone: what the model leaves alone is a name or a turn more often than a slip. */
  doubted: { bias: -0.6, prior: 0.4, gain: 0.35 },
  /**
   * Proposed by the model alone, judged by the smaller of its two gains: `even` is the gain (nats) at which an edit of a kind
   * is as often wrong as right. Articles and capitals are a matter of context that the model does not see.
   */
  model: {
    slope: 0.45,
    /** What a word that stands in other sentences of the document must be outdone by as well, nats. */
    ownWord: 4,
    even: {
      article: 6,
      case: 6,
      comma: 5,
      form: 3,
      joint: 2,
      mark: 4,
      moved: 7,
      slip: 4,
      small: 5,
      tense: 6,
      word: 5,
    },
  },
  /** Where one mistake is sure, others are likelier than in a sentence that may be right as it is: nats on every gain. */
  erring: 1.5,
  /** Gains beyond this say no more. */
  gainLimit: 10,
} as const;

/** An edit is made when its probability reaches the bar of its kind. */
export const proseThresholds = {
  /** Beyond doubt. */
  sure: 0.9,
  agreed: 0.5,
  rule: 0.8,
  counted: 0.7,
  doubted: 0.7,
  model: 0.7,
  /** Proposed by a tool, no model at hand: then its prior decides. */
  toolAlone: 0.8,
} as const;
