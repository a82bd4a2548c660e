import * as l10n from '@vscode/l10n';
import type { RepairCandidate } from '../../../../protocol/checker.ts';
import { descendants, namedChildren, unwrapped, type SyntaxNode } from '../../syntax/node.ts';
import { asAssignment, asBinary, binariesOf, integerValue, type Binary } from '../expressions.ts';
import { evidence, repair } from '../finding.ts';
import type { FunctionInfo } from '../functionInfo.ts';
import { hasWord, wordsOf } from '../words.ts';

/** Conditions that are always true or always false, and assignments where a comparison is meant. */
export function conditions(fn: FunctionInfo): readonly RepairCandidate[] {
  return [...descendants(fn.body)].flatMap((node) => [
    ...assignedConditions(node),
    ...comparedStatements(node),
    ...connectives(node),
    ...mixedRange(node, fn),
  ]);
}

/** `if (x = 5)`. */
function assignedConditions(node: SyntaxNode): readonly RepairCandidate[] {
  if (node.type !== 'assignment_expression') return [];
  const assignment = asAssignment(node);
  const holder = node.parent;
  const isCondition =
    (holder?.type === 'parenthesized_expression' &&
      holder.field === 'condition' &&
      /^(if_statement|while_statement)$/.test(holder.parent?.type ?? '')) ||
    (holder !== undefined &&
      binariesOf(unwrapped(holder)).some((each) => /^(&&|\|\|)$/.test(each.operator.text)) &&
      node.parent?.type !== 'parenthesized_expression');
  if (
    !assignment?.operatorNode ||
    !isCondition ||
    !/^(identifier|number|string|true|false|null|undefined|member_expression)$/.test(
      assignment.value.type,
    )
  )
    return [];
  return [
    repair(
      assignment.operatorNode,
      '===',
      'comparison',
      evidence.certain,
      l10n.t('This assigns instead of comparing.'),
    ),
  ];
}

/** `total == total + x` as a statement. */
function comparedStatements(node: SyntaxNode): readonly RepairCandidate[] {
  if (node.type !== 'expression_statement') return [];
  const value = namedChildren(node)[0];
  const binary = value && value.type !== 'parenthesized_expression' ? asBinary(value) : undefined;
  if (!binary || !/^={2,3}$/.test(binary.operator.text) || !/^[A-Za-z_$]/.test(binary.left.text))
    return [];
  return [
    repair(
      binary.operator,
      '=',
      'operator',
      evidence.certain,
      l10n.t('This compares instead of assigning.'),
    ),
  ];
}

const equality = /^(={2,3})$/;
const inequality = /^(!={1,2})$/;

/** `x !== a || x !== b` is always true; `x === a && x === b` and `x < lo && x > hi` never are. */
function connectives(node: SyntaxNode): readonly RepairCandidate[] {
  return binariesOf(node).flatMap((binary) => {
    const both = /^(&&|and)$/.test(binary.operator.text);
    if (!both && !/^(\|\||or)$/.test(binary.operator.text)) return [];
    const left = asBinary(lastOperand(binary.left, binary.operator.text));
    const right = asBinary(binary.right);
    if (!left || !right) return [];
    const verdict = verdictOf(left, right, both);
    if (verdict === undefined) return [];
    const other: Readonly<Record<string, string>> = {
      '&&': '||',
      '||': '&&',
      and: 'or',
      or: 'and',
    };
    return [
      repair(
        binary.operator,
        other[binary.operator.text] ?? '',
        'operator',
        verdict.prior,
        verdict.why,
      ),
    ];
  });
}

function lastOperand(node: SyntaxNode, operator: string): SyntaxNode {
  const inner = node.type === 'parenthesized_expression' ? undefined : binariesOf(node)[0];
  return inner && inner.operator.text === operator ? inner.right : node;
}

