import { Ajv, type ValidateFunction } from 'ajv';
import { Malformed } from '../jsonLines.ts';
import type { Example } from './example.ts';

const text = { type: 'string' };
const share = { type: 'number', minimum: 0, maximum: 1 };
const offset = { type: 'integer', minimum: 0 };

function object(
  required: Readonly<Record<string, object>>,
  optional: Readonly<Record<string, object>> = {},
): object {
  return {
    type: 'object',
    properties: { ...required, ...optional },
    required: Object.keys(required),
  };
}

const outcome = object({ kind: { enum: ['accept', 'reject', 'edit'] } }, { kept: share });
const range = object({ start: offset, end: offset });
const hunk = object({ id: text, range, newText: text }, { outcome });
const check = object(
  { check: text, status: { enum: ['passed', 'failed', 'notChecked'] } },
  { proof: { type: 'boolean' } },
);
const provenance = object(
  {
    traceId: text,
    at: text,
    by: { type: 'array', items: text },
    models: { type: 'object', additionalProperties: text },
    checks: { type: 'array', items: check },
    verdict: { enum: ['proven', 'reviewed', 'unreviewed', 'refused', 'unchanged'] },
    confidence: share,
  },
  { ensemble: text },
);
const schema = object({
  id: text,
  domain: text,
  languageId: text,
  original: text,
  proposed: text,
  hunks: { type: 'array', items: hunk },
  provenance,
});

let validate: ValidateFunction | undefined;

/** Reads an example as it was written; throws `Malformed` with the reason for anything else. */
export function parseExample(value: Record<string, unknown>): Example {
  validate ??= new Ajv({ strict: false }).compile(schema);
  if (validate(value)) return value as unknown as Example;
  const { instancePath = '', message = 'does not fit' } = validate.errors?.[0] ?? {};
  const place = instancePath.slice(1).replaceAll('/', '.');
  throw new Malformed(place === '' ? `it ${message}` : `"${place}" ${message}`);
}
