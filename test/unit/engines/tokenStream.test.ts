import assert from 'node:assert/strict';
import fc from 'fast-check';
import { createTokenStream } from '../../../server/engines/tokenStream.ts';

/** Tokens are byte values here, so that characters split over tokens. */
const decoder = new TextDecoder('utf-8');
const detokenize = (tokens: readonly number[]): string => decoder.decode(Uint8Array.from(tokens));

function stream(text: string, stops: readonly string[] = []) {
  const tokens = createTokenStream(detokenize, stops);
  const shown: string[] = [];
  let stopped = false;
  for (const byte of new TextEncoder().encode(text)) {
    const pushed = tokens.push(byte, -1);
    shown.push(...pushed.out.map((token) => token.text));
    stopped = pushed.stopped;
    if (stopped) break;
  }
  const early = shown.join('');
  shown.push(...tokens.flush().map((token) => token.text));
  return { text: shown.join(''), early, stopped, count: shown.length };
}

describe('a token stream', () => {
  it('shows exactly the text, whatever the characters', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        // A lone byte-order mark at the start is eaten by the test's own decoder.
        fc.pre(!text.includes('\ufeff'));
        assert.equal(stream(text).text, text);
      }),
    );
  });

  it('never shows half a character', () => {
    assert.equal(stream('naïve 漢字 🙂').early.includes('\ufffd'), false);
  });

  it('keeps the likeliest tokens with the token that they were told of', () => {
    const tokens = createTokenStream(detokenize, ['!']);
    const held = tokens.push(0xc3, -1, [['é', -1]]);
    const whole = tokens.push(0xa9, -2, [['©', -2]]);
    assert.deepEqual(held.out, []);
    assert.deepEqual(whole.out, [
      { text: '', logProb: -1, top: [['é', -1]] },
      { text: 'é', logProb: -2, top: [['©', -2]] },
    ]);
  });

  it('has one entry per token', () => {
    assert.equal(stream('a漢').count, 4);
  });

  it('ends before a stop text and shows nothing of it', () => {
    assert.deepEqual(stream('good text\n### more', ['\n###']), {
      text: 'good text',
      early: 'good text',
      stopped: true,
      count: 9,
    });
  });

  it('shows what only began like a stop text', () => {
    const shown = stream('a\n## b', ['\n###']);
    assert.equal(shown.text, 'a\n## b');
    assert.equal(shown.stopped, false);
  });

  it('holds the beginning of a stop text back until it is clear', () => {
    assert.equal(stream('ab<', ['<end>']).early, 'ab');
    assert.equal(stream('ab<', ['<end>']).text, 'ab<');
  });

  it('takes the first of several stop texts', () => {
    assert.equal(stream('one two three', ['three', 'two']).text, 'one ');
  });

  it('finds a stop text whatever the text before it', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom('a', 'b', 'c') }), (before) => {
        const at = `${before}abcab`.indexOf('abcab');
        assert.equal(stream(`${before}abcab!`, ['abcab']).text, `${before}abcab`.slice(0, at));
      }),
    );
  });

  it('ends with what is there when a character stays incomplete', () => {
    const tokens = createTokenStream(detokenize, []);
    assert.deepEqual(tokens.push(0xe6, -2).out, []);
    assert.deepEqual(tokens.flush(), [{ text: '\ufffd', logProb: -2 }]);
  });
});
