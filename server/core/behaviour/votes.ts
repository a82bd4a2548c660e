import type { CandidateRun, CandidateTests, Outcome } from '../../../protocol/behaviour.ts';

/** Index of a candidate that cannot be used. */
export const unusable = -1;

/** An outcome as text, equal for outcomes that are the same. */
function outcomeKey(outcome: Outcome): string {
  if (outcome.kind === 'value') return `v${outcome.repr}`;
  return outcome.kind === 'error' ? `e${outcome.type}` : 't';
}

/** All outcomes of a candidate as one text; undefined for one that cannot be used. */
export function signatureOf(run: CandidateRun): string | undefined {
  return run.usable ? JSON.stringify(run.outcomes.map(outcomeKey)) : undefined;
}

/**
 * Clusters of candidates with the same outcome on every input, numbered in order of their first member. A candidate
 * that cannot be used, or that does nothing that can be observed, is in none.
 */
export function clustersOf(runs: readonly CandidateRun[]): readonly number[] {
  const numbers = new Map<string, number>();
  return runs.map((run) => {
    if (!isObservable(run)) return unusable;
    const key = signatureOf(run) ?? '';
    const known = numbers.get(key) ?? numbers.size;
    numbers.set(key, known);
    return known;
  });
}

const nothing: ReadonlySet<string> = new Set(['None', 'undefined']);

/**
 * Whether the candidate does something on at least one input. An unfinished body returns nothing on every input, and
 * all unfinished bodies would agree with one another.
 */
export function isObservable(run: CandidateRun): boolean {
  return (
    run.usable &&
    run.outcomes.some((outcome) => outcome.kind === 'value' && !nothing.has(outcome.repr))
  );
}

/**
 * Functional soft vote: the share of candidates that have the same value, averaged over inputs,
 * `Σ_t w_t Σ_j [same value] / (n Σ_t w_t)`, between 0 and 1 (MBR-exec, https://arxiv.org/abs/2204.11454). Two errors do
 * not agree. An input weighs as much as the share of candidates that answer it: few answer what was never meant.
 */
export function softVote(runs: readonly CandidateRun[]): readonly number[] {
  const voters = runs.map((run) => (isObservable(run) && run.usable ? run.outcomes : []));
  const inputs = Math.max(0, ...voters.map(({ length }) => length));
  const scores = runs.map(() => 0);
  let weights = 0;
  for (let input = 0; input < inputs; input++) {
    const groups = groupsOn(voters, input);
    const weight = groups.reduce((sum, { length }) => sum + length, 0) / runs.length;
    weights += weight;
    for (const group of groups)
      for (const index of group) scores[index] = (scores[index] ?? 0) + weight * group.length;
  }
  return scores.map((score) => (weights === 0 ? 0 : score / weights / runs.length));
}

/** Candidates with the same value on an input, by index. */
function groupsOn(
  voters: readonly (readonly Outcome[])[],
  input: number,
): readonly (readonly number[])[] {
  const groups = new Map<string, number[]>();
  for (const [index, outcomes] of voters.entries()) {
    const outcome = outcomes[input];
    if (outcome?.kind !== 'value') continue;
    const group = groups.get(outcome.repr) ?? [];
    group.push(index);
    groups.set(outcome.repr, group);
  }
  return [...groups.values()];
}

/**
 * CodeT's score of each of several distinct programs, `√n · |T|`: n programs pass exactly the same tests T
 * (https://arxiv.org/abs/2207.10397).
 */
export function codeT(runs: readonly CandidateTests[]): readonly number[] {
  const passed = runs.map(passedTests);
  const groups = new Map<string, number>();
  for (const tests of passed) groups.set(tests.join(), (groups.get(tests.join()) ?? 0) + 1);
  return passed.map((tests) => Math.sqrt(groups.get(tests.join()) ?? 0) * tests.length);
}

function passedTests(run: CandidateTests): readonly number[] {
  if (!run.usable) return [];
  return run.outcomes.flatMap((outcome, index) => (outcome === 'passed' ? [index] : []));
}

/** What tests say about each candidate. */
export interface TestScores {
  readonly codeT: readonly number[];
  /** Share of the question's own examples that hold; absent when it has none. */
  readonly examples?: readonly number[];
}

/** Small enough to decide between candidates of equal support only. */
const tieWeight = 1e-6;

/**
 * The support of candidates with tests taken into account. The question's own examples are facts, so a candidate
 * counts by the part of them that it meets. Tests that members wrote are often wrong: CodeT decides only between
 * candidates of equal support, which on recorded samples beats every mixture of the two.
 */
export function withTests(shares: readonly number[], tests: TestScores): readonly number[] {
  const bestTests = Math.max(...tests.codeT, Number.MIN_VALUE);
  const bestExamples = Math.max(...(tests.examples ?? []), 0);
  return shares.map((share, index) => {
    const met = bestExamples === 0 ? 1 : (tests.examples?.[index] ?? 0) / bestExamples;
    return met * share * (1 + (tieWeight * (tests.codeT[index] ?? 0)) / bestTests);
  });
}
