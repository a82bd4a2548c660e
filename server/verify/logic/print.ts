import type { AtomTable } from './atoms.ts';
import { chained, type Chain } from './chains.ts';
import type { Expr } from './expr.ts';
import type { Dialect } from './facts.ts';

/** How the author writes conditions. */
export interface Style {
  readonly dialect: Dialect;
  /** Brackets around `&&` inside `||`, though the grammar needs none. */
  readonly bracketsMixed: boolean;
  readonly spaced: boolean;
  readonly castBy: 'bang' | 'call';
  readonly looseEquality: boolean;
  /** Text between two operands of a chain that is broken over lines, with `@` for the operator; absent when none is. */
  readonly lineBreak?: string;
  readonly width: number;
  /** Python's `low < x < high` for two comparisons. */
  readonly chains?: boolean;
}

/**
 * Reads the style from the original text and the document around it. Script authors (and their formatters) bracket
 * `&&` inside `||` unless they show otherwise; Python's do not unless they show it.
 */
export function styleOf(
  original: string,
  documentText: string,
  dialect: Dialect,
  mixes: { readonly bracketed: boolean; readonly bare: boolean },
): Style {
  const operator = dialect === 'script' ? '&&|\\|\\|' : '\\band\\b|\\bor\\b';
  const leading = new RegExp(`(\\s*\\n\\s*)(?:${operator})(\\s*)`).exec(original);
  const trailing = new RegExp(`(\\s*)(?:${operator})([ \\t]*\\n\\s*)`).exec(original);
  const broken = leading ?? trailing;
  const compact = new RegExp(`\\S(?:&&|\\|\\|)\\S`).test(original);
  return {
    dialect,
    bracketsMixed: mixes.bracketed || (dialect === 'script' && !mixes.bare),
    spaced: !compact,
    castBy: /\bBoolean\(/.test(documentText) || !/!!/.test(documentText) ? 'call' : 'bang',
    looseEquality: dialect === 'python' || /[^=!]==[^=]|!=[^=]/.test(original),
    ...(broken ? { lineBreak: `${broken[1]}@${broken[2]}` } : {}),
    width: Math.max(80, ...original.split('\n').map((line) => line.length)),
  };
}

const loosest = 0;
const levels = {
  choice: 0.5,
  or: 1,
  and: 2,
  pythonNot: 2.5,
  comparison: 3,
  operand: 4,
  unary: 5,
} as const;

/** The expression as the author would write it, in brackets when `outer` binds tighter than it does. */
export function print(expr: Expr, table: AtomTable, style: Style, outer: number = loosest): string {
  const flat = new Printer(table, style).print(expr, outer);
  if (style.lineBreak === undefined || flat.length <= style.width - 20 || expr.kind === 'atom')
    return flat;
  return new Printer(table, style, true).print(expr, outer);
}

class Printer {
  constructor(
    private readonly table: AtomTable,
    private readonly style: Style,
    private readonly broken = false,
  ) {}

  print(expr: Expr, outer: number): string {
    const text = this.text(expr);
    return this.levelOf(expr) < outer ? `(${text})` : text;
  }

  private get isScript(): boolean {
    return this.style.dialect === 'script';
  }

  private levelOf(expr: Expr): number {
    switch (expr.kind) {
      case 'atom': {
        const { binding } = this.table.at(expr.atom);
        return binding === 3 ? levels.unary : binding === 2 ? levels.comparison : loosest;
      }
      case 'const':
      case 'cast':
        return levels.unary;
      case 'not':
        if (expr.of.kind === 'same') return levels.comparison;
        return this.isScript ? levels.unary : levels.pythonNot;
      case 'and':
        return levels.and;
      case 'or':
        return levels.or;
      case 'same':
        return levels.comparison;
      case 'choice':
        return levels.choice;
    }
  }

  private text(expr: Expr): string {
    switch (expr.kind) {
      case 'atom':
        return this.table.at(expr.atom).text;
      case 'const':
        return this.isScript ? String(expr.value) : expr.value ? 'True' : 'False';
      case 'not':
        if (expr.of.kind === 'same') return this.equality(expr.of, false);
        return this.isScript
          ? `!${this.print(expr.of, levels.unary)}`
          : `not ${this.print(expr.of, levels.pythonNot)}`;
      case 'cast':
        if (!this.isScript) return `bool(${this.print(expr.of, loosest)})`;
        if (this.style.castBy === 'bang') return `!!${this.print(expr.of, levels.unary)}`;
        return `Boolean(${this.print(expr.of, loosest)})`;
      case 'and':
      case 'or':
        return this.chain(expr.kind, expr.of);
      case 'same':
        return this.equality(expr, true);
      case 'choice':
        return this.choice(expr);
    }
  }

  private equality(same: Extract<Expr, { kind: 'same' }>, equal: boolean): string {
    const operator = (equal ? '==' : '!=') + (this.style.looseEquality ? '' : '=');
    return `${this.print(same.left, levels.operand)} ${operator} ${this.print(same.right, levels.operand)}`;
  }

  private chain(kind: 'and' | 'or', parts: readonly Expr[]): string {
    const word = this.isScript ? (kind === 'and' ? '&&' : '||') : kind;
    const own = levels[kind];
    const linked = this.style.chains && kind === 'and' ? chained(parts, this.table) : parts;
    const printed = linked.map((part) => {
      if (!('kind' in part)) return this.linkedText(part);
      const mixed = kind === 'or' && part.kind === 'and' && this.style.bracketsMixed;
      return this.flat().print(part, mixed ? levels.unary : own + 0.1);
    });
    const between = this.broken
      ? (this.style.lineBreak as string).replace('@', word)
      : this.style.spaced
        ? ` ${word} `
        : word;
    return printed.join(between);
  }

  private linkedText({ lower, shared, upper, operators: [first, second] }: Chain): string {
    return `${lower.text} ${first} ${shared.text} ${second} ${upper.text}`;
  }

  private flat(): Printer {
    return this.broken ? new Printer(this.table, this.style) : this;
  }

  private choice({ test, yes, no }: Extract<Expr, { kind: 'choice' }>): string {
    const [a, b, c] = [test, yes, no].map((part) => this.print(part, levels.or)) as [
      string,
      string,
      string,
    ];
    return this.isScript ? `${a} ? ${b} : ${c}` : `${b} if ${a} else ${c}`;
  }
}
