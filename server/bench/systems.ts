import { builtInEnsembles } from '../core/ensemble/builtIn.ts';
import { parseEnsemble } from '../core/ensemble/parseSpec.ts';
import { memberIds } from '../core/ensemble/spec.ts';
import { parseRefinePlan } from '../core/ensemble/refinePlan.ts';
import { failed, ok, type Result } from '../../protocol/result.ts';

/** What an item asks for: an edit through the refine pipeline, or an answer to a question. */
export type ItemTask = 'edit' | 'question';

/** One thing that is measured. */
export interface BenchSystem {
  readonly name: string;
  readonly role: 'member' | 'ensemble' | 'baseline';
  /** One sentence for the report. */
  readonly about: string;
  /** An ensemble as a user would write it. */
  readonly spec: unknown;
  readonly tasks: readonly ItemTask[];
  /** Whom the router is replaced by: the item's own domain, or always this one. Absent means the router. */
  readonly domain?: { readonly kind: 'given' } | { readonly kind: 'always'; readonly name: string };
  /** Members that take part. */
  readonly members: readonly string[];
}

/** A member of the pool as far as systems are made of it. */
export interface PoolMember {
  readonly id: string;
  readonly sizeBytes: number;
}

export interface SystemsRequest {
  /** Usable members, smallest first. */
  readonly members: readonly PoolMember[];
  /** Members to measure by themselves. */
  readonly alone: readonly string[];
  /** Ensembles by the name to show. */
  readonly strategies: Readonly<Record<string, unknown>>;
  /** The user's own ensembles. */
  readonly named: Readonly<Record<string, unknown>>;
}

const shippedDomains = ['code', 'logic', 'prose'] as const;

/** Name of the system in which every item goes to one domain's expert. */
export function forcedName(domain: string): string {
  return `experts@${domain}`;
}

/** Names of the forced systems that a random router and an oracle choose among. */
export const forcedNames: readonly string[] = shippedDomains.map(forcedName);

/** All systems of a run; a specification that cannot be read is refused in one sentence. */
export function benchSystems(request: SystemsRequest): Result<readonly BenchSystem[]> {
  const { members, alone, strategies, named } = request;
  const ids = members.map(({ id }) => id);
  const systems: BenchSystem[] = [...baselines(members)];
  for (const id of alone) {
    if (!ids.includes(id))
      return failed(
        'memberUnknown',
        `There is no member “${id}” that can run; “eidolon models list” shows those there are.`,
      );
    systems.push({
      name: id,
      role: 'member',
      about: 'This member alone, in every domain, with the exact tools and without a reviewer.',
      spec: id,
      tasks: ['edit', 'question'],
      members: [id],
    });
  }
  for (const [name, spec] of Object.entries(strategies)) {
    const parsed = parseEnsemble(spec, { named, members: ids });
    if (!parsed.ok) return parsed;
    const refines = parseRefinePlan(spec, named).ok;
    systems.push({
      name,
      role: 'ensemble',
      about: aboutEnsemble(name),
      spec,
      tasks: refines ? ['edit', 'question'] : ['question'],
      members: memberIds(parsed.value),
    });
  }
  return ok(systems);
}

/** Those of a run that were asked for by name; a name that there is not is refused in one sentence. */
export function onlyNamed(
  systems: readonly BenchSystem[],
  names: readonly string[],
): Result<readonly BenchSystem[]> {
  const unknown = names.find((each) => !systems.some(({ name }) => name === each));
  return unknown === undefined
    ? ok(systems.filter(({ name }) => names.includes(name)))
    : failed(
        'badInput',
        `“${unknown}” is not measured here: name some of ${systems.map(({ name }) => name).join(', ')}.`,
      );
}

function aboutEnsemble(name: string): string {
  switch (name) {
    case 'experts':
      return 'The default: routed experts, checks and the reviewer.';
    case 'unreviewed':
      return 'Routed experts and checks, without the reviewer.';
    case 'majority':
      return 'All members vote.';
    case 'trust':
      return 'All members vote, weighed by how far each is to be trusted.';
    default:
      return 'An ensemble of the user’s.';
  }
}

function baselines(members: readonly PoolMember[]): readonly BenchSystem[] {
  const has = (id: string): boolean => members.some((member) => member.id === id);
  const largest = members.at(-1)?.id;
  const reviewer = has('nano:reviewer') ? 'nano:reviewer' : undefined;
  const reviewed = (draft: string): unknown =>
    reviewer === undefined ? draft : { kind: 'review', draft, reviewer };
  const base = { role: 'baseline', tasks: ['edit'] } as const;
  const expertIds = ['nano:code', 'nano:logic', 'nano:prose'].filter(has);
  const systems: BenchSystem[] = [
    {
      ...base,
      name: 'T',
      about: 'The exact tools alone: no model is asked.',
      spec: builtInEnsembles['tools'],
      members: [],
    },
  ];
  if (largest !== undefined) {
    // Only a model as large as the experts are is a fair generalist; the largest has seen every domain's tasks.
    systems.push({
      ...base,
      name: 'G1',
      about: `One generalist, ${largest}, in every domain, with the same tools, checks and candidates, reviewing itself.`,
      spec: { kind: 'review', draft: largest, reviewer: largest },
      members: [largest],
    });
    systems.push({
      ...base,
      name: 'G1 best of 3',
      tasks: ['question'],
      about: `Three samples of the generalist ${largest}, the majority counts.`,
      spec: { kind: 'vote', members: [largest], samples: 3 },
      members: [largest],
    });
    systems.push({
      ...base,
      name: 'largest',
      tasks: ['edit', 'question'],
      about: `Always the largest member, ${largest}, with the pool’s reviewer.`,
      spec: reviewed(largest),
      members: [largest, ...(reviewer === undefined ? [] : [reviewer])],
    });
  }
  if (expertIds.length === shippedDomains.length)
    systems.push(...expertBaselines(base, expertIds, reviewer));
  return systems;
}

function expertBaselines(
  base: Pick<BenchSystem, 'role' | 'tasks'>,
  expertIds: readonly string[],
  reviewer: string | undefined,
): readonly BenchSystem[] {
  const members = [...expertIds, ...(reviewer === undefined ? [] : [reviewer])];
  const spec = builtInEnsembles[reviewer === undefined ? 'unreviewed' : 'experts'];
  return [
    {
      ...base,
      name: 'G2',
      tasks: ['edit', 'question'],
      about:
        'The right expert with its domain given: tools and checks, neither router nor reviewer.',
      spec: builtInEnsembles['unreviewed'],
      domain: { kind: 'given' },
      members: expertIds,
    },
    ...shippedDomains.map((domain): BenchSystem => ({
      ...base,
      name: forcedName(domain),
      about: `Always the ${domain} expert, with checks and the reviewer; the random router and the oracle choose among these.`,
      spec,
      domain: { kind: 'always', name: domain },
      members,
    })),
  ];
}
