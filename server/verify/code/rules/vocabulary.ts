import * as l10n from '@vscode/l10n';
import type { RepairCandidate } from '../../../../protocol/checker.ts';
import {
  childOf,
  descendants,
  namedChildren,
  unwrapped,
  type SyntaxNode,
} from '../../syntax/node.ts';
import {
  asAssignment,
  asBinary,
  asCall,
  asMember,
  asSubscript,
  binariesOf,
  integerValue,
} from '../expressions.ts';
import { evidence, repair } from '../finding.ts';
import type { FunctionInfo } from '../functionInfo.ts';
import { results } from '../patterns.ts';
import { hasWord, wordsOf } from '../words.ts';
import { negatedOperand } from './negation.ts';

/** What single words of names fix: units, ends of a list, letter case, rounding. */
export function vocabulary(fn: FunctionInfo): readonly RepairCandidate[] {
  return [
    ...units(fn),
    ...[...descendants(fn.body)].flatMap((node) => [
      ...affixes(fn, node),
      ...letterCase(fn, node),
      ...listEnds(fn, node),
      ...lastSlice(fn, node),
      ...setNames(fn, node),
      ...roundingNames(fn, node),
      ...plural(node),
    ]),
  ];
}

/** Sizes of units within one kind; a conversion to a larger unit divides. */
const unitKinds: readonly Readonly<Record<string, number>>[] = [
  {
    ms: 1,
    millis: 1,
    milliseconds: 1,
    millisecond: 1,
    sec: 2,
    secs: 2,
    seconds: 2,
    second: 2,
    min: 3,
    minutes: 3,
    mins: 3,
    minute: 3,
    hours: 4,
    hour: 4,
    days: 5,
    day: 5,
    weeks: 6,
    week: 6,
    years: 7,
    year: 7,
  },
  {
    mm: 1,
    millimeters: 1,
    cm: 2,
    centimeters: 2,
    centimetres: 2,
    meters: 4,
    metres: 4,
    m: 4,
    km: 5,
    kilometers: 5,
    kilometres: 5,
    miles: 6,
    inches: 3,
  },
  { mg: 1, grams: 2, g: 2, kg: 3, kilograms: 3, kilos: 3 },
  { cents: 1, pence: 1, pennies: 1, dollars: 2, euros: 2, pounds: 2 },
  { bytes: 1, kb: 2, kilobytes: 2, mb: 3, megabytes: 3, gb: 4, gigabytes: 4 },
];

/** `secondsToHours` that multiplies. */
function units(fn: FunctionInfo): readonly RepairCandidate[] {
  const at = fn.nameWords.indexOf('to');
  const source = at > 0 ? fn.nameWords[at - 1] : wordsOf(fn.parameters[0]?.name ?? '').at(-1);
  const target = fn.nameWords[at + 1];
  if (at < 0 || source === undefined || target === undefined) return [];
  const kind = unitKinds.find(
    (sizes) => Object.hasOwn(sizes, source) && Object.hasOwn(sizes, target),
  );
  const [from, to] = [kind?.[source], kind?.[target]];
  if (from === undefined || to === undefined || from === to) return [];
  const wanted = from < to ? '/' : '*';
  return results(fn).flatMap((value) => {
    const inner = /^(floor|round|trunc|ceil)$/.test(asCall(value)?.name ?? '')
      ? asCall(value)?.arguments[0]
      : value;
    const binary = inner && asBinary(inner);
    if (!binary || !fn.parameters.some((parameter) => parameter.name === binary.left.text))
      return [];
    const operator = binary.operator.text;
    if (
      !/^[*/]$|^\/\/$/.test(operator) ||
      operator.charAt(0) === wanted ||
      !/^[\d_.A-Z ()*]+$/.test(binary.right.text) ||
      Number(binary.right.text) < 1
    )
      return [];
    return [
      repair(
        binary.operator,
        wanted,
        'operator',
        evidence.strong,
        wanted === '/'
          ? l10n.t('From {0} to {1} one divides.', source, target)
          : l10n.t('From {0} to {1} one multiplies.', source, target),
      ),
    ];
  });
}

/** `name.startsWith(suffix)`; a method that overrides another of the name hands it on. */
function affixes(fn: FunctionInfo, node: SyntaxNode): readonly RepairCandidate[] {
  const call = asCall(node);
  const member = call && asMember(call.callee);
  const argument = call?.arguments[0];
  if (!member || !argument || !/^(starts|ends)[wW]ith$/.test(member.property.text)) return [];
  if (member.property.text === fn.name) return [];
  const words = wordsOf(argument.text);
  const starts = member.property.text.startsWith('starts');
  const wrong = starts
    ? hasWord(words, 'suffix', 'ending', 'extension', 'postfix')
    : hasWord(words, 'prefix', 'beginning');
  if (!wrong || !/^[\w.]+$/.test(argument.text)) return [];
  const text = member.property.text.replace(/^(starts|ends)/, starts ? 'ends' : 'starts');
  return [
    repair(
      member.property,
      text,
      'wrongMethod',
      evidence.certain,
      starts
        ? l10n.t('“{0}” stands at the end.', argument.text)
        : l10n.t('“{0}” stands at the start.', argument.text),
    ),
  ];
}

