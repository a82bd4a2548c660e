import { childOf, namedChildren, type SyntaxNode } from '../../syntax/node.ts';
import { iterate } from './access.ts';
import { afterBody, sequence, type Compiler, type StatementRule } from './compiler.ts';
import { Raised, Scope, Stuck, type Evaluate, type Execute, type Flow } from './machine.ts';
import { operate, real, truthy } from './operators.ts';
import { storeOf } from './scriptAssignments.ts';
import { functionValue } from './scriptFunctions.ts';
import { Dict, type Value } from './values.ts';

const nothing: Execute = () => undefined;

/** What each kind of JavaScript statement does. */
export const scriptStatements: Readonly<Record<string, StatementRule>> = {
  expression_statement: (node, compiler) => {
    const [inner] = namedChildren(node).map((child) => compiler.expression(child));
    return (scope) => {
      inner?.(scope);
      return undefined;
    };
  },
  lexical_declaration: declaration,
  variable_declaration: declaration,
  function_declaration: () => nothing,
  generator_function_declaration: () => nothing,
  empty_statement: () => nothing,
  comment: () => nothing,
  statement_block: block,
  if_statement: branch,
  else_clause: (node, compiler) => inner(node, compiler),
  for_statement: forLoop,
  for_in_statement: forIn,
  while_statement: whileLoop,
  do_statement: doLoop,
  return_statement: (node, compiler) => {
    const [value] = namedChildren(node).map((child) => compiler.expression(child));
    return (scope) => ({ kind: 'return', value: value?.(scope) });
  },
  break_statement: (node) => jump('break', node),
  continue_statement: (node) => jump('continue', node),
  throw_statement: (node, compiler) => {
    const value = compiler.expression(namedChildren(node)[0] ?? node);
    return (scope) => {
      const thrown = value(scope);
      throw new Raised(thrown instanceof Dict ? (thrown.className ?? 'Error') : 'Error', thrown);
    };
  },
  try_statement: attempt,
  switch_statement: choice,
  labeled_statement: (node, compiler) => {
    const body = compiler.statement(childOf(node, 'body') ?? node);
    const label = childOf(node, 'label')?.text;
    return (scope) => {
      const flow = body(scope);
      return flow?.kind === 'break' && flow.label === label ? undefined : flow;
    };
  },
};

function jump(kind: 'break' | 'continue', node: SyntaxNode): Execute {
  const label = childOf(node, 'label')?.text;
  const flow: Flow = label === undefined ? { kind } : { kind, label };
  return () => flow;
}

function inner(node: SyntaxNode, compiler: Compiler): Execute {
  const [child] = namedChildren(node);
  return child ? compiler.statement(child) : nothing;
}

function labelOf(node: SyntaxNode): string | undefined {
  return node.parent?.type === 'labeled_statement'
    ? childOf(node.parent, 'label')?.text
    : undefined;
}

function declaration(node: SyntaxNode, compiler: Compiler): Execute {
  const parts = namedChildren(node).flatMap((child) => {
    const name = childOf(child, 'name');
    const value = childOf(child, 'value');
    if (!name) return [];
    return [{ store: storeOf(name, compiler, true), value: value && compiler.expression(value) }];
  });
  return (scope) => {
    for (const { store, value } of parts) store(scope, value?.(scope));
    return undefined;
  };
}

function block(node: SyntaxNode, compiler: Compiler): Execute {
  const children = namedChildren(node);
  const hoisted = children
    .filter((child) => /function_declaration$/.test(child.type))
    .map((child) => ({
      name: childOf(child, 'name')?.text ?? '',
      value: functionValue(child, compiler),
    }));
  const run = sequence(
    compiler.machine,
    children.map((child) => compiler.statement(child)),
  );
  return (outer) => {
    const scope = new Scope(outer);
    for (const { name, value } of hoisted) scope.declare(name, value(scope));
    return run(scope);
  };
}

function condition(node: SyntaxNode, compiler: Compiler): Evaluate {
  const child = childOf(node, 'condition');
  if (!child) throw new Stuck(node.type);
  if (child.type === 'expression_statement')
    return compiler.expression(namedChildren(child)[0] ?? child);
  return child.type === 'empty_statement' || !child.named ? () => true : compiler.expression(child);
}

function branch(node: SyntaxNode, compiler: Compiler): Execute {
  const test = condition(node, compiler);
  const yes = compiler.statement(childOf(node, 'consequence') ?? node);
  const other = childOf(node, 'alternative');
  const no = other ? compiler.statement(other) : nothing;
  return (scope) => (truthy(compiler.machine, test(scope)) ? yes(scope) : no(scope));
}

function bodyOf(node: SyntaxNode, compiler: Compiler): Execute {
  return compiler.statement(childOf(node, 'body') ?? node);
}

