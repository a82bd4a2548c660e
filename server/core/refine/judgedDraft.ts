import type { Credit } from '../../../protocol/outcome.ts';
import type { CheckReport, Hunk, Verdict } from '../../../protocol/refine.ts';
import type { OffsetRange } from '../../../protocol/text.ts';
import { minimalChanges, wholeChange, type TextChange } from '../edits/hunks.ts';
import type { Draft } from '../experts/expert.ts';
import type { TraceClock } from '../trace.ts';
import { shownChange, type Judgement } from './judge.ts';

/** One reviewable change with offsets into the request's document. */
export interface RefinedHunk extends Omit<Hunk, 'range'> {
  readonly range: OffsetRange;
  readonly confidence: number;
  readonly credit: Credit;
}

/** A draft and what checks and the reviewer made of it. */
export interface JudgedDraft {
  readonly domain: string;
  readonly languageId: string;
  /** The chunk as the reviewer reads it: what the draft replaces and the text around it. */
  readonly original: string;
  /** The same chunk with the whole draft in place. */
  readonly proposed: string;
  /** `unchanged`: the expert looked at the whole of it and had nothing to propose. */
  readonly verdict: Verdict | 'refused' | 'unchanged';
  /** Why it was refused, in one sentence. */
  readonly reason?: string;
  readonly checks: readonly CheckReport[];
  readonly confidence: number;
  readonly credit: Credit;
  /** The parts that can be accepted one by one, with UTF-16 offsets into `original`; none of a draft that is refused or changes nothing. */
  readonly hunks: readonly (TextChange & { readonly id: string })[];
}

/** What was judged, with as much around it as the reviewer reads. */
export function chunkOf(
  draft: Draft,
  judged: Judgement,
  documentText: string,
): Pick<JudgedDraft, 'original' | 'proposed' | 'confidence'> {
  const { range, newText, confidence } = draft;
  const replaced = documentText.slice(range.start, range.end);
  const text =
    judged.kind === 'accepted' ? withLineEnds(judged.newText, replaced, documentText) : newText;
  const { original, proposed } = shownChange(draft, text, documentText);
  return { original, proposed, confidence };
}

/** The hunks of an accepted draft with offsets into its chunk. */
export function withinChunk(
  hunks: readonly Omit<RefinedHunk, 'credit'>[],
  { range, shown = range }: Draft,
): JudgedDraft['hunks'] {
  return hunks.map(({ id, range: at, newText }) => ({
    id,
    newText,
    range: { start: at.start - shown.start, end: at.end - shown.start },
  }));
}

/** The reviewable changes of an accepted draft, with offsets into the document. */
export function cutHunks(
  draft: Draft,
  judged: Extract<Judgement, { kind: 'accepted' }>,
  split: boolean,
  documentText: string,
  clock: TraceClock,
): readonly Omit<RefinedHunk, 'credit'>[] {
  const before = documentText.slice(draft.range.start, draft.range.end);
  const after = withLineEnds(judged.newText, before, documentText);
  const whole = wholeChange(before, after);
  const changes: readonly TextChange[] = split
    ? minimalChanges(before, after)
    : whole
      ? [whole]
      : [];
  return changes.map(({ range, newText }) => ({
    id: clock.newId(),
    range: { start: draft.range.start + range.start, end: draft.range.start + range.end },
    oldText: before.slice(range.start, range.end),
    newText,
    proposedBy: draft.proposedBy,
    ...(judged.changedBy === undefined ? {} : { changedBy: judged.changedBy }),
    checks: judged.checks,
    verdict: judged.verdict,
    summary: draft.summary,
    confidence: draft.confidence,
  }));
}

/** Gives a draft the line ends of the text it replaces, or of the document where that has none. */
function withLineEnds(text: string, before: string, documentText: string): string {
  const model = /\n/.test(before) ? before : documentText;
  const crlf = /\r\n/.test(model);
  if (crlf && /(?<!\r)\n/.test(before)) return text; // Mixed line ends are the user's business.
  const plain = text.replace(/\r\n?/g, '\n');
  return crlf ? plain.replace(/\n/g, '\r\n') : plain;
}
