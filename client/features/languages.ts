const prose: ReadonlySet<string> = new Set([
  'markdown',
  'plaintext',
  'latex',
  'restructuredtext',
  'asciidoc',
  'git-commit',
  'scminput',
  'html',
]);

const code: ReadonlySet<string> = new Set([
  'typescript',
  'typescriptreact',
  'javascript',
  'javascriptreact',
  'python',
]);

/** Whether the built-in experts know the language; user-defined ones are reached by command. */
export function isSupported(languageId: string): boolean {
  return prose.has(languageId) || code.has(languageId);
}

/** Whether conditions can be simplified and small bugs repaired there. */
export function isCode(languageId: string): boolean {
  return code.has(languageId);
}
