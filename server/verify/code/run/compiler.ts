import type { SyntaxNode } from '../../syntax/node.ts';
import {
  Stuck,
  type Evaluate,
  type Execute,
  type Flow,
  type Machine,
  type Scope,
} from './machine.ts';
import type { Value } from './values.ts';

/** Turns syntax nodes into closures; one per language family. */
export interface Compiler {
  readonly machine: Machine;
  expression(node: SyntaxNode): Evaluate;
  statement(node: SyntaxNode): Execute;
}

/** How one node type becomes a closure. */
export type ExpressionRule = (node: SyntaxNode, compiler: Compiler) => Evaluate;
export type StatementRule = (node: SyntaxNode, compiler: Compiler) => Execute;

/** A compiler from tables of rules. Unknown nodes compile, and stop the run when they are reached. */
export function createCompiler(
  machine: Machine,
  expressions: Readonly<Record<string, ExpressionRule>>,
  statements: Readonly<Record<string, StatementRule>>,
): Compiler {
  const compiler: Compiler = {
    machine,
    expression(node) {
      const rule = Object.hasOwn(expressions, node.type) ? expressions[node.type] : undefined;
      return rule ? rule(node, compiler) : () => unknown(node);
    },
    statement(node) {
      const rule = Object.hasOwn(statements, node.type) ? statements[node.type] : undefined;
      return rule ? rule(node, compiler) : () => unknown(node);
    },
  };
  return compiler;
}

function unknown(node: SyntaxNode): never {
  throw new Stuck(node.type);
}

/** Statements one after the other. */
export function sequence(machine: Machine, statements: readonly Execute[]): Execute {
  return (scope) => {
    for (const statement of statements) {
      machine.tick();
      const flow = statement(scope);
      if (flow) return flow;
    }
    return undefined;
  };
}

/** What a loop makes of its body's flow: `stop` ends the loop, `flow` is what it hands on. */
export function afterBody(
  flow: Flow,
  label: string | undefined,
): { readonly stop: boolean; readonly flow: Flow } {
  if (!flow) return { stop: false, flow: undefined };
  if (flow.kind === 'return') return { stop: true, flow };
  const mine = flow.label === undefined || flow.label === label;
  if (!mine) return { stop: true, flow };
  return { stop: flow.kind === 'break', flow: undefined };
}

/** Reads a variable; a name that nobody declared goes to the globals, then stops the run. */
export function variable(name: string, globals: ReadonlyMap<string, Value>): Evaluate {
  return (scope: Scope) => {
    const found = scope.find(name);
    if (found) return found.value;
    if (globals.has(name)) return globals.get(name);
    throw new Stuck(`name ${name}`);
  };
}
