import { createHash, randomUUID } from 'node:crypto';
import { lstat, open, readdir, readFile, rename, rm, rmdir, utimes } from 'node:fs/promises';
import path from 'node:path';
import { isRecord } from '../../../protocol/record.ts';
import { writeFileAtomically } from '../../models/atomicFile.ts';
import { freeBytes } from '../../models/diskSpace.ts';
import { hashFile } from '../../models/fileHash.ts';
import { commonPrefix } from './scorePlan.ts';

/**
 * Files with what a sequence has read, so that a conversation goes on after its model left the memory. Each has a
 * record beside it that tells what it is; native code opens no file that differs from its record.
 */

/** All that a state depends on besides its tokens; with any other of these the same bytes mean something else. */
export interface StateKind {
  /** SHA-256 of the weights, in hex. */
  readonly weights: string;
  /** Version of the library, and release of llama.cpp inside it. */
  readonly release: string;
  /** Types of keys and values, how attention reads them, and where they are computed. */
  readonly cache: string;
  /** Tokens that a sequence holds. */
  readonly contextSize: number;
}

/** A state on disk that begins as a prompt does. */
export interface FoundState {
  /** Path without ending. */
  readonly base: string;
  readonly tokens: readonly number[];
  /** Tokens that it shares with the prompt. */
  readonly shared: number;
}

/** Fewer tokens are read about as fast as a file is found, checked and loaded. */
export const leastTokens = 256;
/**
 * All states together. A token of a model with 0.5 to 8 billion parameters has 12 to 128 KiB, so this holds two conversations of
 * 4,096 tokens with the largest, and tens with the smaller ones that most machines run.
 */
export const mostBytes = 2 ** 30;
/** Left to everything else on the disk. */
const reservedBytes = 2 ** 30;
/** What another process is writing or opening is never this old. */
const strayMs = 600_000;
/** A conversation whose folder is still empty after this time is over. */
const emptyMs = 86_400_000;

const stateEnding = '.state';
const recordEnding = '.json';
/** Of a record whose state is being opened: if that ends the process, nobody opens it again. */
const openingEnding = '.opening';

/** The state of the kind in the folder that shares most with the prompt. Throws where a record cannot be read, which is gone then. */
export async function findState(
  folder: string,
  kind: StateKind,
  prompt: readonly number[],
): Promise<FoundState | undefined> {
  if (!(await isPrivate(folder))) return undefined;
  let best: FoundState | undefined;
  for (const name of await namesIn(folder)) {
    if (!name.startsWith(kindName(kind)) || !name.endsWith(recordEnding)) continue;
    const base = path.join(folder, name.slice(0, -recordEnding.length));
    const record = await readRecord(base);
    if (!record) {
      await removeState(base);
      throw new Error('its record cannot be read');
    }
    const { tokens } = record;
    const found = { base, tokens, shared: commonPrefix(tokens, prompt) };
    if (!best || found.shared > best.shared) best = found;
  }
  return best;
}

/**
 * Checks a state against its record and has it opened. Whatever is wrong with it, or is thrown by `opens`, is thrown, and then
 * it is gone; an `opens` that ends the process leaves nothing that would be opened again.
 */
export async function openState(
  { base }: FoundState,
  kind: StateKind,
  opens: (file: string) => Promise<void>,
): Promise<void> {
  const opening = `${base}${openingEnding}`;
  try {
    const record = await readRecord(base);
    if (!record || !isOf(record, kind) || path.basename(base) !== stateName(kind, record.tokens))
      throw new Error('its record is of another state');
    const file = `${base}${stateEnding}`;
    const stat = await lstat(file).catch(() => undefined);
    if (!stat?.isFile()) throw new Error('its file is missing');
    if (stat.size !== record.bytes) throw new Error('its size differs');
    if ((await hashFile(file)) !== record.sha256) throw new Error('its SHA-256 differs');
    await rename(`${base}${recordEnding}`, opening);
    await opens(file);
    const now = new Date();
    await utimes(opening, now, now);
    await rename(opening, `${base}${recordEnding}`);
  } catch (error) {
    await removeState(base);
    throw error;
  }
}

/**
 * Puts a state into the folder, in place of earlier ones of its kind there, and removes the longest unused ones of all
 * folders beside it until they fit. A folder that is gone or that others can read gets nothing: its user took the
 * permission back. Resolves with whether it is there.
 */
