import assert from 'node:assert/strict';
import { fitTokens } from '../../../server/engines/llama/generation.ts';
import { optionProbabilities } from '../../../server/engines/llama/optionProbabilities.ts';
import { isRunaway } from '../../../server/engines/llama/repetition.ts';
import { adaptChunk } from '../../../server/engines/llama/sequences.ts';
import { findUnusualCharacters } from '../../../server/engines/unusualCharacters.ts';

describe('the repetition guard', () => {
  const cycle = (length: number, times: number): number[] =>
    Array.from({ length: length * times }, (_, index) => index % length);
  const start = [901, 902, 903];

  it('sees one token over and over', () =>
    assert.equal(isRunaway([...start, ...Array<number>(60).fill(5)]), true));
  it('sees a cycle of twenty tokens the third time', () =>
    assert.equal(isRunaway([...start, ...cycle(20, 3)]), true));
  it('lets a cycle pass that came twice', () =>
    assert.equal(isRunaway([...start, ...cycle(20, 2)]), false));
  it('lets a longer cycle pass', () => assert.equal(isRunaway(cycle(25, 4)), false));
  it('lets ordinary text pass', () =>
    assert.equal(
      isRunaway(Array.from({ length: 300 }, (_, index) => (index * index) % 97)),
      false,
    ));
  it('looks at the end only', () =>
    assert.equal(isRunaway([...Array<number>(100).fill(5), 1, 2, 3]), false));
});

describe('unusual characters', () => {
  const cases: [text: string, found: readonly string[]][] = [
    ['plain text,\twith a tab\nand a line\r\n', []],
    ['naïve 漢字 🙂 “quotes” – dash', []],
    ['a\u202eb\u202e', ['U+202E']],
    ['\u0000\u001b[31m', ['U+0000', 'U+001B']],
    ['zero\u200bwidth \u2066isolate\u2069', ['U+200B', 'U+2066', 'U+2069']],
    ['\ufeffmark', ['U+FEFF']],
  ];
  for (const [text, found] of cases) {
    it(`in ${JSON.stringify(text)}: ${found.join(' ') || 'none'}`, () =>
      assert.deepEqual(findUnusualCharacters(text), found));
  }
});

describe('room for an answer', () => {
  it('is cut to what the context leaves', () => {
    assert.deepEqual(fitTokens(100, 1000, 512), { ok: true, value: 410 });
    assert.deepEqual(fitTokens(100, 50, 512), { ok: true, value: 50 });
  });
  it('is refused when the prompt alone is too long', () => {
    const result = fitTokens(511, 1, 512);
    assert.ok(!result.ok);
    assert.equal(result.failure.kind, 'tooLong');
  });
});

describe('the probabilities of options', () => {
  const score = (logProb: number) => ({ logProb, tokens: [] });
  it('sum to one and keep the ratio', () => {
    const [first = 0, second = 0] = optionProbabilities([
      score(Math.log(0.03)),
      score(Math.log(0.01)),
    ]);
    assert.ok(Math.abs(first - 0.75) < 1e-12);
    assert.ok(Math.abs(first + second - 1) < 1e-12);
  });
  it('survive scores far below what a number can hold', () => {
    assert.deepEqual(optionProbabilities([score(-2000), score(-2000)]), [0.5, 0.5]);
  });
});

describe('the length of a prompt chunk', () => {
  it('grows on a fast machine and shrinks on a slow one', () => {
    assert.ok(adaptChunk(64, 64, 4, 512) > 64);
    assert.ok(adaptChunk(64, 64, 4000, 512) < 64);
  });
  it('stays within its bounds', () => {
    let fast = 64;
    let slow = 64;
    for (let step = 0; step < 50; step++) {
      fast = adaptChunk(fast, fast, 0.01, 512);
      slow = adaptChunk(slow, slow, 100_000, 512);
    }
    assert.equal(fast, 512);
    assert.equal(slow, 16);
  });
  it('learns nothing from a short rest', () => assert.equal(adaptChunk(64, 3, 1000, 512), 64));
});
