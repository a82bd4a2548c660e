import { Ajv, type ValidateFunction } from 'ajv';
import { failed, ok, type Result } from '../../../../protocol/result.ts';
import { decodeBase64, encodeBase64 } from '../../base64.ts';
import { scoreSteps } from './fitRouter.ts';
import { kernelCosines } from './randomFeatures.ts';
import { shapeNames, wordBuckets } from './questionVector.ts';
import type { RouterModel, StoredQuestion } from './routerModel.ts';

const format = 'eidolon-router';
/** Goes up whenever questions are read in another way, for then old weights mean nothing. */
const version = 1;
const noScore = 255;

/** A router as it is written; long lists are base64 of little-endian numbers. */
interface RouterFile {
  readonly format: typeof format;
  readonly version: typeof version;
  readonly members: readonly {
    readonly id: string;
    readonly mean: number;
    readonly cost?: number;
  }[];
  readonly penalty: number;
  readonly radius: number | null;
  /** Questions in which each bucket occurs, 16 bits each. */
  readonly documents: string;
  readonly shape: { readonly mean: readonly number[]; readonly deviation: readonly number[] };
  readonly weights: readonly {
    readonly scale: number;
    readonly words: string;
    readonly form: readonly number[];
  }[];
  readonly questions: {
    readonly count: number;
    /** Number of buckets of each question, then all buckets; 16 bits each. */
    readonly lengths: string;
    readonly buckets: string;
    /** Form and density of each question, 32 bits each number. */
    readonly shapes: string;
    readonly densities: string;
    /** One byte for each question and member; 255 where there is no score. */
    readonly scores: string;
  };
}

/** Writes a fitted router as JSON. It holds hashes of words and no text of the questions. */
export function printRouterFile(model: RouterModel): string {
  const { members, vocabulary, shapeScale, penalty, weights, questions, radius } = model;
  const file: RouterFile = {
    format,
    version,
    members,
    penalty,
    radius,
    documents: encode16(vocabulary.documents),
    shape: shapeScale,
    weights: weights.map(({ scale, words, form }) => ({
      scale,
      words: encodeBase64(new Uint8Array(words.buffer, words.byteOffset, words.length)),
      form,
    })),
    questions: {
      count: questions.length,
      lengths: encode16(questions.map(({ buckets }) => buckets.length)),
      buckets: encode16(questions.flatMap(({ buckets }) => [...buckets])),
      shapes: encode32(questions.flatMap(({ shape }) => shape)),
      densities: encode32(questions.map(({ density }) => density)),
      scores: encodeBase64(
        Uint8Array.from(
          questions.flatMap(({ scores }) =>
            Array.from(scores, (score) =>
              Number.isNaN(score) ? noScore : Math.round(score * scoreSteps),
            ),
          ),
        ),
      ),
    },
  };
  return `${JSON.stringify(file)}\n`;
}

/** Reads a router file; one that is of another kind, version or shape is refused with one sentence. */
export function parseRouterFile(text: string): Result<RouterModel> {
  let value: unknown;
  try {
    value = JSON.parse(text.replace(/^\uFEFF/u, ''));
  } catch (error) {
    return refused(
      `it is not valid JSON (${error instanceof Error ? error.message : String(error)})`,
    );
  }
  const said = typeof value === 'object' && value !== null ? (value as Partial<RouterFile>) : {};
  if (said.format !== format) return refused('it was not written by “eidolon fit-router”');
  if (said.version !== version)
    return refused(
      `it is of version ${String(said.version)} and this release reads version ${version}; fit it anew`,
    );
  validate ??= new Ajv({ strict: true }).compile<RouterFile>(schema);
  if (!validate(value)) {
    const [error] = validate.errors ?? [];
    return refused(`at “${error?.instancePath || '/'}” it ${error?.message ?? 'differs'}`);
  }
  return unpack(value);
}

