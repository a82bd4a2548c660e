import { readFileSync } from 'node:fs';
import { createRandom, type Random } from '../../server/core/random.ts';
import type { TrustChoice } from '../../server/core/trust/choice.ts';
import {
  chooseByContext,
  emptyContextual,
  learnByContext,
} from '../../server/core/trust/contextual.ts';
import { questionKindOf } from '../../server/core/trust/questionKinds.ts';
import {
  chooseByThompson,
  emptyThompson,
  learnByThompson,
} from '../../server/core/trust/thompson.ts';

// npx tsx test/eval/learning.ts SCORES.jsonl [--orders 10] [--seed 1] [--per-day 50] [--policy NAME] [--scenario NAME]
// Streams {"prompt","scores":{member:0..1}} rows in shuffled orders. A policy sees the chosen member's reward alone.

interface Row {
  readonly prompt: string;
  readonly scores: Readonly<Record<string, number>>;
  readonly kind: string;
}

interface Policy {
  choose(row: Row): TrustChoice;
  learn(row: Row, member: string, reward: number, day: number): void;
}

const scenarios = ['steady', 'permuted', 'reversed', 'flipped'] as const;
type Scenario = (typeof scenarios)[number];

const [file, ...rest] = process.argv.slice(2);
if (file === undefined) throw new Error('Name the file of scores.');
const option = (name: string, byDefault: number): number => {
  const at = rest.indexOf(`--${name}`);
  return at < 0 ? byDefault : Number(rest[at + 1]);
};
const chosen = (name: string): string | undefined => {
  const at = rest.indexOf(`--${name}`);
  return at < 0 ? undefined : rest[at + 1];
};
const orders = option('orders', 10);
const firstSeed = option('seed', 1);
const perDay = option('per-day', 50);
const shiftAt = 2000;
const lateFrom = 2500;
const lateTo = 4000;

const rows: readonly Row[] = readFileSync(file, 'utf8')
  .split('\n')
  .filter((line) => line.trim() !== '')
  .map((line) => {
    const { prompt, scores } = JSON.parse(line) as Omit<Row, 'kind'>;
    return { prompt, scores, kind: questionKindOf(prompt) };
  });
const members = Object.keys(rows[0]?.scores ?? {});
const meanOf = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;
const qualities = members.map((member) => meanOf(rows.map((row) => row.scores[member] ?? 0)));

const policies: Readonly<Record<string, (random: Random) => Policy>> = {
  random: (random) => ({
    choose: () => ({
      member: members[Math.floor(random() * members.length)] ?? '',
      propensity: 1 / members.length,
      expected: {},
    }),
    learn: () => undefined,
  }),
  thompson: (random) => thompson(random, () => ''),
  'thompson by kind': (random) => thompson(random, (row) => row.kind),
  contextual: (random) => {
    let state = emptyContextual;
    const contexts = (row: Row): string[] => [`kind:${row.kind}`];
    return {
      choose: (row) => chooseByContext(state, members, contexts(row), random),
      learn: (row, member, reward, day) => {
        state = learnByContext(state, { member, contexts: contexts(row), reward, day });
      },
    };
  },
};

function thompson(random: Random, clusterOf: (row: Row) => string): Policy {
  let state = emptyThompson;
  return {
    choose: (row) => chooseByThompson(state, members, clusterOf(row), random),
    learn: (row, member, reward, day) => {
      state = learnByThompson(state, { member, cluster: clusterOf(row), reward, day });
    },
  };
}

function shuffled<T>(list: readonly T[], random: Random): T[] {
  const copy = [...list];
  for (let at = copy.length - 1; at > 0; at--) {
    const other = Math.floor(random() * (at + 1));
    [copy[at], copy[other]] = [copy[other] as T, copy[at] as T];
  }
  return copy;
}

/** Whose scores each member has from the shift on. */
function successors(scenario: Scenario, random: Random): readonly string[] {
  if (scenario === 'permuted') return shuffled(members, random);
  if (scenario !== 'reversed') return members;
  const ranked = members
    .map((_, at) => at)
    .sort((a, b) => (qualities[a] ?? 0) - (qualities[b] ?? 0));
  const swapped = [...members];
  ranked.forEach((at, rank) => (swapped[at] = members[ranked.at(-1 - rank) ?? 0] ?? ''));
  return swapped;
}

/** True rewards of one pass, in order. */
function stream(make: (random: Random) => Policy, scenario: Scenario, seed: number): number[] {
  const order = shuffled(rows, createRandom(seed));
  const later = successors(scenario, createRandom(seed + 1_000_003));
  const noise = createRandom(seed + 2_000_003);
  const policy = make(createRandom(seed + 3_000_017));
  return order.map((row, step) => {
    const { member } = policy.choose(row);
    const shown = step < shiftAt ? member : (later[members.indexOf(member)] ?? member);
    const reward = row.scores[shown] ?? 0;
    const flipped = scenario === 'flipped' && noise() < 0.2;
    policy.learn(row, member, flipped ? 1 - reward : reward, Math.floor(step / perDay));
    return reward;
  });
}

function describe(values: readonly number[]): string {
  const mean = meanOf(values);
  const spread = Math.sqrt(meanOf(values.map((value) => (value - mean) ** 2)));
  const list = `lowest ${Math.min(...values).toFixed(4)}, sd ${spread.toFixed(4)}`;
  return `${mean.toFixed(4)} (${list}, ${values.length} orders)`;
}

const best = Math.max(...qualities);
const oracle = meanOf(rows.map((row) => Math.max(...Object.values(row.scores))));
process.stdout.write(
  `n ${rows.length}, ${members.length} members: random ${meanOf(qualities).toFixed(4)}, ` +
    `best single ${best.toFixed(4)}, oracle ${oracle.toFixed(4)}\n`,
);
for (const [name, make] of Object.entries(policies)) {
  if (name !== (chosen('policy') ?? name)) continue;
  for (const scenario of scenarios) {
    if (scenario !== (chosen('scenario') ?? scenario)) continue;
    const passes = Array.from({ length: orders }, (_, at) =>
      stream(make, scenario, firstSeed + at),
    );
    const late = passes.map((rewards) => meanOf(rewards.slice(lateFrom, lateTo)));
    const figure =
      scenario === 'permuted' || scenario === 'reversed'
        ? `rows ${lateFrom}–${lateTo} ${describe(late)}`
        : `all rows ${describe(passes.map(meanOf))}`;
    process.stdout.write(`${name}, ${scenario}: ${figure}\n`);
  }
}
