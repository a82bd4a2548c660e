import * as l10n from '@vscode/l10n';
import type { CheckReport } from '../../../protocol/refine.ts';

/** Equations in a text: what is calculated, and what it is said to be. */
const number = String.raw`[$€£]?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?%?`;
const operand = String.raw`\(*\s*[-−]?${number}\s*\)*`;
const operator = String.raw`\s*(?:[-−+*/×÷]|x(?=[\s\d]))\s*`;
const equation = new RegExp(
  String.raw`(?<![\w.,=])(?<left>${operand}(?:${operator}${operand})+)\s*=\s*(?<right>[-−]?${number})(?![\d.,]*\d|\s*[-−+*/×÷^]|\s*x\s*\d)`,
  'gu',
);

/**
 * Recalculates every equation over plain numbers that a text states, such as `16 - 3 = 13` or `<<2*9=18>>18`. Decimal
 * places that were rounded away are allowed for; a text without equations is not checked.
 */
export function checkArithmetic(text: string): CheckReport {
  let checked = 0;
  for (const { groups, 0: whole } of text.matchAll(equation)) {
    const [left = '', right = ''] = [groups?.['left'], groups?.['right']];
    const value = evaluate(left);
    if (value === undefined || !Number.isFinite(value)) continue;
    checked++;
    if (isRounded(value, right)) continue;
    const detail = l10n.t('{0} is wrong: it is {1}.', whole.trim(), Number(value.toPrecision(12)));
    return { check: 'arithmetic', status: 'failed', detail };
  }
  return checked === 0
    ? { check: 'arithmetic', status: 'notChecked', detail: l10n.t('It calculates nothing.') }
    : {
        check: 'arithmetic',
        status: 'passed',
        detail: l10n.t('{0} calculations are right.', checked),
      };
}

function isRounded(value: number, stated: string): boolean {
  const said = toNumber(stated);
  const decimals = /\.(\d+)/u.exec(stated)?.[1]?.length ?? 0;
  // “7 / 2 = 3” cuts off and “= 4” rounds; both are how people write.
  const allowed = decimals === 0 && !Number.isInteger(value) ? 1 : 0.5 * 10 ** -decimals;
  return Math.abs(value - said) <= (Number.isInteger(value) ? 1e-9 * Math.abs(value) : allowed);
}

function toNumber(text: string): number {
  const value = Number(text.replace(/[$€£,%]/gu, '').replace('−', '-'));
  return text.endsWith('%') ? value / 100 : value;
}

/** Value of an expression with the four operations and brackets; undefined when it is none. */
export function evaluate(expression: string): number | undefined {
  const tokens = expression
    .replaceAll('×', '*')
    .replaceAll('÷', '/')
    .replaceAll('−', '-')
    .match(new RegExp(String.raw`${number}|[-+*/()x]`, 'gu'));
  if (
    !tokens ||
    tokens.join('') !==
      expression.replace(/\s/gu, '').replaceAll('×', '*').replaceAll('÷', '/').replaceAll('−', '-')
  )
    return undefined;
  const reader = { tokens, at: 0 };
  const value = sum(reader);
  return reader.at === tokens.length ? value : undefined;
}

interface Reader {
  readonly tokens: readonly string[];
  at: number;
}

function sum(reader: Reader): number | undefined {
  let value = product(reader);
  while (value !== undefined && /^[-+]$/u.test(reader.tokens[reader.at] ?? '')) {
    const minus = reader.tokens[reader.at++] === '-';
    const next = product(reader);
    value = next === undefined ? undefined : value + (minus ? -next : next);
  }
  return value;
}

function product(reader: Reader): number | undefined {
  let value = factor(reader);
  while (value !== undefined && /^[*/x]$/u.test(reader.tokens[reader.at] ?? '')) {
    const divides = reader.tokens[reader.at++] === '/';
    const next = factor(reader);
    value = next === undefined ? undefined : divides ? value / next : value * next;
  }
  return value;
}

function factor(reader: Reader): number | undefined {
  const token = reader.tokens[reader.at++];
  if (token === '-') {
    const value = factor(reader);
    return value === undefined ? undefined : -value;
  }
  if (token !== '(')
    return token === undefined || /^[-+*/x)]$/u.test(token) ? undefined : toNumber(token);
  const value = sum(reader);
  return reader.tokens[reader.at++] === ')' ? value : undefined;
}
