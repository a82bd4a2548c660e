/** Training questions as sets of weighted terms, for finding the most similar ones. */
export interface Neighbourhood {
  /** The `count` most similar questions by cosine, most similar first; of equal ones the earlier first. */
  nearest(terms: readonly WeightedTerm[], count: number): readonly Neighbour[];
}

export interface WeightedTerm {
  readonly bucket: number;
  readonly weight: number;
}

export interface Neighbour {
  readonly row: number;
  /** Cosine, 0 to 1. */
  readonly similarity: number;
}

/** An inverted index over rows whose terms' weights have length one. */
export function createNeighbourhood(
  rows: readonly (readonly WeightedTerm[])[],
  buckets: number,
): Neighbourhood {
  const starts = new Int32Array(buckets + 1);
  for (const row of rows) for (const { bucket } of row) starts[bucket + 1]! += 1;
  for (let at = 0; at < buckets; at += 1) starts[at + 1]! += starts[at]!;
  const fill = starts.slice();
  const postings = new Int32Array(starts[buckets]!);
  const weights = new Float32Array(postings.length);
  rows.forEach((row, number) => {
    for (const { bucket, weight } of row) {
      const at = fill[bucket]!;
      fill[bucket] = at + 1;
      postings[at] = number;
      weights[at] = weight;
    }
  });
  // Reused between calls, and all zero between them.
  const sums = new Float64Array(rows.length);
  return {
    nearest(terms, count) {
      const touched: number[] = [];
      for (const { bucket, weight } of terms) {
        const end = starts[bucket + 1]!;
        for (let at = starts[bucket]!; at < end; at += 1) {
          const row = postings[at]!;
          if (sums[row] === 0) touched.push(row);
          sums[row] = sums[row]! + weight * weights[at]!;
        }
      }
      const found = top(touched, sums, count);
      for (const row of touched) sums[row] = 0;
      return found;
    },
  };
}

/** The best rows by one pass over a small sorted list. */
function top(rows: readonly number[], sums: Float64Array, count: number): readonly Neighbour[] {
  const best: { row: number; similarity: number }[] = [];
  for (const row of rows) {
    const similarity = sums[row]!;
    const last = best[best.length - 1];
    if (best.length === count && last && !isBefore(row, similarity, last)) continue;
    let at = best.length;
    while (at > 0 && isBefore(row, similarity, best[at - 1]!)) at -= 1;
    best.splice(at, 0, { row, similarity });
    if (best.length > count) best.pop();
  }
  return best;
}

function isBefore(row: number, similarity: number, other: Neighbour): boolean {
  return similarity > other.similarity || (similarity === other.similarity && row < other.row);
}
