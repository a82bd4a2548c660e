import type { Question } from './question.ts';

/** Arithmetic signs, brackets left out. */
const operators = /[-+*/%<>=]+/g;

/** A text that is this much longer than its answer shows how it was reached. */
const reasoningLetters = 20;

/**
 * Numbers about the form of a question and an answer that tend to go with difficulty; whether they do is learned from
 * calibration rows. An answer that repeats the question is more often right, one that brings in much that is new less
 * often; so is reasoning that leaves numbers of the question unused. Lengths are natural logarithms of one plus a count.
 */
export function shapeSignals(
  question: Question,
  text: string,
  canonical: string | undefined,
): Readonly<Record<string, number>> {
  const { prompt } = question;
  const answer = question.answerKind === 'number' ? (canonical ?? text) : text.trim();
  const lastLine = prompt.trimEnd().slice(prompt.trimEnd().lastIndexOf('\n') + 1);
  return {
    answerLength: Math.log1p(answer.length),
    answerDigits: answer === '' ? 0 : count(answer, /\d/g) / answer.length,
    answerItems: Math.log1p(count(answer, /,/g)),
    answerDepth: nesting(answer),
    answerQuoted: /^["'`]/.test(answer) ? 1 : 0,
    answerListed: /^[[({]/.test(answer) ? 1 : 0,
    promptLength: Math.log1p(prompt.length),
    promptLines: Math.log1p(count(prompt, /\n/g)),
    promptOperators: Math.log1p(count(prompt, operators)),
    lastLineLength: Math.log1p(lastLine.length),
    lengthRatio: Math.log1p(answer.length) - Math.log1p(lastLine.length),
    ...novelty(question, answer),
    ...(text.length > answer.length + reasoningLetters && reasoning(prompt, text)),
  };
}

/** Whether the answer stands in the question as it is, and the share of its words that do not. */
function novelty(
  { prompt, answerKind }: Question,
  answer: string,
): Readonly<Record<string, number>> {
  if (answerKind === 'number') {
    const numbers = numbersIn(prompt);
    return { answerInPrompt: numbers.has(Number(answer)) ? 1 : 0 };
  }
  const words = answer.match(/[\p{L}\p{N}_]+/gu) ?? [];
  const novel = words.filter((word) => !prompt.includes(word)).length;
  return {
    answerInPrompt: answer !== '' && prompt.includes(answer) ? 1 : 0,
    novelWords: words.length === 0 ? 0 : novel / words.length,
  };
}

function reasoning(prompt: string, text: string): Readonly<Record<string, number>> {
  const [given, used] = [numbersIn(prompt), numbersIn(text)];
  const unused = [...given].filter((number) => !used.has(number)).length;
  return {
    reasoningLength: Math.log1p(text.length),
    reasoningLines: Math.log1p(count(text, /\n/g)),
    ...(given.size > 0 && { unusedNumbers: unused / given.size }),
  };
}

function numbersIn(text: string): ReadonlySet<number> {
  const plain = text.replace(/(?<=\d),(?=\d{3})/g, '');
  return new Set((plain.match(/\d+(?:\.\d+)?/g) ?? []).map(Number));
}

function count(text: string, pattern: RegExp): number {
  return text.match(pattern)?.length ?? 0;
}

/** Deepest nesting of brackets. */
function nesting(text: string): number {
  let depth = 0;
  let deepest = 0;
  for (const letter of text) {
    if ('([{'.includes(letter)) deepest = Math.max(deepest, ++depth);
    else if (')]}'.includes(letter)) depth = Math.max(0, depth - 1);
  }
  return deepest;
}
