import assert from 'node:assert/strict';
import fc from 'fast-check';
import { canonicalAnswer, shownAnswer } from '../../../server/core/ensemble/canonical/canonical.ts';
import { canonicalChoice } from '../../../server/core/ensemble/canonical/choice.ts';
import { normalisedCode } from '../../../server/core/ensemble/canonical/codeText.ts';
import { canonicalJson } from '../../../server/core/ensemble/canonical/json.ts';
import { canonicalNumber, plainDigits } from '../../../server/core/ensemble/canonical/number.ts';
import { canonicalPythonLiteral } from '../../../server/core/ensemble/canonical/pythonLiteral.ts';
import type { AnswerKind, Question } from '../../../server/core/ensemble/question.ts';

const question = (answerKind: AnswerKind, domain = 'code'): Question => ({
  prompt: 'how many?',
  domain,
  answerKind,
});

describe('the canonical number', () => {
  const cases: readonly [string, string | undefined][] = [
    ['2 + 3 = 5\nA: 18', '18'],
    ['A: 3\nno, wait\nA: $1,234.50', '1234.5'],
    ['A: 12 * 3 = 36 dollars per day', '36'],
    ['A: 5.0', '5'],
    ['A: 40%', '40'],
    ['A: -0.0', '0'],
    ['A: −7 degrees', '-7'],
    ['#### 72', '72'],
    ['so \\boxed{3.10} it is', '3.1'],
    ['The answer is 8 because of 9.', '8'],
    ['first 3, then 4 apples', '4'],
    ['A: none\nbut 6 remain', '6'],
    ['no number', undefined],
  ];
  for (const [text, expected] of cases)
    it(`of ${JSON.stringify(text)} is ${expected}`, () =>
      assert.equal(canonicalNumber(text), expected));

  it('writes digits without exponent, separators and needless zeros, exactly', () => {
    assert.equal(plainDigits('1.5e3'), '1500');
    assert.equal(plainDigits('2.5e-3'), '0.0025');
    assert.equal(plainDigits('.5'), '0.5');
    assert.equal(plainDigits('007'), '7');
    assert.equal(plainDigits('12345678901234567890.10'), '12345678901234567890.1');
  });

  it('is the same with separators and a trailing .0 as without', () => {
    fc.assert(
      fc.property(fc.integer({ min: -1e9, max: 1e9 }), (value) => {
        assert.equal(canonicalNumber(`A: $${value.toLocaleString('en-US')}.0`), String(value));
      }),
    );
  });

  it('is what is shown, while every other kind is shown byte for byte', () => {
    assert.equal(shownAnswer(question('number'), 'A: $1,000', '1000'), '1000');
    assert.equal(shownAnswer(question('choice'), ' (b) ', 'B'), ' (b) ');
  });
});

describe('the canonical choice', () => {
  const cases: readonly [string, string | undefined][] = [
    ['3', '3'],
    ['b', 'B'],
    ['(B).', 'B'],
    ['The answer is (C), as A is too small and B too large for all that.', 'C'],
    ['B) because the other ones do not fit what was asked for', 'B'],
    ['Yes, since everything that was said above holds for it.', 'yes'],
    ['not enough information', 'not enough information'],
    ['The answer is a dog that barks at each and every passing car.', undefined],
    ['', undefined],
  ];
  for (const [text, expected] of cases)
    it(`of ${JSON.stringify(text)} is ${expected}`, () =>
      assert.equal(canonicalChoice(text), expected));
});

describe('the canonical text', () => {
  it('is one spelling for Python literals that differ in quotes and spaces', () => {
    const same = ['f("a", [1,2])', "f('a',[1, 2])", "f( 'a', [1, 2,], )"];
    assert.equal(new Set(same.map((text) => canonicalAnswer(question('text'), text))).size, 1);
    assert.equal(canonicalPythonLiteral('("a")'), canonicalPythonLiteral("'a'"));
    assert.notEqual(canonicalPythonLiteral('("a",)'), canonicalPythonLiteral("'a'"));
    assert.notEqual(canonicalPythonLiteral("' a'"), canonicalPythonLiteral("'a'"));
  });

  it('leaves alone what it cannot read for certain', () => {
    for (const text of ['1 + 1', "r'\\n'", "'\\101'", "b'a'", '[1, 2', 'x'])
      assert.equal(canonicalPythonLiteral(text), undefined, text);
  });

  it('keeps quotes apart in prose', () => {
    const [one, other] = ['"a"', "'a'"].map((text) =>
      canonicalAnswer(question('text', 'prose'), text),
    );
    assert.notEqual(one, other);
  });

  it('of an arbitrary literal does not depend on spaces between its tokens', () => {
    const literal = fc.letrec((tie) => ({
      value: fc.oneof(
        { maxDepth: 3 },
        fc.integer().map(String),
        fc
          .string({ unit: fc.constantFrom('a', 'b', ' ', '"') })
          .map((text) => JSON.stringify(text)),
        fc.array(tie('value'), { maxLength: 3 }).map((items) => `[${items.join(',')}]`),
      ),
    })).value as fc.Arbitrary<string>;
    fc.assert(
      fc.property(literal, (text) => {
        const spaced = text.replace(
          /("(?:\\.|[^"\\])*")|,/g,
          (_, string?: string) => string ?? ' , ',
        );
        assert.notEqual(canonicalPythonLiteral(text), undefined);
        assert.equal(canonicalPythonLiteral(spaced), canonicalPythonLiteral(text));
      }),
    );
  });
});

describe('the canonical form of data and code', () => {
  it('of JSON has sorted keys, and fences do not count', () => {
    assert.equal(canonicalJson('{"b":1.0,"a":[1, 2]}'), '{"a":[1,2],"b":1}');
    assert.equal(canonicalJson('Here:\n```json\n{"a":1}\n```'), '{"a":1}');
    assert.equal(canonicalJson('{"a":'), undefined);
  });

  it('of code leaves out comments and blank lines but no string and no indentation', () => {
    assert.equal(
      normalisedCode('def f(x):  # double\n\n    return "#" * x // 2\n', 'python'),
      'def f(x):\n    return "#" * x // 2',
    );
    assert.equal(normalisedCode('let a = "//"; // b\n/* c */\n', 'javascript'), 'let a = "//";');
  });
});
