import type { Relation } from './atoms.ts';

/** How two values stand to each other. Unordered values may still be equal, and equal numbers of unequal identity exist. */
export interface Standing {
  readonly order: -1 | 0 | 1 | undefined;
  readonly identical: boolean;
  readonly alike: boolean;
  /** Equal, and one and the same object. */
  readonly same?: boolean;
}

export function standingsFor(ordered: boolean, relaxed: boolean): Standing[] {
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

/** One object or two; even one object need not equal itself, as NaN does not. */
export function withIdentity(standing: Standing): Standing[] {
  return standing.order ? [standing] : [{ ...standing, same: true }, standing];
}

export function stands(standing: Standing, relation: Relation, swapped: boolean): boolean {
  const order =
    standing.order === undefined ? Number.NaN : swapped ? -standing.order : standing.order;
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
