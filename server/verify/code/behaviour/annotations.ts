import type { Shape } from '../run/shapes.ts';

/** What a type annotation of TypeScript or Python says of a value; unknown types leave the shape open. */
export function shapeOfType(name: string, type: string | undefined): Shape {
  const text = (type ?? '').trim();
  const shape: Shape = { name };
  if (text === '') return shape;
  const parts = splitAt(text, '|').map((part) => part.trim());
  const present = parts.filter((part) => !/^(null|undefined|None)$/.test(part));
  if (present.length < parts.length) shape.optional = true;
  const literals = present.map(literalOf);
  if (literals.length > 0 && literals.every((each) => each !== undefined))
    return { ...shape, choices: literals as (string | number)[] };
  const [only] = present;
  if (present.length === 1 && only !== undefined) fill(shape, only);
  return shape;
}

function literalOf(part: string): string | number | undefined {
  const text = /^(['"])(.*)\1$/.exec(part)?.[2];
  if (text !== undefined) return text;
  return /^-?\d+(\.\d+)?$/.test(part) ? Number(part) : undefined;
}

const plainTypes: Readonly<Record<string, Shape['kind']>> = {
  number: 'number',
  int: 'number',
  float: 'number',
  bigint: 'number',
  string: 'string',
  str: 'string',
  boolean: 'boolean',
  bool: 'boolean',
  Date: 'date',
  date: 'date',
  datetime: 'date',
  Function: 'function',
  Callable: 'function',
  list: 'list',
  List: 'list',
  tuple: 'list',
  dict: 'map',
  set: 'set',
};

const listTypes =
  /^(readonly )?(Array|ReadonlyArray|Iterable|List|list|Sequence|Iterable|Collection|tuple|Tuple|deque)$/;

function fill(shape: Shape, type: string): void {
  if (Object.hasOwn(plainTypes, type)) {
    shape.kind = plainTypes[type];
    return;
  }
  if (/\[\]$/.test(type)) {
    shape.kind = 'list';
    shape.inner = shapeOfType(
      elementName(shape.name),
      type
        .replace(/^readonly /, '')
        .slice(0, -2)
        .replace(/^\((.*)\)$/, '$1'),
    );
    return;
  }
  if (/^\(.*\)\s*=>/.test(type)) {
    shape.kind = 'function';
    shape.inner = shapeOfType(shape.name, type.slice(type.lastIndexOf('=>') + 2));
    return;
  }
  if (/^\{[^]*\}$/.test(type)) return fields(shape, type);
  const generic = /^([\w. ]+?)[<[]([^]*)[>\]]$/.exec(type);
  if (generic) generics(shape, generic[1] ?? '', splitAt(generic[2] ?? '', ','));
}

function generics(shape: Shape, outer: string, inner: readonly string[]): void {
  const last = inner.at(-1);
  if (listTypes.test(outer)) shape.kind = 'list';
  else if (/^(Set|ReadonlySet|set|frozenset)$/.test(outer)) shape.kind = 'set';
  else if (/^(Map|ReadonlyMap|Record|dict|Dict|Mapping|defaultdict|Counter)$/.test(outer))
    shape.kind = 'map';
  else if (/^Callable$/.test(outer)) shape.kind = 'function';
  else if (/^(Promise|Readonly|Partial|Optional|Required)$/.test(outer)) {
    Object.assign(shape, shapeOfType(shape.name, inner[0]));
    return;
  } else return;
  shape.inner = shapeOfType(elementName(shape.name), last === '...' ? inner[0] : last);
}

function fields(shape: Shape, type: string): void {
  shape.kind = 'record';
  shape.fields = new Map();
  const body = type.slice(1, -1);
  for (const part of splitAt(body.replaceAll('\n', ';'), ';').flatMap((each) =>
    splitAt(each, ','),
  )) {
    const found = /^\s*(?:readonly\s+)?(\w+)\??\s*:\s*([^]*)$/.exec(part);
    if (found) shape.fields.set(found[1] ?? '', shapeOfType(found[1] ?? '', found[2]));
  }
}

function elementName(name: string): string {
  return name.replace(/ies$/, 'y').replace(/([^s])s$/, '$1');
}

/** Cuts at a separator that stands outside all brackets. */
function splitAt(text: string, separator: string): readonly string[] {
  const parts: string[] = [];
  let [depth, start] = [0, 0];
  for (let place = 0; place < text.length; place += 1) {
    const char = text.charAt(place);
    if ('([{<'.includes(char)) depth += 1;
    else if (')]}'.includes(char) || (char === '>' && text.charAt(place - 1) !== '=')) depth -= 1;
    else if (char === separator && depth === 0) {
      parts.push(text.slice(start, place));
      start = place + 1;
    }
  }
  return [...parts, text.slice(start)].filter((part) => part.trim() !== '');
}
