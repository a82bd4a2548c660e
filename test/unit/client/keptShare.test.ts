import assert from 'node:assert/strict';
import fc from 'fast-check';
import { keptShare } from '../../../client/review/keptShare.ts';

describe('the share of a proposal that was kept', () => {
  it('is all of it where nothing changed, whatever the line ends', () => {
    assert.equal(keptShare('a\nb', 'a\r\nb'), 1);
    assert.equal(keptShare('', ''), 1);
  });

  it('is what still stands there, counted in characters', () => {
    assert.equal(keptShare('one two', 'one three'), 4 / 7);
    assert.equal(keptShare('one two', ''), 0);
    assert.equal(keptShare('', 'put back'), 0);
  });

  it('lies between nothing and one, and is one for a text with more around it', () => {
    const word = fc.constantFrom('a', 'bb', 'ccc', '{', ' ', '\n');
    const text = fc.array(word, { maxLength: 12 }).map((words) => words.join(''));
    fc.assert(
      fc.property(text, text, (proposed, now) => {
        const kept = keptShare(proposed, now);
        assert.ok(kept >= 0 && kept <= 1);
      }),
    );
    assert.equal(keptShare('the mat', 'on the mat today'), 1);
  });
});
