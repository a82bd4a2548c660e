import { childOf, type SyntaxNode } from '../../syntax/node.ts';

/** The operand of `!x` or `not x`. */
export function negatedOperand(node: SyntaxNode): SyntaxNode | undefined {
  if (!/^(unary_expression|not_operator)$/.test(node.type) || !/^(!|not\b)/.test(node.text))
    return undefined;
  return childOf(node, 'argument');
}
