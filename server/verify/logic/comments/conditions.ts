import * as l10n from '@vscode/l10n';
import type { Dialect } from '../facts.ts';

/** A condition while a comment is read: operators over atoms in the document's own syntax. */
export type Condition =
  | {
      readonly kind: 'atom';
      readonly text: string;
      readonly comparison?: Compared;
      /** How its opposite is said, where that is not the turned comparison. */
      readonly otherwise?: Condition;
    }
  | { readonly kind: 'not'; readonly of: Condition }
  | { readonly kind: 'and' | 'or'; readonly of: readonly Condition[] };

export interface Compared {
  readonly left: string;
  readonly operator: Operator;
  readonly right: string;
}

export type Operator = '<' | '<=' | '>' | '>=' | '==' | '!=' | 'in' | 'not in';

const opposites: Readonly<Record<Operator, Operator>> = {
  '<': '>=',
  '<=': '>',
  '>': '<=',
  '>=': '<',
  '==': '!=',
  '!=': '==',
  in: 'not in',
  'not in': 'in',
};

export function atom(text: string): Condition {
  return { kind: 'atom', text };
}

/** A comparison in the words of both languages; equality in scripts is written strictly. */
export function compared(
  left: string,
  operator: Operator,
  right: string,
  dialect: Dialect,
): Condition {
  const nothing = dialect === 'python' && right === 'None';
  const written = nothing ? identity(operator) : strict(operator, dialect);
  return {
    kind: 'atom',
    text: `${left} ${written} ${right}`,
    comparison: { left, operator, right },
  };
}

function identity(operator: Operator): string {
  return operator === '==' ? 'is' : operator === '!=' ? 'is not' : operator;
}

function strict(operator: Operator, dialect: Dialect): string {
  const equality = operator === '==' || operator === '!=';
  return dialect === 'script' && equality ? `${operator}=` : operator;
}

/** The condition that holds where this one does not, with comparisons turned round. */
export function opposite(condition: Condition, dialect: Dialect): Condition {
  if (condition.kind === 'not') return condition.of;
  if (condition.kind === 'atom' && condition.otherwise) return condition.otherwise;
  if (condition.kind === 'atom' && condition.comparison) {
    const { left, operator, right } = condition.comparison;
    return compared(left, opposites[operator], right, dialect);
  }
  return { kind: 'not', of: condition };
}

/** There are more than none; the opposite is that there are none. */
export function positive(text: string, dialect: Dialect): Condition {
  const none = compared(text, '==', '0', dialect);
  const some = compared(text, '>', '0', dialect);
  return { ...some, otherwise: none } as Condition;
}

/** It contradicts itself: `x === 1 && x === 2`, `a && !a`, or holds always. */
export function isSenseless(condition: Condition): boolean {
  if (condition.kind !== 'and' && condition.kind !== 'or') return false;
  const equal = condition.kind === 'and' ? '==' : '!=';
  const sides = condition.of.flatMap((part) =>
    part.kind === 'atom' && part.comparison?.operator === equal ? [part.comparison] : [],
  );
  const twice = sides.some(({ left, right }, at) =>
    sides.some((other, place) => place > at && other.left === left && other.right !== right),
  );
  const words = new Set(condition.of.map(wordsOf));
  return twice || condition.of.some((part) => part.kind === 'not' && words.has(wordsOf(part.of)));
}

/** `and` or `or` over all, chains of the same operator made one and repetitions left out. */
export function joined(kind: 'and' | 'or', parts: readonly Condition[]): Condition {
  const flat = parts.flatMap((part) => (part.kind === kind ? part.of : [part]));
  const seen = new Set<string>();
  const distinct = flat.filter((part) => {
    const key = wordsOf(part);
    return seen.has(key) ? false : seen.add(key);
  });
  return distinct.length === 1 ? (distinct[0] as Condition) : { kind, of: distinct };
}

/** Either, and not both. */
export function exclusive(left: Condition, right: Condition, dialect: Dialect): Condition {
  return joined('and', [
    joined('or', [left, right]),
    opposite(joined('and', [left, right]), dialect),
  ]);
}

interface Notation {
  readonly not: string;
  readonly and: string;
  readonly or: string;
  /** `&&` inside `||` gets brackets though the grammar needs none. */
  readonly bracketsMixed: boolean;
}

const notations: Readonly<Record<Dialect | 'words', Notation>> = {
  script: { not: '!', and: '&&', or: '||', bracketsMixed: true },
  python: { not: 'not ', and: 'and', or: 'or', bracketsMixed: false },
  words: { not: 'not ', and: 'and', or: 'or', bracketsMixed: true },
};

/** The condition in the language's syntax. */
export function written(condition: Condition, dialect: Dialect): string {
  return print(condition, notations[dialect]);
}

/** The condition with its operators in English words: what two equal conditions share. */
export function wordsOf(condition: Condition): string {
  return print(condition, notations.words);
}

/** The condition with its operators in words, for people. */
export function said(condition: Condition): string {
  const [not, and, or] = [l10n.t('not'), l10n.t('and'), l10n.t('or')];
  return print(condition, { not: `${not} `, and, or, bracketsMixed: true });
}

function print(condition: Condition, notation: Notation): string {
  switch (condition.kind) {
    case 'atom':
      return condition.text;
    case 'not': {
      const inner = print(condition.of, notation);
      const tight = condition.of.kind === 'atom' && isTight(condition.of.text);
      return `${notation.not}${tight ? inner : `(${inner})`}`;
    }
    case 'and':
      return condition.of
        .map((part) => (part.kind === 'or' ? `(${print(part, notation)})` : print(part, notation)))
        .join(` ${notation.and} `);
    case 'or':
      return condition.of
        .map((part) =>
          part.kind === 'and' && notation.bracketsMixed
            ? `(${print(part, notation)})`
            : print(part, notation),
        )
        .join(` ${notation.or} `);
  }
}

/** A name, a property or a call, which a negation binds to as a whole. */
function isTight(text: string): boolean {
  return /^[\w$.?]+(\(.*\))?$/.test(text) || /^\/.*\/\w*\.test\(.*\)$/.test(text);
}
