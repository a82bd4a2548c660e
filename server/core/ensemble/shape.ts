import type { Question } from './question.ts';

/**
 * Numbers about the form of a question and an answer that tend to go with difficulty; whether they do is learned from
 * calibration rows. Lengths are natural logarithms of one plus characters.
 */
export function shapeSignals(
  question: Question,
  text: string,
  canonical: string | undefined,
): Readonly<Record<string, number>> {
  const { prompt } = question;
  const answer = canonical ?? text;
  return {
    answerLength: Math.log1p(answer.length),
    answerDigits: share(answer, /\d/g),
    answerItems: Math.log1p(count(answer, /,/g)),
    answerDepth: nesting(answer),
    ...(text.length > answer.length + 20 && { reasoningLength: Math.log1p(text.length) }),
    promptLength: Math.log1p(prompt.length),
    promptLines: Math.log1p(count(prompt, /\n/g)),
    promptDigits: Math.log1p(count(prompt, /\d+/g)),
    promptLoops: count(prompt, /^\s*(?:for|while)\b/gm),
    promptBranches: count(prompt, /^\s*(?:if|elif|else)\b/gm),
  };
}

function count(text: string, pattern: RegExp): number {
  return text.match(pattern)?.length ?? 0;
}

function share(text: string, pattern: RegExp): number {
  return text === '' ? 0 : count(text, pattern) / text.length;
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
