import type { LlamaModel, Token } from 'node-llama-cpp';
import { failed, ok, type Result } from '../../../protocol/result.ts';
import type { InfillRequest } from '../../core/member.ts';
import type { GenerateSink } from '../engine.ts';
import { fitTokens, forget, type GenerationParts } from './generation.ts';
import { advanceLanes } from './lanes.ts';

/** Share of the window that the text below the cursor may take where both do not fit. */
const suffixShare = 0.25;
/** The text above is cut by whole steps, so that its beginning, and what the model remembers of it, outlasts many keys. */
const cutStep = 64;

/**
 * Greedily writes the text between two others. The same steps as a generation's, so that it can be cancelled within one
 * chunk of its prompt, which the library's own `generateInfillCompletion` cannot; a test compares the answers of both.
 */
export async function infill(
  parts: GenerationParts,
  request: InfillRequest,
  signal: AbortSignal,
  progress: () => void,
): Promise<Result<string>> {
  const { model, pool, prompter } = parts;
  const tokens = infillTokens(model, request, pool.contextSize);
  if (!tokens)
    return failed('unsupported', 'This model has no tokens for the text around a cursor.');
  const room = fitTokens(tokens.length, request.maxTokens, pool.contextSize);
  if (!room.ok) return room;
  const [lease] = await pool.acquire(tokens, 1, signal);
  if (!lease) return failed('unsupported', 'The model has no free sequence.');
  const written = writtenLines(request.mostLines);
  const job = {
    model,
    // A token that frames texts, such as the beginning of another file, ends this one.
    prompter: {
      ...prompter,
      isEnd: (token: Token) => prompter.isEnd(token) || model.isSpecialToken(token),
    },
    request: { messages: [], maxTokens: request.maxTokens, temperature: 0 },
    ...{ tokens, stops: [], maxTokens: room.value, samples: 1 },
  };
  try {
    await pool.prefill(lease.sequence, tokens.slice(0, -1), signal, progress);
    const until = AbortSignal.any([signal, written.full]);
    await advanceLanes(job, [lease.sequence], until, written.sink);
    return ok(written.text());
  } catch (error) {
    signal.throwIfAborted();
    if (written.full.aborted) return ok(written.text());
    await forget([lease.sequence]);
    throw error;
  } finally {
    lease.release();
  }
}

/** Gathers text, and tells when as many lines are there as were wanted. */
function writtenLines(mostLines: number): {
  readonly full: AbortSignal;
  readonly sink: GenerateSink;
  text(): string;
} {
  const enough = new AbortController();
  let text = '';
  const lines = (): string[] => text.split('\n');
  return {
    full: enough.signal,
    text: () => lines().slice(0, mostLines).join('\n'),
    sink: {
      token(_, piece) {
        text += piece;
        if (lines().length > mostLines) enough.abort();
      },
      end: () => undefined,
      progress: () => undefined,
    },
  };
}

/** The layout that models are trained with: the text above, the text below, and then what was between (Bavarian et al. 2022). */
function infillTokens(
  model: LlamaModel,
  { prefix, suffix, maxTokens }: InfillRequest,
  contextSize: number,
): Token[] | undefined {
  const { infill: around, bos, shouldPrependBosToken } = model.tokens;
  if (around.prefix === null || around.suffix === null) return undefined;
  const begin = shouldPrependBosToken && bos !== null ? [bos] : [];
  const middle = around.middle === null ? [] : [around.middle];
  const frame = begin.length + middle.length + 2;
  // Half of the window at least is for the texts, however much may be written.
  const room = Math.max(contextSize / 2, contextSize - maxTokens) - frame - 2;
  const read = (text: string): Token[] => model.tokenize(text, false, 'trimLeadingSpace');
  const [above, below] = fitAround(read(prefix), read(suffix), Math.floor(room));
  // Without a middle token the text above comes last, so that the answer follows it.
  return middle.length === 0
    ? [...begin, around.suffix, ...below, around.prefix, ...above]
    : [...begin, around.prefix, ...above, around.suffix, ...below, ...middle];
}

/** The end of what is above and the beginning of what is below. */
export function fitAround<T>(
  above: readonly T[],
  below: readonly T[],
  room: number,
): readonly [above: readonly T[], below: readonly T[]] {
  if (above.length + below.length <= room) return [above, below];
  const kept = Math.max(Math.floor(room * suffixShare), room - above.length);
  const nearest = below.slice(0, kept);
  const over = Math.max(0, above.length + nearest.length - room);
  return [above.slice(Math.ceil(over / cutStep) * cutStep), nearest];
}
