import type { FittingRow } from './logistic.ts';
/** A labelled text: `source` is what is left out together, `language` what it is written in. */
export interface LabelledRow {
    readonly prompt: string;
    readonly expert: string;
    readonly source: string;
    readonly language?: string;
    readonly weight?: number;
    /** Rows of one group are disguises of one text and never stand on both sides of a split. */
    readonly group?: string;
}
/** Reads JSON Lines of `{prompt, expert, source}`; a malformed line is an error that names it. */
export declare function readRows(path: string): LabelledRow[];
/** Turns texts into what the classifier sees. */
export declare function toFittingRows(rows: readonly LabelledRow[]): FittingRow[];
