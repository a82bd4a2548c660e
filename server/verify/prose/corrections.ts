import type { ProseCorrection, ProseCorrections, SentenceText } from '../../../protocol/checker.ts';
import type { OffsetRange } from '../../../protocol/text.ts';
import { harperLints } from './harper.ts';
import type { HarperLint } from './harper.ts';
import { harperTrust } from './harperPolicy.ts';
import type { Rule } from './rule.ts';
import {
  auxiliaryAgreement,
  headOfAgreement,
  joinedAgreement,
  letsAgreement,
  parallelVerbs,
  pronounAgreement,
  thereAndOne,
  verbAgreement,
} from './ruleAgreement.ts';
import { clauseAgreement } from './ruleClause.ts';
import { confusedWords, thenAndThan } from './ruleConfusion.ts';
import { coordinatedAgreement } from './ruleCoordination.ts';
import { doubledDeterminers } from './ruleDeterminers.ts';
import { durations } from './ruleDuration.ts';
import { likelyEdits } from './ruleEdits.ts';
import {
  baseAfterAuxiliary,
  baseAfterHave,
  baseAfterPlease,
  baseInQuestion,
  gerundAfterPreposition,
  participleAfterBe,
  participleAfterHave,
} from './ruleForms.ts';
import {
  demonstratives,
  everyAndAll,
  oneOfThe,
  pluralAfterNumber,
  quantities,
  uncountables,
} from './ruleNumber.ts';
import { embeddedQuestions } from './ruleOrder.ts';
import { parallelForms } from './ruleParallel.ts';
import { confusedParts } from './ruleParts.ts';
import { narrativeTense } from './ruleNarrative.ts';
import { properNames } from './ruleNames.ts';
import {
  countedNouns,
  demonstrativeNouns,
  nounApostrophes,
  pluralAfterOf,
  wrongPluralForms,
} from './ruleNouns.ts';
import { tablePatterns } from './rulePatterns.ts';
import {
  introductoryCommas,
  questionMarks,
  salutations,
  splicedQuestions,
} from './rulePunctuation.ts';
import { articles, capitals, doubledWords, finalStop, spacing } from './ruleSurface.ts';
import { regularizedVerbs, verbChain } from './ruleVerbChain.ts';
import { tableCorrections, unknownWordCorrections } from './spelling.ts';
import type { UnknownWord } from './spelling.ts';
import { readSentence } from './tokens.ts';
import type { Sentence } from './tokens.ts';

const rules: readonly Rule[] = [
  parallelVerbs,
  gerundAfterPreposition,
  doubledWords,
  articles,
  capitals,
  finalStop,
  spacing,
  confusedWords,
  baseAfterAuxiliary,
  baseAfterPlease,
  participleAfterHave,
  pluralAfterNumber,
  uncountables,
  demonstratives,
  oneOfThe,
  everyAndAll,
  auxiliaryAgreement,
  verbAgreement,
  pronounAgreement,
  thereAndOne,
  joinedAgreement,
  letsAgreement,
  headOfAgreement,
  thenAndThan,
  baseAfterHave,
  participleAfterBe,
  baseInQuestion,
  quantities,
  tablePatterns,
  clauseAgreement,
  verbChain,
  regularizedVerbs,
  countedNouns,
  demonstrativeNouns,
  parallelForms,
  confusedParts,
  pluralAfterOf,
  wrongPluralForms,
  nounApostrophes,
  likelyEdits,
  embeddedQuestions,
  properNames,
  questionMarks,
  splicedQuestions,
  salutations,
  introductoryCommas,
  narrativeTense,
  durations,
  coordinatedAgreement,
  doubledDeterminers,
];

/** Single replacements that rules, word lists and harper suggest for a sentence, in order of place, then trust. */
export async function proseCorrections(
  params: SentenceText,
  signal: AbortSignal,
): Promise<ProseCorrections> {
  const sentence = readSentence(params.text, params.masked, params.form);
  if (!sentence.tokens.some((token) => token.kind === 'word')) return { corrections: [] };
  const lints = await harperLints(sentence.view);
  signal.throwIfAborted();
  const found = [
    ...tableCorrections(sentence),
    ...unknownWordCorrections(sentence, await unknownWords(sentence, lints)),
    ...ruleCorrections(sentence),
    ...harperCorrections(sentence, lints),
  ];
  signal.throwIfAborted();
  return {
    corrections: merge(
      withoutRivals(found).filter((correction) => isOutside(correction.range, sentence.masked)),
    ),
  };
}

/** What our own rules say, without word lists and harper. */
export function ruleCorrections(sentence: Sentence): ProseCorrection[] {
  return rules
    .flatMap((rule) => [...rule(sentence)])
    .filter((correction) => isOutside(correction.range, sentence.masked));
}

