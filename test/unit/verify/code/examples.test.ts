import assert from 'node:assert/strict';
import type { ExampleReport } from '../../../../protocol/checker.ts';
import { codeTools } from '../../../../server/verify/code/tools.ts';

const signal = new AbortController().signal;

/** The report on the function that a text holds at a mark, with edits given as pairs of texts. */
async function reportOf(
  languageId: string,
  text: string,
  options: {
    instruction?: string;
    edits?: readonly (readonly [string, string])[];
    at?: string;
  } = {},
): Promise<ExampleReport> {
  const start = text.indexOf(options.at ?? 'return');
  const edits = (options.edits ?? []).map(([before, newText]) => {
    const at = text.indexOf(before);
    assert.notEqual(at, -1, before);
    return { range: { start: at, end: at + before.length }, newText };
  });
  const { instruction } = options;
  const range = { start, end: start };
  return codeTools['code/examples']({ languageId, text, range, instruction, edits }, signal);
}

const texts = ({ examples }: ExampleReport): readonly string[] => examples.map(({ text }) => text);
const missed = ({ examples }: ExampleReport): readonly string[] =>
  examples.filter(({ met }) => !met).map(({ text }) => text);

describe('examples of a function', () => {
  it('are read from doctests, larger expressions included', async () => {
    const text =
      'def add(a, b):\n    """Adds.\n\n    >>> add(1, 2)\n    3\n    >>> sorted([add(4, 0)])\n    [4]\n    >>> x = add(1, 1)\n    """\n    return a - b\n';
    const report = await reportOf('python', text);
    assert.deepEqual(texts(report), ['add(1, 2) → 3', 'sorted([add(4, 0)]) → [4]']);
    assert.deepEqual(missed(report), ['add(1, 2) → 3']);
  });

  it('are read from comments in their many forms', async () => {
    const text = [
      '/**',
      ' * Adds.',
      ' * @example add(1, 2) // 3',
      ' * @example',
      ' * add(3, 4)',
      ' * // => 7',
      ' * `add(1, 5)` returns 6.',
      ' */',
      'const add = (a, b) => { return a + b; };',
      'console.log(add(10, 1)); // 11',
      '// add(2, 2) === 4',
    ].join('\n');
    const report = await reportOf('javascript', text, { at: 'return a' });
    assert.deepEqual(texts(report), [
      'add(1, 2) → 3',
      'add(3, 4) → 7',
      'add(1, 5) → 6',
      'add(10, 1) → 11',
      'add(2, 2) → 4',
    ]);
    assert.deepEqual(missed(report), []);
  });

  it('are not read from parts of larger expressions or from results that are computed', async () => {
    const text = [
      '// 2 * add(1, 1) => 4',
      '// not add(1, 1) is 4',
      '// add(1, 1) + 1 => 3',
      '// add(1, 1) => 2 * x',
      '// add(1, 1) and add(2, 2) are 4',
      '// readd(1, 1) => 9',
      '// add(1, 1) => 2',
      'function add(a, b) { return a + b; }',
    ].join('\n');
    assert.deepEqual(texts(await reportOf('javascript', text)), ['add(1, 1) → 2']);
  });

  it('are read from the assertions of the file', async () => {
    const script = [
      'export function add(a: number, b: number): number { return a - b; }',
      'test("adds", () => {',
      '  expect(add(9, 1)).toBe(10);',
      '  expect(add(9, 1)).not.toBe(8);',
      '  expect([add(1, 1)]).to.deep.equal([2]);',
      '  assert.strictEqual(add(8, 1), 9);',
      '  console.assert(add(1, 1) === 2);',
      '  const two = 2; expect(add(two, 1)).toBe(3);',
      '  items.equal(add(1, 1), 5);',
      '});',
    ].join('\n');
    assert.deepEqual(texts(await reportOf('typescript', script)), [
      'add(9, 1) → 10',
      '[add(1, 1)] → [2]',
      'add(8, 1) → 9',
      'add(1, 1) === 2',
    ]);
    const python =
      'def add(a, b):\n    return a - b\n\nassert add(5, 6) == 11\nassert add(5, 5) != 1, "text"\nclass T:\n    def test(self):\n        self.assertEqual(add(1, 1), 2)\n        self.assertTrue(add(3, 1) > 2)\n';
    const report = await reportOf('python', python);
    assert.equal(report.examples.length, 4);
    assert.deepEqual(missed(report), ['add(5, 6) == 11', 'add(1, 1) → 2', 'add(3, 1) > 2']);
  });

  it('are read from an instruction that says what should come out, and where it says so', async () => {
    const instruction =
      'twice(6) should be 12, not 18. And twice(1) returns 3 instead of 2, but g(3) should be 5.';
    const text = 'function twice(x) { return x * 3; }';
    const report = await reportOf('javascript', text, { instruction });
    assert.deepEqual(texts(report), ['twice(6) → 12', 'twice(1) → 2']);
    const [first] = report.examples;
    assert.equal(
      instruction.slice(first?.stated?.start, first?.stated?.end),
      'twice(6) should be 12',
    );
    const complaint = await reportOf('javascript', text, { instruction: 'twice(6) returns 18' });
    assert.deepEqual(texts(complaint), []);
    const other = await reportOf('javascript', text, {
      instruction: 'twice(6) works but g(3) should be 5',
    });
    assert.deepEqual(texts(other), []);
  });
});

