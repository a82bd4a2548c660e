import * as l10n from '@vscode/l10n';
import type { RepairCandidate } from '../../../../protocol/checker.ts';
import { descendants, unwrapped, type SyntaxNode } from '../../syntax/node.ts';
import { asBinary, asCall, asMember, integerValue } from '../expressions.ts';
import { evidence, repair } from '../finding.ts';
import type { FunctionInfo } from '../functionInfo.ts';
import { results } from '../patterns.ts';
import { hasWord } from '../words.ts';

/** Values that everybody knows: the first letter's code, how a file name or an address is written, a die's lowest face. */
export function literals(fn: FunctionInfo): readonly RepairCandidate[] {
  return [
    ...[...descendants(fn.body)].flatMap((node) => [
      ...letterCode(node),
      ...writtenEnd(node),
      ...otherRest(fn, node),
    ]),
    ...lowestFace(fn),
    ...besideEachOther(fn),
  ];
}

/** `String.fromCharCode(66 + row)`, `chr(98 + n)`: A is 65, a is 97. */
function letterCode(node: SyntaxNode): readonly RepairCandidate[] {
  const call = asCall(node);
  const [only] = call && /^(fromCharCode|fromCodePoint|chr)$/.test(call.name) ? call.arguments : [];
  const sum = only && asBinary(only);
  if (sum?.operator.text !== '+') return [];
  return [sum.left, sum.right].flatMap((side) => {
    const code = integerValue(side);
    if (code !== 66 && code !== 98) return [];
    const why = l10n.t('The code of “{0}” is {1}.', code === 66 ? 'A' : 'a', String(code - 1));
    return [repair(side, String(code - 1), 'offByOne', evidence.strong, why)];
  });
}

/** `name.startsWith('.csv')` and `url.endsWith('https://')`. */
function writtenEnd(node: SyntaxNode): readonly RepairCandidate[] {
  const call = asCall(node);
  const property = call && asMember(call.callee)?.property;
  const [only] = call?.arguments ?? [];
  if (!property || !only || only.type !== 'string' || call.arguments.length !== 1) return [];
  const text = only.text.slice(1, -1);
  const isStart = /^starts_?with$/i.test(call.name);
  if (!isStart && !/^ends_?with$/i.test(call.name)) return [];
  const isEnding = /^\.(?!git|env|npm|ssh|well|vs|idea|cache|config|local)[a-z]{2,4}\d?$/.test(
    text,
  );
  if (isStart ? !isEnding : !/^[a-z]+:\/\/$/.test(text)) return [];
  const name = isStart
    ? property.text.replace('start', 'end')
    : property.text.replace('end', 'start');
  const why = isStart
    ? l10n.t('File names end in “{0}”.', text)
    : l10n.t('Addresses begin with “{0}”.', text);
  return [repair(property, name, 'wrongMethod', evidence.strong, why)];
}

/** `Math.floor(Math.random() * sides)` as the roll of a die. */
function lowestFace(fn: FunctionInfo): readonly RepairCandidate[] {
  if (!hasWord(fn.nameWords, 'die', 'dice', 'd6', 'd20')) return [];
  return results(fn).flatMap((value) => {
    const call = asCall(value);
    const product = call?.name === 'floor' && call.arguments[0] && asBinary(call.arguments[0]);
    if (
      !product ||
      product.operator.text !== '*' ||
      unwrapped(product.left).text !== 'Math.random()'
    )
      return [];
    const why = l10n.t('The lowest face of a die is 1.');
    return [repair(value, `${value.text} + 1`, 'offByOne', evidence.strong, why)];
  });
}

/** `Math.floor(minutes / 60)` beside `minutes % 100`: a rest is what the division leaves. */
function otherRest(fn: FunctionInfo, node: SyntaxNode): readonly RepairCandidate[] {
  const rest = node.type === 'parenthesized_expression' ? undefined : asBinary(node);
  const left = rest?.operator.text === '%' ? integerValue(rest.right) : undefined;
  if (!rest || left === undefined) return [];
  const parts = [...descendants(fn.body)].flatMap((each) => {
    const division = each.type === 'parenthesized_expression' ? undefined : asBinary(each);
    const isWhole =
      division?.operator.text === '//' ||
      (division?.operator.text === '/' && /\b(floor|trunc|int)\($/.test(before(fn, each)));
    return division && isWhole && division.left.text === rest.left.text ? [division.right] : [];
  });
  const [only] = parts;
  const whole = integerValue(only);
  if (!only || parts.length !== 1 || whole === undefined || whole < 2 || left < 2) return [];
  if (whole % left === 0 || left % whole === 0) return [];
  const why = l10n.t('What is left of a division by {0} is below {0}.', String(whole));
  return [repair(rest.right, only.text, 'literal', evidence.strong, why)];
}

function before(fn: FunctionInfo, node: SyntaxNode): string {
  return fn.text.slice(Math.max(0, node.start - 12), node.start);
}

/** `Math.abs(dx) + Math.abs(dy) === 2` for neighbours on a grid. */
function besideEachOther(fn: FunctionInfo): readonly RepairCandidate[] {
  const { nameWords } = fn;
  const isAsked = hasWord(
    nameWords,
    'adjacent',
    'neighbor',
    'neighbour',
    'neighbors',
    'neighbours',
  );
  if (!isAsked || hasWord(nameWords, 'diagonal', 'diagonally', 'not')) return [];
  return results(fn).flatMap((value) => {
    const test = asBinary(value);
    const sum = test && /^===?$/.test(test.operator.text) ? asBinary(test.left) : undefined;
    const steps = integerValue(test?.right);
    if (!test || sum?.operator.text !== '+' || steps === undefined || steps === 1) return [];
    const areSteps = [sum.left, sum.right].every((side) => asCall(side)?.name === 'abs');
    const why = l10n.t('Neighbours lie one step apart.');
    return areSteps ? [repair(test.right, '1', 'offByOne', evidence.strong, why)] : [];
  });
}
