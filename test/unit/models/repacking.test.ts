import assert from 'node:assert/strict';
import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import { writeRandomFamily } from '../../../server/bench/gguf/randomFamily.ts';
import { readGguf } from '../../../server/models/gguf.ts';
import type { TensorInfo } from '../../../server/models/ggufLayout.ts';
import { weightsInMemory } from '../../../server/models/repacking.ts';

const fileBytes = 1_000_000;
const types = { F16: 1, Q4_0: 2, Q4_1: 3, Q8_0: 8, Q4_K: 12, Q6_K: 14 } as const;

function tensor(name: string, type: keyof typeof types, rows = 64): TensorInfo {
  return { name: `${name}.weight`, dimensions: [256, rows], type: types[type], offset: 0 };
}

/** A model with a head of its own. */
function model(inner: keyof typeof types, rows = 64): TensorInfo[] {
  return [
    tensor('token_embd', inner),
    tensor('blk.0.ffn_up', inner, rows),
    { name: 'blk.0.ffn_norm.weight', dimensions: [256], type: 0, offset: 0 },
    tensor('output', 'F16'),
  ];
}

describe('what the weights of a file take in memory', () => {
  const cases: [inner: keyof typeof types, processor: string, mapped: boolean][] = [
    ['Q4_K', 'x64', false],
    ['Q4_0', 'x64', false],
    ['Q8_0', 'x64', true],
    ['Q6_K', 'x64', true],
    ['Q4_1', 'x64', true],
    ['F16', 'x64', true],
    ['Q8_0', 'arm64', false],
    ['Q6_K', 'arm64', false],
    ['Q4_1', 'arm64', true],
    ['Q4_K', 'riscv64', true],
  ];
  for (const [inner, processor, mapped] of cases)
    it(`is ${mapped ? 'the mapped file' : 'a copy of the file'} for ${inner} on ${processor}`, () => {
      const found = weightsInMemory(model(inner), fileBytes, processor);
      assert.deepEqual(found, { bytes: fileBytes, mapped });
    });

  it('is the mapped file where the rows cannot be interleaved', () => {
    assert.equal(weightsInMemory(model('Q4_K', 60), fileBytes, 'x64').mapped, true);
    // Four rows suffice there.
    assert.equal(weightsInMemory(model('Q8_0', 60), fileBytes, 'arm64').mapped, false);
  });

  it('is an embedding more where that is the head too and is repacked for it', () => {
    const tied = model('Q4_K').filter(({ name }) => name !== 'output.weight');
    const embeddingBytes = 64 * 144;
    const found = weightsInMemory(tied, fileBytes, 'x64');
    assert.deepEqual(found, { bytes: fileBytes + embeddingBytes, mapped: false });
  });

  it('is never less than the file and at most twice as much', () => {
    const names = fc.constantFrom('token_embd', 'output', 'blk.0.attn_q', 'blk.1.ffn_down');
    const tensors = fc.uniqueArray(
      fc
        .tuple(names, fc.constantFrom(...(Object.keys(types) as (keyof typeof types)[])))
        .map(([name, type]) => tensor(name, type)),
      { selector: ({ name }) => name, minLength: 1 },
    );
    fc.assert(
      fc.property(tensors, fc.constantFrom('x64', 'arm64', 'mips'), (all, processor) => {
        const size = all.length * 256 * 64 * 2;
        const { bytes } = weightsInMemory(all, size, processor);
        assert.ok(bytes >= size && bytes <= 2 * size);
      }),
    );
  });

  it('is read from the header of a file', async () => {
    const folder = await mkdtemp(path.join(tmpdir(), 'eidolon-repacking-'));
    try {
      const file = path.join(folder, 'model.gguf');
      await writeRandomFamily(file, { family: 'llama', size: 'tiny', format: 'F16' });
      const read = await readGguf(file);
      const { size } = await stat(file);
      assert.deepEqual(read.ok && read.value.weights, { bytes: size, mapped: true });
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  });
});
