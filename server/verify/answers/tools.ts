import type { CheckerHandlers } from '../messages.ts';
import { checkAnswer } from './checkAnswer.ts';

/** Checks of whole answers, for reviews. */
export const answerTools: Pick<CheckerHandlers, 'answer/check'> = {
  'answer/check': async (params) => ({ reports: await checkAnswer(params) }),
};
