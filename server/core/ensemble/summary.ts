import type { EnsembleSummary, NamedEnsemble } from '../../../protocol/ensembles.ts';
import { builtInEnsembles } from './builtIn.ts';
import { expectedCalls } from './dynamic/plans.ts';
import { planWords } from './dynamic/planWords.ts';
import { parseEnsemble } from './parseSpec.ts';
import { parseRefinePlan } from './refinePlan.ts';
import { memberIds } from './spec.ts';

type Named = Readonly<Record<string, unknown>>;

/** Every ensemble that can be named, built-in ones first; `own` holds the user's, `members` the ids of the pool. */
export function listEnsembles(own: Named, members: readonly string[]): readonly NamedEnsemble[] {
  const names = [...new Set([...Object.keys(builtInEnsembles), ...Object.keys(own)])];
  return names
    .map((name) => ({
      name,
      own: Object.hasOwn(own, name),
      ...summarise(name, own, members),
    }))
    .sort((a, b) => Number(a.own) - Number(b.own));
}

/** What an ensemble is and whether it can be used, as a refine and an answer would read it. */
export function summarise(spec: unknown, own: Named, members: readonly string[]): EnsembleSummary {
  // Without a pool no member is known, and what names one cannot be judged yet.
  const known = members.length === 0 ? {} : { members };
  const parsed = parseEnsemble(spec, { named: own, ...known });
  if (!parsed.ok)
    return { plan: '', members: [], calls: 0, refines: false, problem: parsed.failure.message };
  const calls = Object.values(expectedCalls(parsed.value)).reduce((sum, each) => sum + each, 0);
  return {
    plan: planWords(parsed.value),
    members: memberIds(parsed.value),
    calls: Math.round(calls * 10) / 10,
    refines: parseRefinePlan(spec, own).ok,
  };
}

/** The same of a specification under a name that it may not have yet, so that it cannot refer to itself. */
export function summariseNew(
  name: string,
  spec: unknown,
  own: Named,
  members: readonly string[],
): EnsembleSummary {
  return summarise(name, { ...own, [name]: spec }, members);
}
