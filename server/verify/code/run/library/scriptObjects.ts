import type { Machine } from '../machine.ts';
import { real } from '../operators.ts';
import { Bag, type Dict, type Pattern, type Value } from '../values.ts';
import { callableAt, method, numberAt, textAt } from './parts.ts';

/** Methods of a number. */
export function numberMember(at: number, name: string): Value {
  switch (name) {
    case 'toFixed':
      return method(name, (args) => at.toFixed(Math.max(0, Math.min(20, numberAt(args, 0, 0)))));
    case 'toString':
      return method(name, (args) => at.toString(radix(numberAt(args, 0, 10))));
    case 'toLocaleString':
      return method(name, () => at.toLocaleString('en-US'));
    case 'valueOf':
      return method(name, () => at);
    default:
      return undefined;
  }
}

function radix(base: number): number {
  return base >= 2 && base <= 36 ? base : 10;
}

/** Methods of a regular expression. */
export function patternMember(at: Pattern, name: string): Value {
  if (name === 'test') return method(name, (args) => at.regex.test(textAt(args, 0)));
  if (name !== 'exec') return undefined;
  return method(name, (args) => {
    const found = at.regex.exec(textAt(args, 0));
    return found ? [...found] : null;
  });
}

/** Members of a `Set`. */
export function setMember(machine: Machine, at: Bag, name: string): Value {
  switch (name) {
    case 'size':
      return at.members.size;
    case 'has':
      return method(name, (args) => at.has(real(args[0])));
    case 'add':
      return method(name, (args) => {
        machine.bound(at.members.size);
        for (const [key, value] of new Bag([real(args[0])]).members) at.members.set(key, value);
        return at;
      });
    case 'delete':
      return method(name, (args) => {
        const had = at.has(real(args[0]));
        for (const key of new Bag([real(args[0])]).members.keys()) at.members.delete(key);
        return had;
      });
    case 'clear':
      return method(name, () => void at.members.clear());
    case 'forEach':
      return method(name, (args) => {
        for (const value of at.values()) callableAt(args, 0).call([value, value, at]);
        return undefined;
      });
    case 'values':
    case 'keys':
      return method(name, () => at.values());
    default:
      return undefined;
  }
}

/** Members of a `Map`, and what every object has. */
export function mapMember(machine: Machine, at: Dict, name: string): Value {
  if (at.kind !== 'map') {
    if (name !== 'hasOwnProperty' || at.has(name)) return undefined;
    return method(name, (args) => at.has(textAt(args, 0)));
  }
  switch (name) {
    case 'size':
      return at.entries.size;
    case 'get':
      return method(name, (args) => at.get(real(args[0])));
    case 'has':
      return method(name, (args) => at.has(real(args[0])));
    case 'set':
      return method(name, (args) => {
        machine.bound(at.entries.size);
        return at.set(real(args[0]), args[1]);
      });
    case 'delete':
      return method(name, (args) => at.delete(real(args[0])));
    case 'clear':
      return method(name, () => void at.entries.clear());
    case 'keys':
      return method(name, () => at.keys());
    case 'values':
      return method(name, () => at.values());
    case 'entries':
      return method(name, () => pairs(at));
    case 'forEach':
      return method(name, (args) => {
        for (const [key, value] of pairs(at)) callableAt(args, 0).call([value, key, at]);
        return undefined;
      });
    default:
      return undefined;
  }
}

/** Keys and values, in order. */
export function pairs(at: Dict): [Value, Value][] {
  return [...at.entries.values()].map(({ key, value }) => [key, value]);
}
