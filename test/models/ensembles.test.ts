import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Trace } from '../../protocol/trace.ts';
import { parseLines, runCli } from '../support/cli.ts';

/** Every kind that needs no calibration, over real models; nesting included. */
const specs: Readonly<Record<string, unknown>> = {
  'one member': 'nano:logic',
  'a majority of two members': { kind: 'vote', members: ['nano:general', 'nano:logic'] },
  'samples of one member, adaptively': {
    kind: 'vote',
    members: ['nano:logic'],
    samples: 6,
    stop: 'adaptive',
  },
  'a vote by confidence with a vote in it': {
    kind: 'vote',
    by: 'confidence',
    members: ['nano:general', { kind: 'vote', members: ['nano:logic'], samples: 3 }],
  },
  'a cascade': {
    kind: 'cascade',
    steps: [{ kind: 'vote', members: ['nano:prose', 'nano:general'] }, 'nano:logic'],
  },
  'a route': { kind: 'route', experts: { logic: 'nano:logic', prose: 'nano:prose' } },
  'a route to two experts': {
    kind: 'route',
    experts: { logic: 'nano:logic', prose: 'nano:prose' },
    topK: 2,
  },
  'a merge': { kind: 'fuse', members: ['nano:general', 'nano:logic', 'nano:prose'], by: 'merge' },
  'a re-ranking': {
    kind: 'fuse',
    members: ['nano:general', 'nano:logic'],
    by: 'rerank',
    judge: 'nano:general',
  },
  'a synthesis of nested ensembles': {
    kind: 'fuse',
    members: [
      { kind: 'vote', members: ['nano:logic'], samples: 3 },
      { kind: 'cascade', steps: ['nano:prose', 'nano:general'] },
    ],
    by: 'synthesise',
    judge: 'nano:general',
  },
  'averaged tokens': { kind: 'fuse', members: ['nano:logic', 'nano:general'], by: 'tokens' },
  'a review of a vote': {
    kind: 'review',
    draft: { kind: 'vote', members: ['nano:logic', 'nano:prose'] },
    reviewer: 'nano:general',
  },
  'a dynamic ensemble of nested plans': {
    kind: 'dynamic',
    plans: [
      'nano:logic',
      { kind: 'vote', members: ['nano:logic', 'nano:prose', 'nano:general'] },
      { kind: 'review', draft: 'nano:prose', reviewer: 'nano:general' },
    ],
  },
};

/** One of each kind, with steps that the trace of its answer has. */
const steps: Readonly<Record<string, readonly string[]>> = {
  'samples of one member, adaptively': ['sample', 'vote'],
  'a cascade': ['sample', 'vote', 'step'],
  'a route': ['sample'],
  'a re-ranking': ['sample', 'fuse'],
  'a synthesis of nested ensembles': ['sample', 'vote', 'step', 'fuse'],
  'averaged tokens': ['fuse'],
  'a review of a vote': ['sample', 'vote', 'review'],
  'a dynamic ensemble of nested plans': ['plan'],
};

