import type { ProseCorrection } from '../../../protocol/checker.ts';
import { contextGain } from './context.ts';
import { inflected, partCounts, verbReadings, verbWithForm } from './forms.ts';
import type { VerbForm } from './forms.ts';
import { didForms, modals, withCaseOf, words } from './lexicon.ts';
import { adjacent, at, correct, isWord } from './rule.ts';
import type { Rule } from './rule.ts';
import { weighed } from './tokenPattern.ts';
import type { Sentence, Token } from './tokens.ts';
import { hasForm, isMostlyVerb, wordClasses } from './wordClasses.ts';

const { ADVERB, SUBJ, DET, POSS, PREP, OBJ, BE, HAVE, NOUN, GERUND, PLURAL } =
  wordClasses as Record<
    | 'ADVERB'
    | 'SUBJ'
    | 'DET'
    | 'POSS'
    | 'PREP'
    | 'OBJ'
    | 'BE'
    | 'HAVE'
    | 'NOUN'
    | 'GERUND'
    | 'PLURAL',
    (token: Token) => boolean
  >;

/** A word that governs the form of the verb behind it, and that verb. */
interface Chain {
  readonly governor: Token;
  readonly verb: Token;
  readonly at: number;
}

const skipped = words(
  'not never always often usually also still just already only now then even ever really currently simply rarely sometimes soon probably actually easily quickly directly both all recently yet finally successfully completely',
);