function unpack(file: RouterFile): Result<RouterModel> {
  const { members, penalty, radius, shape, questions } = file;
  const documents = decode16(file.documents);
  const weights = file.weights.map(({ scale, words, form }) => ({
    scale,
    words: new Int8Array(decodeBase64(words).buffer),
    form,
  }));
  const lengths = decode16(questions.lengths);
  const buckets = decode16(questions.buckets);
  const shapes = decode32(questions.shapes);
  const densities = decode32(questions.densities);
  const scores = decodeBase64(questions.scores);
  const total = lengths.reduce((sum, length) => sum + length, 0);
  const fits =
    documents.length === wordBuckets &&
    weights.length === members.length &&
    weights.every(({ words }) => words.length === wordBuckets) &&
    lengths.length === questions.count &&
    buckets.length === total &&
    buckets.every((bucket) => bucket < wordBuckets) &&
    shapes.length === questions.count * shapeNames.length &&
    shapes.every(Number.isFinite) &&
    densities.length === questions.count &&
    densities.every(Number.isFinite) &&
    scores.length === questions.count * members.length;
  if (!fits) return refused('its lists do not fit each other; it was cut short or changed');
  let from = 0;
  const stored = Array.from(lengths, (length, row): StoredQuestion => {
    const own = buckets.slice(from, from + length);
    from += length;
    return {
      buckets: own,
      shape: Array.from(shapes.subarray(row * shapeNames.length, (row + 1) * shapeNames.length)),
      scores: Float64Array.from(
        scores.subarray(row * members.length, (row + 1) * members.length),
        (byte) => (byte === noScore ? NaN : byte / scoreSteps),
      ),
      density: densities[row] ?? 0,
    };
  });
  const vocabulary = { questions: questions.count, documents };
  return ok({
    members,
    vocabulary,
    shapeScale: shape,
    penalty,
    weights,
    questions: stored,
    radius,
  });
}

const number = { type: 'number' } as const;
const share = { type: 'number', minimum: 0, maximum: 1 } as const;
const bytes = { type: 'string', pattern: '^[A-Za-z0-9+/]*={0,2}$' } as const;
const numbers = (length: number): object => ({
  type: 'array',
  items: number,
  minItems: length,
  maxItems: length,
});
const object = (properties: Readonly<Record<string, object>>, optional: object = {}): object => ({
  type: 'object',
  properties: { ...properties, ...optional },
  required: Object.keys(properties),
});

const schema = object({
  format: { const: format },
  version: { const: version },
  members: {
    type: 'array',
    minItems: 1,
    items: object(
      { id: { type: 'string', minLength: 1 }, mean: share },
      { cost: { type: 'number', minimum: 0 } },
    ),
  },
  penalty: { type: 'number', exclusiveMinimum: 0 },
  radius: { type: ['number', 'null'] },
  documents: bytes,
  shape: object({ mean: numbers(shapeNames.length), deviation: numbers(shapeNames.length) }),
  weights: {
    type: 'array',
    items: object({ scale: number, words: bytes, form: numbers(kernelCosines) }),
  },
  questions: object({
    count: { type: 'integer', minimum: 1 },
    lengths: bytes,
    buckets: bytes,
    shapes: bytes,
    densities: bytes,
    scores: bytes,
  }),
});

let validate: ValidateFunction<RouterFile> | undefined;

function encode16(values: ArrayLike<number>): string {
  const view = new DataView(new ArrayBuffer(values.length * 2));
  for (let at = 0; at < values.length; at += 1) view.setUint16(at * 2, values[at] ?? 0, true);
  return encodeBase64(new Uint8Array(view.buffer));
}

function decode16(text: string): Uint16Array {
  const view = new DataView(decodeBase64(text).buffer);
  return Uint16Array.from({ length: Math.floor(view.byteLength / 2) }, (_, at) =>
    view.getUint16(at * 2, true),
  );
}

function encode32(values: readonly number[]): string {
  const view = new DataView(new ArrayBuffer(values.length * 4));
  values.forEach((value, at) => view.setFloat32(at * 4, value, true));
  return encodeBase64(new Uint8Array(view.buffer));
}

function decode32(text: string): Float32Array {
  const view = new DataView(decodeBase64(text).buffer);
  return Float32Array.from({ length: Math.floor(view.byteLength / 4) }, (_, at) =>
    view.getFloat32(at * 4, true),
  );
}

function refused<T>(why: string): Result<T> {
  return failed('badInput', `This router file cannot be used: ${why}.`);
}
