import { inOneOrder, labelsOf, normalisedLogs, type OrderedRow, type VoteRow } from './votes.ts';

export interface DawidSkeneOptions {
  /** Count added to every cell of a confusion matrix and to every class; default 0.05. */
  readonly smoothing?: number;
  /** Largest change of a posterior at which the iteration ends; default 1e-6. */
  readonly tolerance?: number;
  readonly rounds?: number;
}

/** Probabilities of what a voter says, by what is true. */
export type Confusion = Readonly<Record<string, Readonly<Record<string, number>>>>;

/** What disagreement alone tells about items and voters. */
export interface CrowdModel {
  /** Probability of each label, one map for each row as given. */
  readonly posteriors: readonly ReadonlyMap<string, number>[];
  /** Share of each true label. */
  readonly prior: Readonly<Record<string, number>>;
  readonly confusion: Readonly<Record<string, Confusion>>;
  /** Probability that a voter says what is true, over the prior. */
  readonly accuracies: Readonly<Record<string, number>>;
}

interface Parameters {
  readonly prior: readonly number[];
  /** By voter: true label × said label. */
  readonly confusion: ReadonlyMap<string, readonly (readonly number[])[]>;
}

/**
 * The model of Dawid and Skene (1979) for voters with individual confusions, by expectation–maximisation from the vote
 * shares; the class prior is estimated. Smoothing is small, since voters with few votes are many.
 */
export function dawidSkene(rows: readonly VoteRow[], options: DawidSkeneOptions = {}): CrowdModel {
  const { smoothing = 0.05, tolerance = 1e-6, rounds = 200 } = options;
  const labels = labelsOf(rows);
  const ordered = inOneOrder(rows);
  let posteriors = ordered.map((row) => voteShares(row, labels));
  let parameters = maximise(ordered, posteriors, labels, smoothing);
  for (let round = 0; round < rounds; round++) {
    const next = ordered.map((row) => expect(row, parameters, labels));
    const change = largestChange(posteriors, next);
    posteriors = next;
    parameters = maximise(ordered, posteriors, labels, smoothing);
    if (change < tolerance) break;
  }
  return describe(ordered, posteriors, parameters, labels);
}

function voteShares({ votes }: OrderedRow, labels: readonly string[]): readonly number[] {
  return labels.map((label) => votes.filter(([, said]) => said === label).length / votes.length);
}

function maximise(
  rows: readonly OrderedRow[],
  posteriors: readonly (readonly number[])[],
  labels: readonly string[],
  smoothing: number,
): Parameters {
  const prior = labels.map(() => smoothing);
  const counts = new Map<string, number[][]>();
  rows.forEach(({ votes }, at) => {
    const posterior = posteriors[at] ?? [];
    posterior.forEach((p, truth) => (prior[truth] = (prior[truth] ?? 0) + p));
    for (const [voter, label] of votes) {
      const table = counts.get(voter) ?? labels.map(() => labels.map(() => smoothing));
      counts.set(voter, table);
      const said = labels.indexOf(label);
      posterior.forEach((p, truth) => {
        const line = table[truth] ?? [];
        line[said] = (line[said] ?? 0) + p;
      });
    }
  });
  const confusion = [...counts].map(([voter, table]) => [voter, table.map(normalised)] as const);
  return { prior: normalised(prior), confusion: new Map(confusion) };
}

function expect(
  { votes }: OrderedRow,
  { prior, confusion }: Parameters,
  labels: readonly string[],
): readonly number[] {
  const said = votes.map(
    ([voter, label]) => [confusion.get(voter), labels.indexOf(label)] as const,
  );
  return normalisedLogs(
    labels.map((_, truth) =>
      said.reduce(
        (sum, [table, label]) => sum + Math.log(table?.[truth]?.[label] ?? 1),
        Math.log(prior[truth] ?? 0),
      ),
    ),
  );
}

function describe(
  rows: readonly OrderedRow[],
  posteriors: readonly (readonly number[])[],
  { prior, confusion }: Parameters,
  labels: readonly string[],
): CrowdModel {
  const named = (values: readonly number[] | undefined): Record<string, number> =>
    Object.fromEntries(labels.map((label, at) => [label, values?.[at] ?? 0]));
  const byRow: ReadonlyMap<string, number>[] = [];
  rows.forEach(({ index }, at) => (byRow[index] = new Map(Object.entries(named(posteriors[at])))));
  const voters = [...confusion].sort(([one], [other]) => (one < other ? -1 : 1));
  return {
    posteriors: byRow,
    prior: named(prior),
    confusion: Object.fromEntries(
      voters.map(([voter, table]) => [
        voter,
        Object.fromEntries(labels.map((label, truth) => [label, named(table[truth])])),
      ]),
    ),
    accuracies: Object.fromEntries(
      voters.map(([voter, table]) => [
        voter,
        prior.reduce((sum, share, truth) => sum + share * (table[truth]?.[truth] ?? 0), 0),
      ]),
    ),
  };
}

function largestChange(
  before: readonly (readonly number[])[],
  after: readonly (readonly number[])[],
): number {
  let change = 0;
  after.forEach((row, at) =>
    row.forEach(
      (p, label) => (change = Math.max(change, Math.abs(p - (before[at]?.[label] ?? 0)))),
    ),
  );
  return change;
}

function normalised(values: readonly number[]): readonly number[] {
  const total = values.reduce((sum, value) => sum + value, 0);
  return values.map((value) => value / total);
}
