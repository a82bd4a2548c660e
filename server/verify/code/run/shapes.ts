import type { Draws } from './draws.ts';
import { likelyKind, singular, type ShapeKind } from './likelyKind.ts';
import { Bag, Blank, Callable, Dict, fingerprint, Moment, type Value } from './values.ts';

/** What is known of an argument or a part of it; filled in while the function runs on blanks. */
export interface Shape {
  /** The name it goes by in the code, which tells much about sensible values. */
  readonly name: string;
  kind?: ShapeKind;
  /** Elements of a list or set, values of a map, results of a function. */
  inner?: Shape;
  fields?: Map<string, Shape>;
  /** Literals that a type lists. */
  choices?: readonly Value[];
  /** The value may be missing. */
  optional?: boolean;
}

/** A record that has a value for whatever field is asked for; those that no run asked for before stay out of sight. */
export class OpenRecord extends Dict {
  private readonly expand: (name: string) => Value;
  private readonly unseen = new Map<string, Value>();

  constructor(expand: (name: string) => Value) {
    super('object');
    this.expand = expand;
  }

  override get(key: Value): Value {
    if (this.has(key) || typeof key !== 'string') return super.get(key);
    if (!this.unseen.has(key)) this.unseen.set(key, this.expand(key));
    return this.unseen.get(key);
  }
}

/** One value of a shape. Where the shape is not known yet, a blank that the first use settles. */
export function valueOf(shape: Shape, path: string, draws: Draws): Value {
  if (draws.isSpent()) return draws.nothing;
  if (shape.choices) return draws.pick(path, shape.choices);
  if (shape.optional === true && draws.leavesOut(path)) return draws.nothing;
  if (shape.kind === undefined) {
    if (draws.exploring) return blankOf(shape, path, draws);
    const likely = likelyKind(shape.name);
    // No field was ever asked for, so any value that can be told from others will do.
    shape.kind = likely === 'record' ? 'number' : likely;
  }
  return settledValue(shape, shape.kind, path, draws);
}

function blankOf(shape: Shape, path: string, draws: Draws): Blank {
  const settle = (wanted: string): Value => {
    shape.kind ??= wanted === '' ? likelyKind(shape.name) : (wanted as ShapeKind);
    blank.isSettled = true;
    blank.value = settledValue(shape, shape.kind, path, draws);
    return blank.value;
  };
  const blank: Blank = new Blank(shape.name, settle, () => {
    shape.optional = true;
  });
  return blank;
}

function settledValue(shape: Shape, kind: ShapeKind, path: string, draws: Draws): Value {
  switch (kind) {
    case 'number':
      return draws.number(path, shape.name);
    case 'string':
      return draws.text(path, shape.name);
    case 'boolean':
      return draws.flag(path);
    case 'date':
      return new Moment(draws.day(path));
    case 'nothing':
      return draws.nothing;
    case 'tree':
      return treeOf(path, draws);
    case 'list':
      return elements(shape, path, draws);
    case 'set':
      return new Bag(elements(shape, path, draws));
    case 'map':
      return mapOf(shape, path, draws);
    case 'function':
      return standIn(shape, path, draws);
    case 'record':
      return recordOf(shape, path, draws);
  }
}

/** Lists within lists end somewhere, whatever their names suggest. */
const deepestList = 3;

function treeOf(path: string, draws: Draws): Value {
  const depth = path.split('[').length - 1;
  if (depth >= deepestList || !draws.flag(`${path}#tree`)) return draws.number(path, '');
  return Array.from({ length: draws.size(path) }, (_, place) => treeOf(`${path}[${place}]`, draws));
}

function elements(shape: Shape, path: string, draws: Draws): Value[] {
  if (path.split('[').length > deepestList)
    return [draws.number(path, ''), draws.number(`${path}+`, '')];
  const inner = innerOf(shape);
  return Array.from({ length: draws.size(path) }, (_, place) =>
    valueOf(inner, `${path}[${place}]`, draws),
  );
}

/** The shape of what a list, map or function holds or gives. */
export function innerOf(shape: Shape): Shape {
  return (shape.inner ??= { name: singular(shape.name) });
}

function mapOf(shape: Shape, path: string, draws: Draws): Dict {
  const inner = innerOf(shape);
  const found = new Dict(draws.mapKind);
  for (const key of ['a', 'b', 'c', 'd'])
    if (draws.exploring || draws.flag(`${path}?${key}`))
      found.set(key, valueOf(inner, `${path}.${key}`, draws));
  return found;
}

/** A tree or list of records ends somewhere. */
const deepestRecord = 3;
/** A version that counts through an object as if it were a list would ask for field after field. */
const mostFields = 10;

function recordOf(shape: Shape, path: string, draws: Draws): Dict {
  const fields = (shape.fields ??= new Map<string, Shape>());
  const found = new OpenRecord((name) => {
    if (!fields.has(name) && fields.size >= mostFields) return draws.nothing;
    const field = fields.get(name) ?? { name };
    fields.set(name, field);
    if (path.split('.').length > deepestRecord) return draws.nothing;
    return valueOf(field, `${path}.${name}`, draws);
  });
  for (const name of [...fields.keys()]) found.set(name, found.get(name));
  // Records of which no run asked for a field would all be the same.
  if (fields.size === 0 && !draws.exploring) found.set('id', draws.number(`${path}.id`, 'id'));
  return found;
}

/** A function argument is pure; a method of an object may do anything, so that its calls are noted. */
function standIn(shape: Shape, path: string, draws: Draws): Callable {
  const inner = (shape.inner ??= { name: 'result', ...resultOf(shape.name) });
  return new Callable(shape.name, (args) => {
    const texts = args.map((arg) => fingerprint(arg));
    const key = texts[0] ?? '';
    if (path.includes('.')) draws.note(`${path}(${texts.join(',')})`);
    return valueOf(inner, `${path}(${key})`, draws);
  });
}

function resultOf(name: string): { readonly kind?: ShapeKind } {
  return /^(test|predicate|pred|condition|filter|is[A-Z_]|has[A-Z_]|matches|accept|check)/.test(
    name,
  )
    ? { kind: 'boolean' }
    : {};
}
