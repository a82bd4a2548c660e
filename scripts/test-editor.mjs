// Runs test/editor inside a real extension host. Build first (npm run build).
// Usage: node scripts/test-editor.mjs [--grep TEXT]
//   VSCODE_HOST=electron|code-server|auto  (default auto: a desktop VS Code where one can be downloaded,
//   code-server where it cannot; never because a test failed). Prints which one ran.
//   TEST_RESULTS names the file for the counts.
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { exists, root } from './lib/processes.mjs';
import {
  createHostFolders,
  ensureChromium,
  ensureCodeServer,
  startCodeServer,
} from './vscode-host.mjs';

const bundles = path.join(root, 'out/test-editor');
const results = path.resolve(
  process.env.TEST_RESULTS ?? path.join(root, 'test-results/editor.json'),
);
const runTimeoutMs = 420_000;
const downloadTimeoutMs = 60_000;

async function bundleTests() {
  const { build } = await import('esbuild');
  await rm(bundles, { recursive: true, force: true });
  const folder = path.join(root, 'test/editor');
  const tests = (await readdir(folder)).filter((name) => name.endsWith('.test.ts'));
  if (tests.length === 0) throw new Error('test/editor holds no tests');
  await build({
    absWorkingDir: root,
    entryPoints: ['index.ts', 'stubSidecar.ts', ...tests].map((name) => path.join(folder, name)),
    outdir: bundles,
    outExtension: { '.js': '.cjs' },
    bundle: true,
    format: 'cjs',
    platform: 'node',
    target: 'node20',
    mainFields: ['module', 'main'],
    external: ['vscode', 'mocha'],
    sourcemap: 'inline',
    logLevel: 'warning',
  });
}

function grep() {
  const at = process.argv.indexOf('--grep');
  return at < 0 ? {} : { EIDOLON_TEST_GREP: process.argv[at + 1] };
}

function testEnvironment() {
  return {
    TEST_RESULTS: results,
    EIDOLON_TEST_FOLDER: bundles,
    EIDOLON_TEST_REPORTER: path.join(root, 'scripts/lib/mochaReporter.cjs'),
    EIDOLON_TEST_ROOT: root,
    ...grep(),
  };
}

/** The desktop editor, or undefined where it cannot be downloaded or has no display to draw on. */
async function downloadDesktop(required) {
  if (
    !required &&
    process.platform === 'linux' &&
    !process.env.DISPLAY &&
    !process.env.WAYLAND_DISPLAY
  ) {
    process.stdout.write('desktop VS Code: there is no display\n');
    return undefined;
  }
  try {
    const { downloadAndUnzipVSCode } = await import('@vscode/test-electron');
    return await Promise.race([
      downloadAndUnzipVSCode({ version: 'stable', extractSync: true }),
      new Promise((_, reject) =>
        setTimeout(
          () => reject(new Error('the download took too long')),
          downloadTimeoutMs,
        ).unref(),
      ),
    ]);
  } catch (error) {
    if (required) throw error;
    process.stdout.write(`desktop VS Code cannot be had: ${error.message}\n`);
    return undefined;
  }
}

/**
 * Two folders and the workspace file that opens both; the second switches the light bulb off for itself.
 * Every suite runs in it: what holds with several roots holds with one, as the UI suite shows.
 */
async function writeTwoRoots(folder) {
  const [first, second] = ['first', 'second'].map((name) => path.join(folder, name));
  await mkdir(first, { recursive: true });
  await mkdir(path.join(second, '.vscode'), { recursive: true });
  await writeFile(
    path.join(second, '.vscode/settings.json'),
    `${JSON.stringify({ 'eidolon.codeActions.enabled': false })}\n`,
  );
  const file = path.join(folder, 'both.code-workspace');
  const folders = [first, second].map((each) => ({ path: path.basename(each) }));
  await writeFile(file, `${JSON.stringify({ folders })}\n`);
  return file;
}

