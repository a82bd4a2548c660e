import type { Node } from 'web-tree-sitter';
import type { OffsetRange } from '../../../protocol/text.ts';
import type { Dialect } from './facts.ts';
import type { Claim } from './prove.ts';
import { nestedIf, nestedIfCost } from './nestedIfs.ts';
import { castArgument, isLogicChoice } from './operands.ts';
import type { Reader } from './read.ts';

/** A condition in a document, with everything needed to put another text in its place. */
export interface Site {
  readonly node: Node;
  readonly range: OffsetRange;
  readonly claim: Claim;
  /** How tightly its surroundings bind. */
  readonly outer: number;
  /** What the statement around the condition costs a reader, where a rewriting replaces that too. */
  readonly frameCost: number;
  /** Statements move too, not only the condition changes. */
  readonly restructures?: true;
  /** The text that replaces the range, for a new condition. */
  wrap(condition: string): string;
}

/** The site that starts at this very node: a statement that only returns or assigns a condition, or an outermost condition. */
export function siteAt(node: Node, dialect: Dialect): Site | undefined {
  const nested = nestedIfSite(node);
  if (nested) return nested;
  const site = statementSite(node) ?? expressionSite(node, dialect);
  if (!site || hasComment(site.node, site.range)) return undefined;
  return site;
}

/** Two nested ifs; the body keeps its comments, the conditions must have none. */
function nestedIfSite(node: Node): Site | undefined {
  const nested = nestedIf(node);
  if (!nested || hasComment(node, { start: node.startIndex, end: nested.headEnd }))
    return undefined;
  return {
    node,
    range: { start: node.startIndex, end: node.endIndex },
    claim: nested.claim,
    outer: 0,
    frameCost: nestedIfCost,
    restructures: true,
    wrap: nested.wrap,
  };
}

function hasComment(node: Node, range: OffsetRange): boolean {
  const scope = range.end > node.endIndex ? node.parent : node;
  return (scope?.descendantsOfType('comment') ?? []).some(
    (comment) =>
      comment !== null && comment.startIndex >= range.start && comment.endIndex <= range.end,
  );
}

const logicOperators = new Set([
  '&&',
  '||',
  '===',
  '!==',
  '==',
  '!=',
  '<',
  '<=',
  '>',
  '>=',
  'in',
  'instanceof',
]);

function isCondition(node: Node): boolean {
  switch (node.type) {
    case 'unary_expression':
      return node.childForFieldName('operator')?.text === '!';
    case 'binary_expression':
      return logicOperators.has(node.childForFieldName('operator')?.text ?? '');
    case 'call_expression':
    case 'call':
      return castArgument(node) !== undefined;
    case 'not_operator':
    case 'boolean_operator':
    case 'comparison_operator':
      return true;
    case 'ternary_expression':
    case 'conditional_expression':
      return isLogicChoice(node);
    default:
      return false;
  }
}

/** Parents whose brackets around a condition are the author's own, and may go. */
const loneParents = new Set([
  'return_statement',
  'variable_declarator',
  'expression_statement',
  'assignment',
  'assignment_expression',
  'arguments',
  'argument_list',
  'pair',
  'keyword_argument',
  'arrow_function',
]);

function expressionSite(node: Node, dialect: Dialect): Site | undefined {
  let inner = node;
  while (inner.type === 'parenthesized_expression' && inner.namedChildCount === 1)
    inner = inner.namedChildren[0] as Node;
  if (!isCondition(inner)) return undefined;
  const removable =
    inner !== node && loneParents.has(node.parent?.type ?? '') && !inner.text.includes('\n');
  if (inner !== node && !removable) return undefined;
  return {
    node,
    range: { start: node.startIndex, end: node.endIndex },
    claim: {
      shape: 'expression',
      valued: isValued(node, dialect),
      read: (reader) => reader.read(inner),
    },
    outer: bindingOfParent(node),
    frameCost: 0,
    wrap: (condition) => condition,
  };
}

function bindingOfParent(node: Node): number {
  const { parent } = node;
  switch (parent?.type) {
    case 'binary_expression':
    case 'boolean_operator': {
      const operator = parent.childForFieldName('operator')?.text ?? '';
      if (operator === '&&' || operator === 'and') return 2.1;
      return operator === '||' || operator === 'or' ? 1.1 : 5;
    }
    case 'ternary_expression':
    case 'conditional_expression':
      return 1;
    case 'not_operator':
      return 2.5;
    case 'unary_expression':
    case 'unary_operator':
    case 'binary_operator':
    case 'comparison_operator':
    case 'await_expression':
    case 'await':
    case 'as_expression':
    case 'satisfies_expression':
    case 'non_null_expression':
    case 'member_expression':
    case 'subscript_expression':
    case 'spread_element':
    case 'attribute':
    case 'subscript':
      return 5;
    default:
      return 0;
  }
}

