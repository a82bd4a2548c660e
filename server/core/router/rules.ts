import * as l10n from '@vscode/l10n';
import type { BuiltInExpert, RouteInput } from '../../../protocol/route.ts';
import { conditionAsked, hasConditionHole, holeDialect } from '../experts/conditionHoles.ts';
import { instructionIntent } from './instruction.ts';
import type { Surface } from './surface.ts';

/** A rule that is sure of itself; `confidence` is what its expert gets at least. */
export interface RuleVerdict {
  readonly expert: BuiltInExpert;
  readonly confidence: number;
  readonly reason: string;
  /** Another expert that may well have something to offer. */
  readonly second?: BuiltInExpert;
}

const proseLanguages = new Set(
  'markdown plaintext git-commit scminput latex tex restructuredtext asciidoc org mdx quarto typst bibtex'.split(
    ' ',
  ),
);
/** Their plain lines can read like running text, and are not. */
const structuredLanguages = new Set(
  'sql yaml dockercompose json jsonc jsonl toml ini properties dockerfile makefile shellscript bat powershell css scss less csv dotenv ignore xml graphql'.split(
    ' ',
  ),
);
const languageNames: Readonly<Record<string, string>> = {
  typescript: 'TypeScript',
  typescriptreact: 'TypeScript',
  javascript: 'JavaScript',
  javascriptreact: 'JavaScript',
  python: 'Python',
  markdown: 'Markdown',
};
const proseNodes =
  /^(?:(?:line_|block_|html_)?comment|string(?:_fragment|_content)?|template_string|concatenated_string|docstring|paragraph|inline|jsx_text|atx_heading|list_item)$/u;
const logicNodes =
  /^(?:boolean_operator|not_operator|comparison_operator|binary_operator|binary_expression|unary_expression|unary_operator|parenthesized_expression|ternary_expression|conditional_expression)$/u;
const codeNodes =
  /(?:function|method|class|_statement|_declaration|_definition|block|module|program|_clause|arrow_function|lambda)/u;

const programWords =
  /[;{}]|=>|\b(?:def|function|return|const|let|var|import|class|print|elif|fn|func|SELECT)\b/u;

/** Decides without a model where the form leaves no doubt. */
export function decideByForm(input: RouteInput, surface: Surface): RuleVerdict | undefined {
  const hole = missingCondition(input);
  if (hole) return hole;
  return isSelection(input)
    ? withSecond(bySelection(input, surface), input.text)
    : byForm(surface, '');
}

/** `if () {` with a comment that says what is to stand there. */
function missingCondition({ text, languageId, instruction }: RouteInput): RuleVerdict | undefined {
  if (languageId === undefined || text.length > longestWithHole) return undefined;
  const asked = conditionAsked(instruction) !== undefined && holeDialect(languageId) !== undefined;
  if (!asked && !hasConditionHole(text, languageId)) return undefined;
  return {
    expert: 'logic',
    confidence: 0.9,
    reason: l10n.t('a condition that is still to be written'),
  };
}

/** A longer selection is more than a place for a condition. */
const longestWithHole = 8_000;

