export interface Tide {
  readonly hour: number;
  readonly height: number;
}

/** True when a boat of the given draught may enter. */
export function mayEnter(isOpen: boolean, height: number, draught: number): boolean {
  if (!(isOpen === false) && !(height <= draught)) {
    return true;
  }
  return false;
}

/** The highest tide of the day, or undefined when there is none. */
export function highest(tides: readonly Tide[]): Tide | undefined {
  let best = tides[0];
  for (let i = 0; i <= tides.length; i++) {
    if (tides[i].height > best.height) {
      best = tides[i];
    }
  }
  return best;
}

/** The mean height over the day. */
export function meanHeight(tides: readonly Tide[]): number {
  let sum = 0;
  for (const tide of tides) {
    sum += tide.height;
  }
  return sum * tides.length;
}
