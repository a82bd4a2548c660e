import * as l10n from '@vscode/l10n';
import type { RepairCandidate } from '../../../../protocol/checker.ts';
import { ancestor, childOf, descendants, type SyntaxNode } from '../../syntax/node.ts';
import {
  asAssignment,
  asBinary,
  asCall,
  asMember,
  asSubscript,
  type Call,
} from '../expressions.ts';
import { evidence, repair } from '../finding.ts';
import { isFunction, type FunctionInfo } from '../functionInfo.ts';
import { asBranch } from '../patterns.ts';

/** Promises and coroutines that are used as if they were their values. */
export function missingAwaits(fn: FunctionInfo): readonly RepairCandidate[] {
  const asynchronous = asyncNames(fn.root);
  const awaited = awaitedCallees(fn);
  return [...descendants(fn.body)].flatMap((node) => {
    const call = asCall(node);
    if (!call || isAwaited(node) || !isInAsync(node, fn)) return [];
    const certainty = promiseCertainty(fn, call, asynchronous, awaited);
    if (certainty === 0) return [];
    const use = valueUse(fn, node);
    const prior = weigh(certainty, use);
    return prior > 0 ? [insertion(node, prior, reasonFor(call, use))] : [];
  });
}

type Use = 'value' | 'returned' | 'dropped' | 'promise';
/** 3: surely a promise; 2: nearly; 1: only if nothing else in the function is awaited. */
type Certainty = 0 | 1 | 2 | 3;

function weigh(certainty: Certainty, use: Use): number {
  if (use === 'promise' || certainty === 0) return 0;
  if (use === 'value')
    return certainty === 3
      ? evidence.certain
      : certainty === 2
        ? evidence.strong
        : evidence.strong - 0.4;
  if (use === 'returned') return certainty === 3 ? evidence.likely + 0.5 : 0;
  return certainty === 3 ? evidence.likely : evidence.hint;
}

function reasonFor(call: Call, use: Use): string {
  if (use === 'dropped') return l10n.t('Nothing waits for “{0}”.', call.name);
  return l10n.t('“{0}” gives a promise, not yet the value.', call.name);
}

function insertion(node: SyntaxNode, prior: number, why: string): RepairCandidate {
  const needsBrackets =
    node.parent &&
    (asMember(node.parent)?.object === node || asSubscript(node.parent)?.object === node);
  return repair(
    node,
    needsBrackets ? `(await ${node.text})` : `await ${node.text}`,
    'missingAwait',
    prior,
    why,
  );
}

/** Names of functions that the document declares async. */
function asyncNames(root: SyntaxNode): ReadonlySet<string> {
  const names = new Set<string>();
  for (const node of descendants(root)) {
    if (!isFunction(node) || !node.children.some((child) => child.type === 'async')) continue;
    const name =
      childOf(node, 'name')?.text ??
      (node.parent?.type === 'variable_declarator'
        ? childOf(node.parent, 'name')?.text
        : undefined);
    const isGenerator =
      node.type.startsWith('generator') ||
      node.children.some((child) => child.text === '*') ||
      /\byield\b/.test(node.text);
    if (name !== undefined && !isGenerator) names.add(name);
  }
  return names;
}

/** Callees and receivers that the function itself awaits. */
function awaitedCallees(fn: FunctionInfo): {
  readonly callees: ReadonlySet<string>;
  readonly objects: ReadonlySet<string>;
  readonly any: boolean;
} {
  const callees = new Set<string>();
  const objects = new Set<string>();
  let any = false;
  for (const node of descendants(fn.body)) {
    if (!/^await(_expression)?$/.test(node.type) || !node.named) continue;
    any = true;
    const call = node.children.map((child) => asCall(child)).find((each) => each !== undefined);
    if (!call) continue;
    callees.add(call.callee.text);
    if (call.object) objects.add(call.object.text);
  }
  return { callees, objects, any };
}

const promiseMethods = /^(json|text|blob|arrayBuffer|formData)$/;
const responseNames = /^(res|resp|response|r|result|reply|answer)$/;
const clientNames =
  /^(axios|http|client|api|db|database|repo|repository|store|session|prisma|redis|page|browser|fsp|fsPromises|storage|pool|connection|conn|service|collection)$/i;
