import type { SyntaxNode } from '../../syntax/node.ts';
import type { Family } from '../functionInfo.ts';
import { createCompiler } from './compiler.ts';
import { pythonGlobals } from './library/pythonGlobals.ts';
import { scriptGlobals } from './library/scriptGlobals.ts';
import { Machine, OutOfFuel, Raised, Scope, Stuck, type Evaluate } from './machine.ts';
import { real } from './operators.ts';
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
  /** Steps that the last run took. */
  readonly steps: number;
  run(args: readonly Value[], self: Value, outside: (name: string) => Value): Outcome;
}

/** Names that the language provides, then what `outside` makes of any other name. */
class Globals extends Scope {
  private readonly given: ReadonlyMap<string, Value>;
  outside: (name: string) => Value = () => undefined;

  constructor(given: ReadonlyMap<string, Value>) {
    super();
    this.given = given;
  }

  override find(name: string): { value: Value } | undefined {
    if (this.given.has(name)) return { value: this.given.get(name) };
    const known = this.variables.get(name);
    if (known) return known;
    const value = this.outside(name);
    if (value === undefined) return undefined;
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
  const isScript = family === 'script';
  const compiler = isScript
    ? createCompiler(machine, scriptExpressions, scriptStatements)
    : createCompiler(machine, pythonExpressions, pythonStatements);
  let make: Evaluate;
  try {
    make = isScript ? scriptFunction(node, compiler) : pythonFunction(node, compiler);
  } catch (error) {
    if (error instanceof Stuck) return undefined;
    throw error;
  }
  const globals = new Globals(isScript ? scriptGlobals(machine) : pythonGlobals(machine));
  return {
    get steps() {
      return machine.used;
    },
    run(args, self, outside) {
      machine.refill();
      globals.forget();
      globals.outside = outside;
      return outcomeOf(() => {
        const callable = make(globals);
        return callable instanceof Callable ? real(callable.call(args, self)) : undefined;
      });
    },
  };
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
