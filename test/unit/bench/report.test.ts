import assert from 'node:assert/strict';
import { reportHtml } from '../../../server/bench/report/html.ts';
import { printSummary } from '../../../server/bench/report/summary.ts';
import { benchResult, type BenchResult } from '../../../server/bench/result.ts';
import type { KeptRows } from '../../../server/bench/rowsFile.ts';
import { suiteItems } from '../../../server/bench/suites/suite.ts';
import { forcedNames, type BenchSystem } from '../../../server/bench/systems.ts';
import { createRandom } from '../../../server/core/random.ts';

const items = suiteItems('mixed', 1, { texts: [], functions: [] }).slice(0, 80);
const system = (name: string, role: BenchSystem['role']): BenchSystem => ({
  name,
  role,
  about: `<b>${name}</b> & co`,
  spec: name,
  tasks: ['edit', 'question'],
  members: role === 'member' ? [name] : [],
});
const shippedSystems = [
  system('experts', 'ensemble'),
  system('T', 'baseline'),
  system('nano:prose', 'member'),
  system('<script>alert(1)</script>', 'member'),
  ...forcedNames.map((name) => system(name, 'baseline')),
];

function result(others: readonly string[] = []): BenchResult {
  const systems = [...shippedSystems, ...others.map((name) => system(name, 'member'))];
  const random = createRandom(1);
  const kept: KeptRows = {
    header: {
      eidolonBench: 1,
      suite: 'mixed',
      seed: 1,
      digest: 'abc',
      startedAt: '2026-01-01',
      version: '1',
    },
    rows: systems.flatMap(({ name }) =>
      items.map((item) => ({
        item: item.id,
        system: name,
        answer: item.text,
        score: Number(random() < 0.7),
        touched: random() < 0.8,
        confidence: random(),
        ms: 1 + 100 * random(),
        calls: 2,
        tokens: 3,
        tokenMs: 4,
      })),
    ),
    memory: [{ memoryOf: 'experts', bytes: 300e6 }],
  };
  return benchResult(items, systems, kept);
}

describe('the report of a benchmark', () => {
  it('derives the baselines that need no run', () => {
    const names = result().systems.map(({ name }) => name);
    for (const name of ['N', 'random', 'oracle']) assert.ok(names.includes(name), name);
    const { comparisons } = result();
    assert.deepEqual(
      comparisons.map(({ against }) => against),
      ['T', 'N', 'random'],
    );
  });

  it('is one page with four plots that fetches and runs nothing', async () => {
    const html = await reportHtml(result());
    assert.equal(html.match(/<svg/g)?.length, 4);
    assert.doesNotMatch(html, /<script|<link|<img|(?:src|href)="https?:/);
    assert.match(html, /default-src 'none'/);
  });

  it('tells which systems ask a server beyond this machine, and no other', async () => {
    const away = 'http:api.example.org/large';
    const html = await reportHtml(result([away, 'http:127.0.0.1:8080/small']));
    assert.match(
      html,
      /<th scope="row">http:api\.example\.org\/large \(leaves this machine\)<\/th>/,
    );
    assert.match(html, /What api\.example\.org is asked leaves this machine\./);
    assert.equal(html.match(/leaves this machine/g)?.length, 2);
    assert.doesNotMatch(await reportHtml(result()), /leaves this machine/);
  });

  it('shows names and texts as they are, never as markup', async () => {
    const html = await reportHtml(result());
    assert.match(html, /&lt;script&gt;alert\(1\)&lt;\/script&gt;/);
    assert.doesNotMatch(html, /<b>experts/);
  });

  it('puts the figures of every plot into tables', async () => {
    const html = await reportHtml(result());
    const headings = [...html.matchAll(/<h2>([^<]+)<\/h2>/g)].map(([, heading]) => heading);
    for (const wanted of ['Accuracy', 'Cost', 'Confidence', 'Health of the pool'])
      assert.ok(headings.includes(wanted), wanted);
    assert.match(html, /300 MB/);
    assert.match(html, /not measured/);
  });

  it('is told in plain text, too', () => {
    const text = printSummary(result());
    assert.match(text, /^mixed, seed 1: 80 items \(/);
    assert.match(text, /^experts +80 +\d/m);
    assert.match(text, /^experts +T +/m);
  });
});
