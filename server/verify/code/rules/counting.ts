import * as l10n from '@vscode/l10n';
import type { RepairCandidate } from '../../../../protocol/checker.ts';
import { childOf, descendants, unwrapped, type SyntaxNode } from '../../syntax/node.ts';
import { asAssignment, asBinary, asCall, asSubscript, integerValue } from '../expressions.ts';
import { evidence, repair } from '../finding.ts';
import type { FunctionInfo } from '../functionInfo.ts';
import { countedLoops } from '../loops.ts';
import { asBranch, mentions, results, statementsOf } from '../patterns.ts';
import { hasWord, wordsOf } from '../words.ts';

/** How often something happens, what is counted, and what a share or a test of enough compares. */
export function counting(fn: FunctionInfo): readonly RepairCandidate[] {
  return [
    ...repetitions(fn),
    ...alwaysTrue(fn),
    ...[...descendants(fn.body)].flatMap((node) => [
      ...countedOthers(fn, node),
      ...enough(fn, node),
      ...percentages(fn, node),
      ...sameFactor(fn, node),
      ...invariantEntry(node),
    ]),
  ];
}

const timesWords = [
  'times',
  'count',
  'n',
  'repeat',
  'repeats',
  'repetitions',
  'exponent',
  'attempts',
  'rounds',
  'iterations',
];

/** `for (i = 0; i <= times; i++)` without a use of `i` runs once too often. */
function repetitions(fn: FunctionInfo): readonly RepairCandidate[] {
  return countedLoops(fn).flatMap((loop) => {
    if (loop.comparison?.text !== '<=' || integerValue(loop.start) !== 0 || loop.step < 0)
      return [];
    const isTimes =
      loop.bound.type === 'identifier' && hasWord(wordsOf(loop.bound.text), ...timesWords);
    if (!isTimes || mentions(loop.body, loop.variable)) return [];
    return [
      repair(
        loop.comparison,
        '<',
        'comparison',
        evidence.strong,
        l10n.t('The loop runs once more than asked.'),
      ),
    ];
  });
}

/** `if (i < xs.length)` inside the loop that already says so. */
function alwaysTrue(fn: FunctionInfo): readonly RepairCandidate[] {
  return countedLoops(fn).flatMap((loop) =>
    [...descendants(loop.body)].flatMap((node) => {
      const binary = asBranch(node) && asBinary(asBranch(node)?.condition ?? node);
      if (!binary || loop.comparison?.text !== '<' || binary.operator.text !== '<') return [];
      if (binary.left.text !== loop.variable || binary.right.text !== loop.bound.text) return [];
      const why = l10n.t('The loop has tested this already.');
      return [repair(binary.right, `${binary.right.text} - 1`, 'offByOne', evidence.strong, why)];
    }),
  );
}

const otherWords = [
  'not',
  'non',
  'different',
  'differences',
  'mismatches',
  'without',
  'other',
  'except',
  'changes',
  'distance',
  'missing',
  'unequal',
];

/** `if (c !== wanted) count++` in a function that counts the wanted one. */
function countedOthers(fn: FunctionInfo, node: SyntaxNode): readonly RepairCandidate[] {
  const branch = asBranch(node);
  const binary = branch && asBinary(branch.condition);
  if (!branch || branch.alternative || !binary || !/^!={1,2}$/.test(binary.operator.text))
    return [];
  if (
    !hasWord(fn.nameWords, 'count', 'occurrences', 'frequency') ||
    hasWord(fn.nameWords, ...otherWords)
  )
    return [];
  const isWanted = fn.parameters.some((parameter) => parameter.name === binary.right.text);
  const [only, ...more] = statementsOf(branch.consequence);
  const counts = only !== undefined && more.length === 0 && /(\+\+|\+= 1);?$/.test(only.text);
  if (!isWanted || !counts) return [];
  const text = binary.operator.text.replace('!', '=');
  return [
    repair(
      binary.operator,
      text,
      'comparison',
      evidence.strong,
      l10n.t('This counts all the others.'),
    ),
  ];
}

const haveWords = [
  'wallet',
  'balance',
  'money',
  'budget',
  'funds',
  'stock',
  'available',
  'cash',
  'inventory',
  'savings',
  'supply',
];
const needWords = [
  'price',
  'cost',
  'amount',
  'quantity',
  'required',
  'needed',
  'total',
  'fee',
  'demand',
];

