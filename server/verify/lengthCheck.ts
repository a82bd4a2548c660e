import * as l10n from '@vscode/l10n';
import type { CheckParams } from '../../protocol/checker.ts';
import type { CheckReport } from '../../protocol/refine.ts';

/** The draft neither swallows nor invents text. */
export async function lengthCheck(params: CheckParams): Promise<CheckReport> {
  const before = params.range.end - params.range.start;
  const after = params.newText.length;
  const shortest = params.domain === 'prose' ? Math.floor(before * 0.6) - 6 : 0;
  const longest = params.domain === 'prose' ? Math.ceil(before * 1.5) + 12 : before * 2 + 200;
  if (params.newText.trim() === '' && before > 0)
    return { check: 'length', status: 'failed', detail: l10n.t('The draft is empty.') };
  if (after < shortest)
    return {
      check: 'length',
      status: 'failed',
      detail: l10n.t('The draft drops text: {0} characters for {1}.', after, before),
    };
  if (after > longest)
    return {
      check: 'length',
      status: 'failed',
      detail: l10n.t('The draft adds too much: {0} characters for {1}.', after, before),
    };
  return {
    check: 'length',
    status: 'passed',
    detail: l10n.t('{0} characters for {1}.', after, before),
  };
}
