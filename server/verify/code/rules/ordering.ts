import type { RepairCandidate } from '../../../../protocol/checker.ts';
import { childOf, descendants, namedChildren, type SyntaxNode } from '../../syntax/node.ts';
import { asBinary, asCall, asMember, integerValue, lengthSubject } from '../expressions.ts';
import { evidence, repair } from '../finding.ts';
import type { FunctionInfo } from '../functionInfo.ts';
import { mentions } from '../patterns.ts';
import { hasWord } from '../words.ts';

/** The order of a sort and the bounds of a clamp. */
export function ordering(fn: FunctionInfo): readonly RepairCandidate[] {
  return [...sortOrder(fn), ...clamping(fn)];
}

const descendingPattern =
  /\b(descending|desc|reverse|highest first|largest first|newest first|biggest first|most recent first|latest first|high to low|highest to lowest|largest to smallest|newest to oldest|decreasing|top|best first|longest first)\b/;

const ascendingPattern =
  /\b(ascending|asc|lowest first|smallest first|oldest first|shortest first|low to high|lowest to highest|smallest to largest|increasing|cheapest first|earliest first|lightest first|youngest first|alphabetical)\b/;

/** `sort((a, b) => a - b)` where words ask for descending order. */
function sortOrder(fn: FunctionInfo): readonly RepairCandidate[] {
  const words = `${fn.nameWords.join(' ')} ${fn.doc.toLowerCase()}`;
  const descending = descendingPattern.test(words);
  const ascending = ascendingPattern.test(words);
  if (descending === ascending) return [];
  return [...descendants(fn.body)].flatMap((node) => {
    const call = asCall(node);
    if (!call || !/^(sort|toSorted|sorted)$/.test(call.name)) return [];
    if (fn.family === 'python') return reverseFlag(call.arguments, descending);
    const callback = call.arguments[0];
    const body = callback && childOf(callback, 'body');
    const list = callback && childOf(callback, 'parameters');
    const binary = body && asBinary(body);
    const first = list && namedChildren(list)[0]?.text.replace(/:.*/, '');
    if (!binary || binary.operator.text !== '-' || first === undefined || isReversed(call.node))
      return [];
    const isAscending = mentions(binary.left, first);
    if (isAscending !== descending) return [];
    const range = { start: binary.left.start, end: binary.right.end };
    return [
      repair(
        range,
        `${binary.right.text} - ${binary.left.text}`,
        'swappedOperands',
        evidence.strong,
        `This sorts ${isAscending ? 'ascending' : 'descending'}.`,
      ),
    ];
  });
}

function isReversed(node: SyntaxNode): boolean {
  return /^\.(reverse|toReversed)/.test(node.parent?.text.slice(node.text.length).trim() ?? '');
}

function reverseFlag(
  arguments_: readonly SyntaxNode[],
  descending: boolean,
): readonly RepairCandidate[] {
  const flag = arguments_.find(
    (argument) =>
      argument.type === 'keyword_argument' && childOf(argument, 'name')?.text === 'reverse',
  );
  const value = flag && childOf(flag, 'value');
  if (!value || !/^(True|False)$/.test(value.text) || (value.text === 'True') === descending)
    return [];
  return [
    repair(
      value,
      descending ? 'True' : 'False',
      'literal',
      evidence.strong,
      `This sorts ${descending ? 'ascending' : 'descending'}.`,
    ),
  ];
}

const lowBounds = ['min', 'minimum', 'low', 'lower', 'lo', 'floor', '0'];

const highBounds = ['max', 'maximum', 'high', 'upper', 'hi', 'limit', 'ceiling'];

/** `Math.min(value, low)` in a clamp, `Math.min(0, x)` for “never below zero”. */
function clamping(fn: FunctionInfo): readonly RepairCandidate[] {
  const doc = fn.doc.toLowerCase();
  const floor =
    /\b(never|not|no)\b[^.]*\b(below|less than|under|negative|lower than)\b|\bat least\b/.test(doc);
  const cap =
    /\b(never|not|no)\b[^.]*\b(above|more than|over|exceed\w*|greater than|higher than)\b|\bat most\b/.test(
      doc,
    );
  const clamp = hasWord(fn.nameWords, 'clamp', 'limit', 'constrain', 'bound', 'clip', 'restrict');
  return [...descendants(fn.body)].flatMap((node) => {
    const call = asCall(node);
    if (!call || !/^(min|max)$/.test(call.name) || call.arguments.length !== 2) return [];
    const token = asMember(call.callee)?.property ?? call.callee;
    const texts = call.arguments.map((argument) => argument.text.toLowerCase());
    const nested =
      call.arguments.some((argument) => /\b(min|max)\(/.test(argument.text)) ||
      /^(min|max)$/.test((node.parent?.parent && asCall(node.parent.parent)?.name) ?? '');
    const low = call.arguments.some((argument) => isBound(argument, lowBounds));
    const high = call.arguments.some((argument) => isBound(argument, highBounds));
    const other = call.name === 'min' ? 'max' : 'min';
    if ((clamp || nested) && low !== high) {
      const wrong = (low && call.name === 'min') || (high && call.name === 'max');
      const names = fn.parameters.length >= 2;
      if (wrong && names && !(nested && innerMatches(call.arguments, call.name)))
        return [
          repair(
            token,
            other,
            'wrongMethod',
            evidence.strong,
            `A ${low ? 'lower' : 'upper'} bound needs “${other}”.`,
          ),
        ];
    }
    const zero = texts.includes('0');
    if (zero && floor && !cap && call.name === 'min')
      return [
        repair(token, 'max', 'wrongMethod', evidence.strong, 'The result must not fall below 0.'),
      ];
    return [];
  });
}

/** Whether an inner `min`/`max` of the same name makes it unclear which of the two is wrong. */
function innerMatches(arguments_: readonly SyntaxNode[], name: string): boolean {
  return arguments_.some((argument) => {
    const call = asCall(argument);
    return (
      call?.name === name &&
      call.arguments.some((each) => isBound(each, name === 'min' ? lowBounds : highBounds))
    );
  });
}

function isBound(node: SyntaxNode, words: readonly string[]): boolean {
  const value = integerValue(node);
  if (value !== undefined) return words.includes(String(value));
  return (
    /^[\w.]+$/.test(node.text) &&
    hasWord(node.text.toLowerCase().split(/[^a-z]+/), ...words) &&
    lengthSubject(node) === undefined
  );
}
