import { Raised, Stuck, type Machine } from '../machine.ts';
import { real, toNumber, toText, truthy } from '../operators.ts';
import { iterate } from '../access.ts';
import { Bag, Callable, deepCopy, Dict, type Value } from '../values.ts';
import { dateOf } from './dates.ts';
import { callableAt, numberAt, textAt } from './parts.ts';
import { pairs } from './scriptObjects.ts';
import { parseJson, stringifyJson } from './json.ts';

type Builtin = (args: readonly Value[]) => Value;

function group(
  name: string,
  call: Builtin | undefined,
  members: Readonly<Record<string, Builtin | number>>,
): Callable {
  const held = new Map<string, Value>();
  for (const [key, each] of Object.entries(members))
    held.set(key, typeof each === 'number' ? each : new Callable(key, (args) => each(args)));
  return new Callable(name, (args) => (call ? call(args) : notCallable()), held);
}

function notCallable(): never {
  throw new Raised('TypeError');
}

const mathNames =
  'floor ceil round trunc sqrt cbrt sin cos tan asin acos atan exp log log2 log10 sign abs'.split(
    ' ',
  );

function math(): Callable {
  const members: Record<string, Builtin | number> = { PI: Math.PI, E: Math.E };
  for (const name of mathNames) {
    const own = Math[name as 'floor'];
    members[name] = (args) => own(numberAt(args, 0));
  }
  const all = (args: readonly Value[]): number[] => args.map((_, place) => numberAt(args, place));
  members['max'] = (args) => Math.max(...all(args));
  members['min'] = (args) => Math.min(...all(args));
  members['hypot'] = (args) => Math.hypot(...all(args));
  members['pow'] = (args) => numberAt(args, 0) ** numberAt(args, 1);
  members['atan2'] = (args) => Math.atan2(numberAt(args, 0), numberAt(args, 1));
  members['random'] = () => 0.618;
  return group('Math', undefined, members);
}

