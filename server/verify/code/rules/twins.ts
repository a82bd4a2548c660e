import * as l10n from '@vscode/l10n';
import type { RepairCandidate } from '../../../../protocol/checker.ts';
import { ancestor, childOf, descendants, unwrapped, type SyntaxNode } from '../../syntax/node.ts';
import { asAssignment, asBinary, asCall, asMember, integerValue } from '../expressions.ts';
import { evidence, repair } from '../finding.ts';
import type { FunctionInfo } from '../functionInfo.ts';
import { enclosingStatement } from '../patterns.ts';
import { hasWord, wordsOf } from '../words.ts';

/** The same thing done twice where its counterpart is meant. */
export function twins(fn: FunctionInfo): readonly RepairCandidate[] {
  return [
    ...sameChild(fn),
    ...sameAsAssigned(fn),
    ...[...descendants(fn.body)].flatMap((node) => [
      ...addedBefore(fn, node),
      ...firstLetterTwice(node),
      ...nestedExtremes(node),
    ]),
  ];
}

const halves: readonly (readonly [string, string])[] = [
  ['left', 'right'],
  ['lhs', 'rhs'],
  ['Left', 'Right'],
];

/** `walk(node.left); …; walk(node.left)` and nothing for the other child. */
function sameChild(fn: FunctionInfo): readonly RepairCandidate[] {
  const steps = [...descendants(fn.body)].flatMap((node) => {
    const call = asCall(node);
    const child =
      call?.name === fn.name ? call.arguments.flatMap((each) => asMember(each) ?? []) : [];
    const [member] = child;
    return call && member && child.length === 1 ? [{ call, member }] : [];
  });
  const [first, second] = steps;
  if (!first || !second || steps.length !== 2) return [];
  const property = second.member.property.text;
  if (first.call.node.text !== second.call.node.text) return [];
  const pair = halves.find((each) => each.includes(property));
  if (!pair) return [];
  const isFirst = property === pair[0];
  const other = isFirst ? pair[1] : pair[0];
  const wrong = isFirst ? second : first;
  const why = l10n.t(
    '“{0}” stands there twice, and nothing goes {1}.',
    first.call.node.text,
    other.toLowerCase(),
  );
  return [repair(wrong.member.property, other, 'wrongProperty', evidence.certain, why)];
}

const noneWords = ['found', 'has', 'any', 'contains', 'exists', 'includes', 'some', 'seen'];
const allWords = ['all', 'every', 'valid', 'sorted', 'ok', 'equal', 'same', 'unique', 'prime'];

/** `let found = true` where `found = true` is all that ever happens to it. */
function sameAsAssigned(fn: FunctionInfo): readonly RepairCandidate[] {
  return [...fn.uses].flatMap(([name, uses]) => {
    const assignments = uses.flatMap(({ node }) => {
      const found = node.parent && asAssignment(node.parent);
      return found?.target === node ? [found] : [];
    });
    const [start, ...later] = assignments;
    const writes = uses.filter((use) => /^(write|update|declare)$/.test(use.kind));
    if (!start || later.length === 0 || writes.length !== assignments.length) return [];
    const value = start.value.text;
    if (!/^(true|false|True|False)$/.test(value)) return [];
    if (!isOwnStart(fn, start.node) || later.some((each) => each.value.text !== value)) return [];
    const words = [...wordsOf(name), ...fn.nameWords];
    const isSearch = hasWord(words, ...noneWords);
    if (isSearch === hasWord(words, ...allWords)) return [];
    const isTrue = /^true$/i.test(value);
    const why = l10n.t('“{0}” is never anything but {1}.', name, value);
    // A search starts with no, a test of all with yes.
    const wrong = isSearch === isTrue ? [start] : later;
    return wrong
      .slice(0, wrong.length === 1 ? 1 : 0)
      .map((each) => repair(each.value, opposite(value), 'literal', evidence.certain, why));
  });
}

/** Whether a variable begins here, in the function's own block. */
function isOwnStart(fn: FunctionInfo, node: SyntaxNode): boolean {
  const isDeclared = fn.family === 'python' || node.type === 'variable_declarator';
  return isDeclared && enclosingStatement(node).parent === fn.body;
}

function opposite(value: string): string {
  return { true: 'false', false: 'true', True: 'False', False: 'True' }[value] ?? value;
}

