import { Raised, type Machine } from '../machine.ts';
import { real } from '../operators.ts';
import { Bag, Callable, Dict, type Named, type Value } from '../values.ts';

/** A built-in method. */
export function method(
  name: string,
  call: (args: readonly Value[], named?: Named) => Value,
): Callable {
  return new Callable(name, (args, _self, named) => call(args, named));
}

/** What a method of a text gives. */
export type TextMethod = (text: string, args: readonly Value[], machine: Machine) => Value;

/** The method of that name, bound to the text; undefined when there is none. */
export function textMethod(
  machine: Machine,
  methods: Readonly<Record<string, TextMethod>>,
  text: string,
  name: string,
): Value {
  const found = Object.hasOwn(methods, name) ? methods[name] : undefined;
  return (
    found &&
    method(name, (args) => {
      machine.tick(1 + text.length / 4);
      return found(text, args, machine);
    })
  );
}

/** An argument as a number; a missing one gives the fallback. */
export function numberAt(args: readonly Value[], place: number, fallback = NaN): number {
  if (args.length <= place || args[place] === undefined) return fallback;
  const at = real(args[place], 'number');
  return typeof at === 'number' ? at : Number(at as string | boolean | null);
}

/** An argument as a text; a missing one gives the fallback. */
export function textAt(args: readonly Value[], place: number, fallback = ''): string {
  const at = real(args[place], 'string');
  if (at === undefined) return fallback;
  return typeof at === 'string' ? at : String(at as number | boolean | null);
}

/** An argument as a function. */
export function callableAt(args: readonly Value[], place: number): Callable {
  const at = real(args[place], 'function');
  if (!(at instanceof Callable)) throw new Raised('TypeError');
  return at;
}

/** The elements of anything that Python can loop over. */
export function listed(value: Value): Value[] {
  const at = real(value, 'list');
  if (Array.isArray(at)) return at;
  if (typeof at === 'string') return [...at];
  if (at instanceof Bag) return at.values();
  if (at instanceof Dict && at.kind !== 'object') return at.keys();
  throw new Raised('TypeError');
}
