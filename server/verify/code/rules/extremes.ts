import * as l10n from '@vscode/l10n';
import type { RepairCandidate } from '../../../../protocol/checker.ts';
import { ancestor, childOf, descendants, unwrapped, type SyntaxNode } from '../../syntax/node.ts';
import { asAssignment, asBinary, asCall, asMember, type Binary } from '../expressions.ts';
import { evidence, repair } from '../finding.ts';
import { isFunction, type FunctionInfo } from '../functionInfo.ts';
import {
  asBranch,
  mentions,
  ownReturns,
  results,
  returnedValue,
  statementsOf,
} from '../patterns.ts';
import { hasWord, wordsOf } from '../words.ts';

const largeWords = [
  'max',
  'maximum',
  'largest',
  'biggest',
  'highest',
  'longest',
  'greatest',
  'larger',
  'bigger',
  'higher',
  'greater',
  'longer',
  'latest',
  'newest',
  'oldest',
  'tallest',
  'most',
  'warmest',
  'hottest',
  'richest',
  'heaviest',
  'fastest',
  'top',
  'maxima',
  'farthest',
  'widest',
];
const smallWords = [
  'min',
  'minimum',
  'smallest',
  'lowest',
  'shortest',
  'least',
  'smaller',
  'lower',
  'shorter',
  'cheapest',
  'earliest',
  'fewest',
  'coldest',
  'lightest',
  'nearest',
  'closest',
  'minima',
  'youngest',
  'slowest',
  'narrowest',
];
/** Here a larger value means a smaller something else, so the direction cannot be told. */
const ambiguousWords = [
  'oldest',
  'newest',
  'latest',
  'earliest',
  'youngest',
  'fastest',
  'slowest',
  'top',
  'most',
];

type Direction = 'large' | 'small';

/** Searches for a largest or smallest element that compare the wrong way round. */
export function extremes(fn: FunctionInfo): readonly RepairCandidate[] {
  return [...descendants(fn.body)].flatMap((node) => [
    ...replacing(fn, node),
    ...choosing(fn, node),
    ...starting(fn, node),
    ...spreading(fn, node),
    ...earlyReturn(fn, node),
  ]);
}

/** The direction that words ask for; undefined when they ask for both or neither. */
export function directionOf(words: readonly string[]): Direction | undefined {
  const large = hasWord(words, ...largeWords);
  const small = hasWord(words, ...smallWords);
  return large === small ? undefined : large ? 'large' : 'small';
}

function wanted(fn: FunctionInfo, variable: string): Direction | undefined {
  const named = directionOf(wordsOf(variable)) ?? directionOf(fn.nameWords);
  if (named) return named;
  // In prose “at most” and “at least” bound something else.
  const isResult = results(fn).some((value) => value.text === variable);
  return isResult
    ? directionOf([...fn.docWords].filter((word) => word !== 'most' && word !== 'least'))
    : undefined;
}

/** `if (x < max) max = x`. */
function replacing(fn: FunctionInfo, node: SyntaxNode): readonly RepairCandidate[] {
  const branch = asBranch(node);
  if (!branch) return [];
  const assignment = statementsOf(branch.consequence).flatMap((statement) => {
    const inner = statement.type === 'expression_statement' ? statement.children[0] : statement;
    const found = inner && asAssignment(inner);
    return found && found.operator === '=' ? [found] : [];
  })[0];
  if (!assignment || assignment.target.type !== 'identifier') return [];
  const best = assignment.target.text;
  const comparison = comparisons(branch.condition).find(
    (binary) =>
      mentions(binary.left, best) !== mentions(binary.right, best) &&
      involves(binary, assignment.value, best),
  );
  if (!comparison || !isRunning(fn, branch.node, best)) return [];
  return flipped(comparison, best, wanted(fn, best));
}

/** The best so far is replaced over and over, or is the result; else it is a bound that is kept within another. */
function isRunning(fn: FunctionInfo, node: SyntaxNode, best: string): boolean {
  const repeated = ancestor(
    node,
    (at) => /^(for|while|do)_/.test(at.type) || (isFunction(at) && at !== fn.node),
  );
  return repeated !== undefined || results(fn).some((value) => value.text === best);
}

