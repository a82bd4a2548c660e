import * as l10n from '@vscode/l10n';
import type { CheckReport } from '../../../../protocol/refine.ts';
import { ok, type Result } from '../../../../protocol/result.ts';
import { prepared, type Member } from '../../member.ts';
import { createReviewer, fuseOpinions } from '../../review/reviewer.ts';
import type { Answer } from '../answer.ts';
import { rawSignal } from '../estimate.ts';
import type { Asking } from '../gather.ts';
import type { ReviewSpec } from '../spec.ts';
import type { AnswerContext, Strategy } from '../strategy.ts';
import { isFatal } from '../together.ts';
import { reviewMessages, subjectOf } from './subject.ts';

/** What all functions of one review share. */
export interface Review {
  readonly path: string;
  readonly spec: ReviewSpec;
  readonly draft: Strategy;
}

/** A text, what exact checks say about it, and how far the reviewer accepts it. */
export interface Judged {
  readonly answer: Answer;
  readonly checks: readonly CheckReport[];
  /** The reviewer's probability that it is right; absent when there was no opinion. */
  readonly accept?: number;
  /** The same, fused with the draft's confidence. */
  readonly fused: number;
  /** Calls of the reviewer. */
  readonly calls: number;
  /** Why there is no opinion. */
  readonly note?: string;
}

/** What exact checks say about an answer's whole text. */
export async function runChecks(
  { spec }: Review,
  { text, chosen }: Answer,
  { question, context, signal }: Asking,
): Promise<readonly CheckReport[]> {
  if (spec.checks === 'none') return [];
  const timer = context.trace.timer();
  const { answerKind, languageId } = question;
  const params = { answerKind, text: chosen?.text ?? text, ...(languageId && { languageId }) };
  const answer = await context.tools.call('answer/check', params, signal);
  const reports = answer.ok
    ? answer.value.reports
    : [{ check: 'checker', status: 'notChecked' as const, detail: answer.failure.message }];
  context.trace.add({ kind: 'checks', subject: text, reports, ms: timer() });
  return reports;
}

/** Asks the reviewer about one text; without a reviewer, or when it fails, the text has no opinion and a note. */
export async function judge(
  { spec }: Review,
  answer: Answer,
  checks: readonly CheckReport[],
  { question, context, signal }: Asking,
): Promise<Result<Judged>> {
  const silent = (note: string): Result<Judged> =>
    ok({ answer, checks, fused: answer.confidence, calls: 0, note });
  const id = spec.reviewer.kind === 'member' ? spec.reviewer.id : '';
  const found = context.member(id);
  if (!found)
    return silent(
      l10n.t('It was not reviewed, because {0} is not available.', id || l10n.t('the reviewer')),
    );
  const member = await prepared(found, signal);
  if (!member.capabilities.decide)
    return silent(l10n.t('It was not reviewed, because {0} cannot score fixed text here.', id));
  const timer = context.trace.timer();
  const others = answer.samples.map(({ text }) => text);
  const reviewer = createReviewer(member, {}, reviewMessages(member, question, others));
  const text = answer.chosen?.text ?? answer.text;
  const opinion = await reviewer.review(subjectOf(question, text), signal);
  if (!opinion.ok) {
    return isFatal(opinion.failure)
      ? opinion
      : silent(l10n.t('It was not reviewed: {0}', opinion.failure.message));
  }
  const { accept } = opinion.value;
  const { accept: threshold, weight } = reviewer.thresholds(question.domain);
  const fused = fuseOpinions(ownOpinion(answer), accept, weight);
  const subject = answer.text;
  context.trace.add({
    kind: 'review',
    reviewer: id,
    subject,
    accept,
    fused,
    threshold,
    ms: timer(),
  });
  const same = sameFamily(answer, member, context);
  return ok({ answer, checks, accept, fused, calls: 1, ...(same && { note: same }) });
}

/**
 * How sure the author is. Without calibration that is its least certain token: the mean of all of them is near one
 * for any fluent text, and would outvote every reviewer.
 */
function ownOpinion({ calibrated, confidence, signals }: Answer): number {
  const least = signals['minLogProb'];
  const single = signals['share'] === undefined && signals['agreement'] === undefined;
  return calibrated || !single || least === undefined ? confidence : Math.exp(least);
}

/** Errors of models that share their training agree, so such a review is worth less, and says so. */
function sameFamily(
  { member }: Answer,
  reviewer: Member,
  context: AnswerContext,
): string | undefined {
  const author = member === undefined ? undefined : context.member(member);
  if (author?.family !== reviewer.family) return undefined;
  return author.id === reviewer.id
    ? l10n.t(
        'It was reviewed by its own author ({0}), which tends to share its errors.',
        reviewer.id,
      )
    : l10n.t(
        'It was reviewed by a model of its own family ({0}), which tends to share its errors.',
        reviewer.id,
      );
}

/** What calibrators read of a judged text. */
export function judgedSignals({ answer, checks, accept, fused }: Judged): Record<string, number> {
  return {
    ...answer.signals,
    ...(accept !== undefined && { accept: logOdds(accept) }),
    failedChecks: checks.filter(({ status }) => status === 'failed').length,
    [rawSignal]: fused,
  };
}

function logOdds(probability: number): number {
  const held = Math.min(1 - 1e-3, Math.max(1e-3, probability));
  return Math.log(held / (1 - held));
}
