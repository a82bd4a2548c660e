import * as l10n from '@vscode/l10n';
import type { RepairCandidate } from '../../../../protocol/checker.ts';
import {
  ancestor,
  descendants,
  namedChildren,
  unwrapped,
  type SyntaxNode,
} from '../../syntax/node.ts';
import { asAssignment, asBinary, asCall, asMember, binariesOf } from '../expressions.ts';
import { evidence, repair } from '../finding.ts';
import type { FunctionInfo } from '../functionInfo.ts';
import {
  asBranch,
  following,
  mentions,
  results,
  returnedValue,
  statementsOf,
} from '../patterns.ts';
import { hasWord, wordsOf } from '../words.ts';
import { negatedOperand } from './negation.ts';

/** Conditions and operators that say the opposite of the function's name. */
export function meanings(fn: FunctionInfo): readonly RepairCandidate[] {
  return [
    ...[...descendants(fn.body)].flatMap((node) => [
      ...flagNames(fn, node),
      ...bothSides(fn, node),
      ...overdue(fn, node),
      ...deniedAccess(fn, node),
      ...firstOccurrence(fn, node),
      ...sizeOfSet(fn, node),
      ...insideCircle(fn, node),
    ]),
  ];
}

const negativeWords = [
  'not',
  'no',
  'non',
  'in',
  'inactive',
  'without',
  'hide',
  'except',
  'remove',
  'reject',
  'exclude',
  'missing',
  'pending',
  'toggle',
  'set',
  'mark',
  'un',
  'none',
  'clear',
  'reset',
  'disable',
  'skip',
  'remaining',
  'open',
];

