import assert from 'node:assert/strict';
import { createHash, randomBytes } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { connect, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import { createGet, isFetchable } from '../../../server/models/download/get.ts';
import {
  transfer,
  type Download,
  type DownloadProgress,
  type TransferDeps,
} from '../../../server/models/download/transfer.ts';
import { startFileServer, type Behaviour, type FileServer } from '../../support/fileServer.ts';

const file = randomBytes(300_000);
const sha256 = createHash('sha256').update(file).digest('hex');

describe('a download', () => {
  let folder: string;
  let server: FileServer;
  let target: string;

  beforeEach(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'eidolon-download-'));
    target = path.join(folder, 'models', 'model.gguf');
    server = await startFileServer(file);
  });
  afterEach(async () => {
    await server.close();
    await rm(folder, { recursive: true });
  });

  async function fetchIt(
    more: Partial<Download> = {},
    signal = new AbortController().signal,
    report: (progress: DownloadProgress) => void = () => undefined,
    deps: Partial<TransferDeps> = {},
  ) {
    const get = createGet();
    const wait = (): Promise<void> => Promise.resolve();
    const download = { url: server.url, target, sha256, ...more };
    return transfer(download, { get, report, wait, ...deps }, signal);
  }

  async function refusal(...args: Parameters<typeof fetchIt>): Promise<string> {
    const result = await fetchIt(...args);
    assert(!result.ok, 'the download is refused');
    return result.failure.message;
  }

  async function assertWhole(): Promise<void> {
    assert.deepEqual(await readFile(target), file);
    assert.deepEqual(await readdir(path.dirname(target)), ['model.gguf'], 'nothing else is left');
  }

  it('brings the file, tells how far it is, and leaves nothing beside it', async () => {
    const heard: DownloadProgress[] = [];
    const result = await fetchIt({}, undefined, (each) => heard.push(each));
    assert.deepEqual(result, {
      ok: true,
      value: { path: target, sha256, verified: true, keptBytes: 0 },
    });
    await assertWhole();
    assert.deepEqual(heard.at(-1), { doneBytes: file.length, totalBytes: file.length });
  });

  it('goes on where the connection was cut, as often as some bytes come', async () => {
    server.expect(...Array.from({ length: 12 }, () => ({ cutAfter: 20_000 })));
    assert((await fetchIt()).ok);
    await assertWhole();
    assert.equal(server.ranges[0], '');
    assert(server.ranges.slice(1).every((range) => /^bytes=[1-9]\d*-$/.test(range)));
  });

  it('gives up when nothing comes any more, and goes on from there the next time', async () => {
    server.expect({ cutAfter: 50_000 }, ...Array.from({ length: 5 }, () => ({ status: 503 })));
    assert.match(await refusal(), /status 503; try again later/);
    assert((await fetchIt()).ok);
    await assertWhole();
    assert.match(server.ranges.at(-1) ?? '', /^bytes=\d+-$/);
  });

  /** Starts a download that stops after so many bytes, and waits until they are here. */
  async function stuckDownload(stopAfter: number) {
    server.expect({ stopAfter });
    const controller = new AbortController();
    let result: ReturnType<typeof fetchIt> | undefined;
    await new Promise<void>((resolve) => {
      result = fetchIt({}, controller.signal, ({ doneBytes }) => {
        if (doneBytes === stopAfter) resolve();
      });
    });
    assert(result);
    return { result, cancel: () => controller.abort() };
  }

  it('keeps what has arrived when it is cancelled, and goes on from there', async () => {
    const { result, cancel } = await stuckDownload(100_000);
    cancel();
    await assert.rejects(result, { name: 'AbortError' });
    assert.deepEqual((await readdir(path.dirname(target))).sort(), [
      'model.gguf.part',
      'model.gguf.part.json',
    ]);
    assert((await fetchIt()).ok);
    await assertWhole();
  });

  it('starts again where the server knows no ranges, or has another file by now', async () => {
    server.expect({ cutAfter: 50_000 }, { ignoresRanges: true });
    assert((await fetchIt()).ok);
    await assertWhole();
    await rm(target);
    server.expect({ cutAfter: 50_000, etag: '"old"', bytes: randomBytes(400_000) });
    assert((await fetchIt()).ok);
    await assertWhole();
  });

  it('refuses and removes a file with other bytes, whoever sent them', async () => {
    server.expect({ bytes: randomBytes(300_000) });
    assert.match(await refusal(), /is not the expected file .* so it was deleted/);
    assert.deepEqual(await readdir(path.dirname(target)), []);
    // A part of another file, as a crash or a friend may leave it.
    await writeFile(`${target}.part`, randomBytes(1_000));
    const note = { url: server.url.href, sha256, etag: '"one"' };
    await writeFile(`${target}.part.json`, JSON.stringify(note));
    assert.match(await refusal(), /is not the expected file/);
    assert((await fetchIt()).ok);
    await assertWhole();
  });

  it('does not go on from the part of another address or hash', async () => {
    await writeFileIn(`${target}.part`, 'x'.repeat(1_000));
    await writeFileIn(
      `${target}.part.json`,
      JSON.stringify({ url: server.url.href, sha256: 'other' }),
    );
    assert((await fetchIt()).ok);
    assert.deepEqual(server.ranges, ['']);
    await assertWhole();
  });

  async function writeFileIn(name: string, text: string): Promise<void> {
    const { mkdir } = await import('node:fs/promises');
    await mkdir(path.dirname(name), { recursive: true });
    await writeFile(name, text);
  }

  it('follows redirects within reason, and to no address that is not encrypted', async () => {
    server.expect({ status: 302, location: '/elsewhere/model.gguf' });
    assert((await fetchIt()).ok);
    await assertWhole();
    server.expect({ status: 302, location: 'http://models.example/model.gguf' });
    assert.match(await refusal(), /not encrypted, so it was not followed/);
    server.expect(...Array.from({ length: 9 }, () => ({ status: 302, location: '/again' })));
    assert.match(await refusal(), /from one address to the next without an end/);
    const url = new URL('http://models.example/a.gguf');
    assert.match(await refusal({ url }), /not encrypted; use an https address/);
  });

  it('takes the hash that the server names on the way, where nobody else knows one', async () => {
    const linked = { 'x-linked-etag': `"${sha256}"` };
    const redirect = { status: 302, location: '/bytes', headers: linked };
    server.expect(redirect, { cutAfter: 50_000 }, redirect);
    const result = await fetchIt({ sha256: undefined });
    assert(result.ok && result.value.verified);
    await assertWhole();
    assert.match(server.ranges.at(-1) ?? '', /^bytes=\d+-$/);
    await rm(target);
    server.expect(redirect, { bytes: randomBytes(300_000) });
    assert.match(await refusal({ sha256: undefined }), /is not the expected file/);
  });

  it('without any hash goes on only with bytes that the server calls the same', async () => {
    const unknown = { sha256: undefined };
    server.expect({ cutAfter: 50_000 });
    const result = await fetchIt(unknown);
    assert.deepEqual(result, {
      ok: true,
      value: { path: target, sha256, verified: false, keptBytes: 0 },
    });
    assert.deepEqual(server.ranges, ['', 'bytes=50000-']);
    await rm(target);
    server.expect({ cutAfter: 50_000, etag: '' });
    assert((await fetchIt(unknown)).ok);
    assert.deepEqual(server.ranges.slice(2), ['', '']);
    await assertWhole();
  });

  it('asks again when a server says nothing any more', async () => {
    server.expect({ stopAfter: 100_000 });
    const result = await fetchIt({}, undefined, undefined, { get: createGet({}, 50) });
    assert(result.ok);
    assert.deepEqual(server.ranges, ['', 'bytes=100000-']);
    await assertWhole();
  });

  it('does not take a page for the file, and keeps what it has', async () => {
    const page = { bytes: Buffer.from('<html>'), headers: { 'content-type': 'text/html' } };
    server.expect({ cutAfter: 100_000 }, { ...page, ignoresRanges: true });
    assert.match(await refusal(), /shows a page instead of the file/);
    const resumed = await fetchIt();
    assert(resumed.ok && resumed.value.keptBytes === 100_000);
    await assertWhole();
  });

  it('goes on at another address of the same bytes', async () => {
    const { result, cancel } = await stuckDownload(100_000);
    cancel();
    await assert.rejects(result);
    const resumed = await fetchIt({ url: new URL('/mirror/model.gguf', server.url) });
    assert(resumed.ok);
    assert.equal(resumed.value.keptBytes, 100_000);
    await assertWhole();
  });

  it('waits as long as the server asks for, within reason', async () => {
    const waits: number[] = [];
    const wait = (ms: number): Promise<void> => Promise.resolve(void waits.push(ms));
    const busy = (seconds: string) => ({ status: 429, headers: { 'retry-after': seconds } });
    server.expect(busy('7'), busy('9999'), busy('Thu, 26 Nov 2026 09:00:00 GMT'));
    assert((await fetchIt({}, undefined, undefined, { wait })).ok);
    assert.deepEqual(waits, [7_000, 60_000, 4_000]);
    server.expect(...Array.from({ length: 5 }, () => busy('1')));
    assert.match(await refusal(), /asked too often .* start the download again later/);
  });

  it('keeps what has arrived when the disk is full, and goes on when there is room', async () => {
    const full = Object.assign(new Error('full'), { code: 'ENOSPC' });
    const write: TransferDeps['write'] = async (handle, piece, at) => {
      if (at >= 100_000) throw full;
      await handle.write(piece, 0, piece.length, at);
    };
    const message = await refusal({}, undefined, undefined, { write });
    assert.match(message, /disk of .* is full; what has arrived is kept/);
    const resumed = await fetchIt();
    assert(resumed.ok && resumed.value.keptBytes >= 100_000);
    await assertWhole();
  });

  it('says so when its folder cannot be written', async () => {
    await writeFileIn(path.join(folder, 'blocked'), 'x');
    const message = await refusal({ target: path.join(folder, 'blocked', 'model.gguf') });
    assert.match(message, /cannot be written \((EEXIST|ENOTDIR)\); nothing was changed/);
  });

  it('goes through the proxy of the environment, past it where the environment says so', async () => {
    const asked: string[] = [];
    const proxy = createServer().on('connect', ({ url = '' }, socket) => {
      asked.push(url);
      const through = connect(Number(server.url.port), '127.0.0.1', () => {
        socket.write('HTTP/1.1 200 OK\r\n\r\n');
        through.pipe(socket).pipe(through);
      });
    });
    await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
    const { port } = proxy.address() as AddressInfo;
    const env = { http_proxy: `http://127.0.0.1:${port}` };
    assert((await fetchIt({}, undefined, undefined, { get: createGet(env) })).ok);
    assert.deepEqual(asked, [server.url.host]);
    await rm(target);
    const past = { ...env, NO_PROXY: '127.0.0.1' };
    assert((await fetchIt({}, undefined, undefined, { get: createGet(past) })).ok);
    assert.equal(asked.length, 1);
    proxy.closeAllConnections();
    proxy.close();
  });

  it('says so when the proxy refuses, or leads back to itself', async () => {
    for (const status of ['403 Forbidden', '508 Loop Detected']) {
      const proxy = createServer().on('connect', (_, socket) => {
        socket.end(`HTTP/1.1 ${status}\r\n\r\n`);
      });
      await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
      const { port } = proxy.address() as AddressInfo;
      const get = createGet({ http_proxy: `http://127.0.0.1:${port}` });
      assert.match(
        await refusal({}, undefined, undefined, { get }),
        /^The proxy does not reach 127\.0\.0\.1:\d+; correct HTTPS_PROXY/,
      );
      proxy.closeAllConnections();
      proxy.close();
    }
  });

  it('says what a status means', async () => {
    for (const [status, sentence] of [
      [401, /accepted its terms there \(status 401\)/],
      [403, /accepted its terms there .* add the file/],
      [404, /has no file \/model\.gguf; check the address/],
      [418, /answered with status 418/],
    ] as const) {
      server.expect({ status });
      assert.match(await refusal(), sentence);
    }
  });

  it('asks for the space first, and believes no false length', async () => {
    const free = () => Promise.resolve(1_000_000);
    assert.match(
      await refusal({}, undefined, undefined, { freeBytes: free }),
      /The model needs \d+ MB in .* 1 MB are free/,
    );
    assert.match(
      await refusal({ sizeBytes: 5 }),
      /offers a file of 300000 bytes where 5 were expected/,
    );
    server.expect({ announces: 400_000 }, { cutAfter: 0 });
    assert((await fetchIt()).ok);
    await assertWhole();
  });

  it('is done by one process at a time; the lock of a dead one does not hold', async () => {
    const { result, cancel } = await stuckDownload(1_000);
    assert.match(await refusal(), /is being downloaded already/);
    cancel();
    await assert.rejects(result);
    await writeFile(`${target}.part.lock`, '999999999');
    assert((await fetchIt()).ok);
    await assertWhole();
  });

  it('ends with the right file or a sentence, whatever the server does', async () => {
    const behaviour: fc.Arbitrary<Behaviour> = fc.oneof(
      fc.record({ cutAfter: fc.nat(file.length) }),
      fc.record({ ignoresRanges: fc.constant(true), cutAfter: fc.nat(file.length) }),
      fc.record({ status: fc.constantFrom(204, 304, 404, 416, 429, 500, 503) }),
      fc.record({ etag: fc.constantFrom('"two"', 'W/"weak"', '') }),
      fc.record({ bytes: fc.uint8Array({ maxLength: 50 }).map((bytes) => Buffer.from(bytes)) }),
      fc.record({ announces: fc.nat(2 * file.length) }),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(behaviour, { maxLength: 6 }), async (behaviours) => {
        await rm(path.dirname(target), { recursive: true, force: true });
        server.expect(...behaviours);
        const result = await fetchIt();
        if (result.ok) await assertWhole();
        else assert.match(result.failure.message, /^[A-Z0-9].+\.$/);
        // What is left of one attempt never spoils the next.
        for (let count = 0; count < 8; count++) if ((await fetchIt()).ok) break;
        await assertWhole();
      }),
      { numRuns: 25 },
    );
  });

  it('takes encrypted addresses and those of this machine', () => {
    const allowed = ['https://a.example/x', 'http://127.0.0.1:8/x', 'http://localhost/x'];
    const refused = ['http://a.example/x', 'ftp://a.example/x', 'file:///x'];
    assert(allowed.every((each) => isFetchable(new URL(each))));
    assert(refused.every((each) => !isFetchable(new URL(each))));
  });
});
