import type { ProseCorrection } from '../../../protocol/checker.ts';
import { isRightTwice } from '../../core/experts/rightTwice.ts';
import { partCounts, singularForm, verbReadings } from './forms.ts';
import { baseOfThird, modals, withCaseOf, words } from './lexicon.ts';
import { adjacent, at, correct, isWord } from './rule.ts';
import { soundsLikeVowel } from './sound.ts';
import type { Rule } from './rule.ts';
import { sureVerbs } from './verbs.ts';
import { wordCounts } from './wordList.ts';
import type { Sentence, Token } from './tokens.ts';

/** Words that are right twice in a row: "had had", "that that", "blah blah". */
const doubles = words(
  'had that is was do does can will bye ha blah very really so no yes knock tick far so there her you who out in on',
);
const surelyDoubled = words(
  'the a an of to and in for with is are be it this we you they or if on as at by from not will can have has',
);

/** `the the` → `the`. */
export const doubledWords: Rule = function* (sentence) {
  for (let i = 1; i < sentence.tokens.length; i++) {
    const [left, right] = [at(sentence, i - 1), at(sentence, i)];
    if (!isWord(left) || !isWord(right) || left.lower !== right.lower || !adjacent(left, right))
      continue;
    // "the Menu menu": a name and its kind.
    if (left.text !== right.text && i > 1) continue;
    const small = surelyDoubled.has(left.lower);
    if (!small && (doubles.has(left.lower) || /^\p{Lu}/u.test(right.text))) continue;
    if (left.lower === 'that' || left.lower === 'had' || isPair(sentence, i)) continue;
    // "log in in", "what it is is": a particle or copula may end one phrase and open the next.
    const prior =
      small && !doubles.has(left.lower) ? 0.98 : endsClause(sentence, i) ? 0.6 : small ? 0.85 : 0.9;
    const gap = sentence.text.slice(left.end, right.start);
    // Over a line break the second word goes and the marker stays.
    const range = /[\r\n]/u.test(gap)
      ? {
          start: right.start,
          end: right.end + (sentence.text.slice(right.end).startsWith(' ') ? 1 : 0),
        }
      : { start: left.end, end: right.end };
    yield correct('doubled', prior, range, '', `“${right.text}” stands twice.`);
  }
};

/** "What it is is a mistake": each of the two has its own clause. */
function isPair({ tokens }: Sentence, i: number): boolean {
  const lower = tokens.map((token) => token.lower);
  return isRightTwice({
    before: lower.slice(0, i - 1),
    word: lower[i] ?? '',
    after: lower.slice(i + 1),
  });
}

/** "If they fire you you will be lost": the first ends a clause, the second opens one. */
function endsClause(sentence: Sentence, i: number): boolean {
  const [word, before, next] = [at(sentence, i), at(sentence, i - 2), at(sentence, i + 1)];
  return (
    /^(?:you|it|her)$/u.test(word?.lower ?? '') &&
    verbReadings(before?.lower ?? '').length > 0 &&
    (modals.has(next?.lower ?? '') || /^(?:is|are|was|were|has|have|do)$/u.test(next?.lower ?? ''))
  );
}

/** `a hour` → `an hour`, `an user` → `a user`, `an JSON` → `a JSON`. */
export const articles: Rule = function* (sentence) {
  for (let i = 0; i + 1 < sentence.tokens.length; i++) {
    const [article, next] = [at(sentence, i), at(sentence, i + 1)];
    if (!isWord(article) || !/^an?$/iu.test(article.text) || article.text === 'AN') continue;
    // A capital A inside a sentence is a name or a grade, not an article.
    if (article.text === 'A' && i > 0 && at(sentence, i - 1)?.text !== '"') continue;
    if (!isWord(next) || !adjacent(article, next) || next.text.length < 2) continue;
    // "an `=` for": what the article belongs to is masked.
    if (sentence.text.slice(article.end, next.start).trim() !== '') continue;
    const wanted = soundsLikeVowel(next.text);
    if (wanted === undefined || wanted === (article.lower === 'an')) continue;
    if (isLetterName(sentence, i)) continue;
    if (article.lower === 'an' && isThirdPerson(next)) {
      yield correct('confused', 0.9, article, 'and', '“and” is meant here.');
      continue;
    }
    const right = withCaseOf(article.text, wanted ? 'an' : 'a');
    yield correct(
      'article',
      0.97,
      article,
      right,
      `“${right}” goes with the sound of “${next.text}”.`,
    );
  }
};

/** "reads the input an returns it": no article stands before a verb. */
function isThirdPerson(token: Token): boolean {
  const base = baseOfThird(token.lower);
  return base !== undefined && sureVerbs.has(base);
}

/** "option a are", "a or b": here the letter is a name. */
function isLetterName(sentence: Sentence, i: number): boolean {
  const [before, next] = [at(sentence, i - 1), at(sentence, i + 1)];
  return (
    /^(?:and|or|is|are|to|in|of|than|as|if|at|on)$/u.test(next?.lower ?? '') ||
    /^(?:option|variant|case|type|grade|vitamin|step|group|class|point|hepatitis)$/u.test(
      before?.lower ?? '',
    )
  );
}

