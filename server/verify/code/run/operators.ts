import { likelyKind } from './likelyKind.ts';
import { Raised, Stuck, type Machine } from './machine.ts';
import {
  Bag,
  Blank,
  Callable,
  Dict,
  fingerprint,
  keyOf,
  Moment,
  settled,
  type Value,
} from './values.ts';

/** The value itself; a blank is settled as `wanted`, or by its name when nothing is wanted. */
export function real(value: Value, wanted = ''): Exclude<Value, Blank> {
  if (!(value instanceof Blank)) return value;
  const at = value.isSettled ? value.value : value.settle(wanted);
  return at instanceof Blank ? real(at, wanted) : at;
}

/** The kind that the other operand of a comparison or sum should have. */
function kindOf(value: Value): string {
  if (typeof value === 'number' || typeof value === 'string' || typeof value === 'boolean')
    return typeof value;
  if (Array.isArray(value)) return 'list';
  if (value instanceof Moment) return 'date';
  if (value instanceof Bag) return 'set';
  return value instanceof Dict ? 'record' : '';
}

/** Truth as the language sees it; an unknown number that is asked for its truth is a flag. */
export function truthy(machine: Machine, value: Value): boolean {
  const isFlag = value instanceof Blank && likelyKind(value.name) === 'number';
  const at = real(value, isFlag ? 'boolean' : '');
  if (machine.family === 'script') return Boolean(at);
  if (Array.isArray(at)) return at.length > 0;
  if (at instanceof Dict) return at.kind === 'object' || at.entries.size > 0;
  if (at instanceof Bag) return at.members.size > 0;
  return Boolean(at);
}

const arithmetic = new Set(['-', '*', '/', '%', '**', '//', '|', '&', '^', '<<', '>>', '>>>']);

/** `left operator right` for every operator that evaluates both sides. */
export function operate(machine: Machine, operator: string, left: Value, right: Value): Value {
  machine.tick();
  if (isOpenQuestion(left, right) || isOpenQuestion(right, left)) {
    if (/^([!=]==?|is|is not)$/.test(operator)) return /^(!|is not)/.test(operator);
  }
  const [a, b] = operands(operator, left, right);
  switch (operator) {
    case '===':
    case '==':
      return machine.family === 'script' && operator === '==' ? loose(a, b) : same(machine, a, b);
    case '!==':
    case '!=':
      return !(machine.family === 'script' && operator === '!='
        ? loose(a, b)
        : same(machine, a, b));
    case 'is':
      return identical(a, b);
    case 'is not':
      return !identical(a, b);
    case '<':
    case '<=':
    case '>':
    case '>=':
      return ordered(machine, operator, a, b);
    case 'in':
      return contains(machine, b, a);
    case 'not in':
      return !contains(machine, b, a);
    case 'instanceof':
      return isInstance(a, b);
    default:
      return machine.family === 'python'
        ? pythonArithmetic(machine, operator, a, b)
        : scriptArithmetic(machine, operator, a, b);
  }
}

type Real = Exclude<Value, Blank>;

/** Whether an unknown value is compared with nothing: it is something then, and other runs leave it out. */
function isOpenQuestion(one: Value, other: Value): boolean {
  if (!(one instanceof Blank) || one.isSettled) return false;
  const at = settled(other);
  if (at !== null && at !== undefined) return false;
  one.allowNothing();
  return true;
}

function operands(operator: string, left: Value, right: Value): readonly [Real, Real] {
  const [a, b] = [settled(left), settled(right)];
  if (!(a instanceof Blank) && !(b instanceof Blank)) return [a, b];
  if (operator === 'in' || operator === 'not in')
    return [b instanceof Blank ? real(a, 'string') : real(a), b as Real];
  if (arithmetic.has(operator)) {
    const wanted = (other: Value): string => (other instanceof Moment ? 'date' : 'number');
    return [real(a, wanted(b)), real(b, wanted(a))];
  }
  const first = real(a, b instanceof Blank ? '' : kindOf(b));
  return [first, real(b, kindOf(first))];
}

/** Equality by value for numbers and texts, by identity for objects; Python compares lists and dicts by value. */
export function same(machine: Machine, left: Value, right: Value): boolean {
  const [a, b] = [real(left), real(right)];
  if (machine.family === 'python' && typeof a === 'object' && typeof b === 'object' && a && b)
    return fingerprint(a) === fingerprint(b);
  return (
    a === b ||
    (machine.family === 'python' &&
      Number(a) === Number(b) &&
      typeof a !== 'string' &&
      typeof b !== 'string' &&
      a !== null &&
      b !== null &&
      typeof a !== 'object' &&
      typeof b !== 'object')
  );
}

function loose(a: Real, b: Real): boolean {
  if (a === null || a === undefined) return b === null || b === undefined;
  if (typeof a === 'object' || typeof b === 'object') return a === b;
  // The language's own rules for numbers and texts are exactly what is wanted.
  return (a as unknown) == (b as unknown);
}

function identical(a: Real, b: Real): boolean {
  return a === b;
}

