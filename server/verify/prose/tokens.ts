import nlp from 'compromise/two';
import type { SentenceForm } from '../../../protocol/checker.ts';
import type { OffsetRange } from '../../../protocol/text.ts';

/** A word, a mark of punctuation, or a masked span standing for a name. */
export interface Token extends OffsetRange {
  readonly kind: 'word' | 'mark' | 'mask';
  readonly text: string;
  readonly lower: string;
  /** Part-of-speech tags of `compromise`: `Noun`, `Plural`, `Infinitive`, … Empty on marks. */
  readonly tags: ReadonlySet<string>;
  /** Blanks stand before it. */
  readonly spaced: boolean;
}

/** A sentence as the rules see it. */
export interface Sentence {
  readonly text: string;
  /** The text with masked spans replaced by harmless text of the same length. */
  readonly view: string;
  readonly tokens: readonly Token[];
  readonly form: SentenceForm;
  readonly masked: readonly OffsetRange[];
}

const openForm: SentenceForm = { kind: 'text', capital: false, stop: false };

/** Tokens and tags of a sentence. */
export function readSentence(
  text: string,
  masked: readonly OffsetRange[] = [],
  form: SentenceForm = openForm,
): Sentence {
  const view = maskedView(text, masked);
  return { text, view, tokens: tokenize(text, view, masked), form, masked };
}

/**
 * The text with joints (line breaks, comment markers) and marks of emphasis as blanks, and every other masked
 * span as a capitalised word: linters then see a name there, and all offsets stay.
 */
export function maskedView(text: string, masked: readonly OffsetRange[]): string {
  let view = '';
  let at = 0;
  for (const span of masked) {
    const inside = text.slice(span.start, span.end);
    view +=
      text.slice(at, span.start) +
      (isGap(inside) ? ' '.repeat(inside.length) : `X${'x'.repeat(inside.length - 1)}`);
    at = span.end;
  }
  return view + text.slice(at);
}

function isGap(inside: string): boolean {
  return /[\r\n]/u.test(inside) || !/[\p{L}\p{N}]/u.test(inside);
}

const tokenPattern =
  /[\p{L}\p{M}]+(?:['’][\p{L}]+)*['’]?(?=[^\p{L}]|$)|\p{N}+(?:[.,]\p{N}+)*|[^\s]/gu;

function tokenize(text: string, view: string, masked: readonly OffsetRange[]): Token[] {
  const tags = tagsByStart(view);
  const spans = masked.filter((span) => !isGap(text.slice(span.start, span.end)));
  const tokens: Token[] = [];
  for (const match of view.matchAll(tokenPattern)) {
    const start = match.index;
    const end = start + match[0].length;
    const span = spans.find((candidate) => start < candidate.end && end > candidate.start);
    if (span !== undefined && tokens.at(-1)?.start === span.start) continue;
    const isWord = /[\p{L}]/u.test(match[0]);
    const body =
      isWord && /['’]$/u.test(match[0]) && !/s['’]$/u.test(match[0])
        ? match[0].slice(0, -1)
        : match[0];
    tokens.push({
      kind: span !== undefined ? 'mask' : isWord || /\p{N}/u.test(match[0]) ? 'word' : 'mark',
      start: span?.start ?? start,
      end: span?.end ?? start + body.length,
      text: text.slice(span?.start ?? start, span?.end ?? start + body.length),
      lower: body.toLowerCase().replaceAll('’', "'"),
      tags: tags.get(start) ?? noTags,
      spaced: start > 0 && /\s/u.test(view[start - 1] as string),
    });
  }
  return tokens;
}

// The tagger takes the first word of these for a verb.
nlp.addWords({
  'pull request': 'Singular',
  'pull requests': 'Plural',
  'merge request': 'Singular',
  'merge requests': 'Plural',
});

const noTags: ReadonlySet<string> = new Set();

interface TaggedTerm {
  readonly text: string;
  readonly tags?: readonly string[];
  readonly offset?: { readonly start: number };
}

function tagsByStart(view: string): Map<number, ReadonlySet<string>> {
  const sentences = nlp(view).json({ terms: { tags: true }, offset: true }) as readonly {
    readonly terms: readonly TaggedTerm[];
  }[];
  const tags = new Map<number, ReadonlySet<string>>();
  for (const sentence of sentences) {
    for (const term of sentence.terms) {
      // The second half of a contraction is a term without text.
      if (term.text !== '' && term.offset !== undefined)
        tags.set(term.offset.start, new Set(term.tags));
    }
  }
  return tags;
}
