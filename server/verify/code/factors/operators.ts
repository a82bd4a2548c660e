import { childOf, type SyntaxNode } from '../../syntax/node.ts';
import {
  asAssignment,
  asBinary,
  asMember,
  asSubscript,
  binariesOf,
  type Binary,
} from '../expressions.ts';
import { asBranch } from '../patterns.ts';
import type { Facts } from './facts.ts';
import { actionOf, form, head, lastWord, role } from './shape.ts';

/** Operators with what they combine, where they stand and what the function is called. */
export function operatorFactors(node: SyntaxNode, facts: Facts): void {
  if (node.type === 'parenthesized_expression') return;
  for (const binary of binariesOf(node)) binaryFactors(binary, facts);
  branchFactors(node, facts);
  updateFactors(node, facts);
  negationFactors(node, facts);
}

function binaryFactors(binary: Binary, { name, doc, emit }: Facts): void {
  const { node, left, right } = binary;
  const operator = binary.operator.text
    .replace(/\s+/g, ' ')
    .replace(/^===$/, '==')
    .replace(/^!==$/, '!=')
    .replace(/^&&$/, 'and')
    .replace(/^\|\|$/, 'or');
  const [one, other] = [head(left), head(right)];
  const place = role(node);
  emit('b', operator, place);
  emit('b', operator, place, form(left), form(right));
  emit('b', operator, one, other);
  emit('bl', operator, one);
  emit('br', operator, other);
  for (const word of name) {
    emit('bn', operator, word);
    emit('bn', operator, word, other);
    emit('bnp', operator, word, place);
  }
  for (const word of doc) {
    emit('bd', operator, word);
    emit('bd', operator, word, form(right));
  }
  if (node.parent) {
    const target = asAssignment(node.parent);
    if (target && target.value === node) emit('bt', operator, lastWord(head(target.target)));
  }
  emit('same', operator, left.text === right.text ? 'same' : relation(left, right));
  logicFactors(operator, left, right, emit);
}

function relation(left: SyntaxNode, right: SyntaxNode): string {
  const [one, other] = [asMember(left), asMember(right)];
  if (one && other) {
    const object = one.object.text === other.object.text ? 'o' : '-';
    return `${object}${one.property.text === other.property.text ? 'p' : '-'}`;
  }
  const [a, b] = [asSubscript(left), asSubscript(right)];
  if (a && b)
    return `[${a.object.text === b.object.text ? 'o' : '-'}${a.index.text === b.index.text ? 'i' : '-'}]`;
  return 'none';
}

/** Two comparisons joined: of one subject or two, in one direction or two. */
function logicFactors(
  operator: string,
  left: SyntaxNode,
  right: SyntaxNode,
  emit: Facts['emit'],
): void {
  if (operator !== 'and' && operator !== 'or') return;
  const [one, other] = [asBinary(left), asBinary(right)];
  if (!one || !other) {
    emit('log', operator, form(left), form(right));
    emit('logh', operator, head(left), head(right));
    return;
  }
  const shared =
    one.left.text === other.left.text
      ? 'L'
      : one.right.text === other.right.text
        ? 'R'
        : one.left.text === other.right.text || one.right.text === other.left.text
          ? 'X'
          : '-';
  emit('log', operator, one.operator.text, other.operator.text, shared);
  emit(
    'log',
    operator,
    one.operator.text,
    other.operator.text,
    shared,
    form(one.right),
    form(other.right),
  );
}

function branchFactors(node: SyntaxNode, { name, emit }: Facts): void {
  const branch = asBranch(node);
  if (!branch) return;
  const action = actionOf(branch.consequence);
  const binary = asBinary(branch.condition);
  const test = binary ? `${binary.operator.text}${form(binary.right)}` : head(branch.condition);
  emit('if', test, action);
  if (binary) emit('if', binary.operator.text, head(binary.left), head(binary.right), action);
  const other = branch.alternative
    ? actionOf(childOf(branch.alternative, 'body') ?? branch.alternative.children.at(-1))
    : '';
  if (other !== '') emit('else', action, other, binary?.operator.text ?? head(branch.condition));
  for (const word of name) {
    emit('ifn', word, binary ? binary.operator.text : head(branch.condition), action);
    emit('ifn', word, test, action);
  }
}

function updateFactors(node: SyntaxNode, { name, doc, emit }: Facts): void {
  const isUpdate = node.type === 'update_expression';
  const assignment = isUpdate ? undefined : asAssignment(node);
  const target = isUpdate ? childOf(node, 'argument') : assignment?.target;
  if (!target) return;
  const token = isUpdate
    ? (node.children.find((child) => !child.named)?.text ?? '')
    : (assignment?.operator ?? '');
  if (!isUpdate && node.type === 'variable_declarator') return;
  const value = assignment ? head(assignment.value) : '#1';
  const word = lastWord(head(target).replace(/\W+$/, ''));
  emit('u', token, word);
  emit('u', token, form(target), assignment ? form(assignment.value) : '#1');
  emit('uv', token, word, value);
  for (const each of name) emit('un', token, each);
  for (const each of name) emit('un', token, each, word);
  for (const each of doc) emit('ud', token, each);
}

function negationFactors(node: SyntaxNode, { name, doc, emit }: Facts): void {
  const isNot =
    node.type === 'not_operator' ||
    (node.type === 'unary_expression' && node.children[0]?.text === '!');
  const place = role(node);
  const isTruth =
    isNot ||
    (/^(if|while|cond|body:(filter|some|every|find|findIndex))$|^(&&|\|\||and|or)[LR]$|^if_clause$/.test(
      place,
    ) &&
      !/parenthes/.test(node.type));
  if (!isTruth) return;
  const inner = isNot ? childOf(node, 'argument') : node;
  if (
    !inner ||
    (!isNot &&
      (binariesOf(inner).length > 0 ||
        node.parent?.type === 'not_operator' ||
        node.parent?.type === 'unary_expression'))
  )
    return;
  const sign = isNot ? 'not' : 'yes';
  const action =
    place === 'if' && node.parent
      ? actionOf(
          asBranch(
            node.parent.type === 'parenthesized_expression'
              ? (node.parent.parent ?? node.parent)
              : node.parent,
          )?.consequence,
        )
      : place;
  emit('not', sign, head(inner), action);
  emit('not', sign, action, form(inner));
  emit('noth', sign, head(inner));
  for (const word of name) {
    emit('notn', sign, word, action);
    emit('notn', sign, word, head(inner));
  }
  for (const word of doc) emit('notd', sign, word);
}
