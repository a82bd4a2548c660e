import type { OffsetRange } from '../../../../protocol/text.ts';
import { parseNodes, namedChildren, descendants, type SyntaxNode } from '../../syntax/node.ts';
import { hasError } from '../versions.ts';

/** Something that a function should give: an expression that calls it, and its value. */
export interface Example {
  /** The expression that calls the function. */
  readonly actual: SyntaxNode;
  /** The expression that it must equal; absent where the actual one must only count as true or false. */
  readonly expected?: SyntaxNode;
  /** What the actual expression must count as, where nothing is expected of its value. */
  readonly holds?: boolean;
  /** Where the instruction says so. */
  readonly stated?: OffsetRange;
}

/** An example as one reads it: `add(1, 2) → 3`. */
export function exampleText({ actual, expected, holds }: Example): string {
  const text = actual.text.replace(/\s+/g, ' ');
  if (expected) return `${text} → ${expected.text.replace(/\s+/g, ' ')}`;
  return holds === false ? `not ${text}` : text;
}

/** The only expression of a text; undefined where the text is anything else. */
export async function parseExpression(
  languageId: string,
  text: string,
): Promise<SyntaxNode | undefined> {
  const isPython = languageId === 'python';
  // A script's object literal would be read as a block.
  const root = await parseNodes(languageId, isPython ? text : `(${text})`);
  if (!root || hasError(root) || root.children.length !== 1) return undefined;
  const [statement] = root.children;
  if (statement?.type !== 'expression_statement' || statement.children.length !== 1)
    return undefined;
  const [expression] = statement.children;
  if (isPython || expression?.type !== 'parenthesized_expression') return expression;
  const inner = namedChildren(expression);
  return inner.length === 1 ? inner[0] : undefined;
}

/** Whether an expression calls the function of a name. */
export function callsFunction(expression: SyntaxNode, name: string): boolean {
  return [...descendants(expression)].some((node) => isCallOf(node, name));
}

/** Whether a node is a call of the function of a name. */
export function isCallOf(node: SyntaxNode, name: string): boolean {
  if (node.type !== 'call_expression' && node.type !== 'call') return false;
  const callee = node.children.find((child) => child.field === 'function');
  return callee?.type === 'identifier' && callee.text === name;
}

const literalTypes: ReadonlySet<string> = new Set(
  (
    'number integer float string true false null undefined none array list tuple dictionary object set pair ' +
    'concatenated_string parenthesized_expression unary_expression unary_operator template_string ' +
    'string_start string_end string_fragment string_content escape_sequence property_identifier comment'
  ).split(' '),
);

/** Whether an expression is a value written out: numbers, texts, and lists or records of these. */
export function isLiteral(node: SyntaxNode): boolean {
  return [...descendants(node)].every(
    (at) => !at.named || literalTypes.has(at.type) || at.text === 'NaN' || at.text === 'Infinity',
  );
}
