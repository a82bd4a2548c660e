import { ancestor, childOf, descendants, type SyntaxNode } from '../../syntax/node.ts';
import { asAssignment, asCall, asMember, asSubscript, binariesOf } from '../expressions.ts';
import { isFunction, type Use } from '../functionInfo.ts';
import type { Facts } from './facts.ts';
import { head, isMany, lastWord, role } from './shape.ts';

/** How often each variable is used, and in which places. */
export function variableFactors(facts: Facts): void {
  const { fn, emit } = facts;
  for (const [name, uses] of fn.uses) {
    const declared = uses.find((use) => /^(parameter|declare|write)$/.test(use.kind));
    if (!declared || name === fn.name) continue;
    countFactors(name, uses, declared, facts);
    for (const use of uses) if (use.kind === 'read') placeFactors(use, declared, facts);
  }
  indexGroups(facts);
  for (const [name, uses] of fn.uses)
    if (!uses.some((use) => use.kind !== 'read') && uses.some((use) => isPlainValue(use.node)))
      emit('free', lastWord(name).length === 1 ? name : 'name');
}

function kindOf(use: Use): string {
  if (use.kind === 'parameter') return 'parameter';
  if (/^(for_statement|for_in_statement|for_in_clause)$/.test(use.node.parent?.type ?? ''))
    return 'loop';
  const owner = use.node.parent?.parent?.parent;
  return owner?.type === 'for_statement' ? 'counter' : 'local';
}

function countFactors(
  name: string,
  uses: readonly Use[],
  declared: Use,
  { fn, emit }: Facts,
): void {
  const reads = uses.filter((use) => use.kind === 'read').length;
  const changes = uses.filter((use) => use.kind === 'update').length;
  const writes = uses.filter((use) => use.kind === 'write').length;
  const kind = /^(self|cls|this|_.*|args|kwargs|e|err|error|event|ctx|options|props)$/.test(name)
    ? `${name.charAt(0)}?`
    : kindOf(declared);
  const isInner = ancestor(declared.node, isFunction) !== fn.node ? 'inner' : '';
  emit('var', kind, String(Math.min(3, reads)), String(Math.min(2, changes)), isInner);
  emit('varw', kind, String(Math.min(2, reads)), String(Math.min(2, writes)), isInner);
  const early = uses.some(
    (use) => use.kind === 'read' && use.node.start < declared.node.start && kind === 'local',
  );
  if (early) emit('early', kind);
}

function placeFactors(use: Use, declared: Use, { fn, emit }: Facts): void {
  const { node } = use;
  const kind = kindOf(declared);
  const place = placeOf(node);
  const many = isMany(node.text) ? 'many' : 'one';
  emit('p', many, place);
  emit('pk', kind, place);
  emit('pw', lastWord(node.text), place);
  const loop = ancestor(
    node,
    (at) =>
      /^(for_statement|for_in_statement|while_statement)$/.test(at.type) ||
      (isFunction(at) && at !== fn.node),
  );
  const isOwn =
    loop !== undefined && declared.node.start >= loop.start && declared.node.end <= loop.end;
  emit('pl', kind, loop === undefined ? 'flat' : isOwn ? 'own' : 'outer', place);
  const assignment = ancestor(
    node,
    (at) => asAssignment(at) !== undefined || /statement$/.test(at.type),
  );
  const target = assignment && asAssignment(assignment);
  if (target && target.value === node)
    emit('pt', lastWord(head(target.target)), lastWord(node.text));
}

/** What is done with a name where it is read. */
function placeOf(node: SyntaxNode): string {
  const parent = node.parent;
  if (!parent) return '';
  const member = asMember(parent);
  if (member?.object === node)
    return `.${parent.parent && asCall(parent.parent)?.callee === parent ? member.property.text : lastWord(member.property.text)}`;
  const subscript = asSubscript(parent);
  if (subscript) return subscript.object === node ? '[]' : `[${head(subscript.object)}]`;
  if (/^(arguments|argument_list)$/.test(parent.type)) {
    const call = parent.parent && asCall(parent.parent);
    return `${call?.name ?? ''}(${call?.arguments.indexOf(node) ?? 0})`;
  }
  if (/^(for_statement|for_in_statement|for_in_clause)$/.test(parent.type)) return 'iterated';
  const [binary] = binariesOf(parent);
  if (binary) return `${binary.operator.text}${binary.left === node ? 'L' : 'R'}`;
  return role(node);
}

function isPlainValue(node: SyntaxNode): boolean {
  const parent = node.parent;
  return (
    parent !== undefined &&
    (binariesOf(parent).length > 0 ||
      parent.type === 'return_statement' ||
      asAssignment(parent)?.value === node)
  );
}

/** Whether one object is indexed by one name or by several, and whether two lists share their index. */
function indexGroups({ fn, emit }: Facts): void {
  const byObject = new Map<string, Set<string>>();
  const byIndex = new Map<string, Set<string>>();
  for (const node of descendants(fn.body)) {
    const subscript = asSubscript(node);
    if (!subscript || subscript.index.type !== 'identifier') continue;
    const index = subscript.index.text;
    byObject.set(
      subscript.object.text,
      (byObject.get(subscript.object.text) ?? new Set()).add(index),
    );
    byIndex.set(index, (byIndex.get(index) ?? new Set()).add(subscript.object.text));
    const bound = boundOf(index, node, fn.body);
    if (bound !== undefined) emit('assoc', bound === subscript.object.text ? 'own' : 'other');
  }
  for (const indices of byObject.values()) emit('oi', String(Math.min(3, indices.size)));
  for (const objects of byIndex.values()) emit('io', String(Math.min(3, objects.size)));
  sliceGroups(fn.body, byIndex, emit);
}

/** The list whose length bounds an index in the loop around. */
function boundOf(index: string, node: SyntaxNode, body: SyntaxNode): string | undefined {
  for (let at = node.parent; at && at !== body.parent; at = at.parent) {
    if (!/^(for_statement|while_statement)$/.test(at.type)) continue;
    const inner = childOf(at, 'body');
    const before = inner ? at.text.slice(0, inner.start - at.start) : '';
    const found = new RegExp(
      `\\b${index}\\b\\s*<=?\\s*([\\w.$[\\]]+?)\\.length|\\b${index} in range\\((?:\\w+, )?len\\(([\\w.[\\]]+)\\)|\\b${index}\\b\\s*<=?\\s*len\\(([\\w.[\\]]+)\\)`,
    ).exec(before);
    if (found) return found[1] ?? found[2] ?? found[3];
  }
  return undefined;
}

/** `b.slice(j)` where `j` walks through `b`. */
function sliceGroups(
  body: SyntaxNode,
  byIndex: ReadonlyMap<string, ReadonlySet<string>>,
  emit: Facts['emit'],
): void {
  for (const node of descendants(body)) {
    const call = asCall(node);
    const [only] = call?.arguments ?? [];
    const object =
      call?.object?.text ?? (node.type === 'subscript' ? childOf(node, 'value')?.text : undefined);
    const index =
      call?.name === 'slice'
        ? only?.text
        : node.type === 'subscript'
          ? /\[(\w+):\]$/.exec(node.text)?.[1]
          : undefined;
    const objects = index === undefined ? undefined : byIndex.get(index);
    if (objects && object !== undefined) emit('slicegroup', objects.has(object) ? 'own' : 'other');
  }
}
