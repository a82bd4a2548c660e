import * as l10n from '@vscode/l10n';
import { conditionAsked } from '../experts/conditionHoles.ts';
import { mayStateExample } from '../experts/codeScope.ts';
import { readSurface } from '../router/surface.ts';
import { insideWords, outsideTasks, styleTask } from './scopeWords.ts';

/** What is looked at before any expert runs. */
export interface ScopeInput {
  readonly text: string;
  readonly languageId?: string;
  readonly instruction?: string;
  /** The expert that the router or the user chose. */
  readonly expert?: string;
}

const maxCodeLines = 120;
const maxCodeCharacters = 8_000;
const maxProseCharacters = 20_000;

const codeLanguages = new Set([
  'typescript',
  'typescriptreact',
  'javascript',
  'javascriptreact',
  'python',
]);
const textLanguages = new Set([
  '',
  'plaintext',
  'markdown',
  'git-commit',
  'latex',
  'tex',
  'restructuredtext',
  'asciidoc',
  'mdx',
  'quarto',
  'org',
  'typst',
  'scminput',
]);
const languageTitles: Readonly<Record<string, string>> = {
  rust: 'Rust',
  sql: 'SQL',
  go: 'Go',
  c: 'C',
  cpp: 'C++',
  csharp: 'C#',
  java: 'Java',
  kotlin: 'Kotlin',
  swift: 'Swift',
  php: 'PHP',
  ruby: 'Ruby',
  yaml: 'YAML',
  json: 'JSON',
  jsonc: 'JSON',
  toml: 'TOML',
  html: 'HTML',
  css: 'CSS',
  scss: 'SCSS',
  less: 'Less',
  shellscript: 'shell',
  powershell: 'PowerShell',
  dockerfile: 'Dockerfile',
  makefile: 'Makefile',
  lua: 'Lua',
  perl: 'Perl',
  r: 'R',
  dart: 'Dart',
  scala: 'Scala',
  haskell: 'Haskell',
  xml: 'XML',
  vue: 'Vue',
  svelte: 'Svelte',
  graphql: 'GraphQL',
  julia: 'Julia',
  elixir: 'Elixir',
  clojure: 'Clojure',
  'objective-c': 'Objective-C',
  bat: 'batch',
};

/** One honest sentence or two when the nano pool does not do what is asked; undefined when it may try. */
export function outOfScope(input: ScopeInput): string | undefined {
  return refuseInstruction(input) ?? refuseLanguage(input) ?? refuseLength(input);
}

function refuseInstruction(input: ScopeInput): string | undefined {
  const instruction = input.instruction?.normalize('NFC').trim() ?? '';
  if (instruction === '') return undefined;
  const writesCondition =
    conditionAsked(instruction) !== undefined && codeLanguages.has(input.languageId ?? '');
  if (writesCondition) return undefined;
  const task = outsideTask(instruction, input);
  if (task !== undefined)
    return l10n.t(
      'The nano pool does not {0}: it corrects English text, simplifies conditions and repairs small bugs in TypeScript, JavaScript and Python. Add a larger model with “Eidolon: Add Model…” or `eidolon models add`.',
      task,
    );
  if (insideWords.test(instruction)) return undefined;
  // “f(2) should be 4” asks for a repair without a word of it; the code expert finds out whether it does.
  if (codeLanguages.has(input.languageId ?? '') && mayStateExample(instruction)) return undefined;
  const quoted = instruction.length > 60 ? `${instruction.slice(0, 59)}…` : instruction;
  return l10n.t(
    'The nano pool cannot follow “{0}”: it corrects English text, simplifies conditions and repairs small bugs in TypeScript, JavaScript and Python. Add a larger model with “Eidolon: Add Model…” or `eidolon models add`.',
    quoted,
  );
}

/** What the instruction asks for beside correcting, simplifying and repairing, if anything. */
function outsideTask(instruction: string, input: ScopeInput): string | undefined {
  for (const clause of clausesOf(instruction)) {
    if (simplifiesText(clause, input)) return styleTask();
    const task = isSimplifying(clause)
      ? undefined
      : outsideTasks.find((candidate) => candidate.clause.test(clause));
    if (task !== undefined) return task.what();
  }
  return outsideTasks.find((candidate) => candidate.stems?.test(instruction))?.what();
}

