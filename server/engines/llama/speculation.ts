/**
 * Whether drafting pays on this model and machine, by what steps really took. A batch of several tokens is cheaper
 * than as many single ones only where memory is the bound, so a refuted draft can cost more than it could have saved.
 */
export interface Speculation {
  /** Another answer begins: what drafts won in the ones before is not lost in this one. */
  begin(): void;
  /** Tokens to draft for the next step; 0 when it would not pay, or might cost more than there is credit for. */
  length(): number;
  /** A step with `drafted` tokens of which `right` were right took so many milliseconds, making the draft included. */
  took(drafted: number, right: number, ms: number): void;
  /** So many milliseconds went by without a draft to show for them. */
  lost(ms: number): void;
  /** The first draft of the answer took so many milliseconds of preparation. */
  prepared(ms: number): void;
}

const shortest = 2;
const longest = 16;
/** Share of the whole time that failed drafts may cost. */
const toleratedLoss = 0.015;
/** Share of the time of plain steps that is set aside for preparations that nothing speaks for yet. */
const preparationShare = 0.0075;
/** Plain steps whose time may be lost before anything was gained. */
const firstCredit = 1;
/** No more than this many plain steps are kept as credit, so that a bad stretch ends soon. */
const mostCredit = 12;
/** Plain steps that tell what a token costs. */
const measuredSteps = 4;
const weight = 0.2;
/** A guess at what each drafted token adds to a step, in plain steps, until it is measured. */
const guessedShare = 0.5;

/**
 * With nothing measured yet; it is kept as long as the model is loaded. Where the first draft of an answer takes
 * `preparation` milliseconds, that is spent where the answers before won more than it, or once a small share of plain steps has
 * saved as much.
 */
export function createSpeculation(preparation: () => number = () => 0): Speculation {
  let plainMs: number | undefined;
  let plainSteps = 0;
  /** Milliseconds that a drafted token adds. */
  let addedMs: number | undefined;
  /** Milliseconds won so far, less those lost. */
  let credit = 0;
  let credited = false;
  let current = shortest;
  let isPrepared = false;
  /** Milliseconds set aside for a preparation that nothing speaks for yet. */
  let saved = 0;
  /** Milliseconds that this answer won by drafts, less those that it lost. */
  let net = 0;
  /** The same of the answers before; one that lost is remembered alone. */
  let worth = 0;

  function costOf(length: number): number {
    return length * (addedMs ?? guessedShare * (plainMs ?? 0));
  }

  function mayPrepare(): boolean {
    return isPrepared || worth > 0 || saved >= preparation();
  }

  return {
    begin() {
      credit = Math.min(credit, firstCredit * (plainMs ?? 0));
      current = shortest;
      if (isPrepared) worth = net < 0 || worth <= 0 ? net : worth + weight * (net - worth);
      isPrepared = false;
      net = 0;
    },
    length() {
      if (plainMs === undefined || plainSteps < measuredSteps || !mayPrepare()) return 0;
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
        saved = Math.min(saved + preparationShare * ms, preparation());
        return;
      }
      const plain = plainMs ?? ms;
      const added = Math.max(0, (ms - plain) / drafted);
      addedMs = addedMs === undefined ? added : addedMs + weight * (added - addedMs);
      const won = (right + 1) * plain - ms;
      net += won;
      credit = Math.min(credit + won, mostCredit * plain);
      current =
        right === drafted
          ? Math.min(longest, current * 2)
          : Math.max(shortest, Math.min(current, right + 1));
    },
    lost(ms) {
      net -= ms;
      credit -= ms;
      current = shortest;
    },
    prepared(ms) {
      isPrepared = true;
      net -= ms;
      saved = Math.max(0, saved - ms);
    },
  };
}
