import nlp from 'compromise/two';
import type { OffsetRange } from '../../../protocol/text.ts';

/** A word with its dictionary form and the part-of-speech tags of `compromise`; offsets are into the sentence. */
export interface Term extends OffsetRange {
  readonly text: string;
  readonly lower: string;
  readonly root: string;
  readonly tags: ReadonlySet<string>;
  /** Stands for a code span, whose own text this is. */
  readonly code: boolean;
}

interface JsonTerm {
  readonly text: string;
  readonly root?: string;
  readonly tags?: readonly string[];
  readonly offset?: { readonly start: number; readonly length: number };
}

/** The words of one sentence; `code` spans become one name each. */
export function readTerms(sentence: string, code: readonly OffsetRange[]): readonly Term[] {
  const view = code.reduce(
    (text, { start, end }) =>
      `${text.slice(0, start)}X${'x'.repeat(end - start - 1)}${text.slice(end)}`,
    sentence.replaceAll('’', "'"),
  );
  // `root` is documented and missing from the package's types.
  const asked = { terms: { tags: true, root: true }, offset: true } as object;
  const parts = nlp(view).compute('root').json(asked) as readonly {
    readonly terms: readonly JsonTerm[];
  }[];
  const terms: Term[] = [];
  for (const { text, root, tags, offset } of parts.flatMap((part) => part.terms)) {
    if (offset === undefined) continue;
    const { start } = offset;
    const end = start + offset.length;
    if (text === '') {
      // The second half of a contraction (“can’t”) has tags of its own and no text.
      terms.push({
        start,
        end: start,
        text,
        lower: '',
        root: root ?? '',
        tags: new Set(tags),
        code: false,
      });
      continue;
    }
    const span = code.find((each) => start < each.end && end > each.start);
    if (span !== undefined) {
      if (terms.at(-1)?.start === span.start) continue;
      const inside = sentence.slice(span.start, span.end).replaceAll('`', '').trim();
      terms.push({
        ...span,
        text: inside,
        lower: inside,
        root: inside,
        tags: codeTags,
        code: true,
      });
      continue;
    }
    const lower = text.toLowerCase();
    terms.push({ start, end, text, lower, root: root ?? lower, tags: new Set(tags), code: false });
  }
  return terms;
}

const codeTags: ReadonlySet<string> = new Set(['Noun', 'ProperNoun']);
