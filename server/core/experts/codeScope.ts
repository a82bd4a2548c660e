import * as l10n from '@vscode/l10n';
import type { OffsetRange } from '../../../protocol/text.ts';

const languages: ReadonlySet<string> = new Set([
  'typescript',
  'typescriptreact',
  'javascript',
  'javascriptreact',
  'python',
]);

/** What the expert repairs: more lines than this are declined. */
export const longestFunctionLines = 120;

const wantsRepair =
  /\b(fix(es|ed|ing)?|repairs?|bugs?|buggy|debug|corrects?|broken|wrong|fails?|failing|crash(es)?|off[- ]by[- ]one|mistakes?|errors?|missing)\b/i;
const wantsOther =
  /\b(convert|translate|rename|refactor|rewrite|re-?implement|migrate|port|document|docs?|docstrings?|comments?|explain|describe|optimi[sz]e|faster|speed|unit tests?|tests? for|write|generate|create|implement|extract|inline|split|type annotations?|types|typings|make it async|to async|asynchronous|promises?|callbacks?|class(es)?|format|lint|log(s|ging)?|support|feature|option|parameter)\b/i;
const generic =
  /^\W*((please|can|could|you|refine|improve|check|review|look|at|this|the|my|code|function|method|selection|it|for|problems?|issues?|and|clean|up|in|of|is|there|anything|any|make|work|works|work again|help|me|why|does|not|doesn|t)\W*)*$/i;

const wish =
  /\b(should|must|has to|needs to|ought to|instead of)\b|\bto (be|return|give|equal|yield)\b|=>|->|→|==/i;

/** Whether an instruction may state what a call should give; whether it does is known once it has been read. */
export function mayStateExample(instruction: string): boolean {
  return instruction.includes('(') && wish.test(instruction);
}

/** Whether an instruction asks for nothing besides the examples that it states, such as “f(2) should be 4”. */
export function asksByExample(instruction: string, stated: readonly OffsetRange[]): boolean {
  if (stated.length === 0) return false;
  const rest = [...stated]
    .sort((a, b) => b.start - a.start)
    .reduce((text, { start, end }) => text.slice(0, start) + text.slice(end), instruction);
  return !wantsOther.test(rest);
}

/** Why the code expert does not take a request, as one sentence for the user; undefined when it does. */
export function codeRefusal(
  languageId: string,
  instruction: string | undefined,
): string | undefined {
  if (!languages.has(languageId)) {
    return l10n.t(
      'The nano pool repairs small bugs in TypeScript, JavaScript and Python only; for {0} add a model for it (“Eidolon: Add Model…” or `eidolon models add`).',
      languageName(languageId),
    );
  }
  if (instruction === undefined || instruction.trim() === '') return undefined;
  const repairOnly = wantsRepair.test(instruction) && !wantsOther.test(instruction);
  if (repairOnly || generic.test(instruction)) return undefined;
  return l10n.t(
    'The nano pool only repairs small bugs in short functions and does not do “{0}”; add a model for it (“Eidolon: Add Model…” or `eidolon models add`).',
    shortened(instruction),
  );
}

/** The sentence for a function that is too long. */
export function tooLongNote(lines: number): string {
  return l10n.t(
    'This function has {0} lines and the nano pool repairs functions of up to {1}; add a model for it (“Eidolon: Add Model…” or `eidolon models add`).',
    lines,
    longestFunctionLines,
  );
}

/** The sentence for a selection without a function. */
export function noFunctionNote(): string {
  return l10n.t(
    'The nano pool repairs short functions and found none in the selection: select a whole function, or add a model for it (“Eidolon: Add Model…” or `eidolon models add`).',
  );
}

/** The sentence for a function in which nothing was found. */
export function nothingFoundNote(): string {
  return l10n.t('No bug found that the nano pool can be sure of.');
}

function languageName(languageId: string): string {
  return languageId === '' || languageId === 'plaintext' ? l10n.t('this text') : `“${languageId}”`;
}

function shortened(instruction: string): string {
  const line = instruction.trim().replace(/\s+/g, ' ');
  return line.length > 60 ? `${line.slice(0, 57)}…` : line;
}