const testParents = new Set([
  'if_statement',
  'elif_clause',
  'while_statement',
  'do_statement',
  'for_statement',
  'ternary_expression',
]);
const truthCallbacks = /(^|\.)(filter|some|every|find|findIndex|findLast|findLastIndex)$/;

/** Whether the value of a condition is used, not only whether it is truthy. */
function isValued(node: Node, dialect: Dialect): boolean {
  const { parent } = node;
  if (!parent) return true;
  switch (parent.type) {
    case 'parenthesized_expression':
    case 'binary_expression':
    case 'boolean_operator':
      return isValued(parent, dialect);
    case 'unary_expression':
      return parent.childForFieldName('operator')?.text !== '!';
    case 'not_operator':
    case 'if_clause':
    case 'expression_statement':
      return false;
    case 'assert_statement':
      return !sameNode(parent.namedChildren[0], node);
    case 'conditional_expression':
      return sameNode(parent.namedChildren[1], node) ? false : isValued(parent, dialect);
    case 'arrow_function':
      return !(sameNode(parent.childForFieldName('body'), node) && isTruthCallback(parent));
    case 'return_statement':
      return true;
    default:
      return !(
        testParents.has(parent.type) && sameNode(parent.childForFieldName('condition'), node)
      );
  }
}

function isTruthCallback(callback: Node): boolean {
  const list = callback.parent;
  const callee = list?.parent?.childForFieldName('function')?.text.replace(/\s+/g, '') ?? '';
  return list?.type === 'arguments' && truthCallbacks.test(callee);
}

function sameNode(left: Node | null | undefined, right: Node): boolean {
  return left?.id === right.id;
}

/** `return x` or `target = x`, as one branch of an `if`. */
interface Outcome {
  readonly shape: string;
  readonly value: Node;
  readonly semicolon: string;
}

/** `if (c) { return true; } else { return false; }`, also with assignments, also with the second return after the `if`. */
function statementSite(node: Node): Site | undefined {
  if (node.type !== 'if_statement' || node.parent?.type === 'else_clause') return undefined;
  const condition = node.childForFieldName('condition');
  const yes = outcomeOf(node.childForFieldName('consequence'));
  if (!condition || !yes || !isConstant(yes.value)) return undefined;
  const alternatives = node.childrenForFieldName('alternative').filter((each) => each !== null);
  const next = alternatives.length === 0 ? nextStatement(node) : elseBody(alternatives);
  const no = outcomeOf(next);
  if (
    !next ||
    !no ||
    no.shape !== yes.shape ||
    !isConstant(no.value) ||
    no.value.type === yes.value.type
  )
    return undefined;
  // A later statement runs after an assignment anyway, so only a return may follow the `if`.
  if (alternatives.length === 0 && yes.shape !== 'return') return undefined;
  const end = alternatives.length === 0 ? next.endIndex : node.endIndex;
  return {
    node,
    range: { start: node.startIndex, end },
    claim: {
      shape: yes.shape,
      valued: true,
      read: (reader: Reader) =>
        reader.choose(reader.read(condition), reader.read(yes.value), reader.read(no.value)),
    },
    outer: 0,
    frameCost: 10,
    wrap: (text) =>
      `${yes.shape === 'return' ? 'return' : `${yes.shape} =`} ${text}${yes.semicolon}`,
  };
}

function isConstant(node: Node): boolean {
  return node.type === 'true' || node.type === 'false';
}

function nextStatement(node: Node): Node | null {
  const next = node.nextNamedSibling;
  return next?.type === 'return_statement' ? next : null;
}

function elseBody(alternatives: readonly Node[]): Node | null {
  const [only] = alternatives;
  if (alternatives.length !== 1 || only?.type !== 'else_clause') return null;
  return only.childForFieldName('body') ?? only.namedChildren[0] ?? null;
}

function outcomeOf(node: Node | null): Outcome | undefined {
  if (!node) return undefined;
  const inside = node.namedChildren.filter((child) => child !== null);
  const [only] = inside;
  if ((node.type === 'statement_block' || node.type === 'block') && inside.length === 1 && only)
    return outcomeOf(only);
  const semicolon = node.text.endsWith(';') ? ';' : '';
  if (node.type === 'return_statement' && inside.length === 1 && only)
    return { shape: 'return', value: only, semicolon };
  if (node.type !== 'expression_statement' || inside.length !== 1 || !only) return undefined;
  const target = only.childForFieldName('left');
  const value = only.childForFieldName('right');
  const plain = only.type === 'assignment' || only.type === 'assignment_expression';
  if (!plain || !target || !value || only.childForFieldName('type')) return undefined;
  return { shape: target.text, value, semicolon };
}
