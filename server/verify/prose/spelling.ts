import { editDistance } from '../../core/experts/editDistance.ts';
import type { ProseCorrection } from '../../../protocol/checker.ts';
import { contextGain, wordLogProb } from './context.ts';
import { withCaseOf, words } from './lexicon.ts';
import { regularizedBase } from './ruleVerbChain.ts';
import type { Sentence, Token } from './tokens.ts';
import { knownMisspellings, wordCounts } from './wordList.ts';

/** Words of the trade that dictionaries do not know, and abbreviations that people write in running text. */
const tradeWords =
  words(`async await config configs repo repos param params arg args init env dev prod app apps api apis url urls uri id ids uuid json yaml toml
html css regex regexes regexp enum enums struct structs bool int str dict tuple tuples stdin stdout stderr readme changelog linter linters lint linting
frontend backend fullstack middleware webhook webhooks websocket websockets localhost hostname hostnames filename filenames basename dirname filepath
filesystem filesystems namespace namespaces codebase monorepo submodule submodules subclass subclasses superclass metadata dataset datasets timestamp timestamps
timezone datetime boolean booleans iterable iterables iterator iterators callable callback callbacks mixin mixins decorator decorators docstring docstrings
unicode ascii utf tokenizer tokenizers tokenize tokenized tokenization deserialize deserialized serializer serializers parsers lexer transpile transpiled transpiler
polyfill polyfills shim shims minify minified minifier bundler bundlers treeshaking hotfix bugfix bugfixes refactor refactors refactored refactoring rebase rebased
rebasing stash squash cherry backport backported upstream downstream sandboxed sandboxing dedupe deduplicate deduplicated memoize memoized memoization
debounce debounced throttled mutex mutexes semaphore semaphores deadlock deadlocks goroutine goroutines coroutine coroutines subprocess subprocesses daemon daemons
plugin plugins addon addons toolchain toolchains workflow workflows changeset changesets lockfile lockfiles symlink symlinks symlinked chmod sudo regexes
cron crontab kubernetes docker dockerfile postgres postgresql mysql sqlite redis nginx webpack esbuild eslint vite lodash numpy pandas pytorch tensorflow
cli gui ui ux sdk ide cpu gpu ram os ssd http https ssh ftp tcp udp dns ip vpn tls ssl jwt oauth saml sso csv tsv xml pdf svg png jpg jpeg gif
tmp temp dir dirs src dest impl util utils misc ctx req res fn func lib libs pkg deps dep devs admin admins auth authn authz todo todos wip lgtm imo imho
fallback fallbacks teardown onboarding offboarding signup login logout checkbox checkboxes dropdown dropdowns tooltip tooltips navbar sidebar hover hovers
unmount unmounted mounted hydrate hydrated hydration rerender rerenders re-render immutable mutability idempotent idempotency nullable nullish falsy truthy
variadic ternary bitwise bitmask endian endianness hex octal mantissa checksum checksums hashable unhashable unescaped unescape untracked unstaged unset
preprocess preprocessing postprocess postprocessing precompute precomputed recompute recomputed prefetch prefetched preload preloaded autocomplete autocompletion
autosave autoload autoscaling whitespace newline newlines backtick backticks backslash backslashes ellipsis ampersand args kwargs argv stacktrace traceback tracebacks
username usernames passphrase allowlist denylist blocklist whitelist blacklist passthrough readonly writable executable executables toolbar viewport scrollbar
quantized quantization logits softmax embeddings embedding perceptron tokenized finetune finetuned finetuning inference hyperparameter hyperparameters
dataframe dataframes matplotlib jupyter scipy sklearn notebook ok okay etc vs eg ie btw asap faq faqs`);

const vowels = /[aeiouy]/u;
const neighbours: Readonly<Record<string, string>> = {
  q: 'wa',
  w: 'qes',
  e: 'wrd',
  r: 'etf',
  t: 'ryg',
  y: 'tuh',
  u: 'yij',
  i: 'uok',
  o: 'ipl',
  p: 'ol',
  a: 'qsz',
  s: 'awdx',
  d: 'sefc',
  f: 'drgv',
  g: 'fthb',
  h: 'gyjn',
  j: 'hukm',
  k: 'jil',
  l: 'ko',
  z: 'xa',
  x: 'zsc',
  c: 'xdv',
  v: 'cfb',
  b: 'vgn',
  n: 'bhm',
  m: 'nj',
};
const alphabet = "abcdefghijklmnopqrstuvwxyz'";

/** A word that the dictionaries do not know, with what they suggest. */
export interface UnknownWord {
  readonly token: Token;
  readonly suggestions: readonly string[];
}

