import os from 'node:os';
import { hostOfMember, leavesMachine } from '../../protocol/httpMembers.ts';
import {
  compare,
  measuredOf,
  poolHealth,
  type Comparison,
  type PoolHealth,
  type RowTable,
} from '../core/evaluation/benchCompare.ts';
import { noChangeRows, oracleRows, randomRows } from '../core/evaluation/benchDerived.ts';
import {
  accuracyFigures,
  confidenceFigures,
  costFigures,
  domainsOf,
  type AccuracyFigures,
  type ConfidenceFigures,
  type CostFigures,
} from '../core/evaluation/benchFigures.ts';
import type { BenchFacts, BenchRow } from '../core/evaluation/benchRow.ts';
import { bootstrapMacro, type Interval } from '../core/evaluation/bootstrap.ts';
import { createRandom } from '../core/random.ts';
import { mustStay, type BenchItem } from './item.ts';
import type { KeptRows } from './rowsFile.ts';
import { forcedNames, type BenchSystem } from './systems.ts';

/** All figures of one system. */
export interface SystemResult {
  readonly name: string;
  readonly role: BenchSystem['role'];
  readonly about: string;
  readonly n: number;
  readonly accuracy: AccuracyFigures;
  /** Macro accuracy where only what a proof or the reviewer vouches for is taken. */
  readonly vouched?: Interval;
  readonly cost?: CostFigures;
  readonly confidence?: ConfidenceFigures;
  readonly peakBytes?: number;
  /** Items without an answer, or with a member missing; and the first reason. */
  readonly failures: number;
  readonly failure?: string;
  /** Hosts beyond this machine that its members are asked at; absent where there are none. */
  readonly otherHosts?: readonly string[];
}

/** A finished run, as `--json` writes it. */
export interface BenchResult {
  readonly suite: string;
  readonly seed: number;
  readonly startedAt: string;
  readonly version: string;
  readonly digest: string;
  readonly machine: Readonly<Record<string, string | number>>;
  readonly items: {
    readonly n: number;
    readonly people: number;
    readonly mustStay: number;
    readonly domains: Readonly<Record<string, number>>;
  };
  readonly energyMeasured: boolean;
  readonly systems: readonly SystemResult[];
  readonly comparisons: readonly Comparison[];
  readonly health?: PoolHealth;
}

/** Each ensemble is held against these, where they were measured. */
const yardsticks = ['G1', 'G2', 'T', 'N', 'largest', 'random', 'G1 best of 3'];

const derived: Readonly<Record<string, string>> = {
  N: 'No change: every text stays as it is.',
  random: 'A router that tosses a die among the experts: the expected figures.',
  oracle: 'A perfect router: the cheapest expert that is right.',
};

export function benchResult(
  items: readonly BenchItem[],
  systems: readonly BenchSystem[],
  kept: KeptRows,
): BenchResult {
  const facts = items.map((item) => ({
    id: item.id,
    domain: item.domain,
    source: item.source,
    mustStay: mustStay(item),
  }));
  const { seed } = kept.header;
  const table = tableOf(items, facts, systems, kept.rows);
  const named = new Map(systems.map((system) => [system.name, system]));
  const results = [...table.keys()].map((name) =>
    systemResult(name, named.get(name), table, facts, kept),
  );
  const members = systems.filter(({ role }) => role === 'member').map(({ name }) => name);
  const health = poolHealth(table, members, facts, createRandom(seed));
  const { suite, startedAt, version, digest } = kept.header;
  return {
    suite,
    seed,
    startedAt,
    version,
    digest,
    machine: machine(),
    items: itemCounts(facts),
    energyMeasured: kept.rows.some(({ joules }) => joules !== undefined),
    systems: results.sort((one, other) => other.accuracy.macro.value - one.accuracy.macro.value),
    comparisons: comparisonsOf(table, systems, facts, seed),
    ...(health && { health }),
  };
}

