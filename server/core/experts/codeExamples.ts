import type { CheckReport } from '../../../protocol/refine.ts';
import { chooseRepair, type RankedRepair } from './codeRank.ts';

/** Examples of a function that could be run, and how many of them it meets as it stands. */
export interface ExampleCounts {
  readonly count: number;
  readonly met: number;
}

/** Probability of a repair that alone, or with others that do the same, meets examples that the function fails. */
const onlyOne = 0.95;

/**
 * The repair to propose. Where the function fails an example, the best-ranked repair that meets all of them, its
 * probability shared with those that meet them by doing something else; elsewhere what is sure enough and breaks none.
 */
export function chooseByExamples(
  ranked: readonly RankedRepair[],
  examples: ExampleCounts | undefined,
): RankedRepair | undefined {
  if (!examples) return chooseRepair(ranked);
  const { count, met } = examples;
  const meeting = ranked.filter(({ candidate }) => candidate.meets === count);
  if (met === count) return chooseRepair(meeting);
  const [best] = meeting;
  if (!best) return undefined;
  const shares = new Map(meeting.map((each) => [behaviourOf(each), each.probability]));
  const total = [...shares.values()].reduce((sum, share) => sum + share, 0);
  const share = total > 0 ? best.probability / total : 1 / shares.size;
  return { ...best, probability: onlyOne * share };
}

function behaviourOf(ranked: RankedRepair): number | RankedRepair {
  const { group = -1 } = ranked.candidate;
  return group > 0 ? group : ranked;
}

/** The check on a hunk whose function has examples; only repairs that meet all of them are proposed. */
export function examplesCheck({ count }: ExampleCounts): CheckReport {
  const examples = count === 1 ? 'the example' : `the ${count} examples`;
  return { check: 'examples', status: 'passed', detail: `It meets ${examples} given.` };
}
