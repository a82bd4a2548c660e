import { Raised, Stuck, type Machine } from '../machine.ts';
import { real, toText } from '../operators.ts';
import type { Value } from '../values.ts';
import { listed, numberAt, textAt, textMethod, type TextMethod } from './parts.ts';

const stripped = (text: string, args: readonly Value[], start: boolean, end: boolean): string => {
  const chars = args.length > 0 && args[0] !== null ? textAt(args, 0) : ' \t\n\r';
  let [from, to] = [0, text.length];
  while (start && from < to && chars.includes(text.charAt(from))) from += 1;
  while (end && to > from && chars.includes(text.charAt(to - 1))) to -= 1;
  return text.slice(from, to);
};

const titled = (text: string): string =>
  text.toLowerCase().replace(/[a-z]+/g, (word) => word.charAt(0).toUpperCase() + word.slice(1));

const methods: Readonly<Record<string, TextMethod>> = {
  lower: (text) => text.toLowerCase(),
  casefold: (text) => text.toLowerCase(),
  upper: (text) => text.toUpperCase(),
  title: (text) => titled(text),
  capitalize: (text) => text.charAt(0).toUpperCase() + text.slice(1).toLowerCase(),
  swapcase: (text) =>
    [...text].map((c) => (c === c.toLowerCase() ? c.toUpperCase() : c.toLowerCase())).join(''),
  strip: (text, args) => stripped(text, args, true, true),
  lstrip: (text, args) => stripped(text, args, true, false),
  rstrip: (text, args) => stripped(text, args, false, true),
  split: (text, args) => split(text, args),
  rsplit: (text, args) => rsplit(text, args),
  splitlines: (text) => (text === '' ? [] : text.replace(/\n$/, '').split('\n')),
  join: (text, args, machine) => {
    const parts = listed(args[0]).map((each) => real(each, 'string'));
    if (parts.some((part) => typeof part !== 'string')) throw new Raised('TypeError');
    const joined = parts.join(text);
    machine.bound(joined.length);
    return joined;
  },
  replace: (text, args) =>
    args.length > 2
      ? replaceSome(text, args)
      : text.replaceAll(textAt(args, 0), () => textAt(args, 1)),
  startswith: (text, args) => affixes(args[0]).some((part) => text.startsWith(part)),
  endswith: (text, args) => affixes(args[0]).some((part) => text.endsWith(part)),
  find: (text, args) => text.indexOf(textAt(args, 0), numberAt(args, 1, 0)),
  rfind: (text, args) => text.lastIndexOf(textAt(args, 0)),
  index: (text, args) => {
    const place = text.indexOf(textAt(args, 0));
    if (place < 0) throw new Raised('ValueError');
    return place;
  },
  count: (text, args) =>
    textAt(args, 0) === '' ? text.length + 1 : text.split(textAt(args, 0)).length - 1,
  isdigit: (text) => /^\d+$/.test(text),
  isnumeric: (text) => /^\d+$/.test(text),
  isdecimal: (text) => /^\d+$/.test(text),
  isalpha: (text) => /^\p{L}+$/u.test(text),
  isalnum: (text) => /^[\p{L}\d]+$/u.test(text),
  isspace: (text) => /^\s+$/.test(text),
  isupper: (text) => text !== text.toLowerCase() && text === text.toUpperCase(),
  islower: (text) => text !== text.toUpperCase() && text === text.toLowerCase(),
  istitle: (text) => text !== '' && titled(text) === text,
  zfill: (text, args) => text.padStart(width(args), '0'),
  ljust: (text, args) => text.padEnd(width(args), textAt(args, 1, ' ')),
  rjust: (text, args) => text.padStart(width(args), textAt(args, 1, ' ')),
  center: (text, args) => center(text, width(args), textAt(args, 1, ' ')),
  partition: (text, args) => {
    const place = text.indexOf(textAt(args, 0));
    if (place < 0) return [text, '', ''];
    return [text.slice(0, place), textAt(args, 0), text.slice(place + textAt(args, 0).length)];
  },
  rpartition: (text, args) => {
    const place = text.lastIndexOf(textAt(args, 0));
    if (place < 0) return ['', '', text];
    return [text.slice(0, place), textAt(args, 0), text.slice(place + textAt(args, 0).length)];
  },
  removeprefix: (text, args) =>
    text.startsWith(textAt(args, 0)) ? text.slice(textAt(args, 0).length) : text,
  removesuffix: (text, args) => {
    const suffix = textAt(args, 0);
    return suffix !== '' && text.endsWith(suffix) ? text.slice(0, -suffix.length) : text;
  },
  format: (text, args, machine) => {
    if (/\{[^}]+\}/.test(text)) throw new Stuck('format');
    let place = 0;
    return text.replace(/\{\}/g, () => toText(machine, args[place++]));
  },
};

/** A method of a text. */
export function pythonTextMember(machine: Machine, text: string, name: string): Value {
  return textMethod(machine, methods, text, name);
}

function width(args: readonly Value[]): number {
  return Math.min(500, numberAt(args, 0, 0));
}

function center(text: string, size: number, fill: string): string {
  const missing = Math.max(0, size - text.length);
  const left = Math.floor(missing / 2) + (missing % 2 === 1 && size % 2 === 1 ? 1 : 0);
  return fill.repeat(left) + text + fill.repeat(missing - left);
}

function split(text: string, args: readonly Value[]): Value {
  if (args.length === 0 || args[0] === null) return text.split(/\s+/).filter((part) => part !== '');
  const separator = textAt(args, 0);
  if (separator === '') throw new Raised('ValueError');
  const most = numberAt(args, 1, -1);
  const parts = text.split(separator);
  if (most < 0 || parts.length <= most + 1) return parts;
  return [...parts.slice(0, most), parts.slice(most).join(separator)];
}

function rsplit(text: string, args: readonly Value[]): Value {
  const most = numberAt(args, 1, -1);
  if (args.length === 0 || most < 0) return split(text, args);
  const parts = text.split(textAt(args, 0));
  if (parts.length <= most + 1) return parts;
  const cut = parts.length - most;
  return [parts.slice(0, cut).join(textAt(args, 0)), ...parts.slice(cut)];
}

function affixes(value: Value): readonly string[] {
  const at = real(value, 'string');
  if (typeof at === 'string') return [at];
  if (Array.isArray(at)) return at.map((each) => String(real(each, 'string') as string));
  throw new Raised('TypeError');
}

function replaceSome(text: string, args: readonly Value[]): string {
  const parts = text.split(textAt(args, 0));
  const times = numberAt(args, 2, parts.length);
  return parts
    .slice(1)
    .reduce(
      (done, part, place) => done + (place < times ? textAt(args, 1) : textAt(args, 0)) + part,
      parts[0] ?? '',
    );
}
