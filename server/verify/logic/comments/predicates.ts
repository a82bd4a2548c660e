import type { Dialect } from '../facts.ts';
import { compared, isSenseless, joined, opposite, type Condition } from './conditions.ts';
import {
  absence,
  comparison,
  isNow,
  membership,
  presence,
  range,
  sizeOf,
  textTest,
  truth,
  type Applied,
  type Operand,
} from './operands.ts';
import type { Shape } from './types.ts';
import type { Phrase } from './phrases.ts';

/** What a phrase says of a subject that stands elsewhere: `greater than 5`, `in the list`, `empty`. */
export interface Predicate {
  /** Equal keys say the same. */
  readonly key: string;
  /** Stems of names that it speaks of. */
  readonly about: readonly string[];
  /** It says too little to look for a subject that is not named. */
  readonly needsSubject?: boolean;
  apply(subject: Operand): Applied | undefined;
}

/** The same of the opposite. */
export function denied(predicate: Predicate, dialect: Dialect): Predicate {
  return {
    key: `not (${predicate.key})`,
    about: predicate.about,
    needsSubject: predicate.needsSubject ?? false,
    apply: (subject) => {
      const applied = predicate.apply(subject);
      return applied && { ...applied, condition: opposite(applied.condition, dialect) };
    },
  };
}

/** Several things said of one subject. */
export function combined(kind: 'and' | 'or', parts: readonly Predicate[]): Predicate {
  return {
    key: parts.map(({ key }) => `(${key})`).join(` ${kind} `),
    about: parts.flatMap(({ about }) => about),
    needsSubject: parts.some(({ needsSubject }) => needsSubject),
    apply: (subject) => {
      const applied = parts.map((part) => part.apply(subject));
      if (applied.some((each) => each === undefined)) return undefined;
      const all = applied as Applied[];
      const condition = joined(
        kind,
        all.map((each) => each.condition),
      );
      const cost = Math.max(...all.map((each) => each.cost));
      return { condition, cost: cost + (isSenseless(condition) ? 1.5 : 0) };
    },
  };
}

/** One test with each of several operands. */
function withEach(
  list: 'and' | 'or',
  name: string,
  operands: readonly Operand[],
  about: readonly string[],
  test: (subject: Operand, operand: Operand) => Applied | undefined,
): Predicate {
  return combined(
    list,
    operands.map((operand) => ({
      key: `${name} ${operand.text}`,
      about,
      apply: (subject) => test(subject, operand),
    })),
  );
}

/** A predicate that takes operands after it; `list` says how several of them are meant. */
export function takingOperands(
  { role, operator, about = [] }: Phrase,
  operands: readonly Operand[],
  list: 'and' | 'or',
  dialect: Dialect,
): Predicate | undefined {
  const topics = [...about, ...operands.flatMap((operand) => operand.about ?? [])];
  switch (role) {
    case 'compare':
      return operator === undefined
        ? undefined
        : withEach(list, operator, operands, topics, (subject, operand) =>
            comparison(subject, operator, operand, about, dialect),
          );
    case 'be':
      return equality(operands, list, dialect);
    case 'in':
    case 'oneOf':
      return withEach(list, 'in', operands, [], (subject, operand) =>
        operand.literal
          ? comparison(subject, '==', operand, [], dialect)
          : membership(subject, operand, dialect),
      );
    case 'starts':
    case 'ends':
    case 'contains':
      return withEach(list, role, operands, [], (subject, operand) =>
        role === 'contains'
          ? (textTest('includes', subject, operand, dialect) ??
            containing(subject, operand, dialect))
          : textTest(role === 'starts' ? 'startsWith' : 'endsWith', subject, operand, dialect),
      );
    case 'divisible':
      return withEach(list, 'divisible', operands, [], (subject, operand) =>
        operand.shape.kind === 'number'
          ? remainder(subject, operand.text, '0', dialect)
          : undefined,
      );
    default:
      return undefined;
  }
}

