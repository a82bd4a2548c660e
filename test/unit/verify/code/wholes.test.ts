import assert from 'node:assert/strict';
import { enumerateRepairs } from '../../../../server/verify/code/candidates.ts';
import { describeFunction, functionsIn } from '../../../../server/verify/code/functionInfo.ts';
import { repairsOf } from '../../../../server/verify/code/repairs.ts';
import { parseNodes } from '../../../../server/verify/syntax/node.ts';

/** Every text that one edit of the first function gives. */
async function versionsOf(languageId: string, text: string): Promise<readonly string[]> {
  const root = await parseNodes(languageId, text);
  assert.ok(root);
  const [node] = functionsIn(root, { start: 0, end: text.length });
  const fn = node && describeFunction(root, text, languageId, node);
  assert.ok(fn);
  return enumerateRepairs(fn).map(
    ({ range, newText }) => text.slice(0, range.start) + newText + text.slice(range.end),
  );
}

/** Checks that one edit turns `before` into `after` where both stand in the same text. */
async function reaches(
  languageId: string,
  text: string,
  before: string,
  after: string,
): Promise<void> {
  assert.ok(text.includes(before));
  const versions = await versionsOf(languageId, text);
  assert.ok(versions.includes(text.replace(before, () => after)), `${before} → ${after} is tried`);
}

describe('edits of whole expressions', () => {
  it('puts a parameter that is only guarded in place of a field', () =>
    reaches(
      'typescript',
      'function deposit(account: Account, amount: number): number {\n  if (amount <= 0) throw new RangeError();\n  return account.balance + account.balance;\n}',
      '+ account.balance',
      '+ amount',
    ));

  it('puts the index in place of the element', () =>
    reaches(
      'python',
      'def argmin(xs):\n    best = 0\n    for i in range(len(xs)):\n        if xs[i] < xs[best]:\n            best = xs[i]\n    return best\n',
      'best = xs[i]',
      'best = i',
    ));

  it('does not take a function for a value', async () => {
    const text = 'function total(game, points) {\n  return game.score + points;\n}';
    const versions = await versionsOf('javascript', text);
    assert.ok(!versions.some((version) => version.includes('return total')));
  });

  it('turns an assignment to itself round', () =>
    reaches(
      'javascript',
      'function bounce(ball, width) {\n  if (ball.x > width) {\n    ball.vx = ball.vx;\n  }\n}',
      '= ball.vx',
      '= -ball.vx',
    ));

  it('starts a record where a list is started and keys follow', () =>
    reaches(
      'javascript',
      'function index(rows) {\n  const byId = [];\n  for (const row of rows) byId[row.id] = row;\n  return byId;\n}',
      '[];',
      '{};',
    ));

  it('negates a condition of several parts as a whole', () =>
    reaches(
      'python',
      'def guard(user):\n    if user and user.admin:\n        raise ValueError()\n',
      'user and user.admin',
      'not (user and user.admin)',
    ));

  it('reads the name that a comprehension binds behind the place', () =>
    reaches(
      'python',
      'def invert(d):\n    return {value: value for key, value in d.items()}\n',
      ': value',
      ': key',
    ));

  it('returns a text that is put together and dropped, but not a docstring', async () => {
    const text = 'def label(a):\n    """Says it."""\n    if a:\n        return "x"\n    f"{a} y"\n';
    await reaches('python', text, '    f"{a}', '    return f"{a}');
    assert.ok(!(await versionsOf('python', text)).some((each) => each.includes('return """')));
  });

  it('uses the field that the function is named after', () =>
    reaches(
      'javascript',
      'function totalWeight(items) {\n  let sum = 0;\n  items.forEach((item) => {\n    sum += item.value;\n  });\n  return sum;\n}',
      'item.value',
      'item.weight',
    ));
});

