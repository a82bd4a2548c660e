import * as l10n from '@vscode/l10n';
import type { CheckReport, Verdict } from '../../../protocol/refine.ts';
import type { Draft } from '../experts/expert.ts';
import { suspiciousCharactersAdded } from '../edits/characters.ts';
import { fuseOpinions, type Reviewer } from '../review/reviewer.ts';
import type { ExactTools } from '../tools.ts';
import type { TraceRecorder } from '../trace.ts';

/** What a draft is judged against. */
export interface JudgeContext {
  readonly domain: string;
  readonly languageId: string;
  readonly documentText: string;
  readonly fileName?: string;
  readonly instruction?: string;
}

export interface JudgeDeps {
  readonly tools: ExactTools;
  readonly reviewer?: Reviewer;
  readonly trace: TraceRecorder;
}

export type Judgement =
  | {
      readonly kind: 'accepted';
      readonly newText: string;
      readonly verdict: Verdict;
      readonly checks: readonly CheckReport[];
      readonly changedBy?: string;
    }
  | {
      readonly kind: 'refused';
      readonly reason: string;
      readonly checks: readonly CheckReport[];
      /** The reviewer's id, where it was the reviewer and no check. */
      readonly refusedBy?: string;
      /** A check ran and found fault; a checker that was out of reach found none. */
      readonly failedCheck?: string;
    };

/**
 * Checks, then the reviewer, then checks again for whatever the reviewer put in its place. Closed by
 * default: a draft that fails is repaired once, from the expert's own alternatives, and then refused.
 */
export async function judge(
  draft: Draft,
  context: JudgeContext,
  deps: JudgeDeps,
  signal: AbortSignal,
): Promise<Judgement> {
  const first = await judgeText(draft, draft.newText, context, deps, signal);
  if (first.kind === 'accepted') return withAuthor(first, draft.changedBy);
  const repair = draft.alternatives?.find((text) => text !== draft.newText);
  if (repair === undefined) return first;
  const second = await judgeText(draft, repair, context, deps, signal);
  if (second.kind === 'refused') return first;
  return withAuthor(second, first.refusedBy ?? draft.changedBy);
}

function withAuthor(accepted: Accepted, changedBy: string | undefined): Judgement {
  return changedBy === undefined ? accepted : { ...accepted, changedBy };
}

type Accepted = Extract<Judgement, { kind: 'accepted' }>;
type Refused = Extract<Judgement, { kind: 'refused' }>;

async function judgeText(
  draft: Draft,
  newText: string,
  context: JudgeContext,
  deps: JudgeDeps,
  signal: AbortSignal,
): Promise<Accepted | Refused> {
  const original = context.documentText.slice(draft.range.start, draft.range.end);
  const checks = await runChecks(draft, newText, original, context, deps, signal);
  const failure = checks.find((report) => report.status === 'failed');
  if (failure) {
    const refused = refuse(deps, newText, failure.detail, checks);
    return failure.check === 'checker' ? refused : { ...refused, failedCheck: failure.check };
  }
  const proof = checks.find((report) => report.status === 'passed' && report.proof);
  if (proof) return accept(deps, newText, 'proven', checks, proof.detail);
  if (draft.reading !== undefined) {
    const reason = l10n.t(
      'Read as: {0}. A comment proves nothing, so a person decides.',
      draft.reading,
    );
    return accept(deps, newText, 'unreviewed', checks, reason);
  }
  const change = shownChange(draft, newText, context.documentText);
  const review = await askReviewer(change, draft.confidence, context, deps, signal);
  if (review.veto) return refuse(deps, newText, review.reason, checks, review.reviewer);
  return accept(deps, newText, review.verdict, checks, review.reason);
}

async function runChecks(
  draft: Draft,
  newText: string,
  original: string,
  context: JudgeContext,
  deps: JudgeDeps,
  signal: AbortSignal,
): Promise<readonly CheckReport[]> {
  const timer = deps.trace.timer();
  const reports: CheckReport[] = [...(newText === draft.newText ? (draft.evidence ?? []) : [])];
  const added = suspiciousCharactersAdded(original, newText);
  if (added.length > 0) {
    const detail = l10n.t(
      'The draft brings in invisible or control characters ({0}).',
      added.join(', '),
    );
    reports.push({ check: 'characters', status: 'failed', detail });
  }
  const answer = await deps.tools.call(
    'edit/check',
    {
      ...context,
      // A condition that is new has nothing to be equal to.
      ...(draft.reading === undefined ? {} : { domain: 'condition' }),
      range: draft.range,
      newText,
      ...(draft.masked ? { masked: draft.masked } : {}),
    },
    signal,
  );
  if (answer.ok) reports.push(...answer.value.reports);
  else reports.push({ check: 'checker', status: 'failed', detail: answer.failure.message });
  const merged = mergeReports(reports);
  deps.trace.add({ kind: 'checks', subject: newText, reports: merged, ms: timer() });
  return merged;
}

