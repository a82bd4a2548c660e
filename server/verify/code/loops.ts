import {
  childOf,
  descendants,
  descendantsOfType,
  namedChildren,
  unwrapped,
  type SyntaxNode,
} from '../syntax/node.ts';
import {
  asAssignment,
  asBinary,
  asCall,
  asSubscript,
  integerValue,
  withOffset,
} from './expressions.ts';
import type { FunctionInfo } from './functionInfo.ts';

/** A loop that counts a variable: `for (let i = a; i < b; i++)` or `for i in range(a, b)`. */
export interface CountedLoop {
  readonly node: SyntaxNode;
  readonly body: SyntaxNode;
  readonly variable: string;
  /** First value; absent where Python's `range(n)` leaves it out. */
  readonly start?: SyntaxNode;
  readonly bound: SyntaxNode;
  /** `<`, `<=`, `>`, `>=`; Python ranges have none and exclude their bound. */
  readonly comparison?: SyntaxNode;
  /** Direction of counting. */
  readonly step: 1 | -1;
  /** The `++`, `--`, `+=`, `-=` token. */
  readonly stepToken?: SyntaxNode;
  readonly call?: SyntaxNode;
}

/** A use of the loop variable as an index: `xs[i + offset]`. */
export interface IndexUse {
  readonly node: SyntaxNode;
  readonly object: string;
  readonly offset: number;
}

/** Every counted loop of a function. */
export function countedLoops(fn: FunctionInfo): readonly CountedLoop[] {
  return [...descendants(fn.body)].flatMap((node) => {
    const loop = fn.family === 'python' ? rangeLoop(node) : scriptLoop(node);
    return loop ? [loop] : [];
  });
}

function scriptLoop(node: SyntaxNode): CountedLoop | undefined {
  if (node.type !== 'for_statement') return undefined;
  const body = childOf(node, 'body');
  const start = firstAssignment(childOf(node, 'initializer'));
  const condition = childOf(node, 'condition');
  const binary = condition && asBinary(expressionOf(condition));
  const step = stepOf(childOf(node, 'increment'));
  if (!body || !binary || !start || !step) return undefined;
  if (binary.left.text !== start.target.text || step.variable !== start.target.text)
    return undefined;
  if (!/^[<>]=?$/.test(binary.operator.text)) return undefined;
  return {
    node,
    body,
    variable: start.target.text,
    start: start.value,
    bound: binary.right,
    comparison: binary.operator,
    step: step.direction,
    stepToken: step.token,
  };
}

/** The expression inside an expression statement or brackets. */
export function expressionOf(node: SyntaxNode): SyntaxNode {
  const inner = node.type === 'expression_statement' ? namedChildren(node)[0] : node;
  return unwrapped(inner ?? node);
}

function firstAssignment(node: SyntaxNode | undefined): ReturnType<typeof asAssignment> {
  if (!node) return undefined;
  for (const child of descendants(node)) {
    const assignment = asAssignment(child);
    if (assignment) return assignment;
  }
  return undefined;
}

/** `i++`, `i--`, `i += 1`, `i -= 1` as a direction. */
export function stepOf(
  node: SyntaxNode | undefined,
):
  | { readonly variable: string; readonly direction: 1 | -1; readonly token: SyntaxNode }
  | undefined {
  if (!node) return undefined;
  const at = expressionOf(node);
  if (at.type === 'update_expression') {
    const variable = childOf(at, 'argument')?.text;
    const token = at.children.find((child) => /^(\+\+|--)$/.test(child.text));
    return variable && token
      ? { variable, direction: token.text === '++' ? 1 : -1, token }
      : undefined;
  }
  const assignment = asAssignment(at);
  if (!assignment?.operatorNode || !/^[+-]=$/.test(assignment.operator)) return undefined;
  if (integerValue(assignment.value) !== 1) return undefined;
  const direction = assignment.operator === '+=' ? 1 : -1;
  return { variable: assignment.target.text, direction, token: assignment.operatorNode };
}

function rangeLoop(node: SyntaxNode): CountedLoop | undefined {
  if (node.type !== 'for_statement' && node.type !== 'for_in_clause') return undefined;
  const target = childOf(node, 'left');
  const right = childOf(node, 'right');
  const call = right && asCall(right);
  const body = node.type === 'for_statement' ? childOf(node, 'body') : node.parent;
  if (!target || target.type !== 'identifier' || call?.name !== 'range' || !body) return undefined;
  const [first, second, third] = call.arguments;
  if (!first || (third && integerValue(third) !== 1)) return undefined;
  return {
    node,
    body,
    variable: target.text,
    ...(second && { start: first }),
    bound: second ?? first,
    step: 1,
    call: call.node,
  };
}

/** Every place in a loop's body that indexes with the loop variable, plain or with a small offset. */
export function indexUses(loop: CountedLoop): readonly IndexUse[] {
  return [...descendants(loop.body)].flatMap((node) => {
    const subscript = asSubscript(node);
    if (!subscript) return [];
    const { base, offset } = withOffset(subscript.index);
    return base.text === loop.variable ? [{ node, object: subscript.object.text, offset }] : [];
  });
}

/** Whether the loop's variable is used other than as a plain index. */
export function usesBeyondIndex(loop: CountedLoop): boolean {
  return descendantsOfType(loop.body, 'identifier').some(
    (node) =>
      node.text === loop.variable &&
      node.parent !== loop.node &&
      node.parent?.type !== 'return_statement' &&
      !(node.parent && asSubscript(node.parent)?.index === node),
  );
}
