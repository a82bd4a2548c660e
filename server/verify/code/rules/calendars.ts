import * as l10n from '@vscode/l10n';
import type { RepairCandidate } from '../../../../protocol/checker.ts';
import { descendants, type SyntaxNode } from '../../syntax/node.ts';
import { asBinary, asCall, asMember, binariesOf, integerValue } from '../expressions.ts';
import { evidence, repair } from '../finding.ts';
import type { FunctionInfo } from '../functionInfo.ts';
import { asBranch, results } from '../patterns.ts';
import { hasWord } from '../words.ts';

/** Parts of dates, and leap years. */
export function calendars(fn: FunctionInfo): readonly RepairCandidate[] {
  return [...[...descendants(fn.body)].flatMap((node) => [...dates(node), ...leapYear(fn, node)])];
}

/** `getDay` where a date is put together, and `getMonth()` without its 1. */
function dates(node: SyntaxNode): readonly RepairCandidate[] {
  if (
    !/^(template_string|binary_expression|array)$/.test(node.type) ||
    node.parent?.type === 'binary_expression'
  )
    return [];
  const text = node.text;
  if (!/\.getFullYear\(\)/.test(text) || !/\.getMonth\(\)/.test(text)) return [];
  return [...descendants(node)].flatMap((each) => {
    const member = asMember(each);
    const call = asCall(each);
    if (member?.property.text === 'getDay' && !/\.getDate\(\)/.test(text)) {
      return [
        repair(
          member.property,
          'getDate',
          'wrongMethod',
          evidence.strong,
          l10n.t('“getDay” is the day of the week.'),
        ),
      ];
    }
    if (
      call?.name === 'getMonth' &&
      /\.getDate\(\)/.test(text) &&
      !/getMonth\(\) ?\+ ?1/.test(text) &&
      !/\[[^\]]*getMonth/.test(text) &&
      node.type === 'template_string'
    ) {
      return [
        repair(
          each,
          `${each.text} + 1`,
          'offByOne',
          evidence.strong,
          l10n.t('“getMonth” counts from 0.'),
        ),
      ];
    }
    return [];
  });
}

/** The calendar's rule: divisible by 4 and not by 100, or by 400. */
function leapYear(fn: FunctionInfo, node: SyntaxNode): readonly RepairCandidate[] {
  if (!hasWord(fn.nameWords, 'leap') || asBranch(node)) return [];
  const value = results(fn)[0];
  if (
    results(fn).length !== 1 ||
    !value ||
    node.start < value.start ||
    node.end > value.end ||
    node.type === 'parenthesized_expression'
  )
    return [];
  return binariesOf(node).flatMap((binary) => {
    const remainder = asBinary(binary.left);
    const divisor = remainder?.operator.text === '%' ? integerValue(remainder.right) : undefined;
    if (
      divisor !== undefined &&
      integerValue(binary.right) === 0 &&
      /^[!=]==?$/.test(binary.operator.text)
    ) {
      const wantsEqual = divisor === 4 || divisor === 400;
      if (!(wantsEqual || divisor === 100) || wantsEqual === binary.operator.text.startsWith('='))
        return [];
      const text = wantsEqual
        ? binary.operator.text.replace('!', '=')
        : binary.operator.text.replace('=', '!');
      return [
        repair(
          binary.operator,
          text,
          'comparison',
          evidence.strong,
          wantsEqual
            ? l10n.t('Years divisible by {0} are leap years.', divisor)
            : l10n.t('Years divisible by {0} are no leap years.', divisor),
        ),
      ];
    }
    if (!/^(&&|\|\||and|or)$/.test(binary.operator.text)) return [];
    const has = (side: SyntaxNode, divisor: number) =>
      new RegExp(`% ${divisor}\\b`).test(side.text);
    // Either `(4 and not 100) or 400` or `4 and (not 100 or 400)`.
    const touches = has(binary.right, 400) && (has(binary.left, 100) || !has(node, 4));
    const inner = has(binary.left, 4) && !has(binary.left, 100) && has(binary.right, 100);
    const python = /^(and|or)$/.test(binary.operator.text);
    const wanted = touches
      ? python
        ? 'or'
        : '||'
      : inner
        ? python
          ? 'and'
          : '&&'
        : binary.operator.text;
    return wanted === binary.operator.text
      ? []
      : [
          repair(
            binary.operator,
            wanted,
            'operator',
            evidence.strong,
            l10n.t('By 4 and not by 100, or by 400.'),
          ),
        ];
  });
}
