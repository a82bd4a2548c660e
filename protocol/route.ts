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
  /** Who answers, where the domain is one of the user's own. */
  readonly member?: string;
}

/** A text that the user put into another domain, as it can be inspected; it never leaves the machine. */
export interface RouteCorrection {
  /** Names the text; the same for texts that differ only in case and spacing. */
  readonly fingerprint: string;
  readonly domain: string;
  /** ISO date on which it was corrected. */
  readonly day: string;
  /** How the text begins, for whoever inspects the corrections. */
  readonly opening: string;
}

export interface CorrectRouteParams {
  readonly text: string;
  /** `code`, `logic`, `prose`, or a domain of the user's. */
  readonly domain: string;
}

/** Client to server request; answers the {@link RouteDecision} that holds for this text from now on. */
export const correctRouteRequest = 'eidolon/route/correct';

/** Client to server request without parameters; answers {@link RouteCorrection}[], oldest first. */
export const listCorrectionsRequest = 'eidolon/route/corrections';

export interface ForgetCorrectionParams {
  /** Absent means all. */
  readonly fingerprint?: string;
}

/** Client to server request; answers the {@link RouteCorrection}[] that are left. */
export const forgetCorrectionRequest = 'eidolon/route/forget';
