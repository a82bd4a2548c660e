import { childOf, namedChildren, unwrapped, type SyntaxNode } from '../syntax/node.ts';

/** Two operands and the operator token between them; a Python chain `a < b < c` gives two of these. */
export interface Binary {
  readonly node: SyntaxNode;
  readonly operator: SyntaxNode;
  readonly left: SyntaxNode;
  readonly right: SyntaxNode;
}

/** `target op value`; `operator` is `=`, `+=`, … */
export interface Assignment {
  readonly node: SyntaxNode;
  readonly operator: string;
  readonly operatorNode?: SyntaxNode;
  readonly target: SyntaxNode;
  readonly value: SyntaxNode;
}

export interface Call {
  readonly node: SyntaxNode;
  readonly callee: SyntaxNode;
  /** Last name of the callee: `pow` of `Math.pow`. */
  readonly name: string;
  /** What the method is called on. */
  readonly object?: SyntaxNode;
  readonly arguments: readonly SyntaxNode[];
  readonly argumentList: SyntaxNode;
}

const binaryTypes = [
  'binary_expression',
  'comparison_operator',
  'binary_operator',
  'boolean_operator',
];

/** The binary operations that a node itself is, in either language family. */
export function binariesOf(node: SyntaxNode): readonly Binary[] {
  if (!binaryTypes.includes(node.type)) return [];
  const operands = namedChildren(node).filter((child) => child.type !== 'operators');
  const operators = node.children.filter(
    (child) => !child.named && child.type !== '(' && child.type !== ')',
  );
  if (operators.length !== operands.length - 1) return [];
  return operators.map((operator, place) => ({
    node,
    operator,
    left: operands[place] as SyntaxNode,
    right: operands[place + 1] as SyntaxNode,
  }));
}

/** The node as one binary operation, brackets ignored; undefined for a chain. */
export function asBinary(node: SyntaxNode): Binary | undefined {
  const found = binariesOf(unwrapped(node));
  return found.length === 1 ? found[0] : undefined;
}

/** The node as an assignment or initialised declaration. */
export function asAssignment(node: SyntaxNode): Assignment | undefined {
  if (node.type === 'variable_declarator') {
    const target = childOf(node, 'name');
    const value = childOf(node, 'value');
    return target && value && { node, operator: '=', target, value };
  }
  if (node.type === 'named_expression') return undefined;
  if (!/^(augmented_)?assignment(_expression)?$/.test(node.type)) return undefined;
  const target = childOf(node, 'left');
  const value = childOf(node, 'right');
  if (!target || !value) return undefined;
  const operatorNode = node.children.find(
    (child) =>
      !child.named && child.start >= target.end && child.end <= value.start && child.text !== ':',
  );
  return { node, operator: operatorNode?.text ?? '=', operatorNode, target, value };
}

/** The node as a call. */
export function asCall(node: SyntaxNode): Call | undefined {
  if (node.type !== 'call_expression' && node.type !== 'call') return undefined;
  const callee = childOf(node, 'function');
  const argumentList = childOf(node, 'arguments');
  if (!callee || argumentList?.children[0]?.text !== '(') return undefined;
  const member = asMember(callee);
  return {
    node,
    callee,
    name: member ? member.property.text : callee.text,
    ...(member && { object: member.object }),
    arguments: namedChildren(argumentList),
    argumentList,
  };
}

/** `object.property` in either language family. */
export function asMember(
  node: SyntaxNode,
): { readonly object: SyntaxNode; readonly property: SyntaxNode } | undefined {
  if (node.type !== 'member_expression' && node.type !== 'attribute') return undefined;
  const object = childOf(node, 'object');
  const property = childOf(node, 'property') ?? childOf(node, 'attribute');
  return object && property && { object, property };
}

/** `object[index]` in either language family; Python slices are not subscripts here. */
export function asSubscript(
  node: SyntaxNode,
): { readonly object: SyntaxNode; readonly index: SyntaxNode } | undefined {
  if (node.type !== 'subscript_expression' && node.type !== 'subscript') return undefined;
  const object = childOf(node, 'object') ?? childOf(node, 'value');
  const index = childOf(node, 'index') ?? childOf(node, 'subscript');
  return object && index && index.type !== 'slice' ? { object, index } : undefined;
}

/** What a length is taken of: `xs` of `xs.length`, `len(xs)` or `xs.size`. */
export function lengthSubject(node: SyntaxNode): string | undefined {
  const member = asMember(node);
  if (member && member.property.text === 'length') return member.object.text;
  const call = asCall(node);
  return call?.name === 'len' && call.arguments.length === 1 ? call.arguments[0]?.text : undefined;
}

/** The value of an integer literal, sign included. */
export function integerValue(node: SyntaxNode | undefined): number | undefined {
  if (!node || !/^-?\d+$/.test(node.text)) return undefined;
  return Number(node.text);
}

/** `base` and `offset` of `base + 1`, `base - 2`; any other node has offset 0. */
export function withOffset(node: SyntaxNode): {
  readonly base: SyntaxNode;
  readonly offset: number;
} {
  const binary = asBinary(node);
  const value = binary && integerValue(binary.right);
  if (!binary || value === undefined) return { base: unwrapped(node), offset: 0 };
  if (binary.operator.text === '+') return { base: binary.left, offset: value };
  if (binary.operator.text === '-') return { base: binary.left, offset: -value };
  return { base: unwrapped(node), offset: 0 };
}
