import { Raised, Stuck, type Machine } from '../machine.ts';
import { real } from '../operators.ts';
import { Bag, Dict, Moment, Pattern, type Value } from '../values.ts';
import { listed, method, numberAt } from './parts.ts';
import { pythonListMember } from './pythonLists.ts';
import { pythonTextMember } from './pythonTexts.ts';
import { pairs } from './scriptObjects.ts';

/** A built-in attribute of a Python value; undefined where there is none of that name. */
export function pythonMember(
  machine: Machine,
  at: Exclude<Value, undefined | null>,
  name: string,
): Value {
  if (typeof at === 'string') return pythonTextMember(machine, at, name);
  if (Array.isArray(at)) return pythonListMember(machine, at, name);
  if (at instanceof Bag) return setMember(machine, at, name);
  if (at instanceof Moment) return dateMember(at, name);
  if (at instanceof Pattern) throw new Stuck('re');
  if (typeof at === 'number')
    return name === 'is_integer' ? method(name, () => Number.isInteger(at)) : undefined;
  return at instanceof Dict && at.kind !== 'object' ? dictMember(machine, at, name) : undefined;
}

function dateMember(at: Moment, name: string): Value {
  const date = new Date(at.ms);
  switch (name) {
    case 'year':
      return date.getUTCFullYear();
    case 'month':
      return date.getUTCMonth() + 1;
    case 'day':
      return date.getUTCDate();
    case 'hour':
      return date.getUTCHours();
    case 'minute':
      return date.getUTCMinutes();
    case 'second':
      return date.getUTCSeconds();
    case 'weekday':
      return method(name, () => (date.getUTCDay() + 6) % 7);
    case 'isoweekday':
      return method(name, () => ((date.getUTCDay() + 6) % 7) + 1);
    default:
      throw new Stuck(name);
  }
}

function setMember(machine: Machine, at: Bag, name: string): Value {
  const others = (args: readonly Value[]): Value[] => args.flatMap((arg) => listed(arg));
  switch (name) {
    case 'add':
      return method(name, (args) => {
        machine.bound(at.members.size);
        for (const [key, value] of new Bag([real(args[0])]).members) at.members.set(key, value);
        return null;
      });
    case 'remove':
    case 'discard':
      return method(name, (args) => {
        if (name === 'remove' && !at.has(real(args[0]))) throw new Raised('KeyError');
        for (const key of new Bag([real(args[0])]).members.keys()) at.members.delete(key);
        return null;
      });
    case 'update':
      return method(name, (args) => {
        for (const [key, value] of new Bag(others(args)).members) at.members.set(key, value);
        return null;
      });
    case 'union':
      return method(name, (args) => new Bag([...at.values(), ...others(args)]));
    case 'intersection':
      return method(
        name,
        (args) => new Bag(at.values().filter((value) => new Bag(others(args)).has(value))),
      );
    case 'difference':
      return method(
        name,
        (args) => new Bag(at.values().filter((value) => !new Bag(others(args)).has(value))),
      );
    case 'symmetric_difference':
      return method(name, (args) => {
        const other = new Bag(others(args));
        return new Bag([
          ...at.values().filter((v) => !other.has(v)),
          ...other.values().filter((v) => !at.has(v)),
        ]);
      });
    case 'issubset':
      return method(name, (args) => at.values().every((value) => new Bag(others(args)).has(value)));
    case 'issuperset':
      return method(name, (args) => others(args).every((value) => at.has(value)));
    case 'isdisjoint':
      return method(name, (args) => !others(args).some((value) => at.has(value)));
    case 'copy':
      return method(name, () => new Bag(at.values()));
    default:
      return undefined;
  }
}

function dictMember(machine: Machine, at: Dict, name: string): Value {
  switch (name) {
    case 'get':
      return method(name, (args) => {
        const key = real(args[0], 'string');
        return at.has(key) ? at.get(key) : (args[1] ?? null);
      });
    case 'keys':
      return method(name, () => at.keys());
    case 'values':
      return method(name, () => at.values());
    case 'items':
      return method(name, () => pairs(at));
    case 'setdefault':
      return method(name, (args) => {
        const key = real(args[0], 'string');
        if (!at.has(key)) at.set(key, args[1] ?? null);
        return at.get(key);
      });
    case 'pop':
      return method(name, (args) => {
        const key = real(args[0], 'string');
        if (!at.has(key) && args.length < 2) throw new Raised('KeyError');
        const value = at.has(key) ? at.get(key) : args[1];
        at.delete(key);
        return value;
      });
    case 'update':
      return method(name, (args, named) => {
        const other = args.length > 0 ? real(args[0], 'map') : undefined;
        if (other instanceof Dict) for (const [key, value] of pairs(other)) at.set(key, value);
        for (const [key, value] of named ?? []) at.set(key, value);
        return null;
      });
    case 'copy':
      return method(name, () => copyOf(at));
    case 'clear':
      return method(name, () => {
        at.entries.clear();
        return null;
      });
    case 'most_common':
      return method(name, (args) => {
        const sorted = pairs(at).sort((a, b) => Number(b[1]) - Number(a[1]));
        return sorted.slice(0, numberAt(args, 0, sorted.length));
      });
    default:
      machine.tick();
      return undefined;
  }
}

function copyOf(at: Dict): Dict {
  const copy = new Dict(at.kind, at.missing);
  for (const [key, value] of pairs(at)) copy.set(key, value);
  return copy;
}
