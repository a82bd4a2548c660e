import assert from 'node:assert/strict';
import fc from 'fast-check';
import { compare, moveRange, overlaps, sameText } from '../../../client/review/anchor.ts';
import type { Position, Range } from '../../../protocol/text.ts';

function range(line: number, from: number, to: number): Range {
  return { start: { line, character: from }, end: { line, character: to } };
}

describe('moveRange', () => {
  const tracked = range(2, 4, 9);
  const check = (name: string, change: [Range, string], expected: unknown): void =>
    void it(name, () => {
      assert.deepEqual(moveRange(tracked, { range: change[0], text: change[1] }), expected);
    });
  const untouched = (at: Range): unknown => ({ range: at, touched: false });
  const touched = (at: Range): unknown => ({ range: at, touched: true });

  check('stays when text is inserted later', [range(2, 9, 9), 'x'], untouched(tracked));
  check(
    'moves right with text inserted at its start',
    [range(2, 4, 4), 'xy'],
    untouched(range(2, 6, 11)),
  );
  check(
    'moves down with lines inserted above',
    [range(0, 3, 3), 'a\nb\n'],
    untouched(range(4, 4, 9)),
  );
  check(
    'moves to a new line broken before it',
    [range(2, 2, 2), '\r\n'],
    untouched(range(3, 2, 7)),
  );
  check(
    'moves up when lines above are deleted',
    [{ start: { line: 0, character: 0 }, end: { line: 2, character: 1 } }, ''],
    untouched(range(0, 3, 8)),
  );
  check('shrinks with a change inside', [range(2, 5, 7), ''], touched(range(2, 4, 7)));
  check('stays where all of it is replaced', [range(2, 4, 9), 'abc'], touched(range(2, 4, 7)));
  check('is lost when a change crosses its start', [range(2, 3, 6), 'abc'], undefined);
  check('is lost when a change crosses its end', [range(2, 6, 10), ''], undefined);

  it('counts text at an empty range as inside', () => {
    const moved = moveRange(range(1, 3, 3), { range: range(1, 3, 3), text: 'ab' });
    assert.deepEqual(moved, touched(range(1, 3, 5)));
  });
});

describe('moveRange on random documents', () => {
  /** A model of a document: every change is also made in a string, and the tracked words are marked in it. */
  it('always finds the tracked text again, or says that it is lost', () => {
    const text = fc
      .array(fc.constantFrom('a', 'b', '\n'), { maxLength: 40 })
      .map((cs) => cs.join(''));
    fc.assert(
      fc.property(
        text,
        fc.array(fc.tuple(fc.nat(60), fc.nat(10), text), { maxLength: 6 }),
        fc.nat(40),
        fc.nat(10),
        (initial, edits, from, length) => {
          let document = initial;
          const start = Math.min(from, document.length);
          const end = Math.min(start + length, document.length);
          const original = document.slice(start, end);
          let tracked: Range | undefined = { start: at(document, start), end: at(document, end) };
          let wasTouched = false;
          for (const [where, deleted, inserted] of edits) {
            const s = Math.min(where, document.length);
            const e = Math.min(s + deleted, document.length);
            const change = {
              range: { start: at(document, s), end: at(document, e) },
              text: inserted,
            };
            document = document.slice(0, s) + inserted + document.slice(e);
            const moved: ReturnType<typeof moveRange> = moveRange(tracked, change);
            if (moved === undefined) return;
            tracked = moved.range;
            wasTouched ||= moved.touched;
          }
          const found = document.slice(
            offset(document, tracked.start),
            offset(document, tracked.end),
          );
          if (!wasTouched) assert.equal(found, original);
        },
      ),
    );
  });
});

describe('overlaps', () => {
  it('is false for neighbours and true for shared text', () => {
    assert.equal(overlaps(range(0, 0, 3), range(0, 3, 5)), false);
    assert.equal(overlaps(range(0, 0, 4), range(0, 3, 5)), true);
  });
  it('is true for an empty range at a border', () => {
    assert.equal(overlaps(range(0, 0, 3), range(0, 3, 3)), true);
  });
});

describe('sameText', () => {
  it('looks past line ends', () => {
    assert.equal(sameText('a\r\nb', 'a\nb'), true);
    assert.equal(sameText('a\nb', 'a b'), false);
  });
});

describe('compare', () => {
  it('orders by line, then by character', () => {
    assert.ok(compare({ line: 1, character: 9 }, { line: 2, character: 0 }) < 0);
    assert.ok(compare({ line: 1, character: 9 }, { line: 1, character: 0 }) > 0);
  });
});

function at(text: string, position: number): Position {
  const before = text.slice(0, position).split('\n');
  return { line: before.length - 1, character: before[before.length - 1]?.length ?? 0 };
}

function offset(text: string, { line, character }: Position): number {
  return (
    text
      .split('\n')
      .slice(0, line)
      .reduce((sum, each) => sum + each.length + 1, 0) + character
  );
}
