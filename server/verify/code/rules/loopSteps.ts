import * as l10n from '@vscode/l10n';
import type { RepairCandidate } from '../../../../protocol/checker.ts';
import { childOf, descendants, namedChildren, type SyntaxNode } from '../../syntax/node.ts';
import { asBinary, asCall, asMember } from '../expressions.ts';
import { evidence, repair } from '../finding.ts';
import type { FunctionInfo } from '../functionInfo.ts';
import { countedLoops, expressionOf, stepOf } from '../loops.ts';

/** Loops that count away from their bound, or count another loop's variable. */
export function loopSteps(fn: FunctionInfo): readonly RepairCandidate[] {
  return [
    ...wrongDirection(fn),
    ...wrongCounter(fn),
    ...whileDirection(fn),
    ...downTo(fn),
    ...forInValues(fn),
  ];
}

function wrongDirection(fn: FunctionInfo): readonly RepairCandidate[] {
  return countedLoops(fn).flatMap((loop) => {
    if (!loop.comparison || !loop.stepToken) return [];
    const upward = loop.comparison.text.startsWith('<');
    if (upward === loop.step > 0) return [];
    const opposite: Readonly<Record<string, string>> = {
      '++': '--',
      '--': '++',
      '+=': '-=',
      '-=': '+=',
    };
    const why = l10n.t('“{0}” would move away from “{1}”.', loop.variable, loop.bound.text);
    const text = opposite[loop.stepToken.text] ?? '++';
    return [repair(loop.stepToken, text, 'operator', evidence.certain, why)];
  });
}

/** `for (let j = 0; j < n; i++)` and `for (let j = 0; i < n; j++)`. */
function wrongCounter(fn: FunctionInfo): readonly RepairCandidate[] {
  if (fn.family === 'python') return [];
  return [...descendants(fn.body)].flatMap((node) => {
    if (node.type !== 'for_statement') return [];
    const declared = [...descendants(childOf(node, 'initializer') ?? node)].filter(
      (child) => child.type === 'variable_declarator',
    );
    const [first] = declared;
    const variable = first && declared.length === 1 ? childOf(first, 'name')?.text : undefined;
    const condition = childOf(node, 'condition');
    const binary = condition && asBinary(expressionOf(condition));
    const increment = childOf(node, 'increment');
    const step = stepOf(increment);
    if (variable === undefined || !binary || !step || !increment) return [];
    const conditionMatches = mentions(condition, variable);
    if (conditionMatches && step.variable !== variable) {
      const target = [...descendants(increment)].find(
        (child) => child.text === step.variable && child.type === 'identifier',
      );
      const why = l10n.t(
        'The loop counts “{0}”, so “{1}” never should move here.',
        variable,
        step.variable,
      );
      return target ? [repair(target, variable, 'wrongVariable', evidence.certain, why)] : [];
    }
    if (!conditionMatches && step.variable === variable && binary.left.type === 'identifier') {
      const why = l10n.t(
        'The loop counts “{0}”, but its condition looks at “{1}”.',
        variable,
        binary.left.text,
      );
      return [repair(binary.left, variable, 'wrongVariable', evidence.strong, why)];
    }
    return [];
  });
}

function mentions(node: SyntaxNode, name: string): boolean {
  return [...descendants(node)].some((child) => child.type === 'identifier' && child.text === name);
}

/** `while (a < b)` whose body moves `a` down or `b` up, and never the other way. */
function whileDirection(fn: FunctionInfo): readonly RepairCandidate[] {
  return [...descendants(fn.body)].flatMap((node) => {
    if (node.type !== 'while_statement') return [];
    const condition = childOf(node, 'condition');
    const body = childOf(node, 'body');
    if (!condition || !body) return [];
    const steps = [...descendants(body)].flatMap((child) => {
      const step = /update_expression|augmented_assignment/.test(child.type)
        ? stepOf(child)
        : undefined;
      return step ? [step] : [];
    });
    return [...descendants(condition)].flatMap((child) => {
      const binary = asBinary(child);
      if (
        !binary ||
        !/^[<>]=?$/.test(binary.operator.text) ||
        child.type === 'parenthesized_expression'
      )
        return [];
      const upward = binary.operator.text.startsWith('<');
      return [
        ...wrongSteps(fn, body, steps, binary.left.text, upward ? 1 : -1),
        ...wrongSteps(fn, body, steps, binary.right.text, upward ? -1 : 1),
      ];
    });
  });
}

