import type { Probe } from '../behaviour/probe.ts';
import { seeds } from '../behaviour/traits.ts';
import type { FunctionInfo } from '../functionInfo.ts';
import { laws } from '../laws/index.ts';
import { lawSubject, type Law, type LawSubject } from '../laws/law.ts';
import { breathe } from '../run/stepBudget.ts';
import type { Trials } from './trials.ts';

/** For each version how many laws it keeps that the original breaks, and the other way round. */
export interface LawReport {
  readonly fixes: readonly number[];
  readonly breaks: readonly number[];
  /** Laws that the original keeps. */
  readonly kept: number;
}

/** No further version is held against laws from this share of the budget on; the rest is for comparing runs. */
const shareUntilLaws = 0.75;

/** Checks the laws that a function's name calls for. */
export async function lawEvidence(
  fn: FunctionInfo,
  original: Probe,
  { probes: versions, order, budget, signal }: Trials,
): Promise<LawReport> {
  const subject = lawSubject(fn, original);
  const fixes = versions.map(() => 0);
  const breaks = versions.map(() => 0);
  let kept = 0;
  for (const law of laws) {
    if (!law.applies(subject)) continue;
    const holds = verdictOf(law, subject, original);
    if (holds === undefined) continue;
    if (holds) kept += 1;
    for (const place of order) {
      if (budget.isSpent(shareUntilLaws)) break;
      await breathe(signal);
      const probe = versions[place];
      const now = probe && verdictOf(law, subject, probe);
      if (now === undefined || now === holds) continue;
      const counts = holds ? breaks : fixes;
      counts[place] = (counts[place] ?? 0) + 1;
    }
  }
  return { fixes, breaks, kept };
}

/** Whether a version keeps a law on every seed that says something; undefined where too few do. */
function verdictOf(law: Law, subject: LawSubject, probe: Probe): boolean | undefined {
  let counted = 0;
  for (const seed of seeds) {
    const holds = law.holds(subject, probe, seed);
    if (holds === false) return false;
    if (holds === true) counted += 1;
  }
  return counted >= 3 || (counted >= 1 && law.name === 'question') ? true : undefined;
}
