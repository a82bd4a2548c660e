import type { RepairCandidate } from '../../../protocol/checker.ts';
import type { Opinion } from './codeOpinions.ts';

/** The part of a repair that its evidence is read from. */
export type Evident = Pick<RepairCandidate, 'kind' | 'prior' | 'features'>;

/** From this prior on, a rule's evidence is strong (`finding.ts`). */
export const decisiveEvidence = 3.5;
/** From this prior on, it is certain. */
const certainEvidence = 4.5;

/** Usualness beyond this says no more, in log-odds either way. */
const mostNatural = 8;

/** Other features count shares and occurrences; more than two say no more. */
const mostOf = 2;

/** What the member says of a filling beyond this says no more, in log-odds either way. */
const mostLiked = 6;

/** The same for what it says of a repair. */
const mostSure = 8;

/**
 * What the ranker sees of a repair: the kind of edit, the rule behind it, every feature, bounded, and what the member
 * says of it, where it was asked.
 */
export function evidenceInputs(
  { kind, prior, features }: Evident,
  { repair, gain }: Opinion = {},
): ReadonlyMap<string, number> {
  const found = new Map<string, number>([
    ['bias', 1],
    [`kind:${kind}`, 1],
  ]);
  if (prior >= certainEvidence) found.set('certain', 1);
  if (prior >= decisiveEvidence) found.set('rule', 1).set(`rule:${kind}`, 1);
  else if (prior > 0) found.set('hint', 1);
  for (const [name, value] of Object.entries(features ?? {})) {
    if (name !== 'natural') found.set(name, Math.min(mostOf, value));
    else setBounded(found, 'natural', value, mostNatural);
  }
  if (gain !== undefined) setBounded(found, 'member', gain, mostLiked);
  if (repair !== undefined) {
    found.set('asked', 1);
    setBounded(found, 'repair', repair, mostSure);
  }
  return found;
}

/** A bounded value, its positive part and the upper half of that by themselves: they may weigh otherwise than what speaks against. */
function setBounded(found: Map<string, number>, name: string, value: number, most: number): void {
  found.set(name, Math.max(-most, Math.min(most, value)));
  found.set(`${name}+`, Math.max(0, Math.min(most, value)));
  found.set(`${name}++`, Math.max(0, Math.min(most, value) - most / 2));
}

/** Log-odds of a repair against leaving the function alone. */
export function evidenceScore(
  candidate: Evident,
  weights: Readonly<Record<string, number>>,
  opinion?: Opinion,
): number {
  let score = 0;
  for (const [name, value] of evidenceInputs(candidate, opinion))
    score += value * (weights[name] ?? 0);
  return score;
}
