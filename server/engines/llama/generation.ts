import { randomInt } from 'node:crypto';
import type { LlamaContextSequence, LlamaModel, Token } from 'node-llama-cpp';
import { failed, ok, type Result } from '../../../protocol/result.ts';
import type { GenerateRequest } from '../../core/member.ts';
import type { GenerateSink } from '../engine.ts';
import { createTokenStream, stopReason, type TokenStream } from '../tokenStream.ts';
import { askBest, askCandidates, readBest, readCandidates } from './logits.ts';
import type { Prompter } from './prompt.ts';
import { isRunaway } from './repetition.ts';
import { createRandom, drawToken, sampleSeed } from './sampling.ts';
import { cutBack, type SequencePool } from './sequences.ts';

/** What a generation needs of its model. */
export interface GenerationParts {
  readonly model: LlamaModel;
  readonly prompter: Prompter;
  readonly pool: SequencePool;
}

/** One sequence at work on one sample at a time. */
interface Lane {
  readonly sequence: LlamaContextSequence;
  sample: number;
  next: Token;
  left: number;
  stream: TokenStream;
  random: () => number;
}

// The library keeps one cell free and would otherwise shift the prompt away silently.
const spareCells = 2;

/** Prompt and answer must fit together; the answer is cut first. */
export function fitTokens(
  promptLength: number,
  maxTokens: number,
  contextSize: number,
): Result<number> {
  const room = contextSize - spareCells - promptLength;
  if (room < 1) {
    return failed(
      'tooLong',
      `The text is too long for this model: ${promptLength} tokens, and ${contextSize} fit.`,
    );
  }
  return ok(Math.max(1, Math.min(Math.floor(maxTokens), room)));
}

/** Generates all samples of a request: the prompt is read once, the samples advance in one batch. */
export async function generate(
  parts: GenerationParts,
  request: GenerateRequest,
  signal: AbortSignal,
  sink: GenerateSink,
): Promise<Result<void>> {
  const prompt = parts.prompter.prompt(request.messages);
  if (!prompt.ok) return prompt;
  const { tokens, stopTexts } = prompt.value;
  const room = fitTokens(tokens.length, request.maxTokens, parts.pool.contextSize);
  if (!room.ok) return room;
  const samples = Math.max(1, Math.floor(request.samples ?? 1));
  const leases = await parts.pool.acquire(tokens, samples, signal);
  try {
    const run = createRun(
      parts,
      request,
      tokens,
      [...stopTexts, ...(request.stop ?? [])],
      room.value,
    );
    const head = tokens.slice(0, -1);
    const [first, ...others] = leases.map(({ sequence }) => sequence);
    if (!first) return failed('unsupported', 'The model has no free sequence.');
    await parts.pool.prefill(first, head, signal, () => sink.progress());
    for (const other of others) await share(parts.pool, first, other, head, signal, sink);
    return await run.advance([first, ...others], samples, signal, sink);
  } catch (error) {
    if (!signal.aborted) await forget(leases.map(({ sequence }) => sequence));
    throw error;
  } finally {
    for (const lease of leases) lease.release();
  }
}

/** A library error leaves the state of a sequence unknown, so nothing of it may be reused. */
export async function forget(sequences: readonly LlamaContextSequence[]): Promise<void> {
  for (const sequence of sequences) if (!sequence.disposed) await sequence.clearHistory();
}

type Copying = {
  _copyStateFromOtherSequence?: (other: LlamaContextSequence, upTo: number) => Promise<boolean>;
};

/** Brings `target` to the prompt that `source` has read, by a copy of its state where the library can. */
export async function share(
  pool: SequencePool,
  source: LlamaContextSequence,
  target: LlamaContextSequence,
  head: Token[],
  signal: AbortSignal,
  sink: { progress(): void },
): Promise<void> {
  await cutBack(target, head);
  if (target.nextTokenIndex === head.length) return;
  // Not in the library's public types (its own decision context uses it); reading again is the way without it.
  const copy = (target as unknown as Copying)._copyStateFromOtherSequence;
  if (typeof copy === 'function' && source.nextTokenIndex === head.length) {
    if (await copy.call(target, source, head.length)) return;
    await target.clearHistory();
  }
  await pool.prefill(target, head, signal, () => sink.progress());
}

