export interface AddModelParams {
  /** Absolute path, on the machine where the engine runs, of a GGUF file. */
  readonly path: string;
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

/** Client to server request without parameters; answers {@link VerifiedModelResult}[], one for each model. */
export const verifyModelsRequest = 'eidolon/models/verify';
