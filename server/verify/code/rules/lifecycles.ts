import * as l10n from '@vscode/l10n';
import type { RepairCandidate } from '../../../../protocol/checker.ts';
import {
  ancestor,
  childOf,
  descendants,
  namedChildren,
  unwrapped,
  type SyntaxNode,
} from '../../syntax/node.ts';
import { asBinary, asCall, asMember, type Call } from '../expressions.ts';
import { evidence, repair } from '../finding.ts';
import { isFunction, type FunctionInfo } from '../functionInfo.ts';
import { asBranch, statementsOf } from '../patterns.ts';
import { hasWord } from '../words.ts';

/** Things that come in pairs: listeners, stored values, attempts, and values that may be 0. */
export function lifecycles(fn: FunctionInfo): readonly RepairCandidate[] {
  return [...descendants(fn.body)].flatMap((node) => {
    const call = asCall(node);
    return [
      ...(call
        ? [...listenerAddsItself(fn, call), ...storesForReading(call), ...unsubscribed(fn, call)]
        : []),
      ...lastAttempt(node),
      ...zeroIsMeant(fn, node),
    ];
  });
}

/** A listener that adds itself again where it should leave. */
function listenerAddsItself(fn: FunctionInfo, call: Call): readonly RepairCandidate[] {
  const pair: Readonly<Record<string, string>> = {
    addEventListener: 'removeEventListener',
    on: 'off',
    addListener: 'removeListener',
    subscribe: 'unsubscribe',
  };
  const other = Object.hasOwn(pair, call.name) ? pair[call.name] : undefined;
  const property = asMember(call.callee)?.property;
  if (other === undefined || !property) return [];
  const owner = ancestor(call.node, isFunction);
  const name =
    owner && owner !== fn.node
      ? (childOf(owner, 'name')?.text ??
        (owner.parent?.type === 'variable_declarator'
          ? childOf(owner.parent, 'name')?.text
          : undefined))
      : undefined;
  if (name === undefined || !call.arguments.some((argument) => argument.text === name)) return [];
  return [
    repair(
      property,
      other,
      'wrongMethod',
      evidence.strong,
      l10n.t('“{0}” would add itself once more.', name),
    ),
  ];
}

/** `store.setItem(key)` whose result is used. */
function storesForReading(call: Call): readonly RepairCandidate[] {
  const property = asMember(call.callee)?.property;
  const found = /^set([A-Z_]\w*)$/.exec(call.name);
  if (
    !found ||
    !property ||
    call.arguments.length !== 1 ||
    !/^(Item|Attribute|Property|Value|_item|_value)$/.test(found[1] ?? '')
  )
    return [];
  const holder = call.node.parent;
  const isUsed = holder !== undefined && holder.type !== 'expression_statement';
  return isUsed
    ? [
        repair(
          property,
          `get${found[1] ?? ''}`,
          'wrongMethod',
          evidence.strong,
          l10n.t('A value is read here, not stored.'),
        ),
      ]
    : [];
}

/** `off(name, handler)` that keeps only the handler. */
function unsubscribed(fn: FunctionInfo, call: Call): readonly RepairCandidate[] {
  if (
    call.name !== 'filter' ||
    !hasWord(
      fn.nameWords,
      'off',
      'unsubscribe',
      'detach',
      'unregister',
      'deselect',
      'dismiss',
      'unlisten',
      'evict',
    )
  )
    return [];
  const test = call.arguments[0] && childOf(call.arguments[0], 'body');
  const binary = test && asBinary(unwrapped(test));
  if (
    !binary ||
    !/^===?$/.test(binary.operator.text) ||
    !fn.parameters.some(
      (parameter) =>
        binary.right.text === parameter.name || binary.right.text.startsWith(`${parameter.name}.`),
    )
  )
    return [];
  return [
    repair(
      binary.operator,
      binary.operator.text.replace('=', '!'),
      'comparison',
      evidence.strong,
      l10n.t('“{0}” drops that one and keeps the others.', fn.name),
    ),
  ];
}

/** `catch { if (attempt !== attempts) throw … }`: only the last failure may end the loop. */
function lastAttempt(node: SyntaxNode): readonly RepairCandidate[] {
  if (!/^(catch_clause|except_clause)$/.test(node.type)) return [];
  const loop = ancestor(
    node,
    (at) => /^(for_statement|for_in_statement|while_statement)$/.test(at.type) || isFunction(at),
  );
  const body = childOf(node, 'body') ?? node.children.find((child) => child.type === 'block');
  const first = body && namedChildren(body)[0];
  const branch = first && asBranch(first);
  if (
    !loop ||
    isFunction(loop) ||
    !branch ||
    !statementsOf(branch.consequence).some((each) => /^(throw|raise)_statement$/.test(each.type))
  )
    return [];
  const binary = asBinary(branch.condition);
  if (
    !binary ||
    !/^!==?$/.test(binary.operator.text) ||
    !hasWord(
      [binary.left.text.toLowerCase()],
      'attempt',
      'attempts',
      'i',
      'n',
      'tries',
      'retry',
      'try',
      'count',
    )
  )
    return [];
  return [
    repair(
      binary.operator,
      binary.operator.text.replace('!', '='),
      'comparison',
      evidence.strong,
      l10n.t('Only the last failure is handed on.'),
    ),
  ];
}

/** `value || fallback` where a comment says that 0 or the empty text is a value too. */
function zeroIsMeant(fn: FunctionInfo, node: SyntaxNode): readonly RepairCandidate[] {
  const binary = node.type === 'binary_expression' ? asBinary(node) : undefined;
  if (binary?.operator.text !== '||' || fn.family !== 'script') return [];
  const isFallback =
    /^(number|string|array|object|null|identifier|member_expression|template_string)$/.test(
      binary.right.type,
    ) && /^(identifier|member_expression|subscript_expression)$/.test(binary.left.type);
  const says =
    /(\b0\b|\bzero\b|\bempty\b|\bfalse\b)[^.\n]*\b(means|is (a )?(valid|allowed|fine|kept)|valid|allowed|kept|passed on|counts|stays|respected|disables)\b/i.test(
      fn.doc,
    );
  return isFallback && says
    ? [
        repair(
          binary.operator,
          '??',
          'operator',
          evidence.strong,
          l10n.t('“||” also replaces 0 and the empty text.'),
        ),
      ]
    : [];
}
