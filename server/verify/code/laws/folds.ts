import type { Probe } from '../behaviour/probe.ts';
import { fingerprint, settled, type Value } from '../run/values.ts';
import { listAt, named, near, numberOf, type Law, type LawSubject } from './law.ts';

const foldWords = /^(sum|total|totals|count|counts|tally)$/;
/** Words that make a sum or count depend on more than its parts. */
const mixed =
  /^(average|avg|mean|max|min|unique|distinct|different|pairs|consecutive|runs|words|word|lines|percent|percentage|ratio|rate|discount|discounted|tax|inversions|down|digits|change|changes|gaps|up|weighted|frequency|streak|largest|longest)$/;

/** The arguments of a seed with the list of another seed in place of, or behind, their own. */
function joined(
  subject: LawSubject,
  probe: Probe,
  seed: number,
): { readonly one: Value[]; readonly other: Value[]; readonly both: Value[] } | undefined {
  const [one, other, both] = [probe.draw(seed), probe.draw(seed), probe.draw(seed)];
  const more = listAt(probe.draw(seed + 500), subject.listPlace);
  const again = listAt(probe.draw(seed + 500), subject.listPlace);
  const own = listAt(both, subject.listPlace);
  if (!more || !again || !own) return undefined;
  other[subject.listPlace] = more;
  both[subject.listPlace] = [...own, ...again];
  return { one, other, both };
}

/** `f(xs + ys) = f(xs) + f(ys)` for sums and counts. */
export const sumsAdd: Law = {
  name: 'sums add up',
  applies: (subject) =>
    subject.listPlace >= 0 && named(subject, foldWords) && !named(subject, mixed),
  holds(subject, probe, seed) {
    const args = joined(subject, probe, seed);
    if (!args) return undefined;
    const [one, other, both] = [args.one, args.other, args.both].map((each) =>
      probe.observeOn(each, seed),
    );
    if (!one || !other || !both) return undefined;
    const [a, b, c] = [numberOf(one), numberOf(other), numberOf(both)];
    if (a === undefined || b === undefined || c === undefined)
      return one.kind === 'raised' && !one.deliberate ? false : undefined;
    return near(a + b, c);
  },
};

/** Nothing sums and counts to 0. */
export const nothingIsZero: Law = {
  name: 'nothing is zero',
  applies: sumsAdd.applies,
  holds(subject, probe, seed) {
    const args = probe.draw(seed);
    args[subject.listPlace] = [];
    const value = numberOf(probe.observeOn(args, seed));
    return value === undefined ? undefined : value === 0;
  },
};

const allWords = /^(all|every|each)$/;
const anyWords = /^(any|some|contains|has|exists|includes)$/;

/** All of nothing holds, any of nothing does not; more elements never make the first true or the second false. */
export const quantifiers: Law = {
  name: 'all and any',
  applies: (subject) =>
    subject.listPlace >= 0 &&
    /^(all|every|any|some|has|contains|are)$/.test(subject.fn.nameWords[0] ?? ''),
  holds(subject, probe, seed) {
    const isAll = named(subject, allWords);
    const isAny = !isAll && named(subject, anyWords);
    if (!isAll && !isAny) return undefined;
    const args = joined(subject, probe, seed);
    if (!args) return undefined;
    const [one, other, both] = [args.one, args.other, args.both].map((each) =>
      settled(probe.observeOn(each, seed).result),
    );
    if (typeof one !== 'boolean' || typeof other !== 'boolean' || typeof both !== 'boolean')
      return undefined;
    return both === (isAll ? one && other : one || other);
  },
};

/** An average lies between the least and the greatest number that it is made of. */
export const averagesLieBetween: Law = {
  name: 'averages lie between',
  applies: (subject) =>
    subject.listPlace >= 0 &&
    named(subject, /^(average|avg|mean)$/) &&
    !named(subject, /^(above|below|moving|rolling|deviation|weighted)$/),
  holds(subject, probe, seed) {
    const args = probe.draw(seed);
    const list = listAt(args, subject.listPlace);
    if (!list || list.length === 0) return undefined;
    const numbers = list.flatMap((each) => numbersIn(each));
    const run = probe.observeOn(args, seed);
    const value = numberOf(run);
    if (value === undefined) return run.kind === 'raised' && !run.deliberate ? false : undefined;
    // Rounding may move the value by up to one.
    return numbers.length === 0
      ? undefined
      : value >= Math.min(...numbers) - 1 && value <= Math.max(...numbers) + 1;
  },
};

function numbersIn(value: Value): readonly number[] {
  const at = settled(value);
  if (typeof at === 'number') return [at];
  return [...fingerprint(at).matchAll(/:(-?[\d.]+)/g)].map((found) => Number(found[1]));
}

/** Twice the same elements have the same average, largest and smallest. */
export const repetitionChangesNothing: Law = {
  name: 'repetition changes nothing',
  applies: (subject) =>
    subject.listPlace >= 0 &&
    named(
      subject,
      /^(average|avg|mean|max|maximum|min|minimum|largest|smallest|highest|lowest|longest|shortest|oldest|youngest|cheapest|unique|distinct)$/,
    ) &&
    !named(subject, /^(sum|index|count|second|subarray|profit|streak|run|consecutive)$/),
  holds(subject, probe, seed) {
    const once = probe.observe(seed);
    const args = probe.draw(seed);
    const again = listAt(probe.draw(seed), subject.listPlace);
    const own = listAt(args, subject.listPlace);
    if (!own || !again || own.length === 0 || once.kind !== 'returned') return undefined;
    args[subject.listPlace] = [...own, ...again];
    return probe.observeOn(args, seed).text === once.text;
  },
};
