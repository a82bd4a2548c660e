import type { Comparison, Literal, Operand, Relation } from './atoms.ts';
import type { Facts } from './facts.ts';
import { isSize, looksIntegral } from './naming.ts';

export interface Value {
  /** Identity for strict equality. */
  readonly id: string;
  readonly num: number;
  readonly truthy: boolean;
  readonly nullish?: boolean;
}

/** One subject compared with literals: `x > 5`, `null === x`. */
export interface SubjectView {
  readonly subject: Operand;
  readonly relation: Relation;
  readonly literal: Literal;
  /** The literal stands on the left. */
  readonly reversed: boolean;
}

const mirrored: Partial<Record<Relation, Relation>> = {
  '<': '>',
  '<=': '>=',
  '>': '<',
  '>=': '<=',
};

/** A comparison with exactly one literal side, seen from the other side. */
export function subjectView(comparison: Comparison): SubjectView | undefined {
  const { left, relation, right } = comparison;
  if (left.literal && !right.literal) {
    return {
      subject: right,
      relation: mirrored[relation] ?? relation,
      literal: left.literal,
      reversed: true,
    };
  }
  if (right.literal && !left.literal) {
    return { subject: left, relation, literal: right.literal, reversed: false };
  }
  return undefined;
}

export const ordering = new Set<Relation>(['<', '<=', '>', '>=']);

export function numberValue(value: number): Value {
  return { id: `number ${value}`, num: value, truthy: value !== 0 && !Number.isNaN(value) };
}

function literalValue(literal: Literal): Value {
  switch (literal.kind) {
    case 'number':
      return numberValue(literal.value);
    case 'text':
      return {
        id: `text ${literal.value}`,
        num: Number(literal.value),
        truthy: literal.value !== '',
      };
    case 'boolean':
      return { id: `boolean ${literal.value}`, num: Number(literal.value), truthy: literal.value };
    case 'null':
      return { id: 'null', num: 0, truthy: false, nullish: true };
    case 'undefined':
      return { id: 'undefined', num: Number.NaN, truthy: false, nullish: true };
  }
}

export function relate(value: Value, relation: Relation, literal: Literal): boolean {
  const target = literalValue(literal);
  switch (relation) {
    case '<':
      return value.num < target.num;
    case '<=':
      return value.num <= target.num;
    case '>':
      return value.num > target.num;
    case '>=':
      return value.num >= target.num;
    case 'equal':
    case 'same':
      return value.id === target.id && value.id !== 'number NaN';
    case 'alike':
      if (target.nullish || value.nullish)
        return (target.nullish ?? false) && (value.nullish ?? false);
      return value.id === target.id || value.num === target.num;
    case 'unequal':
    case 'notSame':
      return !relate(value, 'equal', literal);
    case 'unlike':
      return !relate(value, 'alike', literal);
    case 'inside':
    case 'outside':
      return false;
  }
}

export function valuesOf(
  key: string,
  views: readonly SubjectView[],
  asTruth: boolean,
  facts: Facts,
  relaxed: boolean,
): Value[] {
  const literals = views.map((view) => view.literal);
  const thresholds = literals.flatMap((literal) =>
    literal.kind === 'number' ? [literal.value] : [],
  );
  const others = literals.filter((literal) => literal.kind !== 'number').map(literalValue);
  const loose = views.some((view) => view.relation === 'alike' || view.relation === 'unlike');
  const nulls = [literalValue({ kind: 'null' }), literalValue({ kind: 'undefined' })];
  if (loose || (asTruth && thresholds.length > 0)) others.push(...nulls);
  const strange: Value[] = [
    { id: 'other', num: Number.NaN, truthy: true },
    { id: 'other empty', num: Number.NaN, truthy: false },
  ];
  if (thresholds.length === 0) return distinct([...others, ...strange]);
  const name = key.replace(/#\d+$/, '');
  const integral = looksIntegral(name) || facts.integers.has(name);
  const points = integral ? integerPoints(thresholds, isSize(name)) : realPoints(thresholds);
  const numbers = points.map(numberValue);
  if (integral && !asTruth && others.length === 0) return numbers;
  if (relaxed || integral) return distinct([...numbers, ...others]);
  const nan: Value = { id: 'number NaN', num: Number.NaN, truthy: false };
  if (facts.numbers.has(name)) return distinct([...numbers, nan, ...others]);
  // An object or text that is compared by its number but is never strictly equal to one.
  const coerced = points.map((num): Value => ({ id: `like ${num}`, num, truthy: true }));
  const empty: Value = { id: 'text ', num: 0, truthy: false };
  const list = facts.dialect === 'script' ? [...coerced, empty, ...nulls] : [];
  return distinct([...numbers, nan, ...others, ...strange, ...list]);
}

function distinct(values: readonly Value[]): Value[] {
  return [...new Map(values.map((value) => [value.id, value])).values()];
}

function realPoints(thresholds: readonly number[]): number[] {
  const sorted = [...new Set([...thresholds, 0])].sort((a, b) => a - b);
  const first = sorted[0] as number;
  const points = [first - 1];
  sorted.forEach((at, index) => {
    const next = sorted[index + 1];
    points.push(at, next === undefined ? at + 1 : (at + next) / 2);
  });
  return points;
}

function integerPoints(thresholds: readonly number[], isCount: boolean): number[] {
  const near = thresholds.flatMap((at) => [
    Math.floor(at) - 1,
    Math.floor(at),
    Math.ceil(at),
    Math.ceil(at) + 1,
  ]);
  return [...new Set([...near, 0])].filter((at) => !isCount || at >= 0).sort((a, b) => a - b);
}
