/** What is written wrongly, told by its context: the pattern's one group is replaced, the rest is context. */
export type Phrase = readonly [kind: string, prior: number, pattern: RegExp, replacement: string];
