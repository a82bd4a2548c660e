import * as l10n from '@vscode/l10n';
import type { RepairCandidate } from '../../../../protocol/checker.ts';
import { childOf, descendants, namedChildren, type SyntaxNode } from '../../syntax/node.ts';
import { asAssignment, asCall, asMember } from '../expressions.ts';
import { evidence, repair } from '../finding.ts';
import type { FunctionInfo } from '../functionInfo.ts';
import { asBranch, exits, following, mentions } from '../patterns.ts';
import { hasWord } from '../words.ts';
import { negatedOperand } from './negation.ts';

/** Flags that are set to what they are already, and toggles that change nothing. */
export function flags(fn: FunctionInfo): readonly RepairCandidate[] {
  return [...descendants(fn.body)].flatMap((node) => [
    ...setToItself(fn, node),
    ...(hasWord(fn.nameWords, 'toggle', 'flip', 'invert')
      ? [...keptPair(fn, node), ...keptState(fn, node)]
      : []),
  ]);
}

const truths: Readonly<Record<string, string>> = {
  true: 'false',
  false: 'true',
  True: 'False',
  False: 'True',
};

/** `if (state.running) return; state.running = false`: behind the guard it is false already. */
function setToItself(fn: FunctionInfo, node: SyntaxNode): readonly RepairCandidate[] {
  const branch = asBranch(node);
  if (!branch || branch.alternative || !exits(branch.consequence)) return [];
  if (hasWord(fn.nameWords, 'init', 'initialize', 'initialise', 'reset', 'setup', 'ensure'))
    return [];
  const negated = negatedOperand(branch.condition);
  const subject = negated ?? branch.condition;
  if (!/^(identifier|member_expression|attribute)$/.test(subject.type)) return [];
  const left = negated ? 'true' : 'false';
  for (const statement of following(branch.node)) {
    const inner = namedChildren(statement)[0];
    const assignment = inner && asAssignment(inner);
    if (assignment?.target.text === subject.text) {
      const { operator, value } = assignment;
      const other = truths[value.text];
      if (operator !== '=' || value.text.toLowerCase() !== left || other === undefined) return [];
      const why = l10n.t('Behind the guard “{0}” is {1} already.', subject.text, value.text);
      return [repair(value, other, 'literal', evidence.strong, why)];
    }
    // Whatever is called or awaited in between may change it.
    const isPlain = assignment && ![...descendants(statement)].some((each) => asCall(each));
    if (!isPlain || mentions(statement, subject.text)) return [];
  }
  return [];
}

/** `{ ...todo, done: todo.done }` in a toggle. */
function keptPair(fn: FunctionInfo, node: SyntaxNode): readonly RepairCandidate[] {
  const [key, value] = [childOf(node, 'key'), childOf(node, 'value')];
  const member = value && asMember(value);
  if (node.type !== 'pair' || !key || !value || !member || !node.parent) return [];
  const name = key.text.replace(/^(['"])(\w+)\1$/, '$2');
  const spreads = namedChildren(node.parent).some(
    (each) =>
      /^(spread_element|dictionary_splat)$/.test(each.type) &&
      namedChildren(each)[0]?.text === member.object.text,
  );
  if (member.property.text !== name || !spreads) return [];
  const why = l10n.t('“{0}” is kept as it is.', name);
  return [repair(value, negated(fn, value), 'negation', evidence.certain, why)];
}

/** `setOpen(open)` in a toggle. */
function keptState(fn: FunctionInfo, node: SyntaxNode): readonly RepairCandidate[] {
  const call = asCall(node);
  const [only] = call?.arguments ?? [];
  if (!call || !only || call.arguments.length !== 1 || !/^[\w$.]+$/.test(only.text)) return [];
  const name = only.text.split('.').at(-1)?.toLowerCase().replaceAll('_', '') ?? '';
  const setter = call.name.toLowerCase().replaceAll('_', '');
  if (setter !== `set${name}` && setter !== `set${name.replace(/^is/, '')}`) return [];
  if (fn.parameters.some((parameter) => parameter.name === only.text)) return [];
  const why = l10n.t('“{0}” is kept as it is.', only.text);
  return [repair(only, negated(fn, only), 'negation', evidence.certain, why)];
}

function negated(fn: FunctionInfo, node: SyntaxNode): string {
  return `${fn.family === 'python' ? 'not ' : '!'}${node.text}`;
}
