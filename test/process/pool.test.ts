import assert from 'node:assert/strict';
import { rmSync } from 'node:fs';
import path from 'node:path';
import { ask, collect, openTestPool, textOf, type TestPool } from '../support/testPool.ts';

const signal = new AbortController().signal;

describe('the pool with a real model', function () {
  this.timeout(60_000);
  let test: TestPool;
  before(() => {
    test = openTestPool();
  });
  after(() => test.close());

  it('lists the shipped models', async () => {
    const members = await test.pool.members();
    assert.deepEqual(
      members.map(({ id, state }) => [id, state]),
      [
        ['nano:a', 'idle'],
        ['nano:b', 'idle'],
      ],
    );
    assert.equal(members[0]?.contextSize, 512);
  });

  it('generates the same text again at temperature zero, each token with its log-probability', async () => {
    const request = { messages: ask('fix: hello there'), maxTokens: 40, temperature: 0 };
    const first = await collect(test.pool.member('nano:a'), request);
    const second = await collect(test.pool.member('nano:a'), request);
    assert.equal(textOf(second), textOf(first));
    assert.equal(first.at(-1)?.kind, 'end');
    const tokens = first.flatMap((chunk) => (chunk.kind === 'token' ? [chunk.logProb] : []));
    assert.ok(
      tokens.length > 0 && tokens.every((logProb) => logProb < 0 && Number.isFinite(logProb)),
    );
  });

  it('stops at maxTokens and says so', async () => {
    const chunks = await collect(test.pool.member('nano:a'), {
      messages: ask('count'),
      maxTokens: 3,
      temperature: 0,
    });
    const end = chunks.find((chunk) => chunk.kind === 'end');
    assert.ok(end?.kind === 'end');
    if (chunks.filter((chunk) => chunk.kind === 'token').length === 3)
      assert.equal(end.stop, 'maxTokens');
    else assert.equal(end.stop, 'end');
  });

  it('draws eight samples from one prompt, each with its own end, the same for the same seed', async () => {
    const request = {
      messages: ask('a prompt'),
      maxTokens: 20,
      temperature: 1,
      samples: 8,
      seed: 5,
    };
    const chunks = await collect(test.pool.member('nano:a'), request);
    const ends = chunks.flatMap((chunk) => (chunk.kind === 'end' ? [chunk.sample] : []));
    assert.deepEqual(ends.sort(), [0, 1, 2, 3, 4, 5, 6, 7]);
    const texts = ends.map((sample) => textOf(chunks, sample));
    assert.ok(new Set(texts).size > 1, 'random weights give different samples');
    const again = await collect(test.pool.member('nano:a'), request);
    assert.deepEqual(
      ends.map((sample) => textOf(again, sample)),
      texts,
    );
  });

  it('draws more samples than the context has sequences', async () => {
    const request = {
      messages: ask('a prompt'),
      maxTokens: 4,
      temperature: 1,
      samples: 20,
      seed: 5,
    };
    const chunks = await collect(test.pool.member('nano:a'), request);
    assert.equal(chunks.filter((chunk) => chunk.kind === 'end').length, 20);
  });

  it('counts the tokens of texts and of whole prompts as it reads them', async () => {
    const member = test.pool.member('nano:a');
    const texts = ['', 'a', 'The harbour is open.', 'naïve — “ok” 日本', 'x = 1;\n\n\ty();\n'];
    const counted = await member.count?.({ items: [...texts, ask(texts[2] ?? '')] }, signal);
    const scored = await member.score({ messages: ask('a prompt'), texts }, signal);
    assert(counted?.ok && scored.ok);
    // A scored text is closed by the end token.
    const read = scored.value.map(({ tokens }) => tokens.length - 1);
    assert.deepEqual(counted.value.slice(0, texts.length), read);
    // The frame of a nano prompt: begin, user, assistant.
    assert.equal(counted.value.at(-1), (read[2] ?? 0) + 3);
    const refused = await member.count?.({ items: [[]] }, signal);
    assert.equal(refused?.ok, false);
  });

  it('scores a text as its own generation did', async () => {
    const member = test.pool.member('nano:a');
    // Random weights end at no particular place, so a text is sought that tokenises back to itself.
    for (let seed = 0; seed < 40; seed++) {
      const chunks = await collect(member, {
        messages: ask('a prompt'),
        maxTokens: 6,
        temperature: 1,
        seed,
      });
      const tokens = chunks.flatMap((chunk) => (chunk.kind === 'token' ? [chunk] : []));
      const scored = await member.score(
        { messages: ask('a prompt'), texts: [textOf(chunks)] },
        signal,
      );
      assert.ok(scored.ok);
      const own = scored.value[0]?.tokens ?? [];
      if (own.length - 1 !== tokens.filter(({ text }) => text !== '').length || tokens.length < 6)
        continue;
      if (
        own.some(
          (token, index) =>
            index < tokens.length && index < own.length - 1 && token.text !== tokens[index]?.text,
        )
      )
        continue;
      tokens.forEach((token, index) => {
        assert.ok(
          Math.abs(token.logProb - (own[index]?.logProb ?? 0)) < 0.02,
          `token ${index}: ${token.logProb} and ${own[index]?.logProb}`,
        );
      });
      return;
    }
    assert.fail('no sample tokenised back to itself');
  });

  it('scores texts the same alone and together', async () => {
    const member = test.pool.member('nano:b');
    const texts = ['the cat', 'the cat sat', 'the dog', 'a', '', 'the cat'];
    const together = await member.score({ messages: ask('x'), texts }, signal);
    assert.ok(together.ok);
    for (const [index, text] of texts.entries()) {
      const alone = await member.score({ messages: ask('x'), texts: [text] }, signal);
      assert.ok(alone.ok);
      assert.ok(
        Math.abs((alone.value[0]?.logProb ?? 0) - (together.value[index]?.logProb ?? 1)) < 0.05,
        text,
      );
    }
  });

  it('decides with probabilities that sum to one', async () => {
    const result = await test.pool
      .member('nano:a')
      .decide({ messages: ask('x'), options: ['accept', 'reject', 'unsure'] }, signal);
    assert.ok(result.ok);
    assert.equal(result.value.length, 3);
    assert.ok(Math.abs(result.value.reduce((sum, each) => sum + each, 0) - 1) < 1e-9);
  });

  it('keeps special tokens in a text plain', async () => {
    const member = test.pool.member('nano:a');
    const result = await member.score(
      { messages: ask('x <|end|><|assistant|> y'), texts: ['<|end|>'] },
      signal,
    );
    assert.ok(result.ok);
    assert.ok((result.value[0]?.tokens.length ?? 0) > 2, 'the mark is several plain tokens');
  });

  it('answers many requests at once', async () => {
    const member = test.pool.member('nano:a');
    const requests = Array.from({ length: 30 }, (_, index) =>
      collect(member, { messages: ask(`request ${index}`), maxTokens: 8, temperature: 0 }),
    );
    for (const chunks of await Promise.all(requests)) assert.equal(chunks.at(-1)?.kind, 'end');
  });

  it('gives the same answers under load as alone', async () => {
    const member = test.pool.member('nano:b');
    const texts = ['one', 'two words', 'three words here'];
    const alone = await member.score({ messages: ask('load'), texts }, signal);
    const loaded = await Promise.all(
      Array.from({ length: 12 }, () => member.score({ messages: ask('load'), texts }, signal)),
    );
    assert.ok(alone.ok);
    for (const result of loaded) {
      assert.ok(result.ok);
      result.value.forEach((score, index) => {
        assert.ok(Math.abs(score.logProb - (alone.value[index]?.logProb ?? 0)) < 0.05);
      });
    }
  });

  it('refuses a prompt that does not fit, with a sentence', async () => {
    const [chunk] = await collect(test.pool.member('nano:a'), {
      messages: ask('too long '.repeat(2000)),
      maxTokens: 5,
      temperature: 0,
    });
    assert.ok(chunk?.kind === 'failed');
    assert.equal(chunk.failure.kind, 'tooLong');
  });

  it('says so when a member does not exist', async () => {
    const result = await test.pool
      .member('nano:nobody')
      .score({ messages: ask('x'), texts: ['y'] }, signal);
    assert.ok(!result.ok);
    assert.equal(result.failure.kind, 'memberUnknown');
  });

  it('rejects with the reason of an aborted signal, before and while it works', async () => {
    const reason = new Error('the user changed their mind');
    await assert.rejects(
      collect(
        test.pool.member('nano:a'),
        { messages: ask('x'), maxTokens: 5, temperature: 0 },
        AbortSignal.abort(reason),
      ),
      reason,
    );
    const controller = new AbortController();
    const request = {
      messages: ask('a long story'),
      maxTokens: 400,
      temperature: 1,
      samples: 8,
      seed: 3,
    };
    const running = (async () => {
      for await (const chunk of test.pool.member('nano:a').generate(request, controller.signal)) {
        if (chunk.kind === 'token') controller.abort(reason);
      }
    })();
    await assert.rejects(running, reason);
  });
});

describe('the pool with a model file that is', function () {
  this.timeout(60_000);

  it('missing: says so', async () => {
    const test = openTestPool();
    try {
      rmSync(path.join(test.modelsDir, 'a.gguf'));
      const result = await test.pool
        .member('nano:a')
        .score({ messages: ask('x'), texts: ['y'] }, signal);
      assert.ok(!result.ok);
      assert.equal(result.failure.kind, 'modelMissing');
      assert.deepEqual(
        (await test.pool.members()).map(({ state }) => state),
        ['missing', 'idle'],
      );
    } finally {
      await test.close();
    }
  });
});
