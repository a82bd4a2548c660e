import { childOf, namedChildren, type SyntaxNode } from '../../syntax/node.ts';
import { binariesOf } from '../expressions.ts';
import { element, iterate, member, slice } from './access.ts';
import type { Compiler, ExpressionRule } from './compiler.ts';
import { Raised, Scope, Stuck, type Evaluate } from './machine.ts';
import { operate, real, truthy } from './operators.ts';
import { storeOf } from './pythonAssignments.ts';
import { functionValue } from './pythonFunctions.ts';
import { concatenatedText, textOf } from './pythonText.ts';
import { first, part, stuck } from './scriptParts.ts';
import { Bag, Callable, Dict, type Value } from './values.ts';

const constant =
  (value: Value): ExpressionRule =>
  () =>
  () =>
    value;

/** What each kind of Python expression computes. */
export const pythonExpressions: Readonly<Record<string, ExpressionRule>> = {
  true: constant(true),
  false: constant(false),
  none: constant(null),
  ellipsis: constant(null),
  integer: (node) => number(Number(node.text.replaceAll('_', ''))),
  float: (node) => number(Number(node.text.replaceAll('_', ''))),
  string: textOf,
  concatenated_string: concatenatedText,
  identifier: (node, compiler) => {
    const name = node.text;
    return (scope) => {
      compiler.machine.tick();
      const found = scope.find(name);
      return found ? found.value : stuck(`name ${name}`);
    };
  },
  parenthesized_expression: first,
  await: first,
  list: (node, compiler) => elements(namedChildren(node), compiler),
  tuple: (node, compiler) => elements(namedChildren(node), compiler),
  expression_list: (node, compiler) => elements(namedChildren(node), compiler),
  set: (node, compiler) => {
    const values = elements(namedChildren(node), compiler);
    return (scope) => new Bag(values(scope).map((each) => real(each)));
  },
  dictionary: dictionary,
  unary_operator: (node, compiler) => {
    const operator = node.children[0]?.text ?? '';
    const argument = part(node, 'argument', compiler);
    return (scope) => {
      const value = real(argument(scope), 'number');
      if (typeof value !== 'number' && typeof value !== 'boolean') throw new Raised('TypeError');
      return operator === '-' ? -Number(value) : operator === '~' ? ~Number(value) : Number(value);
    };
  },
  not_operator: (node, compiler) => {
    const argument = part(node, 'argument', compiler);
    return (scope) => !truthy(compiler.machine, argument(scope));
  },
  boolean_operator: (node, compiler) => {
    const [left, right] = [part(node, 'left', compiler), part(node, 'right', compiler)];
    const isAnd = childOf(node, 'operator')?.text === 'and';
    return (scope) => {
      const value = left(scope);
      return truthy(compiler.machine, value) === isAnd ? right(scope) : value;
    };
  },
  binary_operator: (node, compiler) => {
    const operator = childOf(node, 'operator')?.text ?? '';
    const [left, right] = [part(node, 'left', compiler), part(node, 'right', compiler)];
    return (scope) => operate(compiler.machine, operator, left(scope), right(scope));
  },
  comparison_operator: comparison,
  conditional_expression: (node, compiler) => {
    const [yes, test, no] = namedChildren(node).map((child) => compiler.expression(child));
    if (!yes || !test || !no) throw new Stuck(node.type);
    return (scope) => (truthy(compiler.machine, test(scope)) ? yes(scope) : no(scope));
  },
  named_expression: (node, compiler) => {
    const name = childOf(node, 'name')?.text ?? '';
    const value = part(node, 'value', compiler);
    return (scope) => {
      const result = value(scope);
      scope.declare(name, result);
      return result;
    };
  },
  attribute: (node, compiler) => {
    const object = part(node, 'object', compiler);
    const name = childOf(node, 'attribute')?.text ?? '';
    return (scope) => member(compiler.machine, object(scope), name);
  },
  subscript,
  call,
  lambda: functionValue,
  list_comprehension: (node, compiler) => comprehension(node, compiler),
  generator_expression: (node, compiler) => comprehension(node, compiler),
  set_comprehension: (node, compiler) => {
    const values = comprehension(node, compiler);
    return (scope) => new Bag((values(scope) as Value[]).map((each) => real(each)));
  },
  dictionary_comprehension: (node, compiler) => {
    const values = comprehension(node, compiler);
    return (scope) => {
      const made = new Dict('dict');
      for (const pair of values(scope) as Value[][]) made.set(real(pair[0]), pair[1]);
      return made;
    };
  },
  pair: (node, compiler) => {
    const [key, value] = [part(node, 'key', compiler), part(node, 'value', compiler)];
    return (scope) => [key(scope), value(scope)];
  },
  yield: (node, compiler) => {
    const [inner] = namedChildren(node).map((child) => compiler.expression(child));
    const all = node.children.some((child) => child.text === 'from');
    return (scope) => {
      const value = inner?.(scope) ?? null;
      const yields = scope.call()?.yields ?? [];
      compiler.machine.bound(yields.length * 10);
      yields.push(...(all ? iterate(compiler.machine, value) : [value]));
      return null;
    };
  },
};

function number(value: number): Evaluate {
  return () => value;
}

