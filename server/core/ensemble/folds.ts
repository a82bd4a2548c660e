/** Folds of cross-fitting. Five, so that each fit still sees most of the rows. */
export const folds: readonly number[] = [0, 1, 2, 3, 4];

/**
 * The fold of a question, from its text alone: the same prompt is never in two folds, and neither the order of the
 * rows nor the rest of the file matters.
 */
export function foldOf(prompt: string): number {
  return hashOf(prompt) % folds.length;
}

/** A number of 32 bits that hangs on every character of a text (FNV-1a, mixed). */
export function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  // The low bits of this hash hardly depend on the first letters, so all of them are mixed once more.
  hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d);
  return (hash ^ (hash >>> 13)) >>> 0;
}
