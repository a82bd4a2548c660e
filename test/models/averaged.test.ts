import assert from 'node:assert/strict';
import { fileURLToPath } from 'node:url';
import type { GenerateRequest } from '../../server/core/member.ts';
import { createPool, type Pool } from '../../server/pool/client.ts';
import { createRecordedLog } from '../support/silentLog.ts';
import { ask, collect, hostEntry, textOf, workerEntry } from '../support/testPool.ts';

const modelsDir = fileURLToPath(new URL('../../server/models', import.meta.url));
// Two members whose files share a vocabulary.
const logic = 'nano:logic';
const general = 'nano:general';
const otherWords = 'nano:prose';

const request = (averageWith: readonly string[], more: Partial<GenerateRequest> = {}) => ({
  messages: ask('eval: 12 + 30 * 2'),
  maxTokens: 60,
  temperature: 0,
  averageWith,
  ...more,
});

describe('averaged generation of the nano pool', function () {
  this.timeout(120_000);
  let pool: Pool;
  before(() => {
    const entries = { hostEntry, workerEntry, modelsDir };
    pool = createPool({ log: createRecordedLog(), idleMs: 600_000, ...entries });
  });
  after(() => pool.dispose());

  it('of a model with itself is what the model says alone, probabilities included', async () => {
    const alone = await collect(pool.member(logic), request([]));
    const same = await collect(pool.member(logic), request([logic]));
    assert.equal(textOf(same), textOf(alone));
    const [one, other] = [alone, same].map((chunks) =>
      chunks.flatMap((chunk) => (chunk.kind === 'token' ? [chunk.logProb] : [])),
    );
    one?.forEach((logProb, index) => {
      assert.ok(Math.abs(logProb - (other?.[index] ?? 0)) < 0.02, `token ${index}`);
    });
  });

  it('of two models is one text, the same again, whichever of them is asked', async () => {
    const first = await collect(pool.member(logic), request([general]));
    const end = first.at(-1);
    assert.ok(end?.kind === 'end', JSON.stringify(end));
    assert.equal(textOf(await collect(pool.member(logic), request([general]))), textOf(first));
    assert.equal(textOf(await collect(pool.member(general), request([logic]))), textOf(first));
  });

  it('tells the likeliest tokens of the mean', async () => {
    const chunks = await collect(pool.member(logic), request([general], { topLogProbs: 4 }));
    for (const chunk of chunks) {
      if (chunk.kind !== 'token') continue;
      assert.equal(chunk.top?.length, 4);
      assert.ok(Math.abs((chunk.top?.[0]?.[1] ?? 0) - chunk.logProb) < 1e-6);
    }
  });

  it('draws several samples', async () => {
    const more = { temperature: 0.8, samples: 3, seed: 5 };
    const chunks = await collect(pool.member(logic), request([general], more));
    const ends = chunks.flatMap((chunk) => (chunk.kind === 'end' ? [chunk.sample] : []));
    assert.deepEqual(ends, [0, 1, 2]);
  });

  it('says that members that cut text differently cannot be averaged, and what can be done', async () => {
    for (const [one, other] of [
      [otherWords, general],
      [general, otherWords],
    ] as const) {
      const [chunk] = await collect(pool.member(one), request([other]));
      assert.ok(chunk?.kind === 'failed', JSON.stringify(chunk));
      assert.match(chunk.failure.message, /different tokens.*fuse by “merge” instead/);
    }
  });

  it('names the member that does not exist', async () => {
    const [chunk] = await collect(pool.member(logic), request(['nano:nobody']));
    assert.ok(chunk?.kind === 'failed');
    assert.match(chunk.failure.message, /nano:nobody/);
  });

  it('stops when it is cancelled', async () => {
    const controller = new AbortController();
    const running = collect(pool.member(logic), request([general]), controller.signal);
    controller.abort(new Error('enough'));
    await assert.rejects(running, /enough/);
    const after = await collect(pool.member(logic), request([general]));
    assert.equal(after.at(-1)?.kind, 'end');
  });
});
