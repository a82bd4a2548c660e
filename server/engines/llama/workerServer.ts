import { failed, type Failure, type Result } from '../../../protocol/result.ts';
import type {
  GenerateRequest,
  InfillRequest,
  RankRequest,
  ScoreRequest,
} from '../../core/member.ts';
import { reason, type Log } from '../../log.ts';
import type {
  HostToWorker,
  MemberCall,
  ModelSpec,
  TokenTuple,
  WorkerToHost,
} from '../../pool/messages.ts';
import type { Engine, GenerateSink, LoadedModel } from '../engine.ts';
import { findUnusualCharacters } from '../unusualCharacters.ts';
import { optionProbabilities } from './optionProbabilities.ts';

export interface WorkerServerDeps {
  readonly engine: Engine;
  readonly log: Log;
  readonly now: () => number;
  send(message: WorkerToHost): void;
}

/** Answers the host's orders with an engine; one per worker process. */
export interface WorkerServer {
  receive(order: Exclude<HostToWorker, { kind: 'shutdown' }>): void;
  /** Writes to disk what its models read of conversations that may be kept there. */
  keep(): Promise<void>;
}

const cannotInfill: Result<string> = failed(
  'unsupported',
  'This engine cannot write between two texts.',
);

const cannotRank: Result<readonly number[]> = failed(
  'unsupported',
  'This model has no head for ordering passages; add one that was made for reranking.',
);

const cannotEmbed: Result<Float32Array> = failed(
  'unsupported',
  'This model makes no vectors; add one that was made for embedding.',
);

const cannotAverage: Result<void> = failed(
  'unsupported',
  'This engine cannot average tokens; fuse by “merge” instead.',
);

/** Tokens leave in one message per this time: a message for each would cost as much as a small model's token. */
const flushMs = 16;
const progressMs = 500;

