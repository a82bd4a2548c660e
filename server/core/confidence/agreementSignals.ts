import type { CheckReport } from '../../../protocol/refine.ts';
import type { Signals } from './signals.ts';

/** Entropy in nats of a list of counts. */
export function entropyOfCounts(counts: readonly number[]): number {
  const total = counts.reduce((sum, count) => sum + count, 0);
  return counts.reduce(
    (sum, count) => (count > 0 ? sum - (count / total) * Math.log(count / total) : sum),
    0,
  );
}

/** How the samples' canonical answers agree with the chosen one; `undefined` is an answer that could not be read. */
export function agreementSignals(
  canonicals: readonly (string | undefined)[],
  chosen: string | undefined,
): Signals {
  if (canonicals.length === 0) return {};
  const counts = new Map<string | undefined, number>();
  for (const canonical of canonicals) counts.set(canonical, (counts.get(canonical) ?? 0) + 1);
  const unreadable = counts.get(undefined) ?? 0;
  const own = chosen === undefined ? 0 : (counts.get(chosen) ?? 0);
  const others = [...counts].flatMap(([answer, count]) =>
    answer === undefined || answer === chosen ? [] : [count],
  );
  return {
    share: own / canonicals.length,
    voteMargin: (own - Math.max(0, ...others)) / canonicals.length,
    voteEntropy: entropyOfCounts([...counts.values()]),
    distinct: counts.size - (unreadable > 0 ? 1 : 0),
    unreadable: unreadable / canonicals.length,
  };
}

/** What the exact checks say; nothing when none applied. */
export function checkSignals(reports: readonly CheckReport[]): Signals {
  const applied = reports.filter(({ status }) => status !== 'notChecked');
  if (applied.length === 0) return {};
  const passed = applied.filter(({ status }) => status === 'passed').length;
  return {
    checksPassed: passed / applied.length,
    checkFailed: passed < applied.length ? 1 : 0,
    checksApplied: applied.length,
  };
}