/** One report per check: a failure wins over a pass, a pass with proof over a plain one. */
function mergeReports(reports: readonly CheckReport[]): readonly CheckReport[] {
  const byName = new Map<string, CheckReport>();
  const rank = (report: CheckReport): number =>
    report.status === 'failed' ? 3 : report.status === 'passed' ? (report.proof ? 2 : 1) : 0;
  for (const report of reports) {
    const known = byName.get(report.check);
    if (!known || rank(report) > rank(known)) byName.set(report.check, report);
  }
  return [...byName.values()];
}

interface ReviewOutcome {
  readonly veto: boolean;
  readonly verdict: Verdict;
  readonly reason: string;
  readonly reviewer?: string;
}

/** The change with as much around it as the reviewer is to read. */
export function shownChange(
  { range, shown = range }: Draft,
  newText: string,
  text: string,
): Change {
  const before = text.slice(shown.start, range.start);
  const after = text.slice(range.end, shown.end);
  const original = text.slice(range.start, range.end);
  return { original: before + original + after, proposed: before + newText + after, newText };
}

/** A change as the reviewer reads it. */
export interface Change {
  readonly original: string;
  readonly proposed: string;
  readonly newText: string;
}

async function askReviewer(
  { original, proposed, newText }: Change,
  confidence: number,
  context: JudgeContext,
  deps: JudgeDeps,
  signal: AbortSignal,
): Promise<ReviewOutcome> {
  const { reviewer, trace } = deps;
  if (!reviewer)
    return { veto: false, verdict: 'unreviewed', reason: l10n.t('The pool has no reviewer.') };
  const timer = trace.timer();
  const subject = { domain: context.domain, languageId: context.languageId, original, proposed };
  const opinion = await reviewer.review(subject, signal);
  if (!opinion.ok) {
    return { veto: false, verdict: 'unreviewed', reason: opinion.failure.message };
  }
  const { accept: threshold, veto, weight } = reviewer.thresholds(context.domain);
  const fused = fuseOpinions(confidence, opinion.value.accept, weight);
  trace.add({
    kind: 'review',
    reviewer: reviewer.id,
    subject: newText,
    accept: opinion.value.accept,
    fused,
    threshold,
    ms: timer(),
  });
  const opinions = [opinion.value.accept, confidence, fused].map(percent);
  if (fused < veto) {
    const reason = l10n.t(
      'The reviewer rejects the draft (reviewer {0}, expert {1}, together {2}).',
      ...opinions,
    );
    return { veto: true, verdict: 'unreviewed', reason, reviewer: reviewer.id };
  }
  return fused >= threshold
    ? {
        veto: false,
        verdict: 'reviewed',
        reason: l10n.t(
          'The reviewer accepts the draft (reviewer {0}, expert {1}, together {2}).',
          ...opinions,
        ),
      }
    : {
        veto: false,
        verdict: 'unreviewed',
        reason: l10n.t(
          'The reviewer is not sure (reviewer {0}, expert {1}, together {2}).',
          ...opinions,
        ),
      };
}

function percent(probability: number): string {
  return `${Math.round(probability * 100)} %`;
}

function refuse(
  deps: JudgeDeps,
  subject: string,
  reason: string,
  checks: readonly CheckReport[],
  refusedBy?: string,
): Refused {
  deps.trace.add({ kind: 'verdict', subject, verdict: 'refused', reason });
  return { kind: 'refused', reason, checks, ...(refusedBy !== undefined && { refusedBy }) };
}

function accept(
  deps: JudgeDeps,
  newText: string,
  verdict: Verdict,
  checks: readonly CheckReport[],
  reason: string,
): Accepted {
  deps.trace.add({ kind: 'verdict', subject: newText, verdict, reason });
  return { kind: 'accepted', newText, verdict, checks };
}