/** `seen.add(node); for (const next of …) if (!seen.has(node))`: that is known already. */
function addedBefore(fn: FunctionInfo, node: SyntaxNode): readonly RepairCandidate[] {
  const add = asCall(node);
  const [key] = add?.arguments ?? [];
  if (!add?.object || !/^(add|append)$/.test(add.name) || key?.type !== 'identifier') return [];
  if (node.parent?.type !== 'expression_statement') return [];
  const set = add.object.text;
  const block = enclosingStatement(node).parent;
  if (!block) return [];
  const written = (fn.uses.get(key.text) ?? []).some(
    (use) => /^(write|update)$/.test(use.kind) && use.node.start > node.end,
  );
  if (written) return [];
  return [...descendants(block)].flatMap((each) => {
    if (each.start < node.end) return [];
    const asked = askedFor(each, set);
    const loop =
      asked && ancestor(asked, (at) => /^(for_in_statement|for_statement)$/.test(at.type));
    const next = loop && childOf(loop, 'left');
    if (asked?.text !== key.text || !loop || loop.start < node.end || next?.type !== 'identifier')
      return [];
    const why = l10n.t('“{0}” was added to “{1}” just before.', key.text, set);
    return [repair(asked, next.text, 'wrongVariable', evidence.certain, why)];
  });
}

/** What a test looks up in a set: the `x` of `set.has(x)` or `x in set`. */
function askedFor(node: SyntaxNode, set: string): SyntaxNode | undefined {
  const call = asCall(node);
  if (call?.object?.text === set && /^(has|includes)$/.test(call.name)) return call.arguments[0];
  const binary = node.type === 'parenthesized_expression' ? undefined : asBinary(node);
  return binary && /^(not in|in)$/.test(binary.operator.text) && binary.right.text === set
    ? binary.left
    : undefined;
}

/** `word[0].toUpperCase() + word.slice(0)`: the first letter would stand there twice. */
function firstLetterTwice(node: SyntaxNode): readonly RepairCandidate[] {
  const binary = node.type === 'parenthesized_expression' ? undefined : asBinary(node);
  if (binary?.operator.text !== '+') return [];
  const first =
    /^([\w.]+)(\[0\]|\.charAt\(0\)|\[:1\])\.(toUpperCase|toLowerCase|upper|lower)\(\)$/.exec(
      binary.left.text,
    )?.[1];
  const rest = /^([\w.]+)(\[0:\]|\.slice\(0\)|\.substring\(0\))/.exec(binary.right.text);
  if (first === undefined || rest?.[1] !== first) return [];
  const zero = [...descendants(binary.right)].find((each) => each.text === '0');
  const why = l10n.t('The first letter would stand there twice.');
  return zero ? [repair(zero, '1', 'offByOne', evidence.certain, why)] : [];
}

/** `Math.max(0, Math.max(100, x))`: one of the two has to hold from above. */
function nestedExtremes(node: SyntaxNode): readonly RepairCandidate[] {
  const outer = asCall(node);
  if (!outer || !/^(Math\.)?(min|max)$/.test(outer.callee.text) || outer.arguments.length !== 2)
    return [];
  const inner = outer.arguments.map((each) => asCall(unwrapped(each))).find((each) => each);
  if (!inner || inner.callee.text !== outer.callee.text || inner.arguments.length !== 2) return [];
  const outerBound = outer.arguments.find((each) => unwrapped(each) !== inner.node);
  const bounds = inner.arguments.map((each) => ({ each, rank: rankOf(each) }));
  const innerBound = bounds.find(({ rank }) => rank !== undefined);
  const outerRank = outerBound && rankOf(outerBound);
  if (outerRank === undefined || innerBound?.rank === undefined || outerRank === innerBound.rank)
    return [];
  const isMax = outer.name === 'max';
  // The lower bound belongs to `max`, the upper one to `min`.
  const wrong = outerRank < innerBound.rank === isMax ? inner : outer;
  const token = asMember(wrong.callee)?.property ?? wrong.callee;
  const why = l10n.t('Both bounds hold from one side.');
  return [repair(token, isMax ? 'min' : 'max', 'wrongMethod', evidence.certain, why)];
}

/** Where a bound lies: its number, or by its name below or above all numbers. */
function rankOf(node: SyntaxNode): number | undefined {
  const value =
    integerValue(node) ?? (/^\d*\.\d+$/.test(node.text) ? Number(node.text) : undefined);
  if (value !== undefined) return value;
  const words = wordsOf(node.text);
  if (hasWord(words, 'min', 'minimum', 'low', 'lo', 'lower', 'floor', 'start')) return -Infinity;
  const isHigh = hasWord(
    words,
    'max',
    'maximum',
    'high',
    'hi',
    'upper',
    'ceiling',
    'end',
    'length',
  );
  return isHigh ? Infinity : undefined;
}
