import assert from 'node:assert/strict';
import { parseRefineParams } from '../../../server/handlers/parseParams.ts';

describe('refine parameters', () => {
  const range = { start: { line: 0, character: 1 }, end: { line: 0, character: 4 } };

  it('keep what they know and drop what has the wrong type', () => {
    const parsed = parseRefineParams({
      textDocument: { uri: 'file:///a', version: 3 },
      ranges: [range],
      instruction: 7,
      diagnostics: ['x', 1],
    });
    assert.ok(parsed.ok);
    assert.deepEqual(parsed.value, {
      textDocument: { uri: 'file:///a', version: 3 },
      ranges: [range],
      diagnostics: ['x'],
    });
  });

  it('are refused with the reason when they cannot be read', () => {
    const cases: readonly [unknown, RegExp][] = [
      [undefined, /object/],
      [{}, /textDocument\.uri/],
      [{ textDocument: { uri: 'file:///a' }, ranges: 'all' }, /list/],
      [
        {
          textDocument: { uri: 'file:///a' },
          ranges: [{ start: { line: -1, character: 0 }, end: range.end }],
        },
        /malformed/,
      ],
    ];
    for (const [raw, message] of cases) {
      const parsed = parseRefineParams(raw);
      assert.ok(!parsed.ok);
      assert.match(parsed.failure.message, message);
    }
  });
});
