import * as l10n from '@vscode/l10n';
import type { RepairCandidate } from '../../../../protocol/checker.ts';
import {
  childOf,
  descendants,
  namedChildren,
  unwrapped,
  type SyntaxNode,
} from '../../syntax/node.ts';
import {
  asBinary,
  asCall,
  asMember,
  asSubscript,
  lengthSubject,
  withOffset,
  type Call,
} from '../expressions.ts';
import { evidence, repair } from '../finding.ts';
import type { FunctionInfo } from '../functionInfo.ts';
import { asBranch, following, mentions, statementsOf } from '../patterns.ts';
import { hasWord, wordsOf } from '../words.ts';

/** Parts that belong together: a sign and its entity, a window and its length, a key and its name, a page and its end. */
export function pieces(fn: FunctionInfo): readonly RepairCandidate[] {
  return [...descendants(fn.body)].flatMap((node) => {
    const call = asCall(node);
    return [
      ...(call ? [...entities(call), ...untilSize(fn, call), ...nothingKept(call)] : []),
      ...quotedName(fn, node),
      ...windowMean(node),
      ...clampedStep(node),
      ...minutesAndSeconds(node),
      ...letsNobodyIn(fn, node),
      ...keptInRemoval(node),
    ];
  });
}

const entityNames: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
};

