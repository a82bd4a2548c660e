/** Where an item comes from: a generator, or text and code that people wrote for something else. */
export const itemSources = ['generated', 'people'] as const;
export type ItemSource = (typeof itemSources)[number];

/** How an answer is judged. All systems of a run are judged by the same grader. */
export type Grader =
  /** The text after the edit equals one of `accept`, the reference first; spaces at line ends do not count. */
  | { readonly kind: 'edit'; readonly accept: readonly string[] }
  /** Equal in value. */
  | { readonly kind: 'number'; readonly gold: string }
  /** The same letter or label. */
  | { readonly kind: 'choice'; readonly gold: string }
  /** Equal to one of `accept`; spaces around the answer do not count. */
  | { readonly kind: 'text'; readonly accept: readonly string[] }
  /** The program passes every test; a test is a piece of source text that must not throw. */
  | { readonly kind: 'code'; readonly entryPoint: string; readonly tests: readonly string[] };

export const graderKinds = ['edit', 'number', 'choice', 'text', 'code'] as const;

/** One thing to do, with what counts as right. */
export interface BenchItem {
  readonly id: string;
  /** `code`, `logic`, `prose`, or a domain of the user's. */
  readonly domain: string;
  readonly source: ItemSource;
  /** Package and licence of what people wrote, or the generator's kind of item. */
  readonly origin?: string;
  readonly languageId: string;
  /** The document to refine, or the question. */
  readonly text: string;
  readonly instruction?: string;
  readonly grader: Grader;
}

/** Whether the right answer is to leave the text as it is. */
export function mustStay({ text, grader }: BenchItem): boolean {
  return grader.kind === 'edit' && grader.accept.includes(text);
}

/** Text that is compared: without spaces at line ends and at its two ends. */
export function comparable(text: string): string {
  return text
    .split(/\r?\n/u)
    .map((line) => line.trimEnd())
    .join('\n')
    .trim();
}
