import { isRecord } from './record.ts';

export interface AddModelParams {
  /** Absolute path, on the machine where the engine runs, of a GGUF file. */
  readonly path: string;
  /** Id of the model that the file, a LoRA adapter, changes. */
  readonly base?: string;
  /** What the member is named after, where the file's own name tells nothing. */
  readonly name?: string;
}

export interface AddModelResult {
  /** Member id under which the pool now knows the file, e.g. `file:qwen2.5-0.5b`. */
  readonly id: string;
}

/** Client to server request; a file that cannot be used fails with one sentence. */
export const addModelRequest = 'eidolon/models/add';

/** What was found out about one model. */
export interface VerifiedModelResult {
  readonly id: string;
  /** One sentence; absent when the model is good. */
  readonly problem?: string;
}

/** Client to server request with {@link ModelParams} or nothing; answers {@link VerifiedModelResult}[], one for each model. */
export const verifyModelsRequest = 'eidolon/models/verify';

/** Names one model of the pool. */
export interface ModelParams {
  readonly id: string;
}

/** Client to server request with {@link ModelParams}: forgets a model of the user's; answers null. */
export const removeModelRequest = 'eidolon/models/remove';

/** Client to server request with {@link ModelParams}: frees its memory once it has nothing to do; answers null. */
export const unloadModelRequest = 'eidolon/models/unload';

/** Programs whose model files are found. */
export type ModelOrigin = 'Hugging Face' | 'LM Studio' | 'Ollama' | 'llama.cpp';

/** A model file that another program has on the disk of the machine that computes. */
export interface FoundModel {
  readonly name: string;
  readonly origin: ModelOrigin;
  /** Absolute, and links resolved. */
  readonly path: string;
  readonly sizeBytes: number;
  /** In the pool already. */
  readonly present: boolean;
}

/** Client to server request without parameters; answers {@link FoundModel}[]. */
export const findModelsRequest = 'eidolon/models/find';

/** Found models from the wire; rows that cannot be read are left out. */
export function parseFoundModels(value: unknown): readonly FoundModel[] {
  if (!Array.isArray(value)) return [];
  return (value as unknown[]).filter((row): row is FoundModel => {
    if (!isRecord(row)) return false;
    const { name, origin, path, sizeBytes, present } = row;
    const texts = [name, origin, path].every((each) => typeof each === 'string');
    return texts && typeof sizeBytes === 'number' && typeof present === 'boolean';
  });
}