/** `filter((u) => !u.active)` in `activeUsers`. */
function flagNames(fn: FunctionInfo, node: SyntaxNode): readonly RepairCandidate[] {
  const inner = negatedOperand(node);
  const member = inner && asMember(inner);
  if (!inner || !member || hasWord(fn.nameWords, ...negativeWords)) return [];
  const words = wordsOf(member.property.text.replace(/^(is|has)_?(?=[A-Z_a-z])/, ''));
  const [word] = words;
  if (word === undefined || words.length !== 1 || word.length < 4 || !fn.nameWords.includes(word))
    return [];
  const holder = node.parent;
  const callback =
    holder?.type === 'arrow_function' &&
    /\.(filter|find|some|every|findIndex)$/.test(holder.parent?.parent?.children[0]?.text ?? '');
  const clause = holder?.type === 'if_clause';
  const returned =
    holder?.type === 'return_statement' &&
    /^(arrow_function|function_expression)$/.test(
      ancestor(node, (at) => /function/.test(at.type))?.type ?? '',
    );
  const branch = ancestor(node, (at) => asBranch(at) !== undefined);
  const counted =
    branch &&
    unwrapped(asBranch(branch)?.condition ?? node) === node &&
    /(\+\+|\+= |push\(|append\()/.test(asBranch(branch)?.consequence.text ?? '');
  if (!callback && !clause && !returned && !counted) return [];
  return [
    repair(
      node,
      inner.text,
      'negation',
      evidence.strong,
      l10n.t('“{0}” wants those that are {1}.', fn.name, word),
    ),
  ];
}

/** `from.balance -= x; to.balance -= x`. */
function bothSides(fn: FunctionInfo, node: SyntaxNode): readonly RepairCandidate[] {
  const first = asAssignment(node);
  if (
    !first?.operatorNode ||
    !/^[-+]=$/.test(first.operator) ||
    !hasWord(fn.nameWords, 'transfer', 'move', 'pay', 'send', 'exchange', 'give')
  )
    return [];
  const statement = node.parent;
  const next = statement && following(statement)[0];
  const second = next && asAssignment(namedChildren(next)[0] ?? next);
  if (
    !second?.operatorNode ||
    second.operator !== first.operator ||
    second.value.text !== first.value.text
  )
    return [];
  const giver = ['from', 'sender', 'source', 'payer', 'giver'];
  const taker = ['to', 'receiver', 'recipient', 'target', 'payee', 'destination'];
  const side = (text: string) =>
    hasWord(wordsOf(text), ...giver) ? '-=' : hasWord(wordsOf(text), ...taker) ? '+=' : undefined;
  const [one, two] = [side(first.target.text), side(second.target.text)];
  if (one === undefined || two === undefined || one === two) return [];
  const wrong = first.operator === one ? second : first;
  const text = first.operator === one ? two : one;
  return wrong.operatorNode
    ? [
        repair(
          wrong.operatorNode,
          text,
          'operator',
          evidence.certain,
          l10n.t('What one side gives the other side gets.'),
        ),
      ]
    : [];
}

const dueWords = [
  'due',
  'expires',
  'expiry',
  'deadline',
  'expiration',
  'expired',
  'until',
  'end',
  'ends',
];

const nowWords = ['now', 'today', 'current', 'date'];

/** `due > today` in `isOverdue`. */
function overdue(fn: FunctionInfo, node: SyntaxNode): readonly RepairCandidate[] {
  if (
    !hasWord(fn.nameWords, 'overdue', 'expired', 'late') ||
    hasWord(fn.nameWords, 'not', 'un', 'latest') ||
    hasWord(
      fn.nameWords,
      'drop',
      'remove',
      'without',
      'exclude',
      'purge',
      'prune',
      'evict',
      'discard',
      'clear',
    )
  )
    return [];
  return binariesOf(node).flatMap((binary) => {
    if (
      !/^[<>]=?$/.test(binary.operator.text) ||
      !results(fn).some((value) => value.start <= node.start && value.end >= node.end)
    )
      return [];
    const [left, right] = [wordsOf(binary.left.text), wordsOf(binary.right.text)];
    const dueFirst =
      hasWord(left, ...dueWords) &&
      (hasWord(right, ...nowWords) || /Date/.test(binary.right.text)) &&
      !hasWord(right, ...dueWords);
    const nowFirst =
      hasWord(right, ...dueWords) &&
      (hasWord(left, ...nowWords) || /Date/.test(binary.left.text)) &&
      !hasWord(left, ...dueWords);
    if (
      dueFirst === nowFirst ||
      dueFirst === binary.operator.text.startsWith('<') ||
      negatedOperand(node.parent ?? node)
    )
      return [];
    const text = binary.operator.text.replace(/[<>]/, (sign) => (sign === '<' ? '>' : '<'));
    return [
      repair(
        binary.operator,
        text,
        'comparison',
        evidence.strong,
        l10n.t('“{0}” means that the date has passed.', fn.name),
      ),
    ];
  });
}

/** `if (!user) return true` in `hasPermission`. */
function deniedAccess(fn: FunctionInfo, node: SyntaxNode): readonly RepairCandidate[] {
  const branch = asBranch(node);
  const inner = branch && negatedOperand(branch.condition);
  const value = branch && statementsOf(branch.consequence).map(returnedValue)[0];
  const asks =
    hasWord(
      fn.nameWords,
      'permission',
      'access',
      'allowed',
      'authorized',
      'authenticated',
      'admin',
    ) && hasWord(fn.nameWords, 'has', 'is', 'can', 'may');
  if (
    !asks ||
    !inner ||
    !value ||
    !/^(true|True)$/.test(value.text) ||
    !fn.parameters.some((each) => each.name === inner.text)
  )
    return [];
  if (!following(node).some((statement) => mentions(statement, inner.text))) return [];
  return [
    repair(
      value,
      value.text === 'True' ? 'False' : 'false',
      'literal',
      evidence.strong,
      l10n.t('Nobody has no permission.'),
    ),
  ];
}

/** `list.indexOf(item) !== index` keeps the duplicates. */
function firstOccurrence(fn: FunctionInfo, node: SyntaxNode): readonly RepairCandidate[] {
  const binary = node.type === 'parenthesized_expression' ? undefined : asBinary(node);
  const call = binary && asCall(binary.left);
  if (
    !binary ||
    call?.name !== 'indexOf' ||
    binary.right.type !== 'identifier' ||
    !/^[!=]==?$/.test(binary.operator.text)
  )
    return [];
  const unique =
    hasWord(fn.nameWords, 'unique', 'uniq', 'dedupe', 'distinct', 'deduplicate') ||
    (hasWord(fn.nameWords, 'duplicates') &&
      hasWord(fn.nameWords, 'remove', 'without', 'no', 'drop', 'strip', 'filter'));
  const duplicates =
    hasWord(fn.nameWords, 'duplicates', 'repeated') &&
    !unique &&
    hasWord(fn.nameWords, 'find', 'get', 'only', 'list');
  const equal = binary.operator.text.startsWith('=');
  if (unique === duplicates || unique === equal) return [];
  const text = equal
    ? binary.operator.text.replace('=', '!')
    : binary.operator.text.replace('!', '=');
  return [
    repair(
      binary.operator,
      text,
      'comparison',
      evidence.strong,
      unique ? l10n.t('This keeps the duplicates.') : l10n.t('This keeps the first ones.'),
    ),
  ];
}

/** `new Set(xs).size === xs.length` in `hasDuplicates`. */
function sizeOfSet(fn: FunctionInfo, node: SyntaxNode): readonly RepairCandidate[] {
  const binary = node.type === 'parenthesized_expression' ? undefined : asBinary(node);
  if (!binary || !/^[!=]==?$/.test(binary.operator.text) || !results(fn).includes(node)) return [];
  const setOf = (text: string): string | undefined =>
    /^new Set\((.+)\)\.size$|^len\(set\((.+)\)\)$/.exec(text)?.slice(1).find(Boolean);
  const sizeOf = (text: string): string | undefined =>
    /^(.+)\.length$|^len\((.+)\)$/.exec(text)?.slice(1).find(Boolean);
  const [left, right] = [binary.left.text, binary.right.text];
  const isTest = (setOf(left) ?? '-') === sizeOf(right) || (setOf(right) ?? '-') === sizeOf(left);
  const repeated = hasWord(fn.nameWords, 'duplicate', 'duplicates', 'repeats', 'repeated');
  const unique = hasWord(fn.nameWords, 'unique', 'distinct', 'different');
  if (!isTest || repeated === unique || hasWord(fn.nameWords, 'no', 'not', 'without', 'free'))
    return [];
  const isEqual = binary.operator.text.startsWith('=');
  if (isEqual === unique) return [];
  const text = isEqual
    ? binary.operator.text.replace('=', '!')
    : binary.operator.text.replace('!', '=');
  const why = l10n.t('Without duplicates the set is as long as the list.');
  return [repair(binary.operator, text, 'comparison', evidence.strong, why)];
}

/** `x * x + y * y >= radius * radius` as “inside”. */
function insideCircle(fn: FunctionInfo, node: SyntaxNode): readonly RepairCandidate[] {
  const inside = hasWord(
    fn.nameWords,
    'in',
    'inside',
    'within',
    'contains',
    'near',
    'close',
    'reachable',
    'hit',
    'hits',
    'overlap',
    'overlaps',
    'collides',
    'touch',
    'touching',
  );
  if (!inside || hasWord(fn.nameWords, 'outside', 'not')) return [];
  return binariesOf(node).flatMap((binary) => {
    const radius = hasWord(wordsOf(binary.right.text), 'radius', 'r', 'range', 'radii', 'reach');
    const distance =
      hasWord(wordsOf(binary.left.text), 'distance', 'dist', 'hypot', 'sqrt') ||
      /(\w+) \* \1 \+ (\w+) \* \2|\*\* 2 \+/.test(binary.left.text);
    if (!radius || !distance || !/^>=?$/.test(binary.operator.text) || !results(fn).includes(node))
      return [];
    return [
      repair(
        binary.operator,
        binary.operator.text.replace('>', '<'),
        'comparison',
        evidence.strong,
        l10n.t('Inside means nearer than the radius.'),
      ),
    ];
  });
}
