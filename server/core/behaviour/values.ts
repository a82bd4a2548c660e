import { boolean, float, integer, list, none, string, type Literal } from './literal.ts';
import type { Random } from '../random.ts';
import type { Shape } from './shape.ts';

const words = [
  'apple',
  'level',
  'abc',
  'Hello World',
  'aab',
  'zebra',
  'Python',
  'a1b2',
  'noon',
  'xyz',
];
const sentences = ['The quick brown fox', 'one two three', 'Is this it? Yes. I am.', 'a-b_c,d'];
const ofLetters = 'abcdeABC12 ';

const edges = {
  integer: [0, 1, 2, 3, 5, 7, 10, 12, 4, -1, 9, 15, 20, 100, -5, 1000],
  float: [0.5, 1, 2.5, -1.5, 0, 3.14159, 10.25, 100.1],
  string: [
    'abc',
    '',
    'a',
    'Hello World',
    'aba',
    'AbC123',
    'hello',
    'aabbc',
    '12345',
    'a b c',
    '   ',
    'racecar',
    'ZzAa!?',
  ],
} as const;

const mostItems = 6;

/** Values worth trying of a shape, the most ordinary first; always the same ones. */
export function edgeValues(shape: Shape, depth = 0): readonly Literal[] {
  switch (shape.kind) {
    case 'integer':
      return edges.integer.map(integer);
    case 'float':
      return edges.float.map(float);
    case 'string':
      return edges.string.map(string);
    case 'boolean':
      return [boolean(true), boolean(false)];
    case 'none':
      return [none];
    case 'list':
    case 'set':
      return edgeLists(shape.of, depth).map((items) => ({ kind: shape.kind, items }));
    case 'tuple':
      return edgeTuples(shape.items, depth);
    case 'dict':
      return edgeDicts(shape.key, shape.value, depth);
    case 'union':
      return interleave(shape.of.map((each) => edgeValues(each, depth)));
    case 'any':
      return depth > 1
        ? edges.integer.slice(0, 4).map(integer)
        : interleave([
            edgeValues({ kind: 'integer' }),
            edgeValues({ kind: 'list', of: { kind: 'integer' } }, depth + 1),
            edgeValues({ kind: 'string' }),
          ]);
  }
}

function edgeLists(of: Shape, depth: number): readonly (readonly Literal[])[] {
  if (depth > 2) return [[]];
  const values = edgeValues(of, depth + 1);
  const [a, b, c, d, e, f] = values;
  const some = (...items: readonly (Literal | undefined)[]): readonly Literal[] =>
    items.filter((item) => item !== undefined);
  const lists = [
    some(b, c, d),
    [],
    some(b),
    some(e, b, d, c),
    some(c, c, b),
    some(f, e, d, c, b),
    some(b, c, d, e, f, b),
    some(a, b),
    values.slice(6, 11),
    some(d, d, d),
    values.slice(0, 10),
    values.slice(9, 14),
  ];
  return distinct(lists.map(list)).map((value) => (value.kind === 'list' ? value.items : []));
}

function edgeTuples(items: readonly Shape[], depth: number): readonly Literal[] {
  const columns = items.map((item) => edgeValues(item, depth + 1));
  const most = Math.min(8, Math.max(1, ...columns.map(({ length }) => length)));
  return Array.from({ length: most }, (_, row) => ({
    kind: 'tuple' as const,
    items: columns.map((column, at) => column[(row + at) % column.length] ?? none),
  }));
}

function edgeDicts(key: Shape, value: Shape, depth: number): readonly Literal[] {
  const keys = distinct(edgeValues(key.kind === 'any' ? { kind: 'string' } : key, depth + 1));
  const values = edgeValues(value.kind === 'any' ? { kind: 'integer' } : value, depth + 1);
  return [2, 0, 1, 4].map((size) => ({
    kind: 'dict' as const,
    entries: keys
      .filter(({ kind }) => kind === 'string' || kind === 'number')
      .slice(0, size)
      .map((each, at) => [each, values[(at + 1) % values.length] ?? none] as const),
  }));
}

/** A value of a shape, drawn at random. */
export function randomValue(shape: Shape, random: Random, depth = 0): Literal {
  switch (shape.kind) {
    case 'integer':
      return integer(randomInteger(random));
    case 'float':
      return float(Math.round((random() * 40 - 10) * 100) / 100);
    case 'string':
      return string(randomText(random));
    case 'boolean':
      return boolean(random() < 0.5);
    case 'none':
      return none;
    case 'list':
    case 'set': {
      const size = Math.floor(random() * mostItems) + (depth === 0 ? 2 : 0);
      const items = Array.from({ length: size }, () => randomValue(shape.of, random, depth + 1));
      return { kind: shape.kind, items: shape.kind === 'set' ? distinct(items) : items };
    }
    case 'tuple':
      return {
        kind: 'tuple',
        items: shape.items.map((item) => randomValue(item, random, depth + 1)),
      };
    case 'dict':
      return randomDict(shape.key, shape.value, random, depth);
    case 'union':
      return randomValue(pick(shape.of, random) ?? { kind: 'any' }, random, depth);
    case 'any':
      return pick(edgeValues(shape, depth), random) ?? none;
  }
}

