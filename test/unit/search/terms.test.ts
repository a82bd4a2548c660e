import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  asksInSentence,
  questionTerms,
  stemOf,
  tokensOf,
  wordsOf,
} from '../../../server/search/terms.ts';

describe('terms', () => {
  it('splits identifiers into their words and keeps them whole beside', () => {
    assert.deepEqual(wordsOf('parseOutcome'), ['parse', 'outcome', 'parseoutcome']);
    assert.deepEqual(wordsOf('MEAN_HEIGHT'), ['mean', 'height', 'meanheight']);
    assert.deepEqual(wordsOf('readJSONFile2'), ['read', 'json', 'file', '2', 'readjsonfile2']);
  });

  it('asks the same of words and of the identifier that they make', () => {
    assert.deepEqual(questionTerms('parse outcome'), questionTerms('parseOutcome'));
  });

  it('drops what questions are built with, and nothing else', () => {
    assert.deepEqual(questionTerms('Where is the harbour opened?'), ['harbour', 'open']);
    assert.deepEqual(questionTerms('what is it and who are they'), []);
  });

  it('searches scripts without spaces by pairs of characters', () => {
    assert.deepEqual(wordsOf('港口开放'), ['港口', '口开', '开放']);
  });

  it('tells a sentence from a name', () => {
    assert.equal(asksInSentence('How do I add a setting'), true);
    assert.equal(asksInSentence('settings parser'), false);
  });

  it('reads any text without failing, in order and without empty words', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 60 }), (text) => {
        assert(wordsOf(text).every((word) => word !== '' && stemOf(word) !== ''));
        const places = tokensOf(text).map(({ at }) => at);
        assert.deepEqual(
          places,
          [...places].sort((a, b) => a - b),
        );
      }),
    );
  });
});
