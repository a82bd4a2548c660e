/** A question that the experts can answer: the text to work on, and how. */
export interface QuestionTask {
  readonly text: string;
  readonly languageId: string;
  readonly instruction?: string;
  readonly expert?: string;
}

const corrections =
  /^\s*(?:please\s+)?(?:correct|fix|proofread|check)(?:\s+(?:this|the|my|grammar|spelling|typos?|sentence|text|english|following))*\s*:\s*/i;
const simplifications =
  /^\s*(?:please\s+)?simplify(?:\s+(?:this|the|condition|expression|following))*\s*:?\s*/i;
const sums =
  /^\s*(?:what\s+is|what's|calculate|compute|evaluate|how\s+much\s+is)\s+([-+*/%()\d\s<>=!.]+?)\s*\??\s*$/i;
const bareSum = /^\s*[-+*/%()\d\s<>=!]*\d\s*[-+*/%<>=!]=?[-+*/%()\d\s<>=!]*\d\)?\s*\??\s*$/;

/** Recognises the few forms of question that need no chat model; undefined for all others. */
export function parseQuestion(question: string): QuestionTask | undefined {
  const sum = sums.exec(question)?.[1] ?? (bareSum.test(question) ? question : undefined);
  if (sum !== undefined) {
    return { text: sum.replace(/\?\s*$/, '').trim(), languageId: 'javascript', expert: 'logic' };
  }
  const simplified = question.replace(simplifications, '');
  if (simplified !== question && simplified.trim() !== '') {
    const text = simplified.trim();
    return {
      text,
      languageId: /\b(and|or|not)\b/.test(text) ? 'python' : 'typescript',
      expert: 'logic',
    };
  }
  const corrected = question.replace(corrections, '');
  if (corrected !== question && corrected.trim() !== '') {
    return { text: corrected.trim(), languageId: 'plaintext', expert: 'prose' };
  }
  return undefined;
}
