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
import {
  asAssignment,
  asBinary,
  asCall,
  asMember,
  asSubscript,
  withOffset,
  type Assignment,
  type Call,
} from '../expressions.ts';
import { evidence, repair } from '../finding.ts';
import { isFunction, parametersOf, type FunctionInfo } from '../functionInfo.ts';
import { asBranch, following, mentions, statementsOf } from '../patterns.ts';
import { hasWord, wordsOf } from '../words.ts';

/** What is asked, stored or noted twice in a row, where the second time could do nothing. */
export function repetitions(fn: FunctionInfo): readonly RepairCandidate[] {
  return [...descendants(fn.body)].flatMap((node) => {
    const call = asCall(node);
    return [
      ...(call ? [...amongItself(fn, call), ...storedElsewhere(fn, call)] : []),
      ...amongItselfListed(fn, node),
      ...storedTwice(node),
      ...notedTwice(node),
      ...surelyThere(node),
      ...pastLastTurn(node),
      ...collectedForNothing(fn, node),
    ];
  });
}

/** `before.filter((item) => !before.includes(item))` finds nothing. */
function amongItself(fn: FunctionInfo, { name, object, arguments: given }: Call) {
  const [callback] = given;
  if (!object || !/^(filter|some|every|find)$/.test(name) || !callback || given.length > 1)
    return [];
  const body = isFunction(callback) ? childOf(callback, 'body') : undefined;
  const [parameter, ...others] = body ? parametersOf(callback) : [];
  const call = body && asCall(negated(unwrapped(body)));
  if (!parameter || others.length > 0 || !call?.object || call.name !== 'includes') return [];
  if (call.arguments.length !== 1 || call.arguments[0]?.text !== parameter.name) return [];
  return call.object.text === object.text ? byOther(fn, call.object) : [];
}

function negated(node: SyntaxNode): SyntaxNode {
  return node.type === 'unary_expression' ? unwrapped(namedChildren(node)[0] ?? node) : node;
}

/** `[item for item in before if item not in before]`. */
function amongItselfListed(fn: FunctionInfo, node: SyntaxNode): readonly RepairCandidate[] {
  if (!/^(list|set|generator)_(comprehension|expression)$/.test(node.type)) return [];
  const clauses = namedChildren(node).filter((each) => each.type === 'for_in_clause');
  const test = namedChildren(node).find((each) => each.type === 'if_clause');
  const binary = test && asBinary(namedChildren(test)[0] ?? test);
  const [clause] = clauses;
  if (!clause || clauses.length > 1 || !binary || !/^(not )?in$/.test(binary.operator.text))
    return [];
  const [element, list] = [childOf(clause, 'left'), childOf(clause, 'right')];
  if (binary.left.text !== element?.text || binary.right.text !== list?.text) return [];
  return byOther(fn, binary.right);
}

/** The one other parameter takes the place of a list that is compared with itself. */
function byOther(fn: FunctionInfo, list: SyntaxNode): readonly RepairCandidate[] {
  const names = fn.parameters.map(({ name }) => name);
  const others = names.filter((name) => name !== list.text && !/^(self|cls)$/.test(name));
  const [other] = others;
  if (list.type !== 'identifier' || !names.includes(list.text) || others.length !== 1) return [];
  const why = l10n.t('All of “{0}” is in “{0}”.', list.text);
  return [repair(list, other ?? '', 'wrongVariable', evidence.certain, why)];
}

