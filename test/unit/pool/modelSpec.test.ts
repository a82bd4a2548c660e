import assert from 'node:assert/strict';
import type { CatalogEntry } from '../../../server/models/catalog.ts';
import type { ModelSummary } from '../../../server/models/modelFiles.ts';
import { modelSpec } from '../../../server/pool/prepare.ts';

const entry: CatalogEntry = {
  id: 'file:base',
  family: 'file:base',
  title: 'base',
  path: '/models/base.gguf',
  promptFormat: 'chat',
  builtIn: false,
};
const adapter: CatalogEntry = {
  ...entry,
  id: 'file:expert',
  path: '/models/expert.gguf',
  base: entry.id,
};

/** A model of 16 layers, 8 key heads of 64 numbers: 32 KiB of cache for a token, 128 MiB for a sequence. */
const summary: ModelSummary = {
  architecture: 'llama',
  sizeBytes: 1,
  modifiedMs: 0,
  contextLength: 131_072,
  blockCount: 16,
  embeddingLength: 2048,
  headCount: 32,
  headCountKv: 8,
  vocabularySize: 128_256,
  cacheBytesPerToken: 32_768,
  weights: { bytes: 1, mapped: true },
  compactCache: false,
  infill: false,
};

describe('what a model is loaded with', () => {
  it('is as many parallel sequences as its cache budget holds, fewer for an adapter, and at least one', () => {
    assert.equal(modelSpec({ entry }, summary, 1).sequences, 4);
    assert.equal(modelSpec({ entry: adapter, base: entry }, summary, 1).sequences, 1);
    const large = { ...summary, cacheBytesPerToken: 114_688 };
    assert.equal(modelSpec({ entry: adapter, base: entry }, large, 1).sequences, 1);
  });

  it('is eight sequences for a small model and its adapters alike', () => {
    const small = { ...summary, cacheBytesPerToken: 768 };
    assert.equal(modelSpec({ entry }, small, 1).sequences, 8);
    assert.equal(modelSpec({ entry: adapter, base: entry }, small, 1).sequences, 8);
  });

  it('is a compact cache where the catalogue asks for one and the architecture allows it', () => {
    const asked = { ...entry, compactCache: true };
    assert.equal(modelSpec({ entry: asked }, summary, 1).compactCache, undefined);
    const able = { ...summary, compactCache: true };
    assert.equal(modelSpec({ entry: asked }, able, 1).compactCache, true);
    assert.equal(modelSpec({ entry }, able, 1).compactCache, undefined);
  });

  it('is one thread for a model too small to gain from more, an adapter’s base included', () => {
    const large = { ...summary, weights: { bytes: 48_000_000, mapped: true } };
    assert.equal(modelSpec({ entry }, summary, 3).threads, 1);
    assert.equal(modelSpec({ entry }, large, 3).threads, 3);
    assert.equal(modelSpec({ entry: adapter, base: entry }, large, 3).threads, 3);
  });

  it('is what the catalogue says, where it says something', () => {
    const told = { ...adapter, sequences: 3, contextSize: 1024 };
    const spec = modelSpec({ entry: told, base: entry }, summary, 1);
    assert.deepEqual([spec.sequences, spec.contextSize], [3, 1024]);
    assert.deepEqual([spec.path, spec.adapter], [entry.path, adapter.path]);
  });
});
