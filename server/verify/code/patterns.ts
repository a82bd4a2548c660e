import {
  ancestor,
  childOf,
  descendants,
  namedChildren,
  unwrapped,
  type SyntaxNode,
} from '../syntax/node.ts';
import { isFunction, type FunctionInfo } from './functionInfo.ts';

/** An `if` with its parts in either language family. */
export interface Branch {
  readonly node: SyntaxNode;
  readonly condition: SyntaxNode;
  readonly consequence: SyntaxNode;
  readonly alternative?: SyntaxNode;
}

/** The node as an `if` statement. */
export function asBranch(node: SyntaxNode): Branch | undefined {
  if (node.type !== 'if_statement' && node.type !== 'elif_clause') return undefined;
  const condition = childOf(node, 'condition');
  const consequence = childOf(node, 'consequence');
  if (!condition || !consequence) return undefined;
  return {
    node,
    condition: unwrapped(condition),
    consequence,
    alternative: childOf(node, 'alternative'),
  };
}

/** The statements of a block; a single statement is its own list. */
export function statementsOf(node: SyntaxNode): readonly SyntaxNode[] {
  return /^(statement_block|block)$/.test(node.type) ? namedChildren(node) : [node];
}

/** Whether control never runs on behind a statement or block. */
export function exits(node: SyntaxNode): boolean {
  const last = statementsOf(node).at(-1);
  return (
    last !== undefined &&
    /^(return_statement|throw_statement|raise_statement|continue_statement|break_statement)$/.test(
      last.type,
    )
  );
}

/** What a return statement returns. */
export function returnedValue(node: SyntaxNode): SyntaxNode | undefined {
  return node.type === 'return_statement' ? namedChildren(node)[0] : undefined;
}

/** The return statements of the function itself, callbacks left out. */
export function ownReturns(fn: FunctionInfo): readonly SyntaxNode[] {
  return [...descendants(fn.body)].filter(
    (node) =>
      node.type === 'return_statement' &&
      ancestor(node, (at) => isFunction(at) || at.type === 'lambda') === fn.node,
  );
}

/** What the function gives back: returned values, or the expression of an arrow function without braces. */
export function results(fn: FunctionInfo): readonly SyntaxNode[] {
  if (fn.node.type === 'arrow_function' && fn.body.type !== 'statement_block')
    return [unwrapped(fn.body)];
  return ownReturns(fn).flatMap((node) => {
    const value = returnedValue(node);
    return value ? [unwrapped(value)] : [];
  });
}

/** Whether a name is read somewhere below a node. */
export function mentions(node: SyntaxNode, name: string): boolean {
  return [...descendants(node)].some(
    (child) =>
      /identifier/.test(child.type) && child.text === name && child.type !== 'property_identifier',
  );
}

/** The statement that directly holds a node inside its block. */
export function enclosingStatement(node: SyntaxNode): SyntaxNode {
  let at = node;
  while (at.parent && !/^(statement_block|block|program|module)$/.test(at.parent.type))
    at = at.parent;
  return at;
}

/** Statements after a statement in the same block. */
export function following(statement: SyntaxNode): readonly SyntaxNode[] {
  const siblings = namedChildren(statement.parent ?? statement);
  return siblings.slice(siblings.indexOf(statement) + 1);
}
