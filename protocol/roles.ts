/** What a member of the pool is asked for when nobody names an ensemble. */
export const roles = ['code', 'logic', 'prose', 'reviewer'] as const;
export type Role = (typeof roles)[number];

/** Roles that nobody gives: a file is made for them, or not. */
export const ownRoles = ['reranker', 'embedder'] as const;
export type OwnRole = (typeof ownRoles)[number];

/** Who has which role when the settings say nothing. */
export const defaultRoles: Readonly<Record<Role, string>> = {
  code: 'nano:code',
  logic: 'nano:logic',
  prose: 'nano:prose',
  reviewer: 'nano:reviewer',
};

/** Name of the ensemble that holds the roles; a user's own of this name stands before the built-in one. */
export const rolesEnsemble = 'experts';

type Named = Readonly<Record<string, unknown>>;

/** Who has which role; undefined where the user's ensemble is none of the kind that has roles. */
export function rolesIn(ensembles: Named): Readonly<Record<Role, string | undefined>> | undefined {
  const own = ensembles[rolesEnsemble];
  if (own === undefined) return defaultRoles;
  const { kind, draft, reviewer } = asRecord(own);
  const route = kind === 'review' ? asRecord(draft) : asRecord(own);
  if (route['kind'] !== 'route') return undefined;
  const of = (value: unknown): string | undefined =>
    typeof value === 'string' ? value : undefined;
  const { code, logic, prose } = asRecord(route['experts']);
  return { code: of(code), logic: of(logic), prose: of(prose), reviewer: of(reviewer) };
}

/** The settings with one role given to a member; undefined where the user's ensemble has no roles. */
export function withRole(ensembles: Named, role: Role, member: string): Named | undefined {
  const current = rolesIn(ensembles);
  if (!current) return undefined;
  const { reviewer, ...experts } = { ...current, [role]: member };
  const known = Object.entries(experts).filter(([, id]) => id !== undefined);
  const route = asRecord(ownRoute(ensembles));
  const draft = {
    ...route,
    kind: 'route',
    experts: { ...asRecord(route['experts']), ...Object.fromEntries(known) },
  };
  const spec = reviewer === undefined ? draft : { kind: 'review', draft, reviewer };
  return { ...ensembles, [rolesEnsemble]: spec };
}

/** What else the user's route says stays as it is. */
function ownRoute(ensembles: Named): unknown {
  const own = asRecord(ensembles[rolesEnsemble]);
  return own['kind'] === 'review' ? own['draft'] : own;
}

function asRecord(value: unknown): Readonly<Record<string, unknown>> {
  const plain = typeof value === 'object' && value !== null && !Array.isArray(value);
  return plain ? (value as Record<string, unknown>) : {};
}
