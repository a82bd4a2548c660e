import * as l10n from '@vscode/l10n';
import type { RepairCandidate } from '../../../../protocol/checker.ts';
import { childOf, descendants, namedChildren, type SyntaxNode } from '../../syntax/node.ts';
import {
  asBinary,
  asCall,
  asMember,
  integerValue,
  lengthSubject,
  type Call,
} from '../expressions.ts';
import { evidence, repair } from '../finding.ts';
import type { FunctionInfo } from '../functionInfo.ts';
import { mentions, results } from '../patterns.ts';
import { hasWord, wordsOf } from '../words.ts';
import { escaped } from './searchParts.ts';

/** The order of a sort and the bounds of a clamp. */
export function ordering(fn: FunctionInfo): readonly RepairCandidate[] {
  return [...sortOrder(fn), ...comparator(fn), ...clamping(fn)];
}

const descendingPattern =
  /\b(descending|desc|reverse|highest first|largest first|newest first|biggest first|most recent first|latest first|high to low|highest to lowest|largest to smallest|newest to oldest|decreasing|top|best first|longest first)\b/;

const ascendingPattern =
  /\b(ascending|asc|lowest first|smallest first|oldest first|shortest first|low to high|lowest to highest|smallest to largest|increasing|cheapest first|earliest first|lightest first|youngest first|alphabetical)\b/;

/** Whether words ask for descending order; undefined where they ask for both or neither. */
function asksDescending(fn: FunctionInfo): boolean | undefined {
  const words = `${fn.nameWords.join(' ')} ${fn.doc.toLowerCase()}`;
  const descending = descendingPattern.test(words);
  return descending === ascendingPattern.test(words) ? undefined : descending;
}

/** What is wrong with code that sorts that way. */
function sortsNow(ascending: boolean): string {
  return ascending ? l10n.t('This sorts ascending.') : l10n.t('This sorts descending.');
}

/** `sort((a, b) => a - b)` where words ask for descending order. */
function sortOrder(fn: FunctionInfo): readonly RepairCandidate[] {
  const descending = asksDescending(fn);
  if (descending === undefined) return [];
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
        sortsNow(isAscending),
      ),
    ];
  });
}

/** The same in a function that itself compares two things: `byNewestFirst(a, b)`. */
function comparator(fn: FunctionInfo): readonly RepairCandidate[] {
  const descending = asksDescending(fn);
  const [first, second] = fn.parameters;
  if (descending === undefined || !first || !second || fn.parameters.length !== 2) return [];
  const isNamed = hasWord(
    fn.nameWords,
    'by',
    'compare',
    'comparator',
    'cmp',
    'sort',
    'order',
    'first',
  );
  const [only, ...more] = results(fn);
  const difference = only && asBinary(only);
  if (!isNamed || !difference || more.length > 0 || difference.operator.text !== '-') return [];
  const { left, right } = difference;
  // Whoever is younger was born later, so an age tells nothing without the word for it.
  if (/\b(age|youngest|oldest)\b/i.test(`${fn.nameWords.join(' ')} ${left.text}`)) return [];
  const isAscending = mentions(left, first.name) && mentions(right, second.name);
  const isDescending = mentions(left, second.name) && mentions(right, first.name);
  if (isAscending === isDescending || isDescending === descending) return [];
  const shape = (side: SyntaxNode, name: string): string =>
    side.text.replace(new RegExp(`\\b${escaped(name)}\\b`, 'g'), '_');
  const [one, other] = isAscending ? [first, second] : [second, first];
  if (shape(left, one.name) !== shape(right, other.name)) return [];
  const range = { start: left.start, end: right.end };
  const why = sortsNow(isAscending);
  const text = `${right.text} - ${left.text}`;
  return [repair(range, text, 'swappedOperands', evidence.strong, why)];
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
    repair(value, descending ? 'True' : 'False', 'literal', evidence.strong, sortsNow(descending)),
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
            low
              ? l10n.t('A lower bound needs “{0}”.', other)
              : l10n.t('An upper bound needs “{0}”.', other),
          ),
        ];
    }
    const bounded = boundedByComment(fn, call);
    if (bounded !== undefined && bounded !== call.name && !nested)
      return [
        repair(
          token,
          bounded,
          'wrongMethod',
          evidence.strong,
          l10n.t('The comment says otherwise.'),
        ),
      ];
    const zero = texts.includes('0');
    if (zero && floor && !cap && call.name === 'min')
      return [
        repair(
          token,
          'max',
          'wrongMethod',
          evidence.strong,
          l10n.t('The result must not fall below 0.'),
        ),
      ];
    return [];
  });
}

/** What a comment asks for that names the bound: “never longer than maxMs” asks for the smaller one. */
function boundedByComment(fn: FunctionInfo, call: Call): 'min' | 'max' | undefined {
  const doc = fn.doc.replace(/\s*\n\s*(\*|\/\/|#)?\s*/g, ' ');
  const asked = call.arguments.flatMap((argument): readonly ('min' | 'max')[] => {
    if (!/^[\w.]+$/.test(argument.text) || wordsOf(argument.text).length === 0) return [];
    const name = `(?:the |a )?[\`'"]?${escaped(argument.text)}\\b(?! of)`;
    const than =
      '(?:above|over|beyond|exceeds?|(?:more|longer|greater|larger|higher|bigger|later) than)';
    const under = '(?:below|under|(?:less|fewer|shorter|smaller|lower|earlier) than)';
    const not = "(?:never|not|no|cannot|n't)\\b[^.;]{0,24}?";
    const isCap = new RegExp(
      `\\b${not}\\b${than} ${name}|\\b(?:at most|capped (?:at|to)|up to) ${name}`,
      'i',
    );
    const isFloor = new RegExp(`\\b${not}\\b${under} ${name}|\\bat least ${name}`, 'i');
    return isCap.test(doc) === isFloor.test(doc) ? [] : isCap.test(doc) ? ['min'] : ['max'];
  });
  return asked.length === 1 ? asked[0] : undefined;
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
