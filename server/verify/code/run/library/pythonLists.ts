import { Raised, type Machine } from '../machine.ts';
import { compareValues, real, same, truthy } from '../operators.ts';
import { Callable, type Named, type Value } from '../values.ts';
import { listed, method, numberAt } from './parts.ts';

type ListMethod = (list: Value[], args: readonly Value[], machine: Machine, named?: Named) => Value;

const nothing = (): null => null;

const methods: Readonly<Record<string, ListMethod>> = {
  append: (list, args, machine) => {
    machine.bound(list.length);
    list.push(args[0]);
    return null;
  },
  appendleft: (list, args) => {
    list.unshift(args[0]);
    return null;
  },
  extend: (list, args, machine) => {
    const more = listed(args[0]);
    machine.bound(list.length + more.length);
    list.push(...more);
    return null;
  },
  insert: (list, args) => {
    const place = numberAt(args, 0, 0);
    list.splice(place < 0 ? Math.max(0, place + list.length) : place, 0, args[1]);
    return null;
  },
  pop: (list, args) => {
    const place = numberAt(args, 0, -1);
    const index = place < 0 ? place + list.length : place;
    if (index < 0 || index >= list.length) throw new Raised('IndexError');
    return list.splice(index, 1)[0];
  },
  popleft: (list) => {
    if (list.length === 0) throw new Raised('IndexError');
    return list.shift();
  },
  remove: (list, args, machine) => {
    const place = placeOf(list, args[0], machine);
    if (place < 0) throw new Raised('ValueError');
    list.splice(place, 1);
    return null;
  },
  index: (list, args, machine) => {
    const place = placeOf(list, args[0], machine);
    if (place < 0) throw new Raised('ValueError');
    return place;
  },
  count: (list, args, machine) => list.filter((each) => same(machine, each, args[0])).length,
  sort: (list, _args, machine, named) => {
    list.splice(0, list.length, ...sortedBy(list, machine, named));
    return null;
  },
  reverse: (list) => nothing.call(list.reverse()),
  copy: (list) => [...list],
  clear: (list) => nothing.call(list.splice(0)),
};

/** A method of a list, tuple or deque. */
export function pythonListMember(machine: Machine, list: Value[], name: string): Value {
  const found = Object.hasOwn(methods, name) ? methods[name] : undefined;
  return (
    found &&
    method(name, (args, named) => {
      machine.tick(1 + list.length / 4);
      return found(list, args, machine, named);
    })
  );
}

function placeOf(list: readonly Value[], value: Value, machine: Machine): number {
  return list.findIndex((each) => same(machine, each, value));
}

/** Sorted by `key`, the other way round with `reverse`; unlike kinds raise. */
export function sortedBy(list: readonly Value[], machine: Machine, named?: Named): Value[] {
  const given = named?.get('key');
  const key = given === undefined || given === null ? undefined : real(given, 'function');
  const keyed = list.map((each) => ({
    each,
    key: key instanceof Callable ? key.call([each]) : each,
  }));
  const reverse = truthy(machine, named?.get('reverse') ?? false);
  keyed.sort((a, b) => {
    machine.tick();
    const [x, y] = [real(a.key), real(b.key)];
    if (typeof x !== typeof y) throw new Raised('TypeError');
    return reverse ? compareValues(y, x) : compareValues(x, y);
  });
  return keyed.map((pair) => pair.each);
}
