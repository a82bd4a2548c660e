import { Raised } from '../machine.ts';
import { real } from '../operators.ts';
import { Callable, Dict, Moment, objectOf, type Value } from '../values.ts';
import { pairs } from './scriptObjects.ts';

/** `JSON.stringify` without indentation. */
export function stringifyJson(value: Value): Value {
  const at = real(value);
  if (at === undefined || at instanceof Callable) return undefined;
  return JSON.stringify(plain(at));
}

function plain(value: Value): unknown {
  const at = real(value);
  if (Array.isArray(at)) return at.map(plain);
  if (at instanceof Moment) return new Date(at.ms).toISOString();
  if (at instanceof Dict)
    return Object.fromEntries(
      at.kind === 'object' || at.kind === 'dict'
        ? pairs(at).map(([key, held]) => [String(key as string), plain(held)])
        : [],
    );
  return at instanceof Callable || (typeof at === 'object' && at !== null) ? {} : at;
}

/** `JSON.parse`. */
export function parseJson(text: string): Value {
  try {
    return valueOfJson(JSON.parse(text) as unknown);
  } catch {
    throw new Raised('SyntaxError');
  }
}

function valueOfJson(value: unknown): Value {
  if (Array.isArray(value)) return value.map(valueOfJson);
  if (typeof value === 'object' && value !== null)
    return objectOf(
      Object.fromEntries(Object.entries(value).map(([key, held]) => [key, valueOfJson(held)])),
    );
  return value as string | number | boolean | null;
}
