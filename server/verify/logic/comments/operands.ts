import type { Dialect } from '../facts.ts';
import {
  atom,
  compared,
  joined,
  opposite,
  positive,
  type Condition,
  type Operator,
} from './conditions.ts';
import { stemOf } from './lexicon.ts';
import type { ScopeName } from './names.ts';
import type { Shape } from './types.ts';

/** Something that a condition compares: a name in scope or a value of the comment. */
export interface Operand {
  readonly text: string;
  readonly shape: Shape;
  readonly name?: ScopeName;
  /** A value that is written out. */
  readonly literal?: 'number' | 'text';
  /** The name whose values this is one of. */
  readonly choiceOf?: string;
  /** Stems of names that a value with a unit may belong to. */
  readonly about?: readonly string[];
  /** The comment speaks of several: `admins`. */
  readonly plural?: boolean;
  /** The comment names the opposite of what the name says. */
  readonly negated?: boolean;
}

/** A condition with what it costs to believe that it is meant. */
export interface Applied {
  readonly condition: Condition;
  readonly cost: number;
}

export function numberOperand(text: string, about?: readonly string[]): Operand {
  return { text, shape: { kind: 'number' }, literal: 'number', ...(about ? { about } : {}) };
}

export function textOperand(value: string, choiceOf?: string): Operand {
  const text =
    value.startsWith("'") || value.startsWith('"') || /^\w+\.\w+$/.test(value)
      ? value
      : quoted(value);
  return {
    text,
    shape: { kind: 'text' },
    literal: 'text',
    ...(choiceOf === undefined ? {} : { choiceOf }),
  };
}

export function quoted(value: string): string {
  return value.includes("'") ? `"${value}"` : `'${value}'`;
}

export function nameOperand(name: ScopeName, negated = false, plural = false): Operand {
  const said = { ...(negated ? { negated } : {}), ...(plural ? { plural } : {}) };
  return { text: name.text, shape: name.shape, name, ...said };
}

export function isNow({ text }: Operand): boolean {
  return /(^|\.)(now|today|current_?(time|date)|currentTime|currentDate)$/.test(text);
}

/** A name that says how far another may go: `maxSize`, `MIN_BALANCE`, `limit`. */
export function isBound({ name }: Operand): boolean {
  return (
    name?.words.some((word) =>
      /^(max|min|maximum|minimum|limit|threshold|quota|cutoff|capacity|low|high|required|deadline|ttl|tolerance|target|last|latest|soft)$/.test(
        word,
      ),
    ) ?? false
  );
}

/** A time that is set before it comes says nothing by being there: `expiresAt`. */
function isAhead({ name }: Operand): boolean {
  return /^(expir|due|start|end|schedul|next|publish)/.test(name?.words[0] ?? '');
}

/** The operand itself as a condition. */
export function truth(operand: Operand, dialect: Dialect): Applied | undefined {
  const { shape, negated } = operand;
  if (operand.literal) return undefined;
  if (
    shape.nothing !== undefined &&
    shape.kind !== 'boolean' &&
    !isCollection(shape) &&
    !negated &&
    !shape.values
  )
    return { condition: compared(operand.text, '!=', shape.nothing, dialect), cost: 0.3 };
  // `not merged` of `mergedAt`: there is such a time, or not yet.
  if (
    shape.kind === 'date' &&
    /^(at|on|by)$/.test(operand.name?.words.at(-1) ?? '') &&
    !negated &&
    !isAhead(operand)
  )
    return { condition: atom(operand.text), cost: 0.35 };
  if (shape.kind !== 'boolean' && shape.kind !== 'unknown') return undefined;
  if (shape.values) return undefined;
  const own = atom(operand.text);
  const condition = negated ? opposite(own, dialect) : own;
  return { condition, cost: shape.kind === 'boolean' ? 0 : 0.25 };
}

/** How many there are: the length of a list or text, the number itself. */
export function sizeOf(operand: Operand, dialect: Dialect): string | undefined {
  switch (operand.shape.kind) {
    case 'list':
    case 'text':
      return dialect === 'python' ? `len(${operand.text})` : `${operand.text}.length`;
    case 'set':
      return dialect === 'python' ? `len(${operand.text})` : `${operand.text}.size`;
    default:
      return undefined;
  }
}

/** There is one, or some: what that means depends on what the name holds. */
export function presence(operand: Operand, dialect: Dialect): Applied | undefined {
  const { shape, text, literal, negated } = operand;
  if (literal) return undefined;
  if (shape.kind === 'boolean') return truth(operand, dialect);
  if (negated) return undefined;
  if (shape.nothing !== undefined && !isCollection(shape))
    return { condition: compared(text, '!=', shape.nothing, dialect), cost: 0.05 };
  switch (shape.kind) {
    case 'number':
      return { condition: positive(text, dialect), cost: isBound(operand) ? 0.5 : 0.1 };
    case 'list':
    case 'set':
      if (dialect === 'python') return { condition: atom(text), cost: 0.05 };
      return { condition: positive(sizeOf(operand, dialect) as string, dialect), cost: 0.05 };
    case 'text':
      if (shape.values) return undefined;
      return {
        condition: dialect === 'python' ? atom(text) : compared(text, '!=', "''", dialect),
        cost: 0.1,
      };
    case 'date':
    case 'object':
      return { condition: atom(text), cost: 0.5 };
    case 'unknown':
      return { condition: atom(text), cost: 0.15 };
  }
}