/** `held = xs[i]; xs[i] = xs[j]; xs[i] = held`: what was stored is lost at once. */
function storedTwice(node: SyntaxNode): readonly RepairCandidate[] {
  const second = assignmentOf(node);
  const third = assignmentOf(following(node)[0]);
  const block = namedChildren(node.parent ?? node);
  const first = assignmentOf(block[block.indexOf(node) - 1]);
  if (!first || !second || !third || first.target.type !== 'identifier') return [];
  const [held, a, b] = [first.target.text, first.value.text, second.value.text];
  if (second.target.text !== a || third.target.text !== a || third.value.text !== held) return [];
  if (a === b || /\(/.test(a + b) || !/^[\w$.[\] +-]+$/.test(b) || /^[\d'"]/.test(b)) return [];
  const isPlace = [second.target, second.value].every(
    (each) => each.type === 'identifier' || asMember(each) || asSubscript(each),
  );
  // A value that is put in for a while and taken back has statements between.
  if (!isPlace || /^(true|false|null|undefined|None|True|False)$/.test(b)) return [];
  const why = l10n.t('“{0}” has just been given its new value.', a);
  return [repair(third.target, b, 'wrongVariable', evidence.certain, why)];
}

function assignmentOf(statement: SyntaxNode | undefined): Assignment | undefined {
  if (
    !/^(expression_statement|lexical_declaration|variable_declaration)$/.test(statement?.type ?? '')
  )
    return undefined;
  const [inner, ...more] = namedChildren(statement as SyntaxNode);
  const found = inner && more.length === 0 ? asAssignment(inner) : undefined;
  return found?.operator === '=' ? found : undefined;
}

/** `const group = groups.get(task.status) ?? []; …; groups.set(task.id, group)`. */
function storedElsewhere(fn: FunctionInfo, call: Call): readonly RepairCandidate[] {
  const [key, value, ...rest] = call.arguments;
  if (call.name !== 'set' || !call.object || !key || !value || rest.length > 0) return [];
  const declared = fn.uses.get(value.text)?.filter(({ kind }) => kind === 'declare') ?? [];
  const [declaration] = declared;
  const assignment = declaration?.node.parent && asAssignment(declaration.node.parent);
  if (declared.length !== 1 || !assignment || assignment.target !== declaration.node) return [];
  const binary = asBinary(assignment.value);
  if (!binary || !/^(\?\?|\|\|)$/.test(binary.operator.text)) return [];
  const got = asCall(binary.left);
  const [asked] = got?.arguments ?? [];
  if (got?.name !== 'get' || got.object?.text !== call.object.text || !asked) return [];
  const [one, other] = [asMember(asked), asMember(key)];
  if (!one || !other || one.object.text !== other.object.text || asked.text === key.text) return [];
  const words = [...fn.nameWords, ...fn.docWords];
  const [isAsked, isStored] = [one, other].map(({ property }) =>
    hasWord(words, wordsOf(property.text).at(-1) ?? '-'),
  );
  const why = l10n.t('“{0}” is looked up and stored under different keys.', value.text);
  const prior = isAsked === isStored ? evidence.likely : evidence.certain;
  return isStored && !isAsked
    ? [repair(one.property, other.property.text, 'wrongProperty', prior, why)]
    : [repair(other.property, one.property.text, 'wrongProperty', prior, why)];
}

/** `visiting.add(node); const found = …; visiting.add(node)`: the second time should undo the first. */
function notedTwice(node: SyntaxNode): readonly RepairCandidate[] {
  const call =
    node.type === 'expression_statement' ? asCall(namedChildren(node)[0] ?? node) : undefined;
  const property = call && asMember(call.callee)?.property;
  if (!call?.object || !property || call.name !== 'add' || call.arguments.length !== 1) return [];
  const names = call.arguments[0]?.type === 'identifier' ? call.arguments[0].text : undefined;
  const block = namedChildren(node.parent ?? node);
  const at = block.indexOf(node);
  const before = block.findIndex((each, place) => place < at && each.text === node.text);
  if (names === undefined || before < 0 || !/^[\w$.#]+$/.test(call.object.text)) return [];
  const between = block.slice(before + 1, at);
  const isChanged = between.some((each) =>
    new RegExp(`\\b(clear|delete|discard|remove)\\(|\\b${names} *[-+*/]?=[^=]`).test(each.text),
  );
  if (between.length === 0 || isChanged || !between.some((each) => /\(/.test(each.text))) return [];
  const isPython = node.text.endsWith(')') && /^(block|module)$/.test(node.parent?.type ?? '');
  const why = l10n.t('“{0}” is already in “{1}” here.', names, call.object.text);
  const name = isPython ? 'discard' : 'delete';
  const found = [repair(property, name, 'wrongMethod', evidence.certain, why)];
  return isPython
    ? [...found, repair(property, 'remove', 'wrongMethod', evidence.certain, why)]
    : found;
}

/** `if (!cache.has(n)) cache.set(n, f(n)); return cache.has(n)`. */
function surelyThere(node: SyntaxNode): readonly RepairCandidate[] {
  const branch = asBranch(node);
  const tested = branch && asCall(negated(branch.condition));
  if (!tested?.object || tested.name !== 'has' || branch?.condition.type !== 'unary_expression')
    return [];
  const [statement] = statementsOf(branch.consequence).slice(-1);
  const stored = statement && asCall(namedChildren(statement)[0] ?? statement);
  const [next] = following(node);
  if (stored?.name !== 'set' || stored.object?.text !== tested.object.text) return [];
  if (stored.arguments[0]?.text !== tested.arguments[0]?.text || branch.alternative) return [];
  if (!next || !/^(return_statement|lexical_declaration)$/.test(next.type)) return [];
  return [...descendants(next)].flatMap((each) => {
    const property =
      each.text === tested.node.text ? asMember(asCall(each)?.callee ?? each)?.property : undefined;
    const why = l10n.t('This is always so: it has just been stored.');
    return property ? [repair(property, 'get', 'wrongMethod', evidence.certain, why)] : [];
  });
}

/** `for attempt in range(attempts): … if attempt == attempts: …` never holds. */
function pastLastTurn(node: SyntaxNode): readonly RepairCandidate[] {
  const binary = node.type === 'parenthesized_expression' ? undefined : asBinary(node);
  if (!binary || !/^={2,3}$/.test(binary.operator.text) || binary.left.type !== 'identifier')
    return [];
  const { base, offset } = withOffset(binary.right);
  const count = countOf(node, binary.left.text);
  if (count === undefined || base.text !== count || (offset !== 0 && offset !== 1)) return [];
  const why = l10n.t('“{0}” never gets that far.', binary.left.text);
  const sum = asBinary(binary.right);
  return sum && offset === 1
    ? [repair(sum.operator, '-', 'operator', evidence.certain, why)]
    : [repair(binary.right, `${binary.right.text} - 1`, 'offByOne', evidence.certain, why)];
}

/** `n` of the loop around a node that counts a name from 0 or 1 up to but without `n`, and changes neither. */
function countOf(node: SyntaxNode, name: string): string | undefined {
  const loop = ancestor(node, (at) => isFunction(at) || /^for_statement$/.test(at.type));
  const body = loop && childOf(loop, 'body');
  if (!loop || isFunction(loop) || !body || node.start < body.start || node.end > body.end)
    return undefined;
  const count = rangeEnd(loop, name) ?? conditionEnd(loop, name);
  const isChanged = [...descendants(body)].some((each) => {
    const assignment = asAssignment(each);
    return (
      assignment?.target.text === name ||
      assignment?.target.text === count ||
      (/^update_expression$/.test(each.type) && mentions(each, name))
    );
  });
  return isChanged || count === undefined || !/^[A-Za-z_$][\w$]*$/.test(count) ? undefined : count;
}

function rangeEnd(loop: SyntaxNode, name: string): string | undefined {
  const list = childOf(loop, 'right');
  const call = list && asCall(list);
  if (childOf(loop, 'left')?.text !== name || call?.name !== 'range') return undefined;
  const [first, second, ...more] = call.arguments;
  if (more.length > 0) return undefined;
  return second ? second.text : first?.text;
}

function conditionEnd(loop: SyntaxNode, name: string): string | undefined {
  const condition = childOf(loop, 'condition');
  const binary =
    condition &&
    asBinary(
      condition.type === 'expression_statement'
        ? (namedChildren(condition)[0] ?? condition)
        : condition,
    );
  return binary?.operator.text === '<' && binary.left.text === name ? binary.right.text : undefined;
}

/** `for (const chunk of stream) chunks.push(chunk); return join(stream)`: what was collected is never read. */
function collectedForNothing(fn: FunctionInfo, loop: SyntaxNode): readonly RepairCandidate[] {
  const [list, body] = [childOf(loop, 'right'), childOf(loop, 'body')];
  if (!/^for(_in)?_statement$/.test(loop.type) || list?.type !== 'identifier' || !body) return [];
  const [only, ...more] = statementsOf(body);
  const call = only && asCall(namedChildren(only)[0] ?? only);
  if (!call || more.length > 0 || !/^(push|append)$/.test(call.name) || !call.object) return [];
  const collected = call.object;
  const uses = fn.uses.get(collected.text) ?? [];
  const declared = uses.find(({ kind }) => kind === 'declare')?.node.parent;
  const start = declared && asAssignment(declared)?.value.text;
  const isRead = uses.some(({ node, kind }) => kind === 'read' && node !== collected);
  if (collected.type !== 'identifier' || start !== '[]' || isRead) return [];
  const later = (fn.uses.get(list.text) ?? []).filter(({ node }) => node.start > loop.end);
  const [use, ...others] = later;
  if (!use || others.length > 0 || use.kind !== 'read') return [];
  const why = l10n.t('What “{0}” collects is never read.', collected.text);
  return [repair(use.node, collected.text, 'wrongVariable', evidence.strong, why)];
}