/** `toUpperCase` in `toLower`, `toLowerCase` for the first letter in `capitalize`. */
function letterCase(fn: FunctionInfo, node: SyntaxNode): readonly RepairCandidate[] {
  const call = asCall(node);
  const member = call && asMember(call.callee);
  const name = member?.property.text ?? '';
  const isUpper = /^(toUpperCase|toLocaleUpperCase|upper|isupper)$/.test(name);
  const isLower = /^(toLowerCase|toLocaleLowerCase|lower|islower)$/.test(name);
  if (!member || isUpper === isLower) return [];
  const target = node.parent && asAssignment(node.parent)?.target.text;
  const words = target !== undefined ? wordsOf(target) : fn.nameWords;
  const upper = hasWord(words, 'upper', 'uppercase', 'uppercased', 'shout', 'screaming', 'caps');
  const lower = hasWord(words, 'lower', 'lowercase', 'lowercased');
  const first =
    /(\.charAt\(0\)|\[0\]|\[:1\])$/.test(member.object.text) &&
    hasWord(
      fn.nameWords,
      'capitalize',
      'capitalise',
      'capitalized',
      'title',
      'initials',
      'initial',
      'ucfirst',
      'pascal',
    );
  const swap = (text: string) =>
    /upper/i.test(text)
      ? text.replace('Upper', 'Lower').replace('upper', 'lower')
      : text.replace('Lower', 'Upper').replace('lower', 'upper');
  const wrong = (isUpper && lower && !upper) || (isLower && upper && !lower) || (isLower && first);
  return wrong
    ? [
        repair(
          member.property,
          swap(name),
          'wrongMethod',
          evidence.strong,
          l10n.t('“{0}” asks for the other case.', target ?? fn.name),
        ),
      ]
    : [];
}

/** `xs[1]` in `first`, `xs[0]` in `last`, `name[1]` in `initials`. */
function listEnds(fn: FunctionInfo, node: SyntaxNode): readonly RepairCandidate[] {
  const subscript = asSubscript(node);
  if (!subscript || integerValue(subscript.index) !== 1) return [];
  const target = node.parent && asAssignment(node.parent)?.target.text;
  const words = target !== undefined ? wordsOf(target) : fn.nameWords;
  const first =
    hasWord(words, 'first', 'head', 'initial', 'initials') &&
    !hasWord(words, 'second', 'last', 'name', 'after', 'tail', 'rest');
  const others = [...descendants(fn.body)].some(
    (each) => each !== node && asSubscript(each)?.object.text === subscript.object.text,
  );
  const inPair =
    /^(split|match|exec|entries)/.test(asCall(subscript.object)?.name ?? '') ||
    /^(match|parts|groups?|m|pair|entry|kv)$/.test(subscript.object.text);
  if (!first || others || inPair) return [];
  return [
    repair(
      subscript.index,
      '0',
      'offByOne',
      evidence.strong,
      l10n.t('The first one has the index 0.'),
    ),
  ];
}

const counts: Readonly<Record<string, number>> = {
  two: 2,
  three: 3,
  four: 4,
  five: 5,
  six: 6,
  seven: 7,
  ten: 10,
};

/** `items[3:]` for the last three. */
function lastSlice(fn: FunctionInfo, node: SyntaxNode): readonly RepairCandidate[] {
  const call = asCall(node);
  const isSlice = node.type === 'slice' && /:$/.test(node.text);
  const start = isSlice
    ? namedChildren(node)[0]
    : call?.name === 'slice' && call.arguments.length === 1
      ? call.arguments[0]
      : undefined;
  if (!start || (isSlice && namedChildren(node).length !== 1)) return [];
  const name = `${fn.nameWords.join(' ')} ${fn.doc.toLowerCase()}`;
  const wanted = /\blast (\w+)\b/.exec(name)?.[1];
  const literal = integerValue(start);
  const matches =
    wanted !== undefined &&
    (wanted === start.text.toLowerCase() ||
      (literal !== undefined && (counts[wanted] === literal || Number(wanted) === literal)));
  if (
    !matches ||
    start.text.startsWith('-') ||
    (literal === undefined && start.type !== 'identifier')
  )
    return [];
  const whole = isSlice ? node : start;
  const text = isSlice ? `-${node.text}` : `-${start.text}`;
  return [
    repair(whole, text, 'offByOne', evidence.strong, l10n.t('This takes all but the first ones.')),
  ];
}

