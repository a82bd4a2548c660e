import { createHmac, randomBytes } from 'node:crypto';
import { markOf, type TextMark } from '../protocol/redact.ts';

/** Marks by a hash under a key that is forgotten with the process, so that short texts cannot be guessed either. */
export function createTextMark(): TextMark {
  const key = randomBytes(32);
  return (text) => markOf(text, createHmac('sha256', key).update(text).digest('hex'));
}
