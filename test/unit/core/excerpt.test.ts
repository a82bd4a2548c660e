import assert from 'node:assert/strict';
import fc from 'fast-check';
import { excerptAround } from '../../../server/core/refine/excerpt.ts';

const far = (line: (index: number) => string): string =>
  Array.from({ length: 50_000 }, (_, index) => line(index)).join('\n');

/** A document of fifty thousand lines with the text in its middle, and where that stands. */
function around(line: (index: number) => string, text: string) {
  const before = `${far(line).slice(0, 1_500_000)}\n`;
  const document = `${before.slice(0, before.lastIndexOf('\n') + 1)}${text}\n${far(line)}`;
  const start = document.indexOf(text);
  return { document, range: { start, end: start + text.length } };
}

describe('the excerpt of a document', () => {
  it('is the whole of it up to a hundred thousand characters', () => {
    const text = 'word '.repeat(20_000);
    assert.deepEqual(excerptAround(text, { start: 9, end: 20 }, 'markdown'), { text, start: 0 });
  });

  it('holds the selection at its place and little else, whatever the document and the selection', () => {
    const lines = fc.array(
      fc.constantFrom('', 'word', '  indented', '```', '---', '}', 'def f():'),
      {
        minLength: 1,
        maxLength: 60,
      },
    );
    const languages = fc.constantFrom('markdown', 'typescript', 'python', 'plaintext');
    fc.assert(
      fc.property(lines, languages, fc.nat(), fc.nat(400), (some, languageId, place, length) => {
        const document = `${some.join('\r\n')}\r\n`.repeat(3_000);
        if (document.length <= 100_000) return;
        const start = place % document.length;
        const end = Math.min(document.length, start + length);
        const excerpt = excerptAround(document, { start, end }, languageId);
        assert.ok(excerpt.start <= start);
        assert.equal(
          excerpt.text.slice(start - excerpt.start, end - excerpt.start),
          document.slice(start, end),
        );
        assert.equal(document[excerpt.start - 1] ?? '\n', '\n', 'it begins with a line');
        // An unclosed fence reaches as far back as it must.
        if (languageId !== 'markdown') assert.ok(excerpt.text.length < 40_000 + length);
      }),
      { numRuns: 60 },
    );
  });

  it('begins and ends between declarations', () => {
    const body = '  const a = 1;\n'.repeat(40);
    const { document, range } = around(
      (index) => `function f${index}() {\n${body}}`,
      'function chosen() {\n  return 1;\n}',
    );
    const { text } = excerptAround(document, range, 'typescript');
    assert.match(text, /^function f\d+\(\) \{/);
    const cut = text.slice(0, text.lastIndexOf('declare var'));
    assert.match(cut.trimEnd(), /\n\}$/);
  });

  it('declares behind it what the rest of the document knows, and nothing else', () => {
    const { document, range } = around(
      (index) => `export const value${index} = ${index};`,
      'export const chosen = limit + value20000 + nowhere;',
    );
    const { text } = excerptAround(
      `import { limit } from './x.ts';\n${document}`,
      shifted(range),
      'typescript',
    );
    const declared = /\ndeclare var (.*);\n$/.exec(text)?.[1] ?? '';
    assert.ok(declared.includes('limit: any') && declared.includes('value20000: any'), declared);
    assert.doesNotMatch(declared, /nowhere|export|const/);
    const python = around((index) => `value_${index} = ${index}`, 'chosen = value_20000 + nowhere');
    assert.match(
      excerptAround(python.document, python.range, 'python').text,
      /value_20000 = None\n$/,
    );

    function shifted({ start, end }: { start: number; end: number }) {
      const by = "import { limit } from './x.ts';\n".length;
      return { start: start + by, end: end + by };
    }
  });

  it('knows that a selection lies in a fenced block that began far above', () => {
    const { document, range } = around((index) => `line ${index}`, 'teh chosen line');
    const { text } = excerptAround(
      `\`\`\`text\n${document}`,
      { start: range.start + 8, end: range.end + 8 },
      'markdown',
    );
    assert.match(text, /^```text\n/);
    const closed = `\`\`\`text\nx\n\`\`\`\n\n${document}`;
    const shift = '```text\nx\n```\n\n'.length;
    const open = excerptAround(
      closed,
      { start: range.start + shift, end: range.end + shift },
      'markdown',
    );
    assert.ok(open.text.length < 40_000);
  });

  it('takes no thematic break for the beginning of front matter', () => {
    const { document, range } = around((index) => (index % 2 ? '' : '---'), 'The chosen line.');
    assert.doesNotMatch(excerptAround(document, range, 'markdown').text, /^---\n/);
  });
});