describe('ensembles of real models', function () {
  this.timeout(120_000);
  let folder: string;
  before(() => (folder = mkdtempSync(path.join(tmpdir(), 'eidolon-ensembles-'))));
  after(() => rmSync(folder, { recursive: true, force: true }));

  /** Away from the outcomes of whoever runs the tests. */
  const run = (...args: readonly string[]) => runCli(args, '', { EIDOLON_HOME: folder });
  const ask = (...args: readonly string[]) => run('ask', ...args);

  function promptFile(): string {
    const rows = [
      { domain: 'logic', answerKind: 'number', prompt: 'eval: 12 + 30', gold: 42 },
      { domain: 'logic', prompt: 'eval: 7 > 3', gold: 'true' },
      { domain: 'logic', prompt: 'simplify: !(!isOpen)' },
      { domain: 'prose', prompt: 'fix: He go home.' },
    ];
    const file = path.join(folder, 'prompts.jsonl');
    writeFileSync(file, rows.map((row) => JSON.stringify(row)).join('\n'));
    return file;
  }

  for (const [name, spec] of Object.entries(specs)) {
    it(`replays what was recorded live, row by row: ${name}`, async () => {
      const ensemble = typeof spec === 'string' ? spec : JSON.stringify(spec);
      const out = path.join(folder, 'recorded.jsonl');
      const args = ['--ensemble', ensemble, '--data'];
      const live = await runCli(['record', ...args, promptFile(), '--out', out]);
      assert.equal(live.code, 0, live.stderr);
      const replayed = await runCli(['replay', ...args, out]);
      assert.equal(replayed.code, 0, replayed.stderr);
      assert.equal(replayed.stdout, live.stdout);
      const rows = parseLines<{ readonly answer?: string | null }>(live.stdout);
      assert.equal(rows.length, 5);
      assert.ok(rows.slice(0, 4).every(({ answer }) => typeof answer === 'string'));
    });
  }

  for (const [name, expected] of Object.entries(steps))
    it(`answers from the command line and tells how in a trace: ${name}`, async () => {
      const ensemble = JSON.stringify(specs[name]);
      const asked = await ask('eval: 12 + 30', '--ensemble', ensemble, '--json');
      assert.equal(asked.code, 0, asked.stderr);
      const { text, trace } = JSON.parse(asked.stdout) as { text: string; trace: Trace };
      assert.notEqual(text, '');
      const kinds = new Set(trace.steps.map((step) => step.kind));
      for (const kind of [...expected, 'credit'])
        assert.ok((kinds as ReadonlySet<string>).has(kind), `${kind} in ${[...kinds].join(', ')}`);
      const credit = trace.steps.find((step) => step.kind === 'credit');
      assert.ok(credit?.kind === 'credit' && credit.credit.by.length > 0);
    });

  it('answers without a text in the trace when asked to', async () => {
    const ensemble = JSON.stringify(specs['a vote by confidence with a vote in it']);
    const asked = await ask('eval: 12 + 30', '--ensemble', ensemble, '--json', '--redact');
    assert.equal(asked.code, 0, asked.stderr);
    const { text, trace } = JSON.parse(asked.stdout) as { text: string; trace: Trace };
    assert.match(text, /^‹[0-9a-f]{12}, \d+ characters›$/);
    const samples = trace.steps.flatMap((step) => (step.kind === 'sample' ? [step] : []));
    assert.equal(samples.length, 4);
    assert.ok(samples.every((sample) => /^‹.*›$/.test(sample.text) || sample.text === ''));
    assert.ok(samples.some((sample) => sample.text === text));
    assert.equal((await ask('eval: 1 + 1', '--ensemble', ensemble, '--redact')).code, 2);
  });

  it('records without a text what replays to the same votes', async () => {
    const members = ['--members', 'nano:logic', 'nano:general', '--data', promptFile(), '--out'];
    const [open, closed] = ['open.jsonl', 'closed.jsonl'].map((name) => path.join(folder, name));
    assert.ok(open !== undefined && closed !== undefined);
    assert.equal((await runCli(['record', ...members, open])).code, 0);
    assert.equal((await runCli(['record', ...members, closed, '--redact'])).code, 0);
    assert.doesNotMatch(readFileSync(closed, 'utf8'), /eval|simplify|home/);
    const vote = JSON.stringify({ kind: 'vote', members: '*' });
    const [plain, redacted] = await Promise.all(
      [open, closed].map(async (data) => {
        const run = await runCli(['replay', '--ensemble', vote, '--data', data]);
        assert.equal(run.code, 0, run.stderr);
        return parseLines<Readonly<Record<string, unknown>>>(run.stdout).map(
          ({ id, member, calls, stop, accuracy }) => ({ id, member, calls, stop, accuracy }),
        );
      }),
    );
    assert.deepEqual(redacted, plain);
  });

  it('learns from what became of an answer, and asks by it', async () => {
    const route = JSON.stringify({
      kind: 'route',
      by: 'trust',
      experts: { one: 'nano:prose', two: 'nano:logic' },
    });
    const logic = await ask('eval: 12 + 30', '--ensemble', 'nano:logic', '--json');
    const prose = await ask('eval: 12 + 30', '--ensemble', 'nano:prose', '--json');
    for (const [answer, outcome] of [
      [logic, 'accept'],
      [prose, 'reject'],
    ] as const) {
      const file = path.join(folder, `${outcome}.json`);
      writeFileSync(file, answer.stdout);
      for (let at = 0; at < 5; at++)
        assert.equal((await run('trust', 'learn', file, '--outcome', outcome)).code, 0);
    }
    const asked = await ask('eval: 12 + 31', '--ensemble', route, '--json');
    const { trace } = JSON.parse(asked.stdout) as { trace: Trace };
    const credit = trace.steps.find((step) => step.kind === 'credit');
    assert.ok(credit?.kind === 'credit');
    assert.deepEqual(credit.credit.by, ['nano:logic']);
    assert.ok((credit.credit.propensity ?? 0) > 0.5);
  });

  it('refuses a member that nobody knows, and names the place', async () => {
    const ensemble = JSON.stringify({ kind: 'vote', members: ['file:gone', 'nano:logic'] });
    const { code, stderr } = await runCli(['ask', 'eval: 1 + 1', '--ensemble', ensemble]);
    assert.equal(code, 1);
    assert.match(stderr, /vote\/members\.0: there is no member .*“file:gone”/);
  });
});
