import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  acceptableOf,
  hunkAt,
  mergeHunks,
  neighbour,
  pendingOf,
  rebase,
  takenOf,
} from '../../../client/review/trackedHunk.ts';
import type { TrackedHunk } from '../../../client/review/trackedHunk.ts';
import type { TextChange } from '../../../client/review/anchor.ts';
import type { Verdict } from '../../../protocol/refine.ts';
import type { Range } from '../../../protocol/text.ts';

/** A document of one line. */
class Line {
  constructor(public text: string) {}

  edit(from: number, to: number, inserted: string): TextChange {
    this.text = this.text.slice(0, from) + inserted + this.text.slice(to);
    return { range: at(from, to), text: inserted };
  }

  readonly textAt = ({ start, end }: Range): string =>
    this.text.slice(start.character, end.character);
}

const word = fc.string({ unit: fc.constantFrom('a', 'b'), maxLength: 6 });

/** Turns one text into the other by the shortest single change, as an editor does that keeps cursors in place. */
function least(line: Line, start: number, from: string, to: string): TextChange {
  let left = 0;
  while (left < Math.min(from.length, to.length) && from[left] === to[left]) left++;
  let right = 0;
  const room = Math.min(from.length, to.length) - left;
  while (right < room && from.at(-1 - right) === to.at(-1 - right)) right++;
  return line.edit(start + left, start + from.length - right, to.slice(left, to.length - right));
}

describe('rebase', () => {
  it('moves a hunk behind an edit elsewhere', () => {
    const line = new Line('say teh word');
    const result = rebase([hunk('a', 4, 'teh', 'the')], [line.edit(0, 3, 'shout')], line.textAt);
    assert.deepEqual(
      result.hunks.map((each) => each.range),
      [at(6, 9)],
    );
    assert.deepEqual([result.dropped, result.accepted, result.undone], [[], [], []]);
  });

  it('drops a hunk whose text the user edits', () => {
    const line = new Line('say teh word');
    const result = rebase([hunk('a', 4, 'teh', 'the')], [line.edit(5, 5, 'x')], line.textAt);
    assert.deepEqual(ids(result.dropped), ['a']);
    assert.deepEqual(result.hunks, []);
  });

  it('drops a hunk whose text is deleted together with its surroundings', () => {
    const line = new Line('say teh word');
    const result = rebase([hunk('a', 4, 'teh', 'the')], [line.edit(0, 12, '')], line.textAt);
    assert.deepEqual(ids(result.dropped), ['a']);
  });

  it('sees an accepted hunk, its undo and its redo', () => {
    const line = new Line('say teh word');
    const accepted = rebase([hunk('a', 4, 'teh', 'the')], [line.edit(4, 7, 'the')], line.textAt);
    assert.deepEqual(ids(accepted.accepted), ['a']);
    assert.deepEqual(pendingOf(accepted.hunks), []);
    const undone = rebase(accepted.hunks, [line.edit(4, 7, 'teh')], line.textAt);
    assert.deepEqual(ids(undone.undone), ['a']);
    assert.deepEqual(ids(pendingOf(undone.hunks)), ['a']);
    const redone = rebase(undone.hunks, [line.edit(4, 7, 'the')], line.textAt);
    assert.deepEqual(ids(redone.accepted), ['a']);
  });

  it('sees accept and undo of a deletion and of an insertion', () => {
    const deletion = new Line('so so it is');
    const gone = rebase([hunk('d', 2, ' so', '')], [deletion.edit(2, 5, '')], deletion.textAt);
    assert.deepEqual(ids(gone.accepted), ['d']);
    assert.deepEqual(
      ids(rebase(gone.hunks, [deletion.edit(2, 2, ' so')], deletion.textAt).undone),
      ['d'],
    );
    const insertion = new Line('the end');
    const there = rebase([hunk('i', 7, '', '.')], [insertion.edit(7, 7, '.')], insertion.textAt);
    assert.deepEqual(ids(there.accepted), ['i']);
    assert.deepEqual(
      ids(rebase(there.hunks, [insertion.edit(7, 8, '')], insertion.textAt).undone),
      ['i'],
    );
  });

  it('follows several hunks accepted in one edit, last change first', () => {
    const line = new Line('teh cat and teh dog');
    const both = [hunk('a', 0, 'teh', 'the'), hunk('b', 12, 'teh', 'those')];
    const changes = [line.edit(12, 15, 'those'), line.edit(0, 3, 'the')];
    const result = rebase(both, changes, line.textAt);
    assert.equal(line.text, 'the cat and those dog');
    assert.deepEqual(ids(result.accepted), ['a', 'b']);
    assert.deepEqual(
      result.hunks.map((each) => each.range),
      [at(0, 3), at(12, 17)],
    );
  });

  it('sees accept and undo where the editor writes only the letters that differ', () => {
    fc.assert(
      fc.property(fc.string(), word, word, fc.string(), (head, oldText, newText, tail) => {
        fc.pre(oldText !== newText);
        const line = new Line(`${head}(${oldText})${tail}`);
        const start = head.length + 1;
        const proposed = [hunk('a', start, oldText, newText)];
        const accepted = rebase(proposed, [least(line, start, oldText, newText)], line.textAt);
        assert.deepEqual(ids(accepted.accepted), ['a']);
        assert.equal(line.textAt(accepted.accepted[0]?.range ?? at(0, 0)), newText);
        const undone = least(line, start, newText, oldText);
        assert.deepEqual(ids(rebase(accepted.hunks, [undone], line.textAt).undone), ['a']);
      }),
    );
  });

  it('keeps the others when one of two neighbours is accepted', () => {
    const line = new Line('ab');
    const both = [hunk('a', 0, 'a', 'xyz'), hunk('b', 1, '', '-')];
    const result = rebase(both, [line.edit(0, 1, 'xyz')], line.textAt);
    assert.deepEqual(ids(result.accepted), ['a']);
    assert.deepEqual(
      pendingOf(result.hunks).map((each) => each.range),
      [at(3, 3)],
    );
  });

  it('follows an accepted hunk that the user changes, and sees it restored or taken back', () => {
    const line = new Line('say the word');
    const accepted = [
      { ...hunk('a', 4, 'teh', 'the'), range: at(4, 7), state: 'accepted' as const },
    ];
    const edited = rebase(accepted, [line.edit(5, 5, 'xx')], line.textAt);
    assert.deepEqual([ids(takenOf(edited.hunks)), edited.hunks[0]?.state], [['a'], 'edited']);
    assert.deepEqual([pendingOf(edited.hunks), edited.accepted, edited.undone], [[], [], []]);
    const restored = rebase(edited.hunks, [line.edit(5, 7, '')], line.textAt);
    assert.deepEqual([restored.hunks[0]?.state, restored.accepted], ['accepted', []]);
    const undone = rebase(
      edited.hunks,
      [new Line('say txxhe word').edit(4, 9, 'teh')],
      () => 'teh',
    );
    assert.deepEqual(ids(undone.undone), ['a']);
  });

  it('loses an accepted hunk when an edit crosses its border', () => {
    const line = new Line('say the word');
    const accepted = [
      { ...hunk('a', 4, 'teh', 'the'), range: at(4, 7), state: 'accepted' as const },
    ];
    const result = rebase(accepted, [line.edit(2, 6, '')], line.textAt);
    assert.deepEqual([result.hunks, result.dropped, ids(result.lost)], [[], [], ['a']]);
  });
});

