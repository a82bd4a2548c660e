/** Kinds of question that a glance at the text tells apart, in any language. */
export const questionKinds = [
  'formula',
  'program',
  'word problem',
  'figures',
  'search query',
  'question',
  'phrase',
  'passage',
] as const;

export type QuestionKind = (typeof questionKinds)[number];

const formula = /\\[a-zA-Z]+[{\s(]|\$[^$\n]+\$|[∑∫√≤≥≠∞∈∀∃∂πθ²³]/u;
const program =
  /```|^[ \t]*(?:def|class|function|const|let|import|from|public|#include|SELECT)\b.*[({:;=]|\b\w{1,60}\([^)\n]{0,200}\)\s{0,5}[{:;]|\b(?:function|python|javascript|typescript|java|sql|c\+\+|code|program|script|regex)\b/imu;
/** Characters below which a text is one question or phrase. */
const short = 120;
/** Texts above this with several lines are documents that happen to hold numbers. */
const long = 1500;

/**
 * The kind of a question by its surface: members differ more between such kinds than between topics, and eight of them
 * are learned from few outcomes.
 */
export function questionKindOf(prompt: string): QuestionKind {
  const text = prompt.trim().slice(0, 20_000);
  if (formula.test(text)) return 'formula';
  if (program.test(text)) return 'program';
  const isShort = text.length < short;
  const numbers = text.match(/\p{N}+/gu)?.length ?? 0;
  const isDocument = text.length > long && /\n.*\n/u.test(text);
  if (numbers >= 2 && !isDocument) return isShort ? 'figures' : 'word problem';
  if (!isShort) return 'passage';
  if (!/\p{Lu}/u.test(text) && !/[.?!。？！؟]$/u.test(text)) return 'search query';
  return /[?？؟]$/u.test(text) ? 'question' : 'phrase';
}
