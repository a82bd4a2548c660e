import type { RefinePlan } from '../ensemble/refinePlan.ts';
import type { RefineOutcome, RefineRequest } from './refine.ts';

/** Why a member cannot answer, by its id; each a whole sentence. */
export type UnusableMembers = ReadonlyMap<string, string>;

/**
 * Says which members should have taken part in an answer and could not, so that a pool that does less than
 * usual never looks like one that found nothing; undefined when all were there.
 */
export function degradedNote(
  outcome: RefineOutcome,
  request: Pick<RefineRequest, 'expert'>,
  plan: RefinePlan,
  unusable: UnusableMembers,
): string | undefined {
  const routed = outcome.trace.steps.flatMap((step) =>
    step.kind === 'route' ? [step.decision.expert] : [],
  );
  const domains = request.expert === undefined ? routed : [request.expert];
  const drafting = domains.flatMap((domain) => [
    ...(plan.voters?.[domain] ?? []),
    plan.experts[domain],
  ]);
  // A reviewer that had nothing to judge was not missed.
  const reviewing = outcome.hunks.length > 0 ? [plan.reviewer] : [];
  const reasons = [...drafting, ...reviewing].flatMap((id) => unusable.get(id ?? '') ?? []);
  return reasons.length === 0 ? undefined : [...new Set(reasons)].join(' ');
}