const clientMethods =
  /^(get|post|put|patch|delete|request|query|find|findOne|findById|findMany|findAll|findUnique|findFirst|fetch|fetch_one|fetch_all|fetchone|save|create|update|insert|insertOne|load|execute|read|readFile|writeFile|exec|all|run|login|click|goto|(get|fetch|load|find|list|save|create|insert|update|delete|query)_\w+)$/;
/** Classes of stored records, and their methods that ask the store. */
const modelNames =
  /^(?!(Math|Object|JSON|Array|Date|Promise|Number|String|Map|Set|Symbol|Reflect|Intl|Buffer|URL|Error)$)[A-Z][a-z]\w*$/;
const modelMethods =
  /^(create|find|findOne|findById|findAll|findMany|findByPk|insertMany|insertOne|deleteOne|deleteMany|updateOne|updateMany|countDocuments|aggregate)$/;

function promiseCertainty(
  fn: FunctionInfo,
  call: Call,
  asynchronous: ReadonlySet<string>,
  awaited: ReturnType<typeof awaitedCallees>,
): Certainty {
  const callee = call.callee.text;
  const shadowed = fn.parameters.some((parameter) => parameter.name === callee);
  const object = call.object?.text ?? '';
  if (!call.object && asynchronous.has(callee) && !shadowed) return 3;
  if (/^(this|self)$/.test(object) && asynchronous.has(call.name)) return 3;
  if (fn.family === 'script') {
    if (/^(fetch|(window|globalThis)\.fetch)$/.test(callee) && !shadowed) return 3;
    if (
      /^(fs\.promises|fsPromises|fsp|fs)$/.test(object) &&
      /^(readFile|writeFile|readdir|stat|mkdir|rm|unlink|access|copyFile|rename|appendFile)$/.test(
        call.name,
      )
    ) {
      return hasCallback(call) ? 0 : object === 'fs' ? 2 : 3;
    }
    if (/^Promise\.(all|allSettled|race|any)$/.test(callee)) return 3;
    if (/^axios\.(get|post|put|patch|delete|request)$/.test(callee)) return 3;
    if (/^(readFile|writeFile)$/.test(callee) && !hasCallback(call)) return 2;
    if (promiseMethods.test(call.name) && call.arguments.length === 0 && isResponse(fn, object))
      return 3;
  }
  if (fn.family === 'python' && /^asyncio\.(sleep|gather|wait_for|wait)$/.test(callee)) return 3;
  if (awaited.callees.has(callee)) return 2;
  if (hasCallback(call)) return 0;
  const last = object.split('.').pop() ?? '';
  if (awaited.objects.has(object) && clientMethods.test(call.name)) return 2;
  if (!fn.isAsync) return 0;
  if (!awaited.any && modelNames.test(object) && modelMethods.test(call.name)) return 1;
  if (!clientNames.test(last) || !clientMethods.test(call.name)) return 0;
  return !awaited.any || !/^(get|delete|all|update)$/.test(call.name) || resultIsAwaited(fn, call)
    ? 1
    : 0;
}

/** `const reply = client.get(url); await reply.text()`: what has asynchronous parts came asynchronously. */
function resultIsAwaited(fn: FunctionInfo, call: Call): boolean {
  const target = call.node.parent && asAssignment(call.node.parent)?.target.text;
  return (
    target !== undefined &&
    new RegExp(`\\bawait ${target.replace(/[^\w]/g, '')}\\.\\w+\\(`).test(fn.body.text)
  );
}

function hasCallback(call: Call): boolean {
  return call.arguments.some(
    (argument) =>
      /^(arrow_function|function_expression)$/.test(argument.type) ||
      /^(cb|callback|done|next)$/.test(argument.text),
  );
}

