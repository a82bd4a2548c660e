import type { RepairCandidate } from '../../protocol/checker.ts';
import {
  asAssignment,
  asBinary,
  asCall,
  asMember,
  asSubscript,
  binariesOf,
  lengthSubject,
} from '../../server/verify/code/expressions.ts';
import { repair } from '../../server/verify/code/finding.ts';
import type { FunctionInfo } from '../../server/verify/code/functionInfo.ts';
import { introduces } from '../../server/verify/code/scope.ts';
import {
  ancestor,
  childOf,
  descendants,
  namedChildren,
  within,
  type SyntaxNode,
} from '../../server/verify/syntax/node.ts';

/** Makes the mistakes of one kind that start at a node. */
type Slip = (node: SyntaxNode, fn: FunctionInfo) => readonly RepairCandidate[];

/**
 * Mistakes that neither the enumerated repairs nor the omissions make: those that a repair of the run time undoes without
 * ever making them, and those that only a model's own diff undoes. They teach the model and nothing else.
 */
export function slips(fn: FunctionInfo): readonly RepairCandidate[] {
  return [...descendants(fn.body)]
    .filter((node) => node !== fn.body && !isInType(node))
    .flatMap((node) => all.flatMap((slip) => slip(node, fn)))
    .filter((edit) => within(edit.range, fn.node));
}

const all: readonly Slip[] = [
  plainStart,
  fixedElement,
  fixedNumber,
  firstOfAll,
  lastForFirst,
  shorterRange,
  plainIncrement,
  keysForValues,
  assignmentForComparison,
  lostAssignment,
  returnedError,
  droppedLength,
  droppedFunction,
  droppedMethod,
  droppedBrackets,
  droppedOrder,
  droppedSpread,
  droppedSign,
  droppedOffset,
  droppedSlice,
  droppedStatement,
  droppedElse,
  droppedFlag,
  exchangedText,
  laxEquality,
];

function isInType(node: SyntaxNode): boolean {
  const type = /type_annotation|type_arguments|^type$|type_parameters/;
  return ancestor(node, (at) => type.test(at.type)) !== undefined;
}

function isInLoop(node: SyntaxNode, fn: FunctionInfo): boolean {
  const loop = ancestor(node, (at) => /^(for|while|do)_/.test(at.type));
  return loop !== undefined && within(loop, fn.body);
}

