import { setMaxListeners } from 'node:events';
import * as l10n from '@vscode/l10n';
import {
  httpMemberId,
  parseMemberUrl,
  type HttpMemberConfig,
} from '../../../protocol/httpMembers.ts';
import { failed, ok, type Failure, type Result } from '../../../protocol/result.ts';
import type {
  Capabilities,
  DecideRequest,
  GenerateChunk,
  GenerateRequest,
  Member,
  Score,
  ScoreRequest,
} from '../../core/member.ts';
import { shareWork, type SharedWork } from '../../pool/sharedWork.ts';
import { optionProbabilities } from '../llama/optionProbabilities.ts';
import { findUnusualCharacters } from '../unusualCharacters.ts';
import { readAnswer, readWhole } from './answer.ts';
import { askForOption, decideByFirstToken } from './decide.ts';
import type { Host } from './host.ts';
import { probe } from './probe.ts';
import {
  pathOf,
  plainDialect,
  plainPrompt,
  requestBody,
  toldTokens,
  type Dialect,
} from './wire.ts';

/** A model behind an OpenAI-compatible server. What the server understands is found out at the first use. */
export interface HttpMember extends Member {
  readonly config: HttpMemberConfig;
  readonly host: Host;
  /** Asks once what the server understands. */
  probe(signal: AbortSignal): Promise<Result<Dialect>>;
  /** What was found out; undefined before. */
  readonly dialect: Dialect | undefined;
  forget(): void;
}

/** A member over the given host; `onProbed` hears once what the server understands. */
export function createHttpMember(
  config: HttpMemberConfig,
  host: Host,
  onProbed: (member: HttpMember) => void,
): HttpMember {
  const { kind, model } = config;
  const basePath = parseMemberUrl(config.url)?.url.replace(/^https?:\/\/[^/]+/, '') ?? '';
  const path = basePath + pathOf(kind);
  let probing: SharedWork<Result<Dialect>> | undefined;
  let dialect: Dialect | undefined;

  /** One probe for all who wait for it. */
  async function understood(signal: AbortSignal): Promise<Result<Dialect>> {
    signal.throwIfAborted();
    if (dialect) return ok(dialect);
    if (!probing || probing.stopped)
      probing = shareWork((shared) => probe(host, basePath, { kind, model }, shared));
    const joined = probing;
    const found = await joined.join(signal);
    if (probing === joined) {
      probing = undefined;
      if (found.ok) {
        dialect = found.value;
        onProbed(member);
      }
    }
    return found;
  }

  async function* sample(
    request: GenerateRequest,
    index: number,
    signal: AbortSignal,
  ): AsyncGenerator<GenerateChunk> {
    const found = await understood(signal);
    if (!found.ok) return yield failedChunk(found.failure);
    const asked = { kind, model, dialect: found.value };
    const seed = request.seed === undefined ? {} : { seed: request.seed + index };
    const body = requestBody(asked, request, { ...seed, stream: true });
    const sent = await host.send(model, { path, body }, signal);
    if (!sent.ok) return yield failedChunk(sent.failure);
    const { maxTokens, stop = [] } = request;
    for await (const part of readAnswer(host, model, sent.value, { maxTokens, stop }, signal)) {
      if (part.kind === 'token') yield { kind: 'token', sample: index, ...part.token };
      else if (part.kind === 'failed') yield failedChunk(part.failure);
      else {
        const unusual = findUnusualCharacters(part.text);
        const found = unusual.length > 0 ? { unusual } : {};
        yield { kind: 'end', sample: index, stop: part.stop, ...found };
      }
    }
  }

  async function ask(body: object, signal: AbortSignal): ReturnType<typeof readWhole> {
    const sent = await host.send(model, { path, body }, signal);
    return sent.ok ? readWhole(host, sent.value, signal) : sent;
  }

  async function decide(
    { messages, options }: DecideRequest,
    signal: AbortSignal,
  ): Promise<Result<readonly number[]>> {
    const found = await understood(signal);
    if (!found.ok) return found;
    if (found.value.echo) {
      const scores = await score({ messages, texts: options }, signal);
      return scores.ok ? ok(optionProbabilities(scores.value)) : scores;
    }
    if (!found.value.logProbs)
      return failed(
        'unsupported',
        l10n.t('{0} cannot decide: its server does not tell enough.', member.id),
      );
    const request: GenerateRequest = {
      messages: askForOption(messages, options),
      maxTokens: 1,
      temperature: 0,
      topLogProbs: 20,
    };
    const body = requestBody({ kind, model, dialect: found.value }, request, { stream: false });
    const read = await ask(body, signal);
    if (!read.ok) return read;
    const [first] = read.value.piece.tokens;
    const probabilities = decideByFirstToken(first?.top ?? [], options);
    if (probabilities) return ok(probabilities);
    return failed(
      'unsupported',
      l10n.t('{0} answered with none of: {1}.', member.id, options.join(', ')),
    );
  }

  async function score(
    { messages, texts }: ScoreRequest,
    signal: AbortSignal,
  ): Promise<Result<readonly Score[]>> {
    const found = await understood(signal);
    if (!found.ok) return found;
    if (!found.value.echo)
      return failed(
        'unsupported',
        l10n.t('{0} cannot score fixed text: its server does not tell enough.', member.id),
      );
    const prompt = plainPrompt(messages);
    const scores = await Promise.all(texts.map((text) => scoreOne(prompt, text, signal)));
    const bad = scores.find((each) => !each.ok);
    return bad && !bad.ok ? bad : ok(scores.flatMap((each) => (each.ok ? [each.value] : [])));
  }

  /** Log-probabilities of a text after its prompt, from the echo of both; the end of the text is not scored. */
  async function scoreOne(
    prompt: string,
    text: string,
    signal: AbortSignal,
  ): Promise<Result<Score>> {
    const whole = prompt + text;
    const body = { model, prompt: whole, max_tokens: 1, temperature: 0, echo: true, logprobs: 1 };
    const read = await ask(body, signal);
    if (!read.ok) return read;
    const [choice] = (read.value.value as { choices: { logprobs?: unknown }[] }).choices;
    let at = 0;
    const tokens = toldTokens(choice?.logprobs).filter((token) => {
      const start = at;
      at += token.text.length;
      // A token that bridges prompt and text counts with the text.
      return at > prompt.length && start < whole.length;
    });
    if (tokens.length === 0 || tokens.some(({ logProb }) => Number.isNaN(logProb)))
      return failed(
        'hostUnavailable',
        l10n.t('{0} did not score the text it was given.', host.name),
      );
    return ok({ tokens, logProb: tokens.reduce((sum, { logProb }) => sum + logProb, 0) });
  }

  const member: HttpMember = {
    id: httpMemberId(config),
    family: config.family ?? familyOf(model),
    config,
    host,
    get capabilities() {
      return capabilitiesOf(dialect ?? plainDialect);
    },
    get dialect() {
      return dialect;
    },
    probe: (signal) => withManyListeners(signal, understood),
    async prepare(signal) {
      const found = await withManyListeners(signal, understood);
      return capabilitiesOf(found.ok ? found.value : plainDialect);
    },
    forget: () => (dialect = undefined),
    generate: (request, signal) =>
      generate(request, member.id, (index) => sample(request, index, signal), signal),
    score: (request, signal) => withManyListeners(signal, () => score(request, signal)),
    decide: (request, signal) => withManyListeners(signal, () => decide(request, signal)),
  };
  return member;
}

