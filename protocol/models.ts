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
