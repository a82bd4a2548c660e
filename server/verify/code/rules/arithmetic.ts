import type { RepairCandidate } from '../../../../protocol/checker.ts';
import { descendants, unwrapped, type SyntaxNode } from '../../syntax/node.ts';
import { asAssignment, asBinary, asCall, asMember, integerValue, lengthSubject, type Binary } from '../expressions.ts';
import { evidence, repair } from '../finding.ts';
import type { FunctionInfo } from '../functionInfo.ts';
import { results } from '../patterns.ts';
import { hasWord, wordsOf } from '../words.ts';

/** Arithmetic that contradicts what the function is called. */
export function arithmetic(fn: FunctionInfo): readonly RepairCandidate[] {
  return [
    ...verbs(fn),
    ...averages(fn),
    ...areas(fn),
    ...takingOff(fn),
    ...differences(fn),
    ...rounding(fn),
    ...temperatures(fn),
    ...products(fn),
    ...emptyOffsets(fn),
  ];
}

const verbOperators: Readonly<Record<string, string>> = {
  add: '+', plus: '+', sum: '+', increment: '+', increase: '+',
  subtract: '-', minus: '-', difference: '-', decrement: '-', decrease: '-',
  multiply: '*', times: '*', product: '*', double: '*', triple: '*',
  divide: '/', quotient: '/', halve: '/', half: '/', ratio: '/',
  remainder: '%', modulo: '%', mod: '%',
};
const verbLiterals: Readonly<Record<string, number>> = { double: 2, triple: 3, halve: 2, half: 2, increment: 1, decrement: 1 };

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
  const isParameter = (node: SyntaxNode) => fn.parameters.some((parameter) => parameter.name === node.text);
  const pair = fn.parameters.length === 2 && isParameter(binary.left) && isParameter(binary.right);
  const single = literal !== undefined && isParameter(binary.left) && integerValue(binary.right) === literal;
  if (!pair && !single) return [];
  if (operator === wanted || (wanted === '/' && operator === '//') || !/^[-+*/%]$|^\*\*$|^\/\/$/.test(operator)) return [];
  if (wanted === '/' && /^[%]$/.test(operator) && !single && hasWord(fn.nameWords, 'ratio')) return [];
  return [repair(binary.operator, wanted, 'operator', evidence.strong, `“${fn.name}” asks for “${wanted}”.`)];
}

/** An average that multiplies by the length. */
function averages(fn: FunctionInfo): readonly RepairCandidate[] {
  const words = [...fn.nameWords];
  return allBinaries(fn).flatMap((binary) => {
    if (lengthSubject(unwrapped(binary.right)) === undefined) return [];
    const target = binary.node.parent && asAssignment(binary.node.parent)?.target.text;
    const isAverage = hasWord([...words, ...wordsOf(target ?? '')], 'average', 'avg', 'mean', 'averages', 'means');
    if (!isAverage || !/^[*+%-]$/.test(binary.operator.text) || integerValue(binary.left) !== undefined) return [];
    if (binary.node.parent && asBinary(binary.node.parent)) return [];
    return [repair(binary.operator, '/', 'operator', evidence.strong, 'An average divides by how many there are.')];
  });
}

/** `width + height` as an area. */
function areas(fn: FunctionInfo): readonly RepairCandidate[] {
  const area = hasWord(fn.nameWords, 'area', 'volume') && !hasWord(fn.nameWords, 'perimeter', 'surface', 'total');
  const perimeter = hasWord(fn.nameWords, 'perimeter', 'circumference');
  return results(fn).flatMap((value) => {
    const found = [...descendants(value)].flatMap((node) => {
      const binary = asBinary(node);
      return binary && node.type !== 'parenthesized_expression' ? [binary] : [];
    });
    const dimension = (node: SyntaxNode) =>
      hasWord(wordsOf(node.text), 'width', 'height', 'length', 'depth', 'side', 'base', 'w', 'h', 'breadth') && /^[\w.]+$/.test(node.text);
    return found.flatMap((binary) => {
      if (!dimension(binary.right) || !(dimension(binary.left) || asBinary(binary.left))) return [];
      if (area && /^[-+/]$/.test(binary.operator.text)) {
        return [repair(binary.operator, '*', 'operator', evidence.strong, 'An area is a product.')];
      }
      if (perimeter && /^[-*/]$/.test(binary.operator.text) && dimension(binary.left)) {
        return [repair(binary.operator, '+', 'operator', evidence.strong, 'A perimeter adds up sides.')];
      }
      return [];
    });
  });
}

