import type { CheckerHandlers } from '../messages.ts';
import { readClaims } from './clauses.ts';

/** Reads what texts claim, for the consistency guard. */
export const claimTools: Pick<CheckerHandlers, 'text/claims'> = {
  'text/claims': async ({ texts }) => ({ claims: texts.map(readClaims) }),
};
