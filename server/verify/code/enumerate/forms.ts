import type { RepairCandidate } from '../../../../protocol/checker.ts';
import { ancestor, childOf, namedChildren, type SyntaxNode } from '../../syntax/node.ts';
import {
  asAssignment,
  asBinary,
  asCall,
  asMember,
  asSubscript,
  lengthSubject,
} from '../expressions.ts';
import { repair } from '../finding.ts';
import type { FunctionInfo } from '../functionInfo.ts';
import { introduces } from '../scope.ts';

// Edits of how an expression is put together.

/** A parameter that is read nowhere in place of a plain 0 or 1: `i = start` for `i = 0`. */
export function forgottenParameterEdits(
  node: SyntaxNode,
  fn: FunctionInfo,
): readonly RepairCandidate[] {
  if (!/^(number|integer)$/.test(node.type) || !/^[01]$/.test(node.text)) return [];
  if (asSubscript(node.parent ?? node)) return [];
  return fn.parameters.flatMap(({ name }) => {
    const reads = (fn.uses.get(name) ?? []).filter((use) => use.kind === 'read');
    return reads.length === 0 && !/^(_.*|self|cls|this)$/.test(name)
      ? [repair(node, name, 'wrongVariable', 0)]
      : [];
  });
}

/** `i += size` for `i += 1` in the head of a loop that takes slices of that size. */
export function sliceStepEdits(node: SyntaxNode, fn: FunctionInfo): readonly RepairCandidate[] {
  const loop = ancestor(node, (at) => at.type === 'for_statement');
  const step = loop && childOf(loop, 'increment');
  if (!loop || step !== node) return [];
  const counted = /^([\w$]+)(\+\+| \+= 1)$/.exec(node.text)?.[1];
  if (counted === undefined) return [];
  return fn.parameters
    .filter(({ name }) => loop.text.includes(`${counted} + ${name}`))
    .map(({ name }) => repair(node, `${counted} += ${name}`, 'offByOne', 0));
}

/** `(a - b) * c` for `a - b * c`, and the other way round. */
export function bracketEdits(node: SyntaxNode, fn: FunctionInfo): readonly RepairCandidate[] {
  const binary = node.type === 'parenthesized_expression' ? undefined : asBinary(node);
  if (!binary || node.text.length > 80) return [];
  const { left, right, operator } = binary;
  if (/^[-+]$/.test(operator.text)) {
    const [factor, rest] = firstFactor(right);
    if (!factor || rest === undefined || left.type === 'parenthesized_expression') return [];
    const sum = `(${fn.text.slice(left.start, factor.end)})`;
    return [repair(node, sum + rest, 'operator', 0)];
  }
  const inner = /^[*/]$/.test(operator.text) && left.type === 'parenthesized_expression';
  const sum = inner ? asBinary(left) : undefined;
  return sum && /^[-+]$/.test(sum.operator.text)
    ? [repair(left, left.text.slice(1, -1), 'operator', 0)]
    : [];
}

/** The leftmost factor of a product without brackets, and what follows it. */
function firstFactor(node: SyntaxNode): readonly [SyntaxNode | undefined, string | undefined] {
  let at = node;
  while (at.type !== 'parenthesized_expression') {
    const binary = asBinary(at);
    if (!binary || !/^(\*|\/|\/\/|%)$/.test(binary.operator.text)) break;
    at = binary.left;
  }
  return at === node ? [undefined, undefined] : [at, node.text.slice(at.end - node.start)];
}

/** `n - i - 1` for `n - i` as an index or a bound. */
export function differenceBoundEdits(node: SyntaxNode): readonly RepairCandidate[] {
  const binary = node.type === 'parenthesized_expression' ? undefined : asBinary(node);
  if (binary?.operator.text !== '-' || !/^[A-Za-z_]\w*$/.test(binary.right.text)) return [];
  const parent = node.parent;
  const call = parent?.parent && asCall(parent.parent);
  const isBound =
    node.field === 'index' ||
    node.field === 'subscript' ||
    call?.name === 'range' ||
    /^[<>]=?$/.test((parent && asBinary(parent)?.operator.text) ?? '');
  return isBound ? [repair(node, `${node.text} - 1`, 'offByOne', 0)] : [];
}

/** The length of a row for the number of rows. */
export function rowLengthEdits(node: SyntaxNode): readonly RepairCandidate[] {
  const subject = lengthSubject(node);
  if (subject === undefined || !/^[\w.]+(\[0\])?$/.test(subject)) return [];
  const other = subject.endsWith('[0]') ? subject.slice(0, -3) : `${subject}[0]`;
  const text = asCall(node) ? `len(${other})` : `${other}.length`;
  return [repair(node, text, 'missingIndex', 0)];
}

