import assert from 'node:assert/strict';
import fc from 'fast-check';
import { nextAnnouncement } from '../../../media/chat/announce.ts';
import { segmentsOf } from '../../../media/chat/segments.ts';
import type { Hunk } from '../../../protocol/refine.ts';

function hunk(line: number, from: number, to: number, newText: string): Hunk {
  const range = { start: { line, character: from }, end: { line, character: to } };
  const facts = {
    oldText: '',
    proposedBy: '',
    checks: [],
    verdict: 'reviewed',
    summary: '',
  } as const;
  return { id: `${line}-${from}`, range, newText, ...facts };
}

describe('what the panel makes of an answer', () => {
  it('marks what is removed and what is added, line ends of any kind', () => {
    const segments = segmentsOf('one\r\ntwo three\rfour', [
      hunk(2, 0, 4, 'for'),
      hunk(1, 0, 3, '2'),
    ]);
    assert.deepEqual(
      segments.map(({ kind, text }) => `${kind}:${text}`),
      ['same:one\r\n', 'removed:two', 'added:2', 'same: three\r', 'removed:four', 'added:for'],
    );
  });

  it('loses no character of the original, whatever the hunks are', () => {
    const some = fc.array(
      fc
        .tuple(fc.nat(5), fc.nat(8), fc.nat(8), fc.string())
        .map(([line, a, b, text]) => hunk(line, Math.min(a, b), Math.max(a, b), text)),
    );
    fc.assert(
      fc.property(fc.string(), some, (original, hunks) => {
        const kept = segmentsOf(original, hunks).filter(({ kind }) => kind !== 'added');
        assert.equal(kept.map(({ text }) => text).join(''), original);
      }),
    );
  });

  it('tells a text in whole sentences, each once, and the rest at the end', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ maxLength: 20 }), { maxLength: 20 }), (pieces) => {
        let [text, told, heard] = ['', 0, ''];
        for (const piece of pieces) {
          text += piece;
          const next = nextAnnouncement(text, told, false);
          if (next.say !== '') assert.match(text.slice(0, next.told), /[.!?。！？:\n]$/);
          heard += ` ${next.say}`;
          ({ told } = next);
        }
        const last = nextAnnouncement(text, told, true);
        assert.equal(last.told, text.length);
        const words = (all: string): string => all.replace(/\s+/g, '');
        assert.equal(words(heard + last.say), words(text));
      }),
    );
  });
});