/** “shorten the condition” and “remove the redundant check” ask for what the logic expert does. */
function isSimplifying(clause: string): boolean {
  const subject =
    /\b(?:conditions?|boolean|predicates?|expressions?|comparisons?|negations?|checks?|guards?|ifs?|if statements?)\b/iu;
  const verb =
    /^(?:shorten|reduce|remove|rewrite|make|minimi[sz]e|condense|compress|drop|eliminate|get rid)\b/iu;
  const form =
    /\b(?:async|tests?|formal|negat(?:e|ed)|inverted|opposite|function|switch|ternary)\b/iu;
  return verb.test(clause) && subject.test(clause) && !form.test(clause);
}

function simplifiesText(clause: string, input: ScopeInput): boolean {
  if (!/^(?:simplify|make .*\b(?:simpler|easier to (?:read|understand)|clearer))\b/iu.test(clause))
    return false;
  const namesText =
    /\b(?:text|paragraph|sentence|language|wording|prose|email|for (?:a|kids|children|beginners))\b/iu.test(
      clause,
    );
  return namesText || input.expert === 'prose';
}

const courtesy =
  /^(?:(?:please|pls|kindly|now|just|also|then|first|next|finally|hey|hi|ok|okay|so|and|but|or|maybe|can you|could you|would you|will you|can we|i (?:want|need|would like|'d like) (?:you )?to|i(?:'d| would) like|help me(?: to)?|try to|let'?s|you should|go ahead and|completely|fully|carefully|quickly|automatically|simply)[\s,:]+)+/iu;

/** Clauses without courtesies, each beginning with what it asks for. */
function clausesOf(instruction: string): string[] {
  return instruction
    .split(/[.;!\n]+\s*|,\s+(?=\p{L})|\s+(?:and|then|but|plus|&)\s+/iu)
    .map((clause) => clause.trim().replace(courtesy, '').trim())
    .filter((clause) => clause !== '');
}

function refuseLanguage(input: ScopeInput): string | undefined {
  const languageId = input.languageId ?? '';
  if (codeLanguages.has(languageId)) return undefined;
  const surface = readSurface(input.text);
  if (
    input.expert === 'prose' ||
    (input.expert === undefined && (textLanguages.has(languageId) || surface.comment))
  )
    return undefined;
  const expression = surface.expression !== undefined && surface.expression.kind !== 'value';
  if (textLanguages.has(languageId) && expression) return undefined;
  const named = textLanguages.has(languageId)
    ? l10n.t('code in such a document')
    : l10n.t('{0} code', languageTitles[languageId] ?? languageId);
  return l10n.t(
    'The nano pool does not work on {0}: its code and logic experts know TypeScript, JavaScript and Python. Add a larger model with “Eidolon: Add Model…” or `eidolon models add`.',
    named,
  );
}

function refuseLength(input: ScopeInput): string | undefined {
  if (
    input.expert === 'prose' ||
    (input.expert === undefined && textLanguages.has(input.languageId ?? ''))
  ) {
    if (input.text.length <= maxProseCharacters) return undefined;
    return tooManyCharacters(maxProseCharacters);
  }
  const lines = input.text.trimEnd().split('\n').length;
  if (lines <= maxCodeLines && input.text.length <= maxCodeCharacters) return undefined;
  return lines > maxCodeLines
    ? l10n.t(
        'This selection is too long for the nano pool. Select fewer than {0} lines, or add a larger model with “Eidolon: Add Model…” or `eidolon models add`.',
        maxCodeLines,
      )
    : tooManyCharacters(maxCodeCharacters);
}

function tooManyCharacters(most: number): string {
  return l10n.t(
    'This selection is too long for the nano pool. Select fewer than {0} characters, or add a larger model with “Eidolon: Add Model…” or `eidolon models add`.',
    grouped(most),
  );
}

function grouped(count: number): string {
  return String(count).replace(/\B(?=(?:\d{3})+$)/gu, ',');
}
