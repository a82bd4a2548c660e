import * as l10n from '@vscode/l10n';
import type { RepairCandidate } from '../../../../protocol/checker.ts';
import {
  childOf,
  descendants,
  namedChildren,
  unwrapped,
  type SyntaxNode,
} from '../../syntax/node.ts';
import { asBinary, asCall, asSubscript, integerValue } from '../expressions.ts';
import { evidence, repair } from '../finding.ts';
import type { FunctionInfo } from '../functionInfo.ts';
import { asBranch, statementsOf } from '../patterns.ts';
import { hasWord, wordsOf } from '../words.ts';

/** Lengths, absolute values, bounds and sorted lists. */
export function geometry(fn: FunctionInfo): readonly RepairCandidate[] {
  return [
    ...[...descendants(fn.body)].flatMap((node) => [
      ...sortedness(fn, node),
      ...boundReturned(fn, node),
      ...absolute(fn, node),
      ...squares(fn, node),
      ...randomRange(fn, node),
    ]),
  ];
}

/** `values[i] < values[i + 1]` as the reason why a list is not sorted. */
function sortedness(fn: FunctionInfo, node: SyntaxNode): readonly RepairCandidate[] {
  if (
    !hasWord(fn.nameWords, 'sorted', 'ascending', 'increasing', 'ordered') ||
    hasWord(fn.nameWords, 'descending', 'decreasing', 'desc', 'insert', 'merge')
  )
    return [];
  if (/descending|decreasing|reverse/i.test(fn.doc)) return [];
  const branch = asBranch(node);
  const binary = branch && asBinary(branch.condition);
  const [left, right] = [binary && asSubscript(binary.left), binary && asSubscript(binary.right)];
  if (
    !branch ||
    !binary ||
    !left ||
    !right ||
    left.object.text !== right.object.text ||
    !/^[<>]=?$/.test(binary.operator.text)
  )
    return [];
  const leftFirst = offsetOf(left.index) < offsetOf(right.index);
  const rejects = /^\W*return (false|False)/.test(branch.consequence.text);
  if (!rejects || leftFirst === binary.operator.text.startsWith('>')) return [];
  const text = binary.operator.text.replace(/[<>]/, (sign) => (sign === '<' ? '>' : '<'));
  return [
    repair(
      binary.operator,
      text,
      'comparison',
      evidence.strong,
      l10n.t('This rejects ascending order.'),
    ),
  ];
}

function offsetOf(node: SyntaxNode): number {
  const binary = asBinary(node);
  const value = binary && integerValue(binary.right);
  return value === undefined ? 0 : binary?.operator.text === '-' ? -value : value;
}

const lows = ['low', 'min', 'minimum', 'lower', 'lo', 'start'];

const highs = ['high', 'max', 'maximum', 'upper', 'hi', 'end'];

/** `if (value < high) return high;` beside the same for the lower bound. */
function boundReturned(fn: FunctionInfo, node: SyntaxNode): readonly RepairCandidate[] {
  const branch = asBranch(node);
  const binary = branch && asBinary(branch.condition);
  if (
    !branch ||
    !binary ||
    !/^[<>]=?$/.test(binary.operator.text) ||
    binary.right.type !== 'identifier'
  )
    return [];
  const bound = binary.right.text;
  const gives = statementsOf(branch.consequence).some((statement) =>
    new RegExp(
      `^(return ${bound}\\b|${binary.left.text.replace(/\W/g, '\\$&')} = ${bound}\\b)`,
    ).test(statement.text),
  );
  const named = (words: readonly string[]) =>
    fn.parameters.some((parameter) => hasWord(wordsOf(parameter.name), ...words));
  if (!gives || !named(lows) || !named(highs)) return [];
  const isLow = hasWord(wordsOf(bound), ...lows);
  const isHigh = hasWord(wordsOf(bound), ...highs);
  const below = binary.operator.text.startsWith('<');
  if (isLow === isHigh || isLow === below) return [];
  const text = binary.operator.text.replace(/[<>]/, (sign) => (sign === '<' ? '>' : '<'));
  return [
    repair(
      binary.operator,
      text,
      'comparison',
      evidence.strong,
      isLow ? l10n.t('“{0}” bounds from below.', bound) : l10n.t('“{0}” bounds from above.', bound),
    ),
  ];
}

