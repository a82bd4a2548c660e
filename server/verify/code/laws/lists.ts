import { Dict, fingerprint, settled, type Value } from '../run/values.ts';
import { listAt, named, type Law, type LawSubject } from './law.ts';

function texts(values: readonly Value[]): readonly string[] {
  return values.map((value) => fingerprint(value));
}

/** Sorting, reversing, shuffling and rotating neither lose nor add elements. */
export const orderingKeepsElements: Law = {
  name: 'ordering keeps elements',
  applies: (subject) =>
    subject.listPlace >= 0 &&
    named(
      subject,
      /^(sort|sorted|reverse|reversed|shuffle|shuffled|rotate|rotated|rank|ranked|order|ordered|swap|move|reorder)$/,
    ) &&
    !named(subject, /^(is|words|keys|unique|top|merge|insert)$/),
  holds(subject, probe, seed) {
    const args = probe.draw(seed);
    const before = listAt(args, subject.listPlace);
    if (!before) return undefined;
    const wanted = [...texts(before)].sort().join();
    const run = probe.observeOn(args, seed);
    const result = settled(run.result);
    const after = Array.isArray(result)
      ? result
      : run.kind === 'returned' && (result === undefined || result === null)
        ? listAt(args, subject.listPlace)
        : undefined;
    return after
      ? [...texts(after)].sort().join() === wanted
      : run.kind === 'raised' && !run.deliberate
        ? false
        : undefined;
  },
};

const filterWords =
  /^(filter|active|inactive|only|without|remove|exclude|drop|keep|select|available|expired|visible|hidden|completed|pending|overdue|valid|invalid|unread|matching|even|evens|odd|odds|positive|negative|adults|older|younger|cheaper|recent|unique|distinct)$/;

/** What is selected from a list is part of it, no element twice. */
export const selectionsArePart: Law = {
  name: 'selections are part',
  applies: (subject) =>
    subject.listPlace >= 0 &&
    named(subject, filterWords) &&
    !named(
      subject,
      /^(count|sum|total|is|names|ids|any|all|has|average|duplicates|at|index|replace)$/,
    ),
  holds(subject, probe, seed) {
    const args = probe.draw(seed);
    const before = texts(listAt(args, subject.listPlace) ?? []);
    const run = probe.observeOn(args, seed);
    const result = settled(run.result);
    if (!Array.isArray(result)) return undefined;
    const left = [...before];
    return texts(result).every((text) => {
      const place = left.indexOf(text);
      if (place >= 0) left.splice(place, 1);
      return place >= 0;
    });
  },
};

/** Grouping and partitioning keep every element exactly once. */
export const groupsKeepElements: Law = {
  name: 'groups keep elements',
  applies: (subject) =>
    subject.listPlace >= 0 &&
    named(subject, /^(group|grouped|partition|chunk|chunks|batch|bucket|split)$/) &&
    !named(subject, /^(count|sum|names|ids)$/),
  holds(subject, probe, seed) {
    const args = probe.draw(seed);
    const before = [...texts(listAt(args, subject.listPlace) ?? [])].sort();
    const run = probe.observeOn(args, seed);
    const result = settled(run.result);
    const groups = Array.isArray(result)
      ? result
      : result instanceof Dict
        ? result.values()
        : undefined;
    if (!groups) return run.kind === 'raised' && !run.deliberate ? false : undefined;
    const members = groups.flatMap((group) => {
      const at = settled(group);
      return Array.isArray(at) ? at : [];
    });
    if (groups.length > 0 && members.length === 0 && before.length > 0) return undefined;
    return [...texts(members)].sort().join() === before.join();
  },
};

const largeWords =
  /^(max|maximum|largest|biggest|highest|longest|oldest|tallest|greatest|most|heaviest|newest|latest|top|best)$/;
const smallWords =
  /^(min|minimum|smallest|lowest|shortest|youngest|cheapest|fewest|least|lightest|earliest|nearest|closest)$/;

/** The largest and smallest of a list are among its elements, or are one of their numbers. */
export const extremesAreElements: Law = {
  name: 'extremes are elements',
  applies: (subject) =>
    subject.listPlace >= 0 &&
    (named(subject, largeWords) || named(subject, smallWords)) &&
    !named(
      subject,
      /^(index|sum|count|length|key|streak|run|profit|gain|difference|subarray|gap|distance|consecutive|prefix|n|k|second)$/,
    ),
  holds(subject, probe, seed) {
    const args = probe.draw(seed);
    const list = listAt(args, subject.listPlace);
    if (!list || list.length === 0) return undefined;
    const parts = list.flatMap((each) => [fingerprint(each), ...fieldsOf(each)]);
    const run = probe.observeOn(args, seed);
    if (run.kind === 'raised') return run.deliberate ? undefined : false;
    return run.kind === 'returned' ? parts.includes(fingerprint(run.result)) : undefined;
  },
};

function fieldsOf(value: Value): readonly string[] {
  const at = settled(value);
  if (Array.isArray(at)) return at.map((each) => fingerprint(each));
  return at instanceof Dict ? at.values().map((each) => fingerprint(each)) : [];
}

/** The direction of an extreme, where the elements are plain numbers or have one number each. */
export const extremesAreExtreme: Law = {
  name: 'extremes are extreme',
  applies: (subject) =>
    extremesAreElements.applies(subject) &&
    named(subject, largeWords) !== named(subject, smallWords) &&
    !named(
      subject,
      /^(oldest|newest|latest|earliest|youngest|top|best|most|least|fewest|nearest|closest)$/,
    ),
  holds(subject, probe, seed) {
    const args = probe.draw(seed);
    const list = listAt(args, subject.listPlace);
    if (!list || list.length === 0) return undefined;
    const scores = list.map(scoreOf);
    if (scores.some((score) => score === undefined)) return undefined;
    const wanted = named(subject, largeWords)
      ? Math.max(...(scores as number[]))
      : Math.min(...(scores as number[]));
    const run = probe.observeOn(args, seed);
    const score = run.kind === 'returned' ? scoreOf(run.result) : undefined;
    return score === undefined ? undefined : score === wanted;
  },
};

function scoreOf(value: Value): number | undefined {
  const at = settled(value);
  if (typeof at === 'number') return at;
  if (typeof at === 'string') return at.length;
  if (!(at instanceof Dict)) return undefined;
  const numbers = at
    .values()
    .map((each) => settled(each))
    .filter((each): each is number => typeof each === 'number');
  return numbers.length === 1 ? numbers[0] : undefined;
}

/** What maps a list element by element keeps its length. */
export const mappingsKeepLength: Law = {
  name: 'mappings keep length',
  applies: (subject) =>
    subject.listPlace >= 0 &&
    named(
      subject,
      /^(names|ids|labels|titles|emails|map|double|doubled|squares|scale|scaled|normalize|normalized|format|lengths|keys|pluck|to|as|prices|running|cumulative)$/,
    ) &&
    !named(
      subject,
      /^(unique|active|count|sum|total|filter|join|by|object|visible|sort|key|has|find)$/,
    ),
  holds(subject, probe, seed) {
    const args = probe.draw(seed);
    const length = listAt(args, subject.listPlace)?.length;
    const result = settled(probe.observeOn(args, seed).result);
    return Array.isArray(result) && length !== undefined ? result.length === length : undefined;
  },
};

/** What is asked of a subject more than once. */
export function isQuestion(subject: LawSubject): boolean {
  return /^(is|has|are|can|should|contains|includes|was|does)$/.test(subject.fn.nameWords[0] ?? '');
}
