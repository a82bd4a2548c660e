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

/** What the ranker sees of a repair by itself: the kind of edit, the rule behind it and every feature, bounded. */
export function evidenceInputs({ kind, prior, features }: Evident): ReadonlyMap<string, number> {
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
): number {
  return weighted(evidenceInputs(candidate), weights);
}

/** A member is never surer of a repair than this, nor of the opposite, in log-odds; a mistake of its own is likelier. */
const mostSure = 10;

/** The same for whether nothing is wrong. */
const mostWrong = 6;

/** What the ranker sees of a repair once a member was asked: the score of the evidence, and what the member says. */
export function opinionInputs(
  score: number,
  { repair, alone, after }: Opinion,
): ReadonlyMap<string, number> {
  const found = new Map<string, number>([
    ['bias', 1],
    ['evidence', score],
  ]);
  if (repair !== undefined && alone !== undefined)
    found
      .set('asked', 1)
      .set('repair', Math.max(-mostSure, Math.min(mostSure, repair)))
      .set('alone', Math.max(-mostWrong, alone));
  if (after !== undefined) found.set('again', 1).set('after', Math.max(-mostWrong, after));
  return found;
}

/** Log-odds of a repair against leaving the function alone, from the score of the evidence and the member's opinion. */
export function opinionScore(
  score: number,
  opinion: Opinion,
  weights: Readonly<Record<string, number>>,
): number {
  return weighted(opinionInputs(score, opinion), weights);
}

function weighted(
  inputs: ReadonlyMap<string, number>,
  weights: Readonly<Record<string, number>>,
): number {
  let score = 0;
  for (const [name, value] of inputs) score += value * (weights[name] ?? 0);
  return score;
}
