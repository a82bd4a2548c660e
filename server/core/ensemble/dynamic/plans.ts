import { memberIds, type Spec } from '../spec.ts';

/**
 * A plan in a few words of English; different plans have different names, which key what is learned of them. People read
 * `planWords`.
 */
export function planName(spec: Spec): string {
  switch (spec.kind) {
    case 'member':
      return spec.id;
    case 'vote':
      return voteName(spec);
    case 'cascade': {
      const { risk, delta } = spec.accept;
      const usual = risk === 0.1 && delta === 0.1;
      const name = `cascade: ${spec.steps.map(partName).join(', then ')}`;
      return usual ? name : `${name}, at risk ${risk} with probability ${delta}`;
    }
    case 'route': {
      const experts = Object.entries(spec.experts);
      if (experts.length === 0) return 'exact tools alone';
      const name = `experts for ${experts.map(([domain, expert]) => `${domain} (${planName(expert)})`).join(', ')}`;
      const by = spec.by === 'domain' ? '' : ` by ${spec.by}`;
      return spec.topK === 1 ? `${name}${by}` : `${name}${by}, best of ${spec.topK}`;
    }
    case 'fuse': {
      const judge = spec.judge ? `, judged by ${partName(spec.judge)}` : '';
      return `${spec.by} of ${spec.members.map(partName).join(', ')}${judge}`;
    }
    case 'review': {
      const name = `${partName(spec.draft)}, reviewed by ${partName(spec.reviewer)}`;
      return spec.checks === 'auto' ? name : `${name} without checks`;
    }
    case 'dynamic':
      return `best of ${(spec.plans ?? []).map(partName).join(', ')}`;
  }
}

/** A plan within another one: whatever has parts stands in brackets. */
function partName(spec: Spec): string {
  return spec.kind === 'member' ? spec.id : `(${planName(spec)})`;
}

function voteName({ members, samples, by, stop }: Extract<Spec, { kind: 'vote' }>): string {
  const [only] = members;
  const most = stop === 'adaptive' ? 'up to ' : '';
  const weighed = by === 'majority' ? '' : ` by ${by}`;
  if (only && members.length === 1)
    return `${most}${samples} samples of ${partName(only)}${weighed}`;
  const each = samples === 1 ? '' : `, ${most}${samples} samples each`;
  const adaptively = samples === 1 && stop === 'adaptive' ? ', adaptively' : '';
  return `vote of ${members.map(partName).join(', ')}${weighed}${each}${adaptively}`;
}

/** Share of questions that are taken to go on from one step of a cascade to the next, before anything is known. */
const escalation = 0.5;

/** Calls by member that a plan is expected to make before it ever ran. */
export function expectedCalls(spec: Spec): Readonly<Record<string, number>> {
  const calls: Record<string, number> = {};
  countInto(calls, spec, 1);
  return calls;
}

function countInto(calls: Record<string, number>, spec: Spec, times: number): void {
  switch (spec.kind) {
    case 'member':
      calls[spec.id] = (calls[spec.id] ?? 0) + times;
      return;
    case 'vote':
      for (const member of spec.members) countInto(calls, member, times * spec.samples);
      return;
    case 'cascade':
      spec.steps.forEach((step, at) => countInto(calls, step, times * escalation ** at));
      return;
    case 'route': {
      const experts = Object.values(spec.experts);
      for (const expert of experts)
        countInto(calls, expert, (times * Math.min(spec.topK, experts.length)) / experts.length);
      return;
    }
    case 'fuse':
      for (const member of spec.members) countInto(calls, member, times);
      return;
    case 'review':
      countInto(calls, spec.draft, times);
      countInto(calls, spec.reviewer, times);
      return;
    case 'dynamic':
      return;
  }
}

/** Members beyond these are not voted over by default: each costs a call for every question. */
const mostVoters = 5;

/**
 * The plans that a meta-controller chooses among when its specification names none, from cheap to dear: each member
 * alone, votes, and the cascade from the weaker members' vote to the strongest. `members` are listed weakest to
 * strongest; a single member is sampled once, three, five and up to ten times.
 */
export function standardPlans(members: readonly string[]): readonly Spec[] {
  const alone = members.map((id): Spec => ({ kind: 'member', id }));
  const [only] = alone;
  if (!only) return [];
  if (alone.length === 1) {
    const sampled = (samples: number, stop: 'fixed' | 'adaptive'): Spec => ({
      kind: 'vote',
      members: [only],
      samples,
      by: 'majority',
      stop,
    });
    return [only, sampled(3, 'fixed'), sampled(5, 'fixed'), sampled(10, 'adaptive')];
  }
  const voters = alone.slice(-mostVoters);
  const vote = (by: 'majority' | 'trust', who: readonly Spec[]): Spec =>
    ({ kind: 'vote', members: who, samples: 1, by, stop: 'fixed' }) as const;
  const strongest = voters.at(-1) as Spec;
  const weaker = voters.slice(0, -1);
  const first = weaker.length === 1 ? (weaker[0] as Spec) : vote('majority', weaker.slice(0, 2));
  const accept = { risk: 0.1, delta: 0.1 };
  return [
    ...alone,
    { kind: 'cascade', steps: [first, strongest], accept },
    vote('majority', voters),
    vote('trust', voters),
  ];
}

/** Whether every member of a plan can be had. */
export function canRun(spec: Spec, available: (id: string) => boolean): boolean {
  return memberIds(spec).every(available);
}
