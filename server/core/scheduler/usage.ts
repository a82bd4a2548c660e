import { sigmoid } from '../confidence/numbers.ts';
import { addGap, noGaps, pooled, soonAfter, type Gaps } from './gaps.ts';
import { forecastOf } from './forecastNet.ts';

/**
 * When a model will be asked next, learnt from the requests as they come. Time is counted in switches (a
 * request for another model than the one before), because only switches can cost a load. The forecast of a
 * model is E[exp(−D/κ)], D its distance to the next use in switches: near 1 when it is due, near 0 when far.
 *
 * A small network reads what was seen of a model, in the manner of LRB for web caches (Song et al., NSDI 2020): the
 * distribution of its own gaps given its age, its shares of switches and of requests with ageing at several rates
 * (LFU-DA, Arlitt et al. 2000), which model follows which (roles: a draft is followed by its review), the time of day,
 * what work under way will ask next, and the same of the model that is asked now. Those are learnt anew by everyone
 * who uses it; how they are weighed is fitted once, on synthetic days (training/scheduler), and corrected by a logistic
 * regression that goes on learning from what comes true.
 */
export interface Usage {
  /** Takes note of a request, in order of time; `then` are the models that its work will ask next. */
  used(model: string, at: number, then?: readonly string[]): void;
  /** E[exp(−D/κ)] of a model, in 0…1; 0 for one that was never used. */
  forecast(model: string, at: number): number;
  /** What the network reads of a model that was used. */
  features(model: string, at: number): number[];
}

/** κ: uses further away than a few of these count for little. */
const horizonTicks = 2;

interface Pending {
  readonly tick: number;
  readonly evidence: readonly number[];
  readonly keys: readonly string[];
}

interface Track {
  lastAt: number;
  lastTick: number;
  readonly tickGaps: Gaps;
  readonly timeGaps: Gaps;
  /** Shares of the switches, by {@link shareDecays}; the first two are fast and slow. */
  switchShares: number[];
  requestShares: number[];
  /** Requests, fading by {@link halfLives}, as of `lastAt`. */
  counts: number[];
  /** Requests in a row when it was last asked. */
  lastRun: number;
  readonly hours: number[];
  pending: Pending[];
}

interface Mean {
  sum: number;
  count: number;
}

const hourBins = 12;
const fastDecay = 0.85;
const slowDecay = 0.985;
const shareDecays = [fastDecay, slowDecay, 0.7, 0.9, 0.97, 0.99];
const requestDecays = [0.7, 0.9, 0.97, 0.99];
const halfLives = [2, 10, 60];
const minuteMs = 60_000;
/** Of the correction that is learnt here, by AdaGrad (Duchi et al. 2011). */
const learningRate = 0.03;
/** What was announced and did not come is not expected any more. */
const plannedMs = minuteMs;

