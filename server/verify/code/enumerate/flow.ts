import type { RepairCandidate } from '../../../../protocol/checker.ts';
import { ancestor, namedChildren, type SyntaxNode } from '../../syntax/node.ts';
import { asCall, asMember } from '../expressions.ts';
import { repair } from '../finding.ts';
import { isFunction, type FunctionInfo } from '../functionInfo.ts';

/** `await` before a call that has none. */
export function awaitEdits(node: SyntaxNode, fn: FunctionInfo): readonly RepairCandidate[] {
  const call = asCall(node);
  const parent = node.parent;
  if (!call || !parent || /^await/.test(parent.type) || !isInAsync(node, fn)) return [];
  const range = { start: node.start, end: node.end };
  if (
    /^(variable_declarator|assignment|assignment_expression|expression_statement|return_statement|arrow_function)$/.test(
      parent.type,
    )
  )
    return [repair(range, `await ${node.text}`, 'missingAwait', 0)];
  if (
    parent.type === 'for_in_statement' ||
    (parent.type === 'for_statement' && node.field === 'right')
  )
    return [repair(range, `await ${node.text}`, 'missingAwait', 0)];
  if (
    asMember(parent)?.object === node &&
    call.object &&
    !/^(Math|Object|Array|JSON|String|Number|Date)$/.test(call.object.text)
  )
    return [repair(range, `(await ${node.text})`, 'missingAwait', 0)];
  if (
    /^(arguments|argument_list|binary_expression|binary_operator|parenthesized_expression|pair|array|list|unary_expression|not_operator|boolean_operator|comparison_operator|if_statement|while_statement)$/.test(
      parent.type,
    )
  )
    return [
      repair(
        range,
        parent.type === 'not_operator' || parent.type === 'pair' || /argument/.test(parent.type)
          ? `await ${node.text}`
          : `(await ${node.text})`,
        'missingAwait',
        0,
      ),
    ];
  return [];
}

function isInAsync(node: SyntaxNode, fn: FunctionInfo): boolean {
  const owner = ancestor(node, (at) => isFunction(at) || at.type === 'lambda');
  if (owner === fn.node) return fn.isAsync;
  return owner?.children.some((child) => child.type === 'async') ?? false;
}

/** `return` before an expression statement. */
export function returnEdits(node: SyntaxNode, fn: FunctionInfo): readonly RepairCandidate[] {
  if (
    node.type !== 'expression_statement' ||
    !/^(statement_block|block)$/.test(node.parent?.type ?? '')
  )
    return [];
  const inner = namedChildren(node)[0];
  if (!inner || /assignment|update|yield|string/.test(inner.type) || fn.isGenerator) return [];
  return [repair(node, `return ${node.text}`, 'missingReturn', 0)];
}

/** A caught error that is given back instead of thrown. */
export function throwEdits(node: SyntaxNode, fn: FunctionInfo): readonly RepairCandidate[] {
  const value = node.type === 'return_statement' ? namedChildren(node)[0] : undefined;
  if (value?.type !== 'identifier' || !/(error|failure|exception|^err|^exc)$/i.test(value.text))
    return [];
  const word = { start: node.start, end: node.start + 'return'.length };
  return [repair(word, fn.family === 'python' ? 'raise' : 'throw', 'jump', 0)];
}

/** A `return` that ends the first round of a loop, put behind the loop. */
export function returnPlacement(node: SyntaxNode, fn: FunctionInfo): readonly RepairCandidate[] {
  if (node.type !== 'return_statement' || namedChildren(node).length === 0) return [];
  const block = node.parent;
  const loop = block?.parent;
  if (!block || !loop || !/^(for_statement|for_in_statement|while_statement)$/.test(loop.type))
    return [];
  const statements = namedChildren(block);
  if (statements.length < 2 || statements.at(-1) !== node) return [];
  const indent = (at: SyntaxNode): string =>
    fn.text.slice(fn.text.lastIndexOf('\n', at.start - 1) + 1, at.start);
  if (/\S/.test(indent(loop)) || /\S/.test(indent(node))) return [];
  const previous = statements.at(-2);
  if (!previous) return [];
  const range = { start: previous.end, end: loop.end };
  const text =
    fn.family === 'python'
      ? `\n${indent(loop)}${node.text}`
      : `\n${indent(loop)}}\n${indent(loop)}${node.text}`;
  return [repair(range, text, 'returnPlacement', 0)];
}