function ordered(machine: Machine, operator: string, a: Real, b: Real): boolean {
  if (
    machine.family === 'python' &&
    !(comparable(a) && comparable(b) && kindOf(a) === kindOf(b)) &&
    !(Array.isArray(a) && Array.isArray(b)) &&
    !(a instanceof Bag && b instanceof Bag)
  ) {
    if (typeof a !== 'boolean' && typeof b !== 'boolean') throw new Raised('TypeError');
  }
  if (a instanceof Bag && b instanceof Bag) return subset(operator, a, b);
  const sign = compareValues(a, b);
  if (Number.isNaN(sign)) return false;
  if (operator === '<') return sign < 0;
  if (operator === '<=') return sign <= 0;
  return operator === '>' ? sign > 0 : sign >= 0;
}

function subset(operator: string, a: Bag, b: Bag): boolean {
  const [small, large] = operator.startsWith('<') ? [a, b] : [b, a];
  const isInside = small.values().every((value) => large.has(value));
  return isInside && (operator.endsWith('=') || small.members.size < large.members.size);
}

function comparable(value: Real): boolean {
  return (
    typeof value === 'number' ||
    typeof value === 'string' ||
    typeof value === 'boolean' ||
    value instanceof Moment
  );
}

/** Below, at or above zero as `a` comes before, with or after `b`; NaN where they cannot be compared. */
export function compareValues(left: Value, right: Value): number {
  const [a, b] = [real(left), real(right)];
  if (typeof a === 'string' && typeof b === 'string') return a < b ? -1 : a > b ? 1 : 0;
  if (Array.isArray(a) && Array.isArray(b)) {
    for (let place = 0; place < Math.min(a.length, b.length); place += 1) {
      const sign = compareValues(a[place], b[place]);
      if (sign !== 0) return sign;
    }
    return a.length - b.length;
  }
  const [x, y] = [toNumber(a), toNumber(b)];
  if (x === y) return 0;
  return x - y;
}

/** Conversion as JavaScript's arithmetic does it. */
export function toNumber(value: Value): number {
  const at = real(value, 'number');
  if (at instanceof Moment) return at.ms;
  if (Array.isArray(at)) return at.length === 0 ? 0 : at.length === 1 ? toNumber(at[0]) : NaN;
  if (typeof at === 'object' && at !== null) return NaN;
  return Number(at);
}

/** Conversion as JavaScript's templates do it. */
export function toText(machine: Machine, value: Value): string {
  const at = real(value, 'string');
  if (machine.family === 'python') return pythonText(at);
  if (Array.isArray(at))
    return at
      .map((each) => (each === null || each === undefined ? '' : toText(machine, each)))
      .join(',');
  if (at instanceof Dict)
    return at.className !== undefined ? toText(machine, at.get('message')) : '[object Object]';
  if (at instanceof Moment) return new Date(at.ms).toISOString();
  if (at instanceof Callable) return `function ${at.name}`;
  return typeof at === 'object' && at !== null ? fingerprint(at) : String(at);
}

function pythonText(at: Real): string {
  if (typeof at === 'string') return at;
  if (at === null || at === undefined) return 'None';
  if (typeof at === 'boolean') return at ? 'True' : 'False';
  if (Array.isArray(at)) return `[${at.map((each) => pythonRepr(each)).join(', ')}]`;
  return at instanceof Dict && at.className !== undefined
    ? pythonText(real(at.get('message')))
    : fingerprint(at);
}

/** Python's `repr`. */
export function pythonRepr(value: Value): string {
  const at = real(value);
  return typeof at === 'string' ? `'${at}'` : pythonText(at);
}

function scriptArithmetic(machine: Machine, operator: string, a: Real, b: Real): Value {
  if (operator === '+') {
    const isText = (value: Real): boolean =>
      typeof value === 'string' || (typeof value === 'object' && value !== null);
    if (!isText(a) && !isText(b)) return toNumber(a) + toNumber(b);
    const text = toText(machine, a) + toText(machine, b);
    machine.bound(text.length);
    return text;
  }
  const [x, y] = [toNumber(a), toNumber(b)];
  switch (operator) {
    case '-':
      return x - y;
    case '*':
      return x * y;
    case '/':
      return x / y;
    case '%':
      return x % y;
    case '**':
      return x ** y;
    default:
      return bitwise(operator, x, y);
  }
}

function bitwise(operator: string, x: number, y: number): number {
  switch (operator) {
    case '|':
      return x | y;
    case '&':
      return x & y;
    case '^':
      return x ^ y;
    case '<<':
      return x << y;
    case '>>':
      return x >> y;
    case '>>>':
      return x >>> y;
    default:
      throw new Stuck(`operator ${operator}`);
  }
}

function pythonArithmetic(machine: Machine, operator: string, a: Real, b: Real): Value {
  if (isPlain(a) && isPlain(b)) return pythonNumbers(operator, Number(a), Number(b));
  if (typeof a === 'string' && operator === '%') throw new Stuck('format');
  if (a instanceof Bag && b instanceof Bag) return bags(operator, a, b);
  if (operator === '+' && typeof a === 'string' && typeof b === 'string') {
    machine.bound(a.length + b.length);
    return a + b;
  }
  if (operator === '+' && Array.isArray(a) && Array.isArray(b)) {
    machine.bound(a.length + b.length);
    return [...a, ...b];
  }
  if (operator === '*') return repeated(machine, a, b);
  if (operator === '|' && a instanceof Dict && b instanceof Dict) return mergedDicts(a, b);
  if (a instanceof Moment || b instanceof Moment) return moments(operator, a, b);
  throw new Raised('TypeError');
}