function forLoop(node: SyntaxNode, compiler: Compiler): Execute {
  const start = childOf(node, 'initializer');
  const begin = start && start.named ? compiler.statement(start) : nothing;
  const test = childOf(node, 'condition')?.named ? condition(node, compiler) : () => true;
  const step = childOf(node, 'increment');
  const advance = step ? compiler.expression(step) : undefined;
  const body = bodyOf(node, compiler);
  const label = labelOf(node);
  return (outer) => {
    let scope = new Scope(outer);
    begin(scope);
    while (truthy(compiler.machine, test(scope))) {
      compiler.machine.tick();
      const after = afterBody(body(scope), label);
      if (after.stop) return after.flow;
      scope = copied(scope, outer);
      advance?.(scope);
    }
    return undefined;
  };
}

/** Each round has its own variables, as closures made in the body expect. */
function copied(scope: Scope, outer: Scope): Scope {
  const next = new Scope(outer);
  for (const [name, { value }] of scope.variables) next.declare(name, value);
  return next;
}

function forIn(node: SyntaxNode, compiler: Compiler): Execute {
  const target = childOf(node, 'left');
  const source = childOf(node, 'right');
  if (!target || !source) throw new Stuck(node.type);
  const declares = node.children.some((child) => /^(const|let|var)$/.test(child.text));
  const store = storeOf(target, compiler, declares);
  const values = compiler.expression(source);
  const overKeys = childOf(node, 'operator')?.text === 'in';
  const body = bodyOf(node, compiler);
  const label = labelOf(node);
  return (outer) => {
    const value = values(outer);
    for (const each of overKeys ? keysOf(value) : iterate(compiler.machine, value)) {
      compiler.machine.tick();
      const scope = new Scope(outer);
      store(scope, each);
      const after = afterBody(body(scope), label);
      if (after.stop) return after.flow;
    }
    return undefined;
  };
}

function keysOf(value: Value): readonly Value[] {
  const at = real(value, 'record');
  if (Array.isArray(at) || typeof at === 'string')
    return Array.from({ length: at.length }, (_, place) => String(place));
  return at instanceof Dict ? at.keys() : [];
}

function whileLoop(node: SyntaxNode, compiler: Compiler): Execute {
  const test = condition(node, compiler);
  const body = bodyOf(node, compiler);
  const label = labelOf(node);
  return (scope) => {
    while (truthy(compiler.machine, test(scope))) {
      compiler.machine.tick();
      const after = afterBody(body(scope), label);
      if (after.stop) return after.flow;
    }
    return undefined;
  };
}

function doLoop(node: SyntaxNode, compiler: Compiler): Execute {
  const test = condition(node, compiler);
  const body = bodyOf(node, compiler);
  const label = labelOf(node);
  return (scope) => {
    do {
      compiler.machine.tick();
      const after = afterBody(body(scope), label);
      if (after.stop) return after.flow;
    } while (truthy(compiler.machine, test(scope)));
    return undefined;
  };
}

function attempt(node: SyntaxNode, compiler: Compiler): Execute {
  const body = bodyOf(node, compiler);
  const handler = childOf(node, 'handler');
  const parameter = handler && childOf(handler, 'parameter');
  const store = parameter && storeOf(parameter, compiler, true);
  const rescue = handler && bodyOf(handler, compiler);
  const finalizer = childOf(node, 'finalizer');
  const last = finalizer ? bodyOf(finalizer, compiler) : nothing;
  return (scope) => {
    let flow: Flow;
    try {
      flow = body(scope);
    } catch (error) {
      if (!(error instanceof Raised) || !rescue) throw error;
      const caught = new Scope(scope);
      store?.(caught, error.value ?? raisedValue(error));
      flow = rescue(caught);
    }
    return last(scope) ?? flow;
  };
}

function raisedValue(error: Raised): Dict {
  const made = new Dict('object');
  made.className = error.kind;
  return made.set('message', error.kind).set('name', error.kind);
}

function choice(node: SyntaxNode, compiler: Compiler): Execute {
  const subject = compiler.expression(childOf(node, 'value') ?? node);
  const cases = namedChildren(childOf(node, 'body') ?? node).map((child) => {
    const value = childOf(child, 'value');
    const statements = namedChildren(child).filter((each) => each !== value);
    return {
      value: value && compiler.expression(value),
      run: sequence(
        compiler.machine,
        statements.map((each) => compiler.statement(each)),
      ),
    };
  });
  return (outer) => {
    const scope = new Scope(outer);
    const value = subject(scope);
    const hit = cases.findIndex(
      (each) => each.value && operate(compiler.machine, '===', value, each.value(scope)) === true,
    );
    const start = hit >= 0 ? hit : cases.findIndex((each) => !each.value);
    if (start < 0) return undefined;
    for (const each of cases.slice(start)) {
      const flow = each.run(scope);
      if (flow?.kind === 'break' && flow.label === undefined) return undefined;
      if (flow) return flow;
    }
    return undefined;
  };
}