function isCollection({ kind }: Shape): boolean {
  return kind === 'list' || kind === 'set';
}

/** There is none. */
export function absence(operand: Operand, dialect: Dialect): Applied | undefined {
  const { shape, text } = operand;
  if (
    shape.kind === 'number' &&
    shape.nothing === undefined &&
    !operand.literal &&
    !operand.negated
  )
    return { condition: compared(text, '==', '0', dialect), cost: 0.1 };
  if (isCollection(shape) && dialect === 'script')
    return shape.nothing === undefined
      ? { condition: compared(sizeOf(operand, dialect) as string, '==', '0', dialect), cost: 0.05 }
      : { condition: opposite(atom(text), dialect), cost: 0.05 };
  const there = presence(operand, dialect);
  return there && { condition: opposite(there.condition, dialect), cost: there.cost };
}

/** The left side compared with the right; undefined where their kinds do not go together. */
export function comparison(
  left: Operand,
  operator: Operator,
  right: Operand,
  about: readonly string[],
  dialect: Dialect,
): Applied | undefined {
  if (left.text === right.text || left.literal || left.negated || right.negated) return undefined;
  if (right.choiceOf !== undefined && right.choiceOf !== left.text) return undefined;
  if (left.shape.kind === 'boolean' && right.literal) return undefined;
  const topics = [...about, ...(right.about ?? [])];
  const fit = topicCost(left, topics);
  const sides = sidesOf(left, operator, right, topics, dialect);
  if (!sides) return undefined;
  const { texts, cost } = sides;
  const near = sharesWord(left, right) ? 0.15 : 0;
  const flags = [left, right].some(({ shape }) => shape.kind === 'boolean') ? 0.3 : 0;
  const condition = compared(texts[0], operator, texts[1], dialect);
  return { condition, cost: cost + fit + flags - near };
}

/** `frame` and `lastFrame`: a bound goes with what it bounds. */
export function sharesWord(left: Operand, right: Operand): boolean {
  if (!isBound(right) && !right.name?.words.includes('required')) return false;
  const stems = (left.name?.words ?? []).map(stemOf);
  return right.name?.words.some((word) => stems.includes(stemOf(word))) ?? false;
}

/** What a phrase is about tells names apart: `older` fits an age. */
function topicCost({ name, shape }: Operand, topics: readonly string[]): number {
  if (topics.length === 0) return 0.05;
  const stems = (name?.words ?? []).map(stemOf);
  if (topics.some((topic) => stems.includes(topic))) return 0;
  if (topics.includes('#text')) return shape.kind === 'text' ? 0 : 0.4;
  if (topics.includes(stemOf('length')) && (shape.kind === 'text' || shape.kind === 'list'))
    return 0;
  if (topics.includes(stemOf('date')) && shape.kind === 'date') return 0;
  return 0.3;
}

/** A boolean that only its name makes one, such as `installed`, may hold something else. */
function comparableKind({ shape, name }: Operand): Shape['kind'] {
  return shape.kind === 'boolean' &&
    shape.guessed &&
    !/^(is|has|can|was|should|did)$/.test(name?.words[0] ?? '') &&
    /ed$/.test(name?.words.at(-1) ?? '')
    ? 'unknown'
    : shape.kind;
}