/** `wallet < price` in `canAfford`. */
function enough(fn: FunctionInfo, node: SyntaxNode): readonly RepairCandidate[] {
  const binary = node.type === 'parenthesized_expression' ? undefined : asBinary(node);
  const isAsked =
    hasWord(fn.nameWords, 'afford', 'enough', 'sufficient', 'covers') ||
    (fn.nameWords[0] === 'can' &&
      hasWord(
        fn.nameWords,
        'withdraw',
        'pay',
        'buy',
        'purchase',
        'spend',
        'order',
        'sell',
        'ship',
      ));
  if (!binary || !isAsked) return [];
  if (hasWord(fn.nameWords, 'not', 'cannot', 'insufficient') || !results(fn).includes(node))
    return [];
  const [left, right] = [wordsOf(binary.left.text), wordsOf(binary.right.text)];
  const straight = hasWord(left, ...haveWords) && hasWord(right, ...needWords);
  const crossed = hasWord(left, ...needWords) && hasWord(right, ...haveWords);
  if (straight === crossed || !/^[<>]=?$/.test(binary.operator.text)) return [];
  const wanted = straight ? '>=' : '<=';
  if (binary.operator.text.charAt(0) === wanted.charAt(0)) return [];
  return [
    repair(
      binary.operator,
      wanted,
      'comparison',
      evidence.strong,
      l10n.t('This is true when there is too little.'),
    ),
  ];
}

/** `bill + percent / 100`, `(value * max) * 100`. */
function percentages(fn: FunctionInfo, node: SyntaxNode): readonly RepairCandidate[] {
  const binary = node.type === 'parenthesized_expression' ? undefined : asBinary(node);
  if (!binary) return [];
  const share = asBinary(binary.right);
  const percent =
    share?.operator.text === '/' &&
    integerValue(share.right) === 100 &&
    /^[\w.]+$/.test(share.left.text);
  const isRate =
    share !== undefined &&
    hasWord(wordsOf(share.left.text), 'percent', 'percentage', 'rate', 'pct');
  if (
    percent &&
    isRate &&
    /^[-+]$/.test(binary.operator.text) &&
    /^[A-Za-z_]/.test(binary.left.text)
  ) {
    return [
      repair(
        binary.operator,
        '*',
        'operator',
        evidence.strong,
        l10n.t('A percentage is taken of an amount.'),
      ),
    ];
  }
  const inner = asBinary(binary.left);
  const asks = hasWord(fn.nameWords, 'percentage', 'percent', 'ratio', 'share');
  if (
    !asks ||
    binary.operator.text !== '*' ||
    integerValue(binary.right) !== 100 ||
    inner?.operator.text !== '*'
  )
    return [];
  if (
    !hasWord(
      wordsOf(inner.right.text),
      'max',
      'total',
      'whole',
      'maximum',
      'all',
      'count',
      'length',
      'sum',
    )
  )
    return [];
  return [
    repair(
      inner.operator,
      '/',
      'operator',
      evidence.strong,
      l10n.t('A share is the part divided by the whole.'),
    ),
  ];
}

/** `n + n` where squares are asked for. */
function sameFactor(fn: FunctionInfo, node: SyntaxNode): readonly RepairCandidate[] {
  const binary = node.type === 'parenthesized_expression' ? undefined : asBinary(node);
  if (
    binary?.operator.text !== '+' ||
    binary.left.text !== binary.right.text ||
    binary.left.type !== 'identifier'
  )
    return [];
  if (!hasWord(fn.nameWords, 'square', 'squares', 'squared')) return [];
  return [
    repair(binary.operator, '*', 'operator', evidence.strong, l10n.t('A square is a product.')),
  ];
}

/** `for word in words: lengths[word] = len(words)`: every entry would be the same. */
function invariantEntry(node: SyntaxNode): readonly RepairCandidate[] {
  if (!/^(for_in_statement|for_statement)$/.test(node.type)) return [];
  const [target, list, body] = [
    childOf(node, 'left'),
    childOf(node, 'right'),
    childOf(node, 'body'),
  ];
  const [only, ...more] = body ? statementsOf(body) : [];
  const assignment =
    only && asAssignment(only.type === 'expression_statement' ? (only.children[0] ?? only) : only);
  if (!target || !list || !assignment || more.length > 0 || list.type !== 'identifier') return [];
  const key = asSubscript(assignment.target);
  const call = asCall(unwrapped(assignment.value));
  const argument = call?.arguments[0];
  if (
    key?.index.text !== target.text ||
    call?.arguments.length !== 1 ||
    argument?.text !== list.text
  )
    return [];
  return [
    repair(
      argument,
      target.text,
      'wrongVariable',
      evidence.strong,
      l10n.t('Every entry would be the same.'),
    ),
  ];
}