/** Whether the comparison is between the best so far and the value that would replace it. */
function involves(binary: Binary, value: SyntaxNode, best: string): boolean {
  const other = mentions(binary.left, best) ? binary.right : binary.left;
  const root = (text: string) => /[A-Za-z_$][\w$]*/.exec(text)?.[0];
  return (
    other.text === value.text ||
    other.text.includes(value.text) ||
    value.text.includes(other.text) ||
    root(other.text) === root(value.text)
  );
}

function comparisons(condition: SyntaxNode): readonly Binary[] {
  return [...descendants(condition)].flatMap((child) => {
    const binary = child.type === 'parenthesized_expression' ? undefined : asBinary(child);
    return binary && /^[<>]=?$/.test(binary.operator.text) ? [binary] : [];
  });
}

function flipped(
  binary: Binary,
  best: string,
  direction: Direction | undefined,
): readonly RepairCandidate[] {
  if (!direction) return [];
  const bestOnRight = mentions(binary.right, best);
  const takesLarger = binary.operator.text.startsWith('>') === bestOnRight;
  if (takesLarger === (direction === 'large')) return [];
  const text = binary.operator.text.replace(/[<>]/, (sign) => (sign === '<' ? '>' : '<'));
  const why =
    direction === 'large'
      ? l10n.t('“{0}” would end up as the smallest one.', best)
      : l10n.t('“{0}” would end up as the largest one.', best);
  return [repair(binary.operator, text, 'comparison', evidence.strong, why)];
}

const boundWords = ['lower', 'upper', 'floor', 'ceiling', 'limit', 'cap', 'bound'];

/** `a < b ? a : b` in a function that asks for the larger. */
function choosing(fn: FunctionInfo, node: SyntaxNode): readonly RepairCandidate[] {
  const choice = asChoice(node);
  const binary = choice && asBinary(choice.condition);
  if (!choice || !binary || !/^[<>]=?$/.test(binary.operator.text)) return [];
  const straight =
    binary.left.text.startsWith(choice.yes.text) && binary.right.text.startsWith(choice.no.text);
  const crossed =
    binary.left.text.startsWith(choice.no.text) && binary.right.text.startsWith(choice.yes.text);
  if (straight === crossed) return [];
  const target = node.parent && asAssignment(node.parent)?.target.text;
  const words = target !== undefined ? wordsOf(target) : [];
  const callback = wordsOf(`${choice.yes.text} ${choice.no.text}`);
  // `x >= lower ? x : lower` keeps a value within a bound.
  if (hasWord(callback, ...boundWords)) return [];
  const direction =
    directionOf(words) ??
    directionOf(callback) ??
    directionOf(fn.nameWords) ??
    directionOf([...fn.docWords]);
  if (!direction) return [];
  const takesLarger = binary.operator.text.startsWith('>') === straight;
  if (takesLarger === (direction === 'large')) return [];
  const text = binary.operator.text.replace(/[<>]/, (sign) => (sign === '<' ? '>' : '<'));
  const why =
    direction === 'large'
      ? l10n.t('This picks the smaller one.')
      : l10n.t('This picks the larger one.');
  return [repair(binary.operator, text, 'comparison', evidence.strong, why)];
}

interface Choice {
  readonly condition: SyntaxNode;
  readonly yes: SyntaxNode;
  readonly no: SyntaxNode;
}

function asChoice(node: SyntaxNode): Choice | undefined {
  if (node.type === 'ternary_expression') {
    const condition = childOf(node, 'condition');
    const yes = childOf(node, 'consequence');
    const no = childOf(node, 'alternative');
    return condition && yes && no
      ? { condition: unwrapped(condition), yes: unwrapped(yes), no: unwrapped(no) }
      : undefined;
  }
  if (node.type !== 'conditional_expression') return undefined;
  const [yes, condition, no] = node.children.filter((child) => child.named);
  return yes && condition && no ? { condition, yes, no } : undefined;
}

