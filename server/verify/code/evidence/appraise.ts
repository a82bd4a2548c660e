import type { RepairCandidate } from '../../../../protocol/checker.ts';
import type { FunctionInfo } from '../functionInfo.ts';
import { excerptOf, versionOf } from '../versions.ts';
import { behaviourEvidence } from './behaviourEvidence.ts';
import { breathe, createStepBudget, type StepBudget } from '../run/stepBudget.ts';
import { exampleEvidence } from './exampleEvidence.ts';
import type { Example } from './examples.ts';
import { naturalGain, type NaturalWeights } from './naturalEvidence.ts';

/** The repairs of one function with what is known of each. */
export interface Appraisal {
  readonly candidates: readonly RepairCandidate[];
  /** Examples of the function that could be run, and how many of them it meets; absent without any. */
  readonly examples?: { readonly count: number; readonly met: number };
  /** How many repairs the budget left unread or untried. */
  readonly untried: number;
}

/** Steps for one function: about two and a half seconds of one core. */
export const stepsPerFunction = 12_000_000;

/** Reading versions takes at most this share of the budget. */
const shareUntilRead = 0.5;

/** Parsing one character of the text around a function, and reading the facts of one of its own, take so many steps. */
const stepsPerParsed = 5;
const stepsPerDescribed = 15;

/** `examples` are calls with what they should give; the budget is that of one function unless given. */
export interface AppraiseOptions {
  readonly budget?: StepBudget;
  readonly examples?: readonly Example[];
}

/** The repairs of one function with everything that exact tools and statistics say of each, as far as the budget goes. */
export async function appraise(
  fn: FunctionInfo,
  candidates: readonly RepairCandidate[],
  weights: NaturalWeights,
  signal: AbortSignal,
  { budget = createStepBudget(stepsPerFunction), examples = [] }: AppraiseOptions = {},
): Promise<Appraisal> {
  const excerpt = excerptOf(fn);
  const original = await versionOf(excerpt);
  // A function that does not parse is judged by the rules alone.
  if (!original) return { candidates, untried: 0 };
  const steps = excerpt.text.length * stepsPerParsed + fn.node.text.length * stepsPerDescribed;
  const versions: (FunctionInfo | undefined)[] = candidates.map(() => undefined);
  const natural = candidates.map(() => 0);
  const gainOf = naturalGain(original, weights);
  let unread = 0;
  for (const place of kindsInTurn(candidates)) {
    if (budget.isSpent(shareUntilRead)) {
      unread += 1;
      continue;
    }
    await breathe(signal);
    budget.spend(steps);
    const version = await versionOf(excerpt, candidates[place]);
    versions[place] = version;
    if (version) natural[place] = gainOf(version);
  }
  const plan = { order: likeliestFirst(candidates, natural), budget };
  const { meets, ...tested } = await exampleEvidence(original, versions, examples, plan, signal);
  const behaviour = await behaviourEvidence(original, versions, plan, signal);
  const appraised = candidates.flatMap((plain, place) => {
    if (!versions[place]) return [];
    const met = meets[place];
    const candidate = met === undefined ? plain : { ...plain, meets: met };
    const { unchanged = 0, ...run } = behaviour.features[place] ?? {};
    const features = { natural: natural[place] ?? 0, ...run };
    // Trial runs do not wait for anything, so that an `await` never shows in them.
    if (candidate.kind === 'missingAwait') return [{ ...candidate, features, group: -1 }];
    const all = unchanged > 0 ? { ...features, unchanged } : features;
    return [{ ...candidate, features: all, group: behaviour.groups[place] ?? -1 }];
  });
  return {
    candidates: appraised,
    untried: unread + behaviour.untried,
    ...(tested.count > 0 && { examples: tested }),
  };
}

/** Places of the repairs: those with evidence, then one of every kind in turn, so that a short budget misses no kind. */
function kindsInTurn(candidates: readonly RepairCandidate[]): readonly number[] {
  const turns = new Map<string, number>();
  const turnOf = candidates.map(({ kind, prior }) => {
    if (prior > 0) return -1;
    const turn = turns.get(kind) ?? 0;
    turns.set(kind, turn + 1);
    return turn;
  });
  return inOrder(candidates.length, (place) => -(turnOf[place] ?? 0));
}

/** Places of the repairs by what is known before anything is run, in log-odds. */
function likeliestFirst(
  candidates: readonly RepairCandidate[],
  natural: readonly number[],
): readonly number[] {
  return inOrder(
    candidates.length,
    (place) => (candidates[place]?.prior ?? 0) + (natural[place] ?? 0),
  );
}

function inOrder(count: number, worth: (place: number) => number): readonly number[] {
  return Array.from({ length: count }, (_, place) => place).sort((a, b) => worth(b) - worth(a));
}
