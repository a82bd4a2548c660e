import type { NamedEnsemble } from '../../protocol/ensembles.ts';

/** What can be made step by step, simplest first; each becomes a specification of one of the engine's kinds. */
export const draftKinds = [
  'council',
  'experts',
  'vote',
  'cascade',
  'fuse',
  'review',
  'dynamic',
] as const;
export type DraftKind = (typeof draftKinds)[number];

export const domains = ['code', 'logic', 'prose'] as const;
export type DraftDomain = (typeof domains)[number];

/** An ensemble while it is put together; what is missing was not answered yet. */
export interface EnsembleDraft {
  readonly kind?: DraftKind;
  /** In the order in which the pool lists them, weakest first. */
  readonly members?: readonly string[];
  readonly experts?: Readonly<Partial<Record<DraftDomain, string>>>;
  /** Empty for none. */
  readonly reviewer?: string;
  readonly by?: string;
  readonly samples?: number;
  readonly risk?: number;
  readonly name?: string;
}

/** What the questions choose among: ids of the pool's members, and every ensemble. */
export interface KnownPool {
  readonly members: readonly string[];
  readonly ensembles: readonly NamedEnsemble[];
}

/** A question of the guided creation. */
export type DraftStep =
  | { readonly ask: 'kind' }
  | { readonly ask: 'members' }
  | { readonly ask: 'expert'; readonly domain: DraftDomain }
  | { readonly ask: 'draft' }
  | { readonly ask: 'reviewer' }
  | { readonly ask: 'by' }
  | { readonly ask: 'samples' }
  | { readonly ask: 'risk' }
  | { readonly ask: 'name' }
  | { readonly ask: 'where' };

/** The questions that an ensemble of this kind needs, in order; before a kind is chosen only that one is known. */
export function stepsOf({ kind }: EnsembleDraft): readonly DraftStep[] {
  const end: readonly DraftStep[] = [{ ask: 'name' }, { ask: 'where' }];
  const begin: DraftStep = { ask: 'kind' };
  switch (kind) {
    case undefined:
      return [begin];
    case 'council':
      return [begin, { ask: 'members' }, { ask: 'reviewer' }, ...end];
    case 'experts': {
      const experts = domains.map((domain): DraftStep => ({ ask: 'expert', domain }));
      return [begin, ...experts, { ask: 'reviewer' }, ...end];
    }
    case 'vote':
      return [begin, { ask: 'members' }, { ask: 'by' }, { ask: 'samples' }, ...end];
    case 'cascade':
      return [begin, { ask: 'members' }, { ask: 'risk' }, ...end];
    case 'fuse':
      return [begin, { ask: 'members' }, { ask: 'by' }, ...end];
    case 'review':
      return [begin, { ask: 'draft' }, { ask: 'reviewer' }, ...end];
    case 'dynamic':
      return [begin, { ask: 'members' }, ...end];
  }
}

/** Fewest members that a kind needs. */
export function fewestMembers(kind: DraftKind | undefined): number {
  switch (kind) {
    case 'cascade':
    case 'fuse':
    case 'council':
      return 2;
    case 'dynamic':
      return 0;
    default:
      return 1;
  }
}

/** Rules by which answers become one, the usual one first; empty for a kind that has none. */
export function rulesOf(kind: DraftKind | undefined): readonly string[] {
  if (kind === 'vote') return ['majority', 'confidence', 'trust'];
  return kind === 'fuse' ? ['rerank', 'synthesise', 'merge'] : [];
}

/** The specification as it goes into the settings; the engine's own check says whether it can be used. */
export function specOf(draft: EnsembleDraft): Readonly<Record<string, unknown>> {
  const { kind, members = [], experts = {}, reviewer, by, samples, risk } = draft;
  const route = (of: Readonly<Record<string, unknown>>): unknown =>
    reviewed({ kind: 'route', experts: of }, reviewer);
  switch (kind) {
    case undefined:
      return {};
    case 'council':
      return route(
        Object.fromEntries(domains.map((domain) => [domain, { kind: 'vote', members }])),
      ) as Record<string, unknown>;
    case 'experts':
      return route(
        Object.fromEntries(Object.entries(experts).filter(([, id]) => id !== '')),
      ) as Record<string, unknown>;
    case 'vote':
      return { kind, members, ...(samples !== undefined && { samples }), ...rule(by) };
    case 'cascade':
      return { kind, steps: members, ...(risk !== undefined && { accept: { risk } }) };
    case 'fuse':
      return { kind, members, ...rule(by ?? 'rerank') };
    case 'review':
      return reviewed(members[0] ?? '', reviewer) as Record<string, unknown>;
    case 'dynamic':
      return { kind, ...(members.length > 0 && { plans: members }) };
  }
}

function reviewed(draft: unknown, reviewer: string | undefined): unknown {
  return reviewer === undefined || reviewer === '' ? draft : { kind: 'review', draft, reviewer };
}

function rule(by: string | undefined): { readonly by?: string } {
  return by === undefined ? {} : { by };
}

/** Why a name cannot be one, by what is wrong with it; undefined when it can. */
export function nameProblem(name: string): 'empty' | 'characters' | 'long' | undefined {
  const trimmed = name.trim();
  if (trimmed === '') return 'empty';
  if (trimmed.length > 40) return 'long';
  // A colon would read as a member's id, a brace as a specification.
  return /^[\p{L}\p{N}][\p{L}\p{N} ._-]*$/u.test(trimmed) ? undefined : 'characters';
}

/** A name that is free: the kind's own, or that with a number. */
export function freeName(kind: DraftKind, taken: readonly string[]): string {
  const base = `my ${kind}`;
  for (let at = 1; ; at++) {
    const name = at === 1 ? base : `${base} ${at}`;
    if (!taken.includes(name)) return name;
  }
}

/** The settings' own text, as it would stand under `eidolon.ensembles`. */
export function settingText(name: string, spec: unknown): string {
  return `${JSON.stringify({ 'eidolon.ensembles': { [name]: spec } }, undefined, 2)}\n`;
}
