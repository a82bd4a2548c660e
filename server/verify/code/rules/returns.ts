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
import { asAssignment, asCall, asSubscript } from '../expressions.ts';
import { evidence, repair } from '../finding.ts';
import { isFunction, type FunctionInfo } from '../functionInfo.ts';
import { enclosingStatement, exits, ownReturns, returnedValue, statementsOf } from '../patterns.ts';

/** Values that are computed and then dropped. */
export function missingReturns(fn: FunctionInfo): readonly RepairCandidate[] {
  // A test calls things to see whether they fail.
  if (fn.isGenerator || /^test/i.test(fn.name)) return [];
  return [
    ...droppedValues(fn),
    ...callbacks(fn),
    ...droppedResult(fn),
    ...recursion(fn),
    ...typedResult(fn),
  ];
}

const pureTypes =
  /^(binary_expression|comparison_operator|binary_operator|boolean_operator|not_operator|identifier|member_expression|attribute|subscript_expression|subscript|ternary_expression|conditional_expression|template_string|array|list|object|dictionary|tuple|number|integer|float|true|false|list_comprehension|dictionary_comprehension|set_comprehension|null|none|unary_expression|string|parenthesized_expression|regex|new_expression)$/;
const pureMethods =
  /^(map|filter|slice|concat|join|includes|indexOf|lastIndexOf|find|findIndex|some|every|reduce|flatMap|flat|trim|toUpperCase|toLowerCase|replace|replaceAll|split|startsWith|endsWith|padStart|padEnd|repeat|charAt|substring|toFixed|toString|format|toISOString|has|getTime|localeCompare|keys|values|entries)$/;
const purePythonMethods =
  /^(upper|lower|strip|lstrip|rstrip|startswith|endswith|title|capitalize)$/;
const pureFunctions =
  /^(sorted|sum|len|max|min|abs|round|any|all|str|int|float|bool|divmod|pow|isinstance)$/;
const pureScriptFunctions = /^(String|Number|Boolean|parseInt|parseFloat|isNaN)$/;

/** An expression statement whose value nobody uses and that does nothing else. */
function droppedValues(fn: FunctionInfo): readonly RepairCandidate[] {
  return [...descendants(fn.body)].flatMap((node) => {
    if (
      node.type !== 'expression_statement' ||
      !/^(statement_block|block)$/.test(node.parent?.type ?? '')
    )
      return [];
    const value = namedChildren(node)[0];
    if (!value || !isPure(unwrapped(value)) || value.text === '...' || isDocstring(node, value))
      return [];
    const owner = ancestor(node, (at) => isFunction(at));
    if (!owner || isConstructor(owner) || /ERROR/.test(value.type)) return [];
    const why = l10n.t('The value is computed and then dropped.');
    const sure =
      isTail(node, owner) ||
      (isLast(node) && isPlainValue(value) && node.parent?.parent?.type !== 'try_statement');
    return [
      repair(
        node,
        `return ${node.text}`,
        'missingReturn',
        sure ? evidence.certain : evidence.hint,
        why,
      ),
    ];
  });
}

function isPure(value: SyntaxNode): boolean {
  if (value.type === 'unary_expression' && !/^[-!+~]/.test(value.text)) return false;
  if (value.type === 'new_expression' || value.type === 'binary_expression') {
    if (value.type === 'new_expression')
      return /^new (Promise|Map|Set|Date|Array|Error)\b/.test(value.text);
    // `ready && start()` is a statement in disguise.
    const operator = value.children.find((child) => child.field === 'operator')?.text ?? '';
    return !/^(&&|\|\||\?\?)$/.test(operator) || !/\)$|\+\+|--/.test(value.text);
  }
  if (/^(ternary_expression|conditional_expression|boolean_operator)$/.test(value.type))
    return !/\)$/.test(value.text);
  if (value.type === 'identifier' && /^(debugger|pass|print)$/.test(value.text)) return false;
  if (pureTypes.test(value.type)) return true;
  const call = asCall(value);
  if (!call) return false;
  if (!call.object)
    return (isPythonCall(value) ? pureFunctions : pureScriptFunctions).test(call.name);
  // A callback with statements may be there for what it does.
  if (call.arguments.some((argument) => childOf(argument, 'body')?.type === 'statement_block'))
    return false;
  if (/^(this|self|cls)$/.test(call.object.text)) return false;
  if (call.object.text === 'Math') return true;
  if (isPythonCall(value) && purePythonMethods.test(call.name)) return true;
  if (
    !pureMethods.test(call.name) ||
    (call.name === 'join' && call.arguments.length !== 1 && isPythonCall(value))
  )
    return false;
  if (call.name === 'replace' && call.arguments.length < 2) return false;
  return (
    !(
      call.name === 'map' ||
      /^(keys|values|entries|has|find|format|replace|some|every)$/.test(call.name)
    ) || isLast(enclosingStatement(value))
  );
}

