import type { RepairCandidate } from '../../../../protocol/checker.ts';
import { ancestor, childOf, type SyntaxNode } from '../../syntax/node.ts';
import { asAssignment, asBinary, asCall, asMember, asSubscript } from '../expressions.ts';
import { repair } from '../finding.ts';
import type { FunctionInfo } from '../functionInfo.ts';
import { introduces } from '../scope.ts';

// Edits of where something is read or moved to.

/** `grid[row][column]` for `grid[column][row]`. */
export function exchangedSubscripts(node: SyntaxNode): readonly RepairCandidate[] {
  const outer = asSubscript(node);
  const inner = outer && asSubscript(outer.object);
  if (!outer || !inner || inner.index.text === outer.index.text) return [];
  const [one, other] = [outer.index.text, inner.index.text];
  return [repair(node, `${inner.object.text}[${one}][${other}]`, 'swappedNames', 0)];
}

/** The last element for the first one, and the other way round. */
export function endEdits(node: SyntaxNode, fn: FunctionInfo): readonly RepairCandidate[] {
  const subscript = asSubscript(node);
  if (!subscript || fn.family === 'python') return [];
  const { object, index } = subscript;
  const last = `${object.text}.length - 1`;
  if (index.text === '0') return [repair(index, last, 'offByOne', 0)];
  return index.text === last ? [repair(index, '0', 'offByOne', 0)] : [];
}

/** `low = mid + 1` for `low = mid`: a loop's bounds that move to another variable, or one past it. */
export function movedBoundEdits(node: SyntaxNode, fn: FunctionInfo): readonly RepairCandidate[] {
  const assignment = asAssignment(node);
  if (assignment?.operator !== '=' || assignment.value.type !== 'identifier') return [];
  const loop = ancestor(node, (at) => at.type === 'while_statement');
  const condition = loop && childOf(loop, 'condition');
  const isBound =
    condition && new RegExp(`\\b${escaped(assignment.target.text)}\\b`).test(condition.text);
  if (!isBound || !fn.uses.has(assignment.target.text)) return [];
  const { value } = assignment;
  return [
    repair(value, `${value.text} + 1`, 'offByOne', 0),
    repair(value, `${value.text} - 1`, 'offByOne', 0),
  ];
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}

/** `i += count` for `i += 1`: a step as long as what was just counted. */
export function stepEdits(node: SyntaxNode, fn: FunctionInfo): readonly RepairCandidate[] {
  const assignment = asAssignment(node);
  if (!assignment || !/^[-+]=$/.test(assignment.operator) || assignment.value.text !== '1')
    return [];
  const loop = ancestor(node, (at) => at.type === 'while_statement');
  if (!loop) return [];
  const counted = [...fn.uses].flatMap(([name, uses]) => {
    const first = uses.find(introduces);
    const isInside = first && first.node.start > loop.start && first.node.end < node.start;
    const isCounted = uses.some((use) => use.kind === 'update');
    return isInside && isCounted && name !== assignment.target.text ? [name] : [];
  });
  return counted.map((name) => repair(assignment.value, name, 'wrongVariable', 0));
}

/** `node.next` for `this.head.next`, where `node` began as `this.head` and has moved on since. */
export function movedNameEdits(node: SyntaxNode, fn: FunctionInfo): readonly RepairCandidate[] {
  if (!asMember(node) || (node.parent && asCall(node.parent)?.callee === node)) return [];
  const parent = node.parent;
  if (parent && asAssignment(parent)?.target === node) return [];
  const names = [...fn.uses].flatMap(([name, uses]) => {
    const first = uses.find(introduces);
    const start = first?.node.parent && asAssignment(first.node.parent);
    const isSame = start && start.target === first.node && start.value.text === node.text;
    return isSame && first.node.end < node.start && start.value !== node ? [name] : [];
  });
  return names.map((name) => repair(node, name, 'wrongVariable', 0));
}

/** `-1` for `1` and `0` beside an equality, where the function looks something up. */
export function absentEdits(node: SyntaxNode, fn: FunctionInfo): readonly RepairCandidate[] {
  const binary = node.type === 'parenthesized_expression' ? undefined : asBinary(node);
  if (!binary || !/^[!=]==?$/.test(binary.operator.text)) return [];
  if (
    !/^[01]$/.test(binary.right.text) ||
    !/\b(indexOf|lastIndexOf|findIndex|search|find|rfind)\(/.test(fn.body.text)
  )
    return [];
  return [repair(binary.right, '-1', 'literal', 0)];
}
