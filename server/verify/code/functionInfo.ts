import type { OffsetRange } from '../../../protocol/text.ts';
import {
  ancestor,
  childOf,
  descendants,
  descendantsOfType,
  namedChildren,
  within,
  type SyntaxNode,
} from '../syntax/node.ts';
import { wordsOf } from './words.ts';

export type Family = 'script' | 'python';

export interface Parameter {
  readonly name: string;
  readonly node: SyntaxNode;
  readonly type?: string;
}

/** How a name is used at one place. */
export interface Use {
  readonly node: SyntaxNode;
  readonly kind: 'parameter' | 'declare' | 'write' | 'read' | 'update';
}

/** What the rules know of one function. */
export interface FunctionInfo {
  readonly family: Family;
  readonly languageId: string;
  readonly root: SyntaxNode;
  readonly text: string;
  readonly node: SyntaxNode;
  readonly body: SyntaxNode;
  readonly name: string;
  readonly nameWords: readonly string[];
  readonly parameters: readonly Parameter[];
  readonly isAsync: boolean;
  readonly isGenerator: boolean;
  readonly returnType?: string;
  /** Leading comment, docstring and comments inside, as written. */
  readonly doc: string;
  readonly docWords: ReadonlySet<string>;
  readonly uses: ReadonlyMap<string, readonly Use[]>;
}

const functionTypes: readonly string[] = [
  'function_declaration',
  'function_expression',
  'generator_function_declaration',
  'generator_function',
  'arrow_function',
  'method_definition',
  'function_definition',
];

/** Whether a node is a function of any form. */
export function isFunction(node: SyntaxNode): boolean {
  return functionTypes.includes(node.type);
}

/** The outermost functions that lie in a selection, else the one around it. */
export function functionsIn(root: SyntaxNode, range: OffsetRange): readonly SyntaxNode[] {
  const covered: SyntaxNode[] = [];
  collectOutermost(root, range, covered);
  if (covered.length > 0) return covered;
  const around = [...descendants(root)].filter((node) => isFunction(node) && within(range, node));
  return around.slice(-1);
}

function collectOutermost(node: SyntaxNode, range: OffsetRange, found: SyntaxNode[]): void {
  for (const child of node.children) {
    if (child.end <= range.start || child.start >= range.end) continue;
    if (isFunction(child) && within(child, range)) found.push(child);
    else collectOutermost(child, range, found);
  }
}

/** Gathers everything that the rules ask about one function. */
export function describeFunction(
  root: SyntaxNode,
  text: string,
  languageId: string,
  node: SyntaxNode,
): FunctionInfo | undefined {
  const body = childOf(node, 'body');
  if (!body) return undefined;
  const name = functionName(node);
  const doc = documentation(node, body);
  return {
    family: languageId === 'python' ? 'python' : 'script',
    languageId,
    root,
    text,
    node,
    body,
    name,
    nameWords: wordsOf(name),
    parameters: parametersOf(node),
    isAsync: node.children.some((child) => child.type === 'async'),
    isGenerator:
      node.type.startsWith('generator') ||
      descendantsOfType(body, 'yield', 'yield_expression').length > 0,
    returnType: childOf(node, 'return_type')?.text.replace(/^:\s*/, ''),
    doc,
    docWords: new Set(wordsOf(doc)),
    uses: usesIn(node),
  };
}

function functionName(node: SyntaxNode): string {
  const own = childOf(node, 'name');
  if (own) return own.text;
  const holder = node.parent;
  if (holder?.type === 'variable_declarator' || holder?.type === 'public_field_definition')
    return childOf(holder, 'name')?.text ?? '';
  if (holder?.type === 'pair') return childOf(holder, 'key')?.text ?? '';
  if (holder?.type === 'assignment_expression')
    return holder.children[0]?.text.split('.').pop() ?? '';
  return '';
}

