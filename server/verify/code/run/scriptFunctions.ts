import { childOf, namedChildren, type SyntaxNode } from '../../syntax/node.ts';
import type { Compiler } from './compiler.ts';
import { Scope, Stuck, type Evaluate } from './machine.ts';
import { storeOf, type Store } from './scriptAssignments.ts';
import { Callable, type Value } from './values.ts';

interface Taking {
  readonly rest: boolean;
  readonly fallback?: Evaluate;
  readonly store: Store;
}

/** A function, arrow or method as a value. */
export function functionValue(node: SyntaxNode, compiler: Compiler): Evaluate {
  const takings = parametersOf(node, compiler);
  const body = childOf(node, 'body');
  if (!body) throw new Stuck('function without body');
  const name = childOf(node, 'name')?.text ?? '';
  const isArrow = node.type === 'arrow_function';
  const isGenerator =
    /generator/.test(node.type) || node.children.some((child) => child.text === '*');
  const run = bodyOf(body, compiler);
  return (scope) => {
    const callable: Callable = new Callable(name, (args, self) => {
      compiler.machine.tick();
      const frame = { self: isArrow ? scope.call()?.self : self, yields: [] as Value[] };
      const inner = new Scope(scope, frame);
      if (name !== '' && node.type !== 'method_definition') inner.declare(name, callable);
      takings.forEach((taking, place) => take(taking, place, args, inner));
      const result = run(inner);
      return isGenerator ? frame.yields : result;
    });
    return callable;
  };
}

function take(taking: Taking, place: number, args: readonly Value[], scope: Scope): void {
  if (taking.rest) return taking.store(scope, args.slice(place));
  const given = args[place];
  taking.store(scope, given === undefined && taking.fallback ? taking.fallback(scope) : given);
}

function bodyOf(body: SyntaxNode, compiler: Compiler): Evaluate {
  if (body.type !== 'statement_block') return compiler.expression(body);
  const block = compiler.statement(body);
  return (scope) => {
    const flow = block(scope);
    return flow?.kind === 'return' ? flow.value : undefined;
  };
}

function parametersOf(node: SyntaxNode, compiler: Compiler): readonly Taking[] {
  const single = childOf(node, 'parameter');
  if (single) return [{ rest: false, store: storeOf(single, compiler, true) }];
  const list = childOf(node, 'parameters');
  return list ? namedChildren(list).map((child) => parameterOf(child, compiler)) : [];
}

function parameterOf(child: SyntaxNode, compiler: Compiler): Taking {
  const typed = /^(required|optional)_parameter$/.test(child.type);
  const pattern = typed ? childOf(child, 'pattern') : child;
  if (!pattern || pattern.type === 'this') return { rest: false, store: () => undefined };
  const value = typed ? childOf(child, 'value') : undefined;
  if (pattern.type === 'rest_pattern')
    return { rest: true, store: storeOf(namedChildren(pattern)[0] ?? pattern, compiler, true) };
  return {
    rest: false,
    store: storeOf(pattern, compiler, true),
    ...(value && { fallback: compiler.expression(value) }),
  };
}
