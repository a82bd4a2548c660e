import assert from 'node:assert/strict';
import type { CheckParams } from '../../../../protocol/checker.ts';
import {
  codeTools,
  diagnosticsCheck,
  literalsCheck,
  namesCheck,
  parseCheck,
} from '../../../../server/verify/code/tools.ts';

const signal = new AbortController().signal;

/** `before` has its changed part between « and », and `newText` replaces it. */
function params(languageId: string, before: string, newText: string): CheckParams {
  const start = before.indexOf('«');
  const end = before.indexOf('»') - 1;
  return {
    domain: 'code',
    languageId,
    documentText: before.replace('«', '').replace('»', ''),
    range: { start, end },
    newText,
  };
}

describe('checks of code', () => {
  it('refuses a change that does not parse', async () => {
    assert.equal((await parseCheck(params('typescript', 'f(«a»);', '(b'))).status, 'failed');
    assert.equal((await parseCheck(params('python', 'x = «1»\n', '2'))).status, 'passed');
    assert.equal((await parseCheck(params('rust', 'fn «f»() {}', 'g'))).status, 'notChecked');
  });

  it('lets one known name replace another, and no more', async () => {
    const source = 'function f(a, b) { return a * «a»; }';
    assert.equal((await namesCheck(params('javascript', source, 'b'))).status, 'passed');
    assert.equal((await namesCheck(params('javascript', source, 'c'))).status, 'failed');
    const two = 'function f(a, b) { return «a * a»; }';
    assert.equal((await namesCheck(params('javascript', two, 'b * b'))).status, 'failed');
    const element = 'function f(xs, i, x) { xs[i] = «xs[i]»; }';
    assert.equal((await namesCheck(params('javascript', element, 'x'))).status, 'passed');
    assert.equal((await namesCheck(params('javascript', element, 'y'))).status, 'failed');
    const method = 'const f = (xs) => xs.«some»(Boolean);';
    assert.equal((await namesCheck(params('javascript', method, 'every'))).status, 'passed');
  });

  it('keeps texts and lets one small literal change', async () => {
    assert.equal((await literalsCheck(params('python', 'x = «"a"»\n', '"b"'))).status, 'failed');
    assert.equal((await literalsCheck(params('python', 'x = «0»\n', '1'))).status, 'passed');
    assert.equal(
      (await literalsCheck(params('python', 'x = «(0, 0)»\n', '(1, 1)'))).status,
      'failed',
    );
  });

  it('lets an entity stand for its sign, a name lose its quotes and a window its list', async () => {
    const entity = params('javascript', "s.replace(/</g, «'&gt;'»);", "'&lt;'");
    assert.equal((await literalsCheck(entity)).status, 'passed');
    const other = params('javascript', "s.replace(/</g, «'&gt;'»);", "'lt'");
    assert.equal((await literalsCheck(other)).status, 'failed');
    const key = params('python', 'def f(row, key):\n    return row[«"key"»], key\n', 'key');
    assert.equal((await literalsCheck(key)).status, 'passed');
    const unknown = params('python', 'def f(row):\n    return row[«"key"»]\n', 'key');
    assert.equal((await literalsCheck(unknown)).status, 'failed');
    const window = params('python', 'def f(xs, n):\n    return sum(xs[:n]) / «len(xs)»\n', 'n');
    assert.equal((await namesCheck(window)).status, 'passed');
    const has = params('javascript', 'const f = (m, k) => m.«has»(k);', 'get');
    assert.equal((await namesCheck(has)).status, 'passed');
  });

  it('refuses what the type checker newly reports', async () => {
    const source = 'function f(a: number, b: string): number { return «a»; }';
    assert.equal((await diagnosticsCheck(params('typescript', source, 'b'))).status, 'failed');
    assert.equal((await diagnosticsCheck(params('typescript', source, 'a + 1'))).status, 'passed');
    assert.equal((await diagnosticsCheck(params('python', 'x = «1»\n', '2'))).status, 'notChecked');
  }).timeout(60_000);

  it('ignores imports that cannot be found on both sides', async () => {
    const source = "import { g } from './elsewhere';\nexport const f = (n: number) => g(«n»);";
    assert.equal((await diagnosticsCheck(params('typescript', source, 'n + 1'))).status, 'passed');
  }).timeout(60_000);
});

describe('syntax questions', () => {
  it('counts errors and says when there is no grammar', async () => {
    assert.deepEqual(
      await codeTools['syntax/parse']({ languageId: 'python', text: 'x = 1\n' }, signal),
      {
        supported: true,
        errors: 0,
      },
    );
    const broken = await codeTools['syntax/parse'](
      { languageId: 'javascript', text: 'f(' },
      signal,
    );
    assert.ok(broken.errors > 0);
    assert.equal(
      (await codeTools['syntax/parse']({ languageId: 'go', text: '' }, signal)).supported,
      false,
    );
  });

  it('names the nodes around a range and the function that holds it', async () => {
    const text = 'const x = 1;\nfunction f(a) {\n  return a > 1;\n}\n';
    const start = text.indexOf('a > 1');
    const report = await codeTools['syntax/node'](
      { languageId: 'javascript', text, range: { start, end: start + 5 } },
      signal,
    );
    assert.equal(report.types[0], 'binary_expression');
    assert.deepEqual(report.enclosing, { start: text.indexOf('function'), end: text.length - 1 });
  });

  it('enumerates repairs only inside the selection', async () => {
    const text = 'function f(a, b) {\n  const c = a + b;\n  return c - 1;\n}\n';
    const start = text.indexOf('c - 1');
    const range = { start, end: start + 5 };
    const report = await codeTools['code/repairs'](
      { languageId: 'javascript', text, range },
      signal,
    );
    const candidates = report.functions.flatMap((fn) => fn.candidates);
    assert.ok(candidates.length > 0);
    for (const candidate of candidates) {
      assert.ok(candidate.range.start >= range.start && candidate.range.end <= range.end);
    }
  });
});
