import * as l10n from '@vscode/l10n';
import type { RepairCandidate } from '../../../../protocol/checker.ts';
import { childOf, descendants, type SyntaxNode } from '../../syntax/node.ts';
import { asAssignment, asBinary, asCall, asMember, type Assignment } from '../expressions.ts';
import { evidence, repair } from '../finding.ts';
import type { FunctionInfo } from '../functionInfo.ts';
import { asBranch } from '../patterns.ts';
import { hasWord, wordsOf } from '../words.ts';
import { unread } from './variableParts.ts';

/** What names of functions and of values promise: a link kept for later, a counter's direction, a missing thing made. */
export function intentions(fn: FunctionInfo): readonly RepairCandidate[] {
  const nodes = [...descendants(fn.body)];
  return [
    ...lostLink(fn, nodes),
    ...countsTheOtherWay(fn, nodes),
    ...wrongGiver(fn, nodes),
    ...nodes.flatMap((node) => [
      ...makesWhatExists(fn, node),
      ...takenFromTotal(fn, node),
      ...unusedNamesake(fn, node),
    ]),
  ];
}

/** `const next = node.next; …; node = previous`: the link was kept so that the walk could go on. */
function lostLink(fn: FunctionInfo, nodes: readonly SyntaxNode[]): readonly RepairCandidate[] {
  const assignments = nodes.flatMap((node) => asAssignment(node) ?? []);
  return unread(fn).flatMap(({ name, use }) => {
    const kept = assignments.find(({ target }) => target === use.node);
    const walker = kept && asMember(kept.value)?.object.text;
    if (!kept || walker === undefined) return [];
    const steps = assignments.filter(
      ({ target, node }) => target.text === walker && node.start > kept.node.end,
    );
    const [step, ...more] = steps;
    if (!step || more.length > 0 || step.operator !== '=' || step.value.type !== 'identifier')
      return [];
    const why = l10n.t('“{0}” is kept and never used.', name);
    return [repair(step.value, name, 'wrongVariable', evidence.certain, why)];
  });
}

const risingVerbs = ['increment', 'increase', 'incr', 'inc', 'raise', 'upvote'];
const fallingVerbs = ['decrement', 'decrease', 'decr', 'dec', 'lower', 'downvote', 'reduce'];

/** `decrement() { this.count += 1; }`. */
function countsTheOtherWay(
  fn: FunctionInfo,
  nodes: readonly SyntaxNode[],
): readonly RepairCandidate[] {
  const [verb = ''] = fn.nameWords;
  const isFalling = fallingVerbs.includes(verb);
  if (!isFalling && !risingVerbs.includes(verb)) return [];
  const steps = nodes.flatMap((node) => {
    const token =
      node.type === 'update_expression'
        ? node.children.find((child) => /^(\+\+|--)$/.test(child.text))
        : augmented(asAssignment(node));
    return token ? [token] : [];
  });
  const [step] = steps;
  const wrong = isFalling ? '+' : '-';
  if (!step || steps.length !== 1 || !step.text.startsWith(wrong)) return [];
  const text = step.text.replaceAll(wrong, isFalling ? '-' : '+');
  const why = l10n.t('“{0}” should count the other way.', fn.name);
  return [repair(step, text, 'operator', evidence.strong, why)];
}

function augmented(assignment: Assignment | undefined): SyntaxNode | undefined {
  return assignment && /^[-+]=$/.test(assignment.operator) ? assignment.operatorNode : undefined;
}

const asks = /^(exists|existsSync|pathExists|path_exists|is_dir|isdir|is_file|isfile)$/;
const makes = /^(mkdir|mkdirSync|mkdirp|makedirs|ensureDir|touch)$/;

