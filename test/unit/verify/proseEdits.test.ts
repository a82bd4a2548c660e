import assert from 'node:assert/strict';
import fc from 'fast-check';
import { readBackoff } from '../../../server/verify/prose/backoff.ts';
import { candidatesOf } from '../../../server/verify/prose/candidates.ts';
import { editWeights } from '../../../server/verify/prose/editWeights.ts';
import { featureNames } from '../../../server/verify/prose/editFeatures.ts';
import { inlineMasks } from '../../../server/verify/prose/masks.ts';
import { wordModel } from '../../../server/verify/prose/ngrams.ts';
import { rendered } from '../../../server/verify/prose/rendering.ts';
import { likelyEdits } from '../../../server/verify/prose/ruleEdits.ts';
import { readSentence } from '../../../server/verify/prose/tokens.ts';
import type { Sentence } from '../../../server/verify/prose/tokens.ts';

const read = (text: string): Sentence => readSentence(text, inlineMasks(text));

/** Everything that a sentence could become by one candidate. */
function results(text: string): Set<string> {
  const sentence = read(text);
  const found = new Set<string>();
  for (const candidate of candidatesOf(sentence)) {
    const edit = rendered(sentence, candidate);
    if (edit !== undefined)
      found.add(text.slice(0, edit.range.start) + edit.text + text.slice(edit.range.end));
  }
  return found;
}

/** The sentence with the likeliest edit made, if one is sure. */
function corrected(text: string): string {
  const [best] = [...likelyEdits(read(text))]
    .filter(({ prior }) => prior >= 0.8)
    .sort((a, b) => b.prior - a.prior);
  return best === undefined
    ? text
    : text.slice(0, best.range.start) + (best.replacements[0] ?? '') + text.slice(best.range.end);
}

describe('candidates for small edits', () => {
  const reached: readonly (readonly [string, string, string])[] = [
    ['another form of a verb', 'It was submit twice.', 'It was submitted twice.'],
    ['the number of a noun', 'We have two dog.', 'We have two dogs.'],
    ['a word that looks alike', 'Tell me form where.', 'Tell me from where.'],
    ['a lost article', 'He is good friend.', 'He is a good friend.'],
    ['a preposition too many', 'We discussed about it.', 'We discussed it.'],
    ['another preposition', 'It depends of you.', 'It depends on you.'],
    ['a torn word', 'Read it care fully.', 'Read it carefully.'],
    ['two words written as one', 'We met infront of it.', 'We met in front of it.'],
    ['two words in the wrong order', 'I know not him.', 'I not know him.'],
    ['an adverb', 'He drives careful.', 'He drives carefully.'],
    ['the first word, with its capital', 'Your welcome.', "You're welcome."],
    ['a slip of the fingers', 'Cut the form in half.', 'Cut the farm in half.'],
  ];
  for (const [name, from, to] of reached)
    it(`reach ${name}`, () => assert.equal(results(from).has(to), true));

  it('leave code, names, quoted and hyphenated words as they are', () => {
    for (const text of results(
      'Ask `form` whether Weather said "no form" to a well-known loose-end.',
    )) {
      for (const kept of ['`form`', 'Weather', '"no form"', 'well-known', 'loose-end'])
        assert.equal(text.includes(kept), true, `${kept}: ${text}`);
    }
  });

  it('keep every masked span of any text', () => {
    const word = fc.constantFrom(
      'the',
      'form',
      'is',
      '`a.b`',
      'to',
      'https://a.example/x',
      'users',
      'I',
      'loose',
    );
    fc.assert(
      fc.property(fc.array(word, { minLength: 1, maxLength: 9 }), (list) => {
        const text = list.join(' ');
        const spans = inlineMasks(text).map(({ start, end }) => text.slice(start, end));
        for (const result of results(text))
          assert.deepEqual(
            inlineMasks(result).map(({ start, end }) => result.slice(start, end)),
            spans,
          );
      }),
      { numRuns: 60 },
    );
  });

  it('write curly apostrophes where the writer does', () => {
    assert.equal(results('It’s colour is red.').has('Its colour is red.'), true);
    assert.equal(results('I don’t knows.').has('I doesn’t knows.'), true);
  });
});

describe('likely edits', () => {
  const errors: readonly (readonly [string, string])[] = [
    [
      'Make sure that the door is close before you leave.',
      'Make sure that the door is closed before you leave.',
    ],
    ['You will sea our house on the left.', 'You will see our house on the left.'],
    ['Feel free to reopens the issue.', 'Feel free to reopen the issue.'],
    [
      'Read the guide care fully before you upgrade.',
      'Read the guide carefully before you upgrade.',
    ],
  ];
  for (const [wrong, right] of errors)
    it(`corrects “${wrong}”`, () => assert.equal(corrected(wrong), right));

  for (const text of [
    'Convert the temperature to Fahrenheit before you compare it.',
    'The fact that that house is still standing is a wonder.',
    'She opened the envelope and read the letter twice.',
    'Pass `form` to the handler, then wait for the result.',
  ])
    it(`keeps “${text}”`, () => assert.equal(corrected(text), text));

  it('have a weight for every feature of every kind', () => {
    for (const [kind, weights] of Object.entries(editWeights))
      assert.equal(weights.length, featureNames.length, kind);
  });
});

describe('the n-gram table', () => {
  /** Two words, the pairs `a b` and `b b`, the triple `a b b`; probabilities and back-offs as bytes. */
  const bytes = (...rest: number[]): Buffer =>
    Buffer.concat([
      Buffer.from('{"words":["a","b"],"ngrams":[2,1]}\n'),
      Buffer.from([
        128,
        112,
        16,
        32,
        ...[1, 1, 0, 0],
        ...[1, 1, 0, 0],
        8,
        24,
        128,
        96,
        ...[1, 0, 0, 0],
        ...[1, 0],
        4,
        ...rest,
      ]),
    ]);

  it('backs off from what it does not list to what it does', () => {
    const { model } = readBackoff(bytes());
    assert.equal(model.logProb([0], 0), -1);
    assert.equal(model.logProb([0, 1], 1), -0.5);
    assert.equal(model.logProb([0, 1, 1], 2), -0.25);
    assert.equal(model.order([0, 1, 1], 2), 3);
    assert.equal(model.logProb([1, 0], 1), 1 - 1);
    assert.equal(model.logProb([1, 1, 0], 2), 2 + 1 - 1);
    assert.equal(model.order([1, 1, 0], 2), 1);
  });

  it('is refused when bytes are missing or left over', () => {
    assert.throws(() => readBackoff(bytes().subarray(0, -1)), /cut short/);
    assert.throws(() => {
      readBackoff(bytes(7)).rest.end();
    }, /wrong length/);
  });

  it('holds about the mass of one after a frequent word', () => {
    const { words } = wordModel();
    for (const context of ['the', 'is', 'of']) {
      const id = wordModel().id(context);
      const mass = words.words.reduce((sum, _, i) => sum + Math.exp(words.logProb([id, i], 1)), 0);
      assert.ok(mass > 0.9 && mass < 1.1, `${context}: ${mass}`);
    }
  });
});
