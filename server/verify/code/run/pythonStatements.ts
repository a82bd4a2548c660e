import { childOf, namedChildren, type SyntaxNode } from '../../syntax/node.ts';
import { iterate, removeElement } from './access.ts';
import { afterBody, sequence, type Compiler, type StatementRule } from './compiler.ts';
import { Raised, Stuck, type Evaluate, type Execute, type Flow } from './machine.ts';
import { real, truthy } from './operators.ts';
import { assignment, augmented, storeOf } from './pythonAssignments.ts';
import { functionValue } from './pythonFunctions.ts';
import { part, stuck } from './scriptParts.ts';
import { Callable, Dict } from './values.ts';

const nothing: Execute = () => undefined;

/** What each kind of Python statement does. */
export const pythonStatements: Readonly<Record<string, StatementRule>> = {
  expression_statement: expression,
  pass_statement: () => nothing,
  global_statement: () => nothing,
  import_statement: () => nothing,
  import_from_statement: () => nothing,
  nonlocal_statement: () => () => stuck('nonlocal'),
  block: (node, compiler) =>
    sequence(
      compiler.machine,
      namedChildren(node).map((child) => compiler.statement(child)),
    ),
  return_statement: (node, compiler) => {
    const [value] = namedChildren(node).map((child) => compiler.expression(child));
    return (scope) => ({ kind: 'return', value: value?.(scope) ?? null });
  },
  break_statement: () => () => ({ kind: 'break' }),
  continue_statement: () => () => ({ kind: 'continue' }),
  if_statement: branch,
  for_statement: forLoop,
  while_statement: whileLoop,
  raise_statement: (node, compiler) => {
    const [value] = namedChildren(node).map((child) => compiler.expression(child));
    return (scope) => {
      const at = value === undefined ? null : real(value(scope));
      const made = at instanceof Callable ? at.call([]) : at;
      throw new Raised(made instanceof Dict ? (made.className ?? 'Exception') : 'Exception', made);
    };
  },
  assert_statement: (node, compiler) => {
    const test = compiler.expression(namedChildren(node)[0] ?? node);
    return (scope) => {
      if (!truthy(compiler.machine, test(scope))) throw new Raised('AssertionError');
      return undefined;
    };
  },
  delete_statement: (node, compiler) => {
    const target = namedChildren(node)[0];
    if (target?.type !== 'subscript') return () => stuck('del');
    const object = part(target, 'value', compiler);
    const key = part(target, 'subscript', compiler);
    return (scope) => {
      removeElement(compiler.machine, object(scope), key(scope));
      return undefined;
    };
  },
  try_statement: attempt,
  function_definition: (node, compiler) => {
    const value = functionValue(node, compiler);
    const name = childOf(node, 'name')?.text ?? '';
    return (scope) => {
      scope.declare(name, value(scope));
      return undefined;
    };
  },
};

function expression(node: SyntaxNode, compiler: Compiler): Execute {
  const [inner] = namedChildren(node);
  if (!inner || inner.type === 'string') return nothing;
  if (inner.type === 'assignment') return assignment(inner, compiler);
  if (inner.type === 'augmented_assignment') return augmented(inner, compiler);
  const evaluate = compiler.expression(inner);
  return (scope) => {
    evaluate(scope);
    return undefined;
  };
}

function bodyOf(node: SyntaxNode, compiler: Compiler, field = 'body'): Execute {
  const child = childOf(node, field) ?? node.children.find((each) => each.type === 'block');
  return child ? compiler.statement(child) : nothing;
}

function branch(node: SyntaxNode, compiler: Compiler): Execute {
  const arms: { test?: Evaluate; run: Execute }[] = [
    { test: part(node, 'condition', compiler), run: bodyOf(node, compiler, 'consequence') },
  ];
  for (const child of node.children.filter((each) => each.field === 'alternative')) {
    arms.push(
      child.type === 'elif_clause'
        ? { test: part(child, 'condition', compiler), run: bodyOf(child, compiler, 'consequence') }
        : { run: bodyOf(child, compiler) },
    );
  }
  return (scope) => {
    const arm = arms.find(({ test }) => !test || truthy(compiler.machine, test(scope)));
    return arm?.run(scope);
  };
}

function otherwise(node: SyntaxNode, compiler: Compiler): Execute {
  const clause = childOf(node, 'alternative');
  return clause ? bodyOf(clause, compiler) : nothing;
}

function forLoop(node: SyntaxNode, compiler: Compiler): Execute {
  const target = childOf(node, 'left');
  if (!target) throw new Stuck(node.type);
  const store = storeOf(target, compiler);
  const source = part(node, 'right', compiler);
  const body = bodyOf(node, compiler);
  const unbroken = otherwise(node, compiler);
  return (scope) => {
    // A list that grows while it is looped over is seen to its end, as in Python.
    const values = iterate(compiler.machine, source(scope));
    for (let place = 0; place < values.length; place += 1) {
      compiler.machine.tick();
      store(scope, values[place]);
      const after = afterBody(body(scope), undefined);
      if (after.stop) return after.flow;
    }
    return unbroken(scope);
  };
}

function whileLoop(node: SyntaxNode, compiler: Compiler): Execute {
  const test = part(node, 'condition', compiler);
  const body = bodyOf(node, compiler);
  const unbroken = otherwise(node, compiler);
  return (scope) => {
    while (truthy(compiler.machine, test(scope))) {
      compiler.machine.tick();
      const after = afterBody(body(scope), undefined);
      if (after.stop) return after.flow;
    }
    return unbroken(scope);
  };
}

interface Rescue {
  readonly kinds?: readonly string[];
  readonly alias?: string;
  readonly run: Execute;
}

function attempt(node: SyntaxNode, compiler: Compiler): Execute {
  const body = bodyOf(node, compiler);
  const rescues = node.children
    .filter((child) => child.type === 'except_clause')
    .map((child) => rescueOf(child, compiler));
  const clause = (type: string): Execute => {
    const found = node.children.find((child) => child.type === type);
    return found ? bodyOf(found, compiler) : nothing;
  };
  const [unraised, last] = [clause('else_clause'), clause('finally_clause')];
  return (scope) => {
    let flow: Flow;
    try {
      flow = body(scope) ?? unraised(scope);
    } catch (error) {
      const rescue =
        error instanceof Raised
          ? rescues.find(({ kinds }) => !kinds || kinds.some((kind) => isKind(error.kind, kind)))
          : undefined;
      if (!rescue) throw error;
      if (rescue.alias !== undefined) scope.declare(rescue.alias, (error as Raised).value ?? null);
      flow = rescue.run(scope);
    }
    return last(scope) ?? flow;
  };
}

function rescueOf(node: SyntaxNode, compiler: Compiler): Rescue {
  const value = childOf(node, 'value');
  const named = value?.type === 'as_pattern';
  const type = named ? namedChildren(value)[0] : value;
  const alias = named ? childOf(value, 'alias')?.text : undefined;
  const kinds =
    type && (type.type === 'tuple' ? namedChildren(type) : [type]).map((each) => each.text);
  return {
    run: bodyOf(node, compiler),
    ...(kinds && { kinds }),
    ...(alias !== undefined && { alias }),
  };
}

function isKind(raised: string, caught: string): boolean {
  const parents: Readonly<Record<string, string>> = {
    KeyError: 'LookupError',
    IndexError: 'LookupError',
    ZeroDivisionError: 'ArithmeticError',
  };
  return (
    caught === raised ||
    caught === 'Exception' ||
    caught === 'BaseException' ||
    parents[raised] === caught
  );
}