/** The message loop of a worker. */
export function createWorkerServer(deps: WorkerServerDeps): WorkerServer {
  const { engine, log, send } = deps;
  const models = new Map<string, LoadedModel>();
  const running = new Map<number, AbortController>();

  async function load(id: number, spec: ModelSpec): Promise<void> {
    const loaded = models.get(spec.id);
    const result = loaded ? ({ ok: true, value: loaded } as const) : await engine.load(spec);
    if (!result.ok) return send({ kind: 'loadFailed', id, failure: result.failure });
    models.set(spec.id, result.value);
    send({ kind: 'loaded', id, info: result.value.info });
  }

  async function call(id: number, modelId: string, question: MemberCall): Promise<void> {
    const model = models.get(modelId);
    if (!model)
      return fail(id, { kind: 'memberUnknown', message: `The model ${modelId} is not loaded.` });
    const controller = new AbortController();
    running.set(id, controller);
    try {
      await answer(id, model, question, controller.signal);
    } catch (error) {
      if (controller.signal.aborted) return;
      log.error(`request ${id} to ${modelId} failed`, error);
      fail(id, {
        kind: 'workerCrashed',
        message: 'The model failed while it was answering; try again.',
        detail: reason(error),
      });
    } finally {
      running.delete(id);
    }
  }

  function answer(
    id: number,
    model: LoadedModel,
    question: MemberCall,
    signal: AbortSignal,
  ): Promise<void> {
    switch (question.op) {
      case 'generate':
        return generate(id, model, question.request, signal);
      case 'score':
        return scores(id, model, question.request, signal, (value) =>
          send({ kind: 'done', id, scores: value }),
        );
      case 'infill':
        return infill(id, model, question.request, signal);
      case 'rank':
        return rank(id, model, question.request, signal);
      case 'embed':
        return embed(id, model, question.text, signal);
      case 'count': {
        const counted = model.count(question.request);
        if (counted.ok) send({ kind: 'done', id, counts: counted.value });
        else fail(id, counted.failure);
        return Promise.resolve();
      }
      case 'decide': {
        const { messages, options } = question.request;
        return scores(id, model, { messages, texts: options }, signal, (value) =>
          send({ kind: 'done', id, probabilities: optionProbabilities(value) }),
        );
      }
    }
  }

  async function generate(
    id: number,
    model: LoadedModel,
    request: GenerateRequest,
    signal: AbortSignal,
  ): Promise<void> {
    const texts = new Map<number, string>();
    let waiting: TokenTuple[] = [];
    let flushed = deps.now();
    const partners = partnersOf(request);
    if (!partners.ok) return fail(id, partners.failure);
    const flush = (): void => {
      if (waiting.length > 0) send({ kind: 'tokens', id, tokens: waiting });
      waiting = [];
      flushed = deps.now();
    };
    const sink: GenerateSink = {
      token(sample, text, logProb, top) {
        texts.set(sample, (texts.get(sample) ?? '') + text);
        waiting.push(top ? [sample, text, logProb, top] : [sample, text, logProb]);
        if (deps.now() - flushed >= flushMs) flush();
      },
      end(sample, stop) {
        flush();
        const unusual = findUnusualCharacters(texts.get(sample) ?? '');
        send({ kind: 'sampleEnd', id, sample, stop, ...(unusual.length > 0 && { unusual }) });
      },
      progress: progress(id),
    };
    const result =
      partners.value.length === 0
        ? await model.generate(request, signal, sink)
        : await (model.generateAveraged?.(partners.value, request, signal, sink) ?? cannotAverage);
    flush();
    if (result.ok) send({ kind: 'done', id });
    else fail(id, result.failure);
  }

  /** The models to average with; all of them must live in this process. */
  function partnersOf({ averageWith }: GenerateRequest): Result<readonly LoadedModel[]> {
    const partners: LoadedModel[] = [];
    for (const id of averageWith ?? []) {
      const partner = models.get(id);
      if (!partner) {
        return failed(
          'unsupported',
          `${id} does not live in the same process, so its tokens cannot be averaged; fuse by “merge” instead.`,
        );
      }
      partners.push(partner);
    }
    return { ok: true, value: partners };
  }

  async function scores(
    id: number,
    model: LoadedModel,
    request: ScoreRequest,
    signal: AbortSignal,
    done: (
      value: Extract<Awaited<ReturnType<LoadedModel['score']>>, { ok: true }>['value'],
    ) => void,
  ): Promise<void> {
    const result: Result<Parameters<typeof done>[0]> =
      request.texts.length === 0
        ? failed('badInput', 'There is nothing to score.')
        : await model.score(request, signal, progress(id));
    if (result.ok) done(result.value);
    else fail(id, result.failure);
  }

  async function infill(
    id: number,
    model: LoadedModel,
    request: InfillRequest,
    signal: AbortSignal,
  ): Promise<void> {
    const result = (await model.infill?.(request, signal, progress(id))) ?? cannotInfill;
    if (result.ok) send({ kind: 'done', id, text: result.value });
    else fail(id, result.failure);
  }

  async function rank(
    id: number,
    model: LoadedModel,
    request: RankRequest,
    signal: AbortSignal,
  ): Promise<void> {
    const result = (await model.rank?.(request, signal, progress(id))) ?? cannotRank;
    if (result.ok) send({ kind: 'done', id, relevance: result.value });
    else fail(id, result.failure);
  }

  async function embed(
    id: number,
    model: LoadedModel,
    text: string,
    signal: AbortSignal,
  ): Promise<void> {
    const result = (await model.embed?.(text, signal)) ?? cannotEmbed;
    if (!result.ok) return fail(id, result.failure);
    const { buffer, byteOffset, byteLength } = result.value;
    const vector = Buffer.from(buffer, byteOffset, byteLength).toString('base64');
    send({ kind: 'done', id, vector });
  }

  function progress(id: number): () => void {
    let last = deps.now();
    return () => {
      if (deps.now() - last < progressMs) return;
      last = deps.now();
      send({ kind: 'progress', id });
    };
  }

  function fail(id: number, failure: Failure): void {
    send({ kind: 'failed', id, failure });
  }

  return {
    async keep() {
      for (const model of models.values()) await model.keep?.();
    },
    receive(order) {
      switch (order.kind) {
        case 'load':
          return void load(order.id, order.model);
        case 'call':
          return void call(order.id, order.model, order.call);
        case 'threads':
          return engine.limitThreads?.(order.most);
        case 'cancel':
          return running.get(order.id)?.abort(new DOMException('cancelled', 'AbortError'));
      }
    },
  };
}
