import type { Condition } from './conditions.ts';
import { wordsOf } from './conditions.ts';
import type { Operand } from './operands.ts';
import type { Phrase } from './phrases.ts';
import type { Predicate } from './predicates.ts';

/** A reading of a span of a comment; the cost of what had to be believed adds up, lower is better. */
export type Item = Content & {
  readonly cost: number;
  /** Places of words that the reading passes over although they mean something. */
  readonly unused: readonly number[];
};

export type Content =
  /** A word or phrase that only works together with others. */
  | { readonly cat: 'phrase'; readonly phrase: Phrase }
  /** Names or values, one or a list. */
  | {
      readonly cat: 'operands';
      readonly operands: readonly Operand[];
      readonly list: 'and' | 'or' | 'nor';
      /** No further operand belongs to the list: `both x and y`. */
      readonly closed: boolean;
    }
  /** What names belong to: `the order` of `order.total`. */
  | { readonly cat: 'owner'; readonly owner: string }
  | {
      readonly cat: 'predicate';
      readonly predicate: Predicate;
      readonly list: 'and' | 'or' | 'nor' | undefined;
      readonly level: number;
      /** A negation stands before it. */
      readonly denied?: boolean;
    }
  | Whole
  /** A conjunction and what follows it. */
  | {
      readonly cat: 'rest';
      readonly link: Link;
      readonly comma: boolean;
      readonly right: Item;
    }
  /** Two ends of a range. */
  | { readonly cat: 'pair'; readonly low: Operand; readonly high: Operand }
  /** `more retries`, before `than the maximum`. */
  | { readonly cat: 'partial'; readonly phrase: Phrase; readonly subject: Operand }
  /** `all items`, before what is said of each. */
  | {
      readonly cat: 'quantifier';
      readonly variant: 'all' | 'any' | 'none' | 'notAll';
      readonly list: Operand;
    }
  /** A word that may say something of the entries of a list. */
  | {
      readonly cat: 'word';
      readonly text: string;
      readonly negated: boolean;
      readonly at: number;
      /** It names nothing by itself. */
      readonly empty?: boolean;
    };

export interface Whole {
  readonly cat: 'whole';
  readonly condition: Condition;
  /** How loosely its outermost conjunction binds; 0 for none, or one that is closed off. */
  readonly level: number;
  readonly list: 'and' | 'or' | 'nor' | undefined;
  /** Parts of a list that is not closed yet, for `neither … nor` and for taking back a wrong nesting. */
  readonly parts: readonly Condition[];
  /** What its names belong to. */
  readonly owners: readonly string[];
  /** A negation stands before it. */
  readonly denied?: boolean;
  /** Told of several people or things at once: `admins`. */
  readonly plural?: boolean;
}

export type Link =
  | 'and'
  | 'or'
  | 'nor'
  | 'listed'
  | 'unless'
  | 'relative'
  | 'open'
  | 'of'
  | 'to'
  | 'than'
  | 'of owner'
  | 'if'
  | 'where';

/** Readings that are kept for one span and category. */
const kept = 7;

/** Equal keys mean the same, so that only the cheaper reading is kept. */
function keyOf(item: Item): string {
  switch (item.cat) {
    case 'phrase':
      return `p ${item.phrase.text} ${item.phrase.role} ${item.phrase.operator ?? ''} ${item.phrase.variant ?? ''} ${item.phrase.about?.join(',') ?? ''}`;
    case 'operands':
      return `o ${item.list} ${item.closed} ${item.operands.map(({ text, negated }) => `${negated ? '!' : ''}${text}`).join(',')}`;
    case 'owner':
      return `w ${item.owner}`;
    case 'predicate':
      return `q ${item.list} ${item.level} ${item.denied} ${item.predicate.key}`;
    case 'whole':
      return `c ${item.list} ${item.level} ${item.denied} ${item.plural} ${wordsOf(item.condition)}`;
    case 'rest':
      return `r ${item.link} ${item.comma} ${keyOf(item.right)}`;
    case 'pair':
      return `n ${item.low.text} ${item.high.text}`;
    case 'partial':
      return `l ${item.phrase.operator} ${item.subject.text}`;
    case 'quantifier':
      return `a ${item.variant} ${item.list.text}`;
    case 'word':
      return `t ${item.text} ${item.negated}`;
  }
}

/** The best readings of one span. */
export class Cell {
  private readonly byKey = new Map<string, Item>();
  private readonly known = new Map<Item['cat'], Item[]>();

  /** Whether the reading is new, or cheaper than the same one before. */
  add(item: Item): boolean {
    const key = keyOf(item);
    const same = this.byKey.get(key);
    if (same && same.cost <= item.cost) return false;
    const list = this.known.get(item.cat) ?? [];
    const others = same ? list.filter((each) => each !== same) : list;
    const worst = others[others.length - 1];
    if (others.length >= kept && worst && worst.cost <= item.cost) return false;
    const at = others.findIndex(({ cost }) => cost > item.cost);
    const next = others.toSpliced(at < 0 ? others.length : at, 0, item);
    for (const dropped of next.slice(kept)) this.byKey.delete(keyOf(dropped));
    this.known.set(item.cat, next.slice(0, kept));
    this.byKey.set(key, item);
    return true;
  }

  get items(): readonly Item[] {
    return [...this.known.values()].flat();
  }
}

/** How readings of single words, of neighbours and of one alone become others. */
export interface Grammar {
  /** Readings of a run of words, by where it starts and ends. */
  lexical(start: number, end: number): readonly Item[];
  combine(left: Item, right: Item): readonly Item[];
  convert(item: Item): readonly Item[];
}

/** Reads `length` tokens bottom up, keeping the cheapest readings of each span (CKY, k-best). */
export function chartOf(length: number, grammar: Grammar): Cell {
  const cells = Array.from({ length }, () => Array.from({ length: length + 1 }, () => new Cell()));
  const cellAt = (start: number, end: number): Cell => cells[start]?.[end] as Cell;
  for (let width = 1; width <= length; width++)
    for (let start = 0; start + width <= length; start++) {
      const end = start + width;
      const cell = cellAt(start, end);
      const put = (item: Item): void => {
        if (cell.add(item)) for (const other of grammar.convert(item)) cell.add(other);
      };
      grammar.lexical(start, end).forEach(put);
      for (let middle = start + 1; middle < end; middle++)
        for (const left of cellAt(start, middle).items)
          for (const right of cellAt(middle, end).items) grammar.combine(left, right).forEach(put);
    }
  return length === 0 ? new Cell() : cellAt(0, length);
}
