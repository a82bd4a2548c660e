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
  withOffset,
} from '../expressions.ts';
import { evidence, repair } from '../finding.ts';
import type { FunctionInfo } from '../functionInfo.ts';
import {
  asBranch,
  exits,
  following,
  mentions,
  results,
  returnedValue,
  statementsOf,
} from '../patterns.ts';
import { hasWord, wordsOf } from '../words.ts';

/** Code that cannot do anything as it stands: branches nobody reaches, parts that are empty or always alike. */
export function contradictions(fn: FunctionInfo): readonly RepairCandidate[] {
  return [...descendants(fn.body)].flatMap((node) => [
    ...unreachable(node),
    ...sameBranches(fn, node),
    ...emptySlice(node),
    ...selfAssignment(fn, node),
    ...firstPower(fn, node),
    ...literalIdentity(node),
    ...zeroBase(fn, node),
    ...sameRecursion(fn, node),
    ...lateDefaults(node),
    ...randomIndex(node),
    ...fallingCounts(fn, node),
    ...repeatedDivision(fn, node),
  ]);
}

/** `if (a || b) return …; if (a) …`: the later test could never hold. */
function unreachable(node: SyntaxNode): readonly RepairCandidate[] {
  const branch = asBranch(node);
  const binary = branch && asBinary(branch.condition);
  if (!branch || !binary || !/^(\|\||or)$/.test(binary.operator.text) || !exits(branch.consequence))
    return [];
  const halves = [binary.left.text, binary.right.text];
  const later = [
    ...following(node),
    ...node.children.filter((child) => /^(elif_clause|else_clause)$/.test(child.type)),
  ];
  const repeated = later
    .flatMap((each) => [...descendants(each)])
    .filter((each) => {
      const inner = asBranch(each);
      return inner !== undefined && halves.includes(inner.condition.text);
    });
  if (repeated.length === 0) return [];
  const text = binary.operator.text === 'or' ? 'and' : '&&';
  return [
    repair(
      binary.operator,
      text,
      'operator',
      evidence.certain,
      l10n.t('“{0}” is tested again below, where it never could hold.', halves[0] ?? ''),
    ),
  ];
}

/** `a > b ? a : a`, `if (a > b) return a; return a;`. */
function sameBranches(fn: FunctionInfo, node: SyntaxNode): readonly RepairCandidate[] {
  const found = ternaryParts(node) ?? returnParts(node);
  if (!found || found.yes.text !== found.no.text || found.yes.type !== 'identifier') return [];
  const binary = asBinary(found.condition);
  if (!binary || !/^[<>]=?$/.test(binary.operator.text)) return [];
  const sides = [binary.left.text, binary.right.text];
  const other = sides.find((side) => side !== found.yes.text);
  if (!sides.includes(found.yes.text) || other === undefined || !fn.uses.has(other)) return [];
  return [
    repair(
      found.no,
      other,
      'wrongVariable',
      evidence.certain,
      l10n.t('Both branches give the same.'),
    ),
  ];
}

interface Parts {
  readonly condition: SyntaxNode;
  readonly yes: SyntaxNode;
  readonly no: SyntaxNode;
}

function ternaryParts(node: SyntaxNode): Parts | undefined {
  if (node.type === 'ternary_expression') {
    const [condition, yes, no] = [
      childOf(node, 'condition'),
      childOf(node, 'consequence'),
      childOf(node, 'alternative'),
    ];
    return condition && yes && no ? { condition: unwrapped(condition), yes, no } : undefined;
  }
  if (node.type !== 'conditional_expression') return undefined;
  const [yes, condition, no] = namedChildren(node);
  return yes && condition && no ? { condition, yes, no } : undefined;
}

function returnParts(node: SyntaxNode): Parts | undefined {
  const branch = asBranch(node);
  const only = branch && statementsOf(branch.consequence);
  const yes = only?.length === 1 && only[0] ? returnedValue(only[0]) : undefined;
  const [next] = branch ? following(node) : [];
  const other = branch?.alternative
    ? namedChildren(branch.alternative).flatMap((child) => statementsOf(child))[0]
    : next;
  const no = other && returnedValue(other);
  return branch && yes && no ? { condition: branch.condition, yes, no } : undefined;
}

