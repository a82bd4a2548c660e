import { childOf, namedChildren, type SyntaxNode } from '../../syntax/node.ts';
import { element, iterate, member, removeElement } from './access.ts';
import type { Compiler, ExpressionRule } from './compiler.ts';
import { construct } from './library/scriptGlobals.ts';
import { Raised, Stuck, type Evaluate, type Scope } from './machine.ts';
import { operate, real, toNumber, toText, truthy } from './operators.ts';
import { assignment, augmented, update } from './scriptAssignments.ts';
import { functionValue } from './scriptFunctions.ts';
import { first, keyName, part, stringText, stuck, unescaped } from './scriptParts.ts';
import { Blank, Callable, Dict, Pattern, type Value } from './values.ts';

const constant =
  (value: Value): ExpressionRule =>
  () =>
  () =>
    value;

/** What each kind of JavaScript expression computes. */
export const scriptExpressions: Readonly<Record<string, ExpressionRule>> = {
  true: constant(true),
  false: constant(false),
  null: constant(null),
  undefined: constant(undefined),
  number: (node) => {
    const value = Number(node.text.replaceAll('_', ''));
    return () => value;
  },
  string: (node) => {
    const text = stringText(node);
    return () => text;
  },
  template_string: template,
  regex: (node) => {
    const pattern = childOf(node, 'pattern')?.text ?? '';
    const flags = childOf(node, 'flags')?.text ?? '';
    // Nested repetition can take exponential time, and a long pattern is rarely worth running.
    if (pattern.length > 80 || /[+*}]\)[+*{]/.test(pattern)) return () => stuck('regex');
    return () => new Pattern(new RegExp(pattern, flags));
  },
  identifier: (node, compiler) => {
    const name = node.text;
    return (scope) => {
      compiler.machine.tick();
      const found = scope.find(name);
      return found ? found.value : stuck(`name ${name}`);
    };
  },
  this: () => (scope) => scope.call()?.self,
  parenthesized_expression: first,
  as_expression: first,
  satisfies_expression: first,
  non_null_expression: first,
  await_expression: first,
  array: (node, compiler) => list(namedChildren(node), compiler),
  object,
  unary_expression: unary,
  update_expression: update,
  binary_expression: binary,
  ternary_expression: (node, compiler) => {
    const condition = part(node, 'condition', compiler);
    const yes = part(node, 'consequence', compiler);
    const no = part(node, 'alternative', compiler);
    return (scope) => (truthy(compiler.machine, condition(scope)) ? yes(scope) : no(scope));
  },
  assignment_expression: assignment,
  augmented_assignment_expression: augmented,
  member_expression: memberExpression,
  subscript_expression: subscript,
  call_expression: call,
  new_expression: instantiate,
  arrow_function: functionValue,
  function_expression: functionValue,
  sequence_expression: (node, compiler) => {
    const parts = namedChildren(node).map((child) => compiler.expression(child));
    return (scope) => parts.map((each) => each(scope)).at(-1);
  },
  yield_expression: (node, compiler) => {
    const [inner] = namedChildren(node).map((child) => compiler.expression(child));
    const all = node.children.some((child) => child.text === '*');
    return (scope) => {
      const value = inner?.(scope);
      const yields = scope.call()?.yields ?? [];
      compiler.machine.bound(yields.length * 10);
      yields.push(...(all ? iterate(compiler.machine, value) : [value]));
      return undefined;
    };
  },
};

function template(node: SyntaxNode, compiler: Compiler): Evaluate {
  const parts = namedChildren(node).map((child): Evaluate => {
    if (child.type === 'template_substitution') return first(child, compiler);
    const text = child.type === 'escape_sequence' ? unescaped(child.text) : child.text;
    return () => text;
  });
  return (scope) => {
    const text = parts.map((each) => toText(compiler.machine, each(scope))).join('');
    compiler.machine.bound(text.length);
    return text;
  };
}

/** Elements or arguments, spread ones taken apart. */
export function list(nodes: readonly SyntaxNode[], compiler: Compiler): (scope: Scope) => Value[] {
  const parts = nodes.map((node) => ({
    spread: node.type === 'spread_element',
    evaluate: node.type === 'spread_element' ? first(node, compiler) : compiler.expression(node),
  }));
  return (scope) => {
    const values: Value[] = [];
    for (const { spread, evaluate } of parts) {
      const value = evaluate(scope);
      if (spread) values.push(...iterate(compiler.machine, value));
      else values.push(value);
    }
    return values;
  };
}

function object(node: SyntaxNode, compiler: Compiler): Evaluate {
  const fillers = namedChildren(node).map((child) => filler(child, compiler));
  return (scope) => {
    const made = new Dict('object');
    for (const fill of fillers) fill(made, scope);
    return made;
  };
}

function filler(node: SyntaxNode, compiler: Compiler): (made: Dict, scope: Scope) => void {
  if (node.type === 'spread_element') {
    const source = first(node, compiler);
    return (made, scope) => {
      const at = real(source(scope), 'record');
      if (at instanceof Dict)
        for (const { key, value } of at.entries.values()) made.set(key, value);
      if (Array.isArray(at)) at.forEach((each, place) => made.set(String(place), each));
    };
  }
  if (node.type === 'shorthand_property_identifier') {
    return (made, scope) =>
      void made.set(node.text, (scope.find(node.text) ?? stuck(node.text)).value);
  }
  if (node.type === 'method_definition') {
    const name = childOf(node, 'name')?.text ?? '';
    const value = functionValue(node, compiler);
    return (made, scope) => void made.set(name, value(scope));
  }
  const key = childOf(node, 'key');
  const value = part(node, 'value', compiler);
  if (!key) throw new Stuck(node.type);
  const name = keyName(key, compiler);
  return (made, scope) => void made.set(toText(compiler.machine, name(scope)), value(scope));
}