/** Elements, starred ones taken apart. */
function elements(nodes: readonly SyntaxNode[], compiler: Compiler): (scope: Scope) => Value[] {
  const parts = nodes.map((node) => ({
    spread: node.type === 'list_splat',
    evaluate: node.type === 'list_splat' ? first(node, compiler) : compiler.expression(node),
  }));
  return (scope) =>
    parts.flatMap(({ spread, evaluate }) => {
      const value = evaluate(scope);
      return spread ? [...iterate(compiler.machine, value)] : [value];
    });
}

function dictionary(node: SyntaxNode, compiler: Compiler): Evaluate {
  const fillers = namedChildren(node).map((child) => {
    if (child.type !== 'dictionary_splat') {
      const [key, value] = [part(child, 'key', compiler), part(child, 'value', compiler)];
      return (made: Dict, scope: Scope): void => void made.set(real(key(scope)), value(scope));
    }
    const source = first(child, compiler);
    return (made: Dict, scope: Scope): void => {
      const at = real(source(scope), 'map');
      if (at instanceof Dict)
        for (const { key, value } of at.entries.values()) made.set(key, value);
    };
  });
  return (scope) => {
    const made = new Dict('dict');
    for (const fill of fillers) fill(made, scope);
    return made;
  };
}

/** A chain `a < b <= c` evaluates each operand once. */
function comparison(node: SyntaxNode, compiler: Compiler): Evaluate {
  const links = binariesOf(node);
  const [head] = links;
  if (!head) throw new Stuck(node.type);
  const start = compiler.expression(head.left);
  const rest = links.map((link) => ({
    operator: link.operator.text.replace(/\s+/g, ' '),
    right: compiler.expression(link.right),
  }));
  return (scope) => {
    let left = start(scope);
    for (const { operator, right } of rest) {
      const value = right(scope);
      if (operate(compiler.machine, operator, left, value) !== true) return false;
      left = value;
    }
    return true;
  };
}

function subscript(node: SyntaxNode, compiler: Compiler): Evaluate {
  const object = part(node, 'value', compiler);
  const keys = node.children.filter((child) => child.field === 'subscript');
  const [key] = keys;
  if (!key) throw new Stuck(node.type);
  if (key.type === 'slice') {
    const [start, stop, step] = slots(key, compiler);
    return (scope) => slice(object(scope), start?.(scope), stop?.(scope), step?.(scope));
  }
  const index = keys.length > 1 ? elements(keys, compiler) : compiler.expression(key);
  return (scope) => element(compiler.machine, object(scope), index(scope));
}

function slots(node: SyntaxNode, compiler: Compiler): readonly (Evaluate | undefined)[] {
  const found: (Evaluate | undefined)[] = [undefined, undefined, undefined];
  let place = 0;
  for (const child of node.children) {
    if (child.text === ':') place += 1;
    else if (child.named) found[place] = compiler.expression(child);
  }
  return found;
}

function call(node: SyntaxNode, compiler: Compiler): Evaluate {
  const target = childOf(node, 'function');
  const argumentNode = childOf(node, 'arguments');
  if (!target || !argumentNode) throw new Stuck(node.type);
  if (target.text === 'super') return () => stuck('super');
  const callee = compiler.expression(target);
  const isGenerator = argumentNode.type === 'generator_expression';
  const plain = isGenerator
    ? [argumentNode]
    : namedChildren(argumentNode).filter(
        (child) => !/^(keyword_argument|dictionary_splat)$/.test(child.type),
      );
  const args = elements(plain, compiler);
  const keywords = isGenerator
    ? []
    : namedChildren(argumentNode)
        .filter((child) => child.type === 'keyword_argument')
        .map((child) => ({
          name: childOf(child, 'name')?.text ?? '',
          value: part(child, 'value', compiler),
        }));
  const { machine } = compiler;
  return (scope) => {
    machine.tick();
    const at = real(callee(scope), 'function');
    if (!(at instanceof Callable)) throw new Raised('TypeError');
    const named = new Map(keywords.map(({ name, value }) => [name, value(scope)]));
    return machine.nested(() => at.call(args(scope), undefined, named));
  };
}

function comprehension(node: SyntaxNode, compiler: Compiler): Evaluate {
  const body = part(node, 'body', compiler);
  const clauses = namedChildren(node).filter((child) =>
    /^(for_in_clause|if_clause)$/.test(child.type),
  );
  const collect = clauses.reduceRight<(scope: Scope, out: Value[]) => void>(
    (next, clause) => clauseOf(clause, compiler, next),
    (scope, out) => {
      compiler.machine.bound(out.length);
      out.push(body(scope));
    },
  );
  return (outer) => {
    const out: Value[] = [];
    collect(new Scope(outer), out);
    return out;
  };
}

function clauseOf(
  clause: SyntaxNode,
  compiler: Compiler,
  next: (scope: Scope, out: Value[]) => void,
): (scope: Scope, out: Value[]) => void {
  const { machine } = compiler;
  if (clause.type === 'if_clause') {
    const test = first(clause, compiler);
    return (scope, out) => {
      if (truthy(machine, test(scope))) next(scope, out);
    };
  }
  const target = childOf(clause, 'left');
  if (!target) throw new Stuck(clause.type);
  const store = storeOf(target, compiler);
  const source = part(clause, 'right', compiler);
  return (scope, out) => {
    for (const each of iterate(machine, source(scope))) {
      machine.tick();
      store(scope, each);
      next(scope, out);
    }
  };
}