/** `n > 0 ? -n : n`. */
function absolute(fn: FunctionInfo, node: SyntaxNode): readonly RepairCandidate[] {
  if (!hasWord(fn.nameWords, 'abs', 'absolute', 'magnitude')) return [];
  const branch = asBranch(node);
  const condition =
    branch?.condition ??
    (node.type === 'ternary_expression'
      ? childOf(node, 'condition')
      : node.type === 'conditional_expression'
        ? namedChildren(node)[1]
        : undefined);
  const yes = branch
    ? branch.consequence.text.replace(/[{};\s]|return/g, '')
    : node.type === 'ternary_expression'
      ? childOf(node, 'consequence')?.text
      : namedChildren(node)[0]?.text;
  const binary = condition && asBinary(condition);
  if (
    !binary ||
    integerValue(binary.right) !== 0 ||
    yes === undefined ||
    !/^[<>]=?$/.test(binary.operator.text)
  )
    return [];
  const flips = yes === `-${binary.left.text}`;
  const keeps = yes === binary.left.text;
  if (flips === keeps || flips === binary.operator.text.startsWith('<')) return [];
  const text = binary.operator.text.replace(/[<>]/, (sign) => (sign === '<' ? '>' : '<'));
  return [
    repair(
      binary.operator,
      text,
      'comparison',
      evidence.strong,
      l10n.t('This makes the value negative.'),
    ),
  ];
}

/** `sqrt(dx * dx - dy * dy)` and `sqrt(dx * dx + dy * dx)` as a length. */
function squares(fn: FunctionInfo, node: SyntaxNode): readonly RepairCandidate[] {
  const call = asCall(node);
  const sum = call?.name === 'sqrt' && call.arguments[0] ? asBinary(call.arguments[0]) : undefined;
  if (
    !sum ||
    !/^[-+*]$/.test(sum.operator.text) ||
    !hasWord(
      [...fn.nameWords, ...fn.docWords],
      'distance',
      'length',
      'magnitude',
      'norm',
      'hypotenuse',
      'hypot',
      'dist',
    )
  )
    return [];
  const square = (each: SyntaxNode) => {
    const binary = asBinary(each);
    return (
      binary !== undefined &&
      ((binary.operator.text === '*' &&
        unwrapped(binary.left).text === unwrapped(binary.right).text) ||
        (binary.operator.text === '**' && binary.right.text === '2'))
    );
  };
  if (square(sum.left) && square(sum.right) && sum.operator.text !== '+')
    return [
      repair(sum.operator, '+', 'operator', evidence.strong, l10n.t('A length adds the squares.')),
    ];
  const right = asBinary(sum.right);
  if (
    sum.operator.text !== '+' ||
    !square(sum.left) ||
    !right ||
    right.operator.text !== '*' ||
    square(sum.right)
  )
    return [];
  const used = asBinary(sum.left)?.left.text;
  const wrong =
    right.right.text === used ? right.right : right.left.text === used ? right.left : undefined;
  const other = wrong === right.right ? right.left : right.right;
  return wrong && other.type === 'identifier'
    ? [
        repair(
          wrong,
          other.text,
          'wrongVariable',
          evidence.strong,
          l10n.t('A length adds the squares.'),
        ),
      ]
    : [];
}

/** `Math.random() * (max - min)` for a range that words call inclusive. */
function randomRange(fn: FunctionInfo, node: SyntaxNode): readonly RepairCandidate[] {
  const binary = node.type === 'parenthesized_expression' ? undefined : asBinary(node);
  if (
    binary?.operator.text !== '*' ||
    binary.left.text !== 'Math.random()' ||
    !/\binclusive|\bincluded\b|\bboth\b/i.test(fn.doc)
  )
    return [];
  const inner = unwrapped(binary.right);
  const difference = asBinary(inner);
  if (
    difference?.operator.text !== '-' ||
    /exclusive|excluded/i.test(fn.doc) ||
    integerValue(difference.right) !== undefined
  )
    return [];
  return [
    repair(
      inner,
      `${inner.text} + 1`,
      'offByOne',
      evidence.strong,
      l10n.t('The upper end belongs to the range.'),
    ),
  ];
}
