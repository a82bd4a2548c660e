import * as l10n from '@vscode/l10n';
import { ok, type Result } from '../../../../protocol/result.ts';
import type { Answer } from '../answer.ts';
import { estimateConfidence } from '../estimate.ts';
import type { Asking } from '../gather.ts';
import type { ReviewSpec } from '../spec.ts';
import type { Strategy } from '../strategy.ts';
import { joinNotes, sumCalls } from '../together.ts';
import { percent, reviewGate } from './gate.ts';
import { judge, judgedSignals, runChecks, type Judged, type Review } from './judge.ts';
import { reviewLessons } from './lessons.ts';
import { tryRepair } from './repair.ts';
import { isBetter, stands } from './verdict.ts';

/**
 * A draft of any member or ensemble under the eyes of another member: only on evidence (failed checks, disagreement,
 * little confidence), by scoring fixed text, with one try to repair. What cannot be repaired stays, flagged as unsure.
 */
export function createReview(spec: ReviewSpec, path: string, draft: Strategy): Strategy {
  const review: Review = { path, spec, draft };
  const strategy: Strategy = {
    path,
    children: [draft],
    lessons: [],
    async answer(question, context, signal) {
      const asking = { question, context, signal };
      const drafted = await draft.answer(question, context, signal);
      return drafted.ok ? reviewDraft(review, drafted.value, asking) : drafted;
    },
  };
  return { ...strategy, lessons: reviewLessons(review, strategy) };
}

async function reviewDraft(review: Review, draft: Answer, asking: Asking): Promise<Result<Answer>> {
  const checks = await runChecks(review, draft, asking);
  const gate = reviewGate(draft, checks);
  const { trace } = asking.context;
  if (!gate.open) {
    const reason = l10n.t('Not reviewed: {0}.', gate.reason);
    trace.add({ kind: 'verdict', subject: draft.text, verdict: 'unreviewed', reason });
    return ok(
      conclude(review, { answer: draft, checks, fused: draft.confidence, calls: 0 }, asking),
    );
  }
  const judged = await judge(review, draft, checks, asking);
  if (!judged.ok) return judged;
  const first = judged.value;
  if (first.accept === undefined) return ok(conclude(review, first, asking));
  if (stands(review, first, asking)) {
    const reason = l10n.t('Reviewed because {0}; {1}.', gate.reason, opinions(first));
    trace.add({ kind: 'verdict', subject: draft.text, verdict: 'reviewed', reason });
    return ok(conclude(review, first, asking));
  }
  const repair = await tryRepair(review, first, asking);
  if (!repair.ok) return repair;
  const second = repair.value;
  const better = second !== undefined && isBetter(review, second, first, asking);
  const reason = better
    ? l10n.t(
        'Replaced because {0}; {1}, and {2} for the other answer.',
        gate.reason,
        opinions(first),
        percent(second.fused),
      )
    : l10n.t(
        'Rejected because {0}; {1}, and there is nothing better.',
        gate.reason,
        opinions(first),
      );
  trace.add({
    kind: 'verdict',
    subject: better ? second.answer.text : draft.text,
    verdict: better ? 'reviewed' : 'refused',
    reason,
  });
  return ok(conclude(review, better ? second : first, asking, better ? first : second, !better));
}

function opinions({ accept = 0, fused, checks }: Judged): string {
  const failed = checks.find(({ status }) => status === 'failed');
  const [given, together] = [percent(accept), percent(fused)];
  return failed
    ? l10n.t(
        'the reviewer gives {0}, together {1}, the check “{2}” fails',
        given,
        together,
        failed.check,
      )
    : l10n.t('the reviewer gives {0}, together {1}', given, together);
}

function conclude(
  { path, spec }: Review,
  chosen: Judged,
  { question, context }: Asking,
  other?: Judged,
  rejected = false,
): Answer {
  const signals = {
    ...judgedSignals(chosen),
    reviewed: chosen.accept === undefined ? 0 : 1,
    rejected: rejected ? 1 : 0,
  };
  const fit = context.fitted.nodes[path];
  const reviews = chosen.calls + (other?.calls ?? 0);
  const reviewer = spec.reviewer.kind === 'member' ? spec.reviewer.id : '';
  const most = other && other.answer.calls > chosen.answer.calls ? other.answer : chosen.answer;
  const shown = [
    ...(chosen.answer.alternatives ?? []),
    ...(other ? [{ by: other.answer.member ?? l10n.t('the draft'), text: other.answer.text }] : []),
  ];
  return {
    ...chosen.answer,
    ...(fit?.calibrators
      ? estimateConfidence(fit, question.domain, signals)
      : { confidence: chosen.fused, calibrated: false }),
    ...sumCalls([most, { callsBy: reviews > 0 ? { [reviewer]: reviews } : {} }]),
    ...(shown.length > 0 && { alternatives: shown }),
    ...(rejected && { abstained: true, stop: 'abstained' as const }),
    samples: most.samples,
    signals,
    ...joinNotes(chosen.answer.notes, chosen.note, other?.note),
  };
}
