import type { RepairCandidate } from '../../../protocol/checker.ts';
import type { OffsetRange } from '../../../protocol/text.ts';
import type { Member } from '../member.ts';
import { decisiveEvidence, evidenceScore, opinionScore } from './codeEvidence.ts';
import { askAfter, askRepairs, type Opinion } from './codeOpinions.ts';
import { codeOpinionWeights } from './codeOpinionWeights.ts';
import { codeWeights } from './codeWeights.ts';

/** A repair with everything that speaks for it, in natural-log odds against leaving the function alone. */
export interface RankedRepair extends Opinion {
  readonly candidate: RepairCandidate;
  /** Evidence and member together. */
  readonly score: number;
  /** Probability that this repair, or another text of the same behaviour, is right. */
  readonly probability: number;
}

/** What training/ranker/fit.ts found. */
export interface CodeCalibration {
  readonly weights: Readonly<Record<string, number>>;
  /** How the evidence and what a member says of it weigh together, where one was asked. */
  readonly opinionWeights: Readonly<Record<string, number>>;
  /** This many repairs, the best by evidence, are put to the member as answers to the repair task. */
  readonly asked: number;
  /** About this many, the best by then, it is asked again: whether anything is wrong once they are made. */
  readonly again: number;
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
  /**
   * Share of repairs right that a rule or a well-known function speaks for, among those that reach their threshold and are
   * far ahead of all others.
   */
  readonly supported: number;
}

/** Calibration used unless a caller brings another. */
export const codeCalibration: CodeCalibration = {
  weights: codeWeights,
  opinionWeights: codeOpinionWeights,
  asked: 32,
  again: 8,
  threshold: 0.8,
  few: 45,
  fewThreshold: 0.8,
  ruleThreshold: 0.1,
  knownThreshold: 0.3,
  supported: 0.9,
};

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
  if (!member) return withProbabilities(scored);
  const asked = { documentText, languageId, functionRange };
  const likeliest = scored.slice(0, calibration.asked).map(({ candidate }) => candidate);
  const opinions = await askRepairs(asked, likeliest, member, signal);
  // A member that fails leaves the decision to the evidence alone; its failure shows in the pool's log.
  if (opinions.size === 0) return withProbabilities(scored);
  const weigh = (): readonly Scored[] =>
    scored
      .map(({ candidate, score: evidence }) => {
        const opinion = opinions.get(candidate) ?? {};
        const score = opinionScore(evidence, opinion, calibration.opinionWeights);
        return { candidate, ...opinion, score };
      })
      .sort((a, b) => b.score - a.score);
  const again = weigh().filter(({ repair }) => repair !== undefined);
  const best = again.slice(0, calibration.again).map(({ candidate }) => candidate);
  for (const [candidate, after] of await askAfter(asked, best, member, signal))
    opinions.set(candidate, { ...opinions.get(candidate), after });
  return withProbabilities(weigh());
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

/** The likeliest repair that is as sure as what speaks for it demands, or undefined when none is. */
export function chooseRepair(
  ranked: readonly RankedRepair[],
  calibration: CodeCalibration = codeCalibration,
): RankedRepair | undefined {
  const best = ranked.find(
    (each) =>
      each.probability >= thresholdFor(each, ranked.length, calibration) &&
      (each.candidate.deliberate !== true || supportOf(each) !== undefined),
  );
  if (!best) return undefined;
  const isSupported =
    supportOf(best) !== undefined &&
    (isFarAhead(best, ranked) || isAlone(best, ranked, calibration));
  const sure = isSupported ? calibration.supported : 0;
  return { ...best, probability: Math.max(best.probability, sure) };
}

/** A repair is far ahead when it is at least this many times as probable as the next that does something else. */
const farAhead = 3;

function isFarAhead(best: RankedRepair, ranked: readonly RankedRepair[]): boolean {
  const behaviour = behaviourOf(best.candidate);
  const next = ranked.find(({ candidate }) => behaviourOf(candidate) !== behaviour);
  return best.probability >= farAhead * (next?.probability ?? 0);
}

/** Whether a rule speaks for this repair and for no other, and none is sure enough to be proposed in its place. */
function isAlone(
  best: RankedRepair,
  ranked: readonly RankedRepair[],
  calibration: CodeCalibration,
): boolean {
  const behaviour = behaviourOf(best.candidate);
  return (
    supportOf(best) === 'rule' &&
    ranked.every(
      (each) =>
        behaviourOf(each.candidate) === behaviour ||
        (supportOf(each) !== 'rule' &&
          each.probability < thresholdFor(each, ranked.length, calibration)),
    )
  );
}

/** A well-known function that only part of the name speaks of is no more than a guess. */
const surelyKnown = 0.6;

/** What speaks for a repair besides statistics and the member. */
function supportOf({ candidate }: RankedRepair): 'rule' | 'known' | undefined {
  if (candidate.prior >= decisiveEvidence) return 'rule';
  return (candidate.features?.known ?? 0) >= surelyKnown ? 'known' : undefined;
}

/** What a repair needs depends on what speaks for it, and on how much there was to choose from. */
export function thresholdFor(
  repair: RankedRepair,
  edits: number,
  calibration: CodeCalibration = codeCalibration,
): number {
  const support = supportOf(repair);
  if (support === 'rule') return calibration.ruleThreshold;
  if (support === 'known') return calibration.knownThreshold;
  return edits <= calibration.few ? calibration.fewThreshold : calibration.threshold;
}
