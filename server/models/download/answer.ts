import type { Answer } from './get.ts';

// What the head of an answer tells about its bytes (RFC 9110 §14 and §15.3.7).

/** Where the bytes of an answer belong; undefined for an answer that brings none. */
export function startOf(answer: Answer, have: number): number | undefined {
  if (answer.status === 200) return 0;
  if (answer.status !== 206) return undefined;
  const start = Number(/^bytes (\d+)-/.exec(answer.header('content-range') ?? '')?.[1]);
  return start === have ? start : undefined;
}

/** A sign-in or an error with a friendly status; what has arrived must not make room for it. */
export function isPage(answer: Answer): boolean {
  return /^text\/html\b/i.test(answer.header('content-type') ?? '');
}

/** Bytes of the whole file, as far as the answer tells. */
export function totalOf(answer: Answer, start: number): number | undefined {
  const ranged = /\/(\d+)$/.exec(answer.header('content-range') ?? '')?.[1];
  if (ranged !== undefined) return Number(ranged);
  const length = answer.header('content-length');
  return length !== undefined && /^\d+$/.test(length) ? start + Number(length) : undefined;
}