/** `xs.slice(a, a - n)` and `xs[a:a - n]` are always empty. */
function emptySlice(node: SyntaxNode): readonly RepairCandidate[] {
  const call = asCall(node);
  const parts =
    node.type === 'slice'
      ? namedChildren(node)
      : call && /^(slice|substring|subarray)$/.test(call.name)
        ? call.arguments
        : [];
  const [start, end] = parts;
  const binary = end && asBinary(end);
  if (
    !start ||
    !binary ||
    parts.length !== 2 ||
    binary.operator.text !== '-' ||
    start.type !== 'identifier'
  )
    return [];
  if (binary.left.text !== start.text || integerValue(binary.right) === 0) return [];
  return [
    repair(
      binary.operator,
      '+',
      'operator',
      evidence.strong,
      l10n.t('The end lies before the start, so the slice is empty.'),
    ),
  ];
}

/** `best = best` beside a comparison of `xs[i]` with `xs[best]`; `x.open = x.open` in a toggle. */
function selfAssignment(fn: FunctionInfo, node: SyntaxNode): readonly RepairCandidate[] {
  const assignment = asAssignment(node);
  if (
    !assignment ||
    assignment.operator !== '=' ||
    assignment.target.text !== assignment.value.text ||
    /\(/.test(assignment.value.text)
  )
    return [];
  const why = l10n.t('“{0}” is assigned to itself.', assignment.target.text);
  if (hasWord(fn.nameWords, 'toggle', 'flip', 'invert')) {
    const not = fn.family === 'python' ? 'not ' : '!';
    return [
      repair(assignment.value, `${not}${assignment.value.text}`, 'negation', evidence.certain, why),
    ];
  }
  let at = node.parent;
  while (at && !asBranch(at)) at = at.parent;
  const branch = at && asBranch(at);
  if (!branch || !/^(identifier|member_expression|attribute)$/.test(assignment.target.type))
    return [];
  const name = assignment.target.text;
  for (const each of descendants(branch.condition)) {
    const binary = each.type === 'parenthesized_expression' ? undefined : asBinary(each);
    if (!binary || !/^[<>]=?$/.test(binary.operator.text)) continue;
    const other =
      counterpart(binary.left, binary.right, name) ?? counterpart(binary.right, binary.left, name);
    if (other !== undefined)
      return [repair(assignment.value, other, 'wrongVariable', evidence.certain, why)];
  }
  return [];
}

/** What stands on the other side in the place of `name`: `i` for `xs[i] < xs[best]`, `x` for `x < best`. */
function counterpart(side: SyntaxNode, other: SyntaxNode, name: string): string | undefined {
  if (side.text === name) return /^[\w.]+$/.test(other.text) ? other.text : undefined;
  const [own, theirs] = [asSubscript(side), asSubscript(other)];
  if (own?.index.text === name && theirs && own.object.text === theirs.object.text)
    return theirs.index.text;
  const [member, otherMember] = [asMember(side), asMember(other)];
  return member?.object.text === name && otherMember?.property.text === member.property.text
    ? otherMember.object.text
    : undefined;
}

/** `x ** 1` where words ask for a square or a cube. */
function firstPower(fn: FunctionInfo, node: SyntaxNode): readonly RepairCandidate[] {
  const binary = asBinary(node);
  const call = asCall(node);
  const exponent =
    binary?.operator.text === '**'
      ? binary.right
      : call && /^(Math\.pow|pow|math\.pow)$/.test(call.callee.text)
        ? call.arguments[1]
        : undefined;
  if (node.type === 'parenthesized_expression' || !exponent || integerValue(exponent) === undefined)
    return [];
  const words = [...fn.nameWords, ...fn.docWords];
  const square = hasWord(
    words,
    'square',
    'squared',
    'squares',
    'distance',
    'variance',
    'circle',
    'area',
    'quadratic',
  );
  const cube = hasWord(words, 'cube', 'cubed', 'cubes', 'cubic', 'sphere');
  const value = integerValue(exponent);
  if (square !== cube && value === 1)
    return [
      repair(
        exponent,
        square ? '2' : '3',
        'offByOne',
        evidence.strong,
        l10n.t('A first power changes nothing.'),
      ),
    ];
  const only = fn.nameWords.length <= 2 && results(fn).includes(unwrapped(node));
  if (only && hasWord(fn.nameWords, 'square') && value === 3)
    return [
      repair(exponent, '2', 'offByOne', evidence.strong, l10n.t('A square is a second power.')),
    ];
  if (only && hasWord(fn.nameWords, 'cube') && value === 2)
    return [repair(exponent, '3', 'offByOne', evidence.strong, l10n.t('A cube is a third power.'))];
  return [];
}

/** Python's `x is "yes"` compares identity where equality is meant. */
function literalIdentity(node: SyntaxNode): readonly RepairCandidate[] {
  return binariesOf(node).flatMap((binary) => {
    if (
      !/^is( not)?$/.test(binary.operator.text) ||
      !/^(integer|string|float|list|dictionary|tuple)$/.test(binary.right.type)
    )
      return [];
    return [
      repair(
        binary.operator,
        binary.operator.text === 'is' ? '==' : '!=',
        'comparison',
        evidence.certain,
        l10n.t('“is” compares identity, not values.'),
      ),
    ];
  });
}

/** A recursive product that ends in 0 is 0 for every input. */
function zeroBase(fn: FunctionInfo, node: SyntaxNode): readonly RepairCandidate[] {
  const branch = asBranch(node);
  const first = branch && statementsOf(branch.consequence)[0];
  const value = first && returnedValue(first);
  if (fn.name === '' || !branch || !value || value.text !== '0') return [];
  const multiplies = results(fn).filter((each) => mentions(each, fn.name));
  const product =
    multiplies.length === 1 &&
    multiplies.every((each) => {
      const binary = asBinary(each);
      return (
        binary?.operator.text === '*' &&
        (asCall(unwrapped(binary.right))?.name === fn.name ||
          asCall(unwrapped(binary.left))?.name === fn.name)
      );
    });
  const compared = asBinary(branch.condition);
  if (
    !product ||
    !compared ||
    integerValue(compared.right) === undefined ||
    fn.parameters.length > 2
  )
    return [];
  return [
    repair(
      value,
      '1',
      'offByOne',
      evidence.certain,
      l10n.t('A product that ends in 0 is always 0.'),
    ),
  ];
}

/** `fib(n - 1) + fib(n - 1)`. */
function sameRecursion(fn: FunctionInfo, node: SyntaxNode): readonly RepairCandidate[] {
  const binary = node.type === 'parenthesized_expression' ? undefined : asBinary(node);
  const [left, right] = [binary && asCall(binary.left), binary && asCall(binary.right)];
  if (
    !binary ||
    !right ||
    left?.name !== fn.name ||
    binary.left.text !== binary.right.text ||
    !/^fib/i.test(fn.name)
  )
    return [];
  const argument = right.arguments[0];
  const offset = argument && asBinary(argument);
  if (!offset || offset.operator.text !== '-' || integerValue(offset.right) !== 1) return [];
  return [
    repair(offset.right, '2', 'offByOne', evidence.certain, l10n.t('Both terms are the same.')),
  ];
}

/** `Object.assign({}, options, defaults)`, `{ ...options, ...defaults }`: the defaults would win every time. */
function lateDefaults(node: SyntaxNode): readonly RepairCandidate[] {
  const isDefault = (text: string) =>
    /^(\.\.\.|\*\*)?(\w+\.)?(default\w*|\w*Defaults|\w*_defaults|DEFAULT\w*|fallbacks?)$/.test(
      text,
    );
  const call = asCall(node);
  const parts =
    call?.callee.text === 'Object.assign'
      ? call.arguments.slice(1)
      : /^(object|dictionary)$/.test(node.type)
        ? namedChildren(node)
        : [];
  const [first, second] = parts;
  if (!first || !second || parts.length !== 2 || isDefault(first.text) || !isDefault(second.text))
    return [];
  const spread = /^(spread_element|dictionary_splat)$/;
  if (!call && !(spread.test(first.type) && spread.test(second.type))) return [];
  const range = { start: first.start, end: second.end };
  return [
    repair(
      range,
      `${second.text}, ${first.text}`,
      'swappedArguments',
      evidence.strong,
      l10n.t('The defaults would override every choice.'),
    ),
  ];
}

/** A random index that may lie one past the end. */
function randomIndex(node: SyntaxNode): readonly RepairCandidate[] {
  const subscript = asSubscript(node);
  if (!subscript) return [];
  const name = subscript.object.text;
  const call = asCall(subscript.index);
  if (call?.callee.text === 'random.randint' && call.arguments[1]?.text === `len(${name})`) {
    const end = call.arguments[1];
    return [
      repair(
        end,
        `${end.text} - 1`,
        'offByOne',
        evidence.certain,
        l10n.t('“randint” includes its upper end.'),
      ),
    ];
  }
  const product =
    call?.name === 'floor' && call.arguments[0] ? asBinary(call.arguments[0]) : undefined;
  if (!product || product.operator.text !== '*' || product.left.text !== 'Math.random()') return [];
  const bound = unwrapped(product.right);
  const { base, offset } = withOffset(bound);
  if (base.text !== `${name}.length` || Math.abs(offset) !== 1) return [];
  const why =
    offset > 0
      ? l10n.t('The index may lie one past the end.')
      : l10n.t('The last element would never be drawn.');
  return [repair(product.right, base.text, 'offByOne', evidence.certain, why)];
}

const fallingWords = [
  'remove',
  'delete',
  'decrement',
  'decrease',
  'take',
  'release',
  'unsubscribe',
  'subtract',
  'pop',
  'lose',
  'consume',
  'down',
  'downvote',
  'leave',
  'return',
];

/** `counts[word] = …` or `counts.set(word, …)`. */
function isPutBack(node: SyntaxNode): boolean {
  const { parent } = node;
  return (
    (parent && asAssignment(parent)?.value === node) ||
    (parent?.parent && asCall(parent.parent)?.name === 'set') === true
  );
}

/** `counts[word] = (counts[word] || 0) - 1`. */
function fallingCounts(fn: FunctionInfo, node: SyntaxNode): readonly RepairCandidate[] {
  const binary = node.type === 'parenthesized_expression' ? undefined : asBinary(node);
  if (!binary || binary.operator.text !== '-' || integerValue(binary.right) !== 1) return [];
  const fromNothing = /(\|\||\?\?) 0\)?$|\.get\([^()]*, 0\)$/.test(binary.left.text);
  if (!fromNothing || !isPutBack(node) || hasWord(fn.nameWords, ...fallingWords)) return [];
  return [
    repair(
      binary.operator,
      '+',
      'operator',
      evidence.strong,
      l10n.t('What starts at 0 is counted up.'),
    ),
  ];
}

