import { randomInt } from 'node:crypto';
import type { LlamaContextSequence, LlamaModel, Token } from 'node-llama-cpp';
import type { GenerateRequest, TokenLogProb, TopLogProbs } from '../../core/member.ts';
import { createRandom } from '../../core/random.ts';
import type { GenerateSink } from '../engine.ts';
import { createTokenStream, stopReason, type TokenStream } from '../tokenStream.ts';
import type { DraftModel } from './draftModel.ts';
import { askBest, askCandidates, readBest, readCandidates, topLogProbs } from './logits.ts';
import type { Prompter } from './prompt.ts';
import { isRunaway } from './repetition.ts';
import { drawToken, sampleSeed, toldCount } from './sampling.ts';
import { cutBack } from './sequences.ts';

/** All that is fixed while the samples of one request are generated. */
export interface LaneJob {
  readonly model: LlamaModel;
  readonly prompter: Prompter;
  readonly request: GenerateRequest;
  /** The prompt; its last token is the first that every lane evaluates. */
  readonly tokens: readonly Token[];
  readonly stops: readonly string[];
  readonly maxTokens: number;
  readonly samples: number;
  /** Guesses ahead where the text itself gives no guess. */
  readonly drafts?: DraftModel;
}

/** Zero-based index of a job's first sample. */
function firstSample({ request }: LaneJob): number {
  return Math.max(0, Math.floor(request.firstSample ?? 0));
}

/** One sequence at work on one sample. */
interface Lane {
  readonly sequence: LlamaContextSequence;
  readonly sample: number;
  readonly stream: TokenStream;
  readonly random: () => number;
  readonly produced: Token[];
  next: Token;
  /** The sample is over: by its tokens, or by a stop text that was found a step later. */
  over: boolean;
}

/** A token that was taken, with its log-probability. */
export interface Chosen {
  readonly token: Token;
  readonly logProb: number;
  readonly top?: TopLogProbs;
}

/**
 * Steps all lanes together, so that each step is one batch, until every sample is over. While a step runs
 * on the library's thread, the text of the step before is made and sent, so that it costs no time.
 */
export async function advanceLanes(
  job: LaneJob,
  sequences: readonly LlamaContextSequence[],
  signal: AbortSignal,
  sink: GenerateSink,
): Promise<void> {
  const seed = job.request.seed ?? randomInt(2 ** 31);
  const head = job.tokens.slice(0, -1);
  let started = Math.min(sequences.length, job.samples);
  let lanes = sequences
    .slice(0, started)
    .map((sequence, sample) => startLane(job, sequence, sample, seed));
  let chosen = await stepAll(job, lanes);
  while (lanes.length > 0) {
    signal.throwIfAborted();
    const taken = lanes.map((lane, index) => accept(job, lane, chosen[index] as Chosen));
    const going: Lane[] = [];
    for (const lane of lanes) {
      if (!lane.over) going.push(lane);
      else if (started < job.samples) {
        await cutBack(lane.sequence, head);
        going.push(startLane(job, lane.sequence, started++, seed));
      }
    }
    const step = stepAll(job, going);
    // Whoever fails first below, the step must end before the sequences are given back.
    step.catch(() => undefined);
    try {
      if (going.length > 0) await untilDispatched();
      for (const finish of taken) finish(sink);
    } finally {
      await step.catch(() => undefined);
    }
    chosen = await step;
    lanes = going;
  }
}

export function startLane(
  job: LaneJob,
  sequence: LlamaContextSequence,
  sample: number,
  seed: number,
): Lane {
  const detokenize = (part: readonly number[], before: readonly number[]): string =>
    job.model.detokenize(
      part as Token[],
      false,
      before.length === 0 ? undefined : (before as Token[]),
    );
  return {
    sequence,
    sample: firstSample(job) + sample,
    stream: createTokenStream(detokenize, job.stops),
    random: createRandom(sampleSeed(seed, firstSample(job) + sample)),
    produced: [],
    next: job.tokens[job.tokens.length - 1] as Token,
    over: false,
  };
}

/** One token for every lane; all of them are settled before a failure is thrown. */
async function stepAll(job: LaneJob, lanes: readonly Lane[]): Promise<Chosen[]> {
  const settled = await Promise.allSettled(lanes.map((lane) => choose(job, lane)));
  return settled.map((outcome) => {
    if (outcome.status === 'rejected') throw outcome.reason;
    return outcome.value;
  });
}

async function choose({ request, model }: LaneJob, lane: Lane): Promise<Chosen> {
  const greedy = request.temperature <= 0;
  const told = toldCount(request);
  const ask = greedy
    ? told > 0
      ? askCandidates(lane.next, told)
      : askBest(lane.next)
    : askCandidates(lane.next);
  const [output] = await lane.sequence.controlledEvaluate([ask]);
  const found = readCandidates(output);
  const chosen = greedy ? readBest(output) : draw(request, lane, found);
  if (!chosen || !Number.isFinite(chosen.logProb)) {
    throw new Error('the model gave no finite probabilities');
  }
  return told > 0 && found ? { ...chosen, top: topLogProbs(model, found, told) } : chosen;
}

function draw(
  request: GenerateRequest,
  lane: Lane,
  found: ReturnType<typeof readCandidates>,
): Chosen | undefined {
  const best = found?.candidates[0];
  if (!found || !best) return undefined;
  const options = { temperature: request.temperature, topP: request.topP ?? 1 };
  const drawn = drawToken(found.candidates, options, lane.random);
  if (!drawn) return undefined;
  return { token: drawn.token as Token, logProb: found.bestLogProb + drawn.logit - best.logit };
}

/**
 * Takes a token in: decides at once whether the lane goes on, as far as tokens tell, and returns what is
 * left to do for its text.
 */
export function accept(
  job: LaneJob,
  lane: Lane,
  { token, logProb, top }: Chosen,
): (sink: GenerateSink) => void {
  // A stop text was found after this step had begun: its token is not wanted.
  if (lane.over) return () => undefined;
  const ended = job.prompter.isEnd(token);
  if (!ended) lane.produced.push(token);
  lane.next = token;
  const full = lane.produced.length >= job.maxTokens || isRunaway(lane.produced);
  lane.over = ended || full;
  return (sink) => {
    const pushed = ended ? undefined : lane.stream.push(token, logProb, top);
    for (const item of pushed?.out ?? []) tell(sink, lane, item);
    if (!ended && !full && !pushed?.stopped) return;
    lane.over = true;
    for (const item of lane.stream.flush()) tell(sink, lane, item);
    // The end token is reported too: with it the sum is the log-probability of the whole answer.
    if (ended) tell(sink, lane, { text: '', logProb, ...(top && { top }) });
    sink.end(lane.sample, stopReason(ended, pushed?.stopped === true));
  };
}

function tell(sink: GenerateSink, { sample }: Lane, { text, logProb, top }: TokenLogProb): void {
  sink.token(sample, text, logProb, top);
}

// The library hands a batch to its thread in the next turn of the event loop, or the one after.
export function untilDispatched(): Promise<void> {
  return new Promise((resolve) => setImmediate(() => setImmediate(resolve)));
}
