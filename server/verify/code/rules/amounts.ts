import * as l10n from '@vscode/l10n';
import type { RepairCandidate } from '../../../../protocol/checker.ts';
import { descendants, type SyntaxNode } from '../../syntax/node.ts';
import { asAssignment, asBinary, asCall, asMember, type Binary } from '../expressions.ts';
import { evidence, repair } from '../finding.ts';
import type { FunctionInfo } from '../functionInfo.ts';
import { hasWord, wordsOf } from '../words.ts';
import { allBinaries } from './arithmeticParts.ts';

/** Amounts of money and time that are added where they are taken off, or the other way round. */
export function amounts(fn: FunctionInfo): readonly RepairCandidate[] {
  return [...takingOff(fn), ...differences(fn), ...rounding(fn), ...temperatures(fn)];
}

const offWords = [
  'discount',
  'withdraw',
  'withdrawal',
  'debit',
  'spend',
  'deduct',
  'deduction',
  'rebate',
  'refunded',
  'coupon',
  'discounted',
  'remaining',
  'remainder',
  'left',
  'reduce',
  'reduced',
  'subtract',
];

const onWords = [
  'tax',
  'tip',
  'markup',
  'interest',
  'surcharge',
  'deposit',
  'credit',
  'vat',
  'fee',
  'gross',
  'bonus',
  'raise',
  'shipping',
  'gratuity',
];

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
    const subject = hasWord(
      right,
      ...(fnOff
        ? [
            ...offWords,
            'percent',
            'percentage',
            'rate',
            'amount',
            'spent',
            'used',
            'expenses',
            'cost',
            'booked',
            'taken',
            'sold',
            'reserved',
            'consumed',
            'paid',
            'done',
            'completed',
            'occupied',
            'finished',
          ]
        : [...onWords, 'rate', 'percent', 'amount']),
    );
    const opposite = hasWord(right, ...(fnOff ? onWords : offWords)) || hasWord(left, 'sum');
    const whole =
      binary.left.text === '1' ||
      hasWord(
        left,
        'price',
        'balance',
        'amount',
        'total',
        'cost',
        'subtotal',
        'salary',
        'principal',
        'budget',
        'bill',
        'net',
        'pay',
        'stock',
        'value',
        'capacity',
        'limit',
        'quota',
        'allowance',
        'goal',
        'seats',
        'max',
      );
    if (!subject || opposite || !whole) continue;
    const why = fnOff
      ? l10n.t('“{0}” should take it off.', fn.name)
      : l10n.t('“{0}” should add it.', fn.name);
    found.push(repair(binary.operator, wanted, 'operator', evidence.strong, why));
  }
  for (const node of descendants(fn.body)) {
    const assignment = asAssignment(node);
    if (
      !assignment?.operatorNode ||
      !hasWord(wordsOf(assignment.target.text), 'balance', 'stock', 'funds', 'credits', 'budget')
    )
      continue;
    const amount = hasWord(
      wordsOf(assignment.value.text),
      'amount',
      'quantity',
      'value',
      'sum',
      'cost',
      'price',
      'tax',
      'interest',
      'discount',
    );
    const verb = hasWord(fn.nameWords, 'withdraw', 'debit', 'spend', 'deduct')
      ? '-='
      : hasWord(fn.nameWords, 'deposit', 'credit')
        ? '+='
        : undefined;
    if (verb && amount && assignment.operator !== verb && /^[-+]=$/.test(assignment.operator)) {
      found.push(
        repair(
          assignment.operatorNode,
          verb,
          'operator',
          evidence.strong,
          verb === '-='
            ? l10n.t('“{0}” should lower the balance.', fn.name)
            : l10n.t('“{0}” should raise the balance.', fn.name),
        ),
      );
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
    return (
      parent !== undefined &&
      (parent.type === 'return_statement' ||
        parent === fn.node ||
        at === fn.body ||
        asAssignment(parent) !== undefined)
    );
  });
}

const orderedPairs: readonly (readonly [string, string])[] = [
  ['start', 'end'],
  ['begin', 'end'],
  ['from', 'to'],
  ['first', 'last'],
  ['old', 'new'],
  ['before', 'after'],
  ['birth', 'current'],
  ['started', 'ended'],
  ['started', 'finished'],
  ['earlier', 'later'],
  ['initial', 'final'],
  ['departure', 'arrival'],
  ['previous', 'current'],
  ['start', 'now'],
  ['birth', 'now'],
  ['birth', 'today'],
  ['birth', 'this'],
];

const spanWords = [
  'elapsed',
  'duration',
  'days',
  'hours',
  'minutes',
  'seconds',
  'between',
  'difference',
  'diff',
  'age',
  'length',
  'span',
  'delta',
  'distance',
  'since',
  'until',
  'took',
  'time',
  'growth',
  'gain',
  'increase',
  'change',
  'nights',
  'width',
  'years',
];

