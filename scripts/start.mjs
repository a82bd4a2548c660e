// `npm start`: installs and builds what is missing, then opens a copy of the sample workspace (docs/sample) in a
// real VS Code with the extension: the desktop one (`code`) where there is one, code-server with its URL otherwise.
// Usage: node scripts/start.mjs [--check] [--host code|code-server] [--port N]
//   --check  starts, waits until the editor answers and the extension is in it, prints what it saw, and ends.
import { cp, mkdir, readdir, readFile, rm } from 'node:fs/promises';
import path from 'node:path';
import { installDependencies } from './lib/install.mjs';
import { mustRun, root, runCommand } from './lib/processes.mjs';
import {
  createHostFolders,
  ensureCodeServer,
  installVsix,
  startCodeServer,
} from './vscode-host.mjs';

const say = (line) => process.stdout.write(`${line}\n`);

function option(name) {
  const at = process.argv.indexOf(name);
  return at < 0 ? undefined : process.argv[at + 1];
}

async function prepare() {
  const { code, tail } = await installDependencies();
  if (code !== 0) throw new Error(`npm ci failed\n${tail.slice(-2000)}`);
  await mustRun(process.execPath, ['esbuild.js']);
  const { tail: pool } = await mustRun(
    process.execPath,
    ['dist/server/cli.mjs', 'models', 'verify'],
    { quiet: true },
  );
  say(`nano pool:\n${pool.trimEnd()}`);
}

/** A copy, so that trying things out leaves the checkout as it was. */
async function copySample(into) {
  await rm(into, { recursive: true, force: true });
  await mkdir(into, { recursive: true });
  await cp(path.join(root, 'docs/sample'), into, { recursive: true });
  return into;
}

/** True when `code` starts a desktop editor here; root without a display has none. */
async function hasDesktop() {
  if (process.platform === 'linux' && !process.env.DISPLAY && !process.env.WAYLAND_DISPLAY)
    return false;
  const { code, tail } = await runCommand('code', ['--version'], {
    quiet: true,
    timeoutMs: 20_000,
  });
  return code === 0 && /^\d+\.\d+/.test(tail.trim());
}

async function openDesktop() {
  const workspace = await copySample(path.join(root, '.vscode-test/sample'));
  await mustRun('code', ['--new-window', `--extensionDevelopmentPath=${root}`, workspace], {
    timeoutMs: 60_000,
  });
  say(
    'opened the sample workspace in a VS Code window of its own, with the extension from this checkout',
  );
}

async function openCodeServer(check) {
  const version = await ensureCodeServer();
  await mustRun(process.execPath, ['scripts/package.mjs']);
  const folders = await createHostFolders();
  try {
    await copySample(folders.workspace);
    await installVsix(await packagePath(), folders);
    const installed = await readdir(folders.extensions);
    const extension = installed.find((name) => name.startsWith('eidolon.eidolon-'));
    if (!extension) throw new Error('the extension is not among the installed ones');
    const port = option('--port');
    const server = await startCodeServer(folders, port ? { port: Number(port) } : {});
    say(`code-server ${version} with ${extension}`);
    say(`open ${server.url}/?folder=${encodeURIComponent(folders.workspace)}`);
    if (!check) {
      say('Ctrl+C ends it.');
      await new Promise((resolve) => {
        for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.once(signal, resolve);
      });
    }
    await server.stop();
  } finally {
    await rm(folders.base, { recursive: true, force: true, maxRetries: 5 });
  }
}

async function packagePath() {
  const { name, version } = JSON.parse(await readFile(path.join(root, 'package.json'), 'utf8'));
  return path.join(
    root,
    `out/packages/${name}-${version}-${process.platform}-${process.arch}.vsix`,
  );
}

async function main() {
  const check = process.argv.includes('--check');
  await prepare();
  const host = option('--host') ?? ((await hasDesktop()) ? 'code' : 'code-server');
  if (host === 'code' && !check) await openDesktop();
  else await openCodeServer(check);
}

await main().catch((error) => {
  process.stderr.write(`start: ${error.message}\n`);
  process.exitCode = 1;
});
