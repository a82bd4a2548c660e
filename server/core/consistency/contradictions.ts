import type { Clause, ClauseValue, NameSlot } from '../../../protocol/claims.ts';
import type { OffsetRange } from '../../../protocol/text.ts';
import type { Conflict } from '../ensemble/answer.ts';
import { relate } from './related.ts';
import { compareValues } from './values.ts';

/** Two sentences that cannot both be right; ranges are into the two texts. */
export interface Contradiction {
  readonly kind: Conflict['kind'];
  readonly one: OffsetRange;
  readonly other: OffsetRange;
  /** What the first text says in the disputed place: a value or a name. */
  readonly says?: string;
}

/**
 * Finds what two texts cannot both be right about. Precision goes before recall: a pair of clauses counts only
 * when both are stated, are about the same thing, and differ in one number, unit, date, name or negation, while
 * no other clause of either text agrees with the other side.
 */
export function findContradictions(
  one: readonly Clause[],
  other: readonly Clause[],
): readonly Contradiction[] {
  const found: Contradiction[] = [...polarAnswers(one, other)];
  const agreed = agreements(one, other);
  for (const left of one) {
    for (const right of other) {
      if (agreed.has(left) || agreed.has(right)) continue;
      const conflict = conflictOf(left, right);
      if (conflict) found.push({ ...conflict, one: left.range, other: right.range });
    }
  }
  return unique(found);
}

/** Clauses that the other text confirms: a solution may pass through numbers that another one skips. */
function agreements(one: readonly Clause[], other: readonly Clause[]): ReadonlySet<Clause> {
  const agreed = new Set<Clause>();
  for (const left of one) {
    for (const right of other) {
      if (!confirms(left, right)) continue;
      agreed.add(left);
      agreed.add(right);
    }
  }
  return agreed;
}

function confirms(left: Clause, right: Clause): boolean {
  const relation = relate(left, right);
  if (!relation.oneSided || left.negated !== right.negated) return false;
  if (left.slot && right.slot && sameName(left.slot, right.slot) && relation.shared > 0)
    return true;
  const values = claimed(left).length > 0 && claimed(right).length > 0;
  if (!values) return relation.overlap === 1 && !left.slot && !right.slot;
  return (
    (relation.shared > 0 || (isAnswer(left) && isAnswer(right))) &&
    unmatched(left, right).length === 0
  );
}

/** Two clauses are about the same thing when they share at least this much of their words. */
const leastOverlap = 0.5;

type Disputed = Pick<Contradiction, 'kind' | 'says'>;

/** What two clauses dispute, if anything. */
function conflictOf(left: Clause, right: Clause): Disputed | undefined {
  if (isOpen(left) || isOpen(right)) return undefined;
  const relation = relate(left, right);
  if (!relation.oneSided || !sameCircumstances(left, right)) return undefined;
  if (left.negated !== right.negated) {
    const sure = left.stance === 'stated' && right.stance === 'stated';
    const same = relation.overlap >= 0.75 && relation.shared > 0 && relation.sameAction;
    const enough = wordCount(left) >= 2 && wordCount(right) >= 2;
    const values = unmatched(left, right).length === 0 && !differentNames(left, right);
    return sure && same && enough && values ? { kind: 'negation' } : undefined;
  }
  if (!relation.sameAction) return undefined;
  const answers = isAnswer(left) && isAnswer(right);
  if (!answers && (relation.shared === 0 || relation.overlap < leastOverlap)) return undefined;
  const value = valueConflict(left, right);
  if (value) return value;
  return differentNames(left, right) ? { kind: 'name', says: left.slot?.text } : undefined;
}

/** “42”, “A: 42”, “The answer is 42”: the answer to the question that both texts were asked. */
function isAnswer({ words, values }: Clause): boolean {
  const bare = words.every(({ root }) => /^(?:a|answer|result|solution|final)$/u.test(root));
  return bare && values.length === 1;
}

function isOpen({ stance }: Clause): boolean {
  return stance === 'asked' || stance === 'supposed';
}

function wordCount({ words }: Clause): number {
  return words.length;
}

/** “Chapter 3” and “In 2019, …” say what is spoken of, so where they differ there is nothing to compare. */
function sameCircumstances(left: Clause, right: Clause): boolean {
  const circumstances = (clause: Clause): readonly ClauseValue[] =>
    clause.values.filter(({ role }) => role !== 'value');
  return circumstances(left).every((value) =>
    circumstances(right).every((against) => {
      const relation = compareValues(value, against);
      return relation === 'equal' || relation === 'incomparable';
    }),
  );
}

function claimed(clause: Clause): readonly ClauseValue[] {
  return clause.values.filter(({ role }) => role === 'value');
}

/** Pairs of values that are comparable and differ, where neither has its equal on the other side. */
function unmatched(
  left: Clause,
  right: Clause,
): readonly { readonly value: ClauseValue; readonly unit: boolean }[] {
  const free = (own: Clause, others: Clause): readonly ClauseValue[] =>
    claimed(own).filter(
      (value) => !others.values.some((each) => compareValues(value, each) === 'equal'),
    );
  const rest = free(right, left);
  return free(left, right).flatMap((value) => {
    const against = rest
      .map((each) => compareValues(value, each))
      .find((each) => each !== 'incomparable');
    return against === undefined ? [] : [{ value, unit: against === 'otherUnit' }];
  });
}

function valueConflict(left: Clause, right: Clause): Disputed | undefined {
  const pairs = unmatched(left, right);
  const dated = pairs.filter(({ value }) => value.kind === 'date' || value.kind === 'time');
  // Another day may well have another number, so only one of the two can be what is disputed.
  if (dated.length > 0 && dated.length < pairs.length) return undefined;
  const first = pairs[0];
  if (!first) return undefined;
  const says = first.value.text;
  if (dated.length > 0) return { kind: 'date', says };
  return { kind: first.unit ? 'unit' : 'number', says };
}

function differentNames(left: Clause, right: Clause): boolean {
  if (!left.slot || !right.slot) return false;
  return left.slot.frame === right.slot.frame && !sameName(left.slot, right.slot);
}

/** “Fleming” and “Alexander Fleming”, `a.ts` and `src/a.ts`, “NYC” and “New York City” are the same name. */
function sameName(one: NameSlot, other: NameSlot): boolean {
  const [short, long] = one.parts.length <= other.parts.length ? [one, other] : [other, one];
  if (short.parts.every((part) => long.parts.includes(part))) return true;
  const [brief, full] = [one.text, other.text].sort((a, b) => a.length - b.length) as [
    string,
    string,
  ];
  if (
    full.toLowerCase().endsWith(`/${brief.toLowerCase()}`) ||
    full.toLowerCase().endsWith(`.${brief.toLowerCase()}`)
  )
    return true;
  const initials = (slot: NameSlot): string => slot.parts.map((part) => part[0] ?? '').join('');
  return short.parts.length === 1 && short.parts[0]?.replaceAll('.', '') === initials(long);
}

function polarAnswers(one: readonly Clause[], other: readonly Clause[]): readonly Contradiction[] {
  const [left, right] = [one[0], other[0]];
  if (left?.opens === undefined || right?.opens === undefined || left.opens === right.opens)
    return [];
  return [{ kind: 'negation', one: left.range, other: right.range }];
}

function unique(found: readonly Contradiction[]): readonly Contradiction[] {
  const byPlace = new Map<string, Contradiction>();
  for (const each of found) {
    const key = `${each.one.start}:${each.other.start}`;
    if (!byPlace.has(key)) byPlace.set(key, each);
  }
  return [...byPlace.values()];
}
