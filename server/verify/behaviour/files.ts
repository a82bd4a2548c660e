import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { JavascriptFiles } from './javascript/javascriptThread.ts';
import type { PythonFiles } from './python/sealedPython.ts';

const quickJsWasm = '@jitl/quickjs-ng-wasmfile-release-sync/wasm';

/** QuickJS's WebAssembly: beside the bundle, else in the npm package. */
export async function readJavascriptFiles(): Promise<JavascriptFiles> {
  const staged = fileURLToPath(new URL('quickjs.wasm', import.meta.url));
  const file = existsSync(staged) ? staged : createRequire(import.meta.url).resolve(quickJsWasm);
  return { module: await WebAssembly.compile(await readFile(file)) };
}

/** Folder of Pyodide's core files; undefined in a package that was made without Python. */
export function pyodideFolder(): string | undefined {
  const staged = fileURLToPath(new URL('pyodide', import.meta.url));
  if (existsSync(path.join(staged, 'pyodide.asm.wasm'))) return staged;
  try {
    return path.dirname(createRequire(import.meta.url).resolve('pyodide/package.json'));
  } catch {
    return undefined;
  }
}

/** Reads Pyodide's core files, so that the thread needs no file system. */
export async function readPythonFiles(): Promise<PythonFiles> {
  const folder = pyodideFolder();
  if (!folder) throw new Error('Pyodide is not part of this installation');
  const at = (name: string): string => path.join(folder, name);
  const lock = JSON.parse(await readFile(at('pyodide-lock.json'), 'utf8')) as { info: unknown };
  return {
    module: await WebAssembly.compile(await readFile(at('pyodide.asm.wasm'))),
    standardLibrary: await readFile(at('python_stdlib.zip')),
    lock: JSON.stringify({ info: lock.info, packages: {} }),
    loaderUrl: pathToFileURL(at('pyodide.mjs')).href,
    glueUrl: pathToFileURL(at('pyodide.asm.mjs')).href,
  };
}
