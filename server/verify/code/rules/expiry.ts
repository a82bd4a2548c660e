import * as l10n from '@vscode/l10n';
import type { RepairCandidate } from '../../../../protocol/checker.ts';
import { childOf, descendants, unwrapped, type SyntaxNode } from '../../syntax/node.ts';
import { asBinary, asCall, type Binary } from '../expressions.ts';
import { evidence, repair } from '../finding.ts';
import type { FunctionInfo } from '../functionInfo.ts';
import { asBranch } from '../patterns.ts';
import { hasWord, wordsOf } from '../words.ts';

/** What is removed because its time is over, and what is kept because it is not. */
export function expiry(fn: FunctionInfo): readonly RepairCandidate[] {
  if (!removesExpired(fn)) return [];
  return [...descendants(fn.body)].flatMap((node) => [...deleted(node), ...kept(fn, node)]);
}

const expired =
  /\b(purge|prune|sweep|clean|cleanup|evict|drop|remove|delete|discard)s?( all| the| every)? (expired|stale|outdated|old|timed out)\b/;

/** `purgeSessions`, `dropExpired`, “Removes expired sessions”. */
function removesExpired({ nameWords, doc }: FunctionInfo): boolean {
  const name = nameWords.join(' ');
  return (
    /\b(purge|prune|sweep|evict|expire)\b/.test(name) ||
    expired.test(`${name}. ${doc.toLowerCase().replaceAll(/\s+/g, ' ')}`)
  );
}

/** `if (session.expiresAt > now) sessions.delete(id)`. */
function deleted(node: SyntaxNode): readonly RepairCandidate[] {
  const branch = asBranch(node);
  const binary = branch && asBinary(branch.condition);
  if (!branch || !binary || branch.alternative) return [];
  const removes = [...descendants(branch.consequence)].some((each) => {
    const call = asCall(each);
    const isCall = call && /^(delete|remove|splice|pop|discard|evict|drop|unlink)/.test(call.name);
    return isCall === true || each.type === 'delete_statement' || /^delete /.test(each.text);
  });
  return removes ? contradicted(binary, true) : [];
}

/** `sessions.filter((session) => session.expiresAt < now)` in a function that drops those. */
function kept(fn: FunctionInfo, node: SyntaxNode): readonly RepairCandidate[] {
  const call = asCall(node);
  const callback = call?.name === 'filter' ? call.arguments[0] : undefined;
  const body = callback && childOf(callback, 'body');
  const clause = node.type === 'if_clause' ? node.children.find((each) => each.named) : undefined;
  const test = body ?? clause;
  const binary = test && asBinary(unwrapped(test));
  if (!binary || hasWord(fn.nameWords, 'find', 'get', 'list', 'count')) return [];
  // What is kept here may be what is deleted next.
  if (/\b(delete|remove|splice|pop|unlink)\w*\(/i.test(fn.body.text)) return [];
  return contradicted(binary, false);
}

const dueWords = ['expires', 'expiry', 'expiration', 'deadline', 'due', 'expire'];
const nowWords = ['now', 'today', 'current'];

function contradicted(binary: Binary, wantsExpired: boolean): readonly RepairCandidate[] {
  const { left, right, operator } = binary;
  if (!/^[<>]=?$/.test(operator.text)) return [];
  const isDue = (side: SyntaxNode): boolean => hasWord(wordsOf(side.text), ...dueWords);
  const isNow = (side: SyntaxNode): boolean =>
    hasWord(wordsOf(side.text), ...nowWords) || /\bDate\b|\btime\(\)/.test(side.text);
  const dueFirst = isDue(left) && isNow(right) && !isDue(right);
  const nowFirst = isDue(right) && isNow(left) && !isDue(left);
  if (dueFirst === nowFirst) return [];
  const testsExpired = operator.text.startsWith('<') === dueFirst;
  if (testsExpired === wantsExpired) return [];
  const flipped = { '<': '>', '<=': '>', '>': '<=', '>=': '<' }[operator.text] ?? operator.text;
  const why = wantsExpired
    ? l10n.t('This removes what has not expired yet.')
    : l10n.t('This keeps what has expired.');
  return [repair(operator, flipped, 'comparison', evidence.strong, why)];
}
