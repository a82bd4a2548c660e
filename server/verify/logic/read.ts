import type { Node } from 'web-tree-sitter';
import {
  flipped,
  plainText,
  relationOf,
  type Atom,
  type AtomTable,
  type Operand,
} from './atoms.ts';
import { chainSaving } from './chains.ts';
import { joined, negated, type Expr } from './expr.ts';
import type { Facts } from './facts.ts';
import { lastName, looksBoolean, soundsBoolean } from './naming.ts';
import {
  bindingOf,
  branchesOf,
  castArgument,
  equalities,
  isLogicChoice,
  isPartialOrder,
  literalOf,
  mayBeBoolean,
} from './operands.ts';
import { calleeOf, givesBoolean, purityOf } from './purity.ts';

/** What a reading may take for granted. */
export interface Trust {
  /** `isReady` holds a boolean. */
  readonly names: boolean;
  /** `isEmpty()` only reads and gives the same answer when asked twice. */
  readonly calls: boolean;
}

/** Reads syntax trees into expressions over one table of atoms. One reader reads one expression. */
export class Reader {
  /** Names compared with `true` or `false` that could not be shown to be boolean. */
  readonly doubtful: string[] = [];
  /** What the text cost beyond the expression that it was read as: `=== true`, `? true : false`. */
  extra = 0;
  /** Whether `&&` inside `||` was found in brackets, and whether without. */
  readonly mixes = { bracketed: false, bare: false };
  private readonly evaluations = new Map<string, number>();

  constructor(
    private readonly table: AtomTable,
    private readonly facts: Facts,
    private readonly trust: Trust,
  ) {}

  read(node: Node): Expr {
    switch (node.type) {
      case 'parenthesized_expression':
        return this.readInner(node);
      case 'true':
      case 'false':
        return { kind: 'const', value: node.type === 'true' };
      case 'unary_expression':
      case 'not_operator':
        return this.readUnary(node);
      case 'binary_expression':
      case 'boolean_operator':
        return this.readBinary(node);
      case 'comparison_operator':
        return this.readPythonComparison(node);
      case 'ternary_expression':
      case 'conditional_expression':
        return this.readChoice(node);
      case 'call_expression':
      case 'call':
        return this.readCall(node);
      default:
        return this.readAtom(node);
    }
  }

  /** Whether the expression gives `true` or `false` and nothing else. */
  isBoolean(expr: Expr): boolean {
    switch (expr.kind) {
      case 'atom':
        return this.table.at(expr.atom).boolean !== 'unknown';
      case 'and':
      case 'or':
        return expr.of.every((part) => this.isBoolean(part));
      case 'choice':
        return this.isBoolean(expr.yes) && this.isBoolean(expr.no);
      default:
        return true;
    }
  }

  private readInner(node: Node): Expr {
    const inner = node.namedChildren.filter((child) => child !== null);
    return inner.length === 1 ? this.read(inner[0] as Node) : this.readAtom(node);
  }

  private readUnary(node: Node): Expr {
    const argument = node.childForFieldName('argument');
    const isNot = node.type === 'not_operator' || node.childForFieldName('operator')?.text === '!';
    if (!isNot || !argument) return this.readAtom(node);
    const inner = this.read(argument);
    // `!!x` is an idiom; `!(!x)` is a negation too many.
    const explicit = argument.type !== 'parenthesized_expression';
    if (inner.kind === 'not') return { kind: 'cast', of: inner.of, explicit };
    if (inner.kind !== 'cast') return { kind: 'not', of: inner };
    // `!!!x` and `!Boolean(x)` spell out a cast that a negation makes anyway.
    this.extra += 2;
    return { kind: 'not', of: inner.of };
  }

  private readBinary(node: Node): Expr {
    const left = node.childForFieldName('left');
    const right = node.childForFieldName('right');
    const operator = node.childForFieldName('operator')?.text ?? '';
    if (!left || !right) return this.readAtom(node);
    if (operator === '&&' || operator === 'and')
      return joined('and', [this.read(left), this.read(right)]);
    if (operator === '||' || operator === 'or') {
      for (const side of [left, right]) this.noteMix(side);
      return joined('or', [this.read(left), this.read(right)]);
    }
    return this.readComparison(node, left, operator, right);
  }

