import * as l10n from '@vscode/l10n';
import type { RepairCandidate } from '../../../../protocol/checker.ts';
import { ancestor, childOf, descendants, type SyntaxNode } from '../../syntax/node.ts';
import { asAssignment, asBinary, asCall, type Call } from '../expressions.ts';
import { evidence, repair } from '../finding.ts';
import type { FunctionInfo } from '../functionInfo.ts';
import { hasWord, wordsOf } from '../words.ts';

/** Queues, stacks and counters: from which end things leave, and from what number counting starts. */
export function containers(fn: FunctionInfo): readonly RepairCandidate[] {
  return [...descendants(fn.body)].flatMap((node) => {
    const call = asCall(node);
    return [...(call ? wrongEnd(fn, call) : []), ...countsFromOne(node)];
  });
}

type End = 'first' | 'last';

/** What leaves a queue is what came first; what leaves a stack is what came last. */
function wrongEnd(fn: FunctionInfo, call: Call): readonly RepairCandidate[] {
  const taken = endTaken(fn, call);
  const wanted = endWanted(fn);
  if (!taken || !wanted || taken === wanted || endFilled(fn, call) !== 'last') return [];
  const why =
    wanted === 'first'
      ? l10n.t('What came first leaves a queue first.')
      : l10n.t('What came last leaves a stack first.');
  if (fn.family === 'script') {
    const property = childOf(call.callee, 'property');
    return property
      ? [
          repair(
            property,
            wanted === 'first' ? 'shift' : 'pop',
            'wrongMethod',
            evidence.strong,
            why,
          ),
        ]
      : [];
  }
  const inner = { start: call.argumentList.start + 1, end: call.argumentList.end - 1 };
  return [repair(inner, wanted === 'first' ? '0' : '', 'offByOne', evidence.strong, why)];
}

/** From which end a call takes an element, where it takes one. */
function endTaken(fn: FunctionInfo, call: Call): End | undefined {
  if (!call.object || call.arguments.length > 1) return undefined;
  const [only] = call.arguments;
  if (fn.family === 'script')
    return only
      ? undefined
      : call.name === 'shift'
        ? 'first'
        : call.name === 'pop'
          ? 'last'
          : undefined;
  if (call.name !== 'pop') return undefined;
  return only ? (only.text === '0' ? 'first' : only.text === '-1' ? 'last' : undefined) : 'last';
}

/** What the names and the documentation ask for. */
function endWanted(fn: FunctionInfo): End | undefined {
  const holder = ancestor(fn.node, (at) => /^class(_declaration|_definition)?$/.test(at.type));
  const words = [...wordsOf((holder && childOf(holder, 'name')?.text) ?? ''), ...fn.nameWords];
  const doc = fn.doc.toLowerCase();
  const first =
    hasWord(words, 'queue', 'fifo', 'dequeue') ||
    /waited longest|oldest|first in|came first|next in line/.test(doc);
  const last =
    hasWord(words, 'stack', 'undo', 'lifo') ||
    /most recent|latest|last added|newest|on top|top of/.test(doc);
  return first === last || /priority|both ends|deque\b/.test(`${words.join(' ')} ${doc}`)
    ? undefined
    : first
      ? 'first'
      : 'last';
}

/** To which end the rest of the class adds; undefined where that is not clear. */
function endFilled(fn: FunctionInfo, call: Call): End | undefined {
  const subject = call.object?.text;
  const scope = ancestor(fn.node, (at) => /^class/.test(at.type)) ?? fn.node;
  const ends = new Set(
    [...descendants(scope)].flatMap((node): readonly End[] => {
      const each = asCall(node);
      if (each?.object?.text !== subject) return [];
      if (/^(push|append)$/.test(each?.name ?? '')) return ['last'];
      return /^(unshift|insert|appendleft)$/.test(each?.name ?? '') ? ['first'] : [];
    }),
  );
  return ends.size === 1 ? [...ends][0] : undefined;
}

/** `counts[x] = (counts[x] || 1) + 1` and `counts.get(x, 1) + 1`. */
function countsFromOne(node: SyntaxNode): readonly RepairCandidate[] {
  const assignment = asAssignment(node);
  const sum = assignment && asBinary(assignment.value);
  if (!assignment || sum?.operator.text !== '+' || sum.right.text !== '1') return [];
  const known = asBinary(sum.left);
  const fallback =
    known && /^(\|\||\?\?)$/.test(known.operator.text) && known.left.text === assignment.target.text
      ? known.right
      : defaultOfGet(sum.left);
  return fallback && fallback.text === '1'
    ? [
        repair(
          fallback,
          '0',
          'literal',
          evidence.certain,
          l10n.t('The first one would count twice.'),
        ),
      ]
    : [];
}

function defaultOfGet(node: SyntaxNode): SyntaxNode | undefined {
  const call = asCall(node);
  return call?.name === 'get' && call.arguments.length === 2 ? call.arguments[1] : undefined;
}
