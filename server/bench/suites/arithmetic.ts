import type { BenchItem } from '../item.ts';
import { createDraws, type Draws } from './draws.ts';

type Term = { readonly text: string; readonly value: number };

/** A small integer expression with its value; never a division, so the value is always whole. */
function expression(draws: Draws): Term {
  const number = (most: number): number => 1 + draws.below(most);
  const [a, b, c, d] = [number(48), number(30), number(12), number(9)];
  const forms: readonly Term[] = [
    { text: `${a} + ${b}`, value: a + b },
    { text: `${a} - ${b}`, value: a - b },
    { text: `${c} * ${d}`, value: c * d },
    { text: `${a} + ${b} - ${c}`, value: a + b - c },
    { text: `${a} - ${c} * ${d}`, value: a - c * d },
    { text: `${c} * (${d} + ${b})`, value: c * (d + b) },
    { text: `(${a} - ${d}) * ${c}`, value: (a - d) * c },
    { text: `${a} + ${c} * ${d} - ${b}`, value: a + c * d - b },
  ];
  return draws.pick(forms);
}

function different(count: number, seed: number): readonly Term[] {
  const draws = createDraws(seed ^ 0xa417);
  const terms = new Map<string, Term>();
  while (terms.size < count) {
    const term = expression(draws);
    terms.set(term.text, term);
  }
  return [...terms.values()];
}

/** Sums as questions with a number for an answer, in the frame that the nano logic expert reads. */
export function arithmeticQuestions(count: number, seed: number): readonly BenchItem[] {
  return different(count, seed).map(({ text, value }, at) => ({
    id: `sum-${at + 1}`,
    domain: 'logic',
    source: 'generated',
    origin: 'arithmetic',
    languageId: 'plaintext',
    text: `eval: ${text}`,
    grader: { kind: 'number', gold: String(value) },
  }));
}

/** Sums as selections to refine; constants in code, which must stay as their author wrote them, are a quarter. */
export function arithmeticEdits(count: number, seed: number): readonly BenchItem[] {
  const draws = createDraws(seed ^ 0xa418);
  return different(count, seed + 1).map(({ text, value }, at) => {
    const constant = `const ${draws.pick(['limit', 'width', 'timeout', 'quota', 'budget'])} = ${text};`;
    const stays = draws.chance(0.25);
    return {
      id: `evaluate-${at + 1}`,
      domain: 'logic',
      source: 'generated',
      origin: stays ? 'constant' : 'arithmetic',
      languageId: stays ? 'typescript' : 'plaintext',
      text: stays ? constant : text,
      grader: { kind: 'edit', accept: [stays ? constant : String(value)] },
    };
  });
}