  private noteMix(side: Node): void {
    const isAnd = (node: Node | null): boolean =>
      ['&&', 'and'].includes(node?.childForFieldName('operator')?.text ?? '');
    if (isAnd(side)) this.mixes.bare = true;
    if (side.type === 'parenthesized_expression' && isAnd(side.namedChildren[0] ?? null)) {
      this.mixes.bracketed = true;
    }
  }

  private readPythonComparison(node: Node): Expr {
    const operands = node.namedChildren.filter((child) => child !== null);
    const operators = pythonOperators(node);
    const [left, right, last] = operands as Node[];
    const [first, second] = operators as string[];
    if (left && right && first !== undefined) {
      if (operands.length === 2) return this.readComparison(node, left, first, right);
      if (operands.length === 3 && last && second !== undefined && isChain(operators, right)) {
        this.extra -= chainSaving;
        return joined('and', [
          this.readComparison(node, left, first, right),
          this.readComparison(node, right, second, last),
        ]);
      }
    }
    return this.readAtom(node);
  }

  private readComparison(node: Node, left: Node, operator: string, right: Node): Expr {
    const relation = relationOf(operator, this.facts.dialect);
    if (relation === undefined || isPartialOrder(left, right, relation)) return this.readAtom(node);
    const opposite = flipped(operator, this.facts.dialect);
    if (equalities.has(relation)) {
      const asLogic = this.readEquality(left, ['equal', 'alike', 'same'].includes(relation), right);
      if (asLogic) return asLogic;
    }
    const [first, second] = [this.operand(left), this.operand(right)];
    const text = `${first.text} ${operator} ${second.text}`;
    const purity = purityOf(node, this.facts.dialect);
    const atom = this.table.intern({
      key: `${first.key} ${operator} ${second.key}`,
      text,
      binding: 2,
      weight: 3,
      boolean: 'proven',
      touches: this.touches(purity.fallible, [first, second]),
      effects: [first, second].filter((side) => side.key !== side.text).map((side) => side.key),
      ...(opposite === undefined
        ? {}
        : { comparison: { left: first, relation, right: second, operator } }),
    });
    return { kind: 'atom', atom };
  }

  /** `x === true` and `a === b` as logic, where both sides are boolean. */
  private readEquality(left: Node, equal: boolean, right: Node): Expr | undefined {
    if (!mayBeBoolean(left) || !mayBeBoolean(right)) return undefined;
    const before = new Map(this.evaluations);
    const [first, second] = [this.read(left), this.read(right)];
    const both = this.isComparable(first) && this.isComparable(second);
    if (!both) {
      const constant = first.kind === 'const' || second.kind === 'const';
      if (constant) this.doubtful.push(first.kind === 'const' ? right.text : left.text);
      // Reading again as one comparison must count evaluations from the same start.
      this.evaluations.clear();
      for (const [text, count] of before) this.evaluations.set(text, count);
      return undefined;
    }
    if (first.kind === 'const' || second.kind === 'const') this.extra += 4;
    if (second.kind === 'const') return second.value === equal ? first : denied(first);
    if (first.kind === 'const') return first.value === equal ? second : denied(second);
    const same: Expr = { kind: 'same', left: first, right: second };
    return equal ? same : { kind: 'not', of: same };
  }

  /** Boolean for sure, or a plain name that says so: a property may also be missing, which `=== false` tells apart. */
  private isComparable(expr: Expr): boolean {
    if (expr.kind !== 'atom') return this.isBoolean(expr);
    const atom = this.table.at(expr.atom);
    if (atom.boolean !== 'named') return atom.boolean === 'proven';
    const { dialect, booleanProperties, unclear } = this.facts;
    if (atom.text.includes('?.') || unclear.has(atom.text)) return false;
    if (dialect === 'python' || booleanProperties.has(lastName(atom.text))) return true;
    return /^[\w$]+$/.test(atom.text) && soundsBoolean(atom.text);
  }

  private readChoice(node: Node): Expr {
    const [test, yes, no] = branchesOf(node);
    if (!test || !yes || !no || !isLogicChoice(node)) return this.readAtom(node);
    return this.choose(this.read(test), this.read(yes), this.read(no));
  }

  /** A choice between branches, read as the plain logic that it is where it is. */
  choose(test: Expr, yes: Expr, no: Expr): Expr {
    const chosen = choice(test, yes, no);
    if (chosen.kind !== 'choice') this.extra += 6;
    return chosen;
  }

