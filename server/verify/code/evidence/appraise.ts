import type { RepairCandidate } from '../../../../protocol/checker.ts';
import type { FunctionInfo } from '../functionInfo.ts';
import { excerptOf, versionOf } from '../versions.ts';
import { breathe } from '../breathe.ts';
import { behaviourEvidence, trialSteps } from './behaviourEvidence.ts';
import { dropMistakes } from './mistakes.ts';
import { naturalEvidence, type NaturalWeights } from './naturalEvidence.ts';

/**
 * The repairs of one function with everything that exact tools and statistics say of each. Once trial runs have used up
 * their steps, the rest of the edits, the least usual ones, go untried.
 */
export async function appraise(
  fn: FunctionInfo,
  candidates: readonly RepairCandidate[],
  weights: NaturalWeights,
  signal: AbortSignal,
  steps: number = trialSteps,
): Promise<readonly RepairCandidate[]> {
  const excerpt = excerptOf(fn);
  const original = await versionOf(excerpt);
  // A function that does not parse is judged by the rules alone.
  if (!original) return candidates;
  const versions: (FunctionInfo | undefined)[] = [];
  for (const candidate of candidates) {
    await breathe(signal);
    versions.push(await versionOf(excerpt, candidate));
  }
  const natural = naturalEvidence(original, versions, weights);
  const likely = (place: number): number => (candidates[place]?.prior ?? 0) + (natural[place] ?? 0);
  const order = [...candidates.keys()].sort((a, b) => likely(b) - likely(a));
  await dropMistakes(original, candidates, versions, order, signal);
  const behaviour = await behaviourEvidence(original, versions, order, signal, steps);
  return candidates.flatMap((candidate, place) => {
    if (!versions[place]) return [];
    const { unchanged = 0, ...run } = behaviour.features[place] ?? {};
    const features = { natural: natural[place] ?? 0, ...run };
    // Trial runs do not wait for anything, so that an `await` never shows in them.
    if (candidate.kind === 'missingAwait') return [{ ...candidate, features, group: -1 }];
    // Arguments that suit a well-known function or a law may tell apart what plain ones do not.
    const isTold = (run.known ?? 0) > 0 || (run.lawFix ?? 0) > 0;
    const known = {
      features: unchanged > 0 && !isTold ? { ...features, unchanged } : features,
      group: behaviour.groups[place] ?? -1,
    };
    return [{ ...candidate, ...known, ...(behaviour.untried.has(place) && { untried: true }) }];
  });
}
