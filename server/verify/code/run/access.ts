import { pythonMember } from './library/python.ts';
import { scriptMember } from './library/script.ts';
import { Raised, Stuck, type Machine } from './machine.ts';
import { real } from './operators.ts';
import { OpenRecord } from './shapes.ts';
import { Bag, Blank, Callable, Dict, Moment, Pattern, settled, type Value } from './values.ts';

const listMembers = new Set(
  (
    'push pop shift unshift splice concat join reverse sort find findIndex findLast filter map forEach reduce ' +
    'reduceRight some every flat flatMap fill append extend insert remove appendleft popleft toSorted toReversed'
  ).split(' '),
);
const textMembers = new Set(
  (
    'charAt charCodeAt codePointAt startsWith endsWith substring substr toUpperCase toLowerCase trim trimStart trimEnd ' +
    'split padStart padEnd repeat replace replaceAll localeCompare match matchAll search lower upper strip lstrip rstrip ' +
    'rsplit splitlines startswith endswith rfind isdigit isalpha isalnum isupper islower isspace title capitalize swapcase ' +
    'zfill center ljust rjust partition rpartition removeprefix removesuffix casefold isnumeric encode normalize'
  ).split(' '),
);
const dateMembers =
  /^(get(Full|UTC|Date|Day|Month|Hours|Minutes|Seconds|Time|Milli)|set(Full|UTC|Date|Month|Hours|Minutes)|toISOString|toLocale|weekday|isoweekday)/;
const mapMembers = new Set('items setdefault popitem'.split(' '));
const scriptMapMembers = new Set('has delete'.split(' '));
const setMembers = new Set(
  'add issubset issuperset union intersection difference isdisjoint discard'.split(' '),
);

/** What the use of a member says about the kind of an unknown value. */
function kindByMember(blank: Blank, name: string, script: boolean): string {
  if (listMembers.has(name)) return 'list';
  if (textMembers.has(name)) return 'string';
  if (dateMembers.test(name)) return 'date';
  if (mapMembers.has(name) || (!script && /^(keys|values|get)$/.test(name))) return 'map';
  if (setMembers.has(name)) return 'set';
  if (
    script &&
    (scriptMapMembers.has(name) || (name === 'get' && /map|cache|counts/i.test(blank.name)))
  )
    return 'map';
  if (/^(toFixed|toPrecision)$/.test(name)) return 'number';
  if (/^(length|slice|includes|indexOf|lastIndexOf|at|index|count|copy)$/.test(name)) return '';
  return 'record';
}

/** `object.name`; missing fields are undefined, or raise in Python. */
export function member(machine: Machine, object: Value, name: string): Value {
  machine.tick();
  const script = machine.family === 'script';
  const at =
    object instanceof Blank && !object.isSettled
      ? sequenceOr(object, kindByMember(object, name, script))
      : settled(object);
  if (at === undefined || at === null) throw new Raised(script ? 'TypeError' : 'AttributeError');
  if (at instanceof Callable) return at.members?.get(name) ?? stuck(name);
  const known = script ? scriptMember(machine, at, name) : pythonMember(machine, at, name);
  if (known !== undefined) return known;
  if (at instanceof Dict && (at.kind === 'object' || at instanceof OpenRecord)) {
    if (at.has(name) || at instanceof OpenRecord) return at.get(name);
    if (script) return undefined;
    throw new Raised('AttributeError');
  }
  if (script && !/^[a-z]+[A-Z]|^(get|set|map|find)$/.test(name)) return undefined;
  if (at instanceof Moment || at instanceof Pattern) throw new Stuck(name);
  throw new Raised(script ? 'TypeError' : 'AttributeError');
}

/** Length, slices and the like fit lists and texts: the name decides, and numbers or records are neither. */
function sequenceOr(blank: Blank, kind: string): Value {
  if (kind !== '') return real(blank, kind);
  const at = likelySequence(blank);
  return real(blank, at);
}

function likelySequence(blank: Blank): 'string' | 'list' {
  return /(text|word|str|name|title|line|path|email|url|sentence|key|message|input|password|phrase|code|token|^s$|^t$)$/i.test(
    blank.name,
  )
    ? 'string'
    : 'list';
}

function stuck(name: string): never {
  throw new Stuck(`member ${name}`);
}

/** `object[key]`. */
export function element(machine: Machine, object: Value, key: Value): Value {
  machine.tick();
  const script = machine.family === 'script';
  const at = objectFor(object, key);
  if (at === undefined || at === null) throw new Raised('TypeError');
  if (Array.isArray(at) || typeof at === 'string') {
    const place = real(key, 'number');
    if (script)
      return typeof place === 'number'
        ? at[place]
        : typeof place === 'string' && /^\d+$/.test(place)
          ? at[Number(place)]
          : place === 'length'
            ? at.length
            : undefined;
    return pythonElement(at, place);
  }
  if (at instanceof Dict) return dictElement(machine, at, key);
  if (at instanceof Callable) return at.members?.get(String(real(key))) ?? stuck('index');
  if (script) return undefined;
  throw new Raised('TypeError');
}

