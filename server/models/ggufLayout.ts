import { open, type FileHandle } from 'node:fs/promises';
import * as l10n from '@vscode/l10n';
import { failed, ok, type Result } from '../../protocol/result.ts';
import { infillTexts } from './infillTokens.ts';
import { GgufError, GgufReader, type GgufValue } from './ggufReader.ts';

/** A tensor as a file announces it; dimensions run from the fastest. */
export interface TensorInfo {
  readonly name: string;
  readonly dimensions: readonly number[];
  readonly type: number;
  readonly offset: number;
}

/** Settings of a file by their names. */
export type Header = ReadonlyMap<string, GgufValue>;

const mostKeys = 10_000;
const mostTensors = 100_000;
const mostDimensions = 4;
const largestDimension = 2 ** 32;
const defaultAlignment = 32;

/** Elements and bytes of one block, by ggml's type number. */
const blocks: Readonly<Record<number, readonly [elements: number, bytes: number]>> = {
  0: [1, 4],
  1: [1, 2],
  2: [32, 18],
  3: [32, 20],
  6: [32, 22],
  7: [32, 24],
  8: [32, 34],
  9: [32, 36],
  10: [256, 84],
  11: [256, 110],
  12: [256, 144],
  13: [256, 176],
  14: [256, 210],
  15: [256, 292],
  16: [256, 66],
  17: [256, 74],
  18: [256, 98],
  19: [256, 50],
  20: [32, 18],
  21: [256, 110],
  22: [256, 82],
  23: [256, 136],
  24: [1, 1],
  25: [1, 2],
  26: [1, 4],
  27: [1, 8],
  28: [1, 8],
  29: [256, 56],
  30: [1, 2],
  34: [256, 54],
  35: [256, 66],
  39: [32, 17],
};

/** Opens a file, has its layout read by `read`, and adds its size in bytes and its time in milliseconds. */
export async function readFileWith<T extends object>(
  file: string,
  read: (handle: FileHandle, size: number) => Promise<T>,
): Promise<Result<T & { readonly sizeBytes: number; readonly modifiedMs: number }>> {
  let handle: FileHandle;
  try {
    handle = await open(file, 'r');
  } catch (error) {
    return unreadable(file, error);
  }
  try {
    const stat = await handle.stat();
    if (!stat.isFile()) return failed('badInput', l10n.t('{0} is not a file.', file));
    const summary = await read(handle, stat.size);
    return ok({ ...summary, sizeBytes: stat.size, modifiedMs: Math.floor(stat.mtimeMs) });
  } catch (error) {
    if (!(error instanceof GgufError)) return unreadable(file, error);
    return failed(
      'modelInvalid',
      l10n.t('{0} is not a usable model file: {1}.', file, error.message),
    );
  } finally {
    await handle.close();
  }
}

function unreadable(file: string, error: unknown): Result<never> {
  const code = (error as NodeJS.ErrnoException).code;
  if (code === 'ENOENT') return failed('modelMissing', l10n.t('There is no file {0}.', file));
  return failed('modelMissing', l10n.t('The file {0} cannot be read.', file), String(error));
}

/** Settings and tensors of a file of GGUF 2 or 3, every bound checked. */
export async function readLayout(handle: FileHandle, size: number) {
  const reader = new GgufReader(handle, size);
  if (size < 24)
    throw new GgufError(size === 0 ? l10n.t('it is empty') : l10n.t('it is too short'));
  if ((await reader.bytes(4)).toString('latin1') !== 'GGUF')
    throw new GgufError(l10n.t('it does not begin as a GGUF file'));
  const version = await reader.u32();
  if (version !== 2 && version !== 3)
    throw new GgufError(l10n.t('its format version {0} is not known', version));
  const tensorCount = await reader.u64();
  const keyCount = await reader.u64();
  if (tensorCount === 0 || tensorCount > mostTensors)
    throw new GgufError(l10n.t('its number of tensors is out of range'));
  if (keyCount === 0 || keyCount > mostKeys)
    throw new GgufError(l10n.t('its number of settings is out of range'));
  const header = await readHeader(reader, keyCount);
  const tensors = await readTensors(reader, tensorCount);
  checkTensors(tensors, header, reader.offset, size);
  return { header, tensors };
}

async function readHeader(reader: GgufReader, count: number): Promise<Header> {
  const header = new Map<string, GgufValue>();
  for (let index = 0; index < count; index++) {
    const key = await reader.string();
    if (key.length > 256) throw new GgufError(l10n.t('the name of a setting is too long'));
    const sought = key === 'tokenizer.ggml.tokens' ? infillTexts : undefined;
    header.set(key, await reader.value(await reader.u32(), sought));
  }
  return header;
}

async function readTensors(reader: GgufReader, count: number): Promise<TensorInfo[]> {
  const tensors: TensorInfo[] = [];
  for (let index = 0; index < count; index++) {
    const name = await reader.string();
    if (name.length > 256) throw new GgufError(l10n.t('the name of a tensor is too long'));
    const rank = await reader.u32();
    if (rank < 1 || rank > mostDimensions)
      throw new GgufError(l10n.t('tensor {0} has {1} dimensions', name, rank));
    const dimensions: number[] = [];
    for (let axis = 0; axis < rank; axis++) dimensions.push(await reader.u64());
    if (dimensions.some((length) => length < 1 || length > largestDimension)) {
      throw new GgufError(l10n.t('tensor {0} has an impossible shape', name));
    }
    tensors.push({ name, dimensions, type: await reader.u32(), offset: await reader.u64() });
  }
  return tensors;
}

function checkTensors(
  tensors: readonly TensorInfo[],
  header: Header,
  headerEnd: number,
  size: number,
): void {
  const alignment = number(header, 'general.alignment') ?? defaultAlignment;
  if (alignment < 1 || alignment > 65_536 || !Number.isInteger(Math.log2(alignment))) {
    throw new GgufError(l10n.t('its alignment is not a power of two'));
  }
  const dataStart = Math.ceil(headerEnd / alignment) * alignment;
  const seen = new Set<string>();
  for (const { name, dimensions, type, offset } of tensors) {
    if (seen.has(name)) throw new GgufError(l10n.t('tensor {0} is in it twice', name));
    seen.add(name);
    if (offset % alignment !== 0) throw new GgufError(l10n.t('tensor {0} is not aligned', name));
    const [elements] = blocks[type] ?? unknownType(name, type);
    if ((dimensions[0] ?? 0) % elements !== 0)
      throw new GgufError(l10n.t('tensor {0} has an impossible shape', name));
    if (dataStart + offset + tensorBytes({ name, dimensions, type }) > size)
      throw new GgufError(l10n.t('it is cut off: the weights do not fit into the file'));
  }
}

/** Bytes of a tensor in its file. */
export function tensorBytes({
  name,
  dimensions,
  type,
}: Pick<TensorInfo, 'name' | 'dimensions' | 'type'>): number {
  const [elements, bytes] = blocks[type] ?? unknownType(name, type);
  return (dimensions.reduce((product, each) => product * each, 1) / elements) * bytes;
}

function unknownType(name: string, type: number): never {
  throw new GgufError(l10n.t('tensor {0} has the unknown type {1}', name, type));
}

/** A setting that is a number. */
export function number(header: Header, key: string): number | undefined {
  const value = header.get(key);
  return value?.kind === 'number' ? value.value : undefined;
}

/** A setting that is a text. */
export function text(header: Header, key: string): string | undefined {
  const value = header.get(key);
  return value?.kind === 'string' ? value.value : undefined;
}