type Step = NonNullable<ReturnType<typeof stepOf>>;

function wrongSteps(
  fn: FunctionInfo,
  body: SyntaxNode,
  steps: readonly Step[],
  variable: string,
  wanted: 1 | -1,
): readonly RepairCandidate[] {
  const own = steps.filter((step) => step.variable === variable);
  const [only] = own;
  if (!only || own.some((step) => step.direction === wanted)) return [];
  const writes = (fn.uses.get(variable) ?? []).filter(
    (use) => use.kind === 'write' && use.node.start >= body.start && use.node.end <= body.end,
  );
  if (writes.length > 0) return [];
  const flipped: Readonly<Record<string, string>> = {
    '++': '--',
    '--': '++',
    '+=': '-=',
    '-=': '+=',
  };
  const why = l10n.t('“{0}” moves the wrong way for the loop to end.', variable);
  return own.map((step) =>
    repair(
      step.token,
      flipped[step.token.text] ?? '++',
      'operator',
      own.length === 1 ? evidence.strong : evidence.likely,
      why,
    ),
  );
}

/** `range(seconds, 1, -1)` and `i > 1` where a comment says “down to 1”. */
function downTo(fn: FunctionInfo): readonly RepairCandidate[] {
  const says = /\bdown to (\d+)\b(?!\.\d)/.exec(fn.doc)?.[1];
  if (says === undefined) return [];
  const why = l10n.t('The comment counts {0} too.', says);
  const loops = countedLoops(fn).flatMap(({ step, bound, comparison }) =>
    step < 0 && comparison?.text === '>' && bound.text === says
      ? [repair(comparison, '>=', 'comparison', evidence.strong, why)]
      : [],
  );
  const ranges = [...descendants(fn.body)].flatMap((node) => {
    const call = asCall(node);
    const [, last, step] = call?.name === 'range' && !call.object ? call.arguments : [];
    return last?.text === says && step?.text === '-1'
      ? [repair(last, String(Number(says) - 1), 'offByOne', evidence.strong, why)]
      : [];
  });
  return [...loops, ...ranges];
}

/** `for (const user in users) user.name`: `in` gives keys, which have no such properties. */
function forInValues(fn: FunctionInfo): readonly RepairCandidate[] {
  if (fn.family === 'python') return [];
  return [...descendants(fn.body)].flatMap((node) => {
    if (node.type !== 'for_in_statement') return [];
    const keyword = childOf(node, 'operator') ?? node.children.find((child) => child.text === 'in');
    const name = childOf(node, 'left')?.text;
    const body = childOf(node, 'body');
    if (keyword?.text !== 'in' || name === undefined || !body) return [];
    const asObject = [...descendants(body)].some((child) => {
      const member = asMember(child);
      return (
        member?.object.text === name &&
        !/^(length|toString|startsWith|endsWith|includes|slice|split|replace|trim|toLowerCase|toUpperCase|indexOf|match|charAt|substring)$/.test(
          member.property.text,
        )
      );
    });
    const asKey =
      namedChildren(body).length > 0 &&
      [...descendants(body)].some((child) => child.field === 'index' && child.text === name);
    if (!asObject || asKey) return [];
    return [
      repair(
        keyword,
        'of',
        'operator',
        evidence.strong,
        l10n.t('“in” gives the keys, but “{0}” is used as a value.', name),
      ),
    ];
  });
}
