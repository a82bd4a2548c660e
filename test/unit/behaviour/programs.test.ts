import assert from 'node:assert/strict';
import { findCalls, givenTests, memberTests } from '../../../server/core/behaviour/calls.ts';
import { joinCompletion } from '../../../server/core/behaviour/program.ts';
import { codeOnly, openLines } from '../../../server/core/behaviour/scan.ts';

function join(languageId: string, prompt: string, text: string): string {
  return joinCompletion({ languageId, prompt, text, entryPoint: 'f' });
}

const stub =
  'from math import gcd\n\ndef helper(x):\n    return x\n\ndef f(x):\n    """ Doubles. """\n';

describe('a program made of an answer', () => {
  it('joins a continuation to the prompt and cuts at the next statement of the top level', () => {
    const program = join('python', stub, '    return 2 * x\n\nprint(f(1))\n');
    assert.equal(program, `${stub}    return 2 * x\n\n`);
  });

  it('keeps what looks like a top level inside a string or a bracket', () => {
    const body = '    text = """\nprint\n"""\n    return [\n1, 2\n]\n';
    assert.equal(join('python', stub, `${body}class A: pass\n`), stub + body);
  });

  it('does not end a body at a comment in the first column', () => {
    const body = '    y = x\n# now double\n    return 2 * y\n';
    assert.equal(join('python', stub, body), stub + body);
  });

  it('continues a line that the prompt left open', () => {
    assert.equal(
      join('python', 'def f(x):\n    return', ' x + 1\nfoo()\n'),
      'def f(x):\n    return x + 1\n',
    );
  });

  it('keeps imports and helpers of the prompt for a whole function, and drops calls after it', () => {
    const program = join('python', stub, 'def f(x):\n    return 2 * x\n\nassert f(1) == 2\n');
    assert.equal(
      program,
      'from math import gcd\n\ndef helper(x):\n    return x\n\ndef f(x):\n    return 2 * x\n\n',
    );
  });

  it('takes the fenced block that defines the function out of prose', () => {
    const text =
      'First:\n```\npip install x\n```\nThen:\n```python\ndef f(x):\n    return 1\n```\nDone.';
    assert.equal(
      join('python', 'Write a function f that answers 1.', text),
      'def f(x):\n    return 1\n',
    );
  });

  it('finds the stub in a prompt that talks first', () => {
    const prompt = 'Complete this function:\n```python\ndef f(x):\n```\n';
    assert.equal(join('python', prompt, '    return x\n'), 'def f(x):\n    return x\n');
    const bare = 'Complete this function.\n\ndef f(x):\n';
    assert.equal(join('python', bare, '    return x\n'), 'def f(x):\n    return x\n');
  });

  it('ends a JavaScript continuation at the brace that closes the function', () => {
    const prompt = 'function f(x) {\n';
    const body = "  if (/[}]/.test(x)) { return '}' }\n  return `${x}}`;\n}";
    assert.equal(join('javascript', prompt, `${body}\nconsole.log(f(1));\n`), prompt + body);
  });

  it('takes a whole JavaScript function of every form', () => {
    for (const text of [
      'function f(x) { return x }\n',
      'export const f = (x) => x;\n',
      'export default async function f(x) { return x }\n',
    ])
      assert.equal(join('typescript', 'function f(x: number): number {\n', text), text);
  });
});

describe('reading source text', () => {
  it('blanks strings and comments and keeps every offset', () => {
    assert.equal(codeOnly('a = "#(" # (', 'python'), 'a =         ');
    assert.equal(codeOnly('a = b / c; // x', 'javascript'), 'a = b / c;     ');
    assert.equal(codeOnly('a = /[/"]/; "', 'javascript'), 'a =       ;  ');
  });

  it('names the lines that begin outside strings and brackets', () => {
    const lines = openLines('a = [\n1]\nb = """\nc\n"""\n  d\n', 'python');
    assert.deepEqual(
      lines.map(({ text, indent }) => [text, indent]),
      [
        ['a = [', 0],
        ['b = """', 0],
        ['d', 2],
      ],
    );
  });
});

describe('calls and tests', () => {
  const docstring = [
    'def f(x, y):',
    '    """',
    '    >>> f([1, 2], "a")',
    '    [2, 1]',
    '    f((1,), "b") == 3',
    '    f(4, "c") ➞ True',
    '    f(g(1), "d") == 5',
    '    f(6, "e") == x + 1',
    '    """',
  ].join('\n');

  it('reads calls with literals only, and the value beside them when it is one', () => {
    const calls = findCalls(docstring, 'f', 'python');
    assert.deepEqual(givenTests(calls, 'f', 'python'), [
      'assert f([1, 2], "a") == [2, 1]',
      'assert f((1,), "b") == 3',
      'assert f(4, "c") == True',
    ]);
    assert.equal(calls.length, 4);
  });

  it('takes whole statements of the members about the function, five of each text, each once', () => {
    const text = `f(1) == 1\nassert f(\n    2) == 2\nassert g(3)\nprint(f(4))\nassert f(1) == 1\n`;
    const many = Array.from({ length: 9 }, (_, index) => `assert f(${index}) == 0`).join('\n');
    assert.deepEqual(memberTests([text, many], 'f', 'python'), [
      'assert f(1) == 1',
      'assert f(\n    2) == 2',
      'assert f(0) == 0',
      'assert f(1) == 0',
      'assert f(2) == 0',
      'assert f(3) == 0',
      'assert f(4) == 0',
    ]);
  });
});
