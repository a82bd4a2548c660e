import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import { byteLength, createFill, halfOf, type Format } from '../../../server/bench/gguf/blocks.ts';
import { families, type FamilyName } from '../../../server/bench/gguf/families.ts';
import { writeRandomAdapter, writeRandomFamily } from '../../../server/bench/gguf/randomFamily.ts';
import { readGguf } from '../../../server/models/gguf.ts';
import { readAdapter } from '../../../server/models/loraAdapter.ts';

const names = Object.keys(families) as FamilyName[];

/** The number that 16 bits stand for in half precision. */
function numberOf(half: number): number {
  const sign = half & 0x8000 ? -1 : 1;
  const exponent = (half >> 10) & 31;
  const fraction = half & 1023;
  return (
    sign * (exponent === 0 ? fraction * 2 ** -24 : (1 + fraction / 1024) * 2 ** (exponent - 15))
  );
}

/** The numbers of blocks, as llama.cpp reads them. */
const decoders: Readonly<Record<Format, (bytes: Buffer) => number[]>> = {
  F32: (bytes) => [...new Float32Array(Uint8Array.from(bytes).buffer)],
  F16: (bytes) =>
    Array.from({ length: bytes.length / 2 }, (_, at) => numberOf(bytes.readUInt16LE(2 * at))),
  Q8_0: (bytes) =>
    blocks(bytes, 34).flatMap((block) =>
      Array.from(
        { length: 32 },
        (_, at) => numberOf(block.readUInt16LE(0)) * block.readInt8(2 + at),
      ),
    ),
  Q4_K: (bytes) => blocks(bytes, 144).flatMap(decodeQ4),
  Q6_K: (bytes) => blocks(bytes, 210).flatMap(decodeQ6),
};

function blocks(bytes: Buffer, length: number): Buffer[] {
  return Array.from({ length: bytes.length / length }, (_, at) =>
    bytes.subarray(at * length, (at + 1) * length),
  );
}

function decodeQ4(block: Buffer): number[] {
  const [scale, least] = [numberOf(block.readUInt16LE(0)), numberOf(block.readUInt16LE(2))];
  const byte = (at: number): number => block[at] ?? 0;
  return Array.from({ length: 256 }, (_, at) => {
    const part = Math.floor(at / 32);
    const [six, minimum] =
      part < 4
        ? [byte(4 + part) & 63, byte(8 + part) & 63]
        : [
            (byte(8 + part) & 15) | ((byte(part) >> 6) << 4),
            (byte(8 + part) >> 4) | ((byte(4 + part) >> 6) << 4),
          ];
    const packed = byte(16 + 32 * Math.floor(part / 2) + (at % 32));
    const quant = part % 2 === 0 ? packed & 15 : packed >> 4;
    return scale * six * quant - least * minimum;
  });
}

function decodeQ6(block: Buffer): number[] {
  const scale = numberOf(block.readUInt16LE(208));
  return Array.from({ length: 256 }, (_, at) => {
    const half = Math.floor(at / 128);
    const [quarter, rest] = [Math.floor((at % 128) / 32), at % 32];
    const low = block[64 * half + rest + 32 * (quarter % 2)] ?? 0;
    const high = block[128 + 32 * half + rest] ?? 0;
    const quant = ((quarter < 2 ? low & 15 : low >> 4) | (((high >> (2 * quarter)) & 3) << 4)) - 32;
    return scale * block.readInt8(192 + Math.floor(at / 16)) * quant;
  });
}

describe('made-up blocks of weights', () => {
  for (const format of ['F32', 'F16', 'Q8_0', 'Q4_K', 'Q6_K'] as const)
    it(`of ${format} lie around zero and deviate as was asked`, () => {
      const wanted = 0.02;
      const bytes = Buffer.alloc(byteLength(format, 65_536));
      createFill(format, 3)(bytes, wanted);
      const numbers = decoders[format](bytes);
      assert.equal(numbers.length, 65_536);
      const mean = numbers.reduce((sum, each) => sum + each, 0) / numbers.length;
      const deviation = Math.sqrt(
        numbers.reduce((sum, each) => sum + each ** 2, 0) / numbers.length,
      );
      assert.ok(Math.abs(mean) < 0.03 * wanted, `mean ${mean}`);
      assert.ok(Math.abs(deviation / wanted - 1) < 0.03, `deviation ${deviation}`);
    });

  it('hold the nearest half-precision number', () => {
    fc.assert(
      fc.property(fc.double({ min: -1000, max: 1000, noNaN: true }), (value) => {
        const error = Math.abs(numberOf(halfOf(value)) - value);
        assert.ok(error <= Math.max(Math.abs(value) * 2 ** -11, 2 ** -25), `${value}: ${error}`);
      }),
    );
  });
});

describe('a made-up model', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'eidolon-random-'));
  });
  afterEach(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  for (const family of names)
    it(`of the ${family} family has the header of one, and an adapter that fits it`, async () => {
      const file = path.join(folder, 'model.gguf');
      await writeRandomFamily(file, { family, size: 'tiny', format: 'Q4_K' });
      const read = await readGguf(file);
      assert.ok(read.ok, JSON.stringify(read));
      const { architecture, vocabularySize, blockCount } = read.value;
      const { tiny } = families[family].sizes;
      assert.deepEqual(
        [architecture, vocabularySize, blockCount],
        [family, tiny.vocabulary, tiny.layers],
      );
      const adapter = path.join(folder, 'adapter.gguf');
      await writeRandomAdapter(adapter, { family, size: 'tiny', format: 'Q4_K', rank: 4 });
      const lora = await readAdapter(adapter);
      assert.deepEqual(lora.ok && [lora.value.architecture, lora.value.rank], [family, 4]);
    });

  it('of a hybrid family needs cache only for the layers that attend', async () => {
    const cacheOf = async (family: FamilyName): Promise<number> => {
      const file = path.join(folder, 'model.gguf');
      await writeRandomFamily(file, { family, size: 'tiny', format: 'Q4_K' });
      const read = await readGguf(file);
      assert.ok(read.ok, JSON.stringify(read));
      return read.value.cacheBytesPerToken;
    };
    // Keys and values of two heads of 64 half-precision numbers: in both layers here, in two of six there.
    assert.equal(await cacheOf('llama'), 2 * 2 * 2 * 2 * 64);
    assert.equal(await cacheOf('lfm2'), 2 * 2 * 2 * 2 * 64);
  });

  it('is the same for the same seed and another for another', async () => {
    const bytes = async (seed: number): Promise<Buffer> => {
      const file = path.join(folder, `${seed}.gguf`);
      await writeRandomFamily(file, { family: 'qwen3', size: 'tiny', format: 'Q8_0', seed });
      return readFileSync(file);
    };
    const first = await bytes(1);
    assert.ok(first.equals(await bytes(1)));
    assert.ok(!first.equals(await bytes(2)));
  });
});
