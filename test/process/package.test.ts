import assert from 'node:assert/strict';
import { cpSync, existsSync, mkdirSync, readdirSync, realpathSync, symlinkSync } from 'node:fs';
import { mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { createHostFolders, ensureCodeServer, installVsix } from '../../scripts/vscode-host.mjs';
import type { Outcome } from '../../protocol/behaviour.ts';
import { createSandboxClient } from '../../server/verify/behaviour/client.ts';
import { repositoryRoot } from '../support/rawLspClient.ts';
import { runProcess, type ProcessResult } from '../support/runProcess.ts';
import { createRecordedLog } from '../support/silentLog.ts';

const condition = `${JSON.stringify({
  id: 'b',
  text: 'export function f(a: boolean, b: boolean): boolean {\n  return !(!a || !b);\n}\n',
  languageId: 'typescript',
  instruction: 'simplify the condition',
})}\n`;
const misspelt = `${JSON.stringify({ id: 'a', text: 'She recieved the letter yesterday.', languageId: 'markdown' })}\n`;

interface BatchAnswer {
  readonly id: string;
  readonly hunks: readonly { readonly newText: string; readonly verdict: string }[];
  readonly note?: string;
}

describe('the packages', function () {
  this.timeout(420_000);
  let home: string;
  const leftovers: string[] = [];

  before(async () => {
    await ensureCodeServer();
  });

  beforeEach(async () => {
    home = realpathSync(await mkdtemp(path.join(tmpdir(), 'eidolon-package-')));
    leftovers.push(home);
  });

  after(async () => {
    for (const folder of leftovers)
      await rm(folder, { recursive: true, force: true, maxRetries: 5 });
  });

  describe('for this platform', () => {
    let server: string;

    before(async () => {
      const vsix = process.env['EIDOLON_VSIX'];
      assert(
        vsix && existsSync(vsix),
        'EIDOLON_VSIX names the package under test; run npm run test:process',
      );
      server = await install(vsix);
    });

    it('resolves the engine inside the extension', async () => {
      const probe = [
        '--input-type=module',
        '--eval',
        "process.stdout.write(import.meta.resolve('node-llama-cpp'))",
      ];
      const { stdout, stderr } = await run(probe, { cwd: server });
      assert.equal(realpathSync(fileURLToPath(stdout)).startsWith(server), true, stdout + stderr);
    });

    it('loads every model of the nano pool', async () => {
      const { code, stdout, stderr } = await cli(['models', 'verify']);
      assert.equal(code, 0, stdout + stderr);
      assert.equal(
        stdout
          .trim()
          .split('\n')
          .every((line) => /^nano:\w+: good$/.test(line)),
        true,
        stdout,
      );
    });

    it('boots the engine inside an Electron helper', async () => {
      const pretend = path.join(home, 'electron.mjs');
      await writeFile(
        pretend,
        "Object.defineProperty(process.versions, 'electron', { value: '39.2.0', enumerable: true });\n",
      );
      const NODE_OPTIONS = `--import=${pathToFileURL(pretend).href}`;
      const verify = ['models', 'verify', 'nano:prose'];
      const { code, stdout, stderr } = await cli(verify, { env: { NODE_OPTIONS } });
      assert.equal(code, 0, stdout + stderr);
    });

    it('refines', async () => {
      const { code, stdout, stderr } = await cli(['refine', '--batch'], { input: misspelt });
      assert.equal(code, 0, stderr);
      const answer = JSON.parse(stdout) as BatchAnswer;
      assert.match(answer.hunks.map(({ newText }) => newText).join(), /received|ei/, stdout);
    });

    it('checks TypeScript with its own compiler', async () => {
      const { stdout, stderr } = await cli(['refine', '--batch'], { input: condition });
      const answer = JSON.parse(stdout) as BatchAnswer;
      assert.match(answer.hunks.map(({ newText }) => newText).join(), /a && b/, stdout + stderr);
    });

    it('runs candidate code with the interpreters that it carries', async () => {
      assert.deepEqual(await runIn('python', 'import re\ndef f(x): return re.sub("a", "b", x)'), {
        kind: 'value',
        repr: "'b'",
      });
      assert.deepEqual(await runIn('typescript', 'const f = (x: string): string => x + x;'), {
        kind: 'value',
        repr: '"aa"',
      });
    });

    it('says that it cannot run Python where it was packaged without', async () => {
      const pyodide = path.join(server, 'pyodide');
      await rename(pyodide, `${pyodide}-aside`);
      try {
        assert.match(String(await runIn('python', 'def f(x): return x')), /cannot run Python/);
        assert.deepEqual(await runIn('javascript', 'const f = (x) => x;'), {
          kind: 'value',
          repr: '"a"',
        });
      } finally {
        await rename(`${pyodide}-aside`, pyodide);
      }
    });

    /** The outcome of a candidate in the installed sandbox, or why it cannot run. */
    async function runIn(languageId: string, program: string): Promise<Outcome | string> {
      const log = createRecordedLog();
      const sandbox = createSandboxClient({
        entry: path.join(server, 'sandbox.mjs'),
        log,
        mayRun: true,
      });
      const { signal } = new AbortController();
      try {
        const can = await sandbox.call('behaviour/capabilities', { languageId }, signal);
        if (!can.ok || !can.value.runs) return JSON.stringify(can);
        const params = { languageId, programs: [program], entryPoint: 'f', inputs: ['"a"'] };
        const answer = await sandbox.call('behaviour/run', params, signal);
        const [candidate] = answer.ok ? answer.value.candidates : [];
        return candidate?.usable && candidate.outcomes[0]
          ? candidate.outcomes[0]
          : JSON.stringify([answer, log.lines]);
      } finally {
        sandbox.dispose();
      }
    }

    async function cli(args: readonly string[], options: RunOptions = {}): Promise<ProcessResult> {
      return await run([path.join(server, 'cli.mjs'), ...args], options);
    }
  });

  it('for all other platforms carries no engine and no model, and says so', async () => {
    const packaging = path.join(repositoryRoot, 'scripts/package.mjs');
    const made = await run([packaging, '--target', 'universal', '--out', home], {
      cwd: repositoryRoot,
    });
    assert.equal(made.code, 0, made.stderr);
    const server = await install(
      path.join(home, readdirSync(home).find((name) => name.endsWith('.vsix')) ?? ''),
    );
    assert.equal(existsSync(path.join(server, 'node_modules')), false);
    const all = readdirSync(server, { recursive: true }).map(String);
    assert.deepEqual(
      all.filter((name) => name.endsWith('.gguf')),
      [],
    );
    const { stdout, stderr } = await run([path.join(server, 'cli.mjs'), 'refine', '--batch'], {
      input: misspelt,
    });
    const answer = JSON.parse(stdout) as BatchAnswer;
    assert.match(answer.note ?? '', /No model can run/);
    const vouched = answer.hunks.filter(({ verdict }) => verdict === 'reviewed');
    assert.deepEqual(vouched, [], 'nobody reviewed it');
    assert.doesNotMatch(stderr, /^\s+at /m);
  });

  it('from npm pack installs as a command line with its models', async () => {
    const packed = await run(['pack', '--json', '--pack-destination', home], {
      command: 'npm',
      cwd: checkoutCopy(path.join(home, 'checkout')),
    });
    assert.equal(packed.code, 0, packed.stderr);
    const archive = path.join(home, readdirSync(home).find((name) => name.endsWith('.tgz')) ?? '');
    await writeFile(path.join(home, 'package.json'), '{"private":true}\n');
    // The other platforms' engines are optional, and 700 MB of them would match this machine.
    const native = `@node-llama-cpp/${process.platform}-${process.arch}@3.22.1`;
    const args = [
      'install',
      '--ignore-scripts',
      '--omit=optional',
      '--no-audit',
      '--no-fund',
      archive,
      native,
    ];
    const installed = await run(args, { command: 'npm', cwd: home });
    assert.equal(installed.code, 0, installed.stderr);
    const command = path.join(home, 'node_modules/.bin/eidolon');
    const { stdout, stderr } = await run(['refine', '--batch'], { command, input: misspelt });
    assert.equal((JSON.parse(stdout) as BatchAnswer).hunks.length > 0, true, stdout + stderr);
  });

  /** Packing builds anew and puts models beside the bundles, which other tests are running just now. */
  function checkoutCopy(target: string): string {
    mkdirSync(target);
    const notWanted = /^(?:\.|dist$|docs$|node_modules$|out$|test|training$)/;
    for (const name of readdirSync(repositoryRoot).filter((each) => !notWanted.test(each)))
      cpSync(path.join(repositoryRoot, name), path.join(target, name), { recursive: true });
    symlinkSync(path.join(repositoryRoot, 'node_modules'), path.join(target, 'node_modules'));
    return target;
  }

  interface RunOptions {
    readonly command?: string;
    readonly cwd?: string;
    readonly env?: Record<string, string>;
    readonly input?: string;
  }

  /** Runs outside the checkout unless told otherwise, so that nothing resolves into it by accident. */
  async function run(args: readonly string[], options: RunOptions = {}): Promise<ProcessResult> {
    const { command = process.execPath, cwd = home, env = {}, input = '' } = options;
    return await runProcess(command, args, {
      cwd,
      env: { EIDOLON_HOME: path.join(home, 'data'), ...env },
      input,
      timeoutMs: 240_000,
    });
  }

  /** Installs a VSIX into folders of its own and answers where its server bundles lie. */
  async function install(vsix: string): Promise<string> {
    const folders = await createHostFolders();
    leftovers.push(folders.base);
    await installVsix(vsix, folders);
    const name = readdirSync(folders.extensions).find((each) =>
      each.startsWith('eidolon.eidolon-'),
    );
    assert(name, 'the extension is installed');
    return realpathSync(path.join(folders.extensions, name, 'dist/server'));
  }
});
