import type { TracePart } from '../../../../protocol/trace.ts';

/** What a fusion rule made of the candidates. */
export interface Fused {
  readonly text: string;
  /** Index of the candidate whose text this is; absent when several were merged. */
  readonly base?: number;
  /** The rule's own confidence, 0 to 1, before calibration. */
  readonly raw: number;
  /** Further named numbers for calibrators. */
  readonly signals: Readonly<Record<string, number>>;
  /** One sentence: why this text. */
  readonly reason: string;
  /** Score per candidate, in the rule's own unit. */
  readonly scores?: readonly number[];
  readonly parts?: readonly TracePart[];
  /** Calls beyond those of the candidates. */
  readonly callsBy?: Readonly<Record<string, number>>;
  readonly notes?: readonly string[];
  /** What was left out because the candidates dispute it. */
  readonly disputed?: readonly { readonly by: string; readonly text: string }[];
}
