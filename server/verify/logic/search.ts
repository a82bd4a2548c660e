import { worthwhile } from '../../../protocol/checker.ts';
import type { AtomTable } from './atoms.ts';
import { Comparison, type Assumptions } from './evaluate.ts';
import { exhaustive, type Problem } from './exhaustive.ts';
import { atomsOf, costOf, leavesOf, operandsOf, type Expr } from './expr.ts';
import { everything, literally } from './prove.ts';
import { factored, folded, Rewriter, shrunk } from './rewrite.ts';
import { worldOf, type World } from './world.ts';

/** Comparisons of whole expressions that rewriting may spend. */
const rewriteWork = 1500;

/** Expressions that hold exactly when the original does (under every assumption) and are simpler, cheapest first. */
export function simplerForms(problem: Problem): Expr[] {
  const { original, valued, table, facts } = problem;
  const rewriter = new Rewriter(table, facts.dialect);
  const limit = problem.cost - worthwhile;
  const pool = new Map<string, Expr>();
  const accept = comparing(problem, rewriter);
  const offer = (expr: Expr): void => {
    for (const each of [expr, folded(expr), ...(valued ? [cast(expr)] : [])]) {
      const key = JSON.stringify(each);
      if (
        pool.has(key) ||
        costOf(each, table.weightOf) > limit ||
        !keepsShape(original, each, table, rewriter) ||
        !accept(each)
      )
        continue;
      pool.set(key, each);
    }
  };
  for (const found of exhaustive(problem, rewriter, limit)) offer(found);
  for (const start of [original, rewriter.tidied(original), rewriter.pushed(original)]) {
    if (!accept(start)) {
      // Its truth may still be right where its value is not: then the cast of it will do.
      offer(start);
      continue;
    }
    for (const found of descend(start, accept, table)) offer(found);
  }
  return [...pool.values()].sort((a, b) => costOf(a, table.weightOf) - costOf(b, table.weightOf));
}

/**
 * Whether nothing could be simpler at a glance: every operand appears once, stands for itself, and is not
 * compared elsewhere; negations stand before plain operands only.
 */
export function isEvidentlyMinimal(expr: Expr, table: AtomTable): boolean {
  const seen = new Set<string>();
  const fresh = (key: string): boolean => !seen.has(key) && seen.add(key) !== undefined;
  const visit = (part: Expr): boolean => {
    switch (part.kind) {
      case 'atom': {
        const { key, comparison } = table.at(part.atom);
        if (!comparison) return fresh(key);
        const sides = [comparison.left, comparison.right].filter((side) => !side.literal);
        return sides.length > 0 && sides.every((side) => fresh(side.key));
      }
      case 'not':
        return (
          part.of.kind === 'atom' &&
          table.at(part.of.atom).comparison === undefined &&
          visit(part.of)
        );
      case 'and':
      case 'or':
      case 'same':
        return operandsOf(part).every(visit);
      default:
        return false;
    }
  };
  return visit(expr);
}

function cast(expr: Expr): Expr {
  return expr.kind === 'cast' || expr.kind === 'const'
    ? expr
    : { kind: 'cast', of: expr, explicit: true };
}

/** A form with as many operands as before must keep them in their order: moving them about is no simplification. */
function keepsShape(original: Expr, expr: Expr, table: AtomTable, rewriter: Rewriter): boolean {
  if (leavesOf(expr) < leavesOf(original)) return true;
  if (expr.kind === 'cast' && castsIn(original) > 1) return false;
  const words = (each: Expr): string =>
    leafKeys(each, rewriter)
      .map((atom) => table.at(atom).key)
      .join('\n');
  return words(original) === words(expr);
}

function castsIn(expr: Expr): number {
  return operandsOf(expr).reduce(
    (total, operand) => total + castsIn(operand),
    expr.kind === 'cast' ? 1 : 0,
  );
}

/** Operands in order, a comparison and its opposite counting as one. */
function leafKeys(expr: Expr, rewriter: Rewriter): number[] {
  if (expr.kind !== 'atom') return operandsOf(expr).flatMap((part) => leafKeys(part, rewriter));
  const opposite = rewriter.opposite(expr.atom);
  return [opposite.kind === 'atom' ? Math.min(expr.atom, opposite.atom) : expr.atom];
}

/** Compares with the original; worlds are built once per set of atoms. */
function comparing(
  { original, valued, table, facts }: Problem,
  rewriter: Rewriter,
): (expr: Expr) => boolean {
  const worlds = new Map<string, World | undefined>();
  const differ = (expr: Expr, world: World, assumed: Assumptions): boolean =>
    new Comparison(table, world, assumed, valued).difference(original, expr) !== undefined;
  const own = [...atomsOf(original), ...atomsOf(rewriter.pushed(original, true))];
  let budget = rewriteWork;
  return (expr) => {
    if ((budget -= 1) < 0) return false;
    const atoms = [...new Set([...own, ...atomsOf(expr)])].sort((a, b) => a - b);
    const key = atoms.join();
    if (!worlds.has(key)) worlds.set(key, worldOf(atoms, table, facts, true, 1 << 12));
    const world = worlds.get(key);
    if (!world) return false;
    if (!differ(expr, world, everything)) return true;
    return valued && expr.kind === 'cast' && !differ(expr, world, literally);
  };
}

/** Greedy descent by shrinking and factoring, along the way every expression that is still right. */
function* descend(start: Expr, accept: (expr: Expr) => boolean, table: AtomTable): Generator<Expr> {
  let current = start;
  for (;;) {
    yield current;
    const cost = costOf(current, table.weightOf);
    const next = [...shrunk(current), ...factored(current)]
      .map((expr) => ({ expr, cost: costOf(expr, table.weightOf) }))
      .filter((each) => each.cost < cost - 0.01)
      .sort((a, b) => a.cost - b.cost)
      .find((each) => accept(each.expr));
    if (!next) return;
    current = next.expr;
  }
}
