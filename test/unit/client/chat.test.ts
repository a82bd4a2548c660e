import assert from 'node:assert/strict';
import fc from 'fast-check';
import { blockHunks } from '../../../client/chat/blockHunks.ts';
import { exportText } from '../../../client/chat/exportText.ts';
import { pageHtml } from '../../../client/chat/page.ts';
import { locate, shifted } from '../../../client/chat/placeReply.ts';
import { applyOffsetEdits } from '../../../client/review/proposalText.ts';
import { createPositionIndex } from '../../../server/core/edits/positions.ts';
import type { Hunk } from '../../../protocol/refine.ts';

const about = { id: 'b', proposedBy: 'file:a', summary: 'from an answer' };

function applied(text: string, hunks: readonly Hunk[]): string {
  const index = createPositionIndex(text);
  const edits = hunks.map(({ range, newText }) => ({ ...index.offsetsOf(range), newText }));
  return applyOffsetEdits(text, edits);
}

describe('a code block that takes the place of a selection', () => {
  it('becomes one hunk for each place that differs, none of them reviewed', () => {
    const before = 'a\nb\nc\nd\ne';
    const hunks = blockHunks(before, 'a\nB\nc\nd\nE\n', about);
    assert.deepEqual(
      hunks.map(({ oldText, newText }) => [oldText, newText]),
      [
        ['b', 'B'],
        ['e', 'E'],
      ],
    );
    assert.deepEqual(new Set(hunks.map(({ verdict }) => verdict)), new Set(['unreviewed']));
    assert.equal(new Set(hunks.map(({ id }) => id)).size, 2);
  });

  it('gives exactly the block when all are accepted, and each holds the text that it replaces', () => {
    const text = fc
      .array(fc.constantFrom('a', 'b', 'c', ''), { maxLength: 12 })
      .map((all) => all.join('\n'));
    fc.assert(
      fc.property(text, text, (before, block) => {
        const hunks = blockHunks(before, block, about);
        const end = before.endsWith('\n') ? '\n' : '';
        assert.equal(applied(before, hunks), block.replace(/\n+$/, '') + end);
        const index = createPositionIndex(before);
        for (const { range, oldText } of hunks) {
          const { start, end: stop } = index.offsetsOf(range);
          assert.equal(before.slice(start, stop), oldText);
        }
      }),
    );
  });
});

describe('the place of an answer’s text in a document', () => {
  const document = 'one\r\ntwo\r\none two\r\n';

  it('is where it was expected, else in the selection, else the only one', () => {
    const expected = { line: 2, character: 0 };
    assert.deepEqual(locate(document, 'one', expected, undefined), {
      kind: 'found',
      start: expected,
    });
    const near = { start: { line: 2, character: 0 }, end: { line: 2, character: 7 } };
    assert.deepEqual(locate(document, 'two', undefined, near), {
      kind: 'found',
      start: { line: 2, character: 4 },
    });
    assert.deepEqual(locate(document, 'one\ntwo', { line: 7, character: 3 }, undefined), {
      kind: 'found',
      start: { line: 0, character: 0 },
    });
  });

  it('is not guessed where the text is missing or stands several times', () => {
    assert.deepEqual(locate(document, 'three', undefined, undefined), { kind: 'missing' });
    assert.deepEqual(locate(document, '', undefined, undefined), { kind: 'missing' });
    assert.deepEqual(locate(document, 'two', undefined, undefined), { kind: 'several', count: 2 });
  });

  it('moves a hunk along: characters on its first line, lines on all', () => {
    const [first, second] = blockHunks('a\nb', 'A\nB', about).map((hunk) =>
      shifted(hunk, { line: 4, character: 10 }),
    );
    assert.deepEqual(first?.range.start, { line: 4, character: 10 });
    assert.equal(second, undefined, 'neighbouring lines are one hunk');
    const [later] = blockHunks('a\nb\nc', 'a\nb\nC', about).map((hunk) =>
      shifted(hunk, { line: 4, character: 10 }),
    );
    assert.deepEqual(later?.range.start, { line: 6, character: 0 });
  });
});

describe('the export of a conversation', () => {
  it('holds questions and answers in their order', () => {
    const at = '2026-01-01';
    const text = exportText(
      {
        id: 'c',
        turns: [
          {
            id: '1',
            at,
            question: { text: 'She go.', command: 'fix', sources: [] },
            answer: { state: 'stopped', text: 'She' },
          },
        ],
      },
      'You',
      'Eidolon',
    );
    assert.equal(text, '## You (2026-01-01)\n\n/fix She go.\n\n## Eidolon\n\nShe\n');
  });
});

describe('the panel’s page', () => {
  it('allows its own script and style sheet and nothing else', () => {
    const html = pageHtml({
      source: 'https://own',
      nonce: 'n',
      language: 'en',
      title: 'Eidolon',
      script: 'https://own/main.js',
      style: 'https://own/chat.css',
    });
    const policy = /content="(default-src[^"]*)"/.exec(html)?.[1];
    assert.equal(
      policy,
      "default-src 'none'; style-src https://own; script-src 'nonce-n'; base-uri 'none'; form-action 'none'",
    );
    assert.equal(/unsafe|\sstyle=|\son\w+=/.test(html), false);
  });
});
