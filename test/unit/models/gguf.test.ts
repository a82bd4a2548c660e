import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import { createGgufCache } from '../../../server/models/ggufCache.ts';
import { readGguf } from '../../../server/models/gguf.ts';
import {
  goodBytes,
  noise,
  randomModel,
  withDimension,
  withOffset,
  withSetting,
} from '../../support/badModels.ts';

describe('the header check', () => {
  let folder: string;
  before(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'eidolon-gguf-'));
  });
  after(() => rm(folder, { recursive: true, force: true }));

  async function check(bytes: Buffer) {
    const file = path.join(folder, 'model.gguf');
    await writeFile(file, bytes);
    return readGguf(file);
  }

  it('reads a good file', async () => {
    const result = await readGguf(randomModel);
    assert.ok(result.ok);
    const {
      architecture,
      contextLength,
      headCount,
      headCountKv,
      embeddingLength,
      vocabularySize,
      cacheBytesPerToken,
    } = result.value;
    assert.deepEqual(
      {
        architecture,
        contextLength,
        headCount,
        headCountKv,
        embeddingLength,
        vocabularySize,
        cacheBytesPerToken,
      },
      {
        architecture: 'llama',
        contextLength: 512,
        headCount: 2,
        headCountKv: 1,
        embeddingLength: 64,
        vocabularySize: 288,
        cacheBytesPerToken: 256,
      },
    );
  });

  const good = goodBytes();
  const bad: [name: string, bytes: Buffer, reason: RegExp][] = [
    ['nothing', Buffer.alloc(0), /empty/],
    ['a few bytes', good.subarray(0, 10), /too short/],
    ['random bytes', noise(4096), /does not begin as a GGUF/],
    ['random bytes behind the magic', Buffer.concat([Buffer.from('GGUF'), noise(4096)]), /version/],
    [
      'random bytes behind a good start',
      Buffer.concat([good.subarray(0, 24), noise(4096)]),
      /out of range|cut off|too long|unknown type/,
    ],
    ['a header cut off', good.subarray(0, 3000), /cut off/],
    ['weights cut off by half', good.subarray(0, good.length / 2), /cut off/],
    ['the last bytes cut off', good.subarray(0, good.length - 64), /cut off/],
    [
      'no attention heads',
      withSetting('llama.attention.head_count', 0),
      /head_count is missing or zero/,
    ],
    [
      'no key-value heads',
      withSetting('llama.attention.head_count_kv', 0),
      /head_count_kv is missing or zero/,
    ],
    ['no layers', withSetting('llama.block_count', 0), /block_count/],
    [
      'a first token outside the vocabulary',
      withSetting('tokenizer.ggml.bos_token_id', 100_000),
      /bos token/,
    ],
    [
      'a wrong embedding shape',
      withDimension('token_embd.weight', 1, 280),
      /shape of its token embedding/,
    ],
    ['a huge tensor', withDimension('blk.0.attn_q.weight', 1, 2 ** 31), /cut off/],
    [
      'an impossible tensor',
      withDimension('blk.0.attn_q.weight', 1, Number.MAX_SAFE_INTEGER),
      /impossible shape/,
    ],
    ['a tensor behind the end', withOffset('blk.0.attn_q.weight', 1n << 40n), /cut off/],
    ['a tensor at an odd place', withOffset('blk.0.attn_q.weight', 36865n), /not aligned/],
  ];
  for (const [name, bytes, reason] of bad) {
    it(`refuses ${name}`, async () => {
      const result = await check(bytes);
      assert.ok(!result.ok);
      assert.equal(result.failure.kind, 'modelInvalid');
      assert.match(result.failure.message, reason);
    });
  }

  it('says so when there is no file, and when it is a folder', async () => {
    const missing = await readGguf(path.join(folder, 'nowhere.gguf'));
    assert.ok(!missing.ok);
    assert.equal(missing.failure.kind, 'modelMissing');
    const directory = await readGguf(folder);
    assert.ok(!directory.ok);
  });

  it('is not repeated while a file stays the same, and is once it changed', async () => {
    const file = path.join(folder, 'cached.gguf');
    const cache = createGgufCache();
    await writeFile(file, good);
    const first = await cache.read(file);
    assert.ok(first.ok);
    assert.equal(await cache.read(file), first);
    await writeFile(file, good.subarray(0, 3000));
    assert.equal((await cache.read(file)).ok, false);
    await rm(file);
    assert.equal((await cache.read(file)).ok, false);
  });

  it('answers every damaged header, and never throws', async () => {
    const headerLength = 6739;
    await fc.assert(
      fc.asyncProperty(
        fc.array(
          fc.tuple(fc.integer({ min: 0, max: headerLength - 1 }), fc.integer({ min: 0, max: 255 })),
          { minLength: 1, maxLength: 4 },
        ),
        async (changes) => {
          const bytes = goodBytes();
          for (const [at, value] of changes) bytes[at] = value;
          const result = await check(bytes);
          assert.ok(result.ok || result.failure.message.endsWith('.'));
        },
      ),
      { numRuns: 300 },
    );
  });
});