function isPlain(value: Real): boolean {
  return typeof value === 'number' || typeof value === 'boolean';
}

function pythonNumbers(operator: string, x: number, y: number): Value {
  if (/^(\/|\/\/|%)$/.test(operator) && y === 0) throw new Raised('ZeroDivisionError');
  switch (operator) {
    case '+':
      return x + y;
    case '-':
      return x - y;
    case '*':
      return x * y;
    case '/':
      return x / y;
    case '//':
      return Math.floor(x / y);
    case '%':
      return x - y * Math.floor(x / y);
    case '**':
      return x ** y;
    default:
      return bitwise(operator, x, y);
  }
}

function repeated(machine: Machine, a: Real, b: Real): Value {
  const [subject, times] = typeof a === 'number' ? [b, a] : [a, b];
  if (typeof times !== 'number') throw new Raised('TypeError');
  const count = Math.max(0, times);
  if (typeof subject === 'string') {
    machine.bound(subject.length * count);
    return subject.repeat(Math.floor(count));
  }
  if (!Array.isArray(subject)) throw new Raised('TypeError');
  machine.bound(subject.length * count);
  return Array.from({ length: Math.floor(count) }, () => subject).flat();
}

function bags(operator: string, a: Bag, b: Bag): Bag {
  switch (operator) {
    case '|':
      return new Bag([...a.values(), ...b.values()]);
    case '&':
      return new Bag(a.values().filter((value) => b.has(value)));
    case '-':
      return new Bag(a.values().filter((value) => !b.has(value)));
    case '^':
      return new Bag([
        ...a.values().filter((value) => !b.has(value)),
        ...b.values().filter((value) => !a.has(value)),
      ]);
    default:
      throw new Raised('TypeError');
  }
}

function mergedDicts(a: Dict, b: Dict): Dict {
  const merged = new Dict('dict');
  for (const each of [a, b])
    for (const { key, value } of each.entries.values()) merged.set(key, value);
  return merged;
}

/** Python dates are moments too; a difference is in milliseconds, which serves comparisons. */
function moments(operator: string, a: Real, b: Real): Value {
  if (operator === '-' && a instanceof Moment && b instanceof Moment) return a.ms - b.ms;
  throw new Stuck('dates');
}

/** An unknown container is what its name says, else something with keys. */
function containerKind(machine: Machine, { name }: Blank): string {
  const likely = likelyKind(name);
  if (likely === 'list' || likely === 'string') return likely;
  return machine.family === 'python' ? 'map' : 'record';
}

/** Whether a container holds a value: `in`, `includes`, `has`. */
export function contains(machine: Machine, container: Value, value: Value): boolean {
  const at = real(container, container instanceof Blank ? containerKind(machine, container) : '');
  if (typeof at === 'string') {
    const part = real(value, 'string');
    if (typeof part !== 'string') throw new Raised('TypeError');
    return at.includes(part);
  }
  if (Array.isArray(at)) {
    machine.tick(at.length);
    if (machine.family === 'script') {
      const wanted = real(value, kindOf(settled(at[0])));
      return at.some(
        (each) => real(each, kindOf(wanted)) === wanted || keyOf(real(each)) === keyOf(wanted),
      );
    }
    return at.some((each) => same(machine, real(each), real(value, kindOf(settled(each)))));
  }
  if (at instanceof Bag) return at.has(real(value));
  if (at instanceof Dict) return at.has(real(value, 'string'));
  throw new Raised('TypeError');
}

function isInstance(value: Real, type: Real): boolean {
  if (!(type instanceof Callable)) throw new Stuck('instanceof');
  return instanceOf(value, type.name);
}

/** Whether a value is of a built-in class, by name. */
export function instanceOf(value: Value, name: string): boolean {
  const at = real(value, /^(Array|list|tuple)$/.test(name) ? 'tree' : '');
  switch (name) {
    case 'Array':
    case 'list':
    case 'tuple':
      return Array.isArray(at);
    case 'str':
    case 'String':
      return typeof at === 'string';
    case 'int':
      return (typeof at === 'number' && Number.isInteger(at)) || typeof at === 'boolean';
    case 'float':
      return typeof at === 'number' && !Number.isInteger(at);
    case 'bool':
      return typeof at === 'boolean';
    case 'dict':
      return at instanceof Dict && at.kind === 'dict';
    case 'Map':
      return at instanceof Dict && at.kind === 'map';
    case 'set':
    case 'Set':
      return at instanceof Bag;
    case 'Date':
      return at instanceof Moment;
    case 'Object':
      return typeof at === 'object' && at !== null;
    default:
      return (
        at instanceof Dict &&
        (at.className === name || (name === 'Error' && at.className !== undefined))
      );
  }
}
