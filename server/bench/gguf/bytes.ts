/** The pieces of which a GGUF 3 file is made, little-endian. */

/** Bytes to which the tensors' places are rounded up. */
export const alignment = 32;

/** Type numbers of settings. */
export const settingTypes = { u32: 4, i32: 5, f32: 6, bool: 7, string: 8, array: 9 } as const;

/** A setting of the header, ready to be written. */
export function setting(key: string, type: number, value: Buffer): Buffer {
  return Buffer.concat([string(key), word(type), value]);
}

export function textSetting(key: string, value: string): Buffer {
  return setting(key, settingTypes.string, string(value));
}

export function wordSetting(key: string, value: number): Buffer {
  return setting(key, settingTypes.u32, word(value));
}

export function floatSetting(key: string, value: number): Buffer {
  return setting(key, settingTypes.f32, float(value));
}

export function boolSetting(key: string, value: boolean): Buffer {
  return setting(key, settingTypes.bool, Buffer.from([Number(value)]));
}

export function textsSetting(key: string, values: readonly string[]): Buffer {
  return setting(
    key,
    settingTypes.array,
    list(settingTypes.string, values.length, values.map(string)),
  );
}

export function wordsSetting(key: string, values: readonly number[]): Buffer {
  return setting(
    key,
    settingTypes.array,
    list(settingTypes.i32, values.length, [numbers(values, 'Int32')]),
  );
}

export function floatsSetting(key: string, values: readonly number[]): Buffer {
  return setting(
    key,
    settingTypes.array,
    list(settingTypes.f32, values.length, [numbers(values, 'Float')]),
  );
}

function numbers(values: readonly number[], kind: 'Int32' | 'Float'): Buffer {
  const bytes = Buffer.alloc(4 * values.length);
  for (const [at, value] of values.entries()) {
    if (kind === 'Int32') bytes.writeInt32LE(value, 4 * at);
    else bytes.writeFloatLE(value, 4 * at);
  }
  return bytes;
}

function list(type: number, length: number, parts: readonly Buffer[]): Buffer {
  return Buffer.concat([word(type), long(length), ...parts]);
}

/** Length in bytes, then UTF-8. */
export function string(value: string): Buffer {
  const bytes = Buffer.from(value, 'utf8');
  return Buffer.concat([long(bytes.length), bytes]);
}

/** Unsigned, 32 bits. */
export function word(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value);
  return bytes;
}

/** Unsigned, 64 bits. */
export function long(value: number): Buffer {
  const bytes = Buffer.alloc(8);
  bytes.writeBigUInt64LE(BigInt(value));
  return bytes;
}

function float(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeFloatLE(value);
  return bytes;
}

/** The next multiple of the alignment. */
export function aligned(length: number): number {
  return Math.ceil(length / alignment) * alignment;
}

/** The bytes with zeros up to the next multiple of the alignment. */
export function padded(bytes: Buffer): Buffer {
  return Buffer.concat([bytes, Buffer.alloc(aligned(bytes.length) - bytes.length)]);
}
