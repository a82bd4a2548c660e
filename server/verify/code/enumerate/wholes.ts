import type { RepairCandidate } from '../../../../protocol/checker.ts';
import {
  ancestor,
  childOf,
  descendants,
  namedChildren,
  type SyntaxNode,
} from '../../syntax/node.ts';
import { asAssignment, asBinary, asCall, asMember, asSubscript } from '../expressions.ts';
import { repair } from '../finding.ts';
import { isFunction, type FunctionInfo } from '../functionInfo.ts';
import { introduces } from '../scope.ts';

// Edits of a whole expression, where the others change one token of it.

/** The index itself for `xs[i]`, and a variable that is read nowhere else for a field: `amount` for `account.balance`. */
export function plainNameEdits(node: SyntaxNode, fn: FunctionInfo): readonly RepairCandidate[] {
  const isField = /^(member_expression|attribute|subscript|subscript_expression)$/.test(node.type);
  const parent = node.parent;
  if (!isField || !parent || asAssignment(parent)?.target === node) return [];
  if (asCall(parent)?.callee === node || asMember(parent)?.object === node) return [];
  if (asSubscript(parent)?.object === node) return [];
  const index = asSubscript(node)?.index;
  const names = new Set(idleNames(fn, node));
  if (index?.type === 'identifier') names.add(index.text);
  return [...names].map((name) => repair(node, name, 'wrongVariable', 0));
}

/** Parameters and variables that are read in no more than a guard, and that a place can see. */
function idleNames(fn: FunctionInfo, place: SyntaxNode): readonly string[] {
  return [...fn.uses].flatMap(([name, uses]) => {
    const [first] = uses;
    if (!first || !introduces(first) || first.node.start > place.start) return [];
    // A function's name stands for no value of this kind.
    const isFunctionName = first.node.field === 'name' && isFunction(first.node.parent ?? place);
    if (name === fn.name || isFunctionName) return [];
    const owner = ancestor(first.node, isFunction);
    if (owner && (place.start < owner.start || place.end > owner.end)) return [];
    const reads = uses.filter((use) => !introduces(use));
    return reads.every((use) => isGuarded(use.node)) && !/^(_|self$|this$|cls$)/.test(name)
      ? [name]
      : [];
  });
}

/** Whether a place stands in the condition of an `if` that only throws or returns. */
function isGuarded(node: SyntaxNode): boolean {
  const statement = ancestor(node, (at) => at.type === 'if_statement');
  const condition = statement && childOf(statement, 'condition');
  const isInside = condition && node.start >= condition.start && node.end <= condition.end;
  return isInside === true && /\b(throw|raise|return)\b/.test(statement?.text ?? '');
}

/** `x = -x` for `x = x`: an assignment that changes nothing. */
export function selfAssignmentEdits(node: SyntaxNode): readonly RepairCandidate[] {
  const assignment = asAssignment(node);
  if (assignment?.operator !== '=' || assignment.target.text !== assignment.value.text) return [];
  return [repair(assignment.value, `-${assignment.value.text}`, 'operator', 0)];
}

/** Another empty start, where what follows shows what is built: `''` for `0`, `{}` for `[]`, `""` for `None`. */
export function startEdits(node: SyntaxNode, fn: FunctionInfo): readonly RepairCandidate[] {
  const assignment = asAssignment(node);
  if (assignment?.operator !== '=' || assignment.target.type !== 'identifier') return [];
  const { target, value } = assignment;
  if (!isInOwnBlock(node, fn)) return [];
  const name = target.text.replaceAll('$', '\\$');
  const shows = (pattern: string): boolean => new RegExp(pattern).test(fn.body.text);
  const found: string[] = [];
  const quoted = fn.text.includes("'") || !fn.text.includes('"') ? "''" : '""';
  if (/^(0|None|null)$/.test(value.text) && shows(`\\b${name} (\\+=|=.*\\b${name}\\b)`))
    found.push(quoted);
  if (/^(None|null)$/.test(value.text) && shows(`\\b(len\\(${name}\\)|${name}\\.length)`))
    found.push(quoted);
  if (/^(''|"")$/.test(value.text) && shows(`\\b${name} [-+*]=`)) found.push('0');
  if (value.text === '[]' && shows(`\\b${name}\\[[^\\]]*[A-Za-z]`)) found.push('{}');
  if (value.text === '{}' && shows(`\\b${name}\\.(push|append|length)\\b`)) found.push('[]');
  return found.map((text) => repair(value, text, 'literal', 0));
}

/** Whether a declaration stands in the function's own block, not in a loop. */
function isInOwnBlock(node: SyntaxNode, fn: FunctionInfo): boolean {
  for (let at = node.parent; at; at = at.parent) {
    if (at === fn.body) return true;
    if (/^(for_|while_|do_|if_)/.test(at.type)) return false;
  }
  return false;
}

