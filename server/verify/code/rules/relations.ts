import * as l10n from '@vscode/l10n';
import type { RepairCandidate } from '../../../../protocol/checker.ts';
import { childOf, descendants, namedChildren, type SyntaxNode } from '../../syntax/node.ts';
import {
  asAssignment,
  asBinary,
  asCall,
  asSubscript,
  binariesOf,
  integerValue,
  lengthSubject,
  withOffset,
} from '../expressions.ts';
import { evidence, repair } from '../finding.ts';
import type { FunctionInfo } from '../functionInfo.ts';
import { countedLoops } from '../loops.ts';
import { asBranch, following, returnedValue, statementsOf } from '../patterns.ts';
import { hasWord, wordsOf } from '../words.ts';

/** Places that must agree with one another: a bound with what is returned for it, an index with its list. */
export function relations(fn: FunctionInfo): readonly RepairCandidate[] {
  return [
    ...sameElement(fn),
    ...exchangedIndexes(fn),
    ...[...descendants(fn.body)].flatMap((node) => [
      ...boundItself(fn, node),
      ...ownElement(fn, node),
      ...spliced(fn, node),
      ...countedTwice(node),
      ...sumOfSame(fn, node),
      ...forwardCopy(fn, node),
    ]),
  ];
}

/** `if (index >= length) return length`: the answer breaks the very bound. */
function boundItself(fn: FunctionInfo, node: SyntaxNode): readonly RepairCandidate[] {
  const branch = asBranch(node);
  const binary = branch && asBinary(branch.condition);
  const value = branch && statementsOf(branch.consequence).map(returnedValue)[0];
  if (!binary || !value || value.text !== binary.right.text || binary.operator.text !== '>=')
    return [];
  const size =
    lengthSubject(binary.right) !== undefined ||
    hasWord(wordsOf(binary.right.text), 'length', 'count', 'size', 'len');
  const index = hasWord(
    [...wordsOf(binary.left.text), ...fn.nameWords],
    'index',
    'idx',
    'i',
    'position',
    'cursor',
    'row',
    'column',
    'page',
  );
  return size && index
    ? [
        repair(
          value,
          `${value.text} - 1`,
          'offByOne',
          evidence.strong,
          l10n.t('“{0}” itself is already too large.', value.text),
        ),
      ]
    : [];
}

/** `a.every((value, i) => value === a[i])` compares a list with itself. */
function ownElement(fn: FunctionInfo, node: SyntaxNode): readonly RepairCandidate[] {
  const call = asCall(node);
  const callback =
    call?.object && /^(every|some|filter|map|findIndex)$/.test(call.name)
      ? call.arguments[0]
      : undefined;
  const body = callback && childOf(callback, 'body');
  const list = callback && childOf(callback, 'parameters');
  const binary = body && asBinary(body);
  if (!call?.object || !list || !binary || !/^[!=]==?$|^-$/.test(binary.operator.text)) return [];
  const [value, index] = namedChildren(list).map((each) => each.text.replace(/:.*/, ''));
  const subject = call.object.text;
  const access = [binary.left, binary.right]
    .map((side) => asSubscript(side))
    .find((each) => each?.object.text === subject && each.index.text === index);
  const other = [binary.left, binary.right].some((side) => side.text === value);
  if (!access || !other || value === undefined || index === undefined) return [];
  const others = fn.parameters.filter((parameter) => parameter.name !== subject);
  const [only] = others;
  if (!only || others.length !== 1) return [];
  return [
    repair(
      access.object,
      only.name,
      'wrongVariable',
      evidence.certain,
      l10n.t('“{0}” is compared with itself.', subject),
    ),
  ];
}

/** `values[i] < values[i]` in a counted loop. */
function sameElement(fn: FunctionInfo): readonly RepairCandidate[] {
  return countedLoops(fn).flatMap((loop) =>
    [...descendants(loop.body)].flatMap((node) =>
      binariesOf(node).flatMap((binary) => {
        const right = asSubscript(binary.right);
        if (
          !right ||
          binary.left.text !== binary.right.text ||
          right.index.text !== loop.variable ||
          !/^([<>]=?|[!=]==?|-)$/.test(binary.operator.text)
        )
          return [];
        const first = integerValue(loop.start);
        const offset = withOffset(loop.bound).offset;
        const text =
          first === 1 ? `${loop.variable} - 1` : offset === -1 ? `${loop.variable} + 1` : undefined;
        if (text === undefined) return [];
        return [
          repair(
            right.index,
            text,
            'offByOne',
            evidence.certain,
            l10n.t('An element is compared with itself.'),
          ),
        ];
      }),
    ),
  );
}