  private readCall(node: Node): Expr {
    const inner = castArgument(node);
    if (!inner) return this.readAtom(node);
    const of = this.read(inner);
    return { kind: 'cast', of: of.kind === 'cast' ? of.of : of, explicit: true };
  }

  private readAtom(node: Node): Expr {
    const operand = this.operand(node);
    const { dialect } = this.facts;
    const purity = purityOf(node, dialect);
    const isEffect = operand.key !== operand.text;
    const atom = this.table.intern({
      key: operand.key,
      text: operand.text,
      binding: operand.binding,
      weight: operand.binding === 2 ? 3 : 1,
      boolean: this.booleanness(node),
      touches: this.touches(purity.fallible, [operand]),
      effects: isEffect ? [operand.key] : [],
    });
    return { kind: 'atom', atom };
  }

  private touches(fallible: boolean, operands: readonly Operand[]): string[] {
    return fallible
      ? operands.filter((side) => !/^[\w$]+$/.test(side.key)).map((side) => side.key)
      : [];
  }

  private operand(node: Node): Operand {
    const text = plainText(node);
    const purity = purityOf(node, this.facts.dialect);
    const repeats = purity.effect || (purity.predicate && !this.trust.calls);
    const literal = literalOf(node);
    const key = repeats ? this.nextEvaluation(text) : text;
    return { text, key, binding: bindingOf(node), ...(literal ? { literal } : {}) };
  }

  private nextEvaluation(text: string): string {
    const count = (this.evaluations.get(text) ?? 0) + 1;
    this.evaluations.set(text, count);
    return `${text}#${count}`;
  }

  private booleanness(node: Node): Atom['boolean'] {
    if (this.isCertainlyBoolean(node)) return 'proven';
    const name =
      node.type === 'call_expression' || node.type === 'call' ? calleeOf(node) : node.text;
    const named = [
      'identifier',
      'member_expression',
      'attribute',
      'call_expression',
      'call',
    ].includes(node.type);
    if (!named || !this.trust.names || this.facts.others.has(lastName(name))) return 'unknown';
    const declared = node.type !== 'identifier' && this.facts.booleanProperties.has(lastName(name));
    return declared || looksBoolean(name) ? 'named' : 'unknown';
  }

  private isCertainlyBoolean(node: Node): boolean {
    const { dialect, booleans, booleanCalls } = this.facts;
    // `a?.b` may be undefined whatever `b` holds.
    if (node.text.includes('?.')) return false;
    switch (node.type) {
      case 'identifier':
        return booleans.has(node.text);
      case 'call_expression':
      case 'call':
        return givesBoolean(node, dialect) || booleanCalls.has(calleeOf(node));
      case 'binary_expression':
        return ['in', 'instanceof'].includes(node.childForFieldName('operator')?.text ?? '');
      case 'comparison_operator':
        return true;
      default:
        return false;
    }
  }
}

function choice(test: Expr, yes: Expr, no: Expr): Expr {
  if (yes.kind === 'const' && no.kind === 'const' && yes.value !== no.value) {
    if (!yes.value) return denied(test);
    return test.kind === 'cast' || test.kind === 'not'
      ? test
      : { kind: 'cast', of: test, explicit: false };
  }
  return { kind: 'choice', test, yes, no };
}

/** The negation as a boolean value: unlike `negated`, `!!x` does not become `x`. */
function denied(expr: Expr): Expr {
  if (expr.kind === 'not') return { kind: 'cast', of: expr.of, explicit: true };
  return expr.kind === 'cast' ? { kind: 'not', of: expr.of } : negated(expr);
}

/** `is not` and `not in` count as one operator. */
function pythonOperators(node: Node): string[] {
  const found: string[] = [];
  for (const child of node.children.slice(1)) {
    if (!child) continue;
    if (child.isNamed) found.push('');
    else found[Math.max(0, found.length - 1)] = `${found.at(-1) ?? ''} ${child.text}`.trim();
  }
  return found.filter((operator) => operator !== '').map((each) => each.replace(/\s+/g, ' '));
}

/** One direction all along, over a name that gives the same value when it is read twice. */
function isChain(operators: readonly string[], shared: Node): boolean {
  const upwards = operators.every((operator) => operator === '<' || operator === '<=');
  const downwards = operators.every((operator) => operator === '>' || operator === '>=');
  return (upwards || downwards) && /^[A-Za-z_][\w.]*$/.test(shared.text);
}
