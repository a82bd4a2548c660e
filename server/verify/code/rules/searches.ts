import type { RepairCandidate } from '../../../../protocol/checker.ts';
import { childOf, descendants, namedChildren, unwrapped, type SyntaxNode } from '../../syntax/node.ts';
import { asAssignment, asBinary, asCall, asMember, integerValue, lengthSubject, withOffset } from '../expressions.ts';
import { evidence, repair } from '../finding.ts';
import type { FunctionInfo } from '../functionInfo.ts';
import { asBranch, mentions, ownReturns, returnedValue, results, statementsOf } from '../patterns.ts';
import { hasWord } from '../words.ts';

const anyWords = ['any', 'some', 'has', 'contains', 'includes', 'exists', 'include', 'contain'];
const allWords = ['all', 'every', 'each'];

/** Searches through lists: their quantifier, what they return, how they halve. */
export function searches(fn: FunctionInfo): readonly RepairCandidate[] {
  return [...quantifiers(fn), ...sameAnswer(fn), ...seenSets(fn), ...removals(fn), ...halving(fn), ...lookups(fn), ...sortOrder(fn), ...clamping(fn)];
}

/** `some` in `allDone`, `every` in `anyDone`. */
function quantifiers(fn: FunctionInfo): readonly RepairCandidate[] {
  const words = fn.nameWords;
  const doc = fn.doc.toLowerCase();
  const all = hasWord(words, ...allWords) || (!hasWord(words, ...anyWords) && /\b(if|whether|when|that) (all|every|each)\b/.test(doc));
  const any = hasWord(words, 'any', 'some') || (!hasWord(words, ...allWords) && (/\bat least one\b/.test(doc) || /\b(if|whether|when) (any|some)\b/.test(doc)));
  if (all === any || hasWord(words, 'not', 'no', 'none')) return [];
  return results(fn).flatMap((value) => {
    const call = asCall(unwrapped(value));
    if (!call) return [];
    const token = asMember(call.callee)?.property ?? call.callee;
    const pairs: Readonly<Record<string, string>> = all ? { some: 'every', any: 'all' } : { every: 'some', all: 'any' };
    const wanted = pairs[call.name];
    const builtin = /^(any|all)$/.test(call.name) === !call.object;
    return wanted && builtin ? [repair(token, wanted, 'wrongMethod', evidence.strong, `“${fn.name}” asks for ${all ? 'all of them' : 'one of them'}.`)] : [];
  });
}

/** A loop that returns `true` early in a function that then returns `true` as well. */
function sameAnswer(fn: FunctionInfo): readonly RepairCandidate[] {
  const returns = ownReturns(fn);
  const last = returns.at(-1);
  const answer = last && returnedValue(last);
  if (!answer || !/^(true|false)$/i.test(answer.text) || returns.length !== 2 || namedChildren(fn.body).at(-1) !== last) return [];
  const early = returns[0] && returnedValue(returns[0]);
  if (!early || early.text !== answer.text) return [];
  const flip = (text: string) => ({ true: 'false', false: 'true', True: 'False', False: 'True' })[text] ?? text;
  const why = `Every path returns ${answer.text}.`;
  const isTrue = /^true$/i.test(answer.text);
  const any = hasWord(fn.nameWords, ...anyWords, 'in', 'find', 'duplicates');
  const all = hasWord(fn.nameWords, ...allWords, 'sorted', 'palindrome', 'prime', 'valid', 'equal', 'same', 'ascending', 'subset');
  if (any === all) return [];
  // A search for one answers true early; a test of all answers false early.
  const wrong = any === isTrue ? answer : early;
  return [repair(wrong, flip(wrong.text), 'literal', evidence.strong, why)];
}

