import type { Failure } from '../../protocol/result.ts';

/** A failure of a model that the catalogue lists, with what its user can do about it. */
export function withRemedy(
  failure: Failure,
  model: { readonly id: string; readonly builtIn: boolean },
): Failure {
  const remedy = model.builtIn
    ? 'install Eidolon again'
    : `put the file back, or remove the model with "eidolon models remove ${model.id}"`;
  return { ...failure, message: `${failure.message.replace(/\.$/, '')}; ${remedy}.` };
}

/** A failure of a file that somebody wants to add, with what can be done about it. */
export function withOtherFile(failure: Failure): Failure {
  const remedy =
    failure.kind === 'modelMissing' ? 'check its path' : 'get it again or choose another';
  return { ...failure, message: `${failure.message.replace(/\.$/, '')}; ${remedy}.` };
}
