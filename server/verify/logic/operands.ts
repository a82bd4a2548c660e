import type { Node } from 'web-tree-sitter';
import { plainText, type Binding, type Literal, type Relation } from './atoms.ts';

/** Whether a ternary is logic: a branch is a boolean literal, or the test itself. */
export function isLogicChoice(node: Node): boolean {
  const [test, yes, no] = branchesOf(node);
  if (!test || !yes || !no) return false;
  if (bare(yes) === bare(test) || bare(no) === bare(test)) return true;
  return (isBooleanLiteral(yes) && mayBeBoolean(no)) || (isBooleanLiteral(no) && mayBeBoolean(yes));
}

/** Test and branches of a ternary in either dialect, in the order test, yes, no. */
export function branchesOf(node: Node): (Node | null)[] {
  if (node.type === 'ternary_expression') {
    return ['condition', 'consequence', 'alternative'].map((field) =>
      node.childForFieldName(field),
    );
  }
  const [yes, test, no] = node.namedChildren;
  return [test ?? null, yes ?? null, no ?? null];
}

/** The argument of `Boolean(x)` or `bool(x)`. */
export function castArgument(node: Node): Node | undefined {
  const callee = node.childForFieldName('function')?.text;
  const list = node.childForFieldName('arguments');
  if (callee !== 'Boolean' && callee !== 'bool') return undefined;
  const given = (list?.namedChildren ?? []).filter((child) => child !== null);
  const [only] = given;
  if (
    given.length !== 1 ||
    !only ||
    ['spread_element', 'list_splat', 'keyword_argument'].includes(only.type)
  ) {
    return undefined;
  }
  return only;
}

function isBooleanLiteral(node: Node): boolean {
  return node.type === 'true' || node.type === 'false';
}

function bare(node: Node): string {
  return node.type === 'parenthesized_expression'
    ? bare(node.namedChildren[0] ?? node)
    : plainText(node);
}

export const equalities = new Set<Relation>([
  'equal',
  'alike',
  'same',
  'unequal',
  'unlike',
  'notSame',
]);

/** Sets compare by inclusion: neither `a <= b` nor `a > b` may hold. */
export function isPartialOrder(left: Node, right: Node, relation: Relation): boolean {
  const isSet = (node: Node): boolean => /^(set|frozenset)\(|\.keys\(\)$|^\{/.test(node.text);
  return /^[<>]/.test(relation) && (isSet(left) || isSet(right));
}

/** Types of operands that can never be boolean, so that comparing them is no logic. */
const neverBoolean = new Set([
  'number',
  'string',
  'template_string',
  'null',
  'none',
  'undefined',
  'integer',
  'float',
  'list',
  'array',
  'object',
  'dictionary',
]);

export function mayBeBoolean(node: Node): boolean {
  return !neverBoolean.has(node.type);
}

export function literalOf(node: Node): Literal | undefined {
  switch (node.type) {
    case 'number':
    case 'integer':
    case 'float':
    case 'unary_expression':
    case 'unary_operator': {
      const value = Number(node.text.replace(/[_\s]/g, ''));
      return Number.isFinite(value) && /^[-+]?[\s\d.]/.test(node.text)
        ? { kind: 'number', value }
        : undefined;
    }
    case 'string':
      return /^['"][^'"\\{]*['"]$/.test(node.text)
        ? { kind: 'text', value: node.text.slice(1, -1) }
        : undefined;
    case 'true':
    case 'false':
      return { kind: 'boolean', value: node.type === 'true' };
    case 'null':
    case 'none':
      return { kind: 'null' };
    case 'undefined':
      return { kind: 'undefined' };
    default:
      return undefined;
  }
}

const tight = new Set([
  'identifier',
  'parenthesized_expression',
  'unary_expression',
  'unary_operator',
  'await_expression',
  'await',
  'member_expression',
  'attribute',
  'subscript',
  'subscript_expression',
  'call',
  'call_expression',
  'new_expression',
  'this',
  'super',
  'string',
  'template_string',
  'concatenated_string',
  'number',
  'integer',
  'float',
  'true',
  'false',
  'null',
  'none',
  'undefined',
  'array',
  'list',
  'object',
  'dictionary',
  'set',
  'tuple',
  'regex',
  'non_null_expression',
  'update_expression',
  'list_comprehension',
  'set_comprehension',
  'dictionary_comprehension',
  'generator_expression',
  'jsx_element',
  'jsx_self_closing_element',
  'meta_property',
  'ellipsis',
]);

export function bindingOf(node: Node): Binding {
  if (tight.has(node.type)) return 3;
  if (node.type === 'binary_expression')
    return node.childForFieldName('operator')?.text === '??' ? 0 : 2;
  return [
    'binary_operator',
    'comparison_operator',
    'as_expression',
    'satisfies_expression',
  ].includes(node.type)
    ? 2
    : 0;
}