/** A forecast that knows nothing yet; `localTimeAtZero` is the time of day at moment 0, in milliseconds. */
export function createUsage(localTimeAtZero = 0): Usage {
  const tracks = new Map<string, Track>();
  const follows = new Map<string, Mean>();
  const hourTotals = new Array<number>(hourBins).fill(0);
  const planned = new Map<string, number>();
  /** Models by their last use, the latest first. */
  const recent: string[] = [];
  /** For {@link evidenceOf}: at first the network's word alone. */
  const weights = [1, 0, 0, 0, 0, 0];
  const squares = weights.map(() => 1);
  let tick = 0;
  let last = '';
  let beforeLast = '';
  let lastRequestAt = 0;
  let lastPauseMs = 0;
  let switchedAt = 0;
  let run = 0;

  function trackOf(model: string): Track {
    let track = tracks.get(model);
    if (!track) tracks.set(model, (track = emptyTrack(tick)));
    return track;
  }

  function used(model: string, at: number, then: readonly string[] = []): void {
    planned.delete(model);
    for (const next of then) planned.set(next, at + plannedMs);
    const track = trackOf(model);
    lastPauseMs = at - lastRequestAt;
    lastRequestAt = at;
    for (const [id, each] of tracks)
      each.requestShares = aged(each.requestShares, requestDecays, id === model);
    track.counts = faded(track, at).map((count) => count + 1);
    if (model === last) {
      run++;
      track.lastAt = at;
      return;
    }
    switchTo(model, track, at);
  }

  function switchTo(model: string, track: Track, at: number): void {
    const before = tracks.get(last);
    if (before) before.lastRun = run;
    run = 1;
    switchedAt = at;
    recent.splice(0, recent.length, model, ...recent.filter((id) => id !== model));
    tick++;
    settle(track);
    noteGap(track, at);
    for (const [id, each] of tracks)
      each.switchShares = aged(each.switchShares, shareDecays, id === model);
    beforeLast = last;
    last = model;
    for (const [id, each] of tracks) if (id !== model) expectUse(id, each, at);
  }

  function noteGap(track: Track, at: number): void {
    if (track.lastAt >= 0) {
      addGap(track.tickGaps, tick - track.lastTick);
      addGap(track.timeGaps, (at - track.lastAt) / (minuteMs / 4));
    }
    track.lastAt = at;
    track.lastTick = tick;
    const hour = hourBin(localTimeAtZero + at);
    track.hours[hour] = (track.hours[hour] as number) + 1;
    hourTotals[hour] = (hourTotals[hour] as number) + 1;
  }

  /** What waited for this use tells how soon it follows what came before. */
  function settle(track: Track): void {
    for (const pending of track.pending)
      learn(pending, Math.exp(-(tick - pending.tick - 1) / horizonTicks));
    track.pending = [];
  }

  function expectUse(id: string, track: Track, at: number): void {
    track.pending.push({ tick, keys: keysOf(id), evidence: evidenceOf(features(id, at)) });
    const [oldest] = track.pending;
    if (oldest && tick - oldest.tick > 5 * horizonTicks) {
      track.pending.shift();
      learn(oldest, 0);
    }
  }

  function learn({ keys, evidence }: Pending, truth: number): void {
    for (const key of keys) {
      const mean = follows.get(key) ?? { sum: 0, count: 0 };
      follows.set(key, { sum: 0.98 * mean.sum + truth, count: 0.98 * mean.count + 1 });
    }
    const error = truth - sigmoid(dot(weights, evidence));
    evidence.forEach((value, at) => {
      const slope = error * value;
      squares[at] = (squares[at] as number) + slope * slope;
      weights[at] =
        (weights[at] as number) + (learningRate * slope) / Math.sqrt(squares[at] as number);
    });
  }

  function keysOf(id: string): readonly [string, string] {
    return [`${last}>${id}`, `${beforeLast}>${last}>${id}`];
  }

  function features(id: string, at: number): number[] {
    const track = trackOf(id);
    const now = tracks.get(last) ?? track;
    const place = recent.indexOf(id);
    return [
      ...ageFeatures(track, at),
      ...followFeatures(id, track),
      ...hourFeatures(track, at),
      ...habitFeatures(track, at),
      place < 0 ? 1 : place / 8,
      place === 1 ? 1 : 0,
      place === 2 ? 1 : 0,
      tracks.size / 8,
      Math.log(1 + lastPauseMs / 1000),
      Math.log(1 + (at - switchedAt) / 1000),
      Math.log(1 + run),
      Math.log(1 + now.lastRun),
      ...now.switchShares.slice(2),
      ...now.requestShares,
      Math.log(1 + tick),
      (planned.get(id) ?? 0) > at ? 1 : 0,
    ];
  }

  function ageFeatures(track: Track, at: number): number[] {
    const ticks = tick - track.lastTick;
    const minutes = track.lastAt < 0 ? 600 : (at - track.lastAt) / minuteMs;
    const all = [...tracks.values()];
    return [
      logit(
        soonAfter(track.tickGaps, pooled(all.map((each) => each.tickGaps)), ticks, horizonTicks),
      ),
      logit(soonAfter(track.timeGaps, pooled(all.map((each) => each.timeGaps)), minutes * 4, 40)),
      -Math.log(1 + ticks),
      -Math.log(1 + minutes),
      track.lastAt < 0 ? 1 : 0,
    ];
  }

  /** How soon it came where the last model, and the last two, came before. */
  function followFeatures(id: string, track: Track): number[] {
    const [afterOne, afterTwo] = keysOf(id).map(
      (key) => follows.get(key) ?? { sum: 0, count: 0 },
    ) as [Mean, Mean];
    const prior = Math.min(0.9, (track.switchShares[1] as number) * 3 + 0.05);
    const one = (afterOne.sum + 2 * prior) / (afterOne.count + 2);
    const two = (afterTwo.sum + 2 * one) / (afterTwo.count + 2);
    return [
      logit(one),
      logit(two),
      Math.log(1 + afterOne.count),
      Math.log(1 + afterTwo.count),
      afterOne.sum / (afterOne.count + 0.5),
    ];
  }

  function hourFeatures(track: Track, at: number): number[] {
    const hour = hourBin(localTimeAtZero + at);
    const share = track.switchShares[1] as number;
    const own = (track.hours[hour] as number) + 6 * share;
    return [logit(own / ((hourTotals[hour] as number) + 6))];
  }

  return {
    used,
    features,
    forecast: (model, at) =>
      tracks.has(model) ? sigmoid(dot(weights, evidenceOf(features(model, at)))) : 0,
  };
}

/** The network's word and, beside it, what it read that is an estimate by itself, as logits. */
function evidenceOf(features: readonly number[]): number[] {
  return [logit(forecastOf(features)), 1, ...features.slice(0, 2), ...features.slice(5, 7)];
}

function habitFeatures(track: Track, at: number): number[] {
  const [fast, slow, ...shares] = track.switchShares;
  return [
    logit(fast as number),
    logit(slow as number),
    Math.log(1 + track.lastRun),
    ...shares,
    ...track.requestShares,
    ...faded(track, at).map((count) => Math.log(1 + count)),
  ];
}

function emptyTrack(tick: number): Track {
  return {
    lastAt: -1,
    lastTick: tick,
    tickGaps: noGaps(),
    timeGaps: noGaps(),
    switchShares: shareDecays.map(() => 0),
    requestShares: requestDecays.map(() => 0),
    counts: halfLives.map(() => 0),
    lastRun: 0,
    hours: new Array<number>(hourBins).fill(0),
    pending: [],
  };
}

function aged(shares: readonly number[], decays: readonly number[], hit: boolean): number[] {
  return shares.map((share, at) => {
    const decay = decays[at] as number;
    return decay * share + (hit ? 1 - decay : 0);
  });
}

/** The counts of a track as they are by now. */
function faded({ counts, lastAt }: Track, at: number): number[] {
  if (lastAt < 0) return [...counts];
  const minutes = (at - lastAt) / minuteMs;
  return counts.map((count, which) => count * 0.5 ** (minutes / (halfLives[which] as number)));
}

function hourBin(at: number): number {
  return Math.floor(at / (2 * 60 * minuteMs)) % hourBins;
}

function logit(p: number): number {
  const bounded = Math.min(0.99, Math.max(0.01, p));
  return Math.log(bounded / (1 - bounded));
}

function dot(one: readonly number[], other: readonly number[]): number {
  return one.reduce((sum, value, at) => sum + value * (other[at] as number), 0);
}