/** `return x` behind the loop for a missing result of a Python function that builds one. */
export function missingResult(node: SyntaxNode, fn: FunctionInfo): readonly RepairCandidate[] {
  if (node !== fn.body || !/^(statement_block|block)$/.test(node.type) || fn.isGenerator) return [];
  const statements = namedChildren(node);
  const last = statements.at(-1);
  if (!last || /^(return_statement|throw_statement|raise_statement|if_statement)$/.test(last.type))
    return [];
  const built = [...fn.uses].filter(([, uses]) => uses.some((use) => isFirstWrite(use.node, node)));
  const indent = fn.text.slice(fn.text.lastIndexOf('\n', last.start - 1) + 1, last.start);
  if (/\S/.test(indent)) return [];
  const end =
    fn.family === 'python'
      ? ''
      : last.text.trimEnd().endsWith(';') || /\}$/.test(last.text)
        ? ';'
        : '';
  return built
    .slice(0, 3)
    .map(([name]) =>
      repair(
        { start: last.end, end: last.end },
        `\n${indent}return ${name}${end}`,
        'missingReturn',
        0,
      ),
    );
}

/** A variable that is declared right in the function's own block. */
function isFirstWrite(node: SyntaxNode, body: SyntaxNode): boolean {
  const parent = node.parent;
  const statement = parent?.type === 'variable_declarator' ? parent.parent : parent?.parent;
  const isDeclared =
    parent?.type === 'variable_declarator'
      ? node.field === 'name'
      : parent?.type === 'assignment' && node.field === 'left';
  return isDeclared && statement?.parent === body;
}

/** Method calls that lost their brackets, and lists given where separate arguments are taken. */
export function callEdits(node: SyntaxNode, fn: FunctionInfo): readonly RepairCandidate[] {
  const member = asMember(node);
  const isCalled = node.parent && asCall(node.parent)?.callee === node;
  if (
    member &&
    !isCalled &&
    /^(trim|toLowerCase|toUpperCase|strip|lower|upper|reverse|sort|keys|values|items|isdigit|isalpha|pop|shift|getTime|json|text|toString)$/.test(
      member.property.text,
    ) &&
    node.field !== 'left' &&
    member.object.type !== 'this'
  )
    return [repair({ start: node.end, end: node.end }, '()', 'missingCall', 0)];
  const call = asCall(node);
  const [only] = call?.arguments ?? [];
  if (
    !call ||
    !only ||
    call.arguments.length !== 1 ||
    fn.family === 'python' ||
    only.type !== 'identifier'
  )
    return [];
  const isMath = call.object?.text === 'Math' && /^(min|max|hypot)$/.test(call.name);
  return isMath || call.name === 'push'
    ? [repair(only, `...${only.text}`, 'missingSpread', 0)]
    : [];
}

/** `count` for `this.count` where the class has that field and the function no such variable. */
export function ownerEdits(node: SyntaxNode, fn: FunctionInfo): readonly RepairCandidate[] {
  if (
    node.type !== 'identifier' ||
    !/^(update_expression|augmented_assignment|augmented_assignment_expression|assignment|assignment_expression|return_statement|binary_expression|binary_operator)$/.test(
      node.parent?.type ?? '',
    )
  )
    return [];
  const owner = fn.family === 'python' ? 'self' : 'this';
  if (fn.node.type !== 'method_definition' && fn.parameters[0]?.name !== 'self') return [];
  if (
    (fn.uses.get(node.text) ?? []).some((use) => use.kind === 'parameter' || use.kind === 'declare')
  )
    return [];
  const known = new RegExp(`\\b${owner}\\.${node.text.replace(/\$/g, '\\$')}\\b`).test(
    fn.root.text,
  );
  return known ? [repair(node, `${owner}.${node.text}`, 'wrongVariable', 0)] : [];
}
