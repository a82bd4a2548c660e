import assert from 'node:assert/strict';
import fc from 'fast-check';
import { checkArithmetic, evaluate } from '../../../server/verify/answers/arithmetic.ts';
import { checkAnswer } from '../../../server/verify/answers/checkAnswer.ts';

describe('arithmetic in an answer', () => {
  const cases: readonly (readonly [string, string])[] = [
    ['She has 16 - 3 = 13 eggs.', 'passed'],
    ['She has 16 - 3 = <<16-3=13>>13 eggs.', 'passed'],
    ['She has 16 - 3 = 12 eggs.', 'failed'],
    ['It costs 1,000 x 2 = $2,000.', 'passed'],
    ['It is (2 + 3) × 4 = 20, and 7 / 2 = 3.5.', 'passed'],
    ['About 10 / 3 = 3.33 each.', 'passed'],
    ['10 / 3 = 3.35', 'failed'],
    ['50% * 8 = 4', 'passed'],
    ['There are 7 / 2 = 3 whole ones.', 'passed'],
    ['The answer is 13.', 'notChecked'],
    ['If x = 3 then y = 4.', 'notChecked'],
    ['2 + 2 = 4 + 1', 'notChecked'],
  ];
  for (const [text, status] of cases) {
    it(`${status === 'notChecked' ? 'is not there' : status} in “${text}”`, () => {
      const report = checkArithmetic(text);
      assert.equal(report.status, status, report.detail);
    });
  }

  it('is evaluated as the four operations are', () => {
    const term = fc.integer({ min: 0, max: 999 });
    const operator = fc.constantFrom('+', '-', '*');
    fc.assert(
      fc.property(term, operator, term, operator, term, (a, one, b, two, c) => {
        const expression = `${a} ${one} (${b} ${two} ${c})`;
        // Digits, operators and brackets only: the program text is ours.
        const expected = Function(`return ${expression}`)() as number;
        assert.equal(evaluate(expression), expected);
        assert.equal(checkArithmetic(`So ${expression} = ${expected}.`).status, 'passed');
        assert.equal(checkArithmetic(`So ${expression} = ${expected + 1}.`).status, 'failed');
      }),
    );
  });

  it('reads any text without failing', () => {
    fc.assert(fc.property(fc.string({ unit: 'grapheme' }), (text) => void checkArithmetic(text)));
  });
});

describe('the form of an answer', () => {
  const status = async (...given: Parameters<typeof checkAnswer>): Promise<string | undefined> =>
    (await checkAnswer(...given))[0]?.status;

  it('is checked for programs whose language has a parser', async () => {
    const code = { answerKind: 'code', languageId: 'python' } as const;
    assert.equal(await status({ ...code, text: 'def f(x):\n    return x\n' }), 'passed');
    assert.equal(await status({ ...code, text: 'def f(x:\n    return x\n' }), 'failed');
    assert.equal(await status({ ...code, languageId: 'cobol', text: 'x' }), 'notChecked');
  });

  it('is checked for JSON', async () => {
    assert.equal(await status({ answerKind: 'json', text: '```json\n{"a": 1}\n```' }), 'passed');
    assert.equal(await status({ answerKind: 'json', text: '{"a": }' }), 'failed');
  });
});
