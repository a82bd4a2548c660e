import { createHash } from 'node:crypto';
import { stableStringify } from '../../core/ensemble/canonical/json.ts';
import type { DecideRequest, GenerateRequest, ScoreRequest } from '../../core/member.ts';

/** A request to a member as `record` writes it down; a generation is one sample. */
export type ExactRequest =
  | { readonly method: 'generate'; readonly request: GenerateRequest; readonly sample: number }
  | { readonly method: 'score'; readonly request: ScoreRequest }
  | { readonly method: 'decide'; readonly request: DecideRequest };

/**
 * SHA-256 (hexadecimal) of everything that decides a member's reply but its seed, which is the same for a whole
 * recording: the member, the messages, the options, and which sample it is.
 */
export function requestKey(member: string, exact: ExactRequest): string {
  return createHash('sha256')
    .update(stableStringify({ member, ...decisive(exact) }))
    .digest('hex');
}

function decisive(exact: ExactRequest): object {
  if (exact.method !== 'generate') return exact;
  const { messages, maxTokens, temperature, topP, stop, averageWith } = exact.request;
  return {
    method: exact.method,
    sample: exact.sample,
    messages,
    maxTokens,
    temperature,
    topP,
    stop,
    averageWith,
  };
}
