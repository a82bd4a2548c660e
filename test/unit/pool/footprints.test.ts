import assert from 'node:assert/strict';
import type { WeightsInMemory } from '../../../server/models/repacking.ts';
import { footprintOf } from '../../../server/pool/footprints.ts';
import { processBytes } from '../../../server/pool/memory.ts';
import type { PreparedModel } from '../../../server/pool/prepare.ts';

const cache = 1_000;

function prepared(id: string, files: Readonly<Record<string, WeightsInMemory>>): PreparedModel {
  return {
    spec: {
      id,
      path: `/${id}`,
      contextSize: 4096,
      sequences: 2,
      promptFormat: 'chat',
      threads: 1,
    },
    verified: true,
    home: 'base',
    memory: { files, cache },
  };
}

const mapped = { '/base': { bytes: 500, mapped: true } };
const copied = { '/base': { bytes: 500, mapped: false } };
const adapter = { '/expert': { bytes: 20, mapped: false } };

describe('what a process with models takes', () => {
  it('is weights, caches and the process; what is mapped, the system counts as free', () => {
    const found = footprintOf([prepared('base', mapped)]);
    assert.equal(found.bytes, 500 + cache + processBytes);
    assert.equal(found.anonymous, cache + processBytes);
  });

  it('is all of it taken where the weights are copies', () => {
    const found = footprintOf([prepared('base', copied)]);
    assert.equal(found.anonymous, found.bytes);
  });

  it('has the weights below several adapters once', () => {
    const expert = prepared('expert', { ...mapped, ...adapter });
    const both = footprintOf([prepared('base', mapped), expert]);
    assert.equal(both.bytes, 500 + 20 + 2 * cache + processBytes);
    assert.equal(both.anonymous, 20 + 2 * cache + processBytes);
  });

  it('has them for an adapter whose base was not asked for', () => {
    const alone = footprintOf([prepared('expert', { ...copied, ...adapter })]);
    assert.equal(alone.bytes, 500 + 20 + cache + processBytes);
    assert.equal(alone.anonymous, alone.bytes);
  });

  it('shrinks with the context down to what holds a question and its answer', () => {
    const { contexts } = footprintOf([prepared('base', mapped)]);
    assert.deepEqual(contexts, [
      { contextSize: 2048, bytes: 500 + cache / 2 + processBytes },
      { contextSize: 1024, bytes: 500 + cache / 4 + processBytes },
    ]);
  });
});
