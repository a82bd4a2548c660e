import * as l10n from '@vscode/l10n';
import type { RepairCandidate } from '../../../../protocol/checker.ts';
import { ancestor, childOf, descendants, within, type SyntaxNode } from '../../syntax/node.ts';
import { asAssignment, asBinary, asMember } from '../expressions.ts';
import { evidence, repair } from '../finding.ts';
import { isFunction, type FunctionInfo, type Use } from '../functionInfo.ts';
import { enclosingStatement } from '../patterns.ts';
import { wordsOf } from '../words.ts';
import { binaries, identifiers, unread } from './variableParts.ts';

/** One name written twice where another, never used, is meant. */
export function wrongVariables(fn: FunctionInfo): readonly RepairCandidate[] {
  return [...repeatedOperands(fn), ...forgottenParameters(fn)];
}

const comparable = /^([<>]=?|[!=]==?|-|\/|&&|\|\||and|or|%|is|is not)$/;

/** `a.length !== a.length`, `x - x`: both sides alike never says anything. */
function repeatedOperands(fn: FunctionInfo): readonly RepairCandidate[] {
  return binaries(fn).flatMap((binary) => {
    if (!comparable.test(binary.operator.text) || binary.left.text !== binary.right.text) return [];
    if (
      /^(!==?|===?)$/.test(binary.operator.text) &&
      /^[\w$]+$/.test(binary.left.text) &&
      isNumberTest(fn)
    )
      return [];
    // `!(x >= x)` tells what has no order, such as NaN.
    if (
      /^[<>]=$/.test(binary.operator.text) &&
      binary.node.parent?.parent?.type === 'unary_expression'
    )
      return [];
    const plain = binary.left.text.replace(pureCalls, '');
    if (/\(/.test(plain) || /^[\d'"`]/.test(binary.left.text)) return [];
    const root = /^(?:(?:len|sorted|set|str|int|abs)\()?([\w$]+)/.exec(binary.left.text)?.[1];
    const rootNode = root === undefined ? undefined : identifierIn(binary.right, root);
    if (root === undefined || !rootNode) return [];
    const others = siblingsOf(fn, root, binary.node);
    const why = l10n.t('Both sides are “{0}”.', binary.left.text);
    return others
      .slice(0, 1)
      .map((other) =>
        repair(
          rootNode,
          other,
          'wrongVariable',
          others.length === 1 ? evidence.certain : evidence.likely,
          why,
        ),
      );
  });
}

/** Calls that give the same answer twice. */
const pureCalls =
  /\b(len|sorted|set|str|int|abs|lower|upper|strip|toLowerCase|toUpperCase|trim|getTime|toString)\(/g;

/** Parameters declared beside a name, in one list. */
function siblingsOf(fn: FunctionInfo, name: string, place: SyntaxNode): readonly string[] {
  const owner = (fn.uses.get(name) ?? []).find((use) => use.kind === 'parameter');
  if (!owner) return localsBeside(fn, name);
  const holder = ancestor(owner.node, isFunction);
  return [...fn.uses].flatMap(([other, uses]) => {
    const parameter = uses.find((use) => use.kind === 'parameter');
    if (other === name || !parameter || ancestor(parameter.node, isFunction) !== holder) return [];
    if (holder && !within(place, holder)) return [];
    const alike = similarity(name, other) > 0 || typeOf(parameter.node) === typeOf(owner.node);
    return alike && !/^(self|cls)$/.test(other) ? [other] : [];
  });
}

/** Variables declared like another, from one call on different things: `keysB` beside `keysA`. */
function localsBeside(fn: FunctionInfo, name: string): readonly string[] {
  const made = (of: string): string | undefined => {
    const value = (fn.uses.get(of) ?? [])
      .filter((use) => use.kind === 'declare' || use.kind === 'write')
      .map((use) => use.node.parent && asAssignment(use.node.parent)?.value.text)[0];
    return /^([\w.]+)\(/.exec(value ?? '')?.[1];
  };
  const call = made(name);
  if (call === undefined) return [];
  return [...fn.uses.keys()].filter(
    (other) => other !== name && made(other) === call && similarity(name, other) > 0,
  );
}

function typeOf(node: SyntaxNode): string {
  return node.parent ? (childOf(node.parent, 'type')?.text ?? '') : '';
}

/** Tests for NaN compare a value with itself on purpose. */
function isNumberTest(fn: FunctionInfo): boolean {
  return /nan|equal|same|is$/i.test(fn.name) || /nan/i.test(fn.doc);
}

function isJoined(node: SyntaxNode): boolean {
  const member = node.parent && asMember(node.parent);
  return member?.object === node && /^(join|map|filter|forEach|reduce)$/.test(member.property.text);
}

/** A parameter that is never read, and a similar one read twice in one expression. */
function forgottenParameters(fn: FunctionInfo): readonly RepairCandidate[] {
  const forgotten = unread(fn).filter(({ use }) => use.kind === 'parameter');
  const [only] = forgotten;
  if (!only || forgotten.length !== 1) return [];
  const owner = ancestor(only.use.node, isFunction);
  const parameters = [...fn.uses].filter(([, uses]) =>
    uses.some((use) => use.kind === 'parameter' && ancestor(use.node, isFunction) === owner),
  );
  const candidates = parameters.flatMap(([name, uses]) => {
    if (name === only.name) return [];
    const reads = uses.filter((use) => use.kind === 'read');
    return reads.length >= 2 ? [{ name, reads, alike: similarity(name, only.name) }] : [];
  });
  const best = [...candidates].sort((a, b) => b.alike - a.alike)[0];
  if (!best) return [];
  const found = placeFor(fn, best.reads, best.name, only);
  const other = best.reads.find(({ node }) => node !== found)?.node;
  // What is joined or mapped is a list; the name of one thing belongs in the other place.
  const isList =
    found !== undefined && best.reads.length === 2 && isJoined(found) && !only.name.endsWith('s');
  const place = isList && other && !isJoined(other) ? other : found;
  if (!place) return [];
  const why = l10n.t('“{0}” is never used, and “{1}” stands there twice.', only.name, best.name);
  const bounded = best.reads.some((use) => isLoopBound(use.node)) && isOperandInLoop(place);
  const ordered =
    !inOneExpression(best.reads) ||
    asBinary(place.parent ?? place) !== undefined ||
    /substitution|interpolation/.test(place.parent?.type ?? '');
  const told = /^(old|new|from|to|source|target|previous|dest)/.test(only.name) && best.alike > 0;
  const sure =
    (ordered || told) &&
    (best.alike > 0 ||
      bounded ||
      place !== found ||
      (candidates.length === 1 && besideEachOther(best.reads)));
  return [repair(place, only.name, 'wrongVariable', sure ? evidence.strong : evidence.likely, why)];
}

/** Which of the reads should be the forgotten name: the one in its position, or beside its namesake. */
function placeFor(
  fn: FunctionInfo,
  reads: readonly Use[],
  name: string,
  forgotten: { readonly name: string; readonly use: Use },
): SyntaxNode | undefined {
  if (!inOneExpression(reads)) {
    const beside = reads.filter((use) => namesake(use.node, name, forgotten.name));
    if (beside.length === 1) return beside[0]?.node;
    // A parameter that bounds a loop and is an operand in it, while the other is never used.
    const operands = reads.filter((use) => isOperandInLoop(use.node));
    return reads.length === 2 && operands.length === 1 && reads.some((use) => isLoopBound(use.node))
      ? operands[0]?.node
      : undefined;
  }
  const inTarget = reads.filter(
    (use) =>
      ancestor(
        use.node,
        (at) =>
          asAssignment(at) !== undefined && use.node.end <= (asAssignment(at)?.target.end ?? 0),
      ) !== undefined,
  );
  const [target] = inTarget;
  const wanted = wordsOf(forgotten.name);
  if (target && inTarget.length === 1) {
    if (wanted.some((word) => /^(old|from|source|previous)$/.test(word)))
      return reads.find((use) => use !== target)?.node;
    if (wanted.some((word) => /^(new|to|target|dest)$/.test(word))) return target.node;
  }
  const order = (fn.uses.get(name) ?? []).find((use) => use.kind === 'parameter');
  const later = !order || forgotten.use.node.start > order.node.start;
  const beside = reads.filter((use) => namesake(use.node, name, forgotten.name));
  if (beside.length === 1) return beside[0]?.node;
  return later ? reads.at(-1)?.node : reads[0]?.node;
}

function inOneExpression(reads: readonly Use[]): boolean {
  const statements = new Set(reads.map((use) => enclosingStatement(use.node)));
  return statements.size === 1 && reads.length === 2;
}

function isOperandInLoop(node: SyntaxNode): boolean {
  const parent = node.parent;
  const assignment = parent && asAssignment(parent);
  const fed = assignment?.value === node && /^[-+*/]=$/.test(assignment.operator);
  const operand = parent !== undefined && /^[-+*/]$/.test(asBinary(parent)?.operator.text ?? '');
  return (fed || operand) && !isLoopBound(node);
}

function isLoopBound(node: SyntaxNode): boolean {
  const loop = ancestor(node, (at) => /^(for_statement|while_statement)$/.test(at.type));
  const body = loop && childOf(loop, 'body');
  return loop !== undefined && body !== undefined && node.end <= body.start;
}

function besideEachOther(reads: readonly Use[]): boolean {
  const [one, two] = reads;
  if (!one || !two || reads.length !== 2) return false;
  return one.node.parent === two.node.parent || termOf(one.node) === termOf(two.node);
}

/** The whole arithmetic expression around a name. */
function termOf(node: SyntaxNode): SyntaxNode {
  let at = node;
  while (at.parent && (at.parent.type === 'parenthesized_expression' || isArithmetic(at.parent)))
    at = at.parent;
  return at;
}

function isArithmetic(node: SyntaxNode): boolean {
  return /^([-+*/%]|\*\*|\/\/)$/.test(asBinary(node)?.operator.text ?? '');
}

/** Whether the surrounding expression has the part that tells the two names apart, e.g. the `y` of `y2 - x1`. */
function namesake(node: SyntaxNode, written: string, wanted: string): boolean {
  const distinct = letters(wanted).filter((part) => !letters(written).includes(part));
  const parent = node.parent;
  if (!parent || !asBinary(parent)) return false;
  const others = [...descendants(parent)].filter(
    (child) => child !== node && /identifier/.test(child.type),
  );
  return others.some((other) => letters(other.text).some((part) => distinct.includes(part)));
}

function letters(name: string): readonly string[] {
  return wordsOf(name.replace(/(\d+)/g, ' $1 '));
}

/** Shared words, or one pattern such as `x1` and `x2`. */
function similarity(a: string, b: string): number {
  const first = letters(a);
  const second = letters(b);
  const shared = first.filter((word) => second.includes(word)).length;
  if (shared > 0) return 1;
  if (a.length === 1 && b.length === 1) return 1;
  return pairs.some(
    ([one, two]) =>
      (first.includes(one) && second.includes(two)) ||
      (first.includes(two) && second.includes(one)),
  )
    ? 1
    : 0;
}

const pairs: readonly (readonly [string, string])[] = [
  ['width', 'height'],
  ['first', 'last'],
  ['first', 'second'],
  ['left', 'right'],
  ['min', 'max'],
  ['low', 'high'],
  ['start', 'end'],
  ['row', 'column'],
  ['row', 'col'],
  ['rows', 'columns'],
  ['rows', 'cols'],
  ['key', 'value'],
  ['base', 'exponent'],
  ['base', 'height'],
  ['before', 'after'],
  ['from', 'to'],
  ['old', 'new'],
  ['source', 'target'],
  ['lower', 'upper'],
  ['length', 'width'],
  ['price', 'quantity'],
  ['dividend', 'divisor'],
  ['numerator', 'denominator'],
  ['expected', 'actual'],
  ['previous', 'next'],
  ['begin', 'end'],
  ['hours', 'minutes'],
];

function identifierIn(node: SyntaxNode, name: string): SyntaxNode | undefined {
  return identifiers(node, name)[0];
}
