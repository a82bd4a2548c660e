import { childOf, descendants, type SyntaxNode } from '../../syntax/node.ts';
import { asAssignment, asBinary, asSubscript, lengthSubject } from '../expressions.ts';
import { countedLoops, expressionOf, indexUses, type CountedLoop } from '../loops.ts';
import type { Facts } from './facts.ts';
import { head, isMany, lastWord, placeShape } from './shape.ts';

/** Loops: where they start, how far they go, and what the counter is used for. */
export function loopFactors(facts: Facts): void {
  for (const loop of countedLoops(facts.fn)) countedFactors(loop, facts);
  for (const node of descendants(facts.fn.body)) {
    if (node.type === 'while_statement') whileFactors(node, facts);
    if (/^(for_statement|for_in_statement|for_in_clause)$/.test(node.type))
      iterationFactors(node, facts);
  }
}

function countedFactors(loop: CountedLoop, { name, doc, emit }: Facts): void {
  const start = loop.start ? placeShape(loop.start) : '0';
  const comparison = loop.comparison?.text ?? 'range';
  const bound = placeShape(loop.bound);
  const shape = `${start};${comparison}${bound};${loop.step}`;
  emit('for', shape);
  emit('forb', comparison, bound, String(loop.step));
  emit('forw', comparison, bound, head(loop.bound));
  emit('forv', comparison, lastWord(loop.variable), head(loop.bound));
  for (const word of name) emit('forn', word, shape);
  for (const word of doc) emit('ford', word, `${start};${comparison}${bound}`);
  const subject =
    lengthSubject(loop.bound) ??
    (asBinary(loop.bound) && lengthSubject(asBinary(loop.bound)?.left ?? loop.bound));
  const uses = indexUses(loop);
  const offsets = [...new Set(uses.map((use) => use.offset))].sort().join(',');
  emit('fori', shape, offsets);
  for (const use of uses)
    emit(
      'foru',
      `${start};${comparison}${bound}`,
      String(use.offset),
      subject === undefined ? '?' : use.object === subject ? 'own' : 'other',
    );
  emit('foruses', shape, uses.length === 0 ? 'value' : 'index');
}

function whileFactors(node: SyntaxNode, { emit }: Facts): void {
  const condition = childOf(node, 'condition');
  const body = childOf(node, 'body');
  if (!condition || !body) return;
  const names = new Set(
    [...descendants(condition)]
      .filter((each) => each.type === 'identifier')
      .map((each) => each.text),
  );
  const changed = [...descendants(body)].flatMap((each) => {
    const assignment = asAssignment(each);
    const target =
      assignment?.target ??
      (each.type === 'update_expression' ? childOf(each, 'argument') : undefined);
    return target
      ? [
          {
            target,
            token: assignment?.operator ?? each.children.find((child) => !child.named)?.text ?? '',
          },
        ]
      : [];
  });
  const own = changed.filter(({ target }) =>
    [...descendants(target)].some((each) => names.has(each.text)),
  );
  const calls = [...descendants(body)].some(
    (each) =>
      /^(call|call_expression)$/.test(each.type) &&
      [...names].some((name) => each.text.includes(name)),
  );
  emit('while', own.length > 0 ? 'moves' : calls ? 'calls' : 'stands');
  const binary = asBinary(expressionOf(condition));
  if (!binary) return;
  for (const { target, token } of own) {
    const side =
      binary.left.text === target.text ? 'L' : binary.right.text === target.text ? 'R' : '-';
    emit('whileu', binary.operator.text, side, token);
    emit('whileu', binary.operator.text, side, token, placeShape(binary.right));
  }
  emit('whilew', binary.operator.text, head(binary.left), head(binary.right));
}

function iterationFactors(node: SyntaxNode, { emit }: Facts): void {
  const target = childOf(node, 'left');
  const source = childOf(node, 'right');
  if (!target || !source) return;
  const keyword = childOf(node, 'operator')?.text ?? 'in';
  emit('of', keyword, isMany(head(source)) ? 'many' : 'one', source.type);
  emit('ofw', keyword, lastWord(target.text), head(source));
  const last = lastWord(target.text);
  const related = head(source).startsWith(last.slice(0, 3)) ? 'related' : 'unrelated';
  emit('ofr', related);
  const scope = childOf(node, 'body') ?? node.parent;
  if (!scope) return;
  const again = [...descendants(scope)].filter(
    (each) => each.type === 'identifier' && each.text === source.text && each !== source,
  );
  for (const each of again) {
    const parent = each.parent;
    emit(
      'ofagain',
      parent && asSubscript(parent)?.object === each ? 'indexed' : (parent?.type ?? ''),
    );
  }
}
