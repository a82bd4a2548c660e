/**
 * Whether drafting pays on this model and machine, by what steps really took. A batch of several tokens is cheaper
 * than as many single ones only where memory is the bound, so a refuted draft can cost more than it could have saved.
 */
export interface Speculation {
  /** Another answer begins: what drafts won in the ones before is not lost in this one. */
  begin(): void;
  /** Tokens to draft for the next step; 0 when it would not pay, or might cost more than there is credit for. */
  length(): number;
  /** A step with `drafted` tokens of which `right` were right took so many milliseconds. */
  took(drafted: number, right: number, ms: number): void;
}

const shortest = 2;
const longest = 16;
/** Share of the whole time that failed drafts may cost. */
const toleratedLoss = 0.015;
/** Plain steps whose time may be lost before anything was gained. */
const firstCredit = 1;
/** No more than this many plain steps are kept as credit, so that a bad stretch ends soon. */
const mostCredit = 12;
/** Plain steps that tell what a token costs. */
const measuredSteps = 4;
const weight = 0.2;
/** A guess at what each drafted token adds to a step, in plain steps, until it is measured. */
const guessedShare = 0.5;

/** With nothing measured yet; it is kept as long as the model is loaded. */
export function createSpeculation(): Speculation {
  let plainMs: number | undefined;
  let plainSteps = 0;
  /** Milliseconds that a drafted token adds. */
  let addedMs: number | undefined;
  /** Milliseconds won so far, less those lost. */
  let credit = 0;
  let credited = false;
  let current = shortest;

  function costOf(length: number): number {
    return length * (addedMs ?? guessedShare * (plainMs ?? 0));
  }

  return {
    begin() {
      credit = Math.min(credit, firstCredit * (plainMs ?? 0));
      current = shortest;
    },
    length() {
      if (plainMs === undefined || plainSteps < measuredSteps) return 0;
      if (!credited) {
        credited = true;
        credit += firstCredit * plainMs;
      }
      for (let length = current; length >= shortest; length = Math.floor(length / 2)) {
        // Even if all of it is right, a batch may take longer than its tokens one by one.
        const pays = costOf(length) < length * plainMs;
        if (pays && costOf(length) <= credit) return length;
      }
      return 0;
    },
    took(drafted, right, ms) {
      if (drafted === 0) {
        plainSteps++;
        plainMs = plainMs === undefined ? ms : plainMs + weight * (ms - plainMs);
        credit = Math.min(credit + toleratedLoss * ms, mostCredit * plainMs);
        return;
      }
      const plain = plainMs ?? ms;
      const added = Math.max(0, (ms - plain) / drafted);
      addedMs = addedMs === undefined ? added : addedMs + weight * (added - addedMs);
      credit = Math.min(credit + (right + 1) * plain - ms, mostCredit * plain);
      current =
        right === drafted
          ? Math.min(longest, current * 2)
          : Math.max(shortest, Math.min(current, right + 1));
    },
  };
}
