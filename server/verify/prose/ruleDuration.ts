import type { ProseCorrection } from '../../../protocol/checker.ts';
import { clauseSubject } from './clauseSubject.ts';
import { inflected, verbWithForm } from './forms.ts';
import { modals, withCaseOf, words } from './lexicon.ts';
import { at, correct, isWord } from './rule.ts';
import type { Rule } from './rule.ts';
import type { Sentence, Token } from './tokens.ts';
import { hasForm, wordClasses } from './wordClasses.ts';

const { NUMBER, GERUND, PART, ADJ, ADVERB, DET, PREP, YEAR, COMPARATIVE } = wordClasses as Record<
  'NUMBER' | 'GERUND' | 'PART' | 'ADJ' | 'ADVERB' | 'DET' | 'PREP' | 'YEAR' | 'COMPARATIVE',
  (token: Token) => boolean
>;

const units =
  /^(?:second|minute|hour|day|night|week|weekend|month|year|decade|century|centurie|age)s?$/u;
const approximate = words('more over almost about nearly around some least exactly');
const counts = words('a an several many few some couple half one');
const dates = words(
  'monday tuesday wednesday thursday friday saturday sunday yesterday childhood christmas easter birth',
);
const months = words(
  'january february march april may june july august september october november december',
);
/** What people go on doing: their present beside "since" is a perfect. */
const lasting = words('live work know study teach own have use wait learn play belong exist');

/** `since ten years` → `for ten years`, and what lasts since then in the perfect: `lives here since 2015` → `has lived`. */
export const durations: Rule = function* (sentence) {
  for (const [i, since] of sentence.tokens.entries()) {
    const before = at(sentence, i - 1);
    if (since.lower !== 'since' || i < 2 || before?.kind === 'mark' || before?.lower === 'ever')
      continue;
    const length = lengthEnd(sentence, i + 1);
    if (length !== undefined) {
      yield correct('preposition', 0.96, since, 'for', '“for” goes with a length of time.');
    }
    if (length === undefined && !isPointInTime(sentence, i + 1)) continue;
    yield* perfectBefore(sentence, i, length === undefined ? 0.96 : 0.985);
  }
};

/** The index behind a length of time that begins at `start`: "more than ten years", "a long time", "an hour". */
function lengthEnd(sentence: Sentence, start: number): number | undefined {
  let i = start;
  if (at(sentence, i)?.lower === 'at' && at(sentence, i + 1)?.lower === 'least') i += 2;
  if (approximate.has(at(sentence, i)?.lower ?? '')) i++;
  if (at(sentence, i)?.lower === 'than') i++;
  const first = at(sentence, i);
  if (first === undefined || first.kind === 'mark') return undefined;
  if (first.lower === 'ages' || first.lower === 'decades') return closedAt(sentence, i + 1);
  const counted = NUMBER(first) || counts.has(first.lower);
  if (!counted || YEAR(first)) return undefined;
  const next = at(sentence, i + 1)?.lower ?? '';
  if (/^an?$/u.test(first.lower) && /^(?:long|short)$/u.test(next))
    return /^(?:time|while|period)$/u.test(at(sentence, i + 2)?.lower ?? '')
      ? closedAt(sentence, i + 3)
      : undefined;
  if (first.lower === 'a' && next === 'while') return closedAt(sentence, i + 2);
  const skipped =
    /^(?:few|couple|lot|dozen|hundred|thousand|full|whole|good|long)$/u.test(next) &&
    first.lower !== 'the'
      ? 1
      : 0;
  const of = at(sentence, i + 1 + skipped)?.lower === 'of' ? 1 : 0;
  const unit = at(sentence, i + 1 + skipped + of);
  // "since one day he came": a day of a story.
  if (!isWord(unit) || !units.test(unit.lower) || (first.lower === 'one' && unit.lower === 'day'))
    return undefined;
  return closedAt(sentence, i + 2 + skipped + of);
}

/** A length ends its phrase; "since three days ago" and "since two years old" are points in time. */
function closedAt(sentence: Sentence, end: number): number | undefined {
  const next = at(sentence, end);
  if (next === undefined || next.kind === 'mark')
    return next === undefined || /^[.,;:!?)–—]$/u.test(next.text) ? end : undefined;
  if (/^(?:and|but|or|now|already|because|so|when|while)$/u.test(next.lower)) return end;
  // "since ten years in prison had changed him": a clause of its own.
  const isClause = sentence.tokens.slice(end).some(isFinite);
  return /^(?:in|at|with|without)$/u.test(next.lower) && !isClause ? end : undefined;
}

