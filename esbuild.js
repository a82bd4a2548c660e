// Builds every bundle into dist/. Usage: node esbuild.js
// Exits non-zero when a bundle fails, warns, or an asset is missing.
import { build } from 'esbuild';
import { chmod, cp, mkdir, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const root = path.dirname(fileURLToPath(import.meta.url));
const require = createRequire(import.meta.url);
/** Tests point these at a copy of the tree. */
const sourceRoot = process.env.EIDOLON_BUILD_SOURCE ?? root;
const dist = process.env.EIDOLON_BUILD_DIST ?? path.join(root, 'dist');

/** Bundle name in dist/server → source file. All of them are processes of their own, or threads of the sandbox. */
const serverEntries = {
  main: 'server/main.ts',
  cli: 'server/cli.ts',
  poolHost: 'server/pool/hostMain.ts',
  worker: 'server/engines/llama/workerMain.ts',
  gpuProbe: 'server/engines/llama/gpuProbeMain.ts',
  checker: 'server/verify/checkerMain.ts',
  measure: 'server/measureMain.ts',
  sandbox: 'server/verify/behaviour/sandboxMain.ts',
  sandboxPython: 'server/verify/behaviour/python/pythonThread.ts',
  sandboxJavascript: 'server/verify/behaviour/javascript/javascriptThread.ts',
};

/** The webview's script and style sheet. */
const mediaEntries = ['media/main.ts', 'media/chat.css', 'media/report.css'];

/** Name in dist/server/grammars → file in node_modules; the same table as server/verify/syntax/grammars.ts. */
const grammars = {
  'web-tree-sitter': 'web-tree-sitter/web-tree-sitter.wasm',
  typescript: '@vscode/tree-sitter-wasm/wasm/tree-sitter-typescript.wasm',
  tsx: '@vscode/tree-sitter-wasm/wasm/tree-sitter-tsx.wasm',
  javascript: '@vscode/tree-sitter-wasm/wasm/tree-sitter-javascript.wasm',
  python: '@vscode/tree-sitter-wasm/wasm/tree-sitter-python.wasm',
  json: 'tree-sitter-json/tree-sitter-json.wasm',
};

/** Pyodide's core, as its package has it: an interpreter and the standard library, no further packages. */
const pyodideFiles = [
  'package.json',
  'pyodide-lock.json',
  'pyodide.asm.mjs',
  'pyodide.asm.wasm',
  'pyodide.mjs',
  'python_stdlib.zip',
];
const quickJsWasm = '@jitl/quickjs-ng-wasmfile-release-sync/dist/emscripten-module.wasm';

/** Sentences and functions that people published, for `eidolon bench`. */
const benchPeople = 'server/bench/suites/people.jsonl.gz';

/** Bundled CommonJS packages (TypeScript above all) still ask for these three names. */
const commonJsBanner = [
  "import { createRequire as __eidolonCreateRequire } from 'node:module';",
  "import { fileURLToPath as __eidolonFileURLToPath } from 'node:url';",
  'const require = __eidolonCreateRequire(import.meta.url);',
  'const __eidolonFilename = __eidolonFileURLToPath(import.meta.url);',
  "const __eidolonDirname = __eidolonFileURLToPath(new globalThis.URL('.', import.meta.url));",
].join('\n');

const common = {
  absWorkingDir: sourceRoot,
  bundle: true,
  logLevel: 'silent',
  metafile: true,
  legalComments: 'external',
  nodePaths: [path.join(root, 'node_modules')],
};

async function bundleClient(entryPoints, plugins) {
  const result = await build({
    ...common,
    entryPoints,
    plugins,
    outdir: path.join(dist, 'client'),
    outExtension: { '.js': '.cjs' },
    format: 'cjs',
    platform: 'node',
    target: 'node20',
    mainFields: ['module', 'main'],
    external: ['vscode'],
    // The extension host serves `vscode` to require(), so lazily loaded parts are required, too.
    supported: { 'dynamic-import': false },
  });
  for (const file of Object.keys(result.metafile.outputs))
    if (file.endsWith('.cjs')) await shareEditorModule(path.resolve(sourceRoot, file));
  return result;
}

/**
 * Each of our files would copy all names of the editor's API into an object of its own, which took more than half of the
 * time that loading the bundle took. The API has no default export, so its own object serves as well.
 */
async function shareEditorModule(file) {
  const copied = /__toESM\(require\("vscode"\)(?:, 1)?\)/g;
  const text = await readFile(file, 'utf8');
  await writeFile(file, text.replaceAll(copied, 'require("vscode")'));
}

/** What the client imports dynamically becomes a file of its own: activation reads and parses only the rest. */
async function buildClient() {
  const lazy = new Map();
  const setLazyPartsApart = {
    name: 'set-lazy-parts-apart',
    setup({ onResolve }) {
      onResolve({ filter: /^\.\.?\/.*\.ts$/ }, ({ kind, path: file, resolveDir }) => {
        if (kind !== 'dynamic-import') return undefined;
        const out = path.basename(file, '.ts');
        lazy.set(out, path.resolve(resolveDir, file));
        return { path: `./${out}.cjs`, external: true };
      });
    },
  };
  const main = await bundleClient(
    [{ in: 'client/extension.ts', out: 'extension' }],
    [setLazyPartsApart],
  );
  if (lazy.size === 0) return main;
  const rest = await bundleClient(
    [...lazy].map(([out, file]) => ({ in: file, out })),
    [],
  );
  const outputs = { ...main.metafile.outputs, ...rest.metafile.outputs };
  return { warnings: [...main.warnings, ...rest.warnings], metafile: { outputs } };
}

async function buildServer(entries) {
  return await build({
    ...common,
    entryPoints: Object.entries(entries).map(([out, source]) => ({ in: source, out })),
    outdir: path.join(dist, 'server'),
    outExtension: { '.js': '.mjs' },
    format: 'esm',
    platform: 'node',
    target: 'node20',
    splitting: true,
    // Chunks lie beside the entries, so that `import.meta.url` finds the same assets from either.
    chunkNames: 'chunk-[hash]',
    // The ESM builds of the language-server packages bundle; their UMD builds do not.
    mainFields: ['module', 'main'],
    external: ['node-llama-cpp', '@node-llama-cpp/*'],
    banner: { js: commonJsBanner },
    define: { __filename: '__eidolonFilename', __dirname: '__eidolonDirname' },
  });
}

async function buildMedia() {
  return await build({
    ...common,
    entryPoints: [
      { in: 'media/main.ts', out: 'main' },
      { in: 'media/chat.css', out: 'chat' },
      { in: 'media/report.css', out: 'report' },
    ],
    outdir: path.join(dist, 'media'),
    format: 'iife',
    platform: 'browser',
    target: 'es2022',
    minify: true,
  });
}

async function exists(file) {
  return await stat(file).then(
    () => true,
    () => false,
  );
}

/** Removes bundles of an earlier build that this one did not write. */
async function dropStale(folder, result) {
  const written = new Set(
    Object.keys(result.metafile.outputs).map((file) => path.resolve(sourceRoot, file)),
  );
  for (const name of await readdir(folder)) {
    const file = path.join(folder, name);
    if (/\.(mjs|cjs|js|css|txt)$/.test(name) && !written.has(file)) await rm(file);
  }
}

async function copyFile(from, to) {
  await mkdir(path.dirname(to), { recursive: true });
  await cp(from, to);
}

async function copyAssets() {
  const server = path.join(dist, 'server');
  const modules = path.join(root, 'node_modules');
  for (const [name, file] of Object.entries(grammars)) {
    await copyFile(path.join(modules, file), path.join(server, 'grammars', `${name}.wasm`));
  }
  const typescriptLib = path.dirname(require.resolve('typescript'));
  for (const name of await readdir(typescriptLib)) {
    if (/^lib\..*\.d\.ts$/.test(name) || name === 'lib.d.ts') {
      await copyFile(path.join(typescriptLib, name), path.join(server, 'typescript-lib', name));
    }
  }
  await copyFile(path.join(root, benchPeople), path.join(server, path.basename(benchPeople)));
  await copyFile(path.join(modules, quickJsWasm), path.join(server, 'quickjs.wasm'));
  for (const name of pyodideFiles)
    await copyFile(path.join(modules, 'pyodide', name), path.join(server, 'pyodide', name));
  await copyReferenced(
    server,
    path.join(modules, 'harper.js/dist'),
    /(?<=new URL\(")harper_wasm\w*\.wasm(?=")/g,
  );
}

/** Copies only those WebAssembly files that a bundle names: each of harper's weighs 16 MB. */
async function copyReferenced(server, from, pattern) {
  for (const name of await readdir(server)) {
    if (!name.endsWith('.mjs')) continue;
    const text = await readFile(path.join(server, name), 'utf8');
    for (const file of new Set(text.match(pattern) ?? [])) {
      await copyFile(path.join(from, file), path.join(server, file));
    }
  }
}

async function makeExecutable(file) {
  const text = await readFile(file, 'utf8');
  if (!text.startsWith('#!')) await writeFile(file, `#!/usr/bin/env node\n${text}`);
  await chmod(file, 0o755);
}

async function main() {
  const entries = [...Object.values(serverEntries), 'client/extension.ts', ...mediaEntries];
  const missing = [];
  for (const entry of entries) {
    if (!(await exists(path.join(sourceRoot, entry)))) missing.push(entry);
  }
  if (missing.length > 0) throw new Error(`entry points are missing: ${missing.join(', ')}`);
  const client = await buildClient();
  const server = await buildServer(serverEntries);
  await dropStale(path.join(dist, 'client'), client);
  await dropStale(path.join(dist, 'server'), server);
  const results = [client, server];
  const media = await buildMedia();
  await dropStale(path.join(dist, 'media'), media);
  results.push(media);
  await copyAssets();
  await makeExecutable(path.join(dist, 'server/cli.mjs'));
  const warnings = results.flatMap((result) => result.warnings);
  if (warnings.length > 0) {
    throw new Error(warnings.map((warning) => warning.text).join('\n'));
  }
  process.stdout.write(
    `built ${results.length} bundles into ${path.relative(root, dist) || dist}\n`,
  );
}

try {
  await main();
} catch (error) {
  const details = (error.errors ?? []).map(
    ({ location, text }) =>
      `${location ? `${location.file}:${location.line}:${location.column}: ` : ''}${text}`,
  );
  process.stderr.write(
    `build failed: ${details.length > 0 ? details.join('\n') : error.message}\n`,
  );
  process.exitCode = 1;
}
