import type { RepairCandidate } from '../../../protocol/checker.ts';
import type { OffsetRange } from '../../../protocol/text.ts';
import type { Member } from '../member.ts';
import { decisiveEvidence, evidenceScore } from './codeEvidence.ts';
import { fillingText, holesOf, type Hole } from './codePrompt.ts';
import { codeWeights } from './codeWeights.ts';

/** A repair with everything that speaks for it, in natural-log odds against leaving the function alone. */
export interface RankedRepair {
  readonly candidate: RepairCandidate;
  /** How much likelier the member finds it than the present text; absent when it was not asked. */
  readonly gain?: number;
  /** Log-probability that the member gave to the new text. */
  readonly logProb?: number;
  /** Evidence and member together. */
  readonly score: number;
  /** Probability that this repair, or another text of the same behaviour, is right. */
  readonly probability: number;
}

/** What training/ranker/fit.ts found. */
export interface CodeCalibration {
  readonly weights: Readonly<Record<string, number>>;
  /** Only this many repairs, the best by evidence, are put to the member. */
  readonly asked: number;
  /** Probability from which a repair is proposed that only statistics and the member speak for. */
  readonly threshold: number;
  /** A function that few edits change is short and simple: statistics and trial runs know it better. */
  readonly few: number;
  /** `threshold` for such a function. */
  readonly fewThreshold: number;
  /** The same where a rule speaks for it, which correct functions as good as never bring about. */
  readonly ruleThreshold: number;
  /** The same where the function then surely does what a well-known one of its name does. */
  readonly knownThreshold: number;
}

/** Calibration used unless a caller brings another. */
export const codeCalibration: CodeCalibration = {
  weights: codeWeights,
  asked: 10,
  threshold: 0.75,
  few: 45,
  fewThreshold: 0.45,
  ruleThreshold: 0.1,
  knownThreshold: 0.3,
};

/** How many places the member is asked about at a time; its worker batches them. */
const concurrentHoles = 4;

interface Opinion {
  readonly gain: number;
  readonly logProb: number;
}

/** Ranks the repairs of one function, best first. */
export async function rankRepairs(
  documentText: string,
  languageId: string,
  functionRange: OffsetRange,
  candidates: readonly RepairCandidate[],
  member: Member | undefined,
  signal: AbortSignal,
  calibration: CodeCalibration = codeCalibration,
): Promise<readonly RankedRepair[]> {
  const scored = candidates
    .map((candidate) => ({ candidate, score: evidenceScore(candidate, calibration.weights) }))
    .sort((a, b) => b.score - a.score);
  const opinions = new Map<RepairCandidate, Opinion>();
  if (member) {
    const asked = scored.slice(0, calibration.asked).map(({ candidate }) => candidate);
    const holes = holesOf(documentText, languageId, functionRange, asked);
    for (let place = 0; place < holes.length; place += concurrentHoles) {
      signal.throwIfAborted();
      const batch = holes.slice(place, place + concurrentHoles);
      await Promise.all(batch.map((hole) => scoreHole(hole, member, opinions, signal)));
    }
  }
  return withProbabilities(
    scored.map(({ candidate, score }) => {
      const opinion = opinions.get(candidate);
      if (!opinion) return { candidate, score };
      const { gain } = opinion;
      return { candidate, ...opinion, score: evidenceScore(candidate, calibration.weights, gain) };
    }),
  );
}

async function scoreHole(
  hole: Hole,
  member: Member,
  opinions: Map<RepairCandidate, Opinion>,
  signal: AbortSignal,
): Promise<void> {
  const texts = [hole.original, ...hole.fillings.map((filling) => filling.text)].map(fillingText);
  const scores = await member.score(
    { messages: [{ role: 'user', content: hole.prompt }], texts },
    signal,
  );
  // A member that fails leaves the decision to the evidence alone; its failure shows in the pool's log.
  if (!scores.ok) return;
  const [original, ...others] = scores.value;
  if (!original) return;
  hole.fillings.forEach(({ candidate }, place) => {
    const score = others[place];
    if (score)
      opinions.set(candidate, { gain: score.logProb - original.logProb, logProb: score.logProb });
  });
}

type Scored = Omit<RankedRepair, 'probability'>;

/** A softmax over all repairs and leaving it alone, which scores 0; repairs that do the same share their chance. */
function withProbabilities(repairs: readonly Scored[]): readonly RankedRepair[] {
  const most = repairs.reduce((best, { score }) => Math.max(best, score), 0);
  const total = repairs.reduce((sum, { score }) => sum + Math.exp(score - most), Math.exp(-most));
  const shares = new Map<number | RepairCandidate, number>();
  for (const { candidate, score } of repairs) {
    const key = behaviourOf(candidate);
    shares.set(key, (shares.get(key) ?? 0) + Math.exp(score - most) / total);
  }
  return repairs
    .map((repair) => ({ ...repair, probability: shares.get(behaviourOf(repair.candidate)) ?? 0 }))
    .sort((a, b) => b.probability - a.probability || b.score - a.score);
}

/** Repairs of one group do the same; those that could not be run stand for themselves. */
function behaviourOf(candidate: RepairCandidate): number | RepairCandidate {
  return candidate.group !== undefined && candidate.group > 0 ? candidate.group : candidate;
}

/** The repair to propose, or undefined when nothing is sure enough. */
export function chooseRepair(
  ranked: readonly RankedRepair[],
  calibration: CodeCalibration = codeCalibration,
): RankedRepair | undefined {
  const [best] = ranked;
  return best && best.probability >= thresholdFor(best, ranked.length, calibration)
    ? best
    : undefined;
}

/** A well-known function that only part of the name speaks of is no more than a guess. */
const surelyKnown = 0.6;

/** What a repair needs depends on what speaks for it, and on how much there was to choose from. */
export function thresholdFor(
  { candidate: { prior, features } }: RankedRepair,
  edits: number,
  calibration: CodeCalibration = codeCalibration,
): number {
  if (prior >= decisiveEvidence) return calibration.ruleThreshold;
  if ((features?.known ?? 0) >= surelyKnown) return calibration.knownThreshold;
  return edits <= calibration.few ? calibration.fewThreshold : calibration.threshold;
}
