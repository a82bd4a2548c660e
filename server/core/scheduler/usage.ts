/**
 * When a model will be asked next, learnt from the requests as they come. Time is counted in switches (a
 * request for another model than the one before), because only switches can cost a load. The forecast of a
 * model is E[exp(−D/κ)], D its distance to the next use in switches: near 1 when it is due, near 0 when far.
 *
 * Each forecast blends several simple ones by a logistic regression that goes on learning from what comes
 * true, as LRB does for web caches (Song et al., NSDI 2020): the distribution of a model's own gaps given its
 * age (the hit density of LHD, Beckmann et al., NSDI 2018), its share of the switches with ageing (LFU-DA,
 * Arlitt et al. 2000), which model follows which (roles: a draft is followed by its review), the time of day.
 */
export interface Usage {
  /** Takes note of a request, in order of time. */
  used(model: string, at: number): void;
  /** E[exp(−D/κ)] of a model, in 0…1. */
  forecast(model: string, at: number): number;
  /** What was learnt, as plain JSON, to be given to the next start. */
  snapshot(): UsageSnapshot;
}

/** The learnt weights, one for each feature. */
export interface UsageSnapshot {
  readonly weights: readonly number[];
}

interface Pending {
  readonly tick: number;
  readonly features: readonly number[];
  readonly keys: readonly string[];
}

interface Track {
  lastAt: number;
  lastTick: number;
  /** Decayed counts of gaps between uses, by the logarithm of their length. */
  readonly tickGaps: number[];
  readonly timeGaps: number[];
  shortShare: number;
  longShare: number;
  readonly hours: number[];
  pending: Pending[];
}

interface Mean {
  sum: number;
  count: number;
}

/** κ: uses further away than a few of these count for little. */
const horizonTicks = 2;
const bins = 12;
const hourBins = 12;
const gapDecay = 0.97;
const shortDecay = 0.85;
const longDecay = 0.985;
const learningRate = 0.005;
const minuteMs = 60_000;
/** Fitted on seeds that are not reported (docs/decisions/2026-11-26-scheduler.md). */
const startWeights: readonly number[] = [
  -0.09, 0.18, 0.26, 0.22, 0.3, 0.12, -0.07, -0.06, -0.03, 0.11,
];

