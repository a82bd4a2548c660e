import { Stuck, type Machine } from '../machine.ts';
import { real, toText } from '../operators.ts';
import { Callable, Pattern, type Value } from '../values.ts';
import { numberAt, textAt, textMethod, type TextMethod } from './parts.ts';

const methods: Readonly<Record<string, TextMethod>> = {
  charAt: (text, args) => text.charAt(numberAt(args, 0, 0)),
  charCodeAt: (text, args) => text.charCodeAt(numberAt(args, 0, 0)),
  codePointAt: (text, args) => text.codePointAt(numberAt(args, 0, 0)),
  at: (text, args) => text.at(numberAt(args, 0, 0)),
  indexOf: (text, args) => text.indexOf(textAt(args, 0), numberAt(args, 1, 0)),
  lastIndexOf: (text, args) => text.lastIndexOf(textAt(args, 0)),
  includes: (text, args) => text.includes(textAt(args, 0), numberAt(args, 1, 0)),
  startsWith: (text, args) => text.startsWith(textAt(args, 0), numberAt(args, 1, 0)),
  endsWith: (text, args) => text.endsWith(textAt(args, 0), numberAt(args, 1, text.length)),
  slice: (text, args) => text.slice(numberAt(args, 0, 0), numberAt(args, 1, text.length)),
  substring: (text, args) => text.substring(numberAt(args, 0, 0), numberAt(args, 1, text.length)),
  substr: (text, args) => {
    const start = numberAt(args, 0, 0);
    const from = start < 0 ? Math.max(0, text.length + start) : start;
    return text.slice(from, from + Math.max(0, numberAt(args, 1, text.length)));
  },
  toUpperCase: (text) => text.toUpperCase(),
  toLowerCase: (text) => text.toLowerCase(),
  toLocaleUpperCase: (text) => text.toUpperCase(),
  toLocaleLowerCase: (text) => text.toLowerCase(),
  trim: (text) => text.trim(),
  trimStart: (text) => text.trimStart(),
  trimEnd: (text) => text.trimEnd(),
  split: (text, args) => split(text, args),
  padStart: (text, args) => text.padStart(small(numberAt(args, 0, 0)), textAt(args, 1, ' ')),
  padEnd: (text, args) => text.padEnd(small(numberAt(args, 0, 0)), textAt(args, 1, ' ')),
  repeat: (text, args, machine) => repeat(text, numberAt(args, 0, 0), machine),
  replace: (text, args, machine) => replace(text, args, machine, false),
  replaceAll: (text, args, machine) => replace(text, args, machine, true),
  concat: (text, args, machine) => text + args.map((arg) => toText(machine, arg)).join(''),
  localeCompare: (text, args) => {
    const other = textAt(args, 0);
    return text < other ? -1 : text > other ? 1 : 0;
  },
  match: (text, args) => match(text, args),
  matchAll: (text, args) => [...text.matchAll(regexAt(args, 0, 'g'))].map((found) => [...found]),
  search: (text, args) => text.search(regexAt(args, 0)),
  normalize: (text) => text.normalize('NFD'),
  toString: (text: string) => text,
  valueOf: (text: string) => text,
};

/** A property or method of a text. */
export function scriptTextMember(machine: Machine, text: string, name: string): Value {
  if (name === 'length') return text.length;
  return textMethod(machine, methods, text, name);
}

function small(value: number): number {
  return Math.min(500, value);
}

function repeat(text: string, times: number, machine: Machine): string {
  if (!(times >= 0)) throw new Stuck('repeat');
  machine.bound(text.length * times);
  return text.repeat(times);
}

function split(text: string, args: readonly Value[]): Value {
  const at = real(args[0], 'string');
  const limit = args.length > 1 ? numberAt(args, 1) : undefined;
  if (at === undefined) return [text];
  return text.split(at instanceof Pattern ? at.regex : textAt(args, 0), limit);
}

function replace(text: string, args: readonly Value[], machine: Machine, all: boolean): Value {
  const what = real(args[0], 'string');
  const by = real(args[1], 'string');
  const replacer = (...found: unknown[]): string => {
    const groups = found.filter(
      (each) => typeof each === 'string' || typeof each === 'number' || each === undefined,
    ) as Value[];
    return by instanceof Callable ? toText(machine, by.call(groups)) : '';
  };
  const pattern = what instanceof Pattern ? what.regex : textAt(args, 0);
  if (by instanceof Callable)
    return all && typeof pattern === 'string'
      ? text.replaceAll(pattern, replacer)
      : text.replace(pattern, replacer);
  const other = toText(machine, by);
  return all && typeof pattern === 'string'
    ? text.replaceAll(pattern, other)
    : text.replace(pattern, other);
}

function match(text: string, args: readonly Value[]): Value {
  const found = text.match(regexAt(args, 0));
  return found ? [...found] : null;
}

function regexAt(args: readonly Value[], place: number, flags = ''): RegExp {
  const at = real(args[place]);
  if (at instanceof Pattern) return at.regex;
  if (typeof at !== 'string' || /[^\w\s]/.test(at)) throw new Stuck('pattern');
  return new RegExp(at, flags);
}
