import type { MeasuredSuite } from '../../protocol/measure.ts';

/** How many items to measure. */
export interface Size {
  readonly kind: 'sample' | 'some' | 'all';
  readonly items: number;
  /** The memory of each system is watched, too. */
  readonly memory: boolean;
  /** Absent where nothing is known of this pool. */
  readonly minutes?: Minutes;
}

/** Whole minutes that a measurement may take. */
export interface Minutes {
  readonly from: number;
  readonly to: number;
  /** Measured on this machine before. */
  readonly known: boolean;
}

const sampleItems = 30;
const steps = [120, 400];

/** A machine that does other things, or a slower one, takes up to so many times as long as the quiet one. */
const slowest = 4;

/** Starting the pool and reading the exact tools' data, in seconds. */
const startSeconds = 20;

/** Watching the memory of every system in processes of its own, in seconds on the quiet machine. */
const memorySeconds = 60;

/** A short sample first, all items last. */
export function sizesOf(
  suite: Pick<MeasuredSuite, 'items' | 'secondsPerItem' | 'paceKnown'>,
): readonly Size[] {
  const counts = [sampleItems, ...steps].filter((count) => count < suite.items);
  const all = { kind: 'all', items: suite.items } as const;
  const some = counts.map((items, at) => ({
    kind: at === 0 ? ('sample' as const) : ('some' as const),
    items,
  }));
  return [...some, all].map((size) => {
    const memory = size.items > sampleItems;
    const minutes = minutesFor(suite, size.items, memory);
    return { ...size, memory, ...(minutes && { minutes }) };
  });
}

function minutesFor(
  { secondsPerItem, paceKnown = false }: Pick<MeasuredSuite, 'secondsPerItem' | 'paceKnown'>,
  items: number,
  memory: boolean,
): Minutes | undefined {
  if (secondsPerItem === undefined) return undefined;
  const seconds = startSeconds + items * secondsPerItem + (memory ? memorySeconds : 0);
  const whole = (value: number): number => Math.max(1, Math.ceil(value / 60));
  return paceKnown
    ? { from: whole(seconds), to: whole(seconds), known: true }
    : { from: whole(seconds), to: whole(slowest * seconds), known: false };
}

/** Items of a file of JSON Lines: lines that are not blank. */
export function countLines(text: string): number {
  return text.split('\n').filter((line) => line.trim() !== '').length;
}
