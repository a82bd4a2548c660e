import {
  ancestor,
  childOf,
  descendants,
  namedChildren,
  type SyntaxNode,
} from '../../syntax/node.ts';
import { asAssignment, asBinary, asCall } from '../expressions.ts';
import { isFunction } from '../functionInfo.ts';
import { ownReturns, returnedValue } from '../patterns.ts';
import type { Facts } from './facts.ts';
import { actionOf, form, head, lastWord, role } from './shape.ts';

/** Literals by what they start, feed or scale. */
export function literalFactors(node: SyntaxNode, { name, doc, fn, emit }: Facts): void {
  if (/^(number|integer|float)$/.test(node.type)) numberFactors(node, name, emit);
  if (/^(true|false)$/.test(node.type) && node.named) {
    const place = role(node);
    emit('tf', node.text.toLowerCase(), place);
    for (const word of name) emit('tfn', node.text.toLowerCase(), place, word);
  }
  const assignment = asAssignment(node);
  if (!assignment || assignment.operator !== '=' || assignment.target.type !== 'identifier') return;
  const { target, value } = assignment;
  const shown = value.text.length <= 16 ? value.text.toLowerCase() : head(value);
  const word = lastWord(target.text);
  emit('i', word, shown);
  emit('iv', word, head(value));
  for (const each of name) emit('in', each, shown);
  for (const each of doc) emit('id', each, shown);
  if (target.text === value.text) emit('selfassign');
  for (const use of fn.uses.get(target.text) ?? []) {
    const feed = feedOf(use.node);
    if (feed !== undefined && use.node.start > node.end) emit('ifeed', shown, feed);
  }
}

/** How a variable is fed: `+=`, `++`, `= max()` or the operator of `x = x && y`. */
function feedOf(node: SyntaxNode): string | undefined {
  const parent = node.parent;
  if (!parent) return undefined;
  if (parent.type === 'update_expression')
    return parent.children.find((child) => !child.named)?.text;
  const assignment = asAssignment(parent);
  if (assignment?.target !== node || parent.type === 'variable_declarator') return undefined;
  if (assignment.operator !== '=') return assignment.operator;
  const binary = asBinary(assignment.value);
  if (binary && (binary.left.text === node.text || binary.right.text === node.text))
    return `=${binary.operator.text}`;
  return `=${form(assignment.value)}`;
}

function numberFactors(node: SyntaxNode, name: readonly string[], emit: Facts['emit']): void {
  const place = role(node);
  const binary = node.parent && asBinary(node.parent);
  const other = binary ? head(binary.left === node ? binary.right : binary.left) : '';
  emit('n', node.text, place);
  if (other !== '') emit('no', node.text, place, other);
  for (const word of name) emit('nn', node.text, place, word);
}

