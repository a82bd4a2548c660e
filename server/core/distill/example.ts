import type { UserOutcome } from '../../../protocol/outcome.ts';
import type { CheckStatus, Verdict } from '../../../protocol/refine.ts';
import type { OffsetRange } from '../../../protocol/text.ts';
import type { JudgedDraft } from '../refine/judgedDraft.ts';

/** A part of a draft that a person decides about by itself. */
export interface ExampleHunk {
  readonly id: string;
  /** UTF-16 offsets into the example's `original`. */
  readonly range: OffsetRange;
  readonly newText: string;
  /** Absent until it is settled. */
  readonly outcome?: UserOutcome;
}

/** How an example came about; holds no text of the user's. */
export interface Provenance {
  readonly traceId: string;
  /** ISO 8601. */
  readonly at: string;
  /** Specification or name of the ensemble; absent means the built-in one. */
  readonly ensemble?: string;
  /** Members and exact tools whose text it is. */
  readonly by: readonly string[];
  /** SHA-256 of each member's file, in hexadecimal, by member id. */
  readonly models: Readonly<Record<string, string>>;
  readonly checks: readonly {
    readonly check: string;
    readonly status: CheckStatus;
    readonly proof?: boolean;
  }[];
  readonly verdict: Verdict | 'refused' | 'unchanged';
  /** Probability that the draft is right as the expert told it, 0 to 1. */
  readonly confidence: number;
}

/** A chunk of text, what an ensemble made of it, and what became of that: the raw material of distillation. */
export interface Example {
  readonly id: string;
  readonly domain: string;
  readonly languageId: string;
  readonly original: string;
  readonly proposed: string;
  readonly hunks: readonly ExampleHunk[];
  readonly provenance: Provenance;
}

/** What the recorder knows beside the draft. */
export interface Origin {
  readonly traceId: string;
  readonly at: string;
  readonly ensemble?: string;
  readonly models: Readonly<Record<string, string>>;
}

/** The example of a judged draft before anybody decided about it; `index` is its place among the drafts of its trace. */
export function exampleOf(draft: JudgedDraft, index: number, origin: Origin): Example {
  const { domain, languageId, original, proposed, credit, checks, verdict, confidence } = draft;
  const { traceId, at, ensemble, models } = origin;
  const known = credit.by.flatMap((id): [string, string][] => {
    const digest = models[id];
    return digest === undefined ? [] : [[id, digest]];
  });
  return {
    id: `${traceId}/${index}`,
    domain,
    languageId,
    original,
    proposed,
    hunks: draft.hunks,
    provenance: {
      traceId,
      at,
      ...(ensemble !== undefined && { ensemble }),
      by: credit.by,
      models: Object.fromEntries(known),
      checks: checks.map(({ check, status, proof }) => ({
        check,
        status,
        ...(proof === true && { proof }),
      })),
      verdict,
      confidence,
    },
  };
}

/**
 * A whole text and what all drafts of it together made of it, instead of one chunk each: what a student learns that is
 * asked about whole texts. Undefined where some draft was refused or nobody could judge it: then it is not known what is right.
 */
export function wholeExample(
  drafts: readonly JudgedDraft[],
  text: string,
  refined: string,
  origin: Origin,
): Example | undefined {
  const main = drafts.find(({ verdict }) => verdict !== 'unchanged') ?? drafts[0];
  if (!main || drafts.some(({ verdict }) => verdict === 'refused' || verdict === 'unreviewed'))
    return undefined;
  const example = exampleOf(main, 0, origin);
  const by = [...new Set(drafts.flatMap(({ credit }) => credit.by))];
  return {
    ...example,
    original: text,
    proposed: refined,
    hunks: [],
    provenance: { ...example.provenance, by },
  };
}

/** The example with the fate of one of its hunks; the last word counts. */
export function decide(example: Example, hunkId: string, outcome: UserOutcome): Example {
  const hunks = example.hunks.map((hunk) => (hunk.id === hunkId ? { ...hunk, outcome } : hunk));
  return { ...example, hunks };
}