export async function keepState(
  folder: string,
  kind: StateKind,
  tokens: readonly number[],
  save: (file: string) => Promise<unknown>,
): Promise<boolean> {
  if (!(await isPrivate(folder))) return false;
  const name = stateName(kind, tokens);
  const base = path.join(folder, name);
  const file = `${base}${stateEnding}`;
  const now = new Date();
  if (await touch(`${base}${recordEnding}`, now)) return true;
  const root = path.dirname(folder);
  if ((await freeBytes(folder)) < reservedBytes) return false;
  const temporary = `${file}.${randomUUID()}.tmp`;
  try {
    // Made here, so that nobody else can read it: the library only fills it.
    await (await open(temporary, 'wx', 0o600)).close();
    await save(temporary);
    const sha256 = await hashFile(temporary);
    const { size: bytes } = await lstat(temporary);
    await rename(temporary, file);
    const record = JSON.stringify({ ...kind, tokens, bytes, sha256 });
    await writeFileAtomically(`${base}${recordEnding}`, record);
  } catch (error) {
    await rm(temporary, { force: true });
    await removeState(base);
    throw error;
  }
  for (const other of await namesIn(folder))
    if (other.startsWith(kindName(kind)) && !other.startsWith(name))
      await rm(path.join(folder, other), { force: true });
  await fit(root, mostBytes);
  return true;
}

/** Removes the longest unused states below the folder until all take at most so many bytes, and what processes left that died. */
export async function fit(root: string, most: number, nowMs = Date.now()): Promise<void> {
  const states: { base: string; bytes: number; usedMs: number }[] = [];
  for (const folder of await namesIn(root)) {
    const inner = path.join(root, folder);
    const names = new Set(await namesIn(inner));
    for (const name of names) {
      const file = path.join(inner, name);
      const stat = await lstat(file).catch(() => undefined);
      if (!stat) continue;
      const base = file.slice(0, -recordEnding.length);
      if (name.endsWith(recordEnding)) {
        const state = await lstat(`${base}${stateEnding}`).catch(() => undefined);
        states.push({ base, bytes: stat.size + (state?.size ?? 0), usedMs: stat.mtimeMs });
        continue;
      }
      const own = name.endsWith(stateEnding) && names.has(name.replace(stateEnding, recordEnding));
      if (!own && nowMs - stat.mtimeMs > strayMs) await rm(file, { force: true });
    }
    const stat = names.size === 0 ? await lstat(inner).catch(() => undefined) : undefined;
    if (stat && nowMs - stat.mtimeMs > emptyMs) await rmdir(inner).catch(() => undefined);
  }
  let bytes = states.reduce((sum, state) => sum + state.bytes, 0);
  for (const state of states.sort((one, other) => one.usedMs - other.usedMs)) {
    if (bytes <= most) return;
    bytes -= state.bytes;
    await removeState(state.base);
  }
}

/** Whether the folder is there, the user's own, and closed to everybody else. */
export async function isPrivate(folder: string): Promise<boolean> {
  const stat = await lstat(folder).catch(() => undefined);
  if (!stat?.isDirectory()) return false;
  if (process.platform === 'win32') return true;
  return stat.uid === process.getuid?.() && (stat.mode & 0o077) === 0;
}

interface StateRecord extends StateKind {
  readonly tokens: readonly number[];
  readonly bytes: number;
  readonly sha256: string;
}

function kindName({ weights, release, cache, contextSize }: StateKind): string {
  return [weights.slice(0, 16), release, cache, contextSize, ''].join('_').replace(/[^\w.]/g, '-');
}

function stateName(kind: StateKind, tokens: readonly number[]): string {
  const hash = createHash('sha256')
    .update(JSON.stringify([kind.weights, tokens]))
    .digest('hex');
  return `${kindName(kind)}${hash.slice(0, 32)}`;
}

async function readRecord(base: string): Promise<StateRecord | undefined> {
  try {
    const value: unknown = JSON.parse(await readFile(`${base}${recordEnding}`, 'utf8'));
    if (!isRecord(value)) return undefined;
    const { weights, release, cache, contextSize, tokens, bytes, sha256 } = value;
    const sound =
      [weights, release, cache, sha256].every((each) => typeof each === 'string') &&
      [contextSize, bytes].every(Number.isSafeInteger) &&
      Array.isArray(tokens) &&
      tokens.every(Number.isSafeInteger);
    return sound ? (value as unknown as StateRecord) : undefined;
  } catch {
    return undefined;
  }
}

function isOf(record: StateRecord, kind: StateKind): boolean {
  const { weights, release, cache, contextSize } = record;
  return (
    weights === kind.weights &&
    release === kind.release &&
    cache === kind.cache &&
    contextSize === kind.contextSize
  );
}

async function touch(file: string, now: Date): Promise<boolean> {
  return utimes(file, now, now).then(
    () => true,
    () => false,
  );
}

async function removeState(base: string): Promise<void> {
  for (const ending of [recordEnding, openingEnding, stateEnding])
    await rm(`${base}${ending}`, { force: true }).catch(() => undefined);
}

function namesIn(folder: string): Promise<readonly string[]> {
  return readdir(folder).catch(() => []);
}
