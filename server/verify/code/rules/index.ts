import type { Rule } from '../finding.ts';

/** Every rule, in no particular order: the strongest evidence for an edit wins. */
export const rules: readonly Rule[] = [];
