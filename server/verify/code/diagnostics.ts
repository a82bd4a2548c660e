import * as l10n from '@vscode/l10n';
import { createRequire } from 'node:module';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type * as Ts from 'typescript';
import type { CheckParams } from '../../../protocol/checker.ts';
import type { CheckReport } from '../../../protocol/refine.ts';
import { editedText } from './checks.ts';

const require = createRequire(import.meta.url);

interface Overlay {
  readonly ts: typeof Ts;
  readonly service: Ts.LanguageService;
  show(fileName: string, text: string): void;
}

let overlay: Overlay | undefined;

const extensions: Readonly<Record<string, string>> = {
  typescript: '.ts',
  typescriptreact: '.tsx',
  javascript: '.js',
  javascriptreact: '.jsx',
};

/** Modules are not looked up here, so what hangs on them says nothing: cannot find module, no declarations. */
const ignored: ReadonlySet<number> = new Set([2307, 2792, 7016, 1259]);

/** A TypeScript or JavaScript draft must not bring diagnostics that the document did not have. */
export async function diagnosticsCheck(params: CheckParams): Promise<CheckReport> {
  const before = await diagnose(params.languageId, params.documentText);
  if (!before) {
    return {
      check: 'diagnostics',
      status: 'notChecked',
      detail: l10n.t('No type checker for {0}.', params.languageId),
    };
  }
  const after = (await diagnose(params.languageId, editedText(params))) ?? [];
  const fresh = surplusMessages(before, after);
  if (fresh.length === 0) {
    return {
      check: 'diagnostics',
      status: 'passed',
      detail: l10n.t('TypeScript reports nothing new.'),
    };
  }
  return {
    check: 'diagnostics',
    status: 'failed',
    detail: l10n.t('TypeScript would report: {0}', fresh[0] ?? ''),
  };
}

/** One diagnostic of a text that was checked alone. */
export interface SourceDiagnostic {
  readonly code: number;
  readonly start: number;
  readonly end: number;
  readonly message: string;
}

/** Syntactic and semantic diagnostics of one document in memory; undefined for other languages. */
export async function diagnose(
  languageId: string,
  text: string,
): Promise<readonly SourceDiagnostic[] | undefined> {
  const extension = extensions[languageId];
  if (!extension) return undefined;
  // Loaded on first use: prose never needs it. The bundler must see the import, or packages lack it.
  const loaded = await import('typescript');
  overlay ??= createOverlay(loaded.default);
  const { ts, service } = overlay;
  const fileName = `/eidolon/document${extension}`;
  overlay.show(fileName, text);
  return [...service.getSyntacticDiagnostics(fileName), ...service.getSemanticDiagnostics(fileName)]
    .filter((diagnostic) => !ignored.has(diagnostic.code))
    .map((diagnostic) => ({
      code: diagnostic.code,
      start: diagnostic.start ?? 0,
      end: (diagnostic.start ?? 0) + (diagnostic.length ?? 0),
      message: ts.flattenDiagnosticMessageText(diagnostic.messageText, ' '),
    }));
}

/** Messages of `after` that are not in `before`, each counted as often as it occurs. */
export function surplusMessages(
  before: readonly SourceDiagnostic[],
  after: readonly SourceDiagnostic[],
): readonly string[] {
  const left = before.map(({ code, message }) => `${code} ${message}`);
  const fresh: string[] = [];
  for (const { code, message } of after) {
    const place = left.indexOf(`${code} ${message}`);
    if (place < 0) fresh.push(message);
    else left.splice(place, 1);
  }
  return fresh;
}

function createOverlay(ts: typeof Ts): Overlay {
  const libraries = libraryFolder();
  let current = { name: '', text: '', version: 0 };
  const options: Ts.CompilerOptions = {
    target: ts.ScriptTarget.ES2022,
    module: ts.ModuleKind.ESNext,
    moduleResolution: ts.ModuleResolutionKind.Bundler,
    lib: ['lib.es2023.d.ts', 'lib.dom.d.ts', 'lib.dom.iterable.d.ts'],
    strict: true,
    noImplicitAny: false,
    allowJs: true,
    checkJs: true,
    noEmit: true,
    noImplicitReturns: true,
    jsx: ts.JsxEmit.Preserve,
    types: [],
    noResolve: true,
    allowImportingTsExtensions: true,
  };
  const host: Ts.LanguageServiceHost = {
    getCompilationSettings: () => options,
    getScriptFileNames: () => [current.name],
    getScriptVersion: (name) => (name === current.name ? String(current.version) : '1'),
    getScriptSnapshot: (name) => {
      const text = name === current.name ? current.text : ts.sys.readFile(name);
      return text === undefined ? undefined : ts.ScriptSnapshot.fromString(text);
    },
    getCurrentDirectory: () => '/eidolon',
    getDefaultLibFileName: () => `${libraries}/lib.es2023.d.ts`,
    fileExists: (name) =>
      name === current.name || (name.startsWith(libraries) && ts.sys.fileExists(name)),
    readFile: (name) => (name.startsWith(libraries) ? ts.sys.readFile(name) : undefined),
  };
  const service = ts.createLanguageService(host, ts.createDocumentRegistry());
  return {
    ts,
    service,
    show: (name, text) => {
      if (name !== current.name || text !== current.text)
        current = { name, text, version: current.version + 1 };
    },
  };
}

/** Beside the bundle when packaged, else in the npm package. */
function libraryFolder(): string {
  const staged = fileURLToPath(new URL('typescript-lib', import.meta.url));
  if (existsSync(staged)) return staged;
  return require
    .resolve('typescript')
    .replace(/[\\/][^\\/]+$/, '')
    .replaceAll('\\', '/');
}
