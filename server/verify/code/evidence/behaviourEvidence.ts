import type { FunctionInfo } from '../functionInfo.ts';
import {
  createProbe,
  explore,
  signatureOf,
  type Observation,
  type Probe,
} from '../behaviour/probe.ts';
import { breathe, type StepBudget } from '../run/stepBudget.ts';
import { lawEvidence } from './lawEvidence.ts';
import { shelfEvidence } from './shelfEvidence.ts';
import type { Trials } from './trials.ts';
import { observeAll, traitsOf, type Traits } from '../behaviour/traits.ts';

/** What running the versions of a function tells about each of them; features are named differences. */
export interface BehaviourReport {
  /** Features of the candidate in the same place; empty where nothing could be run. */
  readonly features: readonly Readonly<Record<string, number>>[];
  /** Candidates with the same number do the same on every drawn argument; -1 where nothing is known. */
  readonly groups: readonly number[];
  /** How many versions the budget did not reach. */
  readonly untried: number;
}

/** Which versions to run first, on what budget. */
export interface BehaviourPlan {
  /** Places of the versions, the likeliest repairs first. */
  readonly order: readonly number[];
  readonly budget: StepBudget;
}

/** Versions are first run on blanks only up to this share of the budget. */
const shareUntilExplored = 0.6;

/** Runs the original and every version of it, as far as the budget goes, on drawn arguments and compares what they do. */
export async function behaviourEvidence(
  original: FunctionInfo,
  versions: readonly (FunctionInfo | undefined)[],
  { order, budget }: BehaviourPlan,
  signal: AbortSignal,
): Promise<BehaviourReport> {
  const signature = signatureOf(original);
  const first = createProbe(original.node, original, signature, budget);
  if (!first) return nothingKnown(versions.length);
  const probes = versions.map(
    (version) => version && createProbe(version.node, version, signature, budget),
  );
  explore([first]);
  for (const place of order) {
    if (budget.isSpent(shareUntilExplored)) break;
    await breathe(signal);
    const probe = probes[place];
    if (probe) explore([probe], 1);
  }
  const runs = observeAll(first);
  if (runs.every((run) => run.kind === 'stuck')) return nothingKnown(versions.length);
  const trials: Trials = { probes, order, budget, signal };
  const shelf = await shelfEvidence(original, first, trials);
  const law = await lawEvidence(original, first, trials);
  const seen = await comparedRuns(first, runs, trials);
  const features = seen.features.map((found, place) => {
    const named: Record<string, number> = {
      known: shelf.fixes[place] ?? 0,
      keep: shelf.known,
      lawFix: law.fixes[place] ?? 0,
      lawBreak: law.breaks[place] ?? 0,
      lawKeep: law.kept,
    };
    const present = Object.entries(named).filter(([, value]) => value > 0);
    return { ...found, ...Object.fromEntries(present) };
  });
  return { ...seen, features };
}

/** What each version does otherwise than the original; versions behind the end of the budget stay without an answer. */
async function comparedRuns(
  first: Probe,
  runs: readonly Observation[],
  { probes, order, budget, signal }: Trials,
): Promise<BehaviourReport> {
  const before = traitsOf(first, runs, true);
  const seen = new Map<string, number>([[signatureText(runs), 0]]);
  const features: Record<string, number>[] = probes.map(() => ({}));
  const groups = probes.map(() => -1);
  let untried = 0;
  for (const place of order) {
    const probe = probes[place];
    if (!probe) continue;
    if (budget.isSpent()) {
      untried += 1;
      continue;
    }
    await breathe(signal);
    const versionRuns = observeAll(probe);
    const text = signatureText(versionRuns);
    const group = seen.get(text) ?? seen.size;
    seen.set(text, group);
    groups[place] = group;
    features[place] = compare(before, probe, versionRuns, group === 0);
  }
  return { features, groups, untried };
}

function nothingKnown(count: number): BehaviourReport {
  return {
    features: Array.from({ length: count }, () => ({})),
    groups: Array.from({ length: count }, () => -1),
    untried: 0,
  };
}

function signatureText(runs: readonly Observation[]): string {
  return runs.map((run) => `${run.text} ${run.after.join(';')} ${run.calls}`).join('\n');
}

const compared = ['crashes', 'endless', 'holes', 'constant', 'idle', 'echoes', 'ignored'] as const;

function compare(
  before: Traits,
  probe: Probe,
  runs: readonly Observation[],
  isSame: boolean,
): Record<string, number> {
  const after = traitsOf(probe, runs, before.ignored > 0);
  const found: Record<string, number> = {};
  for (const trait of compared) {
    const gain = before[trait] - after[trait];
    if (gain > 0)
      found[`fixes:${trait}`] = trait === 'crashes' && before.crashes > 0.8 ? gain + 1 : gain;
    if (gain < 0) found[`brings:${trait}`] = -gain;
  }
  if (isSame && before.stuck < 0.5) found['unchanged'] = 1;
  return found;
}