const offWords = ['discount', 'withdraw', 'withdrawal', 'debit', 'spend', 'deduct', 'deduction', 'rebate', 'refunded', 'coupon', 'discounted', 'remaining', 'remainder', 'left', 'reduce', 'reduced', 'subtract'];
const onWords = ['tax', 'tip', 'markup', 'interest', 'surcharge', 'deposit', 'credit', 'vat', 'fee', 'gross', 'bonus', 'raise', 'shipping', 'gratuity'];

/** A discount that is added, a tax that is taken off, a withdrawal that grows the balance. */
function takingOff(fn: FunctionInfo): readonly RepairCandidate[] {
  const fnOff = hasWord(fn.nameWords, ...offWords);
  const fnOn = hasWord(fn.nameWords, ...onWords);
  if (fnOff === fnOn) return [];
  const wanted = fnOff ? '-' : '+';
  const found: RepairCandidate[] = [];
  for (const binary of finalSums(fn)) {
    const operator = binary.operator.text;
    if (operator === wanted || !/^[-+]$/.test(operator)) continue;
    const right = wordsOf(binary.right.text);
    const left = wordsOf(binary.left.text);
    const subject = hasWord(right, ...(fnOff ? [...offWords, 'percent', 'percentage', 'rate', 'amount', 'spent', 'used', 'expenses', 'cost'] : [...onWords, 'rate', 'percent', 'amount']));
    const opposite = hasWord(right, ...(fnOff ? onWords : offWords)) || hasWord(left, 'sum');
    const whole = binary.left.text === '1' || hasWord(left, 'price', 'balance', 'amount', 'total', 'cost', 'subtotal', 'salary', 'principal', 'budget', 'bill', 'net', 'pay', 'stock', 'value');
    if (!subject || opposite || !whole) continue;
    const why = `“${fn.name}” should ${fnOff ? 'take it off' : 'add it'}.`;
    found.push(repair(binary.operator, wanted, 'operator', evidence.strong, why));
  }
  for (const node of descendants(fn.body)) {
    const assignment = asAssignment(node);
    if (!assignment?.operatorNode || !hasWord(wordsOf(assignment.target.text), 'balance', 'stock', 'funds', 'credits', 'budget')) continue;
    const amount = hasWord(wordsOf(assignment.value.text), 'amount', 'quantity', 'value', 'sum', 'cost', 'price', 'tax', 'interest', 'discount');
    const verb = hasWord(fn.nameWords, 'withdraw', 'debit', 'spend', 'deduct') ? '-=' : hasWord(fn.nameWords, 'deposit', 'credit') ? '+=' : undefined;
    if (verb && amount && assignment.operator !== verb && /^[-+]=$/.test(assignment.operator)) {
      found.push(repair(assignment.operatorNode, verb, 'operator', evidence.strong, `“${fn.name}” should ${verb === '-=' ? 'lower' : 'raise'} the balance.`));
    }
  }
  return found;
}

/** Sums and differences at the top of returned and assigned values, and inside `x * (1 ± y)`. */
function finalSums(fn: FunctionInfo): readonly Binary[] {
  return allBinaries(fn).filter((binary) => {
    if (!/^[-+]$/.test(binary.operator.text)) return false;
    let at: SyntaxNode = binary.node;
    if (binary.left.text === '1') return true;
    while (at.parent?.type === 'parenthesized_expression') at = at.parent;
    const parent = at.parent;
    return parent !== undefined && (parent.type === 'return_statement' || parent === fn.node || at === fn.body || asAssignment(parent) !== undefined);
  });
}

