import * as l10n from '@vscode/l10n';
import { failed, ok, type Result } from '../../../protocol/result.ts';
import type { Random } from '../random.ts';
import { chooseByTrust, type TrustPolicy, type TrustView } from '../trust/trustView.ts';
import { builtInEnsembles } from './builtIn.ts';
import { parseEnsemble } from './parseSpec.ts';
import type { RouteSpec, Spec } from './spec.ts';

/** Which member drafts in each domain and which one reviews; absent members leave the exact tools alone. */
export interface RefinePlan {
  readonly experts: Readonly<Record<string, string>>;
  readonly reviewer?: string;
  /** Who drafts and votes in a domain where several do, weakest to strongest; {@link toolsVoter} is the exact tools alone. */
  readonly voters?: Readonly<Record<string, readonly string[]>>;
  /** Members among which a policy chooses anew for every refine, instead of one for each domain. */
  readonly choice?: { readonly by: TrustPolicy; readonly members: readonly string[] };
}

/** Names the exact tools without a model among voters; no member's id reads like it. */
export const toolsVoter = 'tools';

/** A member that a policy chose for a domain, and how likely that was. */
export interface ChosenMember {
  readonly member: string;
  readonly propensity?: number;
}

/** Who drafts in each domain, now: the plan's member, or the one that its policy draws by what outcomes taught. */
export function chooseExperts(
  { experts, choice }: RefinePlan,
  domains: readonly string[],
  text: string,
  trust: TrustView | undefined,
  random: Random,
): ReadonlyMap<string, ChosenMember> {
  return new Map(
    domains.flatMap((domain): readonly (readonly [string, ChosenMember])[] => {
      if (choice && trust) {
        const question = { prompt: text, domain };
        const { member, propensity } = chooseByTrust(
          trust,
          choice.by,
          choice.members,
          question,
          random,
        );
        return [[domain, { member, propensity }]];
      }
      const member = experts[domain];
      return member === undefined ? [] : [[domain, { member }]];
    }),
  );
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
      return routePlan(spec);
    case 'review': {
      const draft = planOf(spec.draft);
      if (!draft.ok || spec.reviewer.kind !== 'member') return draft;
      return ok({ ...draft.value, reviewer: spec.reviewer.id });
    }
    default:
      return failed(
        'unsupported',
        l10n.t('Refining knows ensembles of kind “route” and “review”, not “{0}”.', spec.kind),
      );
  }
}

function routePlan({ experts, by }: RouteSpec): Result<RefinePlan> {
  const members: Record<string, string> = {};
  const voters: Record<string, readonly string[]> = {};
  for (const [domain, expert] of Object.entries(experts)) {
    const votes = votersOf(expert);
    if (votes === undefined)
      return failed(
        'unsupported',
        l10n.t(
          'Refining asks one member in each domain, or several that vote by majority, but the expert for {0} is a “{1}”.',
          domain,
          expert.kind,
        ),
      );
    if (expert.kind === 'vote') voters[domain] = votes;
    const strongest = votes.findLast((id) => id !== toolsVoter);
    if (strongest !== undefined) members[domain] = strongest;
  }
  const all = [...new Set(Object.values(members))];
  return ok({
    experts: members,
    ...(Object.keys(voters).length > 0 && { voters }),
    ...((by === 'trust' || by === 'context') && all.length > 0 && { choice: { by, members: all } }),
  });
}

/** Who drafts in a domain; undefined for what cannot. A member drafts the same each time, so none is sampled twice. */
function votersOf(expert: Spec): readonly string[] | undefined {
  if (expert.kind === 'member') return [expert.id];
  if (expert.kind !== 'vote' || expert.by !== 'majority') return undefined;
  if (expert.samples > 1 || expert.stop !== 'fixed') return undefined;
  const voters = expert.members.map((voter) =>
    voter.kind === 'member'
      ? voter.id
      : voter.kind === 'route' && Object.keys(voter.experts).length === 0
        ? toolsVoter
        : undefined,
  );
  return voters.every((voter) => voter !== undefined) ? voters : undefined;
}
