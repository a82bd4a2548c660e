import * as l10n from '@vscode/l10n';
import type { RepairCandidate } from '../../../../protocol/checker.ts';
import { childOf, descendants, type SyntaxNode } from '../../syntax/node.ts';
import { asBinary, asCall, asMember, lengthSubject, type Binary } from '../expressions.ts';
import { evidence, repair } from '../finding.ts';
import type { FunctionInfo } from '../functionInfo.ts';
import { asBranch, following, statementsOf, type Branch } from '../patterns.ts';
import { hasWord, wordsOf } from '../words.ts';
import { negatedOperand } from './negation.ts';

/** What a guard refuses, in its own words and by what follows, against what it tests. */
export function refusals(fn: FunctionInfo): readonly RepairCandidate[] {
  return [...descendants(fn.body)].flatMap((node) => {
    const branch = asBranch(node);
    if (!branch) return [];
    const message = refusalOf(branch);
    return [
      ...(message === undefined
        ? []
        : [
            ...refusesWhatIsThere(fn, branch, message),
            ...refusesEnough(branch, message),
            ...refusesOpposite(fn, branch, message),
          ]),
      ...refusedDifference(branch),
      ...letsIn(fn, branch),
      ...evictsEarly(branch),
    ];
  });
}

/** The words with which a branch refuses: the texts of what it throws, raises or answers with an error. */
function refusalOf(branch: Branch): string | undefined {
  const [first] = statementsOf(branch.consequence);
  if (!first || statementsOf(branch.consequence).length > 2) return undefined;
  const refuses =
    /^(throw|raise)_statement$/.test(first.type) ||
    (first.type === 'return_statement' && /\b(error|status|reject|fail)/i.test(first.text));
  if (!refuses) return undefined;
  const texts = [...descendants(first)].filter((each) =>
    /^(string_fragment|string_content)$/.test(each.type),
  );
  const words = texts.map((each) => each.text).join(' ');
  return words === '' ? undefined : words.toLowerCase();
}

const absent =
  /\b(missing|required|not found|not (logged|signed) in|no (such )?[a-z]+ (given|found|provided|set)|unauthori[sz]ed|must be (given|set|provided)|cannot be empty|must not be empty|is empty|not provided|not initiali[sz]ed)\b/;

/** `if (token) throw new Error('missing token')`. */
function refusesWhatIsThere(
  fn: FunctionInfo,
  { condition }: Branch,
  message: string,
): readonly RepairCandidate[] {
  if (!absent.test(message) || !/^(identifier|member_expression|attribute)$/.test(condition.type))
    return [];
  const words = wordsOf(condition.text);
  const isComplaint = hasWord(
    words,
    ...['missing', 'error', 'err', 'errors', 'required', 'invalid', 'empty', 'failed', 'absent'],
    ...['strict', 'not', 'no', 'problem', 'unauthorized', 'exc', 'exception', 'message', 'reason'],
  );
  // A flag is no thing that could be missing.
  const isFlag = /^(is|has|should|must|can|needs?|allow|throw|raise)/.test(words.at(-1) ?? '');
  const isNamed = message.includes((words.at(-1) ?? '').replace(/s$/, ''));
  const isOnly = /\b(missing|required|not found|unauthori[sz]ed)\b/.test(message);
  if (isComplaint || isFlag || /^(is|has|should)[A-Z_]/.test(condition.text)) return [];
  if (!isNamed && !isOnly) return [];
  const not = fn.family === 'python' ? 'not ' : '!';
  const why = l10n.t('This refuses “{0}” where it is there.', condition.text);
  return [repair(condition, `${not}${condition.text}`, 'negation', evidence.strong, why)];
}

const opposites: Readonly<Record<string, string>> = {
  open: 'closed',
  closed: 'open',
  enabled: 'disabled',
  disabled: 'enabled',
  active: 'inactive',
  valid: 'invalid',
  connected: 'disconnected',
  running: 'stopped',
  locked: 'unlocked',
  available: 'unavailable',
  authorized: 'unauthorized',
  initialized: 'uninitialized',
};

/** What may be said of a thing, unlike what it is. */
const stateWord =
  /(ed|ing|en|able)$|^(ready|dirty|full|empty|busy|live|paid|sold|sent|done|idle|alive)$/;

