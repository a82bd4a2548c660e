import { ok, type Result } from '../../../protocol/result.ts';
import { fitLogistic } from '../confidence/logistic.ts';
import { groupBallots, type Ballot } from './ballot.ts';
import type { NodeFit } from './fitted.ts';
import { gatherAll } from './gather.ts';
import { confidenceLesson } from './learnConfidence.ts';
import { learnFromDisagreement, learnScales, learnVoters } from './learnVoters.ts';
import { createLesson, type LearningRow, type Lesson, type Observed } from './lesson.ts';
import type { Strategy } from './strategy.ts';
import type { Vote } from './vote.ts';
import { describeGroup } from './voteSignals.ts';
import { accuraciesIn } from './weights.ts';

/** Penalty on the meta-classifier's weights; its rows are candidates, several for each question. */
const metaPenalty = 10;
const fewestCandidates = 60;

/** What a vote learns, in this order: its voters, then its classifier, then how far its answers can be trusted. */
export function voteLessons(vote: Vote, strategy: Strategy): readonly Lesson[] {
  const { path, spec } = vote;
  const ballotLesson = (
    from: Lesson['from'],
    learn: (observed: readonly Observed<readonly Ballot[]>[]) => Omit<NodeFit, 'rows'>,
  ): Lesson =>
    createLesson(
      from,
      (row, signal) => everyBallot(vote, row, signal),
      (observed) => ({ [path]: { rows: observed.length, ...learn(observed) } }),
    );
  return [
    ballotLesson('outcomes', learnVoters),
    ...(spec.by === 'trust' ? [ballotLesson('disagreement', learnFromDisagreement)] : []),
    ...(spec.by === 'confidence' ? [ballotLesson('disagreement', learnScales)] : []),
    ...(spec.by === 'meta' ? [metaLesson(vote)] : []),
    confidenceLesson(strategy),
  ];
}

/** Learning looks at all votes, also those that adaptive sampling would not have drawn of further members. */
async function everyBallot(
  { spec, children }: Vote,
  { question, context }: LearningRow,
  signal: AbortSignal,
): Promise<Result<readonly Ballot[]>> {
  const gathered = await gatherAll(children, spec.samples, { question, context, signal });
  return gathered.ok ? ok(gathered.value.ballots) : gathered;
}

/** Stacking (Wolpert 1992): a logistic classifier learns from outcomes which of a question's answers is right. */
function metaLesson(vote: Vote): Lesson {
  return createLesson(
    'outcomes',
    async (row, signal) => {
      const ballots = await everyBallot(vote, row, signal);
      if (!ballots.ok) return ballots;
      const fit = row.context.fitted.nodes[vote.path];
      const groups = groupBallots(ballots.value, accuraciesIn(fit, row.question.domain));
      const view = {
        groups,
        ballots: ballots.value,
        fit,
        question: row.question,
        stop: 'fixed',
      } as const;
      return ok(groups.map((group) => ({ group, features: describeGroup(group, view) })));
    },
    (observed) => {
      const rows = observed.flatMap(({ row, seen }) =>
        seen.flatMap(({ group, features }) => {
          const best = group.ballots[0];
          const label = best && row.isRight(best.answer);
          return label === undefined ? [] : [{ features, label }];
        }),
      );
      if (rows.length < fewestCandidates) return {};
      const meta = fitLogistic(rows, { l2: metaPenalty });
      return { [vote.path]: { rows: observed.length, meta } };
    },
  );
}
