import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { TokenLogProb } from '../../server/core/member.ts';
import { createPool, type Pool } from '../../server/pool/client.ts';
import { createRecordedLog } from '../support/silentLog.ts';
import { ask, collect, hostEntry, textOf, workerEntry } from '../support/testPool.ts';

const modelsDir = fileURLToPath(new URL('../../server/models', import.meta.url));
const signal = new AbortController().signal;

/** Prompts in the frame of their expert. */
const prompts: Readonly<Record<string, string>> = {
  'nano:prose': 'fix: The cats was sitting on the the mat.',
};
const anyPrompt = 'fix: The cats was sitting on the the mat.';

const { models } = JSON.parse(readFileSync(`${modelsDir}/catalog.json`, 'utf8')) as {
  models: { id: string }[];
};

describe('the nano pool', function () {
  this.timeout(120_000);
  let pool: Pool;
  before(() => {
    pool = createPool({
      log: createRecordedLog(),
      hostEntry,
      workerEntry,
      modelsDir,
      idleMs: 600_000,
    });
  });
  after(() => pool.dispose());

  it('is there', async () => {
    const members = await pool.members();
    assert.ok(models.length > 0);
    assert.deepEqual(
      members.map(({ id, state }) => [id, state]),
      models.map(({ id }) => [id, 'idle']),
    );
  });

  for (const { id } of models) {
    const messages = ask(prompts[id] ?? anyPrompt);

    it(`${id} answers, stops by itself, and is the same again`, async () => {
      const request = { messages, maxTokens: 120, temperature: 0 };
      const first = await collect(pool.member(id), request);
      const end = first.at(-1);
      assert.ok(end?.kind === 'end', JSON.stringify(end));
      assert.equal(textOf(await collect(pool.member(id), request)), textOf(first));
    });

    for (const temperature of [0, 0.8])
      it(`${id} tells the likeliest tokens with every token at temperature ${temperature}`, async () => {
        const request = { messages, maxTokens: 24, temperature, seed: 3 };
        const plain = await collect(pool.member(id), request);
        const told = await collect(pool.member(id), { ...request, topLogProbs: 5 });
        assert.equal(textOf(told), textOf(plain));
        for (const chunk of told) {
          if (chunk.kind !== 'token') continue;
          const top = chunk.top ?? [];
          assert.equal(top.length, 5);
          const logProbs = top.map(([, logProb]) => logProb);
          assert.deepEqual(
            logProbs,
            [...logProbs].sort((one, other) => other - one),
          );
          const mass = logProbs.reduce((sum, logProb) => sum + Math.exp(logProb), 0);
          assert.ok(mass <= 1 + 1e-6, `mass ${mass}`);
          const [best = 0] = logProbs;
          if (temperature === 0) assert.ok(Math.abs(best - chunk.logProb) < 1e-3);
          else assert.ok(chunk.logProb <= best + 1e-6);
        }
      });

    it(`${id} scores its own answer as it generated it`, async () => {
      const chunks = await collect(pool.member(id), { messages, maxTokens: 120, temperature: 0 });
      const tokens = chunks.flatMap((chunk) => (chunk.kind === 'token' ? [chunk] : []));
      const result = await pool.member(id).score({ messages, texts: [textOf(chunks)] }, signal);
      assert.ok(result.ok);
      const scored: readonly TokenLogProb[] = result.value[0]?.tokens ?? [];
      assert.deepEqual(
        scored.map(({ text }) => text),
        tokens.map(({ text }) => text),
      );
      scored.forEach(({ logProb }, index) => {
        assert.ok(Math.abs(logProb - (tokens[index]?.logProb ?? 0)) < 0.02, `token ${index}`);
      });
    });

    it(`${id} gives eight samples of one prompt in one request`, async () => {
      const request = { messages, maxTokens: 60, temperature: 0.8, samples: 8, seed: 11 };
      const chunks = await collect(pool.member(id), request);
      assert.equal(chunks.filter((chunk) => chunk.kind === 'end').length, 8);
    });

    it(`${id} draws a later sample alone, under its own number, and the same again`, async () => {
      const request = { messages, maxTokens: 40, temperature: 0.8, seed: 11, firstSample: 3 };
      const chunks = await collect(pool.member(id), request);
      const numbers = new Set(chunks.map((chunk) => (chunk.kind === 'failed' ? -1 : chunk.sample)));
      assert.deepEqual([...numbers], [3]);
      const again = await collect(pool.member(id), request);
      assert.equal(textOf(again, 3), textOf(chunks, 3));
    });

    it(`${id} decides with probabilities that sum to one`, async () => {
      const result = await pool.member(id).decide({ messages, options: ['yes', 'no'] }, signal);
      assert.ok(result.ok);
      assert.ok(Math.abs(result.value.reduce((sum, each) => sum + each, 0) - 1) < 1e-9);
    });
  }
});