/** `if (seen.has(x)) { seen.add(x); … }`: adding makes sense only for what is not there. */
function seenSets(fn: FunctionInfo): readonly RepairCandidate[] {
  return [...descendants(fn.body)].flatMap((node) => {
    const branch = asBranch(node);
    if (!branch || branch.alternative) return [];
    const call = asCall(branch.condition);
    const key = call?.arguments[0]?.text;
    const adds = (set: string, item: string) => statementsOf(branch.consequence).some((statement) => new RegExp(`^${escaped(set)}\\.(add|push|append)\\(${escaped(item)}\\)`).test(statement.text));
    if (call?.object && key !== undefined && /^(has|includes)$/.test(call.name) && adds(call.object.text, key)) {
      return [repair(branch.condition, `!${branch.condition.text}`, 'negation', evidence.certain, `This adds only what “${call.object.text}” has already.`)];
    }
    const binary = asBinary(branch.condition);
    if (binary?.operator.text === 'in' && adds(binary.right.text, binary.left.text)) {
      return [repair(binary.operator, 'not in', 'comparison', evidence.certain, `This adds only what “${binary.right.text}” has already.`)];
    }
    return [];
  });
}

/** A removal that keeps what it should drop, and a lookup that drops what it should find. */
function removals(fn: FunctionInfo): readonly RepairCandidate[] {
  const removes = hasWord(fn.nameWords, 'remove', 'delete', 'without', 'exclude', 'drop', 'reject', 'omit', 'discard', 'except');
  const keeps = hasWord(fn.nameWords, 'find', 'get', 'lookup', 'select', 'pick', 'only', 'by') && !removes;
  if (!removes && !keeps) return [];
  return [...descendants(fn.body)].flatMap((node) => {
    const filter = asCall(node);
    const isFilter = filter?.object && /^(filter|find|findIndex)$/.test(filter.name);
    const callback = isFilter ? filter.arguments[0] : undefined;
    const test = callback && childOf(callback, 'body');
    const clause = node.type === 'if_clause' ? namedChildren(node)[0] : undefined;
    const binary = asBinary(unwrapped(test ?? clause ?? fn.node));
    if (!binary || !(test ?? clause) || !results(fn).some((value) => isAround(value, node))) return [];
    if (!/^(id|name|key|email|index|i|value|item|code|slug|uuid)$/i.test(lastWord(binary.right.text)) || !fn.parameters.some((p) => p.name === binary.right.text)) return [];
    const operator = binary.operator.text;
    if (removes && filter?.name !== 'find' && filter?.name !== 'findIndex' && /^={2,3}$/.test(operator)) {
      return [repair(binary.operator, operator.replace('=', '!'), 'comparison', evidence.strong, `“${fn.name}” should keep the others.`)];
    }
    if (keeps && filter && /^!={1,2}$/.test(operator)) {
      return [repair(binary.operator, operator.replace('!', '='), 'comparison', evidence.strong, `“${fn.name}” should find this one.`)];
    }
    return [];
  });
}

function isAround(outer: SyntaxNode, inner: SyntaxNode): boolean {
  return outer.start <= inner.start && outer.end >= inner.end;
}

function lastWord(text: string): string {
  return /[A-Za-z]?[a-z]*$/.exec(text.replace(/_/g, ''))?.[0] ?? '';
}

/** `for … if (x.id !== id) return x` in a function that looks something up. */
function lookups(fn: FunctionInfo): readonly RepairCandidate[] {
  if (!hasWord(fn.nameWords, 'find', 'get', 'lookup', 'index', 'search', 'position', 'contains', 'includes', 'has')) return [];
  if (hasWord(fn.nameWords, 'not', 'other', 'non', 'different', 'mismatch', 'missing', 'changed', 'difference')) return [];
  return [...descendants(fn.body)].flatMap((node) => {
    if (!/^(for_statement|for_in_statement)$/.test(node.type)) return [];
    const body = childOf(node, 'body');
    const statements = body ? statementsOf(body) : [];
    const branch = statements.length === 1 && statements[0] ? asBranch(statements[0]) : undefined;
    const binary = branch && asBinary(branch.condition);
    if (!branch || branch.alternative || !binary || !/^!={1,2}$/.test(binary.operator.text)) return [];
    const returned = statementsOf(branch.consequence).map(returnedValue)[0];
    const parameter = fn.parameters.some((each) => each.name === binary.right.text || each.name === binary.left.text);
    if (!returned || !parameter || /^(false|False|null|None|undefined)$/.test(returned.text)) return [];
    const text = binary.operator.text.replace('!', '=');
    return [repair(binary.operator, text, 'comparison', evidence.strong, 'This returns the first that does not match.')];
  });
}

