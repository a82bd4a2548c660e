import { AtomTable, type Atom } from './atoms.ts';
import { atomsOf, type Expr } from './expr.ts';
import type { Facts } from './facts.ts';
import { Reader, type Trust } from './read.ts';
import { comparesOrder, worldOf, type World } from './world.ts';

/** Something to compare: it is read anew under each set of assumptions. */
export interface Claim {
  /** `expression`, `return`, or `assign` with the target: claims of different shapes are never equal. */
  readonly shape: string;
  /** The value itself is used, not only whether it is truthy. */
  readonly valued: boolean;
  read(reader: Reader): Expr;
}

/** Two claims that hold in exactly the same cases, and what that rests on. */
export type Proof =
  | { readonly verdict: 'equivalent'; readonly proof: string; readonly assumption?: string }
  | { readonly verdict: 'different' | 'notProven'; readonly detail: string };

/** What a proof may rest on, in the order in which it is tried. */
export interface Assumptions extends Trust {
  readonly numbers: boolean;
  readonly operands: boolean;
}

const keys = ['names', 'numbers', 'calls', 'operands'] as const;

/** Every set of assumptions, smallest first. */
const sets: readonly Assumptions[] = Array.from({ length: 16 }, (_, bits) => bits)
  .sort((a, b) => count(a) - count(b) || a - b)
  .map((bits) => Object.fromEntries(keys.map((key, index) => [key, (bits & (1 << index)) !== 0])) as unknown as Assumptions);

function count(bits: number): number {
  return keys.filter((_, index) => bits & (1 << index)).length;
}

/** The assumptions under which candidates are searched: all of them. */
export const everything = sets[sets.length - 1] as Assumptions;
const nothing = sets[0] as Assumptions;
/** Names and operands taken as they come: a value that is made boolean on purpose then is one. */
export const literally: Assumptions = { ...everything, names: false, operands: false };

/** Compares two claims row by row: results, what may throw, and what has effects. Fewest assumptions win. */
export function prove(before: Claim, after: Claim, facts: Facts): Proof {
  if (before.shape !== after.shape) return { verdict: 'notProven', detail: `a ${before.shape} became a ${after.shape}` };
  const strict = attempt(before, after, facts, nothing);
  if (strict.verdict === 'equivalent') return strict;
  const best = attempt(before, after, facts, everything);
  if (best.verdict !== 'equivalent') return best;
  for (const assumed of sets) {
    if (assumed === everything || assumed === nothing || (assumed.operands && !before.valued)) continue;
    const found = attempt(before, after, facts, assumed);
    if (found.verdict === 'equivalent') return found;
  }
  return best;
}

function attempt(before: Claim, after: Claim, facts: Facts, assumed: Assumptions): Proof {
  const table = new AtomTable();
  const left = before.read(new Reader(table, facts, assumed));
  const right = after.read(new Reader(table, facts, assumed));
  const atoms = atomsOf({ kind: 'and', of: [left, right] });
  const world = worldOf(atoms, table, facts, assumed.numbers);
  if (!world) return { verdict: 'notProven', detail: `${atoms.length} operands are too many for a truth table` };
  const counter = firstDifference(left, right, table, world, before.valued, assumed);
  if (counter) return { verdict: 'different', detail: counter };
  const assumption = describe(assumed, atoms.map((atom) => table.at(atom)));
  const own = atomsOf(left).length;
  return {
    verdict: 'equivalent',
    proof: `truth table over ${own} ${own === 1 ? 'operand' : 'operands'}, ${world.rows} rows`,
    ...(assumption === '' ? {} : { assumption }),
  };
}

function describe(assumed: Assumptions, atoms: readonly Atom[]): string {
  const parts: string[] = [];
  const listed = (chosen: readonly Atom[]): string => chosen.map((atom) => `\`${atom.text}\``).join(', ');
  if (assumed.names) parts.push('names that read like a yes or no hold booleans');
  if (assumed.numbers) parts.push(`nothing in ${listed(atoms.filter(comparesOrder)) || 'a comparison'} is NaN or text`);
  if (assumed.calls) parts.push('calls named like a question only read');
  if (assumed.operands) parts.push('only the truth of the operands is used');
  return parts.join('; ');
}

