import { childOf, namedChildren, type SyntaxNode } from '../../syntax/node.ts';
import { assignElement, iterate } from './access.ts';
import type { Compiler } from './compiler.ts';
import { Raised, Stuck, type Evaluate, type Execute, type Scope } from './machine.ts';
import { operate, real } from './operators.ts';
import { part } from './scriptParts.ts';
import type { Value } from './values.ts';

/** Puts a value where a name, attribute, element or pattern says. */
export type Store = (scope: Scope, value: Value) => void;

/** How a target of an assignment or loop takes its value. */
export function storeOf(target: SyntaxNode, compiler: Compiler): Store {
  const { machine } = compiler;
  switch (target.type) {
    case 'identifier':
      return (scope, value) => scope.declare(target.text, value);
    case 'attribute': {
      const object = part(target, 'object', compiler);
      const name = childOf(target, 'attribute')?.text ?? '';
      return (scope, value) => assignElement(machine, object(scope), name, value);
    }
    case 'subscript': {
      const key = childOf(target, 'subscript');
      if (!key || key.type === 'slice') throw new Stuck('slice assignment');
      const object = part(target, 'value', compiler);
      const index = compiler.expression(key);
      return (scope, value) => assignElement(machine, object(scope), index(scope), value);
    }
    case 'pattern_list':
    case 'tuple_pattern':
    case 'list_pattern':
    case 'tuple':
      return storeElements(target, compiler);
    default:
      throw new Stuck(`target ${target.type}`);
  }
}

function storeElements(target: SyntaxNode, compiler: Compiler): Store {
  const children = namedChildren(target);
  const starred = children.findIndex((child) => child.type === 'list_splat_pattern');
  const stores = children.map((child) =>
    storeOf(
      child.type === 'list_splat_pattern' ? (namedChildren(child)[0] ?? child) : child,
      compiler,
    ),
  );
  return (scope, value) => {
    const values = iterate(compiler.machine, value);
    const missing =
      starred < 0 ? values.length !== stores.length : values.length < stores.length - 1;
    if (missing) throw new Raised('ValueError');
    const extra = values.length - stores.length + 1;
    stores.forEach((store, place) => {
      if (starred < 0 || place < starred) store(scope, values[place]);
      else if (place === starred) store(scope, values.slice(place, place + extra));
      else store(scope, values[place + extra - 1]);
    });
  };
}

/** `a = b = value`, and annotations without a value. */
export function assignment(node: SyntaxNode, compiler: Compiler): Execute {
  const target = childOf(node, 'left');
  const right = childOf(node, 'right');
  if (!target || !right) return () => undefined;
  const store = storeOf(target, compiler);
  const value = right.type === 'assignment' ? chained(right, compiler) : compiler.expression(right);
  return (scope) => {
    store(scope, value(scope));
    return undefined;
  };
}

function chained(node: SyntaxNode, compiler: Compiler): Evaluate {
  const run = assignment(node, compiler);
  const target = childOf(node, 'left');
  if (!target) throw new Stuck(node.type);
  const read = compiler.expression(target);
  return (scope) => {
    run(scope);
    return read(scope);
  };
}

/** `target += value`; lists grow in place. */
export function augmented(node: SyntaxNode, compiler: Compiler): Execute {
  const target = childOf(node, 'left');
  const operator = (childOf(node, 'operator')?.text ?? '').slice(0, -1);
  if (!target) throw new Stuck(node.type);
  const read = compiler.expression(target);
  const store = storeOf(target, compiler);
  const value = part(node, 'right', compiler);
  return (scope) => {
    const present = real(read(scope), '');
    const added = value(scope);
    if (operator === '+' && Array.isArray(present)) {
      compiler.machine.bound(present.length);
      present.push(...iterate(compiler.machine, added));
    } else store(scope, operate(compiler.machine, operator, present, added));
    return undefined;
  };
}