/** Binary search: which half to keep, and the bounds of a closed range. */
function halving(fn: FunctionInfo): readonly RepairCandidate[] {
  return [...descendants(fn.body)].flatMap((node) => {
    if (node.type !== 'while_statement') return [];
    const condition = childOf(node, 'condition');
    const body = childOf(node, 'body');
    const binary = condition && asBinary(condition);
    if (!body || !binary || !/^<=?$/.test(binary.operator.text)) return [];
    const [low, high] = [binary.left.text, binary.right.text];
    const middle = middleOf(body, low, high);
    if (middle === undefined) return [];
    const moves = movesOf(body, low, high, middle);
    if (!moves.low || !moves.high) return [];
    const [lowOffset, highOffset] = [withOffset(moves.low).offset, withOffset(moves.high).offset];
    const found: RepairCandidate[] = [];
    const closed = closedStart(fn, high);
    if (binary.operator.text === '<' && lowOffset === 1 && highOffset === -1 && closed) {
      found.push(repair(binary.operator, '<=', 'comparison', evidence.strong, 'The last remaining element would never be looked at.'));
    }
    if (binary.operator.text === '<=' && lowOffset === 0 && highOffset === -1) {
      found.push(repair(moves.low, `${middle} + 1`, 'offByOne', evidence.strong, 'The search would stand still.'));
    }
    if (binary.operator.text === '<=' && lowOffset === 1 && highOffset === 0) {
      found.push(repair(moves.high, `${middle} - 1`, 'offByOne', evidence.strong, 'The search would stand still.'));
    }
    return [...found, ...wrongHalf(body, low, middle)];
  });
}

function middleOf(body: SyntaxNode, low: string, high: string): string | undefined {
  for (const node of descendants(body)) {
    const assignment = asAssignment(node);
    if (assignment && mentions(assignment.value, low) && mentions(assignment.value, high) && /[/2>]/.test(assignment.value.text)) return assignment.target.text;
  }
  return undefined;
}

function movesOf(body: SyntaxNode, low: string, high: string, middle: string): { readonly low?: SyntaxNode; readonly high?: SyntaxNode } {
  const moves: { low?: SyntaxNode; high?: SyntaxNode } = {};
  for (const node of descendants(body)) {
    const assignment = asAssignment(node);
    if (!assignment || assignment.operator !== '=' || withOffset(assignment.value).base.text !== middle) continue;
    if (assignment.target.text === low) moves.low = assignment.value;
    if (assignment.target.text === high) moves.high = assignment.value;
  }
  return moves;
}

function closedStart(fn: FunctionInfo, high: string): boolean {
  return new RegExp(`\\b${escaped(high)}\\b[^\\n]*=\\s*[^\\n]*(\\.length|len\\(\\w+\\)) - 1`).test(fn.body.text);
}

/** `if (xs[mid] > target) low = mid + 1`: in an ascending list the smaller half is dropped when mid is too small. */
function wrongHalf(body: SyntaxNode, low: string, middle: string): readonly RepairCandidate[] {
  return [...descendants(body)].flatMap((node) => {
    const branch = asBranch(node);
    const binary = branch && asBinary(branch.condition);
    if (!branch || !binary || !/^[<>]=?$/.test(binary.operator.text) || !binary.left.text.endsWith(`[${middle}]`)) return [];
    const movesLow = new RegExp(`^\\W*${escaped(low)} = `).test(branch.consequence.text);
    const upward = binary.operator.text.startsWith('<');
    const otherMoves = branch.alternative && new RegExp(`\\b${escaped(low)} = `).test(branch.alternative.text);
    if (movesLow === upward || (!movesLow && !otherMoves)) return [];
    const text = binary.operator.text.replace(/[<>]/, (sign) => (sign === '<' ? '>' : '<'));
    return [repair(binary.operator, text, 'comparison', evidence.strong, 'This keeps the half that cannot hold it.')];
  });
}

