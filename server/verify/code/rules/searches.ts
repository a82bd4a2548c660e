import * as l10n from '@vscode/l10n';
import type { RepairCandidate } from '../../../../protocol/checker.ts';
import {
  childOf,
  descendants,
  namedChildren,
  unwrapped,
  type SyntaxNode,
} from '../../syntax/node.ts';
import { asBinary, asCall, asMember } from '../expressions.ts';
import { evidence, repair } from '../finding.ts';
import type { FunctionInfo } from '../functionInfo.ts';
import {
  asBranch,
  following,
  ownReturns,
  returnedValue,
  results,
  statementsOf,
} from '../patterns.ts';
import { hasWord, wordsOf } from '../words.ts';
import { negatedOperand } from './negation.ts';
import { escaped } from './searchParts.ts';

/** Searches through lists: their quantifier, what they keep, what they return. */
export function searches(fn: FunctionInfo): readonly RepairCandidate[] {
  return [...quantifiers(fn), ...sameAnswer(fn), ...seenSets(fn), ...removals(fn), ...lookups(fn)];
}

const anyWords = ['any', 'some', 'has', 'contains', 'includes', 'exists', 'include', 'contain'];

const allWords = ['all', 'every', 'each'];

/** `some` in `allDone`, `every` in `anyDone`. */
function quantifiers(fn: FunctionInfo): readonly RepairCandidate[] {
  const words = fn.nameWords;
  const doc = fn.doc.toLowerCase();
  const all =
    hasWord(words, ...allWords) ||
    (!hasWord(words, ...anyWords) && /\b(if|whether|when|that) (all|every|each)\b/.test(doc));
  const any =
    hasWord(words, 'any', 'some') ||
    (!hasWord(words, ...allWords) &&
      (/\bat least one\b/.test(doc) || /\b(if|whether|when) (any|some)\b/.test(doc)));
  if (all === any || hasWord(words, 'not', 'no', 'none')) return [];
  return results(fn).flatMap((value) => {
    const call = asCall(unwrapped(value));
    if (!call) return [];
    const token = asMember(call.callee)?.property ?? call.callee;
    const pairs: Readonly<Record<string, string>> = all
      ? { some: 'every', any: 'all' }
      : { every: 'some', all: 'any' };
    const wanted = pairs[call.name];
    const builtin = /^(any|all)$/.test(call.name) === !call.object;
    return wanted && builtin
      ? [
          repair(
            token,
            wanted,
            'wrongMethod',
            evidence.strong,
            all
              ? l10n.t('“{0}” asks for all of them.', fn.name)
              : l10n.t('“{0}” asks for one of them.', fn.name),
          ),
        ]
      : [];
  });
}

/** A loop that returns `true` early in a function that then returns `true` as well. */
function sameAnswer(fn: FunctionInfo): readonly RepairCandidate[] {
  const returns = ownReturns(fn);
  const last = returns.at(-1);
  const answer = last && returnedValue(last);
  if (
    !answer ||
    !/^(true|false)$/i.test(answer.text) ||
    returns.length !== 2 ||
    namedChildren(fn.body).at(-1) !== last
  )
    return [];
  const early = returns[0] && returnedValue(returns[0]);
  if (!early || early.text !== answer.text) return [];
  const flip = (text: string) =>
    ({ true: 'false', false: 'true', True: 'False', False: 'True' })[text] ?? text;
  const why = l10n.t('Every path returns {0}.', answer.text);
  const isTrue = /^true$/i.test(answer.text);
  const any = hasWord(fn.nameWords, ...anyWords, 'in', 'find', 'duplicates');
  const all = hasWord(
    fn.nameWords,
    ...allWords,
    'sorted',
    'palindrome',
    'prime',
    'valid',
    'equal',
    'same',
    'ascending',
    'subset',
  );
  const deeds = ['allow', 'allows', 'try', 'acquire', 'consume', 'reserve', 'book', 'can', 'take'];
  const acts = namedChildren(fn.body).some((each) => each.type === 'expression_statement');
  // What is refused at its limit is granted otherwise.
  if (any === all && acts && hasWord(fn.nameWords, ...deeds) && isAtLimit(returns[0])) {
    const denied = isTrue ? early : answer;
    return [repair(denied, flip(denied.text), 'literal', evidence.strong, why)];
  }
  if (any === all) return [];
  // A search for one answers true early; a test of all answers false early.
  const wrong = any === isTrue ? answer : early;
  return [repair(wrong, flip(wrong.text), 'literal', evidence.strong, why)];
}

