import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { JavascriptFiles } from './javascript/javascriptThread.ts';
import type { PythonFiles } from './python/sealedPython.ts';

// The sandbox runs as a bundle only: its threads are files beside it, and so is what they load.
const beside = (name: string): string => fileURLToPath(new URL(name, import.meta.url));

export async function readJavascriptFiles(): Promise<JavascriptFiles> {
  return { module: await WebAssembly.compile(await readFile(beside('quickjs.wasm'))) };
}

/** Folder of Pyodide's core files; undefined in a package that was made without Python. */
export function pyodideFolder(): string | undefined {
  return existsSync(beside('pyodide/pyodide.asm.wasm')) ? beside('pyodide') : undefined;
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
