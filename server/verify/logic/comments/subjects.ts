import { stemOf } from './lexicon.ts';
import { isBound, isNow, type Operand } from './operands.ts';
import type { Predicate } from './predicates.ts';
import { wholeOf, type Built } from './wholes.ts';

/** Names that an unsaid subject is looked for among, at most. */
const offered = 3;

/** `at least 18` without a subject: the names that it fits, the likeliest first. */
export function impliedSubjects(
  predicate: Predicate,
  subjects: readonly Operand[],
  owner?: string,
): readonly Built[] {
  if (predicate.needsSubject && owner === undefined) return [];
  const found = subjects.flatMap((subject): Built[] => {
    if (owner !== undefined && subject.name?.owner !== owner) return [];
    const applied = predicate.apply(subject);
    if (!applied) return [];
    const cost = applied.cost + unlikeliness(subject, predicate, owner !== undefined);
    return [wholeOf({ condition: applied.condition, cost }, [subject])];
  });
  return found.sort((a, b) => (a.cost ?? 0) - (b.cost ?? 0)).slice(0, offered);
}

function unlikeliness(subject: Operand, { about, key }: Predicate, owned: boolean): number {
  const stems = (subject.name?.words ?? []).map(stemOf);
  const years = /\b(?:13|16|18|21|65)\b/.test(key) && stems.includes('ag') ? 0.2 : 0;
  const named = about.some((topic) => stems.includes(topic));
  const bound = isBound(subject) || isNow(subject) ? 0.4 : 0;
  const counted = subject.shape.kind === 'list' || subject.shape.kind === 'set' ? 0.2 : 0;
  const constant = /^[A-Z][A-Z_\d]+$/.test(subject.text) ? 0.4 : 0;
  return (named ? 0.15 : 0.4) + bound + constant + counted - (owned ? 0.2 : 0) - years;
}