/** Measured rows and those that follow from them. */
function tableOf(
  items: readonly BenchItem[],
  facts: readonly BenchFacts[],
  systems: readonly BenchSystem[],
  rows: readonly BenchRow[],
): RowTable {
  const table = new Map<string, Map<string, BenchRow>>();
  const put = (row: BenchRow): void => {
    const own = table.get(row.system) ?? new Map<string, BenchRow>();
    table.set(row.system, own.set(row.item, row));
  };
  const wanted = new Set(facts.map(({ id }) => id));
  const known = new Set(systems.map(({ name }) => name));
  for (const row of rows) if (wanted.has(row.item) && known.has(row.system)) put(row);
  const texts = new Map(items.map(({ id, text }) => [id, text]));
  const edits = new Set(items.filter(({ grader }) => grader.kind === 'edit').map(({ id }) => id));
  const edited = facts.filter(({ id }) => edits.has(id) && rows.some(({ item }) => item === id));
  const questions = facts.filter(({ id }) => !edits.has(id));
  const members = systems.filter(({ role }) => role === 'member').map(({ name }) => name);
  for (const row of noChangeRows(edited, (id) => texts.get(id) ?? '')) put(row);
  for (const derive of [randomRows, oracleRows]) {
    for (const row of derive(table, forcedNames, edited)) put(row);
    for (const row of derive(table, members, questions)) put(row);
  }
  return table;
}

function systemResult(
  name: string,
  system: BenchSystem | undefined,
  table: RowTable,
  facts: readonly BenchFacts[],
  { header, rows, memory }: KeptRows,
): SystemResult {
  const measured = measuredOf(table, name, facts);
  const confidence = system && confidenceFigures(measured);
  const bytes = memory.findLast(({ memoryOf }) => memoryOf === name)?.bytes;
  const hosts = otherHosts(system?.members ?? []);
  const failures = rows.filter((row) => row.system === name && row.failed !== undefined);
  const vouched = measured.filter(({ row }) => row.vouchedScore !== undefined);
  return {
    name,
    role: system?.role ?? 'baseline',
    about: system?.about ?? derived[name] ?? '',
    n: measured.length,
    accuracy: accuracyFigures(measured, header.seed),
    ...(vouched.length > 0 && {
      vouched: bootstrapMacro(
        domainsOf(facts).map((domain) =>
          vouched
            .filter(({ fact }) => fact.domain === domain)
            .map(({ row }) => row.vouchedScore ?? 0),
        ),
        { seed: header.seed },
      ),
    }),
    ...(name !== 'N' && name !== 'oracle' && { cost: costFigures(measured) }),
    ...(confidence && { confidence }),
    ...(bytes !== undefined && { peakBytes: bytes }),
    failures: failures.length,
    ...(failures[0]?.failed !== undefined && { failure: failures[0].failed }),
    ...(hosts.length > 0 && { otherHosts: hosts }),
  };
}

function otherHosts(members: readonly string[]): readonly string[] {
  const away = members.filter(leavesMachine);
  return [...new Set(away.flatMap((id) => hostOfMember(id) ?? []))];
}

function comparisonsOf(
  table: RowTable,
  systems: readonly BenchSystem[],
  facts: readonly BenchFacts[],
  seed: number,
): readonly Comparison[] {
  const ensembles = systems.filter(({ role }) => role === 'ensemble').map(({ name }) => name);
  const pairs = ensembles.flatMap((name, at) =>
    [...yardsticks, ...ensembles.slice(at + 1)].map((other) => [name, other] as const),
  );
  return pairs.flatMap(([name, other]) => compare(table, name, other, facts, seed) ?? []);
}

function itemCounts(facts: readonly BenchFacts[]): BenchResult['items'] {
  const domains = domainsOf(facts).map(
    (domain) => [domain, facts.filter((fact) => fact.domain === domain).length] as const,
  );
  return {
    n: facts.length,
    people: facts.filter(({ source }) => source === 'people').length,
    mustStay: facts.filter((fact) => fact.mustStay).length,
    domains: Object.fromEntries(domains),
  };
}

/** The machine in general terms: nothing that names it. */
function machine(): BenchResult['machine'] {
  return {
    platform: `${process.platform} ${process.arch}`,
    processors: os.cpus().length,
    memoryGiB: Math.round(os.totalmem() / 2 ** 30),
    node: process.version,
  };
}
