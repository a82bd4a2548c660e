import * as l10n from '@vscode/l10n';
import type { RepairCandidate } from '../../../../protocol/checker.ts';
import { descendants, type SyntaxNode } from '../../syntax/node.ts';
import { asAssignment, asBinary, asCall, asMember, integerValue } from '../expressions.ts';
import { evidence, repair } from '../finding.ts';
import type { FunctionInfo } from '../functionInfo.ts';
import { hasWord, wordsOf } from '../words.ts';

/** Rates, mixed units, middles and running extremes. */
export function quantities(fn: FunctionInfo): readonly RepairCandidate[] {
  return [
    ...[...descendants(fn.body)].flatMap((node) => [
      ...rates(fn, node),
      ...countedRates(node),
      ...mixedUnits(fn, node),
      ...halves(fn, node),
      ...runningExtreme(fn, node),
    ]),
  ];
}

const raising = [
  'tax',
  'vat',
  'interest',
  'markup',
  'tip',
  'surcharge',
  'growth',
  'raise',
  'increase',
];

const lowering = ['discount', 'rebate', 'depreciation', 'reduction', 'markdown'];

/** `total * (1 - taxRate)` and `price * (1 + discount)`. */
function rates(fn: FunctionInfo, node: SyntaxNode): readonly RepairCandidate[] {
  const binary = node.type === 'parenthesized_expression' ? undefined : asBinary(node);
  if (
    !binary ||
    binary.left.text !== '1' ||
    !/^[-+]$/.test(binary.operator.text) ||
    node.parent?.type !== 'parenthesized_expression'
  )
    return [];
  const words = wordsOf(binary.right.text);
  const up = hasWord(words, ...raising);
  const down = hasWord(words, ...lowering);
  if (
    up === down ||
    hasWord(
      fn.nameWords,
      'net',
      'before',
      'without',
      'remove',
      'exclude',
      'after',
      'reverse',
      'undo',
      'present',
    )
  )
    return [];
  const wanted = up ? '+' : '-';
  if (binary.operator.text === wanted) return [];
  return [
    repair(
      binary.operator,
      wanted,
      'operator',
      evidence.strong,
      up ? l10n.t('This would lower it.') : l10n.t('A discount lowers the price.'),
    ),
  ];
}

/** `litres + pricePerLitre`: a rate per thing and how many of them there are. */
function countedRates(node: SyntaxNode): readonly RepairCandidate[] {
  const binary = node.type === 'parenthesized_expression' ? undefined : asBinary(node);
  if (!binary || !/^[-+]$/.test(binary.operator.text)) return [];
  const isRateOf = (rate: SyntaxNode, count: SyntaxNode): boolean => {
    const words = wordsOf(rate.text);
    const per = words.lastIndexOf('per');
    const plain = (word: string): string => word.replace(/s$/, '');
    const things = wordsOf(count.text).map(plain);
    const isName = /^[\w.$]+$/.test(rate.text) && /^[\w.$]+$/.test(count.text);
    const [thing, ...more] = words.slice(per + 1);
    const isCount = !wordsOf(count.text).includes('per') && things.at(-1) === plain(thing ?? '-');
    return isName && per > 0 && more.length === 0 && isCount;
  };
  if (!isRateOf(binary.right, binary.left) && !isRateOf(binary.left, binary.right)) return [];
  const why = l10n.t('A rate is multiplied by how many there are.');
  return [repair(binary.operator, '*', 'operator', evidence.strong, why)];
}

/** `minutes * 60 - seconds` as a total. */
function mixedUnits(fn: FunctionInfo, node: SyntaxNode): readonly RepairCandidate[] {
  const binary = node.type === 'parenthesized_expression' ? undefined : asBinary(node);
  if (!binary || binary.operator.text !== '-' || !hasWord(fn.nameWords, 'to', 'total', 'in', 'as'))
    return [];
  const units = [
    'hours',
    'minutes',
    'seconds',
    'days',
    'weeks',
    'feet',
    'inches',
    'dollars',
    'cents',
    'euros',
    'pounds',
    'ounces',
    'meters',
    'kilometers',
  ];
  const [product, rest] = [asBinary(binary.left), binary.right];
  const factor = product?.operator.text === '*' ? integerValue(product.right) : undefined;
  const left = product && hasWord(wordsOf(product.left.text), ...units);
  const right = hasWord(wordsOf((asBinary(rest)?.left ?? rest).text), ...units);
  if (!left || !right || factor === undefined || factor < 7) return [];
  return [
    repair(
      binary.operator,
      '+',
      'operator',
      evidence.strong,
      l10n.t('The parts of one amount are added up.'),
    ),
  ];
}

