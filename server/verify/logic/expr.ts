/** A condition as logic sees it: operators over atoms, which are opaque operands such as `user.age > 18`. */
export type Expr =
  | { readonly kind: 'atom'; readonly atom: number }
  | { readonly kind: 'const'; readonly value: boolean }
  | { readonly kind: 'not'; readonly of: Expr }
  /** `!!x`, `Boolean(x)`, `bool(x)`, and not `explicit` `x ? true : false`: a value made boolean. */
  | { readonly kind: 'cast'; readonly of: Expr; readonly explicit: boolean }
  | { readonly kind: 'and' | 'or'; readonly of: readonly Expr[] }
  /** `a === b` where both sides are boolean. */
  | { readonly kind: 'same'; readonly left: Expr; readonly right: Expr }
  | { readonly kind: 'choice'; readonly test: Expr; readonly yes: Expr; readonly no: Expr };

export const truth: Expr = { kind: 'const', value: true };
export const falsehood: Expr = { kind: 'const', value: false };

/** The expression negated, without stacking negations. */
export function negated(expr: Expr): Expr {
  if (expr.kind === 'not') return expr.of;
  if (expr.kind === 'const') return expr.value ? falsehood : truth;
  return { kind: 'not', of: expr };
}

/** An n-ary `and` or `or` with nested chains of the same operator flattened. */
export function joined(kind: 'and' | 'or', parts: readonly Expr[]): Expr {
  const flat = parts.flatMap((part) => (part.kind === kind ? part.of : [part]));
  return flat.length === 1 ? (flat[0] as Expr) : { kind, of: flat };
}

/** Direct operands, in source order. */
export function operandsOf(expr: Expr): readonly Expr[] {
  switch (expr.kind) {
    case 'atom':
    case 'const':
      return [];
    case 'not':
    case 'cast':
      return [expr.of];
    case 'and':
    case 'or':
      return expr.of;
    case 'same':
      return [expr.left, expr.right];
    case 'choice':
      return [expr.test, expr.yes, expr.no];
  }
}

/** The same operator over other operands, given in the order of `operandsOf`. */
export function withOperands(expr: Expr, operands: readonly Expr[]): Expr {
  const [first, second, third] = operands as [Expr, Expr, Expr];
  switch (expr.kind) {
    case 'atom':
    case 'const':
      return expr;
    case 'not':
      return { kind: 'not', of: first };
    case 'cast':
      return { kind: 'cast', of: first, explicit: expr.explicit };
    case 'and':
    case 'or':
      return joined(expr.kind, operands);
    case 'same':
      return { kind: 'same', left: first, right: second };
    case 'choice':
      return { kind: 'choice', test: first, yes: second, no: third };
  }
}

/** Distinct atoms in the order in which a reader meets them. */
export function atomsOf(expr: Expr, found: number[] = []): number[] {
  if (expr.kind === 'atom' && !found.includes(expr.atom)) found.push(expr.atom);
  for (const operand of operandsOf(expr)) atomsOf(operand, found);
  return found;
}

/** Number of operands that are written out. */
export function leavesOf(expr: Expr): number {
  const operands = operandsOf(expr);
  return operands.length === 0 ? 1 : operands.reduce((sum, operand) => sum + leavesOf(operand), 0);
}

/** Whether `after` does without operands, casts or pairs of negations of `before`, so that more than its style differs. */
export function isRedundant(before: Expr, after: Expr): boolean {
  const saved = leavesOf(before) - leavesOf(after);
  // A choice between operands repeats its test by its nature: `a ? b : a` against `a && b` is style.
  if (saved > 0) return !isOpenChoice(before);
  return saved === 0 && doublingOf(before) - doublingOf(after) >= 2;
}

function isOpenChoice(expr: Expr): boolean {
  if (expr.kind === 'choice' && expr.yes.kind !== 'const' && expr.no.kind !== 'const') return true;
  return operandsOf(expr).some(isOpenChoice);
}

/** Negations, and two for each cast, which is a negation of a negation or a choice between the constants. */
function doublingOf(expr: Expr): number {
  const own = expr.kind === 'not' ? 1 : expr.kind === 'cast' ? 2 : 0;
  return own + sum(operandsOf(expr).map(doublingOf));
}

/** How much there is to read in an operand, and whether it is negative in itself, as `!==` is. */
export interface Weight {
  readonly operands: number;
  readonly negative: boolean;
}

const leaf = 2;
const operator = 2;
const negation = 1;
const bracket = 0.1;
const level: Partial<Record<Expr['kind'], number>> = { choice: 0, or: 1, and: 2, same: 3 };

/**
 * What a reader has to take in: operands and operators count two, negations one, brackets a little.
 * A negated group costs what its negated operands would, so that neither side of De Morgan's law wins by itself.
 */
export function costOf(expr: Expr, weightOf: (atom: number) => Weight): number {
  const cost = (part: Expr): number => costOf(part, weightOf);
  const inside = (part: Expr, outer: number): number =>
    cost(part) + ((level[part.kind] ?? 4) < outer ? bracket : 0);
  switch (expr.kind) {
    case 'const':
      return leaf;
    case 'atom':
      return leaf * weightOf(expr.atom).operands;
    case 'not':
      return cost(expr.of) + negation * negationWeight(expr.of, weightOf);
    case 'cast':
      return cost(expr.of) + operator;
    case 'and':
    case 'or':
      return (
        sum(expr.of.map((part) => inside(part, level[expr.kind] as number))) +
        operator * (expr.of.length - 1)
      );
    case 'same':
      return inside(expr.left, 4) + inside(expr.right, 4) + operator;
    case 'choice':
      return cost(expr.test) + cost(expr.yes) + cost(expr.no) + 2 * operator;
  }
}

function negationWeight(of: Expr, weightOf: (atom: number) => Weight): number {
  // A negated comparison needs brackets and has a shorter spelling, so it weighs a little more.
  if (of.kind === 'atom') return weightOf(of.atom).operands > 1 ? 1 + bracket : 1;
  const weights = atomsOf(of).map(weightOf);
  const comparisons = weights.some(({ operands }) => operands > 1) ? flipping : 0;
  const doubled = doubling * weights.filter(({ negative }) => negative).length;
  return Math.max(1, negationsIn(of, true, weightOf) + comparisons) + doubled;
}

/** Flipping the comparisons of a group is work for the reader too, so a group is not broken up for it alone. */
const flipping = 0.6;
/** `!==` under a negation is a double negation. */
const doubling = 0.5;

/** Operands that stand negated once negations are pushed down to them; comparisons flip for nothing. */
function negationsIn(expr: Expr, negate: boolean, weightOf: (atom: number) => Weight): number {
  if (expr.kind === 'atom') return negate && weightOf(expr.atom).operands === 1 ? 1 : 0;
  if (expr.kind === 'not') return negationsIn(expr.of, !negate, weightOf);
  if (expr.kind === 'same') return 0;
  return sum(operandsOf(expr).map((part) => negationsIn(part, negate, weightOf)));
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, each) => total + each, 0);
}
