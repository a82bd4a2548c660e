import assert from 'node:assert/strict';
import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Member } from '../../server/core/member.ts';
import { parseEnsemble } from '../../server/core/ensemble/parseSpec.ts';
import { addModel } from '../../server/models/manage.ts';
import { createPool } from '../../server/pool/client.ts';
import { askEnsemble } from '../support/askEnsemble.ts';
import { randomModel } from '../support/badModels.ts';
import { runCli } from '../support/cli.ts';
import { createRecordedLog } from '../support/silentLog.ts';
import { hostEntry, workerEntry } from '../support/testPool.ts';

const modelsDir = fileURLToPath(new URL('../../server/models', import.meta.url));
const signal = new AbortController().signal;
const dead = 'file:gone';
const alive = 'nano:logic';

/** Compositions that can do without one part. */
const specs: Readonly<Record<string, object>> = {
  'a vote': { kind: 'vote', members: [dead, alive] },
  'a cascade whose first step is dead': { kind: 'cascade', steps: [dead, alive] },
  'a cascade whose last step is dead': { kind: 'cascade', steps: [alive, dead] },
  'a route to two experts': { kind: 'route', experts: { logic: dead, prose: alive }, topK: 2 },
  'a merge': { kind: 'fuse', members: [dead, 'nano:general', alive], by: 'merge' },
  'a re-ranking whose judge is dead': {
    kind: 'fuse',
    members: ['nano:general', alive],
    by: 'rerank',
    judge: dead,
  },
  'a synthesis whose judge is dead': {
    kind: 'fuse',
    members: ['nano:general', alive],
    by: 'synthesise',
    judge: dead,
  },
  'a review whose reviewer is dead': { kind: 'review', draft: alive, reviewer: dead },
  'a dynamic ensemble': { kind: 'dynamic', plans: [alive, dead] },
  'a vote within a cascade': {
    kind: 'cascade',
    steps: [{ kind: 'vote', members: [dead, alive] }, 'nano:general'],
  },
};

/** Plans without the dead member come first, so that it is never asked and nothing is amiss. */
const needsNoWord = new Set(['a dynamic ensemble']);

describe('an ensemble with a dead member', function () {
  this.timeout(180_000);
  let home: string;
  let gone: string;
  before(async () => {
    home = mkdtempSync(path.join(tmpdir(), 'eidolon-dead-'));
    gone = path.join(home, 'gone.gguf');
    copyFileSync(randomModel, gone);
    const userModelsDir = path.join(home, 'models');
    const folders = { modelsDir, userModelsDir, workerEntry, log: createRecordedLog() };
    const added = await addModel(gone, folders, signal);
    assert.ok(added.ok && added.value.id === dead, JSON.stringify(added));
  });
  after(() => rmSync(home, { recursive: true, force: true }));

  describe('whose file is gone', () => {
    before(() => rmSync(gone));
    after(() => copyFileSync(randomModel, gone));

    for (const [name, spec] of Object.entries(specs))
      it(`answers and says so: ${name}`, async () => {
        const args = ['ask', 'eval: 12 + 30', '--ensemble', JSON.stringify(spec), '--json'];
        const asked = await runCli(args, '', { EIDOLON_HOME: home });
        assert.equal(asked.code, 0, asked.stderr);
        const { text, notes = [] } = JSON.parse(asked.stdout) as { text: string; notes?: string[] };
        assert.notEqual(text, '');
        if (needsNoWord.has(name)) return;
        assert.match(notes.join(' '), /file:gone/);
      });

    it('fails with one line that names it when nobody else can answer', async () => {
      const spec = JSON.stringify({ kind: 'vote', members: [dead], samples: 2 });
      const args = ['ask', 'eval: 12 + 30', '--ensemble', spec];
      const asked = await runCli(args, '', { EIDOLON_HOME: home });
      assert.equal(asked.code, 1);
      assert.match(asked.stderr, /^.*file:gone.*\n$/);
    });
  });

  it('goes on without one whose process is killed while it answers, and says so', async () => {
    const pool = createPool({
      log: createRecordedLog(),
      hostEntry,
      workerEntry,
      modelsDir,
      userModelsDir: path.join(home, 'models'),
      idleMs: 600_000,
    });
    try {
      let killed = 0;
      const killer: Member = {
        ...pool.member(dead),
        async *generate(request, abort) {
          for await (const chunk of pool.member(dead).generate(request, abort)) {
            yield chunk;
            const worker = pool.status().workers.find(({ models }) => models.includes(dead));
            if (killed > 0 || worker?.pid === undefined) continue;
            killed = worker.pid;
            process.kill(killed, 'SIGKILL');
          }
        },
      };
      const spec = parseEnsemble(
        { kind: 'vote', members: [dead, alive], samples: 8 },
        { members: [dead, alive] },
      );
      assert.ok(spec.ok);
      const { result } = await askEnsemble(spec.value, [killer, pool.member(alive)], {
        question: { prompt: 'eval: 12 + 30' },
      });
      assert.notEqual(killed, 0);
      assert.ok(result.ok, JSON.stringify(result));
      assert.deepEqual(Object.keys(result.value.callsBy), [alive]);
      assert.match(result.value.notes?.join(' ') ?? '', /Went on without file:gone/);
    } finally {
      await pool.dispose();
    }
  });
});