async function runOnDesktop(executable) {
  const { runTests } = await import('@vscode/test-electron');
  process.stdout.write(`host: desktop VS Code at ${path.relative(root, executable)}\n`);
  const workspace = await writeTwoRoots(await mkdtemp(path.join(tmpdir(), 'eidolon-workspace-')));
  await runTests({
    vscodeExecutablePath: executable,
    extensionDevelopmentPath: root,
    extensionTestsPath: path.join(bundles, 'index.cjs'),
    extensionTestsEnv: testEnvironment(),
    launchArgs: [workspace, '--disable-extensions', '--disable-workspace-trust'],
  });
}

async function runOnCodeServer() {
  const version = await ensureCodeServer();
  const { chromium } = await import('playwright-core');
  process.stdout.write(`host: code-server ${version}\n`);
  const folders = await createHostFolders();
  const server = await startCodeServer(folders, { smokeDriver: true, env: testEnvironment() });
  const browser = await chromium.launch({
    executablePath: await ensureChromium(),
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-dev-shm-usage',
      '--disable-features=LocalNetworkAccessChecks',
    ],
  });
  try {
    const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
    const ended = new Promise((resolve, reject) => {
      const timer = setTimeout(
        () =>
          reject(new Error(`the extension host did not answer within ${runTimeoutMs / 1000} s`)),
        runTimeoutMs,
      );
      void page.exposeFunction('codeAutomationExit', (code) => {
        clearTimeout(timer);
        resolve(code);
      });
    });
    // The host's console is noise while all goes well; the counts come from the results file.
    let hostLog = '';
    await page.exposeFunction('codeAutomationLog', (_type, args) => {
      hostLog += `${args.map((arg) => (typeof arg === 'string' ? arg : JSON.stringify(arg))).join(' ')}\n`;
    });
    await page.route(
      (url) => url.hostname !== '127.0.0.1' && url.protocol.startsWith('http'),
      (route) => route.abort(),
    );
    const remote = (file) => `vscode-remote://127.0.0.1:${server.port}${file}`;
    const payload = [
      ['extensionDevelopmentPath', remote(root)],
      ['extensionTestsPath', remote(path.join(bundles, 'index.cjs'))],
    ];
    const query = new URLSearchParams({
      workspace: await writeTwoRoots(folders.workspace),
      payload: JSON.stringify(payload),
    });
    await page.goto(`${server.url}/?${query}`);
    const code = await ended.catch(async (error) => {
      await mkdir(path.join(root, 'test-results'), { recursive: true });
      await page.screenshot({ path: path.join(root, 'test-results/editor-FAILED.png') });
      process.stderr.write(hostLog.slice(-4000) + server.output().slice(-4000));
      throw error;
    });
    if (code !== 0) throw new Error('tests failed in the extension host');
  } finally {
    await browser.close();
    await server.stop();
    await rm(folders.base, { recursive: true, force: true, maxRetries: 5 });
  }
}

async function main() {
  const host = process.env.VSCODE_HOST ?? 'auto';
  if (!['auto', 'electron', 'code-server'].includes(host))
    throw new Error(`VSCODE_HOST is ${host}; use electron, code-server or auto`);
  if (!(await exists(path.join(root, 'dist/client/extension.cjs'))))
    throw new Error('build first: npm run build');
  await bundleTests();
  await rm(results, { force: true });
  const desktop = host === 'code-server' ? undefined : await downloadDesktop(host === 'electron');
  let failure;
  await (desktop ? runOnDesktop(desktop) : runOnCodeServer()).catch((error) => {
    failure = error;
  });
  if (!(await exists(results))) throw failure ?? new Error('the extension host wrote no results');
  const counts = JSON.parse(await readFile(results, 'utf8'));
  for (const title of counts.passes) process.stdout.write(`  ✔ ${title}\n`);
  for (const { title, message } of counts.failures)
    process.stdout.write(`\nFAILED ${title}\n${message}\n`);
  process.stdout.write(`editor: ${counts.passed} passed, ${counts.failed} failed\n`);
  if (counts.passed + counts.failed === 0) throw new Error('no test ran');
  if (counts.failed > 0) throw new Error(`${counts.failed} tests failed`);
  if (failure) throw failure;
}

await main().catch((error) => {
  process.stderr.write(`test-editor: ${error.message}\n`);
  process.exitCode = 1;
});
