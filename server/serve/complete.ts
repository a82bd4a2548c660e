import { failed, type Failure, type Result } from '../../protocol/result.ts';
import { builtInEnsembles } from '../core/ensemble/builtIn.ts';
import type { StopReason, TokenLogProb } from '../core/member.ts';
import { liveEnsemble, type LiveEnsemble } from '../handlers/ensemble.ts';
import { canAnswer, type Services } from '../services.ts';
import type { CompletionRequest } from './parseRequest.ts';

/** What a completion gives, in order. */
export type CompletionPart =
  | { readonly kind: 'token'; readonly sample: number; readonly token: TokenLogProb }
  | {
      readonly kind: 'end';
      readonly sample: number;
      readonly stop: StopReason;
      /** How an ensemble came to its answer. */
      readonly about?: object;
    }
  | { readonly kind: 'failed'; readonly failure: Failure };

/** Members that can run, then the ensembles: the user's own and those that ship. */
export async function servedModels(services: Services): Promise<readonly string[]> {
  const members = (await services.pool.members()).filter(canAnswer).map(({ id }) => id);
  const names = [...Object.keys(services.ensembles), ...Object.keys(builtInEnsembles)];
  return [...new Set([...members, ...names])];
}

/** Answers with a member as it is, or with an ensemble, whose answer comes as a whole. Rejects when the signal aborts. */
export async function* complete(
  asked: CompletionRequest,
  services: Services,
  signal: AbortSignal,
): AsyncGenerator<CompletionPart> {
  const { model, request } = asked;
  const members = await services.pool.members();
  const info = members.find(({ id }) => id === model);
  if (!info) return yield* completeByEnsemble(asked, services, signal);
  if (!canAnswer(info)) {
    const message =
      info.reason ??
      (info.role
        ? `${model} writes nothing (it is a ${info.role}); GET /v1/models lists those that answer.`
        : `${model} cannot run at the moment.`);
    return yield { kind: 'failed', failure: { kind: 'poolUnavailable', message } };
  }
  for await (const chunk of services.pool.member(model, 'chat').generate(request, signal)) {
    if (chunk.kind === 'token') {
      const { sample, text, logProb, top } = chunk;
      yield { kind: 'token', sample, token: { text, logProb, ...(top && { top }) } };
    } else if (chunk.kind === 'end') yield { kind: 'end', sample: chunk.sample, stop: chunk.stop };
    else yield chunk;
  }
}

async function* completeByEnsemble(
  { model, request }: CompletionRequest,
  services: Services,
  signal: AbortSignal,
): AsyncGenerator<CompletionPart> {
  const live = await named(model, services);
  if (!live.ok) return yield { kind: 'failed', failure: live.failure };
  const [question, ...earlier] = [...request.messages].reverse();
  const prompt = question?.content ?? '';
  const { expert, scores } = services.route({ text: prompt });
  const history = earlier.reverse();
  const asked = {
    ...{ prompt, domain: expert, domainScores: scores, answerKind: 'text' as const },
    ...(history.length > 0 && { history }),
  };
  const { maxTokens, seed = 0, samples = 1 } = request;
  for (let sample = 0; sample < samples; sample++) {
    const options = { maxTokens, seed: seed + sample };
    const { outcome } = await live.value.answer(asked, options, signal);
    if (!outcome.ok) return yield { kind: 'failed', failure: outcome.failure };
    const { text, confidence, calls, member, abstained, notes } = outcome.value;
    const about = { confidence, calls, member, abstained, notes };
    yield { kind: 'token', sample, token: { text, logProb: NaN } };
    yield { kind: 'end', sample, stop: 'end', about };
  }
}

/** Only names: a specification from outside could ask for more than its user offers. */
async function named(model: string, services: Services): Promise<Result<LiveEnsemble>> {
  const known = await servedModels(services);
  if (known.includes(model)) return liveEnsemble(model, services);
  return failed('memberUnknown', `There is no model “${model}”; GET /v1/models lists them.`);
}
