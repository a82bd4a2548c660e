import { compareValues } from '../run/operators.ts';
import { Dict, settled, type Value } from '../run/values.ts';
import type { Given } from './entries.ts';

/** Turns drawn arguments into ones that make sense for an entry, in place. */
export function applyGivens(
  givens: readonly Given[],
  parameters: readonly string[],
  places: readonly number[],
  args: Value[],
): void {
  for (const { rule, targets } of givens) {
    const slots = targets.map((target) => slotOf(target, parameters, places, args));
    const [one, other] = slots;
    if (!one) continue;
    if (rule === 'order' && other) {
      if (compareValues(one.get(), other.get()) > 0) {
        const held = one.get();
        one.set(other.get());
        other.set(held);
      }
    } else one.set(changed(rule, one.get(), args));
  }
}

interface Slot {
  get(): Value;
  set(value: Value): void;
}

/** `low`, or `a.start` for a field of an argument. */
function slotOf(
  target: string,
  parameters: readonly string[],
  places: readonly number[],
  args: Value[],
): Slot | undefined {
  const [name = '', field] = target.split('.');
  const place = places[parameters.indexOf(name)];
  if (place === undefined) return undefined;
  if (field === undefined)
    return { get: () => settled(args[place]), set: (value) => (args[place] = value) };
  const holder = settled(args[place]);
  if (!(holder instanceof Dict)) return undefined;
  return { get: () => settled(holder.get(field)), set: (value) => void holder.set(field, value) };
}

function changed(rule: string, value: Value, args: readonly Value[]): Value {
  if (rule === 'sorted') return Array.isArray(value) ? [...value].sort(compareValues) : value;
  if (typeof value !== 'number') return value;
  const whole = Math.abs(Math.trunc(value));
  switch (rule) {
    case 'natural':
      return whole;
    case 'positive':
      return whole + 1;
    case 'small':
      return whole % 9;
    case 'index': {
      const list = args.map((arg) => settled(arg)).find((arg) => Array.isArray(arg));
      return Array.isArray(list) && list.length > 0 ? whole % list.length : 0;
    }
    default:
      return value;
  }
}
