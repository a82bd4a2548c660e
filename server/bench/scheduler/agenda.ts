/** Simulated time: what was put down for later happens in order of time, then in order of entry. */
export interface Agenda {
  now(): number;
  /** The answer takes it off again. */
  at(moment: number, action: () => void): () => void;
  /** Goes on until nothing is left. */
  run(): void;
}

interface Entry {
  readonly moment: number;
  readonly turn: number;
  readonly action: () => void;
  cancelled: boolean;
}

/** An agenda at time 0, kept as a binary heap. */
export function createAgenda(): Agenda {
  const heap: Entry[] = [];
  let now = 0;
  let turn = 0;
  const earlier = (one: Entry, other: Entry): boolean =>
    one.moment < other.moment || (one.moment === other.moment && one.turn < other.turn);

  function push(entry: Entry): void {
    let at = heap.push(entry) - 1;
    while (at > 0) {
      const above = (at - 1) >> 1;
      if (earlier(heap[above] as Entry, entry)) break;
      heap[at] = heap[above] as Entry;
      at = above;
    }
    heap[at] = entry;
  }

  function pop(): Entry | undefined {
    const first = heap[0];
    const last = heap.pop();
    if (!first || !last || heap.length === 0) return first;
    let at = 0;
    for (;;) {
      let child = 2 * at + 1;
      if (child >= heap.length) break;
      if (child + 1 < heap.length && earlier(heap[child + 1] as Entry, heap[child] as Entry))
        child++;
      if (earlier(last, heap[child] as Entry)) break;
      heap[at] = heap[child] as Entry;
      at = child;
    }
    heap[at] = last;
    return first;
  }

  return {
    now: () => now,
    at(moment, action) {
      const entry = { moment: Math.max(now, moment), turn: turn++, action, cancelled: false };
      push(entry);
      return () => {
        entry.cancelled = true;
      };
    },
    run() {
      for (let entry = pop(); entry; entry = pop()) {
        if (entry.cancelled) continue;
        now = entry.moment;
        entry.action();
      }
    },
  };
}
