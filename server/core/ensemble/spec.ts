/** A parsed ensemble: names are resolved, cycles and unknown members are already refused. */
export type Spec =
  MemberSpec | RouteSpec | VoteSpec | CascadeSpec | FuseSpec | ReviewSpec | DynamicSpec;

export interface MemberSpec {
  readonly kind: 'member';
  readonly id: string;
}

/**
 * How an expert is picked: by the question's domain, or by what outcomes taught about all of them, whatever their
 * domains are called (`trust`: by domain, Thompson sampling; `context`: by the question's surface), or by a router that
 * calibration rows taught who is right on which questions (`scores`).
 */
export const routeRules = ['domain', 'trust', 'context', 'scores'] as const;
export type RouteRule = (typeof routeRules)[number];

/** One expert answers; with `topK` above 1 the best answer of several is taken. */
export interface RouteSpec {
  readonly kind: 'route';
  readonly experts: Readonly<Record<string, Spec>>;
  readonly topK: number;
  readonly by: RouteRule;
}

export const voteRules = ['majority', 'confidence', 'trust', 'meta'] as const;
export type VoteRule = (typeof voteRules)[number];

/** Members are listed weakest to strongest. With one member, `samples` is how many are drawn of it. */
export interface VoteSpec {
  readonly kind: 'vote';
  readonly members: readonly Spec[];
  /** Samples of each member. */
  readonly samples: number;
  readonly by: VoteRule;
  readonly stop: 'fixed' | 'adaptive';
}

/** Steps from cheap to dear; a step is accepted when that keeps the risk, else the next one is asked. */
export interface CascadeSpec {
  readonly kind: 'cascade';
  readonly steps: readonly Spec[];
  readonly accept: { readonly risk: number; readonly delta: number };
}

export const fuseRules = ['rerank', 'synthesise', 'merge', 'tokens'] as const;
export type FuseRule = (typeof fuseRules)[number];

export interface FuseSpec {
  readonly kind: 'fuse';
  readonly members: readonly Spec[];
  readonly by: FuseRule;
  /** Who compares (rerank) or writes (synthesise); absent means the last member. */
  readonly judge?: Spec;
}

export interface ReviewSpec {
  readonly kind: 'review';
  readonly draft: Spec;
  readonly reviewer: Spec;
  readonly checks: 'auto' | 'none';
}

/** The meta-controller picks among named plans; absent means the built-in ones that the pool can run. */
export interface DynamicSpec {
  readonly kind: 'dynamic';
  readonly plans?: readonly Spec[];
}

/** Ids of all members below a specification, each once, in the order in which they are listed. */
export function memberIds(spec: Spec): readonly string[] {
  return [...new Set(membersBelow(spec))];
}

function membersBelow(spec: Spec): readonly string[] {
  return spec.kind === 'member' ? [spec.id] : partsOf(spec).flatMap(membersBelow);
}

/** The specifications that stand directly in one, in the order in which they are listed. */
function partsOf(spec: Spec): readonly Spec[] {
  switch (spec.kind) {
    case 'member':
      return [];
    case 'route':
      return Object.values(spec.experts);
    case 'vote':
      return spec.members;
    case 'cascade':
      return spec.steps;
    case 'fuse':
      return [...spec.members, ...(spec.judge ? [spec.judge] : [])];
    case 'review':
      return [spec.draft, spec.reviewer];
    case 'dynamic':
      return spec.plans ?? [];
  }
}

/** Whether a meta-controller stands anywhere in a specification. */
export function choosesPlans(spec: Spec): boolean {
  return spec.kind === 'dynamic' || partsOf(spec).some(choosesPlans);
}
