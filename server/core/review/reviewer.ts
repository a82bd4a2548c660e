import type { Result } from '../../../protocol/result.ts';
import type { Member, Message } from '../member.ts';
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
 * How a reviewer's probability turns into a decision. It is fused with the expert's own confidence by
 * adding weighted log-odds (a logarithmic opinion pool, Genest and Zidek 1986): at or above `accept` the
 * change counts as reviewed, below `veto` it is refused, in between it stays unreviewed. Weight and
 * thresholds are fitted per reviewer and domain on held-out edits.
 */
export interface ReviewThresholds {
  readonly accept: number;
  readonly veto: number;
  /** Weight of the reviewer's log-odds beside the expert's, which weigh 1. */
  readonly weight: number;
}

export interface Reviewer {
  readonly id: string;
  thresholds(domain: string): ReviewThresholds;
  review(subject: ReviewSubject, signal: AbortSignal): Promise<Result<ReviewOpinion>>;
}

/** Without a calibration a reviewer counts half, and may veto only what the expert doubts too. */
const uncalibrated: ReviewThresholds = { accept: 0.8, veto: 0.2, weight: 0.5 };

/** Keeps a sure opinion from becoming an infinite one. */
const mostLogOdds = 6;

/** The two opinions as one probability. */
export function fuseOpinions(expert: number, reviewer: number, weight: number): number {
  const total = logOdds(expert) + weight * logOdds(reviewer);
  return 1 / (1 + Math.exp(-total));
}

function logOdds(probability: number): number {
  const raw = Math.log(probability) - Math.log(1 - probability);
  return Math.max(-mostLogOdds, Math.min(mostLogOdds, raw));
}

/**
 * A reviewer that scores fixed answers in one batch and never writes an opinion of its own
 * (P(True), Kadavath et al. 2022, arXiv:2207.05221). `ask` puts the subject to it; the default is the nano pool's
 * marked change.
 */
export function createReviewer(
  member: Member,
  calibration: Readonly<Record<string, ReviewThresholds>> = {},
  ask: (subject: ReviewSubject) => readonly Message[] = markedChange,
): Reviewer {
  return {
    id: member.id,
    thresholds: (domain) => calibration[domain] ?? uncalibrated,
    async review(subject, signal) {
      const decided = await member.decide(
        { messages: ask(subject), options: ['accept', 'reject'] },
        signal,
      );
      if (!decided.ok) return decided;
      return { ok: true, value: { reviewer: member.id, accept: decided.value[0] ?? 0 } };
    },
  };
}

function markedChange(subject: ReviewSubject): readonly Message[] {
  return [{ role: 'user', content: reviewPrompt(subject) }];
}
