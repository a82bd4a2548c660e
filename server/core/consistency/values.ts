import type { ClauseValue } from '../../../protocol/claims.ts';

/** How two values stand to each other; `incomparable` ones say nothing about each other. */
export type ValueRelation = 'equal' | 'different' | 'otherUnit' | 'incomparable';

/** Compares two values within what their words allow: rounding, “about”, “between”, “at least”. */
export function compareValues(one: ClauseValue, other: ClauseValue): ValueRelation {
  if (one.kind !== other.kind) return 'incomparable';
  switch (one.kind) {
    case 'date':
      return compareDates(
        one.date ?? [undefined, undefined, undefined],
        other.date ?? [undefined, undefined, undefined],
      );
    case 'time':
      return sameTime(one, other) ? 'equal' : 'different';
    case 'version':
      return compareVersions(one.digits, other.digits);
    case 'number':
      return compareNumbers(one, other);
  }
}

function compareNumbers(one: ClauseValue, other: ClauseValue): ValueRelation {
  if (one.unit !== other.unit) {
    const currencies = isCurrency(one.unit) && isCurrency(other.unit);
    return currencies && one.digits === other.digits ? 'otherUnit' : 'incomparable';
  }
  if (one.label !== undefined && other.label !== undefined && one.label !== other.label)
    return 'incomparable';
  if (overlaps(one, other)) return 'equal';
  return one.unitName !== other.unitName && one.digits === other.digits ? 'otherUnit' : 'different';
}

function overlaps(one: ClauseValue, other: ClauseValue): boolean {
  // Two limits of one kind are the same claim with two numbers; otherwise a limit allows all that it covers.
  if (one.bound === other.bound) return meets(one.low, one.high, other.low, other.high);
  const [low, high] = reach(one);
  const [otherLow, otherHigh] = reach(other);
  return meets(low, high, otherLow, otherHigh);
}

function reach({ low, high, bound }: ClauseValue): readonly [number, number] {
  if (bound === 'least') return [low, Number.POSITIVE_INFINITY];
  return bound === 'most' ? [Number.NEGATIVE_INFINITY, high] : [low, high];
}

function meets(low: number, high: number, otherLow: number, otherHigh: number): boolean {
  const slack =
    1e-6 *
    Math.max(...[low, high, otherLow, otherHigh].filter(Number.isFinite).map(Math.abs), 1e-9);
  return low <= otherHigh + slack && otherLow <= high + slack;
}

function isCurrency(unit: string): boolean {
  return /^[$€£¥]$/u.test(unit);
}

/** “4:00” may be before or after noon. */
function sameTime(one: ClauseValue, other: ClauseValue): boolean {
  const open = one.unitName === 'half day' || other.unitName === 'half day';
  const halfDay = 12 * 60;
  return open ? one.low % halfDay === other.low % halfDay : one.low === other.low;
}

type DateParts = NonNullable<ClauseValue['date']>;

/** Dates agree when no part that both give differs; dates without a common part say nothing about each other. */
function compareDates(one: DateParts, other: DateParts): ValueRelation {
  const common = one.flatMap((part, index) => {
    const counterpart = other[index];
    return part === undefined || counterpart === undefined ? [] : [part === counterpart];
  });
  if (common.length === 0) return 'incomparable';
  return common.every(Boolean) ? 'equal' : 'different';
}

/** 3.8 and 3.8.1 agree as far as both go; 3.8 and 3.10 do not. */
function compareVersions(one: string, other: string): ValueRelation {
  const parts = other.split('.');
  return one
    .split('.')
    .every((part, index) => parts[index] === undefined || Number(parts[index]) === Number(part))
    ? 'equal'
    : 'different';
}
