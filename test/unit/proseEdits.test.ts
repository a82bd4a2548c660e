import assert from 'node:assert/strict';
import { repairSame, type EditOption } from '../../server/core/experts/proseEdits.ts';

/** The edit of `old` in a text to `newText`. */
function edit(text: string, old: string, newText: string): EditOption {
  const start = text.indexOf(old);
  return {
    range: { start, end: start + old.length },
    newText,
    oldText: old,
    kind: 'model',
    by: 'model',
    prior: 0.5,
  };
}

describe('two edits of neighbouring words', () => {
  for (const [text, one, other, same] of [
    ['The songs was sad.', ['songs', 'song'], ['was', 'were'], true],
    ['The city are old.', ['city', 'cities'], ['are', 'is'], true],
    ['The box were full.', ['were', 'was'], ['box', 'boxes'], true],
    ['They has went home.', ['has ', ''], ['went', 'gone'], true],
    ['The song was sang.', ['was', 'is'], ['sang', 'sung'], false],
    ['The sogns was sad.', ['sogns', 'songs'], ['was', 'were'], false],
    ['Two song about birds was sad.', ['song', 'songs'], ['was', 'were'], false],
    ['The the songs are sad.', ['The ', ''], ['the', 'The'], false],
  ] as const)
    it(`${same ? 'repair the same' : 'are both made'} in “${text}”`, () => {
      assert.equal(
        repairSame(text, edit(text, one[0], one[1]), edit(text, other[0], other[1])),
        same,
      );
    });
});
