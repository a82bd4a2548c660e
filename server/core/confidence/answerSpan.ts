import type { TokenLogProb } from '../member.ts';
import { mean } from './numbers.ts';
import type { Signals } from './signals.ts';

/**
 * Log-probability of the tokens that overlap the extracted answer alone: in a long solution they say more than the
 * whole. The answer's last occurrence counts. Nothing when the tokens do not spell it.
 */
export function answerSpanSignals(tokens: readonly TokenLogProb[], answer: string): Signals {
  const span = answerTokens(tokens, answer);
  if (span.length === 0) return {};
  const logProbs = span.map(({ logProb }) => Math.max(-50, logProb));
  return { spanMeanLogProb: mean(logProbs), spanMinLogProb: Math.min(...logProbs) };
}

/** The tokens that overlap the answer's last occurrence in the text that they spell. */
export function answerTokens(
  tokens: readonly TokenLogProb[],
  answer: string,
): readonly TokenLogProb[] {
  const wanted = answer.trim();
  const start =
    wanted === ''
      ? -1
      : tokens
          .map(({ text }) => text)
          .join('')
          .lastIndexOf(wanted);
  if (start < 0) return [];
  const end = start + wanted.length;
  let at = 0;
  return tokens.filter(({ text }) => {
    const from = at;
    at += text.length;
    return from < end && at > start;
  });
}
