import type { ProseCorrection } from '../../../protocol/checker.ts';
import { verbReadings } from './forms.ts';
import { words } from './lexicon.ts';
import { adjacent, at, correct, isWord } from './rule.ts';
import type { Rule } from './rule.ts';
import type { Sentence, Token } from './tokens.ts';
import { wordClasses } from './wordClasses.ts';

const { SUBJ, DET, POSS } = wordClasses as Record<
  'SUBJ' | 'DET' | 'POSS',
  (token: Token) => boolean
>;

const asking = words(
  "can could will would do does did is are was were have has shall may don't doesn't didn't isn't aren't wasn't weren't haven't hasn't can't couldn't won't wouldn't shouldn't",
);
const questionWords = words('how what where when why who which whose whom');
const subjects = words(
  'i you he she it we they there this that these those anyone anybody someone somebody everyone everybody',
);

/** A question that ends like a statement: `Could you look at this.` → `?`. */
export const questionMarks: Rule = function* (sentence) {
  const last = sentence.tokens.at(-1);
  if (statementBehindQuestion(sentence) !== undefined) return;
  if (last === undefined || sentence.tokens.length < 4 || sentence.text.includes('?')) return;
  const stop = last.text === '.' ? last : undefined;
  if (
    stop === undefined &&
    !(isWord(last) && sentence.form.kind === 'text' && opensQuestion(sentence))
  )
    return;
  if (stop !== undefined && !opensQuestion(sentence) && !tagQuestion(sentence)) return;
  yield stop !== undefined
    ? correct('punctuation', 0.88, stop, '?', 'A question ends with a question mark.')
    : correct('punctuation', 0.82, last, `${last.text}?`, 'A question ends with a question mark.');
};

/** A question and a statement that a comma joins: `Where is the key, I need it.` → `key? I`. */
export const splicedQuestions: Rule = function* (sentence) {
  const comma = statementBehindQuestion(sentence);
  const [mark, next] = [at(sentence, comma ?? -1), at(sentence, (comma ?? -1) + 1)];
  if (mark === undefined || next === undefined) return;
  const capital = next.text.slice(0, 1).toUpperCase() + next.text.slice(1);
  yield correct(
    'punctuation',
    0.955,
    { start: mark.start, end: next.end },
    `?${sentence.text.slice(mark.end, next.start)}${capital}`,
    'A question ends with a question mark, and what follows is a sentence of its own.',
  );
};

