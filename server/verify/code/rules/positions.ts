import * as l10n from '@vscode/l10n';
import type { RepairCandidate } from '../../../../protocol/checker.ts';
import {
  ancestor,
  childOf,
  descendants,
  namedChildren,
  within,
  type SyntaxNode,
} from '../../syntax/node.ts';
import {
  asAssignment,
  asBinary,
  asCall,
  asMember,
  asSubscript,
  lengthSubject,
  type Assignment,
  type Binary,
} from '../expressions.ts';
import { evidence, repair } from '../finding.ts';
import type { FunctionInfo } from '../functionInfo.ts';
import { asBranch, results } from '../patterns.ts';
import { escaped } from './searchParts.ts';

/** Where something lies, taken for what lies there; a list taken for its length; a slice shorter than its step. */
export function positions(fn: FunctionInfo): readonly RepairCandidate[] {
  return [
    ...ordinalPlace(fn),
    ...[...descendants(fn.body)].flatMap((node) => [
      ...lastWindow(node),
      ...keptPlace(node),
      ...listAsNumber(fn, node),
      ...shortSlice(fn, node),
      ...countedFromOne(fn, node),
      ...foundPlace(fn, node),
      ...lastPlace(fn, node),
    ]),
  ];
}

/** `if (xs[i] > xs[best]) best = xs[i]` and `if (xs[i] > best) best = i`. */
function keptPlace(node: SyntaxNode): readonly RepairCandidate[] {
  const assignment = asAssignment(node);
  if (assignment?.operator !== '=' || assignment.target.type !== 'identifier') return [];
  const holder = ancestor(node, (at) => asBranch(at) !== undefined);
  const condition = holder && asBranch(holder)?.condition;
  if (!condition) return [];
  return [...descendants(condition)].flatMap((each) => {
    const binary = each.type === 'parenthesized_expression' ? undefined : asBinary(each);
    if (!binary || !/^[<>]=?$/.test(binary.operator.text)) return [];
    return [...placeOf(assignment, binary, false), ...placeOf(assignment, binary, true)];
  });
}

function placeOf(
  { target, value, node }: Assignment,
  { left, right }: Binary,
  crossed: boolean,
): readonly RepairCandidate[] {
  const [best, other] = crossed ? [left, right] : [right, left];
  const [own, theirs] = [asSubscript(best), asSubscript(other)];
  if (own?.index.text === target.text && value.text !== target.text) {
    const isSame = theirs && theirs.object.text === own.object.text;
    const index =
      isSame && other.text === value.text
        ? theirs.index.text
        : other.text === value.text
          ? countedBeside(node, value.text, own.object.text)
          : undefined;
    if (index === undefined || index === target.text) return [];
    const why = l10n.t(
      '“{0}” is a place in “{1}”, not what lies there.',
      target.text,
      own.object.text,
    );
    return [repair(value, index, 'wrongVariable', evidence.certain, why)];
  }
  if (best.text !== target.text || theirs?.index.text !== value.text) return [];
  if (!/^[\w$]+$/.test(value.text)) return [];
  const why = l10n.t('“{0}” is compared with “{1}”.', target.text, other.text);
  return [repair(value, other.text, 'wrongVariable', evidence.strong, why)];
}

/** The `i` of `for i, x in enumerate(xs)`, `for (const [i, x] of xs.entries())` and `xs.forEach((x, i) => …)`. */
function countedBeside(node: SyntaxNode, element: string, list: string): string | undefined {
  for (let at = node.parent; at; at = at.parent) {
    const right = childOf(at, 'right')?.text;
    const counts =
      right !== undefined &&
      new RegExp(`^(enumerate\\(${escaped(list)}\\)|${escaped(list)}\\.entries\\(\\))$`).test(
        right,
      );
    const left = childOf(at, 'left');
    const names = counts && left ? namedChildren(left) : [];
    if (names[1]?.text === element) return names[0]?.text;
    const parameters = childOf(at, 'parameters');
    const call = at.parent?.parent && asCall(at.parent.parent);
    if (at.type !== 'arrow_function' || !parameters || call?.object?.text !== list) continue;
    const [first, second] = namedChildren(parameters).map((each) => each.text.replace(/:.*/, ''));
    if (call.name === 'forEach' && first === element) return second;
  }
  return undefined;
}

