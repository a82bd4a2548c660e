import { markChanges } from './review/changes.ts';

/** The exact prompts that the nano pool was trained on; `training/generate/` writes the same strings. */

/** Prose expert: the target is the corrected sentence. */
export function fixPrompt(sentence: string): string {
  return `fix: ${sentence}`;
}

/** Reviewer: the target is `accept` or `reject`. The change is marked in place, which a small model reads better than two texts. */
export function reviewPrompt(subject: {
  readonly domain: string;
  readonly original: string;
  readonly proposed: string;
}): string {
  return `review ${subject.domain}: ${markChanges(subject.original, subject.proposed)}`;
}
