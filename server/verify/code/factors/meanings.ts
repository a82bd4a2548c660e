import { ancestor, childOf, descendants, type SyntaxNode } from '../../syntax/node.ts';
import {
  asAssignment,
  asBinary,
  asCall,
  asMember,
  asSubscript,
  binariesOf,
  type Binary,
} from '../expressions.ts';
import { wordsOf } from '../words.ts';
import type { Facts } from './facts.ts';
import { form, head, lastWord } from './shape.ts';
import { kindOfName } from './wordClasses.ts';

/** What kinds of words stand around operators, whatever the words are: `oldest.age` above `visitor.age`. */
export function meaningFactors(node: SyntaxNode, facts: Facts): void {
  if (node.type === 'parenthesized_expression') return;
  for (const binary of binariesOf(node)) {
    kindFactors(binary, facts);
    neighbourFactors(binary, facts);
  }
  targetFactors(node, facts);
  if (/^(number|integer|float)$/.test(node.type)) unitFactors(node, facts);
}

/** The name that an expression is about: `oldest` of `oldest.age`, `box` of `box.items[0]`. */
function rootOf(node: SyntaxNode): string {
  const inner = asMember(node)?.object ?? asSubscript(node)?.object;
  if (inner) return rootOf(inner);
  return node.type === 'identifier' ? node.text : '';
}

function kindOf(node: SyntaxNode): string {
  const root = rootOf(node);
  if (root === '') return form(node);
  const own = asMember(node)?.property.text ?? root;
  const [rootKind, ownKind] = [kindOfName(root), kindOfName(own)];
  return ownKind.startsWith('^') ? ownKind : rootKind.startsWith('^') ? rootKind : form(node);
}

const mirrored: Readonly<Record<string, string>> = { '>': '<', '>=': '<=' };

function kindFactors({ operator, left, right }: Binary, { name, emit }: Facts): void {
  const sign = operator.text;
  const [one, other] = [kindOf(left), kindOf(right)];
  emit('bk', sign, one, other);
  for (const word of name) if (word.startsWith('^')) emit('bkn', sign, word, one, other);
  if (!/^[<>]=?$/.test(sign)) {
    if (/^[-/%*+]$/.test(sign)) emit('bw', sign, head(left), head(right));
    return;
  }
  // Read from the smaller to the larger side, so that `a > b` and `b < a` teach the same.
  const isMirrored = sign in mirrored;
  const [small, large] = isMirrored ? [right, left] : [left, right];
  const canonical = mirrored[sign] ?? sign;
  emit('cmp', canonical.charAt(0), kindOf(small), kindOf(large));
  emit('cmpw', lastWord(rootOf(small)), lastWord(rootOf(large)), head(large));
  for (const word of name) {
    emit('cmpn', word, kindOf(small), kindOf(large));
    emit('cmpnw', word, head(small), head(large));
  }
}

/** Neighbours in a chain of comparisons: `x >= a && x <= b && y >= c && y <= d` goes up and down in turn. */
function neighbourFactors({ node, operator, left, right }: Binary, { emit }: Facts): void {
  if (!/^(&&|\|\||and|or)$/.test(operator.text)) return;
  const chained = asBinary(left);
  if (chained?.operator.text !== operator.text) return;
  const [one, other] = [asBinary(chained.right), asBinary(right)];
  if (!one || !other) return;
  const subject = one.left.text === other.left.text ? 'same' : 'other';
  emit(
    'chain',
    operator.text.length > 2 || operator.text === '&&' ? 'and' : 'or',
    subject,
    one.operator.text,
    other.operator.text,
  );
  const earlier = [...descendants(left)].flatMap((each) => {
    const found = each === node ? undefined : asBinary(each);
    return found && /^[<>]=?$/.test(found.operator.text) ? [found] : [];
  });
  const twin = earlier.find(({ right: bound }) => head(bound) === head(other.right));
  if (twin) emit('chaintwin', twin.operator.text, other.operator.text);
}

function targetFactors(node: SyntaxNode, { name, emit }: Facts): void {
  const assignment = asAssignment(node);
  if (!assignment) return;
  const kind = kindOfName(rootOf(assignment.target));
  emit('uk', assignment.operator, kind);
  const call = asCall(assignment.value);
  if (call) emit('ctk', call.name, kind);
  const binary = asBinary(assignment.value);
  if (binary) emit('btk', binary.operator.text, kind);
  if (/^(number|integer|float)$/.test(assignment.value.type))
    for (const word of name) if (word.startsWith('^')) emit('ink', word, assignment.value.text);
}

/** Numbers beside the words of their expression: 60 with minutes, 100 with percent. */
function unitFactors(node: SyntaxNode, { emit }: Facts): void {
  const binary = node.parent && asBinary(node.parent);
  if (!binary) return;
  const sign = binary.operator.text;
  const other = binary.left === node ? binary.right : binary.left;
  const words = new Set(
    [...descendants(other)]
      .filter((each) => /identifier$/.test(each.type) && each.children.length === 0)
      .flatMap((each) => wordsOf(each.text)),
  );
  const holder = ancestor(node, (at) => asAssignment(at) !== undefined);
  const target = holder && asAssignment(holder)?.target;
  const named = target ?? (holder && childOf(holder, 'key'));
  for (const word of [...words].slice(0, 6)) {
    emit('unit', node.text, word);
    emit('unito', sign, node.text, word);
  }
  if (named) emit('unitt', sign, node.text, lastWord(named.text));
}
