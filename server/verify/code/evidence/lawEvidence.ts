import type { Probe } from '../behaviour/probe.ts';
import { seeds } from '../behaviour/traits.ts';
import { breathe } from '../breathe.ts';
import type { FunctionInfo } from '../functionInfo.ts';
import { laws } from '../laws/index.ts';
import { lawSubject, type Law, type LawSubject } from '../laws/law.ts';
import type { Leave } from './leave.ts';

/** For each version how many laws it keeps that the original breaks, and the other way round. */
export interface LawReport {
  readonly fixes: readonly number[];
  readonly breaks: readonly number[];
  /** Laws that the original keeps. */
  readonly kept: number;
}

/** Checks the laws that a function's name calls for; versions in the given order, while there is leave to. */
export async function lawEvidence(
  fn: FunctionInfo,
  original: Probe,
  versions: readonly (Probe | undefined)[],
  order: readonly number[],
  { mayGoOn, signal }: Leave,
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
      const probe = versions[place];
      if (!mayGoOn()) break;
      await breathe(signal);
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