const orderedPairs: readonly (readonly [string, string])[] = [
  ['start', 'end'], ['begin', 'end'], ['from', 'to'], ['first', 'last'], ['old', 'new'], ['before', 'after'], ['birth', 'current'],
  ['started', 'ended'], ['started', 'finished'], ['earlier', 'later'], ['initial', 'final'], ['departure', 'arrival'], ['previous', 'current'], ['start', 'now'], ['birth', 'now'], ['birth', 'today'], ['birth', 'this'],
];
const spanWords = ['elapsed', 'duration', 'days', 'hours', 'minutes', 'seconds', 'between', 'difference', 'diff', 'age', 'length', 'span', 'delta', 'distance', 'since', 'until', 'took', 'time', 'growth', 'gain', 'increase', 'change', 'nights', 'width', 'years'];

/** `start - end` as a duration, `end + start` as a difference, `whole / part` as a share. */
function differences(fn: FunctionInfo): readonly RepairCandidate[] {
  return allBinaries(fn).flatMap((binary) => {
    const target = binary.node.parent && asAssignment(binary.node.parent)?.target.text;
    const words = [...fn.nameWords, ...wordsOf(target ?? '')];
    const operator = binary.operator.text;
    if (operator === '/' && hasWord(words, 'percent', 'percentage', 'share', 'ratio', 'fraction', 'progress')) {
      const left = wordsOf(binary.left.text);
      const right = wordsOf(binary.right.text);
      const whole = ['whole', 'total', 'all', 'max', 'full', 'target', 'goal'];
      const part = ['part', 'portion', 'done', 'used', 'completed', 'value', 'current', 'score', 'correct', 'count', 'amount', 'finished'];
      if (hasWord(left, ...whole) && hasWord(right, ...part) && !hasWord(left, ...part) && !hasWord(right, ...whole)) {
        return [swapped(binary, 'A share is the part divided by the whole.')];
      }
      return [];
    }
    if (!/^[-+]$/.test(operator) || !hasWord(words, ...spanWords)) return [];
    if (!sameButFor(binary)) return [];
    const order = orderOf(binary.left.text, binary.right.text);
    if (!order) return [];
    if (operator === '-' && order === 'forward') return [swapped(binary, 'The result would be negative.')];
    if (operator === '+' && order === 'backward') {
      return [repair(binary.operator, '-', 'operator', evidence.strong, 'A difference subtracts.')];
    }
    return [];
  });
}

function swapped(binary: Binary, why: string): RepairCandidate {
  const range = { start: binary.left.start, end: binary.right.end };
  const text = `${binary.right.text} ${binary.operator.text} ${binary.left.text}`;
  return repair(range, text, 'swappedOperands', evidence.strong, why);
}

/** Whether both operands have one form, e.g. `start.getTime()` and `end.getTime()`. */
function sameButFor(binary: Binary): boolean {
  const form = (text: string) => text.replace(/^[\w]+/, '').replace(/\w+$/, '');
  return form(binary.left.text) === form(binary.right.text) && !/[[\]]/.test(binary.left.text);
}

function orderOf(left: string, right: string): 'forward' | 'backward' | undefined {
  const l = wordsOf(left);
  const r = wordsOf(right);
  for (const [early, late] of orderedPairs) {
    if (l.includes(early) && r.includes(late) && !l.includes(late) && !r.includes(early)) return 'forward';
    if (l.includes(late) && r.includes(early) && !l.includes(early) && !r.includes(late)) return 'backward';
  }
  return undefined;
}

