import type { Atom, AtomTable, Comparison } from './atoms.ts';
import type { Facts } from './facts.ts';
import { looksIntegral } from './naming.ts';
import { stands, standingsFor, withIdentity, type Standing } from './standings.ts';
import {
  numberValue,
  ordering,
  relate,
  subjectView,
  valuesOf,
  type SubjectView,
  type Value,
} from './values.ts';

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
    for (const [atom, holds] of group.columns)
      columns.set(
        atom,
        expand(rows, (row) => holds(regionOf(row))),
      );
    for (const [atom, holds] of group.risks)
      risks.set(
        atom,
        expand(rows, (row) => holds(regionOf(row))),
      );
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

function groupsOf(
  atoms: readonly number[],
  table: AtomTable,
  facts: Facts,
  relaxed: boolean,
): Group[] {
  const bySubject = new Map<string, { view: SubjectView; atom: number }[]>();
  const byPair = new Map<string, number[]>();
  const plain: number[] = [];
  const groups: Group[] = [];
  for (const atom of atoms) {
    const { comparison } = table.at(atom);
    const view = comparison && subjectView(comparison);
    const looseText =
      comparison &&
      ['alike', 'unlike'].includes(comparison.relation) &&
      view?.literal.kind === 'text';
    if (!comparison) plain.push(atom);
    else if (comparison.left.literal && comparison.right.literal)
      groups.push(constantGroup(atom, comparison));
    else if (
      view &&
      !looseText &&
      comparison.relation !== 'inside' &&
      comparison.relation !== 'outside'
    ) {
      push(bySubject, view.subject.key, { view, atom });
    } else push(byPair, pairKey(comparison), atom);
  }
  for (const [key, members] of bySubject) {
    const own = plain.findIndex((atom) => table.at(atom).key === key);
    const truthAtom = own < 0 ? undefined : plain.splice(own, 1)[0];
    groups.push(subjectGroup(key, members, truthAtom, facts, relaxed));
  }
  for (const members of byPair.values()) groups.push(pairGroup(members, table, facts, relaxed));
  for (const atom of plain)
    groups.push({
      size: 2,
      columns: new Map([[atom, (region) => region === 1]]),
      risks: new Map(),
    });
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

function subjectGroup(
  key: string,
  members: readonly { view: SubjectView; atom: number }[],
  truthAtom: number | undefined,
  facts: Facts,
  relaxed: boolean,
): Group {
  const values = valuesOf(
    key,
    members.map(({ view }) => view),
    truthAtom !== undefined,
    facts,
    relaxed,
  );
  const columns: Group['columns'] = new Map();
  const risks: Group['risks'] = new Map();
  for (const { view, atom } of members) {
    columns.set(atom, (region) => relate(values[region] as Value, view.relation, view.literal));
    if (ordering.has(view.relation)) risks.set(atom, (region) => values[region]?.nullish ?? false);
  }
  if (truthAtom !== undefined) columns.set(truthAtom, (region) => values[region]?.truthy ?? false);
  return { size: values.length, columns, risks };
}

function pairKey(comparison: Comparison): string {
  const { left, relation, right } = comparison;
  if (relation === 'inside' || relation === 'outside') return `in ${left.key} ${right.key}`;
  return [left.key, right.key].sort().join(' ? ');
}

function pairGroup(
  members: readonly number[],
  table: AtomTable,
  facts: Facts,
  relaxed: boolean,
): Group {
  const comparisons = members.map(
    (atom) => [atom, table.at(atom).comparison as Comparison] as const,
  );
  const names = [
    ...new Set(
      comparisons
        .flatMap(([, each]) => [each.left, each.right])
        .filter((side) => !side.literal)
        .map((side) => side.text),
    ),
  ];
  const ordered = comparisons.some(([, each]) => ordering.has(each.relation));
  const integral = names.every((name) => looksIntegral(name) || facts.integers.has(name));
  const identity = comparisons.some(
    ([, each]) => each.relation === 'same' || each.relation === 'notSame',
  );
  const known = standingsFor(ordered, relaxed || integral);
  const standings = identity ? known.flatMap(withIdentity) : known;
  const columns: Group['columns'] = new Map();
  for (const [atom, comparison] of comparisons) {
    const swapped = comparison.left.key > comparison.right.key;
    columns.set(atom, (region) =>
      stands(standings[region] as Standing, comparison.relation, swapped),
    );
  }
  return { size: standings.length, columns, risks: new Map() };
}

/** Whether an atom compares by `<` or its kin, so that a flip rests on there being an order. */
export function comparesOrder(atom: Atom): boolean {
  return atom.comparison !== undefined && ordering.has(atom.comparison.relation);
}