/** The index of the one comma of a sentence that asks before it and tells behind it. */
function statementBehindQuestion(sentence: Sentence): number | undefined {
  const { tokens } = sentence;
  const commas = tokens.flatMap(({ text }, i) => (text === ',' ? [i] : []));
  const [comma = -1] = commas;
  if (commas.length !== 1 || comma < 3 || tokens.length - comma < 4) return undefined;
  if (tokens.slice(0, -1).some(({ text }) => /^[?!.;:"“”]$/u.test(text))) return undefined;
  const last = tokens.at(-1);
  if (last?.text !== '.' && !isWord(last)) return undefined;
  return asks(sentence, comma) && tells(sentence, comma + 1) ? comma : undefined;
}

/** "Where is the", "Whose car is this", "Can somebody": an auxiliary stands before its subject. */
function asks({ tokens }: Sentence, comma: number): boolean {
  const isSubject = (token: Token | undefined): boolean =>
    isWord(token) &&
    (subjects.has(token.lower) || (DET(token) && token.lower !== 'no') || POSS(token));
  const [first, second] = tokens;
  // "Were it late", "Had I known", "Did he call", "May you live": conditions and wishes.
  if (!isWord(first) || /^(?:were|had|should|did|may|have|has)$/u.test(first.lower)) return false;
  if (asking.has(first.lower))
    return first.lower === 'do'
      ? /^(?:i|you|we|they)$/u.test(second?.lower ?? '')
      : isSubject(second);
  if (!questionWords.has(first.lower) && !/^(?:who|what|where|when)['’]s$/u.test(first.lower))
    return false;
  for (let i = 1; i <= 3 && i < comma - 1; i++) {
    const token = tokens[i] as Token;
    if (asking.has(token.lower)) return isSubject(tokens[i + 1]);
    const ofNoun = i < 3 && /^(?:whose|which|what|who's)$/u.test(first.lower);
    if (!isWord(token) || SUBJ(token) || DET(token) || POSS(token) || !ofNoun) return false;
  }
  return false;
}

/** A clause with its own subject and a verb right behind it. */
function tells(sentence: Sentence, start: number): boolean {
  const { tokens } = sentence;
  if (
    tokens
      .slice(start)
      .some(({ lower }) =>
        /^(?:asked|said|wonder|wondered|replied|says|suppose|guess|ask)$/u.test(lower),
      )
  )
    return false;
  const first = tokens[start];
  if (!isWord(first)) return false;
  if (
    /^(?:i'm|i've|i'll|i'd|it's|we're|we've|he's|she's|they're|there's|you're)$/u.test(first.lower)
  )
    return true;
  const owned = POSS(first) || /^(?:the|this|that)$/u.test(first.lower);
  const verb = SUBJ(first) || first.lower === 'there' ? tokens[start + 1] : undefined;
  const later = owned ? tokens.slice(start + 2, start + 5) : [];
  return [...(verb === undefined ? [] : [verb]), ...later].some(
    (token, i) =>
      isWord(token) &&
      (/^(?:is|are|was|were|am|has|have|had|will|can|could|must|does|did|don't|doesn't|didn't|can't|cannot|isn't|wasn't|won't|would)$/u.test(
        token.lower,
      ) ||
        (i === 0 && verb !== undefined && verbReadings(token.lower).length > 0)),
  );
}

/** An auxiliary before its subject opens a question; "had I known", "so do I", "may you" do not. */
function opensQuestion(sentence: Sentence): boolean {
  let i = 0;
  while (/^(?:hi|hello|and|but|or|also|,)$/u.test(at(sentence, i)?.lower ?? '')) i++;
  const first = at(sentence, i);
  if (!isWord(first)) return false;
  if (/^(?:do|have)$/u.test(first.lower))
    return /^(?:i|you|we|they)$/u.test(at(sentence, i + 1)?.lower ?? '');
  // "May you live long" is a wish, and so is "May we meet again".
  if (first.lower === 'may') return at(sentence, i + 1)?.lower === 'i';
  // "Were it up to me, …", "Were it not for him", "Should you need help, …": a condition.
  if (first.lower === 'were' && at(sentence, i + 2)?.lower === 'not') return false;
  if (/^(?:were|had|should|did)$/u.test(first.lower) && hasComma(sentence)) return false;
  if (asking.has(first.lower)) return isSubjectAt(sentence, i + 1);
  if (!questionWords.has(first.lower)) return false;
  // "How often do you", "What is the": the auxiliary follows within three words.
  for (let j = i + 1; j <= i + 3; j++) {
    const token = at(sentence, j);
    if (!isWord(token)) return false;
    if (asking.has(token.lower)) return j > i && isPersonal(sentence, j + 1) && !hasComma(sentence);
    if (SUBJ(token) || DET(token) || POSS(token)) return false;
  }
  return false;
}

function hasComma(sentence: Sentence): boolean {
  return sentence.tokens.some((token) => token.text === ',');
}

function isPersonal(sentence: Sentence, i: number): boolean {
  const token = at(sentence, i);
  return isWord(token) && /^(?:i|you|he|she|it|we|they)$/u.test(token.lower);
}

function isSubjectAt(sentence: Sentence, i: number): boolean {
  const token = at(sentence, i);
  return (
    isWord(token) &&
    (subjects.has(token.lower) || (DET(token) && token.lower !== 'no') || POSS(token))
  );
}

/** "…, is it still available.": a question behind the last comma. */
function tagQuestion(sentence: Sentence): boolean {
  const comma = sentence.tokens.map((token) => token.text).lastIndexOf(',');
  if (comma < 2) return false;
  const auxiliary = at(sentence, comma + 1);
  if (!isWord(auxiliary) || !asking.has(auxiliary.lower) || !isPersonal(sentence, comma + 2))
    return false;
  // "…, were they always are": another word is meant.
  if (sentence.tokens.slice(comma + 3).some(({ lower }) => /^(?:is|are|was|were|am)$/u.test(lower)))
    return false;
  return !sentence.tokens
    .slice(0, comma)
    .some((token) =>
      /^(?:if|when|not|never|only|neither|nor|had|although|though|because|while|rarely|seldom)$/u.test(
        token.lower,
      ),
    );
}

/** `Dear Sir or Madam I would` → `Dear Sir or Madam, I would`. */
export const salutations: Rule = function* (sentence) {
  const first = sentence.tokens[0];
  if (first === undefined || !/^(?:dear|hi|hello|hey)$/u.test(first.lower)) return;
  let i = 1;
  while (i < 6 && isName(at(sentence, i), first)) i++;
  const [last, next] = [at(sentence, i - 1), at(sentence, i)];
  if (i < 2 || !isWord(next) || !adjacent(last, next)) return;
  if (
    /^(?:i|we|thanks|thank|could|can|please|would|here|just|your|my|the|this|it|is|are|do|did|have)$/u.test(
      next.lower,
    ) ||
    /^i['’]/u.test(next.lower)
  )
    yield* comma(last as Token);
};

function* comma(token: Token): Generator<ProseCorrection> {
  yield correct('punctuation', 0.88, token, `${token.text},`, 'A comma follows the salutation.');
}

function isName(token: Token | undefined, greeting: Token): boolean {
  if (!isWord(token)) return false;
  if (
    /^(?:sir|madam|or|all|team|everyone|mr|mrs|ms|dr|and|there|guys|colleagues|customer|friends)$/u.test(
      token.lower,
    )
  )
    return true;
  return (
    /^\p{Lu}\p{Ll}+$/u.test(token.text) &&
    !/^(?:I|We|Thanks|Thank|Could|Can|Please|Would|Here|Just|Your|My|The|This)$/u.test(
      token.text,
    ) &&
    greeting.text !== token.text
  );
}

/** `however we` after a stop → `However, we`. */
export const introductoryCommas: Rule = function* (sentence) {
  const [first, next] = [sentence.tokens[0], sentence.tokens[1]];
  if (!isWord(first) || !isWord(next) || !adjacent(first, next)) return;
  if (!/^(?:however|moreover|furthermore)$/u.test(first.lower)) return;
  if (!SUBJ(next) && !/^(?:the|this|these|my|our|your|there)$/u.test(next.lower)) return;
  // "However you do it, …" means "no matter how".
  if (first.lower === 'however' && hasComma(sentence)) return;
  yield correct(
    'punctuation',
    0.83,
    first,
    `${first.text},`,
    'A comma follows an introductory word.',
  );
};
