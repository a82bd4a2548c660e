import type { Bytes } from './types.ts';

/** Whether every device has room for it. */
export function fits(needed: Bytes, free: Bytes): boolean {
  return Object.entries(needed).every(([device, bytes]) => bytes <= (free[device] ?? 0));
}

export function plus(one: Bytes, other: Bytes): Bytes {
  return combine(one, other, 1);
}

export function minus(one: Bytes, other: Bytes): Bytes {
  return combine(one, other, -1);
}

/** What is used on each device together. */
export function sumOf(all: readonly Bytes[]): Bytes {
  return all.reduce(plus, {});
}

/** The device that lacks most, with what is needed and what there is; the first one when none lacks. */
export function scarcest(needed: Bytes, free: Bytes): { needed: number; free: number } {
  const [worst] = Object.entries(needed)
    .map(([device, bytes]) => ({ needed: bytes, free: Math.max(0, free[device] ?? 0) }))
    .sort((one, other) => other.needed - other.free - (one.needed - one.free));
  return worst ?? { needed: 0, free: 0 };
}

function combine(one: Bytes, other: Bytes, sign: 1 | -1): Bytes {
  const devices = new Set([...Object.keys(one), ...Object.keys(other)]);
  return Object.fromEntries(
    [...devices].map((device) => [device, (one[device] ?? 0) + sign * (other[device] ?? 0)]),
  );
}
