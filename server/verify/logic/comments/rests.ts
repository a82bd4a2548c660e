import type { Dialect } from '../facts.ts';
import type { Item, Link, Whole } from './items.ts';
import { isSenseless, opposite } from './conditions.ts';
import { completed } from './constructions.ts';
import { combined } from './predicates.ts';
import {
  conjunction,
  levels,
  nesting,
  negatedWhole,
  type Built,
  type Kinded,
  closed,
  whole,
} from './wholes.ts';

type Rest = Kinded<'rest'>;

/** Something, and what a conjunction adds to it. */
export function withRest(left: Item, rest: Rest, dialect: Dialect): readonly Built[] {
  const { link, right } = rest;
  if (left.cat === 'phrase')
    // A comma before a conjunction makes it looser.
    return left.phrase.role === 'comma' && !rest.comma ? [{ ...rest, comma: true, cost: 0 }] : [];
  if (left.cat === 'partial' && link === 'than' && right.cat === 'operands')
    return completed(left, right, dialect);
  if (left.cat === 'whole' && right.cat === 'whole') return wholes(left, rest, right, dialect);
  if (left.cat === 'predicate' && right.cat === 'predicate') return predicates(left, rest, right);
  if (left.cat === 'operands' && right.cat === 'operands') return lists(left, rest, right);
  if (left.cat === 'operands' && link === 'of' && right.cat === 'owner') {
    const fits = left.operands.every(({ name }) => name?.owner === right.owner);
    return fits ? [{ ...left, cost: -0.1 }] : [];
  }
  if (left.cat === 'whole' && link === 'of' && right.cat === 'owner')
    return left.owners.includes(right.owner) ? [{ ...left, cost: -0.05 }] : [];
  return [];
}

function wholes(
  left: Kinded<'whole'>,
  { link, comma }: Rest,
  right: Kinded<'whole'>,
  dialect: Dialect,
): readonly Built[] {
  const loose = comma ? levels.comma : 0;
  switch (link) {
    case 'and':
    case 'or': {
      const level = levels[link] + loose;
      // `admins or moderators who …`: what follows mostly holds for both.
      const narrow = link === 'or' && !comma && right.level === levels.relative ? 0.3 : 0;
      const joint = conjunction(link, [left, right], level);
      const cost =
        nesting(left, right, link, level) + narrow + doubt(left, link, comma, right, joint);
      const found: Built[] = [{ ...joint, cost }];
      // `moderators and admins may`: whoever is one or the other.
      if (link === 'and' && left.plural && right.plural)
        found.push({ ...conjunction('or', [left, right], levels.or), plural: true, cost: 0.05 });
      return found;
    }
    case 'nor':
      return [{ ...conjunction('nor', [left, right], levels.and) }];
    case 'listed': {
      const open = right.level > 0 && (right.list === 'and' || right.list === 'or');
      if (right.list === 'nor') return [];
      const kind = open ? (right.list as 'and' | 'or') : 'and';
      const level = open ? right.level : levels.and + levels.comma;
      const cost = open ? nesting(left, right, kind, level) : 0.25;
      return [{ ...conjunction(kind, [left, right], level), cost }];
    }
    case 'relative': {
      const level = comma ? levels.and + levels.comma : levels.relative;
      const cost = reach(left, level) + (right.level > levels.or ? 0.5 : 0);
      return [{ ...conjunction('and', [left, right], level), ...manyOf(left), cost }];
    }
    case 'if': {
      const joint = conjunction('and', [left, right], levels.and + levels.comma);
      return [{ ...joint, ...manyOf(left), cost: 0.15 }];
    }
    case 'where': {
      // `TLS if it is required`: where it is not, anything goes; or both are asked for. The comment does not say.
      const otherwise = whole(opposite(right.condition, dialect), right.owners);
      return [
        { ...closed(conjunction('or', [left, otherwise], levels.or)), cost: 0.2 },
        {
          ...conjunction('and', [left, right], levels.and + levels.comma),
          ...manyOf(left),
          cost: 0.25,
        },
      ];
    }
    case 'unless': {
      const denied = negatedWhole({ ...right, level: 0 }, dialect);
      if (denied.cat !== 'whole') return [];
      const level = levels.and + levels.comma;
      const cost = comma || left.level <= level ? 0 : 0.3;
      return [{ ...conjunction('and', [left, denied], level), cost }];
    }
    default:
      return [];
  }
}