/** An unknown object that is indexed is a list for a number and a record for a text. */
function objectFor(object: Value, key: Value): Value {
  if (!(object instanceof Blank) || object.isSettled) return settled(object);
  const at = settled(key);
  if (typeof at === 'number') return real(object, likelySequence(object));
  if (typeof at === 'string') return real(object, 'record');
  if (at instanceof Blank) {
    const settledKey = real(at);
    return real(object, typeof settledKey === 'number' ? 'list' : 'record');
  }
  return real(object);
}

function pythonElement(at: Value[] | string, place: Value): Value {
  if (typeof place !== 'number' || !Number.isInteger(place)) throw new Raised('TypeError');
  const index = place < 0 ? place + at.length : place;
  if (index < 0 || index >= at.length) throw new Raised('IndexError');
  return at[index];
}

function dictElement(machine: Machine, at: Dict, key: Value): Value {
  const name = at.kind === 'object' ? String(real(key, 'string')) : real(key, 'string');
  if (
    at.has(name) ||
    (at instanceof OpenRecord && typeof name === 'string' && machine.family === 'python')
  )
    return at.get(name);
  if (machine.family === 'script') {
    if (at.kind !== 'object') return undefined;
    if (at instanceof OpenRecord) return at.get(name);
    return undefined;
  }
  if (!at.missing) throw new Raised('KeyError');
  const fresh = at.missing();
  at.set(name, fresh);
  return fresh;
}

/** `object[key] = value` and `object.key = value`. */
export function assignElement(machine: Machine, object: Value, key: Value, value: Value): void {
  machine.tick();
  const at = objectFor(object, key);
  if (Array.isArray(at)) {
    const place = real(key, 'number');
    if (machine.family === 'script' && place === 'length') {
      at.length = Math.min(at.length, Number(real(value)));
      return;
    }
    if (typeof place !== 'number' || !Number.isInteger(place)) throw new Raised('TypeError');
    const index = machine.family === 'python' && place < 0 ? place + at.length : place;
    if (machine.family === 'python' && (index < 0 || index >= at.length))
      throw new Raised('IndexError');
    machine.bound(index);
    if (index >= 0) at[index] = value;
    return;
  }
  if (!(at instanceof Dict)) throw new Raised('TypeError');
  at.set(at.kind === 'object' ? String(real(key, 'string')) : real(key, 'string'), value);
}

/** `delete object[key]`. */
export function removeElement(machine: Machine, object: Value, key: Value): void {
  const at = objectFor(object, key);
  if (at instanceof Dict) {
    const name = at.kind === 'object' ? String(real(key)) : real(key);
    if (!at.delete(name) && machine.family === 'python') throw new Raised('KeyError');
    return;
  }
  if (!Array.isArray(at)) throw new Raised('TypeError');
  const place = real(key);
  if (machine.family === 'script') return;
  if (typeof place !== 'number' || place < -at.length || place >= at.length)
    throw new Raised('IndexError');
  at.splice(place < 0 ? place + at.length : place, 1);
}

/** The elements that a loop over a value sees. */
export function iterate(machine: Machine, value: Value): readonly Value[] {
  machine.tick();
  const at = real(
    value,
    value instanceof Blank && likelySequence(value) === 'string' ? 'string' : 'list',
  );
  if (Array.isArray(at)) return at;
  if (typeof at === 'string') return [...at];
  if (at instanceof Bag) return at.values();
  if (at instanceof Dict) {
    if (machine.family === 'python' && at.kind !== 'object') return at.keys();
    if (at.kind === 'map')
      return [...at.entries.values()].map(({ key, value: held }) => [key, held]);
  }
  throw new Raised('TypeError');
}

/** Python's `xs[start:stop:step]`. */
export function slice(value: Value, start: Value, stop: Value, step: Value): Value {
  const at = real(value, value instanceof Blank ? likelySequence(value) : '');
  if (typeof at !== 'string' && !Array.isArray(at)) throw new Raised('TypeError');
  const [from, to, by] = [start, stop, step].map((each) => whole(each)) as [
    number | undefined,
    number | undefined,
    number | undefined,
  ];
  const stride = by ?? 1;
  if (stride === 0) throw new Raised('ValueError');
  const length = at.length;
  const clip = (place: number | undefined, fallback: number): number => {
    if (place === undefined) return fallback;
    const index = place < 0 ? place + length : place;
    return stride > 0
      ? Math.max(0, Math.min(length, index))
      : Math.max(-1, Math.min(length - 1, index));
  };
  const [first, last] =
    stride > 0 ? [clip(from, 0), clip(to, length)] : [clip(from, length - 1), clip(to, -1)];
  const found: Value[] = [];
  for (let place = first; stride > 0 ? place < last : place > last; place += stride)
    found.push(at[place]);
  return typeof at === 'string' ? found.join('') : found;
}

function whole(value: Value): number | undefined {
  if (value === undefined || value === null) return undefined;
  const at = real(value, 'number');
  if (typeof at !== 'number' || !Number.isInteger(at)) throw new Raised('TypeError');
  return at;
}
