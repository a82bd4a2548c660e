import type { DraftMemory, PreparedModel } from './prepare.ts';
import { compactShare, processBytes, vocabularyBytes } from './memory.ts';

/** A way to load the same with less. */
export interface SmallerFootprint {
  readonly contextSize: number;
  readonly compactCache?: boolean;
  /** All the same but for the draft models, which any further step leaves out too. */
  readonly withoutDraft?: boolean;
  readonly bytes: number;
}

/** What the models of one process take together. */
export interface Footprint {
  readonly bytes: number;
  /** The part of them that no file backs: caches, weights that are not mapped, vocabularies, and the process itself. */
  readonly anonymous: number;
  /** A first guess at the time of loading, in milliseconds. */
  readonly loadMs: number;
  /** Calls that it serves at the same time. */
  readonly parallel: number;
  /** Threads that it computes with where nobody else computes. */
  readonly threads: number;
  /** Less that would do, best first. */
  readonly contexts: readonly SmallerFootprint[];
}

/** A disk that was not read before. */
const diskBytesPerMs = 500_000;
const startMs = 300;
/** Below this a model has no room for a question and its answer. */
const smallestContext = 1024;

/** The footprint of a process with these models, at least one; what several of them share counts once. */
export function footprintOf(models: readonly PreparedModel[]): Footprint {
  const plain = withoutDrafts(models);
  const drafts = draftsOf(models);
  if (drafts.length === 0) return plain;
  const caches = sum(drafts.map(({ cache }) => cache));
  const around = sum(drafts.map(({ file }) => vocabularyBytes(file.vocabulary)));
  const copied = sum(drafts.map(({ file }) => (file.mapped ? 0 : file.bytes)));
  const weights = sum(drafts.map(({ file }) => file.bytes));
  const contextSize = Math.max(...models.map(({ spec }) => spec.contextSize));
  return {
    ...plain,
    bytes: plain.bytes + weights + caches + around,
    anonymous: plain.anonymous + copied + caches + around,
    loadMs: plain.loadMs + weights / diskBytesPerMs,
    contexts: [{ contextSize, withoutDraft: true, bytes: plain.bytes }, ...plain.contexts],
  };
}

/** Each file once, and none that a model of the process has loaded for itself. */
function draftsOf(models: readonly PreparedModel[]): readonly DraftMemory[] {
  const own = new Set(models.flatMap(({ memory }) => Object.keys(memory.files)));
  return models.flatMap(({ memory: { draft } }) => {
    if (!draft) return [];
    const counted = own.has(draft.path);
    own.add(draft.path);
    return [counted ? { ...draft, file: { ...draft.file, bytes: 0, vocabulary: 0 } } : draft];
  });
}

function withoutDrafts(models: readonly PreparedModel[]): Footprint {
  const files = Object.values(
    Object.fromEntries(models.flatMap(({ memory }) => Object.entries(memory.files))),
  );
  const weights = sum(files.map(({ bytes }) => bytes));
  const copied = sum(files.map(({ bytes, mapped }) => (mapped ? 0 : bytes)));
  const around = processBytes + sum(files.map(({ vocabulary }) => vocabularyBytes(vocabulary)));
  const cache = sum(models.map(({ memory }) => memory.cache));
  const contextSize = Math.max(...models.map(({ spec }) => spec.contextSize));
  const compactCache = models.every(({ memory }) => memory.compactCache);
  const bits = compactCache ? compactShare : 1;
  const contexts: SmallerFootprint[] = [];
  // A compact cache of the whole context takes hardly more than a full one of half the context, and forgets nothing.
  for (
    let size = compactCache ? contextSize : contextSize / 2;
    size >= smallestContext;
    size /= 2
  ) {
    const share = (bits * Math.floor(size)) / contextSize;
    contexts.push({
      contextSize: Math.floor(size),
      ...(compactCache && { compactCache }),
      bytes: weights + cache * share + around,
    });
  }
  return {
    bytes: weights + cache + around,
    anonymous: copied + cache + around,
    loadMs: startMs + weights / diskBytesPerMs,
    parallel: sum(models.map(({ spec }) => spec.sequences)),
    threads: Math.max(...models.map(({ spec }) => spec.threads)),
    contexts,
  };
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
