import type { Dialect } from '../facts.ts';
import { exclusive } from './conditions.ts';
import type { Item, Link } from './items.ts';
import { absence, comparison, presence, type Operand } from './operands.ts';
import type { Phrase } from './phrases.ts';
import { denied, rangePredicate, reciprocal, takingOperands } from './predicates.ts';
import {
  closed,
  eachOf,
  levels,
  negatedWhole,
  ownersOf,
  whole,
  type Built,
  type Kinded,
} from './wholes.ts';

/** A phrase and what it governs: `not banned`, `has items`, `at least 18`. */
export function phraseBefore(phrase: Phrase, right: Item, dialect: Dialect): readonly Built[] {
  switch (right.cat) {
    case 'whole':
      return beforeWhole(phrase, right, dialect);
    case 'predicate':
      return beforePredicate(phrase, right, dialect);
    case 'operands':
      return beforeOperands(phrase, right, dialect);
    case 'pair':
      return beforePair(phrase, right, dialect);
    case 'owner':
      return beforeOwner(phrase, right);
    case 'word':
      if (phrase.role === 'be' || phrase.role === 'have') return [bare(right)];
      return phrase.role === 'not' || phrase.role === 'no'
        ? [{ ...right, negated: !right.negated }]
        : [];
    case 'phrase':
      return beforePhrase(phrase, right);
    default:
      return [];
  }
}

const links: Readonly<Partial<Record<Phrase['role'], Link>>> = {
  and: 'and',
  or: 'or',
  comma: 'listed',
  nor: 'nor',
  unless: 'unless',
  relative: 'relative',
  if: 'if',
  with: 'relative',
};

function rest(phrase: Phrase, right: Item, cost = 0): readonly Built[] {
  const link = phrase.text === 'if' ? 'where' : links[phrase.role];
  return link === undefined ? [] : [{ cat: 'rest', link, comma: false, right: bare(right), cost }];
}

/** The cost of what stands inside was counted where it was put together. */
function bare(item: Item): Item {
  return { ...item, cost: 0, unused: [] };
}

function beforeWhole(phrase: Phrase, right: Kinded<'whole'>, dialect: Dialect): readonly Built[] {
  switch (phrase.role) {
    case 'not':
    case 'no':
    case 'without': {
      if (right.list === 'nor') return [];
      const negated = negatedWhole(right, dialect);
      const cost = (negated.cost ?? 0) + (phrase.role === 'no' && right.level > 0 ? 0.5 : 0);
      if (phrase.role !== 'without') return [{ ...negated, cost }];
      return [
        negated as Item,
        { cat: 'rest', link: 'relative', comma: false, right: bare(negated as Item), cost },
      ];
    }
    case 'be':
    case 'have':
      return right.list === 'nor' ? [] : [bare(right)];
    case 'any':
    case 'in':
    case 'of':
      return right.list === 'nor' ? [] : [{ ...right, cost: 0.05 }];
    case 'either':
    case 'both':
      return right.list === (phrase.role === 'either' ? 'or' : 'and') && right.level > 0
        ? [closed(right)]
        : [];
    case 'neither':
      if (right.list !== 'nor') return [];
      return [negatedWhole(closed(right), dialect)];
    case 'exactlyOne':
      return right.parts.length === 2 ? [exclusively(right, dialect)] : [];
    case 'open':
      return [{ cat: 'rest', link: 'open', comma: false, right: bare(right) }];
    default:
      return right.list === 'nor' && phrase.role !== 'nor' ? [] : rest(phrase, right);
  }
}

function exclusively(list: Kinded<'whole'>, dialect: Dialect): Built {
  const [first, second] = list.parts;
  if (!first || !second) throw new RangeError('Two conditions are needed');
  return whole(exclusive(first, second, dialect), list.owners);
}

function beforePredicate(
  phrase: Phrase,
  right: Kinded<'predicate'>,
  dialect: Dialect,
): readonly Built[] {
  switch (phrase.role) {
    case 'not':
    case 'no':
      if (right.list === 'nor') return [];
      return [
        {
          ...right,
          predicate: denied(right.predicate, dialect),
          list: undefined,
          level: 0,
          denied: true,
          // `not negative or greater than …` denies both.
          cost: right.level === 0 ? 0 : right.list === 'and' || right.level > levels.or ? 0.6 : 0.1,
        },
      ];
    case 'be':
    case 'have':
    case 'in':
    case 'of':
      return [{ ...right, cost: /^(in|of)$/.test(phrase.role) ? 0.1 : 0 }];
    case 'either':
    case 'both':
      return right.list === (phrase.role === 'either' ? 'or' : 'and')
        ? [{ ...right, list: undefined, level: 0 }]
        : [];
    case 'neither':
      if (right.list !== 'nor') return [];
      return [{ ...right, predicate: denied(right.predicate, dialect), list: undefined, level: 0 }];
    case 'and':
    case 'or':
    case 'nor':
    case 'comma':
      return rest(phrase, right);
    case 'relative':
      return [{ ...right, cost: 0.1 }];
    default:
      return [];
  }
}

