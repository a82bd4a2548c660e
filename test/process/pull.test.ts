import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import {
  checkingStage,
  listDownloadsRequest,
  parseOffer,
  pullModelRequest,
} from '../../protocol/downloads.ts';
import { parseStatus, statusGetRequest } from '../../protocol/status.ts';
import { goodBytes, noise } from '../support/badModels.ts';
import { cliPath, runCli } from '../support/cli.ts';
import { eventually } from '../support/eventually.ts';
import { RawLspClient } from '../support/rawLspClient.ts';
import { startFileServer, type FileServer } from '../support/fileServer.ts';

const bytes = goodBytes();
const sha256 = createHash('sha256').update(bytes).digest('hex');

describe('pulling a model on the command line', function () {
  this.timeout(120_000);
  let home: string;
  let server: FileServer;

  beforeEach(async () => {
    home = mkdtempSync(path.join(tmpdir(), 'eidolon-pull-'));
    server = await startFileServer(bytes);
  });
  afterEach(async () => {
    await server.close();
    rmSync(home, { recursive: true, force: true, maxRetries: 5 });
  });

  const models = (): string => path.join(home, 'models');
  const eidolon = (...args: string[]) => runCli(['models', ...args], '', { EIDOLON_HOME: home });
  const pull = (...more: string[]) => [
    ...['pull', server.url.href, '--accept-licence', '--sha256', sha256],
    ...more,
  ];
  const ids = async (): Promise<readonly string[]> =>
    (JSON.parse((await eidolon('list', '--json')).stdout) as { id: string }[])
      .map(({ id }) => id)
      .filter((id) => id.startsWith('file:'));

  /** Starts a pull that gets so many bytes and no more, ends it by a signal, and answers how it ended. */
  async function endAfter(stopAfter: number, signal: NodeJS.Signals) {
    server.expect({ stopAfter });
    const env = { ...process.env, EIDOLON_HOME: home };
    const child = spawn(process.execPath, [cliPath, 'models', ...pull()], { env });
    let stderr = '';
    child.stderr.setEncoding('utf8').on('data', (piece: string) => (stderr += piece));
    const part = path.join(models(), 'model.gguf.part');
    await eventually('the first bytes are on the disk', () =>
      existsSync(part) && statSync(part).size === stopAfter ? true : undefined,
    );
    const ended = new Promise<{ code: number | null; stderr: string }>((resolve) =>
      child.once('close', (code) => resolve({ code, stderr })),
    );
    child.kill(signal);
    return ended;
  }

  it('goes on after kill -9 where it stopped; half a file is neither listed nor taken', async () => {
    const half = Math.floor(bytes.length / 2);
    await endAfter(half, 'SIGKILL');
    assert.deepEqual(await ids(), []);
    const part = path.join(models(), 'model.gguf.part');
    assert.match((await eidolon('add', part)).stderr, /cut off/);
    const { code, stdout, stderr } = await eidolon(...pull('--json'));
    assert.equal(code, 0, stderr);
    assert.deepEqual(server.ranges, ['', `bytes=${half}-`]);
    const target = path.join(models(), 'model.gguf');
    assert.deepEqual(JSON.parse(stdout), {
      id: 'file:model',
      path: target,
      sha256,
      verified: true,
      keptBytes: half,
    });
    assert.deepEqual(readFileSync(target), bytes);
    assert.deepEqual(await ids(), ['file:model']);
    assert.deepEqual(readdirSync(models()).sort(), ['model.gguf', 'models.json']);
    assert.equal((await eidolon('remove', 'file:model')).code, 0);
    assert.deepEqual(readdirSync(models()), ['models.json'], 'the file goes with its model');
  });

  it('keeps what has arrived at Ctrl-C, and ends with 130', async () => {
    const { code, stderr } = await endAfter(20_000, 'SIGINT');
    assert.equal(code, 130);
    assert.match(stderr, /^model\.gguf: \d+ %/m);
    assert.deepEqual(readdirSync(models()).sort(), ['model.gguf.part', 'model.gguf.part.json']);
  });

  it('refuses and removes what is not the file it should be', async () => {
    const other = goodBytes();
    other[other.length - 5] = ~(other[other.length - 5] ?? 0) & 0xff;
    server.expect({ bytes: other });
    const changed = await eidolon(...pull());
    assert.equal(changed.code, 1);
    assert.match(changed.stderr, /is not the expected file .* so it was deleted/);
    // Nobody named a hash, and what comes is no model at all.
    server.expect({ bytes: noise(5_000) });
    const useless = await eidolon('pull', server.url.href, '--accept-licence');
    assert.equal(useless.code, 1);
    assert.match(useless.stderr, /does not begin as a GGUF file.*the downloaded file was deleted/);
    assert.deepEqual(readdirSync(models()), [], 'nothing is left, and nothing was added');
  });

  it('shows the licence first, and believes the catalogue more than a server', async () => {
    const unread = await eidolon('pull', 'qwen3-1.7b', '--endpoint', server.url.origin);
    assert.equal(unread.code, 1);
    assert.match(unread.stderr, /^Qwen3 1\.7B: Apache 2\.0, https.*\nRead the licence at /);
    assert.deepEqual(server.ranges, [], 'nothing was asked for');
    const args = ['pull', 'qwen3-1.7b', '--endpoint', server.url.origin, '--accept-licence'];
    const { code, stderr } = await eidolon(...args);
    assert.equal(code, 1);
    assert.match(stderr, /offers a file of \d+ bytes where 1282439584 were expected/);
    assert.deepEqual(readdirSync(models()), []);
  });

  it('is not needed for what another program has on the disk, which stays where it is', async () => {
    const blob = path.join(home, 'models--a--b/blobs', sha256);
    const link = path.join(home, 'models--a--b/snapshots/c/nice.gguf');
    for (const file of [blob, link]) mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(blob, bytes);
    symlinkSync(blob, link);
    const env = { EIDOLON_HOME: home, HF_HUB_CACHE: home };
    const find = () => runCli(['models', 'find'], '', env);
    assert.match((await find()).stdout, /^nice +[\d.]+ MiB  .*blobs.*\(Hugging Face\)$/m);
    assert.equal((await eidolon('add', link)).stdout, `Added file:nice (${realpathSync(blob)}).\n`);
    assert.match((await find()).stdout, /^nice .*\(in the pool\)$/m);
    assert.equal((await eidolon('remove', 'file:nice')).code, 0);
    assert.deepEqual(readFileSync(link), bytes, 'the other program keeps its file');
  });

  it('follows a recommendation, which is what fits into a budget', async () => {
    const { code, stdout } = await eidolon('recommend', '--memory', '8', '--json');
    assert.equal(code, 0);
    const { models, memoryBytes, independent } = JSON.parse(stdout) as {
      models: { name: string; memoryBytes: number; roles: string[] }[];
      memoryBytes: number;
      independent: boolean;
    };
    assert.equal(independent, true);
    assert(memoryBytes <= 8 * 2 ** 30);
    assert.equal(
      memoryBytes,
      models.reduce((sum, model) => sum + model.memoryBytes, 0),
    );
  });

  it('is a request of the language server too, which stops and goes on', async () => {
    const client = RawLspClient.start({ EIDOLON_HOME: home });
    try {
      await client.initialize();
      const offer = parseOffer((await client.call(listDownloadsRequest, null)).result);
      assert(offer && offer.models.length >= 10 && offer.availableBytes > 0);
      assert(
        offer.models.every(
          ({ present, memoryBytes, sizeBytes }) => !present && memoryBytes > sizeBytes,
        ),
      );
      const unread = await client.call(pullModelRequest, { model: 'qwen3-1.7b' });
      assert.match(unread.error?.message ?? '', /agree to it first/);
      assert.deepEqual(server.ranges, []);

      server.expect({ stopAfter: 40_000 });
      const params = { model: server.url.href, licenceAccepted: true, workDoneToken: 'pull' };
      const id = client.request(pullModelRequest, params);
      const part = path.join(models(), 'model.gguf.part');
      await eventually('the first bytes are on the disk', () =>
        existsSync(part) && statSync(part).size === 40_000 ? true : undefined,
      );
      client.notify('$/cancelRequest', { id });
      assert.equal((await client.reply(id)).error?.code, -32800);
      const again = await client.call(pullModelRequest, params);
      assert.deepEqual(again.result, { id: 'file:model', verified: false });
      assert.equal(server.ranges.at(-1), 'bytes=40000-');
      const said = client
        .notifications('$/progress')
        .map(({ params }) => (params as { value: { message?: string } }).value.message ?? '');
      assert(
        said.some((text) => /^0\.00 \/ 0\.00 GB, [\d.]+ MB\/s$/.test(text)),
        said.join('|'),
      );
      assert(said.includes(checkingStage));
      const status = parseStatus((await client.call(statusGetRequest, { look: true })).result);
      assert(status?.members.some((member) => member.id === 'file:model'));
    } finally {
      client.kill();
    }
  });
});
