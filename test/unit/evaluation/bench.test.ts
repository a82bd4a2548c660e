import assert from 'node:assert/strict';
import { compare, measuredOf, poolHealth } from '../../../server/core/evaluation/benchCompare.ts';
import {
  noChangeRows,
  oracleRows,
  randomRows,
} from '../../../server/core/evaluation/benchDerived.ts';
import {
  accuracyFigures,
  confidenceFigures,
  costFigures,
} from '../../../server/core/evaluation/benchFigures.ts';
import type { BenchFacts, BenchRow } from '../../../server/core/evaluation/benchRow.ts';
import { bootstrapMacro, errorReduction } from '../../../server/core/evaluation/bootstrap.ts';
import { createRandom } from '../../../server/core/random.ts';

const fact = (id: string, domain: string, mustStay = false): BenchFacts => ({
  id,
  domain,
  source: 'generated',
  mustStay,
});
const row = (
  item: string,
  system: string,
  score: number,
  more: Partial<BenchRow> = {},
): BenchRow => ({
  item,
  system,
  answer: `${system} on ${item}`,
  score,
  touched: true,
  ms: 10,
  calls: 1,
  tokens: 0,
  tokenMs: 0,
  ...more,
});
const tableOf = (rows: readonly BenchRow[]): ReadonlyMap<string, ReadonlyMap<string, BenchRow>> => {
  const table = new Map<string, Map<string, BenchRow>>();
  for (const each of rows)
    table.set(each.system, (table.get(each.system) ?? new Map()).set(each.item, each));
  return table;
};

describe('intervals of a benchmark', () => {
  it('average domains of unequal size alike', () => {
    const { value, n } = bootstrapMacro([[1], [0, 0, 0], []], { seed: 1 });
    assert.deepEqual([value, n], [0.5, 4]);
  });

  it('are as wide as the normal approximation says for a large sample', () => {
    const values = Array.from({ length: 400 }, (_, at) => at % 2);
    const { low, high } = bootstrapMacro([values, values], { seed: 3 });
    // Standard error of the mean of two means of 400 fair coins each: 0.5 / √800.
    const expected = (1.96 * 0.5) / Math.sqrt(800);
    assert.ok(Math.abs(0.5 - low - expected) < 0.004, String(low));
    assert.ok(Math.abs(high - 0.5 - expected) < 0.004, String(high));
  });

  it('tell which share of a baseline’s errors is gone', () => {
    const baseline = [0, 0, 0, 0, 1, 1];
    const other = [1, 0, 0, 0, 1, 1];
    assert.equal(errorReduction(baseline, other, { seed: 1 })?.value, 0.25);
    assert.equal(errorReduction(baseline, baseline, { seed: 1 })?.value, 0);
    assert.equal(errorReduction([1, 1], [1, 0], { seed: 1 }), undefined);
  });
});

describe('figures of a benchmark', () => {
  const facts = [
    fact('1', 'code'),
    fact('2', 'code', true),
    fact('3', 'prose'),
    fact('4', 'prose', true),
  ];
  const rows = [
    row('1', 's', 1, { confidence: 0.9, ms: 10, tokens: 20, tokenMs: 100 }),
    row('2', 's', 1, { touched: false, ms: 20 }),
    row('3', 's', 0, { confidence: 0.6, ms: 30, firstMs: 4 }),
    row('4', 's', 0, { confidence: 0.7, ms: 40 }),
  ];
  const measured = measuredOf(tableOf(rows), 's', facts);

  it('count what had to change and what had to stay apart', () => {
    const { macro, domains } = accuracyFigures(measured, 1);
    assert.equal(macro.value, 0.5);
    assert.equal(domains['code']?.change?.value, 1);
    assert.equal(domains['code']?.touched?.value, 0);
    assert.equal(domains['prose']?.touched?.value, 1);
    assert.equal(domains['prose']?.precision, 0);
    assert.equal(domains['prose']?.shown, 2);
  });

  it('tell costs over all items, and only what was measured', () => {
    const cost = costFigures(measured);
    assert.deepEqual(
      [cost.medianMs, cost.calls, cost.firstMs, cost.tokensPerSecond, cost.joules],
      [25, 1, 4, 200, undefined],
    );
  });

  it('judge the confidence of what was shown', () => {
    const figures = confidenceFigures(measured);
    assert.ok(figures);
    assert.equal(figures.n, 3);
    assert.equal(figures.auroc, 1);
    // Mean of 0.1², 0.6² and 0.7².
    assert.ok(Math.abs(figures.brier - 0.86 / 3) < 1e-12);
    assert.deepEqual(figures.curve.at(-1), { threshold: 0.6, coverage: 1, risk: 2 / 3 });
  });
});

describe('comparisons of a benchmark', () => {
  const facts = ['1', '2', '3', '4'].map((id) => fact(id, id < '3' ? 'code' : 'prose'));
  const table = tableOf([
    ...facts.map(({ id }) => row(id, 'a', Number(id !== '4'))),
    ...facts.map(({ id }) => row(id, 'b', Number(id === '1' || id === '4'))),
    row('1', 'c', 1),
  ]);

  it('are paired, item by item', () => {
    const found = compare(table, 'a', 'b', facts, 1);
    assert.ok(found);
    assert.deepEqual([found.helped, found.hurt, found.macro.value], [2, 1, 0.25]);
    assert.equal(found.domains['code']?.value, 0.5);
    assert.equal(found.domains['prose']?.value, 0);
    // Two against one of three disagreements: no evidence at all.
    assert.equal(found.p, 1);
    assert.equal(found.errorsRemoved?.value, 0.5);
  });

  it('use only the items that both have', () => {
    assert.equal(compare(table, 'a', 'c', facts, 1)?.macro.n, 1);
    assert.equal(compare(table, 'a', 'nobody', facts, 1), undefined);
  });

  it('tell how members fail together', () => {
    const health = poolHealth(table, ['a', 'b'], facts, createRandom(1));
    assert.equal(health?.oracle, 1);
    assert.equal(health?.pairs[0]?.disagreement, 1);
    assert.equal(poolHealth(table, ['a'], facts, createRandom(1)), undefined);
  });
});

describe('derived baselines', () => {
  const facts = [fact('1', 'code'), fact('2', 'code', true)];
  const table = tableOf([
    row('1', 'x', 1, { ms: 30 }),
    row('1', 'y', 0, { ms: 10 }),
    row('2', 'x', 0),
    row('2', 'y', 0, { ms: 5 }),
  ]);

  it('leave every text alone, toss a die, or choose perfectly', () => {
    const scores = (rows: readonly BenchRow[]): readonly number[] => rows.map(({ score }) => score);
    assert.deepEqual(scores(noChangeRows(facts, () => '')), [0, 1]);
    assert.deepEqual(scores(randomRows(table, ['x', 'y'], facts)), [0.5, 0]);
    assert.deepEqual(scores(oracleRows(table, ['x', 'y'], facts)), [1, 0]);
  });

  it('choose the cheaper one of two that are equally right', () => {
    const [first, second] = oracleRows(table, ['x', 'y'], facts);
    assert.deepEqual([first?.ms, second?.ms], [30, 5]);
  });
});
