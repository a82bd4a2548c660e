import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { getLlama } from 'node-llama-cpp';
import { chatRequest, parseChatReply } from '../../protocol/chat.ts';
import type { FindResult } from '../../protocol/find.ts';
import { parseStatus, statusGetRequest } from '../../protocol/status.ts';
import { writeRandomFamily } from '../../server/bench/gguf/randomFamily.ts';
import { writeRandomReranker } from '../../server/bench/gguf/randomReranker.ts';
import type { RankRequest } from '../../server/core/member.ts';
import { createLlamaEngine } from '../../server/engines/llama/llamaEngine.ts';
import { hashFile } from '../../server/models/fileHash.ts';
import type { ModelRow } from '../../server/models/manage.ts';
import { createPool, type Pool } from '../../server/pool/client.ts';
import { runCli } from '../support/cli.ts';
import { RawLspClient } from '../support/rawLspClient.ts';
import { createRecordedLog } from '../support/silentLog.ts';
import { ask, collect, hostEntry, textOf, workerEntry } from '../support/testPool.ts';

const signal = new AbortController().signal;
const request: RankRequest = {
  question: 'where is the lighthouse',
  passages: [
    'The lighthouse stands on the northern pier.',
    'Boats are tied up at the quay.',
    'the lighthouse '.repeat(400),
    '',
  ],
};

