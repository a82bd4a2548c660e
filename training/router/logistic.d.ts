import type { ClassifierData } from '../../server/core/router/classifier.ts';
import { type Features } from '../../server/core/router/features.ts';
/** One training row, already turned into features. */
export interface FittingRow {
    readonly features: Pick<Features, 'indices' | 'values'>;
    readonly label: number;
    readonly weight: number;
}
export interface FittingOptions {
    readonly epochs: number;
    readonly rate: number;
    readonly decay: number;
    /** Decay of the dense features, which are few and shared by all languages. */
    readonly denseDecay: number;
    readonly seed: number;
}
/** Weights in floating point, class after class, and one bias per class. */
export interface FittedModel {
    readonly weights: Float32Array;
    readonly bias: Float64Array;
}
export declare const defaultOptions: FittingOptions;
/** Deterministic random numbers in [0, 1). */
export declare function createRandom(seed: number): () => number;
/** Multinomial logistic regression by AdaGrad, with L2 decay applied to the touched weights. */
export declare function fitLogistic(rows: readonly FittingRow[], options?: FittingOptions): FittedModel;
export declare function logitsOf(model: FittedModel, features: Pick<Features, 'indices' | 'values'>): number[];
export declare function softmax(logits: readonly number[]): number[];
/** The temperature that makes held-out scores most honest, by a search over log loss. */
export declare function fitTemperature(logits: readonly (readonly number[])[], labels: readonly number[]): number;
/** Rounds the weights to signed bytes. */
export declare function packModel(model: FittedModel, temperature: number): ClassifierData;
