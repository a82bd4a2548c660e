import assert from 'node:assert/strict';
import fc from 'fast-check';
import { partsOf } from '../../../client/features/parts.ts';
import type { PartSize } from '../../../client/features/parts.ts';
import type { Lines, LineSpan } from '../../../client/features/textAt.ts';

const small: PartSize = { lines: 6, characters: 60, mostCharacters: 90 };

describe('cutting a document into parts', () => {
  it('leaves a small document whole, without the blank lines around it', () => {
    assert.deepEqual(cut('\n\nOne.\n\nTwo.\n\n', 'text'), ['One.\n\nTwo.']);
    assert.deepEqual(cut('\n \n', 'text'), []);
  });

  it('cuts a text between paragraphs, and a long paragraph between lines', () => {
    const line = 'These are forty characters of some text.';
    assert.deepEqual(cut(`${line}\n\n${line}\n`, 'text', small), [line, line]);
    assert.deepEqual(cut(`${line}\n${line}\n`, 'text', small), [`${line}\n${line}`]);
    assert.deepEqual(cut(`${line}\n${line}\n${line}\n`, 'text', small), [line, line, line]);
  });

  it('keeps a fence in one part', () => {
    const fence = '```\nsome code of a document\n\nand more of it\n```';
    const text = `A paragraph of some length.\n\n${fence}\n\nAnother paragraph.\n`;
    assert.deepEqual(cut(text, 'text', small), [
      'A paragraph of some length.',
      fence,
      'Another paragraph.',
    ]);
  });

  it('cuts a program between declarations and never inside one', () => {
    const first = '// What it does.\nfunction a() {\n\n  return 1;\n}';
    const second = 'function b() {\n  if (x) {\n    y();\n  }\n  else z();\n  more();\n}';
    assert.deepEqual(cut(`${first}\n${second}\n`, 'code', small), [first, second]);
    const python =
      'def f():\n    return 1\n\n@cached\ndef g():\n    try:\n        h()\n    except E:\n        i()';
    assert.deepEqual(cut(python, 'code', small), ['def f():\n    return 1', python.slice(23)]);
  });

  it('loses no line, repeats none, and fills no part beyond its size but by one block', () => {
    const line = fc.constantFrom('', '', 'word', '  inner', '```', '}', 'def f():', 'x'.repeat(30));
    const kinds = fc.constantFrom('text' as const, 'code' as const);
    fc.assert(
      fc.property(fc.array(line, { maxLength: 60 }), kinds, (all, kind) => {
        const lines: Lines = { count: all.length, at: (index) => all[index] ?? '' };
        const parts = partsOf(lines, kind, small);
        const seen = parts.flatMap(({ first, last }) =>
          Array.from({ length: last - first + 1 }, (_, index) => first + index),
        );
        assert.deepEqual(
          seen,
          [...new Set(seen)].sort((a, b) => a - b),
        );
        const filled = all.flatMap((text, index) => (text.trim() === '' ? [] : [index]));
        assert.deepEqual(
          filled.filter((index) => !seen.includes(index)),
          [],
        );
        for (const { first, last } of parts) {
          assert.notEqual(all[first]?.trim(), '');
          assert.notEqual(all[last]?.trim(), '');
        }
      }),
    );
  });
});

function cut(text: string, kind: 'text' | 'code', size?: PartSize): string[] {
  const all = text.split('\n');
  const lines: Lines = { count: all.length, at: (line) => all[line] ?? '' };
  return partsOf(lines, kind, size).map(({ first, last }: LineSpan) =>
    all.slice(first, last + 1).join('\n'),
  );
}
