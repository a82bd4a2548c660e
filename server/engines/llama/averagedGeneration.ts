import { randomInt } from 'node:crypto';
import type { LlamaContextSequence, Token } from 'node-llama-cpp';
import { failed, ok, type Result } from '../../../protocol/result.ts';
import type { GenerateRequest, TokenLogProb } from '../../core/member.ts';
import { createRandom } from '../../core/random.ts';
import type { GenerateSink } from '../engine.ts';
import { createTokenStream, stopReason } from '../tokenStream.ts';
import { averageTopTokens, type TopTokens } from './averaging.ts';
import { fitTokens, forget, type GenerationParts } from './generation.ts';
import { askCandidates, readCandidates, topLogProbs } from './logits.ts';
import { isRunaway } from './repetition.ts';
import { drawToken, sampleSeed, toldCount, type Candidate } from './sampling.ts';
import type { Lease } from './sequences.ts';
import { vocabularyDigest, vocabularySize } from './vocabulary.ts';

/** The likeliest tokens of each model that enter the mean: exact there, at a third of the whole table's price. */
const averagedCandidates = 20;

/** One model at work on the common answer. */
interface Voice {
  readonly parts: GenerationParts;
  readonly lease: Lease;
  readonly tokens: readonly Token[];
  readonly head: Token[];
}

/**
 * Generates one answer by several models that share a tokenizer: at every token their probabilities are averaged, and
 * the token that is drawn is given to all of them. Samples come one after another.
 */
export async function generateAveraged(
  all: readonly GenerationParts[],
  request: GenerateRequest,
  signal: AbortSignal,
  sink: GenerateSink,
): Promise<Result<void>> {
  const [first] = all;
  if (!first) return failed('badInput', 'There is no model to average.');
  if (new Set(all.map(({ model }) => vocabularyDigest(model))).size > 1) {
    return failed(
      'unsupported',
      'These models cut text into different tokens, so their tokens cannot be averaged; fuse by “merge” instead.',
    );
  }
  const plans = all.map(({ prompter }) => prompter.prompt(request.messages));
  const rooms: number[] = [];
  for (const [index, plan] of plans.entries()) {
    if (!plan.ok) return plan;
    const contextSize = all[index]?.pool.contextSize ?? 0;
    const room = fitTokens(plan.value.tokens.length, request.maxTokens, contextSize);
    if (!room.ok) return room;
    rooms.push(room.value);
  }
  const prompts = plans.flatMap((plan) => (plan.ok ? [plan.value] : []));
  const voices = await openVoices(
    all,
    prompts.map(({ tokens }) => tokens),
    signal,
  );
  try {
    const stops = [...(prompts[0]?.stopTexts ?? []), ...(request.stop ?? [])];
    const job = { voices, request, stops, maxTokens: Math.min(...rooms) };
    await drawSamples(job, signal, sink);
    return ok(undefined);
  } catch (error) {
    if (!signal.aborted) await forget(voices.map(({ lease }) => lease.sequence));
    throw error;
  } finally {
    for (const { lease } of voices) lease.release();
  }
}

/** One after another and always in the same order, so that two such requests cannot wait for each other. */
async function openVoices(
  all: readonly GenerationParts[],
  prompts: readonly Token[][],
  signal: AbortSignal,
): Promise<readonly Voice[]> {
  const order = all
    .map((_, index) => index)
    .sort((one, other) => compareTexts(fileOf(all[one]), fileOf(all[other])));
  const voices: Voice[] = [];
  try {
    for (const index of order) {
      const [parts, tokens] = [all[index] as GenerationParts, prompts[index] ?? []];
      const [lease] = await parts.pool.acquire(tokens, 1, signal);
      if (!lease) throw new Error('the model has no free sequence');
      voices.push({ parts, lease, tokens, head: tokens.slice(0, -1) });
    }
    return voices;
  } catch (error) {
    for (const { lease } of voices) lease.release();
    throw error;
  }
}

