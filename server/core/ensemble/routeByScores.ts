import { ok } from '../../../protocol/result.ts';
import { fitRouter } from '../router/fitted/fitRouter.ts';
import {
  createMemberRouter,
  type MemberChoice,
  type MemberRouter,
} from '../router/fitted/memberRouter.ts';
import { parseRouterFile, printRouterFile } from '../router/fitted/routerFile.ts';
import { scoreTableOf, type ScoreRow } from '../router/fitted/scoreTable.ts';
import type { NodeFit } from './fitted.ts';
import { createLesson, type Lesson } from './lesson.ts';
import type { Strategy } from './strategy.ts';

/** Learns from rows on which every expert was asked which one is right on what: a table of scores, and its router. */
export function scoresLesson(
  path: string,
  domains: readonly string[],
  experts: readonly Strategy[],
): Lesson {
  return createLesson(
    'outcomes',
    async ({ question, context, isRight }, signal) => {
      const answers = await Promise.all(
        experts.map((expert) => expert.answer(question, context, signal)),
      );
      return ok(answers.map((answer) => (answer.ok ? isRight(answer.value) : undefined)));
    },
    (observed): Readonly<Record<string, NodeFit>> => {
      const rows = observed.flatMap(({ row, seen }): ScoreRow[] => {
        const scores = domains.flatMap((domain, at): [string, number][] =>
          seen[at] === undefined ? [] : [[domain, Number(seen[at])]],
        );
        if (scores.length === 0) return [];
        return [{ prompt: row.question.prompt, scores: Object.fromEntries(scores), costs: {} }];
      });
      if (rows.length === 0) return {};
      const router = printRouterFile(fitRouter(scoreTableOf(rows)));
      return { [path]: { rows: rows.length, router } };
    },
  );
}

/** What a fitted router says of a question; undefined where none was fitted. */
export function chooseByScores(
  fit: NodeFit | undefined,
  domains: readonly string[],
  prompt: string,
): MemberChoice | undefined {
  return fit?.router === undefined
    ? undefined
    : routerOf(fit, fit.router)?.choose(prompt, { among: domains });
}

const unpacked = new WeakMap<NodeFit, MemberRouter | undefined>();

/** Unpacking takes longer than a decision, so it is done once for each fit. */
function routerOf(fit: NodeFit, text: string): MemberRouter | undefined {
  if (unpacked.has(fit)) return unpacked.get(fit);
  const model = parseRouterFile(text);
  const router = model.ok ? createMemberRouter(model.value) : undefined;
  unpacked.set(fit, router);
  return router;
}
