import { flipped, relationOf, type AtomTable } from './atoms.ts';
import { falsehood, joined, negated, operandsOf, truth, withOperands, type Expr } from './expr.ts';
import type { Dialect } from './facts.ts';

/** Local rewritings. None is trusted: every result is compared with the original row by row. */
export class Rewriter {
  constructor(
    private readonly table: AtomTable,
    private readonly dialect: Dialect,
  ) {}

  /** The opposite of an atom: the flipped comparison where there is one, else a negation. */
  opposite(atom: number): Expr {
    const { comparison } = this.table.at(atom);
    const operator = comparison && flipped(comparison.operator, this.dialect);
    if (!comparison || operator === undefined) return { kind: 'not', of: { kind: 'atom', atom } };
    return { kind: 'atom', atom: this.compare(atom, operator) };
  }

  /** The comparison `atom` with another operator or another literal, as an atom of its own. */
  compare(atom: number, operator: string, right?: { text: string; value: number }): number {
    const base = this.table.at(atom);
    const { comparison } = base;
    const relation = relationOf(operator, this.dialect);
    if (!comparison || relation === undefined) return atom;
    const other = right && {
      text: right.text,
      key: right.text,
      binding: 3 as const,
      literal: { kind: 'number' as const, value: right.value },
    };
    const second = other ?? comparison.right;
    return this.table.intern({
      ...base,
      key: `${comparison.left.key} ${operator} ${second.key}`,
      text: `${comparison.left.text} ${operator} ${second.text}`,
      comparison: { ...comparison, operator, relation, right: second },
    });
  }

  /** Negations pushed down to the operands, ternaries over constants written as logic. */
  pushed(expr: Expr, negate = false): Expr {
    switch (expr.kind) {
      case 'atom':
        return negate ? this.opposite(expr.atom) : expr;
      case 'const':
        return expr.value !== negate ? truth : falsehood;
      case 'not':
        return this.pushed(expr.of, !negate);
      case 'cast':
        return this.pushed(expr.of, negate);
      case 'and':
      case 'or': {
        const kind = negate ? (expr.kind === 'and' ? 'or' : 'and') : expr.kind;
        return joined(
          kind,
          expr.of.map((part) => this.pushed(part, negate)),
        );
      }
      case 'same': {
        const same: Expr = {
          kind: 'same',
          left: this.pushed(expr.left),
          right: this.pushed(expr.right),
        };
        return negate ? { kind: 'not', of: same } : same;
      }
      case 'choice': {
        const logic = asLogic(expr);
        if (logic) return this.pushed(logic, negate);
        return {
          kind: 'choice',
          test: this.pushed(expr.test),
          yes: this.pushed(expr.yes, negate),
          no: this.pushed(expr.no, negate),
        };
      }
    }
  }

  /** Double negations removed and negated comparisons flipped, groups left as their author made them. */
  tidied(expr: Expr): Expr {
    if (expr.kind === 'choice') {
      const logic = asLogic(expr);
      if (logic) return this.tidied(logic);
    }
    if (expr.kind === 'cast') return this.tidied(expr.of);
    if (expr.kind === 'not') {
      const inner = this.tidied(expr.of);
      if (inner.kind === 'atom') return this.opposite(inner.atom);
      return negated(inner);
    }
    return withOperands(
      expr,
      operandsOf(expr).map((part) => this.tidied(part)),
    );
  }
}

/** A ternary with a constant or repeated branch as `and` / `or`. */
export function asLogic(expr: Extract<Expr, { kind: 'choice' }>): Expr | undefined {
  const { test, yes, no } = expr;
  if (no.kind === 'const')
    return no.value ? joined('or', [negated(test), yes]) : joined('and', [test, yes]);
  if (yes.kind === 'const')
    return yes.value ? joined('or', [test, no]) : joined('and', [negated(test), no]);
  if (equal(test, yes)) return joined('or', [test, no]);
  if (equal(test, no)) return joined('and', [test, yes]);
  return undefined;
}

/** Structural equality. */
export function equal(left: Expr, right: Expr): boolean {
  return JSON.stringify(left) === JSON.stringify(right);
}

/** The same expression with one operand dropped, or one part replaced by a constant or by one of its own operands. */
export function* shrunk(expr: Expr): Generator<Expr> {
  if (expr.kind !== 'const') {
    yield truth;
    yield falsehood;
  }
  if (expr.kind === 'and' || expr.kind === 'or') {
    for (let index = 0; index < expr.of.length; index += 1)
      yield joined(expr.kind, expr.of.toSpliced(index, 1));
  } else {
    yield* operandsOf(expr);
  }
  const operands = operandsOf(expr);
  for (const [index, operand] of operands.entries()) {
    for (const smaller of shrunk(operand))
      yield withOperands(expr, operands.toSpliced(index, 1, smaller));
  }
}

/** The same expression with a common operand of two neighbours taken out: `a && b || a && c` to `a && (b || c)`. */
export function* factored(expr: Expr): Generator<Expr> {
  if (expr.kind === 'and' || expr.kind === 'or') {
    const inner = expr.kind === 'and' ? 'or' : 'and';
    for (let first = 0; first < expr.of.length; first += 1) {
      for (let second = first + 1; second < expr.of.length; second += 1) {
        yield* merged(expr, expr.kind, inner, first, second);
      }
    }
  }
  const operands = operandsOf(expr);
  for (const [index, operand] of operands.entries()) {
    for (const better of factored(operand))
      yield withOperands(expr, operands.toSpliced(index, 1, better));
  }
}

function* merged(
  expr: Extract<Expr, { kind: 'and' | 'or' }>,
  outer: 'and' | 'or',
  inner: 'and' | 'or',
  first: number,
  second: number,
): Generator<Expr> {
  const left = partsOf(expr.of[first] as Expr, inner);
  const right = partsOf(expr.of[second] as Expr, inner);
  for (const common of left) {
    if (!right.some((part) => equal(part, common))) continue;
    const rest = [left, right].map((parts) =>
      joinedOr(
        inner,
        parts.filter((part) => !equal(part, common)),
      ),
    );
    const both = joined(outer, rest);
    const ahead = equal(left[0] as Expr, common) ? [common, both] : [both, common];
    yield joined(outer, expr.of.toSpliced(second, 1).toSpliced(first, 1, joined(inner, ahead)));
  }
}

function partsOf(expr: Expr, kind: 'and' | 'or'): readonly Expr[] {
  return expr.kind === kind ? expr.of : [expr];
}

/** An empty conjunction is true, an empty disjunction false. */
function joinedOr(kind: 'and' | 'or', parts: readonly Expr[]): Expr {
  return parts.length === 0 ? (kind === 'and' ? truth : falsehood) : joined(kind, parts);
}

/** Groups of negated operands written as one negated group: `!a && !b` to `!(a || b)`. */
export function folded(expr: Expr): Expr {
  if (expr.kind === 'and' || expr.kind === 'or') {
    const parts = expr.of.map(folded);
    if (parts.every((part) => part.kind === 'not')) {
      const kind = expr.kind === 'and' ? 'or' : 'and';
      return {
        kind: 'not',
        of: joined(
          kind,
          parts.map((part) => (part as { of: Expr }).of),
        ),
      };
    }
    return joined(expr.kind, parts);
  }
  return withOperands(expr, operandsOf(expr).map(folded));
}
