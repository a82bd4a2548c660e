import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  printArguments,
  printLiteral,
  type Literal,
  type LiteralLanguage,
} from '../../../server/core/behaviour/literal.ts';
import { readArguments, readLiteral } from '../../../server/core/behaviour/readLiteral.ts';

const languages: readonly LiteralLanguage[] = ['python', 'javascript'];

const scalar: fc.Arbitrary<Literal> = fc.oneof(
  fc.integer().map((value): Literal => ({ kind: 'number', value, integer: true })),
  fc
    .double({ noNaN: true, noDefaultInfinity: true })
    .map((value): Literal => ({ kind: 'number', value, integer: false })),
  fc.string({ unit: 'binary' }).map((value): Literal => ({ kind: 'string', value })),
  fc.boolean().map((value): Literal => ({ kind: 'boolean', value })),
  fc.constant<Literal>({ kind: 'none' }),
);
const { literal } = fc.letrec<{ literal: Literal }>((tie) => ({
  literal: fc.oneof(
    { maxDepth: 4 },
    scalar,
    fc.array(tie('literal'), { maxLength: 4 }).map((items): Literal => ({ kind: 'list', items })),
    fc.array(fc.tuple(fc.string(), tie('literal')), { maxLength: 3 }).map((entries): Literal => ({
      kind: 'dict',
      entries: entries.map(([key, value]) => [{ kind: 'string', value: key }, value] as const),
    })),
  ),
}));

describe('literals', () => {
  for (const language of languages) {
    it(`are read back as they were written in ${language}`, () => {
      fc.assert(
        fc.property(literal, (value) => {
          const text = printLiteral(value, language);
          const read = readLiteral(text, 0, language);
          assert.equal(read?.end, text.length, text);
          assert.equal(printLiteral(read?.value ?? { kind: 'none' }, language), text);
        }),
      );
    });

    it(`are read from any text without an exception in ${language}`, () => {
      fc.assert(
        fc.property(fc.string({ unit: 'binary', maxLength: 60 }), (text) => {
          readLiteral(text, 0, language);
          readArguments(text, 0, language);
        }),
      );
    });
  }

  const readable: readonly [LiteralLanguage, string, string][] = [
    ['python', '[1, -2.5, "a"]', '[1, -2.5, "a"]'],
    ['python', '(1,)', '(1,)'],
    ['python', '(1)', '1'],
    ['python', "{'a': [True, None]}", '{"a": [True, None]}'],
    ['python', '{1, 2}', '{1, 2}'],
    ['python', "r'\\d'", '"\\\\d"'],
    ['python', '1_000', '1000'],
    ['python', '5.', '5.0'],
    ['javascript', "{a: 1, 'b c': [null]}", '{"a": 1, "b c": [null]}'],
    ['javascript', '`plain`', '"plain"'],
    ['javascript', '0xff', '255'],
  ];
  for (const [language, text, printed] of readable) {
    it(`reads ${text} of ${language}`, () => {
      const read = readLiteral(text, 0, language);
      assert.equal(read && printLiteral(read.value, language), printed);
    });
  }

  for (const [language, text] of [
    ['python', 'x'],
    ['python', '[x]'],
    ['python', 'f"{a}"'],
    ['python', '"open'],
    ['python', '[1, 2'],
    ['python', '2nd'],
    ['python', '1.2.3'],
    ['javascript', '`${a}`'],
    ['javascript', '(1, 2)'],
  ] as const) {
    it(`does not take ${text} of ${language} for a literal`, () => {
      assert.equal(readLiteral(text, 0, language), undefined);
    });
  }

  it('reads the arguments of a call, keyword ones included', () => {
    const read = readArguments('[1], "a)", key=(2, 3))rest', 0, 'python');
    assert.ok(read);
    assert.equal(printArguments(read.value, 'python'), '[1], "a)", key=(2, 3)');
  });

  it('refuses arguments with an expression among them', () => {
    assert.equal(readArguments('1, len(x))', 0, 'python'), undefined);
    assert.equal(readArguments('1 + 2)', 0, 'python'), undefined);
  });
});
