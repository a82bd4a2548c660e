import { createHash } from 'node:crypto';
import { availableParallelism } from 'node:os';
import * as l10n from '@vscode/l10n';
import { failed, ok, type Result } from '../../protocol/result.ts';
import type { CatalogEntry } from '../models/catalog.ts';
import { hashFile } from '../models/fileHash.ts';
import { isSmallEnough, mayPay } from '../models/drafts.ts';
import { readGguf, type GgufSummary } from '../models/gguf.ts';
import { summarise, type ModelFiles, type ModelSummary } from '../models/modelFiles.ts';
import { readingBytes } from '../models/readers.ts';
import { withRemedy } from '../models/remedy.ts';
import type { WeightsInMemory } from '../models/repacking.ts';
import { availableMemory, compactShare, neededMemory, type MemoryParts } from './memory.ts';
import { draftContextSize, type ModelSpec } from './messages.ts';

/** A model that may be handed to a worker. */
export interface PreparedModel {
  readonly spec: ModelSpec;
  /** The file's hash is known and it was loaded before without harm, so it may share a worker. */
  readonly verified: boolean;
  /** The model in whose process it lives: its own id, or that of its base. */
  readonly home: string;
  readonly memory: ModelMemory;
}

/** What one file takes, however many members it serves. */
export interface FileInMemory extends WeightsInMemory {
  /** Tokens in its vocabulary; an adapter has none. */
  readonly vocabulary: number;
}

/** What a model takes. */
export interface ModelMemory {
  /** Weights by the file that they are in: of the model itself, or of an adapter and the base that it shares with others. */
  readonly files: Readonly<Record<string, FileInMemory>>;
  /** The cache in bytes, at the model's full context and for all its sequences. */
  readonly cache: number;
  /** Whether the cache may have half the bits that it has. */
  readonly compactCache: boolean;
  /** What the draft model takes besides, which is left out where there is not enough for both. */
  readonly draft?: DraftMemory;
}

/** What a draft model takes. */
export interface DraftMemory {
  readonly path: string;
  readonly file: FileInMemory;
  /** The cache in bytes. */
  readonly cache: number;
}

const nanoContext = 512;
const userContext = 4096;
/** What a model reads that writes nothing; most were trained with no more, and it is read at once. */
const readingContext = 512;
const mostSequences = 8;
/** More do not make a small model faster: it waits for memory. */
const mostThreads = 8;
/**
 * Bytes of a file from which a second thread pays: nano-language (48 MB) weighs 32 edits in 0.6 of the time with two, on two
 * cores that others use too; models of 1 to 5 million parameters gain nothing.
 */
const severalThreadsFrom = 2 ** 24;
/** Cache that a user's model may take for parallel samples; further sequences are not worth more. */
const cacheBudget = 512 * 1024 * 1024;
/**
 * The same for an adapter. Its cache is most of what it adds to its base: three adapters over a base of 1.2 billion
 * parameters took 52 % of the memory of three such models with the whole budget each, and 42 % with one sequence each.
 */
const adapterCacheBudget = cacheBudget / 4;
/** Tokens in the vocabulary of a model whose file is not there yet; models of today have 32,000 to 262,144. */
const usualVocabulary = 150_000;

/** Context, sequences and threads for a model, from its catalogue entry and its header. */
export function modelSpec(
  { entry, base }: ModelFiles,
  summary: ModelSummary,
  threads: number | undefined,
): ModelSpec {
  const { builtIn, promptFormat, contextSize } = base ?? entry;
  const wanted =
    entry.contextSize ??
    contextSize ??
    Math.min(summary.contextLength, usualContext(builtIn, summary));
  const budget = base ? adapterCacheBudget : cacheBudget;
  const sequenceBytes = summary.cacheBytesPerToken * wanted;
  return {
    id: entry.id,
    path: (base ?? entry).path,
    ...(!summary.weights.mapped && { copied: true }),
    ...(base && { adapter: entry.path }),
    contextSize: wanted,
    ...(summary.reading
      ? { sequences: 1, role: summary.reading.role }
      : { sequences: entry.sequences ?? sequencesWithin(budget, sequenceBytes) }),
    ...(entry.compactCache && summary.compactCache && { compactCache: true }),
    promptFormat,
    threads: summary.weights.bytes < severalThreadsFrom ? 1 : (threads ?? usualThreads()),
  };
}

function usualContext(builtIn: boolean, { reading }: ModelSummary): number {
  if (reading) return readingContext;
  return builtIn ? nanoContext : userContext;
}

/** Threads that models compute with where the user does not say: a core is left to the editor. */
export function usualThreads(): number {
  return Math.max(1, Math.min(availableParallelism() - 1, mostThreads));
}

function sequencesWithin(budget: number, sequenceBytes: number): number {
  return Math.max(1, Math.min(mostSequences, Math.floor(budget / Math.max(1, sequenceBytes))));
}

/** Memory that a model of the user's takes as {@link modelSpec} opens it, known roughly before its file is there. */
export function memoryInUse(model: {
  readonly sizeBytes: number;
  readonly cacheBytesPerToken: number;
  readonly contextSize: number;
}): number {
  const sequenceBytes = model.cacheBytesPerToken * Math.min(model.contextSize, userContext);
  const cacheBytes = sequenceBytes * sequencesWithin(cacheBudget, sequenceBytes);
  return neededMemory({
    weights: model.sizeBytes,
    cache: cacheBytes,
    vocabulary: usualVocabulary,
  });
}

