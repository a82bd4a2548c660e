import type { Atom, AtomTable, Comparison, Literal, Operand, Relation } from './atoms.ts';
import type { Facts } from './facts.ts';
import { isSize, looksIntegral } from './naming.ts';

/** More rows than this are not tried: the answer is then "not proven". */
export const rowBound = 1 << 16;

/**
 * Every combination of operand values that can occur, as rows of a truth table. Comparisons of one operand
 * share regions of its values, so rows that contradict themselves never appear.
 */
export interface World {
  readonly rows: number;
  /** Truth of an atom, row by row. */
  column(atom: number): Uint8Array;
  /** Rows in which evaluating the atom would compare something that has no order, such as `undefined > 5`. */
  risky(atom: number): Uint8Array | undefined;
}

interface Value {
  /** Identity for strict equality. */
  readonly id: string;
  readonly num: number;
  readonly truthy: boolean;
  readonly nullish?: boolean;
}

interface Group {
  readonly size: number;
  /** Truth per region. */
  readonly columns: Map<number, (region: number) => boolean>;
  readonly risks: Map<number, (region: number) => boolean>;
}

/** Builds the table for some atoms; undefined when it would pass the bound. `relaxed` leaves out NaN and text that compares like a number. */
export function worldOf(
  atoms: readonly number[],
  table: AtomTable,
  facts: Facts,
  relaxed: boolean,
  bound = rowBound,
): World | undefined {
  const groups = groupsOf(atoms, table, facts, relaxed);
  const rows = groups.reduce((product, group) => product * group.size, 1);
  if (rows > bound) return undefined;
  const columns = new Map<number, Uint8Array>();
  const risks = new Map<number, Uint8Array>();
  let stride = 1;
  for (const group of groups) {
    const regionOf = (row: number): number => Math.floor(row / stride) % group.size;
    for (const [atom, holds] of group.columns) columns.set(atom, expand(rows, (row) => holds(regionOf(row))));
    for (const [atom, holds] of group.risks) risks.set(atom, expand(rows, (row) => holds(regionOf(row))));
    // `regionOf` has been used up; the next group varies more slowly.
    stride *= group.size;
  }
  return {
    rows,
    column: (atom) => columns.get(atom) as Uint8Array,
    risky: (atom) => risks.get(atom),
  };
}

function expand(rows: number, holds: (row: number) => boolean): Uint8Array {
  return Uint8Array.from({ length: rows }, (_, row) => (holds(row) ? 1 : 0));
}

/** One subject compared with literals: `x > 5`, `null === x`. */
export interface SubjectView {
  readonly subject: Operand;
  readonly relation: Relation;
  readonly literal: Literal;
  /** The literal stands on the left. */
  readonly reversed: boolean;
}

const mirrored: Partial<Record<Relation, Relation>> = { '<': '>', '<=': '>=', '>': '<', '>=': '<=' };

/** A comparison with exactly one literal side, seen from the other side. */
export function subjectView(comparison: Comparison): SubjectView | undefined {
  const { left, relation, right } = comparison;
  if (left.literal && !right.literal) {
    return { subject: right, relation: mirrored[relation] ?? relation, literal: left.literal, reversed: true };
  }
  if (right.literal && !left.literal) {
    return { subject: left, relation, literal: right.literal, reversed: false };
  }
  return undefined;
}

const ordering = new Set<Relation>(['<', '<=', '>', '>=']);

function groupsOf(atoms: readonly number[], table: AtomTable, facts: Facts, relaxed: boolean): Group[] {
  const bySubject = new Map<string, { view: SubjectView; atom: number }[]>();
  const byPair = new Map<string, number[]>();
  const plain: number[] = [];
  const groups: Group[] = [];
  for (const atom of atoms) {
    const { comparison } = table.at(atom);
    const view = comparison && subjectView(comparison);
    const looseText = comparison && ['alike', 'unlike'].includes(comparison.relation) && view?.literal.kind === 'text';
    if (!comparison) plain.push(atom);
    else if (comparison.left.literal && comparison.right.literal) groups.push(constantGroup(atom, comparison));
    else if (view && !looseText && comparison.relation !== 'inside' && comparison.relation !== 'outside') {
      push(bySubject, view.subject.key, { view, atom });
    } else push(byPair, pairKey(comparison), atom);
  }
  for (const [key, members] of bySubject) {
    const own = plain.findIndex((atom) => table.at(atom).key === key);
    const truthAtom = own < 0 ? undefined : plain.splice(own, 1)[0];
    groups.push(subjectGroup(key, members, truthAtom, facts, relaxed));
  }
  for (const members of byPair.values()) groups.push(pairGroup(members, table, facts, relaxed));
  for (const atom of plain) groups.push({ size: 2, columns: new Map([[atom, (region) => region === 1]]), risks: new Map() });
  return groups;
}

function push<K, V>(into: Map<K, V[]>, key: K, value: V): void {
  const known = into.get(key);
  if (known) known.push(value);
  else into.set(key, [value]);
}

function constantGroup(atom: number, comparison: Comparison): Group {
  const [left, right] = [comparison.left.literal, comparison.right.literal];
  if (left?.kind === 'number' && right?.kind === 'number') {
    const value = relate(numberValue(left.value), comparison.relation, right);
    return { size: 1, columns: new Map([[atom, () => value]]), risks: new Map() };
  }
  return { size: 2, columns: new Map([[atom, (region) => region === 1]]), risks: new Map() };
}

function numberValue(value: number): Value {
  return { id: `number ${value}`, num: value, truthy: value !== 0 && !Number.isNaN(value) };
}