/** A value that even a getter could not make worth writing alone. */
function isPlainValue(value: SyntaxNode): boolean {
  return !/^(member_expression|attribute|subscript|subscript_expression|call|call_expression|new_expression)$/.test(
    value.type,
  );
}

/** Whether the function ends right behind a statement. */
function isTail(statement: SyntaxNode, owner: SyntaxNode): boolean {
  if (!isLast(statement)) return false;
  let at = statement.parent;
  while (at && at !== owner) {
    if (/^(if_statement|with_statement)$/.test(at.type) && !isLast(at)) return false;
    if (
      !/^(statement_block|block|if_statement|else_clause|elif_clause|with_statement)$/.test(at.type)
    )
      return false;
    at = at.parent;
  }
  return true;
}

function isPythonCall(value: SyntaxNode): boolean {
  return value.type === 'call';
}

function isDocstring(statement: SyntaxNode, value: SyntaxNode): boolean {
  return value.type === 'string' || statement.text === '...';
}

function isConstructor(owner: SyntaxNode): boolean {
  return /^(constructor|__init__)$/.test(childOf(owner, 'name')?.text ?? '');
}

/** Whether nothing follows in the statement's own block. */
function isLast(statement: SyntaxNode): boolean {
  return statement.parent !== undefined && namedChildren(statement.parent).at(-1) === statement;
}

const valueCallbacks =
  /^(map|filter|reduce|reduceRight|some|every|find|findIndex|findLast|flatMap|sort|toSorted)$/;

/** Callbacks with braces whose value is needed. */
function callbacks(fn: FunctionInfo): readonly RepairCandidate[] {
  return [...descendants(fn.body)].flatMap((node) => {
    if (!/^(arrow_function|function_expression)$/.test(node.type)) return [];
    const body = childOf(node, 'body');
    const call = node.parent?.parent && asCall(node.parent.parent);
    if (
      !body ||
      body.type !== 'statement_block' ||
      !call?.object ||
      !valueCallbacks.test(call.name)
    )
      return [];
    const hasReturn = [...descendants(body)].some(
      (child) => child.type === 'return_statement' || child.type === 'throw_statement',
    );
    const last = statementsOf(body).at(-1);
    const value = last?.type === 'expression_statement' ? namedChildren(last)[0] : undefined;
    if (hasReturn || !last || !value || /update_expression|assignment/.test(value.type)) return [];
    if (
      /^await_expression$/.test(value.type) ||
      (asCall(value) && !isPure(value) && (call.name === 'map' || isUnused(call.node)))
    )
      return [];
    if (isUnused(call.node) && call.name !== 'sort') return [];
    const why = l10n.t("“{0}” needs the callback's value.", call.name);
    return [repair(last, `return ${last.text}`, 'missingReturn', evidence.certain, why)];
  });
}

function isUnused(node: SyntaxNode): boolean {
  return node.parent?.type === 'expression_statement';
}

/** A local value that is built up, never read, and never returned. */
function droppedResult(fn: FunctionInfo): readonly RepairCandidate[] {
  if (fn.body.type !== 'statement_block' && fn.body.type !== 'block') return [];
  if (ownReturns(fn).some((node) => returnedValue(node) !== undefined) || isConstructor(fn.node))
    return [];
  if (/^(void|None|undefined|Promise<void>)$/.test(fn.returnType ?? '')) return [];
  const statements = namedChildren(fn.body);
  const last = statements.at(-1);
  if (
    !last ||
    exits(fn.body) ||
    (last.type === 'expression_statement' && namedChildren(last)[0]?.type === 'identifier')
  )
    return [];
  const built = [...fn.uses].flatMap(([name, uses]) => {
    const declared = uses.find((use) => use.kind === 'declare' || use.kind === 'write');
    const start = declared?.node.parent && asAssignment(declared.node.parent);
    if (
      !declared ||
      !start ||
      start.operator !== '=' ||
      uses.some((use) => use.kind === 'parameter')
    )
      return [];
    if (
      ancestor(
        declared.node,
        (at) => at === fn.body || /^(statement_block|block)$/.test(at.type),
      ) !== fn.body
    )
      return [];
    if (!freshValue.test(start.value.text)) return [];
    if (uses.some((use) => use.kind === 'read' && !feeds(use.node))) return [];
    if (uses.some((use) => use.kind === 'update' && !isOwnStatement(use.node))) return [];
    const fed = uses.some(
      (use) => use.kind === 'update' || (use.kind === 'read' && feeds(use.node)),
    );
    return fed ? [name] : [];
  });
  const [name] = built;
  if (name === undefined || built.length !== 1) return [];
  const indent = fn.text.slice(fn.text.lastIndexOf('\n', last.start - 1) + 1, last.start);
  if (indent.trim() !== '') return [];
  const lineEnd = fn.text.includes('\r\n') ? '\r\n' : '\n';
  const stop =
    fn.family === 'script' && (/;\s*$/.test(last.text) || fn.body.text.includes(';')) ? ';' : '';
  const why = l10n.t('“{0}” is built up and then dropped.', name);
  return [
    repair(
      { start: last.end, end: last.end },
      `${lineEnd}${indent}return ${name}${stop}`,
      'missingReturn',
      evidence.strong,
      why,
    ),
  ];
}

