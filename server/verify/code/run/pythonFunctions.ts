import { childOf, namedChildren, type SyntaxNode } from '../../syntax/node.ts';
import type { Compiler } from './compiler.ts';
import { Raised, Scope, Stuck, type Evaluate } from './machine.ts';
import { Callable, type Named, type Value } from './values.ts';

interface Taking {
  readonly name: string;
  readonly kind: 'plain' | 'rest' | 'named';
  readonly fallback?: Evaluate;
}

/** A function or lambda as a value. */
export function functionValue(node: SyntaxNode, compiler: Compiler): Evaluate {
  const takings = parametersOf(node, compiler);
  const body = childOf(node, 'body');
  if (!body) throw new Stuck('function without body');
  const name = childOf(node, 'name')?.text ?? '';
  const isGenerator = body.type === 'block' && yieldsItself(body);
  const run = bodyOf(body, compiler);
  return (scope) => {
    const callable: Callable = new Callable(name, (args, _self, named) => {
      compiler.machine.tick();
      const frame = { yields: [] as Value[] };
      const inner = new Scope(scope, frame);
      if (name !== '') inner.declare(name, callable);
      take(takings, args, named ?? new Map<string, Value>(), inner);
      const result = run(inner);
      return isGenerator ? frame.yields : result;
    });
    return callable;
  };
}

function yieldsItself(node: SyntaxNode): boolean {
  return node.children.some(
    (child) =>
      child.type === 'yield' ||
      (!/^(function_definition|lambda|class_definition)$/.test(child.type) && yieldsItself(child)),
  );
}

function bodyOf(body: SyntaxNode, compiler: Compiler): Evaluate {
  if (body.type !== 'block') return compiler.expression(body);
  const block = compiler.statement(body);
  return (scope) => {
    const flow = block(scope);
    return flow?.kind === 'return' ? flow.value : null;
  };
}

function take(
  takings: readonly Taking[],
  args: readonly Value[],
  named: Named,
  scope: Scope,
): void {
  let place = 0;
  for (const { name, kind, fallback } of takings) {
    if (kind === 'rest') {
      scope.declare(name, args.slice(place));
      place = args.length;
    } else if (kind === 'named') throw new Stuck('keyword arguments');
    else if (place < args.length) scope.declare(name, args[place++]);
    else if (named.has(name)) scope.declare(name, named.get(name));
    else if (fallback) scope.declare(name, fallback(scope));
    else throw new Raised('TypeError');
  }
  if (place < args.length) throw new Raised('TypeError');
}

function parametersOf(node: SyntaxNode, compiler: Compiler): readonly Taking[] {
  const list = childOf(node, 'parameters');
  if (!list) return [];
  return namedChildren(list).flatMap((child): readonly Taking[] => {
    const value = childOf(child, 'value');
    const name = childOf(child, 'name')?.text ?? namedChildren(child)[0]?.text ?? child.text;
    switch (child.type) {
      case 'identifier':
      case 'typed_parameter':
        return namedChildren(child)[0]?.type === 'list_splat_pattern'
          ? [{ name: name.replace('*', ''), kind: 'rest' }]
          : [{ name, kind: 'plain' }];
      case 'default_parameter':
      case 'typed_default_parameter':
        return [{ name, kind: 'plain', ...(value && { fallback: compiler.expression(value) }) }];
      case 'list_splat_pattern':
        return [{ name, kind: 'rest' }];
      case 'dictionary_splat_pattern':
        return [{ name, kind: 'named' }];
      default:
        return [];
    }
  });
}
