import assert from 'node:assert/strict';
import { readExpression } from '../../../server/core/router/expression.ts';

function check(text: string, expected: string | undefined): void {
  const report = readExpression(text);
  assert.equal(
    report === undefined ? undefined : `${report.kind}${report.certain ? '' : '?'}`,
    expected,
    text,
  );
}

describe('expression reader', () => {
  it('recognises conditions of TypeScript, JavaScript and Python', () => {
    for (const text of [
      '!(a && b) || c',
      'user.isActive && !(count === 0)',
      'not a and b or c',
      'x > 0 ? true : false',
      'xs?.length !== 0',
      'len(xs) >= 1 and xs[0] is not None',
      'if (a === true && b !== false) {',
      'if not (a and b):',
      'elif x not in seen:',
      'while (i < n)',
      'return !(a || b);',
      'const ok = a === true && !b;',
      'any(x > 1 for x in xs if x) or done',
      'a.every((t, i) => b[i] === t) && ok',
      'line == b"x" or line == u\'y\'',
      '(a and\n b)',
      '} else if (a || b) {',
      'a ?? b > 3',
    ]) {
      check(text, 'condition');
    }
  });

  it('recognises integer arithmetic', () => {
    for (const text of [
      '3 * (4 + 5)',
      '12 + 30',
      'x = 3 + 4 * 2',
      '2 ** 10 - 1',
      '-7 // 2',
      '0x10 + 1',
    ])
      check(text, 'arithmetic');
  });

  it('is unsure where English shares the words', () => {
    check('cats and dogs', 'condition?');
    check('now or never', 'condition?');
  });

  it('calls a lone value a value, and a statement that only compares or sets a default', () => {
    for (const text of [
      'foo(bar, 1)',
      'const total = items.reduce((a, b) => a + b, 0);',
      'const x = opts || {};',
      'x = a > b',
      "this.name = name || '';",
    ])
      check(text, 'value');
  });

  it('leaves statements, blocks and running text alone', () => {
    for (const text of [
      'I have two apples and he has three.',
      'if (a && b) { run(); }',
      'def f(x):\n    return x and y',
      'a && b;\nc && d;',
      'for x in xs:',
      '2x + 3 = 7',
      'a &&',
      '(a || b',
      '',
      'SELECT a FROM b',
      'lambda x: x and y',
    ]) {
      check(text, undefined);
    }
  });

  it('gives up on text beyond its bound and on deep nesting instead of recursing', () => {
    check('a && '.repeat(1000) + 'b', undefined);
    check(`${'('.repeat(300)}a${')'.repeat(300)} && b`, undefined);
  });
});
