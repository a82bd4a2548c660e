/** One generated editor selection with the expert that should get it. */
export interface Selection {
    readonly prompt: string;
    readonly expert: 'code' | 'logic' | 'prose';
    readonly languageId: string;
    /** `comment`, `docstring`, `paragraph`, `condition`, `arithmetic`, `function`, `statement`, … */
    readonly kind: string;
    readonly syntaxNode?: string;
}
/** `count` selections, a third of each expert, spread over languages; the same seed gives the same list. */
export declare function generateSelections(count: number, seed: number): Selection[];