/** The global names of JavaScript that pure functions use. */
export function scriptGlobals(machine: Machine): ReadonlyMap<string, Value> {
  const list = (value: Value): readonly Value[] => iterate(machine, value);
  const own = (args: readonly Value[]): Dict | undefined => {
    const at = real(args[0], 'record');
    return at instanceof Dict ? at : undefined;
  };
  const ownPairs = (args: readonly Value[]): [Value, Value][] => {
    const at = real(args[0], 'record');
    if (Array.isArray(at)) return at.map((each, place) => [String(place), each]);
    if (at === undefined || at === null) throw new Raised('TypeError');
    return at instanceof Dict ? pairs(at) : [];
  };
  const fromPairs = (entries: readonly Value[], kind: 'object' | 'map'): Dict => {
    const found = new Dict(kind);
    for (const entry of entries) {
      const [key, value] = list(entry);
      found.set(kind === 'object' ? toText(machine, key) : real(key), value);
    }
    return found;
  };
  const globals: Record<string, Value> = {
    undefined: undefined,
    NaN,
    Infinity,
    Math: math(),
    Object: group('Object', undefined, {
      keys: (args) => ownPairs(args).map(([key]) => key),
      values: (args) => ownPairs(args).map(([, value]) => value),
      entries: (args) => ownPairs(args),
      assign: (args) => assign(args),
      fromEntries: (args) => fromPairs(list(args[0]), 'object'),
      freeze: ([value]) => value,
      create: () => new Dict('object'),
      hasOwn: (args) => own(args)?.has(textAt(args, 1)) ?? false,
      is: ([a, b]) => Object.is(real(a), real(b)),
    }),
    Array: group('Array', (args) => arrayOf(args, machine), {
      isArray: ([value]) => Array.isArray(real(value, 'tree')),
      of: (args) => [...args],
      from: (args) => arrayFrom(args, machine),
    }),
    Number: group('Number', ([value]) => (value === undefined ? 0 : toNumber(value)), {
      isInteger: ([value]) => Number.isInteger(real(value, 'number')),
      isSafeInteger: ([value]) => Number.isSafeInteger(real(value, 'number')),
      isFinite: ([value]) => Number.isFinite(real(value, 'number')),
      isNaN: ([value]) => Number.isNaN(real(value, 'number')),
      parseFloat: (args) => parseFloat(textAt(args, 0)),
      parseInt: (args) => parseInt(textAt(args, 0), numberAt(args, 1, 10)),
      MAX_SAFE_INTEGER: Number.MAX_SAFE_INTEGER,
      MIN_SAFE_INTEGER: Number.MIN_SAFE_INTEGER,
      MAX_VALUE: Number.MAX_VALUE,
      MIN_VALUE: Number.MIN_VALUE,
      EPSILON: Number.EPSILON,
      POSITIVE_INFINITY: Infinity,
      NEGATIVE_INFINITY: -Infinity,
    }),
    String: group('String', ([value]) => toText(machine, value), {
      fromCharCode: (args) => String.fromCharCode(...args.map((_, place) => numberAt(args, place))),
      fromCodePoint: (args) =>
        String.fromCharCode(...args.map((_, place) => numberAt(args, place))),
    }),
    Boolean: group('Boolean', ([value]) => truthy(machine, value), {}),
    Date: group('Date', () => dateOf([]), {
      now: () => dateOf([]).ms,
      parse: (args) => Date.parse(textAt(args, 0)),
      UTC: (args) =>
        Date.UTC(...(args.map((_, place) => numberAt(args, place)) as [number, number])),
    }),
    JSON: group('JSON', undefined, {
      stringify: ([value]) => stringifyJson(value),
      parse: (args) => parseJson(textAt(args, 0)),
    }),
    Promise: group('Promise', undefined, {
      resolve: ([value]) => value,
      reject: ([value]) => {
        throw new Raised('Error', value);
      },
      all: ([value]) => [...list(value)],
    }),
    console: group('console', undefined, {
      log: () => undefined,
      warn: () => undefined,
      error: () => undefined,
    }),
    Map: new Callable('Map', (args) =>
      fromPairs(args[0] === undefined || args[0] === null ? [] : list(args[0]), 'map'),
    ),
    Set: new Callable(
      'Set',
      (args) =>
        new Bag(
          args[0] === undefined || args[0] === null ? [] : list(args[0]).map((each) => real(each)),
        ),
    ),
    RegExp: new Callable('RegExp', () => {
      throw new Stuck('RegExp');
    }),
    parseInt: new Callable('parseInt', (args) => parseInt(textAt(args, 0), numberAt(args, 1, 10))),
    parseFloat: new Callable('parseFloat', (args) => parseFloat(textAt(args, 0))),
    isNaN: new Callable('isNaN', ([value]) => Number.isNaN(toNumber(value))),
    isFinite: new Callable('isFinite', ([value]) => Number.isFinite(toNumber(value))),
    structuredClone: new Callable('structuredClone', ([value]) => deepCopy(value)),
    encodeURIComponent: new Callable('encodeURIComponent', (args) =>
      encodeURIComponent(textAt(args, 0)),
    ),
    decodeURIComponent: new Callable('decodeURIComponent', (args) => decode(textAt(args, 0))),
  };
  for (const name of ['Error', 'TypeError', 'RangeError', 'SyntaxError', 'ReferenceError'])
    globals[name] = errorClass(name);
  return new Map(Object.entries(globals));
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    throw new Raised('URIError');
  }
}

/** A class of exceptions. */
export function errorClass(name: string): Callable {
  return new Callable(name, ([message]) => {
    const error = new Dict('object');
    error.className = name;
    return error.set('message', message ?? '').set('name', name);
  });
}

function assign(args: readonly Value[]): Value {
  const target = real(args[0], 'record');
  if (!(target instanceof Dict)) throw new Raised('TypeError');
  for (const arg of args.slice(1)) {
    const source = real(arg, 'record');
    if (source instanceof Dict) for (const [key, value] of pairs(source)) target.set(key, value);
  }
  return target;
}

function arrayOf(args: readonly Value[], machine: Machine): Value {
  if (args.length !== 1 || typeof real(args[0]) !== 'number') return [...args];
  const length = numberAt(args, 0);
  if (!Number.isInteger(length) || length < 0) throw new Raised('RangeError');
  machine.bound(length);
  return Array.from({ length }, () => undefined);
}

function arrayFrom(args: readonly Value[], machine: Machine): Value {
  const at = real(args[0], 'list');
  const source =
    at instanceof Dict && at.kind === 'object'
      ? arrayOf([lengthOf(at)], machine)
      : [...iterate(machine, at)];
  if (args.length < 2 || !Array.isArray(source)) return source;
  const call = callableAt(args, 1);
  return source.map((each, place) => {
    machine.tick();
    return call.call([each, place]);
  });
}

function lengthOf(at: Dict): number {
  const length = Math.trunc(toNumber(at.get('length')));
  return length > 0 ? length : 0;
}

/** `new Name(…)` of a built-in class; undefined for other classes. */
export function construct(callable: Callable, args: readonly Value[]): Value {
  if (callable.name === 'Date') return dateOf(args.map((arg) => real(arg, 'number')));
  return callable.call(args);
}
