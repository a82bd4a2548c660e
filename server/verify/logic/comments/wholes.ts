import type { Dialect } from '../facts.ts';
import { isSenseless, joined, opposite, type Condition } from './conditions.ts';
import type { Content, Item, Whole } from './items.ts';
import type { Applied, Operand } from './operands.ts';

/** Binding of conjunctions, tighter first; a comma before one makes it looser. */
export const levels = { relative: 0.5, and: 1, or: 2, comma: 2 } as const;
/** What it costs that a looser conjunction stands inside a tighter one. */
const misnested = 0.7;

/** A reading put together from others, with what that costs beside them. */
export type Built = Content & { readonly cost?: number; readonly skipped?: number };

/** What names belong to, told by their texts. */
export function ownersOf(operands: readonly Operand[]): readonly string[] {
  return operands.flatMap(({ name }) => (name?.owner === undefined ? [] : [name.owner]));
}

export function whole(condition: Condition, owners: readonly string[]): Whole {
  return { cat: 'whole', condition, level: 0, list: undefined, parts: [], owners };
}

export function wholeOf({ condition, cost }: Applied, operands: readonly Operand[]): Built {
  return { ...whole(condition, ownersOf(operands)), cost };
}

/** Two conditions in one, as the conjunction between them says. */
export function conjunction(
  kind: 'and' | 'or' | 'nor',
  sides: readonly Whole[],
  level: number,
): Whole {
  const parts = sides.flatMap((side) =>
    side.list === kind && side.level > 0 ? side.parts : [side.condition],
  );
  return {
    cat: 'whole',
    condition: joined(kind === 'nor' ? 'or' : kind, parts),
    level,
    list: kind,
    parts,
    owners: sides.flatMap(({ owners }) => owners),
  };
}

/** The same condition with nothing more to be joined into it. */
export function closed(side: Whole): Whole {
  return { ...side, level: 0, list: undefined };
}

/** What it costs to read `left` and `right` as the sides of a conjunction that binds at `level`. */
export function nesting(
  left: { readonly level: number; readonly list: string | undefined },
  right: { readonly level: number; readonly list: string | undefined },
  kind: 'and' | 'or' | 'nor',
  level: number,
): number {
  const wrong = (side: { readonly level: number; readonly list: string | undefined }): boolean =>
    side.level > level && side.list !== kind;
  return (wrong(left) ? misnested : 0) + (wrong(right) ? misnested : 0);
}

/** The condition denied; a list under a negation that is not closed is read with a doubt. */
export function negatedWhole(side: Whole, dialect: Dialect): Built {
  const doubt = side.level > 0 ? 0.5 : 0;
  const denied = side.condition.kind === 'atom' || side.condition.kind === 'not';
  return { ...whole(opposite(side.condition, dialect), side.owners), denied, cost: doubt };
}

/** Each of several operands, joined as their list says. */
export function eachOf(
  operands: readonly Operand[],
  list: 'and' | 'or' | 'nor',
  test: (operand: Operand) => Applied | undefined,
  dialect: Dialect,
): Built | undefined {
  const applied = operands.map(test);
  if (applied.some((each) => each === undefined)) return undefined;
  const all = applied as Applied[];
  const cost = Math.max(...all.map((each) => each.cost));
  const conditions = all.map(({ condition }) => condition);
  const owners = ownersOf(operands);
  if (list === 'nor') {
    const none = joined(
      'and',
      conditions.map((each) => opposite(each, dialect)),
    );
    return { ...whole(none, owners), cost };
  }
  const sides = conditions.map((condition) => whole(condition, owners));
  if (sides.length === 1)
    return { ...(sides[0] as Whole), ...(operands[0]?.plural ? { plural: true } : {}), cost };
  const joint = conjunction(list, sides, levels[list]);
  return { ...joint, cost: cost + (isSenseless(joint.condition) ? 1.5 : 0) };
}

export type Kinded<C extends Item['cat']> = Extract<Item, { cat: C }>;