const descendingPattern = /\b(descending|desc|reverse|highest first|largest first|newest first|biggest first|most recent first|latest first|high to low|highest to lowest|largest to smallest|newest to oldest|decreasing|top|best first|longest first)\b/;
const ascendingPattern = /\b(ascending|asc|lowest first|smallest first|oldest first|shortest first|low to high|lowest to highest|smallest to largest|increasing|cheapest first|earliest first|lightest first|youngest first|alphabetical)\b/;

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
    if (!binary || binary.operator.text !== '-' || first === undefined || isReversed(call.node)) return [];
    const isAscending = mentions(binary.left, first);
    if (isAscending !== descending) return [];
    const range = { start: binary.left.start, end: binary.right.end };
    return [repair(range, `${binary.right.text} - ${binary.left.text}`, 'swappedOperands', evidence.strong, `This sorts ${isAscending ? 'ascending' : 'descending'}.`)];
  });
}

function isReversed(node: SyntaxNode): boolean {
  return /^\.(reverse|toReversed)/.test(node.parent?.text.slice(node.text.length).trim() ?? '');
}

function reverseFlag(arguments_: readonly SyntaxNode[], descending: boolean): readonly RepairCandidate[] {
  const flag = arguments_.find((argument) => argument.type === 'keyword_argument' && childOf(argument, 'name')?.text === 'reverse');
  const value = flag && childOf(flag, 'value');
  if (!value || !/^(True|False)$/.test(value.text) || (value.text === 'True') === descending) return [];
  return [repair(value, descending ? 'True' : 'False', 'literal', evidence.strong, `This sorts ${descending ? 'ascending' : 'descending'}.`)];
}

const lowBounds = ['min', 'minimum', 'low', 'lower', 'lo', 'floor', '0'];
const highBounds = ['max', 'maximum', 'high', 'upper', 'hi', 'limit', 'ceiling'];

/** `Math.min(value, low)` in a clamp, `Math.min(0, x)` for “never below zero”. */
function clamping(fn: FunctionInfo): readonly RepairCandidate[] {
  const doc = fn.doc.toLowerCase();
  const floor = /\b(never|not|no)\b[^.]*\b(below|less than|under|negative|lower than)\b|\bat least\b/.test(doc);
  const cap = /\b(never|not|no)\b[^.]*\b(above|more than|over|exceed\w*|greater than|higher than)\b|\bat most\b/.test(doc);
  const clamp = hasWord(fn.nameWords, 'clamp', 'limit', 'constrain', 'bound', 'clip', 'restrict');
  return [...descendants(fn.body)].flatMap((node) => {
    const call = asCall(node);
    if (!call || !/^(min|max)$/.test(call.name) || call.arguments.length !== 2) return [];
    const token = asMember(call.callee)?.property ?? call.callee;
    const texts = call.arguments.map((argument) => argument.text.toLowerCase());
    const nested = call.arguments.some((argument) => /\b(min|max)\(/.test(argument.text)) || /^(min|max)$/.test((node.parent?.parent && asCall(node.parent.parent)?.name) ?? '');
    const low = call.arguments.some((argument) => isBound(argument, lowBounds));
    const high = call.arguments.some((argument) => isBound(argument, highBounds));
    const other = call.name === 'min' ? 'max' : 'min';
    if ((clamp || nested) && low !== high) {
      const wrong = (low && call.name === 'min') || (high && call.name === 'max');
      const names = fn.parameters.length >= 2;
      if (wrong && names && !(nested && innerMatches(call.arguments, call.name))) return [repair(token, other, 'wrongMethod', evidence.strong, `A ${low ? 'lower' : 'upper'} bound needs “${other}”.`)];
    }
    const zero = texts.includes('0');
    if (zero && floor && !cap && call.name === 'min') return [repair(token, 'max', 'wrongMethod', evidence.strong, 'The result must not fall below 0.')];
    return [];
  });
}

/** Whether an inner `min`/`max` of the same name makes it unclear which of the two is wrong. */
function innerMatches(arguments_: readonly SyntaxNode[], name: string): boolean {
  return arguments_.some((argument) => {
    const call = asCall(argument);
    return call?.name === name && call.arguments.some((each) => isBound(each, name === 'min' ? lowBounds : highBounds));
  });
}

function isBound(node: SyntaxNode, words: readonly string[]): boolean {
  const value = integerValue(node);
  if (value !== undefined) return words.includes(String(value));
  return /^[\w.]+$/.test(node.text) && hasWord(node.text.toLowerCase().split(/[^a-z]+/), ...words) && lengthSubject(node) === undefined;
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
