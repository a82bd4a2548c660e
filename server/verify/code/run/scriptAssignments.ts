import { childOf, namedChildren, type SyntaxNode } from '../../syntax/node.ts';
import { assignElement, element, iterate, member } from './access.ts';
import type { Compiler } from './compiler.ts';
import { Stuck, type Evaluate, type Scope } from './machine.ts';
import { operate, real, toNumber, toText, truthy } from './operators.ts';
import { keyName } from './scriptParts.ts';
import { Dict, type Value } from './values.ts';

/** Puts a value where a name, member, element or pattern says. */
export type Store = (scope: Scope, value: Value) => void;

/** How a target takes its value: by declaring variables, or by changing what is there. */
export function storeOf(target: SyntaxNode, compiler: Compiler, declares: boolean): Store {
  switch (target.type) {
    case 'identifier':
    case 'shorthand_property_identifier_pattern':
      return storeName(target.text, declares);
    case 'member_expression': {
      const object = operand(target, 'object', compiler);
      const name = childOf(target, 'property')?.text ?? '';
      return (scope, value) => assignElement(compiler.machine, object(scope), name, value);
    }
    case 'subscript_expression': {
      const object = operand(target, 'object', compiler);
      const index = operand(target, 'index', compiler);
      return (scope, value) => assignElement(compiler.machine, object(scope), index(scope), value);
    }
    case 'array_pattern':
    case 'array':
      return storeElements(target, compiler, declares);
    case 'object_pattern':
      return storeFields(target, compiler, declares);
    case 'assignment_pattern':
    case 'object_assignment_pattern':
      return storeDefault(target, compiler, declares);
    case 'parenthesized_expression':
    case 'non_null_expression':
      return storeOf(namedChildren(target)[0] ?? target, compiler, declares);
    default:
      throw new Stuck(`target ${target.type}`);
  }
}

function operand(node: SyntaxNode, field: string, compiler: Compiler): Evaluate {
  const child = childOf(node, field);
  if (!child) throw new Stuck(node.type);
  return compiler.expression(child);
}

function storeName(name: string, declares: boolean): Store {
  if (declares) return (scope, value) => scope.declare(name, value);
  return (scope, value) => {
    const known = scope.find(name);
    if (!known) throw new Stuck(`name ${name}`);
    known.value = value;
  };
}

function storeElements(target: SyntaxNode, compiler: Compiler, declares: boolean): Store {
  const parts: { place: number; rest: boolean; store: Store }[] = [];
  let place = 0;
  for (const child of target.children) {
    if (child.text === ',') place += 1;
    if (!child.named || child.type === 'comment') continue;
    const rest = child.type === 'rest_pattern' || child.type === 'spread_element';
    const inner = rest ? namedChildren(child)[0] : child;
    if (inner) parts.push({ place, rest, store: storeOf(inner, compiler, declares) });
  }
  return (scope, value) => {
    const values = iterate(compiler.machine, value);
    for (const each of parts)
      each.store(scope, each.rest ? values.slice(each.place) : values[each.place]);
  };
}

function storeFields(target: SyntaxNode, compiler: Compiler, declares: boolean): Store {
  const taken: string[] = [];
  const parts = namedChildren(target).map((child): Store => {
    if (child.type === 'rest_pattern') {
      const store = storeOf(namedChildren(child)[0] ?? child, compiler, declares);
      return (scope, value) => {
        const rest = new Dict('object');
        const at = real(value, 'record');
        if (at instanceof Dict)
          for (const entry of at.entries.values())
            if (!taken.includes(String(entry.key as string))) rest.set(entry.key, entry.value);
        store(scope, rest);
      };
    }
    if (child.type === 'pair_pattern') {
      const key = childOf(child, 'key');
      const inner = childOf(child, 'value');
      if (!key || !inner) throw new Stuck(child.type);
      const name = keyName(key, compiler);
      const store = storeOf(inner, compiler, declares);
      if (key.type !== 'computed_property_name') taken.push(key.text);
      return (scope, value) =>
        store(scope, element(compiler.machine, value, toText(compiler.machine, name(scope))));
    }
    const name = childOf(child, 'left')?.text ?? child.text;
    taken.push(name);
    const store = storeOf(child, compiler, declares);
    return (scope, value) => store(scope, member(compiler.machine, value, name));
  });
  return (scope, value) => {
    real(value, 'record');
    for (const each of parts) each(scope, value);
  };
}

function storeDefault(target: SyntaxNode, compiler: Compiler, declares: boolean): Store {
  const left = childOf(target, 'left');
  if (!left) throw new Stuck(target.type);
  const store = storeOf(left, compiler, declares);
  const fallback = operand(target, 'right', compiler);
  return (scope, value) => store(scope, value === undefined ? fallback(scope) : value);
}

/** `target = value`. */
export function assignment(node: SyntaxNode, compiler: Compiler): Evaluate {
  const target = childOf(node, 'left');
  if (!target) throw new Stuck(node.type);
  const store = storeOf(target, compiler, false);
  const value = operand(node, 'right', compiler);
  return (scope) => {
    const result = value(scope);
    store(scope, result);
    return result;
  };
}

/** `target += value`, with the logical ones that may not evaluate their value. */
export function augmented(node: SyntaxNode, compiler: Compiler): Evaluate {
  const target = childOf(node, 'left');
  const operator = (childOf(node, 'operator')?.text ?? '').slice(0, -1);
  if (!target) throw new Stuck(node.type);
  const read = compiler.expression(target);
  const store = storeOf(target, compiler, false);
  const value = operand(node, 'right', compiler);
  const { machine } = compiler;
  const isKept = (present: Value): boolean => {
    if (operator === '&&') return !truthy(machine, present);
    if (operator === '||') return truthy(machine, present);
    const at = real(present);
    return operator === '??' && at !== undefined && at !== null;
  };
  return (scope) => {
    const present = read(scope);
    if (isKept(present)) return present;
    const isLogical = /^(&&|\|\||\?\?)$/.test(operator);
    const result = isLogical ? value(scope) : operate(machine, operator, present, value(scope));
    store(scope, result);
    return result;
  };
}

/** `i++`, `--i`. */
export function update(node: SyntaxNode, compiler: Compiler): Evaluate {
  const target = childOf(node, 'argument');
  if (!target) throw new Stuck(node.type);
  const read = compiler.expression(target);
  const store = storeOf(target, compiler, false);
  const by = childOf(node, 'operator')?.text === '--' ? -1 : 1;
  const isPrefix = (childOf(node, 'operator')?.start ?? 0) < target.start;
  return (scope) => {
    compiler.machine.tick();
    const before = toNumber(read(scope));
    store(scope, before + by);
    return isPrefix ? before + by : before;
  };
}