/** `text.replace(/>/g, '&lt;')`: another sign has that entity. */
function entities({ name, arguments: given }: Call): readonly RepairCandidate[] {
  const [sign, entity] = given;
  if (!/^replace(All)?$/.test(name) || !sign || !entity || given.length !== 2) return [];
  const [, plain] = /^(?:\/([&<>])\/g?|['"]([&<>])['"])$/.exec(sign.text)?.map(String) ?? [];
  const found = plain === 'undefined' ? sign.text.slice(1, -1) : plain;
  const wanted =
    found !== undefined && Object.hasOwn(entityNames, found) ? entityNames[found] : undefined;
  const inner = entity.text.slice(1, -1);
  if (wanted === undefined || inner === wanted || !Object.values(entityNames).includes(inner))
    return [];
  const quote = entity.text.slice(0, 1);
  const why = l10n.t('“{0}” stands for another sign.', inner);
  return [repair(entity, `${quote}${wanted}${quote}`, 'literal', evidence.certain, why)];
}

/** `const start = (page - 1) * perPage; items.slice(start, perPage)`: the second place is an end, no length. */
function untilSize(fn: FunctionInfo, { name, arguments: given }: Call): readonly RepairCandidate[] {
  const [start, end] = given;
  if (!/^(slice|subarray|substring)$/.test(name) || !start || !end || given.length !== 2) return [];
  const beginning = start.type === 'identifier' ? valueOf(fn, start.text) : start;
  const product = beginning && asBinary(beginning);
  if (product?.operator.text !== '*' || end.type !== 'identifier') return [];
  const factors = [product.left.text, product.right.text];
  if (!factors.includes(end.text)) return [];
  const text = start.type === 'identifier' ? start.text : unwrapped(start).text;
  const why = l10n.t('The end is a place, no length.');
  return [repair(end, `${text} + ${end.text}`, 'offByOne', evidence.certain, why)];
}

/** What a name is declared with, where it is never written again. */
function valueOf(fn: FunctionInfo, name: string): SyntaxNode | undefined {
  const uses = fn.uses.get(name) ?? [];
  const [first] = uses.filter(({ kind }) => kind === 'declare');
  const isWritten = uses.some(({ kind }) => kind === 'write' || kind === 'update');
  return isWritten || first?.node.parent?.type !== 'variable_declarator'
    ? undefined
    : childOf(first.node.parent, 'value');
}

/** `if (profile === null) profiles.push(profile)`: only what is absent would be kept. */
function nothingKept(call: Call): readonly RepairCandidate[] {
  const [kept, ...more] = call.arguments;
  const statement = call.node.parent;
  const holder = statement?.parent;
  const branch = [holder, holder?.parent].flatMap((each) => {
    const found = each && asBranch(each);
    return found ? [found] : [];
  })[0];
  if (
    !/^(push|append|add|unshift)$/.test(call.name) ||
    kept?.type !== 'identifier' ||
    more.length > 0
  )
    return [];
  const binary = branch && asBinary(branch.condition);
  if (!binary || statementsOf(branch.consequence)[0] !== statement || branch.alternative) return [];
  const isAbsent = /^(null|undefined|None)$/.test(binary.right.text);
  if (!isAbsent || binary.left.text !== kept.text || !/^(={2,3}|is)$/.test(binary.operator.text))
    return [];
  const text = { '==': '!=', '===': '!==', is: 'is not' }[binary.operator.text] ?? '!==';
  const why = l10n.t('Only an absent “{0}” would be kept.', kept.text);
  return [repair(binary.operator, text, 'comparison', evidence.strong, why)];
}

/** `row["key"]` for the parameter `key`, with which others are looked up. */
function quotedName(fn: FunctionInfo, node: SyntaxNode): readonly RepairCandidate[] {
  const subscript = asSubscript(node);
  const name = /^(['"])(\w+)\1$/.exec(subscript?.index.text ?? '')?.[2];
  if (!subscript || name === undefined || subscript.index.type !== 'string') return [];
  if (!fn.parameters.some((parameter) => parameter.name === name)) return [];
  const others = (fn.uses.get(name) ?? []).filter(({ kind }) => kind === 'read');
  const isKey = others.some(({ node: use }) => {
    const held = use.parent && asSubscript(use.parent);
    return held?.index === use && held.object.text === subscript.object.text;
  });
  const why = l10n.t('“{0}” is a parameter, and others are looked up with it.', name);
  return isKey ? [repair(subscript.index, name, 'literal', evidence.strong, why)] : [];
}

/** `sum(values[i:i + window]) / len(values)`. */
function windowMean(node: SyntaxNode): readonly RepairCandidate[] {
  const binary = node.type === 'parenthesized_expression' ? undefined : asBinary(node);
  const sum = binary && /^\/\/?$/.test(binary.operator.text) ? asCall(binary.left) : undefined;
  const [part] = sum?.arguments ?? [];
  if (!binary || sum?.name !== 'sum' || sum.arguments.length !== 1 || part?.type !== 'subscript')
    return [];
  const list = childOf(part, 'value');
  const slice = childOf(part, 'subscript');
  const [start, end, ...more] = slice?.type === 'slice' ? namedChildren(slice) : [];
  const length = end && asBinary(end);
  if (!list || !start || !length || more.length > 0 || length.operator.text !== '+') return [];
  if (length.left.text !== start.text || lengthSubject(binary.right) !== list.text) return [];
  const why = l10n.t('The sum is of {0} values.', length.right.text);
  return [repair(binary.right, length.right.text, 'wrongVariable', evidence.certain, why)];
}

/** `Math.max(x + 1, 0)` beside `Math.min(x + 1, last)`: one of them steps back. */
function clampedStep(node: SyntaxNode): readonly RepairCandidate[] {
  const branch = asBranch(node);
  const other =
    branch?.alternative && [...descendants(branch.alternative)].find((each) => asBranch(each));
  const next = other && asBranch(other);
  if (!branch || !next) return [];
  const steps = [branch, next].map(({ consequence }) => stepIn(consequence));
  const [one, two] = steps;
  if (!one || !two || one.name === two.name || one.base !== two.base) return [];
  const wrong = steps.filter((each) => each && (each.name === 'min') !== (each.sign.text === '+'));
  const [step, ...more] = wrong;
  if (!step || more.length > 0) return [];
  const text = step.sign.text === '+' ? '-' : '+';
  const why = l10n.t('Both ways would step in the same direction.');
  return [repair(step.sign, text, 'operator', evidence.certain, why)];
}

interface Step {
  readonly name: string;
  readonly base: string;
  readonly sign: SyntaxNode;
}

/** `min` or `max` of a name one further or one back. */
function stepIn(block: SyntaxNode): Step | undefined {
  const found = [...descendants(block)].flatMap((node): readonly Step[] => {
    const call = asCall(node);
    if (!call || !/^(min|max)$/.test(call.name) || call.arguments.length !== 2) return [];
    return call.arguments.flatMap((argument) => {
      const { base, offset } = withOffset(argument);
      const sum = asBinary(argument);
      const isBound = call.arguments.some(
        (each) =>
          each !== argument &&
          (each.text === '0' ||
            /length|len\(|size|width|height|count|max|last|end/i.test(each.text)),
      );
      return sum && isBound && Math.abs(offset) === 1 && !/length|len\(/.test(base.text)
        ? [{ name: call.name, base: base.text, sign: sum.operator }]
        : [];
    });
  });
  return found.length === 1 ? found[0] : undefined;
}

/** `int(minutes) * 100 + int(seconds)`: sixty of the one make the other. */
function minutesAndSeconds(node: SyntaxNode): readonly RepairCandidate[] {
  const sum = node.type === 'parenthesized_expression' ? undefined : asBinary(node);
  const product = sum?.operator.text === '+' ? asBinary(sum.left) : undefined;
  if (!sum || product?.operator.text !== '*') return [];
  const [many, few] = [unitOf(product.left), unitOf(sum.right)];
  const factor = product.right;
  const isPair = (many === 'minute' && few === 'second') || (many === 'hour' && few === 'minute');
  if (!isPair || !/^\d+$/.test(factor.text) || /^(60|6|1)$/.test(factor.text)) return [];
  // Clock times such as 1430 are written on purpose: only there is 100 meant.
  if (factor.text === '100' && many === 'hour') return [];
  const why =
    many === 'minute' ? l10n.t('A minute has 60 seconds.') : l10n.t('An hour has 60 minutes.');
  return [repair(factor, '60', 'literal', evidence.strong, why)];
}

function unitOf(node: SyntaxNode): 'hour' | 'minute' | 'second' | undefined {
  const call = asCall(node);
  const isNumber = call && /^(int|float|Number|parseInt|parseFloat)$/.test(call.name);
  const named = unwrapped(isNumber ? (call.arguments[0] ?? node) : node);
  if (!/^(identifier|member_expression|attribute)$/.test(named.type)) return undefined;
  const word = /^(hour|minute|min|second|sec)s?$/.exec(wordsOf(named.text).at(-1) ?? '')?.[1];
  const full = { min: 'minute', sec: 'second' }[word ?? ''] ?? word;
  return full as 'hour' | 'minute' | 'second' | undefined;
}

/** `if (user.roles.includes(role)) { response.status(403).end(); return; }`: whoever may is turned away. */
function letsNobodyIn(fn: FunctionInfo, node: SyntaxNode): readonly RepairCandidate[] {
  const branch = asBranch(node);
  const call = branch && asCall(branch.condition);
  if (
    !call ||
    branch.alternative ||
    !/\b(status|sendStatus|writeHead|abort)\((401|403)\b/.test(branch.consequence.text)
  )
    return [];
  const words = wordsOf(call.callee.text);
  const isHeld = call.name === 'includes' || call.name === 'has' || call.name === 'some';
  const rights = [
    'roles',
    'role',
    'permissions',
    'scopes',
    'scope',
    'grants',
    'rights',
    'allowed',
    'authorized',
    'permitted',
  ];
  const isRight = isHeld && hasWord(words, ...rights);
  const asks =
    /^(is|has|can)(Admin|Allowed|Permission|Role|Access|Authorized|Authenticated|Permitted|Owner|Member)/.test(
      call.name,
    );
  if (
    !isRight &&
    !asks &&
    !/^(has_(role|permission|perm|access)|is_(admin|allowed|authenticated|authorized))$/.test(
      call.name,
    )
  )
    return [];
  if (hasWord(words, 'banned', 'blocked', 'denied', 'forbidden', 'revoked', 'not', 'un')) return [];
  if (!following(node).length) return [];
  const not = fn.family === 'python' ? 'not ' : '!';
  const why = l10n.t('This turns away those who may.');
  return [
    repair(branch.condition, `${not}${branch.condition.text}`, 'negation', evidence.strong, why),
  ];
}

/** `case 'remove': return { ...state, items: state.items.filter((item) => item.id === action.id) }`. */
function keptInRemoval(node: SyntaxNode): readonly RepairCandidate[] {
  if (node.type !== 'switch_case') return [];
  const label = childOf(node, 'value');
  const words = wordsOf(label?.text ?? '');
  if (!label || !hasWord(words, 'remove', 'removed', 'delete', 'deleted')) return [];
  const calls = [...descendants(node)].flatMap((each) => {
    const call = asCall(each);
    return call?.name === 'filter' && call.object && asMember(call.object) ? [call] : [];
  });
  const [call] = calls;
  const body = call?.arguments[0] && childOf(call.arguments[0], 'body');
  const binary = body && asBinary(unwrapped(body));
  if (calls.length !== 1 || !binary || !/^={2,3}$/.test(binary.operator.text)) return [];
  // What is left must take the place of what was: `items: state.items.filter(…)`.
  const pair = call.node.parent?.type === 'pair' ? call.node.parent : undefined;
  const field = pair && childOf(pair, 'key')?.text;
  if (field === undefined || asMember(call.object ?? node)?.property.text !== field) return [];
  if (!/\b(id|_id|key|index|uuid|slug|name)\b|Id\b/.test(binary.node.text) || mentions(node, 'map'))
    return [];
  const why = l10n.t('Under {0} this keeps only what is removed.', label.text);
  return [
    repair(
      binary.operator,
      `!${binary.operator.text.slice(1)}`,
      'comparison',
      evidence.strong,
      why,
    ),
  ];
}
