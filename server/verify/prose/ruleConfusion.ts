import { adjacent, at, correct, isWord } from './rule.ts';
import type { Rule } from './rule.ts';
import type { Sentence, Token } from './tokens.ts';
import { confusedPhrases } from './confusedPhrases.ts';
import { fixedPhrases } from './fixedPhrases.ts';
import { withCaseOf, words } from './lexicon.ts';

/** Words that sound or look alike, told apart by their neighbours; wrong prepositions; torn words. */
export const confusedWords: Rule = function* (sentence) {
  for (const [kind, prior, pattern, replacement] of [...confusedPhrases, ...fixedPhrases]) {
    for (const match of sentence.view.matchAll(pattern)) {
      const found = match.indices?.[1];
      if (found === undefined) continue;
      const [start, end] = found;
      const old = sentence.view.slice(start, end);
      const text = rewrite(old, replacement);
      if (text === undefined || text === old) continue;
      // A removed word takes one of its blanks along.
      const range = text === '' && !old.endsWith(' ') ? { start, end: end + 1 } : { start, end };
      yield correct(
        kind,
        prior,
        range,
        text,
        text === '' ? `“${old.trim()}” is too much here.` : `“${text}” is meant here.`,
      );
    }
  }
};

const pluralVerbs: ReadonlyMap<string, string> = new Map([
  ['is', 'are'],
  ['was', 'were'],
  ['has', 'have'],
  ['does', 'do'],
  ["doesn't", "don't"],
  ["isn't", "aren't"],
  ["wasn't", "weren't"],
  ["hasn't", "haven't"],
]);

function rewrite(old: string, replacement: string): string | undefined {
  if (replacement === '+ing')
    return `${/[^e]e$/u.test(old) ? old.slice(0, -1) : doubledEnd(old)}ing`;
  if (replacement === '-apostrophe') return old.replace(/['’]s$/u, 's');
  if (replacement === '+plural') return pluralVerbs.get(old.toLowerCase());
  if (replacement === '+apostrophe') return `${old.slice(0, -1)}'s`;
  if (replacement === '+possessive')
    return /companys$/u.test(old) ? old.replace(/ys$/u, "y's") : `${old.slice(0, -1)}'s`;
  if (replacement === "+'s")
    return old.toLowerCase() === 'others'
      ? "other's"
      : old.toLowerCase() === 'elses'
        ? "else's"
        : undefined;
  const plural = /^(?:affects|effects)$/iu.test(old) ? 's' : '';
  return withCaseOf(old, replacement + plural);
}

function doubledEnd(verb: string): string {
  return /^(?:run|set|get|put|cut|begin|stop|plan)$/u.test(verb)
    ? verb + (verb.at(-1) as string)
    : verb;
}

const comparisons = words(
  `more less fewer rather other else better worse sooner later different differently greater larger smaller as further earlier easier`,
);

/** `than` without a comparison → `then`; `smoother then` → `smoother than`. */
export const thenAndThan: Rule = function* (sentence) {
  for (const [i, token] of sentence.tokens.entries()) {
    if (!isWord(token)) continue;
    if (token.lower === 'than' && !hasComparison(sentence, i)) {
      const opens =
        at(sentence, i - 1)?.text === ',' ||
        /^(?:and|but|first|only)$/u.test(at(sentence, i - 1)?.lower ?? '') ||
        i === 0;
      yield correct(
        'confused',
        opens ? 0.93 : 0.7,
        token,
        withCaseOf(token.text, 'then'),
        '“then” is meant here.',
      );
    }
    const before = at(sentence, i - 1);
    if (
      token.lower === 'then' &&
      isWord(before) &&
      adjacent(before, token) &&
      isComparative(before) &&
      !/^(?:if|when)$/u.test(sentence.tokens[0]?.lower ?? '')
    ) {
      yield correct('confused', 0.93, token, 'than', '“than” follows a comparison.');
    }
  }
};

function hasComparison(sentence: Sentence, i: number): boolean {
  return sentence.tokens
    .slice(0, i)
    .some((token) => comparisons.has(token.lower) || isComparative(token));
}

function isComparative(token: Token): boolean {
  return (
    token.tags.has('Comparative') ||
    (/(?:ier|[gtdkmnrwlp]er)$/u.test(token.lower) && token.tags.has('Adjective'))
  );
}
