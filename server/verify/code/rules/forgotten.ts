import * as l10n from '@vscode/l10n';
import type { RepairCandidate } from '../../../../protocol/checker.ts';
import { ancestor, childOf, descendants, unwrapped, type SyntaxNode } from '../../syntax/node.ts';
import { asAssignment, asBinary, asCall, asMember, asSubscript } from '../expressions.ts';
import { evidence, repair } from '../finding.ts';
import type { FunctionInfo } from '../functionInfo.ts';
import { mentions, ownReturns, returnedValue } from '../patterns.ts';
import { identifiers, unread } from './variableParts.ts';

/** Loop variables and locals that are computed and then not used. */
export function forgottenNames(fn: FunctionInfo): readonly RepairCandidate[] {
  return [
    ...forgottenElements(fn),
    ...forgottenIndexes(fn),
    ...forgottenLocals(fn),
    ...forgottenTemporary(fn),
    ...forgottenPairs(fn),
  ];
}

/** A loop over elements whose body reads the list where the element is meant. */
function forgottenElements(fn: FunctionInfo): readonly RepairCandidate[] {
  return [...descendants(fn.body)].flatMap((node) => {
    if (!/^(for_in_statement|for_statement|for_in_clause)$/.test(node.type)) return [];
    const target = childOf(node, 'left');
    const list = childOf(node, 'right');
    const body = node.type === 'for_in_clause' ? node.parent : childOf(node, 'body');
    if (
      !target ||
      !list ||
      !body ||
      target.type !== 'identifier' ||
      list.type !== 'identifier' ||
      target.text.startsWith('_')
    )
      return [];
    if (/\bin\b/.test(fn.text.slice(target.end, list.start)) && fn.family === 'script') return [];
    const inBody = (name: string) =>
      identifiers(body, name).filter(
        (each) => each !== target && each !== list && each.start !== target.start,
      );
    if (inBody(target.text).length > 0) return [];
    const reads = inBody(list.text);
    const [only] = reads;
    if (!only || reads.length !== 1 || !isElementPlace(only)) return [];
    const why = l10n.t('“{0}” is never used in its own loop.', target.text);
    return [repair(only, target.text, 'wrongVariable', evidence.strong, why)];
  });
}

/** Not where a list makes sense too: its length, a method, an index, another loop. */
function isElementPlace(node: SyntaxNode): boolean {
  const parent = node.parent;
  if (!parent) return false;
  const member = asMember(parent);
  if (member?.object === node)
    return !/^(length|size|push|append|add|map|filter|slice|index|count|indexOf|includes|remove|pop|sort|extend|forEach|get|has|set|items|keys|values)$/.test(
      member.property.text,
    );
  const call = parent.parent && asCall(parent.parent);
  if (call && parent === call.argumentList)
    return /^(push|append|add|float|int|str|Number|String|parseInt|parseFloat)$/.test(call.name);
  if (/^(for_in_statement|for_statement)$/.test(parent.type)) return node.field === 'right';
  if (asSubscript(parent)) return asSubscript(parent)?.index === node;
  const assignment = asAssignment(parent);
  return (
    asBinary(parent) !== undefined ||
    (assignment !== undefined && /^[-+*]=$/.test(assignment.operator))
  );
}

/** A counted inner loop whose variable is never read, beside `xs[i][i]`. */
function forgottenIndexes(fn: FunctionInfo): readonly RepairCandidate[] {
  return unread(fn).flatMap(({ name, use }) => {
    const loop = ancestor(use.node, (at) => /^for_/.test(at.type));
    const body = loop && childOf(loop, 'body');
    if (!loop || !body || use.kind === 'parameter') return [];
    const doubled = [...descendants(body)].flatMap((node) => {
      const outer = asSubscript(node);
      const inner = outer && asSubscript(outer.object);
      return outer &&
        inner &&
        outer.index.text === inner.index.text &&
        outer.index.type === 'identifier'
        ? [outer.index]
        : [];
    });
    const [only] = doubled;
    if (!only || doubled.length !== 1) return [];
    return [
      repair(
        only,
        name,
        'wrongVariable',
        evidence.strong,
        l10n.t('“{0}” is never used in its own loop.', name),
      ),
    ];
  });
}