function randomDict(key: Shape, value: Shape, random: Random, depth: number): Literal {
  const size = Math.floor(random() * 4) + 1;
  const keys = distinct(
    Array.from({ length: size }, () =>
      key.kind === 'integer' ? integer(randomInteger(random)) : string(pick(words, random) ?? 'a'),
    ),
  );
  const ofValue: Shape = value.kind === 'any' ? { kind: 'integer' } : value;
  return {
    kind: 'dict',
    entries: keys.map((each) => [each, randomValue(ofValue, random, depth + 1)] as const),
  };
}

function randomInteger(random: Random): number {
  const scale = pick([5, 20, 20, 120], random) ?? 20;
  return Math.floor(random() * (scale + scale / 4) - scale / 4);
}

function randomText(random: Random): string {
  const draw = random();
  if (draw < 0.4) return pick(words, random) ?? '';
  if (draw < 0.6) return pick(sentences, random) ?? '';
  const length = 1 + Math.floor(random() * 8);
  return Array.from({ length }, () => pick([...ofLetters], random) ?? '').join('');
}

export function pick<T>(values: readonly T[], random: Random): T | undefined {
  return values[Math.floor(random() * values.length)];
}

/** The value with one thing changed: an item more or less, another order, a neighbouring number. */
export function mutate(value: Literal, random: Random): Literal {
  switch (value.kind) {
    case 'number': {
      const step = pick([1, -1, 2, 10, -value.value - value.value, value.value], random) ?? 1;
      return { ...value, value: round(value.value + step) };
    }
    case 'string':
      return string(mutateText(value.value, random));
    case 'boolean':
      return boolean(!value.value);
    case 'list':
    case 'set':
      return { kind: value.kind, items: mutateItems(value.items, random) };
    case 'tuple':
      return { kind: 'tuple', items: mutateOne(value.items, random) };
    case 'dict': {
      if (value.entries.length === 0) return value;
      const at = Math.floor(random() * value.entries.length);
      if (random() < 0.4)
        return { kind: 'dict', entries: value.entries.filter((_, index) => index !== at) };
      const entries = value.entries.map(([key, each], index) =>
        index === at ? ([key, mutate(each, random)] as const) : ([key, each] as const),
      );
      return { kind: 'dict', entries };
    }
    case 'none':
      return value;
  }
}

function round(value: number): number {
  return Math.round(value * 1e6) / 1e6;
}

function mutateOne(items: readonly Literal[], random: Random): readonly Literal[] {
  const at = Math.floor(random() * items.length);
  return items.map((item, index) => (index === at ? mutate(item, random) : item));
}

function mutateItems(items: readonly Literal[], random: Random): readonly Literal[] {
  const [first] = items;
  if (!first) return items;
  const changes: readonly (() => readonly Literal[])[] = [
    () => items.toReversed(),
    () => items.slice(1),
    () => items.slice(0, -1),
    () => [...items, first],
    () => [...items, ...items],
    () => [...items, mutate(pick(items, random) ?? first, random)],
    () => mutateOne(items, random),
    () => mutateOne(mutateOne(items, random), random),
  ];
  return pick(changes, random)?.() ?? items;
}

function mutateText(text: string, random: Random): string {
  const characters = [...text];
  const at = Math.floor(random() * (characters.length + 1));
  const changes: readonly (() => string)[] = [
    () => characters.toReversed().join(''),
    () => text.toUpperCase(),
    () => text + text,
    () => characters.slice(1).join(''),
    () =>
      [...characters.slice(0, at), pick([...ofLetters], random), ...characters.slice(at)].join(''),
    () => [...characters.slice(0, at), ...characters.slice(at + 1)].join(''),
    () => `${text} ${text}`,
  ];
  return pick(changes, random)?.() ?? text;
}

/** Values without doubles, in order. */
export function distinct(values: readonly Literal[]): readonly Literal[] {
  return [...new Map(values.map((value) => [JSON.stringify(value), value])).values()];
}

/** One of each list in turn, until all are used up. */
export function interleave<T>(lists: readonly (readonly T[])[]): readonly T[] {
  const longest = Math.max(0, ...lists.map(({ length }) => length));
  return Array.from({ length: longest }, (_, at) =>
    lists.flatMap((each) => each.slice(at, at + 1)),
  ).flat();
}
