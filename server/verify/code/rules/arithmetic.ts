import * as l10n from '@vscode/l10n';
import type { RepairCandidate } from '../../../../protocol/checker.ts';
import { descendants, unwrapped, type SyntaxNode } from '../../syntax/node.ts';
import { asAssignment, asBinary, asCall, integerValue, lengthSubject } from '../expressions.ts';
import { evidence, repair } from '../finding.ts';
import type { FunctionInfo } from '../functionInfo.ts';
import { results } from '../patterns.ts';
import { hasWord, wordsOf } from '../words.ts';
import { allBinaries } from './arithmeticParts.ts';

/** Arithmetic that contradicts what the function is called. */
export function arithmetic(fn: FunctionInfo): readonly RepairCandidate[] {
  return [...verbs(fn), ...averages(fn), ...areas(fn), ...products(fn), ...emptyOffsets(fn)];
}

const verbOperators: Readonly<Record<string, string>> = {
  add: '+',
  plus: '+',
  sum: '+',
  increment: '+',
  increase: '+',
  subtract: '-',
  minus: '-',
  difference: '-',
  decrement: '-',
  decrease: '-',
  multiply: '*',
  times: '*',
  product: '*',
  double: '*',
  triple: '*',
  divide: '/',
  quotient: '/',
  halve: '/',
  half: '/',
  ratio: '/',
  remainder: '%',
  modulo: '%',
  mod: '%',
};

const verbLiterals: Readonly<Record<string, number>> = {
  double: 2,
  triple: 3,
  halve: 2,
  half: 2,
  increment: 1,
  decrement: 1,
};

/** `add(a, b)` that returns `a - b`; `double(x)` that returns `x + 2`. */
function verbs(fn: FunctionInfo): readonly RepairCandidate[] {
  const known = fn.nameWords.filter((word) => Object.hasOwn(verbOperators, word));
  const [verb] = known;
  if (verb === undefined || known.length !== 1 || fn.nameWords.length > 3) return [];
  const returned = results(fn);
  const value = returned.at(-1);
  const binary = value && asBinary(value);
  if (!binary || returned.length > 2) return [];
  const wanted = verbOperators[verb] ?? '';
  const operator = binary.operator.text;
  const literal = verbLiterals[verb];
  const isParameter = (node: SyntaxNode) =>
    fn.parameters.some((parameter) => parameter.name === node.text);
  const pair = fn.parameters.length === 2 && isParameter(binary.left) && isParameter(binary.right);
  const single =
    literal !== undefined && isParameter(binary.left) && integerValue(binary.right) === literal;
  if (!pair && !single) return [];
  if (
    operator === wanted ||
    (wanted === '/' && operator === '//') ||
    !/^[-+*/%]$|^\*\*$|^\/\/$/.test(operator)
  )
    return [];
  if (wanted === '/' && /^[%]$/.test(operator) && !single && hasWord(fn.nameWords, 'ratio'))
    return [];
  return [
    repair(
      binary.operator,
      wanted,
      'operator',
      evidence.strong,
      l10n.t('“{0}” asks for “{1}”.', fn.name, wanted),
    ),
  ];
}

/** An average that multiplies by the length. */
function averages(fn: FunctionInfo): readonly RepairCandidate[] {
  const words = [...fn.nameWords];
  return allBinaries(fn).flatMap((binary) => {
    if (lengthSubject(unwrapped(binary.right)) === undefined) return [];
    const target = binary.node.parent && asAssignment(binary.node.parent)?.target.text;
    const isAverage = hasWord(
      [...words, ...wordsOf(target ?? '')],
      'average',
      'avg',
      'mean',
      'averages',
      'means',
    );
    if (
      !isAverage ||
      !/^[*+%-]$/.test(binary.operator.text) ||
      integerValue(binary.left) !== undefined
    )
      return [];
    if (binary.node.parent && asBinary(binary.node.parent)) return [];
    // What a call or an index is given is a place or a count, not the average.
    if (
      /^(arguments|argument_list|subscript|subscript_expression)$/.test(
        binary.node.parent?.type ?? '',
      )
    )
      return [];
    return [
      repair(
        binary.operator,
        '/',
        'operator',
        evidence.strong,
        l10n.t('An average divides by how many there are.'),
      ),
    ];
  });
}

