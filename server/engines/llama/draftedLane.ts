import type { LlamaContextSequence, Token } from 'node-llama-cpp';
import type { GenerateRequest } from '../../core/member.ts';
import type { GenerateSink } from '../engine.ts';
import type { Drafter } from './draftModel.ts';
import { accept, startLane, untilDispatched, type Chosen, type LaneJob } from './lanes.ts';
import { askBest, readBest } from './logits.ts';
import { createPromptLookup } from './promptLookup.ts';
import type { Speculation } from './speculation.ts';

/** Smaller models gain nothing: one token costs them little more than the call around it. */
const smallestBytes = 64 * 2 ** 20;

/** Whether drafts may help: one greedy sample of a model that is large enough and whose state can be cut back. */
export function mayDraft(
  { samples, request, model }: LaneJob,
  sequence: LlamaContextSequence,
): boolean {
  const plain = samples === 1 && request.temperature <= 0 && !request.topLogProbs;
  return plain && model.size >= smallestBytes && !sequence.needsCheckpoints;
}

/**
 * One greedy sample by speculation, from the prompt or from a draft model: each step evaluates the next token and a draft in one batch, and
 * keeps the tokens that the model would have chosen itself. The text is the one without it, up to rounding in batches.
 */
export async function advanceDrafted(
  job: LaneJob,
  sequence: LlamaContextSequence,
  speculation: Speculation,
  signal: AbortSignal,
  sink: GenerateSink,
): Promise<void> {
  const drafter = job.drafts?.take(job.tokens);
  try {
    await advance(job, sequence, { speculation, ...(drafter && { drafter }) }, signal, sink);
  } finally {
    drafter?.release();
  }
}

/** Who guesses, and the account of each. */
interface Guessers {
  /** Of guesses from the text. */
  readonly speculation: Speculation;
  readonly drafter?: Drafter;
}

async function advance(
  job: LaneJob,
  sequence: LlamaContextSequence,
  { speculation, drafter }: Guessers,
  signal: AbortSignal,
  sink: GenerateSink,
): Promise<void> {
  speculation.begin();
  const lane = startLane(job, sequence, 0, 0);
  const lookup = createPromptLookup(predicted(job), job.tokens);
  let finishes: ((sink: GenerateSink) => void)[] = [];
  while (!lane.over) {
    signal.throwIfAborted();
    const left = job.maxTokens - lane.produced.length - 1;
    const found = lookup.draft(Math.min(speculation.length(), left)) as Token[];
    const asked = found.length > 0 ? 0 : Math.min(drafter?.speculation.length() ?? 0, left);
    if (asked > 0) {
      // Nobody waits for a guess to read what is sure.
      for (const finish of finishes.splice(0)) finish(sink);
      if (lane.over) break;
    }
    const guessed = asked > 0 ? await drafter?.draft(asked) : undefined;
    const draft = guessed?.tokens ?? found;
    const began = performance.now();
    const step = stepOn(sequence, lane.next, draft);
    step.catch(() => undefined);
    try {
      await untilDispatched();
      for (const finish of finishes) finish(sink);
    } finally {
      await step.catch(() => undefined);
    }
    const chosen = await step;
    const ms = performance.now() - began + (guessed?.ms ?? 0);
    const right = chosen.length - 1;
    if (guessed && draft.length > 0) drafter?.speculation.took(draft.length, right, ms);
    else {
      if (guessed) drafter?.speculation.lost(guessed.ms);
      const stepMs = ms - (guessed?.ms ?? 0);
      speculation.took(draft.length, right, stepMs);
      if (draft.length === 0) drafter?.speculation.took(0, 0, stepMs);
    }
    finishes = [];
    for (const each of chosen) {
      // Found in the text of a step before: nothing more is wanted.
      if (lane.over) break;
      finishes.push(accept(job, lane, each));
      lookup.push(each.token);
      drafter?.push(each.token);
    }
  }
  for (const finish of finishes) finish(sink);
}

function predicted({ model, request }: LaneJob): readonly Token[] {
  const { prediction }: GenerateRequest = request;
  return prediction === undefined ? [] : model.tokenize(prediction);
}

/** The tokens that follow `next`: one, and one more for each drafted token that was right. */
async function stepOn(
  sequence: LlamaContextSequence,
  next: Token,
  draft: readonly Token[],
): Promise<readonly Chosen[]> {
  const start = sequence.nextTokenIndex;
  const outputs = await sequence.controlledEvaluate(
    [next, ...draft].map((token) => askBest(token)),
  );
  const chosen: Chosen[] = [];
  for (let at = 0; at <= draft.length; at++) {
    const best = readBest(outputs[at]);
    if (!best || !Number.isFinite(best.logProb))
      throw new Error('the model gave no finite probabilities');
    chosen.push(best);
    if (best.token !== draft[at]) break;
  }
  const kept = start + chosen.length;
  if (kept < sequence.nextTokenIndex)
    await sequence.eraseContextTokenRanges([{ start: kept, end: sequence.nextTokenIndex }]);
  return chosen;
}
