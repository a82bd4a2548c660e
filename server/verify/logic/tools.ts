import * as l10n from '@vscode/l10n';
import type { CheckerCalls, LogicSite } from '../../../protocol/checker.ts';
import { arithmeticSites } from './arithmeticSites.ts';
import { conditionsFromComments } from './comments/comment.ts';
import { compareTexts } from './equivalence.ts';
import { dialectOf, type Dialect } from './facts.ts';
import { conditionSites } from './forms.ts';

type Handler<M extends keyof CheckerCalls> = (
  params: CheckerCalls[M]['params'],
  signal: AbortSignal,
) => Promise<CheckerCalls[M]['result']>;

interface LogicTools {
  'logic/sites': Handler<'logic/sites'>;
  'logic/equivalent': Handler<'logic/equivalent'>;
  'logic/comments': Handler<'logic/comments'>;
}

/** The checker's answers to questions about conditions and integer arithmetic. */
export const logicTools: LogicTools = {
  async 'logic/sites'({ languageId, text, range }, signal) {
    const dialect = dialectFor(languageId, text);
    if (!dialect) return { sites: [] };
    const parsedAs = dialectOf(languageId) ? languageId : 'javascript';
    const sums = await arithmeticSites(parsedAs, dialect, text, range);
    signal.throwIfAborted();
    const conditions = dialectOf(languageId)
      ? await conditionSites(languageId, dialect, text, range)
      : [];
    signal.throwIfAborted();
    return {
      sites: [...sums, ...conditions.filter((site) => !sums.some((sum) => covers(sum, site)))],
    };
  },
  async 'logic/equivalent'({ languageId, before, after }) {
    const dialect = dialectOf(languageId);
    if (!dialect)
      return {
        verdict: 'notProven',
        detail: l10n.t('conditions in {0} are not known', languageId),
      };
    return compareTexts(languageId, dialect, before, after);
  },
  async 'logic/comments'({ languageId, text, range, instruction }) {
    const dialect = dialectOf(languageId);
    if (!dialect) return { conditions: [] };
    return conditionsFromComments(languageId, dialect, text, range, instruction);
  },
};

/** A document of plain text may still be nothing but a sum. */
function dialectFor(languageId: string, text: string): Dialect | undefined {
  const known = dialectOf(languageId);
  if (known) return known;
  return ['plaintext', 'markdown'].includes(languageId) && /^[\s\d+\-*/%()<>=!]+$/.test(text)
    ? 'script'
    : undefined;
}

function covers(outer: LogicSite, inner: LogicSite): boolean {
  return outer.range.start <= inner.range.start && inner.range.end <= outer.range.end;
}
