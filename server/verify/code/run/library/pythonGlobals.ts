import { Raised, Stuck, type Machine } from '../machine.ts';
import {
  compareValues,
  instanceOf,
  operate,
  pythonRepr,
  real,
  toText,
  truthy,
} from '../operators.ts';
import { Bag, Callable, Dict, type Named, type Value } from '../values.ts';
import { callableAt, listed, numberAt, textAt } from './parts.ts';
import { sortedBy } from './pythonLists.ts';
import { pairs } from './scriptObjects.ts';
import { errorClass } from './scriptGlobals.ts';

type Builtin = (args: readonly Value[], named: Named, machine: Machine) => Value;

const builtins: Readonly<Record<string, Builtin>> = {
  len: (args) => lengthOf(args[0]),
  range: (args, _named, machine) => range(args, machine),
  sum: (args, _named, machine) =>
    listed(args[0]).reduce((total, each) => operate(machine, '+', total, each), args[1] ?? 0),
  min: (args, named, machine) => extreme(args, named, machine, -1),
  max: (args, named, machine) => extreme(args, named, machine, 1),
  abs: (args) => Math.abs(strictNumber(args[0])),
  round: (args) => roundHalfEven(strictNumber(args[0]), args.length > 1 ? numberAt(args, 1) : 0),
  sorted: (args, named, machine) => sortedBy(listed(args[0]), machine, named),
  reversed: (args) => [...listed(args[0])].reverse(),
  enumerate: (args, named) => {
    const first = numberAt(args, 1, Number(named.get('start') ?? 0));
    return listed(args[0]).map((each, place) => [place + first, each]);
  },
  zip: (args) => zip(args.map((arg) => listed(arg))),
  map: (args, _named, machine) =>
    zip(args.slice(1).map((arg) => listed(arg))).map((each) => {
      machine.tick();
      return callableAt(args, 0).call(each as Value[]);
    }),
  filter: (args, _named, machine) =>
    listed(args[1]).filter((each) =>
      truthy(machine, args[0] === null ? each : callableAt(args, 0).call([each])),
    ),
  any: (args, _named, machine) => listed(args[0]).some((each) => truthy(machine, each)),
  all: (args, _named, machine) => listed(args[0]).every((each) => truthy(machine, each)),
  list: (args) => (args.length === 0 ? [] : [...listed(args[0])]),
  tuple: (args) => (args.length === 0 ? [] : [...listed(args[0])]),
  set: (args) => new Bag(args.length === 0 ? [] : listed(args[0]).map((each) => real(each))),
  frozenset: (args) => new Bag(args.length === 0 ? [] : listed(args[0]).map((each) => real(each))),
  dict: (args, named) => dictOf(args, named, new Dict('dict')),
  defaultdict: (args, named) => {
    const make = real(args[0] ?? null, 'function');
    const missing = make instanceof Callable ? () => make.call([]) : undefined;
    return dictOf(args.slice(1), named, new Dict('dict', missing));
  },
  Counter: (args) => counter(args),
  deque: (args) => (args.length === 0 ? [] : [...listed(args[0])]),
  str: (args, _named, machine) => (args.length === 0 ? '' : toText(machine, args[0])),
  repr: (args) => pythonRepr(args[0]),
  int: (args) => toInt(args),
  float: (args) => toFloat(args[0]),
  bool: (args, _named, machine) => truthy(machine, args[0] ?? null),
  ord: (args) => textAt(args, 0).codePointAt(0) ?? raise('TypeError'),
  chr: (args) => String.fromCodePoint(Math.max(0, Math.min(0x10ffff, numberAt(args, 0)))),
  divmod: (args, _named, machine) => [
    operate(machine, '//', args[0], args[1]),
    operate(machine, '%', args[0], args[1]),
  ],
  pow: (args, _named, machine) => {
    const power = operate(machine, '**', args[0], args[1]);
    return args.length > 2 ? operate(machine, '%', power, args[2]) : power;
  },
  print: () => null,
  isinstance: (args) => isInstance(args[0], args[1]),
  iter: (args) => [...listed(args[0])],
  next: (args) => {
    const list = listed(args[0]);
    if (list.length > 0) return list.shift();
    return args.length > 1 ? args[1] : raise('StopIteration');
  },
  hasattr: (args) => {
    const at = real(args[0], 'record');
    return at instanceof Dict && at.has(textAt(args, 1));
  },
  callable: (args) => real(args[0]) instanceof Callable,
};