function beforeOperands(
  phrase: Phrase,
  right: Kinded<'operands'>,
  dialect: Dialect,
): readonly Built[] {
  const { operands, list } = right;
  const open = list === 'nor';
  switch (phrase.role) {
    case 'have':
    case 'with':
    case 'any': {
      if (open) return contained(phrase, right, dialect);
      const there = eachOf(operands, list, (each) => presence(each, dialect), dialect);
      const several =
        phrase.role !== 'any' || /^(any|some|at least one|one or more)$/.test(phrase.text ?? '');
      const found: Built[] = there && several ? [there] : [];
      if (phrase.role === 'any') found.push({ ...right, cost: 0.05 }, ...quantifier('any', right));
      if (phrase.role === 'with') return there ? rest(phrase, there as Item, there.cost ?? 0) : [];
      if (phrase.role === 'have') found.push({ ...right, cost: 0.05 });
      return [...found, ...contained(phrase, right, dialect)];
    }
    case 'no':
    case 'without':
      return lacking(phrase, right, dialect);
    case 'not': {
      if (open) return [];
      const predicate = takingOperands({ role: 'be' }, operands, list, dialect);
      const late = phrase.text === 'never' ? lastTime(operands, dialect) : [];
      return predicate
        ? [
            ...late,
            {
              cat: 'predicate',
              predicate: denied(predicate, dialect),
              list: undefined,
              level: 0,
              denied: true,
              cost: list === 'and' && operands.length > 1 ? 0.6 : 0.05,
            },
          ]
        : [];
    }
    case 'be':
      return [bare(right), ...contained(phrase, right, dialect)];
    case 'neither':
      return open ? [{ ...right, closed: true }] : [];
    case 'either':
    case 'both':
      return operands.length > 1 && list === (phrase.role === 'either' ? 'or' : 'and')
        ? [{ ...right, closed: true }]
        : [];
    case 'all':
      return operands.every(({ shape }) => shape.kind !== 'list')
        ? [{ ...right, cost: 0.1 }]
        : quantifier(phrase.role, right);
    case 'none':
    case 'notAll':
      return quantifier(phrase.role, right);
    case 'less':
      return operands.length === 1 && operands[0] && !operands[0].literal
        ? [{ cat: 'partial', phrase, subject: operands[0] }]
        : [];
    case 'than':
      return [{ cat: 'rest', link: 'than', comma: false, right: bare(right) }];
    case 'to':
      return [{ cat: 'rest', link: 'to', comma: false, right: bare(right) }];
    case 'open':
      return [];
    default:
      return [...rest(phrase, right), ...contained(phrase, right, dialect)];
  }
}

/** `never synced` of `lastSync`: there was no such time. */
function lastTime(operands: readonly Operand[], dialect: Dialect): readonly Built[] {
  const [operand] = operands;
  if (operands.length !== 1 || !/^(last|previous|prev)$/.test(operand?.name?.words[0] ?? ''))
    return [];
  const none = operand && absence(operand, dialect);
  return none ? [{ ...whole(none.condition, ownersOf(operands)), cost: none.cost - 0.7 }] : [];
}

/** A predicate that takes the operands; a `neither … nor` list denies each. */
function contained(
  phrase: Phrase,
  { operands, list, closed: isClosed }: Kinded<'operands'>,
  dialect: Dialect,
): readonly Built[] {
  if (list === 'nor' && !isClosed) return [];
  const predicate = takingOperands(phrase, operands, list === 'nor' ? 'or' : list, dialect);
  if (!predicate) return [];
  const isOpen = operands.length > 1 && !isClosed && list !== 'nor';
  return [
    {
      cat: 'predicate',
      predicate: list === 'nor' ? denied(predicate, dialect) : predicate,
      list: isOpen ? list : undefined,
      level: isOpen ? 0.6 : 0,
      // `under a and b` is rarely said of both.
      cost:
        operands.length > 1 && list === 'and' && /^(compare|be)$/.test(phrase.role) ? 0.5 : 0.02,
    },
  ];
}

