import * as l10n from '@vscode/l10n';
import { Ajv, type ValidateFunction } from 'ajv';
import { failed, ok, type Result } from '../../../protocol/result.ts';
import type { RouteCorrection } from '../../../protocol/route.ts';
import { tokensOf } from './tokens.ts';

/** A text that its user put into another domain than the router had. */
export interface Correction extends RouteCorrection {
  /** Hashes of its words and word pairs, 32 bits each, ascending. */
  readonly words: readonly number[];
}

/** All that the user corrected on this machine, oldest first. */
export interface CorrectionState {
  readonly version: 1;
  readonly corrections: readonly Correction[];
}

export const noCorrections: CorrectionState = { version: 1, corrections: [] };

/** What earlier corrections say of a text. */
export interface CorrectionMatch {
  readonly domain: string;
  /** 1 for the same text; below that the share of common words and word pairs (Dice). */
  readonly similarity: number;
  readonly day: string;
}

/** Texts that share less are different questions, whatever they have in common. */
const nearSame = 0.85;
/** Beyond this the oldest are forgotten. */
const mostCorrections = 500;
const mostWords = 400;
const openingLength = 80;

/** The state after one more correction; of the same text only the latest counts. `day` is an ISO date. */
export function withCorrection(
  state: CorrectionState,
  { text, domain, day }: { readonly text: string; readonly domain: string; readonly day: string },
): CorrectionState {
  const { fingerprint, words } = describeText(text);
  const opening = [...text.trim().replace(/\s+/gu, ' ')].slice(0, openingLength).join('');
  const others = state.corrections.filter((each) => each.fingerprint !== fingerprint);
  const corrections = [...others, { fingerprint, domain, day, opening, words }];
  return { version: 1, corrections: corrections.slice(-mostCorrections) };
}

/** The state without one correction, or without any. */
export function withoutCorrection(state: CorrectionState, fingerprint?: string): CorrectionState {
  if (fingerprint === undefined) return noCorrections;
  const corrections = state.corrections.filter((each) => each.fingerprint !== fingerprint);
  return { version: 1, corrections };
}

/** Asks the corrections of the same and of nearly the same texts, nearer ones with more say; of equals the later. */
export function findCorrection(
  { corrections }: CorrectionState,
  text: string,
  domains: readonly string[],
): CorrectionMatch | undefined {
  if (corrections.length === 0) return undefined;
  const { fingerprint, words } = describeText(text);
  const own = new Set(words);
  const near: CorrectionMatch[] = [];
  for (const each of corrections) {
    if (!domains.includes(each.domain)) continue;
    const { domain, day } = each;
    if (each.fingerprint === fingerprint) return { domain, day, similarity: 1 };
    const similarity = dice(own, each.words);
    if (similarity >= nearSame) near.push({ domain, day, similarity });
  }
  const say = new Map<string, number>();
  for (const { domain, similarity } of near) say.set(domain, (say.get(domain) ?? 0) + similarity);
  return near.reduceRight<CorrectionMatch | undefined>((top, each) => {
    if (top === undefined) return each;
    const [more, most] = [say.get(each.domain) ?? 0, say.get(top.domain) ?? 0];
    const nearer = each.domain === top.domain && each.similarity > top.similarity;
    return more > most || nearer ? each : top;
  }, undefined);
}

function dice(own: ReadonlySet<number>, other: readonly number[]): number {
  const total = own.size + other.length;
  if (total === 0 || 2 * Math.min(own.size, other.length) < nearSame * total) return 0;
  const common = other.filter((word) => own.has(word)).length;
  return (2 * common) / total;
}

function describeText(text: string): {
  readonly fingerprint: string;
  readonly words: readonly number[];
} {
  const tokens = tokensOf(text.normalize('NFKC').toLowerCase());
  const whole = tokens.join(' ');
  const words = new Set<number>();
  tokens.slice(0, mostWords).forEach((token, at) => {
    words.add(hash(token, 0));
    const next = tokens[at + 1];
    if (next !== undefined) words.add(hash(`${token} ${next}`, 0));
  });
  const hex = (seed: number): string => hash(whole, seed).toString(16).padStart(8, '0');
  return { fingerprint: `${hex(1)}${hex(2)}`, words: [...words].sort((a, b) => a - b) };
}

/** FNV-1a with a seed and a final mix. */
function hash(text: string, seed: number): number {
  let value = 0x811c9dc5 ^ Math.imul(seed, 0x9e3779b1);
  for (let at = 0; at < text.length; at += 1)
    value = Math.imul(value ^ text.charCodeAt(at), 0x01000193);
  value = Math.imul(value ^ (value >>> 15), 0x2c1b3c6d);
  return (value ^ (value >>> 13)) >>> 0;
}

const text = { type: 'string' } as const;
const word = { type: 'integer', minimum: 0, maximum: 0xffffffff } as const;
const fields = {
  fingerprint: { type: 'string', pattern: '^[0-9a-f]{16}$' },
  domain: { type: 'string', minLength: 1 },
  day: text,
  opening: text,
  words: { type: 'array', items: word },
} as const;
const schema = {
  type: 'object',
  properties: {
    version: { const: 1 },
    corrections: {
      type: 'array',
      items: { type: 'object', properties: fields, required: Object.keys(fields) },
    },
  },
  required: ['version', 'corrections'],
} as const;

let validate: ValidateFunction<CorrectionState> | undefined;

/** Reads stored corrections; anything else is refused with one sentence that names the place. */
export function parseCorrections(value: unknown): Result<CorrectionState> {
  validate ??= new Ajv({ strict: true }).compile<CorrectionState>(schema);
  if (validate(value)) return ok(value);
  const [error] = validate.errors ?? [];
  return failed(
    'badInput',
    l10n.t(
      'Your corrections of the router are wrong at “{0}” ({1}); they were left as they are and are not used, and forgetting them starts anew.',
      error?.instancePath || '/',
      error?.message ?? 'differs',
    ),
  );
}
