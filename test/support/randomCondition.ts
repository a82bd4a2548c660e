import fc from 'fast-check';

/** A random condition as a person might have written it, before it is printed in a language. */
export type Condition =
  | { readonly kind: 'name'; readonly name: string }
  | {
      readonly kind: 'compare';
      readonly left: string;
      readonly operator: string;
      readonly right: number;
    }
  | { readonly kind: 'literal'; readonly value: boolean }
  | { readonly kind: 'not'; readonly of: Condition }
  | { readonly kind: 'and' | 'or'; readonly left: Condition; readonly right: Condition }
  | {
      readonly kind: 'choice';
      readonly test: Condition;
      readonly yes: Condition;
      readonly no: Condition;
    };

export const conditionNames = ['a', 'b', 'c'] as const;
export const numberNames = ['x', 'y'] as const;

const name = fc
  .constantFrom(...conditionNames)
  .map((each): Condition => ({ kind: 'name', name: each }));
const literal = fc.boolean().map((value): Condition => ({ kind: 'literal', value }));

/** Conditions of up to about a dozen operands; comparisons by `<` and equality with small numbers. */
export function conditions(equalities: readonly [string, string]): fc.Arbitrary<Condition> {
  const compare = fc
    .tuple(
      fc.constantFrom(...numberNames),
      fc.constantFrom('<', '<=', '>', '>=', ...equalities),
      fc.nat(3),
    )
    .map(([left, operator, right]): Condition => ({ kind: 'compare', left, operator, right }));
  const leaf = fc.oneof(
    { weight: 5, arbitrary: name },
    { weight: 3, arbitrary: compare },
    { weight: 1, arbitrary: literal },
  );
  const tree = fc.memo((depth): fc.Arbitrary<Condition> => {
    if (depth <= 1) return leaf;
    const smaller = tree(depth - 1);
    return fc.oneof(
      { weight: 2, arbitrary: leaf },
      { weight: 3, arbitrary: smaller.map((of): Condition => ({ kind: 'not', of })) },
      {
        weight: 7,
        arbitrary: fc
          .tuple(fc.constantFrom('and' as const, 'or' as const), smaller, smaller)
          .map(joinedBy),
      },
      {
        weight: 1,
        arbitrary: fc.tuple(smaller, fc.boolean(), smaller, fc.boolean()).map(chosenBy),
      },
    );
  });
  return tree(4);
}

function joinedBy([kind, left, right]: ['and' | 'or', Condition, Condition]): Condition {
  return { kind, left, right };
}

function chosenBy([test, value, other, first]: [
  Condition,
  boolean,
  Condition,
  boolean,
]): Condition {
  const constant: Condition = { kind: 'literal', value };
  return first
    ? { kind: 'choice', test, yes: constant, no: other }
    : { kind: 'choice', test, yes: other, no: constant };
}

/** The condition in JavaScript, with brackets around every compound part. */
export function asScript(condition: Condition): string {
  switch (condition.kind) {
    case 'name':
      return condition.name;
    case 'compare':
      return `${condition.left} ${condition.operator} ${condition.right}`;
    case 'literal':
      return String(condition.value);
    case 'not':
      return `!${scriptOperand(condition.of)}`;
    case 'and':
    case 'or':
      return `${scriptOperand(condition.left)} ${condition.kind === 'and' ? '&&' : '||'} ${scriptOperand(condition.right)}`;
    case 'choice':
      return `${scriptOperand(condition.test)} ? ${scriptOperand(condition.yes)} : ${scriptOperand(condition.no)}`;
  }
}

function scriptOperand(condition: Condition): string {
  return ['name', 'literal', 'not'].includes(condition.kind)
    ? asScript(condition)
    : `(${asScript(condition)})`;
}

/** The condition in Python. */
export function asPython(condition: Condition): string {
  const operand = (part: Condition): string =>
    ['name', 'literal'].includes(part.kind) ? asPython(part) : `(${asPython(part)})`;
  switch (condition.kind) {
    case 'name':
      return condition.name;
    case 'compare':
      return `${condition.left} ${condition.operator} ${condition.right}`;
    case 'literal':
      return condition.value ? 'True' : 'False';
    case 'not':
      return `not ${operand(condition.of)}`;
    case 'and':
    case 'or':
      return `${operand(condition.left)} ${condition.kind} ${operand(condition.right)}`;
    case 'choice':
      return `${operand(condition.yes)} if ${operand(condition.test)} else ${operand(condition.no)}`;
  }
}
