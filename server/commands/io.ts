import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Result } from '../../protocol/result.ts';
import type { Log } from '../log.ts';

/** What a command may touch of the outside world. */
export interface Io {
  readonly stdin: AsyncIterable<Buffer | string>;
  /** Data, to stdout; resolves when it is written. */
  write(text: string): Promise<void>;
  /** One line for a person, to stderr. */
  complain(line: string): void;
  /** The same, on the line that was drawn last; absent where standard error is no terminal. */
  redraw?(line: string): void;
  /** True where a person can be asked. */
  readonly interactive?: boolean;
  readonly signal: AbortSignal;
  readonly log: Log;
}

/** Wrong usage: exit code 2. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

/** The value; an expected failure is thrown on its way to the one line that the command prints. */
export function unwrap<T>(result: Result<T>): T {
  if (result.ok) return result.value;
  throw new ExpectedFailure(result.failure.message);
}

class ExpectedFailure extends Error {
  override readonly name = 'ExpectedFailure';
}

export type Options = Readonly<Record<string, string | boolean | undefined>>;

export function textOption(options: Options, name: string): string | undefined {
  const value = options[name];
  return typeof value === 'string' ? value : undefined;
}

/** `--allow-host`: hosts beyond this machine that may be asked in this run. */
export function allowedHostsOption(options: object): readonly string[] {
  const { allowHost } = options as { readonly allowHost?: readonly string[] };
  return (allowHost ?? []).map((host) => host.toLowerCase());
}

/** `--ensemble`: a name, inline JSON, or `@file`. */
export async function ensembleOption(options: Options): Promise<string | undefined> {
  const value = textOption(options, 'ensemble');
  if (value === undefined || !value.startsWith('@')) return value;
  const file = value.slice(1);
  return readFile(file, 'utf8').catch((error: unknown) => {
    const { code } = error as NodeJS.ErrnoException;
    throw new Error(`The ensemble file “${file}” cannot be read (${code ?? 'unknown reason'}).`, {
      cause: error,
    });
  });
}

/** Lines of stdin, without their ends and a byte order mark, as they come; empty lines are skipped. */
export async function* stdinLines(io: Io): AsyncGenerator<{ line: string; number: number }> {
  let rest = '';
  let number = 0;
  const decoder = new TextDecoder('utf-8');
  for await (const chunk of io.stdin) {
    rest += typeof chunk === 'string' ? chunk : decoder.decode(chunk, { stream: true });
    const lines = rest.split(/\r?\n/);
    rest = lines.pop() ?? '';
    for (const line of lines) {
      number++;
      if (line.trim() !== '') yield { line, number };
    }
  }
  rest += decoder.decode();
  if (rest.trim() !== '') yield { line: rest, number: number + 1 };
}

const languageByExtension: Readonly<Record<string, string>> = {
  '.ts': 'typescript',
  '.mts': 'typescript',
  '.cts': 'typescript',
  '.tsx': 'typescriptreact',
  '.js': 'javascript',
  '.mjs': 'javascript',
  '.cjs': 'javascript',
  '.jsx': 'javascriptreact',
  '.py': 'python',
  '.pyi': 'python',
  '.md': 'markdown',
  '.markdown': 'markdown',
  '.txt': 'plaintext',
  '.json': 'json',
  '.rs': 'rust',
  '.go': 'go',
  '.sql': 'sql',
  '.c': 'c',
  '.h': 'c',
  '.cpp': 'cpp',
  '.java': 'java',
  '.cs': 'csharp',
  '.rb': 'ruby',
  '.php': 'php',
  '.sh': 'shellscript',
  '.html': 'html',
  '.css': 'css',
  '.yml': 'yaml',
  '.yaml': 'yaml',
  '.tex': 'latex',
  '.rst': 'restructuredtext',
  '.kt': 'kotlin',
  '.swift': 'swift',
  '.lua': 'lua',
  '.toml': 'toml',
  '.xml': 'xml',
  '.svg': 'xml',
  '.jsonc': 'jsonc',
  '.ipynb': 'json',
  '.csv': 'csv',
  '.tsv': 'csv',
  '.ini': 'ini',
  '.scss': 'scss',
  '.less': 'less',
  '.vue': 'vue',
  '.svelte': 'svelte',
  '.scala': 'scala',
  '.dart': 'dart',
  '.zig': 'zig',
  '.r': 'r',
  '.pl': 'perl',
  '.ps1': 'powershell',
  '.bat': 'bat',
  '.hs': 'haskell',
  '.ex': 'elixir',
  '.exs': 'elixir',
  '.clj': 'clojure',
  '.jl': 'julia',
  '.proto': 'proto3',
  '.graphql': 'graphql',
  '.gradle': 'groovy',
};
const languageByName: Readonly<Record<string, string>> = {
  makefile: 'makefile',
  dockerfile: 'dockerfile',
  commit_editmsg: 'git-commit',
};

/** VS Code's language id for a file name; `plaintext` when the name does not tell. */
export function languageIdOf(file: string): string {
  const name = path.basename(file).toLowerCase();
  return languageByName[name] ?? languageByExtension[path.extname(name)] ?? 'plaintext';
}
