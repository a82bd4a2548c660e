/** Formats in which weights can be made up; `bytes` of one block hold `elements` numbers. */
export const formats = {
  F32: { number: 0, elements: 1, bytes: 4 },
  F16: { number: 1, elements: 1, bytes: 2 },
  Q8_0: { number: 8, elements: 32, bytes: 34 },
  Q4_K: { number: 12, elements: 256, bytes: 144 },
  Q6_K: { number: 14, elements: 256, bytes: 210 },
} as const;

export type Format = keyof typeof formats;

/** Bytes of a matrix in a format. */
export function byteLength(format: Format, elements: number): number {
  return (elements / formats[format].elements) * formats[format].bytes;
}

/** The format, or one that a row of this length can have: llama.cpp's own quantiser falls back to Q8_0 too. */
export function fitting(format: Format, rowLength: number): Format {
  if (rowLength % formats[format].elements === 0) return format;
  return rowLength % formats.Q8_0.elements === 0 ? 'Q8_0' : 'F16';
}

/** Fills a buffer with blocks of numbers around zero with the given standard deviation. */
export type Fill = (bytes: Buffer, deviation: number) => void;

/** A source of blocks of one format; the same seed gives the same bytes. */
export function createFill(format: Format, seed: number): Fill {
  const fill = randomBytes(seed);
  switch (format) {
    case 'F32':
      return (bytes, deviation) => eachFloat(bytes, 4, fill, deviation);
    case 'F16':
      return (bytes, deviation) => eachFloat(bytes, 2, fill, deviation);
    case 'Q8_0':
      return (bytes, deviation) => {
        fill(bytes);
        // Numbers from −128 to 127, all equally likely.
        const scale = halfOf(deviation / 73.9);
        for (let at = 0; at < bytes.length; at += 34) bytes.writeUInt16LE(scale, at);
      };
    case 'Q4_K':
      return (bytes, deviation) => {
        fill(bytes);
        for (let at = 0; at < bytes.length; at += 144) q4Frame(bytes, at, deviation);
      };
    case 'Q6_K':
      return (bytes, deviation) => {
        fill(bytes);
        // Numbers from −32 to 31, and 16 equal scales behind them.
        const scale = halfOf(deviation / 18.5 / q6Scale);
        for (let at = 0; at < bytes.length; at += 210) {
          bytes.fill(q6Scale, at + 192, at + 208);
          bytes.writeUInt16LE(scale, at + 208);
        }
      };
  }
}

const q6Scale = 16;
const q4Scale = 32;

/** The scales of a Q4_K block: all sub-blocks alike, the least number as far below zero as the largest above it. */
function q4Frame(bytes: Buffer, at: number, deviation: number): void {
  // Numbers from 0 to 15, all equally likely, deviate by 4.61 from their mean of 7.5.
  const scale = deviation / 4.61 / q4Scale;
  bytes.writeUInt16LE(halfOf(scale), at);
  bytes.writeUInt16LE(halfOf(7.5 * scale), at + 2);
  // Six bits each, of which the upper two of the last four sub-blocks lie beside those of the first four.
  bytes.fill(q4Scale | ((q4Scale >> 4) << 6), at + 4, at + 12);
  bytes.fill((q4Scale & 15) | ((q4Scale & 15) << 4), at + 12, at + 16);
}

function eachFloat(bytes: Buffer, size: 2 | 4, fill: (bytes: Buffer) => void, deviation: number) {
  fill(bytes);
  for (let at = 0; at + size <= bytes.length; at += size) {
    const drawn =
      (size === 4 ? bytes.readUInt32LE(at) / 2 ** 32 : bytes.readUInt16LE(at) / 2 ** 16) - 0.5;
    const value = drawn * Math.sqrt(12) * deviation;
    if (size === 4) bytes.writeFloatLE(value, at);
    else bytes.writeUInt16LE(halfOf(value), at);
  }
}

/** Marsaglia's xorshift generator (2003): a gigabyte takes seconds. */
function randomBytes(seed: number): (bytes: Buffer) => void {
  let state = (Math.imul(seed, 0x9e3779b1) ^ 0x85ebca6b) | 1;
  return (bytes) => {
    for (let at = 0; at < bytes.length; at += 4) {
      state ^= state << 13;
      state ^= state >>> 17;
      state ^= state << 5;
      if (at + 4 <= bytes.length) bytes.writeInt32LE(state, at);
      else bytes[at] = state;
    }
  };
}

/** The nearest half-precision number, as its 16 bits; too small ones become subnormal, too large ones do not occur here. */
export function halfOf(value: number): number {
  const sign = value < 0 ? 0x8000 : 0;
  const size = Math.abs(value);
  if (size < 2 ** -14) return sign | Math.round(size * 2 ** 24);
  const exponent = Math.floor(Math.log2(size));
  return sign | Math.round((exponent + 14) * 1024 + (size / 2 ** exponent) * 1024);
}