function lacking(phrase: Phrase, right: Kinded<'operands'>, dialect: Dialect): readonly Built[] {
  const { operands, list } = right;
  if (list === 'nor') return [];
  // Without one or the other is without both.
  const joint = list === 'or' ? 'and' : list;
  const none = eachOf(operands, joint, (each) => absence(each, dialect), dialect);
  const quantified = phrase.role === 'no' ? quantifier('none', right) : [];
  if (!none) return quantified;
  const doubtful = list === 'and' && operands.length > 1 ? 0.35 : 0;
  const cost = (none.cost ?? 0) + doubtful;
  const there: Built = { ...(none as Kinded<'whole'>), level: 0, denied: true, cost };
  if (phrase.role === 'no') return [there, ...quantified];
  return [
    there,
    {
      cat: 'rest',
      link: 'relative',
      comma: false,
      right: bare(there as Item),
      cost: none.cost ?? 0,
    },
  ];
}

function quantifier(
  variant: Kinded<'quantifier'>['variant'],
  { operands }: Kinded<'operands'>,
): readonly Built[] {
  const [list] = operands;
  if (operands.length !== 1 || list?.shape.kind !== 'list') return [];
  return [{ cat: 'quantifier', variant, list }];
}

function beforePair(
  phrase: Phrase,
  { low, high }: Kinded<'pair'>,
  dialect: Dialect,
): readonly Built[] {
  const inside = /^(between|from|in)$/.test(phrase.role);
  if (!inside && phrase.role !== 'outside') {
    if (phrase.role === 'not')
      return beforePair(
        { role: 'outside' },
        { cat: 'pair', low, high, cost: 0, unused: [] },
        dialect,
      );
    return [];
  }
  const predicate = rangePredicate(low, high, inside, dialect);
  const range: Built = { cat: 'predicate', predicate, list: undefined, level: 0 };
  return phrase.role === 'in'
    ? [{ ...range, cost: 0.05 }]
    : phrase.role === 'from'
      ? [range, { cat: 'pair', low, high }]
      : [range];
}

function beforeOwner(phrase: Phrase, right: Kinded<'owner'>): readonly Built[] {
  if (phrase.role === 'of' || phrase.role === 'than')
    return [{ cat: 'rest', link: 'of', comma: false, right: bare(right) }];
  return phrase.role === 'be' || phrase.role === 'have' ? [bare(right)] : [];
}

/** `, or`; `is not`; `must be`: two phrases that do one thing. */
function beforePhrase(phrase: Phrase, right: Kinded<'phrase'>): readonly Built[] {
  if (phrase.role === 'be' || phrase.role === 'have') return [{ ...right, cost: 0.02 }];
  if (phrase.role === 'comma' && right.phrase.role === 'notBoth') return [bare(right)];
  return [];
}

/** Something and a phrase after it: `18 or older`, `x and y differ`, `the user's`. */
export function phraseAfter(left: Item, phrase: Phrase, dialect: Dialect): readonly Built[] {
  if (
    left.cat === 'rest' &&
    left.link === 'open' &&
    phrase.role === 'close' &&
    left.right.cat === 'whole'
  )
    return [closed(left.right)];
  if (left.cat === 'owner')
    return phrase.role === 'possessive' || phrase.role === 'have' || phrase.role === 'be'
      ? [bare(left)]
      : [];
  if (left.cat === 'whole')
    return phrase.role === 'notBoth' && left.parts.length === 2 ? [exclusively(left, dialect)] : [];
  if (left.cat === 'quantifier')
    return phrase.role === 'be' || phrase.role === 'have' ? [bare(left)] : [];
  if (left.cat !== 'operands') return [];
  const [operand] = left.operands;
  switch (phrase.role) {
    case 'orMore':
    case 'orLess': {
      if (!operand || left.operands.length !== 1 || operand.shape.kind !== 'number') return [];
      const operator = phrase.role === 'orMore' ? '>=' : '<=';
      const predicate = takingOperands({ role: 'compare', operator }, [operand], 'and', dialect);
      return predicate ? [{ cat: 'predicate', predicate, list: undefined, level: 0 }] : [];
    }
    case 'differs':
    case 'same': {
      const condition = reciprocal(left.operands, phrase.role === 'same', dialect);
      return condition ? [whole(condition, ownersOf(left.operands))] : [];
    }
    case 'both':
      return left.operands.length > 1 && left.list === 'and' ? [{ ...left, closed: true }] : [];
    case 'be':
    case 'have':
      return left.list === 'nor' ? [] : [bare(left)];
    default:
      return [];
  }
}

/** `fewer attempts than the maximum`. */
export function completed(
  { phrase, subject }: Kinded<'partial'>,
  bound: Kinded<'operands'>,
  dialect: Dialect,
): readonly Built[] {
  const { operator, about = [] } = phrase;
  if (operator === undefined) return [];
  const built = eachOf(
    bound.operands,
    bound.list,
    (each) => comparison(subject, operator, each, about, dialect),
    dialect,
  );
  return built ? [built] : [];
}