function isFinite({ lower, tags }: Token): boolean {
  return (
    modals.has(lower) ||
    tags.has('PastTense') ||
    /^(?:is|are|was|were|has|have|had|does|do|did)$/u.test(lower)
  );
}

/** "2015", "last year", "yesterday", "May", and the end of the phrase behind it. */
function isPointInTime(sentence: Sentence, start: number): boolean {
  const [first, second] = [at(sentence, start), at(sentence, start + 1)];
  if (first === undefined || first.kind === 'mark') return false;
  const size =
    YEAR(first) ||
    dates.has(first.lower) ||
    (months.has(first.lower) && /^\p{Lu}/u.test(first.text))
      ? 1
      : /^(?:last|this)$/u.test(first.lower) &&
          /^(?:week|month|year|summer|winter|spring|autumn|night|morning|\p{L}+day)$/u.test(
            second?.lower ?? '',
          )
        ? 2
        : 0;
  if (size === 0) return false;
  const next = at(sentence, start + size);
  return (
    next === undefined ||
    /^[.,;!?)]$/u.test(next.text) ||
    /^(?:and|but|because|so)$/u.test(next.lower)
  );
}

/** The verb of the clause that "since" at `since` closes, put into the perfect. */
function* perfectBefore(
  sentence: Sentence,
  since: number,
  prior: number,
): Generator<ProseCorrection> {
  for (let i = since - 1; i >= 0 && i > since - 9; i--) {
    const token = at(sentence, i);
    if (token === undefined || (token.kind === 'mark' && token.text !== '-')) return;
    // "the first woman since 1950": a comparison with the past.
    if (/^(?:first|second|last|only|best|worst|most|least|time|\p{L}{2,}est)$/u.test(token.lower))
      return;
    if (/^(?:and|or|but|that|which|who|if|when|because|to|than|not|ever)$/u.test(token.lower))
      return;
    if (!isWord(token) || (token.text !== token.lower && token.text !== withCapital(token)))
      continue;
    const fresh = perfectOf(sentence, i, since);
    if (fresh === undefined) continue;
    if (fresh !== '')
      yield correct(
        'tense',
        // Beside a verb of its own the tense is sure; "is" may tell what holds now.
        / been$/u.test(fresh) ? prior : 0.985,
        token,
        withCaseOf(token.text, fresh),
        `“${fresh}” has lasted since then.`,
      );
    return;
  }
}

function withCapital({ lower }: Token): string {
  return lower.slice(0, 1).toUpperCase() + lower.slice(1);
}

const contractions: Readonly<Record<string, string>> = {
  "i'm": "I've",
  "you're": "you've",
  "we're": "we've",
  "they're": "they've",
};

/** The perfect of the finite verb at `i`; empty where it is one that stays, undefined where it is no finite verb. */
function perfectOf(sentence: Sentence, i: number, since: number): string | undefined {
  const verb = at(sentence, i) as Token;
  if (/^(?:has|have|had|was|were|been|will|would|did|does|do|can|could)$/u.test(verb.lower))
    return '';
  const contracted = contractions[verb.lower];
  if (contracted !== undefined)
    return i + 1 < since && isStateAt(at(sentence, i + 1)) ? `${contracted} been` : '';
  const subject = clauseSubject(sentence, i);
  if (/^(?:is|are|am)$/u.test(verb.lower)) {
    const behind = at(sentence, i + 1);
    if (subject === undefined || /^(?:it|this|that|there)$/u.test(subject.head.lower)) return '';
    return i + 1 < since && isStateAt(behind) ? `${verb.lower === 'is' ? 'has' : 'have'} been` : '';
  }
  const isThird = hasForm(verb.lower, 'third');
  const base = verbWithForm(verb.lower, isThird ? 'third' : 'base');
  if (base === undefined || !lasting.has(base) || subject === undefined || subject.relative)
    return undefined;
  const participle = inflected(base, 'participle');
  if (participle === undefined) return undefined;
  const plural = subject.number === 'plural';
  return `${plural ? 'have' : 'has'} ${participle}`;
}

/** "waiting", "broken", "here", "in hospital": what may be said of somebody for some time. */
function isStateAt(token: Token | undefined): boolean {
  // "is up since May", "is better since Monday" compare with the past.
  if (!isWord(token) || DET(token) || COMPARATIVE(token) || /^(?:up|down)$/u.test(token.lower))
    return false;
  return (
    GERUND(token) ||
    PART(token) ||
    ADJ(token) ||
    PREP(token) ||
    ADVERB(token) ||
    /^(?:here|there|away|out|off|back|home|abroad)$/u.test(token.lower)
  );
}