/** `(a - b) / 2` as an average or a middle. */
function halves(fn: FunctionInfo, node: SyntaxNode): readonly RepairCandidate[] {
  const binary = asBinary(node);
  const sum =
    binary && /^\/\/?$/.test(binary.operator.text) && integerValue(binary.right) === 2
      ? asBinary(binary.left)
      : undefined;
  if (node.type === 'parenthesized_expression' || !sum || !/^[-*]$/.test(sum.operator.text))
    return [];
  const target = node.parent && asAssignment(node.parent)?.target.text;
  const middle = hasWord(
    target === undefined ? fn.nameWords : wordsOf(target),
    'average',
    'avg',
    'mean',
    'midpoint',
    'middle',
    'mid',
    'median',
  );
  // Half of what is left over stands on either side of the middle.
  if ([sum.left, sum.right].every((side) => hasWord(wordsOf(side.text), ...extents))) return [];
  const plain = /^[\w.[\]]+$/.test(sum.left.text) && /^[\w.[\]]+$/.test(sum.right.text);
  return middle && plain
    ? [
        repair(
          sum.operator,
          '+',
          'operator',
          evidence.strong,
          l10n.t('The middle of two is half of their sum.'),
        ),
      ]
    : [];
}

const extents = ['length', 'len', 'width', 'height', 'size', 'total'];
/** Bounds are narrowed: the largest of several lower ones holds. */
const narrowing = [
  'bounds',
  'bound',
  'limits',
  'range',
  'clamp',
  'intersect',
  'intersection',
  'overlap',
];

/** `best = Math.min(best, x)` where names ask for the largest. */
function runningExtreme(fn: FunctionInfo, node: SyntaxNode): readonly RepairCandidate[] {
  const assignment = asAssignment(node);
  const call = assignment && asCall(assignment.value);
  const call2 = asCall(node);
  if (call2 && /^(min|max)$/.test(call2.name) && call2.arguments.length === 2) {
    const recursive =
      fn.name !== '' && call2.arguments.every((argument) => asCall(argument)?.name === fn.name);
    const deep =
      hasWord(fn.nameWords, 'max', 'depth', 'height', 'deepest', 'longest') &&
      !hasWord(fn.nameWords, 'min', 'minimum', 'shortest');
    if (recursive && deep && call2.name === 'min')
      return [
        repair(
          asMember(call2.callee)?.property ?? call2.callee,
          'max',
          'wrongMethod',
          evidence.strong,
          l10n.t('“{0}” asks for the deepest.', fn.name),
        ),
      ];
  }
  if (
    !assignment ||
    !call ||
    assignment.operator !== '=' ||
    !/^(min|max)$/.test(call.name) ||
    call.arguments.length !== 2
  )
    return [];
  if (!call.arguments.some((argument) => argument.text === assignment.target.text)) return [];
  if (hasWord(fn.nameWords, ...narrowing)) return [];
  const words = [...wordsOf(assignment.target.text), ...fn.nameWords];
  const large = hasWord(
    words,
    'max',
    'maximum',
    'largest',
    'highest',
    'longest',
    'biggest',
    'greatest',
  );
  const small = hasWord(
    words,
    'min',
    'minimum',
    'smallest',
    'lowest',
    'shortest',
    'least',
    'cheapest',
  );
  if (large === small || (call.name === 'max') === large) return [];
  const token = asMember(call.callee)?.property ?? call.callee;
  return [
    repair(
      token,
      large ? 'max' : 'min',
      'wrongMethod',
      evidence.strong,
      large ? l10n.t('This keeps the smallest.') : l10n.t('This keeps the largest.'),
    ),
  ];
}
