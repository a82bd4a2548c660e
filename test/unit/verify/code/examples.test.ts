import assert from 'node:assert/strict';
import { codeExpert } from '../../../../server/core/experts/code.ts';
import { codeRefusal } from '../../../../server/core/experts/codeScope.ts';
import { examplesOf } from '../../../../server/verify/code/evidence/examples.ts';
import { describeFunction, functionsIn } from '../../../../server/verify/code/functionInfo.ts';
import { codeTools } from '../../../../server/verify/code/tools.ts';
import { parseNodes } from '../../../../server/verify/syntax/node.ts';
import { exactTools } from '../../../support/exactTools.ts';

const python = 'def f(n):\n    return n * 2\n';
const script = 'function f(n) {\n  return n * 2;\n}\n';

describe('examples of a function', () => {
  const cases: readonly (readonly [string, string, string?])[] = [
    ['python', 'def f(n):\n    """Doubles.\n\n    >>> f(2)\n    4\n    """\n    return n * 2\n'],
    ['python', `${python}\nassert f(2) == 4\n`],
    ['python', `${python}\nassert f(2) == 4, "twice"\n`],
    ['python', `${python}\n# f(2) => 4\n`],
    ['python', `${python}\nself.assertEqual(f(2), 4)\n`],
    ['javascript', `/** @example f(2) // 4 */\n${script}`],
    ['javascript', `// f(2) => 4\n${script}`],
    ['javascript', `${script}\nconsole.assert(f(2) === 4);\n`],
    ['javascript', `${script}\nexpect(f(2)).toBe(4);\n`],
    ['javascript', `${script}\nassert.equal(f(2), 4);\n`],
    ['javascript', script, 'f(2) should be 4'],
    ['javascript', script, 'fix the bug: f(2) should return 4, not 5.'],
  ];
  for (const [languageId, text, instruction] of cases)
    it(`are read from ${JSON.stringify(instruction ?? text)}`, async () => {
      assert.deepEqual(await read(languageId, text, instruction), [{ args: '2', expected: '4' }]);
    });

  it('are not read from calls without plain values', async () => {
    assert.deepEqual(await read('python', `${python}\nassert f(x) == 4\ny = f(2) // 4\n`), []);
    assert.deepEqual(await read('python', `${python}\nassert f(7) == 28 // 2\n`), []);
    assert.deepEqual(await read('javascript', `${script}\nexpect(f(2)).toBe(g(4));\n`), []);
    assert.deepEqual(await read('javascript', `${script}\nassert.equal(other.f(2), 4);\n`), []);
  });

  it('of the user stand above those of the file', async () => {
    const text = `// f(2) => 5\n${script}`;
    assert.deepEqual(await read('javascript', text, 'f(2) should be 4'), [
      { args: '2', expected: '4' },
    ]);
  });

  it('make a wish that the code expert takes', () => {
    assert.equal(codeRefusal('python', 'f(2) should be 4'), undefined);
  });
});

describe('a repair with examples', () => {
  const mixed = 'function mixed(a, b) {\n  const c = a + b;\n  return c * 4;\n}\n';

  it('is what makes the function meet them, and the hunk says so', async () => {
    const [draft] = await draftsOf(`${mixed}// mixed(7, 2) => 20\n// mixed(5, 5) => 0\n`);
    assert.equal(draft?.newText, '-');
    assert.deepEqual(draft.evidence, [
      { check: 'examples', status: 'passed', detail: 'It meets the 2 examples given.' },
    ]);
    assert.ok(draft.confidence > 0.9);
  });

  it('follows what the user says a call should give', async () => {
    const [draft] = await draftsOf(mixed, 'mixed(7, 2) should be 20');
    assert.equal(draft?.newText, '-');
  });

  it('is not made when no single edit meets them', async () => {
    assert.deepEqual(await draftsOf(`${mixed}// mixed(7, 2) => 12345\n`), []);
  });

  it('never breaks an example that the function meets', async () => {
    const odd = 'function isEven(n) {\n  return n % 2 === 1;\n}\n';
    assert.equal((await draftsOf(odd)).length, 1);
    assert.deepEqual(await draftsOf(`${odd}// isEven(3) => true\n// isEven(4) => false\n`), []);
  });
});

async function read(languageId: string, text: string, instruction?: string) {
  const root = await parseNodes(languageId, text);
  const [node] = root ? functionsIn(root, { start: 0, end: text.length }) : [];
  const fn = root && node && describeFunction(root, text, languageId, node);
  assert.ok(fn);
  return examplesOf(fn, instruction);
}

async function draftsOf(text: string, instruction?: string) {
  const range = { start: 0, end: text.length };
  const outcome = await codeExpert.draft(
    { documentText: text, languageId: 'javascript', range, instruction },
    { tools: exactTools(codeTools) },
    new AbortController().signal,
  );
  return outcome.kind === 'drafts' ? outcome.drafts : [];
}