/** Misspellings from the table; no dictionary is asked. */
export function tableCorrections(sentence: Sentence): ProseCorrection[] {
  const found: ProseCorrection[] = [];
  for (const token of sentence.tokens) {
    if (token.kind !== 'word') continue;
    const right = knownMisspellings.get(token.lower);
    if (right === undefined || !/^\p{Lu}?\p{Ll}+(?:['’]\p{Ll}+)?$/u.test(token.text)) continue;
    found.push(spelled(token, [right], isName(sentence, token) ? 0.6 : 0.98));
  }
  return found;
}

/** A capital inside the sentence marks a name, whose spelling is its owner's. */
function isName(sentence: Sentence, token: Token): boolean {
  return (
    /^\p{Lu}/u.test(token.text) &&
    token !== sentence.tokens.find((candidate) => candidate.kind !== 'mark')
  );
}

/** Corrections of unknown words, ranked by how people slip and how frequent the right word is. */
export function unknownWordCorrections(
  sentence: Sentence,
  unknown: readonly UnknownWord[],
): ProseCorrection[] {
  const found: ProseCorrection[] = [];
  for (const { token, suggestions } of unknown) {
    if (isLeftAlone(sentence, token)) continue;
    const ranked = inContext(sentence, token, rankedCandidates(token.lower, suggestions));
    const best = ranked[0];
    if (best === undefined) continue;
    found.push(
      spelled(
        token,
        ranked.slice(0, 4).map((candidate) => candidate.word),
        spellingPrior(token, ranked),
      ),
    );
  }
  return found;
}

/** How much the neighbours count beside frequency and the kind of slip. */
const contextWeight = 0.6;
/** More candidates than this are never meant. */
const read = 12;

/** The candidates in the order that the word model prefers among their neighbours. */
function inContext(
  sentence: Sentence,
  token: Token,
  ranked: readonly Candidate[],
): readonly Candidate[] {
  const at = sentence.tokens.indexOf(token);
  return ranked
    .slice(0, read)
    .map((candidate) => ({
      ...candidate,
      // The word's own frequency is in the model's gain already: only what exceeds it is news.
      score:
        candidate.score +
        contextWeight *
          (contextGain(sentence, at, at + 1, [candidate.word]) - wordLogProb(candidate.word)),
    }))
    .sort((a, b) => b.score - a.score || (a.word < b.word ? -1 : 1));
}

function isLeftAlone(sentence: Sentence, token: Token): boolean {
  const word = token.lower;
  if (token.kind !== 'word' || word.length < 3 || !/^\p{Lu}?[a-z]+$/u.test(token.text)) return true;
  if (regularizedBase(word) !== undefined || !vowels.test(word)) return true;
  if (isName(sentence, token) || tradeWords.has(word) || knownMisspellings.has(word)) return true;
  const count = wordCounts().get(word) ?? 0;
  return count >= 25 || isDerived(word) || isCompound(word) || isPrefixed(word);
}

const prefixes =
  /^(?:un|re|pre|non|sub|super|multi|auto|de|mis|over|under|inter|micro|meta|pseudo|semi|anti|hyper|post|out|cross|cyber|geo|bio|proto|ultra|mini)(?=[a-z]{5})/u;

const suffixes = /^([a-z]{4,}?)(?:ers?|ors?|able|less|ness|like|wise|ish)$/u;

/** A known word behind a prefix, or before a suffix, that English uses freely. */
function isDerived(word: string): boolean {
  const rest = word.replace(prefixes, '');
  if (rest !== word && (wordCounts().get(rest) ?? 0) >= 150) return true;
  const stem = suffixes.exec(word)?.[1];
  return (
    stem !== undefined &&
    ((wordCounts().get(stem) ?? 0) >= 150 || (wordCounts().get(`${stem}e`) ?? 0) >= 150)
  );
}

/** A frequent word behind a letter that no English word has there, as in "nbunch" and "ebunch": a name from code. */
function isPrefixed(word: string): boolean {
  return (
    word.length >= 6 &&
    /^(?:[bdfgjkmnpqvxz][^aeioulrhyw]|e[bcdfg])/u.test(word) &&
    word[0] !== word[1] &&
    (wordCounts().get(word.slice(1)) ?? 0) >= 60
  );
}

/** Two frequent words in one, as in "lockfile": a term, not a slip. */
function isCompound(word: string): boolean {
  const table = wordCounts();
  for (let cut = 3; cut <= word.length - 4; cut++) {
    const [left, right] = [word.slice(0, cut), word.slice(cut)];
    if (
      right === 'full' ||
      right === 'ways' ||
      right === 'ing' ||
      left === 'with' ||
      left === 'the'
    )
      continue;
    if (
      (table.get(left) ?? 0) >= 400 &&
      (table.get(right) ?? 0) >= 400 &&
      left.length + right.length >= 7
    )
      return true;
  }
  return false;
}

function spelled(token: Token, replacements: readonly string[], prior: number): ProseCorrection {
  return {
    range: { start: token.start, end: token.end },
    replacements: replacements.map((word) => withCaseOf(token.text, word)),
    kind: 'spelling',
    message: `“${token.text}” is no English word.`,
    by: 'tool:words',
    prior,
  };
}

interface Candidate {
  readonly word: string;
  readonly score: number;
  readonly edits: number;
}

/** Right words for a wrong one, best first. */
export function rankedCandidates(wrong: string, suggestions: readonly string[]): Candidate[] {
  const table = wordCounts();
  const edits = new Map<string, number>();
  for (const [word] of oneEdit(wrong)) if (table.has(word)) edits.set(word, 1);
  for (const suggestion of suggestions) {
    const word = suggestion.toLowerCase();
    if (/^[a-z']+$/u.test(word) && !edits.has(word)) edits.set(word, editDistance(wrong, word));
  }
  if (wrong.length >= 5 && ![...edits.values()].includes(1))
    for (const word of twoEdits(wrong, table)) if (!edits.has(word)) edits.set(word, 2);
  return [...edits]
    .filter(([, count]) => count <= 3)
    .map(([word, count]) => ({
      word,
      edits: count,
      score: Math.log((table.get(word) ?? 0) + 1) - slipCost(wrong, word, count),
    }))
    .sort((a, b) => b.score - a.score || (a.word < b.word ? -1 : 1));
}

/** Least count of a word that another may be a slip of. */
const leastNeighbour = 60;

/** Frequent words that are one slip of the fingers away. */
export function neighboursOf(word: string): readonly string[] {
  if (word.length < 2 || word.length > 20) return [];
  const table = wordCounts();
  const found = new Set<string>();
  for (const [other] of oneEdit(word))
    if (other.length > 1 && (table.get(other) ?? 0) >= leastNeighbour) found.add(other);
  return [...found];
}

function* oneEdit(word: string): Generator<[string]> {
  for (let i = 0; i <= word.length; i++) {
    const [left, right] = [word.slice(0, i), word.slice(i)];
    if (right !== '') yield [left + right.slice(1)];
    if (right.length > 1)
      yield [left + (right[1] as string) + (right[0] as string) + right.slice(2)];
    for (const letter of alphabet) {
      if (right !== '') yield [left + letter + right.slice(1)];
      yield [left + letter + right];
    }
  }
}

function* twoEdits(wrong: string, table: ReadonlyMap<string, number>): Generator<string> {
  for (const [word, count] of table) {
    if (count < 12 || word[0] !== wrong[0] || Math.abs(word.length - wrong.length) > 2) continue;
    if (editDistance(wrong, word) <= 2) yield word;
  }
}

/** How unlikely it is that a writer of `right` typed `wrong`. */
function slipCost(wrong: string, right: string, edits: number): number {
  if (edits > 1)
    return (
      (edits > 2 ? 9 : 5.5) +
      (wrong[0] === right[0] ? 0 : 3) +
      (wrong.at(-1) === right.at(-1) ? 0 : 0.7) -
      (sortedLetters(wrong) === sortedLetters(right) ? 2 : 0)
    );
  let at = 0;
  while (at < right.length && wrong[at] === right[at]) at++;
  const first = at === 0 ? 2.5 : 0;
  if (wrong.length === right.length && wrong[at + 1] === right[at] && wrong[at] === right[at + 1])
    return 1 + first;
  if (right.length > wrong.length)
    return (
      (right[at] === right[at - 1] || right[at] === wrong[at]
        ? 0.6
        : right[at] === "'"
          ? 0.5
          : 1.8) + first
    );
  if (wrong.length > right.length) return (wrong[at] === wrong[at - 1] ? 0.6 : 2.2) + first;
  const [typed, meant] = [wrong[at] as string, right[at] as string];
  if (vowels.test(typed) && vowels.test(meant)) return 1.4 + first;
  return (
    ((neighbours[meant] ?? '').includes(typed)
      ? 2.2
      : /^(?:cs|sc|ck|kc|sz|zs|tc|ct|ts|st)$/u.test(typed + meant)
        ? 2
        : 3.2) + first
  );
}

function sortedLetters(word: string): string {
  return [...word].sort().join('');
}

/** Probability that the best candidate is what the writer meant, from its lead and the word's length. */
function spellingPrior(token: Token, ranked: readonly Candidate[]): number {
  const [best, second] = ranked;
  if (best === undefined) return 0;
  const count = wordCounts().get(best.word) ?? 0;
  const lead = second === undefined ? 6 : best.score - second.score;
  const base =
    best.edits === 1
      ? token.lower.length >= 6
        ? 0.97
        : token.lower.length >= 5
          ? 0.95
          : token.lower.length === 4
            ? 0.9
            : 0.7
      : best.edits === 2
        ? token.lower.length >= 7
          ? 0.93
          : token.lower.length >= 5
            ? 0.85
            : 0.6
        : 0.7;
  const rare = count < 20 ? 0.2 : count < 60 ? 0.06 : 0;
  const capital = /^\p{Lu}/u.test(token.text) && token.lower.length < 7 ? 0.25 : 0;
  const contested = lead < 0.4 ? 0.12 : lead < 1.2 ? 0.05 : 0;
  return Math.max(0.05, base - rare - capital - contested);
}
