import type { Clause } from '../../../protocol/claims.ts';
import type { Term } from './terms.ts';

/** Words that deny what they stand with, besides those that the tagger marks (the second half of “cannot”). */
const denials = new Set([
  'no',
  'not',
  'never',
  'neither',
  'nor',
  'none',
  'nobody',
  'nothing',
  'without',
]);
/** “is unable to”, “fails to”, “lacks” deny, too. */
const denyingRoots = new Set(['unable', 'fail', 'lack', 'incapable']);

/** A denied word and the plain one that it denies. */
const opposites: Readonly<Record<string, string>> = {
  disabled: 'enabled',
  disable: 'enable',
  false: 'true',
  impossible: 'possible',
  incorrect: 'correct',
  wrong: 'correct',
  right: 'correct',
  invalid: 'valid',
  immutable: 'mutable',
  unsafe: 'safe',
  illegal: 'legal',
  incompatible: 'compatible',
  inequivalent: 'equivalent',
  insecure: 'secure',
  asynchronous: 'synchronous',
  optional: 'required',
  irrelevant: 'relevant',
  forbid: 'allow',
  forbidden: 'allowed',
  prohibit: 'allow',
  prohibited: 'allowed',
  exclude: 'include',
  off: 'on',
};
/** “right” is the plain word itself, not a denial of it. */
const plainWords = new Set(['right']);

/** The plain form of a word and whether the word denies it: `unused` is a denied `used`. */
export function plainForm(root: string): { readonly root: string; readonly denied: boolean } {
  const opposite = opposites[root];
  if (opposite !== undefined) return { root: opposite, denied: !plainWords.has(root) };
  const un = /^un(?<rest>[a-z]+(?:ed|able|common|safe|known|likely|usual))$/u.exec(root)?.groups?.[
    'rest'
  ];
  return un === undefined ? { root, denied: false } : { root: un, denied: true };
}

/** Whether a term denies its clause. “Not only” and “no more than” deny nothing. */
export function denies(term: Term, next: Term | undefined, later: Term | undefined): boolean {
  if (/^(?:only|just|matter|doubt|wonder|problem|idea)$/u.test(next?.lower ?? '')) return false;
  if (
    term.lower === 'no' &&
    /^(?:more|less|fewer)$/u.test(next?.lower ?? '') &&
    later?.lower === 'than'
  )
    return false;
  return denials.has(term.lower) || term.tags.has('Negative') || denyingRoots.has(term.root);
}

const hedges =
  /\b(?:may|might|could|would|perhaps|maybe|possibly|probably|likely|unlikely|sometimes|often|usually|typically|generally|occasionally|rarely|not (?:all|every|always|necessarily|only|just)|I (?:think|believe|guess|assume)|seems?|appears?|some|most|many|few|should)\b/iu;

/** How firmly a clause is said. A guess at a number is still a claim, but a guess denies nothing. */
export function stanceOf(sentence: string, clause: string): Clause['stance'] {
  if (/\?\s*["'”’)\]]*$/u.test(sentence)) return 'asked';
  if (/^\W*(?:if|suppose|assuming|assume|unless|let|imagine|when(?:ever)?)\b/iu.test(clause))
    return 'supposed';
  if (/\b(?:if|unless|whether|provided that|as long as)\b/iu.test(sentence)) return 'supposed';
  return hedges.test(clause) ? 'hedged' : 'stated';
}
