import { createExpectedCostPolicy } from '../../core/scheduler/policy.ts';
import { priorities, type Priority } from '../../core/scheduler/types.ts';
import { countLimited, keepAlive, leastFrequent, leastRecent, type Baseline } from './baselines.ts';
import { optimalReloadMs } from './optimum.ts';
import { simulate, type SimulatedRun } from './simulate.ts';
import type { Trace } from './traces.ts';

/** The rules that are compared; `victims` is ours with the rivals' queue, so that its share shows. */
export const rules = ['lru', 'lfu', 'ttl', 'count', 'victims', 'ours'] as const;
export type Rule = (typeof rules)[number];

/** One trace under one budget, over one or several seeds. */
export interface ComparisonRow {
  readonly trace: string;
  /** The budget as a share of all models together. */
  readonly share: number;
  readonly requests: number;
  readonly reloadMs: Readonly<Record<Rule, number>>;
  /** The least load time for the requests in the order in which they came (as LRU served them). */
  readonly optimumMs: number;
  /** The least load time for the order in which we served them, which background work may have changed. */
  readonly ownOptimumMs: number;
  readonly waitMs: Readonly<Record<'lru' | 'ours', Readonly<Record<Priority, number>>>>;
  /** Interactive requests that waited while a load for background work held the disk. */
  readonly behindBackground: Readonly<Record<'lru' | 'ours', number>>;
  readonly refused: number;
  readonly unanswered: number;
}

/** Plays the same trace with every seed under every rule and adds up. */
export function compare(
  shape: (seed: number) => Trace,
  share: number,
  seeds: readonly number[],
): ComparisonRow {
  const outcomes = seeds.map((seed) => playAll(shape(seed), share));
  const total = (of: (outcome: Outcome) => number): number =>
    outcomes.reduce((sum, outcome) => sum + of(outcome), 0);
  const totalRuns = (of: (run: SimulatedRun) => number): number =>
    total(({ runs }) => of(runs.ours));
  const waitsOf = (rule: 'lru' | 'ours'): Record<Priority, number> =>
    meanWaits(outcomes.map(({ runs }) => runs[rule]));
  const behind = (rule: 'lru' | 'ours'): number =>
    total(({ runs }) => runs[rule].waits.filter((wait) => wait.behindBackgroundMs > 0).length);
  return {
    trace: outcomes[0]?.trace.name ?? '',
    share,
    requests: totalRuns(({ served }) => served.length),
    reloadMs: Object.fromEntries(
      rules.map((rule) => [rule, total(({ runs }) => runs[rule].reloadMs)]),
    ) as Record<Rule, number>,
    optimumMs: total(({ optimumMs }) => optimumMs),
    ownOptimumMs: total(({ ownOptimumMs }) => ownOptimumMs),
    waitMs: { lru: waitsOf('lru'), ours: waitsOf('ours') },
    behindBackground: { lru: behind('lru'), ours: behind('ours') },
    refused: totalRuns(({ refused }) => refused),
    unanswered: totalRuns(({ open }) => open),
  };
}

interface Outcome {
  readonly trace: Trace;
  readonly runs: Readonly<Record<Rule, SimulatedRun>>;
  readonly optimumMs: number;
  readonly ownOptimumMs: number;
}

function playAll(trace: Trace, share: number): Outcome {
  const sizes = trace.models.map(({ bytes }) => bytes);
  const budgetBytes = Math.max(share * sizes.reduce((sum, bytes) => sum + bytes, 0), ...sizes);
  const play = (baseline: Omit<Baseline, 'settings'> & Partial<Baseline>): SimulatedRun =>
    simulate({ trace, budgetBytes, ...baseline });
  const runs: Record<Rule, SimulatedRun> = {
    lru: play(leastRecent()),
    lfu: play(leastFrequent()),
    ttl: play(keepAlive()),
    count: play(countLimited(budgetBytes, sizes)),
    victims: play({ ...leastRecent(), policy: createExpectedCostPolicy() }),
    ours: play({ policy: createExpectedCostPolicy() }),
  };
  const places = new Map(trace.models.map(({ id }, at) => [id, at]));
  const optimumOf = ({ served }: SimulatedRun): number =>
    optimalReloadMs(
      trace.models,
      served.map((model) => places.get(model) ?? 0),
      budgetBytes,
    );
  return { trace, runs, optimumMs: optimumOf(runs.lru), ownOptimumMs: optimumOf(runs.ours) };
}

function meanWaits(runs: readonly SimulatedRun[]): Record<Priority, number> {
  const waits = runs.flatMap((run) => run.waits);
  return Object.fromEntries(
    priorities.map((priority) => {
      const own = waits.filter((wait) => wait.priority === priority);
      return [priority, own.reduce((sum, { ms }) => sum + ms, 0) / Math.max(1, own.length)];
    }),
  ) as Record<Priority, number>;
}