/** A value that the function itself makes, so that nobody else sees it being built up. */
const freshValue =
  /^(\[\]|\{\}|0|0\.0|1|''|""|``|new (Map|Set|Array)(<.*>)?\(\)|(set|dict|list)\(\)|(defaultdict|Counter)\(\w*\))$/;

/** Whether an update such as `n++` stands alone, so that nobody reads its value. */
function isOwnStatement(node: SyntaxNode): boolean {
  const update = node.parent;
  return update?.parent?.type === 'expression_statement' || update?.field === 'increment';
}

const feedingMethods = /^(push|unshift|append|add|set|extend|insert|update|appendleft)$/;

/** `xs.push(…)`, `xs[key] = …`: the name is read only to change what it holds. */
function feeds(node: SyntaxNode): boolean {
  const parent = node.parent;
  if (!parent) return false;
  const subscript = asSubscript(parent);
  if (subscript?.object === node) {
    const assignment = parent.parent && asAssignment(parent.parent);
    return assignment?.target === parent;
  }
  const call = parent.parent && asCall(parent.parent);
  return (
    call?.callee === parent &&
    call.object === node &&
    feedingMethods.test(call.name) &&
    call.node.parent?.type === 'expression_statement'
  );
}

/** A recursive call whose value is dropped although the function returns one elsewhere. */
function recursion(fn: FunctionInfo): readonly RepairCandidate[] {
  if (fn.name === '') return [];
  const returnsValue = ownReturns(fn).some((node) => {
    const value = returnedValue(node);
    return value !== undefined && !/^(null|undefined|none|None|void 0)$/.test(value.text);
  });
  if (!returnsValue) return [];
  return [...descendants(fn.body)].flatMap((node) => {
    if (node.type !== 'expression_statement' || !isLast(node)) return [];
    const value = namedChildren(node)[0];
    const call = value && asCall(value);
    if (call?.name !== fn.name || (call.object && !/^(this|self)$/.test(call.object.text)))
      return [];
    if (
      ancestor(node, (at) => isFunction(at)) !== fn.node ||
      ancestor(node, (at) => /^(for|while|do)_/.test(at.type)) !== undefined
    )
      return [];
    return [
      repair(
        node,
        `return ${node.text}`,
        'missingReturn',
        evidence.strong,
        l10n.t('The recursive value is dropped.'),
      ),
    ];
  });
}

/** A declared result, no `return` at all, and a last statement that could give it. */
function typedResult(fn: FunctionInfo): readonly RepairCandidate[] {
  const type = fn.returnType ?? '';
  const promises = /^Promise<(.*)>$/.exec(type)?.[1] ?? type;
  if (
    type === '' ||
    /^(void|undefined|None|never|([a-z]+\.)?NoReturn|any|unknown|asserts\b.*|Promise)$/.test(
      promises,
    ) ||
    /\b(void|None|undefined)\b/.test(promises)
  )
    return [];
  if (ownReturns(fn).length > 0 || !/^(statement_block|block)$/.test(fn.body.type)) return [];
  const last = namedChildren(fn.body).at(-1);
  const value = last?.type === 'expression_statement' ? namedChildren(last)[0] : undefined;
  if (!last || !value || /assignment|update_expression|string|ellipsis/.test(value.type)) return [];
  if (value.type === 'call' && /TypeGuard|Iterator/.test(type)) return [];
  const inner = unwrapped(value);
  if (inner.type === 'identifier' && !fn.uses.has(inner.text)) return [];
  return [
    repair(
      last,
      `return ${last.text}`,
      'missingReturn',
      evidence.strong,
      l10n.t('“{0}” promises {1}.', fn.name, type),
    ),
  ];
}
