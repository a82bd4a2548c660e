import assert from 'node:assert/strict';
import type { RouteInput } from '../../../protocol/route.ts';
import { routeBatch, type BatchRouter } from '../../../server/handlers/routeBatch.ts';

function recordingRouter(): BatchRouter & { readonly seen: RouteInput[] } {
  const seen: RouteInput[] = [];
  return {
    seen,
    route: (input) => {
      seen.push(input);
      return { expert: 'prose', scores: { code: 0.1, logic: 0.2, prose: 0.7 }, reason: 'because' };
    },
  };
}

describe('route batch', () => {
  it('answers every line in order and repeats ids of either type', () => {
    const router = recordingRouter();
    const result = routeBatch(
      [
        '{"id":"a","prompt":"one","languageId":"python"}',
        '',
        '{"prompt":"two"}',
        '{"id":3,"prompt":"three"}',
      ],
      router,
    );
    assert.ok(result.ok);
    assert.deepEqual(
      result.value.map((line) => (JSON.parse(line) as { id?: unknown }).id),
      ['a', undefined, 3],
    );
    assert.deepEqual(
      router.seen.map((input) => input.text),
      ['one', 'two', 'three'],
    );
    assert.equal(router.seen[0]?.languageId, 'python');
    assert.deepEqual(JSON.parse(result.value[1] ?? ''), {
      expert: 'prose',
      scores: { code: 0.1, logic: 0.2, prose: 0.7 },
      reason: 'because',
    });
  });

  const malformed: readonly (readonly [string, RegExp])[] = [
    ['{"prompt": "x"', /^line 2: this is not JSON/u],
    ['[1]', /^line 2: expected an object/u],
    ['null', /^line 2: expected an object/u],
    ['{"text":"x"}', /^line 2: “prompt” must be a string/u],
    ['{"prompt":"x","id":{}}', /^line 2: “id” must be/u],
    ['{"prompt":"x","languageId":5}', /^line 2: “languageId” must be a string/u],
  ];
  for (const [line, expected] of malformed) {
    it(`names the line of ${line}`, () => {
      const result = routeBatch(['{"prompt":"fine"}', line], recordingRouter());
      assert.ok(!result.ok);
      assert.equal(result.failure.kind, 'badInput');
      assert.match(result.failure.message, expected);
    });
  }

  it('accepts a byte order mark before the first line', () => {
    assert.ok(routeBatch(['\uFEFF{"prompt":"x"}'], recordingRouter()).ok);
  });
});
