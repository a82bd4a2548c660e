import type { Failure, Result } from '../../protocol/result.ts';

/** What a member can do beyond `generate`. */
export interface Capabilities {
  readonly logProbs: boolean;
  readonly score: boolean;
  readonly decide: boolean;
  readonly grammar: boolean;
  readonly embed: boolean;
  readonly infill: boolean;
  /** Can take part in token-level averaging with others of its pool; absent means no. */
  readonly average?: boolean;
  /** Orders passages, and does nothing else: it is never asked to draft, vote, chat or review. Absent means no. */
  readonly rank?: boolean;
}

export interface Message {
  readonly role: 'system' | 'user' | 'assistant';
  readonly content: string;
}

export interface GenerateRequest {
  readonly messages: readonly Message[];
  readonly maxTokens: number;
  /** 0 is greedy. */
  readonly temperature: number;
  readonly topP?: number;
  readonly seed?: number;
  readonly stop?: readonly string[];
  /** Number of independent samples drawn from one prefill, in one batch; default 1. */
  readonly samples?: number;
  /**
   * Zero-based index of the first sample to draw, so that sampling can stop early; default 0. Sample 3 has the same seed
   * whether it is drawn alone or in a batch, and is the same text of a recorded member; a live model rounds differently
   * in batches of another size, which now and then turns a token.
   */
  readonly firstSample?: number;
  /**
   * Ids of members whose next-token probabilities are averaged with this one's at every token. They must share a
   * tokenizer and a process with it, see {@link Capabilities.average}; anything else is refused.
   */
  readonly averageWith?: readonly string[];
  /**
   * Number of the likeliest tokens to tell with every token; default 0. They never change what is said, and a member
   * that cannot tell them leaves them out.
   */
  readonly topLogProbs?: number;
  /** A text that the answer will mostly repeat. It changes nothing but the time that a local model takes. */
  readonly prediction?: string;
  /**
   * Folder in which a local model may keep what it read, for the next message of the same conversation: on disk, while it is not
   * in memory. It changes nothing but time, and a folder that is not there is never made.
   */
  readonly keepStateIn?: string;
}

/** The likeliest tokens at one place and their natural-log probabilities, best first. */
export type TopLogProbs = readonly (readonly [text: string, logProb: number])[];

export interface TokenLogProb {
  readonly text: string;
  /** Natural logarithm of the token's probability before any truncation of the distribution. */
  readonly logProb: number;
  /** Where the engine tells and was asked to. */
  readonly top?: TopLogProbs;
}

export type StopReason = 'end' | 'maxTokens' | 'stopText';

/**
 * `sample` is the zero-based index of the sample that the chunk belongs to, counted from 0 also where
 * `firstSample` began later.
 */
export type GenerateChunk =
  | {
      readonly kind: 'token';
      readonly sample: number;
      readonly text: string;
      /** NaN where the member tells no log-probabilities; its `capabilities.logProbs` is then false. */
      readonly logProb: number;
      readonly top?: TopLogProbs;
    }
  | {
      readonly kind: 'end';
      readonly sample: number;
      readonly stop: StopReason;
      /** Control and bidirectional characters found in the sample's text, as `U+202E`; absent when none. */
      readonly unusual?: readonly string[];
    }
  | { readonly kind: 'failed'; readonly failure: Failure };

export interface ScoreRequest {
  readonly messages: readonly Message[];
  /** Fixed continuations to score against the one prompt, each closed by the end token. */
  readonly texts: readonly string[];
}

export interface Score {
  readonly tokens: readonly TokenLogProb[];
  /** Sum over tokens, natural log. */
  readonly logProb: number;
}

export interface DecideRequest {
  readonly messages: readonly Message[];
  /** Answers to choose from; their probabilities are normalised over this list. */
  readonly options: readonly string[];
}

/** What stands around a place where text is missing. */
export interface InfillRequest {
  readonly prefix: string;
  readonly suffix: string;
  readonly maxTokens: number;
  /** The answer ends before its next line. */
  readonly mostLines: number;
}

/** What {@link Member.rank} weighs. */
export interface RankRequest {
  readonly question: string;
  readonly passages: readonly string[];
  /** Milliseconds of reading after which no further passage is begun; absent means as long as it takes. */
  readonly withinMs?: number;
}

/** A text as it stands inside a message, or a whole prompt as the member's own template frames it. */
export type Counted = string | readonly Message[];

export interface CountRequest {
  readonly items: readonly Counted[];
}

/**
 * Anything that can answer: a local model, a LoRA expert, an HTTP model, a recorded one, an ensemble.
 * An aborted signal rejects with its reason; every other expected failure is a value.
 */
export interface Member {
  /** `nano:prose`, `file:<name>`, `http:<host>/<model>`, or an ensemble's name. */
  readonly id: string;
  /** Members of one family share training data, so their errors correlate. */
  readonly family: string;
  readonly capabilities: Capabilities;
  generate(request: GenerateRequest, signal: AbortSignal): AsyncIterable<GenerateChunk>;
  score(request: ScoreRequest, signal: AbortSignal): Promise<Result<readonly Score[]>>;
  /** Probability per option, in the order given, summing to one. */
  decide(request: DecideRequest, signal: AbortSignal): Promise<Result<readonly number[]>>;
  /** Tokens of each item by its own tokenizer; absent where it tells none, as a server does. */
  count?(request: CountRequest, signal: AbortSignal): Promise<Result<readonly number[]>>;
  /** The likeliest text between two others, greedily; absent where it has no way to be asked. */
  infill?(request: InfillRequest, signal: AbortSignal): Promise<Result<string>>;
  /**
   * How well each passage answers the question, in the order given, from 0 to 1; of the first passages alone, at least one, where
   * the time did not do for all. Each is scored by itself, so a score does not
   * depend on the other passages. A passage that is longer than the member's window is cut at its end, and so is a question that
   * would take more than half of it. Absent where it has no way to be asked.
   */
  rank?(request: RankRequest, signal: AbortSignal): Promise<Result<readonly number[]>>;
  embed?(text: string, signal: AbortSignal): Promise<Result<Float32Array>>;
  /**
   * Finds out what it can do; absent where `capabilities` are known from the start. Before, they promise the least. A
   * member that cannot be asked keeps them, and says why where it is used.
   */
  prepare?(signal: AbortSignal): Promise<Capabilities>;
}

/** The member with capabilities that are true now. */
export async function prepared(member: Member, signal: AbortSignal): Promise<Member> {
  if (!member.prepare) return member;
  return { ...member, capabilities: await member.prepare(signal) };
}
