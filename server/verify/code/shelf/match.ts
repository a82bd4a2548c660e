import {
  createProbe,
  explore,
  signatureOf,
  type Observation,
  type Probe,
} from '../behaviour/probe.ts';
import { hasHole } from '../behaviour/traits.ts';
import { describeFunction, type FunctionInfo } from '../functionInfo.ts';
import type { Shape } from '../run/shapes.ts';
import { Bag, Dict, fingerprint, Moment, settled, type Value } from '../run/values.ts';
import { wordsOf } from '../words.ts';
import { entryNode, shelfEntries, stemmed, type ShelfEntry } from './entries.ts';
import { fieldsOf, withFields } from './fields.ts';
import { applyGivens } from './givens.ts';

/** A well-known function that may be what a function is meant to be, ready to run beside it. */
export interface Match {
  readonly entry: ShelfEntry;
  readonly probe: Probe;
  /** For each of the entry's parameters the place of the function's own. */
  readonly places: readonly number[];
  /** Share of the function's name that the entry's name covers. */
  readonly coverage: number;
}

const prepared = new Map<string, Promise<Probe | undefined>>();
/** Entries with fields filled in are as many as functions are seen. */
const mostPrepared = 2000;

function prepare(source: string): Promise<Probe | undefined> {
  const known = prepared.get(source);
  if (known) return known;
  if (prepared.size >= mostPrepared) prepared.clear();
  const probe = entryNode(source).then((node) => {
    if (!node) return undefined;
    let root = node;
    while (root.parent) root = root.parent;
    const fn = describeFunction(root, root.text, 'javascript', node);
    const made = fn && createProbe(node, fn, signatureOf(fn));
    if (made) explore([made]);
    return made;
  });
  prepared.set(source, probe);
  return probe;
}

/** The entries whose name the function's name holds and whose parameters fit its own. */
export async function matchesOf(fn: FunctionInfo, own: Probe): Promise<readonly Match[]> {
  const words = stemmed(fn.nameWords);
  const told = new Set(spokenOf(fn, own));
  const found: Match[] = [];
  for (const entry of shelfEntries()) {
    const name = entry.names
      .filter((each) => each.every((word) => words.includes(word)))
      .sort((a, b) => b.length - a.length)[0];
    if (!name) continue;
    const source = withFields(entry.source, fn);
    const probe = source === undefined ? undefined : await prepare(source);
    const places = probe && placesOf(entry, probe, own);
    const covered = words.filter((word) => name.includes(word) || told.has(word)).length;
    if (probe && places) found.push({ entry, probe, places, coverage: covered / words.length });
  }
  return found.sort((a, b) => b.coverage - a.coverage).slice(0, 8);
}

/** Words that a function's parameters and fields say anyway: a name may leave them out or have them. */
function spokenOf(fn: FunctionInfo, own: Probe): readonly string[] {
  const { ofElements, ofParameters } = fieldsOf(fn);
  const parameters = own.signature.parameters.map(({ shape }) => shape.name);
  return stemmed([...parameters, ...ofElements, ...ofParameters].flatMap((each) => wordsOf(each)));
}

function placesOf(entry: ShelfEntry, probe: Probe, own: Probe): readonly number[] | undefined {
  const theirs = probe.signature.parameters;
  const ours = own.signature.parameters.filter(({ shape }) => shape.name !== 'self');
  const offset = own.signature.parameters.length - ours.length;
  if (theirs.length !== ours.length) return undefined;
  const free = new Set(ours.map((_, place) => place));
  const places: number[] = [];
  theirs.forEach(({ shape }, at) => {
    const byName = [...free].find(
      (place) =>
        sameRole(entry.parameters[at] ?? '', ours[place]?.shape.name ?? '') &&
        fits(shape, ours[place]?.shape),
    );
    const inOrder = free.has(at) && fits(shape, ours[at]?.shape) ? at : undefined;
    const place = byName ?? inOrder ?? [...free].find((each) => fits(shape, ours[each]?.shape));
    if (place === undefined) return;
    free.delete(place);
    places.push(place + offset);
  });
  return places.length === theirs.length ? places : undefined;
}

