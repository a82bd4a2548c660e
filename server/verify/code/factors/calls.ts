import { ancestor, childOf, namedChildren, type SyntaxNode } from '../../syntax/node.ts';
import { asAssignment, asCall, asSubscript, type Call } from '../expressions.ts';
import { isFunction } from '../functionInfo.ts';
import type { Facts } from './facts.ts';
import { form, head, lastWord, placeShape, role } from './shape.ts';

/** Calls, indices and slices: with what, in which order, on what and for what. */
export function callFactors(node: SyntaxNode, facts: Facts): void {
  const call = asCall(node);
  if (call) {
    oneCall(call, facts);
    argumentFactors(call, facts);
    awaitFactors(call, facts);
  }
  subscriptFactors(node, facts);
  if (node.type === 'slice') sliceFactors(node, facts);
}

function targetOf(node: SyntaxNode): string {
  const holder = ancestor(
    node,
    (at) => asAssignment(at) !== undefined || /statement$/.test(at.type) || isFunction(at),
  );
  const assignment = holder && asAssignment(holder);
  return assignment ? lastWord(head(assignment.target).replace(/\W+$/, '')) : '';
}

function oneCall(
  { node, name, object, arguments: args }: Call,
  { name: words, doc, fn, emit }: Facts,
): void {
  const place = role(node);
  const receiver = object ? head(object) : '';
  emit('c', name, String(args.length));
  emit('cx', name, place);
  emit('cr', name, receiver);
  const target = targetOf(node);
  emit('ct', name, target);
  for (const word of words) emit('cn', name, word);
  for (const word of doc) emit('cd', name, word);
  if (name === fn.name) {
    args.forEach((argument, position) => {
      const own = fn.parameters[position]?.name;
      const shape = placeShape(argument);
      emit(
        'rec',
        argument.text === own
          ? 'same'
          : own !== undefined && argument.text.startsWith(own)
            ? shape
            : 'other',
        String(position),
      );
    });
  }
}

function argumentFactors(
  { name, object, arguments: args }: Call,
  { name: words, fn, emit }: Facts,
): void {
  const isShort = args.length <= 4;
  args.forEach((argument, position) => {
    emit('ca', name, String(position), head(argument));
    emit('cf', name, String(position), form(argument));
    const next = args[position + 1];
    if (next && isShort) {
      emit('cp', name, head(argument), head(next));
      emit('cpf', name, form(argument), form(next));
      emit('cps', head(argument), head(next));
      if (argument.text === next.text) emit('cdup', name);
    }
    if (object && argument.text === object.text) emit('cself', name);
    const place = fn.parameters.findIndex((parameter) => parameter.name === argument.text);
    if (place >= 0 && name !== fn.name) emit('cpar', String(Math.sign(place - position)));
    if (/^(number|integer)$/.test(argument.type) || /^unary/.test(argument.type))
      for (const word of words) emit('cl', name, String(position), argument.text, word);
  });
  if (/^(slice|substring|substr|splice|range)$/.test(name)) {
    const shape = args.map((argument) => placeShape(argument)).join(',');
    emit('cut', name, shape);
    emit('cutr', name, shape, object ? head(object) : '');
    for (const word of words) emit('cutn', name, shape, word);
  }
}

const instant =
  /^(map|filter|push|slice|join|split|trim|indexOf|includes|keys|values|entries|floor|round|max|min|log|error|warn|append|items|get|set|has|len|str|int|Number|String|parseInt)$/;

function awaitFactors({ node, name, object }: Call, { fn, emit }: Facts): void {
  if (!fn.isAsync || instant.test(name)) return;
  const isAwaited = /^await/.test(node.parent?.type ?? '') ? 'await' : 'plain';
  const holder = isAwaited === 'await' ? node.parent : node;
  const place = holder ? role(holder) : '';
  emit('aw', isAwaited, name);
  emit('aw', isAwaited, place);
  emit('awo', isAwaited, object ? head(object) : '');
  const others = fn.body.text.split(/\bawait\b/).length - 1 - (isAwaited === 'await' ? 1 : 0);
  emit('awn', isAwaited, place, others > 0 ? 'more' : 'only');
  const assignment = holder?.parent && asAssignment(holder.parent);
  if (!assignment || assignment.target.type !== 'identifier') return;
  const uses = (fn.uses.get(assignment.target.text) ?? []).filter((use) => use.kind === 'read');
  const isOpened = uses.some(
    (use) =>
      /^(member_expression|attribute|subscript|subscript_expression|if_statement|for_in_statement)$/.test(
        use.node.parent?.type ?? '',
      ) || use.node.parent?.field === 'condition',
  );
  const isLater = uses.some(
    (use) =>
      /^await/.test(use.node.parent?.type ?? '') ||
      /\bPromise\./.test(use.node.parent?.parent?.text.slice(0, 30) ?? ''),
  );
  emit('awu', isAwaited, isOpened ? 'opened' : isLater ? 'later' : 'kept');
}

function subscriptFactors(node: SyntaxNode, { name, doc, emit }: Facts): void {
  const subscript = asSubscript(node);
  if (!subscript) return;
  const { object, index } = subscript;
  const shape = /^(identifier|string)$/.test(index.type) ? head(index) : placeShape(index);
  let depth = 0;
  for (let at: SyntaxNode | undefined = object; at && asSubscript(at); at = asSubscript(at)?.object)
    depth += 1;
  emit('s', head(object), shape);
  emit('sx', placeShape(index), role(node));
  emit('sd', String(depth), shape);
  const target = targetOf(node);
  if (target !== '') emit('st', target, shape);
  for (const word of name) emit('sn', word, placeShape(index));
  for (const word of doc) emit('sdoc', word, placeShape(index));
}

function sliceFactors(node: SyntaxNode, { name, doc, emit }: Facts): void {
  const shape = node.children
    .map((child) => (child.text === ':' ? ':' : placeShape(child)))
    .join('');
  const object = node.parent && childOf(node.parent, 'value');
  emit('cut', 'py', shape);
  emit('cutr', 'py', shape, object ? head(object) : '');
  emit('cutb', String(namedChildren(node).length), object ? role(object.parent ?? object) : '');
  for (const word of name) emit('cutn', 'py', shape, word);
  for (const word of doc) emit('cutd', 'py', shape, word);
}