/** `if (a < b) return a; return b;` in a function named for the larger. */
function earlyReturn(fn: FunctionInfo, node: SyntaxNode): readonly RepairCandidate[] {
  const branch = asBranch(node);
  const binary = branch && asBinary(branch.condition);
  if (!branch || !binary || !/^[<>]=?$/.test(binary.operator.text)) return [];
  const inside = statementsOf(branch.consequence).map(returnedValue)[0]?.text;
  const after = ownReturns(fn).at(-1);
  const outside = after && returnedValue(after)?.text;
  if (
    inside === undefined ||
    outside === undefined ||
    inside === outside ||
    fn.parameters.length !== 2
  )
    return [];
  const direction = directionOf(fn.nameWords);
  const straight = binary.left.text === inside && binary.right.text === outside;
  const crossed = binary.left.text === outside && binary.right.text === inside;
  if (!direction || straight === crossed) return [];
  const takesLarger = binary.operator.text.startsWith('>') === straight;
  if (takesLarger === (direction === 'large')) return [];
  const text = binary.operator.text.replace(/[<>]/, (sign) => (sign === '<' ? '>' : '<'));
  return [
    repair(
      binary.operator,
      text,
      'comparison',
      evidence.strong,
      l10n.t('This returns the other one.'),
    ),
  ];
}

/** `let max = Infinity` that only larger values replace. */
function starting(fn: FunctionInfo, node: SyntaxNode): readonly RepairCandidate[] {
  const start = asAssignment(node);
  if (!start || start.target.type !== 'identifier') return [];
  const value = start.value.text;
  const high = /^(Infinity|Number\.MAX_VALUE|float\(["']inf["']\)|math\.inf)$/.test(value);
  const low = /^(-Infinity|float\(["']-inf["']\)|-math\.inf|-float\(["']inf["']\))$/.test(value);
  if (!high && !low) return [];
  const direction = wanted(fn, start.target.text);
  if (!direction || (direction === 'small') === high) return [];
  const opposite = oppositeInfinity(value);
  return [
    repair(
      start.value,
      opposite,
      'literal',
      evidence.strong,
      l10n.t('No value could ever replace {0}.', value),
    ),
  ];
}

function oppositeInfinity(value: string): string {
  if (value.startsWith('-')) return value.slice(1);
  if (value.startsWith('float'))
    return value.includes('-inf') ? value.replace('-inf', 'inf') : value.replace('inf', '-inf');
  return `-${value}`;
}

/** `Math.min(...xs)` or `min(xs)` in a function or variable named for the maximum. */
function spreading(fn: FunctionInfo, node: SyntaxNode): readonly RepairCandidate[] {
  const call = asCall(node);
  if (!call || !/^(min|max)$/.test(call.name)) return [];
  const token = asMember(call.callee)?.property ?? call.callee;
  const whole =
    fn.family === 'python'
      ? call.arguments[0]?.type === 'identifier'
      : call.arguments[0]?.type === 'spread_element';
  const pair =
    call.arguments.length === 2 &&
    fn.parameters.length === 2 &&
    call.arguments.every((argument) => fn.parameters.some((p) => p.name === argument.text));
  const keyed = call.arguments.slice(1).every((argument) => argument.type === 'keyword_argument');
  if (!(whole && keyed) && !pair) return [];
  const target = node.parent && asAssignment(node.parent)?.target.text;
  const returned =
    node.parent === fn.body || node.parent?.type === 'return_statement' || fn.body === node;
  const words = target !== undefined ? wordsOf(target) : returned ? fn.nameWords : [];
  if (hasWord(words, ...ambiguousWords)) return [];
  const direction = directionOf(words);
  if (!direction || (direction === 'large') === (call.name === 'max')) return [];
  const asking = target ?? fn.name;
  const why =
    direction === 'large'
      ? l10n.t('“{0}” asks for the largest.', asking)
      : l10n.t('“{0}” asks for the smallest.', asking);
  return [repair(token, call.name === 'max' ? 'min' : 'max', 'wrongMethod', evidence.strong, why)];
}
