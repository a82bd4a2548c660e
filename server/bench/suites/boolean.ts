import type { Draws } from './draws.ts';

/** A condition over atoms that are numbered from zero. */
export type Condition =
  | { readonly kind: 'atom'; readonly atom: number }
  | { readonly kind: 'not'; readonly of: Condition }
  | { readonly kind: 'and' | 'or'; readonly left: Condition; readonly right: Condition };

/** How one language writes a condition. */
export interface ConditionSyntax {
  /** Whether `a && b || c` is written with brackets that it does not need. */
  readonly brackets?: boolean;
  readonly and: string;
  readonly or: string;
  readonly not: string;
}

/** An atom as source text; a comparison has a negated form of its own. */
export interface AtomText {
  readonly text: string;
  readonly negated?: string;
}

export const and = (left: Condition, right: Condition): Condition => ({ kind: 'and', left, right });
export const or = (left: Condition, right: Condition): Condition => ({ kind: 'or', left, right });
export const not = (of: Condition): Condition => ({ kind: 'not', of });

/** The value of a condition under an assignment of its atoms. */
export function valueOf(condition: Condition, atoms: readonly boolean[]): boolean {
  switch (condition.kind) {
    case 'atom':
      return atoms[condition.atom] === true;
    case 'not':
      return !valueOf(condition.of, atoms);
    case 'and':
      return valueOf(condition.left, atoms) && valueOf(condition.right, atoms);
    case 'or':
      return valueOf(condition.left, atoms) || valueOf(condition.right, atoms);
  }
}

/** Whether two conditions agree under every assignment of `count` atoms. */
export function sameTruthTable(one: Condition, other: Condition, count: number): boolean {
  return Array.from({ length: 2 ** count }, (_, row) =>
    Array.from({ length: count }, (_atom, at) => ((row >> at) & 1) === 1),
  ).every((atoms) => valueOf(one, atoms) === valueOf(other, atoms));
}

/** Where nothing stands around a condition. */
const outermost = -1;

const levels = { or: 0, and: 1, not: 2, atom: 3 } as const;

/** Source text of a condition, with brackets only where they are needed. */
export function printCondition(
  condition: Condition,
  atoms: readonly AtomText[],
  syntax: ConditionSyntax,
  context = outermost,
): string {
  switch (condition.kind) {
    case 'atom':
      return atomText(atoms, condition.atom).text;
    case 'not':
      return printNegation(condition.of, atoms, syntax, context);
    case 'and':
    case 'or': {
      const level = levels[condition.kind];
      const left = printCondition(condition.left, atoms, syntax, level);
      const right = printCondition(condition.right, atoms, syntax, level);
      const text = `${left} ${syntax[condition.kind]} ${right}`;
      const mixed = syntax.brackets === true && condition.kind === 'and' && context === levels.or;
      return context > level || mixed ? `(${text})` : text;
    }
  }
}

function printNegation(
  of: Condition,
  atoms: readonly AtomText[],
  syntax: ConditionSyntax,
  context: number,
): string {
  const comparison = of.kind === 'atom' && atomText(atoms, of.atom).negated !== undefined;
  const inner = printCondition(of, atoms, syntax, comparison ? outermost : levels.not);
  const text = `${syntax.not}${comparison ? `(${inner})` : inner}`;
  // A negation binds more than “and” in all three languages.
  return context > levels.not ? `(${text})` : text;
}

function atomText(atoms: readonly AtomText[], at: number): AtomText {
  return atoms[at] ?? { text: '' };
}

/** One roundabout spelling of a condition: equal by truth table, and longer. */
type Detour = (condition: Condition, draws: Draws) => Condition | undefined;

const detours: readonly Detour[] = [
  // Double negation.
  (condition) => not(not(condition)),
  // De Morgan, from the outside.
  (condition) =>
    condition.kind === 'and'
      ? not(or(not(condition.left), not(condition.right)))
      : condition.kind === 'or'
        ? not(and(not(condition.left), not(condition.right)))
        : undefined,
  // Absorption: a is a && (a || b).
  (condition, draws) => (condition.kind === 'atom' ? undefined : absorbed(condition, draws)),
  // Idempotence: a is a && a.
  (condition) => (condition.kind === 'atom' ? and(condition, condition) : undefined),
  // A disjunct that repeats what its neighbour excludes: a || b is a || (!a && b).
  (condition) =>
    condition.kind === 'or'
      ? or(condition.left, and(not(condition.left), condition.right))
      : condition.kind === 'and'
        ? and(condition.left, or(not(condition.left), condition.right))
        : undefined,
  // Distribution: a && (b || c) is (a && b) || (a && c).
  (condition) => distributed(condition),
];

function absorbed(condition: Condition, draws: Draws): Condition | undefined {
  if (condition.kind !== 'and' && condition.kind !== 'or') return undefined;
  const { left, right } = condition;
  const wrap = condition.kind === 'and' ? or : and;
  const join = condition.kind === 'and' ? and : or;
  return draws.chance(0.5)
    ? join(join(left, right), wrap(left, right))
    : join(left, join(right, wrap(right, left)));
}

function distributed(condition: Condition): Condition | undefined {
  if (condition.kind !== 'and' && condition.kind !== 'or') return undefined;
  const { kind, left, right } = condition;
  const [inner, outer] = kind === 'and' ? ([and, or] as const) : ([or, and] as const);
  if ((right.kind !== 'and' && right.kind !== 'or') || right.kind === kind) return undefined;
  return outer(inner(left, right.left), inner(left, right.right));
}

/** The condition spelled in a roundabout way, at a place of its choosing. */
export function roundabout(condition: Condition, draws: Draws): Condition {
  for (const detour of draws.shuffled(detours)) {
    const longer = detour(condition, draws);
    if (longer !== undefined) return longer;
  }
  return not(not(condition));
}