/** `m[column][row]` where `row` runs over `m.length` and `column` over `m[0].length`. */
function exchangedIndexes(fn: FunctionInfo): readonly RepairCandidate[] {
  const bounds = new Map(
    countedLoops(fn).map((loop) => [loop.variable, lengthSubject(loop.bound)] as const),
  );
  return [...descendants(fn.body)].flatMap((node) => {
    const outer = asSubscript(node);
    const inner = outer && asSubscript(outer.object);
    if (!outer || !inner || inner.index.type !== 'identifier' || outer.index.type !== 'identifier')
      return [];
    const matrix = inner.object.text;
    const [first, second] = [bounds.get(inner.index.text), bounds.get(outer.index.text)];
    const rowOf = new RegExp(`^${matrix.replace(/\W/g, '\\$&')}\\[[\\w]+\\]$`);
    if (first === undefined || second !== matrix || !rowOf.test(first)) return [];
    const range = { start: inner.index.start - 1, end: outer.index.end + 1 };
    return [
      repair(
        range,
        `[${outer.index.text}][${inner.index.text}]`,
        'swappedArguments',
        evidence.strong,
        l10n.t('Row and column are exchanged.'),
      ),
    ];
  });
}

/** `[...xs.slice(0, i), x, ...xs.slice(i + 1)]` as an insertion, `[...xs.slice(0, i), ...xs.slice(i)]` as a removal. */
function spliced(fn: FunctionInfo, node: SyntaxNode): readonly RepairCandidate[] {
  if (node.type !== 'array') return [];
  const parts = namedChildren(node);
  const sliceOf = (each: SyntaxNode | undefined) => {
    const call =
      each?.type === 'spread_element' && namedChildren(each)[0]
        ? asCall(namedChildren(each)[0] as SyntaxNode)
        : undefined;
    return call?.name === 'slice' ? call : undefined;
  };
  const [head, tail] = [sliceOf(parts[0]), sliceOf(parts.at(-1))];
  const at = head?.arguments[1];
  const rest = tail?.arguments[0];
  if (
    !head ||
    !at ||
    !rest ||
    tail.arguments.length !== 1 ||
    head.object?.text !== tail.object?.text ||
    integerValue(head.arguments[0]) !== 0
  )
    return [];
  const { base, offset } = withOffset(rest);
  if (base.text !== at.text) return [];
  const inserts = hasWord(fn.nameWords, 'insert', 'add', 'inject');
  if (parts.length === 3 && offset === 1 && inserts)
    return [
      repair(
        rest,
        at.text,
        'offByOne',
        evidence.strong,
        l10n.t('The element at that place would be lost.'),
      ),
    ];
  if (parts.length === 2 && offset === 0)
    return [
      repair(
        rest,
        `${at.text} + 1`,
        'offByOne',
        evidence.certain,
        l10n.t('This puts together what it just cut.'),
      ),
    ];
  return [];
}

/** A first value of 1 that the next line counts up again. */
function countedTwice(node: SyntaxNode): readonly RepairCandidate[] {
  const branch = asBranch(node);
  const only = branch && !branch.alternative ? statementsOf(branch.consequence) : [];
  const start =
    only.length === 1 && only[0] ? asAssignment(namedChildren(only[0])[0] ?? only[0]) : undefined;
  const next = following(node)[0];
  const step = next && namedChildren(next)[0];
  if (
    !start ||
    start.operator !== '=' ||
    integerValue(start.value) !== 1 ||
    !asSubscript(start.target) ||
    !step
  )
    return [];
  const adds = step.text === `${start.target.text} += 1` || step.text === `${start.target.text}++`;
  return adds
    ? [
        repair(
          start.value,
          '0',
          'offByOne',
          evidence.strong,
          l10n.t('The first one would be counted twice.'),
        ),
      ]
    : [];
}

/** `f[-1] + f[-1]` and `f[i - 1] + f[i - 1]` where the two before are meant. */
function sumOfSame(fn: FunctionInfo, node: SyntaxNode): readonly RepairCandidate[] {
  const binary = node.type === 'parenthesized_expression' ? undefined : asBinary(node);
  const right = binary && asSubscript(binary.right);
  if (!binary || !right || binary.operator.text !== '+' || binary.left.text !== binary.right.text)
    return [];
  const index = right.index.text;
  const text = index === '-1' ? '-2' : /^(.+?) ?- ?1$/.exec(index)?.[1];
  if (text === undefined) return [];
  const weight =
    /fib/i.test(fn.name) || fn.docWords.has('fibonacci') ? evidence.certain : evidence.likely;
  return [
    repair(
      right.index,
      index === '-1' ? text : `${text} - 2`,
      'offByOne',
      weight,
      l10n.t('Both terms are the same.'),
    ),
  ];
}

/** `text[::1]` is a plain copy. */
function forwardCopy(fn: FunctionInfo, node: SyntaxNode): readonly RepairCandidate[] {
  if (node.type !== 'slice' || node.text !== '::1') return [];
  const named = hasWord(
    [...fn.nameWords, ...fn.docWords],
    'palindrome',
    'reverse',
    'reversed',
    'backwards',
    'mirror',
  );
  return [
    repair(
      node,
      '::-1',
      'offByOne',
      named ? evidence.certain : evidence.likely,
      l10n.t('A step of 1 changes nothing.'),
    ),
  ];
}
