import type { Clause, ClauseValue, ClauseWord, TextClaims } from '../../../protocol/claims.ts';
import type { OffsetRange } from '../../../protocol/text.ts';
import { sentenceRanges } from '../prose/sentences.ts';
import { denies, plainForm, stanceOf } from './polarity.ts';
import { readSlot } from './slots.ts';
import { readTerms, type Term } from './terms.ts';
import { findValues, type FoundValue } from './values.ts';

/** Longer texts are read up to here; an answer of a small model never is. */
const longestText = 20_000;

/** The sentences of a text and what they claim. Fenced code is not prose and claims nothing. */
export function readClaims(text: string): TextClaims {
  const blocks = [...text.slice(0, longestText).matchAll(/```[\s\S]*?(?:```|$)/gu)].map(span);
  const prose = blocks.reduce(
    (rest, { start, end }) =>
      rest.slice(0, start) + rest.slice(start, end).replace(/[^\n]/gu, ' ') + rest.slice(end),
    text.slice(0, longestText),
  );
  const code = [...prose.matchAll(/`[^`\n]+`/gu)].map(span);
  const opening =
    /^\s*["'“(]*(?<word>yes|no)\b(?=[\s,.;:!]|$)(?! (?:one|more|less|longer|matter)\b)/iu.exec(
      prose,
    );
  const opens = opening?.groups?.['word']?.toLowerCase() as 'yes' | 'no' | undefined;
  const ranges = proseParts(prose, blocks).flatMap((part) => sentencesOf(prose, part, code));
  const clauses = ranges.flatMap((range, index) => {
    const read = readSentence(prose, range, code);
    return index === 0 && opens ? read.map((clause) => ({ ...clause, opens })) : read;
  });
  const sentences = [
    ...ranges.map((range) => ({ ...range, kind: 'sentence' as const })),
    ...blocks.map((range) => ({ ...range, kind: 'block' as const })),
  ].sort((one, other) => one.start - other.start);
  return { sentences, clauses };
}

/** What a text claims, clause by clause. */
export function readClauses(text: string): readonly Clause[] {
  return readClaims(text).clauses;
}

function proseParts(text: string, blocks: readonly OffsetRange[]): OffsetRange[] {
  const starts = [0, ...blocks.map(({ end }) => end)];
  const ends = [...blocks.map(({ start }) => start), text.length];
  return starts.map((start, index) => ({ start, end: ends[index] ?? text.length }));
}

function sentencesOf(
  text: string,
  { start, end }: OffsetRange,
  code: readonly OffsetRange[],
): OffsetRange[] {
  const inside = code
    .filter((each) => each.start >= start && each.end <= end)
    .map((each) => ({ start: each.start - start, end: each.end - start }));
  return sentenceRanges(text.slice(start, end), inside)
    .map((range) => ({ start: range.start + start, end: range.end + start }))
    .flatMap((range) => cutAtLines(text, range));
}

/** A line that begins anew (a capital, a number, a bullet) begins a sentence, full stop or not. */
function cutAtLines(text: string, { start, end }: OffsetRange): OffsetRange[] {
  const ranges: OffsetRange[] = [];
  let from = start;
  for (const match of text.slice(start, end).matchAll(/\s*\n\s*(?=[\p{Lu}\p{N}$€£"“*•-])/gu)) {
    ranges.push({ start: from, end: start + match.index });
    from = start + match.index + match[0].length;
  }
  return [...ranges, { start: from, end }].filter((range) => range.end > range.start);
}

function span(match: RegExpExecArray): OffsetRange {
  return { start: match.index, end: match.index + match[0].length };
}

function readSentence(text: string, range: OffsetRange, code: readonly OffsetRange[]): Clause[] {
  const marker = /^\s*(?:[-*•]\s+|\(?\d{1,2}[.)]\s+|#{1,6}\s+|(?:yes|no)\b[,.;:!]?\s*)+/iu.exec(
    text.slice(range.start, range.end),
  );
  const start = range.start + (marker?.[0].length ?? 0);
  const sentence = text.slice(start, range.end);
  const inside = code
    .filter((each) => each.start >= start && each.end <= range.end)
    .map((each) => ({ start: each.start - start, end: each.end - start }));
  const values = findValues(sentence, inside);
  const terms = readTerms(sentence, inside);
  const parts = splitClauses(terms, sentence);
  const subject = parts[0] === undefined ? [] : subjectOf(parts[0], values);
  return parts.map((part, index) => {
    const clause = readClause(sentence, part, values, range);
    const orphan = index > 0 && !clause.words.some(isThing);
    return orphan ? { ...clause, words: [...subject, ...clause.words] } : clause;
  });
}

function isThing({ kind }: ClauseWord): boolean {
  return kind === 'thing' || kind === 'name';
}

/** Cuts where a new verb begins its own statement: “…, so she earns”, “… and gave”, “…; the rest is”. */
function splitClauses(terms: readonly Term[], sentence: string): (readonly Term[])[] {
  const parts: Term[][] = [];
  let part: Term[] = [];
  for (const [index, term] of terms.entries()) {
    const previous = terms[index - 1];
    const gap = previous === undefined ? '' : sentence.slice(previous.end, term.start);
    const joins = /^(?:and|but|so|then|while|whereas|because|which|or)$/u.test(term.lower);
    const next = terms[index + 1];
    const begins =
      joins &&
      next !== undefined &&
      (isVerb(next) || next.tags.has('Pronoun') || /,/u.test(gap) || next.tags.has('Determiner'));
    const cuts = /[;:]/u.test(gap) || /,/u.test(gap) || begins;
    if (cuts && part.some(isVerb) && terms.slice(index).some(isVerb)) {
      parts.push(part);
      part = [];
    }
    part.push(term);
  }
  return part.length > 0 ? [...parts, part] : parts;
}

function isVerb(term: Term): boolean {
  return term.tags.has('Verb') && !term.tags.has('Gerund') && !term.tags.has('Particle');
}

function subjectOf(terms: readonly Term[], values: readonly FoundValue[]): ClauseWord[] {
  const verb = terms.findIndex(isVerb);
  return wordsOf(terms.slice(0, Math.max(0, verb)), values).words.filter(isThing);
}

function readClause(
  sentence: string,
  terms: readonly Term[],
  found: readonly FoundValue[],
  range: OffsetRange,
): Clause {
  const start = terms[0]?.start ?? 0;
  const end = terms.at(-1)?.end ?? 0;
  const own = found.filter(
    (value) => value.start >= start && value.start < Math.max(end, start + 1),
  );
  const slot = readSlot(terms, sentence, own);
  const { words, negated } = wordsOf(terms, slot ? [...own, slot.range] : own);
  return {
    range,
    stance: stanceOf(sentence, sentence.slice(start, end)),
    negated,
    words,
    values: own.map((value) => placeValue(value, terms)),
    ...(slot && { slot: slot.slot }),
  };
}

/** Verbs that only tie a thing to its value. */
const lightVerbs = new Set(
  'be is are was were do does did get make take contain hold come go equal total amount include become there use set'.split(
    ' ',
  ),
);
const emptyWords = new Set(
  'way thing kind sort example case here fact note total'.split(' ').slice(0, 7),
);
const contrasts =
  /^(?:first|second|third|fourth|fifth|last|next|previous|other|only|before|after|above|below|left|right|up|down|inside|outside|early|late|again|now|today|yesterday|tomorrow|i{1,3}|iv|vi{0,3})$/u;

function wordsOf(
  terms: readonly Term[],
  values: readonly OffsetRange[],
): { words: ClauseWord[]; negated: boolean } {
  const words: ClauseWord[] = [];
  let negated = false;
  for (const [index, term] of terms.entries()) {
    if (values.some((value) => term.start < value.end && term.end > value.start)) continue;
    if (denies(term, terms[index + 1], terms[index + 2])) {
      negated = !negated;
      continue;
    }
    const kind = wordKind(term);
    if (kind === undefined || term.root === '') continue;
    const plain =
      kind === 'name'
        ? { root: term.lower, denied: false }
        : plainForm(
            plainForm(term.root).denied || !plainForm(term.lower).denied ? term.root : term.lower,
          );
    if (plain.denied) negated = !negated;
    words.push({ root: plain.root, kind });
  }
  return { words, negated };
}

function wordKind(term: Term): ClauseWord['kind'] | undefined {
  const { tags } = term;
  if (term.code) return 'name';
  if (contrasts.test(term.lower)) return 'quality';
  if (tags.has('Pronoun') || tags.has('Determiner') || tags.has('Conjunction')) return undefined;
  if (tags.has('Expression') || tags.has('There')) return undefined;
  if (tags.has('Verb')) {
    if (tags.has('Auxiliary') || tags.has('Copula') || tags.has('Modal') || tags.has('Particle'))
      return undefined;
    return lightVerbs.has(term.root) ? undefined : 'action';
  }
  if (tags.has('Preposition')) return undefined;
  if (tags.has('ProperNoun') && /^\p{Lu}/u.test(term.text) && term.start > 0) return 'name';
  if (tags.has('Noun')) return emptyWords.has(term.root) ? undefined : 'thing';
  if (tags.has('Adjective')) return 'quality';
  return tags.has('Value') ? 'quality' : undefined;
}

const labelNouns =
  /^(?:chapter|section|step|figure|table|level|line|page|rule|item|case|part|phase|stage|round|day|week|question|exercise|option|example|issue|version|v|no)$/u;

/** Says of a value what it counts, what it labels, and whether it is claimed or only tells which thing is meant. */
function placeValue(value: FoundValue, terms: readonly Term[]): ClauseValue {
  const { start, end, ...rest } = value;
  const verb = terms.find(isVerb)?.start ?? -1;
  const beforeVerb = verb >= 0 && end <= verb;
  const index = terms.findIndex((term) => term.end > start);
  const previous = terms[index - 1];
  const behind = terms.filter((term) => term.start >= end);
  const noun = previous?.tags.has('Noun') && !previous.tags.has('Pronoun') ? previous : undefined;
  // “Node 18 supports” names one Node, whatever a tagger makes of the word behind.
  const named = noun !== undefined && /^\p{Lu}/u.test(noun.text);
  const counted =
    value.kind === 'number' && value.unit === '' && !named ? countedNoun(behind) : undefined;
  const measure = qualified(counted ?? rest.unit, behind);
  const label = counted === undefined && value.unit === '' ? noun : undefined;
  const preposition = terms
    .slice(0, Math.max(0, index))
    .findLast((term) => !term.tags.has('Determiner') && !term.tags.has('Value'));
  const names = label !== undefined && (named || labelNouns.test(label.root));
  const identity =
    (names || (value.kind === 'version' && previous?.tags.has('Noun'))) && beforeVerb;
  const condition =
    beforeVerb &&
    preposition !== undefined &&
    /^(?:in|on|at|after|before|for|with|since|by|during|until|from|under|over)$/u.test(
      preposition.lower,
    );
  return {
    ...rest,
    unit: value.kind === 'number' ? measure : rest.unit,
    unitName: counted ?? rest.unitName,
    ...(label && { label: label.root }),
    role: identity ? 'identity' : condition ? 'condition' : 'value',
  };
}

/** “7 small items” counts items; “3 is” counts nothing. */
function countedNoun(behind: readonly Term[]): string | undefined {
  const [first, second] = behind.slice(0, 2);
  if (isCommonNoun(first)) return first?.root;
  const describes =
    first?.tags.has('Adjective') || /^(?:more|fewer|less|extra)$/u.test(first?.lower ?? '');
  return describes && isCommonNoun(second) ? second?.root : undefined;
}

/** “3 more pages”, “2 hours longer”, “$5 per day”, “four each”: another measure than the plain one. */
function qualified(unit: string, behind: readonly Term[]): string {
  const near = behind.slice(0, 3);
  const compares = near.some(
    ({ lower, tags }) =>
      /^(?:more|fewer|less|extra|additional|another|times|left|remaining)$/u.test(lower) ||
      tags.has('Comparative'),
  );
  const at = near.findIndex(({ lower }) =>
    /^(?:per|each|every|apiece|daily|weekly|monthly|yearly)$/u.test(lower),
  );
  const rate = at < 0 ? '' : `/${behind[at + 1]?.root ?? ''}`;
  return `${compares ? '+' : ''}${unit}${rate}`;
}

function isCommonNoun(term: Term | undefined): boolean {
  return (
    term?.tags.has('Noun') === true && !term.tags.has('Pronoun') && !term.tags.has('ProperNoun')
  );
}
