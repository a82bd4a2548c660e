import assert from 'node:assert/strict';
import fc from 'fast-check';
import { bounds } from '../../../server/search/bounds.ts';
import { passagesOf } from '../../../server/search/passages.ts';

const guide = [
  '# Harbour',
  '',
  'Intro.',
  '',
  '## Fees',
  '',
  '- twelve',
  '- thirty',
  '',
  '```md',
  '# not a heading',
  '```',
  '',
].join('\n');

const code = [
  "import fs from 'node:fs';",
  '',
  '/** Reads it. */',
  'export function readTide() {',
  '  return 1;',
  '}',
  '// Names it.',
  'const NAME = 2;',
  '',
  'class Berth {',
  '  length() {',
  '    const inner = 1;',
  '    return inner;',
  '  }',
  '}',
].join('\n');

describe('passages', () => {
  it('cuts Markdown by its headings and leaves fences whole', () => {
    const passages = passagesOf('docs/guide.md', guide);
    assert.deepEqual(
      passages.map(({ start, end, headings }) => ({ start, end, headings })),
      [
        { start: 0, end: 2, headings: ['Harbour'] },
        { start: 4, end: 11, headings: ['Harbour', 'Fees'] },
      ],
    );
  });

  it('cuts code by its top-level blocks, each with the comment in front of it', () => {
    const passages = passagesOf('src/tide.ts', code);
    assert.deepEqual(
      passages.map(({ start, end, names }) => ({ start, end, names })),
      [
        { start: 0, end: 0, names: [] },
        { start: 2, end: 5, names: ['readTide'] },
        { start: 6, end: 7, names: ['NAME'] },
        { start: 9, end: 14, names: ['Berth', 'length'] },
      ],
    );
  });

  it('cuts other text by its paragraphs', () => {
    const long = Array.from({ length: 12 }, (_, n) => `line ${n}`).join('\n');
    const passages = passagesOf('notes.txt', `${long}\n\n${long}\n`);
    assert.deepEqual(
      passages.map(({ start, end }) => [start, end]),
      [
        [0, 11],
        [13, 24],
      ],
    );
  });

  it('names the function that a piece of a long block belongs to', () => {
    const body = Array.from({ length: 80 }, (_, n) => (n % 8 === 0 ? '' : `  step(${n});`));
    const text = ['function longOne() {', ...body, '}'].join('\n');
    const [first, second] = passagesOf('a.js', text);
    assert.deepEqual(first?.names, ['longOne']);
    assert.deepEqual(second?.headings, ['longOne']);
  });

  it('quotes whole lines byte for byte, in order, within bounds, and loses no line with a word', () => {
    const line = fc.constantFrom(
      '',
      '  ',
      '# Title',
      '- item',
      '| a | b |',
      '```',
      'function f() {',
      '}',
      '  deep',
      '// note',
      'plain words here',
      'ends with return\r',
      'ünïcödé 漢字 😀',
      `long ${'x'.repeat(900)}`,
    );
    fc.assert(
      fc.property(
        fc.array(line, { maxLength: 120 }),
        fc.constantFrom('a.md', 'a.ts', 'a.txt', 'a.py', 'Makefile'),
        (lines, path) => {
          const text = lines.join('\n');
          const all = text.split('\n');
          let last = -1;
          const seen = new Set<number>();
          for (const passage of passagesOf(path, text)) {
            assert(passage.start > last && passage.end >= passage.start);
            last = passage.end;
            const expected = all.slice(passage.start, passage.end + 1).join('\n');
            assert.equal(passage.text, expected.replace(/\r$/, ''));
            assert(passage.end - passage.start < bounds.passageLines);
            assert(passage.start === passage.end || expected.length <= bounds.passageCharacters);
            for (let at = passage.start; at <= passage.end; at++) seen.add(at);
          }
          const missing = all.findIndex((each, at) => /\w/.test(each) && !seen.has(at));
          assert.equal(missing, -1, `line ${missing} of ${JSON.stringify(text)} is in no passage`);
        },
      ),
      { numRuns: 300 },
    );
  });
});
