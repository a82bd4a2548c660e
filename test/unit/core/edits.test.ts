import assert from 'node:assert/strict';
import fc from 'fast-check';
import { looksBinary, suspiciousCharactersAdded } from '../../../server/core/edits/characters.ts';
import { applyChanges, minimalChanges, wholeChange } from '../../../server/core/edits/hunks.ts';
import { createPositionIndex } from '../../../server/core/edits/positions.ts';

describe('hunks', () => {
  const words = fc.array(fc.constantFrom('a', 'an', 'apple', ' ', ' ', '.', '\n', 'x1', '→'), {
    maxLength: 30,
  });

  it('turn the old text into the new one, whatever the two are', () => {
    fc.assert(
      fc.property(words, words, (before, after) => {
        const [old, fresh] = [before.join(''), after.join('')];
        assert.equal(applyChanges(old, minimalChanges(old, fresh)), fresh);
        const whole = wholeChange(old, fresh);
        assert.equal(whole ? applyChanges(old, [whole]) : old, fresh);
      }),
    );
  });

  it('keep distant words apart and join those that only a blank separates', () => {
    const changes = minimalChanges(
      'He go to teh big old shcool.',
      'He goes to the big old school.',
    );
    assert.deepEqual(
      changes.map((change) => change.newText),
      ['goes', 'the', 'school'],
    );
    assert.equal(minimalChanges('teh shcool is', 'the school is').length, 1);
  });
});

describe('position index', () => {
  it('agrees with itself on every offset between line breaks of each kind', () => {
    const text = 'one\r\ntwo\nthree\rfour';
    const index = createPositionIndex(text);
    assert.deepEqual(index.positionAt(text.indexOf('four')), { line: 3, character: 0 });
    for (const word of ['one', 'two', 'three', 'four']) {
      assert.equal(index.offsetAt(index.positionAt(text.indexOf(word))), text.indexOf(word));
    }
    assert.equal(index.offsetAt({ line: 0, character: 99 }), 3);
    assert.equal(index.offsetAt({ line: 99, character: 0 }), text.length);
  });
});

describe('characters', () => {
  it('names a bidirectional control that a draft brings in, and not one that was there', () => {
    assert.deepEqual(suspiciousCharactersAdded('abc', 'a\u202ebc'), ['U+202E']);
    assert.deepEqual(suspiciousCharactersAdded('a\u202eb', 'a\u202ec'), []);
    assert.deepEqual(suspiciousCharactersAdded('x', 'naïve 你好 👍 \t\r\n'), []);
  });

  it('tells a binary file by its NULs', () => {
    assert.equal(looksBinary('a\u0000b'), true);
    assert.equal(looksBinary('plain\ttext\r\n'), false);
  });
});
