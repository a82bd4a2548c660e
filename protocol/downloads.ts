import type { Role } from './roles.ts';

/** A model that can be downloaded, as a person chooses one. */
export interface DownloadableModel {
  /** Short name, e.g. `qwen3-1.7b`. */
  readonly name: string;
  readonly title: string;
  /** Models of one family share training data and err alike. */
  readonly family: string;
  /** As its makers count them, e.g. `1.7B`. */
  readonly parameters: string;
  /** How its weights are stored, e.g. `Q4_K_M`. */
  readonly quantization: string;
  readonly sizeBytes: number;
  /** Tokens that it was trained for. */
  readonly contextSize: number;
  /** Bytes that the key-value cache takes for one token at 16 bits. */
  readonly cacheBytesPerToken: number;
  readonly licence: Licence;
  /** What it is meant for. */
  readonly roles: readonly Role[];
}

export interface Licence {
  readonly name: string;
  readonly url: string;
}
