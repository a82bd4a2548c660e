import * as l10n from '@vscode/l10n';
import type { Atom, AtomTable } from './atoms.ts';
import { atomsOf, type Expr } from './expr.ts';
import type { Trust } from './read.ts';
import type { World } from './world.ts';

/** What a comparison may take for granted. */
export interface Assumptions extends Trust {
  /** Nothing that is compared by `<` or its kin is NaN, or text. */
  readonly numbers: boolean;
  /** Of operands whose value is used, only their truth counts. */
  readonly operands: boolean;
}

/** Distinct reads that can be told apart in one comparison; an expression with more is not judged. */
const touchBound = 31;

interface Step {
  /**
   * 0 or 1 for a boolean, 2 or 3 for a value that was made boolean on purpose, and from 4 the value of an atom;
   * the lowest bit is always its truth.
   */
  (row: number): number;
}

/** Compares two expressions over one table in every row of a world. */
export class Comparison {
  private readonly touchIds = new Map<string, number>();
  private touched = 0;
  private effects: string[] = [];

  constructor(
    private readonly table: AtomTable,
    private readonly world: World,
    private readonly assumed: Assumptions,
    private readonly valued: boolean,
  ) {}

  /** Words for the first difference in result, in effects or in what is read; undefined when there is none. */
  difference(left: Expr, right: Expr): string | undefined {
    const [before, after] = [this.compile(left), this.compile(right)];
    if (this.touchIds.size > touchBound)
      return l10n.t('too many operands may throw to follow them all');
    for (let row = 0; row < this.world.rows; row += 1) {
      this.reset();
      const first = this.plain(before(row));
      const [mayTouch, had] = [this.touched, this.effects];
      this.reset();
      const second = this.plain(after(row));
      const same = this.valued ? first === second : (first & 1) === (second & 1);
      if (!same) return this.inWords(left, right, row);
      if (!sameList(had, this.effects))
        return l10n.t('a call would be made more or less often, or in another order');
      if ((this.touched & ~mayTouch) !== 0)
        return l10n.t('an operand would be read where a guard kept it from being read');
    }
    return undefined;
  }

  private reset(): void {
    this.touched = 0;
    if (this.effects.length > 0) this.effects = [];
  }

  private inWords(left: Expr, right: Expr, row: number): string {
    const atoms = [...new Set([...atomsOf(left), ...atomsOf(right)])].slice(0, 4);
    if (atoms.length === 0) return l10n.t('they differ always');
    return l10n.t('they differ when {0}', this.cases(atoms, row));
  }

  private cases([first, ...others]: readonly number[], row: number): string {
    if (first === undefined) return '';
    const { text } = this.table.at(first);
    const isTrue = this.world.column(first)[row];
    if (others.length === 0)
      return isTrue ? l10n.t('`{0}` is true', text) : l10n.t('`{0}` is false', text);
    const rest = this.cases(others, row);
    return isTrue
      ? l10n.t('`{0}` is true and {1}', text, rest)
      : l10n.t('`{0}` is false and {1}', text, rest);
  }

  /** The value of an operand that an assumption makes as good as a boolean counts as one. */
  private plain(result: number): number {
    return result >= 4 && (this.assumed.operands || this.isNamed(result)) ? result & 1 : result;
  }

  private isNamed(result: number): boolean {
    return (
      this.assumed.names && result >= 4 && this.table.at((result - 4) >> 1).boolean === 'named'
    );
  }

  private compile(expr: Expr): Step {
    switch (expr.kind) {
      case 'const': {
        const value = expr.value ? 1 : 0;
        return () => value;
      }
      case 'atom':
        return this.compileAtom(expr.atom);
      case 'not': {
        const of = this.compile(expr.of);
        return (row) => 1 - (of(row) & 1);
      }
      case 'cast':
        return this.compileCast(this.compile(expr.of), expr.explicit);
      case 'and':
      case 'or':
        return chain(this.compileParts(expr), expr.kind === 'and' ? 0 : 1);
      case 'same': {
        const [left, right] = [this.compile(expr.left), this.compile(expr.right)];
        return (row) => 1 - ((left(row) ^ right(row)) & 1);
      }
      case 'choice': {
        const [test, yes, no] = [
          this.compile(expr.test),
          this.compile(expr.yes),
          this.compile(expr.no),
        ];
        return (row) => (test(row) & 1 ? yes(row) : no(row));
      }
    }
  }

  /** `x || false` makes a boolean of what may be missing, as `!!x` does. */
  private compileParts({ kind, of }: Extract<Expr, { kind: 'and' | 'or' }>): Step[] {
    const trusting = this.assumed.names || this.assumed.operands;
    return of.map((part, index) => {
      const isDefault =
        kind === 'or' && index === of.length - 1 && part.kind === 'const' && !part.value;
      return isDefault && trusting ? () => 2 : this.compile(part);
    });
  }

  private compileCast(of: Step, explicit: boolean): Step {
    return (row) => {
      const result = of(row);
      const named = this.isNamed(result);
      if (named && !explicit) return result & 1;
      // Under an assumption that a value is boolean, making it so on purpose must still not get lost.
      return result >= 2 && (named || this.assumed.operands) ? 2 + (result & 1) : result & 1;
    };
  }

  private compileAtom(index: number): Step {
    const atom = this.table.at(index);
    const column = this.world.column(index);
    const risky = this.world.risky(index);
    const touches = atom.touches.reduce((mask, touch) => mask | this.touchBit(touch), 0);
    const order = risky ? this.touchBit(`order of ${subjectOf(atom)}`) : 0;
    const base = atom.boolean === 'proven' ? 0 : 4 + 2 * index;
    const { effects } = atom;
    return (row) => {
      this.touched |= touches;
      if (risky?.[row]) this.touched |= order;
      if (effects.length > 0) this.effects.push(...effects);
      return base + (column[row] as number);
    };
  }

  private touchBit(touch: string): number {
    const id = this.touchIds.get(touch) ?? this.touchIds.size;
    this.touchIds.set(touch, id);
    return id < touchBound ? 1 << id : 0;
  }
}

/** The language's own short circuit. */
function chain(parts: readonly Step[], stopsAt: 0 | 1): Step {
  return (row) => {
    let result = 1 - stopsAt;
    for (const part of parts) {
      result = part(row);
      if ((result & 1) === stopsAt) return result;
    }
    return result;
  };
}

function sameList(left: readonly string[], right: readonly string[]): boolean {
  return left.length === right.length && left.every((each, index) => each === right[index]);
}

function subjectOf({ comparison }: Atom): string | undefined {
  return comparison?.left.literal ? comparison.right.key : comparison?.left.key;
}
