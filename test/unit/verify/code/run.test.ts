import assert from 'node:assert/strict';
import vm from 'node:vm';
import {
  createProbe,
  explore,
  signatureOf,
  type Probe,
} from '../../../../server/verify/code/behaviour/probe.ts';
import { describeFunction, functionsIn } from '../../../../server/verify/code/functionInfo.ts';
import { shelfEntries } from '../../../../server/verify/code/shelf/entries.ts';
import { parseNodes } from '../../../../server/verify/syntax/node.ts';

/** A function of the text, ready to be run by the interpreter. */
async function probeOf(languageId: string, text: string): Promise<Probe> {
  const root = await parseNodes(languageId, text);
  assert.ok(root);
  const [node] = functionsIn(root, { start: 0, end: text.length });
  const fn = node && describeFunction(root, text, languageId, node);
  const probe = fn && createProbe(fn.node, fn, signatureOf(fn));
  assert.ok(probe, text);
  explore([probe]);
  return probe;
}

/** Numbers, texts, flags and lists of them are the same in the interpreter and outside. */
function isPlain(value: unknown): boolean {
  if (Array.isArray(value)) return value.every(isPlain);
  return /^(number|string|boolean)$/.test(typeof value);
}

async function resultOf(languageId: string, text: string, ...args: never[]): Promise<unknown> {
  const run = (await probeOf(languageId, text)).observeOn(structuredClone(args));
  return run.kind === 'returned' ? run.result : run.text;
}

describe('the interpreter of small functions', () => {
  it('gives what JavaScript itself gives, for every well-known function on plain arguments', async () => {
    let compared = 0;
    for (const { source } of shelfEntries()) {
      const probe = await probeOf('javascript', `const known = ${source};`);
      for (const seed of [1, 2, 3, 4]) {
        const args = probe.draw(seed);
        if (!args.every(isPlain)) continue;
        const run = probe.observeOn(structuredClone(args), seed);
        if (run.kind !== 'returned' || !isPlain(run.result)) continue;
        const real: unknown = vm.runInNewContext(`(${source})(...args)`, {
          args: structuredClone(args),
        });
        assert.equal(JSON.stringify(run.result), JSON.stringify(real), source);
        compared += 1;
      }
    }
    assert.ok(compared > 400, `${compared} runs were compared`);
  }).timeout(60_000);

  it('follows Python where it differs from JavaScript', async () => {
    const cases: readonly (readonly [string, readonly unknown[], unknown])[] = [
      ['def f(a, b):\n    return a // b, a % b\n', [-7, 2], [-4, 1]],
      ['def f(xs):\n    return xs[-1] + sum(xs[1:-1])\n', [[1, 2, 3, 4]], 9],
      ['def f(xs):\n    return [x * 2 for x in xs if x % 2 == 0]\n', [[1, 2, 4]], [4, 8]],
      ['def f(a, b):\n    a, b = b, a\n    return a - b\n', [1, 4], 3],
      ['def f(text):\n    return text[::-1].upper()\n', ['abc'], 'CBA'],
      [
        'def f(n):\n    while n > 9:\n        n = sum(int(c) for c in str(n))\n    return n\n',
        [987],
        6,
      ],
      ['def f(xs):\n    return xs[5]\n', [[1]], 'raised IndexError'],
    ];
    for (const [source, args, expected] of cases)
      assert.deepEqual(await resultOf('python', source, ...(args as never[])), expected, source);
  });

  it('stops loops that do not end and says so', async () => {
    assert.equal(
      await resultOf('javascript', 'function f(n) { while (true) n += 1; }', 1 as never),
      'endless',
    );
  });

  it('reaches nothing of the machine', async () => {
    for (const source of [
      'function f() { return process.env; }',
      'function f() { return f.constructor("return 1")(); }',
      'function f() { return require("fs"); }',
      'function f() { return [].constructor.constructor("return this")(); }',
    ]) {
      const run = (await probeOf('javascript', source)).observe(1);
      assert.ok(!/PATH|object Object|readFile/.test(run.text), `${source} ${run.text}`);
    }
  });

  it('draws the same arguments for the same seed', async () => {
    const probe = await probeOf('javascript', 'function f(xs, n) { return xs.length + n; }');
    assert.deepEqual(probe.draw(3), probe.draw(3));
    assert.notDeepEqual(probe.draw(3), probe.draw(4));
  });
});