const mathFunctions: Readonly<Record<string, (...args: number[]) => number>> = {
  sqrt: (x = NaN) => (x < 0 ? raise('ValueError') : Math.sqrt(x)),
  floor: (x = NaN) => Math.floor(x),
  ceil: (x = NaN) => Math.ceil(x),
  trunc: (x = NaN) => Math.trunc(x),
  fabs: (x = NaN) => Math.abs(x),
  pow: (x = NaN, y = NaN) => x ** y,
  gcd: (...args) => args.reduce((a, b) => greatestDivisor(a, b), 0),
  isqrt: (x = NaN) => Math.floor(Math.sqrt(x)),
  hypot: (...args) => Math.hypot(...args),
  exp: (x = NaN) => Math.exp(x),
  log: (x = NaN, base) =>
    x <= 0 ? raise('ValueError') : base === undefined ? Math.log(x) : Math.log(x) / Math.log(base),
  log2: (x = NaN) => (x <= 0 ? raise('ValueError') : Math.log2(x)),
  log10: (x = NaN) => (x <= 0 ? raise('ValueError') : Math.log10(x)),
  sin: (x = NaN) => Math.sin(x),
  cos: (x = NaN) => Math.cos(x),
  tan: (x = NaN) => Math.tan(x),
  atan2: (x = NaN, y = NaN) => Math.atan2(x, y),
  radians: (x = NaN) => (x * Math.PI) / 180,
  degrees: (x = NaN) => (x * 180) / Math.PI,
  factorial: (x = NaN) =>
    x < 0
      ? raise('ValueError')
      : Array.from({ length: x }, (_, place) => place + 1).reduce((a, b) => a * b, 1),
  dist: () => {
    throw new Stuck('dist');
  },
};

/** The names of Python that pure functions use. */
export function pythonGlobals(machine: Machine): ReadonlyMap<string, Value> {
  const globals = new Map<string, Value>();
  const none: Named = new Map();
  for (const [name, call] of Object.entries(builtins))
    globals.set(
      name,
      new Callable(name, (args, _self, named) => call(args, named ?? none, machine)),
    );
  const members = new Map<string, Value>([
    ['pi', Math.PI],
    ['e', Math.E],
    ['inf', Infinity],
    ['nan', NaN],
    [
      'prod',
      new Callable('prod', (args) =>
        listed(args[0]).reduce((total, each) => operate(machine, '*', total, each), 1),
      ),
    ],
    [
      'isclose',
      new Callable('isclose', (args) => Math.abs(numberAt(args, 0) - numberAt(args, 1)) < 1e-9),
    ],
  ]);
  for (const [name, call] of Object.entries(mathFunctions)) {
    const callable = new Callable(name, (args) => call(...args.map((arg) => strictNumber(arg))));
    members.set(name, callable);
    if (!globals.has(name)) globals.set(name, callable);
  }
  globals.set('math', new Callable('math', () => raise('TypeError'), members));
  const collections = ['Counter', 'defaultdict', 'deque'].map((name): [string, Value] => [
    name,
    globals.get(name),
  ]);
  globals.set(
    'collections',
    new Callable('collections', () => raise('TypeError'), new Map(collections)),
  );
  for (const name of 'Exception ValueError TypeError KeyError IndexError ZeroDivisionError RuntimeError AttributeError StopIteration NotImplementedError LookupError OverflowError'.split(
    ' ',
  ))
    globals.set(name, errorClass(name));
  return globals;
}

function greatestDivisor(a: number, b: number): number {
  return b === 0 ? Math.abs(a) : greatestDivisor(b, a % b);
}

function raise(kind: string): never {
  throw new Raised(kind);
}

function strictNumber(value: Value): number {
  const at = real(value, 'number');
  if (typeof at === 'boolean') return Number(at);
  return typeof at === 'number' ? at : raise('TypeError');
}