describe('running examples', () => {
  it('uses the functions and constants that the file declares', async () => {
    const text =
      'const K = 3;\nconst half = (x) => x / 2;\nfunction scaled(x) { return half(x) * K; }\n// scaled(4) => 6\n';
    assert.deepEqual(missed(await reportOf('javascript', text)), []);
    assert.equal((await reportOf('javascript', text)).examples.length, 1);
  });

  it('leaves out what it cannot follow: imports, variables that change, clocks, methods, async functions', async () => {
    for (const text of [
      'import { half } from "./half.js";\nfunction f(x) { return half(x); }\n// f(2) => 1\n',
      'let k = 1;\nk = 2;\nfunction f(x) { return x * k; }\n// f(2) => 2\n',
      'const seen = [1];\nseen.push(2);\nfunction f(x) { return seen.length * x; }\n// f(2) => 2\n',
      'function f(x) { return x + Date.now(); }\n// f(2) => 2\n',
      'function f(x) { return x * Math.random(); }\n// f(2) => 2\n',
      'class A { f(x) { return x; } }\n// f(2) => 3\n',
      'async function f(x) { return x; }\n// f(2) => 3\n',
      'const outer = () => { function f(x) { return x; } };\n// f(2) => 3\n',
    ])
      assert.deepEqual(texts(await reportOf('javascript', text)), [], text);
  });

  it('names the first edit that meets every example', async () => {
    const text = 'function add(a, b) {\n  return a - b;\n}\n// add(1, 0) => 1\n// add(2, 2) => 4\n';
    const edits = [
      ['a - b', 'a'],
      ['a - b', 'a * b'],
      ['a - b', 'a +'],
      ['a - b', 'a + b'],
      ['a - b', 'b + a'],
    ] as const;
    const report = await reportOf('javascript', text, { edits });
    assert.equal(report.first, 3);
    assert.equal(report.tried, 4);
    const none = await reportOf('javascript', text, { edits: edits.slice(0, 3) });
    assert.equal(none.first, undefined);
    assert.equal(none.tried, 3);
  });

  it('counts a run without end as not meeting the example, and stops when all steps are spent', async () => {
    const text = 'function f(n) {\n  while (n > 0) { n += 1; }\n  return n;\n}\n// f(3) => 0\n';
    const endless = Array.from({ length: 150 }, (_, place) => ['+= 1', `+= ${place + 2}`] as const);
    const report = await reportOf('javascript', text, { edits: [...endless, ['+=', '-=']] });
    assert.deepEqual(missed(report), ['f(3) → 0']);
    assert.equal(report.first, undefined);
    assert.equal(report.spent, true);
    const direct = await reportOf('javascript', text, { edits: [['+=', '-=']] });
    assert.equal(direct.first, 0);
  });

  it('prefers the function of the file to one of the language with the same name', async () => {
    const text = 'def sum(a, b):\n    return a - b\n# sum(1, 2) == 3\n';
    const report = await reportOf('python', text, { edits: [['-', '+']] });
    assert.deepEqual(missed(report), ['sum(1, 2) → 3']);
    assert.equal(report.first, 0);
  });
});
