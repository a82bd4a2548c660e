import type { Outcome, TestOutcome } from '../../../protocol/behaviour.ts';

// Both harnesses answer one string: a letter, then its detail. `v` is a value or success, `e` an exception's
// class, `s` source that does not parse.

export function toOutcome(answer: string): Outcome {
  const rest = answer.slice(1);
  if (answer.startsWith('v')) return { kind: 'value', repr: rest };
  return { kind: 'error', type: answer.startsWith('s') ? `Input${rest}` : rest };
}

export function toTestOutcome(answer: string): TestOutcome {
  if (answer.startsWith('s')) return 'invalid';
  return answer.startsWith('v') ? 'passed' : 'failed';
}
