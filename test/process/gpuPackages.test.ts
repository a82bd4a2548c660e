import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { create } from 'tar';
import {
  gpuAddRequest,
  gpuRemoveRequest,
  gpuReportRequest,
  parseGpuReport,
} from '../../protocol/gpu.ts';
import type { Result } from '../../protocol/result.ts';
import { createGet } from '../../server/models/download/get.ts';
import { installBackend } from '../../server/models/gpu/install.ts';
import { backendFolder } from '../../server/models/gpu/installed.ts';
import type { GpuBuild } from '../../server/models/gpu/packages.ts';
import { runCli } from '../support/cli.ts';
import { RawLspClient } from '../support/rawLspClient.ts';
import { startFileServer, type FileServer } from '../support/fileServer.ts';

/** An archive as npm makes them, with what `fill` puts into its package. */
async function archiveOf(fill: (folder: string) => void): Promise<Buffer> {
  const folder = mkdtempSync(path.join(tmpdir(), 'eidolon-npm-'));
  try {
    mkdirSync(path.join(folder, 'package/dist'), { recursive: true });
    fill(path.join(folder, 'package'));
    const file = path.join(folder, 'archive.tgz');
    await create({ file, cwd: folder, gzip: true, portable: true }, ['package']);
    return readFileSync(file);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

describe('GPU packages from a registry', function () {
  this.timeout(60_000);
  let home: string;
  let server: FileServer;
  let archive: Buffer;

  before(async () => {
    archive = await archiveOf((folder) => {
      writeFileSync(path.join(folder, 'dist/index.js'), 'export const answer = 42;\n');
      writeFileSync(path.join(folder, 'library.so'), Buffer.alloc(300_000, 'x'));
    });
  });
  beforeEach(async () => {
    home = mkdtempSync(path.join(tmpdir(), 'eidolon-gpu-'));
    server = await startFileServer(archive);
  });
  afterEach(async () => {
    await server.close();
    rmSync(home, { recursive: true, force: true, maxRetries: 5 });
  });

  const backends = (): string => path.join(home, 'backends');

  function install(bytes: Buffer, promised = bytes): Promise<Result<string>> {
    const integrity = `sha512-${createHash('sha512').update(promised).digest('base64')}`;
    const item = { name: '@scope/one', path: '/one.tgz', integrity, license: 'MIT' };
    const build: GpuBuild = {
      ...{ backend: 'vulkan', platform: 'linux', arch: 'x64' },
      packages: [{ ...item, sizeBytes: bytes.length }],
    };
    const deps = { get: createGet({}), report: () => undefined };
    const { signal } = new AbortController();
    return installBackend(build, server.url.origin, backends(), deps, signal);
  }

  /** Everything that lies in the folder of a version, hidden files included. */
  function placed(): readonly string[] {
    const folder = path.dirname(backendFolder(backends(), 'vulkan'));
    return existsSync(folder) ? readdirSync(folder) : [];
  }

  function messageOf(result: Result<string>): string {
    return result.ok ? 'it was installed' : result.failure.message;
  }

  it('arrive over a redirect and a cut connection, and lie in their place at once', async () => {
    server.expect(
      { status: 302, location: new URL('/there.tgz', server.url).href },
      { cutAfter: Math.floor(archive.length / 2) },
    );
    const result = await install(archive);
    assert.ok(result.ok, messageOf(result));
    assert.match(
      server.ranges.at(-1) ?? '',
      /^bytes=\d+-$/,
      'what had arrived is not fetched again',
    );
    assert.match(readFileSync(path.join(result.value, 'one/dist/index.js'), 'utf8'), /42/);
    assert.deepEqual(placed(), ['vulkan']);
    assert.deepEqual(readdirSync(path.join(backends(), 'downloads')), []);
  });

  it('are refused and removed when their hash is another', async () => {
    const other = Buffer.from(archive);
    other[other.length - 1] = (other.at(-1) ?? 0) ^ 1;
    server.expect({ bytes: other });
    assert.match(messageOf(await install(other, archive)), /is not @scope\/one .*SHA-512.*deleted/);
    assert.deepEqual(placed(), []);
    assert.deepEqual(readdirSync(path.join(backends(), 'downloads')), []);
  });

  it('may hold nothing that points out of their folder', async () => {
    const linked = await archiveOf((folder) => {
      symlinkSync('/etc', path.join(folder, 'link'));
    });
    server.expect({ bytes: linked });
    assert.match(messageOf(await install(linked)), /holds package\/link, which is refused/);
    assert.deepEqual(placed(), []);

    const noArchive = Buffer.alloc(2_000, 'no archive');
    server.expect({ bytes: noArchive });
    assert.match(messageOf(await install(noArchive)), /one\.tgz cannot be unpacked/);
    assert.deepEqual(placed(), []);
  });

  it('are offered to the editor, which fetches nothing before its user agrees', async () => {
    const client = RawLspClient.start({
      EIDOLON_HOME: home,
      npm_config_registry: server.url.origin,
    });
    try {
      await client.initialize();
      const told = parseGpuReport((await client.call(gpuReportRequest, null)).result);
      assert.deepEqual(
        told?.builds.map(({ backend, added, host }) => [backend, added, host]),
        ['cuda', 'vulkan'].map((backend) => [backend, false, server.url.host]),
      );
      const asked = await client.call(gpuAddRequest, { backend: 'vulkan' });
      assert.match(asked.error?.message ?? '', /Agree to the download first/);
      const unknown = await client.call(gpuAddRequest, { backend: 'metal', agreed: true });
      assert.match(unknown.error?.message ?? '', /vulkan or cuda/);
      assert.deepEqual(server.ranges, []);
      const wrong = await client.call(gpuAddRequest, { backend: 'vulkan', agreed: true });
      assert.match(wrong.error?.message ?? '', /were expected, so it was not downloaded/);
      const left = parseGpuReport((await client.call(gpuRemoveRequest, null)).result);
      assert.deepEqual(left, told);
    } finally {
      client.kill();
    }
  });

  it('are offered with their size, and nothing is fetched without a word', async () => {
    const eidolon = (...args: string[]) => runCli(['gpu', ...args], '', { EIDOLON_HOME: home });
    const asked = await eidolon('add', '--registry', server.url.origin);
    assert.equal(asked.code, 1);
    assert.match(asked.stderr, /MB of native code \(MIT licence\) from 127\.0\.0\.1/);
    assert.match(asked.stderr, /--yes/);
    assert.deepEqual(server.ranges, []);

    const wrong = await eidolon('add', '--yes', '--registry', server.url.origin);
    assert.equal(wrong.code, 1);
    assert.match(wrong.stderr, /offers a file of \d+ bytes where \d+ were expected/);
    const status = await eidolon('status');
    assert.match(status.stdout, /^Models are computed on the processor; “eidolon gpu add”/);
    assert.equal((await eidolon('add', 'metal')).code, 2);
  });
});