/** Checks everything that can be checked before native code opens the file. */
export async function prepareModel(
  files: ModelFiles,
  threads: number | undefined,
): Promise<Result<PreparedModel>> {
  const { entry, base } = files;
  const summary = await summarise(files);
  if (!summary.ok) return { ok: false, failure: withRemedy(summary.failure, entry) };
  const below = summary.value.base;
  const sound = base && below ? await checkHash(base, below) : undefined;
  if (sound?.ok === false) return sound;
  const hash = await checkHash(entry, summary.value);
  if (!hash.ok) return hash;
  const spec = {
    ...modelSpec(files, summary.value, threads),
    ...hashOfAll(base ? [sound?.value, hash.value] : [hash.value]),
  };
  const bits = spec.compactCache ? compactShare : 1;
  const { reading, cacheBytesPerToken } = summary.value;
  const cache =
    bits * cacheBytesPerToken * spec.contextSize * spec.sequences +
    (reading ? readingBytes(reading, spec.contextSize) : 0);
  const verified = entry.builtIn || entry.testedSha256 === hash.value;
  const weights = weightsOf(files, summary.value);
  if (!verified) {
    // It is opened in a process of its own, beside all that is loaded.
    const all = Object.values(weights).reduce((sum, each) => sum + each.bytes, 0);
    const { vocabularySize: vocabulary } = summary.value;
    const room = await checkRoom(entry.id, { weights: all, cache, vocabulary });
    if (!room.ok) return room;
  }
  const compactCache = summary.value.compactCache && !spec.compactCache;
  const draft =
    verified && !reading && mayPay(entry, spec.threads)
      ? await prepareDraft(files, summary.value)
      : undefined;
  const memory = { files: weights, cache, compactCache, ...(draft && { draft }) };
  const withDraft = draft && { path: draft.path, ...(!draft.file.mapped && { copied: true }) };
  return ok({
    spec: { ...spec, ...(withDraft && { draft: withDraft }) },
    verified,
    home: (base ?? entry).id,
    memory,
  });
}

/** Absent where there is none, or it is not what it should be: the model answers without it. */
async function prepareDraft(
  { draft }: ModelFiles,
  { weights }: ModelSummary,
): Promise<DraftMemory | undefined> {
  if (!draft) return undefined;
  const summary = await readGguf(draft.path);
  if (
    !summary.ok ||
    summary.value.reading ||
    !isSmallEnough(summary.value.weights.bytes, weights.bytes)
  )
    return undefined;
  if (!(await checkHash(draft, summary.value)).ok) return undefined;
  const { weights: own, vocabularySize, cacheBytesPerToken } = summary.value;
  return {
    path: draft.path,
    file: { ...own, vocabulary: vocabularySize },
    cache: cacheBytesPerToken * draftContextSize,
  };
}

function weightsOf(
  { entry, base }: ModelFiles,
  { weights, sizeBytes, vocabularySize }: ModelSummary,
): ModelMemory['files'] {
  const model = { ...weights, vocabulary: vocabularySize };
  if (!base) return { [entry.path]: model };
  // An adapter is always read.
  const adapter = { bytes: sizeBytes, mapped: false, vocabulary: 0 };
  return { [base.path]: model, [entry.path]: adapter };
}

async function checkRoom(id: string, parts: MemoryParts): Promise<Result<void>> {
  const needed = neededMemory(parts);
  const available = await availableMemory();
  if (needed <= available) return ok(undefined);
  const [need, have] = [megabytes(needed), megabytes(available)];
  return failed(
    'outOfMemory',
    l10n.t(
      '{0} needs about {1} of memory and {2} are free; close something, or use a smaller model.',
      id,
      need,
      have,
    ),
  );
}

function megabytes(bytes: number): string {
  return `${Math.ceil(bytes / 2 ** 20)} MB`;
}

/** One hash of a model's files, where each of theirs is known. */
function hashOfAll(hashes: readonly (string | undefined)[]): Pick<ModelSpec, 'weights'> {
  const [first, ...others] = hashes;
  if (first === undefined || hashes.includes(undefined)) return {};
  const weights =
    others.length === 0 ? first : createHash('sha256').update(hashes.join(' ')).digest('hex');
  return { weights };
}

async function checkHash(
  entry: CatalogEntry,
  summary: Pick<GgufSummary, 'sizeBytes' | 'modifiedMs'>,
): Promise<Result<string | undefined>> {
  if (entry.sha256 === undefined) return ok(undefined);
  const unchanged =
    !entry.builtIn &&
    entry.sizeBytes === summary.sizeBytes &&
    entry.modifiedMs === summary.modifiedMs;
  // Hashing gigabytes takes seconds, so a user's file is hashed again only after it changed.
  if (unchanged) return ok(entry.sha256);
  const hash = await hashFile(entry.path);
  if (hash === entry.sha256) return ok(hash);
  const what = entry.builtIn
    ? l10n.t('install Eidolon again')
    : l10n.t('remove it and add it again');
  return failed(
    'modelInvalid',
    l10n.t(
      'The file of {0} is not the one that was recorded (its SHA-256 differs); {1}.',
      entry.id,
      what,
    ),
    `${hash} ≠ ${entry.sha256}`,
  );
}
