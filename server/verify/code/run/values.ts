/** What an interpreted function computes with. Python tuples are lists here; whole and other numbers are not told apart. */
export type Value =
  | undefined
  | null
  | boolean
  | number
  | string
  | Value[]
  | Dict
  | Bag
  | Callable
  | Moment
  | Pattern
  | Blank;

/** Arguments by name, as Python has them. */
export type Named = ReadonlyMap<string, Value>;

/** Something that can be called: a closure, a built-in or a stand-in for a function argument. */
export class Callable {
  readonly name: string;
  readonly call: (args: readonly Value[], self?: Value, named?: Named) => Value;
  /** What hangs on the function: `Math.max` of `Math`, `Date.UTC` of `Date`. */
  readonly members?: ReadonlyMap<string, Value>;

  constructor(
    name: string,
    call: (args: readonly Value[], self?: Value, named?: Named) => Value,
    members?: ReadonlyMap<string, Value>,
  ) {
    this.name = name;
    this.call = call;
    this.members = members;
  }
}

/** An object, a `Map` or a `dict`: keys in insertion order, each with the key as it was given. */
export class Dict {
  readonly entries = new Map<string, { key: Value; value: Value }>();
  readonly kind: 'object' | 'map' | 'dict';
  /** For `defaultdict` and `Counter`: what a missing key is worth. */
  readonly missing?: () => Value;
  /** Name of the class for exceptions and instances. */
  className?: string;

  constructor(kind: 'object' | 'map' | 'dict', missing?: () => Value) {
    this.kind = kind;
    this.missing = missing;
  }

  get(key: Value): Value {
    return this.entries.get(keyOf(key))?.value;
  }

  set(key: Value, value: Value): this {
    const known = this.entries.get(keyOf(key));
    if (known) known.value = value;
    else this.entries.set(keyOf(key), { key, value });
    return this;
  }

  has(key: Value): boolean {
    return this.entries.has(keyOf(key));
  }

  delete(key: Value): boolean {
    return this.entries.delete(keyOf(key));
  }

  keys(): Value[] {
    return [...this.entries.values()].map((entry) => entry.key);
  }

  values(): Value[] {
    return [...this.entries.values()].map((entry) => entry.value);
  }
}

/** A set. */
export class Bag {
  readonly members = new Map<string, Value>();

  constructor(values: readonly Value[] = []) {
    for (const value of values) this.members.set(keyOf(value), value);
  }

  has(value: Value): boolean {
    return this.members.has(keyOf(value));
  }

  values(): Value[] {
    return [...this.members.values()];
  }
}

/** A date, in milliseconds since 1970 in UTC; the interpreter has one time zone. */
export class Moment {
  ms: number;

  constructor(ms: number) {
    this.ms = ms;
  }
}

/** A regular expression. */
export class Pattern {
  readonly regex: RegExp;

  constructor(regex: RegExp) {
    this.regex = regex;
  }
}

/** An argument about which nothing is known yet; its first use decides what it is (see `shapes.ts`). */
export class Blank {
  value: Value = undefined;
  isSettled = false;
  readonly name: string;
  readonly settle: (wanted: string) => Value;
  /** Notes that the code reckons with a missing value here. */
  readonly allowNothing: () => void;

  constructor(name: string, settle: (wanted: string) => Value, allowNothing: () => void) {
    this.name = name;
    this.settle = settle;
    this.allowNothing = allowNothing;
  }
}

/** One text per value for use as a key; equal values have equal texts. */
export function keyOf(value: Value): string {
  const at = settled(value);
  if (typeof at === 'string') return `s${at}`;
  if (typeof at === 'number') return `n${at === 0 ? 0 : at}`;
  if (at instanceof Dict || at instanceof Bag || at instanceof Callable || at instanceof Blank)
    return `#${identity(at)}`;
  return fingerprint(at);
}

const identities = new WeakMap<object, number>();
let nextIdentity = 1;

function identity(value: object): number {
  const known = identities.get(value);
  if (known !== undefined) return known;
  identities.set(value, nextIdentity);
  return nextIdentity++;
}

/** What a blank turned out to be; any other value is itself. */
export function settled(value: Value): Value {
  return value instanceof Blank && value.isSettled ? value.value : value;
}

const deepest = 6;
/** Values that one text may show; a list that holds itself would go on for ever. */
const mostShown = 400;

/** A value as text, so that outcomes can be compared. Numbers are rounded to nine digits. */
export function fingerprint(value: Value): string {
  return shown(value, 0, { left: mostShown });
}

function shown(value: Value, depth: number, budget: { left: number }): string {
  const at = settled(value);
  budget.left -= 1;
  if (at === undefined) return 'undefined';
  if (at === null) return 'null';
  if (typeof at === 'number') return numberText(at);
  if (typeof at === 'string') return JSON.stringify(at);
  if (typeof at === 'boolean') return String(at);
  if (depth > deepest || budget.left < 0) return '…';
  const inner = (each: Value): string => shown(each, depth + 1, budget);
  const all = (values: readonly Value[]): readonly string[] =>
    values.slice(0, Math.max(0, budget.left)).map(inner);
  if (Array.isArray(at)) return `[${all(at).join(',')}]`;
  if (at instanceof Bag) return `set(${[...all(at.values())].sort().join(',')})`;
  if (at instanceof Moment) return `date(${at.ms})`;
  if (at instanceof Pattern) return `/${at.regex.source}/`;
  if (at instanceof Dict) {
    const parts = [...at.entries.values()]
      .slice(0, Math.max(0, budget.left))
      .map(({ key, value: held }) => `${inner(key)}:${inner(held)}`);
    return `{${parts.sort().join(',')}}`;
  }
  return at instanceof Callable ? 'function' : 'blank';
}

function numberText(value: number): string {
  if (!Number.isFinite(value)) return String(value);
  const text = Number.isInteger(value) ? String(value) : String(Number(value.toPrecision(9)));
  return text === '-0' ? '0' : text;
}

/** A copy that shares nothing that could be changed with the original; what holds itself holds its copy. */
export function deepCopy(value: Value, made = new Map<object, Value>()): Value {
  const at = settled(value);
  if (typeof at !== 'object' || at === null) return at;
  const known = made.get(at);
  if (known !== undefined) return known;
  if (at instanceof Moment) return new Moment(at.ms);
  if (at instanceof Bag) return new Bag(at.values().map((each) => deepCopy(each, made)));
  if (Array.isArray(at)) {
    const list: Value[] = [];
    made.set(at, list);
    for (const each of at) list.push(deepCopy(each, made));
    return list;
  }
  if (!(at instanceof Dict)) return at;
  const copy = new Dict(at.kind, at.missing);
  copy.className = at.className;
  made.set(at, copy);
  for (const { key, value: held } of at.entries.values()) copy.set(key, deepCopy(held, made));
  return copy;
}

/** An object with fields. */
export function objectOf(fields: Readonly<Record<string, Value>>): Dict {
  const found = new Dict('object');
  for (const [key, value] of Object.entries(fields)) found.set(key, value);
  return found;
}