/** Whether a return is all that a test of a limit leads to. */
function isAtLimit(statement: SyntaxNode | undefined): boolean {
  const branch = [statement?.parent, statement?.parent?.parent].flatMap((each) => {
    const found = each && asBranch(each);
    return found ? [found] : [];
  })[0];
  const binary = branch && asBinary(branch.condition);
  const most = wordsOf(binary?.right.text ?? '');
  return (
    binary?.operator.text === '>=' && hasWord(most, 'limit', 'max', 'capacity', 'quota', 'maximum')
  );
}

/** `if (!seen.has(x)) continue; …; seen.add(x)`: nothing would ever be added. */
function skipsUnseen(fn: FunctionInfo, node: SyntaxNode): readonly RepairCandidate[] {
  const branch = asBranch(node);
  const [only, ...more] = branch ? statementsOf(branch.consequence) : [];
  if (!branch || branch.alternative || only?.type !== 'continue_statement' || more.length > 0)
    return [];
  const binary = asBinary(branch.condition);
  const inner = negatedOperand(branch.condition);
  const call = inner && asCall(inner);
  const isNotIn = binary?.operator.text.replace(/\s+/, ' ') === 'not in';
  const set = isNotIn ? binary.right.text : call?.name === 'has' ? call.object?.text : undefined;
  const item = isNotIn ? binary.left.text : call?.arguments[0]?.text;
  if (set === undefined || item === undefined || !/^[\w.]+$/.test(set)) return [];
  const adds = new RegExp(`^${escaped(set)}\\.(add|push|append)\\(${escaped(item)}\\)`);
  const anywhere = fn.body.text.split(`${set}.add(`).length - 1;
  const removes = new RegExp(`${escaped(set)}\\.(delete|remove|discard|clear|pop)\\(`);
  if (
    anywhere !== 1 ||
    removes.test(fn.body.text) ||
    !following(node).some((each) => adds.test(each.text))
  )
    return [];
  const why = l10n.t('This adds only what “{0}” has already.', set);
  return isNotIn
    ? [repair(binary.operator, 'in', 'comparison', evidence.certain, why)]
    : [repair(branch.condition, inner?.text ?? '', 'negation', evidence.certain, why)];
}

/** `if (seen.has(x)) { seen.add(x); … }`: adding makes sense only for what is not there. */
function seenSets(fn: FunctionInfo): readonly RepairCandidate[] {
  return [...descendants(fn.body)].flatMap((node) => {
    const branch = asBranch(node);
    const skips = skipsUnseen(fn, node);
    if (!branch || branch.alternative || skips.length > 0) return skips;
    const call = asCall(branch.condition);
    const key = call?.arguments[0]?.text;
    const adds = (set: string, item: string) =>
      statementsOf(branch.consequence).some((statement) =>
        new RegExp(`^${escaped(set)}\\.(add|push|append)\\(${escaped(item)}\\)`).test(
          statement.text,
        ),
      );
    if (
      call?.object &&
      key !== undefined &&
      /^(has|includes)$/.test(call.name) &&
      adds(call.object.text, key)
    ) {
      return [
        repair(
          branch.condition,
          `!${branch.condition.text}`,
          'negation',
          evidence.certain,
          l10n.t('This adds only what “{0}” has already.', call.object.text),
        ),
      ];
    }
    const binary = asBinary(branch.condition);
    if (binary?.operator.text === 'in' && adds(binary.right.text, binary.left.text)) {
      return [
        repair(
          binary.operator,
          'not in',
          'comparison',
          evidence.certain,
          l10n.t('This adds only what “{0}” has already.', binary.right.text),
        ),
      ];
    }
    return [];
  });
}

