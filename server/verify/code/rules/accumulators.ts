import * as l10n from '@vscode/l10n';
import type { RepairCandidate } from '../../../../protocol/checker.ts';
import { ancestor, descendants, unwrapped, type SyntaxNode } from '../../syntax/node.ts';
import { asAssignment, asBinary, integerValue, type Assignment } from '../expressions.ts';
import { evidence, repair } from '../finding.ts';
import type { FunctionInfo } from '../functionInfo.ts';
import { stepOf } from '../loops.ts';
import { mentions, results } from '../patterns.ts';
import { hasWord, wordsOf } from '../words.ts';

const sumWords = [
  'sum',
  'total',
  'subtotal',
  'amount',
  'acc',
  'accumulated',
  'score',
  'points',
  'length',
  'seconds',
];
const countWords = [
  'count',
  'counter',
  'counts',
  'occurrences',
  'matches',
  'frequency',
  'number',
  'hits',
  'found',
  'vowels',
  'pieces',
];
const productWords = ['product', 'factorial', 'power'];
const downWords = [
  'down',
  'remaining',
  'left',
  'rest',
  'remove',
  'subtract',
  'decrease',
  'decrement',
  'minus',
  'deduct',
  'spend',
  'withdraw',
  'lives',
  'balance',
  'debt',
  'net',
  'penalty',
  'lost',
  'negative',
];

/** Running totals, counts and products: their first value and the operator that feeds them. */
export function accumulators(fn: FunctionInfo): readonly RepairCandidate[] {
  return [...descendants(fn.body)].flatMap((node) => {
    const start = asAssignment(node);
    if (!start || start.operator !== '=' || start.target.type !== 'identifier') return [];
    const first = integerValue(start.value);
    if ((first !== 0 && first !== 1) || isInLoop(node, fn)) return [];
    const feeds = feedsOf(fn, start);
    if (first === 0 && feeds.length > 0 && feeds.every(({ value }) => value && isText(value)))
      return [textStart(fn, start)];
    if (feeds.length !== 1 || !feeds[0] || !isInLoop(feeds[0].node, fn)) return [];
    return judge(fn, start, first, feeds[0]);
  });
}

/** Whether a value is surely a text: a literal, or a sum with one. */
function isText(value: SyntaxNode): boolean {
  const binary = asBinary(value);
  return binary?.operator.text === '+'
    ? isText(binary.left) || isText(binary.right)
    : /^(string|template_string)$/.test(unwrapped(value).type);
}

/** `text = 0` that only texts are added to. */
function textStart(fn: FunctionInfo, { target, value }: Assignment): RepairCandidate {
  const quotes = fn.text.includes("'") || !fn.text.includes('"') ? "''" : '""';
  return repair(
    value,
    quotes,
    'literal',
    evidence.certain,
    l10n.t('“{0}” is a text.', target.text),
  );
}

interface Feed {
  readonly node: SyntaxNode;
  readonly operator: string;
  readonly token: SyntaxNode;
  readonly value?: SyntaxNode;
}

/** Everything that changes the variable after its first value. */
function feedsOf(fn: FunctionInfo, start: Assignment): readonly Feed[] {
  const name = start.target.text;
  return [...descendants(fn.body)].flatMap((node) => {
    const assignment = asAssignment(node);
    if (
      assignment &&
      assignment !== start &&
      assignment.node !== start.node &&
      assignment.target.text === name
    ) {
      const token = assignment.operatorNode;
      return token ? [{ node, operator: assignment.operator, token, value: assignment.value }] : [];
    }
    if (node.type !== 'update_expression') return [];
    const step = stepOf(node);
    return step?.variable === name ? [{ node, operator: step.token.text, token: step.token }] : [];
  });
}

