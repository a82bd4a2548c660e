import { readFileSync } from 'node:fs';
import * as l10n from '@vscode/l10n';

/**
 * Makes this process say its sentences in the language of a bundle: a file with one JSON object, English sentences and
 * their translations. To be called before the first sentence; without a bundle everything is said in English.
 * Answers what is wrong with a bundle that cannot be used; then everything is said in English, too.
 */
export function speakLanguageOf(bundle: string | undefined): string | undefined {
  if (bundle === undefined) return undefined;
  try {
    const contents: unknown = JSON.parse(readFileSync(bundle, 'utf8'));
    if (!isBundle(contents)) return 'it is not an object of sentences and their translations';
    l10n.config({ contents });
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

function isBundle(value: unknown): value is Record<string, string> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  return Object.values(value).every((text) => typeof text === 'string');
}
