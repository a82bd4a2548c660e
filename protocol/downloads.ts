import { isRecord } from './record.ts';
import type { OwnRole, Role } from './roles.ts';

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
  readonly roles: readonly (Role | OwnRole)[];
}

export interface Licence {
  readonly name: string;
  readonly url: string;
}

/** One row of what can be downloaded, with what this machine has to do with it. */
export interface OfferedModel extends DownloadableModel {
  /** Page about the model. */
  readonly page: string;
  /** Memory that it takes in use, with a context as Eidolon opens it. */
  readonly memoryBytes: number;
  /** In the pool already. */
  readonly present: boolean;
}

/** Client to server request without parameters; answers an {@link Offer}. */
export const listDownloadsRequest = 'eidolon/downloads/list';

export interface Offer {
  readonly models: readonly OfferedModel[];
  /** Memory that is free at the moment. */
  readonly availableBytes: number;
}

/**
 * Client to server request with {@link PullParams}; answers {@link PullResult}. Reports work-done progress; cancelled, it
 * keeps what has arrived, and the next one goes on from there.
 */
export const pullModelRequest = 'eidolon/downloads/pull';

export interface PullParams {
  /** Name in the catalogue, or the address of a GGUF file. */
  readonly model: string;
  /** The user has seen the licence and agreed to it; without that nothing is downloaded. */
  readonly licenceAccepted: boolean;
  /** The editor's proxy, for where the environment names none. */
  readonly proxy?: string;
  readonly workDoneToken?: string | number;
}

export interface PullResult {
  /** Member id under which the pool now knows the model. */
  readonly id: string;
  /** False where nobody had named the file's hash before. */
  readonly verified: boolean;
}

/** Message of the progress while a downloaded file is checked; before that it is numbers alone. */
export const checkingStage = 'checking';

/** Parameters from the wire, where anything may come. */
export function parsePullParams(value: unknown): PullParams | undefined {
  if (!isRecord(value)) return undefined;
  const { model, licenceAccepted, proxy, workDoneToken: token } = value;
  if (typeof model !== 'string' || model === '') return undefined;
  return {
    model,
    licenceAccepted: licenceAccepted === true,
    ...(typeof proxy === 'string' && proxy !== '' && { proxy }),
    ...((typeof token === 'string' || typeof token === 'number') && { workDoneToken: token }),
  };
}

/** An offer from the wire; rows that cannot be read are left out. */
export function parseOffer(value: unknown): Offer | undefined {
  if (!isRecord(value) || !Array.isArray(value['models'])) return undefined;
  const { availableBytes } = value;
  const models = (value['models'] as unknown[]).filter(isOffered);
  return { models, availableBytes: typeof availableBytes === 'number' ? availableBytes : 0 };
}

export function parsePullResult(value: unknown): PullResult | undefined {
  if (!isRecord(value) || typeof value['id'] !== 'string') return undefined;
  return { id: value['id'], verified: value['verified'] === true };
}

function isOffered(value: unknown): value is OfferedModel {
  if (!isRecord(value)) return false;
  const { licence, roles } = value;
  const texts = ['name', 'title', 'family', 'parameters', 'quantization', 'page'] as const;
  const numbers = ['sizeBytes', 'contextSize', 'cacheBytesPerToken', 'memoryBytes'] as const;
  return (
    texts.every((key) => typeof value[key] === 'string') &&
    numbers.every((key) => typeof value[key] === 'number') &&
    isRecord(licence) &&
    typeof licence['name'] === 'string' &&
    typeof licence['url'] === 'string' &&
    Array.isArray(roles) &&
    typeof value['present'] === 'boolean'
  );
}
