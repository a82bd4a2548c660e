import type { Result } from '../../protocol/result.ts';
import type {
  CountRequest,
  GenerateRequest,
  InfillRequest,
  RankRequest,
  Score,
  ScoreRequest,
  StopReason,
  TopLogProbs,
} from '../core/member.ts';
import type { ModelInfo, ModelSpec } from '../pool/messages.ts';

/** Receives what a generation produces, token by token. */
export interface GenerateSink {
  /** `top` where the request asked for the likeliest tokens. */
  token(sample: number, text: string, logProb: number, top?: TopLogProbs): void;
  end(sample: number, stop: StopReason): void;
  /** A sign of life while the prompt is read. */
  progress(): void;
}

/** A model in memory. Calls may overlap; an aborted one rejects with the signal's reason. */
export interface LoadedModel {
  readonly info: ModelInfo;
  generate(
    request: GenerateRequest,
    signal: AbortSignal,
    sink: GenerateSink,
  ): Promise<Result<void>>;
  /** The same with the next-token probabilities averaged with those of other models of the same engine. */
  generateAveraged?(
    others: readonly LoadedModel[],
    request: GenerateRequest,
    signal: AbortSignal,
    sink: GenerateSink,
  ): Promise<Result<void>>;
  score(
    request: ScoreRequest,
    signal: AbortSignal,
    progress: () => void,
  ): Promise<Result<readonly Score[]>>;
  /** The text between two others; absent where the engine cannot. */
  infill?(
    request: InfillRequest,
    signal: AbortSignal,
    progress: () => void,
  ): Promise<Result<string>>;
  /** How well each passage answers a question, 0 to 1; absent where the model has no head for it. */
  rank?(
    request: RankRequest,
    signal: AbortSignal,
    progress: () => void,
  ): Promise<Result<readonly number[]>>;
  /** The vector of a text, of length one; absent where the model is not made for it. */
  embed?(text: string, signal: AbortSignal): Promise<Result<Float32Array>>;
  /** Tokens of each item; nothing is computed but the tokens. */
  count(request: CountRequest): Result<readonly number[]>;
  /** Writes to disk what it read of conversations that may be kept there; never fails. */
  keep?(): Promise<void>;
  dispose(): Promise<void>;
}

/** A way to run model files inside a worker process. */
export interface Engine {
  load(spec: ModelSpec): Promise<Result<LoadedModel>>;
  /** Computes with at most this many threads from the next step on, whatever its models were loaded with. */
  limitThreads?(most: number): void;
  dispose(): Promise<void>;
}
