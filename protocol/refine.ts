import type { Credit } from './outcome.ts';
import type { Range } from './text.ts';
import type { Trace } from './trace.ts';

/**
 * `proven`: a checker alone decides. `reviewed`: checks passed and the reviewer accepts.
 * `unreviewed`: no reviewer could judge it, so it stays outside *Accept All*.
 */
export type Verdict = 'proven' | 'reviewed' | 'unreviewed';

export type CheckStatus = 'passed' | 'failed' | 'notChecked';

export interface CheckReport {
  /** Short stable name: `parse`, `names`, `literals`, `equivalence`, `arithmetic`, `lints`, `length`, `masks`, `diagnostics`. */
  readonly check: string;
  readonly status: CheckStatus;
  /** One sentence for the hover. */
  readonly detail: string;
  /** True when passing this check proves the change right by itself. */
  readonly proof?: boolean;
}

/** One reviewable change. Ranges lie inside the requested selection by construction. */
export interface Hunk {
  readonly id: string;
  readonly range: Range;
  readonly oldText: string;
  readonly newText: string;
  readonly proposedBy: string;
  readonly changedBy?: string;
  readonly checks: readonly CheckReport[];
  readonly verdict: Verdict;
  /** One sentence: what changed and why. */
  readonly summary: string;
  /** 0 to 1, calibrated where a calibration exists. */
  readonly confidence?: number;
  /** Goes back with the outcome; absent from an engine that does not learn. */
  readonly credit?: Credit;
}

/** What an editor reports about a place of the document. */
export interface PlacedDiagnostic {
  readonly message: string;
  /** True for the version of the request. */
  readonly range: Range;
}

export interface RefineParams {
  /** The version that the ranges are true for; absent when the sender cannot tell. */
  readonly textDocument: { readonly uri: string; readonly version?: number };
  /** One or more selections; an empty list means the whole document. */
  readonly ranges: readonly Range[];
  readonly instruction?: string;
  /** Forces an expert past the router. */
  readonly expert?: string;
  readonly ensemble?: string;
  /** Messages of what an editor reports, with their places where they are known. */
  readonly diagnostics?: readonly (string | PlacedDiagnostic)[];
  readonly workDoneToken?: string | number;
}

export interface RefineResult {
  readonly version: number;
  readonly hunks: readonly Hunk[];
  /** One honest sentence when nothing is proposed, or when something was left alone. */
  readonly note?: string;
  readonly trace: Trace;
}

/** Client to server. */
export const refineRequest = 'eidolon/refine/run';
