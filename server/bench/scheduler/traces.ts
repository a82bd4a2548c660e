import type { Priority } from '../../core/scheduler/types.ts';
import type { Random } from '../../core/random.ts';
import { createRandom } from '../../core/random.ts';
import {
  drawModels,
  exponential,
  logNormal,
  pickWeighted,
  type TraceModel,
} from './traceModels.ts';

/** One request to a model; it is made `afterMs` after the step before it was answered. */
export interface Step {
  readonly model: string;
  readonly priority: Priority;
  readonly serviceMs: number;
  readonly afterMs: number;
  /** Models that usually come after it in the same job, which is known when it is made. */
  readonly then?: readonly string[];
}

/** Requests that follow each other, e.g. a draft and its review. */
export interface Job {
  readonly at: number;
  /** Which window asks. */
  readonly client?: number;
  readonly steps: readonly Step[];
}

/** A day (or more) of requests. */
export interface Trace {
  readonly name: string;
  readonly models: readonly TraceModel[];
  /** In order of time. */
  readonly jobs: readonly Job[];
}

const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;
const day = 24 * hour;

interface Draw {
  readonly random: Random;
  readonly jobs: Job[];
}

/** The shapes of traces that are committed, each a function of a seed. */
export const traceShapes: Readonly<Record<string, (seed: number) => Trace>> = {
  sessions: (seed) => build('sessions', seed, sessionModels, drawSessions),
  pipelines: (seed) => build('pipelines', seed, pipelineModels, drawPipelines),
  drift: (seed) => build('drift', seed, driftModels, drawDrift),
  scans: (seed) => build('scans', seed, pipelineModels, drawScans),
  timetable: (seed) => build('timetable', seed, sessionModels, drawTimetable),
  workday: (seed) => build('workday', seed, workdayModels, drawWorkday),
  windows: (seed) => build('windows', seed, pipelineModels, drawWindows),
};

function build(
  name: string,
  seed: number,
  models: readonly (readonly [string, number])[],
  fill: (draw: Draw) => void,
): Trace {
  const random = createRandom(seed * 7919 + name.length * 104_729 + name.charCodeAt(0));
  const jobs: Job[] = [];
  const drawn = drawModels(models, random);
  fill({ random, jobs });
  return { name, models: drawn, jobs: jobs.sort((one, other) => one.at - other.at) };
}

const sessionModels = [
  ['code', 4.7],
  ['prose', 2.0],
  ['chat', 5.2],
  ['logic', 1.1],
  ['tiny', 0.4],
] as const;
const pipelineModels = [
  ['code', 4.7],
  ['prose', 2.5],
  ['reviewer', 3.2],
  ['logic', 1.1],
  ['chat', 6.0],
  ['embed', 0.4],
] as const;
const driftModels = [
  ['a', 0.6],
  ['b', 1.2],
  ['c', 2.0],
  ['d', 2.6],
  ['e', 3.4],
  ['f', 4.4],
  ['g', 5.2],
  ['h', 6.0],
] as const;
const workdayModels = [
  ['complete', 1.0],
  ['code', 4.7],
  ['reviewer', 3.2],
  ['prose', 2.5],
  ['chat', 5.5],
  ['embed', 0.4],
  ['rerank', 0.6],
  ['teacher', 6.0],
] as const;

/** Starts of sessions over the days: many in the working hours, few in the evening, none at night. */
function sessionStarts({ random }: Draw, days: number, meanGapMs: number): number[] {
  const starts: number[] = [];
  for (let at = 0; at < days * day; at += exponential(meanGapMs, random)) {
    const clock = (at % day) / hour;
    const busy = clock < 8 ? 0.02 : clock < 12 ? 1 : clock < 13.5 ? 0.3 : clock < 18 ? 1 : 0.25;
    if (random() < busy) starts.push(at);
  }
  return starts;
}

function step(
  model: string,
  priority: Priority,
  serviceMs: number,
  random: Random,
  afterMs = 0,
): Step {
  const duration = Math.max(50, Math.min(5 * minute, logNormal(serviceMs, 0.5, random)));
  return { model, priority, serviceMs: Math.round(duration), afterMs: Math.round(afterMs) };
}

/** Bursts on one main model with a share of others. */
function drawSessions(draw: Draw): void {
  const { random, jobs } = draw;
  for (const start of sessionStarts(draw, 2, 14 * minute)) {
    const main = pickWeighted(
      [
        ['code', 5],
        ['prose', 3],
        ['chat', 3],
        ['logic', 1],
      ],
      random,
    );
    let at = start;
    for (let left = 3 + Math.floor(random() * 25); left > 0; left--) {
      const model =
        random() < 0.85
          ? main
          : pickWeighted(
              [
                ['tiny', 4],
                ['chat', 2],
                ['logic', 2],
                ['prose', 1],
                ['code', 1],
              ],
              random,
            );
      const priority = model === 'chat' ? 'chat' : 'refine';
      jobs.push({ at: Math.round(at), steps: [step(model, priority, 4 * second, random)] });
      at += logNormal(25 * second, 0.9, random);
    }
  }
}

function refineJob(at: number, draft: string, random: Random): Job {
  const steps: Step[] = [{ ...step(draft, 'refine', 6 * second, random), then: ['reviewer'] }];
  if (random() < 0.8) steps.push(step('reviewer', 'refine', 2 * second, random));
  return { at: Math.round(at), steps };
}

