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
