const longestCycle = 20;
const guardedTokens = longestCycle * 3;

/**
 * Whether the last sixty tokens are one cycle of at most twenty tokens over and over: a model that does
 * this never stops by itself.
 */
export function isRunaway(tokens: readonly number[]): boolean {
  if (tokens.length < guardedTokens) return false;
  for (let period = 1; period <= longestCycle; period++) {
    if (hasPeriod(tokens, period)) return true;
  }
  return false;
}

function hasPeriod(tokens: readonly number[], period: number): boolean {
  const start = tokens.length - guardedTokens;
  for (let index = tokens.length - 1; index - period >= start; index--) {
    if (tokens[index] !== tokens[index - period]) return false;
  }
  return true;
}
