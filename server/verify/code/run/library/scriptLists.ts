import { Raised, type Machine } from '../machine.ts';
import { compareValues, contains, real, same, toText, truthy } from '../operators.ts';
import { Callable, type Value } from '../values.ts';
import { callableAt, method, numberAt } from './parts.ts';

type ListMethod = (list: Value[], args: readonly Value[], machine: Machine) => Value;

const methods: Readonly<Record<string, ListMethod>> = {
  push: (list, args, machine) => {
    machine.bound(list.length);
    return list.push(...args);
  },
  pop: (list) => list.pop(),
  shift: (list) => list.shift(),
  unshift: (list, args) => list.unshift(...args),
  slice: (list, args) => list.slice(numberAt(args, 0, 0), numberAt(args, 1, list.length)),
  splice: (list, args) => {
    const start = numberAt(args, 0, 0);
    return args.length === 1
      ? list.splice(start)
      : list.splice(start, numberAt(args, 1, 0), ...args.slice(2));
  },
  concat: (list, args) => [
    ...list,
    ...args.flatMap((arg) => {
      const at = real(arg, 'list');
      return Array.isArray(at) ? at : [at];
    }),
  ],
  join: (list, args, machine) => {
    const separator = args.length === 0 ? ',' : toText(machine, args[0]);
    return list
      .map((each) => (each === null || each === undefined ? '' : toText(machine, each)))
      .join(separator);
  },
  reverse: (list) => list.reverse(),
  toReversed: (list) => [...list].reverse(),
  sort: (list, args, machine) =>
    list.splice(0, list.length, ...sorted(list, args, machine)) && list,
  toSorted: (list, args, machine) => sorted(list, args, machine),
  indexOf: (list, args, machine) =>
    list.findIndex((each) => same(machine, each, args[0] ?? undefined)),
  lastIndexOf: (list, args, machine) => list.findLastIndex((each) => same(machine, each, args[0])),
  includes: (list, args, machine) => contains(machine, list, args[0]),
  find: (list, args, machine) => list.find(test(list, args, machine)),
  findLast: (list, args, machine) => list.findLast(test(list, args, machine)),
  findIndex: (list, args, machine) => list.findIndex(test(list, args, machine)),
  findLastIndex: (list, args, machine) => list.findLastIndex(test(list, args, machine)),
  filter: (list, args, machine) => list.filter(test(list, args, machine)),
  some: (list, args, machine) => list.some(test(list, args, machine)),
  every: (list, args, machine) => list.every(test(list, args, machine)),
  map: (list, args, machine) => list.map(step(list, args, machine)),
  flatMap: (list, args, machine) =>
    list.map(step(list, args, machine)).flatMap((each) => {
      const at = real(each);
      return Array.isArray(at) ? at : [at];
    }),
  forEach: (list, args, machine) => {
    list.forEach(step(list, args, machine));
    return undefined;
  },
  reduce: (list, args, machine) => reduce(list, args, machine),
  reduceRight: (list, args, machine) => reduce([...list].reverse(), args, machine),
  flat: (list, args) => flat(list, numberAt(args, 0, 1)),
  fill: (list, args) => list.fill(args[0], numberAt(args, 1, 0), numberAt(args, 2, list.length)),
  keys: (list) => list.map((_, place) => place),
  values: (list) => [...list],
  entries: (list) => list.map((each, place) => [place, each]),
  at: (list, args) => list.at(numberAt(args, 0, 0)),
  toString: (list: Value[], _args: readonly Value[], machine: Machine) => toText(machine, list),
};

/** A property or method of a list. */
export function scriptListMember(machine: Machine, list: Value[], name: string): Value {
  if (name === 'length') return list.length;
  const found = Object.hasOwn(methods, name) ? methods[name] : undefined;
  return (
    found &&
    method(name, (args) => {
      machine.tick(1 + list.length / 4);
      return found(list, args, machine);
    })
  );
}

function step(
  list: Value[],
  args: readonly Value[],
  machine: Machine,
): (each: Value, place: number) => Value {
  const call = callableAt(args, 0);
  return (each, place) => {
    machine.tick();
    return call.call([each, place, list]);
  };
}

function test(
  list: Value[],
  args: readonly Value[],
  machine: Machine,
): (each: Value, place: number) => boolean {
  const call = step(list, args, machine);
  return (each, place) => truthy(machine, call(each, place));
}

function reduce(list: Value[], args: readonly Value[], machine: Machine): Value {
  const call = callableAt(args, 0);
  if (args.length < 2 && list.length === 0) throw new Raised('TypeError');
  let total = args.length < 2 ? list[0] : args[1];
  for (let place = args.length < 2 ? 1 : 0; place < list.length; place += 1) {
    machine.tick();
    total = call.call([total, list[place], place, list]);
  }
  return total;
}

function flat(list: readonly Value[], depth: number): Value[] {
  return list.flatMap((each) => {
    const at = real(each);
    return Array.isArray(at) && depth >= 1 ? flat(at, depth - 1) : [at];
  });
}

/** Sorted as the language does: by text without a comparison. */
function sorted(list: readonly Value[], args: readonly Value[], machine: Machine): Value[] {
  const given = args[0] === undefined ? undefined : real(args[0], 'function');
  const order =
    given instanceof Callable
      ? (a: Value, b: Value): number => {
          machine.tick();
          return Number(real(given.call([a, b]), 'number')) || 0;
        }
      : (a: Value, b: Value): number => compareValues(toText(machine, a), toText(machine, b));
  return [...list].sort(order);
}