function containing(list: Operand, entry: Operand, dialect: Dialect): Applied | undefined {
  if (entry.shape.kind === 'boolean' || entry.literal === 'number') return undefined;
  if (list.shape.kind === 'unknown') return undefined;
  const applied = membership(entry, list, dialect);
  return applied && { ...applied, cost: applied.cost + 0.15 };
}

export function equality(
  operands: readonly Operand[],
  list: 'and' | 'or',
  dialect: Dialect,
): Predicate {
  const equal = withEach(
    list,
    '==',
    operands,
    operands.flatMap((operand) => operand.about ?? []),
    (subject, operand) =>
      comparison(subject, '==', operand, [], dialect) ?? among(subject, operand, dialect),
  );
  return { ...equal, needsSubject: operands.every(({ literal }) => literal === undefined) };
}

/** `the date is booked` of a list of booked dates. */
function among(subject: Operand, list: Operand, dialect: Dialect): Applied | undefined {
  if (list.literal || list.shape.kind === 'unknown') return undefined;
  const applied = membership(subject, list, dialect);
  return applied && { ...applied, cost: applied.cost + 0.1 };
}

function remainder(
  subject: Operand,
  by: string,
  rest: string,
  dialect: Dialect,
): Applied | undefined {
  const { kind } = subject.shape;
  if (subject.literal || (kind !== 'number' && kind !== 'unknown')) return undefined;
  return {
    condition: compared(`${subject.text} % ${by}`, '==', rest, dialect),
    cost: kind === 'number' ? 0 : 0.1,
  };
}

/** Both ends given: `between 1 and 10`, `outside 50 to 110`. */
export function rangePredicate(
  low: Operand,
  high: Operand,
  inside: boolean,
  dialect: Dialect,
): Predicate {
  return {
    key: `${inside ? 'within' : 'outside'} ${low.text} ${high.text}`,
    about: [...(low.about ?? []), ...(high.about ?? [])],
    apply: (subject) => range(subject, low, high, inside, dialect),
  };
}

/** A predicate that is one word or phrase; `now` is the name for the present time, if there is one. */
export function plainPredicate(
  { role, variant = '', about = [] }: Phrase,
  now: Operand | undefined,
  dialect: Dialect,
): Predicate | undefined {
  const apply = plainTest(role, variant, now, dialect);
  if (!apply) return undefined;
  return {
    key: `${role} ${variant}`,
    about,
    needsSubject: /^(on|off|given|missing|left|gone)$/.test(role) && about.length === 0,
    apply: (subject) => {
      if (subject.literal || subject.negated) return undefined;
      return apply(subject);
    },
  };
}

type Test = (subject: Operand) => Applied | undefined;

function plainTest(
  role: Phrase['role'],
  variant: string,
  now: Operand | undefined,
  dialect: Dialect,
): Test | undefined {
  switch (role) {
    case 'empty':
      return (subject) => emptiness(subject, dialect);
    case 'missing':
      return (subject) => (isOptional(subject) ? absence(subject, dialect) : undefined);
    case 'given':
      return (subject) => presence(subject, dialect);
    case 'left':
    case 'gone':
      return (subject) => remaining(subject, role === 'left', dialect);
    case 'on':
    case 'off':
      return (subject) => switched(subject, role === 'on', dialect);
    case 'parity':
      return (subject) => remainder(subject, '2', variant === 'even' ? '0' : '1', dialect);
    case 'sign':
      return (subject) => sign(subject, variant, dialect);
    case 'past':
    case 'future':
      return now && ((subject) => dated(subject, role === 'past' ? '<' : '>', now, dialect));
    default:
      return undefined;
  }
}

/** On and off are said of booleans. */
function switched(subject: Operand, on: boolean, dialect: Dialect): Applied | undefined {
  const own = truth(subject, dialect);
  if (!own || (subject.shape.kind !== 'boolean' && subject.shape.kind !== 'unknown'))
    return undefined;
  return {
    condition: on ? own.condition : opposite(own.condition, dialect),
    cost: own.cost + 0.05,
  };
}

