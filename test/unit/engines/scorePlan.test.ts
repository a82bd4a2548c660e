import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  planScoring,
  scoreChild,
  type ScoreNode,
} from '../../../server/engines/llama/scorePlan.ts';

/** Runs a plan on a pretended sequence whose "log-probability" of a token is the text before it. */
function execute(prompt: readonly number[], texts: readonly (readonly number[])[]) {
  const known = new Map<string, string>();
  let state = prompt.slice(0, -1);
  let evaluated = 0;
  for (const step of planScoring(prompt, texts)) {
    assert.ok(step.keep <= state.length, 'the state to keep is there');
    state = state.slice(0, step.keep);
    step.tokens.forEach((token, index) => {
      state = [...state, token];
      evaluated++;
      for (const target of step.targets[index] ?? [])
        known.set([...state, target].join(','), state.join(','));
    });
  }
  return { known, evaluated };
}

const token = fc.integer({ min: 10, max: 13 });
const end = 2;
const text = fc.array(token, { maxLength: 6 }).map((tokens) => [...tokens, end]);

describe('the plan for scoring texts', () => {
  it('evaluates each text after exactly its own beginning', () => {
    fc.assert(
      fc.property(
        fc.array(token, { minLength: 1, maxLength: 4 }),
        fc.array(text, { maxLength: 8 }),
        (prompt, texts) => {
          const { known } = execute(prompt, texts);
          for (const tokens of texts) {
            tokens.forEach((_, position) => {
              const whole = [...prompt, ...tokens.slice(0, position + 1)];
              assert.equal(known.get(whole.join(',')), whole.slice(0, -1).join(','));
            });
          }
        },
      ),
    );
  });

  it('evaluates a shared beginning once', () => {
    const shared = Array.from({ length: 20 }, (_, index) => 100 + index);
    const texts = [1, 3, 4, 5].map((last) => [...shared, last, end]);
    // The prompt's last token, the shared beginning, and one token for each text.
    assert.equal(execute([9], texts).evaluated, 1 + shared.length + texts.length);
  });

  it('evaluates the same text once however often it is asked', () => {
    assert.equal(
      execute(
        [9],
        [
          [1, end],
          [1, end],
          [1, end],
        ],
      ).evaluated,
      2,
    );
  });

  it('has nothing to do without texts or without a prompt', () => {
    assert.deepEqual(planScoring([9], []), []);
    assert.deepEqual(planScoring([], [[end]]), []);
  });
});

describe('the tree of scores', () => {
  it('gives the same node for the same beginning', () => {
    const root: ScoreNode = { children: new Map() };
    scoreChild(scoreChild(root, 1), 2).logProb = -3;
    assert.equal(scoreChild(scoreChild(root, 1), 2).logProb, -3);
    assert.equal(scoreChild(scoreChild(root, 2), 1).logProb, undefined);
  });
});
