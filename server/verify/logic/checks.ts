import * as l10n from '@vscode/l10n';
import type { CheckParams } from '../../../protocol/checker.ts';
import type { CheckReport } from '../../../protocol/refine.ts';
import { constantOf, constantText, isComputation } from './arithmetic.ts';
import { compareEdit } from './equivalence.ts';
import { dialectOf } from './facts.ts';
import { withExpression } from './forms.ts';

/** Whether a logic draft holds in exactly the same cases as what it replaces. */
export async function equivalenceCheck(params: CheckParams): Promise<CheckReport> {
  const check = 'equivalence';
  const dialect = dialectOf(params.languageId);
  if (params.domain !== 'logic' || !dialect) {
    return { check, status: 'notChecked', detail: l10n.t('Only conditions are compared.') };
  }
  const report = await compareEdit(
    params.languageId,
    dialect,
    params.documentText,
    params.range,
    params.newText,
  );
  switch (report.verdict) {
    case 'equivalent': {
      if (report.assumption === undefined) {
        return {
          check,
          status: 'passed',
          proof: true,
          detail: l10n.t('Proven equal: {0}.', report.detail),
        };
      }
      return {
        check,
        status: 'passed',
        detail: l10n.t('Equal if {0}: {1}.', report.assumption, report.detail),
      };
    }
    case 'different':
      return {
        check,
        status: 'failed',
        detail: l10n.t('Not the same condition: {0}.', report.detail),
      };
    case 'notProven':
      return {
        check,
        status: 'failed',
        detail: l10n.t('Not proven to be the same condition: {0}.', report.detail),
      };
  }
}

/** Whether a number that replaces a calculation is its value. */
export async function arithmeticCheck(params: CheckParams): Promise<CheckReport> {
  const check = 'arithmetic';
  const dialect = dialectOf(params.languageId) ?? 'script';
  const languageId = dialectOf(params.languageId) ? params.languageId : 'javascript';
  const before = params.documentText
    .slice(params.range.start, params.range.end)
    .trim()
    .replace(/;$/, '');
  const after = params.newText.trim().replace(/;$/, '');
  const valueOf = (text: string): Promise<string | undefined> =>
    withExpression(languageId, dialect, text, (node) => {
      const constant = constantOf(node, dialect);
      return constant && constantText(constant, dialect);
    });
  const asks = await withExpression(languageId, dialect, before, isComputation);
  const expected = asks ? await valueOf(before) : undefined;
  if (expected === undefined)
    return {
      check,
      status: 'notChecked',
      detail: l10n.t('There is no calculation over integers to repeat.'),
    };
  const given = await valueOf(after);
  if (given === expected)
    return {
      check,
      status: 'passed',
      proof: true,
      detail: l10n.t('`{0}` is {1}.', before, expected),
    };
  return {
    check,
    status: 'failed',
    detail: l10n.t('`{0}` is {1}, not `{2}`.', before, expected, after),
  };
}