describe('ordering passages', function () {
  this.timeout(120_000);
  let folder: string;
  const file = (name: string): string => path.join(folder, `${name}.gguf`);

  before(async () => {
    folder = mkdtempSync(path.join(tmpdir(), 'eidolon-rerank-'));
    await writeRandomReranker(file('encoder'));
    await writeRandomFamily(file('decoder'), {
      ...{ family: 'qwen3', size: 'tiny', format: 'Q8_0' },
      ranks: true,
    });
    await writeRandomFamily(file('chat'), { family: 'llama', size: 'tiny', format: 'Q8_0' });
    await writeRandomReranker(file('embedding'), { withoutHead: true });
  });
  after(() => rmSync(folder, { recursive: true, force: true }));

  describe('by a real worker', () => {
    let pool: Pool;
    before(async () => {
      const models = [];
      for (const name of ['encoder', 'decoder', 'chat']) {
        const sha256 = await hashFile(file(name));
        const common = { family: name, promptFormat: 'chat', sha256, testedSha256: sha256 };
        models.push({ id: `file:${name}`, file: file(name), ...common, contextSize: 256 });
      }
      writeFileSync(path.join(folder, 'models.json'), JSON.stringify({ models }));
      pool = createPool({
        ...{ hostEntry, workerEntry, modelsDir: path.join(folder, 'none'), userModelsDir: folder },
        ...{ log: createRecordedLog(), idleMs: 600_000 },
      });
    });
    after(() => pool.dispose());

    it('is told of the models whose files have the head for it', async () => {
      const members = await pool.members();
      const able = members.map(({ id, capabilities: { rank, score } }) => [id, rank, score]);
      assert.deepEqual(able, [
        ['file:encoder', true, false],
        ['file:decoder', true, false],
        ['file:chat', undefined, true],
      ]);
    });

    for (const name of ['encoder', 'decoder'])
      it(`gives each passage a score of its own, the same each time, by ${name === 'encoder' ? 'an' : 'a'} ${name}`, async () => {
        const member = pool.member(`file:${name}`, 'chat');
        const scores = await member.rank?.(request, signal);
        assert.ok(scores?.ok, JSON.stringify(scores));
        assert.equal(scores.value.length, request.passages.length);
        for (const score of scores.value) assert.ok(score > 0 && score < 1, String(score));
        assert.equal(new Set(scores.value).size, scores.value.length);
        const again = await member.rank?.(request, signal);
        assert.deepEqual(again, scores);
        const turned = { ...request, passages: [...request.passages].reverse() };
        const other = await member.rank?.(turned, signal);
        assert.ok(other?.ok);
        assert.deepEqual([...other.value].reverse(), scores.value);
      });

    it('scores a passage that fits as the library does itself', async () => {
      const passages = request.passages.slice(0, 2);
      const scores = await pool.member('file:decoder').rank?.({ ...request, passages }, signal);
      assert.ok(scores?.ok);
      assert.deepEqual(scores.value, await byTheLibrary(file('decoder'), { ...request, passages }));
    });

    it('reads a long question, too', async () => {
      const question = 'where is the lighthouse and who keeps it '.repeat(100);
      const scores = await pool.member('file:encoder').rank?.({ ...request, question }, signal);
      assert.equal(scores?.ok, true, JSON.stringify(scores));
    });

    it('has nothing to do for no passages', async () => {
      const scores = await pool.member('file:encoder').rank?.({ ...request, passages: [] }, signal);
      assert.deepEqual(scores, { ok: true, value: [] });
    });

    it('is refused by a model that writes, and writing by a model that orders', async () => {
      const refused = await pool.member('file:chat').rank?.(request, signal);
      assert.equal(refused?.ok === false && refused.failure.kind, 'unsupported');
      const chunks = await collect(pool.member('file:encoder'), {
        ...{ messages: ask('hello'), maxTokens: 4, temperature: 0 },
      });
      const [chunk] = chunks;
      assert.ok(chunk?.kind === 'failed');
      assert.match(chunk.failure.message, /orders passages/);
    });

    it('gives way to a later question of the same slot, or answers it', async () => {
      const member = pool.member('file:decoder', 'chat', 'here');
      const asked = Array.from({ length: 6 }, (_, at) =>
        member.rank?.({ ...request, question: `${request.question} ${at}` }, signal),
      );
      const answers = await Promise.all(asked);
      assert.equal(answers.at(-1)?.ok, true);
      const ends = answers.map((each) => (each?.ok ? 'answered' : each?.failure.kind));
      assert.ok(ends.includes('superseded'), ends.join(' '));
    });

    it('ends when it is cancelled, and answers the next question', async () => {
      const member = pool.member('file:decoder', 'chat');
      const cancelling = new AbortController();
      const passages = Array.from({ length: 50 }, (_, at) => `passage ${at}`);
      const asked = member.rank?.({ ...request, passages }, cancelling.signal);
      cancelling.abort(new DOMException('cancelled', 'AbortError'));
      await assert.rejects(Promise.resolve(asked), { name: 'AbortError' });
      const next = await member.rank?.(request, signal);
      assert.equal(next?.ok, true);
    });

    it('by a broken file fails with one sentence, and another member is untouched', async () => {
      const before = await collect(pool.member('file:chat'), {
        ...{ messages: ask('hello'), maxTokens: 8, temperature: 0 },
      });
      truncateSync(file('encoder'), 300_000);
      pool.unload('file:encoder');
      await pool.reload();
      const broken = await pool.member('file:encoder').rank?.(request, signal);
      assert.ok(broken?.ok === false);
      assert.match(broken.failure.message, /it is cut off/);
      assert.equal(broken.failure.message.split(/\. /).length, 1, broken.failure.message);
      const after = await collect(pool.member('file:chat'), {
        ...{ messages: ask('hello'), maxTokens: 8, temperature: 0 },
      });
      assert.equal(textOf(after), textOf(before));
      const other = await pool.member('file:decoder').rank?.(request, signal);
      assert.equal(other?.ok, true);
    });
  });

  describe('by meaning, with a real worker', () => {
    let pool: Pool;
    before(async () => {
      const models = [];
      await writeRandomReranker(file('ranker'));
      for (const name of ['embedding', 'ranker']) {
        const sha256 = await hashFile(file(name));
        const common = { family: name, promptFormat: 'chat', sha256, testedSha256: sha256 };
        models.push({ id: `file:${name}`, file: file(name), ...common, contextSize: 128 });
      }
      const userModelsDir = mkdtempSync(path.join(folder, 'models-'));
      writeFileSync(path.join(userModelsDir, 'models.json'), JSON.stringify({ models }));
      pool = createPool({
        ...{ hostEntry, workerEntry, modelsDir: path.join(folder, 'none'), userModelsDir },
        ...{ log: createRecordedLog(), idleMs: 600_000 },
      });
    });
    after(() => pool.dispose());

    it('has a vector of length one for each text, the same each time', async () => {
      const [info] = await pool.members();
      assert.equal(info?.role, 'embedder');
      const member = pool.member('file:embedding', 'chat');
      const vectors: Float32Array[] = [];
      for (const text of [...request.passages.slice(0, 3), request.passages[0] ?? '']) {
        const vector = await member.embed?.(text, signal);
        assert.ok(vector?.ok, JSON.stringify(vector));
        assert.equal(vector.value.length, 64);
        assert.ok(Math.abs(Math.hypot(...vector.value) - 1) < 1e-6);
        vectors.push(vector.value);
      }
      assert.deepEqual(vectors[3], vectors[0]);
      assert.notDeepEqual(vectors[1], vectors[0]);
      assert.deepEqual(
        vectors[0],
        await vectorByTheLibrary(file('embedding'), request.passages[0]),
      );
    });

    it('refuses what is no text, and what it is not made for', async () => {
      const member = pool.member('file:embedding', 'chat');
      const empty = await member.embed?.('', signal);
      assert.equal(empty?.ok === false && empty.failure.kind, 'badInput');
      const ranked = await member.rank?.(request, signal);
      assert.equal(ranked?.ok === false && ranked.failure.kind, 'unsupported');
      assert.equal(pool.member('file:ranker').embed, undefined);
    });

    it('ends when it is cancelled, and answers the next question', async () => {
      const member = pool.member('file:embedding', 'chat');
      const cancelling = new AbortController();
      const asked = member.embed?.('the lighthouse', cancelling.signal);
      cancelling.abort(new DOMException('cancelled', 'AbortError'));
      await assert.rejects(Promise.resolve(asked), { name: 'AbortError' });
      assert.equal((await member.embed?.('the lighthouse', signal))?.ok, true);
    });
  });

  describe('in find and quote', () => {
    const question = 'where is the lighthouse';
    let home: string;
    let harbour: string;
    let env: Readonly<Record<string, string>>;
    let client: RawLspClient | undefined;

    before(async () => {
      home = mkdtempSync(path.join(folder, 'home-'));
      harbour = path.join(home, 'harbour');
      mkdirSync(harbour);
      const texts = ['The lighthouse stands on the pier.', 'A lighthouse has a lamp.'];
      for (const [at, text] of [...texts, 'Ropes.', 'Nets.', 'Boats.', 'Quays.'].entries())
        writeFileSync(path.join(harbour, `${at}.md`), `${text}\n`);
      env = { EIDOLON_HOME: home, EIDOLON_SHARED_POOL: '0' };
      await writeRandomReranker(path.join(home, 'ranker.gguf'));
    });
    afterEach(async () => {
      await client?.call('shutdown', null);
      client?.kill();
      client = undefined;
    });

    async function cli(...args: string[]): Promise<{ stdout: string; stderr: string }> {
      const { code, stdout, stderr } = await runCli(args, '', env);
      assert.equal(code, 0, stderr);
      return { stdout, stderr };
    }

    it('is left to the words before there is a model for it', async () => {
      const { stdout, stderr } = await cli('find', question, '--folder', harbour, '--json');
      const { quotations, ranking } = JSON.parse(stdout) as FindResult;
      assert.equal(quotations.length, 2);
      assert.equal(ranking, undefined);
      assert.equal(stderr, '');
    });

    it('is done by a model that was added, on the command line', async () => {
      const added = await cli('models', 'add', path.join(home, 'ranker.gguf'));
      assert.match(added.stdout, /^Added file:ranker \(.*; role: reranker\)\.$/m);
      const rows = JSON.parse((await cli('models', 'list', '--json')).stdout) as ModelRow[];
      assert.equal(rows.find(({ id }) => id === 'file:ranker')?.role, 'reranker');
      const { stdout } = await cli('find', question, '--folder', harbour, '--json');
      const { quotations, ranking, note } = JSON.parse(stdout) as FindResult;
      assert.equal(note, undefined);
      assert.equal(ranking?.by, 'file:ranker');
      assert.equal(ranking.passages, 2);
      assert.equal(quotations.length, 2);
      const { stderr } = await cli('find', question, '--folder', harbour);
      assert.match(stderr, /file:ranker ordered 2 passages\./);
    });

    it('is done by it in the chat, which asks it nothing else', async () => {
      client = RawLspClient.start(env);
      const folders = [{ uri: pathToFileURL(harbour).href, name: 'harbour' }];
      await client.initialize({}, { workspaceFolders: folders });
      const status = parseStatus((await client.call(statusGetRequest, { look: true })).result);
      const roles = status?.members.filter(({ role }) => role !== undefined) ?? [];
      assert.deepEqual(
        roles.map(({ id, role }) => [id, role]),
        [['file:ranker', 'reranker']],
      );
      const message = { text: question, sources: [], earlier: [] };
      const { result } = await client.call(chatRequest, { ...message, command: 'find' });
      const reply = parseChatReply(result);
      assert.ok(reply?.kind === 'found', JSON.stringify(result));
      assert.equal(reply.ranking?.by, 'file:ranker');
      const council = await client.call(chatRequest, { ...message, command: 'council' });
      const declined = parseChatReply(council.result);
      assert.ok(declined?.kind === 'declined');
      assert.match(declined.message, /this pool has none/);
    });

    it('is helped by an embedding model where the words find too few', async () => {
      const embedding = path.join(home, 'vectors.gguf');
      await writeRandomReranker(embedding, { withoutHead: true });
      const added = await cli('models', 'add', embedding);
      assert.match(added.stdout, /^Added file:vectors \(.*; role: embedder\)\.$/m);
      const { stdout } = await cli('find', question, '--folder', harbour, '--json');
      const { ranking, note } = JSON.parse(stdout) as FindResult;
      assert.equal(ranking?.meaningBy, 'file:vectors');
      assert.equal(ranking.passages, 6, 'two by their words, four by their meaning');
      assert.equal(note, undefined);
    });

    it('is no member of an ensemble, and named as one it is refused with one sentence', async () => {
      const { code, stderr } = await runCli(['ask', 'Why?', '--ensemble', 'file:ranker'], '', env);
      assert.equal(code, 2);
      assert.match(stderr, /“file:ranker” writes nothing/);
      const alone = await runCli(['ask', 'Why is the sky blue?'], '', env);
      assert.equal(alone.code, 1);
      assert.match(alone.stderr, /it does not chat/);
    });

    it('is left to the words again when the model’s file breaks', async () => {
      truncateSync(path.join(home, 'ranker.gguf'), 300_000);
      const { stdout } = await cli('find', question, '--folder', harbour, '--json');
      const { quotations, ranking } = JSON.parse(stdout) as FindResult;
      assert.equal(quotations.length, 2);
      assert.equal(ranking, undefined);
    });
  });

  it('stops within one passage', async () => {
    const engine = await createLlamaEngine(createRecordedLog());
    const spec = { id: 'file:decoder', path: file('decoder'), contextSize: 256, sequences: 1 };
    const loaded = await engine.load({
      ...spec,
      threads: 1,
      promptFormat: 'chat',
      role: 'reranker',
    });
    assert.ok(loaded.ok, JSON.stringify(loaded));
    const cancelling = new AbortController();
    let read = 0;
    const cancelled = loaded.value.rank?.(request, cancelling.signal, () => {
      read++;
      cancelling.abort(new DOMException('cancelled', 'AbortError'));
    });
    await assert.rejects(Promise.resolve(cancelled), { name: 'AbortError' });
    assert.equal(read, 1);
    const again = await loaded.value.rank?.(request, signal, () => undefined);
    assert.equal(again?.ok, true);
    await engine.dispose();
  });

  it('refuses weights that score everything alike', async () => {
    const flat = file('flat');
    await writeRandomReranker(flat, { flat: true });
    const engine = await createLlamaEngine(createRecordedLog());
    const spec = { id: 'file:flat', path: flat, contextSize: 256, sequences: 1, threads: 1 };
    const loaded = await engine.load({ ...spec, promptFormat: 'chat', role: 'reranker' });
    assert.ok(!loaded.ok);
    assert.match(loaded.failure.message, /it scores every passage alike/);
    await engine.dispose();
  });
});

/** What node-llama-cpp's own ranking says. */
async function byTheLibrary(model: string, asked: RankRequest): Promise<number[]> {
  const llama = await getLlama({ build: 'never', progressLogs: false, maxThreads: 1 });
  const loaded = await llama.loadModel({ modelPath: model });
  const context = await loaded.createRankingContext({ contextSize: 256, threads: 1 });
  const scores = await context.rankAll(asked.question, [...asked.passages]);
  await context.dispose();
  await loaded.dispose();
  await llama.dispose();
  return scores;
}

/** What node-llama-cpp's own embedding says, made as long as one. */
async function vectorByTheLibrary(model: string, text = ''): Promise<Float32Array> {
  const llama = await getLlama({ build: 'never', progressLogs: false, maxThreads: 1 });
  const loaded = await llama.loadModel({ modelPath: model });
  const context = await loaded.createEmbeddingContext({ contextSize: 128, threads: 1 });
  const { vector } = await context.getEmbeddingFor(text);
  await context.dispose();
  await loaded.dispose();
  await llama.dispose();
  return Float32Array.from(vector, (each) => each / Math.hypot(...vector));
}
