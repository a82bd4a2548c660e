import type { Result } from '../../../protocol/result.ts';
import type { Member } from '../member.ts';
import { reviewPrompt } from '../prompts.ts';

/** A change as the reviewer sees it. */
export interface ReviewSubject {
  readonly domain: string;
  readonly languageId: string;
  readonly original: string;
  readonly proposed: string;
}

export interface ReviewOpinion {
  readonly reviewer: string;
  /** Probability that the change is right, 0 to 1. */
  readonly accept: number;
}

/**
 * Where a reviewer's probability turns into a decision. At or above `accept` the change counts as
 * reviewed; below `veto` it is refused; in between it stays unreviewed. Fitted per reviewer and domain.
 */
export interface ReviewThresholds {
  readonly accept: number;
  readonly veto: number;
}

export interface Reviewer {
  readonly id: string;
  thresholds(domain: string): ReviewThresholds;
  review(subject: ReviewSubject, signal: AbortSignal): Promise<Result<ReviewOpinion>>;
}

/** Without a calibration a reviewer may accept or veto only when it is nearly certain. */
const uncalibrated: ReviewThresholds = { accept: 0.9, veto: 0.02 };

/**
 * A reviewer that scores fixed answers in one batch and never writes an opinion of its own
 * (P(True), Kadavath et al. 2022, arXiv:2207.05221).
 */
export function createReviewer(
  member: Member,
  calibration: Readonly<Record<string, ReviewThresholds>> = {},
): Reviewer {
  return {
    id: member.id,
    thresholds: (domain) => calibration[domain] ?? uncalibrated,
    async review(subject, signal) {
      const content = reviewPrompt(subject);
      const options = ['accept', 'reject'];
      const decided = await member.decide({ messages: [{ role: 'user', content }], options }, signal);
      if (!decided.ok) return decided;
      return { ok: true, value: { reviewer: member.id, accept: decided.value[0] ?? 0 } };
    },
  };
}
