import type { LabelledRow } from './rows.ts';
/** All training rows: the labelled prompts, our seeds in disguise, generated selections. */
export declare function buildCorpus(labelled: readonly LabelledRow[], seedFolder: string): LabelledRow[];
