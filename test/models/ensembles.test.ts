import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
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
};

describe('ensembles of real models', function () {
  this.timeout(120_000);
  let folder: string;
  before(() => (folder = mkdtempSync(path.join(tmpdir(), 'eidolon-ensembles-'))));
  after(() => rmSync(folder, { recursive: true, force: true }));

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

  it('answers a question and tells how in a trace', async () => {
    const ensemble = JSON.stringify(specs['a vote by confidence with a vote in it']);
    const asked = await runCli(['ask', 'eval: 12 + 30', '--ensemble', ensemble, '--json']);
    assert.equal(asked.code, 0, asked.stderr);
    const { text, trace } = JSON.parse(asked.stdout) as { text: string; trace: Trace };
    assert.notEqual(text, '');
    assert.deepEqual(trace.steps.map((step) => step.kind).sort(), [
      'sample',
      'sample',
      'sample',
      'sample',
      'vote',
      'vote',
    ]);
  });

  it('refuses a member that nobody knows, and names the place', async () => {
    const ensemble = JSON.stringify({ kind: 'vote', members: ['file:gone', 'nano:logic'] });
    const { code, stderr } = await runCli(['ask', 'eval: 1 + 1', '--ensemble', ensemble]);
    assert.equal(code, 1);
    assert.match(stderr, /vote\/members\.0: there is no member .*“file:gone”/);
  });
});
