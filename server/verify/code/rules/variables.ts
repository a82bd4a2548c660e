import type { RepairCandidate } from '../../../../protocol/checker.ts';
import { ancestor, childOf, descendants, unwrapped, within, type SyntaxNode } from '../../syntax/node.ts';
import { asAssignment, asBinary, asCall, asMember, asSubscript } from '../expressions.ts';
import { evidence, repair } from '../finding.ts';
import { isFunction, type FunctionInfo, type Use } from '../functionInfo.ts';
import { enclosingStatement, mentions, ownReturns, returnedValue } from '../patterns.ts';
import { wordsOf } from '../words.ts';

/** One name written where another, otherwise unused or forgotten, is meant. */
export function wrongVariables(fn: FunctionInfo): readonly RepairCandidate[] {
  return [
    ...repeatedOperands(fn),
    ...forgottenParameters(fn),
    ...forgottenElements(fn),
    ...forgottenIndexes(fn),
    ...forgottenLocals(fn),
    ...mixedProperties(fn),
    ...forgottenTemporary(fn),
    ...forgottenPairs(fn),
    ...repeatedProperties(fn),
  ];
}

/** Names that are declared and never read, with the place that declares them. */
function unread(fn: FunctionInfo): readonly { readonly name: string; readonly use: Use }[] {
  return [...fn.uses].flatMap(([name, uses]) => {
    const declared = uses.filter((use) => use.kind === 'parameter' || use.kind === 'declare');
    const [only] = declared;
    const written = fn.family === 'python' ? uses.find((use) => use.kind === 'write') : undefined;
    const use = only ?? written;
    if (!use || name.startsWith('_') || /^(self|cls|this|args|kwargs)$/.test(name) || name === fn.name) return [];
    if (uses.some((each) => each.kind === 'read') || (use.node.parent && isFunction(use.node.parent) && use.node.field === 'name')) return [];
    return [{ name, use }];
  });
}

const comparable = /^([<>]=?|[!=]==?|-|\/|&&|\|\||and|or|%|is|is not)$/;

