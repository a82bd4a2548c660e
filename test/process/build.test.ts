import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { repositoryRoot } from '../support/rawLspClient.ts';

const entries = [
  'client/extension.ts',
  'server/main.ts',
  'server/cli.ts',
  'server/measureMain.ts',
  'server/pool/hostMain.ts',
  'server/engines/llama/workerMain.ts',
  'server/engines/llama/gpuProbeMain.ts',
  'server/verify/checkerMain.ts',
  'server/verify/behaviour/sandboxMain.ts',
  'server/verify/behaviour/python/pythonThread.ts',
  'server/verify/behaviour/javascript/javascriptThread.ts',
];

describe('the build', function () {
  this.timeout(60_000);
  let source: string;

  beforeEach(async () => {
    source = await mkdtemp(path.join(tmpdir(), 'eidolon-build-'));
    for (const entry of entries)
      await write(entry, 'process.stdout.write(new URL(import.meta.url).protocol);\n');
    await write(
      'client/extension.ts',
      "import * as vscode from 'vscode';\nexport const activate = () => vscode.env.appName;\n",
    );
    await write('media/main.ts', "document.title = 'built';\n");
    for (const style of ['media/chat.css', 'media/report.css'])
      await write(style, 'body { margin: 0; }\n');
  });

  afterEach(() => rm(source, { recursive: true, force: true }));

  it('succeeds on sources that compile', async () => {
    const { status, stderr } = build();
    assert.equal(status, 0, stderr);
    const client = await readFile(path.join(source, 'dist/client/extension.cjs'), 'utf8');
    assert.match(client, /= require\("vscode"\);/, 'the editor’s API is not copied');
    const bundle = await stat(path.join(source, 'dist/server/cli.mjs'));
    assert.equal((bundle.mode & 0o111) !== 0, true, 'the command line is executable');
    assert.equal(
      (await stat(path.join(source, 'dist/server/typescript-lib/lib.es5.d.ts'))).isFile(),
      true,
    );
    for (const asset of ['grammars/python.wasm', 'quickjs.wasm', 'pyodide/pyodide.asm.wasm']) {
      assert.equal((await stat(path.join(source, 'dist/server', asset))).isFile(), true, asset);
    }
  });

  it('fails on a syntax error and names the place', async () => {
    await write('server/cli.ts', 'const = 1;\n');
    const { status, stderr } = build();
    assert.equal(status, 1);
    assert.match(stderr, /server\/cli\.ts:1/);
  });

  it('fails on an import that does not resolve', async () => {
    await write('client/extension.ts', "import './nowhere.ts';\n");
    const { status, stderr } = build();
    assert.equal(status, 1);
    assert.match(stderr, /nowhere/);
  });

  it('fails on a missing entry point', async () => {
    await rm(path.join(source, 'server/pool/hostMain.ts'));
    const { status, stderr } = build();
    assert.equal(status, 1);
    assert.match(stderr, /server\/pool\/hostMain\.ts/);
  });

  it('fails on a warning', async () => {
    await write('server/main.ts', 'if (typeof process === "nothing") process.exit();\n');
    assert.equal(build().status, 1);
  });

  async function write(file: string, text: string): Promise<void> {
    await mkdir(path.dirname(path.join(source, file)), { recursive: true });
    await writeFile(path.join(source, file), text);
  }

  function build(): { status: number | null; stderr: string } {
    const { status, stderr } = spawnSync(
      process.execPath,
      [path.join(repositoryRoot, 'esbuild.js')],
      {
        env: {
          ...process.env,
          EIDOLON_BUILD_SOURCE: source,
          EIDOLON_BUILD_DIST: path.join(source, 'dist'),
        },
        encoding: 'utf8',
      },
    );
    return { status, stderr };
  }
});
