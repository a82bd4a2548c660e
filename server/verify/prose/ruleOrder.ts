import type { ProseCorrection } from '../../../protocol/checker.ts';
import { contextGain } from './context.ts';
import { modals, words } from './lexicon.ts';
import { at, isWord } from './rule.ts';
import type { Rule } from './rule.ts';
import { spanCorrection } from './tokenPattern.ts';
import type { Sentence, Token } from './tokens.ts';
import { formOf, wordClasses } from './wordClasses.ts';

const { SUBJ, BE, DET, POSS, NOUN, ADJ, PREP, ADVERB } = wordClasses as Record<
  'SUBJ' | 'BE' | 'DET' | 'POSS' | 'NOUN' | 'ADJ' | 'PREP' | 'ADVERB',
  (token: Token) => boolean
>;

/** Questions of two words: "how much", "what time". */
const measures =
  /^(?:how (?:much|many|long|often|far|old|big|well|fast|soon|late|large)|what (?:time|kind|color|colour|size))$/u;

const askers = words(
  'me us know knows knew wonder wonders wondering wondered ask asks asked explain explains understand understands see idea sure remember out decide clear check say him her them tell forgot forget unclear',
);

/** A question inside a sentence keeps the order of a statement: `tell me where is the room` → `where the room is`. */
export const embeddedQuestions: Rule = function* (sentence) {
  for (let i = 1; i + 2 < sentence.tokens.length; i++) {
    const [governor, question] = [at(sentence, i - 1), at(sentence, i)];
    const wide = measures.test(`${question?.lower ?? ''} ${at(sentence, i + 1)?.lower ?? ''}`)
      ? 1
      : 0;
    const [auxiliary, next] = [at(sentence, i + 1 + wide), at(sentence, i + 2 + wide)];
    if (!isWord(governor) || !isWord(question) || !isWord(auxiliary) || !isWord(next)) continue;
    if (!askers.has(governor.lower) || !/^(?:where|when|how|why|what|who)$/u.test(question.lower))
      continue;
    if (
      /^(?:me|us|him|her|them|out)$/u.test(governor.lower) &&
      !/^(?:tell|tells|told|telling|ask|asks|asked|show|shows|showed|explain|find|figure|let|remind|inform|teach|figured|to)$/u.test(
        at(sentence, i - 2)?.lower ?? '',
      )
    )
      continue;
    const correction = SUBJ(next)
      ? pronounOrder(sentence, i + wide)
      : BE(auxiliary) && wide === 0
        ? phraseOrder(sentence, i)
        : undefined;
    if (correction !== undefined) yield correction;
  }
};

/** "how can I do" → "how I can do"; "what does it mean" → "what it means". */
function pronounOrder(sentence: Sentence, i: number): ProseCorrection | undefined {
  const [question, auxiliary, subject, verb] = [0, 1, 2, 3].map((step) =>
    at(sentence, i + step),
  ) as [Token, Token, Token, Token | undefined];
  if (/^(?:do|does|did)$/u.test(auxiliary.lower)) {
    if (!isWord(verb)) return undefined;
    const third = /^(?:he|she|it)$/u.test(subject.lower);
    const form = auxiliary.lower === 'did' ? 'past' : third ? 'third' : 'base';
    const inflected = formOf(verb.lower, form);
    if (inflected === undefined) return undefined;
    return spanCorrection(sentence, i, i + 4, `${question.text} ${subject.text} ${inflected}`, {
      kind: 'order',
      prior: 0.87,
    });
  }
  if (
    !BE(auxiliary) &&
    !modals.has(auxiliary.lower) &&
    !/^(?:have|has|had)$/u.test(auxiliary.lower)
  )
    return undefined;
  return spanCorrection(sentence, i, i + 3, `${question.text} ${subject.text} ${auxiliary.text}`, {
    kind: 'order',
    prior: 0.87,
  });
}

/** "where is the meeting room?" → "where the meeting room is?". */
function phraseOrder(sentence: Sentence, i: number): ProseCorrection | undefined {
  const [question, be, first] = [at(sentence, i), at(sentence, i + 1), at(sentence, i + 2)] as [
    Token,
    Token,
    Token,
  ];
  if (!(DET(first) || POSS(first)) || question.lower === 'who') return undefined;
  let end = i + 3;
  while (isWord(at(sentence, end)) && isInPhrase(at(sentence, end) as Token)) end++;
  const after = at(sentence, end);
  const closes = after === undefined || /^[.?!,;]$/u.test(after.text);
  if (end === i + 3 || (!closes && question.lower === 'what')) return undefined;
  if (!closes && !(isWord(after) && PREP(after))) return undefined;
  const phrase = sentence.tokens.slice(i + 2, end).map((token) => token.text);
  const gain = contextGain(sentence, i, i + 2, [question.lower]);
  const text = [question.text, ...phrase, be.text].join(' ');
  return spanCorrection(sentence, i, end, text, { kind: 'order', prior: gain > -6 ? 0.87 : 0.8 });
}

function isInPhrase(token: Token): boolean {
  return (NOUN(token) || ADJ(token)) && !ADVERB(token) && !PREP(token);
}
