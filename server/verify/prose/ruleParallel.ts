import type { ProseCorrection } from '../../../protocol/checker.ts';
import { contextGain } from './context.ts';
import { inflected, partCounts, verbWithForm } from './forms.ts';
import type { VerbForm } from './forms.ts';
import { clauseStarters, modals, words } from './lexicon.ts';
import { at, correct, isWord } from './rule.ts';
import type { Rule } from './rule.ts';
import { weighed } from './tokenPattern.ts';
import type { Sentence, Token } from './tokens.ts';
import { hasForm, isMostlyVerb, isSingularCount, wordClasses } from './wordClasses.ts';

const { DET, POSS, OBJ, PREP, SUBJ, ADVERB } = wordClasses as Record<
  'DET' | 'POSS' | 'OBJ' | 'PREP' | 'SUBJ' | 'ADVERB',
  (token: Token) => boolean
>;

const presentAuxiliaries = words("is has does isn't hasn't doesn't");
const pastAuxiliaries = words("was were had did wasn't weren't hadn't didn't");
const plain = words('please to let');

/** Verbs that "and" joins share one subject and one tense: `it parses the input and return it` → `returns`. */
export const parallelForms: Rule = function* (sentence) {
  for (let i = 2; i < sentence.tokens.length; i++) {
    const conjunction = at(sentence, i - 1);
    if (!/^(?:and|or|but)$/u.test(conjunction?.lower ?? '')) continue;
    let j = i;
    while (isWord(at(sentence, j)) && ADVERB(at(sentence, j) as Token) && j < i + 2) j++;
    const verb = at(sentence, j);
    if (!isWord(verb) || verb.text !== verb.lower) continue;
    const agreeing = singularAuxiliaries[verb.lower];
    if (
      agreeing !== undefined &&
      earlierForm(sentence, i - 2) === 'third' &&
      !SUBJ(at(sentence, j + 1) ?? verb)
    )
      yield correct(
        'agreement',
        0.87,
        verb,
        agreeing,
        `“${agreeing}” goes with the verb before it.`,
      );
    if (!isVerbHere(sentence, j) && !afterCountedNoun(sentence, i - 2, verb)) continue;
    const earlier = earlierForm(sentence, i - 2);
    if (earlier !== undefined) yield* inForm(sentence, j, earlier);
  }
};

const singularAuxiliaries: Readonly<Record<string, string>> = {
  have: 'has',
  "don't": "doesn't",
  "haven't": "hasn't",
};

/** "is an engineer and work": a counted noun would want its article, so a verb stands here. */
function afterCountedNoun(sentence: Sentence, k: number, verb: Token): boolean {
  const [noun, article] = [at(sentence, k), at(sentence, k - 1)];
  return (
    isWord(noun) &&
    isSingularCount(noun.lower) &&
    /^an?$/u.test(article?.lower ?? '') &&
    partCounts(verb.lower).verb > 0 &&
    /^(?:in|at|for|with|as|on|to)$/u.test(
      at(sentence, sentence.tokens.indexOf(verb) + 1)?.lower ?? '',
    )
  );
}

/** A verb with something behind it that only verbs govern. */
function isVerbHere(sentence: Sentence, j: number): boolean {
  const [verb, next] = [at(sentence, j) as Token, at(sentence, j + 1)];
  const base =
    verbWithForm(verb.lower, 'base') ??
    verbWithForm(verb.lower, 'past') ??
    (isImperative(sentence) || (next !== undefined && (DET(next) || POSS(next) || OBJ(next)))
      ? verbWithForm(verb.lower, 'third')
      : undefined);
  if (
    base === undefined ||
    modals.has(verb.lower) ||
    /^(?:be|do|have|need|let|may|can|will|must|like|please|then|set|put|cut)$/u.test(base)
  )
    return false;
  if (next === undefined || (next.kind === 'mark' && next.text !== '('))
    return isMostlyVerb(verb.lower);
  if (/^(?:which|that|what|whose)$/u.test(next.lower)) return false;
  if (DET(next) || POSS(next) || OBJ(next)) return partCounts(base).verb > 0;
  return isMostlyVerb(verb.lower) && (next.kind === 'mask' || PREP(next) || !verb.tags.has('Noun'));
}

/** The form that the nearest verb before the conjunction has; undefined where it shows none beyond doubt. */
function earlierForm(sentence: Sentence, from: number): VerbForm | undefined {
  for (let k = from; k >= 0; k--) {
    const token = at(sentence, k) as Token;
    if (/^[,;:.!?()]$/u.test(token.text)) return undefined;
    if (token.kind !== 'word') continue;
    const before = at(sentence, k - 1)?.lower ?? '';
    // "to the cart": a preposition.
    if (token.lower === 'to' && !opensInfinitive(sentence, k)) continue;
    if (modals.has(token.lower) || plain.has(token.lower)) return 'base';
    if (presentAuxiliaries.has(token.lower)) return 'third';
    if (pastAuxiliaries.has(token.lower)) return 'past';
    if (/^(?:are|am|have|do|be|been|being)$/u.test(token.lower)) return undefined;
    if (k === 0 && isImperative(sentence)) return 'base';
    if ((isFinite(token) || hasOwnObject(sentence, k)) && !governed(sentence, k)) {
      if (modals.has(before) || plain.has(before)) return 'base';
      return finiteForm(token);
    }
    if (clauseStarters.has(token.lower) || /^(?:how|what|why)$/u.test(token.lower))
      return undefined;
    if (SUBJ(token) && k < from) return undefined;
  }
  return undefined;
}