/** Whether a name holds the response of a request. */
function isResponse(fn: FunctionInfo, name: string): boolean {
  if (responseNames.test(name) && /\bfetch\(/.test(fn.body.text)) return true;
  const declared = (fn.uses.get(name) ?? []).find((use) => use.kind === 'declare')?.node.parent;
  return /=\s*(await )?fetch\(/.test(declared?.text ?? '');
}

function isAwaited(node: SyntaxNode): boolean {
  let at = node.parent;
  while (at?.type === 'parenthesized_expression') at = at.parent;
  return at !== undefined && /^await(_expression)?$/.test(at.type);
}

function isInAsync(node: SyntaxNode, fn: FunctionInfo): boolean {
  const owner = ancestor(node, (at) => isFunction(at) || at.type === 'lambda');
  if (!owner || owner.type === 'lambda') return false;
  return owner === fn.node ? fn.isAsync : owner.children.some((child) => child.type === 'async');
}

/** What becomes of the call's result. */
function valueUse(fn: FunctionInfo, node: SyntaxNode): Use {
  const parent = node.parent;
  if (!parent) return 'promise';
  const member = asMember(parent);
  if (member?.object === node)
    return /^(then|catch|finally)$/.test(member.property.text) ? 'promise' : 'value';
  if (asSubscript(parent)?.object === node) return 'value';
  if (parent.type === 'expression_statement') return 'dropped';
  if (parent.type === 'return_statement') return 'promise';
  const binary = asBinary(parent);
  // `given ?? ask()` is what its right side gives.
  if (
    binary &&
    /^(\?\?|\|\||&&|and|or)$/.test(binary.operator.text) &&
    binary.right.start === node.start
  )
    return valueUse(fn, parent);
  if (binary) return 'value';
  if (/^(spread_element|for_in_statement|for_statement)$/.test(parent.type)) return 'value';
  if (/^(object_pattern|array_pattern)$/.test(asAssignment(parent)?.target.type ?? ''))
    return 'value';
  if (isCondition(node)) return 'value';
  if (isCollected(fn, node)) return 'value';
  const assignment = asAssignment(parent);
  if (assignment?.value === node && assignment.target.type === 'identifier')
    return variableUse(fn, assignment.target);
  return 'promise';
}

/** Put into a list that nothing gathers afterwards. */
function isCollected(fn: FunctionInfo, node: SyntaxNode): boolean {
  const call = node.parent?.parent && asCall(node.parent.parent);
  if (!call?.object || !/^(push|append|add)$/.test(call.name) || call.arguments[0] !== node)
    return false;
  return (
    ![...descendants(fn.body)].some((each) => gathers.test(asCall(each)?.callee.text ?? '')) &&
    !/Promise|Task|gather|tasks|promises|pending/.test(fn.body.text + (fn.returnType ?? ''))
  );
}

function isCondition(node: SyntaxNode): boolean {
  let at = node;
  while (
    at.parent &&
    /^(parenthesized_expression|unary_expression|not_operator)$/.test(at.parent.type)
  )
    at = at.parent;
  const branch = at.parent && asBranch(at.parent);
  return at.field === 'condition' && branch !== undefined;
}

/** How the variable that holds the result is used: as a value, only returned, or as a promise. */
function variableUse(fn: FunctionInfo, target: SyntaxNode): Use {
  const reads = (fn.uses.get(target.text) ?? []).filter(
    (use) => use.kind === 'read' && use.node.start > target.end,
  );
  if (reads.length === 0) return 'promise';
  let use: Use = 'returned';
  for (const { node } of reads) {
    const parent = node.parent;
    if (!parent || isAwaited(node)) return 'promise';
    const member = asMember(parent);
    if (member?.object === node && /^(then|catch|finally)$/.test(member.property.text))
      return 'promise';
    if (ancestor(node, (at) => gathers.test(asCall(at)?.callee.text ?? '')) !== undefined)
      return 'promise';
    const called = ancestor(node, (at) => at.type === 'arguments' || at.type === 'argument_list');
    if (
      member?.object === node ||
      asSubscript(parent)?.object === node ||
      asBinary(parent) ||
      isCondition(node) ||
      isIterated(node)
    )
      use = 'value';
    else if (
      called &&
      /^(push|append|add)$/.test((called.parent && asCall(called.parent)?.name) ?? '')
    )
      return 'promise';
    else if (
      called &&
      use !== 'value' &&
      /^(JSON\.parse|json\.loads|parse|Object\.\w+|len|Number|parseInt|String)$/.test(
        (called.parent && asCall(called.parent)?.callee.text) ?? '',
      )
    )
      use = 'value';
    else if (called && use !== 'value') use = 'value';
  }
  return use;
}

/** Calls that take promises or coroutines as they are. */
const gathers =
  /^Promise\.\w+$|(^|\.)(gather|wait|wait_for|create_task|ensure_future|as_completed|shield|run|allSettled|all|race)$/;

function isIterated(node: SyntaxNode): boolean {
  return (
    node.field === 'right' && /^(for_in_statement|for_statement)$/.test(node.parent?.type ?? '')
  );
}