function isOptional({ shape }: Operand): boolean {
  return shape.kind !== 'boolean' && shape.kind !== 'number' ? true : shape.nothing !== undefined;
}

function isEmptiable({ kind, nothing }: Shape): boolean {
  return kind === 'list' || kind === 'set' || (kind === 'text' && nothing === undefined);
}

/** Emptiness is said of lists and texts before anything else. */
function emptiness(subject: Operand, dialect: Dialect): Applied | undefined {
  const { shape, text } = subject;
  if (shape.kind === 'boolean' || shape.values) return undefined;
  if (shape.kind === 'text' && dialect === 'script' && shape.nothing === undefined)
    return { condition: compared(text, '==', "''", dialect), cost: 0 };
  const cost = isEmptiable(shape) ? 0 : 0.35;
  const none = absence(subject, dialect);
  return none && { condition: none.condition, cost: none.cost + cost };
}

function remaining(subject: Operand, some: boolean, dialect: Dialect): Applied | undefined {
  const size = sizeOf(subject, dialect);
  const counts =
    subject.shape.kind === 'number' || (size !== undefined && subject.shape.kind !== 'text');
  if (!counts) return undefined;
  return some ? presence(subject, dialect) : absence(subject, dialect);
}

function sign(subject: Operand, variant: string, dialect: Dialect): Applied | undefined {
  const { kind } = subject.shape;
  if (kind !== 'number' && kind !== 'unknown') return undefined;
  const operator = { positive: '>', negative: '<', zero: '==', nonzero: '!=' } as const;
  const cost = kind === 'number' ? 0 : 0.1;
  return {
    condition: compared(subject.text, operator[variant as keyof typeof operator], '0', dialect),
    cost,
  };
}

function dated(
  subject: Operand,
  operator: '<' | '>',
  now: Operand,
  dialect: Dialect,
): Applied | undefined {
  if (isNow(subject) || subject.shape.kind === 'boolean' || subject.shape.kind === 'text')
    return undefined;
  const isDate = subject.shape.kind === 'date';
  const named =
    subject.name?.words.some((word) => /^(expir\w*|due|date|deadline|at|until)$/.test(word)) ??
    false;
  if (!isDate && !named) return undefined;
  return { condition: compared(subject.text, operator, now.text, dialect), cost: 0.05 };
}

/** Two or more operands that are the same, or not. */
export function reciprocal(
  operands: readonly Operand[],
  same: boolean,
  dialect: Dialect,
): Condition | undefined {
  const [first, second] = operands;
  if (!first || !second || operands.length !== 2) return undefined;
  return comparison(first, same ? '==' : '!=', second, [], dialect)?.condition;
}

/** Every entry of a list, or some: `items.every((item) => item.done)`. */
export function quantified(
  list: Operand,
  quantifier: 'all' | 'any',
  body: (entry: string) => Condition,
  dialect: Dialect,
  print: (condition: Condition) => string,
): Condition {
  const entry = entryName(list);
  const inner = print(body(entry));
  const text =
    dialect === 'python'
      ? `${quantifier}(${inner} for ${entry} in ${list.text})`
      : `${list.text}.${quantifier === 'all' ? 'every' : 'some'}((${entry}) => ${inner})`;
  return { kind: 'atom', text };
}

/** `items` holds an `item`, `people` a `person`. */
export function entryName({ text }: Operand): string {
  const last = text.slice(text.lastIndexOf('.') + 1);
  const word = last.replace(/^.*?([A-Z]?[a-z]+)$/, '$1').toLowerCase();
  if (/ies$/.test(word)) return `${word.slice(0, -3)}y`;
  if (/(s|x|ch|sh)es$/.test(word)) return word.slice(0, -2);
  return /[^s]s$/.test(word) ? word.slice(0, -1) : 'entry';
}