/** "to" and a verb that is seldom a noun, or that an article follows. */
function opensInfinitive(sentence: Sentence, k: number): boolean {
  let v = k + 1;
  while (isSkipped(at(sentence, v))) v++;
  const verb = at(sentence, v);
  if (!isWord(verb)) return false;
  let n = v + 1;
  while (isSkipped(at(sentence, n))) n++;
  const next = at(sentence, n);
  const hasObject = isWord(next) && (DET(next) || POSS(next) || OBJ(next));
  // "to reassert their rights": what no list knows and has an object is a verb.
  if (!hasForm(verb.lower, 'base')) return hasObject && isUnknown(verb);
  return (
    isMostlyVerb(verb.lower) ||
    next?.kind === 'mask' ||
    hasObject ||
    /^(?:and|or)$/u.test(next?.lower ?? '') ||
    (isWord(next) && /^\p{Lu}/u.test(next.text))
  );
}

function isUnknown({ lower }: Token): boolean {
  const { noun, verb, adjective, adverb } = partCounts(lower);
  return noun + verb + adjective + adverb === 0;
}

function isSkipped(token: Token | undefined): boolean {
  return isWord(token) && (ADVERB(token) || /^(?:either|both)$/u.test(token.lower));
}

/** "Loop through all rows", "Insert the battery": an order opens the sentence. */
function isImperative(sentence: Sentence): boolean {
  const start = at(sentence, 0)?.lower === 'please' ? 1 : 0;
  const [first, second] = [at(sentence, start), at(sentence, start + 1)];
  return (
    isWord(first) &&
    isWord(second) &&
    hasForm(first.lower, 'base') &&
    !first.tags.has('Pronoun') &&
    partCounts(first.lower).verb > 0 &&
    (DET(second) || POSS(second) || OBJ(second) || PREP(second))
  );
}

/** "the broken file", "to files", "to check names": no finite verb. */
function governed(sentence: Sentence, k: number): boolean {
  const before = at(sentence, k - 1);
  return (
    before !== undefined &&
    (DET(before) ||
      POSS(before) ||
      PREP(before) ||
      (at(sentence, k - 2)?.lower === 'to' && hasForm(before.lower, 'base')) ||
      /^(?:have|has|had|be|been|is|are|was|were)$/u.test(before.lower))
  );
}

function isFinite(token: Token): boolean {
  const word = token.lower;
  return (
    (hasForm(word, 'third') &&
      !token.tags.has('Plural') &&
      (token.tags.has('Verb') || isMostlyVerb(word))) ||
    (hasForm(word, 'past') && token.tags.has('Verb'))
  );
}

/** "checks its type": the tagger may take the verb for a noun. */
function hasOwnObject(sentence: Sentence, k: number): boolean {
  const [token, next] = [at(sentence, k) as Token, at(sentence, k + 1)];
  return (
    hasForm(token.lower, 'third') &&
    isWord(next) &&
    (DET(next) || POSS(next)) &&
    !/^(?:is|has|does|that|this)$/u.test(token.lower)
  );
}

function finiteForm(token: Token): VerbForm | undefined {
  if (hasForm(token.lower, 'base')) return undefined;
  if (hasForm(token.lower, 'third') && !hasForm(token.lower, 'past')) return 'third';
  return hasForm(token.lower, 'past') && !hasForm(token.lower, 'third') ? 'past' : undefined;
}

/** "helped me pack and move": a bare verb stands behind these and their object. */
function hasCausative(sentence: Sentence, end: number): boolean {
  return sentence.tokens.slice(0, end).some(({ lower }, k) => {
    if (
      !/^(?:help\w*|let|lets|letting|ma[dk]e|makes|making|had|saw|heard|watched|felt)$/u.test(lower)
    )
      return false;
    const object = at(sentence, k + 1);
    if (!isWord(object) || !(OBJ(object) || DET(object) || POSS(object))) return false;
    const verb = at(sentence, OBJ(object) ? k + 2 : k + 3);
    return isWord(verb) && hasForm(verb.lower, 'base');
  });
}

function isThirdVerb(token: Token): boolean {
  return (
    hasForm(token.lower, 'third') &&
    !hasForm(token.lower, 'base') &&
    (token.tags.has('Verb') || isMostlyVerb(token.lower))
  );
}

function* inForm(sentence: Sentence, j: number, form: VerbForm): Generator<ProseCorrection> {
  const verb = at(sentence, j) as Token;
  const isBase = hasForm(verb.lower, 'base');
  const isPast = hasForm(verb.lower, 'past');
  if (hasForm(verb.lower, form)) return;
  const next = at(sentence, j + 1);
  const hasObject = isWord(next) && (DET(next) || POSS(next) || OBJ(next));
  const isThird =
    hasForm(verb.lower, 'third') &&
    !isBase &&
    (isImperative(sentence) || (form === 'base' && hasObject));
  const wrong =
    form === 'base'
      ? isThird || (isPast && !isBase && !/ed$/u.test(verb.lower))
      : isBase && (!isPast || (form === 'third' && verb.lower === 'read' && hasObject));
  // "allows us to read the file and reduces the load": it goes with the earlier verb.
  if (form === 'base' && isThird && sentence.tokens.slice(0, j).some(isThirdVerb)) return;
  if (!wrong || (form === 'past' && hasCausative(sentence, j))) return;
  const base = isBase ? verb.lower : verbWithForm(verb.lower, isThird ? 'third' : 'past');
  const right = base === undefined ? undefined : inflected(base, form);
  if (right === undefined) return;
  const gain = contextGain(sentence, j, j + 1, [right]);
  const prior = form === 'past' && isMostlyVerb(verb.lower) ? 0.91 : 0.86;
  yield correct(
    'agreement',
    // An object behind the verb settles it; the word model sees too little to know.
    weighed(prior, hasObject ? Math.max(-0.5, gain * 0.4) : gain),
    verb,
    right,
    `“${right}” goes with the verb before it.`,
  );
}
