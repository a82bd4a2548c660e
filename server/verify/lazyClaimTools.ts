import type { CheckerHandlers } from './messages.ts';

/** Reads what texts claim; its tagger and units are loaded when a text is first asked about. */
export const claimTools: Pick<CheckerHandlers, 'text/claims'> = {
  'text/claims': async ({ texts }) => {
    const { readClaims } = await import('./claims/clauses.ts');
    return { claims: texts.map((text) => readClaims(text)) };
  },
};
