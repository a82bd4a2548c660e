// Makes the installable packages. Build first (npm run build).
// Usage: node scripts/package.mjs [--target linux-x64|linux-arm64|darwin-arm64|darwin-x64|win32-x64|win32-arm64|universal]…
//          [--without-python] [--out FOLDER]     one VSIX per target (default: this machine's) in out/packages;
//                                                without Pyodide (6 MB) Python candidates are compared by syntax only
//        node scripts/package.mjs --models          puts the models beside the bundles, for `npm pack`
//        node scripts/package.mjs --remove-models   takes them away again
// A target's VSIX carries the pruned engine and the nano pool; the universal one carries neither.
import { cp, link, mkdir, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { exists, mustRun, root } from './lib/processes.mjs';

/** VSIX target → folder name under @node-llama-cpp. CUDA and Vulkan never belong in a VSIX. */
const enginePackages = {
  'linux-x64': 'linux-x64',
  'linux-arm64': 'linux-arm64',
  'darwin-arm64': 'mac-arm64-metal',
  'darwin-x64': 'mac-x64',
  'win32-x64': 'win-x64',
  'win32-arm64': 'win-arm64',
};
const megabyte = 1_000_000;
const budgetBytes = { engine: 110 * megabyte, universal: 40 * megabyte };
const modules = path.join(root, 'node_modules');
/** EIDOLON_PACKAGE_MODELS packages another pool, e.g. one of random weights to try the processes with. */
const serverModels = path.resolve(
  process.env.EIDOLON_PACKAGE_MODELS ?? path.join(root, 'server/models'),
);
const builtModels = path.join(root, 'dist/server/models');

/** Everything that only serves to compile the engine stays behind (35 of 38 MB). */
const engineParts = [
  'dist',
  'package.json',
  'LICENSE',
  'llama/grammars',
  'llama/binariesGithubRelease.json',
  'llama/llama.cpp.info.json',
  'llama/package.json',
];

function keepAtRunTime(file) {
  return (
    !/\.(map|d\.ts|d\.mts|d\.cts|md|markdown)$/i.test(file) || /license/i.test(path.basename(file))
  );
}

async function copyPruned(from, to) {
  await cp(from, to, { recursive: true, dereference: true, filter: (file) => keepAtRunTime(file) });
}

async function readJson(file) {
  return JSON.parse(await readFile(file, 'utf8'));
}

/** Looks a dependency up as Node does: in the package's own node_modules, then in its parents'. */
async function locate(name, from) {
  for (let folder = from; folder.startsWith(root); folder = path.dirname(folder)) {
    const candidate = path.join(folder, 'node_modules', name);
    if (await exists(path.join(candidate, 'package.json'))) return candidate;
  }
  throw new Error(`${name} is not installed; run npm ci`);
}

/** The folders of every package that `name` needs at run time, itself included, optional ones not. */
async function dependencyClosure(name) {
  const found = new Set();
  const visit = async (folder) => {
    if (found.has(folder)) return;
    found.add(folder);
    const manifest = await readJson(path.join(folder, 'package.json'));
    for (const dependency of Object.keys(manifest.dependencies ?? {})) {
      if (!(dependency in (manifest.optionalDependencies ?? {})))
        await visit(await locate(dependency, folder));
    }
  };
  await visit(path.join(modules, name));
  return [...found];
}

/** The engine's native package, fetched from the registry when npm skipped it for this machine. */
async function nativePackage(name, version) {
  const installed = path.join(modules, '@node-llama-cpp', name);
  if (await exists(path.join(installed, 'bins'))) {
    const found = (await readJson(path.join(installed, 'package.json'))).version;
    if (found !== version)
      throw new Error(`@node-llama-cpp/${name} is ${found}, the engine ${version}`);
    return installed;
  }
  const cache = path.join(root, 'out/engines', `${name}-${version}`);
  if (!(await exists(path.join(cache, 'package/bins')))) {
    await mkdir(cache, { recursive: true });
    await mustRun(
      'npm',
      ['pack', `@node-llama-cpp/${name}@${version}`, '--pack-destination', cache, '--silent'],
      { quiet: true },
    );
    const archive = (await readdir(cache)).find((file) => file.endsWith('.tgz'));
    await mustRun('tar', ['-xzf', path.join(cache, archive), '-C', cache], { quiet: true });
    await rm(path.join(cache, archive));
  }
  return path.join(cache, 'package');
}

async function stageEngine(stage, target) {
  const into = path.join(stage, 'dist/server/node_modules');
  const engine = path.join(modules, 'node-llama-cpp');
  for (const folder of await dependencyClosure('node-llama-cpp')) {
    if (folder === engine) continue;
    // A nested copy of a package stays nested, so that each dependent finds its own version.
    await copyPruned(folder, path.join(into, path.relative(modules, folder)));
  }
  for (const part of engineParts) {
    const from = path.join(engine, part);
    if (await exists(from)) await copyPruned(from, path.join(into, 'node-llama-cpp', part));
  }
  const { version } = await readJson(path.join(engine, 'package.json'));
  const native = enginePackages[target];
  await copyPruned(
    await nativePackage(native, version),
    path.join(into, '@node-llama-cpp', native),
  );
}

/** What the sidecar reads of server/models at run time: no sources. */
async function modelFiles() {
  const names = (await exists(serverModels))
    ? await readdir(serverModels, { recursive: true })
    : [];
  return names.filter((name) => /\.(gguf|json|txt|tsv|gz|md)$/.test(name));
}

async function placeModels(to, keep = () => true) {
  await rm(to, { recursive: true, force: true });
  for (const name of (await modelFiles()).filter(keep)) {
    const target = path.join(to, name);
    await mkdir(path.dirname(target), { recursive: true });
    // A hard link costs nothing; another file system needs a copy.
    await link(path.join(serverModels, name), target).catch(() =>
      cp(path.join(serverModels, name), target),
    );
  }
}

/** The manifest without what only a checkout needs. */
async function stagedManifest(target) {
  const { scripts, devDependencies, dependencies, overrides, files, bin, ...manifest } =
    await readJson(path.join(root, 'package.json'));
  void [scripts, devDependencies, dependencies, overrides, files, bin];
  return `${JSON.stringify({ ...manifest, eidolonTarget: target }, undefined, 2)}\n`;
}

async function stage(target, withPython) {
  const folder = path.join(root, 'out/stage');
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  const required = [
    'dist/client',
    'dist/server',
    'dist/media',
    'README.md',
    'LICENSE',
    'CHANGELOG.md',
  ];
  const optional = [
    'media/icon.png',
    'media/eidolon.svg',
    'media/walkthrough',
    'package.nls.json',
    'package.nls.de.json',
    'package.nls.zh-cn.json',
    'l10n',
    'NOTICE.md',
  ];
  const staged = path.join(root, 'dist/server');
  const built = (from) =>
    !from.startsWith(path.join(staged, 'models')) &&
    !from.startsWith(path.join(staged, 'node_modules')) &&
    (withPython || !from.startsWith(path.join(staged, 'pyodide')));
  for (const part of [...required, ...optional]) {
    const from = path.join(root, part);
    if (await exists(from))
      await cp(from, path.join(folder, part), { recursive: true, filter: built });
    else if (required.includes(part)) throw new Error(`${part} is missing; run npm run build`);
  }
  await cp(path.join(root, '.vscodeignore'), path.join(folder, '.vscodeignore'));
  await writeFile(path.join(folder, 'package.json'), await stagedManifest(target));
  const universal = target === 'universal';
  // Without an engine a catalogue would only list models that cannot run.
  const kept = (name) => !universal || !/\.gguf$|^catalog\.json$|^cards\b/.test(name);
  await placeModels(path.join(folder, 'dist/server/models'), kept);
  if (!universal) await stageEngine(folder, target);
  return folder;
}

async function packageTarget(target, out, withPython) {
  const folder = await stage(target, withPython);
  const { name, version } = await readJson(path.join(root, 'package.json'));
  const file = path.join(out, `${name}-${version}-${target}.vsix`);
  const vsce = path.join(
    path.dirname(createRequire(import.meta.url).resolve('@vscode/vsce/package.json')),
    'vsce',
  );
  const args = [
    vsce,
    'package',
    '--no-dependencies',
    '--allow-missing-repository',
    '--no-rewrite-relative-links',
    '--out',
    file,
  ];
  if (target !== 'universal') args.push('--target', target);
  await mkdir(out, { recursive: true });
  await mustRun(process.execPath, args, { cwd: folder, timeoutMs: 300_000, quiet: true });
  const { size } = await stat(file);
  const budget = target === 'universal' ? budgetBytes.universal : budgetBytes.engine;
  if (size > budget) throw new Error(`${file} has ${size} bytes, over the budget of ${budget}`);
  await assertContents(folder, target);
  process.stdout.write(`${file} ${(size / megabyte).toFixed(1)} MB\n`);
  return file;
}

/** A VSIX that lacks its native files, or carries another platform's, must never leave this script. */
async function assertContents(folder, target) {
  const native = path.join(folder, 'dist/server/node_modules/@node-llama-cpp');
  const found = (await exists(native)) ? await readdir(native) : [];
  const wanted = target === 'universal' ? [] : [enginePackages[target]];
  if (found.join() !== wanted.join())
    throw new Error(`the package carries [${found}] instead of [${wanted}]`);
}

function hostTarget() {
  const target = `${process.platform}-${process.arch}`;
  return target in enginePackages ? target : 'universal';
}

async function main(args) {
  if (args.includes('--models')) return await placeModels(builtModels);
  if (args.includes('--remove-models'))
    return await rm(builtModels, { recursive: true, force: true });
  const targets = args.flatMap((arg, index) => (arg === '--target' ? [args[index + 1]] : []));
  const outAt = args.indexOf('--out');
  const out = outAt < 0 ? path.join(root, 'out/packages') : path.resolve(args[outAt + 1]);
  for (const target of targets.length > 0 ? targets : [hostTarget()]) {
    if (target !== 'universal' && !(target in enginePackages))
      throw new Error(`unknown target ${target}`);
    await packageTarget(target, out, !args.includes('--without-python'));
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  await main(process.argv.slice(2)).catch((error) => {
    process.stderr.write(`package: ${error.message}\n`);
    process.exitCode = 1;
  });
}