function fileOf(parts: GenerationParts | undefined): string {
  return parts?.model.filename ?? '';
}

function compareTexts(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}

interface Job {
  readonly voices: readonly Voice[];
  readonly request: GenerateRequest;
  readonly stops: readonly string[];
  readonly maxTokens: number;
}

async function drawSamples(job: Job, signal: AbortSignal, sink: GenerateSink): Promise<void> {
  const first = Math.max(0, Math.floor(job.request.firstSample ?? 0));
  const count = Math.max(1, Math.floor(job.request.samples ?? 1));
  const seed = job.request.seed ?? randomInt(2 ** 31);
  for (let sample = first; sample < first + count; sample++) {
    for (const { parts, lease, head } of job.voices)
      await parts.pool.prefill(lease.sequence, head, signal, () => sink.progress());
    await drawSample(job, sample, createRandom(sampleSeed(seed, sample)), signal, sink);
  }
}

async function drawSample(
  job: Job,
  sample: number,
  random: () => number,
  signal: AbortSignal,
  sink: GenerateSink,
): Promise<void> {
  const { model, prompter } = (job.voices[0] as Voice).parts;
  const detokenize = (part: readonly number[], before: readonly number[]): string =>
    model.detokenize(part as Token[], false, before.length === 0 ? undefined : (before as Token[]));
  const stream = createTokenStream(detokenize, job.stops);
  const told = toldCount(job.request);
  const tell = ({ text, logProb, top }: TokenLogProb): void =>
    sink.token(sample, text, logProb, top);
  let inputs = job.voices.map(({ tokens }) => tokens.at(-1) as Token);
  for (;;) {
    signal.throwIfAborted();
    const candidates = await step(job.voices, inputs);
    const chosen = choose(job.request, candidates, random);
    const ended = prompter.isEnd(chosen.token as Token);
    // The mean's logits are log-probabilities already.
    const found = { candidates, bestLogProb: candidates[0]?.logit ?? 0 };
    const top = told > 0 ? topLogProbs(model, found, told) : undefined;
    const pushed = ended ? undefined : stream.push(chosen.token, chosen.logit, top);
    for (const item of pushed?.out ?? []) tell(item);
    const full = stream.tokens.length >= job.maxTokens || isRunaway(stream.tokens);
    if (ended || full || pushed?.stopped === true) {
      for (const item of stream.flush()) tell(item);
      if (ended) tell({ text: '', logProb: chosen.logit, ...(top && { top }) });
      return sink.end(sample, stopReason(ended, pushed?.stopped === true));
    }
    inputs = job.voices.map(() => chosen.token as Token);
  }
}

/** One token for every model; all of them are settled before a failure is thrown. */
async function step(
  voices: readonly Voice[],
  inputs: readonly Token[],
): Promise<readonly Candidate[]> {
  const settled = await Promise.allSettled(
    voices.map(({ parts, lease }, index) =>
      topTokens(lease.sequence, inputs[index] as Token, vocabularySize(parts.model)),
    ),
  );
  return averageTopTokens(
    settled.map((outcome) => {
      if (outcome.status === 'rejected') throw outcome.reason;
      return outcome.value;
    }),
  );
}

async function topTokens(
  sequence: LlamaContextSequence,
  token: Token,
  vocabulary: number,
): Promise<TopTokens> {
  const [output] = await sequence.controlledEvaluate([askCandidates(token, averagedCandidates)]);
  const found = readCandidates(output);
  if (!found || !Number.isFinite(found.bestLogProb))
    throw new Error('the model gave no finite probabilities');
  return { ...found, vocabulary };
}

function choose(
  request: GenerateRequest,
  candidates: readonly Candidate[],
  random: () => number,
): Candidate {
  const options = { temperature: request.temperature, topP: request.topP ?? 1 };
  const drawn = drawToken(candidates, options, random);
  if (!drawn) throw new Error('the models gave no candidates');
  return drawn;
}
