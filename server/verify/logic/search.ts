import type { AtomTable } from './atoms.ts';
import { atomsOf, costOf, falsehood, joined, leavesOf, operandsOf, truth, worthwhile, type Expr } from './expr.ts';
import type { Facts } from './facts.ts';
import { Comparison, type Assumptions } from './evaluate.ts';
import { everything, literally } from './prove.ts';
import { factored, folded, Rewriter, shrunk } from './rewrite.ts';
import { subjectView, worldOf, type World } from './world.ts';

/** Rows that differ in some operand beyond which the exhaustive search gives way to rewriting alone. */
const exactRows = 64;
/** Pairings tried by the exhaustive search before it gives up. */
const exactWork = 60_000;
/** Equally cheap forms that are looked at. */
const hitBound = 24;
/** Comparisons of whole expressions that rewriting may spend. */
const rewriteWork = 1500;

export interface Problem {
  readonly original: Expr;
  /** What the original costs as it is written. */
  readonly cost: number;
  readonly valued: boolean;
  readonly table: AtomTable;
  readonly facts: Facts;
}

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
      if (pool.has(key) || costOf(each, table.weightOf) > limit || !keepsShape(original, each, table, rewriter) || !accept(each)) continue;
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
        return part.of.kind === 'atom' && table.at(part.of.atom).comparison === undefined && visit(part.of);
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
  return expr.kind === 'cast' || expr.kind === 'const' ? expr : { kind: 'cast', of: expr, explicit: true };
}

/** A form with as many operands as before must keep them in their order: moving them about is no simplification. */
function keepsShape(original: Expr, expr: Expr, table: AtomTable, rewriter: Rewriter): boolean {
  if (leavesOf(expr) < leavesOf(original)) return true;
  if (expr.kind === 'cast' && castsIn(original) > 1) return false;
  const words = (each: Expr): string => leafKeys(each, rewriter).map((atom) => table.at(atom).key).join('\n');
  return words(original) === words(expr);
}

function castsIn(expr: Expr): number {
  return operandsOf(expr).reduce((total, operand) => total + castsIn(operand), expr.kind === 'cast' ? 1 : 0);
}

/** Operands in order, a comparison and its opposite counting as one. */
function leafKeys(expr: Expr, rewriter: Rewriter): number[] {
  if (expr.kind !== 'atom') return operandsOf(expr).flatMap((part) => leafKeys(part, rewriter));
  const opposite = rewriter.opposite(expr.atom);
  return [opposite.kind === 'atom' ? Math.min(expr.atom, opposite.atom) : expr.atom];
}

