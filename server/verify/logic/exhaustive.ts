import type { AtomTable } from './atoms.ts';
import { atomsOf, costOf, falsehood, joined, truth, type Expr } from './expr.ts';
import type { Facts } from './facts.ts';
import type { Rewriter } from './rewrite.ts';
import { subjectView } from './values.ts';
import { worldOf, type World } from './world.ts';

/** A condition to simplify. */
export interface Problem {
  readonly original: Expr;
  /** What the original costs as it is written. */
  readonly cost: number;
  readonly valued: boolean;
  readonly table: AtomTable;
  readonly facts: Facts;
}

/** Rows that differ in some operand beyond which the exhaustive search gives way to rewriting alone. */
const exactRows = 64;
/** Pairings tried by the exhaustive search before it gives up. */
const exactWork = 60_000;
/** Equally cheap forms that are looked at. */
const hitBound = 24;
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
export function exhaustive(problem: Problem, rewriter: Rewriter, limit: number): Expr[] {
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
    search.offer({
      bits: bitsOf(expr, world, rows),
      made: expr,
      cost: costOf(expr, table.weightOf),
    });
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
    return this.hits
      .sort((a, b) => a.cost - b.cost)
      .slice(0, hitBound)
      .map((hit) => this.build(hit));
  }

  private combine(found: Found): void {
    this.done.push(found);
    for (const other of this.done) {
      if ((this.work -= 1) < 0) return;
      if (found.cost + other.cost + 2 > this.limit) break;
      for (const kind of ['and', 'or'] as const) {
        const bits = kind === 'and' ? found.bits & other.bits : found.bits | other.bits;
        if (bits === found.bits || bits === other.bits) continue;
        const cost =
          found.cost + other.cost + 2 + bracketCost(kind, found) + bracketCost(kind, other);
        this.offer({ bits, made: { kind, left: other, right: found }, cost });
      }
    }
  }

  private build({ made }: Found): Expr {
    return isPairing(made)
      ? this.ordered(made.kind, this.build(made.left), this.build(made.right))
      : made;
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
  if (expr.kind === 'and' || expr.kind === 'or')
    return Math.min(...expr.of.map((part) => rankOf(part, rank)));
  return Number.MAX_SAFE_INTEGER;
}

/** One row for every combination of truths that occurs. */
function distinctRows(atoms: readonly number[], world: World): number[] {
  const columns = atoms.map((atom) => world.column(atom));
  const rows = new Map<string, number>();
  for (let row = 0; row < world.rows; row += 1)
    rows.set(columns.map((column) => column[row]).join(''), row);
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
  const booleans = own.filter(
    (atom) => table.at(atom).boolean !== 'unknown' && !table.at(atom).comparison,
  );
  for (const [index, left] of booleans.entries()) {
    for (const right of booleans.slice(index + 1)) {
      const same: Expr = {
        kind: 'same',
        left: { kind: 'atom', atom: left },
        right: { kind: 'atom', atom: right },
      };
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
  if (!comparison || comparison.right.literal === undefined)
    return relatedPairs(atom, own, table, rewriter, facts);
  const view = subjectView(comparison);
  if (view?.literal.kind !== 'number') return [];
  const relatives = own.filter((other) => {
    const otherComparison = table.at(other).comparison;
    const otherView = otherComparison && subjectView(otherComparison);
    return (
      other !== atom &&
      otherView?.subject.key === view.subject.key &&
      otherView.literal.kind === 'number'
    );
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
  if (
    !comparison ||
    comparison.left.literal ||
    comparison.relation === 'inside' ||
    comparison.relation === 'outside'
  )
    return [];
  const sides = [comparison.left.key, comparison.right.key].sort().join();
  const related = own.some((other) => {
    const otherSides = table.at(other).comparison;
    return (
      other !== atom &&
      otherSides &&
      [otherSides.left.key, otherSides.right.key].sort().join() === sides
    );
  });
  return related ? comparisonsLike(atom, comparison.operator, rewriter, facts) : [];
}

function comparisonsLike(atom: number, operator: string, rewriter: Rewriter, facts: Facts): Expr[] {
  const loose = facts.dialect === 'python' || operator === '==' || operator === '!=';
  const operators = ['<', '<=', '>', '>=', loose ? '==' : '===', loose ? '!=' : '!=='];
  return operators.map((each) => ({ kind: 'atom', atom: rewriter.compare(atom, each) }));
}
