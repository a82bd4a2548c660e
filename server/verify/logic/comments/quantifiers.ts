import type { Dialect } from '../facts.ts';
import { atom, opposite, written, type Condition } from './conditions.ts';
import { matchOf } from './match.ts';
import { wordsOfName } from './nameWords.ts';
import type { Operand } from './operands.ts';
import { entryName, quantified } from './predicates.ts';
import { stemOf } from './lexicon.ts';
import { unknownShape, type Shape } from './types.ts';
import { ownersOf, whole, type Built, type Kinded } from './wholes.ts';

/** A word that no declared field of the entries has: the field is taken to be called so. */
const undeclared = 0.25;

/** `all items are available`: the word names a field of the entries. */
export function quantifiedWord(
  { variant, list }: Kinded<'quantifier'>,
  { text, negated }: Kinded<'word'>,
  dialect: Dialect,
): Built {
  const found = fieldFor(list, text);
  const denied = negated !== found.negated;
  const condition = quantify(variant, list, dialect, (entry) => {
    const own = atom(`${entry}.${found.field}`);
    return denied ? opposite(own, dialect) : own;
  });
  // The word itself is used after all, so passing over it costs nothing.
  return { ...whole(condition, ownersOf([list])), cost: found.cost };
}

interface Field {
  readonly field: string;
  readonly negated: boolean;
  readonly cost: number;
}

function fieldFor(list: Operand, text: string): Field {
  const fields = list.shape.element?.fields;
  const token = { kind: 'word', text, stem: stemOf(text) } as const;
  let best: Field | undefined;
  for (const [field] of fields ?? []) {
    const name = {
      text: field,
      words: wordsOfName(field),
      ownerWords: [],
      shape: unknownShape,
      order: 0,
    };
    const match = matchOf([token], name);
    if (match && (!best || match.cost < best.cost)) best = { field, ...match };
  }
  return best ?? { field: text, negated: false, cost: fields ? undeclared * 6 : undeclared };
}

/** `all prerequisites are in the completed courses`. */
export function quantifiedPredicate(
  { variant, list }: Kinded<'quantifier'>,
  { predicate }: Kinded<'predicate'>,
  dialect: Dialect,
): readonly Built[] {
  const shape: Shape = list.shape.element ?? { kind: 'text' };
  const entry: Operand = { text: entryName(list), shape };
  const applied = predicate.apply(entry);
  if (!applied) return [];
  const condition = quantify(variant, list, dialect, () => applied.condition);
  return [{ ...whole(condition, ownersOf([list])), cost: applied.cost + 0.05 }];
}

function quantify(
  variant: Kinded<'quantifier'>['variant'],
  list: Operand,
  dialect: Dialect,
  body: (entry: string) => Condition,
): Condition {
  const quantifier = variant === 'all' || variant === 'notAll' ? 'all' : 'any';
  const condition = quantified(list, quantifier, body, dialect, (inner) => written(inner, dialect));
  return variant === 'none' || variant === 'notAll' ? opposite(condition, dialect) : condition;
}
