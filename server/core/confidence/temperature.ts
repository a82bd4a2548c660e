import { logit, sigmoid, softplus } from './numbers.ts';

const lowest = Math.log(0.05);
const highest = Math.log(20);
const golden = (Math.sqrt(5) - 1) / 2;

/**
 * The temperature T, 0.05 to 20, that minimises the negative log-likelihood of σ(logit(p)/T) (Guo and others 2017), by
 * golden-section search on ln T, in which the loss has one minimum. 1 without rows.
 */
export function fitTemperature(
  probabilities: readonly number[],
  correct: readonly boolean[],
): number {
  if (probabilities.length === 0) return 1;
  const logits = probabilities.map(logit);
  const loss = (logT: number): number =>
    logits.reduce((sum, value, row) => {
      const scaled = value / Math.exp(logT);
      return sum + softplus(scaled) - (correct[row] ? scaled : 0);
    }, 0);
  let [low, high] = [lowest, highest];
  while (high - low > 1e-6) {
    const left = high - golden * (high - low);
    const right = low + golden * (high - low);
    if (loss(left) <= loss(right)) high = right;
    else low = left;
  }
  return Math.exp((low + high) / 2);
}

/** σ(logit(p)/T). */
export function applyTemperature(temperature: number, probability: number): number {
  return sigmoid(logit(probability) / temperature);
}
