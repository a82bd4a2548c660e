import type { Node } from 'web-tree-sitter';
import type { Dialect } from './facts.ts';

/** What evaluating an operand may do besides giving a value. */
export interface Purity {
  /** A member or element read, or an operator of Python's, which may throw. */
  readonly fallible: boolean;
  /** A call that only reads, judging by its name. */
  readonly predicate: boolean;
  /** A call, assignment or await that may do anything. */
  readonly effect: boolean;
}

const functionTypes = new Set([
  'arrow_function',
  'function_expression',
  'function_declaration',
  'class',
  'lambda',
]);
const effectTypes = new Set([
  'assignment_expression',
  'augmented_assignment_expression',
  'update_expression',
  'await_expression',
  'yield_expression',
  'new_expression',
  'named_expression',
  'await',
  'yield',
]);
const fallibleTypes = new Set([
  'member_expression',
  'subscript_expression',
  'attribute',
  'subscript',
]);
/** Python's operators may raise on operands of the wrong type, and a guard may stand before them. */
const fallibleInPython = new Set(['binary_operator', 'comparison_operator', 'unary_operator']);

const pureCalls: Readonly<Record<Dialect, RegExp>> = {
  script:
    /(^|\.)(includes|startsWith|endsWith|has|some|every|indexOf|lastIndexOf|at|charAt|charCodeAt|trim|toLowerCase|toUpperCase|slice|hasOwnProperty|hasOwn|isArray|isInteger|isSafeInteger|isNaN|isFinite|Boolean|String|Number|keys|abs|max|min|floor|ceil|round|parseInt|parseFloat)$/,
  python:
    /(^|\.)(len|isinstance|issubclass|hasattr|callable|bool|int|str|float|abs|ord|chr|startswith|endswith|isdigit|isalpha|isalnum|isspace|isupper|islower|isnumeric|lower|upper|strip|lstrip|rstrip|index|keys|values|items)$/,
};
const booleanCalls: Readonly<Record<Dialect, RegExp>> = {
  script:
    /(^|\.)(includes|startsWith|endsWith|has|some|every|hasOwnProperty|hasOwn|isArray|isInteger|isSafeInteger|isNaN|isFinite|Boolean)$/,
  python:
    /(^|\.)(isinstance|issubclass|hasattr|callable|bool|any|all|startswith|endswith|isdigit|isalpha|isalnum|isspace|isupper|islower|isnumeric|issubset|issuperset|isdisjoint)$/,
};
const predicateName =
  /(^|[._?])(is|has|can|should|was|are|had|will|contains|exists|matches|supports|needs|allows|equals|get|empty|size|count|length|any|all|test|compare\w*)(?=[A-Z_]|$)[A-Za-z0-9_]*$/;

/** Looks through an operand, but not into functions that it only mentions. */
export function purityOf(node: Node, dialect: Dialect): Purity {
  let fallible = false;
  let predicate = false;
  let effect = false;
  const visit = (each: Node): void => {
    if (functionTypes.has(each.type)) return;
    if (effectTypes.has(each.type)) effect = true;
    if (fallibleTypes.has(each.type) && !isSafeRead(each)) fallible = true;
    if (dialect === 'python' && fallibleInPython.has(each.type)) fallible = true;
    if (each.type === 'call_expression' || each.type === 'call') {
      fallible = true;
      const name = calleeOf(each);
      if (!pureCalls[dialect].test(name)) {
        if (predicateName.test(name)) predicate = true;
        else effect = true;
      }
    }
    if (each.type === 'unary_expression' && /^delete\b/.test(each.text)) effect = true;
    for (const child of each.namedChildren) if (child) visit(child);
  };
  visit(node);
  return { fallible, predicate, effect };
}

/** Whether a call is certain to give a boolean, by what the language's own library says. */
export function givesBoolean(call: Node, dialect: Dialect): boolean {
  return booleanCalls[dialect].test(calleeOf(call));
}

/** The called expression's text, without arguments. */
export function calleeOf(call: Node): string {
  return (call.childForFieldName('function')?.text ?? '').replace(/\s+/g, '');
}

/** `this.x`, `self.x` and `a?.b` cannot throw; `Number.EPSILON` and the like are members of something that exists. */
function isSafeRead(node: Node): boolean {
  if (node.children.some((child) => child?.type === 'optional_chain')) return true;
  const object = node.childForFieldName('object');
  return object?.type === 'this' || /^(this|self|cls|[A-Z]\w*)$/.test(object?.text ?? '');
}
