import type { Literal } from './literal.ts';

/** What values of a parameter look like, as far as it is known. */
export type Shape =
  | { readonly kind: 'integer' | 'float' | 'string' | 'boolean' | 'none' | 'any' }
  | { readonly kind: 'list' | 'set'; readonly of: Shape }
  | { readonly kind: 'tuple'; readonly items: readonly Shape[] }
  | { readonly kind: 'dict'; readonly key: Shape; readonly value: Shape }
  | { readonly kind: 'union'; readonly of: readonly Shape[] };

export const anyShape: Shape = { kind: 'any' };

const simple: Readonly<Record<string, Shape>> = {
  int: { kind: 'integer' },
  integer: { kind: 'integer' },
  bigint: { kind: 'integer' },
  float: { kind: 'float' },
  number: { kind: 'union', of: [{ kind: 'integer' }, { kind: 'float' }] },
  complex: { kind: 'float' },
  str: { kind: 'string' },
  string: { kind: 'string' },
  bool: { kind: 'boolean' },
  boolean: { kind: 'boolean' },
  None: { kind: 'none' },
  null: { kind: 'none' },
  undefined: { kind: 'none' },
  list: { kind: 'list', of: anyShape },
  List: { kind: 'list', of: anyShape },
  tuple: { kind: 'list', of: anyShape },
  Tuple: { kind: 'list', of: anyShape },
  dict: { kind: 'dict', key: { kind: 'string' }, value: anyShape },
  Dict: { kind: 'dict', key: { kind: 'string' }, value: anyShape },
  object: { kind: 'dict', key: { kind: 'string' }, value: anyShape },
  set: { kind: 'set', of: anyShape },
  Set: { kind: 'set', of: anyShape },
};

const listNames =
  /^(?:List|list|Sequence|Iterable|Collection|MutableSequence|Array|ReadonlyArray|Deque|deque)$/;
const setNames = /^(?:Set|set|FrozenSet|frozenset|ReadonlySet|AbstractSet)$/;
const dictNames =
  /^(?:Dict|dict|Mapping|MutableMapping|DefaultDict|defaultdict|OrderedDict|Counter|Record|Map)$/;
const tupleNames = /^(?:Tuple|tuple)$/;