/** The number of pages rounds up. */
function rounding(fn: FunctionInfo): readonly RepairCandidate[] {
  const pages = /(page|batch|chunk)s?_?count|(total|num|number_?of|count)_?(pages|batches|chunks)|^pages$|pages_?needed/i;
  return [...descendants(fn.body)].flatMap((node) => {
    const call = asCall(node);
    const argument = call?.arguments[0];
    const member = call && asMember(call.callee);
    if (!call || !member || !argument || !/^(floor|round)$/.test(call.name) || asBinary(argument)?.operator.text !== '/') return [];
    const target = node.parent && asAssignment(node.parent)?.target.text;
    if (!pages.test(target ?? fn.name) || !hasWord(wordsOf(argument.text), 'size', 'per', 'limit')) return [];
    return [repair(member.property, 'ceil', 'wrongMethod', evidence.strong, 'A part of a page is a page too.')];
  });
}

/** Celsius and Fahrenheit: 32 is added last or subtracted first. */
function temperatures(fn: FunctionInfo): readonly RepairCandidate[] {
  const [first] = fn.parameters;
  if (!first || !hasWord([...fn.nameWords, ...fn.docWords], 'celsius', 'fahrenheit')) return [];
  const from = wordsOf(first.name);
  const fromCelsius = hasWord(from, 'celsius', 'c') || (hasWord(fn.nameWords, 'fahrenheit') && !hasWord(fn.nameWords, 'celsius'));
  const fromFahrenheit = hasWord(from, 'fahrenheit', 'f') || (hasWord(fn.nameWords, 'celsius') && !hasWord(fn.nameWords, 'fahrenheit'));
  if (fromCelsius === fromFahrenheit) return [];
  const wanted = fromCelsius ? '+' : '-';
  return allBinaries(fn).flatMap((binary) => {
    if (integerValue(binary.right) !== 32 || binary.operator.text === wanted || !/^[-+]$/.test(binary.operator.text)) return [];
    return [repair(binary.operator, wanted, 'operator', evidence.strong, `From ${fromCelsius ? 'Celsius, 32 is added' : 'Fahrenheit, 32 is subtracted'}.`)];
  });
}

/** `price + quantity` as a value. */
function products(fn: FunctionInfo): readonly RepairCandidate[] {
  return allBinaries(fn).flatMap((binary) => {
    if (!/^[-+/]$/.test(binary.operator.text)) return [];
    const last = (node: SyntaxNode) => wordsOf(node.text).at(-1) ?? '';
    const priced = (node: SyntaxNode) => /^(price|cost|rate|wage|fee)$/.test(last(node)) && /^[\w.]+$/.test(node.text);
    const counted = (node: SyntaxNode) => /^(quantity|qty|count|units|hours|amount)$/.test(last(node)) && /^[\w.]+$/.test(node.text);
    const right = binary.right;
    const left = asBinary(binary.left)?.right ?? binary.left;
    if (!((priced(left) && counted(right)) || (counted(left) && priced(right)))) return [];
    if (/amount$/i.test(left.text) || /amount$/i.test(right.text)) return [];
    return [repair(binary.operator, '*', 'operator', evidence.strong, 'A price times a quantity is the value.')];
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
    if (!first || call?.name !== fn.name || call.object || call.arguments.length !== 1 || !binary) return [];
    if (binary.left.text !== first.name || binary.operator.text !== '+' || integerValue(binary.right) === undefined) return [];
    const ends = new RegExp(`\\b${first.name}\\b\\s*(<=?|===?)\\s*[0-9]`).test(fn.body.text);
    if (!ends) return [];
    return [repair(binary.operator, '-', 'operator', evidence.certain, 'The recursion would never reach its end.')];
  });
}

function allBinaries(fn: FunctionInfo): readonly Binary[] {
  return [...descendants(fn.body)].flatMap((node) => {
    const binary = node.type === 'parenthesized_expression' ? undefined : asBinary(node);
    return binary ? [binary] : [];
  });
}
