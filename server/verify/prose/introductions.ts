import { nounPhrase } from './nounPhrase.ts';
import { at, isWord } from './rule.ts';
import type { Sentence, Token } from './tokens.ts';
import { hasForm, wordClasses } from './wordClasses.ts';

const { DET, POSS, SUBJ, ADJ, ADVERB, PREP } = wordClasses as Record<
  'DET' | 'POSS' | 'SUBJ' | 'ADJ' | 'ADVERB' | 'PREP',
  (token: Token) => boolean
>;

/** "By default the server", "In the last century the town": a phrase that opens the sentence stands before the subject. */
export function endsIntroduction(sentence: Sentence, end: number, start: number): boolean {
  const [opener, first] = [at(sentence, 0), at(sentence, start)];
  if (isTimeOpening(sentence, end) || endsConditionWithState(sentence, end, start)) return true;
  if (!isWord(opener) || !isWord(first) || !(DET(first) || POSS(first))) return false;
  if (!/^(?:in|by|on|at|for|during|since|after|before|until)$/u.test(opener.lower)) return false;
  return (
    nounPhrase(sentence, end)?.start === 1 ||
    (end === 1 && /^(?:default|general|now|then)$/u.test(at(sentence, 1)?.lower ?? ''))
  );
}

/** "Last week", "two years ago", "in 1969", "yesterday": the tokens up to `end` tell when. */
function isTimeOpening(sentence: Sentence, end: number): boolean {
  const [first, last] = [at(sentence, 0)?.lower ?? '', at(sentence, end)];
  if (last?.kind !== 'word') return false;
  if (end === 0) return /^(?:yesterday|today|tomorrow|nowadays|sometimes)$/u.test(first);
  if (last.lower === 'ago') return end <= 3;
  if (end !== 1) return false;
  return (
    (/^(?:last|next|this|every|one)$/u.test(first) &&
      /^(?:night|week|weekend|month|year|time|day|morning|evening|summer|winter|spring|autumn|\p{L}+day)$/u.test(
        last.lower,
      )) ||
    (first === 'in' && /^\d{4}$/u.test(last.text))
  );
}

/** "When it is full the oldest entry": a condition without its comma ends in what it says of its subject. */
function endsConditionWithState(sentence: Sentence, end: number, start: number): boolean {
  const [opener, first, last] = [at(sentence, 0), at(sentence, start), at(sentence, end)];
  if (!isWord(first) || !(DET(first) || POSS(first)) || !isWord(last)) return false;
  if (!/^(?:when|if|once|because|while|as|whenever)$/u.test(opener?.lower ?? '')) return false;
  let be = end - 1;
  while (be > 1 && ADVERB(at(sentence, be) as Token)) be--;
  if (!/^(?:is|are|was|were|gets|becomes)$/u.test(at(sentence, be)?.lower ?? '')) return false;
  const subject = at(sentence, be - 1);
  const isSubject =
    (be === 2 && subject !== undefined && SUBJ(subject)) ||
    (be > 2 && nounPhrase(sentence, be - 1)?.start === 1);
  const isState = ADJ(last) || hasForm(last.lower, 'participle');
  return isSubject && isState && !PREP(last) && !/^(?:like|worth|near)$/u.test(last.lower);
}
