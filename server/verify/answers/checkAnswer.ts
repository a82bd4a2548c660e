import * as l10n from '@vscode/l10n';
import type { AnswerCheckParams } from '../../../protocol/checker.ts';
import type { CheckReport } from '../../../protocol/refine.ts';
import { parseReport } from '../syntax/queries.ts';
import { checkArithmetic } from './arithmetic.ts';

/** What exact tools say about an answer: whether it reads as what was asked for, and whether its sums are right. */
export async function checkAnswer(params: AnswerCheckParams): Promise<readonly CheckReport[]> {
  const { answerKind, text } = params;
  if (answerKind === 'code') return [await checkSyntax(params)];
  if (answerKind === 'json') return [checkJson(text)];
  return [checkArithmetic(text)];
}

function checkJson(text: string): CheckReport {
  const body = /```[a-z]*\s*\n([\s\S]*?)```/iu.exec(text)?.[1] ?? text;
  try {
    JSON.parse(body);
    return { check: 'parse', status: 'passed', detail: l10n.t('It is valid JSON.') };
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    return { check: 'parse', status: 'failed', detail: l10n.t('It is not valid JSON: {0}', why) };
  }
}

async function checkSyntax({ text, languageId }: AnswerCheckParams): Promise<CheckReport> {
  const program = /```[a-z+#]*\s*\n([\s\S]*?)```/iu.exec(text)?.[1] ?? text;
  const report =
    languageId === undefined ? undefined : await parseReport({ languageId, text: program });
  if (!report?.supported)
    return {
      check: 'parse',
      status: 'notChecked',
      detail: l10n.t('No parser for this language is here.'),
    };
  if (report.errors === 0)
    return { check: 'parse', status: 'passed', detail: l10n.t('It parses.') };
  const detail =
    report.errors === 1
      ? l10n.t('It has one syntax error.')
      : l10n.t('It has {0} syntax errors.', report.errors);
  return { check: 'parse', status: 'failed', detail };
}
