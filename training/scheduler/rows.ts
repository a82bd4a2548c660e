import { createWriteStream } from 'node:fs';
import { once } from 'node:events';
import { parseArgs } from 'node:util';
import { leastRecent } from '../../server/bench/scheduler/baselines.ts';
import { simulate } from '../../server/bench/scheduler/simulate.ts';
import { traceShapes, type Trace } from '../../server/bench/scheduler/traces.ts';
import { createUsage } from '../../server/core/scheduler/usage.ts';

/**
 * Rows for the forecast of a model's next use, from synthetic days:
 *
 *     npx tsx training/scheduler/rows.ts --seeds 21-150 --out ROWS.f32
 *
 * One row for each switch and each model that is not asked then: number of the shape, distance to the next use in switches (at
 * most 200), load time in seconds, features. Little-endian float32, all rows of one length. The seeds that are reported (11 to 13)
 * and fitted on must not meet, and neither must a fresh one of `npm run bench:scheduler`, which is at least 1,000.
 */

/** A use further away counts as never. */
const furthest = 200;

interface Sample {
  readonly tick: number;
  readonly model: string;
  readonly features: readonly number[];
}

async function main(): Promise<void> {
  const { seeds = '', out = '' } = parseArgs({
    options: { seeds: { type: 'string' }, out: { type: 'string' } },
  }).values;
  const [from = NaN, to = NaN] = seeds.split('-').map(Number);
  if (!out || !(from <= to) || from <= 13 || to >= 1000) {
    process.stderr.write('Give --seeds FROM-TO between 14 and 999, and --out FILE.\n');
    process.exit(2);
  }
  const file = createWriteStream(out);
  for (const [shape, draw] of Object.values(traceShapes).entries()) {
    for (let seed = from; seed <= to; seed++) {
      const rows = Float32Array.from(rowsOf(draw(seed), shape));
      if (!file.write(Buffer.from(rows.buffer))) await once(file, 'drain');
    }
  }
  file.end();
  await once(file, 'finish');
}

function rowsOf(trace: Trace, shape: number): number[] {
  const usage = createUsage();
  const order: string[] = [];
  const samples: Sample[] = [];
  const budgetBytes = trace.models.reduce((sum, { bytes }) => sum + bytes, 0);
  // With room for all, requests come as their users make them.
  simulate({
    trace,
    budgetBytes,
    ...leastRecent(),
    observe({ event, now }) {
      if (event.kind !== 'submit' || event.request.priority === 'background') return;
      const { model, then } = event.request;
      usage.used(model, now, then);
      if (model === order.at(-1)) return;
      order.push(model);
      for (const other of new Set(order))
        if (other !== model)
          samples.push({
            tick: order.length,
            model: other,
            features: usage.features(other, now),
          });
    },
  });
  const loadSeconds = new Map(trace.models.map(({ id, loadMs }) => [id, loadMs / 1000]));
  return samples.flatMap(({ tick, model, features }) => [
    shape,
    distance(order, tick, model),
    loadSeconds.get(model) ?? 0,
    ...features,
  ]);
}

function distance(order: readonly string[], tick: number, model: string): number {
  for (let away = 0; away < furthest; away++) if (order[tick + away] === model) return away;
  return furthest;
}

await main();