/** `!second.includes(x)` in `intersection`, and without the negation in `difference`. */
function setNames(fn: FunctionInfo, node: SyntaxNode): readonly RepairCandidate[] {
  const both = hasWord(
    fn.nameWords,
    'intersection',
    'intersect',
    'common',
    'shared',
    'both',
    'overlap',
  );
  const only = hasWord(
    fn.nameWords,
    'difference',
    'missing',
    'without',
    'exclude',
    'except',
    'remove',
    'subtract',
    'unwanted',
  );
  if (both === only) return [];
  const call = asCall(node);
  const callback = call?.name === 'filter' ? call.arguments[0] : undefined;
  const test = callback && childOf(callback, 'body');
  if (test) {
    const plain = unwrapped(test);
    const inner = negatedOperand(plain);
    const asked = asCall(inner ?? plain);
    if (
      !asked?.object ||
      !/^(includes|has)$/.test(asked.name) ||
      (!fn.parameters.some((p) => asked.object?.text.startsWith(p.name)) &&
        !fn.uses.has(asked.object.text))
    )
      return [];
    if (both && inner)
      return [
        repair(
          plain,
          inner.text,
          'negation',
          evidence.strong,
          l10n.t('“{0}” keeps what both have.', fn.name),
        ),
      ];
    if (only && !inner)
      return [
        repair(
          plain,
          `!${plain.text}`,
          'negation',
          evidence.strong,
          l10n.t('“{0}” keeps what the other lacks.', fn.name),
        ),
      ];
    return [];
  }
  if (node.type !== 'if_clause') return [];
  return binariesOf(namedChildren(node)[0] ?? node).flatMap((binary) => {
    if (!fn.parameters.some((parameter) => parameter.name === binary.right.text)) return [];
    if (both && binary.operator.text === 'not in')
      return [
        repair(
          binary.operator,
          'in',
          'comparison',
          evidence.strong,
          l10n.t('“{0}” keeps what both have.', fn.name),
        ),
      ];
    if (only && binary.operator.text === 'in')
      return [
        repair(
          binary.operator,
          'not in',
          'comparison',
          evidence.strong,
          l10n.t('“{0}” keeps what the other lacks.', fn.name),
        ),
      ];
    return [];
  });
}

/** `Math.floor` in `roundUp`. */
function roundingNames(fn: FunctionInfo, node: SyntaxNode): readonly RepairCandidate[] {
  const call = asCall(node);
  const member = call && asMember(call.callee);
  if (!member || !/^[mM]ath$/.test(member.object.text)) return [];
  const name = fn.nameWords.join(' ');
  const up = /\bround up\b|\bceil(ing)?\b/.test(name);
  const down = /\bround down\b|\bfloor\b/.test(name);
  if (up === down) return [];
  if (up && /^(floor|round|trunc)$/.test(member.property.text))
    return [
      repair(member.property, 'ceil', 'wrongMethod', evidence.strong, l10n.t('This rounds down.')),
    ];
  if (down && /^(ceil|round)$/.test(member.property.text))
    return [
      repair(member.property, 'floor', 'wrongMethod', evidence.strong, l10n.t('This rounds up.')),
    ];
  return [];
}

/** `count === 1 ? word + 's' : word`. */
function plural(node: SyntaxNode): readonly RepairCandidate[] {
  const [condition, yes, no] =
    node.type === 'ternary_expression'
      ? [childOf(node, 'condition'), childOf(node, 'consequence'), childOf(node, 'alternative')]
      : node.type === 'conditional_expression'
        ? [namedChildren(node)[1], namedChildren(node)[0], namedChildren(node)[2]]
        : [];
  const binary = condition && asBinary(condition);
  if (
    !binary ||
    !yes ||
    !no ||
    integerValue(binary.right) !== 1 ||
    !/^[!=]==?$/.test(binary.operator.text)
  )
    return [];
  const letters = (text: string) => text.replace(/[^A-Za-z]/g, '');
  const [one, other] = [letters(yes.text), letters(no.text)];
  const yesPlural = one === `${other}s` || (one === 's' && other === '');
  const noPlural = other === `${one}s` || (other === 's' && one === '');
  const equal = binary.operator.text.startsWith('=');
  if (yesPlural === noPlural || yesPlural !== equal) return [];
  const text = equal
    ? binary.operator.text.replace('=', '!')
    : binary.operator.text.replace('!', '=');
  return [
    repair(binary.operator, text, 'comparison', evidence.strong, l10n.t('One takes the singular.')),
  ];
}