/** Verbs whose form the auxiliary, "to" or preposition before them decides: `has arrive`, `been delay`, `will met`. */
export const verbChain: Rule = function* (sentence) {
  for (const [i, governor] of sentence.tokens.entries()) {
    if (!isWord(governor)) continue;
    const chain = chainAt(sentence, i, governor);
    if (chain === undefined) continue;
    if (modals.has(governor.lower) || didForms.has(governor.lower))
      yield* afterAuxiliary(sentence, chain);
    else if (HAVE(governor) || /^\p{L}+'ve$/u.test(governor.lower))
      yield* afterHave(sentence, chain);
    else if (BE(governor) || /^(?:i'm|(?:he|she)'s|(?:you|we|they)'re)$/u.test(governor.lower))
      yield* afterBe(sentence, chain);
    else if (governor.lower === 'to') yield* afterTo(sentence, chain);
    else if (/^(?:for|of|by|without|before|after|about|from|instead)$/u.test(governor.lower))
      yield* afterPreposition(sentence, chain);
  }
};

function chainAt(sentence: Sentence, i: number, governor: Token): Chain | undefined {
  let j = i + 1;
  // "did you received": the subject of a question stands between.
  if (
    (modals.has(governor.lower) ||
      didForms.has(governor.lower) ||
      /^(?:have|has|had)$/u.test(governor.lower)) &&
    isQuestionSubject(sentence, i)
  )
    j = questionPhraseEnd(sentence, j);
  while (skipped.has(at(sentence, j)?.lower ?? '') || isManner(at(sentence, j))) j++;
  const verb = at(sentence, j);
  if (!isWord(verb) || verb.text !== verb.lower || !adjacent(at(sentence, j - 1), verb))
    return undefined;
  return verbReadings(verb.lower).length === 0 ? undefined : { governor, verb, at: j };
}

/** "badly damaged", "properly installed". */
function isManner(token: Token | undefined): boolean {
  return isWord(token) && /\p{L}{3}ly$/u.test(token.lower) && ADVERB(token);
}

function isQuestionSubject(sentence: Sentence, i: number): boolean {
  const [before, next] = [at(sentence, i - 1), at(sentence, i + 1)];
  const opens =
    before === undefined ||
    before.kind === 'mark' ||
    /^(?:how|why|what|when|where|which|who|and|but|so|or|nor|only|then)$/u.test(before.lower);
  // "What time does the train leave?": two words ask.
  const asks =
    sentence.tokens.at(-1)?.text === '?' &&
    /^(?:what|how|which|whose)$/u.test(sentence.tokens[0]?.lower ?? '') &&
    i <= 3;
  return (
    (opens || asks) &&
    next !== undefined &&
    (SUBJ(next) || (DET(next) && /^(?:do|does|did)$/u.test(at(sentence, i)?.lower ?? '')))
  );
}

/** Index behind the subject of a question that begins at `j`: a pronoun, or a determiner with its noun. */
function questionPhraseEnd(sentence: Sentence, j: number): number {
  const first = at(sentence, j);
  if (first === undefined || !DET(first)) return j + 1;
  let end = j + 1;
  while (end < j + 4 && at(sentence, end)?.tags.has('Adjective') === true) end++;
  return end + 1;
}

/** Words that look like inflected verbs and follow an auxiliary all the same. */
const notVerbs = words(
  'times yes news always perhaps sometimes towards besides its this as is was lets needs thanks less unless plus likes left long own well better best',
);

function* afterAuxiliary(
  sentence: Sentence,
  { governor, verb, at: i }: Chain,
): Generator<ProseCorrection> {
  if (notVerbs.has(verb.lower) || hasForm(verb.lower, 'base')) return;
  // "the can opens", "a will written": a noun; "Should keys be kept": a question.
  const before = at(sentence, sentence.tokens.indexOf(governor) - 1);
  if (before !== undefined && (DET(before) || POSS(before) || PREP(before))) return;
  const isDo = didForms.has(governor.lower);
  // "does things", "do tests": the verb itself, with an object.
  if (isDo && !/n't$/u.test(governor.lower) && at(sentence, i - 1) === governor) return;
  if (before === undefined && NOUN(verb)) return;
  const base = baseFor(verb.lower);
  if (base === undefined) return;
  const { noun, verb: asVerb } = partCounts(base);
  if (
    hasForm(verb.lower, 'third') &&
    (noun > 3 * asVerb ||
      before === undefined ||
      /^(?:why|how|what|when|where)$/u.test(before.lower))
  )
    return;
  yield* offer(sentence, i, [base], 0.88, `After “${governor.text}” stands the base form.`);
}

function baseFor(word: string): string | undefined {
  for (const form of ['third', 'past', 'participle', 'gerund'] as const) {
    const base = verbWithForm(word, form);
    if (base !== undefined) return base;
  }
  return undefined;
}

function* afterHave(
  sentence: Sentence,
  { governor, verb, at: i }: Chain,
): Generator<ProseCorrection> {
  if (isParticiple(verb.lower) || notVerbs.has(verb.lower)) return;
  const isPast = hasForm(verb.lower, 'past');
  if (!isPast && !isMostlyVerb(verb.lower)) return;
  const next = at(sentence, i + 1);
  if (governor.lower === 'having') return;
  // "where they don't have fetch": a name.
  if (didForms.has(at(sentence, sentence.tokens.indexOf(governor) - 1)?.lower ?? '')) return;
  // "have write permissions", "has commits", "have hold of": a noun.
  if (GERUND(verb) || /^(?:got|spelled|hold)$/u.test(verb.lower)) return;
  if (
    !isPast &&
    (hasForm(verb.lower, 'third') || (next !== undefined && NOUN(next) && isNamed(verb.lower)))
  )
    return;
  const base = isPast ? verbWithForm(verb.lower, 'past') : baseOrThird(verb.lower);
  const participle = base === undefined ? undefined : inflected(base, 'participle');
  if (participle === undefined) return;
  yield* offer(
    sentence,
    i,
    [participle],
    isPast ? 0.92 : 0.86,
    `After “${governor.text}” stands the participle.`,
  );
}

/** Beside "smelt" and "misspelt" the regular form is right as well. */
function isParticiple(word: string): boolean {
  return hasForm(word, 'participle') || (hasForm(word, 'past') && word.endsWith('ed'));
}

/** What may stand before a noun as part of its name: "write permissions", "direct orders". */
function isNamed(word: string): boolean {
  const { noun, adjective } = partCounts(word);
  return noun + adjective > 0;
}

function baseOrThird(word: string): string | undefined {
  return verbWithForm(word, 'base') ?? verbWithForm(word, 'third');
}

const endsVerbPhrase =
  /^(?:by|in|on|with|from|when|if|as|to|at|for|and|or|before|after|during|once|because|until|since|into|of|about|now|today|yesterday|tomorrow|again|soon|too|here|there|twice|once|anymore|already|every|correctly|automatically)$/u;

function* afterBe(
  sentence: Sentence,
  { governor, verb, at: i }: Chain,
): Generator<ProseCorrection> {
  const word = verb.lower;
  if (
    isParticiple(word) ||
    GERUND(verb) ||
    notVerbs.has(word) ||
    partCounts(word).adjective > 0 ||
    /^(?:got|spelled)$/u.test(word)
  )
    return;
  const next = at(sentence, i + 1);
  const isPast = hasForm(word, 'past');
  const base = isPast ? verbWithForm(word, 'past') : verbWithForm(word, 'base');
  if (base === undefined) return;
  const closes = next === undefined || next.kind === 'mark' || endsVerbPhrase.test(next.lower);
  const before = at(sentence, sentence.tokens.indexOf(governor) - 1);
  if (before?.lower === 'there') return;
  // "thank you for you're help": "your" is meant.
  if (
    /^(?:you|they)'re$/u.test(governor.lower) &&
    partCounts(word).noun > 0 &&
    isWord(before) &&
    (PREP(before) || hasForm(before.lower, 'base'))
  )
    return;
  if (!isPast && followsPronoun(sentence, governor) && isActive(word, next, at(sentence, i + 2))) {
    const gerund = inflected(base, 'gerund');
    if (gerund !== undefined)
      yield* offer(sentence, i, [gerund], 0.985, `After “${governor.text}” stands the -ing form.`);
    return;
  }
  // "was badly damage": an adverb of manner is followed by a participle.
  const passive =
    /^(?:be|been|being)$/u.test(governor.lower) ||
    (isManner(at(sentence, i - 1)) && partCounts(word).verb > 0);
  // "the key is use": only after "be" and "been" the form alone shows the fault.
  const likely =
    /^(?:in|on|by|at)$/u.test(next?.lower ?? '') &&
    contextGain(sentence, i, i + 1, [inflected(base, 'participle') ?? word]) >= 3;
  // "I'm use version 2", "while she was study in": behind a pronoun a bare noun that counts would want its article.
  const bare =
    !isPast &&
    followsPronoun(sentence, governor) &&
    partCounts(word).verb * 3 >= partCounts(word).noun &&
    partCounts(word).verb > 0;
  if (
    !isPast &&
    !passive &&
    !((isMostlyVerb(word) || likely || bare) && !isPseudoCleft(sentence, i))
  )
    return;
  // "the remedy is delay", "there are compile and run time errors": a noun.
  if (
    !isPast &&
    !passive &&
    (next === undefined ||
      next.kind === 'mark' ||
      (partCounts(word).noun > 0 && /^(?:and|or)$/u.test(next.lower)))
  )
    return;
  if (!isPast && /^(?:and|or|which|that|to)$/u.test(at(sentence, i - 1)?.lower ?? '')) return;
  if (!isPast && !bare && !closes && !DET(next) && !OBJ(next) && !POSS(next)) return;
  const forms: VerbForm[] = closes ? ['participle', 'gerund'] : ['gerund', 'participle'];
  const choices = forms.flatMap((form) => inflected(base, form) ?? []);
  yield* offer(
    sentence,
    i,
    choices,
    passive || isPast ? 0.86 : 0.8,
    `After “${governor.text}” stands a participle.`,
  );
}

const active = words('consider plan think try hope wait look struggle attempt');

/** "are consider to move", "is wait for": who does it is told, so no passive is meant; "is consider to be" is one. */
function isActive(verb: string, next: Token | undefined, after: Token | undefined): boolean {
  if (!active.has(verb) || next === undefined) return false;
  if (verb === 'consider')
    return next.lower === 'to' ? !/^(?:be|have)$/u.test(after?.lower ?? '') : DET(next);
  return /^(?:to|for|about|at|of|on|with)$/u.test(next.lower);
}

/** "she was", "I'm": the form of be has a person before it. */
function followsPronoun(sentence: Sentence, be: Token): boolean {
  if (/'(?:m|s|re)$/u.test(be.lower)) return true;
  if (!/^(?:am|is|are|was|were)$/u.test(be.lower)) return false;
  const before = at(sentence, sentence.tokens.indexOf(be) - 1);
  return /^(?:i|you|he|she|we|they)$/u.test(before?.lower ?? '');
}

/** "what it does is add": a bare verb may follow. */
function isPseudoCleft(sentence: Sentence, i: number): boolean {
  return sentence.tokens
    .slice(0, i)
    .some((token) =>
      /^(?:what|all|thing|do|does|did|step|goal|idea|trick|option|way|key|purpose|aim|job|task)$/u.test(
        token.lower,
      ),
    );
}

/** Before these, "to" is a preposition or the form is an adjective: "due to increased demand". */
const prepositionalTo = words(
  'due according thanks owing similar prior subject related compared limited used addicted committed contrary equal next close added applied attached connected sent given access according respect regard response reference leads led lead leading up back down alternative key improvement approach answer solution reaction devoted dedicated exposed opposed objection',
);

function* afterTo(sentence: Sentence, { verb, at: i }: Chain): Generator<ProseCorrection> {
  const word = verb.lower;
  if (hasForm(word, 'base') || GERUND(verb) || notVerbs.has(word)) return;
  const governor = at(sentence, i - 2);
  if (
    governor === undefined ||
    prepositionalTo.has(governor.lower) ||
    at(sentence, i - 1)?.lower !== 'to'
  )
    return;
  const base = baseFor(word);
  if (base === undefined) return;
  const gain = contextGain(sentence, i, i + 1, [base]);
  const isThird = hasForm(word, 'third');
  // "to files", "to added fields": a noun or an adjective.
  if (isThird && (partCounts(base).noun > partCounts(base).verb || verb.tags.has('Plural'))) return;
  const next = at(sentence, i + 1);
  // "Requests to documents": without an object a plural.
  if (isThird && !isMostlyVerb(word) && !(next && (DET(next) || POSS(next) || OBJ(next)))) return;
  if (!isThird && next !== undefined && (NOUN(next) || GERUND(next))) return;
  if (
    gain < 1.5 &&
    !/^(?:want|wants|wanted|like|need|needs|happy|glad|able|pleased|proud|sorry|excited|going|hope|decided|ready|trying|try|tried)$/u.test(
      governor.lower,
    )
  )
    return;
  yield* offer(sentence, i, [base], 0.84, 'After “to” stands the base form.');
}

function* afterPreposition(
  sentence: Sentence,
  { governor, verb, at: i }: Chain,
): Generator<ProseCorrection> {
  const word = verb.lower;
  if (!hasForm(word, 'base') || hasForm(word, 'gerund') || !isMostlyVerb(word)) return;
  // "for sync methods", "for live examples": an adjective.
  if (/^(?:sync|async|live|secure|double|clean|open|close)$/u.test(word)) return;
  const next = at(sentence, i + 1);
  if (
    next === undefined ||
    /^(?:which|what|whose|that)$/u.test(next.lower) ||
    !(
      DET(next) ||
      POSS(next) ||
      OBJ(next) ||
      (PLURAL(next) && partCounts(word).noun <= 1 && /^(?:for|by|without)$/u.test(governor.lower))
    ) ||
    at(sentence, i - 1) !== governor
  )
    return;
  const before = at(sentence, sentence.tokens.indexOf(governor) - 1);
  if (
    governor.lower === 'instead' ||
    (/^(?:before|after)$/u.test(governor.lower) && before === undefined)
  )
    return;
  const gerund = inflected(word, 'gerund');
  if (gerund === undefined) return;
  const message = `After “${governor.text}” stands the -ing form.`;
  if (governor.lower === 'for' && isOnLine(sentence, i))
    yield purpose(sentence, i, gerund, message);
  else yield* offer(sentence, i, [gerund], 0.84, message);
}

/** Whether no line break stands before the token. */
function isOnLine(sentence: Sentence, i: number): boolean {
  const [before, token] = [at(sentence, i - 1), at(sentence, i)];
  return !/[\r\n]/u.test(sentence.text.slice(before?.end, token?.start));
}

/** "for run the tests": the two words are one edit, since "to run" may be meant as well. */
function purpose(sentence: Sentence, i: number, gerund: string, message: string): ProseCorrection {
  const [governor, verb] = [at(sentence, i - 1) as Token, at(sentence, i) as Token];
  const gain = contextGain(sentence, i, i + 1, [gerund]);
  const range = { start: governor.start, end: verb.end };
  const first = `${governor.text} ${gerund}`;
  return {
    ...correct('verb', weighed(0.84, gain * sureness), range, first, message),
    replacements: [first, withCaseOf(governor.text, `to ${verb.text}`)],
  };
}

/** Where grammar alone shows the fault, the word model counts less than in other rules. */
const sureness = 0.4;

/** The replacements by the word model's liking, the best with the rule's prior. */
function* offer(
  sentence: Sentence,
  i: number,
  choices: readonly string[],
  prior: number,
  message: string,
): Generator<ProseCorrection> {
  const token = at(sentence, i) as Token;
  const ranked = [...new Set(choices)]
    .filter((choice) => choice !== token.lower)
    .map((choice) => ({ choice, gain: contextGain(sentence, i, i + 1, [choice]) }))
    .sort((a, b) => b.gain - a.gain);
  const best = ranked[0];
  if (best === undefined) return;
  const text = ranked.map(({ choice }) => withCaseOf(token.text, choice));
  yield {
    ...correct('verb', weighed(prior, best.gain * sureness), token, text[0] as string, message),
    replacements: text,
  };
}

/** Irregular verbs bent by the rule: `leaved` → `left`, `splitted` → `split`. */
export const regularizedVerbs: Rule = function* (sentence) {
  for (const [i, token] of sentence.tokens.entries()) {
    const base = isWord(token) ? regularizedBase(token.lower) : undefined;
    if (base === undefined) continue;
    const before = at(sentence, i - 1);
    const perfect =
      before !== undefined &&
      (HAVE(before) || BE(before) || ADVERB(before) || /'(?:ve|s|re|m)$/u.test(before.lower));
    const form: VerbForm =
      perfect && (before === undefined || !ADVERB(before)) ? 'participle' : 'past';
    const right = inflected(base, form);
    if (right !== undefined)
      yield correct(
        'verb',
        0.98,
        token,
        withCaseOf(token.text, right),
        `The past of “${base}” is “${right}”.`,
      );
  }
};

/** The irregular verb whose past somebody formed by the rule. */
export function regularizedBase(word: string): string | undefined {
  if (!/ed$/u.test(word) || verbReadings(word).length > 0) return undefined;
  return bases(word).find((candidate) => {
    const past = inflected(candidate, 'past');
    return past !== undefined && !/ed$/u.test(past) && partCounts(candidate).verb > 1;
  });
}

/** Stems that a regular past could come from: `splitted` from `split`, `leaved` from `leave`. */
function bases(word: string): string[] {
  const stem = word.slice(0, -2);
  const undoubled = /(\p{L})\1$/u.test(stem) ? [stem.slice(0, -1)] : [];
  return [stem, `${stem}e`, ...undoubled];
}