/** `sum(values) / values`, `for i in range(values)`, `i < values` beside `values[i]`. */
function listAsNumber(fn: FunctionInfo, node: SyntaxNode): readonly RepairCandidate[] {
  const operand = numberPlace(fn, node);
  if (operand?.type !== 'identifier' || !isList(fn, operand.text)) return [];
  const text = fn.family === 'python' ? `len(${operand.text})` : `${operand.text}.length`;
  const why = l10n.t('“{0}” is a list, not a number.', operand.text);
  return [repair(operand, text, 'missingCall', evidence.certain, why)];
}

/** The divisor, the bound of a counted loop, or the argument of `range`. */
function numberPlace(fn: FunctionInfo, node: SyntaxNode): SyntaxNode | undefined {
  const call = asCall(node);
  if (call?.name === 'range' && !call.object && call.arguments.length <= 2)
    return call.arguments.at(-1);
  const binary = node.type === 'parenthesized_expression' ? undefined : asBinary(node);
  if (!binary) return undefined;
  if (/^(\/|\/\/|%)$/.test(binary.operator.text))
    return fn.family === 'script' || isSum(fn, binary.left) ? binary.right : undefined;
  const isBound = node.field === 'condition' && node.parent?.type === 'for_statement';
  return isBound && /^[<>]=?$/.test(binary.operator.text) ? binary.right : undefined;
}

/** Whether a value is surely one number: arrays of numpy divide by one another too. */
function isSum(fn: FunctionInfo, node: SyntaxNode): boolean {
  const isCounted = (fn.uses.get(node.text) ?? []).some((use) => use.kind === 'update');
  return asCall(node)?.callee.text === 'sum' || (node.type === 'identifier' && isCounted);
}

/** Whether a name surely holds a list: it is measured, summed or indexed by a counter, and is never a number. */
function isList(fn: FunctionInfo, name: string): boolean {
  const uses = fn.uses.get(name) ?? [];
  const [first] = uses;
  if (first?.kind !== 'parameter' || uses.some((use) => /write|update/.test(use.kind)))
    return false;
  const { type } = fn.parameters.find((each) => each.name === name) ?? {};
  if (type !== undefined)
    return /^(readonly )?[\w.]+\[\]$|^(ReadonlyArray|Array|list|List|Sequence|tuple)\b/.test(type);
  return uses.some(({ node }) => {
    const { parent } = node;
    const call = parent?.parent && asCall(parent.parent);
    const isArgument = call?.argumentList === parent && call?.arguments[0] === node;
    if (isArgument && /^(len|sum|sorted|enumerate)$/.test(call?.name ?? '')) return true;
    const member = parent && asMember(parent);
    if (member?.object === node && /^(length|reduce|map|forEach)$/.test(member.property.text))
      return true;
    const isWalked = parent !== undefined && /^for_/.test(parent.type) && node.field === 'right';
    return isWalked || (parent !== undefined && asSubscript(parent)?.object === node);
  });
}

/** `data[i:i + 1]` and `data.slice(i, i + 1)` for an `i` that moves on by `size`. */
function shortSlice(fn: FunctionInfo, node: SyntaxNode): readonly RepairCandidate[] {
  const end = sliceEnd(node);
  const bound = end && asBinary(end.end);
  if (end?.start.type === 'identifier' && end.end.type === 'identifier') {
    const moved = stepOf(fn, end.start.text);
    if (moved !== end.end.text) return [];
    const why = l10n.t('“{0}” is how far the slice reaches, not where it ends.', moved);
    return [repair(end.end, `${end.start.text} + ${moved}`, 'offByOne', evidence.strong, why)];
  }
  if (!end || bound?.operator.text !== '+' || bound.left.text !== end.start.text) return [];
  if (!/^[1-9]$/.test(bound.right.text) || end.start.type !== 'identifier') return [];
  const step = stepOf(fn, end.start.text);
  if (step === undefined) return [];
  const why = l10n.t('“{0}” moves on by “{1}”.', end.start.text, step);
  return [repair(bound.right, step, 'wrongVariable', evidence.strong, why)];
}

