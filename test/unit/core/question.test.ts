import assert from 'node:assert/strict';
import { parseQuestion } from '../../../server/core/refine/question.ts';

describe('question', () => {
  const cases: readonly [string, string | undefined, string | undefined][] = [
    ['What is 17 * 4 + 2?', 'logic', '17 * 4 + 2'],
    ['12 > 3 + 4', 'logic', '12 > 3 + 4'],
    ['simplify: !(a && !b)', 'logic', '!(a && !b)'],
    ['Correct this sentence: He go home.', 'prose', 'He go home.'],
    ['What is the capital of France?', undefined, undefined],
    ['fix the build please', undefined, undefined],
    ['2026', undefined, undefined],
  ];
  for (const [question, expert, text] of cases) {
    it(`${expert ? `gives “${question}” to ${expert}` : `leaves “${question}” to a chat model`}`, () => {
      const task = parseQuestion(question);
      assert.equal(task?.expert, expert);
      assert.equal(task?.text, text);
    });
  }
});
