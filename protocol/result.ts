export const failureKinds = [
  'badInput',
  'tooLong',
  'unsupported',
  'memberUnknown',
  'modelMissing',
  'modelInvalid',
  'modelQuarantined',
  'outOfMemory',
  'diskFull',
  'workerCrashed',
  'poolUnavailable',
  'checkerUnavailable',
  'timeout',
  'documentChanged',
  'notRecorded',
  'hostUnavailable',
  'notAllowed',
  'superseded',
] as const;

/** Every way in which a request can fail that is not a bug and not a cancellation. */
export type FailureKind = (typeof failureKinds)[number];

/** An expected failure: `message` is one sentence for the user that says what to do. */
export interface Failure {
  readonly kind: FailureKind;
  readonly message: string;
  /** Technical detail for the log: the worker's last error lines, a stack, an exit code. */
  readonly detail?: string;
}

export type Result<T> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly failure: Failure };

export function ok<T>(value: T): Result<T> {
  return { ok: true, value };
}

export function failed<T = never>(kind: FailureKind, message: string, detail?: string): Result<T> {
  return {
    ok: false,
    failure: detail === undefined ? { kind, message } : { kind, message, detail },
  };
}
