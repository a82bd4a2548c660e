import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** A small model with random weights that loads and generates. */
export const randomModel = fileURLToPath(
  new URL('../fixtures/models/random.gguf', import.meta.url),
);

/** The good model's bytes. */
export function goodBytes(): Buffer {
  return readFileSync(randomModel);
}

/** The bytes with the number behind a setting's name replaced. */
export function withSetting(key: string, value: number): Buffer {
  const bytes = goodBytes();
  const at = bytes.indexOf(key, 0, 'latin1');
  if (at < 0) throw new Error(`the model has no setting ${key}`);
  // Behind the name: four bytes of type, then the value.
  bytes.writeUInt32LE(value, at + key.length + 4);
  return bytes;
}

/** Where a tensor's entry in the header goes on after its name. */
function behindTensor(bytes: Buffer, name: string): number {
  const at = bytes.indexOf(name, 0, 'latin1');
  if (at < 0) throw new Error(`the model has no tensor ${name}`);
  return at + name.length;
}

/** The bytes with one dimension of a tensor replaced. */
export function withDimension(tensor: string, axis: number, value: number): Buffer {
  const bytes = goodBytes();
  bytes.writeBigUInt64LE(BigInt(value), behindTensor(bytes, tensor) + 4 + 8 * axis);
  return bytes;
}

/** The bytes with a tensor's place in the file replaced. */
export function withOffset(tensor: string, offset: bigint): Buffer {
  const bytes = goodBytes();
  const at = behindTensor(bytes, tensor);
  const rank = bytes.readUInt32LE(at);
  bytes.writeBigUInt64LE(offset, at + 4 + 8 * rank + 4);
  return bytes;
}

/** The bytes with all weights behind the header set to one 16-bit pattern. */
export function withWeights(pattern: number): Buffer {
  const bytes = goodBytes();
  // The embedding is the first tensor and is shared with the output; half of the file is surely weights.
  const start = bytes.length - Math.floor(bytes.length * 0.9);
  for (let at = start + (start % 2); at + 2 <= bytes.length; at += 2)
    bytes.writeUInt16LE(pattern, at);
  return bytes;
}

/** A half-precision not-a-number. */
export const halfNaN = 0x7e00;

/** Bytes without meaning, the same each time. */
export function noise(length: number): Buffer {
  let state = 12345;
  return Buffer.from(
    Array.from({ length }, () => {
      state = (Math.imul(state, 1103515245) + 12345) >>> 0;
      return state >>> 24;
    }),
  );
}
