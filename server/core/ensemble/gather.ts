import { ok, type Failure, type Result } from '../../../protocol/result.ts';
import type { Answer } from './answer.ts';
import type { Ballot } from './ballot.ts';
import { makeComparable } from './codeAnswers.ts';
import { samplingTemperature } from './draw.ts';
import type { Question } from './question.ts';
import type { AnswerContext, Draw, Strategy } from './strategy.ts';
import { allAbsent, isFatal } from './together.ts';

/** What was drawn for a vote, and what was not to be had. */
export interface Gathered {
  readonly ballots: readonly Ballot[];
  /** Voters that did not answer. */
  readonly absent: readonly string[];
  /** How the answers were compared, where that needed a tool. */
  readonly notes: readonly string[];
}

/** What a vote asks, and with what. */
export interface Asking {
  readonly question: Question;
  readonly context: AnswerContext;
  readonly signal: AbortSignal;
}

/** A voter as ballots and fits name it: a member's id, or the place of a nested ensemble. */
export function voterName(strategy: Strategy): string {
  const [last = strategy.path] = strategy.path.split('/').slice(-1);
  return strategy.memberId ?? last;
}

/** Answers of one voter as ballots: several draws of a member, or the one answer of a nested ensemble. */
export async function askVoter(
  voter: Strategy,
  listed: number,
  draw: Pick<Draw, 'first' | 'count'>,
  { question, context, signal }: Asking,
): Promise<Result<readonly Ballot[]>> {
  const answers = await answersOf(voter, draw, { question, context, signal });
  if (!answers.ok) return answers;
  return ok(answers.value.map((answer) => ({ voter: voterName(voter), listed, answer })));
}

async function answersOf(
  voter: Strategy,
  draw: Pick<Draw, 'first' | 'count'>,
  { question, context, signal }: Asking,
): Promise<Result<readonly Answer[]>> {
  const alone = draw.first === 0 && draw.count === 1;
  if (!alone && voter.draws)
    return voter.draws(question, { ...draw, temperature: samplingTemperature }, context, signal);
  const answer = await voter.answer(question, context, signal);
  return answer.ok ? ok([answer.value]) : answer;
}

/** Asks all voters at once for the same number of samples each. */
export async function gatherAll(
  voters: readonly Strategy[],
  samples: number,
  asking: Asking,
): Promise<Result<Gathered>> {
  const results = await Promise.all(
    voters.map((voter, listed) => askVoter(voter, listed, { first: 0, count: samples }, asking)),
  );
  return collect(voters, results, asking);
}

/** Comparable ballots of those that answered; a failure when nobody did, or when one means that nothing can be trusted. */
export async function collect(
  voters: readonly Strategy[],
  results: readonly Result<readonly Ballot[]>[],
  asking: Asking,
): Promise<Result<Gathered>> {
  const failures: Failure[] = [];
  const absent: string[] = [];
  for (const [at, result] of results.entries()) {
    if (result.ok) continue;
    if (isFatal(result.failure)) return result;
    failures.push(result.failure);
    const voter = voters[at];
    if (voter) absent.push(voterName(voter));
  }
  const ballots = results.flatMap((result) => (result.ok ? result.value : []));
  if (ballots.length === 0) return allAbsent(absent, failures);
  return ok({ ...(await makeComparable(ballots, asking)), absent });
}
