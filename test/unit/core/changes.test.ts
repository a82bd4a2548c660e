import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'mocha';
import { markChanges } from '../../../server/core/review/changes.ts';

interface MarkedExample {
  readonly original: string;
  readonly proposed: string;
  readonly marked: string;
}

/** Written by `training/generate/marks.py`, which the reviewer was trained with. */
const fixture = new URL('../../fixtures/review-marks.jsonl', import.meta.url);
const examples = readFileSync(fixture, 'utf8')
  .trim()
  .split('\n')
  .map((line) => JSON.parse(line) as MarkedExample);

describe('markChanges', () => {
  for (const { original, proposed, marked } of examples) {
    it(`marks ${JSON.stringify(original.slice(0, 30))} as the trainer does`, () => {
      assert.equal(markChanges(original, proposed), marked);
    });
  }
});
