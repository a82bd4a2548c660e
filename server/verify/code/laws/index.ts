import {
  averagesLieBetween,
  nothingIsZero,
  quantifiers,
  repetitionChangesNothing,
  sumsAdd,
} from './folds.ts';
import type { Law } from './law.ts';
import {
  extremesAreElements,
  extremesAreExtreme,
  groupsKeepElements,
  mappingsKeepLength,
  orderingKeepsElements,
  selectionsArePart,
} from './lists.ts';
import {
  amounts,
  comparisons,
  idempotence,
  involution,
  questions,
  symmetry,
  transfersConserve,
} from './relations.ts';

/** Every law, in no particular order. */
export const laws: readonly Law[] = [
  sumsAdd,
  nothingIsZero,
  quantifiers,
  averagesLieBetween,
  repetitionChangesNothing,
  orderingKeepsElements,
  selectionsArePart,
  groupsKeepElements,
  extremesAreElements,
  extremesAreExtreme,
  mappingsKeepLength,
  symmetry,
  comparisons,
  transfersConserve,
  idempotence,
  involution,
  questions,
  amounts,
];
