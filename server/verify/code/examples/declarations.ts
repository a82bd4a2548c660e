import { childOf, descendants, namedChildren, type SyntaxNode } from '../../syntax/node.ts';
import { isFunction, type FunctionInfo } from '../functionInfo.ts';

/** What the names at the top of a file stand for: functions, and the expressions of constants that nothing changes. */
export function topLevelDeclarations(root: SyntaxNode): ReadonlyMap<string, SyntaxNode> {
  const found = new Map<string, SyntaxNode>();
  const twice = new Set<string>();
  const declare = (name: string | undefined, value: SyntaxNode | undefined): void => {
    if (name === undefined || !value) return;
    if (found.has(name)) twice.add(name);
    found.set(name, value);
  };
  for (const statement of namedChildren(root)) {
    const at = statement.type === 'export_statement' ? exported(statement) : statement;
    if (isFunction(at)) declare(childOf(at, 'name')?.text, at);
    for (const child of namedChildren(at)) {
      if (child.type === 'variable_declarator')
        declare(childOf(child, 'name')?.text, childOf(child, 'value'));
      if (child.type === 'assignment')
        declare(childOf(child, 'left')?.text, childOf(child, 'right'));
    }
  }
  const changed = changedNames(root);
  for (const [name, value] of found)
    if (twice.has(name) || (changed.has(name) && !isFunction(value))) found.delete(name);
  return found;
}

function exported(statement: SyntaxNode): SyntaxNode {
  return childOf(statement, 'declaration') ?? childOf(statement, 'value') ?? statement;
}

/** Names that are assigned to again, in whole or in part, or on which a method is called for its effect. */
function changedNames(root: SyntaxNode): ReadonlySet<string> {
  const found = new Set<string>();
  for (const node of descendants(root)) {
    const target = changedBy(node);
    let at = target;
    while (at && at.type !== 'identifier')
      at = childOf(at, 'object') ?? childOf(at, 'value') ?? undefined;
    if (at) found.add(at.text);
  }
  return found;
}

function changedBy(node: SyntaxNode): SyntaxNode | undefined {
  if (/^(augmented_assignment|assignment_expression|update_expression)/.test(node.type))
    return childOf(node, 'left') ?? childOf(node, 'argument');
  if (node.type === 'assignment') {
    const left = childOf(node, 'left');
    return left?.type === 'identifier' ? undefined : left;
  }
  if (node.type !== 'expression_statement') return undefined;
  const [call] = namedChildren(node);
  const callee = call && childOf(call, 'function');
  return callee && (childOf(callee, 'object') ?? undefined);
}

/** Names whose value is another one at every run. */
const restless: ReadonlySet<string> = new Set(
  'random now today utcnow time perf_counter randint choice shuffle uuid4 randomUUID'.split(' '),
);

/** Whether a function reads neither the clock nor chance, so that what it gives depends on its arguments. */
export function isPlain(fn: FunctionInfo): boolean {
  return ![...descendants(fn.node)].some(
    (node) =>
      (/identifier$/.test(node.type) && restless.has(node.text) && isCalled(node)) ||
      (node.type === 'new_expression' && /^new Date(\(\))?$/.test(node.text)),
  );
}

function isCalled(node: SyntaxNode): boolean {
  const holder = node.field === 'property' || node.field === 'attribute' ? node.parent : node;
  return holder?.field === 'function';
}