/** Reads a type hint of Python or TypeScript; what it does not know is `any`. */
export function parseShape(hint: string): Shape {
  const text = hint
    .trim()
    .replace(/^["'](.*)["']$/, '$1')
    .replace(/^readonly\s+/, '');
  const alternatives = splitTop(text, '|');
  if (alternatives.length > 1) return union(alternatives.map(parseShape));
  if (/\[\s*\]$/.test(text)) return { kind: 'list', of: parseShape(text.replace(/\[\s*\]$/, '')) };
  if (text.startsWith('(') && text.endsWith(')')) return parseShape(text.slice(1, -1));
  if (text.startsWith('[') && text.endsWith(']'))
    return { kind: 'tuple', items: splitTop(text.slice(1, -1), ',').map(parseShape) };
  const generic = /^([\w.]+)\s*[[<]([\s\S]*)[\]>]$/.exec(text);
  if (generic?.[1] !== undefined && generic[2] !== undefined)
    return genericShape(generic[1].split('.').at(-1) ?? '', splitTop(generic[2], ','));
  const name = text.split('.').at(-1) ?? '';
  return Object.hasOwn(simple, name) ? (simple[name] as Shape) : anyShape;
}

function genericShape(name: string, parts: readonly string[]): Shape {
  const shapes = parts.map(parseShape);
  const [first = anyShape, second = anyShape] = shapes;
  if (name === 'Optional') return union([first, { kind: 'none' }]);
  if (name === 'Union') return union(shapes);
  if (name === 'Annotated' || name === 'Final' || name === 'Readonly') return first;
  if (tupleNames.test(name))
    return parts[1]?.trim() === '...'
      ? { kind: 'list', of: first }
      : { kind: 'tuple', items: shapes };
  if (listNames.test(name)) return { kind: 'list', of: first };
  if (setNames.test(name)) return { kind: 'set', of: first };
  if (dictNames.test(name))
    return { kind: 'dict', key: first, value: name === 'Counter' ? { kind: 'integer' } : second };
  return anyShape;
}

/** Cuts at a separator that stands outside every bracket. */
function splitTop(text: string, separator: string): readonly string[] {
  const parts: string[] = [];
  let depth = 0;
  let from = 0;
  for (let at = 0; at < text.length; at++) {
    const character = text.charAt(at);
    if ('([{<'.includes(character)) depth += 1;
    else if (')]}>'.includes(character)) depth -= 1;
    else if (depth === 0 && character === separator) {
      parts.push(text.slice(from, at));
      from = at + 1;
    }
  }
  return [...parts, text.slice(from)].filter((part) => part.trim() !== '');
}

/** A union without doubles; `any` where nothing is left. */
export function union(shapes: readonly Shape[]): Shape {
  const flat = shapes.flatMap((shape) => (shape.kind === 'union' ? shape.of : [shape]));
  const known = flat.filter(({ kind }) => kind !== 'any');
  const distinct = [...new Map(known.map((shape) => [JSON.stringify(shape), shape])).values()];
  const [only] = distinct;
  if (!only) return anyShape;
  return distinct.length === 1 ? only : { kind: 'union', of: distinct };
}

/** The shape of a value that was seen. */
export function shapeOf(literal: Literal): Shape {
  switch (literal.kind) {
    case 'number':
      return { kind: literal.integer ? 'integer' : 'float' };
    case 'list':
    case 'set':
      return { kind: literal.kind, of: union(literal.items.map(shapeOf)) };
    case 'tuple':
      return { kind: 'tuple', items: literal.items.map(shapeOf) };
    case 'dict':
      return {
        kind: 'dict',
        key: union(literal.entries.map(([key]) => shapeOf(key))),
        value: union(literal.entries.map(([, value]) => shapeOf(value))),
      };
    default:
      return { kind: literal.kind };
  }
}

const integers: Shape = { kind: 'list', of: { kind: 'integer' } };
const strings: Shape = { kind: 'list', of: { kind: 'string' } };

/** What a parameter's name suggests, by the habits of programmers. Ordered: the first that fits counts. */
const habits: readonly (readonly [RegExp, Shape])[] = [
  [
    /^(?:words|strings|strs|names|texts|lines|tokens|sentences|files|planets|lists?_of_str\w*)$/i,
    strings,
  ],
  [
    /^(?:matrix|grid|board|mat|points|intervals|pairs|edges|lists)$/i,
    { kind: 'list', of: integers },
  ],
  [
    /^(?:d|dict|dictionary|mapping|counts?|table|config|options|obj|object|record)$/i,
    { kind: 'dict', key: { kind: 'string' }, value: { kind: 'integer' } },
  ],
  [
    /^(?:s|st|str|string|text|txt|word|sentence|name|message|msg|paragraph|line|pattern|substring|prefix|suffix|file_?name|date|time|brackets|dna|key|char|ch|letter|query|title|url|path|email|code|test_str|\w*_str|\w*_string|string\d*|s\d|\w*[a-z]String|\w*[a-z]Text)$/i,
    { kind: 'string' },
  ],
  [
    /^(?:l|lst|list\d*|arr|arr\d*|array|nums|numbers|xs|ys|values|vals|items|elements|data|l\d|lst\d|a_list|integers|ints|seq|sequence|digits|scores|prices|grades|weights|heights|operand|\w*_list|\w*_array|\w*_numbers)$/i,
    integers,
  ],
  [
    /^(?:n|m|k|i|j|x|y|z|a|b|c|num|number|n\d|x\d|count|size|length|len|width|height|depth|index|idx|start|end|low|high|left|right|min|max|limit|total|year|month|day|age|value|val|target|base|exponent|power|digit|step|threshold|shift|need|remaining|capacity|amount|price|balance|radius|side|arg)$/i,
    { kind: 'integer' },
  ],
  [/^(?:is_|has_|should_|flag|enabled|verbose|reverse|ascending)/i, { kind: 'boolean' }],
];

/** The shape that a parameter's name suggests; `any` when it suggests none. */
export function shapeOfName(name: string): Shape {
  return habits.find(([pattern]) => pattern.test(name))?.[1] ?? anyShape;
}
