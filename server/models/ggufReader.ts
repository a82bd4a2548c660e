import type { FileHandle } from 'node:fs/promises';
import * as l10n from '@vscode/l10n';

/** A GGUF file that breaks the format; the message is a clause for the user. */
export class GgufError extends Error {
  override readonly name = 'GgufError';
}

/** A header value; of arrays only numbers of short ones are kept, which is where files give one for each layer. */
export type GgufValue =
  | { readonly kind: 'number'; readonly value: number }
  | { readonly kind: 'bool'; readonly value: boolean }
  | { readonly kind: 'string'; readonly value: string }
  | {
      readonly kind: 'array';
      readonly of: number;
      readonly length: number;
      readonly numbers?: readonly number[];
      /** Texts in it that were looked for. */
      readonly found?: readonly string[];
    };

const chunkBytes = 1024 * 1024;
/** Vocabularies of a quarter million entries need some tens of megabytes; more is no header. */
const longestHeader = 256 * 1024 * 1024;
const longestString = 16 * 1024 * 1024;
const longestArray = 16 * 1024 * 1024;
const longestKeptArray = 1024;

const scalarSizes: Readonly<Record<number, number>> = {
  0: 1,
  1: 1,
  2: 2,
  3: 2,
  4: 4,
  5: 4,
  6: 4,
  7: 1,
  10: 8,
  11: 8,
  12: 8,
};
const stringType = 8;
const arrayType = 9;

/** Reads a header front to back through a window, so that neither a huge file nor a lie about a length fills memory. */
export class GgufReader {
  private window = Buffer.alloc(0);
  private windowStart = 0;
  private position = 0;

  constructor(
    private readonly file: FileHandle,
    private readonly size: number,
  ) {}

  get offset(): number {
    return this.position;
  }

  async bytes(count: number): Promise<Buffer> {
    if (this.position + count > this.size) throw new GgufError(l10n.t('it is cut off'));
    if (this.position + count > longestHeader)
      throw new GgufError(l10n.t('its header is too long'));
    const end = this.windowStart + this.window.length;
    if (this.position < this.windowStart || this.position + count > end) await this.fill(count);
    const start = this.position - this.windowStart;
    this.position += count;
    return this.window.subarray(start, start + count);
  }

  async skip(count: number): Promise<void> {
    if (this.position + count > this.size) throw new GgufError(l10n.t('it is cut off'));
    if (this.position + count > longestHeader)
      throw new GgufError(l10n.t('its header is too long'));
    this.position += count;
    return Promise.resolve();
  }

  async u32(): Promise<number> {
    return (await this.bytes(4)).readUInt32LE(0);
  }

  async u64(): Promise<number> {
    const value = (await this.bytes(8)).readBigUInt64LE(0);
    if (value > BigInt(Number.MAX_SAFE_INTEGER))
      throw new GgufError(l10n.t('a count in it is out of range'));
    return Number(value);
  }

  async string(): Promise<string> {
    const length = await this.u64();
    if (length > longestString) throw new GgufError(l10n.t('a name in it is out of range'));
    return (await this.bytes(length)).toString('utf8');
  }

  /** `sought` are texts whose presence in an array is told. */
  async value(type: number, sought?: ReadonlySet<string>): Promise<GgufValue> {
    if (type === stringType) return { kind: 'string', value: await this.string() };
    if (type === arrayType) return this.array(sought);
    const size = scalarSizes[type];
    if (size === undefined) throw new GgufError(l10n.t('it has a value of unknown type {0}', type));
    const bytes = await this.bytes(size);
    if (type === 7) return { kind: 'bool', value: bytes[0] !== 0 };
    return { kind: 'number', value: readNumber(type, bytes) };
  }

  private async array(sought: ReadonlySet<string> = new Set()): Promise<GgufValue> {
    const of = await this.u32();
    const length = await this.u64();
    if (length > longestArray) throw new GgufError(l10n.t('a list in it is out of range'));
    if (of === stringType) {
      const found: string[] = [];
      const longest = Math.max(0, ...[...sought].map((text) => Buffer.byteLength(text)));
      for (let index = 0; index < length; index++) {
        const bytes = await this.u64();
        if (bytes > longestString) throw new GgufError(l10n.t('a name in it is out of range'));
        if (bytes > longest) await this.skip(bytes);
        else {
          const text = (await this.bytes(bytes)).toString('utf8');
          if (sought.has(text)) found.push(text);
        }
      }
      return { kind: 'array', of, length, ...(found.length > 0 && { found }) };
    }
    const size = scalarSizes[of];
    if (size === undefined) throw new GgufError(l10n.t('it has a list of unknown type {0}', of));
    if (of === 7 || length > longestKeptArray) {
      await this.skip(size * length);
      return { kind: 'array', of, length };
    }
    const bytes = await this.bytes(size * length);
    const numbers = Array.from({ length }, (_, at) =>
      readNumber(of, bytes.subarray(at * size, (at + 1) * size)),
    );
    return { kind: 'array', of, length, numbers };
  }

  private async fill(count: number): Promise<void> {
    const wanted = Math.min(Math.max(count, chunkBytes), this.size - this.position);
    const buffer = Buffer.alloc(wanted);
    const { bytesRead } = await this.file.read(buffer, 0, wanted, this.position);
    if (bytesRead < count) throw new GgufError(l10n.t('it is cut off'));
    this.window = buffer.subarray(0, bytesRead);
    this.windowStart = this.position;
  }
}

function readNumber(type: number, bytes: Buffer): number {
  switch (type) {
    case 0:
      return bytes.readUInt8(0);
    case 1:
      return bytes.readInt8(0);
    case 2:
      return bytes.readUInt16LE(0);
    case 3:
      return bytes.readInt16LE(0);
    case 4:
      return bytes.readUInt32LE(0);
    case 5:
      return bytes.readInt32LE(0);
    case 6:
      return bytes.readFloatLE(0);
    case 10:
      return Number(bytes.readBigUInt64LE(0));
    case 11:
      return Number(bytes.readBigInt64LE(0));
    default:
      return bytes.readDoubleLE(0);
  }
}