function createRun(
  { model, prompter }: GenerationParts,
  request: GenerateRequest,
  tokens: readonly Token[],
  stops: readonly string[],
  maxTokens: number,
) {
  const seed = request.seed ?? randomInt(2 ** 31);
  const greedy = request.temperature <= 0;
  const last = tokens[tokens.length - 1] as Token;
  const detokenize = (part: readonly number[], before: readonly number[]): string =>
    model.detokenize(part as Token[], false, before.length === 0 ? undefined : (before as Token[]));

  function start(sequence: LlamaContextSequence, sample: number): Lane {
    const random = createRandom(sampleSeed(seed, sample));
    return {
      sequence,
      sample,
      next: last,
      left: maxTokens,
      stream: createTokenStream(detokenize, stops),
      random,
    };
  }

  async function choose(lane: Lane): Promise<{ token: Token; logProb: number }> {
    const ask = greedy ? askBest(lane.next) : askCandidates(lane.next);
    const [output] = await lane.sequence.controlledEvaluate([ask]);
    const chosen = greedy ? readBest(output) : draw(lane, readCandidates(output));
    if (!chosen || !Number.isFinite(chosen.logProb))
      throw new Error('the model gave no finite probabilities');
    return chosen;
  }

  function draw(lane: Lane, found: ReturnType<typeof readCandidates>) {
    const best = found?.candidates[0];
    if (!found || !best) return undefined;
    const options = { temperature: request.temperature, topP: request.topP ?? 1 };
    const drawn = drawToken(found.candidates, options, lane.random);
    return (
      drawn && {
        token: drawn.token as Token,
        logProb: found.bestLogProb + drawn.logit - best.logit,
      }
    );
  }

  /** Takes in one token; true when the sample is over. */
  function take(lane: Lane, token: Token, logProb: number, sink: GenerateSink): boolean {
    const emit = (out: readonly { text: string; logProb: number }[]): void => {
      for (const item of out) sink.token(lane.sample, item.text, item.logProb);
    };
    const ended = prompter.isEnd(token);
    let stopped = false;
    if (!ended) {
      const pushed = lane.stream.push(token, logProb);
      emit(pushed.out);
      stopped = pushed.stopped;
    }
    lane.left--;
    lane.next = token;
    if (!ended && !stopped && lane.left > 0 && !isRunaway(lane.stream.tokens)) return false;
    emit(lane.stream.flush());
    // The end token is reported too: with it the sum is the log-probability of the whole answer.
    if (ended) sink.token(lane.sample, '', logProb);
    sink.end(lane.sample, stopReason(ended, stopped));
    return true;
  }

  return {
    /** Steps all lanes together, so that each step is one batch; a free lane starts the next sample. */
    async advance(
      sequences: readonly LlamaContextSequence[],
      samples: number,
      signal: AbortSignal,
      sink: GenerateSink,
    ): Promise<Result<void>> {
      const head = tokens.slice(0, -1);
      let started = Math.min(sequences.length, samples);
      let lanes = sequences.slice(0, started).map(start);
      while (lanes.length > 0) {
        signal.throwIfAborted();
        const chosen = await Promise.all(lanes.map(choose));
        const going: Lane[] = [];
        for (const [index, lane] of lanes.entries()) {
          const { token, logProb } = chosen[index] as { token: Token; logProb: number };
          if (!take(lane, token, logProb, sink)) {
            going.push(lane);
          } else if (started < samples) {
            await cutBack(lane.sequence, head);
            going.push(start(lane.sequence, started++));
          }
        }
        lanes = going;
      }
      return ok(undefined);
    },
  };
}