/** A forecast that knows nothing yet, or continues from what an earlier one learnt. */
export function createUsage(kept?: UsageSnapshot): Usage {
  const tracks = new Map<string, Track>();
  const follows = new Map<string, Mean>();
  const hourTotals = new Array<number>(hourBins).fill(0);
  const weights = [...(kept?.weights.length === startWeights.length ? kept.weights : startWeights)];
  const squares = new Array<number>(startWeights.length).fill(1);
  let tick = 0;
  let last = '';
  let beforeLast = '';

  function trackOf(model: string): Track {
    let track = tracks.get(model);
    if (!track) tracks.set(model, (track = emptyTrack(tick)));
    return track;
  }

  function used(model: string, at: number): void {
    const track = trackOf(model);
    if (model === last) {
      track.lastAt = at;
      return;
    }
    tick++;
    settle(track);
    noteGap(track, at);
    for (const [id, each] of tracks) {
      each.shortShare = shortDecay * each.shortShare + (id === model ? 1 - shortDecay : 0);
      each.longShare = longDecay * each.longShare + (id === model ? 1 - longDecay : 0);
    }
    beforeLast = last;
    last = model;
    for (const [id, each] of tracks) if (id !== model) sample(id, each, at);
  }

  function noteGap(track: Track, at: number): void {
    if (track.lastAt >= 0) {
      addGap(track.tickGaps, tick - track.lastTick);
      addGap(track.timeGaps, (at - track.lastAt) / (minuteMs / 4));
    }
    track.lastAt = at;
    track.lastTick = tick;
    const hour = hourBin(at);
    track.hours[hour] = (track.hours[hour] as number) + 1;
    hourTotals[hour] = (hourTotals[hour] as number) + 1;
  }

  /** The forecasts that wait for this use become lessons. */
  function settle(track: Track): void {
    for (const pending of track.pending)
      learn(pending, Math.exp(-(tick - pending.tick - 1) / horizonTicks));
    track.pending = [];
  }

  function sample(id: string, track: Track, at: number): void {
    const keys = [`${last}>${id}`, `${beforeLast}>${last}>${id}`];
    track.pending.push({ tick, features: featuresOf(id, track, at), keys });
    const [oldest] = track.pending;
    if (oldest && tick - oldest.tick > 5 * horizonTicks) {
      track.pending.shift();
      learn(oldest, 0);
    }
  }

  function learn({ features, keys }: Pending, truth: number): void {
    for (const key of keys) {
      const mean = follows.get(key) ?? { sum: 0, count: 0 };
      follows.set(key, { sum: 0.98 * mean.sum + truth, count: 0.98 * mean.count + 1 });
    }
    const error = truth - logistic(dot(weights, features));
    features.forEach((value, at) => {
      const slope = error * value;
      squares[at] = (squares[at] as number) + slope * slope;
      weights[at] =
        (weights[at] as number) + (learningRate * slope) / Math.sqrt(squares[at] as number);
    });
  }

  function featuresOf(id: string, track: Track, at: number): number[] {
    const ageTicks = tick - track.lastTick;
    const ageMinutes = track.lastAt < 0 ? 600 : (at - track.lastAt) / minuteMs;
    const one = follows.get(`${last}>${id}`);
    const prior = Math.min(0.9, track.longShare * 3 + 0.05);
    const first = ((one?.sum ?? 0) + 2 * prior) / ((one?.count ?? 0) + 2);
    const two = follows.get(`${beforeLast}>${last}>${id}`);
    const second = ((two?.sum ?? 0) + 2 * first) / ((two?.count ?? 0) + 2);
    const hour = hourBin(at);
    const hourly =
      ((track.hours[hour] as number) + 6 * track.longShare) / ((hourTotals[hour] as number) + 6);
    return [
      1,
      logit(soonAfter(track.tickGaps, pooled('tickGaps'), ageTicks, horizonTicks)),
      logit(soonAfter(track.timeGaps, pooled('timeGaps'), ageMinutes * 4, 40)),
      logit(first),
      logit(second),
      logit(track.shortShare),
      logit(track.longShare),
      logit(hourly),
      -Math.log(1 + ageTicks),
      -Math.log(1 + ageMinutes),
    ];
  }

  function pooled(kind: 'tickGaps' | 'timeGaps'): readonly number[] {
    const sums = new Array<number>(bins + 8).fill(0);
    for (const track of tracks.values())
      track[kind].forEach((count, at) => (sums[at] = (sums[at] as number) + count));
    return sums;
  }

  return {
    used,
    forecast: (model, at) => {
      const track = tracks.get(model);
      return track ? logistic(dot(weights, featuresOf(model, track, at))) : 0;
    },
    snapshot: () => ({ weights: [...weights] }),
  };
}

function emptyTrack(tick: number): Track {
  return {
    lastAt: -1,
    lastTick: tick,
    tickGaps: new Array<number>(bins + 8).fill(0),
    timeGaps: new Array<number>(bins + 8).fill(0),
    shortShare: 0,
    longShare: 0,
    hours: new Array<number>(hourBins).fill(0),
    pending: [],
  };
}

/** Bins at powers of √2 (of ticks, or of quarter minutes). */
function binOf(length: number): number {
  return Math.max(0, Math.min(bins + 7, Math.floor(2 * Math.log2(Math.max(1, length)))));
}

function addGap(gaps: number[], length: number): void {
  for (let at = 0; at < gaps.length; at++) gaps[at] = gapDecay * (gaps[at] as number);
  const bin = binOf(length);
  gaps[bin] = (gaps[bin] as number) + 1;
}

/** E[exp(−(gap − age)/scale)] over the gaps that are longer than the age, with a prior from all models. */
function soonAfter(
  own: readonly number[],
  all: readonly number[],
  age: number,
  scale: number,
): number {
  const total = all.reduce((sum, count) => sum + count, 0);
  const lengthOf = (bin: number): number => 2 ** ((bin + 0.5) / 2);
  let mass = 0.2;
  let sum = 0.02;
  for (let bin = binOf(age); bin < own.length; bin++) {
    const weight = (own[bin] as number) + (total > 0 ? (2 * (all[bin] as number)) / total : 0);
    mass += weight;
    sum += weight * Math.exp(-Math.max(0, lengthOf(bin) - age) / scale);
  }
  return sum / mass;
}

function hourBin(at: number): number {
  return Math.floor(at / (2 * 60 * minuteMs)) % hourBins;
}

function logit(p: number): number {
  const bounded = Math.min(0.99, Math.max(0.01, p));
  return Math.log(bounded / (1 - bounded));
}

function logistic(x: number): number {
  return 1 / (1 + Math.exp(-x));
}

function dot(one: readonly number[], other: readonly number[]): number {
  return one.reduce((sum, value, at) => sum + value * (other[at] as number), 0);
}
