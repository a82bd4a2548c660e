import { collectives } from '../../core/experts/collectives.ts';
import { clauseSubject } from './clauseSubject.ts';
import { modals } from './lexicon.ts';
import { at, correct, isWord } from './rule.ts';
import type { Rule } from './rule.ts';
import type { Sentence, Token } from './tokens.ts';
import { irregularPlural } from './verbs.ts';
import { wordClasses } from './wordClasses.ts';

const { ADVERB, SUBJ } = wordClasses as Record<'ADVERB' | 'SUBJ', (token: Token) => boolean>;

const toSingular: ReadonlyMap<string, string> = new Map(
  [...irregularPlural].map(([singular, plural]) => [plural, singular]),
);

/** Two auxiliaries of one subject agree alike: `the results were published and has been cited` → `have`. */
export const coordinatedAgreement: Rule = function* (sentence) {
  for (const [i, verb] of sentence.tokens.entries()) {
    if (!isWord(verb) || verb.text !== verb.lower || !isAuxiliary(verb)) continue;
    const joint = conjunctionBefore(sentence, i);
    const next = at(sentence, i + 1);
    if (joint === undefined || (next !== undefined && SUBJ(next))) continue;
    const first = firstAuxiliary(sentence, joint);
    if (first === undefined) continue;
    const subject = clauseSubject(sentence, first);
    if (subject === undefined || subject.relative || /^(?:i|you)$/u.test(subject.pronoun ?? ''))
      continue;
    if (!isOwnClause(at(sentence, subject.start - 1))) continue;
    // "The band was late and have gone home": British English takes them as people.
    if (subject.number === 'singular' && collectives.has(subject.head.lower)) continue;
    // "If he was here and were to stay": an unreal condition.
    if (/^were/u.test(verb.lower)) continue;
    const right =
      subject.number === 'plural' ? irregularPlural.get(verb.lower) : toSingular.get(verb.lower);
    if (right === undefined) continue;
    yield correct('agreement', 0.93, verb, right, `“${right}” agrees with “${subject.head.text}”.`);
  }
};

/** "The note says the pages are old and has a link": a reported clause ends before the conjunction. */
function isOwnClause(before: Token | undefined): boolean {
  return (
    before === undefined ||
    /^(?:[.,;:!?–—]|and|but|so|when|because|while|although|once|however|then)$/u.test(before.lower)
  );
}

function isAuxiliary({ lower }: Token): boolean {
  return irregularPlural.has(lower) || toSingular.has(lower);
}

/** The index of the conjunction right before the verb at `i`, adverbs skipped. */
function conjunctionBefore(sentence: Sentence, i: number): number | undefined {
  let j = i - 1;
  while (j > 0 && isWord(at(sentence, j)) && isBetween(at(sentence, j) as Token)) j--;
  return /^(?:and|but)$/u.test(at(sentence, j)?.lower ?? '') ? j : undefined;
}

/** "but all is lost": a word that may be the subject is none that only stands between. */
function isBetween(token: Token): boolean {
  return ADVERB(token) && !/^(?:all|more|most|enough|none)$/u.test(token.lower);
}

/** The one auxiliary of the clause before the conjunction; undefined where other verbs or clauses stand between. */
function firstAuxiliary(sentence: Sentence, joint: number): number | undefined {
  const end = at(sentence, joint - 1)?.text === ',' ? joint - 2 : joint - 1;
  for (let k = end; k > 0; k--) {
    const token = at(sentence, k) as Token;
    if (token.kind === 'mark' && /^[,;:.!?()–—]$/u.test(token.text)) return undefined;
    if (
      modals.has(token.text) ||
      /^(?:that|which|who|whose|what|where|if|when|because|while|although|though|so|how|why|whether|than|or|and|but|until|unless)$/u.test(
        token.lower,
      )
    )
      return undefined;
    if (isAuxiliary(token) || token.lower === 'had' || token.lower === 'did')
      return isAuxiliary(token) ? k : undefined;
  }
  return undefined;
}
