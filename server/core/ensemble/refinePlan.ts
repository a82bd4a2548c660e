import { failed, ok, type Result } from '../../../protocol/result.ts';
import { builtInEnsembles } from './builtIn.ts';
import { parseEnsemble } from './parseSpec.ts';
import type { Spec } from './spec.ts';

/** Which member drafts in each domain and which one reviews; absent members leave the exact tools alone. */
export interface RefinePlan {
  readonly experts: Readonly<Record<string, string>>;
  readonly reviewer?: string;
}

/** Names of the built-in ensembles that can refine. */
export const refinePlanNames: readonly string[] = Object.keys(builtInEnsembles).filter(
  (name) => name !== 'majority' && name !== 'trust',
);

export const defaultPlanName = 'experts';

/** Reads an ensemble for refining, which is of kind `route`, `review`, or a member id alone. */
export function parseRefinePlan(
  spec: unknown,
  named: Readonly<Record<string, unknown>>,
): Result<RefinePlan> {
  const parsed = parseEnsemble(spec, { named });
  return parsed.ok ? planOf(parsed.value) : parsed;
}

function planOf(spec: Spec): Result<RefinePlan> {
  switch (spec.kind) {
    case 'member':
      return ok({ experts: { code: spec.id, logic: spec.id, prose: spec.id } });
    case 'route':
      return routePlan(spec.experts);
    case 'review': {
      const draft = planOf(spec.draft);
      if (!draft.ok || spec.reviewer.kind !== 'member') return draft;
      return ok({ ...draft.value, reviewer: spec.reviewer.id });
    }
    default:
      return failed(
        'unsupported',
        `Refining knows ensembles of kind “route” and “review”, not “${spec.kind}”.`,
      );
  }
}

function routePlan(experts: Readonly<Record<string, Spec>>): Result<RefinePlan> {
  const members: Record<string, string> = {};
  for (const [domain, expert] of Object.entries(experts)) {
    if (expert.kind !== 'member')
      return failed(
        'unsupported',
        `Refining asks one member in each domain, but the expert for ${domain} is a “${expert.kind}”.`,
      );
    members[domain] = expert.id;
  }
  return ok({ experts: members });
}
