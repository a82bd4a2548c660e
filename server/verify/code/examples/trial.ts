import type { SyntaxNode } from '../../syntax/node.ts';
import type { FunctionInfo } from '../functionInfo.ts';
import { createProgram } from '../run/run.ts';
import { fingerprint, type Value } from '../run/values.ts';
import type { Example } from './example.ts';

/** An example may be larger than a drawn argument. */
const exampleLimits = { steps: 20_000, calls: 120 };

/** Runs examples on versions of one function. */
export interface Trial {
  /** Whether a version meets an example; undefined where the interpreter cannot follow. */
  meets(example: Example, version: SyntaxNode): boolean | undefined;
  /** Steps that all runs took together. */
  spent(): number;
}

/** Prepares a function and what its file declares beside it. */
export function createTrial(fn: FunctionInfo, declared: ReadonlyMap<string, SyntaxNode>): Trial {
  let spent = 0;
  return {
    spent: () => spent,
    meets({ actual, expected, holds }, version) {
      const program = createProgram(
        fn.family,
        (name) => (name === fn.name ? version : declared.get(name)),
        exampleLimits,
      );
      const outcome = program.evaluate(actual);
      spent += program.spent();
      if (outcome.kind === 'stuck') return undefined;
      if (outcome.kind !== 'returned') return false;
      if (!expected) return program.isTrue(outcome.value) === holds;
      const wanted = program.evaluate(expected);
      spent += program.spent();
      return wanted.kind === 'returned' ? equal(outcome.value, wanted.value) : undefined;
    },
  };
}

function equal(one: Value, other: Value): boolean {
  return fingerprint(one) === fingerprint(other);
}