function sliceEnd(
  node: SyntaxNode,
): { readonly start: SyntaxNode; readonly end: SyntaxNode } | undefined {
  const call = asCall(node);
  const parts =
    node.type === 'slice'
      ? namedChildren(node)
      : call && /^(slice|substring)$/.test(call.name)
        ? call.arguments
        : [];
  const [start, end] = parts;
  return start && end && parts.length === 2 ? { start, end } : undefined;
}

/** The parameter by which a loop moves a name on: `for i in range(0, n, size)`, `i += size`. */
function stepOf(fn: FunctionInfo, name: string): string | undefined {
  for (const each of descendants(fn.body)) {
    const step =
      childOf(each, 'left')?.text === name && /^for_/.test(each.type)
        ? rangeStep(childOf(each, 'right'))
        : added(asAssignment(each), name);
    if (step?.type === 'identifier' && fn.parameters.some(({ name: at }) => at === step.text))
      return step.text;
  }
  return undefined;
}

function rangeStep(node: SyntaxNode | undefined): SyntaxNode | undefined {
  const call = node && asCall(node);
  return call?.name === 'range' ? call.arguments[2] : undefined;
}

function added(assignment: Assignment | undefined, name: string): SyntaxNode | undefined {
  if (assignment?.target.text !== name) return undefined;
  if (assignment.operator === '+=') return assignment.value;
  const sum = assignment.operator === '=' ? asBinary(assignment.value) : undefined;
  return sum?.operator.text === '+' && sum.left.text === name ? sum.right : undefined;
}

const fromOne =
  /\b(counted|counting|numbered|starts?|starting|indexed) (from|at) (1|one)\b|\b(1|one)-based\b/;

/** `days[n]` where a comment says that `n` is counted from 1. */
function countedFromOne(fn: FunctionInfo, node: SyntaxNode): readonly RepairCandidate[] {
  const subscript = asSubscript(node);
  const name = subscript?.index.text;
  if (!subscript || !fn.parameters.some((each) => each.name === name)) return [];
  if (!fromOne.test(fn.doc.toLowerCase()) || !isList(fn, subscript.object.text)) return [];
  const uses = fn.uses.get(name ?? '') ?? [];
  if (uses.some(({ kind, node: at }) => kind !== 'parameter' && at !== subscript.index)) return [];
  if (/\b(unused|ignored|dummy|padded|placeholder)\b/.test(fn.doc.toLowerCase())) return [];
  const why = l10n.t('“{0}” is counted from 1, places from 0.', name ?? '');
  return [repair(subscript.index, `${name ?? ''} - 1`, 'offByOne', evidence.certain, why)];
}

/** `step === steps.length` in `isLastStep`, unless steps are counted from 1. */
function lastPlace(fn: FunctionInfo, node: SyntaxNode): readonly RepairCandidate[] {
  const binary = node.type === 'parenthesized_expression' ? undefined : asBinary(node);
  if (
    !binary ||
    !/^===?$/.test(binary.operator.text) ||
    !/^(is|at|on)$/.test(fn.nameWords[0] ?? '')
  )
    return [];
  const isIndex = /^(i|index|idx|position|pos|step|current|active|cursor)(Index)?$/.test(
    binary.left.text.split('.').at(-1) ?? '',
  );
  if (!fn.nameWords.includes('last') || lengthSubject(binary.right) === undefined || !isIndex)
    return [];
  if (/\b(1|one|counted|numbered)\b/.test(fn.doc.toLowerCase())) return [];
  const why = l10n.t('The last place is one below the length.');
  return [repair(binary.right, `${binary.right.text} - 1`, 'offByOne', evidence.strong, why)];
}

