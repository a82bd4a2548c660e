import type { RepairCandidate } from '../../../protocol/checker.ts';
import { ancestor, descendants, within, type SyntaxNode } from '../syntax/node.ts';
import { jumpEdits, literalEdits, negationEdits } from './enumerate/conditions.ts';
import {
  awaitEdits,
  callEdits,
  missingResult,
  ownerEdits,
  returnEdits,
  returnPlacement,
  throwEdits,
} from './enumerate/flow.ts';
import {
  bracketEdits,
  differenceBoundEdits,
  exchangedReceiverEdits,
  exchangedSignsEdits,
  factorEdits,
  forgottenParameterEdits,
  foundResultEdits,
  prependEdits,
  rowLengthEdits,
  sameOperandEdits,
  sliceStepEdits,
} from './enumerate/forms.ts';
import { elementEdits, methodEdits, nameEdits, propertyEdits } from './enumerate/names.ts';
import { boundEdits, numberEdits, rangeEdits, shareEdits, signEdits } from './enumerate/numbers.ts';
import { operatorEdits } from './enumerate/operators.ts';
import {
  exchangedBranches,
  exchangedElements,
  exchangedNames,
  exchangedStatements,
  swappedArguments,
} from './enumerate/orders.ts';
import {
  absentEdits,
  endEdits,
  exchangedSubscripts,
  movedBoundEdits,
  movedNameEdits,
  stepEdits,
} from './enumerate/places.ts';
import {
  droppedTextEdits,
  equalityEdits,
  namedPropertyEdits,
  offsetEdits,
  plainNameEdits,
  selfAssignmentEdits,
  startEdits,
  wholeNegationEdits,
} from './enumerate/wholes.ts';
import type { FunctionInfo } from './functionInfo.ts';

/** Finds the edits of one kind that start at a node. */
type Enumerator = (node: SyntaxNode, fn: FunctionInfo) => readonly RepairCandidate[];

const enumerators: readonly Enumerator[] = [
  operatorEdits,
  numberEdits,
  signEdits,
  shareEdits,
  boundEdits,
  rangeEdits,
  swappedArguments,
  exchangedNames,
  exchangedElements,
  exchangedBranches,
  exchangedStatements,
  nameEdits,
  elementEdits,
  propertyEdits,
  methodEdits,
  negationEdits,
  literalEdits,
  jumpEdits,
  awaitEdits,
  returnEdits,
  returnPlacement,
  throwEdits,
  missingResult,
  callEdits,
  ownerEdits,
  plainNameEdits,
  selfAssignmentEdits,
  startEdits,
  wholeNegationEdits,
  equalityEdits,
  offsetEdits,
  namedPropertyEdits,
  droppedTextEdits,
  exchangedSubscripts,
  endEdits,
  movedBoundEdits,
  stepEdits,
  movedNameEdits,
  absentEdits,
  bracketEdits,
  differenceBoundEdits,
  exchangedReceiverEdits,
  exchangedSignsEdits,
  factorEdits,
  forgottenParameterEdits,
  foundResultEdits,
  prependEdits,
  rowLengthEdits,
  sameOperandEdits,
  sliceStepEdits,
];

/** Every single edit that could repair the function, without any evidence yet. */
export function enumerateRepairs(fn: FunctionInfo): readonly RepairCandidate[] {
  const found: RepairCandidate[] = [];
  for (const node of descendants(fn.node)) {
    if (inType(node) || inSignature(node, fn)) continue;
    for (const enumerate of enumerators) found.push(...enumerate(node, fn));
  }
  return found.filter((candidate) => within(candidate.range, fn.node));
}

function inType(node: SyntaxNode): boolean {
  const holder = ancestor(node, (at) =>
    /type_annotation|type_arguments|^type$|type_parameters/.test(at.type),
  );
  return holder !== undefined;
}

/** Defaults of parameters are part of what callers rely on; nothing in the body can say that they are wrong. */
function inSignature(node: SyntaxNode, fn: FunctionInfo): boolean {
  return node !== fn.node && node.start < fn.body.start;
}