/** `(page - 1) * size` for `page * size`, and `-months` for an exponent `months`. */
export function factorEdits(node: SyntaxNode): readonly RepairCandidate[] {
  const binary = node.type === 'parenthesized_expression' ? undefined : asBinary(node);
  if (!binary) return [];
  const { left, right, operator } = binary;
  if (operator.text === '**' && right.type === 'identifier')
    return [repair(right, `-${right.text}`, 'operator', 0)];
  if (operator.text !== '*') return [];
  if (left.type === 'identifier' && right.type === 'identifier')
    return [repair(left, `(${left.text} - 1)`, 'offByOne', 0)];
  const plain = /^\((\w+) - 1\)$/.exec(left.text)?.[1];
  return plain === undefined ? [] : [repair(left, plain, 'offByOne', 0)];
}

const lookups = /^(includes|startsWith|endsWith|indexOf|startswith|endswith|has|issubset)$/;

/** `name.includes(query)` for `query.includes(name)`. */
export function exchangedReceiverEdits(node: SyntaxNode): readonly RepairCandidate[] {
  const call = asCall(node);
  const [argument, ...more] = call?.arguments ?? [];
  if (!call?.object || !argument || more.length > 0 || !lookups.test(call.name)) return [];
  if (!/^[\w.$()]+$/.test(argument.text) || argument.text === call.object.text) return [];
  if (/^\d/.test(argument.text)) return [];
  const text = `${argument.text}.${call.name}(${call.object.text})`;
  return [repair(node, text, 'swappedArguments', 0)];
}

/** A list's length for a number that stands on both sides: `done / tasks.length` for `done / done`. */
export function sameOperandEdits(node: SyntaxNode, fn: FunctionInfo): readonly RepairCandidate[] {
  const binary = node.type === 'parenthesized_expression' ? undefined : asBinary(node);
  if (!binary || !/^[-/]$/.test(binary.operator.text)) return [];
  if (binary.left.text !== binary.right.text || binary.right.type !== 'identifier') return [];
  return fn.parameters.map(({ name }) => {
    const text = fn.family === 'python' ? `len(${name})` : `${name}.length`;
    return repair(binary.right, text, 'wrongVariable', 0);
  });
}

/** What a loop has found in place of a fixed element: `return oldest` for `return people[0]`. */
export function foundResultEdits(node: SyntaxNode, fn: FunctionInfo): readonly RepairCandidate[] {
  if (node.type !== 'return_statement') return [];
  const [value] = namedChildren(node);
  if (!value || !asSubscript(value)) return [];
  const found = [...fn.uses].flatMap(([name, uses]) => {
    const isSet = uses.filter((use) => use.kind === 'write' || use.kind === 'declare').length > 1;
    const isBefore = uses.some((use) => introduces(use) && use.node.end < node.start);
    return isSet && isBefore ? [name] : [];
  });
  return found.slice(0, 3).map((name) => repair(value, name, 'wrongVariable', 0));
}

/** `text = fill + text` for `text = text + fill`. */
export function prependEdits(node: SyntaxNode): readonly RepairCandidate[] {
  const assignment = asAssignment(node);
  const sum = assignment?.operator === '=' ? asBinary(assignment.value) : undefined;
  if (!assignment || sum?.operator.text !== '+') return [];
  const { left, right } = sum;
  if (left.text !== assignment.target.text && right.text !== assignment.target.text) return [];
  return [repair(assignment.value, `${right.text} + ${left.text}`, 'swappedOperands', 0)];
}

/** `from -= amount; to += amount` for `from += amount; to -= amount`. */
export function exchangedSignsEdits(
  node: SyntaxNode,
  fn: FunctionInfo,
): readonly RepairCandidate[] {
  if (!/^(statement_block|block)$/.test(node.type)) return [];
  const statements = namedChildren(node).map((each) => {
    const [inner] = namedChildren(each);
    return inner && each.type === 'expression_statement' ? asAssignment(inner) : undefined;
  });
  return statements.flatMap((first, place) => {
    const second = statements[place + 1];
    const [one, other] = [first?.operatorNode, second?.operatorNode];
    if (!first || !second || !one || !other) return [];
    if (!/^[-+]=$/.test(one.text) || !/^[-+]=$/.test(other.text) || one.text === other.text)
      return [];
    if (first.value.text !== second.value.text || !asMember(first.target)) return [];
    const text = other.text + fn.text.slice(one.end, other.start) + one.text;
    return [repair({ start: one.start, end: other.end }, text, 'operator', 0)];
  });
}