function judge(
  fn: FunctionInfo,
  start: Assignment,
  first: 0 | 1,
  feed: Feed,
): readonly RepairCandidate[] {
  const name = start.target.text;
  const own = wordsOf(name);
  const all = [...own, ...fn.nameWords, ...fn.docWords];
  const sums =
    hasWord(own, ...sumWords) || (hasWord(fn.nameWords, ...sumWords) && returns(fn, name));
  const counts =
    hasWord(own, ...countWords) || (hasWord(fn.nameWords, ...countWords) && returns(fn, name));
  const products =
    hasWord(own, ...productWords) || (hasWord(fn.nameWords, ...productWords) && returns(fn, name));
  const down = hasWord(all, ...downWords);
  if (feed.operator === '*=' && first === 0) {
    const why = l10n.t('“{0}” starts at 0, so every product is 0.', name);
    if (sums && !products) return [repair(feed.token, '+=', 'operator', evidence.strong, why)];
    return [repair(start.value, '1', 'offByOne', evidence.certain, why)];
  }
  if (feed.operator === '+=' && first === 1 && products && !sums) {
    return [
      repair(feed.token, '*=', 'operator', evidence.strong, l10n.t('“{0}” is a product.', name)),
    ];
  }
  if (
    feed.operator === '+=' &&
    first === 1 &&
    (sums || counts) &&
    returns(fn, name) &&
    readOnlyReturned(fn, name)
  ) {
    return [
      repair(start.value, '0', 'offByOne', evidence.likely, l10n.t('“{0}” adds up from 0.', name)),
    ];
  }
  if (
    /^(-=|--)$/.test(feed.operator) &&
    first === 0 &&
    !down &&
    (sums || counts) &&
    returns(fn, name)
  ) {
    const why = l10n.t('“{0}” would only ever fall below 0.', name);
    return [
      repair(feed.token, feed.operator === '--' ? '++' : '+=', 'operator', evidence.strong, why),
    ];
  }
  const overwrites = feed.operator === '=' && feed.value && !mentions(feed.value, name);
  if (overwrites && readOnlyReturned(fn, name) && returns(fn, name))
    return overwritten(fn, first, feed, name, sums, counts);
  return [];
}

/** `total = price` inside a loop, where `total += price` is meant. */
function overwritten(
  fn: FunctionInfo,
  first: 0 | 1,
  feed: Feed,
  name: string,
  sums: boolean,
  counts: boolean,
): readonly RepairCandidate[] {
  const constant = feed.value && integerValue(feed.value) === 1;
  if (
    first !== 0 ||
    hasWord([...fn.nameWords, ...wordsOf(name)], 'last', 'max', 'min', 'index', 'current', 'latest')
  )
    return [];
  if (!sums && !(counts && constant)) return [];
  const why = l10n.t('Each turn of the loop would forget the “{0}” so far.', name);
  return [repair(feed.token, '+=', 'operator', evidence.strong, why)];
}

function returns(fn: FunctionInfo, name: string): boolean {
  return results(fn).some((value) => mentions(value, name));
}

/** Whether nothing reads the variable but what the function returns. */
function readOnlyReturned(fn: FunctionInfo, name: string): boolean {
  const reads = (fn.uses.get(name) ?? []).filter((use) => use.kind === 'read');
  return reads.every(
    (use) => ancestor(use.node, (at) => at.type === 'return_statement') !== undefined,
  );
}

function isInLoop(node: SyntaxNode, fn: FunctionInfo): boolean {
  const loop = ancestor(
    node,
    (at) =>
      at === fn.node ||
      (/^(for_statement|for_in_statement|while_statement|do_statement)$/.test(at.type) &&
        at !== node) ||
      isForEach(at),
  );
  if (!loop || loop === fn.node) return false;
  return !loop.children.some(
    (child) => child.field === 'initializer' && child.start <= node.start && child.end >= node.end,
  );
}

function isForEach(node: SyntaxNode): boolean {
  return (
    node.type === 'arrow_function' &&
    /\.forEach$/.test(node.parent?.parent?.children[0]?.text ?? '')
  );
}
