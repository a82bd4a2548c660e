import type { CheckReport } from '../../../protocol/refine.ts';
import type { OffsetRange } from '../../../protocol/text.ts';
import type { TraceCandidate } from '../../../protocol/trace.ts';
import type { Member } from '../member.ts';
import type { ExactTools } from '../tools.ts';

/** One selection to refine, with the document around it. */
export interface DraftInput {
  readonly documentText: string;
  readonly languageId: string;
  /** The selection: an expert may change only text inside it. */
  readonly range: OffsetRange;
  readonly instruction?: string;
  readonly diagnostics?: readonly string[];
  /** Those of the diagnostics whose place is known. */
  readonly reported?: readonly Reported[];
  /** Another expert has read the selection and found nothing wrong: only what is superfluous changes, nothing in style. */
  readonly standingIn?: boolean;
}

/** What an editor reports about a place of the document. */
export interface Reported {
  readonly message: string;
  readonly range: OffsetRange;
}

/** A rewriting of one chunk (a sentence, a condition, a function) that checks and the reviewer then judge. */
export interface Draft {
  /** The replaced part of the document; lies inside the selection. */
  readonly range: OffsetRange;
  readonly newText: string;
  /** What the reviewer reads: the replaced part and the text around it; the replaced part alone when absent. */
  readonly shown?: OffsetRange;
  /** Member id or exact tool, e.g. `nano:logic`, `tool:harper`. */
  readonly proposedBy: string;
  /** Who chose or altered it when that was another member. */
  readonly changedBy?: string;
  /** One sentence for the hunk: what changed and why. */
  readonly summary: string;
  /** Probability that the draft is right, 0 to 1, from the expert's calibration. */
  readonly confidence: number;
  /** Everything that was considered, for the trace. */
  readonly candidates: readonly TraceCandidate[];
  /** Spans of the replaced part (relative to its start) that must come back byte-identical. */
  readonly masked?: readonly OffsetRange[];
  /** Complete replacements to fall back to when a check refuses `newText`, best first. */
  readonly alternatives?: readonly string[];
  /** What a condition that a comment asked for was read as: it is new, so nothing it replaces can prove it. */
  readonly reading?: string;
  /** Proof found while drafting, e.g. an equivalence. */
  readonly evidence?: readonly CheckReport[];
}

export type DraftOutcome =
  | { readonly kind: 'drafts'; readonly drafts: readonly Draft[]; readonly note?: string }
  /** The expert does not do this; `reason` is one honest sentence that says what would. */
  | { readonly kind: 'declined'; readonly reason: string };

export interface ExpertDeps {
  /** The model that proposes and ranks; absent when the pool has none, and exact tools work alone. */
  readonly member?: Member;
  readonly tools: ExactTools;
}

/** A domain's way to draft: a small model proposes or ranks, an exact tool decides. */
export interface Expert {
  readonly id: string;
  draft(input: DraftInput, deps: ExpertDeps, signal: AbortSignal): Promise<DraftOutcome>;
}