function manyOf({ plural }: Kinded<'whole'>): { readonly plural?: true } {
  return plural ? { plural } : {};
}

/** What speaks against a conjunction: it contradicts itself, a negation reaches further, or a list of people is meant. */
function doubt(
  left: Kinded<'whole'>,
  link: 'and' | 'or',
  comma: boolean,
  right: Kinded<'whole'>,
  joint: Whole,
): number {
  const senseless = isSenseless(joint.condition) ? 1.5 : 0;
  const reaches = link === 'or' && !comma && left.denied && !right.denied ? 0.35 : 0;
  const people = link === 'and' && left.plural && right.plural ? 0.35 : 0;
  return senseless + reaches + people;
}

/** What follows with `who` or `with` is said of a list before it with some doubt, of a clause with more. */
function reach(left: Kinded<'whole'>, level: number): number {
  if (left.level <= level || left.list === 'and') return 0;
  return left.level > levels.or ? 0.6 : 0.2;
}

function predicates(
  left: Kinded<'predicate'>,
  { link, comma }: Rest,
  right: Kinded<'predicate'>,
): readonly Built[] {
  if (link === 'nor') {
    const predicate = combined('or', [left.predicate, right.predicate]);
    return [{ cat: 'predicate', predicate, list: 'nor', level: levels.and }];
  }
  if (link !== 'and' && link !== 'or' && link !== 'listed') return [];
  const kind = link === 'listed' ? right.list : link;
  if (kind === undefined || kind === 'nor') return [];
  const level = levels[kind] + (comma ? levels.comma : 0);
  const predicate = combined(kind, [left.predicate, right.predicate]);
  const reaches = kind === 'or' && !comma && left.denied && !right.denied ? 0.35 : 0;
  const cost = nesting(left, right, kind, level) + reaches;
  return [{ cat: 'predicate', predicate, list: kind, level, cost }];
}

function lists(
  left: Kinded<'operands'>,
  { link, comma }: Rest,
  right: Kinded<'operands'>,
): readonly Built[] {
  const [low, high] = [left.operands[0], right.operands[0]];
  if (!low || !high) return [];
  const single = left.operands.length === 1 && right.operands.length === 1;
  if (link === 'to') return single ? [{ cat: 'pair', low, high }] : [];
  const kind: Link | 'and' | 'or' | 'nor' = link === 'listed' ? right.list : link;
  if (kind !== 'and' && kind !== 'or' && kind !== 'nor') return [];
  // Conditions that a comma sets apart are joined as conditions, which keeps how loosely.
  const boolean = [low, high].every(({ shape }) => shape.kind === 'boolean');
  if (comma && boolean && left.operands.length + right.operands.length === 2) return [];
  if (left.closed || right.closed || (left.operands.length > 1 && left.list !== kind)) return [];
  if (link === 'listed' && right.operands.length < 2) {
    return [{ ...left, operands: [low, high], list: 'or', closed: false, cost: 0.4 }];
  }
  if (right.operands.length > 1 && right.list !== kind) return [];
  const operands = [...left.operands, ...right.operands];
  // `moderators and admins may`: whoever is one or the other.
  if (kind === 'and' && operands.every(({ plural }) => plural))
    return [{ cat: 'operands', operands, list: 'or', closed: false, cost: 0.05 }];
  const list: Built = {
    cat: 'operands',
    operands,
    list: kind,
    closed: false,
    cost: comma ? 0.05 : 0,
  };
  const pair: Built = { cat: 'pair', low, high };
  return single && kind === 'and' && !comma ? [list, pair] : [list];
}
