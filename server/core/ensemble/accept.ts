import * as l10n from '@vscode/l10n';
import type { Cascade, Tried } from './steps.ts';
import { confidenceAt, scoredEstimate } from './estimate.ts';
import type { Asking } from './gather.ts';

/** Mean log-probability from which an uncalibrated answer of one member is accepted: tokens of probability .82. */
export const defaultMeanLogProb = -0.2;

/** A step is passed on when the last one is expected to be right this much more often; less is not worth its calls. */
export const worthwhileGain = 0.25;

/** Whether a step's answer may stand, and why, in words. */
export interface Verdict {
  readonly accepted: boolean;
  /** Lowest confidence that is accepted; absent where a rule without such a number decided. */
  readonly threshold?: number;
  readonly reason: string;
}

/** Whether a step before the last is accepted. */
export function accepts(cascade: Cascade, tried: Tried, asking: Asking): Verdict {
  const kept = keepsRisk(cascade, tried, asking);
  if (kept === undefined) return acceptsByRule(tried);
  if (!kept.accepted) return kept;
  const { estimate, signals, step } = tried;
  const fit = asking.context.fitted.nodes[furtherPath(cascade, step)];
  if (!fit?.calibrators) return kept;
  const further = scoredEstimate(fit, asking.question.domain, signals).confidence;
  if (further - estimate.confidence <= worthwhileGain) return kept;
  const reason = l10n.t(
    'Sure to {0}, while the last step would be right to {1}; that is worth asking.',
    percent(estimate.confidence),
    percent(further),
  );
  return { ...kept, accepted: false, reason };
}

/** Whether the last step stands or abstains. */
export function lastStands(cascade: Cascade, tried: Tried, asking: Asking): Verdict {
  const kept = keepsRisk(cascade, tried, asking);
  if (kept !== undefined) return kept;
  const verdict = acceptsByRule(tried);
  const { share, meanLogProb, agrees } = tried.signals;
  if (verdict.accepted) return verdict;
  if (share === undefined && meanLogProb === undefined)
    return { accepted: true, reason: l10n.t('The last step answers.') };
  return agrees !== undefined && agrees > 0
    ? { accepted: true, reason: l10n.t('The last step agrees with an earlier one.') }
    : verdict;
}

/** Key of what was learned about the last step, seen from an earlier one. */
export function furtherPath({ path }: Cascade, step: number): string {
  return `${path}/further.${step}`;
}

/** Whether accepting keeps the risk; undefined without a calibrated threshold. */
export function keepsRisk(
  { path, spec }: Cascade,
  { step, estimate }: Tried,
  { context, question }: Asking,
): Verdict | undefined {
  const fit = context.fitted.nodes[`${path}/accept.${step}`];
  if (fit?.threshold === undefined) return undefined;
  const [sure, risk] = [percent(estimate.confidence), percent(spec.accept.risk)];
  if (fit.threshold === null) {
    const reason = l10n.t(
      'Sure to {0}; here no confidence would keep wrong answers below {1} of all questions.',
      sure,
      risk,
    );
    return { accepted: false, reason };
  }
  const threshold = confidenceAt(fit, question.domain, fit.threshold);
  const accepted = estimate.score >= fit.threshold;
  const reason = l10n.t(
    'Sure to {0}; {1} keep wrong answers below {2} of all questions.',
    sure,
    percent(threshold),
    risk,
  );
  return { accepted, threshold, reason };
}

/** The rules without calibration. */
function acceptsByRule({ answer }: Tried): Verdict {
  const { share, votes, meanLogProb } = answer.signals;
  if (share !== undefined && votes !== undefined && votes > Math.log1p(1))
    return share === 1
      ? { accepted: true, reason: l10n.t('All votes agree.') }
      : { accepted: false, reason: l10n.t('Only {0} of the votes agree.', percent(share)) };
  if (share !== undefined && share < 1)
    return { accepted: false, reason: l10n.t('No two votes agree.') };
  if (meanLogProb === undefined)
    return { accepted: false, reason: l10n.t('Nothing tells how sure this answer is.') };
  const accepted = meanLogProb >= defaultMeanLogProb;
  const mean = meanLogProb.toFixed(2);
  const reason = accepted
    ? l10n.t('The mean log-probability {0} is not below {1}.', mean, defaultMeanLogProb)
    : l10n.t('The mean log-probability {0} is below {1}.', mean, defaultMeanLogProb);
  return { accepted, reason };
}

function percent(share: number): string {
  return `${Math.round(share * 100)} %`;
}
