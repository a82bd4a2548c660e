import type { Dialect } from '../facts.ts';
import type { Condition } from './conditions.ts';
import { completed, phraseAfter, phraseBefore } from './constructions.ts';
import type { Content, Grammar, Item } from './items.ts';
import { Lexical } from './lexical.ts';
import type { Scope } from './names.ts';
import {
  comparison,
  isBound,
  membership,
  nameOperand,
  sharesWord,
  truth,
  type Operand,
} from './operands.ts';
import { equality, rangePredicate } from './predicates.ts';
import { quantifiedWord, quantifiedPredicate } from './quantifiers.ts';
import { withRest } from './rests.ts';
import { impliedSubjects } from './subjects.ts';
import type { Token } from './tokens.ts';
import {
  conjunction,
  eachOf,
  levels,
  negatedWhole,
  nesting,
  ownersOf,
  whole,
  type Built,
  type Kinded,
} from './wholes.ts';

/** The grammar of comments that state conditions, over the names of one scope. */
export class CommentGrammar implements Grammar {
  private readonly words: Lexical;
  private readonly subjects: readonly Operand[];

  constructor(
    tokens: readonly Token[],
    scope: Scope,
    private readonly dialect: Dialect,
  ) {
    this.words = new Lexical(tokens, scope, dialect);
    this.subjects = scope.names.map((name) => nameOperand(name));
  }

  lexical(start: number, end: number): readonly Item[] {
    return this.words.read(start, end);
  }

  convert(item: Item): readonly Item[] {
    return this.conversions(item).map((built) => finished(built, item.cost, item.unused));
  }

  combine(left: Item, right: Item): readonly Item[] {
    const unused = [...left.unused, ...right.unused];
    return this.pairs(left, right).map((built) => finished(built, left.cost + right.cost, unused));
  }

  private conversions(item: Item): readonly Built[] {
    const { dialect } = this;
    switch (item.cat) {
      case 'operands':
        return [...this.truths(item), ...this.impliedValues(item)];
      case 'predicate':
        return item.list === 'nor'
          ? []
          : impliedSubjects(item.predicate, this.subjects).map((built) => leveled(built, item));
      case 'rest':
        return this.leading(item);
      case 'pair': {
        const predicate = rangePredicate(item.low, item.high, true, dialect);
        return [{ cat: 'predicate', predicate, list: undefined, level: 0, cost: 0.1 }];
      }
      default:
        return [];
    }
  }

  private truths({ operands, list }: Kinded<'operands'>): readonly Built[] {
    const built = eachOf(operands, list, (each) => truth(each, this.dialect), this.dialect);
    return built ? [built] : [];
  }

  /** `"draft"` alone, or `open or pending`: values say which name they are of, or are the only text in question. */
  private impliedValues({ operands, list, closed }: Kinded<'operands'>): readonly Built[] {
    if (list === 'nor' || !operands.every(({ literal }) => literal === 'text')) return [];
    const predicate = equality(
      operands,
      list === 'and' && operands.length > 1 ? 'or' : list,
      this.dialect,
    );
    return impliedSubjects(predicate, this.subjects).map((built) => {
      const sure = operands.every(({ choiceOf }) => choiceOf !== undefined);
      const whole = leveled(built, {
        list: operands.length > 1 ? list : undefined,
        level: operands.length > 1 && !closed ? levels.or : 0,
      });
      return { ...whole, cost: (whole.cost ?? 0) - (sure ? 0.35 : 0) };
    });
  }

  /** `unless frozen`, `without a token`: a conjunction with nothing before it. */
  private leading({ link, right, comma }: Kinded<'rest'>): readonly Built[] {
    if (right.cat !== 'whole' || comma) return [];
    if (link === 'unless')
      return [{ ...negatedWhole({ ...right, level: 0 }, this.dialect), cost: 0.1 }];
    if (link === 'relative' || link === 'if' || link === 'where') return [{ ...right, cost: 0.05 }];
    return [];
  }

  private pairs(left: Item, right: Item): readonly Built[] {
    if (right.cat === 'rest') return withRest(left, right, this.dialect);
    if (left.cat === 'phrase' && right.cat !== 'phrase')
      return [...this.relatedNames(left, right), ...phraseBefore(left.phrase, right, this.dialect)];
    const related = this.relatedNames(left, right);
    if (related.length > 0) return related;
    if (right.cat === 'phrase') {
      const after = phraseAfter(left, right.phrase, this.dialect);
      return left.cat === 'phrase' ? phraseBefore(left.phrase, right, this.dialect) : after;
    }
    if (left.cat === 'rest') return [];
    if (left.cat === 'quantifier') {
      if (right.cat === 'word')
        return right.empty ? [] : [quantifiedWord(left, right, this.dialect)];
      return right.cat === 'predicate' ? quantifiedPredicate(left, right, this.dialect) : [];
    }
    if (left.cat === 'word') return passedOver(right, left);
    if (right.cat === 'word') return passedOver(left, right);
    if (left.cat === 'partial')
      return right.cat === 'operands' ? completed(left, right, this.dialect) : [];
    if (left.cat === 'owner') return this.owned(left.owner, right);
    if (right.cat === 'owner') return this.owned(right.owner, left);
    return this.sideBySide(left, right);
  }

  private sideBySide(left: Item, right: Item): readonly Built[] {
    if (left.cat === 'operands' && right.cat === 'predicate') return this.said(left, right, 0);
    if (left.cat === 'predicate' && right.cat === 'operands') return this.said(right, left, 0.03);
    if (left.cat === 'operands' && right.cat === 'operands') return this.twoOperands(left, right);
    if (left.cat === 'whole' && right.cat === 'whole') {
      const cost = 0.45 + nesting(left, right, 'and', levels.and);
      return [{ ...conjunction('and', [left, right], levels.and), cost }];
    }
    return [];
  }