/** Compares with the original; worlds are built once per set of atoms. */
function comparing({ original, valued, table, facts }: Problem, rewriter: Rewriter): (expr: Expr) => boolean {
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

interface Found {
  readonly bits: bigint;
  readonly cost: number;
  readonly made: Expr | Pairing;
}

/** A chain that is only written out when it turns out to be an answer. */
interface Pairing {
  readonly kind: 'and' | 'or';
  readonly left: Found;
  readonly right: Found;
}

function isPairing(made: Expr | Pairing): made is Pairing {
  return 'left' in made && 'bits' in made.left;
}

/** Uniform-cost search over and, or and literals: the cheapest forms of the truth table, and their equals in cost. */
function exhaustive(problem: Problem, rewriter: Rewriter, limit: number): Expr[] {
  const { original, table, facts } = problem;
  const literals = literalsFor(original, table, rewriter, facts);
  const atoms = [...new Set([...atomsOf(original), ...literals.flatMap((each) => atomsOf(each))])];
  const world = worldOf(atoms, table, facts, true, 1 << 12);
  if (!world) return [];
  const rows = distinctRows(atoms, world);
  if (rows.length > exactRows) return [];
  const target = bitsOf(original, world, rows);
  const rank = new Map(literals.map((expr, index) => [JSON.stringify(expr), index]));
  const search = new Search(target, limit, (expr) => rankOf(expr, rank));
  for (const expr of [truth, falsehood, ...literals]) {
    search.offer({ bits: bitsOf(expr, world, rows), made: expr, cost: costOf(expr, table.weightOf) });
  }
  return search.run();
}

class Search {
  private readonly best = new Map<bigint, number>();
  private readonly queue = new Map<number, Found[]>();
  private readonly done: Found[] = [];
  private readonly hits: Found[] = [];
  private work = exactWork;

  constructor(
    private readonly target: bigint,
    private readonly limit: number,
    private readonly rank: (expr: Expr) => number,
  ) {}

  offer(found: Found): void {
    if (found.cost > this.limit + 0.001) return;
    if (found.bits === this.target) this.hits.push(found);
    const known = this.best.get(found.bits);
    if (known !== undefined && known <= found.cost) return;
    this.best.set(found.bits, found.cost);
    const slot = Math.round(found.cost * 10);
    const waiting = this.queue.get(slot);
    if (waiting) waiting.push(found);
    else this.queue.set(slot, [found]);
  }

  run(): Expr[] {
    for (let slot = 0; slot <= Math.round(this.limit * 10) && this.work > 0; slot += 1) {
      const cheapest = Math.min(...this.hits.map((hit) => hit.cost));
      // One operator more can only cost more than what was found, but equals may still be waiting.
      if (slot / 10 > cheapest) break;
      for (const found of this.queue.get(slot) ?? []) {
        if (this.best.get(found.bits) === found.cost) this.combine(found);
      }
    }
    return this.hits.sort((a, b) => a.cost - b.cost).slice(0, hitBound).map((hit) => this.build(hit));
  }

  private combine(found: Found): void {
    this.done.push(found);
    for (const other of this.done) {
      if ((this.work -= 1) < 0) return;
      if (found.cost + other.cost + 2 > this.limit) break;
      for (const kind of ['and', 'or'] as const) {
        const bits = kind === 'and' ? found.bits & other.bits : found.bits | other.bits;
        if (bits === found.bits || bits === other.bits) continue;
        const cost = found.cost + other.cost + 2 + bracketCost(kind, found) + bracketCost(kind, other);
        this.offer({ bits, made: { kind, left: other, right: found }, cost });
      }
    }
  }

  private build({ made }: Found): Expr {
    return isPairing(made) ? this.ordered(made.kind, this.build(made.left), this.build(made.right)) : made;
  }

  private ordered(kind: 'and' | 'or', left: Expr, right: Expr): Expr {
    const both = joined(kind, [left, right]);
    if (both.kind !== kind) return both;
    return { kind, of: [...both.of].sort((a, b) => this.rank(a) - this.rank(b)) };
  }
}

function bracketCost(kind: 'and' | 'or', { made }: Found): number {
  return kind === 'and' && made.kind === 'or' ? 0.1 : 0;
}

/** Where a reader of the original first met any operand of the expression. */
function rankOf(expr: Expr, rank: ReadonlyMap<string, number>): number {
  const own = rank.get(JSON.stringify(expr));
  if (own !== undefined) return own;
  if (expr.kind === 'and' || expr.kind === 'or') return Math.min(...expr.of.map((part) => rankOf(part, rank)));
  return Number.MAX_SAFE_INTEGER;
}

/** One row for every combination of truths that occurs. */
function distinctRows(atoms: readonly number[], world: World): number[] {
  const columns = atoms.map((atom) => world.column(atom));
  const rows = new Map<string, number>();
  for (let row = 0; row < world.rows; row += 1) rows.set(columns.map((column) => column[row]).join(''), row);
  return [...rows.values()];
}

function bitsOf(expr: Expr, world: World, rows: readonly number[]): bigint {
  let bits = 0n;
  for (const row of rows) bits = (bits << 1n) | (holds(expr, world, row) ? 1n : 0n);
  return bits;
}

function holds(expr: Expr, world: World, row: number): boolean {
  switch (expr.kind) {
    case 'const':
      return expr.value;
    case 'atom':
      return world.column(expr.atom)[row] === 1;
    case 'not':
      return !holds(expr.of, world, row);
    case 'cast':
      return holds(expr.of, world, row);
    case 'and':
      return expr.of.every((part) => holds(part, world, row));
    case 'or':
      return expr.of.some((part) => holds(part, world, row));
    case 'same':
      return holds(expr.left, world, row) === holds(expr.right, world, row);
    case 'choice':
      return holds(holds(expr.test, world, row) ? expr.yes : expr.no, world, row);
  }
}

/** Everything that a simple form may be made of: operands and their opposites, other comparisons of the same operands, equalities of booleans. */
function literalsFor(original: Expr, table: AtomTable, rewriter: Rewriter, facts: Facts): Expr[] {
  const own = atomsOf(original);
  const literals: Expr[] = [];
  for (const atom of own) {
    literals.push({ kind: 'atom', atom }, rewriter.opposite(atom));
    literals.push(...relatedComparisons(atom, own, table, rewriter, facts));
  }
  const booleans = own.filter((atom) => table.at(atom).boolean !== 'unknown' && !table.at(atom).comparison);
  for (const [index, left] of booleans.entries()) {
    for (const right of booleans.slice(index + 1)) {
      const same: Expr = { kind: 'same', left: { kind: 'atom', atom: left }, right: { kind: 'atom', atom: right } };
      literals.push(same, { kind: 'not', of: same });
    }
  }
  return [...new Map(literals.map((expr) => [JSON.stringify(expr), expr])).values()];
}

function relatedComparisons(
  atom: number,
  own: readonly number[],
  table: AtomTable,
  rewriter: Rewriter,
  facts: Facts,
): Expr[] {
  const { comparison } = table.at(atom);
  if (!comparison || comparison.right.literal === undefined) return relatedPairs(atom, own, table, rewriter, facts);
  const view = subjectView(comparison);
  if (view?.literal.kind !== 'number') return [];
  const relatives = own.filter((other) => {
    const otherComparison = table.at(other).comparison;
    const otherView = otherComparison && subjectView(otherComparison);
    return other !== atom && otherView?.subject.key === view.subject.key && otherView.literal.kind === 'number';
  });
  return relatives.length === 0 ? [] : comparisonsLike(atom, comparison.operator, rewriter, facts);
}

function relatedPairs(
  atom: number,
  own: readonly number[],
  table: AtomTable,
  rewriter: Rewriter,
  facts: Facts,
): Expr[] {
  const { comparison } = table.at(atom);
  if (!comparison || comparison.left.literal || comparison.relation === 'inside' || comparison.relation === 'outside') return [];
  const sides = [comparison.left.key, comparison.right.key].sort().join();
  const related = own.some((other) => {
    const otherSides = table.at(other).comparison;
    return other !== atom && otherSides && [otherSides.left.key, otherSides.right.key].sort().join() === sides;
  });
  return related ? comparisonsLike(atom, comparison.operator, rewriter, facts) : [];
}

function comparisonsLike(atom: number, operator: string, rewriter: Rewriter, facts: Facts): Expr[] {
  const loose = facts.dialect === 'python' || operator === '==' || operator === '!=';
  const operators = ['<', '<=', '>', '>=', loose ? '==' : '===', loose ? '!=' : '!=='];
  return operators.map((each) => ({ kind: 'atom', atom: rewriter.compare(atom, each) }));
}
