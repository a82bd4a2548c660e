import * as l10n from '@vscode/l10n';
import type { Credit } from '../../../protocol/outcome.ts';
import type { OffsetRange } from '../../../protocol/text.ts';
import type { Draft, DraftOutcome } from '../experts/expert.ts';
import type { Reviewer } from '../review/reviewer.ts';
import type { ExactTools } from '../tools.ts';
import type { TraceClock, TraceRecorder } from '../trace.ts';
import { questionKindOf } from '../trust/questionKinds.ts';
import type { Domain } from './domain.ts';
import { judge, type JudgeContext, type Judgement } from './judge.ts';
import {
  chunkOf,
  cutHunks,
  withinChunk,
  type JudgedDraft,
  type RefinedHunk,
} from './judgedDraft.ts';

/** A draft that an exact check decided about. */
export interface CheckedDraft {
  readonly credit: Credit;
  readonly passed: boolean;
}

/** What came of one range. */
export interface RangeOutcome {
  readonly hunks: readonly RefinedHunk[];
  readonly note?: string;
  /** True when the expert does not do this at all, so another one's word counts more. */
  readonly declined?: boolean;
  readonly checked?: readonly CheckedDraft[];
  readonly drafts?: readonly JudgedDraft[];
}

/** Who drafted, and for what. */
export interface Drafted {
  readonly domain: Domain;
  readonly range: OffsetRange;
  /** The domain's name is in it. */
  readonly context: JudgeContext;
  /** How long all drafts of the range took. */
  readonly ms: number;
}

interface JudgeDraftsDeps {
  readonly tools: ExactTools;
  /** Who reads drafts before they are shown. */
  readonly reviewer?: Reviewer;
  readonly clock: TraceClock;
  readonly trace: TraceRecorder;
  readonly onStage?: (stage: 'checking', detail: string) => void;
}

/** What one draft adds to the outcome of its range. */
interface JudgedPart {
  readonly hunks: readonly RefinedHunk[];
  readonly drafts: readonly JudgedDraft[];
  readonly checked?: CheckedDraft;
  readonly refusal?: string;
}

/** Checks and review of an expert's drafts, and the hunks of those that stand. */
export async function judgeDrafts(
  outcome: Extract<DraftOutcome, { kind: 'drafts' }>,
  drafted: Drafted,
  deps: JudgeDraftsDeps,
  signal: AbortSignal,
): Promise<RangeOutcome> {
  const { range, context } = drafted;
  const parts: JudgedPart[] = [];
  for (const [i, draft] of outcome.drafts.entries()) {
    signal.throwIfAborted();
    deps.onStage?.('checking', l10n.t('Checking draft {0} of {1}', i + 1, outcome.drafts.length));
    parts.push(await judgeDraft(draft, drafted, deps, signal));
  }
  const hunks = parts.flatMap((part) => part.hunks);
  const refusals = parts.flatMap(({ refusal }) => refusal ?? []);
  const text = context.documentText.slice(range.start, range.end);
  return {
    hunks,
    checked: parts.flatMap(({ checked }) => checked ?? []),
    drafts:
      outcome.drafts.length === 0
        ? [unchanged(text, drafted)]
        : parts.flatMap(({ drafts }) => drafts),
    note: noteFor(outcome.note, hunks.length, refusals),
  };
}

async function judgeDraft(
  draft: Draft,
  drafted: Drafted,
  deps: JudgeDraftsDeps,
  signal: AbortSignal,
): Promise<JudgedPart> {
  const { domain, context, ms } = drafted;
  const { documentText } = context;
  traceDraft(deps.trace, draft, documentText, ms);
  if (!inside(draft.range, drafted.range))
    return { hunks: [], drafts: [], refusal: l10n.t('A draft reached outside the selection.') };
  const judged = await judge(draft, context, deps, signal);
  const credit = creditOf(draft, drafted);
  const { languageId } = context;
  const chunk = {
    ...chunkOf(draft, judged, documentText),
    domain: context.domain,
    languageId,
    credit,
  };
  if (judged.kind === 'refused') return refusedPart(judged, chunk);
  const cut = cutHunks(draft, judged, domain.splitHunks, documentText, deps.clock);
  const { verdict, checks } = judged;
  return {
    hunks: cut.map((hunk) => ({ ...hunk, credit })),
    drafts: [{ ...chunk, verdict, checks, hunks: withinChunk(cut, draft) }],
    ...(verdict === 'proven' && { checked: { credit, passed: true } }),
  };
}

function refusedPart(
  { reason, checks, failedCheck }: Extract<Judgement, { kind: 'refused' }>,
  chunk: Omit<JudgedDraft, 'verdict' | 'checks' | 'hunks'>,
): JudgedPart {
  return {
    hunks: [],
    drafts: [{ ...chunk, verdict: 'refused', reason, checks, hunks: [] }],
    refusal: reason,
    ...(failedCheck !== undefined && { checked: { credit: chunk.credit, passed: false } }),
  };
}

function unchanged(text: string, { domain: { member }, context }: Drafted): JudgedDraft {
  const { domain, languageId } = context;
  const credit = {
    by: [member?.id ?? `tool:${domain}`],
    domain,
    questionKind: questionKindOf(text),
  };
  const nothing = { checks: [], hunks: [], confidence: 1 };
  const same = { original: text, proposed: text, verdict: 'unchanged' } as const;
  return { ...nothing, ...same, domain, languageId, credit };
}

/** Who is answerable for a draft's hunks; a policy's odds are told where its member had a hand in them. */
function creditOf(draft: Draft, { domain, context }: Drafted): Credit {
  const original = context.documentText.slice(draft.range.start, draft.range.end);
  const member = domain.member?.id;
  const tookPart = draft.proposedBy === member || draft.changedBy === member;
  return {
    // Who ranked the proposals chose this one.
    by: [
      ...new Set([draft.proposedBy, ...(draft.changedBy === undefined ? [] : [draft.changedBy])]),
    ],
    domain: context.domain,
    questionKind: questionKindOf(original),
    ...(tookPart && domain.propensity !== undefined && { propensity: domain.propensity }),
  };
}

function traceDraft(trace: TraceRecorder, draft: Draft, documentText: string, ms: number): void {
  trace.add({
    kind: 'draft',
    member: draft.proposedBy,
    original: documentText.slice(draft.range.start, draft.range.end),
    candidates: draft.candidates,
    ms,
  });
}

function noteFor(
  expertNote: string | undefined,
  hunkCount: number,
  refusals: readonly string[],
): string | undefined {
  if (refusals.length === 0)
    return hunkCount === 0 ? (expertNote ?? l10n.t('Nothing to change was found.')) : expertNote;
  const reasons = [...new Set(refusals)].join(' ');
  return refusals.length === 1
    ? l10n.t('One draft was refused: {0}', reasons)
    : l10n.t('{0} drafts were refused: {1}', refusals.length, reasons);
}

function inside(inner: OffsetRange, outer: OffsetRange): boolean {
  return inner.start >= outer.start && inner.end <= outer.end && inner.start <= inner.end;
}