  private said(
    { operands, list }: Kinded<'operands'>,
    { predicate, level, list: kind }: Kinded<'predicate'>,
    cost: number,
  ): readonly Built[] {
    if (kind === 'nor') return [];
    const built = eachOf(operands, list, (each) => predicate.apply(each), this.dialect);
    if (!built) return [];
    const open = operands.length === 1 ? leveled(built, { level, list: kind }) : built;
    return [{ ...open, cost: (built.cost ?? 0) + cost }];
  }

  /** `the "beta" flag`, `"write" permission`, `due today`. */
  private twoOperands(left: Kinded<'operands'>, right: Kinded<'operands'>): readonly Built[] {
    const [first, second] = [left.operands[0], right.operands[0]];
    if (!first || !second) return [];
    const { dialect } = this;
    const pairs: readonly (readonly [Operand, Kinded<'operands'>])[] = [
      [second, left],
      [first, right],
    ];
    const holder =
      /^(?:by|of)$/.test(first.name?.words.at(-1) ?? '') && right.operands.length === 1;
    const held = holder ? comparison(first, '==', second, [], dialect) : undefined;
    if (held) return [{ ...whole(held.condition, ownersOf([first, second])), cost: held.cost }];
    return pairs.flatMap(([subject, values]): Built[] => {
      if (subject.literal) return [];
      if ((subject === second ? right : left).operands.length !== 1) return [];
      const list = values.list === 'nor' ? 'nor' : values.list;
      const built = eachOf(
        values.operands,
        list,
        (value) => {
          const listed =
            value.name && !value.negated && value.shape.kind === 'text'
              ? membership(value, subject, dialect)
              : undefined;
          if (listed && subject.shape.kind === 'list')
            return { ...listed, cost: listed.cost + 0.15 };
          const isDate = subject.shape.kind === 'date' && value.shape.kind === 'date';
          if (!value.literal && !isDate) return undefined;
          const found = value.literal === 'text' ? membership(value, subject, dialect) : undefined;
          const same = found ?? comparison(subject, '==', value, [], dialect);
          return same && { ...same, cost: same.cost + (isDate ? 0.3 : 0.1) };
        },
        dialect,
      );
      return built ? [built] : [];
    });
  }

  /** `another region` of two regions; `too many errors` and `limit reached` of what a bound belongs to. */
  private relatedNames(left: Item, right: Item): readonly Built[] {
    const [phrase, named] = left.cat === 'phrase' ? [left, right] : [right, left];
    if (phrase.cat !== 'phrase' || named.cat !== 'operands' || named.operands.length !== 1)
      return [];
    const [operand] = named.operands;
    const { role } = phrase.phrase;
    if (!operand?.name || named.list === 'nor') return [];
    const words = operand.name.words.join(' ');
    if (left === phrase && (role === 'same' || role === 'differs')) {
      const [other, ...more] = this.subjects.filter(
        ({ name, text }) => text !== operand.text && name?.words.join(' ') === words,
      );
      const built =
        other && more.length === 0
          ? comparison(operand, role === 'same' ? '==' : '!=', other, [], this.dialect)
          : undefined;
      return built
        ? [{ ...whole(built.condition, ownersOf([operand, ...(other ? [other] : [])])), cost: 0.1 }]
        : [];
    }
    const excess = role === 'tooMuch' && left === phrase;
    if (!excess && !(role === 'reached' && right === phrase)) return [];
    const pairs = this.subjects.flatMap((other) =>
      excess ? [[operand, other] as const] : [[other, operand] as const],
    );
    return pairs.flatMap(([subject, bound]): Built[] => {
      if (!sharesWord(subject, bound) || isBound(subject)) return [];
      const built = comparison(subject, excess ? '>' : '>=', bound, [], this.dialect);
      return built ? [{ ...whole(built.condition, ownersOf([subject])), cost: 0.15 }] : [];
    });
  }

  /** Something said to belong to `owner`. */
  private owned(owner: string, item: Item): readonly Built[] {
    switch (item.cat) {
      case 'whole':
        return [{ ...item, cost: item.owners.includes(owner) ? -0.1 : 0.6 }];
      case 'operands': {
        const fits = item.operands.every(({ name, literal }) => !literal && name?.owner === owner);
        return fits ? [{ ...item, cost: -0.1 }] : [];
      }
      case 'predicate':
        return item.list === 'nor'
          ? []
          : impliedSubjects(item.predicate, this.subjects, owner).map((built) =>
              leveled(built, item),
            );
      default:
        return [];
    }
  }
}

/** What it costs to pass over a word that means something: more than any reading that uses it. */
const skipCost = 3;

function passedOver(item: Item, { at }: Kinded<'word'>): readonly Built[] {
  const stays = item.cat === 'whole' || item.cat === 'predicate' || item.cat === 'operands';
  return stays ? [{ ...item, cost: skipCost, skipped: at }] : [];
}

/** A list inside a predicate stays open: `above 5 or below 2, and visible`. */
function leveled(
  built: Built,
  { level, list }: { readonly level: number; readonly list: Kinded<'predicate'>['list'] },
): Built {
  return built.cat === 'whole' && list !== undefined && list !== 'nor' && level > 0
    ? { ...built, level, list, parts: partsOf(built.condition, list) }
    : built;
}

function partsOf(condition: Condition, list: 'and' | 'or'): readonly Condition[] {
  return condition.kind === list ? condition.of : [condition];
}

function finished(built: Built, cost: number, before: readonly number[]): Item {
  const { cost: own = 0, skipped, ...content } = built;
  const unused = skipped === undefined ? before : [...before, skipped];
  return { ...(content as Content), cost: cost + own, unused };
}
