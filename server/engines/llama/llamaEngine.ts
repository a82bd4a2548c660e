import {
  LlamaLogLevel,
  type Llama,
  type LlamaContext,
  type LlamaModel,
  type LlamaOptions,
} from 'node-llama-cpp';
import { failed, ok, type Result } from '../../../protocol/result.ts';
import type { Log } from '../../log.ts';
import { draftContextSize, type ModelInfo, type ModelSpec } from '../../pool/messages.ts';
import type { Engine, LoadedModel } from '../engine.ts';
import { createDraftModel, type DraftModel } from './draftModel.ts';
import { generateAveraged } from './averagedGeneration.ts';
import { generate, type GenerationParts } from './generation.ts';
import { openLlama } from './gpuBackend.ts';
import { type GpuChoice } from '../../pool/gpuEnvironment.ts';
import { infill } from './infill.ts';
import { createKeptStates } from './keptStates.ts';
import { createEmbedder, openEmbedding, testEmbedder } from './embedder.ts';
import { createRanker, openRankingContext, testRanker } from './ranker.ts';
import { untilDispatched } from './lanes.ts';
import { countTokens, createPrompter } from './prompt.ts';
import { score } from './scoring.ts';
import { selfTest } from './selfTest.ts';
import { createSharedWeights, type SharedWeights } from './sharedWeights.ts';
import { createSequencePool } from './sequences.ts';
import { createSpeculation } from './speculation.ts';
import { sharesVocabulary } from './vocabulary.ts';

const batchSize = 512;
const keptErrorLines = 6;
/** Experimental in the library, so that only families are loaded so that a test has tried. Values need the fused attention. */
const compactCache = {
  experimentalKvCacheKeyType: 'Q8_0',
  experimentalKvCacheValueType: 'Q8_0',
  flashAttention: true,
} as const;

/** What is behind a loaded model, so that several of this engine can work on one answer. */
const partsOf = new WeakMap<LoadedModel, GenerationParts>();

/** llama.cpp, one instance per process: on a GPU where one is chosen and works, else on the processor. */
export async function createLlamaEngine(log: Log, gpu?: GpuChoice): Promise<Engine> {
  const errors: string[] = [];
  const options: LlamaOptions = {
    build: 'never',
    skipDownload: true,
    progressLogs: false,
    maxThreads: 1,
    logLevel: LlamaLogLevel.warn,
    logger: (level, message) => {
      const line = message.trimEnd();
      if (level === LlamaLogLevel.error || level === LlamaLogLevel.fatal) {
        errors.push(line);
        errors.splice(0, errors.length - keptErrorLines);
      }
      log.debug(`llama.cpp ${level}: ${line}`);
    },
  };
  const llama = await openLlama(options, gpu, log);
  // Strong references until disposed: an object collected before that blocks its parent's dispose for ever.
  const kept = new Set<{ dispose(): Promise<void> }>();
  const weights = createSharedWeights(llama, kept);
  const threads = createThreads(llama);

  return {
    async load(spec) {
      errors.length = 0;
      const began = performance.now();
      try {
        return await loadModel({ llama, log, threads, weights, kept }, spec, began);
      } catch (error) {
        // The library hands lines of its log over by the event loop, those of the failure perhaps behind it.
        await untilDispatched();
        const message = error instanceof Error ? error.message : String(error);
        const detail = [message, ...errors].join(' | ');
        if (isAboutMemory(detail))
          return failed(
            'outOfMemory',
            `${spec.id} does not fit into the memory that is left here (with a window of ${spec.contextSize} tokens); unload other models, or choose a smaller one.`,
            detail,
          );
        return failed(
          'modelInvalid',
          `The model file cannot be loaded: ${loadProblem(errors, message)}.`,
          detail,
        );
      }
    },
    limitThreads: threads.limit,
    async dispose() {
      for (const item of [...kept].reverse()) await item.dispose();
      await llama.dispose();
    },
  };
}

/** Only its log tells why llama.cpp built no context; the file is not to blame when an allocation failed. */
function isAboutMemory(detail: string): boolean {
  return /insufficient memory|failed to allocate|out of memory/i.test(detail);
}

/** How many threads the library may use: what the models want, within what the host allows. */
interface Threads {
  /** Widens what is wanted; while a context is made the library must not clamp it for good. */
  want<T>(count: number, open: () => Promise<T>): Promise<T>;
  limit(most: number): void;
}

function createThreads(llama: Llama): Threads {
  let wanted = 1;
  let allowed = Infinity;
  const apply = (): void => void (llama.maxThreads = Math.min(wanted, allowed));
  return {
    async want(count, open) {
      // One thread until a model asks for more: the library's own default is many times slower when cores are busy.
      wanted = Math.max(wanted, count);
      llama.maxThreads = wanted;
      try {
        return await open();
      } finally {
        apply();
      }
    },
    limit(most) {
      allowed = Math.max(1, most);
      apply();
    },
  };
}

/** The line in which llama.cpp says what is wrong, without the names of its functions. */
function loadProblem(lines: readonly string[], message: string): string {
  const told = lines
    .map((line) => /error loading model: (?:\w+: )?(.+)$/.exec(line)?.[1])
    .find(Boolean);
  return (told ?? message).replace(/[.\s]+$/, '');
}