/** `width + height` as an area. */
function areas(fn: FunctionInfo): readonly RepairCandidate[] {
  const area =
    hasWord(fn.nameWords, 'area', 'volume') &&
    !hasWord(fn.nameWords, 'perimeter', 'surface', 'total');
  const perimeter = hasWord(fn.nameWords, 'perimeter', 'circumference');
  return results(fn).flatMap((value) => {
    const found = [...descendants(value)].flatMap((node) => {
      const binary = asBinary(node);
      return binary && node.type !== 'parenthesized_expression' ? [binary] : [];
    });
    const dimension = (node: SyntaxNode) =>
      hasWord(
        wordsOf(node.text),
        'width',
        'height',
        'length',
        'depth',
        'side',
        'base',
        'w',
        'h',
        'breadth',
      ) && /^[\w.]+$/.test(node.text);
    return found.flatMap((binary) => {
      if (!dimension(binary.right) || !(dimension(binary.left) || asBinary(binary.left))) return [];
      if (area && /^[-+/]$/.test(binary.operator.text)) {
        return [
          repair(
            binary.operator,
            '*',
            'operator',
            evidence.strong,
            l10n.t('An area is a product.'),
          ),
        ];
      }
      if (perimeter && /^[-*/]$/.test(binary.operator.text) && dimension(binary.left)) {
        return [
          repair(
            binary.operator,
            '+',
            'operator',
            evidence.strong,
            l10n.t('A perimeter adds up sides.'),
          ),
        ];
      }
      return [];
    });
  });
}

/** `price + quantity` as a value. */
function products(fn: FunctionInfo): readonly RepairCandidate[] {
  return allBinaries(fn).flatMap((binary) => {
    if (!/^[-+/]$/.test(binary.operator.text)) return [];
    const last = (node: SyntaxNode) => wordsOf(node.text).at(-1) ?? '';
    const priced = (node: SyntaxNode) =>
      /^(price|cost|rate|wage|fee)$/.test(last(node)) && /^[\w.]+$/.test(node.text);
    const counted = (node: SyntaxNode) =>
      /^(quantity|qty|count|units|hours|amount)$/.test(last(node)) && /^[\w.]+$/.test(node.text);
    const right = binary.right;
    const left = asBinary(binary.left)?.right ?? binary.left;
    if (!((priced(left) && counted(right)) || (counted(left) && priced(right)))) return [];
    if (/amount$/i.test(left.text) || /amount$/i.test(right.text)) return [];
    return [
      repair(
        binary.operator,
        '*',
        'operator',
        evidence.strong,
        l10n.t('A price times a quantity is the value.'),
      ),
    ];
  });
}

/** `n * factorial(n + 1)`: recursion that moves away from its end. */
function emptyOffsets(fn: FunctionInfo): readonly RepairCandidate[] {
  if (fn.name === '') return [];
  const [first] = fn.parameters;
  return [...descendants(fn.body)].flatMap((node) => {
    const call = asCall(node);
    const argument = call?.arguments[0];
    const binary = argument && asBinary(argument);
    if (!first || call?.name !== fn.name || call.object || call.arguments.length !== 1 || !binary)
      return [];
    if (
      binary.left.text !== first.name ||
      binary.operator.text !== '+' ||
      integerValue(binary.right) === undefined
    )
      return [];
    const ends = new RegExp(`\\b${first.name}\\b\\s*(<=?|===?)\\s*[0-9]`).test(fn.body.text);
    if (!ends) return [];
    return [
      repair(
        binary.operator,
        '-',
        'operator',
        evidence.certain,
        l10n.t('The recursion would never reach its end.'),
      ),
    ];
  });
}