function literalValue(literal: Literal): Value {
  switch (literal.kind) {
    case 'number':
      return numberValue(literal.value);
    case 'text':
      return { id: `text ${literal.value}`, num: Number(literal.value), truthy: literal.value !== '' };
    case 'boolean':
      return { id: `boolean ${literal.value}`, num: Number(literal.value), truthy: literal.value };
    case 'null':
      return { id: 'null', num: 0, truthy: false, nullish: true };
    case 'undefined':
      return { id: 'undefined', num: Number.NaN, truthy: false, nullish: true };
  }
}

function relate(value: Value, relation: Relation, literal: Literal): boolean {
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
      if (target.nullish || value.nullish) return (target.nullish ?? false) && (value.nullish ?? false);
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

function subjectGroup(
  key: string,
  members: readonly { view: SubjectView; atom: number }[],
  truthAtom: number | undefined,
  facts: Facts,
  relaxed: boolean,
): Group {
  const values = valuesOf(key, members.map(({ view }) => view), truthAtom !== undefined, facts, relaxed);
  const columns: Group['columns'] = new Map();
  const risks: Group['risks'] = new Map();
  for (const { view, atom } of members) {
    columns.set(atom, (region) => relate(values[region] as Value, view.relation, view.literal));
    if (ordering.has(view.relation)) risks.set(atom, (region) => values[region]?.nullish ?? false);
  }
  if (truthAtom !== undefined) columns.set(truthAtom, (region) => values[region]?.truthy ?? false);
  return { size: values.length, columns, risks };
}

function valuesOf(
  key: string,
  views: readonly SubjectView[],
  asTruth: boolean,
  facts: Facts,
  relaxed: boolean,
): Value[] {
  const literals = views.map((view) => view.literal);
  const thresholds = literals.flatMap((literal) => (literal.kind === 'number' ? [literal.value] : []));
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
  const near = thresholds.flatMap((at) => [Math.floor(at) - 1, Math.floor(at), Math.ceil(at), Math.ceil(at) + 1]);
  return [...new Set([...near, 0])].filter((at) => !isCount || at >= 0).sort((a, b) => a - b);
}

function pairKey(comparison: Comparison): string {
  const { left, relation, right } = comparison;
  if (relation === 'inside' || relation === 'outside') return `in ${left.key} ${right.key}`;
  return [left.key, right.key].sort().join(' ? ');
}

/** How two values stand to each other. Unordered values may still be equal, and equal numbers of unequal identity exist. */
interface Standing {
  readonly order: -1 | 0 | 1 | undefined;
  readonly identical: boolean;
  readonly alike: boolean;
  /** Equal, and one and the same object. */
  readonly same?: boolean;
}

function pairGroup(members: readonly number[], table: AtomTable, facts: Facts, relaxed: boolean): Group {
  const comparisons = members.map((atom) => [atom, table.at(atom).comparison as Comparison] as const);
  const names = [...new Set(comparisons.flatMap(([, each]) => [each.left, each.right]).filter((side) => !side.literal).map((side) => side.text))];
  const ordered = comparisons.some(([, each]) => ordering.has(each.relation));
  const integral = names.every((name) => looksIntegral(name) || facts.integers.has(name));
  const identity = comparisons.some(([, each]) => each.relation === 'same' || each.relation === 'notSame');
  const known = standingsFor(ordered, relaxed || integral);
  const standings = identity ? known.flatMap(withIdentity) : known;
  const columns: Group['columns'] = new Map();
  for (const [atom, comparison] of comparisons) {
    const swapped = comparison.left.key > comparison.right.key;
    columns.set(atom, (region) => stands(standings[region] as Standing, comparison.relation, swapped));
  }
  return { size: standings.length, columns, risks: new Map() };
}

function standingsFor(ordered: boolean, relaxed: boolean): Standing[] {
  const equal: Standing = { order: 0, identical: true, alike: true };
  if (!ordered) {
    const unequal: Standing = { order: undefined, identical: false, alike: false };
    const loose: Standing = { order: undefined, identical: false, alike: true };
    return relaxed ? [equal, unequal] : [equal, unequal, loose];
  }
  const plain: Standing[] = [
    { order: -1, identical: false, alike: false },
    equal,
    { order: 1, identical: false, alike: false },
  ];
  if (relaxed) return plain;
  return [
    ...plain,
    { order: 0, identical: false, alike: true },
    { order: 0, identical: false, alike: false },
    { order: undefined, identical: false, alike: false },
    { order: undefined, identical: true, alike: true },
  ];
}

/** Equal things may be one object or two; unequal ones are always two. */
function withIdentity(standing: Standing): Standing[] {
  return standing.identical ? [{ ...standing, same: true }, standing] : [standing];
}

function stands(standing: Standing, relation: Relation, swapped: boolean): boolean {
  const order = standing.order === undefined ? Number.NaN : swapped ? -standing.order : standing.order;
  switch (relation) {
    case '<':
      return order < 0;
    case '<=':
      return order <= 0;
    case '>':
      return order > 0;
    case '>=':
      return order >= 0;
    case 'equal':
    case 'inside':
      return standing.identical;
    case 'alike':
      return standing.alike;
    case 'same':
      return standing.same ?? false;
    case 'notSame':
      return !(standing.same ?? false);
    case 'unequal':
    case 'outside':
      return !standing.identical;
    case 'unlike':
      return !standing.alike;
  }
}

/** Whether an atom compares by `<` or its kin, so that a flip rests on there being an order. */
export function comparesOrder(atom: Atom): boolean {
  return atom.comparison !== undefined && ordering.has(atom.comparison.relation);
}
