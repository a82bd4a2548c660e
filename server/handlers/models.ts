import * as l10n from '@vscode/l10n';
import type { AddModelParams, ModelParams } from '../../protocol/models.ts';
import { failed, ok, type Result } from '../../protocol/result.ts';

/** What to add, from the wire. */
export function parseAddModel(raw: unknown): Result<AddModelParams> {
  const { path, base, name } = Object(raw) as { path?: unknown; base?: unknown; name?: unknown };
  if (typeof path !== 'string' || path === '')
    return failed('badInput', l10n.t('Name the GGUF file to add.'));
  return ok({
    path,
    ...(typeof base === 'string' && base !== '' && { base }),
    ...(typeof name === 'string' && name !== '' && { name }),
  });
}

/** Which model is meant, from the wire. */
export function parseModel(raw: unknown): Result<ModelParams> {
  const { id } = Object(raw) as { id?: unknown };
  if (typeof id === 'string' && id !== '') return ok({ id });
  return failed('badInput', l10n.t('Name the id of a model; “Model Pool” lists them.'));
}
