import * as l10n from '@vscode/l10n';
import type { RepairCandidate } from '../../../../protocol/checker.ts';
import { descendants, unwrapped, type SyntaxNode } from '../../syntax/node.ts';
import { asBinary, asCall, type Binary } from '../expressions.ts';
import { evidence, repair } from '../finding.ts';
import type { FunctionInfo } from '../functionInfo.ts';
import { wordsOf } from '../words.ts';

/** Units by what one of them is worth in the first of its scale. */
const scales: readonly (readonly (readonly [string, number])[])[] = [
  [
    ['ms|millis|millisecond|milliseconds', 1],
    ['s|sec|secs|second|seconds', 1000],
    ['min|mins|minute|minutes', 60_000],
    ['h|hr|hrs|hour|hours', 3_600_000],
    ['day|days', 86_400_000],
    ['week|weeks', 604_800_000],
  ],
  [
    ['mm|millimeters|millimetres', 1],
    ['cm|centimeters|centimetres', 10],
    ['inch|inches', 25.4],
    ['feet|foot|ft', 304.8],
    ['yard|yards', 914.4],
    ['m|meter|meters|metre|metres', 1000],
    ['km|kilometers|kilometres|kms', 1_000_000],
    ['mile|miles', 1_609_344],
  ],
  [
    ['mg|milligrams', 1],
    ['g|gram|grams', 1000],
    ['oz|ounce|ounces', 28_349.52],
    ['lb|lbs|pound|pounds', 453_592.37],
    ['kg|kgs|kilogram|kilograms', 1_000_000],
  ],
  [
    ['cent|cents', 1],
    ['dollar|dollars|euro|euros', 100],
  ],
  [
    ['rad|rads|radian|radians', 180 / Math.PI],
    ['deg|degs|degree|degrees', 1],
  ],
  [
    ['byte|bytes', 1],
    ['kb|kilobytes|kib', 1024],
    ['mb|megabytes|mib', 1_048_576],
    ['gb|gigabytes|gib', 1_073_741_824],
  ],
];

/** How far a factor may be from its exact value: people round. */
const tolerance = 0.002;

/** `msToMinutes` that multiplies where it should divide: a factor other than the name asks for. */
export function units(fn: FunctionInfo): readonly RepairCandidate[] {
  const wanted = factorOfName(fn.name);
  const [parameter, ...others] = fn.parameters.filter(({ name }) => !/^(self|cls)$/.test(name));
  if (!wanted || !parameter || others.length > 0) return [];
  const found = [...descendants(fn.body)].filter(
    (node) => isOutermost(node) && factorOf(node, parameter.name) !== undefined,
  );
  const [whole, ...more] = found;
  if (!whole || more.length > 0) return [];
  const fits = (factor: number | undefined): boolean =>
    factor !== undefined && wanted.some((each) => Math.abs(factor / each - 1) < tolerance);
  if (fits(factorOf(whole, parameter.name))) return [];
  const why = l10n.t('“{0}” calls for another factor.', fn.name);
  const repairs = binariesIn(whole).flatMap(({ operator }) =>
    ['*', '/'].flatMap((text) =>
      text !== operator.text && fits(factorOf(whole, parameter.name, { operator, text }))
        ? [repair(operator, text, 'operator', evidence.certain, why)]
        : [],
    ),
  );
  return repairs.length === 1 ? repairs : [];
}

/** What a value is multiplied by, going by a name such as `hoursToMs`; bytes also go by thousands. */
function factorOfName(name: string): readonly number[] | undefined {
  const words = wordsOf(name);
  const at = words.findIndex((word) => /^(to|2|into)$/.test(word));
  const [from, to] = [words[at - 1], words[at + 1]];
  if (at < 1 || from === undefined || to === undefined) return undefined;
  for (const scale of scales) {
    const worth = (word: string): number | undefined =>
      scale.find(([names]) => names.split('|').includes(word))?.[1];
    const [one, other] = [worth(from), worth(to)];
    if (one === undefined || other === undefined || one === other) continue;
    const factor = one / other;
    const isData = scale.some(([names]) => names.startsWith('byte'));
    const thousands = 1000 ** Math.round(Math.log(factor) / Math.log(1024));
    return isData ? [factor, thousands] : [factor];
  }
  return undefined;
}

interface Change {
  readonly operator: SyntaxNode;
  readonly text: string;
}

/** What an expression multiplies a parameter by; undefined where it does anything else. */
function factorOf(node: SyntaxNode, parameter: string, change?: Change): number | undefined {
  const at = termOf(node, parameter, change);
  return at?.power === 1 ? at.factor : undefined;
}

interface Term {
  readonly factor: number;
  /** 1 where the parameter is a factor, 0 for a plain number. */
  readonly power: number;
}

function termOf(node: SyntaxNode, parameter: string, change?: Change): Term | undefined {
  const at = unwrapped(node);
  if (at.text === parameter) return { factor: 1, power: 1 };
  if (/^(Math\.PI|math\.pi)$/.test(at.text)) return { factor: Math.PI, power: 0 };
  if (/^[\d_.]+$/.test(at.text)) return { factor: Number(at.text.replaceAll('_', '')), power: 0 };
  const binary = asBinary(at);
  if (!binary) return undefined;
  const operator = change?.operator === binary.operator ? change.text : binary.operator.text;
  const [left, right] = [
    termOf(binary.left, parameter, change),
    termOf(binary.right, parameter, change),
  ];
  if (!left || !right) return undefined;
  if (operator === '*')
    return { factor: left.factor * right.factor, power: left.power + right.power };
  if (operator === '/' || operator === '//')
    return { factor: left.factor / right.factor, power: left.power - right.power };
  // Only a change can make sense of a sum or a remainder.
  return /^([-+%]|\*\*)$/.test(operator) && change === undefined
    ? { factor: Number.NaN, power: left.power + right.power }
    : undefined;
}

/** The whole of an arithmetic expression, as it is rounded, returned or assigned. */
function isOutermost(node: SyntaxNode): boolean {
  if (node.type === 'parenthesized_expression' || !asBinary(node)) return false;
  let holder = node.parent;
  while (holder?.type === 'parenthesized_expression') holder = holder.parent;
  if (holder && asBinary(holder)) return false;
  const call = holder?.parent && asCall(holder.parent);
  return call === undefined || /^(round|floor|trunc|int|ceil|float|Number)$/.test(call.name);
}

function binariesIn(node: SyntaxNode): readonly Binary[] {
  return [...descendants(node)].flatMap((each) => {
    const binary = each.type === 'parenthesized_expression' ? undefined : asBinary(each);
    return binary ? [binary] : [];
  });
}
