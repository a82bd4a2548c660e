/** The three domains that ship; users may add names of their own. */
export type BuiltInExpert = 'code' | 'logic' | 'prose';

/** Everything the router may look at. No field is required but the text. */
export interface RouteInput {
  /** The selection, or the question. */
  readonly text: string;
  /** VS Code language id of the document; absent for a question. */
  readonly languageId?: string;
  readonly instruction?: string;
  /** Type of the smallest syntax node (tree-sitter name) that covers the selection, when known. */
  readonly syntaxNode?: string;
  /** Messages of the diagnostics that touch the selection. */
  readonly diagnostics?: readonly string[];
}

export interface RouteDecision {
  readonly expert: string;
  /** Probability per expert; sums to one. */
  readonly scores: Readonly<Record<string, number>>;
  /** One clause in words: which rule fired, or which terms weighed most. */
  readonly reason: string;
}
