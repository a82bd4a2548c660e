import type { Node } from 'web-tree-sitter';
import type { Weight } from './expr.ts';
import type { Dialect } from './facts.ts';

/** How tightly an operand's own text binds: 3 needs no brackets, 2 is a comparison or arithmetic, 0 a ternary or looser. */
export type Binding = 0 | 2 | 3;

export type Relation =
  | '<'
  | '<='
  | '>'
  | '>='
  | 'equal'
  | 'unequal'
  | 'alike'
  | 'unlike'
  | 'same'
  | 'notSame'
  | 'inside'
  | 'outside';

/** `left <relation> right` with both sides as written. `alike` is a coercing equality, `same` identity where that is more than equality. */
export interface Comparison {
  readonly left: Operand;
  readonly relation: Relation;
  readonly right: Operand;
  /** As written: `===`, `is not`. */
  readonly operator: string;
}

export interface Operand {
  readonly text: string;
  /** Same key, same value: the text, and which evaluation it is when evaluating may have effects. */
  readonly key: string;
  readonly binding: Binding;
  /** The value of a literal; absent when not a literal. */
  readonly literal?: Literal;
}

export type Literal =
  | { readonly kind: 'number'; readonly value: number }
  | { readonly kind: 'text'; readonly value: string }
  | { readonly kind: 'boolean'; readonly value: boolean }
  | { readonly kind: 'null' | 'undefined' };

/** An operand of a condition. */
export interface Atom {
  readonly key: string;
  readonly text: string;
  readonly binding: Binding;
  /** Operands and operators inside it, as a reader counts them. */
  readonly weight: number;
  /** Whether it gives `true` or `false` and nothing else: certainly, judging by its name, or perhaps not. */
  readonly boolean: 'proven' | 'named' | 'unknown';
  /** Evaluating it may throw, so it must not be evaluated where it was not before. */
  readonly touches: readonly string[];
  /** Evaluations with effects, in order: they must stay exactly as they were. */
  readonly effects: readonly string[];
  readonly comparison?: Comparison;
}

/** Operands by key, so that equal texts are one atom in every expression read against the same table. */
export class AtomTable {
  private readonly byKey = new Map<string, number>();
  private readonly atoms: Atom[] = [];

  intern(atom: Atom): number {
    const known = this.byKey.get(atom.key);
    if (known !== undefined) return known;
    this.byKey.set(atom.key, this.atoms.length);
    return this.atoms.push(atom) - 1;
  }

  at(index: number): Atom {
    const atom = this.atoms[index];
    if (atom === undefined) throw new RangeError(`No atom ${index}`);
    return atom;
  }

  readonly weightOf = (index: number): Weight => {
    const { weight, comparison } = this.at(index);
    return { operands: weight, negative: /^!|not/.test(comparison?.operator ?? '') };
  };
}

const flips: Readonly<Record<string, string>> = {
  '<': '>=',
  '>=': '<',
  '>': '<=',
  '<=': '>',
  '===': '!==',
  '!==': '===',
  '==': '!=',
  '!=': '==',
  is: 'is not',
  'is not': 'is',
  in: 'not in',
  'not in': 'in',
};

/** The operator of the opposite comparison; undefined when there is none (`instanceof`, JavaScript's `in`). */
export function flipped(operator: string, dialect: Dialect): string | undefined {
  if (operator === 'in' && dialect === 'script') return undefined;
  return flips[operator];
}

/** What an operator means for truth; undefined when it is not a comparison of values. */
export function relationOf(operator: string, dialect: Dialect): Relation | undefined {
  switch (operator) {
    case '<':
    case '<=':
    case '>':
    case '>=':
      return operator;
    case '===':
      return 'equal';
    case '!==':
      return 'unequal';
    case 'is':
      return 'same';
    case 'is not':
      return 'notSame';
    case '==':
      return dialect === 'script' ? 'alike' : 'equal';
    case '!=':
      return dialect === 'script' ? 'unlike' : 'unequal';
    case 'in':
      return dialect === 'python' ? 'inside' : undefined;
    case 'not in':
      return 'outside';
    default:
      return undefined;
  }
}

/** One line of text for an operand: inner runs of white space become one space. */
export function plainText(node: Node): string {
  return /['"`]/.test(node.text) ? node.text : node.text.replace(/\s+/g, ' ');
}