/** `for i in range(len(xs) - size)` with `xs[i:i + size]`: the last window is left out. */
function lastWindow(node: SyntaxNode): readonly RepairCandidate[] {
  const end = sliceEnd(node);
  const sum = end && asBinary(end.end);
  if (!end || sum?.operator.text !== '+' || sum.left.text !== end.start.text) return [];
  const list = node.type === 'slice' ? node.parent?.children[0] : asCall(node)?.object;
  const loop = ancestor(
    node,
    (at) =>
      /^for_/.test(at.type) || namedChildren(at).some((each) => each.type === 'for_in_clause'),
  );
  const head = loop && (namedChildren(loop).find((each) => each.type === 'for_in_clause') ?? loop);
  if (!list || !head) return [];
  const range = asCall(childOf(head, 'right') ?? head);
  const condition = childOf(head, 'condition');
  const test = condition && asBinary(condition);
  const counts = childOf(head, 'left')?.text === end.start.text && range?.name === 'range';
  const bound = counts && range.arguments.length <= 2 ? range.arguments.at(-1) : test?.right;
  const isShort = counts || (test?.operator.text === '<' && test.left.text === end.start.text);
  const difference = bound && asBinary(bound);
  if (!bound || !isShort || difference?.operator.text !== '-') return [];
  if (lengthSubject(difference.left) !== list.text || difference.right.text !== sum.right.text)
    return [];
  const why = l10n.t('The last {0} of “{1}” would be left out.', sum.right.text, list.text);
  return test && !counts
    ? [repair(test.operator, '<=', 'comparison', evidence.strong, why)]
    : [repair(bound, `${bound.text} + 1`, 'offByOne', evidence.strong, why)];
}

/** `const index = xs.indexOf(x); …; xs.splice(x, 1)`: the place was looked up so that it could be used. */
function foundPlace(fn: FunctionInfo, node: SyntaxNode): readonly RepairCandidate[] {
  const found = asAssignment(node);
  const call = found?.operator === '=' ? asCall(found.value) : undefined;
  const [wanted] = call?.arguments ?? [];
  if (!found || !call?.object || !wanted || !/^(indexOf|lastIndexOf|index)$/.test(call.name))
    return [];
  if (found.target.type !== 'identifier' || wanted.type !== 'identifier') return [];
  const list = call.object.text;
  return [...descendants(fn.body)].flatMap((each) => {
    if (each.start < node.end) return [];
    const later = asCall(each);
    const isCut = later?.object?.text === list && /^(splice|pop)$/.test(later.name);
    const read = asSubscript(each);
    const place = isCut ? later.arguments[0] : read?.object.text === list ? read.index : undefined;
    if (place?.text !== wanted.text) return [];
    const why = l10n.t('“{0}” lies at “{1}”.', wanted.text, found.target.text);
    return [repair(place, found.target.text, 'wrongVariable', evidence.certain, why)];
  });
}

const ordinals: Readonly<Record<string, number>> = { second: 1, third: 2, fourth: 3 };
/** A second is a part of a minute too. */
const ordered =
  /^(smallest|largest|highest|lowest|biggest|best|worst|longest|shortest|oldest|newest|place|item|element|word|line|row|column|player|winner|letter|name|value)$/;

/** `sorted[2]` in `secondSmallest`. */
function ordinalPlace(fn: FunctionInfo): readonly RepairCandidate[] {
  const words = fn.nameWords.filter((word) => Object.hasOwn(ordinals, word));
  const place = ordinals[words[0] ?? ''];
  if (place === undefined || words.length > 1 || !fn.nameWords.some((word) => ordered.test(word)))
    return [];
  if (fn.nameWords.includes('last')) return [];
  const reads = [...descendants(fn.body)].flatMap((node) => asSubscript(node) ?? []);
  const [only] = reads;
  if (!only || reads.length !== 1 || !/^\d$/.test(only.index.text)) return [];
  if (Number(only.index.text) === place || !results(fn).some((value) => within(only.index, value)))
    return [];
  return [repair(only.index, String(place), 'offByOne', evidence.strong, liesAt(place))];
}

function liesAt(place: number): string {
  if (place === 1) return l10n.t('The second one lies at 1.');
  return place === 2 ? l10n.t('The third one lies at 2.') : l10n.t('The fourth one lies at 3.');
}
