import type { LlamaContextSequence, LlamaModel, Token } from 'node-llama-cpp';
import { failed, ok, type Result } from '../../../protocol/result.ts';
import type { GenerateRequest } from '../../core/member.ts';
import type { GenerateSink } from '../engine.ts';
import { advanceDrafted, mayDraft } from './draftedLane.ts';
import type { KeptStates } from './keptStates.ts';
import type { DraftModel } from './draftModel.ts';
import { advanceLanes } from './lanes.ts';
import type { Prompter } from './prompt.ts';
import { cutBack, type SequencePool } from './sequences.ts';
import type { Speculation } from './speculation.ts';

/** What a generation needs of its model. */
export interface GenerationParts {
  readonly model: LlamaModel;
  readonly prompter: Prompter;
  readonly pool: SequencePool;
  readonly speculation: Speculation;
  readonly states?: KeptStates;
  readonly drafts?: DraftModel;
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
      `The text is too long for this model (${promptLength} tokens, and ${contextSize} fit); select less.`,
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
    const head = tokens.slice(0, -1);
    const [first, ...others] = leases.map(({ sequence }) => sequence);
    if (!first) return failed('unsupported', 'The model has no free sequence.');
    if (request.keepStateIn !== undefined) {
      await parts.states?.restore(first, head, request.keepStateIn);
      leases[0]?.readFor(request.keepStateIn);
    }
    await parts.pool.prefill(first, head, signal, () => sink.progress());
    for (const other of others) await share(parts.pool, first, other, head, signal, sink);
    const stops = [...stopTexts, ...(request.stop ?? [])];
    const job = { ...parts, request, tokens, stops, maxTokens: room.value, samples };
    if (mayDraft(job, first)) await advanceDrafted(job, first, parts.speculation, signal, sink);
    else await advanceLanes(job, [first, ...others], signal, sink);
    return ok(undefined);
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
