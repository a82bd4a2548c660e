import type { FunctionInfo } from '../functionInfo.ts';
import {
  createProbe,
  explore,
  signatureOf,
  type Observation,
  type Probe,
} from '../behaviour/probe.ts';
import { lawEvidence } from './lawEvidence.ts';
import { shelfEvidence } from './shelfEvidence.ts';
import { observeAll, traitsOf, type Traits } from '../behaviour/traits.ts';

/** What running the versions of a function tells about each of them; features are named differences. */
export interface BehaviourReport {
  /** Features of the candidate in the same place; empty where nothing could be run. */
  readonly features: readonly Readonly<Record<string, number>>[];
  /** Candidates with the same number do the same on every drawn argument; -1 where nothing is known. */
  readonly groups: readonly number[];
}

/** Runs the original and every version of it on drawn arguments and compares what they do. */
export async function behaviourEvidence(
  original: FunctionInfo,
  versions: readonly (FunctionInfo | undefined)[],
  signal: AbortSignal,
): Promise<BehaviourReport> {
  const signature = signatureOf(original);
  const first = createProbe(original.node, original, signature);
  const probes = versions.map(
    (version) => version && createProbe(version.node, version, signature),
  );
  if (!first) return nothingKnown(versions.length);
  explore([first]);
  explore(
    probes.filter((probe): probe is Probe => probe !== undefined),
    1,
  );
  const runs = observeAll(first);
  if (runs.every((run) => run.kind === 'stuck')) return nothingKnown(versions.length);
  const before = traitsOf(first, runs, true);
  const seen = new Map<string, number>([[signatureText(runs), 0]]);
  const shelf = await shelfEvidence(original, first, probes);
  const law = lawEvidence(original, first, probes);
  const features: Record<string, number>[] = [];
  const groups: number[] = [];
  for (const [place, probe] of probes.entries()) {
    signal.throwIfAborted();
    const versionRuns = probe ? observeAll(probe) : [];
    const text = signatureText(versionRuns);
    if (probe && !seen.has(text)) seen.set(text, seen.size);
    groups.push(probe ? (seen.get(text) ?? -1) : -1);
    const found = probe ? compare(before, probe, versionRuns, groups.at(-1) === 0) : {};
    const named: Record<string, number> = {
      known: shelf.fixes[place] ?? 0,
      keep: shelf.known,
      lawFix: law.fixes[place] ?? 0,
      lawBreak: law.breaks[place] ?? 0,
      lawKeep: law.kept,
    };
    features.push({
      ...found,
      ...Object.fromEntries(Object.entries(named).filter(([, value]) => value > 0)),
    });
  }
  return { features, groups };
}

function nothingKnown(count: number): BehaviourReport {
  return {
    features: Array.from({ length: count }, () => ({})),
    groups: Array.from({ length: count }, () => -1),
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
