import { Bag, Dict, fingerprint, settled, type Value } from '../run/values.ts';
import type { Observation, Probe } from './probe.ts';

/** What a version of a function does on a number of drawn arguments, as shares between 0 and 1. */
export interface Traits {
  /** Runs that end in an exception that the code did not raise itself. */
  readonly crashes: number;
  /** Runs that do not end. */
  readonly endless: number;
  /** Results that hold `undefined` or `NaN`. */
  readonly holes: number;
  /** 1 when every run gives the same although the arguments differ. */
  readonly constant: number;
  /** 1 when no run gives or changes anything. */
  readonly idle: number;
  /** 1 when every run gives one of its arguments back as it was. */
  readonly echoes: number;
  /** Parameters whose value makes no difference to any run. */
  readonly ignored: number;
  /** Runs that the interpreter could not follow. */
  readonly stuck: number;
}

/** The seeds on which versions are compared. */
export const seeds: readonly number[] = Array.from({ length: 14 }, (_, place) => place + 1);

/** Runs a version on every seed. */
export function observeAll(probe: Probe): readonly Observation[] {
  return seeds.map((seed) => probe.observe(seed));
}

/** Summarises runs. */
export function traitsOf(
  probe: Probe,
  runs: readonly Observation[],
  countsIgnored: boolean,
): Traits {
  const followed = runs.filter((run) => run.kind !== 'stuck');
  const share = (accept: (run: Observation) => boolean): number =>
    followed.length === 0 ? 0 : followed.filter(accept).length / followed.length;
  const returned = followed.filter((run) => run.kind === 'returned');
  const inputs = new Set(followed.map((run) => run.inputs));
  const outcomes = new Set(followed.map((run) => run.text));
  const isQuiet = followed.every((run) => !run.changes);
  const isVaried = inputs.size >= 5;
  return {
    crashes: share((run) => run.kind === 'raised' && !run.deliberate),
    endless: share((run) => run.kind === 'endless'),
    holes: share((run) => run.kind === 'returned' && hasHole(run.result)),
    constant: isVaried && outcomes.size === 1 && isQuiet && !isNothing(returned[0]?.result) ? 1 : 0,
    idle:
      returned.length > 0 &&
      returned.length === followed.length &&
      isQuiet &&
      returned.every((run) => isNothing(run.result))
        ? 1
        : 0,
    echoes:
      isVaried &&
      returned.length >= 5 &&
      isQuiet &&
      returned.every((run) => run.args.some((arg) => fingerprint(arg) === run.text))
        ? 1
        : 0,
    ignored: countsIgnored ? ignoredParameters(probe, runs) : 0,
    stuck: runs.length === 0 ? 1 : 1 - followed.length / runs.length,
  };
}

function isNothing(value: Value): boolean {
  const at = settled(value);
  return at === undefined || at === null;
}

/** Whether a result holds something that no correct code gives on plain arguments. */
export function hasHole(value: Value, depth = 0): boolean {
  const at = settled(value);
  if (typeof at === 'number') return Number.isNaN(at);
  if (typeof at === 'string') return /\b(undefined|NaN)\b|\[object Object\]/.test(at);
  if (depth > 3) return false;
  const inner = (each: Value): boolean => settled(each) === undefined || hasHole(each, depth + 1);
  if (Array.isArray(at)) return at.some(inner);
  if (at instanceof Bag) return at.values().some(inner);
  return at instanceof Dict && at.kind !== 'object' ? at.values().some(inner) : false;
}

/** How many parameters can be drawn anew without any run changing. */
function ignoredParameters(probe: Probe, runs: readonly Observation[]): number {
  return probe.signature.parameters.filter(({ shape }, place) => {
    if (/^(_.*|self|cls|event|e|args|kwargs|options)$/.test(shape.name)) return false;
    if (runs.some((run) => run.calls.includes(`${shape.name}.`))) return false;
    let compared = 0;
    for (const [index, seed] of seeds.entries()) {
      const before = runs[index];
      const after = probe.observe(seed, { changed: place });
      if (
        !before ||
        before.kind === 'stuck' ||
        after.kind === 'stuck' ||
        before.inputs === after.inputs
      )
        continue;
      compared += 1;
      if (
        before.text !== after.text ||
        before.calls !== after.calls ||
        otherEffects(before, place) !== otherEffects(after, place)
      )
        return false;
    }
    return compared >= 4;
  }).length;
}

/** What became of the arguments other than one. */
function otherEffects(run: Observation, place: number): string {
  return (
    run.after.filter((_, index) => index !== place).join(';') + String(run.changed.includes(place))
  );
}
