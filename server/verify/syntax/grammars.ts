import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { Language, Parser, type Tree } from 'web-tree-sitter';

/** Every WebAssembly file that parsing needs: the runtime and one file per grammar. */
export const grammarNames = [
  'web-tree-sitter',
  'typescript',
  'tsx',
  'javascript',
  'python',
  'json',
] as const;

export type GrammarName = (typeof grammarNames)[number];

/** Where each file comes from when nothing was staged beside the bundle. */
const packaged: Readonly<Record<GrammarName, string>> = {
  'web-tree-sitter': 'web-tree-sitter/web-tree-sitter.wasm',
  typescript: '@vscode/tree-sitter-wasm/wasm/tree-sitter-typescript.wasm',
  tsx: '@vscode/tree-sitter-wasm/wasm/tree-sitter-tsx.wasm',
  javascript: '@vscode/tree-sitter-wasm/wasm/tree-sitter-javascript.wasm',
  python: '@vscode/tree-sitter-wasm/wasm/tree-sitter-python.wasm',
  json: 'tree-sitter-json/tree-sitter-json.wasm',
};

const grammarOfLanguage: Readonly<Record<string, GrammarName>> = {
  typescript: 'typescript',
  typescriptreact: 'tsx',
  // JSX needs its own grammar; the JavaScript one already knows it.
  javascript: 'javascript',
  javascriptreact: 'javascript',
  python: 'python',
  json: 'json',
  jsonc: 'json',
};

/** The path of a grammar's WebAssembly file: `grammars/` beside the bundle, else the npm package. */
export function grammarPath(name: GrammarName): string {
  const staged = fileURLToPath(new URL(`grammars/${name}.wasm`, import.meta.url));
  return existsSync(staged) ? staged : createRequire(import.meta.url).resolve(packaged[name]);
}

/** Whether `parseSource` knows the language. */
export function hasGrammar(languageId: string): boolean {
  return Object.hasOwn(grammarOfLanguage, languageId);
}

let runtime: Promise<void> | undefined;
const parsers = new Map<GrammarName, Promise<Parser>>();

/**
 * Parses a text in the grammar of a VS Code language id; undefined where there is no grammar.
 * Offsets in the tree are UTF-16. The caller must `delete()` the tree, which lives outside the JavaScript heap.
 */
export async function parseSource(languageId: string, text: string): Promise<Tree | undefined> {
  if (!hasGrammar(languageId)) return undefined;
  const parser = await parserFor(grammarOfLanguage[languageId] as GrammarName);
  return parser.parse(text) ?? undefined;
}

function parserFor(name: GrammarName): Promise<Parser> {
  const known = parsers.get(name);
  if (known) return known;
  const loading = loadParser(name);
  parsers.set(name, loading);
  // A failed load must not poison later calls, e.g. when memory was short for a moment.
  loading.catch(() => parsers.delete(name));
  return loading;
}

async function loadParser(name: GrammarName): Promise<Parser> {
  runtime ??= Parser.init({ locateFile: () => grammarPath('web-tree-sitter') });
  await runtime;
  const parser = new Parser();
  parser.setLanguage(await Language.load(grammarPath(name)));
  return parser;
}
