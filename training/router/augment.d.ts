import type { LabelledRow } from './rows.ts';
interface Seed {
    readonly expert: 'code' | 'logic' | 'prose';
    readonly language: string;
    readonly prompt: string;
}
/** Reads every seed prompt under `folder`. */
export declare function readSeeds(folder: string): Seed[];
/** Seeds as they are and `variants` disguises of each: openers, closers, pasted material, rambling, typos. */
export declare function augmentSeeds(seeds: readonly Seed[], variants: number, seed: number): LabelledRow[];
/** Selections as the classifier sees them: without language or syntax node. */
export declare function selectionRows(count: number, seed: number): LabelledRow[];
export {};
