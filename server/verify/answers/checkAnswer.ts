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
    return { check: 'parse', status: 'passed', detail: 'It is valid JSON.' };
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    return { check: 'parse', status: 'failed', detail: `It is not valid JSON: ${why}` };
  }
}

async function checkSyntax({ text, languageId }: AnswerCheckParams): Promise<CheckReport> {
  const program = /```[a-z+#]*\s*\n([\s\S]*?)```/iu.exec(text)?.[1] ?? text;
  const report =
    languageId === undefined ? undefined : await parseReport({ languageId, text: program });
  if (!report?.supported)
    return { check: 'parse', status: 'notChecked', detail: 'No parser for this language is here.' };
  if (report.errors === 0) return { check: 'parse', status: 'passed', detail: 'It parses.' };
  const count = report.errors === 1 ? 'one syntax error' : `${report.errors} syntax errors`;
  return { check: 'parse', status: 'failed', detail: `It has ${count}.` };
}