/** Words that neither American nor British English knows. */
export async function unknownWords(
  sentence: Sentence,
  american: readonly HarperLint[],
): Promise<UnknownWord[]> {
  const flagged = american.filter(
    (lint) =>
      lint.rule === 'SpellCheck' || lint.rule === 'SplitWords' || lint.rule === 'WrongNegative',
  );
  if (flagged.length === 0) return [];
  const british = await harperLints(sentence.view, 'british');
  const known = british.filter(
    (lint) =>
      lint.rule === 'SpellCheck' || lint.rule === 'SplitWords' || lint.rule === 'WrongNegative',
  );
  const unknown: UnknownWord[] = [];
  for (const token of sentence.tokens) {
    const covers = (lint: HarperLint): boolean =>
      lint.range.start === token.start && lint.range.end === token.end;
    const lint = flagged.find(covers);
    if (lint === undefined || !known.some(covers)) continue;
    unknown.push({ token, suggestions: lint.rule === 'SpellCheck' ? lint.replacements : [] });
  }
  return unknown;
}

function harperCorrections(sentence: Sentence, lints: readonly HarperLint[]): ProseCorrection[] {
  const found: ProseCorrection[] = [];
  for (const lint of lints) {
    const prior = harperTrust(lint);
    if (
      prior === 0 ||
      lint.replacements.length === 0 ||
      isHyphenation(
        sentence.text.slice(lint.range.start, lint.range.end),
        lint.replacements[0] ?? '',
      ) ||
      /\n/u.test(sentence.text.slice(lint.range.start, lint.range.end)) ||
      isEveryOneOf(sentence.text, lint.range) ||
      isTheirBeing(sentence.text, lint.range)
    )
      continue;
    found.push({
      range: lint.range,
      replacements: lint.replacements,
      kind: kindOf(lint),
      message: lint.message,
      by: 'tool:harper',
      prior,
    });
  }
  return found;
}

/** "out of date" → "out-of-date" is right before a noun and wrong behind it; harper does not look. */
function isHyphenation(old: string, replacement: string): boolean {
  return (
    old !== replacement && old.replaceAll(' ', '-').toLowerCase() === replacement.toLowerCase()
  );
}

/** "Every one of them" is two words, where harper wants "everyone". */
function isEveryOneOf(text: string, { start, end }: OffsetRange): boolean {
  return /^(?:every|any) one$/iu.test(text.slice(start, end)) && /^ of\b/u.test(text.slice(end));
}

/** "Their being late upset her": a gerund may have its owner. */
function isTheirBeing(text: string, { start, end }: OffsetRange): boolean {
  return /^their$/iu.test(text.slice(start, end)) && /^ being\b/u.test(text.slice(end));
}

function kindOf(lint: HarperLint): string {
  return lint.kind === 'Agreement'
    ? 'agreement'
    : lint.kind === 'Repetition'
      ? 'doubled'
      : lint.kind === 'Punctuation'
        ? 'punctuation'
        : 'usage';
}

function isOutside(range: OffsetRange, masked: readonly OffsetRange[]): boolean {
  return masked.every((span) => range.end <= span.start || range.start >= span.end);
}

/** Answers to one question leave one another out: what a rule is sure of silences weaker findings in the same place. */
function withoutRivals(found: readonly ProseCorrection[]): readonly ProseCorrection[] {
  const sure = found.filter(({ by, prior }) => by === 'tool:rules' && prior >= 0.8);
  return found.filter((weaker) => !sure.some((stronger) => isRival(stronger, weaker)));
}

function isRival(stronger: ProseCorrection, weaker: ProseCorrection): boolean {
  const { kind, range, prior } = stronger;
  // Noun and verb are made to agree once: "the files is" → "the files are", not "the file are".
  if (kind === 'agreement' && weaker.by === 'tool:ngrams' && weaker.kind === 'number')
    return range.start === weaker.range.end + 1;
  // "this options": either word changes, not both.
  if (kind === 'number' && weaker.by === 'tool:ngrams' && weaker.kind === 'number')
    return weaker.range.start === range.end + 1;
  // "This are the keys": "These are", not "is".
  if (kind === 'number' && weaker.kind === 'agreement' && prior >= surest)
    return weaker.range.start < range.end && range.start < weaker.range.end;
  const samePlace = range.start === weaker.range.start && range.end === weaker.range.end;
  if (!samePlace || prior < surest || stronger.replacements[0] === weaker.replacements[0])
    return false;
  return (
    weaker.by === 'tool:ngrams' || (/^(?:tense|verb)$/u.test(kind) && weaker.kind === 'agreement')
  );
}

/** From here a rule's word decides. */
const surest = 0.975;

/** One correction per range and first replacement; two tools that agree are trusted more than either. */
function merge(found: readonly ProseCorrection[]): ProseCorrection[] {
  const byEdit = new Map<string, ProseCorrection>();
  for (const correction of found) {
    const key = `${String(correction.range.start)}:${String(correction.range.end)}:${correction.replacements[0] ?? ''}`;
    const other = byEdit.get(key);
    if (other === undefined) byEdit.set(key, correction);
    else {
      const best = other.prior >= correction.prior ? other : correction;
      const agree = other.by !== correction.by;
      byEdit.set(
        key,
        agree ? { ...best, prior: 1 - (1 - other.prior) * (1 - correction.prior) } : best,
      );
    }
  }
  return [...byEdit.values()].sort((a, b) => a.range.start - b.range.start || b.prior - a.prior);
}