/** A search for the largest or smallest that starts at 0. */
function plainStart(node: SyntaxNode, fn: FunctionInfo): readonly RepairCandidate[] {
  const assignment = asAssignment(node);
  if (assignment?.operator !== '=' || assignment.target.type !== 'identifier') return [];
  if (isInLoop(node, fn)) return [];
  const { value } = assignment;
  const extreme =
    /^(-?Infinity|Number\.(MAX|MIN)_(SAFE_INTEGER|VALUE)|-?math\.inf|float\(["'][-+]?inf["']\))$/;
  if (extreme.test(value.text)) return [repair(value, '0', 'literal', 0)];
  const isFirst = asSubscript(value)?.index.text === '0';
  const changes = (fn.uses.get(assignment.target.text) ?? []).filter((use) => use.kind === 'write');
  if (isFirst && changes.some((use) => isInLoop(use.node, fn)))
    return [repair(value, '0', 'literal', 0)];
  return /^(''|"")$/.test(value.text)
    ? [repair(value, fn.family === 'python' ? 'None' : 'null', 'literal', 0)]
    : [];
}

/** `xs[0]` for `xs[i]`. */
function fixedElement(node: SyntaxNode, fn: FunctionInfo): readonly RepairCandidate[] {
  const index = asSubscript(node)?.index;
  return index?.type === 'identifier' && isInLoop(node, fn) && node.field !== 'left'
    ? [repair(index, '0', 'wrongVariable', 0)]
    : [];
}

/** 0 or 1 in place of a parameter that is read nowhere else. */
function fixedNumber(node: SyntaxNode, fn: FunctionInfo): readonly RepairCandidate[] {
  if (node.type !== 'identifier' || !fn.parameters.some(({ name }) => name === node.text))
    return [];
  const reads = (fn.uses.get(node.text) ?? []).filter((use) => use.kind === 'read');
  if (reads.length !== 1 || reads[0]?.node !== node) return [];
  const parent = node.parent;
  const isNumber =
    parent !== undefined &&
    (binariesOf(parent).some(({ operator }) => /^([-+*/]|[<>]=?)$/.test(operator.text)) ||
      (asAssignment(parent)?.value === node && parent.type === 'variable_declarator') ||
      (parent.type === 'argument_list' && asCall(parent.parent ?? node)?.name === 'range'));
  return isNumber ? ['0', '1'].map((text) => repair(node, text, 'wrongVariable', 0)) : [];
}

/** `return people[0]` for what a loop over the people has found. */
function firstOfAll(node: SyntaxNode, fn: FunctionInfo): readonly RepairCandidate[] {
  const value = node.type === 'return_statement' ? namedChildren(node)[0] : undefined;
  const [list] = fn.parameters;
  if (value?.type !== 'identifier' || !list || value.text === list.name) return [];
  if (!/^[\w$]+$/.test(list.name)) return [];
  const uses = fn.uses.get(value.text) ?? [];
  const isFound = uses.filter((use) => introduces(use) && use.kind !== 'parameter').length > 1;
  const isList = new RegExp(`\\b${list.name.replaceAll('$', '\\$')}(\\[|\\.length)`);
  return isFound && isList.test(fn.body.text)
    ? [repair(value, `${list.name}[0]`, 'wrongVariable', 0)]
    : [];
}

/** Python's `xs[-1]` for `xs[0]`. */
function lastForFirst(node: SyntaxNode, fn: FunctionInfo): readonly RepairCandidate[] {
  const index = fn.family === 'python' ? asSubscript(node)?.index : undefined;
  return index?.text === '0' ? [repair(index, '-1', 'offByOne', 0)] : [];
}

/** `range(n)` for `range(1, n + 1)`, and a loop from 0 for one from 2. */
function shorterRange(node: SyntaxNode): readonly RepairCandidate[] {
  const call = asCall(node);
  const [first, second, third] = call?.arguments ?? [];
  if (call?.name !== 'range' || !first || !second || third) return [];
  const inner = { start: first.start, end: second.end };
  const bound = /^([^]*\S) \+ 1$/.exec(second.text)?.[1];
  return [
    ...(first.text === '1' && bound !== undefined ? [repair(inner, bound, 'offByOne', 0)] : []),
    ...(first.text === '2' ? [repair(first, '0', 'literal', 0)] : []),
  ];
}

/** `i++` for `i += size`. */
function plainIncrement(node: SyntaxNode, fn: FunctionInfo): readonly RepairCandidate[] {
  const assignment = asAssignment(node);
  if (node.field !== 'increment' || assignment?.operator !== '+=') return [];
  if (fn.family === 'python' || assignment.value.text === '1') return [];
  return [repair(node, `${assignment.target.text}++`, 'offByOne', 0)];
}

/** `in` for `of`. */
function keysForValues(node: SyntaxNode, fn: FunctionInfo): readonly RepairCandidate[] {
  if (node.type !== 'for_in_statement' || fn.family === 'python') return [];
  const keyword = node.children.find((child) => child.text === 'of' && !child.named);
  return keyword ? [repair(keyword, 'in', 'operator', 0)] : [];
}

/** `if (a = b)` for `if (a === b)`. */
function assignmentForComparison(node: SyntaxNode, fn: FunctionInfo): readonly RepairCandidate[] {
  if (fn.family === 'python' || node.parent?.type !== 'parenthesized_expression') return [];
  const binary = node.parent.field === 'condition' ? asBinary(node) : undefined;
  const isTarget = /^(identifier|member_expression|subscript_expression)$/;
  return binary && /^===?$/.test(binary.operator.text) && isTarget.test(binary.left.type)
    ? [repair(binary.operator, '=', 'comparison', 0)]
    : [];
}

/** `x == 1` and `x + 1` as a statement, for `x = 1` and `x += 1`. */
function lostAssignment(node: SyntaxNode): readonly RepairCandidate[] {
  const assignment = node.parent?.type === 'expression_statement' ? asAssignment(node) : undefined;
  if (!assignment?.operatorNode || /pattern/.test(assignment.target.type)) return [];
  const { operator, operatorNode } = assignment;
  if (operator === '=' && !/\n/.test(node.text) && childOf(node, 'type') === undefined)
    return [repair(operatorNode, '==', 'assignment', 0)];
  return /^[-+*/]=$/.test(operator)
    ? [repair(operatorNode, operator.charAt(0), 'assignment', 0)]
    : [];
}

/** An error that is given back, or only made, instead of thrown. */
function returnedError(node: SyntaxNode): readonly RepairCandidate[] {
  const keyword = /^(throw|raise)_statement$/.test(node.type) ? node.children[0] : undefined;
  const value = namedChildren(node)[0];
  if (!keyword || !value) return [];
  const isName = value.type === 'identifier';
  return [
    repair(keyword, 'return', 'jump', 0),
    ...(isName ? [] : [repair({ start: keyword.start, end: value.start }, '', 'jump', 0)]),
  ];
}

/** A list where its length is meant. */
function droppedLength(node: SyntaxNode): readonly RepairCandidate[] {
  const subject = lengthSubject(node);
  const parent = node.parent;
  if (subject === undefined || !parent) return [];
  const isBound =
    binariesOf(parent).length > 0 || asCall(parent.parent ?? parent)?.name === 'range';
  return isBound ? [repair(node, subject, 'missingCall', 0)] : [];
}

const conversions =
  /^(abs|int|float|str|round|sorted|set|list|tuple|reversed|Number|String|Boolean|parseInt|parseFloat|trunc|sqrt|Set|bool)$/;

/** A value whose conversion, rounding or order is left out: `x` for `abs(x)`. */
function droppedFunction(node: SyntaxNode, fn: FunctionInfo): readonly RepairCandidate[] {
  const call = asCall(node);
  const [first] = call?.arguments ?? [];
  if (!call || !first || !conversions.test(call.name) || first.text.length > 60) return [];
  if (call.object && call.object.text !== 'Math' && call.object.text !== 'math') return [];
  if (/splat|spread|keyword|generator/.test(first.type)) return [];
  const parent = node.parent;
  const isWhole = /^(identifier|call|call_expression|member_expression|attribute|subscript)/;
  const isHeld = parent && (binariesOf(parent).length > 0 || asMember(parent) !== undefined);
  const isLoose = isHeld === true && !isWhole.test(first.type);
  const text = isLoose ? `(${first.text})` : first.text;
  return fn.name === call.name ? [] : [repair(node, text, 'missingCall', 0)];
}

const steps =
  /^(trim|toLowerCase|toUpperCase|strip|lower|upper|items|reverse|sort|slice|copy|toFixed|toString|split|join|lstrip|rstrip|sorted|abs|filter|flat|trimEnd|keys|values)$/;

/** A step of a chain that is left out: `name` for `name.trim()`. */
function droppedMethod(node: SyntaxNode): readonly RepairCandidate[] {
  const call = asCall(node);
  if (!call?.object || !steps.test(call.name) || call.argumentList.text.length > 40) return [];
  if (/^(Math|Object|JSON|np|os|math|super\(\)|Array|this|self)$/.test(call.object.text)) return [];
  if (node.parent?.type === 'expression_statement' || call.object.type === 'string') return [];
  return [repair(node, call.object.text, 'missingCall', 0)];
}

/** `xs.pop` for `xs.pop()`. */
function droppedBrackets(node: SyntaxNode): readonly RepairCandidate[] {
  const call = asCall(node);
  if (!call?.object || call.arguments.length > 0) return [];
  return /^(pop|shift|sort|reverse|isdigit|isalpha|json|text|size|getMonth|getDate|getDay|getHours|now)$/.test(
    call.name,
  )
    ? [repair(call.argumentList, '', 'missingCall', 0)]
    : [];
}

/** Numbers that are sorted as texts. */
function droppedOrder(node: SyntaxNode): readonly RepairCandidate[] {
  const call = asCall(node);
  const [only] = call?.arguments ?? [];
  if (!call || !only || call.arguments.length !== 1) return [];
  if (!/^(sort|toSorted|sorted)$/.test(call.name) || only.type !== 'arrow_function') return [];
  return only.text.length < 60 ? [repair(only, '', 'wrongMethod', 0)] : [];
}

/** `[xs, x]` for `[...xs, x]`, and `yield` for `yield from`. */
function droppedSpread(node: SyntaxNode): readonly RepairCandidate[] {
  const delegates = node.type === 'yield' && /^yield from /.test(node.text);
  if (delegates)
    return [repair({ start: node.start, end: node.start + 11 }, 'yield ', 'missingSpread', 0)];
  const isSpread = /^(spread_element|list_splat)$/.test(node.type);
  const inner = isSpread ? namedChildren(node)[0] : undefined;
  return inner && /^(array|list|arguments|argument_list)$/.test(node.parent?.type ?? '')
    ? [repair(node, inner.text, 'missingSpread', 0)]
    : [];
}

/** `x` for `-x`, and the square for the root. */
function droppedSign(node: SyntaxNode): readonly RepairCandidate[] {
  const inner = /^unary_(operator|expression)$/.test(node.type)
    ? childOf(node, 'argument')
    : undefined;
  if (inner && node.text.startsWith('-') && !/^(number|integer|float)$/.test(inner.type))
    return [repair(node, inner.text, 'operator', 0)];
  const binary = binariesOf(node).find(({ operator }) => operator.text === '**');
  return binary && /^0?\.5$/.test(binary.right.text)
    ? [repair(binary.right, '2', 'literal', 0)]
    : [];
}

/** `date.getMonth()` for `date.getMonth() + 1`, and `height` for `1 + height`. */
function droppedOffset(node: SyntaxNode): readonly RepairCandidate[] {
  const [binary, ...more] = binariesOf(node);
  if (!binary || more.length > 0 || !/^[-+]$/.test(binary.operator.text)) return [];
  const { left, right, operator } = binary;
  if (right.text === '1') return [repair(node, left.text, 'offByOne', 0)];
  return left.text === '1' && operator.text === '+'
    ? [repair(node, right.text, 'offByOne', 0)]
    : [];
}

/** `xs` for `xs[1:]`, `xs[::-1]` and `xs.slice(1)`. */
function droppedSlice(node: SyntaxNode): readonly RepairCandidate[] {
  if (node.type !== 'subscript' || node.field === 'left') return [];
  const object = childOf(node, 'value');
  const slice = childOf(node, 'subscript');
  return object && slice?.type === 'slice' ? [repair(node, object.text, 'missingCall', 0)] : [];
}

/** A step of a loop that is forgotten: `i += 1`, `break`, `seen.add(x)`. */
function droppedStatement(node: SyntaxNode, fn: FunctionInfo): readonly RepairCandidate[] {
  const block = node.parent;
  if (!block || !/^(statement_block|block|switch_case)$/.test(block.type)) return [];
  if (!isInLoop(node, fn) && block.type !== 'switch_case') return [];
  const isStep =
    node.type === 'break_statement' ||
    (node.type === 'expression_statement' && !/\n/.test(node.text) && isStepOf(node));
  const statements = namedChildren(block);
  const place = statements.indexOf(node);
  const before = statements[place - 1];
  if (!isStep || !before || before.end > node.start) return [];
  return [repair({ start: before.end, end: node.end }, '', 'missingStatement', 0)];
}

function isStepOf(statement: SyntaxNode): boolean {
  const [inner] = namedChildren(statement);
  if (!inner) return false;
  if (/^(update_expression|augmented_assignment)/.test(inner.type)) return true;
  const assignment = asAssignment(inner);
  if (assignment) return assignment.target.type === 'identifier';
  return /^(add|push|append|set)$/.test(asCall(inner)?.name ?? '');
}

/** `if` for `else if`, where what stands before does not leave. */
function droppedElse(node: SyntaxNode): readonly RepairCandidate[] {
  const statement = node.parent;
  if (statement?.type !== 'if_statement' || node.field !== 'alternative') return [];
  if (/\b(return|throw|raise|break|continue)\b/.test(childOf(statement, 'consequence')?.text ?? ''))
    return [];
  if (node.type === 'elif_clause') {
    const isFirst = statement.children.find((child) => child.field === 'alternative') === node;
    const keyword = { start: node.start, end: node.start + 4 };
    return isFirst ? [repair(keyword, 'if', 'missingElse', 0)] : [];
  }
  const [inner] = namedChildren(node);
  return node.type === 'else_clause' && inner?.type === 'if_statement'
    ? [repair({ start: node.start, end: inner.start }, '', 'missingElse', 0)]
    : [];
}

/** A pattern that replaces only the first match. */
function droppedFlag(node: SyntaxNode): readonly RepairCandidate[] {
  if (node.type !== 'regex') return [];
  const flags = childOf(node, 'flags');
  return flags?.text.includes('g') === true
    ? [repair(flags, flags.text.replace('g', ''), 'literal', 0)]
    : [];
}

/** Another text that the function gives back or compares with. */
function exchangedText(node: SyntaxNode, fn: FunctionInfo): readonly RepairCandidate[] {
  if (!isToken(node)) return [];
  const others = [...descendants(fn.body)].filter(isToken).map((each) => each.text);
  return [...new Set(others)]
    .filter((text) => text !== node.text && text.charAt(0) === node.text.charAt(0))
    .slice(0, 2)
    .map((text) => repair(node, text, 'literal', 0));
}

function isToken(node: SyntaxNode): boolean {
  if (node.type !== 'string' || !/^(["'])[\w -]{0,16}\1$/.test(node.text)) return false;
  const parent = node.parent;
  return (
    parent !== undefined &&
    (/^(return_statement|ternary_expression|conditional_expression)$/.test(parent.type) ||
      binariesOf(parent).some(({ operator }) => /^[!=]==?$/.test(operator.text)) ||
      asAssignment(parent)?.value === node)
  );
}

/** `return rest >= 0` for `return rest === 0`. */
function laxEquality(node: SyntaxNode): readonly RepairCandidate[] {
  const [binary, ...more] = binariesOf(node);
  if (!binary || more.length > 0 || node.parent?.type !== 'return_statement') return [];
  if (!/^===?$/.test(binary.operator.text) || !/^\d+$/.test(binary.right.text)) return [];
  return ['>=', '<='].map((text) => repair(binary.operator, text, 'comparison', 0));
}