describe('mergeHunks', () => {
  it('lets a newer answer replace overlapping hunks and keeps the others', () => {
    const old = [hunk('a', 0, 'teh', 'the'), hunk('b', 8, 'wrod', 'word')];
    const merged = mergeHunks(old, [hunk('c', 1, 'eh', 'he')]);
    assert.deepEqual(ids(merged), ['c', 'b']);
  });
});

describe('acceptableOf', () => {
  it('leaves unreviewed hunks out', () => {
    const hunks = [
      hunk('a', 0, 'x', 'y', 'unreviewed'),
      hunk('b', 2, 'x', 'y'),
      hunk('c', 4, 'x', 'y', 'proven'),
    ];
    assert.deepEqual(ids(acceptableOf(hunks)), ['b', 'c']);
  });
});

describe('finding hunks', () => {
  const hunks = [hunk('a', 4, 'teh', 'the'), hunk('b', 20, 'teh', 'the')];
  it('prefers the hunk at the cursor, then the current one, then one on the line', () => {
    assert.equal(hunkAt(hunks, { line: 0, character: 5 }, 'b')?.hunk.id, 'a');
    assert.equal(hunkAt(hunks, { line: 0, character: 12 }, 'b')?.hunk.id, 'b');
    assert.equal(hunkAt(hunks, { line: 0, character: 12 })?.hunk.id, 'a');
    assert.equal(hunkAt(hunks, { line: 7, character: 0 }), undefined);
  });
  it('goes round at both ends', () => {
    assert.equal(neighbour(hunks, { line: 0, character: 4 }, 'next')?.hunk.id, 'b');
    assert.equal(neighbour(hunks, { line: 0, character: 25 }, 'next')?.hunk.id, 'a');
    assert.equal(neighbour(hunks, { line: 0, character: 20 }, 'previous')?.hunk.id, 'a');
    assert.equal(neighbour(hunks, { line: 0, character: 4 }, 'previous')?.hunk.id, 'b');
    assert.equal(neighbour([], { line: 0, character: 0 }, 'next'), undefined);
  });
});

function at(from: number, to: number): Range {
  return { start: { line: 0, character: from }, end: { line: 0, character: to } };
}

function hunk(
  id: string,
  from: number,
  oldText: string,
  newText: string,
  verdict: Verdict = 'reviewed',
): TrackedHunk {
  const range = at(from, from + oldText.length);
  const details = { proposedBy: 'nano:prose', checks: [], summary: '' };
  return {
    hunk: { id, range, oldText, newText, verdict, ...details },
    range,
    state: 'pending',
    traceId: 't',
  };
}

function ids(hunks: readonly TrackedHunk[]): string[] {
  return hunks.map((each) => each.hunk.id);
}