/** A result that is computed and dropped while the function returns what it was made from. */
function forgottenLocals(fn: FunctionInfo): readonly RepairCandidate[] {
  const dropped = [...fn.uses].flatMap(([name, uses]) => {
    const declared = uses.find((use) => use.kind === 'declare' || use.kind === 'write');
    const start = declared && declared.node.parent && asAssignment(declared.node.parent);
    if (
      !declared ||
      !start ||
      start.operator !== '=' ||
      uses.some((use) => use.kind === 'parameter') ||
      name.startsWith('_')
    )
      return [];
    const reads = uses.filter(
      (use) =>
        (use.kind === 'read' && !isFeeding(use.node)) ||
        (use.kind === 'update' && isStepRead(use.node)),
    );
    if (reads.length > 0 || statusNames.test(name)) return [];
    // What no statement here declares belongs to somebody else, who may read it.
    if (fn.family === 'script' && !uses.some((use) => use.kind === 'declare')) return [];
    const fed =
      uses.some((use) => use.kind === 'read' || use.kind === 'update') ||
      uses.filter((use) => use.kind === 'write').length > 1;
    return [{ name, start, fed }];
  });
  const [only] = dropped;
  if (!only || dropped.length !== 1) return [];
  const returns = ownReturns(fn);
  const last = returns.at(-1);
  const value = last && returnedValue(last);
  if (!value || last.start < only.start.node.end) return [];
  const why = l10n.t('“{0}” is computed and then dropped.', only.name);
  if (value.type === 'identifier' && value.text !== only.name) {
    const madeFrom = only.fed
      ? builtFrom(fn, only.name, value.text)
      : mentions(only.start.value, value.text);
    if (madeFrom) return [repair(value, only.name, 'wrongVariable', evidence.strong, why)];
  }
  if (only.fed || /^(literal|null|none|true|false)/.test(value.type)) return [];
  const parts = [...descendants(value)].filter(
    (node) =>
      node.type === 'identifier' &&
      mentions(only.start.value, node.text) &&
      asBinary(node.parent ?? node) !== undefined,
  );
  const [part] = parts.slice(-1);
  const binary = asBinary(value);
  if (!part || !binary || unwrapped(binary.right) !== part) return [];
  return [repair(part, only.name, 'wrongVariable', evidence.strong, why)];
}

function builtFrom(fn: FunctionInfo, name: string, source: string): boolean {
  const isInput = fn.parameters.some((parameter) => parameter.name === source);
  return (
    isInput && (fn.uses.get(name) ?? []).some((use) => isFeeding(use.node) || use.kind === 'update')
  );
}

/** Whether a call went well, which many do not ask. */
const statusNames = /^(success|ok|status|ret|rc|err|errors?|code|done)$/;

/** `xs[++at]`: the step is a value too. */
function isStepRead(node: SyntaxNode): boolean {
  return (
    node.parent?.type === 'update_expression' &&
    !/^(expression_statement|for_statement|sequence_expression)$/.test(
      node.parent.parent?.type ?? '',
    )
  );
}

function isFeeding(node: SyntaxNode): boolean {
  const parent = node.parent;
  const call = parent?.parent && asCall(parent.parent);
  if (
    call &&
    call.callee === parent &&
    /^(push|append|add|unshift|extend|set|insert)$/.test(call.name)
  )
    return call.node.parent?.type === 'expression_statement';
  const subscript = parent && asSubscript(parent);
  const assignment = parent?.parent && asAssignment(parent.parent);
  return subscript?.object === node && assignment?.target === parent;
}

/** `const t = a[i]; a[i] = a[j]; a[j] = a[i];`: the saved value is never put back. */
function forgottenTemporary(fn: FunctionInfo): readonly RepairCandidate[] {
  return unread(fn).flatMap(({ name, use }) => {
    const saved = use.node.parent && asAssignment(use.node.parent);
    if (!saved || !asSubscript(saved.value)) return [];
    const later = [...descendants(fn.body)]
      .filter((node) => node.start > saved.node.end)
      .flatMap((node) => {
        const assignment = asAssignment(node);
        return assignment ? [assignment] : [];
      });
    const overwritten = later.findIndex((each) => each.target.text === saved.value.text);
    const put =
      overwritten < 0
        ? undefined
        : later.slice(overwritten + 1).find((each) => each.value.text === saved.value.text);
    return put
      ? [
          repair(
            put.value,
            name,
            'wrongVariable',
            evidence.certain,
            l10n.t('“{0}” was overwritten just before.', put.value.text),
          ),
        ]
      : [];
  });
}

/** `for key, value in …` with an unused `value` and a `key` in its place. */
function forgottenPairs(fn: FunctionInfo): readonly RepairCandidate[] {
  return [...descendants(fn.body)].flatMap((node) => {
    if (!/^(for_in_statement|for_statement)$/.test(node.type)) return [];
    const target = childOf(node, 'left');
    const body = childOf(node, 'body');
    if (!target || !body || !/^(pattern_list|tuple_pattern|array_pattern)$/.test(target.type))
      return [];
    const names = [...descendants(target)]
      .filter((child) => child.type === 'identifier')
      .map((child) => child.text);
    const [unused] = names.filter((name) => identifiers(body, name).length === 0);
    const [used] = names.filter((name) => name !== unused);
    if (names.length !== 2 || unused === undefined || used === undefined || unused.startsWith('_'))
      return [];
    const places = identifiers(body, used).filter((each) => {
      const parent = each.parent;
      const assignment = parent && asAssignment(parent);
      return (
        parent !== undefined &&
        (asBinary(parent)?.right === each || assignment?.value === each) &&
        !asSubscript(parent)
      );
    });
    const [only] = places;
    if (!only || places.length !== 1 || identifiers(body, used).length < 2) return [];
    return [
      repair(
        only,
        unused,
        'wrongVariable',
        evidence.strong,
        l10n.t('“{0}” is never used in its own loop.', unused),
      ),
    ];
  });
}
