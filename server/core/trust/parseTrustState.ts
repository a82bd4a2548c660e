import * as l10n from '@vscode/l10n';
import { Ajv, type ValidateFunction } from 'ajv';
import { failed, ok, type Result } from '../../../protocol/result.ts';
import type { TrustState } from './trustState.ts';

const amount = { type: 'number', minimum: 0 } as const;
const share = { type: 'number', minimum: 0, maximum: 1 } as const;
const record = (values: object): object => ({ type: 'object', additionalProperties: values });
const object = (properties: Readonly<Record<string, object>>): object => ({
  type: 'object',
  properties,
  required: Object.keys(properties),
});
const list = (items: object): object => ({ type: 'array', items });
const tally = object({ right: amount, wrong: amount });
const watch = object({ sum: amount, seen: amount });

const schema = object({
  version: { const: 1 },
  counts: record(object({ accept: amount, reject: amount, edit: amount, check: amount })),
  thompson: object({
    day: { type: 'number' },
    members: record(object({ total: tally, clusters: record(tally), watch })),
    offsets: record(object({ sum: { type: 'number' }, count: amount })),
  }),
  contextual: object({
    day: { type: 'number' },
    belief: object({
      names: { ...list({ type: 'string' }), uniqueItems: true },
      mean: list({ type: 'number' }),
      covariance: list({ type: 'number' }),
    }),
    watches: record(watch),
  }),
  plans: record(record(object({ count: amount, reward: amount, calls: record(amount) }))),
  log: list(
    object({
      member: { type: 'string' },
      domain: { type: 'string' },
      questionKind: { type: 'string' },
      day: { type: 'number' },
      reward: share,
      propensity: { type: 'number', exclusiveMinimum: 0, maximum: 1 },
    }),
  ),
});

let validate: ValidateFunction<TrustState> | undefined;

/**
 * Reads a stored or imported state; anything else is refused with one sentence that names the place. A state of another
 * version is `unsupported`, all else `badInput`.
 */
export function parseTrustState(value: unknown): Result<TrustState> {
  if (typeof value === 'object' && value !== null && 'version' in value && value.version !== 1)
    return failed(
      'unsupported',
      l10n.t(
        'The record of whom to trust is of version {0}, which this release does not know; it was left as it was, and nothing is learned beside it.',
        String(value.version),
      ),
    );
  validate ??= new Ajv({ strict: true }).compile<TrustState>(schema);
  if (!validate(value)) {
    const [error] = validate.errors ?? [];
    return refused(
      l10n.t(
        'The record of whom to trust is wrong at “{0}”: it {1}.',
        error?.instancePath || '/',
        error?.message ?? 'differs',
      ),
    );
  }
  const { names, mean, covariance } = value.contextual.belief;
  const size = names.length;
  if (mean.length !== size || covariance.length !== (size * (size + 1)) / 2)
    return refused(
      l10n.t(
        'The record of whom to trust is wrong at “/contextual/belief”: its lists do not fit each other.',
      ),
    );
  return ok(value);
}

function refused(sentence: string): Result<never> {
  return failed('badInput', sentence);
}