const truthWords =
  /&&|\|\||!\(|[=!]==?\s*(?:true|false)\b|\b(?:and|or|not)\b|\bis\s+(?:True|False)\b|==\s*(?:True|False)\b/u;
const functionWords = /\b(?:function|def|class|lambda)\b|=>/u;

/** A statement around a condition is code, yet the condition in it may be what can be simplified. */
function withSecond(verdict: RuleVerdict, text: string): RuleVerdict {
  const shared = verdict.expert === 'code' && truthWords.test(text) && !functionWords.test(text);
  return shared ? { ...verdict, confidence: 0.7, second: 'logic' } : verdict;
}

function isSelection(input: RouteInput): boolean {
  return input.languageId !== undefined || input.syntaxNode !== undefined;
}

/** Decides without a model where an instruction names its task. */
export function decideByInstruction(input: RouteInput, surface: Surface): RuleVerdict | undefined {
  const instruction = input.instruction?.trim() ?? '';
  if (instruction === '') return undefined;
  const hole = conditionAsked(instruction) === undefined ? undefined : missingCondition(input);
  if (hole) return hole;
  const intent = instructionIntent(instruction);
  if (intent !== undefined) {
    return {
      expert: intent.expert,
      confidence: 0.97,
      reason: l10n.t('the instruction says “{0}”', intent.phrase),
    };
  }
  const simplify =
    /\b(?:simplif\w*|vereinfach\w*|simplifi\w*|semplific\w*|uprość)|упрост\p{L}*|简化|簡略化|단순화/iu.exec(
      instruction,
    );
  if (simplify === null || isRunningText(surface)) return undefined;
  return {
    expert: 'logic',
    confidence: 0.9,
    reason: l10n.t('the instruction says “{0}” about code', simplify[0]),
  };
}

/** A selection in an editor is judged by what it is, not by what it talks about. */
function bySelection(input: RouteInput, surface: Surface): RuleVerdict {
  const languageId = input.languageId ?? '';
  const where = languageNames[languageId] ?? languageId;
  const form = byForm(surface, where);
  if (form !== undefined) return form;
  if (surface.comment && !isCode(surface))
    return {
      expert: 'prose',
      confidence: 0.9,
      reason: within(l10n.t('the text of a comment or string'), where),
    };
  const node = input.syntaxNode ?? '';
  const prose: RuleVerdict = {
    expert: 'prose',
    confidence: 0.93,
    reason: within(l10n.t('running text'), where),
  };
  if (proseNodes.test(node) && surface.codeLines < 0.5)
    return {
      ...prose,
      confidence: 0.97,
      reason: within(l10n.t('a {0}', node.replace(/_/gu, ' ')), where),
    };
  if (proseLanguages.has(languageId)) {
    return surface.fenced || isCode(surface)
      ? { expert: 'code', confidence: 0.9, reason: within(l10n.t('a code block'), where) }
      : prose;
  }
  if (structuredLanguages.has(languageId))
    return { expert: 'code', confidence: 0.9, reason: within(l10n.t('program text'), where) };
  if (isRunningText(surface)) return prose;
  const simple = surface.expression !== undefined && surface.expression.kind !== 'value';
  if (logicNodes.test(node) && simple)
    return {
      expert: 'logic',
      confidence: 0.95,
      reason: within(l10n.t('a {0}', node.replace(/_/gu, ' ')), where),
    };
  if (simple)
    return {
      expert: 'logic',
      confidence: 0.8,
      reason: within(l10n.t('words that read as a condition'), where),
    };
  if (codeNodes.test(node))
    return {
      expert: 'code',
      confidence: 0.97,
      reason: within(l10n.t('a {0}', node.replace(/_/gu, ' ')), where),
    };
  const spelling = (input.diagnostics ?? []).some((message) =>
    /spell|unknown word|typo|grammar/iu.test(message),
  );
  if (spelling && surface.natural > 0.15)
    return { ...prose, reason: within(l10n.t('a spelling diagnostic'), where) };
  return { expert: 'code', confidence: 0.9, reason: within(l10n.t('program text'), where) };
}

/** What the form alone proves, wherever the text comes from. */
function byForm(surface: Surface, where: string): RuleVerdict | undefined {
  const { expression } = surface;
  if (surface.comment && isRunningText(surface))
    return {
      expert: 'prose',
      confidence: 0.96,
      reason: within(l10n.t('the text of a comment or string'), where),
    };
  if (expression?.certain === true && expression.kind === 'condition') {
    return {
      expert: 'logic',
      confidence: 0.97,
      reason: within(l10n.t('a boolean condition'), where),
    };
  }
  if (expression?.kind === 'arithmetic')
    return {
      expert: 'logic',
      confidence: 0.97,
      reason: within(l10n.t('integer arithmetic'), where),
    };
  if (
    programWords.test(surface.inner) &&
    surface.codeLines >= 0.75 &&
    surface.natural < 0.1 &&
    surface.sentences === 0 &&
    !surface.comment
  ) {
    return {
      expert: 'code',
      confidence: 0.96,
      reason: within(l10n.t('nothing but program text'), where),
    };
  }
  return undefined;
}

function isCode(surface: Surface): boolean {
  return surface.codeLines >= 0.5 && surface.natural < 0.2;
}

function isRunningText(surface: Surface): boolean {
  return surface.natural >= 0.3 && surface.codeLines < 0.4;
}

/** What a text is, with the language that it is in where that is known. */
function within(what: string, language: string): string {
  return language === '' ? what : l10n.t('{0} in {1}', what, language);
}
