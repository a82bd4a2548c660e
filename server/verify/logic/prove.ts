import * as l10n from '@vscode/l10n';
import { AtomTable, type Atom } from './atoms.ts';
import { Comparison, type Assumptions } from './evaluate.ts';
import { atomsOf, operandsOf, type Expr } from './expr.ts';
import type { Facts } from './facts.ts';
import { Reader } from './read.ts';
import { comparesOrder, worldOf } from './world.ts';

/** Something to compare: it is read anew under each set of assumptions. */
export interface Claim {
  /** `expression`, `return`, or the target of an assignment: claims of different shapes are never equal. */
  readonly shape: string;
  /** The value itself is used, not only whether it is truthy. */
  readonly valued: boolean;
  read(reader: Reader): Expr;
}

/** Whether two claims hold in exactly the same cases, and what that rests on. */
export type Proof =
  | { readonly verdict: 'equivalent'; readonly proof: string; readonly assumption?: string }
  | { readonly verdict: 'different' | 'notProven'; readonly detail: string };

const flags = ['names', 'numbers', 'calls', 'operands'] as const;

/** Every set of assumptions, smallest first. */
const sets: readonly Assumptions[] = Array.from({ length: 16 }, (_, bits) => bits)
  .sort((a, b) => sizeOf(a) - sizeOf(b) || a - b)
  .map(
    (bits) =>
      Object.fromEntries(
        flags.map((flag, index) => [flag, (bits & (1 << index)) !== 0]),
      ) as unknown as Assumptions,
  );

function sizeOf(bits: number): number {
  return flags.filter((_, index) => bits & (1 << index)).length;
}

const nothing = sets[0] as Assumptions;
/** The assumptions under which candidates are searched: all of them. */
export const everything = sets[sets.length - 1] as Assumptions;
/** Names and operands taken as they come: a value that is made boolean on purpose then is one. */
export const literally: Assumptions = { ...everything, names: false, operands: false };

/** A claim as read under one set of assumptions. */
interface Reading {
  readonly table: AtomTable;
  readonly expr: Expr;
}

/** Compares other claims with one: results, what may throw, and what has effects. Fewest assumptions win. */
export class Prover {
  private readonly readings = new Map<string, Reading>();

  constructor(
    private readonly before: Claim,
    private readonly facts: Facts,
  ) {}

  prove(after: Claim): Proof {
    if (this.before.shape !== after.shape) {
      return {
        verdict: 'notProven',
        detail: l10n.t('a {0} became a {1}', named(this.before.shape), named(after.shape)),
      };
    }
    const strict = this.attempt(after, nothing);
    if (strict.verdict === 'equivalent') return strict;
    const relevant = this.relevant();
    const possible = sets
      .slice(1)
      .filter((assumed) => flags.every((flag) => !assumed[flag] || relevant.has(flag)));
    const most = possible[possible.length - 1];
    if (!most) return strict;
    const best = this.attempt(after, most);
    if (best.verdict !== 'equivalent') return best;
    for (const assumed of possible.slice(0, -1)) {
      const found = this.attempt(after, assumed);
      if (found.verdict === 'equivalent') return found;
    }
    return best;
  }

  /** Assumptions that can make a difference for the claim at all. */
  private relevant(): Set<keyof Assumptions> {
    const { table, expr } = this.reading(everything);
    const atoms = atomsOf(expr).map((atom) => table.at(atom));
    const found = new Set<keyof Assumptions>(['numbers', 'names']);
    if (!atoms.some((atom) => atom.comparison !== undefined)) found.delete('numbers');
    if (atoms.some((atom) => /\(/.test(atom.text))) found.add('calls');
    // A ternary spells out the values that it gives, so those are meant.
    if (this.before.valued && !hasChoice(expr)) found.add('operands');
    return found;
  }

  private reading(assumed: Assumptions): Reading {
    const key = `${assumed.names} ${assumed.calls}`;
    const known = this.readings.get(key);
    if (known) return known;
    const table = new AtomTable();
    const reading = { table, expr: this.before.read(new Reader(table, this.facts, assumed)) };
    this.readings.set(key, reading);
    return reading;
  }

  private attempt(after: Claim, assumed: Assumptions): Proof {
    const { table, expr } = this.reading(assumed);
    const other = after.read(new Reader(table, this.facts, assumed));
    const atoms = atomsOf({ kind: 'and', of: [expr, other] });
    const world = worldOf(atoms, table, this.facts, assumed.numbers);
    if (!world)
      return {
        verdict: 'notProven',
        detail: l10n.t('{0} operands are too many for a truth table', atoms.length),
      };
    const detail = new Comparison(table, world, assumed, this.before.valued).difference(
      expr,
      other,
    );
    if (detail !== undefined) return { verdict: 'different', detail };
    const assumption = describe(
      assumed,
      atoms.map((atom) => table.at(atom)),
    );
    const own = atomsOf(expr).length;
    return {
      verdict: 'equivalent',
      proof:
        own === 1
          ? l10n.t('truth table over 1 operand, {0} rows', world.rows)
          : l10n.t('truth table over {0} operands, {1} rows', own, world.rows),
      ...(assumption === '' ? {} : { assumption }),
    };
  }
}

function named(shape: string): string {
  return shape === 'expression' ? l10n.t('expression') : shape;
}

function hasChoice(expr: Expr): boolean {
  return expr.kind === 'choice' || operandsOf(expr).some(hasChoice);
}

function describe(assumed: Assumptions, atoms: readonly Atom[]): string {
  const parts: string[] = [];
  const compared = atoms.filter(comparesOrder).map((atom) => `\`${atom.text}\``);
  if (assumed.names) parts.push(l10n.t('names that read like a yes or no hold booleans'));
  if (assumed.numbers)
    parts.push(
      compared.length === 0
        ? l10n.t('nothing in a comparison is NaN, text or a set')
        : l10n.t('nothing in {0} is NaN, text or a set', compared.slice(0, 3).join(', ')),
    );
  if (assumed.calls) parts.push(l10n.t('calls named like a question only read'));
  if (assumed.operands) parts.push(l10n.t('only the truth of the operands is used'));
  return parts.join('; ');
}
