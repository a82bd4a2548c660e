import { joinSentences, medoidOf, type Sentences } from './proseMerge.ts';
import { supports, type Sentence } from './sentences.ts';

/** A written text after all that no candidate says was taken out. */
export interface SupportedText {
  readonly text: string;
  readonly parts: readonly {
    readonly text: string;
    readonly supportedBy: readonly number[];
    readonly kept: boolean;
  }[];
  /** Words of the kept sentences over all its words, 0 to 1. */
  readonly kept: number;
}

/** Removes every sentence that is not supported by a sentence of one of the sources. */
export function keepSupported(
  written: readonly Sentence[],
  sources: readonly Sentences[],
): SupportedText {
  const parts = written.map((sentence) => {
    const supportedBy = sources.flatMap((source, index) =>
      source.some((each) => supports(each, sentence)) ? [index] : [],
    );
    return { sentence, text: sentence.text, supportedBy, kept: supportedBy.length > 0 };
  });
  const kept = parts.filter((part) => part.kept).map(({ sentence }) => sentence);
  const length = (sentences: readonly Sentence[]): number =>
    sentences.reduce((sum, { text }) => sum + text.length, 0);
  return {
    text: joinSentences(kept),
    parts: parts.map(({ text, supportedBy, kept: stays }) => ({ text, supportedBy, kept: stays })),
    kept: written.length === 0 ? 0 : length(kept) / Math.max(1, length(written)),
  };
}

/** The candidate nearest to all others, as the way out when a fused text says too little. */
export function fallbackOf(sources: readonly Sentences[]): number {
  return medoidOf(sources) ?? 0;
}
