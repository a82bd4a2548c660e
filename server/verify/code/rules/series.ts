import * as l10n from '@vscode/l10n';
import type { RepairCandidate } from '../../../../protocol/checker.ts';
import { childOf, descendants, namedChildren, type SyntaxNode } from '../../syntax/node.ts';
import { asAssignment, asMember } from '../expressions.ts';
import { evidence, repair } from '../finding.ts';
import type { FunctionInfo } from '../functionInfo.ts';

/** Fields that are handed over one by one under their own names, and one that gets another's. */
export function series(fn: FunctionInfo): readonly RepairCandidate[] {
  return [...descendants(fn.body)].flatMap((node) => {
    const steps = namedChildren(node).flatMap((child) => stepOf(child) ?? []);
    return steps.length < 3 ? [] : oddOne(steps);
  });
}

/** One field of a target and the field of a source that it gets. */
interface Step {
  readonly target: readonly string[];
  readonly source: string;
  readonly field: SyntaxNode;
}

/** `form.email.value = values.email` and `email: values.email`. */
function stepOf(node: SyntaxNode): Step | undefined {
  const inner = node.type === 'expression_statement' ? namedChildren(node)[0] : undefined;
  const assignment = inner && asAssignment(inner);
  const [key, value] =
    node.type === 'pair'
      ? [childOf(node, 'key'), childOf(node, 'value')]
      : [assignment?.target, assignment?.operator === '=' ? assignment.value : undefined];
  const member = value && asMember(value);
  if (!key || !member) return undefined;
  const target = key.text.replaceAll(/['"]/g, '').split('.');
  return { target, source: member.object.text, field: member.property };
}

const startsAlike =
  /(at|on|by|date|time|value|key|slug|label|alias|display|text)$|^(current|initial|previous|prev|original|default|last|next|old|new)/i;

/** All but one keep their names, and the one has the name of its neighbour. */
function oddOne(steps: readonly Step[]): readonly RepairCandidate[] {
  const [first] = steps;
  if (!first || steps.some(({ source }) => source !== first.source)) return [];
  const place = first.target.indexOf(first.field.text);
  const at = place >= 0 ? place : steps[1]?.target.indexOf(steps[1].field.text);
  if (at === undefined || at < 0) return [];
  const shape = ({ target }: Step): string => target.filter((_, each) => each !== at).join('.');
  if (steps.some((step) => shape(step) !== shape(first))) return [];
  const odd = steps.filter(({ target, field }) => target[at] !== field.text);
  const [only] = odd;
  const wanted = only?.target[at];
  if (!only || odd.length !== 1 || wanted === undefined) return [];
  // Two fields may well begin with one value: a time of creation and of change, an id and a key.
  if (startsAlike.test(wanted)) return [];
  const here = steps.indexOf(only);
  const isTwin = [steps[here - 1], steps[here + 1]].some(
    (step) => step?.field.text === only.field.text,
  );
  const why = l10n.t('“{0}” is handed over twice, “{1}” never.', only.field.text, wanted);
  return isTwin ? [repair(only.field, wanted, 'wrongProperty', evidence.strong, why)] : [];
}
