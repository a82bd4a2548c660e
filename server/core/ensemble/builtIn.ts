import { defaultRoles } from '../../../protocol/roles.ts';

const { reviewer, ...experts } = defaultRoles;

/** The ensembles that ship, each a specification as a user would write it. */
export const builtInEnsembles: Readonly<Record<string, unknown>> = {
  experts: {
    kind: 'review',
    draft: { kind: 'route', experts },
    reviewer,
  },
  council: {
    kind: 'review',
    draft: {
      kind: 'route',
      experts: Object.fromEntries(
        Object.entries(experts).map(([domain, expert]) => [
          domain,
          { kind: 'vote', members: ['tools', 'nano:general', expert] },
        ]),
      ),
    },
    reviewer,
  },
  unreviewed: { kind: 'route', experts },
  general: { kind: 'review', draft: 'nano:general', reviewer: 'nano:general' },
  tools: { kind: 'route', experts: {} },
  majority: { kind: 'vote', members: '*' },
  trust: { kind: 'vote', members: '*', by: 'trust' },
};

/** Built-in mixtures of experts that also ask the user's own domains, by domain and member. */
export function mixturesWith(
  own: Readonly<Record<string, string>>,
): Readonly<Record<string, unknown>> {
  if (Object.keys(own).length === 0) return {};
  const unreviewed = { kind: 'route', experts: { ...experts, ...own } };
  return {
    experts: { kind: 'review', draft: unreviewed, reviewer },
    unreviewed,
  };
}