/** `a.length !== a.length`, `x - x`: both sides alike never says anything. */
function repeatedOperands(fn: FunctionInfo): readonly RepairCandidate[] {
  return binaries(fn).flatMap((binary) => {
    if (!comparable.test(binary.operator.text) || binary.left.text !== binary.right.text) return [];
    if (/^(!==?|===?)$/.test(binary.operator.text) && /^[\w$.]+$/.test(binary.left.text) && isNumberTest(fn)) return [];
    if (/\(/.test(binary.left.text.replace(/\blen\(/g, '')) || /^[\d'"`]/.test(binary.left.text)) return [];
    const root = /^(?:len\()?([\w$]+)/.exec(binary.left.text)?.[1];
    const rootNode = root === undefined ? undefined : identifierIn(binary.right, root);
    if (root === undefined || !rootNode) return [];
    const others = siblingsOf(fn, root, binary.node);
    const why = `Both sides are “${binary.left.text}”.`;
    return others.slice(0, 1).map((other) => repair(rootNode, other, 'wrongVariable', others.length === 1 ? evidence.certain : evidence.likely, why));
  });
}

/** Parameters declared beside a name, in one list. */
function siblingsOf(fn: FunctionInfo, name: string, place: SyntaxNode): readonly string[] {
  const owner = (fn.uses.get(name) ?? []).find((use) => use.kind === 'parameter');
  if (!owner) return [];
  const holder = ancestor(owner.node, isFunction);
  return [...fn.uses].flatMap(([other, uses]) => {
    const parameter = uses.find((use) => use.kind === 'parameter');
    if (other === name || !parameter || ancestor(parameter.node, isFunction) !== holder) return [];
    if (holder && !within(place, holder)) return [];
    const alike = similarity(name, other) > 0 || typeOf(parameter.node) === typeOf(owner.node);
    return alike && !/^(self|cls)$/.test(other) ? [other] : [];
  });
}

function typeOf(node: SyntaxNode): string {
  return node.parent ? (childOf(node.parent, 'type')?.text ?? '') : '';
}

/** Tests for NaN compare a value with itself on purpose. */
function isNumberTest(fn: FunctionInfo): boolean {
  return /nan|equal|same|is$/i.test(fn.name) || /nan/i.test(fn.doc);
}

/** A parameter that is never read, and a similar one read twice in one expression. */
function forgottenParameters(fn: FunctionInfo): readonly RepairCandidate[] {
  const forgotten = unread(fn).filter(({ use }) => use.kind === 'parameter');
  const [only] = forgotten;
  if (!only || forgotten.length !== 1) return [];
  const owner = ancestor(only.use.node, isFunction);
  const parameters = [...fn.uses].filter(([, uses]) => uses.some((use) => use.kind === 'parameter' && ancestor(use.node, isFunction) === owner));
  const candidates = parameters.flatMap(([name, uses]) => {
    if (name === only.name) return [];
    const reads = uses.filter((use) => use.kind === 'read');
    return reads.length >= 2 ? [{ name, reads, alike: similarity(name, only.name) }] : [];
  });
  const best = [...candidates].sort((a, b) => b.alike - a.alike)[0];
  if (!best) return [];
  const place = placeFor(fn, best.reads, best.name, only);
  if (!place) return [];
  const why = `“${only.name}” is never used, and “${best.name}” stands there twice.`;
  const ordered = !inOneExpression(best.reads) || asBinary(place.parent ?? place) !== undefined || /substitution|interpolation/.test(place.parent?.type ?? '');
  const sure = ordered && (best.alike > 0 || (candidates.length === 1 && besideEachOther(best.reads)));
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
    return beside.length === 1 ? beside[0]?.node : undefined;
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

function besideEachOther(reads: readonly Use[]): boolean {
  return reads.length === 2 && reads[0]?.node.parent === reads[1]?.node.parent;
}

/** Whether the surrounding expression has the part that tells the two names apart, e.g. the `y` of `y2 - x1`. */
function namesake(node: SyntaxNode, written: string, wanted: string): boolean {
  const distinct = letters(wanted).filter((part) => !letters(written).includes(part));
  const parent = node.parent;
  if (!parent || !asBinary(parent)) return false;
  const others = [...descendants(parent)].filter((child) => child !== node && /identifier/.test(child.type));
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
  return pairs.some(([one, two]) => (first.includes(one) && second.includes(two)) || (first.includes(two) && second.includes(one))) ? 1 : 0;
}

const pairs: readonly (readonly [string, string])[] = [
  ['width', 'height'], ['first', 'last'], ['first', 'second'], ['left', 'right'], ['min', 'max'], ['low', 'high'], ['start', 'end'],
  ['row', 'column'], ['row', 'col'], ['rows', 'columns'], ['rows', 'cols'], ['key', 'value'], ['base', 'exponent'], ['base', 'height'], ['before', 'after'], ['from', 'to'], ['old', 'new'], ['source', 'target'], ['lower', 'upper'], ['length', 'width'], ['price', 'quantity'],
  ['dividend', 'divisor'], ['numerator', 'denominator'], ['expected', 'actual'], ['previous', 'next'], ['begin', 'end'], ['hours', 'minutes'],
];

/** A loop over elements whose body reads the list where the element is meant. */
function forgottenElements(fn: FunctionInfo): readonly RepairCandidate[] {
  return [...descendants(fn.body)].flatMap((node) => {
    if (!/^(for_in_statement|for_statement|for_in_clause)$/.test(node.type)) return [];
    const target = childOf(node, 'left');
    const list = childOf(node, 'right');
    const body = node.type === 'for_in_clause' ? node.parent : childOf(node, 'body');
    if (!target || !list || !body || target.type !== 'identifier' || list.type !== 'identifier' || target.text.startsWith('_')) return [];
    if (/\bin\b/.test(fn.text.slice(target.end, list.start)) && fn.family === 'script') return [];
    const inBody = (name: string) => identifiers(body, name).filter((each) => each !== target && each !== list && each.start !== target.start);
    if (inBody(target.text).length > 0) return [];
    const reads = inBody(list.text);
    const [only] = reads;
    if (!only || reads.length !== 1 || !isElementPlace(only)) return [];
    const why = `“${target.text}” is never used in its own loop.`;
    return [repair(only, target.text, 'wrongVariable', evidence.strong, why)];
  });
}

/** Not where a list makes sense too: its length, a method, an index, another loop. */
function isElementPlace(node: SyntaxNode): boolean {
  const parent = node.parent;
  if (!parent) return false;
  const member = asMember(parent);
  if (member?.object === node) return !/^(length|size|push|append|add|map|filter|slice|index|count|indexOf|includes|remove|pop|sort|extend|forEach|get|has|set|items|keys|values)$/.test(member.property.text);
  const call = parent.parent && asCall(parent.parent);
  if (call && parent === call.argumentList) return /^(push|append|add|float|int|str|Number|String|parseInt|parseFloat)$/.test(call.name);
  if (asSubscript(parent)) return asSubscript(parent)?.index === node;
  const assignment = asAssignment(parent);
  return asBinary(parent) !== undefined || (assignment !== undefined && /^[-+*]=$/.test(assignment.operator));
}

/** A counted inner loop whose variable is never read, beside `xs[i][i]`. */
function forgottenIndexes(fn: FunctionInfo): readonly RepairCandidate[] {
  return unread(fn).flatMap(({ name, use }) => {
    const loop = ancestor(use.node, (at) => /^for_/.test(at.type));
    const body = loop && childOf(loop, 'body');
    if (!loop || !body || use.kind === 'parameter') return [];
    const doubled = [...descendants(body)].flatMap((node) => {
      const outer = asSubscript(node);
      const inner = outer && asSubscript(outer.object);
      return outer && inner && outer.index.text === inner.index.text && outer.index.type === 'identifier' ? [outer.index] : [];
    });
    const [only] = doubled;
    if (!only || doubled.length !== 1) return [];
    return [repair(only, name, 'wrongVariable', evidence.strong, `“${name}” is never used in its own loop.`)];
  });
}

/** A result that is computed and dropped while the function returns what it was made from. */
function forgottenLocals(fn: FunctionInfo): readonly RepairCandidate[] {
  const dropped = [...fn.uses].flatMap(([name, uses]) => {
    const declared = uses.find((use) => use.kind === 'declare' || use.kind === 'write');
    const start = declared && declared.node.parent && asAssignment(declared.node.parent);
    if (!declared || !start || start.operator !== '=' || uses.some((use) => use.kind === 'parameter') || name.startsWith('_')) return [];
    const reads = uses.filter((use) => use.kind === 'read' && !isFeeding(use.node));
    if (reads.length > 0) return [];
    const fed = uses.some((use) => use.kind === 'read' || use.kind === 'update') || uses.filter((use) => use.kind === 'write').length > 1;
    return [{ name, start, fed }];
  });
  const [only] = dropped;
  if (!only || dropped.length !== 1) return [];
  const returns = ownReturns(fn);
  const last = returns.at(-1);
  const value = last && returnedValue(last);
  if (!value || last.start < only.start.node.end) return [];
  const why = `“${only.name}” is computed and then dropped.`;
  if (value.type === 'identifier' && value.text !== only.name) {
    const madeFrom = only.fed ? builtFrom(fn, only.name, value.text) : mentions(only.start.value, value.text);
    if (madeFrom) return [repair(value, only.name, 'wrongVariable', evidence.strong, why)];
  }
  if (only.fed || /^(literal|null|none|true|false)/.test(value.type)) return [];
  const parts = [...descendants(value)].filter(
    (node) => node.type === 'identifier' && mentions(only.start.value, node.text) && asBinary(node.parent ?? node) !== undefined,
  );
  const [part] = parts.slice(-1);
  const binary = asBinary(value);
  if (!part || !binary || unwrapped(binary.right) !== part) return [];
  return [repair(part, only.name, 'wrongVariable', evidence.strong, why)];
}

function builtFrom(fn: FunctionInfo, name: string, source: string): boolean {
  const isInput = fn.parameters.some((parameter) => parameter.name === source);
  return isInput && (fn.uses.get(name) ?? []).some((use) => isFeeding(use.node) || use.kind === 'update');
}

function isFeeding(node: SyntaxNode): boolean {
  const parent = node.parent;
  const call = parent?.parent && asCall(parent.parent);
  if (call && call.callee === parent && /^(push|append|add|unshift|extend|set|insert)$/.test(call.name)) return call.node.parent?.type === 'expression_statement';
  const subscript = parent && asSubscript(parent);
  const assignment = parent?.parent && asAssignment(parent.parent);
  return subscript?.object === node && assignment?.target === parent;
}

/** `a.y - b.x`, `b.y < a.y + a.width` beside the same line for the other axis. */
function mixedProperties(fn: FunctionInfo): readonly RepairCandidate[] {
  return [...axisDifferences(fn), ...axisSums(fn)];
}

const axes: readonly (readonly [string, string, string, string])[] = [
  ['x', 'y', 'width', 'height'],
  ['y', 'x', 'height', 'width'],
  ['left', 'top', 'width', 'height'],
  ['top', 'left', 'height', 'width'],
];

function axisDifferences(fn: FunctionInfo): readonly RepairCandidate[] {
  return binaries(fn).flatMap((binary) => {
    const left = asMember(binary.left);
    const right = asMember(binary.right);
    if (!left || !right || !/^[-+]$/.test(binary.operator.text) || left.object.text === right.object.text) return [];
    const [a, b] = [left.property.text, right.property.text];
    const crossed = axes.some(([one, other]) => a === one && b === other);
    if (!crossed) return [];
    const target = binary.node.parent && asAssignment(binary.node.parent)?.target.text;
    const pairKey = binary.node.parent?.type === 'parenthesized_expression' ? binary.node.parent.parent?.parent : binary.node.parent;
    const key = pairKey?.type === 'pair' ? childOf(pairKey, 'key')?.text : undefined;
    const wanted = [...wordsOf(target ?? ''), key ?? ''].map((word) => word.replace(/^d(?=[xy]$)/, ''));
    const wrongLeft = wanted.includes(b) && !wanted.includes(a);
    const why = 'The two sides belong to different axes.';
    return [wrongLeft ? repair(left.property, b, 'wrongVariable', evidence.strong, why) : repair(right.property, a, 'wrongVariable', evidence.strong, why)];
  });
}

/** `a.y + a.width`: a position on one axis with the size on the other. */
function axisSums(fn: FunctionInfo): readonly RepairCandidate[] {
  return binaries(fn).flatMap((binary) => {
    const left = asMember(binary.left);
    const right = asMember(binary.right);
    if (!left || !right || binary.operator.text !== '+' || left.object.text !== right.object.text) return [];
    const axis = axes.find(([position, , , size]) => left.property.text === position && right.property.text === size);
    if (!axis) return [];
    return [repair(right.property, axis[2], 'wrongVariable', evidence.strong, `“${axis[2]}” belongs to “${axis[0]}”.`)];
  });
}

/** `const t = a[i]; a[i] = a[j]; a[j] = a[i];`: the saved value is never put back. */
function forgottenTemporary(fn: FunctionInfo): readonly RepairCandidate[] {
  return unread(fn).flatMap(({ name, use }) => {
    const saved = use.node.parent && asAssignment(use.node.parent);
    if (!saved || !asSubscript(saved.value)) return [];
    const later = [...descendants(fn.body)].filter((node) => node.start > saved.node.end).flatMap((node) => {
      const assignment = asAssignment(node);
      return assignment ? [assignment] : [];
    });
    const overwritten = later.findIndex((each) => each.target.text === saved.value.text);
    const put = overwritten < 0 ? undefined : later.slice(overwritten + 1).find((each) => each.value.text === saved.value.text);
    return put ? [repair(put.value, name, 'wrongVariable', evidence.certain, `“${put.value.text}” was overwritten just before.`)] : [];
  });
}

/** `for key, value in …` with an unused `value` and a `key` in its place. */
function forgottenPairs(fn: FunctionInfo): readonly RepairCandidate[] {
  return [...descendants(fn.body)].flatMap((node) => {
    if (!/^(for_in_statement|for_statement)$/.test(node.type)) return [];
    const target = childOf(node, 'left');
    const body = childOf(node, 'body');
    if (!target || !body || !/^(pattern_list|tuple_pattern|array_pattern)$/.test(target.type)) return [];
    const names = [...descendants(target)].filter((child) => child.type === 'identifier').map((child) => child.text);
    const [unused] = names.filter((name) => identifiers(body, name).length === 0);
    const [used] = names.filter((name) => name !== unused);
    if (names.length !== 2 || unused === undefined || used === undefined || unused.startsWith('_')) return [];
    const places = identifiers(body, used).filter((each) => {
      const parent = each.parent;
      const assignment = parent && asAssignment(parent);
      return parent !== undefined && (asBinary(parent)?.right === each || assignment?.value === each) && !asSubscript(parent);
    });
    const [only] = places;
    if (!only || places.length !== 1 || identifiers(body, used).length < 2) return [];
    return [repair(only, unused, 'wrongVariable', evidence.strong, `“${unused}” is never used in its own loop.`)];
  });
}

/** `person.firstName + ' ' + person.firstName`, `{ width: r.width, height: r.width }`. */
function repeatedProperties(fn: FunctionInfo): readonly RepairCandidate[] {
  return [...descendants(fn.body)].flatMap((node) => {
    const key = node.type === 'pair' ? childOf(node, 'key')?.text : undefined;
    const value = node.type === 'pair' ? childOf(node, 'value') : undefined;
    const member = value && asMember(value);
    if (key !== undefined && member && node.parent) {
      const mate = counterparts.find((pair) => pair.includes(key) && pair.includes(member.property.text) && key !== member.property.text);
      const twin = node.parent.children.some((other) => other !== node && childOf(other, 'key')?.text === member.property.text && childOf(other, 'value')?.text === value?.text);
      if (mate && twin) return [repair(member.property, key, 'wrongVariable', evidence.strong, `“${value?.text ?? ''}” stands there twice.`)];
    }
    if (!/^(binary_expression|binary_operator|template_string|string)$/.test(node.type) || (node.parent && asBinary(node.parent))) return [];
    return repeatedName(fn, node);
  });
}

const counterparts: readonly (readonly string[])[] = [['x', 'y'], ['width', 'height'], ['min', 'max'], ['start', 'end'], ['left', 'right'], ['top', 'bottom'], ['first', 'last'], ['row', 'column']];

function repeatedName(fn: FunctionInfo, node: SyntaxNode): readonly RepairCandidate[] {
  if (!/['"`]/.test(node.text) || !/\bname\b|full/.test(fn.nameWords.join(' '))) return [];
  const firsts = [...descendants(node)].filter((child) => /^(first_?[nN]ame|first)$/.test(child.text) && child.children.length === 0);
  const [one, two] = firsts;
  if (!one || !two || firsts.length !== 2 || one.text !== two.text || one.parent?.text !== two.parent?.text) return [];
  const text = two.text.replace('first', 'last');
  return [repair(two, text, 'wrongVariable', evidence.strong, 'A full name has a last name too.')];
}

function binaries(fn: FunctionInfo): readonly NonNullable<ReturnType<typeof asBinary>>[] {
  return [...descendants(fn.body)].flatMap((node) => {
    const binary = node.type === 'parenthesized_expression' ? undefined : asBinary(node);
    return binary ? [binary] : [];
  });
}

function identifiers(node: SyntaxNode, name: string): readonly SyntaxNode[] {
  return [...descendants(node)].filter((child) => child.type === 'identifier' && child.text === name && !(child.parent?.type === 'attribute' && child.field === 'attribute'));
}

function identifierIn(node: SyntaxNode, name: string): SyntaxNode | undefined {
  return identifiers(node, name)[0];
}