/** An expert drafts and the reviewer reads it; questions find passages first. */
function drawPipelines(draw: Draw): void {
  const { random, jobs } = draw;
  for (const start of sessionStarts(draw, 2, 16 * minute)) {
    const main = pickWeighted(
      [
        ['code', 5],
        ['prose', 3],
        ['logic', 1],
        ['chat', 3],
      ],
      random,
    );
    let at = start;
    for (let left = 2 + Math.floor(random() * 15); left > 0; left--) {
      if (main === 'chat') {
        const steps: Step[] = [{ ...step('embed', 'chat', 0.3 * second, random), then: ['chat'] }];
        steps.push(step('chat', 'chat', 9 * second, random));
        jobs.push({ at: Math.round(at), steps });
      } else {
        jobs.push(refineJob(at, random() < 0.9 ? main : 'logic', random));
      }
      at += logNormal(45 * second, 0.8, random);
    }
  }
}

/** Popularity by Zipf's law; every other hour another model rises to the top. */
function drawDrift({ random, jobs }: Draw): void {
  const order = driftModels.map(([id]) => id as string);
  order.sort(() => random() - 0.5);
  let nextDrift = 2 * hour;
  for (let at = 7 * hour; at < 22 * hour; at += exponential(150 * second, random)) {
    while (at > nextDrift) {
      nextDrift += 2 * hour;
      const [risen] = order.splice(1 + Math.floor(random() * (order.length - 1)), 1);
      order.unshift(risen as string);
    }
    const model = pickWeighted(
      order.map((id, rank) => [id, 1 / (rank + 1) ** 1.2] as const),
      random,
    );
    let moment = at;
    for (let left = 1 + Math.floor(exponential(4, random)); left > 0; left--) {
      jobs.push({ at: Math.round(moment), steps: [step(model, 'chat', 5 * second, random)] });
      moment += logNormal(12 * second, 0.6, random);
    }
  }
}

/** Pipelines, and several times a day something walks over every model once: a measurement, a warm-up. */
function drawScans(draw: Draw): void {
  drawPipelines(draw);
  const { random, jobs } = draw;
  for (let at = 8 * hour; at < 2 * day; at += exponential(2 * hour, random)) {
    pipelineModels.forEach(([model], turn) => {
      const steps = [step(model, 'background', 8 * second, random)];
      jobs.push({ at: Math.round(at + turn * 12 * second), steps });
    });
  }
}

/** The same week every day: code in the morning, prose after lunch, questions in the evening. */
function drawTimetable(draw: Draw): void {
  const { random, jobs } = draw;
  for (const start of sessionStarts(draw, 3, 12 * minute)) {
    const clock = (start % day) / hour;
    const main = clock < 12 ? 'code' : clock < 18 ? 'prose' : 'chat';
    let at = start;
    for (let left = 3 + Math.floor(random() * 15); left > 0; left--) {
      const other = pickWeighted(
        [
          ['tiny', 3],
          ['logic', 2],
          ['chat', 1],
          ['code', 1],
        ],
        random,
      );
      const model = random() < 0.75 ? main : other;
      jobs.push({
        at: Math.round(at),
        steps: [step(model, model === 'chat' ? 'chat' : 'refine', 4 * second, random)],
      });
      at += logNormal(30 * second, 0.8, random);
    }
  }
}

/** Two windows of one person or two at once, each with its own sessions, so that their models alternate. */
function drawWindows(draw: Draw): void {
  for (const client of [1, 2]) {
    const own: Job[] = [];
    drawPipelines({ ...draw, jobs: own });
    draw.jobs.push(...own.map((job) => ({ ...job, client })));
  }
  drawIndexing(draw, 'embed');
}

/** Files that changed are read again in the background, a few at a time. */
function drawIndexing({ random, jobs }: Draw, model: string): void {
  for (let at = 8 * hour; at < 2 * day; at += exponential(40 * minute, random))
    for (let turn = 0; turn < 5; turn++) {
      const steps = [step(model, 'background', 2 * second, random)];
      jobs.push({ at: Math.round(at + turn * 5 * second), steps });
    }
}

/** Completions while typing, refines with review, questions with search, and jobs in the background. */
function drawWorkday(draw: Draw): void {
  const { random, jobs } = draw;
  for (const start of sessionStarts(draw, 1, 10 * minute)) {
    const kind = pickWeighted(
      [
        ['coding', 6],
        ['writing', 2],
        ['asking', 3],
      ],
      random,
    );
    let at = start;
    for (let left = 4 + Math.floor(random() * 20); left > 0; left--) {
      jobs.push(workdayJob(at, kind, random));
      at += logNormal(kind === 'coding' ? 15 * second : 40 * second, 0.9, random);
    }
  }
  for (let at = 9 * hour; at < day; at += exponential(50 * minute, random)) {
    const model = random() < 0.6 ? 'embed' : random() < 0.6 ? 'teacher' : 'rerank';
    for (let turn = 0; turn < 6; turn++) {
      const steps = [step(model, 'background', 5 * second, random)];
      jobs.push({ at: Math.round(at + turn * 20 * second), steps });
    }
  }
}

function workdayJob(at: number, kind: string, random: Random): Job {
  if (kind === 'writing') return refineJob(at, 'prose', random);
  if (kind === 'coding') {
    if (random() < 0.8)
      return { at: Math.round(at), steps: [step('complete', 'completion', 400, random)] };
    return refineJob(at, 'code', random);
  }
  const steps = [
    { ...step('embed', 'chat', 300, random), then: ['chat'] },
    ...(random() < 0.5 ? [{ ...step('rerank', 'chat', 500, random), then: ['chat'] }] : []),
    step('chat', 'chat', 10_000, random),
  ];
  return { at: Math.round(at), steps };
}
