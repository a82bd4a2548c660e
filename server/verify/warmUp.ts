import type { CheckerCalls, CheckerMethod } from '../../protocol/checker.ts';
import { diagnose } from './code/diagnostics.ts';

const warm = new Set<string>();

/**
 * Begins what is slow the first time and will be asked next. A model drafts between the question for what
 * could change and the check of its draft, and TypeScript takes seconds to read its own library.
 */
export function warmUpAfter(method: CheckerMethod, params: unknown, value: unknown): void {
  const languageId = languageToCheck(method, params, value);
  if (languageId === undefined || warm.has(languageId)) return;
  warm.add(languageId);
  // After the answer is on its way.
  setImmediate(() => void diagnose(languageId, '').catch(() => warm.delete(languageId)));
}

function languageToCheck(
  method: CheckerMethod,
  params: unknown,
  value: unknown,
): string | undefined {
  if (method === 'logic/sites') {
    const { sites } = value as CheckerCalls['logic/sites']['result'];
    if (!sites.some((site) => site.forms.length > 0)) return undefined;
  } else if (method === 'code/repairs') {
    const { functions } = value as CheckerCalls['code/repairs']['result'];
    if (!functions.some(({ candidates }) => candidates.length > 0)) return undefined;
  } else return undefined;
  return (params as { readonly languageId: string }).languageId;
}
