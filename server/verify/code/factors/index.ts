import { descendants } from '../../syntax/node.ts';
import type { FunctionInfo } from '../functionInfo.ts';
import { callFactors } from './calls.ts';
import { docWords, type Facts } from './facts.ts';
import { loopFactors } from './loops.ts';
import { meaningFactors } from './meanings.ts';
import { operatorFactors } from './operators.ts';
import { smellFactors } from './smells.ts';
import { literalFactors, lostFactors, returnFactors } from './values.ts';
import { variableFactors } from './variables.ts';
import { kindsOf } from './wordClasses.ts';

/**
 * The factors of a function: small facts such as “`<` between an index and a length in the head of a loop”. A
 * log-linear model over them (`naturalness.ts`) says how usual a function is, so that two versions can be compared.
 */
export function factorsOf(fn: FunctionInfo, emit: (key: string) => void): void {
  const name = fn.nameWords.slice(0, 5);
  const doc = docWords(fn.doc);
  const facts: Facts = {
    fn,
    name: [...name, ...kindsOf(name)],
    doc: [...doc, ...kindsOf(doc)],
    emit: (...parts) => emit(parts.join('|')),
  };
  for (const node of descendants(fn.body)) {
    if (!node.named) continue;
    operatorFactors(node, facts);
    meaningFactors(node, facts);
    callFactors(node, facts);
    literalFactors(node, facts);
    lostFactors(node, facts);
  }
  loopFactors(facts);
  returnFactors(facts);
  variableFactors(facts);
  smellFactors(facts);
}