function verdictOf(
  left: Binary,
  right: Binary,
  both: boolean,
): { readonly prior: number; readonly why: string } | undefined {
  if (left.left.text !== right.left.text || /\(/.test(left.left.text.replace(/\(\)/g, '')))
    return undefined;
  const [a, b] = [left.operator.text, right.operator.text];
  const constants =
    isConstant(left.right) && isConstant(right.right) && left.right.text !== right.right.text;
  if (constants && !both && inequality.test(a) && inequality.test(b))
    return { prior: evidence.certain, why: l10n.t('One of the two always holds.') };
  if (constants && both && equality.test(a) && equality.test(b))
    return { prior: evidence.certain, why: l10n.t('Both can never hold at once.') };
  if (!/^[<>]=?$/.test(a) || !/^[<>]=?$/.test(b) || a.charAt(0) === b.charAt(0)) return undefined;
  const order = orderOf(left.right, right.right);
  if (order === undefined) return undefined;
  const lowerFirst = order < 0;
  const inside = a.startsWith('>') === lowerFirst;
  if (inside && !both)
    return { prior: evidence.strong, why: l10n.t('One of the two always holds.') };
  if (!inside && both)
    return { prior: evidence.strong, why: l10n.t('Both can never hold at once.') };
  return undefined;
}

function isConstant(node: SyntaxNode): boolean {
  return (
    /^(number|integer|float|string|true|false|null|none|undefined)$/.test(node.type) ||
    /^[A-Z][A-Z0-9_]+$/.test(node.text) ||
    /^[A-Z]\w*\.[A-Z]\w*$/.test(node.text)
  );
}

const lowWords = [
  'min',
  'minimum',
  'low',
  'lower',
  'start',
  'from',
  'begin',
  'lo',
  'left',
  'top',
  'floor',
  'first',
];
const highWords = [
  'max',
  'maximum',
  'high',
  'upper',
  'end',
  'to',
  'until',
  'hi',
  'right',
  'bottom',
  'ceiling',
  'last',
  'limit',
];

/** Negative when the first bound is the lower one. */
function orderOf(a: SyntaxNode, b: SyntaxNode): number | undefined {
  const [x, y] = [integerValue(a), integerValue(b)];
  if (x !== undefined && y !== undefined) return x === y ? undefined : x - y;
  const side = (node: SyntaxNode) => {
    const words = wordsOf(node.text);
    const low = hasWord(words, ...lowWords);
    return low === hasWord(words, ...highWords) ? undefined : low ? 0 : 1;
  };
  const [first, second] = [side(a) ?? (x === 0 ? 0 : undefined), side(b)];
  return first === undefined || second === undefined || first === second
    ? undefined
    : first - second;
}

/** `0 <= x >= max`: a chain that points both ways, and `x >= min && x >= max`. */
function mixedRange(node: SyntaxNode, fn: FunctionInfo): readonly RepairCandidate[] {
  const chain = binariesOf(node);
  const [first, second] = chain;
  if (fn.family === 'python' && first && second && chain.length === 2) {
    const [a, b] = [first.operator.text, second.operator.text];
    if (!/^[<>]=?$/.test(a) || !/^[<>]=?$/.test(b) || a.charAt(0) === b.charAt(0)) return [];
    const why = l10n.t('A chained comparison points one way.');
    const order = orderOf(first.left, second.right);
    const flip = (text: string) => text.replace(/[<>]/, (sign) => (sign === '<' ? '>' : '<'));
    if (order !== undefined && order > 0 === a.startsWith('<'))
      return [repair(first.operator, flip(a), 'comparison', evidence.strong, why)];
    return [repair(second.operator, flip(b), 'comparison', evidence.strong, why)];
  }
  if (!first || chain.length !== 1 || !/^(&&|and)$/.test(first.operator.text)) return [];
  const left = asBinary(lastOperand(first.left, first.operator.text));
  const right = asBinary(first.right);
  if (!left || !right || left.left.text !== right.left.text) return [];
  const order = orderOf(left.right, right.right);
  const [a, b] = [left.operator.text, right.operator.text];
  if (
    order === undefined ||
    !/^[<>]=?$/.test(a) ||
    !/^[<>]=?$/.test(b) ||
    a.charAt(0) !== b.charAt(0)
  )
    return [];
  const why = l10n.t('The two tests should enclose a range.');
  const flip = (text: string) => text.replace(/[<>]/, (sign) => (sign === '<' ? '>' : '<'));
  const wrongFirst = a.startsWith('<') === order < 0;
  const wrong = wrongFirst ? left : right;
  return [repair(wrong.operator, flip(wrong.operator.text), 'comparison', evidence.strong, why)];
}
