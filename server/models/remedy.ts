import * as l10n from '@vscode/l10n';
import type { Failure } from '../../protocol/result.ts';

/** A failure of a model that the catalogue lists, with what its user can do about it. */
export function withRemedy(
  failure: Failure,
  model: { readonly id: string; readonly builtIn: boolean },
): Failure {
  const remedy = model.builtIn
    ? l10n.t('install Eidolon again')
    : l10n.t('put the file back, or remove the model with "eidolon models remove {0}"', model.id);
  return withAdvice(failure, remedy);
}

/** A failure of a file that somebody wants to add, with what can be done about it. */
export function withOtherFile(failure: Failure): Failure {
  return withAdvice(
    failure,
    failure.kind === 'modelMissing'
      ? l10n.t('check its path')
      : l10n.t('get it again or choose another'),
  );
}

/** The failure with a clause after its sentence. */
export function withAdvice(failure: Failure, advice: string): Failure {
  const message = failure.message.replace(/[.。]$/u, '');
  return { ...failure, message: l10n.t('{0}; {1}.', message, advice) };
}
