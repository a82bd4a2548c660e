import type { Atom, AtomTable, Comparison, Operand } from './atoms.ts';
import type { Expr } from './expr.ts';

/** `lower < shared < upper`, as Python writes two comparisons with one operand in common. */
export interface Chain {
  readonly lower: Operand;
  readonly shared: Operand;
  readonly upper: Operand;
  readonly operators: readonly [string, string];
}

/** What a chain saves: one operand less is written out. */
export const chainSaving = 2;

/** The operands of an `and`, neighbours that bound one operand from both sides put together. */
export function chained(parts: readonly Expr[], table: AtomTable): readonly (Expr | Chain)[] {
  const found: (Expr | Chain)[] = [];
  for (const part of parts) {
    const before = found.at(-1);
    const chain =
      before && 'kind' in before ? chainOf(atomOf(before, table), atomOf(part, table)) : undefined;
    if (chain) found[found.length - 1] = chain;
    else found.push(part);
  }
  return found;
}

/** Whether writing chains would shorten the expression somewhere. */
export function canChain(expr: Expr, table: AtomTable): boolean {
  switch (expr.kind) {
    case 'and':
      return (
        chained(expr.of, table).length < expr.of.length ||
        expr.of.some((part) => canChain(part, table))
      );
    case 'or':
      return expr.of.some((part) => canChain(part, table));
    case 'not':
    case 'cast':
      return canChain(expr.of, table);
    default:
      return false;
  }
}

function atomOf(expr: Expr, table: AtomTable): Atom | undefined {
  return expr.kind === 'atom' ? table.at(expr.atom) : undefined;
}

interface Bound {
  readonly small: Operand;
  readonly large: Operand;
  readonly operator: '<' | '<=';
}

function chainOf(first: Atom | undefined, second: Atom | undefined): Chain | undefined {
  const [one, other] = [boundOf(first?.comparison), boundOf(second?.comparison)];
  if (!one || !other) return undefined;
  if (one.large.key === other.small.key) return joinedBounds(one, other, false);
  if (other.large.key === one.small.key) return joinedBounds(other, one, true);
  return undefined;
}

function joinedBounds(lower: Bound, upper: Bound, reordered: boolean): Chain | undefined {
  const shared = lower.large;
  const simple = shared.literal === undefined && /^[\w.]+$/.test(shared.key);
  // What is evaluated in another order must not be able to tell.
  const settled = [lower.small, upper.large].every(
    ({ key, literal }) => literal !== undefined || /^\w+$/.test(key),
  );
  if (!simple || (reordered && !settled)) return undefined;
  return {
    lower: lower.small,
    shared,
    upper: upper.large,
    operators: [lower.operator, upper.operator],
  };
}

function boundOf(comparison: Comparison | undefined): Bound | undefined {
  switch (comparison?.relation) {
    case '<':
    case '<=':
      return { small: comparison.left, large: comparison.right, operator: comparison.relation };
    case '>':
      return { small: comparison.right, large: comparison.left, operator: '<' };
    case '>=':
      return { small: comparison.right, large: comparison.left, operator: '<=' };
    default:
      return undefined;
  }
}
