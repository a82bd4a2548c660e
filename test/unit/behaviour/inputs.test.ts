import assert from 'node:assert/strict';
import fc from 'fast-check';
import { generateInputs, type InputSource } from '../../../server/core/behaviour/inputs.ts';
import { readArguments } from '../../../server/core/behaviour/readLiteral.ts';
import { parseShape } from '../../../server/core/behaviour/shape.ts';
import { readSignature } from '../../../server/core/behaviour/signature.ts';

function inputs(code: string, more: Partial<InputSource> = {}): readonly string[] {
  return generateInputs({
    code,
    entryPoint: 'f',
    language: 'python',
    tests: [],
    limit: 20,
    seed: 1,
    ...more,
  });
}

describe('a signature', () => {
  it('gives names, types and defaults, whatever stands in them', () => {
    const code = 'def f(a: Dict[str, List[int]], b="x,)", *rest, c: int = 3) -> bool:\n    pass\n';
    const signature = readSignature(code, 'f', 'python');
    assert.deepEqual(
      signature?.parameters.map(({ name, optional }) => [name, optional]),
      [
        ['a', false],
        ['b', true],
        ['c', true],
      ],
    );
    assert.equal(signature?.open, true);
    assert.deepEqual(signature?.parameters[0]?.shape, {
      kind: 'dict',
      key: { kind: 'string' },
      value: { kind: 'list', of: { kind: 'integer' } },
    });
  });

  for (const code of [
    'function f(a: number[], b?: string): void {}',
    'export const f = (a: Array<number>, b: string = "x"): boolean => true;',
    'const f: (x: number[]) => number = function (a: number[], b = 1) {}',
  ]) {
    it(`is read from ${code}`, () => {
      const signature = readSignature(code, 'f', 'javascript');
      assert.deepEqual(
        signature?.parameters.map(({ name, optional }) => [name, optional]),
        [
          ['a', false],
          ['b', true],
        ],
      );
      assert.equal(signature?.parameters[0]?.shape?.kind, 'list');
    });
  }

  it('reads hints of both languages alike', () => {
    for (const [python, typescript] of [
      ['List[str]', 'string[]'],
      ['Optional[bool]', 'boolean | null'],
      ['Tuple[int, str]', '[bigint, string]'],
      ['dict[str, bool]', 'Record<string, boolean>'],
    ] as const)
      assert.deepEqual(parseShape(python), parseShape(typescript));
  });
});

describe('generated inputs', () => {
  const code = 'def f(lst, n):\n    """ Rotates.\n    >>> f([5, 6], 1)\n    [6, 5]\n    """\n';

  it('begin with the examples and go on with what the members tried and what fits the types', () => {
    const made = inputs(code, { tests: ['f([7, 8, 9], 2) == [9, 7, 8]', 'f("wrong") == 1'] });
    assert.ok(made.includes('[5, 6], 1'));
    assert.ok(made.includes('[7, 8, 9], 2'));
    assert.ok(!made.includes('"wrong"'), 'a call that the signature refuses is left out');
    assert.equal(made.length, 20);
  });

  it('are literals, distinct, short and of the right number', () => {
    const made = inputs(code);
    assert.equal(new Set(made).size, made.length);
    for (const text of made) {
      const call = readArguments(`${text})`, 0, 'python');
      assert.equal(call?.value.values.length, 2, text);
      assert.ok(text.length <= 400);
    }
  });

  it('are the same for the same seed and others for another', () => {
    assert.deepEqual(inputs(code), inputs(code));
    assert.notDeepEqual(inputs(code), inputs(code, { seed: 2 }));
  });

  it('put what may take long last', () => {
    const made = inputs('def f(n: int) -> int:\n');
    const sizes = made.map((text) => Math.abs(Number(text)));
    assert.ok(sizes.some((size) => size >= 100));
    assert.ok(Math.max(...sizes.slice(0, 10)) < 30);
  });

  it('call a function without parameters once', () => {
    assert.deepEqual(inputs('def f():\n    return 1\n'), ['']);
  });

  it('never fail, whatever the text', () => {
    const source = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.string().map((text) => `def f(${text}`),
    );
    fc.assert(
      fc.property(source, fc.array(fc.string()), (text, tests) => {
        const made = inputs(text, { tests, limit: 8 });
        assert.ok(made.length <= 8);
      }),
    );
  });
});
