import * as l10n from '@vscode/l10n';
import type { HttpMemberKind } from '../../../protocol/httpMembers.ts';
import { ok, type Failure, type Result } from '../../../protocol/result.ts';
import { isRecord } from '../../../protocol/record.ts';
import { readWhole } from './answer.ts';
import type { Host } from './host.ts';
import { logProbFields, pathOf, plainDialect, toldTokens, type Dialect } from './wire.ts';

/** A prompt of a few tokens: what is said to it does not matter. */
const probeText = '1 2 3';

interface Variant {
  readonly dialect: Dialect;
  readonly extra: object;
}

/** From the most that a server may understand to the least. */
function variantsOf(kind: HttpMemberKind): readonly Variant[] {
  const told = { ...plainDialect, logProbs: true };
  const plain = { dialect: plainDialect, extra: {} };
  const newer = {
    dialect: { ...plainDialect, maxTokensField: 'max_completion_tokens' },
    extra: {},
  };
  const top = logProbFields(kind, 5);
  if (kind === 'chat') return [{ dialect: told, extra: top }, plain, newer as Variant];
  return [
    { dialect: { ...told, echo: true }, extra: { ...top, echo: true } },
    { dialect: told, extra: top },
    plain,
  ];
}

/**
 * Finds out by requests of one token what a server understands: it is asked for the most first, and for less while it
 * refuses the request as such. Fails when it cannot be asked at all.
 */
export async function probe(
  host: Host,
  basePath: string,
  { kind, model }: { readonly kind: HttpMemberKind; readonly model: string },
  signal: AbortSignal,
): Promise<Result<Dialect>> {
  let last: Failure | undefined;
  for (const { dialect, extra } of variantsOf(kind)) {
    const prompt =
      kind === 'chat'
        ? { messages: [{ role: 'user', content: probeText }] }
        : { prompt: probeText };
    const body = {
      ...{ model, ...prompt, temperature: 0, stream: false },
      ...{ [dialect.maxTokensField]: 1, ...extra },
    };
    const sent = await host.send(model, { path: basePath + pathOf(kind), body }, signal);
    if (!sent.ok) {
      // Another kind of failure is none of the request's form.
      if (sent.failure.kind !== 'unsupported') return sent;
      last = sent.failure;
      continue;
    }
    const read = await readWhole(host, sent.value, signal);
    if (!read.ok) return read;
    return ok(heard(dialect, read.value.value));
  }
  const failure = last ?? {
    kind: 'unsupported',
    message: l10n.t('{0} cannot be asked.', host.name),
  };
  return { ok: false, failure };
}

/** Fields that a server ignores without a word are not understood. */
function heard(asked: Dialect, value: unknown): Dialect {
  const [choice] = isRecord(value) ? (value['choices'] as unknown[]) : [];
  const { logprobs, text } = Object(choice) as { logprobs?: unknown; text?: unknown };
  const tokens = toldTokens(logprobs);
  const known = tokens.some(({ logProb }) => Number.isFinite(logProb));
  const echoes = typeof text === 'string' && text.startsWith(probeText);
  const joined = tokens.map((token) => token.text).join('');
  return {
    ...asked,
    logProbs: asked.logProbs && known,
    echo: asked.echo && known && echoes && joined.startsWith(probeText),
  };
}
