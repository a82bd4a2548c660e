import * as l10n from '@vscode/l10n';
import { failed, ok, type Result } from '../../../protocol/result.ts';
import type { GenerateRequest, Member, TokenLogProb } from '../member.ts';
import type { Sample } from './answer.ts';
import type { Question } from './question.ts';
import type { AnswerContext, Draw } from './strategy.ts';

export const defaultMaxTokens = 1024;

/** Temperature of repeated samples: enough for them to differ (Wang and others 2022 use 0.7). */
export const samplingTemperature = 0.7;

/** The likeliest tokens that are told with every token: enough for entropy, margin and DeepConf's certainty. */
const toldTokens = 5;

/** The request that puts a question to a member as its user wrote it. */
export function questionRequest(
  question: Question,
  draw: Draw,
  context: Pick<AnswerContext, 'seed' | 'maxTokens'>,
): GenerateRequest {
  return {
    messages: [...(question.history ?? []), { role: 'user', content: question.prompt }],
    maxTokens: context.maxTokens ?? defaultMaxTokens,
    temperature: draw.temperature,
    seed: context.seed,
    topLogProbs: toldTokens,
    ...(draw.count === 1 ? {} : { samples: draw.count }),
    ...(draw.first === 0 ? {} : { firstSample: draw.first }),
  };
}

/**
 * Draws samples and waits for all of them, in the order of their indices. A member that has fewer gives those that it
 * has; one that has none fails.
 */
export async function drawSamples(
  member: Member,
  request: GenerateRequest,
  context: Pick<AnswerContext, 'trace'>,
  signal: AbortSignal,
): Promise<Result<readonly Sample[]>> {
  const elapsed = context.trace.timer();
  const tokens = new Map<number, TokenLogProb[]>();
  for await (const chunk of member.generate(request, signal)) {
    if (chunk.kind === 'failed') return { ok: false, failure: chunk.failure };
    if (!tokens.has(chunk.sample)) tokens.set(chunk.sample, []);
    if (chunk.kind !== 'token') continue;
    const { text, logProb, top } = chunk;
    tokens.get(chunk.sample)?.push({ text, logProb, ...(top && { top }) });
  }
  if (tokens.size === 0) return failed('modelInvalid', l10n.t('“{0}” gave no answer.', member.id));
  const ms = elapsed();
  const samples = [...tokens].sort(([one], [other]) => one - other);
  return ok(samples.map(([index, list]) => sampleOf(member.id, index, list, ms)));
}

function sampleOf(
  member: string,
  index: number,
  list: readonly TokenLogProb[],
  ms: number,
): Sample {
  const text = list.map((token) => token.text).join('');
  const known = list.every(({ logProb }) => Number.isFinite(logProb));
  return { member, index, text, ms, ...(known && { tokens: list }) };
}
