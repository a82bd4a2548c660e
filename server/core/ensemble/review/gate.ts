import * as l10n from '@vscode/l10n';
import type { CheckReport } from '../../../../protocol/refine.ts';
import type { Answer } from '../answer.ts';

/** Why a draft is reviewed, or why not. */
export interface Gate {
  readonly open: boolean;
  /** One clause. */
  readonly reason: string;
}

/** Drafts at least this sure are not reviewed: reviewing them breaks about as many as it mends. */
const sureEnough = 0.8;

/**
 * A review costs a call and can break a right answer, so it needs evidence: a failed check, samples that disagree, or
 * little confidence. (Small models that review without evidence make answers worse: Huang et al. 2023,
 * arXiv:2310.01798; Zhang et al. 2024, arXiv:2404.17140.) A draft that nothing is known about is reviewed.
 */
export function reviewGate(draft: Answer, checks: readonly CheckReport[]): Gate {
  const failed = checks.find(({ status }) => status === 'failed');
  if (failed)
    return {
      open: true,
      reason: l10n.t('the check “{0}” failed: {1}', failed.check, failed.detail),
    };
  if (draft.canonical === undefined)
    return { open: true, reason: l10n.t('no answer can be read from it') };
  if (draft.abstained) return { open: true, reason: l10n.t('the draft abstains') };
  const share = draft.signals['share'] ?? draft.signals['agreement'];
  if (share !== undefined && share < 1)
    return { open: true, reason: l10n.t('only {0} of the samples agree', percent(share)) };
  if (draft.calibrated) {
    const open = draft.confidence < sureEnough;
    const sure = percent(draft.confidence);
    const reason = open
      ? l10n.t('its confidence is only {0}', sure)
      : l10n.t('its confidence is {0}', sure);
    return { open, reason };
  }
  if (share !== undefined) return { open: false, reason: l10n.t('all samples agree') };
  const least = draft.signals['minLogProb'];
  if (least === undefined) return { open: true, reason: l10n.t('nothing tells how sure it is') };
  const open = Math.exp(least) < sureEnough;
  const sure = percent(Math.exp(least));
  const reason = open
    ? l10n.t('its least certain token has only {0}', sure)
    : l10n.t('its least certain token has still {0}', sure);
  return { open, reason };
}

/** A share as whole percent. */
export function percent(share: number): string {
  return `${Math.round(share * 100)} %`;
}
