import { failed, ok, type Failure, type Result } from '../../../protocol/result.ts';
import type { Question } from '../../core/ensemble/question.ts';
import type { GenerateChunk, GenerateRequest, Member, Message } from '../../core/member.ts';
import type { RecordedCall, RecordedMemberInfo, RecordedRow, RecordedSample } from './format.ts';
import { requestKey, type ExactRequest } from './requestKey.ts';

/**
 * A member that says what was recorded for one row: the question itself is answered by the row's samples in their order,
 * every other request by the reply to exactly that request. Undefined when nothing was recorded of it in this row. A
 * request that was not recorded fails; nothing is ever made up.
 */
export function recordedMember(row: RecordedRow, info: RecordedMemberInfo): Member | undefined {
  const samples = row.samples.get(info.id) ?? [];
  const calls = [...row.calls.values()].filter((call) => call.member === info.id);
  const averaged = [...row.calls.values()].some(
    ({ member, averageWith = [] }) =>
      averageWith.includes(info.id) || (member === info.id && averageWith.length > 0),
  );
  if (samples.length === 0 && calls.length === 0 && !averaged) return undefined;
  const find = (exact: ExactRequest): RecordedCall | undefined =>
    calls.length === 0 ? undefined : row.calls.get(requestKey(info.id, exact));
  return {
    id: info.id,
    family: info.family ?? info.id,
    capabilities: {
      logProbs: samples.some(({ tokens }) => tokens !== undefined),
      score: calls.some(({ scores }) => scores !== undefined),
      decide: calls.some(({ probabilities }) => probabilities !== undefined),
      grammar: false,
      embed: false,
      infill: false,
      average: averaged,
    },
    generate: (request, signal) => generate(row, info.id, samples, find, request, signal),
    async score(request, signal) {
      signal.throwIfAborted();
      return recorded(find({ method: 'score', request }), 'scores', row, info.id);
    },
    async decide(request, signal) {
      signal.throwIfAborted();
      return recorded(find({ method: 'decide', request }), 'probabilities', row, info.id);
    },
  };
}

async function* generate(
  row: RecordedRow,
  member: string,
  samples: readonly RecordedSample[],
  find: (exact: ExactRequest) => RecordedCall | undefined,
  request: GenerateRequest,
  signal: AbortSignal,
): AsyncGenerator<GenerateChunk> {
  signal.throwIfAborted();
  const first = request.firstSample ?? 0;
  // What several members said as one is another text than what this one said alone.
  const alone = (request.averageWith ?? []).length === 0;
  const plain = alone && asksTheQuestion(request.messages, row.question);
  for (let index = first; index < first + (request.samples ?? 1); index++) {
    const call = find({ method: 'generate', request, sample: index });
    if (call?.failure) return yield { kind: 'failed', failure: call.failure };
    const sample = call?.sample ?? (plain ? samples[index] : undefined);
    if (sample) yield* chunksOf(sample, index);
    else if (!plain || index === first) {
      const why = plain
        ? `it has ${samples.length} recorded samples, and sample ${index + 1} was asked for`
        : 'this request to it was not recorded';
      return yield { kind: 'failed', failure: notRecorded(row, member, why) };
    } else return;
  }
}

/** Tokens where they were recorded, with their log-probabilities; the texts together are the recorded text exactly. */
function* chunksOf(
  { text, tokens, ...rest }: RecordedSample & { readonly stop?: 'end' | 'maxTokens' | 'stopText' },
  sample: number,
): Generator<GenerateChunk> {
  if (tokens === undefined || tokens.length === 0) {
    yield { kind: 'token', sample, text, logProb: Number.NaN };
  } else {
    const exact = tokens.map((token) => token.text).join('') === text;
    for (const [at, token] of tokens.entries()) {
      // Token texts of some servers do not add up to the answer; then the first carries all of it.
      const piece = exact ? token.text : at === 0 ? text : '';
      yield { kind: 'token', sample, ...token, text: piece };
    }
  }
  yield { kind: 'end', sample, stop: rest.stop ?? 'end' };
}

function asksTheQuestion(
  messages: readonly Message[],
  { prompt, history = [] }: Question,
): boolean {
  const expected: readonly Message[] = [...history, { role: 'user', content: prompt }];
  return (
    messages.length === expected.length &&
    messages.every(
      ({ role, content }, at) => role === expected[at]?.role && content === expected[at]?.content,
    )
  );
}

function recorded<K extends 'scores' | 'probabilities'>(
  call: RecordedCall | undefined,
  part: K,
  row: RecordedRow,
  member: string,
): Result<NonNullable<RecordedCall[K]>> {
  if (call?.failure) return { ok: false, failure: call.failure };
  const value = call?.[part];
  if (value !== undefined) return ok(value);
  const { kind, message } = notRecorded(row, member, 'this request to it was not recorded');
  return failed(kind, message);
}

function notRecorded({ id }: RecordedRow, member: string, why: string): Failure {
  return { kind: 'notRecorded', message: `“${member}” cannot answer row “${id}”: ${why}.` };
}