const restWords = [
  'rest',
  'remainder',
  'remaining',
  'left',
  'leftover',
  'seconds',
  'minutes',
  'cents',
  'pence',
  'mod',
  'modulo',
  'hours',
  'secs',
  'mins',
  'inches',
  'ounces',
  'extra',
];

/** `Math.floor(t / 60)` beside `t / 60`: the second is meant to be the remainder. */
function repeatedDivision(fn: FunctionInfo, node: SyntaxNode): readonly RepairCandidate[] {
  const assignment = asAssignment(node);
  const binary =
    assignment && assignment.value.type !== 'parenthesized_expression'
      ? asBinary(assignment.value)
      : undefined;
  if (
    !assignment ||
    !binary ||
    !/^\/\/?$/.test(binary.operator.text) ||
    !hasWord(wordsOf(assignment.target.text), ...restWords)
  )
    return [];
  const twin = [...descendants(fn.body)].some((each) => {
    const other = asAssignment(each);
    if (!other || other.node === assignment.node) return false;
    const inner =
      asCall(other.value)?.name === 'floor' ? asCall(other.value)?.arguments[0] : other.value;
    const division = inner && asBinary(inner);
    return (
      division !== undefined &&
      /^\/\/?$/.test(division.operator.text) &&
      division.left.text === binary.left.text &&
      division.right.text === binary.right.text &&
      other.node.start < assignment.node.start
    );
  });
  return twin
    ? [
        repair(
          binary.operator,
          '%',
          'operator',
          evidence.strong,
          l10n.t('What is left over is the remainder.'),
        ),
      ]
    : [];
}