function unary(node: SyntaxNode, compiler: Compiler): Evaluate {
  const operator = node.children[0]?.text ?? '';
  const target = childOf(node, 'argument');
  if (operator === 'delete' && target) return deletion(target, compiler);
  const argument = part(node, 'argument', compiler);
  return (scope) => {
    if (operator === 'typeof') return typeName(argument(scope));
    const value = argument(scope);
    if (operator === '!') return !truthy(compiler.machine, value);
    if (operator === 'void') return undefined;
    const number = toNumber(value);
    return operator === '-' ? -number : operator === '~' ? ~number : number;
  };
}

function typeName(value: Value): string {
  const at = real(value);
  if (at instanceof Callable) return 'function';
  return at === null ? 'object' : typeof at;
}

function deletion(target: SyntaxNode, compiler: Compiler): Evaluate {
  const object = part(target, 'object', compiler);
  const index = childOf(target, 'index');
  const key = index ? compiler.expression(index) : () => childOf(target, 'property')?.text;
  return (scope) => {
    removeElement(compiler.machine, object(scope), key(scope));
    return true;
  };
}

function binary(node: SyntaxNode, compiler: Compiler): Evaluate {
  const operator = node.children.find((child) => child.field === 'operator')?.text ?? '';
  const left = part(node, 'left', compiler);
  const right = part(node, 'right', compiler);
  const { machine } = compiler;
  switch (operator) {
    case '&&':
      return (scope) => {
        const value = left(scope);
        return truthy(machine, value) ? right(scope) : value;
      };
    case '||':
      return (scope) => {
        const value = left(scope);
        return truthy(machine, value) ? value : right(scope);
      };
    case '??':
      return (scope) => {
        const value = real(left(scope));
        return value === undefined || value === null ? right(scope) : value;
      };
    default:
      return (scope) => operate(machine, operator, left(scope), right(scope));
  }
}

/** `?.` that met nothing ends the whole chain. */
class ChainEnd extends Error {}

function isOptional(node: SyntaxNode): boolean {
  return node.children.some((child) => child.text === '?.');
}

function missing(value: Value): boolean {
  const at = value instanceof Blank ? value : real(value);
  return at === undefined || at === null;
}

/** Runs one link of a chain; the outermost link turns a broken chain into undefined. */
function link(node: SyntaxNode, evaluate: Evaluate): Evaluate {
  if (!/\?\./.test(node.text)) return evaluate;
  const parent = node.parent?.type ?? '';
  const isInner =
    /^(member_expression|subscript_expression|call_expression|non_null_expression)$/.test(parent) &&
    node.field !== 'index';
  if (isInner) return evaluate;
  return (scope) => {
    try {
      return evaluate(scope);
    } catch (error) {
      if (error instanceof ChainEnd) return undefined;
      throw error;
    }
  };
}

function memberExpression(node: SyntaxNode, compiler: Compiler): Evaluate {
  const object = part(node, 'object', compiler);
  const name = childOf(node, 'property')?.text ?? '';
  const optional = isOptional(node);
  return link(node, (scope) => {
    const value = object(scope);
    if (optional && missing(value)) throw new ChainEnd();
    return member(compiler.machine, value, name);
  });
}

function subscript(node: SyntaxNode, compiler: Compiler): Evaluate {
  const object = part(node, 'object', compiler);
  const index = part(node, 'index', compiler);
  const optional = isOptional(node);
  return link(node, (scope) => {
    const value = object(scope);
    if (optional && missing(value)) throw new ChainEnd();
    return element(compiler.machine, value, index(scope));
  });
}

function call(node: SyntaxNode, compiler: Compiler): Evaluate {
  const target = childOf(node, 'function');
  const argumentNode = childOf(node, 'arguments');
  if (!target || argumentNode?.type !== 'arguments') return () => stuck('call');
  const args = list(namedChildren(argumentNode), compiler);
  const optional = isOptional(node);
  const callee = calleeOf(target, compiler);
  const { machine } = compiler;
  return link(node, (scope) => {
    machine.tick();
    const { self, value } = callee(scope);
    if (optional && missing(value)) throw new ChainEnd();
    const at = real(value, 'function');
    if (!(at instanceof Callable)) throw new Raised('TypeError');
    return machine.nested(() => at.call(args(scope), self));
  });
}

function calleeOf(
  target: SyntaxNode,
  compiler: Compiler,
): (scope: Scope) => { readonly self?: Value; readonly value: Value } {
  if (target.type !== 'member_expression') {
    const callee = compiler.expression(target);
    return (scope) => ({ value: callee(scope) });
  }
  const object = part(target, 'object', compiler);
  const name = childOf(target, 'property')?.text ?? '';
  const optional = isOptional(target);
  return (scope) => {
    const self = object(scope);
    if (optional && missing(self)) throw new ChainEnd();
    return { self, value: member(compiler.machine, self, name) };
  };
}

function instantiate(node: SyntaxNode, compiler: Compiler): Evaluate {
  const target = part(node, 'constructor', compiler);
  const argumentNode = childOf(node, 'arguments');
  const args = list(argumentNode ? namedChildren(argumentNode) : [], compiler);
  return (scope) => {
    const at = real(target(scope), 'function');
    if (!(at instanceof Callable)) throw new Raised('TypeError');
    if (at.name === 'Promise') return stuck('new Promise');
    return construct(at, args(scope));
  };
}
