import assert from 'node:assert/strict';
import { footprintOf } from '../../../server/pool/footprints.ts';
import { processBytes, vocabularyBytes } from '../../../server/pool/memory.ts';
import type { FileInMemory, PreparedModel } from '../../../server/pool/prepare.ts';

const cache = 1_000;
const around = processBytes + vocabularyBytes(10);

function prepared(
  id: string,
  files: Readonly<Record<string, FileInMemory>>,
  compactCache = false,
): PreparedModel {
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
    memory: { files, cache, compactCache },
  };
}

const mapped = { '/base': { bytes: 500, mapped: true, vocabulary: 10 } };
const copied = { '/base': { bytes: 500, mapped: false, vocabulary: 10 } };
const adapter = { '/expert': { bytes: 20, mapped: false, vocabulary: 0 } };

describe('what a process with models takes', () => {
  it('is weights, caches, vocabulary and the process; what is mapped, the system counts as free', () => {
    const found = footprintOf([prepared('base', mapped)]);
    assert.equal(found.bytes, 500 + cache + around);
    assert.equal(found.anonymous, cache + around);
  });

  it('is all of it taken where the weights are copies', () => {
    const found = footprintOf([prepared('base', copied)]);
    assert.equal(found.anonymous, found.bytes);
  });

  it('has the weights below several adapters once', () => {
    const expert = prepared('expert', { ...mapped, ...adapter });
    const both = footprintOf([prepared('base', mapped), expert]);
    assert.equal(both.bytes, 500 + 20 + 2 * cache + around);
    assert.equal(both.anonymous, 20 + 2 * cache + around);
  });

  it('has them for an adapter whose base was not asked for', () => {
    const alone = footprintOf([prepared('expert', { ...copied, ...adapter })]);
    assert.equal(alone.bytes, 500 + 20 + cache + around);
    assert.equal(alone.anonymous, alone.bytes);
  });

  it('has a draft model with all that it takes, and leaves that out first', () => {
    const base = prepared('base', mapped);
    const draft = { path: '/draft', file: { bytes: 70, mapped: false, vocabulary: 10 }, cache: 30 };
    const drafted = { ...base, memory: { ...base.memory, draft } };
    const [plain, found] = [footprintOf([base]), footprintOf([drafted])];
    const more = 70 + 30 + vocabularyBytes(10);
    assert.equal(found.bytes, plain.bytes + more);
    assert.equal(found.anonymous, plain.anonymous + more);
    const [first, ...others] = found.contexts;
    assert.deepEqual(first, { contextSize: 4096, withoutDraft: true, bytes: plain.bytes });
    assert.deepEqual(others, plain.contexts);
    const member = prepared('draft', { '/draft': draft.file });
    const both = footprintOf([drafted, member]);
    assert.equal(both.bytes, footprintOf([base, member]).bytes + draft.cache, 'its weights once');
  });

  it('shrinks by a compact cache first, where all of it may have one', () => {
    const base = prepared('base', mapped, true);
    const { contexts } = footprintOf([base]);
    assert.deepEqual(
      contexts.map(({ contextSize, compactCache }) => [contextSize, compactCache]),
      [4096, 2048, 1024].map((size) => [size, true]),
    );
    const [whole] = contexts;
    assert.equal(whole?.bytes, 500 + (cache * 34) / 64 + around);
    const expert = prepared('expert', { ...mapped, ...adapter });
    assert.equal(footprintOf([base, expert]).contexts[0]?.compactCache, undefined);
  });

  it('shrinks with the context down to what holds a question and its answer', () => {
    const { contexts } = footprintOf([prepared('base', mapped)]);
    assert.deepEqual(contexts, [
      { contextSize: 2048, bytes: 500 + cache / 2 + around },
      { contextSize: 1024, bytes: 500 + cache / 4 + around },
    ]);
  });
});