/** A removal that keeps what it should drop, and a lookup that drops what it should find. */
function removals(fn: FunctionInfo): readonly RepairCandidate[] {
  const removes = hasWord(
    fn.nameWords,
    'remove',
    'delete',
    'without',
    'exclude',
    'drop',
    'reject',
    'omit',
    'discard',
    'except',
  );
  const keeps =
    hasWord(fn.nameWords, 'find', 'get', 'lookup', 'select', 'pick', 'only', 'by') && !removes;
  if (!removes && !keeps) return [];
  return [...descendants(fn.body)].flatMap((node) => {
    const filter = asCall(node);
    const isFilter = filter?.object && /^(filter|find|findIndex)$/.test(filter.name);
    const callback = isFilter ? filter.arguments[0] : undefined;
    const test = callback && childOf(callback, 'body');
    const clause = node.type === 'if_clause' ? namedChildren(node)[0] : undefined;
    const binary = asBinary(unwrapped(test ?? clause ?? fn.node));
    if (!binary || !(test ?? clause) || !results(fn).some((value) => isAround(value, node)))
      return [];
    if (
      !/^(id|name|key|email|index|i|value|item|code|slug|uuid)$/i.test(
        lastWord(binary.right.text),
      ) ||
      !fn.parameters.some((p) => p.name === binary.right.text)
    )
      return [];
    const operator = binary.operator.text;
    if (
      removes &&
      filter?.name !== 'find' &&
      filter?.name !== 'findIndex' &&
      /^={2,3}$/.test(operator)
    ) {
      return [
        repair(
          binary.operator,
          operator.replace('=', '!'),
          'comparison',
          evidence.strong,
          l10n.t('“{0}” should keep the others.', fn.name),
        ),
      ];
    }
    if (keeps && filter && /^!={1,2}$/.test(operator)) {
      return [
        repair(
          binary.operator,
          operator.replace('!', '='),
          'comparison',
          evidence.strong,
          l10n.t('“{0}” should find this one.', fn.name),
        ),
      ];
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
  if (
    !hasWord(
      fn.nameWords,
      'find',
      'get',
      'lookup',
      'index',
      'search',
      'position',
      'contains',
      'includes',
      'has',
    )
  )
    return [];
  if (
    hasWord(
      fn.nameWords,
      'not',
      'other',
      'non',
      'different',
      'mismatch',
      'missing',
      'changed',
      'difference',
    )
  )
    return [];
  return [...descendants(fn.body)].flatMap((node) => {
    if (!/^(for_statement|for_in_statement)$/.test(node.type)) return [];
    const body = childOf(node, 'body');
    const statements = body ? statementsOf(body) : [];
    const branch = statements.length === 1 && statements[0] ? asBranch(statements[0]) : undefined;
    const binary = branch && asBinary(branch.condition);
    if (!branch || branch.alternative || !binary || !/^!={1,2}$/.test(binary.operator.text))
      return [];
    const returned = statementsOf(branch.consequence).map(returnedValue)[0];
    const parameter = fn.parameters.some(
      (each) => each.name === binary.right.text || each.name === binary.left.text,
    );
    if (!returned || !parameter || /^(false|False|null|None|undefined)$/.test(returned.text))
      return [];
    const text = binary.operator.text.replace('!', '=');
    return [
      repair(
        binary.operator,
        text,
        'comparison',
        evidence.strong,
        l10n.t('This returns the first that does not match.'),
      ),
    ];
  });
}
