import type { RepairCandidate } from '../../../protocol/checker.ts';
import type { OffsetRange } from '../../../protocol/text.ts';
import type { Member } from '../member.ts';
import { fillingText, holesOf, type Hole } from './codePrompt.ts';

/** A repair with everything that speaks for it, in natural-log odds. */
export interface RankedRepair {
  readonly candidate: RepairCandidate;
  /** How much likelier the member finds it than the present text; absent when it was not asked. */
  readonly gain?: number;
  /** Log-probability that the member gave to the new text. */
  readonly logProb?: number;
  /** Evidence and member together. */
  readonly score: number;
}

/** Weights and thresholds, from test/eval/code on held-out functions. */
export interface CodeCalibration {
  /** Share of the member's log-odds that counts, and its largest weight either way. */
  readonly memberWeight: number;
  readonly memberBound: number;
  /** The most that the member can add to or take from evidence that would decide alone. */
  readonly doubtBound: number;
  /** Log-odds that a repair must reach, without and with any evidence from a rule. */
  readonly acceptMember: number;
  readonly acceptWithEvidence: number;
  /** The member's own probability of a repair that no rule supports. */
  readonly leastProbability: number;
  /** How far the best repair must be ahead of the next one. */
  readonly margin: number;
}

/** Calibration used unless a caller brings another. */
export const codeCalibration: CodeCalibration = {
  memberWeight: 1,
  memberBound: 8,
  doubtBound: 0.4,
  acceptMember: 6,
  acceptWithEvidence: 5.5,
  leastProbability: 0.9,
  margin: 0.5,
};

/** Evidence of this weight decides when no member is there to be asked. */
const decisiveEvidence = 3.5;

/** How many places the member is asked about at a time; its worker batches them. */
const concurrentHoles = 4;

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
  const scored = new Map<RepairCandidate, { gain: number; logProb: number }>();
  if (member) {
    const holes = holesOf(documentText, languageId, functionRange, candidates);
    for (let place = 0; place < holes.length; place += concurrentHoles) {
      signal.throwIfAborted();
      const batch = holes.slice(place, place + concurrentHoles);
      await Promise.all(batch.map((hole) => scoreHole(hole, member, scored, signal)));
    }
  }
  return candidates
    .map((candidate) => rank(candidate, scored.get(candidate), calibration))
    .sort((a, b) => b.score - a.score);
}

async function scoreHole(
  hole: Hole,
  member: Member,
  scored: Map<RepairCandidate, { gain: number; logProb: number }>,
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
      scored.set(candidate, { gain: score.logProb - original.logProb, logProb: score.logProb });
  });
}

function rank(
  candidate: RepairCandidate,
  scored: { gain: number; logProb: number } | undefined,
  { memberWeight, memberBound, doubtBound }: CodeCalibration,
): RankedRepair {
  if (!scored) return { candidate, score: candidate.prior };
  const decisive = candidate.prior >= decisiveEvidence;
  const bound = decisive ? doubtBound : memberBound;
  const bounded = Math.max(-bound, Math.min(bound, scored.gain * memberWeight));
  return {
    candidate,
    gain: scored.gain,
    logProb: scored.logProb,
    score: candidate.prior + bounded,
  };
}

/** The repair to propose, or undefined when nothing is sure enough. */
export function chooseRepair(
  ranked: readonly RankedRepair[],
  calibration: CodeCalibration = codeCalibration,
): RankedRepair | undefined {
  // What a rule proves is not outvoted by what a small model likes; it may only break ties among rules.
  const decisive = ranked.filter(({ candidate }) => candidate.prior >= decisiveEvidence);
  const [best, next] = decisive.length > 0 ? decisive : ranked;
  if (!best) return undefined;
  if (next && best.score - next.score < calibration.margin) return undefined;
  return decisive.length > 0 || isSure(best, calibration) ? best : undefined;
}

function isSure(
  { candidate, gain, logProb, score }: RankedRepair,
  calibration: CodeCalibration,
): boolean {
  if (gain === undefined || logProb === undefined) return false;
  if (candidate.prior > 0) return score >= calibration.acceptWithEvidence;
  return score >= calibration.acceptMember && logProb >= Math.log(calibration.leastProbability);
}

/** A probability for the hover. */
export function confidenceOf({ score }: RankedRepair): number {
  return 1 / (1 + Math.exp(-score));
}