describe('edits of where something is read or moved to', () => {
  it('exchanges two indexes', () =>
    reaches('python', 'def f(m, i, j):\n    return m[j][i]\n', 'm[j][i]', 'm[i][j]'));

  it('moves a bound past the middle', () =>
    reaches(
      'javascript',
      'function f(xs, x) {\n  let [lo, hi] = [0, xs.length];\n  while (lo < hi) {\n    const mid = (lo + hi) >> 1;\n    if (xs[mid] < x) lo = mid;\n    else hi = mid;\n  }\n  return lo;\n}',
      'lo = mid',
      'lo = mid + 1',
    ));

  it('steps as far as was counted', () =>
    reaches(
      'python',
      'def f(xs):\n    i = 0\n    while i < len(xs):\n        run = 1\n        while xs[i:i + run + 1] == xs[i:i + 1] * (run + 1):\n            run += 1\n        show(run)\n        i += 1\n',
      'show(run)\n        i += 1',
      'show(run)\n        i += run',
    ));

  it('goes on from where a walk has come to', () =>
    reaches(
      'javascript',
      'function f() {\n  let node = this.head;\n  while (node) node = this.head.next;\n}',
      'this.head.next',
      'node.next',
    ));

  it('reads the last element for the first one, and looks for what is absent', async () => {
    await reaches('javascript', 'const top = (xs) => xs[0];', 'xs[0]', 'xs[xs.length - 1]');
    await reaches(
      'javascript',
      'function f(s) {\n  const at = s.indexOf(":");\n  return at === 1 ? s : s.slice(at);\n}',
      'at === 1',
      'at === -1',
    );
  });
});

describe('edits of how an expression is put together', () => {
  const cases: readonly (readonly [string, string, string, string, string])[] = [
    [
      'a parameter for a plain number',
      'javascript',
      'const f = (xs, by) => xs.map((x) => x + 1);',
      'x + 1',
      'x + by',
    ],
    [
      'the size of a slice for a step of one',
      'javascript',
      'function f(xs, n) {\n  for (let i = 0; i < xs.length; i++) show(xs.slice(i, i + n));\n}',
      'i++',
      'i += n',
    ],
    [
      'brackets around a sum',
      'python',
      'def f(t):\n    return t - 32 * 5 / 9\n',
      't - 32 *',
      '(t - 32) *',
    ],
    [
      'no brackets around a sum',
      'javascript',
      'const f = (a, b) => (a + b) * 2;',
      '(a + b)',
      'a + b',
    ],
    [
      'a place before a difference',
      'python',
      'def f(xs, i):\n    n = len(xs)\n    return xs[n - i]\n',
      'n - i]',
      'n - i - 1]',
    ],
    ['the length of a row', 'python', 'def f(m):\n    return len(m)\n', 'len(m)', 'len(m[0])'],
    [
      'pages counted from one',
      'javascript',
      'const f = (page, size) => page * size;',
      'page *',
      '(page - 1) *',
    ],
    [
      'what is looked up in what',
      'javascript',
      'const f = (a, b) => a.includes(b);',
      'a.includes(b)',
      'b.includes(a)',
    ],
    [
      'a length for the same number',
      'javascript',
      'function f(xs) {\n  const n = g(xs);\n  return n / n;\n}',
      '/ n',
      '/ xs.length',
    ],
    [
      'what a loop has found',
      'javascript',
      'function f(xs) {\n  let best = xs[0];\n  for (const x of xs) if (x > best) best = x;\n  return xs[0];\n}',
      'return xs[0]',
      'return best',
    ],
    [
      'a text before another',
      'python',
      'def f(s, c):\n    s = s + c\n    return s\n',
      's + c',
      'c + s',
    ],
    [
      'who gives and who takes',
      'javascript',
      'function f(a, b, n) {\n  a.x += n;\n  b.x -= n;\n}',
      'a.x += n;\n  b.x -= n',
      'a.x -= n;\n  b.x += n',
    ],
  ];
  for (const [what, language, text, before, after] of cases)
    it(`put ${what}`, () => reaches(language, text, before, after));

  it('never make both ways of a condition the same', async () => {
    const text = 'function f(xs, x, first) {\n  if (first) xs.unshift(x);\n  else xs.push(x);\n}';
    const root = await parseNodes('javascript', text);
    const [node] = root ? functionsIn(root, { start: 0, end: text.length }) : [];
    const fn = root && node && describeFunction(root, text, 'javascript', node);
    assert.ok(fn);
    assert.ok(repairsOf(fn).every(({ newText }) => newText !== 'push' && newText !== 'unshift'));
  });
});
