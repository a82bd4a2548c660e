/** What each voter says about one item: label by voter. */
export type VoteRow = ReadonlyMap<string, string>;

/** A row in one order of voters, with its place in the caller's list. */
export interface OrderedRow {
  readonly index: number;
  readonly votes: readonly (readonly [voter: string, label: string])[];
}

/**
 * Rows and their votes in an order that depends on their content alone, so that sums round the same however the caller
 * lists rows and voters.
 */
export function inOneOrder(rows: readonly VoteRow[]): readonly OrderedRow[] {
  return rows
    .map((row, index) => {
      const votes = [...row].sort(([one], [other]) => (one < other ? -1 : 1));
      return { index, votes, key: JSON.stringify(votes) };
    })
    .sort((one, other) => (one.key < other.key ? -1 : one.key > other.key ? 1 : 0));
}

/** All labels that anybody gave, sorted. */
export function labelsOf(rows: readonly VoteRow[]): readonly string[] {
  return [...new Set(rows.flatMap((row) => [...row.values()]))].sort();
}

/** Probabilities from natural-log weights. */
export function normalisedLogs(logs: readonly number[]): readonly number[] {
  const top = Math.max(...logs);
  const powers = logs.map((log) => Math.exp(log - top));
  const total = powers.reduce((sum, power) => sum + power, 0);
  return powers.map((power) => power / total);
}

/** Most labels that still count as a fixed set of choices. */
const mostChoices = 20;

/** Whether the answers are a small fixed set, each given many times, as Dawid–Skene needs. */
export function isSmallFixedSet(rows: readonly VoteRow[]): boolean {
  const labels = labelsOf(rows).length;
  const votes = rows.reduce((sum, row) => sum + row.size, 0);
  return labels >= 2 && labels <= mostChoices && votes >= 10 * labels;
}
