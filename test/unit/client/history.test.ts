import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  bounded,
  isRemembered,
  parseEntries,
  standing,
  withDecision,
  withState,
} from '../../../client/history/entry.ts';
import type { Heard, HistoryEntry } from '../../../client/history/entry.ts';
import { locate, locateAll, neighbourLength, rangesIn } from '../../../client/history/locate.ts';
import type { Hunk } from '../../../protocol/refine.ts';

describe('the history of refinements', () => {
  it('keeps the decisions about one refine together, newest refine first', () => {
    const entries = heardAll([
      heard('t1', 'a', 'rejected'),
      heard('t1', 'b', 'accepted'),
      heard('t2', 'c', 'accepted'),
    ]);
    assert.deepEqual(
      entries.map(({ traceId, accepted, rejected }) => [
        traceId,
        accepted.map(({ hunkId }) => hunkId),
        rejected,
      ]),
      [
        ['t2', ['c'], []],
        ['t1', ['b'], ['a']],
      ],
    );
  });

  it('does not list a refine of which nothing was accepted', () => {
    assert.deepEqual(heardAll([heard('t1', 'a', 'rejected')]).filter(isRemembered), []);
  });

  it('keeps a hunk that was undone, as taken back, and knows it again when it is redone', () => {
    const undone = heardAll([heard('t1', 'a', 'accepted'), heard('t1', 'a', 'undone')]);
    assert.deepEqual(undone.map(standing), [[]]);
    const redone = withDecision(undone, heard('t1', 'a', 'accepted'));
    assert.deepEqual(redone.flatMap(standing).length, 1);
  });

  it('takes an accepted hunk that nobody can follow any more for accepted', () => {
    const entries = heardAll([heard('t1', 'a', 'accepted'), heard('t1', 'a', 'left')]);
    assert.equal(entries.flatMap(standing).length, 1);
  });

  it('names everybody whose text was accepted, each once', () => {
    const [entry] = heardAll([
      heard('t1', 'a', 'accepted', { proposedBy: 'nano:prose', changedBy: 'nano:reviewer' }),
      heard('t1', 'b', 'accepted', { proposedBy: 'nano:prose' }),
    ]);
    assert.deepEqual(entry?.by, ['nano:prose', 'nano:reviewer']);
  });

  it('keeps the newest that fit and leaves out one that is too large by itself', () => {
    const [small] = heardAll([heard('t1', 'a', 'accepted')]);
    const [large] = heardAll([heard('t2', 'b', 'accepted', { newText: 'x'.repeat(5_000) })]);
    assert(small && large);
    const characters = 2 * JSON.stringify(small).length;
    const all = [large, small, small, small];
    assert.deepEqual(bounded(all, { most: 10, characters }), [small, small]);
    assert.deepEqual(bounded(all, { most: 2, characters }), [small]);
  });

  it('reads back what it stored, and nothing else', () => {
    const entries = heardAll([heard('t1', 'a', 'accepted')]);
    const stored: unknown = JSON.parse(JSON.stringify(entries));
    assert.deepEqual(parseEntries(stored), entries);
    const taken = entries.map((entry) => withState(entry, ['a'], 'undone'));
    assert.deepEqual(parseEntries(JSON.parse(JSON.stringify(taken))), taken);
    for (const wrong of [undefined, {}, 'x', [7], [{ ...entries[0], by: [1] }], [{ id: 'a' }]])
      assert.deepEqual(parseEntries(wrong), []);
  });

  it('remembers who is answerable for an accepted hunk, and reads entries that do not say', () => {
    const credit = { by: ['nano:prose'], domain: 'prose', questionKind: 'text' };
    const entries = heardAll([
      heard('t1', 'a', 'accepted', { credit }),
      heard('t1', 'b', 'accepted'),
    ]);
    const stored = parseEntries(JSON.parse(JSON.stringify(entries)));
    assert.deepEqual(
      stored.flatMap(({ accepted }) => accepted.map(({ source }) => source)),
      [{ traceId: 't1 a', credit }, undefined],
    );
  });
});

describe('finding an accepted text again', () => {
  const part = { left: 'say it is ', after: 'the', right: ' word here\n' };

  it('finds it wherever it has moved to', () => {
    const text = 'a new line\nsay it is the word here\n';
    assert.deepEqual(locate(text, part), { start: 21, end: 24 });
  });

  it('does not mind an edit further off', () => {
    const left = 'x'.repeat(neighbourLength);
    const text = `${'y'.repeat(20)}${left.slice(20)}the word`;
    assert.deepEqual(locate(text, { left, after: 'the', right: ' word' }), { start: 40, end: 43 });
  });

  it('finds nothing where the text or its neighbour is another now', () => {
    assert.equal(locate('say it is this word here\n', part), undefined);
    assert.equal(locate('say it is them word here\n', part), undefined);
    assert.equal(locate('say it is  word here\n', part), undefined);
  });

  it('finds nothing where it could be either of two places', () => {
    assert.equal(locate('say it is the word here\n'.repeat(2), part), undefined);
  });

  it('finds the place of a text that was taken out', () => {
    const gone = { left: 'a ', after: '', right: 'word' };
    assert.deepEqual(locate('this is a word', gone), { start: 10, end: 10 });
    assert.equal(locate('', { left: '', after: '', right: '' }), undefined);
  });

  it('gives all places or none, and none of them twice', () => {
    const text = 'one two three\n';
    const [two, three] = [
      { left: 'one ', after: 'two', right: ' three' },
      { left: 'one two ', after: 'three', right: '\n' },
    ];
    assert.deepEqual(locateAll(text, [three, two]), [
      { start: 8, end: 13 },
      { start: 4, end: 7 },
    ]);
    assert.equal(locateAll(text, [two, { ...three, after: 'four' }]), undefined);
    assert.equal(locateAll(text, [two, two]), undefined);
  });

  it('finds the very place or none, whatever the text', () => {
    const line = fc.string({ unit: fc.constantFrom('a', 'b', ' ', '\n'), maxLength: 60 });
    fc.assert(
      fc.property(line, line, line, line, (before, left, after, right) => {
        const text = before + left + after + right;
        const start = before.length + left.length;
        const known = {
          left: (before + left).slice(-neighbourLength),
          after,
          right: right.slice(0, neighbourLength),
        };
        const found = locate(text, known);
        if (found) assert.deepEqual(found, { start, end: start + after.length });
        const [range] = rangesIn(text, [{ start, end: start + after.length }]);
        const above = text.slice(0, start).split('\n');
        assert.deepEqual(range?.start, {
          line: above.length - 1,
          character: above.at(-1)?.length,
        });
      }),
    );
  });
});

function heard(
  traceId: string,
  id: string,
  decision: Heard['decision'],
  more: Partial<Hunk> = {},
): Heard {
  const at = { line: 0, character: 0 };
  const hunk: Hunk = {
    ...{ id, range: { start: at, end: at }, oldText: 'teh', newText: 'the' },
    ...{ proposedBy: 'nano:prose', checks: [], verdict: 'reviewed', summary: '' },
    ...more,
  };
  const neighbours = { left: 'say ', right: ' word' };
  const proposed = { hunk, traceId, proposedIn: `${traceId} ${id}` };
  return { ...proposed, decision, neighbours, uri: 'file:///a.md', nowMs: 1 };
}

function heardAll(decisions: readonly Heard[]): readonly HistoryEntry[] {
  return decisions.reduce<readonly HistoryEntry[]>(withDecision, []);
}