const roles: readonly (readonly string[])[] = [
  ['low', 'lo', 'min', 'minimum', 'lower', 'start', 'from', 'floor', 'begin'],
  ['high', 'hi', 'max', 'maximum', 'upper', 'end', 'to', 'ceiling', 'stop'],
  ['value', 'n', 'x', 'num', 'number', 'val'],
  ['part', 'done', 'completed', 'obtained', 'score'],
  ['whole', 'total', 'all', 'count'],
  ['before', 'old', 'previous', 'initial', 'original'],
  ['after', 'new', 'current', 'final'],
];

function sameRole(theirs: string, ours: string): boolean {
  const name = ours.toLowerCase();
  return (
    name === theirs ||
    roles.some(
      (role) =>
        role.includes(theirs) &&
        (role.includes(name) || role.some((word) => word.length > 2 && name.startsWith(word))),
    )
  );
}

function fits(theirs: Shape, ours: Shape | undefined): boolean {
  if (!ours) return false;
  const [a, b] = [theirs.kind, ours.kind];
  if (a === undefined || b === undefined || a === b) return true;
  if ((a === 'map' && b === 'record') || (a === 'record' && b === 'map')) return true;
  return (
    (a === 'list' && b === 'tree') ||
    (a === 'tree' && b === 'list') ||
    (a === 'list' && b === 'set')
  );
}

/** What the entry gives for the arguments of a seed, with the arguments themselves; undefined where they make no sense. */
export function expectedOn(
  match: Match,
  own: Probe,
  seed: number,
): { readonly args: () => Value[]; readonly expected: string } | undefined {
  const args = (): Value[] => {
    const drawn = own.draw(seed);
    applyGivens(match.entry.givens, match.entry.parameters, match.places, drawn);
    return drawn;
  };
  const theirs = match.places.map((place) => asScript(args()[place]));
  if (theirs.some((value) => value === '' || (Array.isArray(value) && value.length === 0)))
    return undefined;
  const run = match.probe.observeOn(theirs, seed);
  if (
    run.kind !== 'returned' ||
    run.result === undefined ||
    run.result === null ||
    hasHole(run.result) ||
    (typeof run.result === 'number' && !Number.isFinite(run.result))
  )
    return undefined;
  return { args, expected: comparable(run) };
}

/** The outcome of a run as it is compared: the result, or the list that the run changed when it gives none. */
export function comparable(run: Observation): string {
  if (run.kind !== 'returned') return run.text;
  const isNothing = run.result === undefined || run.result === null;
  const [changed] = run.changed;
  const value = isNothing && changed !== undefined ? run.args[changed] : run.result;
  const text = fingerprint(asScript(value));
  return isNothing || run.text.length <= fingerprint(run.result).length
    ? text
    : `${text}${run.text.slice(fingerprint(run.result).length)}`;
}

/** A copy with Python's dictionaries and sets as JavaScript's objects, so that both show alike; what holds itself still does. */
function asScript(value: Value, made = new Map<object, Value>()): Value {
  const at = settled(value);
  if (at === null) return undefined;
  if (typeof at !== 'object') return at;
  const known = made.get(at);
  if (known !== undefined) return known;
  if (at instanceof Moment) return new Moment(at.ms);
  if (Array.isArray(at) || at instanceof Bag) {
    const list: Value[] = [];
    made.set(at, list);
    for (const each of Array.isArray(at) ? at : at.values()) list.push(asScript(each, made));
    return list;
  }
  if (!(at instanceof Dict)) return at;
  const object = new Dict('object', at.kind === 'object' ? at.missing : undefined);
  object.className = at.className;
  made.set(at, object);
  for (const { key, value: held } of at.entries.values())
    object.set(String(key as string), asScript(held, made));
  return object;
}
