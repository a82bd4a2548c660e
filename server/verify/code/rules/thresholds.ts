import * as l10n from '@vscode/l10n';
import type { RepairCandidate } from '../../../../protocol/checker.ts';
import { ancestor, descendants, unwrapped, type SyntaxNode } from '../../syntax/node.ts';
import { asAssignment, asBinary, asCall, type Binary } from '../expressions.ts';
import { evidence, repair } from '../finding.ts';
import type { FunctionInfo } from '../functionInfo.ts';
import { results } from '../patterns.ts';
import { hasWord, wordsOf } from '../words.ts';

/** Comparisons with a bound, by what the function calls those that keep to it. */
export function thresholds(fn: FunctionInfo): readonly RepairCandidate[] {
  const { nameWords } = fn;
  if (hasWord(nameWords, 'not', 'non', 'no', 'without', 'un', 'never', 'out')) return [];
  return [...descendants(fn.body)].flatMap((node) => {
    const binary = node.type === 'parenthesized_expression' ? undefined : asBinary(node);
    if (!binary || !/^[<>]=?$/.test(binary.operator.text) || !decides(fn, node)) return [];
    const wanted = wantedSide(fn, binary);
    if (wanted?.charAt(0) === binary.operator.text.charAt(0) || wanted === undefined) return [];
    const why = l10n.t('“{0}” asks for the opposite.', fn.name);
    return [repair(binary.operator, wanted, 'comparison', evidence.strong, why)];
  });
}

type Sign = '<' | '<=' | '>' | '>=';

const mirrored: Readonly<Record<Sign, Sign>> = { '<': '>', '<=': '>=', '>': '<', '>=': '<=' };

const lowest = ['min', 'minimum', 'threshold', 'required', 'least', 'cutoff', 'passmark'];
const highest = ['max', 'maximum', 'limit', 'budget', 'capacity', 'allowance', 'quota', 'cap'];
const reserves = ['reserve', 'threshold', 'min', 'minimum', 'reorder', 'low', 'safety'];
const stocks = [
  'level',
  'stock',
  'fuel',
  'battery',
  'charge',
  'quantity',
  'remaining',
  'inventory',
];

const kinds: readonly {
  readonly named: readonly string[];
  readonly bounds: readonly string[];
  readonly others?: readonly string[];
  readonly side: Sign;
}[] = [
  {
    named: [
      'passing',
      'passes',
      'passed',
      'qualified',
      'qualifies',
      'eligible',
      'meets',
      'reaches',
      ...['access', 'allowed', 'permitted', 'enter', 'join', 'unlock', 'unlocked', 'authorized'],
    ],
    bounds: lowest,
    side: '>=',
  },
  { named: ['failing', 'fails', 'unqualified', 'insufficient'], bounds: lowest, side: '<' },
  { named: ['within', 'fits', 'fit', 'affordable'], bounds: highest, side: '<=' },
  { named: ['exceeds', 'exceeded', 'over', 'above', 'exceeding'], bounds: highest, side: '>' },
  {
    named: ['refuel', 'refill', 'restock', 'reorder', 'recharge', 'replenish', 'low'],
    bounds: reserves,
    others: stocks,
    side: '<',
  },
];

/** Where the bound stands on the right the sign that the name asks for, mirrored where it stands on the left. */
function wantedSide(fn: FunctionInfo, { left, right }: Binary): Sign | undefined {
  const found = new Set(
    kinds.flatMap(({ named, bounds, others, side }): readonly Sign[] => {
      if (!hasWord(fn.nameWords, ...named)) return [];
      const [before, after] = [left, right].map(wordsOfValue);
      const isBound = (words: readonly string[] = []): boolean => hasWord(words, ...bounds);
      const isOther = (words: readonly string[] = []): boolean =>
        !isBound(words) && (!others || hasWord(words, ...others));
      if (isBound(after) && isOther(before)) return [side];
      return isBound(before) && isOther(after) ? [mirrored[side]] : [];
    }),
  );
  return found.size === 1 ? [...found][0] : undefined;
}

/** The words of a name or field; none of anything that is worked out. */
function wordsOfValue(node: SyntaxNode): readonly string[] {
  const plain = unwrapped(node);
  return /^(identifier|member_expression|attribute|call|call_expression)$/.test(plain.type)
    ? wordsOf(plain.text.split('.').at(-1) ?? '')
    : [];
}

/** Whether a comparison is the result, or what a filter keeps. */
function decides(fn: FunctionInfo, node: SyntaxNode): boolean {
  if (results(fn).some((value) => value === node)) {
    const target = fn.node.parent && asAssignment(fn.node.parent);
    return target === undefined || fn.node.type === 'arrow_function';
  }
  if (node.parent?.type === 'if_clause') return true;
  const callback = node.parent?.type === 'arrow_function' ? node.parent : undefined;
  const call = callback && ancestor(callback, (at) => asCall(at) !== undefined);
  return call !== undefined && asCall(call)?.name === 'filter';
}
