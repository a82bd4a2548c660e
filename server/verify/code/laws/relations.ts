import { seeds } from '../behaviour/traits.ts';
import type { Observation, Probe } from '../behaviour/probe.ts';
import { Dict, fingerprint, settled, type Value } from '../run/values.ts';
import { named, near, numberOf, type Law, type LawSubject } from './law.ts';
import { isQuestion } from './lists.ts';

function swapped(probe: Probe, seed: number): Observation {
  const [first, second, ...rest] = probe.draw(seed);
  return probe.observeOn([second, first, ...rest], seed);
}

function isPair(subject: LawSubject): boolean {
  const [a, b] = subject.kinds;
  return subject.kinds.length === 2 && a === b;
}

/** Distance, equality, overlap and the like do not depend on the order of their two arguments. */
export const symmetry: Law = {
  name: 'symmetric',
  applies: (subject) =>
    isPair(subject) &&
    named(
      subject,
      /^(distance|equal|equals|same|overlap|overlaps|overlapping|intersects|gcd|lcm|anagram|anagrams|hamming|similarity|dot|hypotenuse|midpoint|collide|collides|adjacent|matches|add|multiply)$/,
    ),
  holds(_subject, probe, seed) {
    const one = probe.observe(seed);
    const other = swapped(probe, seed);
    if (one.kind !== 'returned' || other.kind !== 'returned') return undefined;
    const [a, b] = [numberOf(one), numberOf(other)];
    return a !== undefined && b !== undefined ? near(a, b) : one.text === other.text;
  },
};

/** A comparison changes its sign when its arguments change places, and is 0 for one and the same. */
export const comparisons: Law = {
  name: 'comparison',
  applies: (subject) =>
    isPair(subject) && /^(compare|comparator|cmp|by)$/.test(subject.fn.nameWords[0] ?? ''),
  holds(_subject, probe, seed) {
    const [a, b] = [numberOf(probe.observe(seed)), numberOf(swapped(probe, seed))];
    return a === undefined || b === undefined ? undefined : Math.sign(a) === -Math.sign(b);
  },
};

/** What moves from one place to another is there afterwards. */
export const transfersConserve: Law = {
  name: 'transfers conserve',
  applies: (subject) =>
    named(subject, /^(transfer|move|exchange|shift)$/) &&
    subject.kinds.filter((kind) => kind === 'record' || kind === 'map').length >= 2,
  holds(_subject, probe, seed) {
    const args = probe.draw(seed);
    const before = sumOf(args);
    const run = probe.observeOn(args, seed);
    if (run.kind !== 'returned' || run.changed.length === 0) return undefined;
    return near(sumOf(args), before);
  },
};

function sumOf(values: readonly Value[]): number {
  return values.reduce<number>((sum, value) => {
    const at = settled(value);
    if (!(at instanceof Dict)) return sum;
    return (
      sum +
      at
        .values()
        .reduce<number>(
          (own, each) => own + (typeof settled(each) === 'number' ? Number(settled(each)) : 0),
          0,
        )
    );
  }, 0);
}

/** Done twice is done once: sorting, cleaning, capitalising. */
export const idempotence: Law = {
  name: 'idempotent',
  applies: (subject) =>
    subject.kinds.length === 1 &&
    named(
      subject,
      /^(sort|sorted|unique|dedupe|normalize|clean|trim|slugify|capitalize|capitalise|uppercase|lowercase|flatten|compact|sanitize|abs|floor)$/,
    ),
  holds(_subject, probe, seed) {
    const once = probe.observe(seed);
    if (
      once.kind !== 'returned' ||
      typeof settled(once.result) !== typeof settled(probe.draw(seed)[0])
    )
      return undefined;
    const twice = probe.observeOn([once.result], seed);
    return twice.kind === 'returned' ? fingerprint(twice.result) === once.text : undefined;
  },
};

/** Reversing twice gives the original back. */
export const involution: Law = {
  name: 'involution',
  applies: (subject) =>
    subject.kinds.length === 1 &&
    named(subject, /^(reverse|reversed|negate|invert|transpose|mirror|flip|swap)$/) &&
    !named(subject, /^(is|words|object|keys)$/),
  holds(_subject, probe, seed) {
    const before = fingerprint(probe.draw(seed)[0]);
    const once = probe.observe(seed);
    if (once.kind !== 'returned' || once.result === undefined || once.result === null)
      return undefined;
    const twice = probe.observeOn([once.result], seed);
    return twice.kind === 'returned' ? fingerprint(twice.result) === before : false;
  },
};

/** A question is answered with yes or no, and not always with the same. */
export const questions: Law = {
  name: 'question',
  applies: (subject) => isQuestion(subject) && subject.kinds.length > 0,
  holds(_subject, probe, seed) {
    if (seed !== seeds[0]) return undefined;
    const answers = seeds
      .map((each) => probe.observe(each))
      .filter((run) => run.kind === 'returned')
      .map((run) => run.text);
    if (answers.length < 6) return undefined;
    return answers.every((answer) => /^(true|false)$/.test(answer)) && new Set(answers).size === 2;
  },
};

/** Discounts lower a price and taxes raise it, for positive amounts and shares below one hundred percent. */
export const amounts: Law = {
  name: 'amounts',
  applies: (subject) =>
    subject.kinds.length === 2 &&
    subject.kinds.every((kind) => kind === 'number') &&
    /^(apply|price|with|add|total|discounted|after|final|increase|decrease|raise|reduce|gross|net)$/.test(
      subject.fn.nameWords[0] ?? '',
    ) &&
    named(subject, up) !== named(subject, down),
  holds(subject, probe, seed) {
    const shares =
      named(subject, /^(rate|fraction)$/) ||
      /\b(rate|fraction|share)\b/i.test(
        subject.fn.parameters.map((parameter) => parameter.name).join(' '),
      ) ||
      /[a-z]Rate\b/.test(subject.fn.parameters.map((parameter) => parameter.name).join(' '));
    const [amount, share] = [
      100 + seed * 7,
      shares ? 0.05 * (1 + (seed % 5)) : 5 * (1 + (seed % 5)),
    ];
    const value = numberOf(probe.observeOn([amount, share], seed));
    if (value === undefined) return undefined;
    return named(subject, up) ? value > amount && value < amount * 2 : value < amount && value > 0;
  },
};
const up = /^(tax|vat|tip|markup|interest|surcharge|increase|raise|gross|fee)$/;
const down = /^(discount|discounted|reduce|reduction|decrease|rebate|sale)$/;
