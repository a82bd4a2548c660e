import { createRandom } from '../../server/core/random.ts';
import type { ScoreRow } from '../../server/core/router/fitted/scoreTable.ts';

const nouns = 'river garden teacher winter market letter bridge window captain island'.split(' ');
const verbs = 'explain describe remember paint follow visit'.split(' ');

/**
 * Questions of two kinds with what three members score on them: “counter” is good at sums, “teller” at stories and the
 * best over all, “idler” at nothing.
 */
export function scoreRows(count: number, seed = 1): readonly ScoreRow[] {
  const random = createRandom(seed);
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T;
  const number = (): number => 10 + Math.floor(random() * 900);
  return Array.from({ length: count }, (_, at) => {
    const isSum = at % 5 < 2;
    const prompt = isSum
      ? `Calculate the total of ${number()} and ${number()} minus ${number()} for the ${pick(nouns)}.`
      : `Please ${pick(verbs)} how the ${pick(nouns)} and the ${pick(nouns)} changed the ${pick(nouns)} in story ${at}`;
    const scores = {
      idler: 0.1,
      counter: isSum ? 0.9 : 0.2,
      teller: isSum ? 0.3 : 0.8,
    };
    return { prompt, scores, costs: {} };
  });
}

/** Rows as the lines of a table of scores. */
export function scoreLines(rows: readonly ScoreRow[]): string {
  return rows
    .map(({ prompt, scores, costs }) =>
      JSON.stringify({ prompt, scores, ...(Object.keys(costs).length > 0 && { cost: costs }) }),
    )
    .join('\n');
}