function sidesOf(
  left: Operand,
  operator: Operator,
  right: Operand,
  topics: readonly string[],
  dialect: Dialect,
): { readonly texts: readonly [string, string]; readonly cost: number } | undefined {
  const equality = operator === '==' || operator === '!=';
  const [first, second] = [comparableKind(left), comparableKind(right)];
  if (first === 'boolean' || second === 'boolean') return undefined;
  const plain = (cost: number): { texts: readonly [string, string]; cost: number } => ({
    texts: [left.text, right.text],
    cost,
  });
  if (right.literal === 'text') {
    if (!equality || isCollection(left.shape)) return undefined;
    const member = left.shape.values?.includes(right.text) ?? false;
    if (first === 'text' || member) return plain(left.shape.values && !member ? 0.2 : 0);
    if (left.shape.values) return undefined;
    if (first === 'unknown') return plain(0.2);
    if (!left.shape.guessed || first !== 'number') return undefined;
    const weekday = /day['"]$/i.test(right.text) && left.name?.words.includes('day');
    return plain(weekday ? 0.1 : 0.35);
  }
  if (left.shape.values && right.literal) return undefined;
  const size = sizeOf(left, dialect);
  const otherSize = sizeOf(right, dialect);
  // A list equals no single value.
  if (equality && isCollection(left.shape) !== isCollection(right.shape) && second !== 'number')
    return undefined;
  const longer = topics.includes(stemOf('length')) && second === 'unknown' && !right.literal;
  if (longer && size !== undefined && dialect === 'script')
    return { texts: [size, `${right.text}.length`], cost: 0 };
  const counted = isCollection(left.shape) || (first === 'text' && !left.shape.values);
  if (counted && size !== undefined && (second === 'number' || (second === 'unknown' && !equality)))
    return { texts: [size, right.text], cost: first === 'text' ? 0.1 : 0.02 };
  if (!equality && size !== undefined && otherSize !== undefined && topics.length > 0)
    return { texts: [size, otherSize], cost: 0 };
  if (!equality && (size !== undefined || otherSize !== undefined)) {
    if (
      otherSize !== undefined &&
      isCollection(right.shape) &&
      (first === 'number' || first === 'unknown')
    )
      return { texts: [left.text, otherSize], cost: 0.3 };
    return undefined;
  }
  if (first === 'object' || second === 'object')
    return equality &&
      (first === second || first === 'unknown' || isOwnerOf(left)) &&
      !right.literal
      ? plain(0.1)
      : undefined;
  if (first === second) return plain(0);
  if (first === 'unknown' || second === 'unknown') return plain(0.15);
  const timed = [first, second].includes('date') && [first, second].includes('number');
  return timed ? plain(right.literal ? 0.5 : 0.2) : undefined;
}

/** `reservedBy`, `owner`: a name that holds whoever or whatever is meant. */
function isOwnerOf({ name }: Operand): boolean {
  return name?.words.some((word) => /^(by|owner|author|host|of)$/.test(word)) ?? false;
}

/** The operand is among the entries of a list, or one of several values. */
export function membership(left: Operand, list: Operand, dialect: Dialect): Applied | undefined {
  if (!isCollection(list.shape) && !(list.shape.kind === 'unknown' && !list.literal))
    return undefined;
  if (left.text === list.text || isCollection(left.shape) || left.shape.kind === 'boolean')
    return undefined;
  if (
    /^(i|index|idx|position|offset)$/.test(left.name?.words.at(-1) ?? '') &&
    sizeOf(list, dialect) !== undefined
  ) {
    const lower = compared(left.text, '>=', '0', dialect);
    const upper = compared(left.text, '<', sizeOf(list, dialect) as string, dialect);
    return { condition: joined('and', [lower, upper]), cost: 0.05 };
  }
  const unsure =
    (list.shape.kind === 'unknown' ? 0.4 : 0) + (left.shape.kind === 'number' ? 0.25 : 0);
  const stems = (left.name?.words ?? []).map(stemOf);
  const near = list.name?.words.some((word) => stems.includes(stemOf(word))) ? 0.15 : 0;
  const cost = Math.max(0, unsure - near) + (near > 0 ? 0 : 0.1);
  if (dialect === 'python')
    return { condition: compared(left.text, 'in', list.text, dialect), cost };
  const call = list.shape.kind === 'set' ? 'has' : 'includes';
  return { condition: atom(`${list.text}.${call}(${left.text})`), cost };
}

/** The text holds, starts or ends with another. */
export function textTest(
  test: 'includes' | 'startsWith' | 'endsWith',
  left: Operand,
  part: Operand,
  dialect: Dialect,
): Applied | undefined {
  if (part.shape.kind !== 'text' && part.shape.kind !== 'unknown') return undefined;
  if (left.shape.kind !== 'text' && left.shape.kind !== 'unknown') return undefined;
  if (left.text === part.text || left.literal || left.shape.values) return undefined;
  const cost = left.shape.kind === 'text' ? 0 : 0.3;
  if (dialect === 'script') return { condition: atom(`${left.text}.${test}(${part.text})`), cost };
  if (test === 'includes')
    return { condition: compared(part.text, 'in', left.text, dialect), cost };
  return { condition: atom(`${left.text}.${test.toLowerCase()}(${part.text})`), cost };
}

/** Both ends belong to the range. */
export function range(
  subject: Operand,
  low: Operand,
  high: Operand,
  inside: boolean,
  dialect: Dialect,
): Applied | undefined {
  const lower = comparison(subject, '>=', low, [], dialect);
  const upper = comparison(subject, '<=', high, high.about ?? [], dialect);
  if (!lower || !upper) return undefined;
  const within = joined('and', [lower.condition, upper.condition]);
  const outside = joined('or', [
    opposite(lower.condition, dialect),
    opposite(upper.condition, dialect),
  ]);
  return { condition: inside ? within : outside, cost: Math.max(lower.cost, upper.cost) };
}