/** All samples; several are drawn at once and come one after the other, those that failed left out. */
async function* generate(
  request: GenerateRequest,
  id: string,
  sample: (index: number) => AsyncGenerator<GenerateChunk>,
  signal: AbortSignal,
): AsyncGenerator<GenerateChunk> {
  signal.throwIfAborted();
  setMaxListeners(0, signal);
  const { samples = 1, firstSample = 0, averageWith = [] } = request;
  if (averageWith.length > 0)
    return yield failedChunk({
      kind: 'unsupported',
      message: l10n.t('{0} cannot be averaged token by token; use another rule of fusion.', id),
    });
  if (samples === 1) return yield* sample(firstSample);
  const indices = Array.from({ length: samples }, (_, at) => firstSample + at);
  const drawn = await Promise.all(indices.map((index) => collect(sample(index))));
  const whole = drawn.filter((chunks) => chunks.at(-1)?.kind === 'end');
  if (whole.length > 0) return yield* whole.flat();
  const reason = drawn.flat().find((chunk) => chunk.kind === 'failed');
  if (reason) yield reason;
}

async function collect(chunks: AsyncIterable<GenerateChunk>): Promise<readonly GenerateChunk[]> {
  const all: GenerateChunk[] = [];
  for await (const chunk of chunks) all.push(chunk);
  return all;
}

/** One answer may ask many questions under one signal; that is no leak, as Node would warn. */
function withManyListeners<T>(signal: AbortSignal, work: (signal: AbortSignal) => T): T {
  setMaxListeners(0, signal);
  return work(signal);
}

function capabilitiesOf({ logProbs, echo }: Dialect): Capabilities {
  return {
    ...{ logProbs, score: echo, decide: logProbs },
    ...{ grammar: false, embed: false, infill: false },
  };
}

/** The first letters of a model's own name: `Qwen/Qwen2.5-7B-Instruct` is of the family `qwen`. */
export function familyOf(model: string): string {
  const [own = model] = model.split('/').slice(-1);
  return /^[a-z]+/i.exec(own)?.[0].toLowerCase() ?? model;
}

function failedChunk(failure: Failure): GenerateChunk {
  return { kind: 'failed', failure };
}
