import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  commentAt,
  conditionAt,
  paragraphAt,
  type Lines,
} from '../../../client/features/textAt.ts';

function lines(text: string): Lines {
  const all = text.split('\n');
  return { count: all.length, at: (line) => all[line] ?? '' };
}

describe('the comment at a place', () => {
  function check(languageId: string, text: string, line: number, expected: unknown): void {
    const found = commentAt(languageId, lines(text), { first: line, last: line });
    assert.deepEqual(found && [found.kind, found.first, found.last], expected);
  }

  it('is all line comments in a row', () => {
    const text = 'run();\n// One\n  // two.\nrun();';
    check('typescript', text, 1, ['comment', 1, 2]);
    check('typescript', text, 2, ['comment', 1, 2]);
    check('typescript', text, 3, undefined);
    check('python', '# One\n# two.\nrun()', 0, ['comment', 0, 1]);
  });

  it('is a block with stars or without', () => {
    check('javascript', '/* One\n   two. */\nrun();', 1, ['comment', 0, 1]);
    check('javascript', '/**\n * One.\n */\nfunction f() {}', 1, ['docstring', 0, 2]);
    check('javascript', '/** One. */\nfunction f() {}', 1, undefined);
    check('javascript', '/* never closed\nrun();', 0, undefined);
  });

  it('is a docstring under what it documents, and no other string', () => {
    const text = 'def f(a):\n    """Add it.\n\n    Twice.\n    """\n    return a\n';
    for (const line of [1, 2, 3, 4]) check('python', text, line, ['docstring', 1, 4]);
    check('python', text, 5, undefined);
    check('python', '"""The module."""\nx = 1\n', 0, ['docstring', 0, 0]);
    check('python', 'x = (1,\n"""text\n"""\n)', 1, undefined);
  });

  it('holds the whole selection or is none', () => {
    const text = lines('// One\nrun();');
    assert.equal(commentAt('typescript', text, { first: 0, last: 1 }), undefined);
  });

  it('never throws and holds the line that was asked about', () => {
    const piece = fc.constantFrom('/*', '*/', '/**', ' * x', '//', '#', '"""', 'def f():', '', 'x');
    const property = fc.property(
      fc.array(piece, { minLength: 1, maxLength: 12 }),
      fc.nat(11),
      fc.constantFrom('python', 'typescript'),
      (all, at, languageId) => {
        const line = at % all.length;
        const found = commentAt(languageId, lines(all.join('\n')), { first: line, last: line });
        return !found || (found.first <= line && line <= found.last && found.last < all.length);
      },
    );
    fc.assert(property);
  });
});

describe('the condition that begins on a line', () => {
  function check(text: string, expected: readonly [number, number] | undefined): void {
    const found = conditionAt(lines(text), 0);
    assert.deepEqual(found && [found.first, found.last], expected);
  }

  it('goes on while a bracket is open', () => {
    check('if (a && !b) {\n  run();', [0, 0]);
    check('if (\n  a &&\n  !b\n) {\n  run();', [0, 3]);
    check('while not (a or b):', [0, 0]);
  });

  it('is not an arrow, a type or a comment', () => {
    check('const f = (x) => g(x);', undefined);
    check('run(); // and not or', undefined);
    check('return total;', undefined);
  });

  it('is given up when its bracket never closes', () => {
    check(`if (a &&\n${'b &&\n'.repeat(30)}`, undefined);
  });
});

it('a paragraph is the lines around that are not blank', () => {
  const text = lines('# Head\n\nOne\ntwo.\n\nThree.');
  assert.deepEqual(paragraphAt(text, 3), { first: 2, last: 3 });
  assert.equal(paragraphAt(text, 1), undefined);
});
