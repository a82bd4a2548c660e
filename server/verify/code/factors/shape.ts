import { ancestor, childOf, namedChildren, unwrapped, type SyntaxNode } from '../../syntax/node.ts';
import {
  asAssignment,
  asBinary,
  asCall,
  asMember,
  asSubscript,
  binariesOf,
} from '../expressions.ts';
import { isFunction } from '../functionInfo.ts';
import { wordsOf } from '../words.ts';

/** The last word of a name, lower-cased: `count` of `totalCount`. */
export function lastWord(name: string): string {
  return wordsOf(name).at(-1) ?? name;
}

/** An expression in a word or two: what it is called, not where it comes from. */
export function head(node: SyntaxNode): string {
  const at = unwrapped(node);
  switch (at.type) {
    case 'identifier':
    case 'property_identifier':
      return lastWord(at.text);
    case 'number':
    case 'integer':
    case 'float':
      return `#${at.text}`;
    case 'string':
    case 'template_string':
      return at.text.length <= 3 ? at.text : '"';
    case 'await_expression':
    case 'await':
    case 'spread_element':
    case 'as_expression':
    case 'non_null_expression':
      return head(namedChildren(at)[0] ?? at.children[0] ?? at);
    default:
      return compoundHead(at);
  }
}

function compoundHead(at: SyntaxNode): string {
  const member = asMember(at);
  if (member) return `.${lastWord(member.property.text)}`;
  const call = asCall(at);
  if (call) return `${lastWord(call.name)}()`;
  const subscript = asSubscript(at);
  if (subscript) return `${head(subscript.object)}[]`;
  const binary = asBinary(at);
  if (binary) return `(${binary.operator.text})`;
  if (/^(unary_expression|unary_operator|not_operator)$/.test(at.type)) {
    const inner = childOf(at, 'argument');
    return `${at.children[0]?.text ?? ''}${inner ? head(inner) : ''}`;
  }
  return at.children.length === 0 ? at.text : at.type;
}

/** The form of an expression: `v`, `.`, `()`, `#`, `"`, `[]` or the operator. */
export function form(node: SyntaxNode): string {
  const at = unwrapped(node);
  if (at.type === 'identifier') return 'v';
  if (/^(number|integer|float)$/.test(at.type))
    return /^[012]$/.test(at.text) ? `#${at.text}` : '#';
  if (/string/.test(at.type)) return '"';
  if (asMember(at)) return asMember(at)?.property.text === 'length' ? '.length' : '.';
  const call = asCall(at);
  if (call) return call.name === 'len' ? '.length' : '()';
  if (asSubscript(at)) return '[]';
  const [binary] = binariesOf(at);
  if (binary) return `(${binary.operator.text})`;
  return at.children.length === 0 ? at.text : at.type;
}

/** An index, bound or slice end without its names: `n`, `n-1`, `n.length`, `n+i`, `#0`. */
export function placeShape(node: SyntaxNode | undefined): string {
  if (!node) return '';
  const at = unwrapped(node);
  const negative = /^-(.*)$/.exec(at.text);
  if (negative && /^unary/.test(at.type)) return `-${placeShape(childOf(at, 'argument'))}`;
  if (/^(number|integer)$/.test(at.type)) return at.text;
  const binary = asBinary(at);
  if (binary) return `${placeShape(binary.left)}${binary.operator.text}${placeShape(binary.right)}`;
  if (/(\.length|\.size)$/.test(at.text) || asCall(at)?.name === 'len') return 'len';
  if (at.type === 'identifier') return 'n';
  const call = asCall(at);
  if (call) return `${call.name}()`;
  return asMember(at) ? '.n' : at.type;
}

/** Where an expression stands: `if`, `ret`, `arg`, `index`, `+`, `=` … */
export function role(node: SyntaxNode): string {
  const parent = outer(node);
  if (!parent) return '';
  const { type } = parent;
  if (/^(if_statement|elif_clause)$/.test(type)) return 'if';
  if (/^(while_statement|do_statement)$/.test(type)) return 'while';
  if (/^(ternary_expression|conditional_expression)$/.test(type))
    return isCondition(node, parent) ? 'cond' : 'branch';
  if (type === 'return_statement') return 'ret';
  if (type === 'arguments' || type === 'argument_list')
    return `arg:${(parent.parent && asCall(parent.parent)?.name) ?? ''}`;
  if (isFunction(parent) || type === 'lambda') return `body:${callbackOf(parent) ?? ''}`;
  if (type === 'for_statement' || type === 'for_in_statement' || type === 'for_in_clause')
    return 'for';
  const assignment = asAssignment(parent);
  if (assignment) return assignment.target === node ? 'target' : '=';
  const binary = binariesOf(parent)[0];
  if (binary) return `${binary.operator.text}${binary.left === node ? 'L' : 'R'}`;
  if (asSubscript(parent)) return 'index';
  return type;
}

function isCondition(node: SyntaxNode, parent: SyntaxNode): boolean {
  return parent.type === 'ternary_expression'
    ? node.field === 'condition' || node.parent?.field === 'condition'
    : namedChildren(parent)[1] === node;
}

/** The node that holds an expression, brackets and `await` left out. */
function outer(node: SyntaxNode): SyntaxNode | undefined {
  let at = node.parent;
  while (
    at &&
    /^(parenthesized_expression|await_expression|await|expression_statement|as_expression|non_null_expression)$/.test(
      at.type,
    )
  ) {
    if (at.type === 'expression_statement' && at.parent?.type !== 'for_statement') return at;
    at = at.parent;
  }
  return at;
}

/** The call that a function is an argument of: `filter` for `xs.filter((x) => …)`. */
export function callbackOf(node: SyntaxNode): string | undefined {
  const list = node.parent;
  if (!list || !/^(arguments|argument_list|keyword_argument)$/.test(list.type)) return undefined;
  const call = ancestor(node, (at) => asCall(at) !== undefined);
  return call && asCall(call)?.name;
}

/** What a condition leads to: `ret:false`, `throw`, `continue`, `push`, `=`. */
export function actionOf(block: SyntaxNode | undefined): string {
  const first =
    block && (/^(statement_block|block)$/.test(block.type) ? namedChildren(block)[0] : block);
  if (!first) return '';
  switch (first.type) {
    case 'return_statement': {
      const value = namedChildren(first)[0];
      return `ret:${value ? (/^(true|false|none|null|undefined|number|integer)$/.test(value.type) ? value.text.toLowerCase() : form(value)) : ''}`;
    }
    case 'throw_statement':
    case 'raise_statement':
      return 'throw';
    case 'expression_statement': {
      const inner = namedChildren(first)[0];
      const call = inner && asCall(inner);
      if (call) return `${call.name}()`;
      return inner && asAssignment(inner)
        ? (asAssignment(inner)?.operator ?? '=')
        : (inner?.type ?? '');
    }
    default:
      return first.type;
  }
}

/** Whether a name is a plural or a word for a collection. */
export function isMany(name: string): boolean {
  const word = lastWord(name);
  return (
    (/[^sui]s$/.test(word) && word.length > 2) ||
    /^(list|array|arr|items|matrix|grid|data|stack|queue|values|nums|xs|ys|seq|tokens|children)$/.test(
      word,
    )
  );
}
