import * as l10n from '@vscode/l10n';
import { ok, type Result } from '../../../../protocol/result.ts';
import { prepared, type Member } from '../../member.ts';
import type { Answer } from '../answer.ts';
import type { Question } from '../question.ts';
import { isFatal } from '../together.ts';
import { fitBradleyTerry } from './bradleyTerry.ts';
import type { Fused } from './fused.ts';
import { compareAll, type PairwiseOutcome } from './pairwise.ts';
import { fuseRankings, rankByScore } from './rankFusion.ts';
import { contentWords, overlap } from './similarity.ts';

/** More distinct answers than these are not compared pair by pair: the calls grow with the square. */
const mostCompared = 6;

/** Answers that mean the same count as one. */
interface Group {
  /** Index of the candidate that stands for it: the surest, of equals the last. */
  readonly best: number;
  readonly members: readonly number[];
}

/**
 * Ranks the distinct answers three ways (the judge's pairwise verdicts by Bradley and Terry, the members' mean
 * log-probabilities, agreement with the other answers) and takes the first of their reciprocal-rank fusion. A ranking
 * that tells nothing apart has no voice. A judge is never the only selector where anything else is known.
 */
export async function rerank(
  candidates: readonly Answer[],
  judge: Member | undefined,
  question: Question,
  signal: AbortSignal,
): Promise<Result<Fused>> {
  const groups = groupAnswers(candidates);
  const compared = await judgeGroups(groups, candidates, judge, question, signal);
  if (compared?.failure && isFatal(compared.failure))
    return { ok: false, failure: compared.failure };
  const strengths = compared && fitBradleyTerry(compared.comparisons, groups.length);
  const rankings = [
    strengths,
    logProbsOf(groups, candidates),
    agreementOf(groups, candidates),
  ].flatMap((scores) => (scores && tellsApart(scores) ? [rankByScore(scores)] : []));
  const fusedScores = fuseRankings(rankings, groups.length);
  const winner = rankByScore(fusedScores)[0] ?? 0;
  const base = groups[winner]?.best ?? candidates.length - 1;
  const chosen = candidates[base] as Answer;
  const share = (groups[winner]?.members.length ?? 1) / candidates.length;
  return ok({
    text: chosen.text,
    base,
    raw: chosen.confidence,
    signals: {
      agreement: share,
      answers: groups.length,
      ...(strengths && { judge: strengths[winner] ?? 0 }),
      ...(compared && { judgeConsistency: compared.consistent }),
    },
    reason: reasonFor(groups.length, rankings.length, compared, judge),
    scores: candidates.map(
      (_, index) => fusedScores[groups.findIndex(({ members }) => members.includes(index))] ?? 0,
    ),
    ...(judge && compared && { callsBy: { [judge.id]: compared.calls } }),
    ...notesFor(compared, judge),
  });
}

function groupAnswers(candidates: readonly Answer[]): readonly Group[] {
  const byAnswer = new Map<string, number[]>();
  candidates.forEach(({ canonical, text }, index) => {
    const key = canonical === undefined ? `text ${text}` : `answer ${canonical}`;
    byAnswer.set(key, [...(byAnswer.get(key) ?? []), index]);
  });
  const groups = [...byAnswer.values()].map((members) => ({
    members,
    best: members.reduce((one, other) =>
      (candidates[other]?.confidence ?? 0) >= (candidates[one]?.confidence ?? 0) ? other : one,
    ),
  }));
  // Where nothing tells answers apart, the one of the strongest member is the last.
  const strongest = ({ members }: Group): number => Math.max(...members);
  return groups.sort((one, other) => strongest(one) - strongest(other));
}

async function judgeGroups(
  groups: readonly Group[],
  candidates: readonly Answer[],
  judge: Member | undefined,
  question: Question,
  signal: AbortSignal,
): Promise<PairwiseOutcome | undefined> {
  if (!judge || groups.length < 2 || groups.length > mostCompared) return undefined;
  if (!(await prepared(judge, signal)).capabilities.decide) return undefined;
  const texts = groups.map(({ best }) => textOf(candidates[best] as Answer));
  return await compareAll(judge, question, texts, signal);
}

/** The whole solution where there is one: a bare number is hard to judge. */
function textOf({ chosen, text }: Answer): string {
  return chosen?.text ?? text;
}

function logProbsOf(
  groups: readonly Group[],
  candidates: readonly Answer[],
): readonly number[] | undefined {
  const scores = groups.map(({ best }) => candidates[best]?.signals['meanLogProb']);
  return scores.every((score) => score !== undefined) ? scores : undefined;
}

/** Votes, and for answers that never repeat word for word, nearness to the others. */
function agreementOf(groups: readonly Group[], candidates: readonly Answer[]): readonly number[] {
  const words = candidates.map(({ text }) => contentWords(text));
  return groups.map(({ best, members }) => {
    const near = words.reduce(
      (sum, other, index) =>
        sum + (members.includes(index) ? 0 : overlap(words[best] ?? [], other)),
      0,
    );
    return members.length + near / Math.max(1, candidates.length);
  });
}

function tellsApart(scores: readonly number[]): boolean {
  return scores.some((score) => Math.abs(score - (scores[0] ?? 0)) > 1e-9);
}

function reasonFor(
  answers: number,
  rankings: number,
  compared: PairwiseOutcome | undefined,
  judge: Member | undefined,
): string {
  if (answers === 1) return l10n.t('All members gave the same answer.');
  return compared
    ? l10n.t(
        '{0} compared {1} answers in both orders; the first of {2} joined rankings was taken.',
        judge?.id ?? '',
        answers,
        rankings,
      )
    : l10n.t(
        '{0} answers were compared without a judge; the first of {1} joined rankings was taken.',
        answers,
        rankings,
      );
}

function notesFor(
  compared: PairwiseOutcome | undefined,
  judge: Member | undefined,
): { notes?: readonly string[] } {
  const failure = compared?.failure;
  return failure
    ? {
        notes: [
          l10n.t('{0} could not compare: {1}', judge?.id ?? l10n.t('The judge'), failure.message),
        ],
      }
    : {};
}