/** A capital at the start of a sentence, and `i` → `I`. */
export const capitals: Rule = function* (sentence) {
  yield* sentenceStart(sentence);
  for (const [i, token] of sentence.tokens.entries()) {
    if (token.text !== 'i' && !/^i['’](?:m|ve|ll|d)$/u.test(token.text)) continue;
    if (token.text === 'i' && isIndex(sentence, i)) continue;
    const next = at(sentence, i + 1)?.lower ?? '';
    const sure =
      token.text !== 'i' ||
      afterI.has(next) ||
      (verbReadings(next).some(({ forms }) => forms.has('base') || forms.has('past')) &&
        next.length > 2);
    yield correct(
      'capital',
      sure ? 0.96 : 0.5,
      { start: token.start, end: token.start + 1 },
      'I',
      '“I” takes a capital.',
    );
  }
};

/** Names of programs that are written small even at the start. */
const smallNames =
  words(`npm npx git node pnpm yarn esbuild eslint webpack vite curl make bash zsh grep sed awk jq vim tmux ssh nginx systemd pip conda
pytest mypy black ruff numpy pandas scipy torch iPhone iPad iOS macOS eBay jQuery cargo rustc gcc clang cmake kubectl docker helm terraform
tsc mocha jest babel deno bun sudo cron rsync ffmpeg lodash axios i e`);

function* sentenceStart(sentence: Sentence): Generator<ProseCorrection> {
  const first = sentence.tokens.find((token) => token.kind !== 'mark');
  if (
    !sentence.form.capital ||
    first === undefined ||
    !isWord(first) ||
    !/^\p{Ll}[\p{Ll}'’]*$/u.test(first.text)
  )
    return;
  if (smallNames.has(first.text) || isUnknownName(first.text)) return;
  // "**path**: where it lies": a term is written as in code.
  const around = (sentence.text[first.start - 1] ?? '') + (sentence.text[first.end] ?? '');
  if (/^(?:\*\*|__)$/u.test(around)) return;
  const before = sentence.text.slice(0, first.start);
  if (/[^\s"'“‘(*_]/u.test(before)) return;
  if (before.includes('(') && isLabel(sentence.text.slice(first.end))) return;
  const capital = first.text.slice(0, 1).toUpperCase();
  const prior = sentence.form.kind === 'comment' ? 0.85 : 0.93;
  yield correct(
    'capital',
    prior,
    { start: first.start, end: first.start + 1 },
    capital,
    'A sentence starts with a capital.',
  );
}

/** "(optional) The name": brackets that close before the sentence goes on. */
function isLabel(rest: string): boolean {
  return /^[^()]*\)[^()]*[\p{L}\p{N}]/u.test(rest);
}

/** "undici allows", "fs-extra contains": a word that no dictionary knows is a name more often than a slip. */
function isUnknownName(word: string): boolean {
  const { noun, verb, adjective, adverb } = partCounts(word);
  return (
    noun + verb + adjective + adverb === 0 &&
    verbReadings(word).length === 0 &&
    singularForm(word) === undefined &&
    !/['’]/u.test(word) &&
    (wordCounts().get(word) ?? 0) < leastCount
  );
}

/** Words that the corpus holds fewer times are names and slips. */
const leastCount = 60;

const afterI =
  words(`am have had was will would can could should shall may might must do did think know see want need use hope guess just also like
don't didn't can't couldn't won't wouldn't haven't wasn't think thought found tried wrote wanted believe suppose understand really still never always
already only got get made saw went work feel look love made mean agree wonder wish ask asked added changed removed fixed noticed found`);

/** "i and j", "for i in", "index i": here it is a variable. */
function isIndex(sentence: Sentence, i: number): boolean {
  const [before, next] = [at(sentence, i - 1), at(sentence, i + 1)];
  const other = (token: Token | undefined): boolean =>
    token !== undefined && /^[a-z]$/u.test(token.text) && !/^[ai]$/u.test(token.text);
  if (sentence.tokens.some(other)) return true;
  if (next !== undefined && next.kind !== 'word' && !/^[,.!?'"”)]$/u.test(next.text)) return true;
  return (
    /^(?:index|element|row|column|item|iteration|variable|the|for|th|step|position)$/u.test(
      before?.lower ?? '',
    ) || /^(?:in|is|th|from|to|and|or|of)$/u.test(next?.lower ?? '')
  );
}

/** A full stop where the paragraph's other sentences have one. */
export const finalStop: Rule = function* (sentence) {
  const end = sentence.text.length;
  if (!sentence.form.stop || sentence.masked.some((span) => span.end === end)) return;
  const last = sentence.tokens.at(-1);
  if (!isWord(last)) return;
  yield correct(
    'stop',
    0.85,
    { start: last.start, end: last.end },
    `${last.text}.`,
    'The other sentences end with a full stop.',
  );
};

/** ` ,` → `,` and `word,word` → `word, word`; doubled blanks inside a line. */
export const spacing: Rule = function* (sentence) {
  for (const match of sentence.view.matchAll(/(?<=[\p{L})])( +)([,;.!?])(?=\s|$)/gu)) {
    if (
      /^[.]/u.test(match[2] as string) &&
      /\.\.$/u.test(sentence.view.slice(0, match.index + match[0].length + 2))
    )
      continue;
    yield correct(
      'spacing',
      0.9,
      { start: match.index, end: match.index + match[0].length },
      match[2] as string,
      'No blank stands before a comma or stop.',
    );
  }
  for (const match of sentence.view.matchAll(/(?<=[\p{Ll}]{2}),(?=[\p{L}]{2})/gu)) {
    yield correct(
      'spacing',
      0.85,
      { start: match.index, end: match.index + 1 },
      ', ',
      'A blank follows a comma.',
    );
  }
};
