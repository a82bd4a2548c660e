import { mean } from '../confidence/numbers.ts';
import type { BenchFacts, BenchRow } from './benchRow.ts';
import type { RowTable } from './benchCompare.ts';

/** The baseline that changes nothing: right where the text must stay. */
export function noChangeRows(
  facts: readonly BenchFacts[],
  textOf: (id: string) => string,
): readonly BenchRow[] {
  return facts.map(({ id, mustStay }) => {
    const score = Number(mustStay);
    const nothing = { touched: false, ms: 0, calls: 0, tokens: 0, tokenMs: 0 };
    return { item: id, system: 'N', answer: textOf(id), score, vouchedScore: score, ...nothing };
  });
}

/**
 * What a choice among `parts` that tosses a fair die is expected to do: every figure is the mean over the parts, so the
 * score is a fraction. Items that a part lacks are left out.
 */
export function randomRows(
  table: RowTable,
  parts: readonly string[],
  facts: readonly BenchFacts[],
): readonly BenchRow[] {
  return alternatives(table, parts, facts).map((rows) => ({
    ...meanRow(rows),
    system: 'random',
    answer: '',
  }));
}

/** What a perfect choice among `parts` would do: the cheapest part that is right, else the cheapest one. */
export function oracleRows(
  table: RowTable,
  parts: readonly string[],
  facts: readonly BenchFacts[],
): readonly BenchRow[] {
  return alternatives(table, parts, facts).map((rows) => {
    const [best = meanRow(rows)] = [...rows].sort(
      (one, other) => other.score - one.score || one.ms - other.ms,
    );
    return { ...best, system: 'oracle' };
  });
}

function alternatives(
  table: RowTable,
  parts: readonly string[],
  facts: readonly BenchFacts[],
): readonly (readonly BenchRow[])[] {
  return facts.flatMap(({ id }) => {
    const rows = parts.flatMap((part) => table.get(part)?.get(id) ?? []);
    return parts.length > 0 && rows.length === parts.length ? [rows] : [];
  });
}

function meanRow(rows: readonly BenchRow[]): BenchRow {
  const average = (figure: (row: BenchRow) => number): number => mean(rows.map(figure));
  return {
    item: rows[0]?.item ?? '',
    system: '',
    answer: '',
    score: average(({ score }) => score),
    vouchedScore: average(({ vouchedScore, score }) => vouchedScore ?? score),
    touched: average(({ touched }) => Number(touched)) >= 0.5,
    ms: average(({ ms }) => ms),
    calls: average(({ calls }) => calls),
    tokens: average(({ tokens }) => tokens),
    tokenMs: average(({ tokenMs }) => tokenMs),
  };
}
