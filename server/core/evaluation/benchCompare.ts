import { mean } from '../confidence/numbers.ts';
import type { Random } from '../random.ts';
import type { BenchFacts, BenchRow } from './benchRow.ts';
import { domainsOf, type Measured } from './benchFigures.ts';
import { bootstrapMacro, errorReduction, pairedBootstrap, type Interval } from './bootstrap.ts';
import {
  effectiveVotes,
  oracle,
  pairHealth,
  shuffledOracle,
  voteLedger,
} from './ensembleHealth.ts';
import { mcnemarExact } from './mcnemar.ts';

/** One system against another on the items that both have, paired. */
export interface Comparison {
  readonly system: string;
  readonly against: string;
  /** Difference of the macro averages, system − against. */
  readonly macro: Interval;
  readonly domains: Readonly<Record<string, Interval>>;
  /** Share of the other's errors that this system does not make; absent where the other makes none. */
  readonly errorsRemoved?: Interval;
  /** Items that the system got right and the other did not, and the other way round. */
  readonly helped: number;
  readonly hurt: number;
  /** Two-sided exact p-value of McNemar's test. */
  readonly p: number;
}

/** Rows by system and item. */
export type RowTable = ReadonlyMap<string, ReadonlyMap<string, BenchRow>>;

/** The rows of one system, in the order of the items; items that it lacks are left out. */
export function measuredOf(
  table: RowTable,
  system: string,
  facts: readonly BenchFacts[],
): readonly Measured[] {
  const rows = table.get(system);
  return facts.flatMap((fact) => {
    const row = rows?.get(fact.id);
    return row ? [{ fact, row }] : [];
  });
}

/** Undefined where the two have no item in common. */
export function compare(
  table: RowTable,
  system: string,
  against: string,
  facts: readonly BenchFacts[],
  seed: number,
): Comparison | undefined {
  const pairs = facts.flatMap((fact) => {
    const [one, other] = [table.get(system)?.get(fact.id), table.get(against)?.get(fact.id)];
    return one && other ? [{ domain: fact.domain, one: one.score, other: other.score }] : [];
  });
  if (pairs.length === 0) return undefined;
  const domains = domainsOf(facts).filter((domain) => pairs.some((pair) => pair.domain === domain));
  const within = (domain: string): typeof pairs => pairs.filter((pair) => pair.domain === domain);
  const right = {
    one: pairs.map(({ one }) => one === 1),
    other: pairs.map(({ other }) => other === 1),
  };
  const removed = errorReduction(
    pairs.map(({ other }) => other),
    pairs.map(({ one }) => one),
    { seed },
  );
  return {
    system,
    against,
    macro: bootstrapMacro(
      domains.map((domain) => within(domain).map(({ one, other }) => one - other)),
      { seed },
    ),
    domains: Object.fromEntries(
      domains.map((domain) => [
        domain,
        pairedBootstrap(
          within(domain).map(({ one }) => one),
          within(domain).map(({ other }) => other),
          { seed },
        ),
      ]),
    ),
    ...(removed && { errorsRemoved: removed }),
    ...voteLedger(right.other, right.one),
    p: mcnemarExact(right.one, right.other).p,
  };
}

/** How the members of a pool go together. */
export interface PoolHealth {
  readonly pairs: readonly {
    readonly one: string;
    readonly other: string;
    readonly sameError?: number;
    readonly disagreement: number;
    readonly yuleQ?: number;
  }[];
  /** Members' answers are worth so many independent ones. */
  readonly effectiveVotes?: number;
  /** Accuracy of a perfect choice among the members, and what of it is luck of many tries. */
  readonly oracle: number;
  readonly shuffledOracle: number;
}

/** Undefined with fewer than two members. */
export function poolHealth(
  table: RowTable,
  members: readonly string[],
  facts: readonly BenchFacts[],
  random: Random,
): PoolHealth | undefined {
  const common = facts.filter(({ id }) => members.every((member) => table.get(member)?.has(id)));
  if (members.length < 2 || common.length === 0) return undefined;
  const rowsOf = (member: string): readonly BenchRow[] =>
    common.flatMap(({ id }) => table.get(member)?.get(id) ?? []);
  const outcomes = members.map((member) =>
    rowsOf(member).map(({ answer, score }) => ({ canonical: answer, correct: score === 1 })),
  );
  const scores = members.map((member) => rowsOf(member).map(({ score }) => score));
  const compared = members.flatMap((one, at) =>
    members.slice(at + 1).map((other, further) => ({
      one,
      other,
      health: pairHealth(outcomes[at] ?? [], outcomes[at + 1 + further] ?? []),
    })),
  );
  const correlations = compared.flatMap(({ health }) => health.correlation ?? []);
  return {
    pairs: compared.map(({ one, other, health }) => ({
      one,
      other,
      ...(health.sameError !== undefined && { sameError: health.sameError }),
      disagreement: health.disagreement,
      ...(health.yuleQ !== undefined && { yuleQ: health.yuleQ }),
    })),
    ...(correlations.length > 0 && {
      effectiveVotes: effectiveVotes(members.length, mean(correlations)),
    }),
    oracle: oracle(scores),
    shuffledOracle: shuffledOracle(scores, random),
  };
}
