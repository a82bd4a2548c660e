import type { RepairCandidate } from '../../protocol/checker.ts';
import { asCall, asMember, asSubscript } from '../../server/verify/code/expressions.ts';
import { repair } from '../../server/verify/code/finding.ts';
import type { FunctionInfo } from '../../server/verify/code/functionInfo.ts';
import {
  ancestor,
  childOf,
  descendants,
  namedChildren,
  type SyntaxNode,
} from '../../server/verify/syntax/node.ts';

/** Mistakes whose repair adds something: the edits that only take away, which the repairs themselves never do. */
export function omissions(fn: FunctionInfo): readonly RepairCandidate[] {
  return [...descendants(fn.body)].flatMap((node) => [
    ...withoutAwait(node),
    ...withoutReturn(node, fn),
    ...withoutCall(node),
    ...withoutSpread(node),
    ...withoutRounding(node),
    ...withoutOwner(node),
    ...withoutElement(node),
    ...withoutUpdate(node),
    ...withoutResult(node, fn),
    ...earlyReturn(node, fn),
  ]);
}

function withoutAwait(node: SyntaxNode): readonly RepairCandidate[] {
  if (!/^(await_expression|await)$/.test(node.type) || !node.named) return [];
  const inner = namedChildren(node)[0];
  const holder =
    node.parent?.type === 'parenthesized_expression' &&
    asMember(node.parent.parent ?? node)?.object === node.parent
      ? node.parent
      : node;
  return inner && asCall(inner) ? [repair(holder, inner.text, 'missingAwait', 0)] : [];
}

function withoutReturn(node: SyntaxNode, fn: FunctionInfo): readonly RepairCandidate[] {
  const value = node.type === 'return_statement' ? namedChildren(node)[0] : undefined;
  if (
    !value ||
    fn.isGenerator ||
    /^(true|false|none|null|identifier|number|integer|string)$/.test(value.type)
  )
    return [];
  return [repair({ start: node.start, end: value.start }, '', 'missingReturn', 0)];
}

function withoutCall(node: SyntaxNode): readonly RepairCandidate[] {
  const call = asCall(node);
  if (
    !call?.object ||
    call.arguments.length > 0 ||
    !/^(trim|toLowerCase|toUpperCase|strip|lower|upper|keys|values|items|getTime|toString)$/.test(
      call.name,
    )
  )
    return [];
  return [repair(call.argumentList, '', 'missingCall', 0)];
}

function withoutSpread(node: SyntaxNode): readonly RepairCandidate[] {
  const inner =
    node.type === 'spread_element' && node.parent?.type === 'arguments'
      ? namedChildren(node)[0]
      : undefined;
  return inner?.type === 'identifier' ? [repair(node, inner.text, 'missingSpread', 0)] : [];
}

function withoutRounding(node: SyntaxNode): readonly RepairCandidate[] {
  const call = asCall(node);
  const [only] = call?.arguments ?? [];
  return call && only && call.object?.text === 'Math' && /^(floor|round|ceil)$/.test(call.name)
    ? [repair(node, only.text, 'wrongMethod', 0)]
    : [];
}

function withoutOwner(node: SyntaxNode): readonly RepairCandidate[] {
  const member = asMember(node);
  if (
    !member ||
    !/^(this|self)$/.test(member.object.text) ||
    (node.parent && asCall(node.parent)?.callee === node)
  )
    return [];
  return [repair(node, member.property.text, 'wrongVariable', 0)];
}

function withoutElement(node: SyntaxNode): readonly RepairCandidate[] {
  const subscript = asSubscript(node);
  if (
    !subscript ||
    subscript.index.type !== 'identifier' ||
    subscript.object.type !== 'identifier' ||
    node.field === 'left'
  )
    return [];
  return [repair(node, subscript.index.text, 'missingIndex', 0)];
}

function withoutUpdate(node: SyntaxNode): readonly RepairCandidate[] {
  if (!/^augmented_assignment/.test(node.type)) return [];
  const token = node.children.find((child) => !child.named);
  return token && /^[-+*]=$/.test(token.text)
    ? [repair(token, token.text.charAt(0), 'assignment', 0)]
    : [];
}

/** A function that builds its result and forgets to give it. */
function withoutResult(node: SyntaxNode, fn: FunctionInfo): readonly RepairCandidate[] {
  if (node.type !== 'return_statement' || node.parent !== fn.body) return [];
  const statements = namedChildren(fn.body);
  const previous = statements.at(-2);
  if (statements.at(-1) !== node || !previous || namedChildren(node)[0]?.type !== 'identifier')
    return [];
  return [repair({ start: previous.end, end: node.end }, '', 'missingReturn', 0)];
}

/** The `return` behind a loop moved into it. */
function earlyReturn(node: SyntaxNode, fn: FunctionInfo): readonly RepairCandidate[] {
  if (node.type !== 'return_statement' || !node.parent) return [];
  const siblings = namedChildren(node.parent);
  const loop = siblings[siblings.indexOf(node) - 1];
  const body =
    loop && /^(for_statement|for_in_statement|while_statement)$/.test(loop.type)
      ? childOf(loop, 'body')
      : undefined;
  const last = body && namedChildren(body).at(-1);
  if (!loop || !body || !last || ancestor(node, (at) => at === loop)) return [];
  const indent = fn.text.slice(fn.text.lastIndexOf('\n', last.start - 1) + 1, last.start);
  const outer = fn.text.slice(fn.text.lastIndexOf('\n', loop.start - 1) + 1, loop.start);
  if (/\S/.test(indent) || /\S/.test(outer)) return [];
  const text =
    fn.family === 'python' ? `\n${indent}${node.text}` : `\n${indent}${node.text}\n${outer}}`;
  return [repair({ start: last.end, end: node.end }, text, 'returnPlacement', 0)];
}