/** What all models of the process share. */
interface Shared {
  readonly llama: Llama;
  readonly log: Log;
  readonly threads: Threads;
  readonly weights: SharedWeights;
  readonly kept: Set<{ dispose(): Promise<void> }>;
}

async function loadModel(
  shared: Shared,
  spec: ModelSpec,
  began: number,
): Promise<Result<LoadedModel>> {
  if (spec.role) return loadReader(shared, spec, began);
  const { llama, log, threads, weights, kept } = shared;
  const model = await weights.take(spec.path, spec.copied === true);
  const prompter = createPrompter(model, spec.promptFormat);
  if (!prompter.ok) return prompter;
  const context = await threads.want(spec.threads, () => openContext(model, spec));
  kept.add(context);
  const tested = await testContext(model, context);
  if (!tested.ok) return tested;
  const pool = createSequencePool(context, () => performance.now());
  const states = await createKeptStates(spec, context, llama, pool, log);
  const draft = await openDraft(shared, spec, model);
  const parts: GenerationParts = {
    ...{ model, prompter: prompter.value, pool, speculation: createSpeculation() },
    ...(states && { states }),
    ...(draft && { drafts: draft.model }),
  };
  const loaded: LoadedModel = {
    info: {
      contextSize: context.contextSize,
      sequences: context.totalSequences,
      loadMs: performance.now() - began,
    },
    generate: (request, signal, sink) => generate(parts, request, signal, sink),
    generateAveraged: async (others, request, signal, sink) => {
      const all = [loaded, ...others].flatMap((each) => partsOf.get(each) ?? []);
      if (all.length <= others.length)
        return failed('unsupported', 'Only models of one engine can be averaged.');
      return generateAveraged(all, request, signal, sink);
    },
    score: (request, signal, progress) => score(parts, request, signal, progress),
    infill: (request, signal, progress) => infill(parts, request, signal, progress),
    count: (request) => countTokens(parts.prompter, request),
    ...(states && { keep: () => states.keep() }),
    dispose: async () => {
      await draft?.dispose();
      await context.dispose();
      kept.delete(context);
      await weights.giveBack(spec.path);
    },
  };
  partsOf.set(loaded, parts);
  return ok(loaded);
}

/** A model that reads and writes nothing: its context is of another kind, and so is its test. */
async function loadReader(
  { threads, weights, kept }: Shared,
  { role, ...spec }: ModelSpec,
  began: number,
): Promise<Result<LoadedModel>> {
  const model = await weights.take(spec.path, spec.copied === true);
  const info = (): ModelInfo => ({
    ...{ contextSize: spec.contextSize, sequences: 1 },
    loadMs: performance.now() - began,
  });
  const keep = (context: { dispose(): Promise<void> }): (() => Promise<void>) => {
    kept.add(context);
    return async () => {
      await context.dispose();
      kept.delete(context);
      await weights.giveBack(spec.path);
    };
  };
  if (role === 'embedder') {
    const parts = await threads.want(spec.threads, () => openEmbedding(model, spec));
    const dispose = keep(parts.context);
    const tested = await testEmbedder(parts);
    return tested.ok ? ok(createEmbedder(parts, info(), dispose)) : tested;
  }
  const context = await threads.want(spec.threads, () => openRankingContext(model, spec));
  const dispose = keep(context);
  const tested = await testRanker(context);
  return tested.ok ? ok(createRanker(context, info(), dispose)) : tested;
}

interface OpenDraft {
  readonly model: DraftModel;
  dispose(): Promise<void>;
}

/** The model answers without one too, so nothing that is wrong with it is a failure. */
async function openDraft(
  { log, threads, weights, kept }: Shared,
  { id, draft, threads: count }: ModelSpec,
  target: LlamaModel,
): Promise<OpenDraft | undefined> {
  if (!draft) return undefined;
  try {
    const model = await weights.take(draft.path, draft.copied === true);
    if (!sharesVocabulary(model, target)) {
      log.warn(`${id} is used without its draft model, which has other tokens`);
      await weights.giveBack(draft.path);
      return undefined;
    }
    const contextSize = Math.min(draftContextSize, model.trainContextSize);
    const shape = { path: draft.path, contextSize, sequences: 1, threads: count };
    const context = await threads.want(count, () => openContext(model, shape));
    kept.add(context);
    log.info(`${id} has a draft model`);
    return {
      model: await createDraftModel(model, context, target, () => performance.now()),
      dispose: async () => {
        await context.dispose();
        kept.delete(context);
        await weights.giveBack(draft.path);
      },
    };
  } catch (error) {
    log.warn(`${id} is used without its draft model: ${String(error)}`);
    return undefined;
  }
}

function openContext(
  model: LlamaModel,
  spec: Omit<ModelSpec, 'id' | 'promptFormat'>,
): Promise<LlamaContext> {
  return model.createContext({
    contextSize: spec.contextSize,
    sequences: spec.sequences,
    batchSize: Math.min(batchSize, spec.contextSize),
    ...(spec.adapter !== undefined && { lora: spec.adapter }),
    ...(spec.compactCache && compactCache),
    threads: { ideal: spec.threads, min: 1 },
    // A failed attempt leaks what blocks the model's dispose, so there is only one.
    failedCreationRemedy: false,
  });
}

async function testContext(model: LlamaModel, context: LlamaContext): Promise<Result<void>> {
  const sequence = context.getSequence();
  const tested = await selfTest(model, sequence);
  await sequence.dispose();
  return tested;
}