/** Names of the parameters; patterns contribute each name they bind. */
export function parametersOf(node: SyntaxNode): readonly Parameter[] {
  const single = childOf(node, 'parameter');
  if (single) return [{ name: single.text, node: single }];
  const list = childOf(node, 'parameters');
  if (!list) return [];
  return namedChildren(list).flatMap((child) => parameterNames(child));
}

function parameterNames(child: SyntaxNode): readonly Parameter[] {
  const type = childOf(child, 'type')?.text.replace(/^:\s*/, '');
  const target =
    childOf(child, 'pattern') ?? childOf(child, 'name') ?? childOf(child, 'left') ?? child;
  if (target.type === 'identifier') return [{ name: target.text, node: target, type }];
  const first = namedChildren(target)[0];
  if (child.type === 'typed_parameter' && first) return [{ name: first.text, node: first, type }];
  return descendantsOfType(target, 'identifier', 'shorthand_property_identifier_pattern').map(
    (node) => ({
      name: node.text,
      node,
    }),
  );
}

function documentation(node: SyntaxNode, body: SyntaxNode): string {
  const statement = statementOf(node);
  const parts: string[] = [];
  const siblings = statement.parent?.children ?? [];
  for (let place = siblings.indexOf(statement) - 1; place >= 0; place -= 1) {
    const sibling = siblings[place];
    if (sibling?.type !== 'comment') break;
    parts.unshift(sibling.text);
  }
  const first = namedChildren(body)[0];
  const string = first?.type === 'expression_statement' ? namedChildren(first)[0] : first;
  if (string?.type === 'string' && body.type === 'block') parts.push(string.text);
  for (const comment of descendantsOfType(node, 'comment')) parts.push(comment.text);
  return parts.join('\n');
}

/** The statement that holds a function, so that comments above it can be found. */
export function statementOf(node: SyntaxNode): SyntaxNode {
  let at = node;
  while (
    at.parent &&
    /^(variable_declarator|lexical_declaration|variable_declaration|export_statement|decorated_definition|pair|assignment_expression|expression_statement)$/.test(
      at.parent.type,
    )
  )
    at = at.parent;
  return at;
}

function usesIn(node: SyntaxNode): ReadonlyMap<string, readonly Use[]> {
  const uses = new Map<string, Use[]>();
  for (const child of descendants(node)) {
    if (child.type !== 'identifier' && !child.type.startsWith('shorthand_property_identifier'))
      continue;
    const kind = useKind(child);
    if (!kind) continue;
    const list = uses.get(child.text) ?? [];
    list.push({ node: child, kind });
    uses.set(child.text, list);
  }
  return uses;
}

function useKind(node: SyntaxNode): Use['kind'] | undefined {
  const parent = node.parent;
  if (!parent) return undefined;
  if (parent.type === 'attribute' && node.field === 'attribute') return undefined;
  if (parent.type === 'keyword_argument' && node.field === 'name') return undefined;
  if (isFunction(parent) && node.field === 'name') return 'declare';
  if (inParameters(node)) return 'parameter';
  if (parent.type === 'variable_declarator' && node.field === 'name') return 'declare';
  if (parent.type === 'update_expression') return 'update';
  if (/^augmented_assignment/.test(parent.type) && node.field === 'left') return 'update';
  if (/^assignment/.test(parent.type) && node.field === 'left') return 'write';
  if (/^(for_in_statement|for_statement|for_in_clause)$/.test(parent.type) && node.field === 'left')
    return 'declare';
  if (/^(pattern_list|tuple_pattern|array_pattern|object_pattern|pair_pattern)$/.test(parent.type))
    return 'write';
  return 'read';
}

function inParameters(node: SyntaxNode): boolean {
  if (node.field === 'parameter') return true;
  const list = ancestor(
    node,
    (at) =>
      /^(formal_parameters|parameters|lambda_parameters)$/.test(at.type) ||
      isFunction(at) ||
      at.type === 'block',
  );
  return list !== undefined && /parameters$/.test(list.type) && node.field !== 'value';
}
