import type { Machine } from '../machine.ts';
import { Bag, Dict, Moment, Pattern, type Value } from '../values.ts';
import { dateMember } from './dates.ts';
import { scriptListMember } from './scriptLists.ts';
import { mapMember, numberMember, patternMember, setMember } from './scriptObjects.ts';
import { scriptTextMember } from './scriptTexts.ts';

/** A built-in property or method of a JavaScript value; undefined where there is none of that name. */
export function scriptMember(
  machine: Machine,
  at: Exclude<Value, undefined | null>,
  name: string,
): Value {
  if (typeof at === 'string') return scriptTextMember(machine, at, name);
  if (typeof at === 'number') return numberMember(at, name);
  if (Array.isArray(at)) return scriptListMember(machine, at, name);
  if (at instanceof Bag) return setMember(machine, at, name);
  if (at instanceof Moment) return dateMember(at, name);
  if (at instanceof Pattern) return patternMember(at, name);
  return at instanceof Dict ? mapMember(machine, at, name) : undefined;
}