function lengthOf(value: Value): number {
  const at = real(value, 'list');
  if (typeof at === 'string' || Array.isArray(at)) return at.length;
  if (at instanceof Dict && at.kind !== 'object') return at.entries.size;
  return at instanceof Bag ? at.members.size : raise('TypeError');
}

function range(args: readonly Value[], machine: Machine): Value[] {
  const numbers = args.map((arg) => strictNumber(arg));
  if (numbers.some((each) => !Number.isInteger(each))) raise('TypeError');
  const [first = 0, second, step = 1] = numbers;
  const [start, stop] = second === undefined ? [0, first] : [first, second];
  if (step === 0) raise('ValueError');
  const length = Math.max(0, Math.ceil((stop - start) / step));
  machine.bound(length);
  return Array.from({ length }, (_, place) => start + place * step);
}

function zip(lists: readonly Value[][]): Value[][] {
  const shortest = lists.length === 0 ? 0 : Math.min(...lists.map((list) => list.length));
  return Array.from({ length: shortest }, (_, place) => lists.map((list) => list[place]));
}

function extreme(args: readonly Value[], named: Named, machine: Machine, sign: 1 | -1): Value {
  const list = args.length === 1 ? listed(args[0]) : [...args];
  if (list.length === 0) return named.has('default') ? named.get('default') : raise('ValueError');
  const given = named.get('key');
  const key = given === undefined || given === null ? undefined : real(given, 'function');
  const worth = (each: Value): Value => (key instanceof Callable ? key.call([each]) : each);
  return list.reduce((best, each) => {
    machine.tick();
    const order = compareValues(worth(each), worth(best));
    if (Number.isNaN(order) && typeof real(each) !== typeof real(best)) raise('TypeError');
    return order * sign > 0 ? each : best;
  });
}

/** Python rounds halves to even digits. */
function roundHalfEven(value: number, digits: number): number {
  const scale = 10 ** digits;
  const scaled = value * scale;
  const floor = Math.floor(scaled);
  const rest = scaled - floor;
  const up = Math.abs(rest - 0.5) < 1e-9 ? floor % 2 !== 0 : rest > 0.5;
  return (up ? floor + 1 : floor) / scale;
}

function dictOf(args: readonly Value[], named: Named, target: Dict): Dict {
  const at = args.length > 0 ? real(args[0], 'map') : undefined;
  if (at instanceof Dict) for (const [key, value] of pairs(at)) target.set(key, value);
  else if (at !== undefined)
    for (const entry of listed(at)) {
      const [key, value] = listed(entry);
      target.set(real(key), value);
    }
  for (const [key, value] of named) target.set(key, value);
  return target;
}

function counter(args: readonly Value[]): Dict {
  const counts = new Dict('dict', () => 0);
  for (const each of args.length > 0 ? listed(args[0]) : []) {
    const key = real(each);
    counts.set(key, Number(counts.get(key) ?? 0) + 1);
  }
  return counts;
}

function toInt(args: readonly Value[]): number {
  const at = real(args[0] ?? 0, 'number');
  if (typeof at === 'string') {
    const base = numberAt(args, 1, 10);
    const text = at.trim().replaceAll('_', '');
    if (!/^[+-]?[0-9a-z]+$/i.test(text) || Number.isNaN(parseInt(text, base)))
      return raise('ValueError');
    return parseInt(text, base);
  }
  return Math.trunc(strictNumber(at));
}

function toFloat(value: Value): number {
  const at = real(value ?? 0, 'number');
  if (typeof at !== 'string') return strictNumber(at);
  const text = at.trim().toLowerCase();
  if (/^[+-]?inf(inity)?$/.test(text)) return text.startsWith('-') ? -Infinity : Infinity;
  return text === '' || Number.isNaN(Number(text)) ? raise('ValueError') : Number(text);
}

function isInstance(value: Value, type: Value): boolean {
  const at = real(type);
  if (Array.isArray(at)) return at.some((each) => isInstance(value, each));
  if (!(at instanceof Callable)) return raise('TypeError');
  return instanceOf(value, at.name);
}
