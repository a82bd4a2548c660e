import type { SyntaxNode } from '../../syntax/node.ts';
import { isFunction, type Family } from '../functionInfo.ts';
import { createCompiler, type Compiler } from './compiler.ts';
import { pythonGlobals } from './library/pythonGlobals.ts';
import { scriptGlobals } from './library/scriptGlobals.ts';
import { Machine, OutOfFuel, Raised, Scope, Stuck, type Evaluate, type Limits } from './machine.ts';
import { real, truthy } from './operators.ts';
import { pythonExpressions } from './pythonExpressions.ts';
import { functionValue as pythonFunction } from './pythonFunctions.ts';
import { pythonStatements } from './pythonStatements.ts';
import { scriptExpressions } from './scriptExpressions.ts';
import { functionValue as scriptFunction } from './scriptFunctions.ts';
import { scriptStatements } from './scriptStatements.ts';
import { Callable, type Value } from './values.ts';

/** How one run ended. `stuck`: the interpreter does not know enough; `endless`: it ran out of steps. */
export type Outcome =
  | { readonly kind: 'returned'; readonly value: Value }
  | { readonly kind: 'raised'; readonly error: string; readonly thrown: Value }
  | { readonly kind: 'endless' }
  | { readonly kind: 'stuck'; readonly reason: string };

/** A function that can be run on given arguments, without any access to the machine it runs on. */
export interface Runnable {
  run(args: readonly Value[], self: Value, outside: (name: string) => Value): Outcome;
  /** Steps that the last run took. */
  spent(): number;
}

/** Names that the language provides, then what `outside` makes of any other name; the other way round on request. */
class Globals extends Scope {
  private readonly given: ReadonlyMap<string, Value>;
  private readonly outsideFirst: boolean;
  outside: (name: string) => Value = () => undefined;

  constructor(given: ReadonlyMap<string, Value>, outsideFirst = false) {
    super();
    this.given = given;
    this.outsideFirst = outsideFirst;
  }

  override find(name: string): { value: Value } | undefined {
    const given = this.given.has(name) ? { value: this.given.get(name) } : undefined;
    if (given && !this.outsideFirst) return given;
    const known = this.variables.get(name);
    if (known) return known;
    const value = this.outside(name);
    if (value === undefined) return given;
    this.declare(name, value);
    return this.variables.get(name);
  }

  forget(): void {
    this.variables.clear();
  }
}

/** Compiles a function for running; undefined where its form is not understood at all. */
export function runnable(node: SyntaxNode, family: Family): Runnable | undefined {
  const machine = new Machine(family);
  let make: Evaluate;
  try {
    make = functionOf(node, compilerFor(machine));
  } catch (error) {
    if (error instanceof Stuck) return undefined;
    throw error;
  }
  const globals = globalsFor(machine);
  return {
    run(args, self, outside) {
      machine.refill();
      globals.forget();
      globals.outside = outside;
      return outcomeOf(() => {
        const callable = make(globals);
        return callable instanceof Callable ? real(callable.call(args, self)) : undefined;
      });
    },
    spent: () => machine.spent(),
  };
}

/** Expressions evaluated with the declarations of a file, each evaluation from a fresh start. */
export interface Program {
  evaluate(expression: SyntaxNode): Outcome;
  /** Whether the language counts a value as true. */
  isTrue(value: Value): boolean;
  /** Steps that the last evaluation took. */
  spent(): number;
}

/** A program in which `declared` tells what a name stands for: a function or the expression of a constant. */
export function createProgram(
  family: Family,
  declared: (name: string) => SyntaxNode | undefined,
  limits: Limits,
): Program {
  const machine = new Machine(family, limits);
  const compiler = compilerFor(machine);
  const globals = globalsFor(machine, true);
  globals.outside = (name) => {
    const node = declared(name);
    if (!node) return undefined;
    return (isFunction(node) ? functionOf(node, compiler) : compiler.expression(node))(globals);
  };
  return {
    evaluate(expression) {
      machine.refill();
      globals.forget();
      return outcomeOf(() => real(compiler.expression(expression)(globals)));
    },
    isTrue: (value) => truthy(machine, value),
    spent: () => machine.spent(),
  };
}

function compilerFor(machine: Machine): Compiler {
  return machine.family === 'script'
    ? createCompiler(machine, scriptExpressions, scriptStatements)
    : createCompiler(machine, pythonExpressions, pythonStatements);
}

function functionOf(node: SyntaxNode, compiler: Compiler): Evaluate {
  return compiler.machine.family === 'script'
    ? scriptFunction(node, compiler)
    : pythonFunction(node, compiler);
}

function globalsFor(machine: Machine, outsideFirst = false): Globals {
  const given = machine.family === 'script' ? scriptGlobals(machine) : pythonGlobals(machine);
  return new Globals(given, outsideFirst);
}

function outcomeOf(run: () => Value): Outcome {
  try {
    return { kind: 'returned', value: run() };
  } catch (error) {
    if (error instanceof Raised) return { kind: 'raised', error: error.kind, thrown: error.value };
    if (error instanceof Stuck) return { kind: 'stuck', reason: error.message };
    // A native stack overflow or invalid length is the interpreted code's own doing.
    if (error instanceof OutOfFuel || error instanceof RangeError) return { kind: 'endless' };
    if (error instanceof TypeError) return { kind: 'stuck', reason: error.message };
    throw error;
  }
}
