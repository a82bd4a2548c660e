import type { TokenLogProb } from '../member.ts';

/** One finished text of one member. */
export interface Sample {
  /** Id of the member, never of an ensemble. */
  readonly member: string;
  /** Zero-based among the member's samples for this question. */
  readonly index: number;
  readonly text: string;
  readonly tokens?: readonly TokenLogProb[];
  readonly ms?: number;
  /** In the unit of the member's recorded `cost`; relative to other members only. */
  readonly cost?: number;
}

/** Two members, or a member and an earlier turn, that cannot both be right. */
export interface Conflict {
  readonly kind: 'number' | 'unit' | 'date' | 'name' | 'negation';
  /** Who says what; the first is the answer that was chosen. */
  readonly between: readonly [by: string, says: string, otherBy: string, otherSays: string];
}

/** Why sampling or escalation ended. */
export type StopReason =
  /** One sample of one member. */
  | 'single'
  /** Everything that was asked for was drawn. */
  | 'fixed'
  /** All samples of a member agree (ModelSwitch). */
  | 'unanimous'
  /** The leader is the likelier answer with probability .95 (Beta rule). */
  | 'posterior'
  /** What was left to draw could not have changed the answer. */
  | 'decided'
  /** Adaptive sampling reached its end undecided. */
  | 'exhausted'
  /** A cascade's step was sure enough. */
  | 'accepted'
  /** A cascade's last step answered. */
  | 'lastStep'
  | 'abstained';

/** What a strategy answers; the leaf of every composition, and what the next one up composes. */
export interface Answer {
  /** The chosen sample's text byte for byte (text, choice, code), or plain digits (number). */
  readonly text: string;
  /** Equal for answers that mean the same; undefined when no answer could be read from the text. */
  readonly canonical: string | undefined;
  /** Probability that the answer is right, 0 to 1; calibrated when `calibrated`. */
  readonly confidence: number;
  readonly calibrated: boolean;
  /** Unsure at the end: the text is only the best guess, and `alternatives` shows the others. */
  readonly abstained?: boolean;
  readonly alternatives?: readonly { readonly by: string; readonly text: string }[];
  /** Member whose sample was chosen; absent when several were merged. */
  readonly member?: string;
  /** The sample whose answer this is; absent when several were merged. */
  readonly chosen?: Sample;
  /** Plan that a meta-controller took, by its place in the specification. */
  readonly plan?: string;
  /** Its name, which keys what is learned of it. */
  readonly planName?: string;
  /** Probability with which a policy chose the expert that answered, where one did. */
  readonly propensity?: number;
  /** Generations of members, reviews included. */
  readonly calls: number;
  readonly callsBy: Readonly<Record<string, number>>;
  readonly stop: StopReason;
  /** Every sample that was drawn below this answer, in order. */
  readonly samples: readonly Sample[];
  /** Named numbers that calibrators and the meta-classifier read: `share`, `meanLogProb`, … */
  readonly signals: Readonly<Record<string, number>>;
  readonly conflicts?: readonly Conflict[];
  /** Sentences for the user: a dead member, a check that could not run. */
  readonly notes?: readonly string[];
}