/** `if (await exists(path)) await mkdir(path)`. */
function makesWhatExists(fn: FunctionInfo, node: SyntaxNode): readonly RepairCandidate[] {
  const branch = asBranch(node);
  if (!branch || branch.alternative) return [];
  const { condition } = branch;
  const isAwaited = /^await(_expression)?$/.test(condition.type);
  const inner = isAwaited ? condition.children.find((child) => asCall(child)) : condition;
  const call = inner && asCall(inner);
  if (!call || !asks.test(call.name)) return [];
  const made = [...descendants(branch.consequence)].some((each) => {
    const other = asCall(each);
    return other !== undefined && makes.test(other.name);
  });
  if (!made || /\b(rm|remove|unlink|delete|rmtree|rename|copy)\w*\(/i.test(branch.consequence.text))
    return [];
  const plain = condition.text;
  const text = fn.family === 'python' ? `not ${plain}` : isAwaited ? `!(${plain})` : `!${plain}`;
  const why = l10n.t('What exists already need not be made.');
  return [repair(condition, text, 'negation', evidence.strong, why)];
}

const added = ['tip', 'gratuity', 'shipping', 'surcharge', 'markup', 'postage'];
const takenOff = ['discount', 'rebate', 'coupon', 'deduction', 'deductions'];
const sums = ['total', 'subtotal', 'bill', 'price', 'amount', 'cost', 'gross'];
const reversing = ['net', 'before', 'without', 'excluding', 'exclude', 'base', 'pre', 'original'];

/** `(total - tip) / people`, `price + discount`. */
function takenFromTotal(fn: FunctionInfo, node: SyntaxNode): readonly RepairCandidate[] {
  const binary = node.type === 'parenthesized_expression' ? undefined : asBinary(node);
  if (!binary || !/^[-+]$/.test(binary.operator.text)) return [];
  const holder = node.parent && childOf(node.parent, 'name')?.text;
  if (hasWord([...fn.nameWords, ...wordsOf(holder ?? '')], ...reversing)) return [];
  const [left, right] = [binary.left, binary.right].map((side) =>
    /^(identifier|member_expression|attribute)$/.test(side.type) ? wordsOf(side.text) : [],
  );
  const [whole, part] = [left?.at(-1) ?? '', right?.at(-1) ?? ''];
  const isSum = sums.includes(whole) && !hasWord(left ?? [], ...added, ...takenOff);
  const wanted = added.includes(part) ? '+' : takenOff.includes(part) ? '-' : undefined;
  if (!isSum || wanted === undefined || wanted === binary.operator.text) return [];
  const why =
    wanted === '+'
      ? l10n.t('“{0}” is added.', binary.right.text)
      : l10n.t('“{0}” is taken off.', binary.right.text);
  return [repair(binary.operator, wanted, 'operator', evidence.strong, why)];
}

/** `add(id, quantity) { … { id, quantity: 1 } }`: the parameter of that very name is at hand. */
function unusedNamesake(fn: FunctionInfo, node: SyntaxNode): readonly RepairCandidate[] {
  const [key, value] = [childOf(node, 'key'), childOf(node, 'value')];
  if (node.type !== 'pair' || !key || !value || !/^[01]$/.test(value.text)) return [];
  // In Python a bare key is what the name holds, not the name.
  if (fn.family === 'python' && key.type === 'identifier') return [];
  const name = key.text.replace(/^(['"])(\w+)\1$/, '$2');
  const parameter = fn.parameters.find((each) => each.name === name);
  if (!parameter || hasWord(fn.nameWords, 'reset', 'clear', 'init')) return [];
  const isUsed = (fn.uses.get(name) ?? []).some(({ kind }) => kind !== 'parameter');
  if (isUsed) return [];
  const why = l10n.t('The “{0}” that is given is not kept.', name);
  const isShort = fn.family === 'script' && key.text === name;
  return [repair(isShort ? node : value, name, 'wrongVariable', evidence.strong, why)];
}

const givers = /^(from|source|src|sender|payer|giver|origin)/i;
const takers = /^(to|target|dest|destination|receiver|recipient|payee|taker)/i;

/** `from.balance += amount; to.balance -= amount`. */
function wrongGiver(fn: FunctionInfo, nodes: readonly SyntaxNode[]): readonly RepairCandidate[] {
  const steps = nodes.flatMap((node) => {
    const assignment = asAssignment(node);
    const sign = augmented(assignment);
    return assignment && sign && asMember(assignment.target) ? [{ assignment, sign }] : [];
  });
  const [one, other] = steps;
  if (!one || !other || steps.length !== 2 || one.sign.text === other.sign.text) return [];
  if (one.assignment.value.text !== other.assignment.value.text) return [];
  const rising = one.sign.text === '+=' ? one : other;
  const falling = rising === one ? other : one;
  if (!givers.test(rising.assignment.target.text) || !takers.test(falling.assignment.target.text))
    return [];
  const range = { start: one.sign.start, end: other.sign.end };
  const text = other.sign.text + fn.text.slice(one.sign.end, other.sign.start) + one.sign.text;
  const why = l10n.t('“{0}” gives here, and does not take.', rising.assignment.target.text);
  return [repair(range, text, 'operator', evidence.strong, why)];
}
