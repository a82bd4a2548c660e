import type { RepairCandidate } from '../../../../protocol/checker.ts';
import { ancestor, childOf, namedChildren, type SyntaxNode } from '../../syntax/node.ts';
import { asCall, binariesOf } from '../expressions.ts';
import { repair } from '../finding.ts';
import { isFunction, type FunctionInfo } from '../functionInfo.ts';

/** A negation more or less wherever a truth value stands. */
export function negationEdits(node: SyntaxNode, fn: FunctionInfo): readonly RepairCandidate[] {
  if (
    node.type === 'not_operator' ||
    (node.type === 'unary_expression' && node.children[0]?.text === '!')
  ) {
    const inner = childOf(node, 'argument');
    if (waitsUntil(node, fn)) return [];
    return inner ? [repair(node, inner.text, 'negation', 0)] : [];
  }
  if (/^await/.test(node.type) && isTruth(node, fn)) {
    const text = fn.family === 'python' ? `not ${node.text}` : `!(${node.text})`;
    return [repair(node, text, 'negation', 0)];
  }
  if (
    !/^(identifier|member_expression|attribute|call|call_expression|subscript|subscript_expression|parenthesized_expression)$/.test(
      node.type,
    )
  )
    return [];
  if (node.type === 'parenthesized_expression' && node.field === 'condition') return [];
  const not = fn.family === 'python' ? 'not ' : '!';
  return isTruth(node, fn) ? [repair(node, `${not}${node.text}`, 'negation', 0)] : [];
}

/** `waitUntil` and its like loop while something does not hold. */
function waitsUntil(node: SyntaxNode, fn: FunctionInfo): boolean {
  const holder =
    node.parent?.type === 'parenthesized_expression' ? node.parent.parent : node.parent;
  return holder?.type === 'while_statement' && fn.nameWords.includes('until');
}

function isTruth(node: SyntaxNode, fn: FunctionInfo): boolean {
  const parent = node.parent;
  if (!parent) return false;
  if (node.field === 'condition' && !isFunction(parent))
    return node.type !== 'parenthesized_expression';
  if (parent.type === 'parenthesized_expression' && parent.field === 'condition') return true;
  if (binariesOf(parent).some((binary) => /^(&&|\|\||and|or)$/.test(binary.operator.text)))
    return true;
  if (parent.type === 'if_clause') return true;
  if (parent.type === 'conditional_expression') return namedChildren(parent)[1] === node;
  if (parent.type === 'return_statement') return saysTruth(node, fn);
  return isTestBody(node, parent);
}

/** The result of a function that is named like a question. */
function saysTruth(node: SyntaxNode, fn: FunctionInfo): boolean {
  const isQuestion =
    /^(is|has|can|should|are|does|contains|includes|needs|was|will|all|any|every|some|same|valid)$/.test(
      fn.nameWords[0] ?? '',
    ) || /^bool/.test(fn.returnType ?? '');
  return (
    isQuestion && /^(call|call_expression|identifier|member_expression|attribute)$/.test(node.type)
  );
}

/** The body of a callback of `filter` and its like. */
function isTestBody(node: SyntaxNode, parent: SyntaxNode): boolean {
  if (!/^(arrow_function|lambda)$/.test(parent.type) || node.field !== 'body') return false;
  const call = ancestor(parent, (at) => asCall(at) !== undefined);
  return (
    call !== undefined &&
    /^(filter|some|every|find|findIndex|takewhile|dropwhile|filterfalse)$/.test(
      asCall(call)?.name ?? '',
    )
  );
}

/** The other literal: `true` ↔ `false`, `[]` ↔ `{}`, and a reversed sort. */
export function literalEdits(node: SyntaxNode): readonly RepairCandidate[] {
  const flipped: Readonly<Record<string, string>> = {
    true: 'false',
    false: 'true',
    True: 'False',
    False: 'True',
  };
  const other = node.named && /^(true|false)$/.test(node.type) ? flipped[node.text] : undefined;
  if (other !== undefined) return [repair(node, other, 'literal', 0)];
  const call = asCall(node);
  if (!call || !/^(sorted|sort)$/.test(call.name)) return [];
  return sortEdits(call.name, call.arguments, call.argumentList);
}

function sortEdits(
  name: string,
  args: readonly SyntaxNode[],
  list: SyntaxNode,
): readonly RepairCandidate[] {
  const inner = { start: list.start + 1, end: list.end - 1 };
  const isPython =
    name === 'sorted' || args.some((argument) => argument.type === 'keyword_argument');
  if (isPython) {
    const reverse = args.find((argument) => /^reverse\s*=/.test(argument.text));
    const texts = args.filter((argument) => argument !== reverse).map((argument) => argument.text);
    const text = reverse ? texts.join(', ') : [...texts, 'reverse=True'].join(', ');
    return [repair(inner, text, 'literal', 0)];
  }
  return args.length === 0 ? [repair(inner, '(a, b) => a - b', 'wrongMethod', 0)] : [];
}

/** `break` ↔ `continue`. */
export function jumpEdits(node: SyntaxNode): readonly RepairCandidate[] {
  if (!/^(break|continue)_statement$/.test(node.type) || namedChildren(node).length > 0) return [];
  if (
    ancestor(node, (at) => at.type === 'switch_statement' || isFunction(at))?.type ===
    'switch_statement'
  )
    return [];
  const [from, to] =
    node.type === 'break_statement' ? ['break', 'continue'] : ['continue', 'break'];
  return [repair(node, node.text.replace(from, to), 'jump', 0)];
}
