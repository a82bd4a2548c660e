import type { Node } from 'web-tree-sitter';
import type { Dialect } from './facts.ts';

/** Beyond this a JavaScript number is not exact any more; nobody asked for more in Python either. */
const valueBound = BigInt(Number.MAX_SAFE_INTEGER);

/** The value of an expression over integer literals; undefined where it has none or is not exact. */
export type Constant =
  | {
      readonly kind: 'integer';
      readonly value: bigint;
      /** Python's `/` gives a float even where it is whole. */
      readonly isFloat?: boolean;
    }
  | { readonly kind: 'boolean'; readonly value: boolean };

/** Evaluates an expression over integer literals exactly as its language would. */
export function constantOf(node: Node, dialect: Dialect): Constant | undefined {
  switch (node.type) {
    case 'parenthesized_expression':
      return node.namedChildCount === 1
        ? constantOf(node.namedChildren[0] as Node, dialect)
        : undefined;
    case 'number':
    case 'integer':
      return literal(node.text);
    case 'true':
    case 'false':
      return { kind: 'boolean', value: node.type === 'true' };
    case 'unary_expression':
    case 'unary_operator':
    case 'not_operator':
      return unary(node, dialect);
    case 'binary_expression':
    case 'binary_operator':
    case 'boolean_operator':
      return binary(node, dialect);
    case 'comparison_operator':
      return comparison(node, dialect);
    default:
      return undefined;
  }
}

/** Whether there is anything to evaluate: a literal alone, or a negative one, is its own value. */
export function isComputation(node: Node): boolean {
  if (node.type === 'parenthesized_expression')
    return node.namedChildren.some((child) => child && isComputation(child));
  return [
    'binary_expression',
    'binary_operator',
    'boolean_operator',
    'comparison_operator',
    'not_operator',
  ].includes(node.type);
}

/** The value as its language writes it. */
export function constantText(constant: Constant, dialect: Dialect): string {
  if (constant.kind === 'integer') return `${constant.value}${constant.isFloat ? '.0' : ''}`;
  if (dialect === 'script') return String(constant.value);
  return constant.value ? 'True' : 'False';
}

function literal(text: string): Constant | undefined {
  return /^(0|[1-9]\d*(_\d+)*)$/.test(text)
    ? { kind: 'integer', value: BigInt(text.replace(/_/g, '')) }
    : undefined;
}

function unary(node: Node, dialect: Dialect): Constant | undefined {
  const argument = node.childForFieldName('argument');
  const operator = node.type === 'not_operator' ? 'not' : node.childForFieldName('operator')?.text;
  const of = argument && constantOf(argument, dialect);
  if (!of) return undefined;
  if (of.kind === 'boolean')
    return operator === '!' || operator === 'not'
      ? { kind: 'boolean', value: !of.value }
      : undefined;
  if (operator === '-') return { ...of, value: -of.value };
  return operator === '+' ? of : undefined;
}

function binary(node: Node, dialect: Dialect): Constant | undefined {
  const sides = ['left', 'right'].map((field) => node.childForFieldName(field));
  const [left, right] = sides.map((side) => (side ? constantOf(side, dialect) : undefined));
  const operator = node.childForFieldName('operator')?.text ?? '';
  if (!left || !right) return undefined;
  if (left.kind === 'boolean' && right.kind === 'boolean')
    return logic(left.value, operator, right.value);
  if (left.kind !== 'integer' || right.kind !== 'integer') return undefined;
  const divides = dialect === 'python' && operator === '/';
  const isFloat = divides || left.isFloat || right.isFloat;
  const compared = compare(left.value, operator, right.value);
  if (compared !== undefined) return { kind: 'boolean', value: compared };
  const value = calculate(left.value, operator, right.value, dialect);
  return value === undefined || value > valueBound || value < -valueBound
    ? undefined
    : { kind: 'integer', value, ...(isFloat ? { isFloat } : {}) };
}

function logic(left: boolean, operator: string, right: boolean): Constant | undefined {
  if (operator === '&&' || operator === 'and') return { kind: 'boolean', value: left && right };
  if (operator === '||' || operator === 'or') return { kind: 'boolean', value: left || right };
  return undefined;
}

function compare(left: bigint, operator: string, right: bigint): boolean | undefined {
  switch (operator) {
    case '<':
      return left < right;
    case '<=':
      return left <= right;
    case '>':
      return left > right;
    case '>=':
      return left >= right;
    case '==':
    case '===':
      return left === right;
    case '!=':
    case '!==':
      return left !== right;
    default:
      return undefined;
  }
}

function calculate(
  left: bigint,
  operator: string,
  right: bigint,
  dialect: Dialect,
): bigint | undefined {
  switch (operator) {
    case '+':
      return left + right;
    case '-':
      return left - right;
    case '*':
      return left * right;
    case '**':
      return right >= 0n && right <= 64n ? left ** right : undefined;
    case '//':
      return dialect === 'python' && right !== 0n ? floorDivide(left, right) : undefined;
    case '/':
      return right !== 0n && left % right === 0n ? left / right : undefined;
    case '%':
      if (right === 0n) return undefined;
      return dialect === 'python' ? left - floorDivide(left, right) * right : left % right;
    default:
      return undefined;
  }
}

function floorDivide(left: bigint, right: bigint): bigint {
  const quotient = left / right;
  return left % right !== 0n && left < 0n !== right < 0n ? quotient - 1n : quotient;
}

/** A chain of comparisons, Python's way. */
function comparison(node: Node, dialect: Dialect): Constant | undefined {
  const operands = node.namedChildren.flatMap((child) =>
    child ? [constantOf(child, dialect)] : [],
  );
  const operators = node.children.flatMap((child) => (child && !child.isNamed ? [child.text] : []));
  let holds = true;
  for (const [index, operator] of operators.entries()) {
    const [left, right] = [operands[index], operands[index + 1]];
    if (left?.kind !== 'integer' || right?.kind !== 'integer') return undefined;
    const value = compare(left.value, operator, right.value);
    if (value === undefined) return undefined;
    holds &&= value;
  }
  return { kind: 'boolean', value: holds };
}