/** `start - end` as a duration, `end + start` as a difference, `whole / part` as a share. */
function differences(fn: FunctionInfo): readonly RepairCandidate[] {
  return allBinaries(fn).flatMap((binary) => {
    const target = binary.node.parent && asAssignment(binary.node.parent)?.target.text;
    const words = [...fn.nameWords, ...wordsOf(target ?? '')];
    const operator = binary.operator.text;
    if (
      operator === '/' &&
      hasWord(
        words,
        'percent',
        'percentage',
        'share',
        'ratio',
        'fraction',
        'progress',
        'accuracy',
        'probability',
        'rate',
      )
    ) {
      const left = wordsOf(binary.left.text);
      const right = wordsOf(binary.right.text);
      const whole = ['whole', 'total', 'all', 'max', 'full', 'target', 'goal'];
      const part = [
        'part',
        'portion',
        'done',
        'used',
        'completed',
        'value',
        'current',
        'score',
        'correct',
        'count',
        'amount',
        'finished',
      ];
      if (
        hasWord(left, ...whole) &&
        hasWord(right, ...part) &&
        !hasWord(left, ...part) &&
        !hasWord(right, ...whole)
      ) {
        return [swapped(binary, l10n.t('A share is the part divided by the whole.'))];
      }
      return [];
    }
    if (!/^[-+]$/.test(operator) || !hasWord(words, ...spanWords)) return [];
    if (!sameButFor(binary)) return [];
    const order =
      orderOf(binary.left.text, binary.right.text) ?? untilOrder(words, binary.left.text);
    if (!order) return [];
    if (operator === '-' && order === 'forward')
      return [swapped(binary, l10n.t('The result would be negative.'))];
    if (operator === '+' && order === 'backward') {
      return [
        repair(
          binary.operator,
          '-',
          'operator',
          evidence.strong,
          l10n.t('A difference subtracts.'),
        ),
      ];
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

/** `today - event` in `daysUntil`, `birthday - today` in `daysSince`: now comes last until, first since. */
function untilOrder(words: readonly string[], left: string): 'forward' | undefined {
  const now = hasWord(wordsOf(left), 'now', 'today', 'current');
  if (hasWord(words, 'until', 'left', 'remaining') && now) return 'forward';
  return undefined;
}

function orderOf(left: string, right: string): 'forward' | 'backward' | undefined {
  const l = wordsOf(left);
  const r = wordsOf(right);
  for (const [early, late] of orderedPairs) {
    if (l.includes(early) && r.includes(late) && !l.includes(late) && !r.includes(early))
      return 'forward';
    if (l.includes(late) && r.includes(early) && !l.includes(early) && !r.includes(late))
      return 'backward';
  }
  return undefined;
}

/** The number of pages rounds up. */
function rounding(fn: FunctionInfo): readonly RepairCandidate[] {
  const pages =
    /(page|batch|chunk)s?_?count|(total|num|number_?of|count)_?(pages|batches|chunks)|^pages$|pages_?needed/i;
  return [...descendants(fn.body)].flatMap((node) => {
    const call = asCall(node);
    const argument = call?.arguments[0];
    const member = call && asMember(call.callee);
    if (
      !call ||
      !member ||
      !argument ||
      !/^(floor|round)$/.test(call.name) ||
      asBinary(argument)?.operator.text !== '/'
    )
      return [];
    const target = node.parent && asAssignment(node.parent)?.target.text;
    if (!pages.test(target ?? fn.name) || !hasWord(wordsOf(argument.text), 'size', 'per', 'limit'))
      return [];
    return [
      repair(
        member.property,
        'ceil',
        'wrongMethod',
        evidence.strong,
        l10n.t('A part of a page is a page too.'),
      ),
    ];
  });
}

/** Celsius and Fahrenheit: 32 is added last or subtracted first. */
function temperatures(fn: FunctionInfo): readonly RepairCandidate[] {
  const [first] = fn.parameters;
  if (!first || !hasWord([...fn.nameWords, ...fn.docWords], 'celsius', 'fahrenheit')) return [];
  const from = wordsOf(first.name);
  const kelvin = hasWord(fn.nameWords, 'kelvin');
  const scale = ['celsius', 'fahrenheit', 'kelvin'].find((each) =>
    hasWord(from, each, each.charAt(0)),
  );
  const named = fn.nameWords.filter((word) => /^(celsius|fahrenheit|kelvin)$/.test(word));
  const source =
    scale ?? (named.length === 2 ? named[0] : named[0] === 'celsius' ? 'fahrenheit' : 'celsius');
  const fromCelsius = source === 'celsius';
  if (kelvin ? hasWord(fn.nameWords, 'fahrenheit') : source === 'kelvin') return [];
  const wanted = fromCelsius ? '+' : '-';
  return allBinaries(fn).flatMap((binary) => {
    if (
      binary.right.text !== (kelvin ? '273.15' : '32') ||
      binary.operator.text === wanted ||
      !/^[-+]$/.test(binary.operator.text)
    )
      return [];
    return [
      repair(
        binary.operator,
        wanted,
        'operator',
        evidence.strong,
        fromCelsius
          ? l10n.t('From Celsius it is added.')
          : l10n.t('From Fahrenheit it is subtracted.'),
      ),
    ];
  });
}