/** `if (door.isOpen) throw new Error('the door is closed')`: the message says what the flag denies. */
function refusesOpposite(
  fn: FunctionInfo,
  { condition }: Branch,
  message: string,
): readonly RepairCandidate[] {
  const inner = negatedOperand(condition);
  const flag = inner ?? condition;
  if (!/^(identifier|member_expression|attribute)$/.test(flag.type)) return [];
  const words = wordsOf(flag.text.split('.').at(-1) ?? '').filter(
    (word) => !/^(is|has|was|are|currently|already)$/.test(word),
  );
  const [word, ...more] = words;
  const isState = Object.hasOwn(opposites, word ?? '') || stateWord.test(word ?? '');
  if (word === undefined || more.length > 0 || !isState) return [];
  const said = [...message.matchAll(/[a-z]+/g)].map(([each]) => each);
  const isSaid = said.includes(word);
  const isDenied = new RegExp(`\\b(not|isn't|never|no longer)( yet| been)? ${word}(?![-\\w])`).test(
    message,
  );
  const isOpposite =
    said.includes(opposites[word] ?? '-') && !/\b(not|isn't|must|need|should)\b/.test(message);
  const why = l10n.t('“{0}” is said where that is not so.', message.trim());
  if (!inner && (isDenied || (isOpposite && !isSaid))) {
    const not = fn.family === 'python' ? 'not ' : '!';
    return [repair(condition, `${not}${condition.text}`, 'negation', evidence.strong, why)];
  }
  const isAlready = new RegExp(`\\b(already|is|was|has been) ${word}(?![-\\w])`).test(message);
  return inner &&
    isAlready &&
    !isDenied &&
    !/\b(must|need|should|unless|if|until|when)\b/.test(message)
    ? [repair(condition, inner.text, 'negation', evidence.strong, why)]
    : [];
}

const barred =
  /^(is_?)?(frozen|blocked|banned|locked|disabled|suspended|deleted|archived|revoked|closed)$/i;
const deeds = [
  ...['withdraw', 'pay', 'buy', 'order', 'log', 'login', 'post', 'comment', 'vote', 'enter'],
  ...['access', 'edit', 'view', 'join', 'book', 'transfer', 'spend', 'send', 'use', 'play'],
];

/** `if (!account.frozen) return false` in `canWithdraw`. */
function letsIn(fn: FunctionInfo, { condition, consequence }: Branch): readonly RepairCandidate[] {
  const [verb] = fn.nameWords;
  if (!/^(can|may)$/.test(verb ?? '') || !hasWord(fn.nameWords, ...deeds)) return [];
  const inner = negatedOperand(condition);
  const member = asMember(inner ?? condition);
  if (!member || !barred.test(member.property.text)) return [];
  const [first] = statementsOf(consequence);
  const answer = /^return (true|false|True|False)\b/.exec(first?.text ?? '')?.[1]?.toLowerCase();
  if (answer === undefined || (inner !== undefined) !== (answer === 'false')) return [];
  const why = l10n.t('Whoever is {0} may not.', member.property.text);
  if (inner) return [repair(condition, inner.text, 'negation', evidence.strong, why)];
  const not = fn.family === 'python' ? 'not ' : '!';
  return [repair(condition, `${not}${condition.text}`, 'negation', evidence.strong, why)];
}

const haveWords = [
  ...['balance', 'stock', 'available', 'funds', 'remaining', 'inventory', 'budget', 'paid'],
  ...['credits', 'capacity', 'tokens', 'supply', 'reserve', 'left'],
];
const needWords = [
  ...['amount', 'count', 'quantity', 'qty', 'price', 'cost', 'requested', 'required', 'needed'],
  ...['n', 'total', 'size', 'value', 'due'],
];
const limitWords = ['limit', 'max', 'maximum', 'capacity', 'most', 'longest', 'cap', 'quota'];

/** `if (balance >= amount) throw new Error('insufficient funds')`, `if (size < limit) throw new Error('too large')`. */
function refusesEnough({ condition }: Branch, message: string): readonly RepairCandidate[] {
  const binary = asBinary(condition);
  if (!binary || !/^[<>]=?$/.test(binary.operator.text)) return [];
  const scarce = /\b(not enough|insufficient|out of stock|too (few|little|short|small|low))\b/;
  const excessive = /\b(too (many|much|long|large|big|high)|exceed(s|ed)?|limit reached|full)\b/;
  const isScarce = scarce.test(message);
  if (isScarce === excessive.test(message)) return [];
  const [less, more] = isScarce ? [haveWords, needWords] : [needWords, limitWords];
  const order = orderBy(binary, less, more, isScarce);
  if (order === undefined || binary.operator.text.startsWith(order.wrong)) {
    if (order === undefined) return [];
    const flipped = complement(binary.operator.text);
    const why = l10n.t('“{0}” is said where that is not so.', message.trim());
    return [repair(binary.operator, flipped, 'comparison', evidence.strong, why)];
  }
  return [];
}

/** The sign that contradicts the message: what is had must lie below what is needed, a size above its limit. */
function orderBy(
  { left, right }: Binary,
  below: readonly string[],
  above: readonly string[],
  isScarce: boolean,
): { readonly wrong: string } | undefined {
  const [a, b] = [wordsOf(left.text), wordsOf(right.text)];
  if (isScarce) {
    if (hasWord(a, ...below) && !hasWord(b, ...below) && hasWord(b, ...above))
      return { wrong: '>' };
    if (hasWord(b, ...below) && !hasWord(a, ...below) && hasWord(a, ...above))
      return { wrong: '<' };
    return undefined;
  }
  if (hasWord(b, ...above) && !hasWord(a, ...above)) return { wrong: '<' };
  return hasWord(a, ...above) && !hasWord(b, ...above) ? { wrong: '>' } : undefined;
}

function complement(operator: string): string {
  return { '<': '>=', '<=': '>', '>': '<=', '>=': '<' }[operator] ?? operator;
}

/** `if (paid < price) throw …; return price - paid`: what is left after the guard is never above 0. */
function refusedDifference(branch: Branch): readonly RepairCandidate[] {
  const binary = asBinary(branch.condition);
  const [first] = statementsOf(branch.consequence);
  if (!binary || !first || !/^(throw|raise)_statement$/.test(first.type) || branch.alternative)
    return [];
  if (!/^[<>]=?$/.test(binary.operator.text)) return [];
  const isLess = binary.operator.text.startsWith('<');
  const [small, large] = (isLess ? [binary.left, binary.right] : [binary.right, binary.left]).map(
    (side) => side.text,
  );
  if (small === large || [small, large].some((text) => /^[-\d(]/.test(text ?? ''))) return [];
  return following(branch.node).flatMap((statement) => {
    if (!/^return_statement$/.test(statement.type)) return [];
    return [...descendants(statement)].flatMap((node) => {
      const difference = node.type === 'parenthesized_expression' ? undefined : asBinary(node);
      if (difference?.operator.text !== '-' || /\babs\(/.test(statement.text)) return [];
      // Past the guard, `small` is at least `large`.
      if (difference.left.text !== large || difference.right.text !== small) return [];
      const range = { start: difference.left.start, end: difference.right.end };
      const why = l10n.t('Past the guard “{0}” is the larger one.', small ?? '');
      const text = `${difference.right.text} - ${difference.left.text}`;
      return [repair(range, text, 'swappedOperands', evidence.strong, why)];
    });
  });
}

/** `if (this.map.size < this.capacity) this.map.delete(oldest)`, `if (hits.length < limit) return false; hits.push(now)`. */
function evictsEarly(branch: Branch): readonly RepairCandidate[] {
  const binary = asBinary(branch.condition);
  if (!binary || !/^<=?$/.test(binary.operator.text)) return [];
  const subject = lengthSubject(binary.left) ?? sizeSubject(binary.left);
  if (subject === undefined || !hasWord(wordsOf(binary.right.text), ...limitWords)) return [];
  const isOn = (name: RegExp) => (node: SyntaxNode) => {
    const call = asCall(node);
    return call?.object?.text === subject && name.test(call.name);
  };
  const removes = /^(delete|shift|pop|popleft|popitem|splice)$/;
  const adds = /^(push|add|append|set|unshift|appendleft)$/;
  const inside = [...descendants(branch.consequence)];
  const why = l10n.t('“{0}” is not full here.', subject);
  if (inside.some(isOn(removes)) && !inside.some(isOn(adds)) && !branch.alternative)
    return [repair(binary.operator, '>', 'comparison', evidence.strong, why)];
  const [first] = statementsOf(branch.consequence);
  const refuses =
    first !== undefined &&
    (/^(throw|raise)_statement$/.test(first.type) ||
      /^return (false|False|null|None)\b/.test(first.text));
  const addsLater = following(branch.node).some((each) => [...descendants(each)].some(isOn(adds)));
  if (!refuses || !addsLater || branch.alternative) return [];
  return [repair(binary.operator, '>=', 'comparison', evidence.strong, why)];
}

function sizeSubject(node: SyntaxNode): string | undefined {
  const member = asMember(node);
  return member && childOf(node, 'object') && member.property.text === 'size'
    ? member.object.text
    : undefined;
}
