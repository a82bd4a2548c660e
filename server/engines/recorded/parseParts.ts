import { failureKinds, type Failure } from '../../../protocol/result.ts';
import { asRecord, Malformed } from '../../core/jsonLines.ts';
import type { Score, TokenLogProb } from '../../core/member.ts';
import type { RecordedCall, RecordedSample } from './format.ts';

type Fields = Readonly<Record<string, unknown>>;

function asList(value: unknown, what: string): readonly unknown[] {
  if (!Array.isArray(value)) throw new Malformed(`${what} must be a list`);
  return value;
}

function asNumber(value: unknown, what: string): number {
  if (typeof value !== 'number') throw new Malformed(`${what} must be a number`);
  return value;
}

function asText(value: unknown, what: string): string {
  if (typeof value !== 'string') throw new Malformed(`${what} must be a string`);
  return value;
}

interface Kinds {
  readonly string: string;
  readonly number: number;
}

/** A field that may be absent (or null), but may not be of another type. */
export function optional<K extends string, T extends keyof Kinds>(
  fields: Fields,
  name: K,
  type: T,
  place?: string,
): { readonly [P in K]?: Kinds[T] } {
  const value = fields[name];
  if (value === undefined || value === null) return {};
  if (typeof value !== type)
    throw new Malformed(`"${name}"${place === undefined ? '' : ` of ${place}`} must be a ${type}`);
  return { [name]: value } as { readonly [P in K]?: Kinds[T] };
}

/** A member's samples, and apart from them which are right. */
export function parseSamples(
  value: unknown,
  member: string,
): {
  readonly samples: readonly RecordedSample[];
  readonly correct: readonly (boolean | undefined)[];
} {
  const list = asList(value, `the samples of “${member}”`);
  const samples = list.map((each, index) => parseSample(each, `sample ${index} of “${member}”`));
  const correct = list.map((each, index) => {
    const { correct: right } = each as { correct?: unknown };
    if (right === undefined || right === null || typeof right === 'boolean')
      return right ?? undefined;
    throw new Malformed(`"correct" of sample ${index} of “${member}” must be true or false`);
  });
  return { samples, correct };
}

function parseSample(value: unknown, place: string): RecordedSample {
  const fields = asRecord(value, place);
  const text = asText(fields['text'], `"text" of ${place}`);
  return {
    text,
    ...(fields['tokens'] != null && { tokens: parseTokens(fields['tokens'], place) }),
    ...optional(fields, 'ms', 'number', place),
    ...optional(fields, 'cost', 'number', place),
  };
}

/** Tokens as `{t, lp, top?: [[t, lp]…]}`. */
function parseTokens(value: unknown, place: string): readonly TokenLogProb[] {
  return asList(value, `"tokens" of ${place}`).map((each) => {
    const { t, lp, top } = asRecord(each, `a token of ${place}`);
    const text = asText(t, `"t" of a token of ${place}`);
    const logProb = asNumber(lp, `"lp" of a token of ${place}`);
    if (top === undefined || top === null) return { text, logProb };
    const pairs = asList(top, `"top" of a token of ${place}`).map((pair) => {
      const [other, otherLogProb] = asList(pair, `an entry of "top" of ${place}`);
      const what = `an entry of "top" of ${place}`;
      return [
        asText(other, `the token of ${what}`),
        asNumber(otherLogProb, `the number of ${what}`),
      ] as const;
    });
    return { text, logProb, top: pairs };
  });
}

/** Replies by the key of their exact request. */
export function parseCalls(value: unknown): ReadonlyMap<string, RecordedCall> {
  return new Map(
    Object.entries(asRecord(value, '"calls"')).map(([key, call]) => {
      const place = `call ${key.slice(0, 12)}`;
      return [key, parseCall(asRecord(call, place), place)];
    }),
  );
}

function parseCall(fields: Fields, place: string): RecordedCall {
  const member = asText(fields['member'], `"member" of ${place}`);
  const { sample, scores, probabilities, failure, averageWith } = fields;
  return {
    member,
    ...(averageWith != null && {
      averageWith: asList(averageWith, `"averageWith" of ${place}`).map((each) =>
        asText(each, `a member averaged in ${place}`),
      ),
    }),
    ...(sample != null && {
      sample: { ...parseSample(sample, place), ...parseStop(sample, place) },
    }),
    ...(scores != null && {
      scores: asList(scores, `"scores" of ${place}`).map((each) => parseScore(each, place)),
    }),
    ...(probabilities != null && {
      probabilities: asList(probabilities, `"probabilities" of ${place}`).map((each) =>
        asNumber(each, `a probability of ${place}`),
      ),
    }),
    ...(failure != null && { failure: parseFailure(failure, place) }),
  };
}

function parseFailure(value: unknown, place: string): Failure {
  const { kind, message } = asRecord(value, `"failure" of ${place}`);
  const known = failureKinds.find((each) => each === kind);
  if (known === undefined) throw new Malformed(`"kind" of the failure of ${place} is not known`);
  return { kind: known, message: asText(message, `"message" of the failure of ${place}`) };
}

function parseStop(
  value: unknown,
  place: string,
): Pick<NonNullable<RecordedCall['sample']>, 'stop'> {
  const { stop } = value as { stop?: unknown };
  if (stop === undefined || stop === null) return {};
  if (stop === 'end' || stop === 'maxTokens' || stop === 'stopText') return { stop };
  throw new Malformed(`"stop" of ${place} must be end, maxTokens or stopText`);
}

function parseScore(value: unknown, place: string): Score {
  const { tokens, lp } = asRecord(value, `a score of ${place}`);
  return {
    tokens: parseTokens(tokens, place),
    logProb: asNumber(lp, `"lp" of a score of ${place}`),
  };
}
