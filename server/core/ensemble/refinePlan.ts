import { failed, ok, type Result } from '../../../protocol/result.ts';

/** Which member drafts in each domain and which one reviews; absent members leave the exact tools alone. */
export interface RefinePlan {
  readonly experts: Readonly<Record<string, string>>;
  readonly reviewer?: string;
}

/** The plans that ship, each a specification as a user would write it. */
export const builtInPlans: Readonly<Record<string, unknown>> = {
  experts: {
    kind: 'review',
    draft: {
      kind: 'route',
      experts: { code: 'nano:code', logic: 'nano:logic', prose: 'nano:prose' },
    },
    reviewer: 'nano:reviewer',
  },
  unreviewed: {
    kind: 'route',
    experts: { code: 'nano:code', logic: 'nano:logic', prose: 'nano:prose' },
  },
  general: { kind: 'review', draft: 'nano:general', reviewer: 'nano:general' },
  tools: { kind: 'route', experts: {} },
};

export const defaultPlanName = 'experts';

/**
 * Reads an ensemble for refining: a name (built-in or the user's), inline JSON, or a parsed object, of
 * kind `route`, `review`, or a member id alone.
 */
export function parseRefinePlan(
  spec: unknown,
  named: Readonly<Record<string, unknown>>,
): Result<RefinePlan> {
  return parse(spec, { ...builtInPlans, ...named }, 0);
}

function parse(
  spec: unknown,
  named: Readonly<Record<string, unknown>>,
  depth: number,
): Result<RefinePlan> {
  if (depth > 8) return failed('badInput', 'This ensemble refers to itself; break the cycle.');
  if (typeof spec === 'string') return parseText(spec, named, depth);
  if (!isRecord(spec))
    return failed('badInput', 'An ensemble is a name, a member id or a JSON object.');
  if (spec['kind'] === 'route') return parseRoute(spec);
  if (spec['kind'] === 'review') return parseReview(spec, named, depth);
  return failed(
    'unsupported',
    `Refining knows ensembles of kind “route” and “review”, not “${String(spec['kind'])}”.`,
  );
}

function parseText(
  text: string,
  named: Readonly<Record<string, unknown>>,
  depth: number,
): Result<RefinePlan> {
  const trimmed = text.trim();
  if (trimmed.startsWith('{')) {
    try {
      return parse(JSON.parse(trimmed), named, depth + 1);
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error);
      return failed('badInput', `This ensemble is not valid JSON: ${why}.`);
    }
  }
  if (Object.hasOwn(named, trimmed)) return parse(named[trimmed], named, depth + 1);
  if (/^[a-z]+:\S+$/.test(trimmed)) return ok({ experts: everyDomain(trimmed) });
  const names = Object.keys(named).join(', ');
  return failed('memberUnknown', `There is no ensemble called “${trimmed}”; known are ${names}.`);
}

function parseRoute(spec: Record<string, unknown>): Result<RefinePlan> {
  const experts = spec['experts'];
  if (!isRecord(experts) || !Object.values(experts).every((member) => typeof member === 'string')) {
    return failed(
      'badInput',
      'A “route” ensemble needs "experts": an object from domain to member id.',
    );
  }
  return ok({ experts: experts as Record<string, string> });
}

function parseReview(
  spec: Record<string, unknown>,
  named: Readonly<Record<string, unknown>>,
  depth: number,
): Result<RefinePlan> {
  const { draft, reviewer } = spec;
  if (typeof reviewer !== 'string') {
    return failed('badInput', 'A “review” ensemble needs "reviewer": the id of a member.');
  }
  const inner = parse(draft, named, depth + 1);
  return inner.ok ? ok({ ...inner.value, reviewer }) : inner;
}

function everyDomain(member: string): Readonly<Record<string, string>> {
  return { code: member, logic: member, prose: member };
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
