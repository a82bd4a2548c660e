import type { FunctionInfo } from '../functionInfo.ts';
import {
  createProbe,
  explore,
  signatureOf,
  type Observation,
  type Probe,
} from '../behaviour/probe.ts';
import { breathe } from '../breathe.ts';
import { lawEvidence } from './lawEvidence.ts';
import type { Leave } from './leave.ts';
import { shelfEvidence } from './shelfEvidence.ts';
import { observeAll, traitsOf, type Traits } from '../behaviour/traits.ts';

/** What running the versions of a function tells about each of them; features are named differences. */
export interface BehaviourReport {
  /** Features of the candidate in the same place; empty where nothing could be run. */
  readonly features: readonly Readonly<Record<string, number>>[];
  /** Candidates whose runs were left out because the steps were used up. */
  readonly untried: ReadonlySet<number>;
  /** Candidates with the same number do the same on every drawn argument; -1 where nothing is known. */
  readonly groups: readonly number[];
}

/** Steps that the trial runs of one function may take together: about a second of one core. */
export const trialSteps = 2_000_000;

/** Shares of them at which exploring, comparing with well-known functions and checking laws leave off. */
const [untilShelf, untilLaws, untilRuns] = [0.15, 0.35, 0.55];

/**
 * Runs the original and its versions on drawn arguments and compares what they do. Versions take their turn in the
 * given order, places in `versions`, until the steps are used up.
 */
export async function behaviourEvidence(
  original: FunctionInfo,
  versions: readonly (FunctionInfo | undefined)[],
  order: readonly number[],
  signal: AbortSignal,
  steps: number = trialSteps,
): Promise<BehaviourReport> {
  const signature = signatureOf(original);
  const first = createProbe(original.node, original, signature);
  const probes = versions.map(
    (version) => version && createProbe(version.node, version, signature),
  );
  if (!first) return nothingKnown(versions.length);
  const hasLeft = (share: number) => (): boolean => signature.meter.spent < steps * share;
  explore([first]);
  explore(
    probes.filter((probe): probe is Probe => probe !== undefined),
    1,
    hasLeft(untilShelf),
  );
  const runs = observeAll(first);
  if (runs.every((run) => run.kind === 'stuck')) return nothingKnown(versions.length);
  const leave = (share: number): Leave => ({ mayGoOn: hasLeft(share), signal });
  const shelf = await shelfEvidence(original, first, probes, order, leave(untilLaws));
  const law = await lawEvidence(original, first, probes, order, leave(untilRuns));
  const { untried, ...found } = await compareInTurn(first, runs, probes, order, leave(1));
  const features = found.features.map((each, place) => {
    const named: Record<string, number> = {
      known: shelf.fixes[place] ?? 0,
      keep: shelf.known,
      lawFix: law.fixes[place] ?? 0,
      lawBreak: law.breaks[place] ?? 0,
      lawKeep: law.kept,
    };
    return {
      ...each,
      ...Object.fromEntries(Object.entries(named).filter(([, value]) => value > 0)),
    };
  });
  return { features, groups: found.groups, untried };
}

/** Compares what the original and each version do, version by version while there is leave to. */
async function compareInTurn(
  first: Probe,
  runs: readonly Observation[],
  probes: readonly (Probe | undefined)[],
  order: readonly number[],
  { mayGoOn, signal }: Leave,
): Promise<BehaviourReport> {
  const before = traitsOf(first, runs, true);
  const seen = new Map<string, number>([[signatureText(runs), 0]]);
  const features: Readonly<Record<string, number>>[] = probes.map(() => ({}));
  const groups = probes.map(() => -1);
  const untried = new Set<number>();
  for (const place of order) {
    const probe = probes[place];
    if (!probe) continue;
    if (!mayGoOn()) {
      untried.add(place);
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
    untried: new Set(),
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
