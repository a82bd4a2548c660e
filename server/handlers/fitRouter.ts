import { ok, type Result } from '../../protocol/result.ts';
import { fitRouter } from '../core/router/fitted/fitRouter.ts';
import { createMemberRouter } from '../core/router/fitted/memberRouter.ts';
import { parseRouterFile, printRouterFile } from '../core/router/fitted/routerFile.ts';
import { parseScoreTable } from '../core/router/fitted/scoreTable.ts';
import type { BatchRouter } from './routeBatch.ts';

/** What a fit tells of itself. */
export interface FitSummary {
  readonly rows: number;
  readonly members: readonly { readonly id: string; readonly mean: number }[];
  readonly penalty: number;
  /** False where there were too few rows to tell questions apart: the best member then always answers. */
  readonly learned: boolean;
}

/** Reads a score table and fits a router to it; answers the router file's text. */
export function fitRouterFile(
  text: string,
): Result<{ readonly file: string; readonly summary: FitSummary }> {
  const table = parseScoreTable(text);
  if (!table.ok) return table;
  const model = fitRouter(table.value);
  const members = model.members.map(({ id, mean }) => ({ id, mean: Number(mean.toFixed(6)) }));
  const summary = {
    rows: model.questions.length,
    members,
    penalty: model.penalty,
    learned: model.radius !== null,
  };
  return ok({ file: printRouterFile(model), summary });
}

/** A router over members from a router file; `price` is the score that one unit of cost is worth. */
export function readMemberRouter(text: string, price: number): Result<BatchRouter> {
  const model = parseRouterFile(text);
  if (!model.ok) return model;
  const router = createMemberRouter(model.value);
  return ok({
    route: ({ text: prompt }) => {
      const choice = router.choose(prompt, { price });
      // A router file names at least one member, and all of them may be chosen here.
      if (!choice) throw new Error('the router file names no member');
      const { member, scores, reason } = choice;
      return { member, scores, reason };
    },
  });
}