/** Not what a condition of several parts says: `!(a && b)` for `a && b`. */
export function wholeNegationEdits(node: SyntaxNode, fn: FunctionInfo): readonly RepairCandidate[] {
  if (!/^(binary_expression|boolean_operator)$/.test(node.type)) return [];
  const binary = asBinary(node);
  if (!binary || !/^(&&|\|\||and|or)$/.test(binary.operator.text)) return [];
  const holder = node.parent?.type === 'parenthesized_expression' ? node.parent : node;
  if (holder.field !== 'condition' || holder.parent?.type !== 'if_statement') return [];
  const not = fn.family === 'python' ? 'not ' : '!';
  return [repair(node, `${not}(${node.text})`, 'negation', 0)];
}

/** An end that must be met exactly, and one that need not: `=== 0` for `>= 0`. */
export function equalityEdits(node: SyntaxNode, fn: FunctionInfo): readonly RepairCandidate[] {
  const binary = node.type === 'parenthesized_expression' ? undefined : asBinary(node);
  if (!binary || node.parent?.type !== 'return_statement') return [];
  const { operator, right } = binary;
  if (!/^[<>]=?$/.test(operator.text) || !/^\d+$/.test(right.text)) return [];
  return [repair(operator, fn.family === 'python' ? '==' : '===', 'comparison', 0)];
}

/** `n` for `n + 1` in brackets, and the root of what is squared. */
export function offsetEdits(node: SyntaxNode): readonly RepairCandidate[] {
  const binary = asBinary(node);
  if (!binary) return [];
  const { operator, left, right } = binary;
  if (operator.text === '**' && right.text === '2' && node.type !== 'parenthesized_expression')
    return [repair(right, '0.5', 'literal', 0)];
  if (node.type !== 'parenthesized_expression' || !/^[-+]$/.test(operator.text)) return [];
  return right.text === '1' && /^[\w.$]+(\([\w.$]*\))?$/.test(left.text)
    ? [repair(node, left.text, 'offByOne', 0)]
    : [];
}

/** A field that the function is named after, or that a like object has: `weight` for `value` in `totalWeight`. */
export function namedPropertyEdits(node: SyntaxNode, fn: FunctionInfo): readonly RepairCandidate[] {
  const member = asMember(node);
  const parent = node.parent;
  if (!member || member.object.type !== 'identifier' || !parent) return [];
  if (asCall(parent)?.callee === node || asAssignment(parent)?.target === node) return [];
  const { object, property } = member;
  if (fn.nameWords.includes(property.text.toLowerCase())) return [];
  const isElement = fn.uses.get(object.text)?.some((use) => use.kind === 'declare') === true;
  const isParameter =
    ancestor(node, (at) => /^(arrow_function|lambda)$/.test(at.type)) !== undefined;
  if (!isElement && !isParameter) return [];
  const named = isFolded(node)
    ? fn.nameWords.filter((word) => fieldWords.test(word) && !fn.uses.has(word)).slice(-2)
    : [];
  const known = new Set([...named, ...fieldsOfLikeObjects(object.text, property.text, fn)]);
  return [...known].map((name) => repair(property, name, 'wrongProperty', 0));
}

/** Fields that many records have and functions are named after. */
const fieldWords =
  /^(weight|price|amount|cost|value|score|age|height|width|length|size|quantity|stock|hours|minutes|seconds|duration|distance|salary|points|balance|rating|views|votes|likes|salary|volume|area|name|title|id|email|total|count|rate|budget|calories|population|temperature|speed)$/;

/** Whether a place stands in a sum, product or comparison. */
function isFolded(node: SyntaxNode): boolean {
  const parent = node.parent;
  return (
    parent !== undefined &&
    (asBinary(parent) !== undefined || /[-+*]=/.test(asAssignment(parent)?.operator ?? ''))
  );
}

/** Fields of objects under other names that share one with this: `end` of `last.end` for `range.start`. */
function fieldsOfLikeObjects(
  object: string,
  property: string,
  fn: FunctionInfo,
): readonly string[] {
  const fields = new Map<string, Set<string>>();
  for (const each of descendants(fn.node)) {
    const member = asMember(each);
    if (member?.object.type !== 'identifier') continue;
    if (each.parent && asCall(each.parent)?.callee === each) continue;
    const known = fields.get(member.object.text) ?? new Set<string>();
    fields.set(member.object.text, known.add(member.property.text));
  }
  const own = fields.get(object) ?? new Set<string>();
  return [...fields]
    .filter(([name, theirs]) => name !== object && [...own].some((field) => theirs.has(field)))
    .flatMap(([, theirs]) => [...theirs])
    .filter((field) => field !== property)
    .slice(0, 4);
}

/** `return` before a text that is put together and then dropped; a plain first text is a docstring. */
export function droppedTextEdits(node: SyntaxNode, fn: FunctionInfo): readonly RepairCandidate[] {
  if (node.type !== 'expression_statement' || fn.isGenerator) return [];
  const block = node.parent;
  const [inner] = namedChildren(node);
  if (!block || !/string/.test(inner?.type ?? '')) return [];
  const isDocstring = namedChildren(block)[0] === node && !/^(f|`)/.test(inner?.text ?? '');
  return isDocstring ? [] : [repair(node, `return ${node.text}`, 'missingReturn', 0)];
}