/** What a function gives back, and from where. */
export function returnFactors({ fn, name, doc, emit }: Facts): void {
  const returns = ownReturns(fn);
  const values = returns.map((node) => returnedValue(node));
  returns.forEach((node, position) => {
    const value = values[position];
    const place = placeOf(node, fn.body);
    const shape = value
      ? /^(true|false|none|null|undefined|number|integer|string)$/.test(value.type) &&
        value.text.length < 8
        ? value.text.toLowerCase()
        : form(value)
      : 'nothing';
    emit('r', shape, place);
    for (const word of name) emit('rn', word, shape, place);
    if (value?.type === 'identifier') variableFactors(value, place);
    if (value) for (const word of doc) emit('rd', word, head(value));
    if (value) for (const word of name) emit('rh', word, head(value));
  });
  const texts = values.map((value) => value?.text ?? '');
  if (texts.length === 2)
    emit(
      'rr',
      texts[0] === texts[1] ? 'same' : 'other',
      /^(true|false)$/i.test(texts[0] ?? '') ? (texts[0] ?? '').toLowerCase() : '',
      name[0] ?? '',
    );
  noReturn();

  function variableFactors(value: SyntaxNode, place: string): void {
    const uses = fn.uses.get(value.text) ?? [];
    const isFed = uses.some(
      (use) => use.kind === 'update' || (use.kind === 'read' && isReceiver(use.node)),
    );
    const kind = uses.some((use) => use.kind === 'parameter')
      ? 'parameter'
      : uses.some((use) => isLoopVariable(use.node))
        ? 'loop'
        : 'local';
    emit('rv', kind, isFed ? 'fed' : 'plain', place);
    emit('rw', lastWord(value.text), place);
    const fedOthers = [...fn.uses].some(
      ([other, otherUses]) =>
        other !== value.text &&
        otherUses.some((use) => use.kind === 'read' && isReceiver(use.node)) &&
        !otherUses.some((use) => use.kind === 'parameter'),
    );
    if (!isFed) emit('rv', kind, 'plain', fedOthers ? 'othersFed' : '');
  }

  function noReturn(): void {
    const isExpression = !/^(statement_block|block)$/.test(fn.body.type);
    if (returns.some((node) => returnedValue(node)) || fn.isGenerator || isExpression) return;
    const last = namedChildren(fn.body).at(-1);
    const typed =
      fn.returnType === undefined
        ? '?'
        : /^(void|None|Promise<void>)$/.test(fn.returnType)
          ? 'void'
          : 'value';
    emit('r0', typed, last ? actionOf(last) : '');
    emit('r0', typed, name[0] ?? '');
    const built = [...fn.uses].some(
      ([, uses]) =>
        uses.some((use) => use.kind === 'declare' && !isLoopVariable(use.node)) &&
        uses.some((use) => use.kind === 'update' || isReceiver(use.node)),
    );
    if (built) emit('r0built', typed);
  }
}

function isReceiver(node: SyntaxNode): boolean {
  const member = node.parent;
  const call = member?.parent && asCall(member.parent);
  if (
    call &&
    call.callee === member &&
    /^(push|append|add|set|unshift|extend|insert|update)$/.test(call.name)
  )
    return true;
  return (
    member !== undefined &&
    /^subscript/.test(member.type) &&
    member.parent !== undefined &&
    asAssignment(member.parent)?.target === member
  );
}

function isLoopVariable(node: SyntaxNode): boolean {
  return (
    /^(for_statement|for_in_statement|for_in_clause)$/.test(node.parent?.type ?? '') &&
    node.field === 'left'
  );
}

function placeOf(node: SyntaxNode, body: SyntaxNode): string {
  if (node.parent === body) return 'end';
  const holder = ancestor(
    node,
    (at) =>
      /^(for_statement|for_in_statement|while_statement|if_statement|elif_clause|else_clause|case|switch_case|switch_default|try_statement|except_clause|catch_clause|finally_clause)$/.test(
        at.type,
      ) || isFunction(at),
  );
  const isFirst = node.parent !== undefined && namedChildren(node.parent)[0] === node;
  return `${holder?.type ?? ''}${isFirst ? '' : '+'}`;
}

/** Expressions whose value goes nowhere, and callbacks that give nothing back. */
export function lostFactors(node: SyntaxNode, { fn, emit }: Facts): void {
  if (node.type === 'expression_statement') {
    const inner = namedChildren(node)[0];
    if (inner && !/assignment|update|yield|string|await/.test(inner.type))
      emit(
        'lost',
        asCall(inner)?.name ?? inner.type,
        node.parent === fn.body && namedChildren(fn.body).at(-1) === node ? 'end' : '',
      );
  }
  if (!isFunction(node) || node === fn.node) return;
  const body = childOf(node, 'body');
  const call = ancestor(node, (at) => asCall(at) !== undefined);
  if (body?.type !== 'statement_block' || !call) return;
  const gives = [...descendants(body)].some((each) => each.type === 'return_statement');
  emit('callback', asCall(call)?.name ?? '', gives ? 'gives' : 'nothing');
}
