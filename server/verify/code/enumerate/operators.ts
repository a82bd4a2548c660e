import type { RepairCandidate } from '../../../../protocol/checker.ts';
import { ancestor, childOf, namedChildren, unwrapped, type SyntaxNode } from '../../syntax/node.ts';
import { asAssignment, asBinary, asCall, binariesOf } from '../expressions.ts';
import { repair } from '../finding.ts';
import { isFunction, type FunctionInfo } from '../functionInfo.ts';

const swaps: Readonly<Record<string, readonly string[]>> = {
  '<': ['<=', '>', '>='],
  '<=': ['<', '>=', '>'],
  '>': ['>=', '<', '<='],
  '>=': ['>', '<=', '<'],
  '===': ['!=='],
  '!==': ['==='],
  '==': ['!='],
  '!=': ['=='],
  '&&': ['||'],
  '||': ['&&', '??'],
  '??': ['||', '&&'],
  and: ['or'],
  or: ['and'],
  '+': ['-', '*'],
  '-': ['+', '/', '*', '%'],
  '*': ['/', '+', '**', '-'],
  '/': ['*', '%', '//', '-'],
  '//': ['%', '/', '*'],
  '%': ['/', '//', '*'],
  '**': ['*'],
  '<<': ['>>'],
  '>>': ['<<'],
  '&': ['|'],
  '|': ['&'],
  '^': ['&', '|'],
  '+=': ['-=', '*=', '='],
  '-=': ['+=', '='],
  '*=': ['+=', '/=', '**='],
  '/=': ['*=', '//=', '-='],
  '//=': ['%=', '/='],
  '%=': ['//=', '/='],
  '|=': ['&='],
  '&=': ['|='],
  '++': ['--'],
  '--': ['++'],
  is: ['is not'],
  'is not': ['is'],
  in: ['not in'],
  'not in': ['in'],
};

/** Another operator in place of one. */
export function operatorEdits(node: SyntaxNode, fn: FunctionInfo): readonly RepairCandidate[] {
  const tokens = binariesOf(node).map((binary) => binary.operator);
  const fallsBack = isEmptyFallback(node);
  if (node.type === 'update_expression' || /^augmented_assignment/.test(node.type)) {
    tokens.push(...node.children.filter((child) => !child.named));
  }
  return [
    ...tokens.flatMap((token) =>
      (swaps[token.text.replace(/\s+/g, ' ')] ?? [])
        .filter((text) => fn.family === 'python' || !text.startsWith('//'))
        .filter((text) => fn.family === 'script' || text !== '??')
        .filter((text) => !fallsBack || text === '&&')
        .map((text) => repair(token, text, operatorKind(token.text), 0)),
    ),
    ...updateEdits(node, fn),
    ...exchangedOperands(node, fn),
    ...roundedDivision(node, fn),
  ];
}

/** `x ?? 0` and `x || 0` give the same but for values that are empty themselves: neither is a mistake for the other. */
function isEmptyFallback(node: SyntaxNode): boolean {
  const binary = asBinary(node);
  return (
    /^(\|\||\?\?)$/.test(binary?.operator.text ?? '') &&
    /^(0|""|''|``|false|null|undefined|\[\]|\{\})$/.test(binary?.right.text ?? '')
  );
}

function operatorKind(operator: string): string {
  if (/^[<>]=?$|^[!=]==?$|^(is|is not|in|not in)$/.test(operator)) return 'comparison';
  return operator.endsWith('=') ? 'assignment' : 'operator';
}

/** `x = y` where `x += y` may be meant, `x + 1` where `x += 1` is, and `=` in a condition. */
function updateEdits(node: SyntaxNode, fn: FunctionInfo): readonly RepairCandidate[] {
  if (node.type === 'expression_statement') return lostUpdate(node);
  const assignment = asAssignment(node);
  if (
    !assignment?.operatorNode ||
    assignment.operator !== '=' ||
    node.type === 'variable_declarator'
  )
    return [];
  const { operatorNode, target } = assignment;
  if (isCondition(node)) {
    const text = fn.family === 'python' ? '==' : '===';
    return [repair(operatorNode, text, 'comparison', 0)];
  }
  const isKnown =
    /^(member_expression|attribute|subscript|subscript_expression)$/.test(target.type) ||
    isInLoop(node);
  const isPlain = !/^(list|dictionary|array|object|true|false|none|null|string)$/.test(
    assignment.value.type,
  );
  return isKnown && isPlain
    ? ['+=', '-=', '*='].map((text) => repair(operatorNode, text, 'assignment', 0))
    : [];
}

function lostUpdate(node: SyntaxNode): readonly RepairCandidate[] {
  const [inner] = namedChildren(node);
  const binary = inner && asBinary(inner);
  if (!binary || !/^([-+*/]|==|===)$/.test(binary.operator.text)) return [];
  if (
    !/^(identifier|member_expression|attribute|subscript|subscript_expression)$/.test(
      binary.left.type,
    )
  )
    return [];
  const text = binary.operator.text.startsWith('=') ? '=' : `${binary.operator.text}=`;
  return [repair(binary.operator, text, 'assignment', 0)];
}

function isCondition(node: SyntaxNode): boolean {
  const holder = node.parent;
  return holder?.type === 'parenthesized_expression' && holder.field === 'condition';
}

function isInLoop(node: SyntaxNode): boolean {
  return (
    ancestor(
      node,
      (at) =>
        /^(for_statement|for_in_statement|while_statement|do_statement)$/.test(at.type) ||
        isFunction(at),
    )?.type.endsWith('statement') ?? false
  );
}

/** `b - a` for `a - b`, also around a sum of texts or lists. */
function exchangedOperands(node: SyntaxNode, fn: FunctionInfo): readonly RepairCandidate[] {
  if (node.type === 'parenthesized_expression') return [];
  const binary = asBinary(node);
  if (!binary || !/^(-|\/|\/\/|%|\*\*|\+|in)$/.test(binary.operator.text)) return [];
  const { left, right, operator } = binary;
  if (
    left.text === right.text ||
    node.text.length > 90 ||
    (operator.text === '+' && !joinsTexts(left, right))
  )
    return [];
  const gap = (from: number, to: number): string => fn.text.slice(from, to);
  const text = `${right.text}${gap(left.end, operator.start)}${operator.text}${gap(operator.end, right.start)}${left.text}`;
  return [repair(node, text, 'swappedOperands', 0)];
}

function joinsTexts(left: SyntaxNode, right: SyntaxNode): boolean {
  const isText = (at: SyntaxNode): boolean =>
    /^(string|template_string|list|array|concatenated_string)$/.test(unwrapped(at).type) ||
    /^(slice|charAt|toUpperCase|toLowerCase|upper|lower|join|reverse|trim|strip|padStart|repeat|quick_?sort|sort|merge_?sort)$/.test(
      asCall(at)?.name ?? '',
    ) ||
    /\[[^\]]*:[^\]]*\]$/.test(at.text);
  return isText(left) || isText(right);
}

/** `Math.floor(a / b)` for `a / b`. */
function roundedDivision(node: SyntaxNode, fn: FunctionInfo): readonly RepairCandidate[] {
  const binary = node.type === 'parenthesized_expression' ? undefined : asBinary(node);
  if (!binary || fn.family === 'python' || binary.operator.text !== '/') return [];
  const holder = node.parent;
  const isWhole =
    holder !== undefined &&
    (holder.type === 'variable_declarator' ||
      holder.type === 'return_statement' ||
      childOf(holder, 'index') === node);
  return isWhole ? [repair(node, `Math.floor(${node.text})`, 'wrongMethod', 0)] : [];
}