/** Words for the first row in which two expressions differ; undefined when there is none. */
export function firstDifference(
  left: Expr,
  right: Expr,
  table: AtomTable,
  world: World,
  valued: boolean,
  assumed: Assumptions,
): string | undefined {
  const before = new Evaluation(table, world, assumed);
  const after = new Evaluation(table, world, assumed);
  for (let row = 0; row < world.rows; row += 1) {
    const [first, second] = [before.run(left, row), after.run(right, row)];
    const same = valued ? first === second : (first & 1) === (second & 1);
    if (!same) return `they differ ${rowInWords([...new Set([...atomsOf(left), ...atomsOf(right)])], table, world, row)}`;
    if (!sameEffects(before, after)) return 'a call would be made more or less often, or in another order';
    if (!guarded(before, after)) return 'an operand would be read where a guard kept it from being read';
  }
  return undefined;
}

function rowInWords(atoms: readonly number[], table: AtomTable, world: World, row: number): string {
  const cases = atoms.slice(0, 4).map((atom) => `\`${table.at(atom).text}\` is ${world.column(atom)[row] ? 'true' : 'false'}`);
  return cases.length === 0 ? 'always' : `when ${cases.join(' and ')}`;
}

function sameEffects(before: Evaluation, after: Evaluation): boolean {
  return (
    before.effects.length === after.effects.length &&
    before.effects.every((effect, index) => effect === after.effects[index])
  );
}

function guarded(before: Evaluation, after: Evaluation): boolean {
  for (const touch of after.touches) if (!before.touches.has(touch)) return false;
  return true;
}

/**
 * Evaluates with the language's own short circuits. A result is 0 or 1 for a boolean, 2 or 3 for a value that was
 * made boolean on purpose, and from 4 the value of an atom; the lowest bit is always its truth.
 */
class Evaluation {
  readonly touches = new Set<string>();
  readonly effects: string[] = [];

  constructor(
    private readonly table: AtomTable,
    private readonly world: World,
    private readonly assumed: Assumptions,
  ) {}

  run(expr: Expr, row: number): number {
    this.touches.clear();
    this.effects.length = 0;
    const result = this.value(expr, row);
    return this.isSoft(result) ? result & 1 : result;
  }

  private value(expr: Expr, row: number): number {
    switch (expr.kind) {
      case 'const':
        return expr.value ? 1 : 0;
      case 'atom':
        return this.atom(expr.atom, row);
      case 'not':
        return 1 - (this.value(expr.of, row) & 1);
      case 'cast': {
        const of = this.value(expr.of, row);
        const named = this.isNamed(of);
        if (named && !expr.explicit) return of & 1;
        // Under an assumption that a value is boolean, making it so on purpose must still not get lost.
        return of >= 2 && (named || this.assumed.operands) ? 2 + (of & 1) : of & 1;
      }
      case 'and':
      case 'or':
        return this.chain(expr.of, expr.kind === 'and' ? 0 : 1, row);
      case 'same':
        return (this.value(expr.left, row) & 1) === (this.value(expr.right, row) & 1) ? 1 : 0;
      case 'choice':
        return this.value(this.value(expr.test, row) & 1 ? expr.yes : expr.no, row);
    }
  }

  private chain(parts: readonly Expr[], stopsAt: 0 | 1, row: number): number {
    let result = 1 - stopsAt;
    for (const part of parts) {
      result = this.value(part, row);
      if ((result & 1) === stopsAt) return result;
    }
    return result;
  }

  private atom(index: number, row: number): number {
    const atom = this.table.at(index);
    for (const touch of atom.touches) this.touches.add(touch);
    this.effects.push(...atom.effects);
    if (this.world.risky(index)?.[row]) this.touches.add(`order of ${subjectOf(atom)}`);
    const holds = this.world.column(index)[row] as number;
    return atom.boolean === 'proven' ? holds : 4 + 2 * index + holds;
  }

  /** The value of an operand that is taken for a boolean because of its name. */
  private isNamed(result: number): boolean {
    return this.assumed.names && result >= 4 && this.table.at((result - 4) >> 1).boolean === 'named';
  }

  /** An operand's value that an assumption makes as good as a boolean. */
  private isSoft(result: number): boolean {
    return result >= 4 && (this.assumed.operands || this.isNamed(result));
  }
}

function subjectOf({ comparison }: Atom): string | undefined {
  return comparison?.left.literal ? comparison.right.key : comparison?.left.key;
}
