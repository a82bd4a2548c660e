import type { Dialect } from '../facts.ts';
import { isSenseless, wordsOf, written, type Condition } from './conditions.ts';
import { CommentGrammar } from './grammar.ts';
import { chartOf } from './items.ts';
import { matchOf } from './match.ts';
import { actions, characters, fillers, numerals, stemOf, topics, units } from './lexicon.ts';
import type { Scope } from './names.ts';
import { longestPhrase, phrasesOf } from './phrases.ts';
import { tokensOf, type Token } from './tokens.ts';

/** A way to read a comment as a condition. */
export interface Reading {
  readonly condition: Condition;
  /** In the language's syntax. */
  readonly text: string;
  /** With operators in English words; equal ones mean the same. */
  readonly words: string;
  /** What had to be believed; 0 is a comment that says everything in the names' own words. */
  readonly cost: number;
}

export interface Readings {
  /** Readings that use every word, likeliest first. */
  readonly complete: readonly Reading[];
  /** Words that even the best reading has no use for; empty when there is a complete one. */
  readonly unmatched: readonly string[];
}

/** Longest comment that is read, in tokens that say something. */
const longestComment = 28;

/** Reads a comment in the light of the names in scope. */
export function readingsOf(comment: string, scope: Scope, dialect: Dialect): Readings {
  const found = new Map<string, Reading>();
  let unmatched: readonly string[] | undefined;
  for (const { tokens, cost } of versionsOf(tokensOf(rephrased(comment)))) {
    const prepared = prepare(tokens, scope);
    if (prepared.tokens.length > longestComment) continue;
    const attempt = read(prepared.tokens, scope, dialect, cost + prepared.cost);
    if (prepared.unknown.length > 0 || attempt.complete.length === 0) {
      const words = [...prepared.unknown, ...attempt.unmatched];
      if (unmatched === undefined || words.length < unmatched.length) unmatched = words;
      continue;
    }
    for (const reading of attempt.complete) {
      const known = found.get(reading.words);
      if (!known || known.cost > reading.cost) found.set(reading.words, reading);
    }
  }
  const complete = [...found.values()].sort((a, b) => a.cost - b.cost);
  return { complete, unmatched: complete.length > 0 ? [] : (unmatched ?? []) };
}

function read(tokens: readonly Token[], scope: Scope, dialect: Dialect, before: number): Readings {
  const wholes = chartOf(tokens.length, new CommentGrammar(tokens, scope, dialect)).items.flatMap(
    (item) => (item.cat === 'whole' && item.list !== 'nor' ? [item] : []),
  );
  const complete = wholes
    .filter(({ unused, condition }) => unused.length === 0 && !isSenseless(condition))
    .map(({ condition, cost }) => ({
      condition,
      text: written(condition, dialect),
      words: wordsOf(condition),
      cost: cost + before,
    }));
  const [best] = wholes.toSorted((a, b) => a.cost - b.cost);
  const unused = best ? best.unused : tokens.map((_, at) => at);
  const unmatched = unused.flatMap((at) => (tokens[at] ? [tokens[at].text] : []));
  return { complete, unmatched };
}

/** Phrases that mean one word. */
const rephrasings: readonly (readonly [RegExp, string])[] = [
  [/\bon time\b/gi, 'punctual'],
  [/\b(?:sign|log)(ged|ed)? in\b/gi, 'logged in'],
  [/\bin progress\b|\bunder way\b/gi, 'ongoing'],
  [
    /\b(?:at all|so far|for now|at the moment|right now|in total|any ?more|of course|in order to|yet to be)\b/gi,
    ' ',
  ],
  [/\bnothing to do (?:for|when|if|with)\b/gi, ' '],
  [/\b(\d+)\s*(?:years?|months?|days?)\s+(?:old|of age)\b/gi, '$1 years'],
  [/\bbefore\s*[.!]?\s*$/i, ' '],
  [/^.*\bi\.e\.,?\s*/i, ''],
  [/\bup to date\b|\bup-to-date\b/gi, 'current'],
];

function rephrased(comment: string): string {
  return rephrasings.reduce((text, [from, to]) => text.replace(from, to), comment);
}

interface Version {
  readonly tokens: readonly Token[];
  readonly cost: number;
}

/** The comment as it is, and without what may only say what happens: its verb, its `if`, its brackets. */
function versionsOf(tokens: readonly Token[]): readonly Version[] {
  const versions: Version[] = [{ tokens, cost: 0 }];
  const bare = withoutBrackets(tokens);
  if (bare.length < tokens.length && bare.length > 0) versions.push({ tokens: bare, cost: 0.3 });
  const open = tokens.findIndex(({ text, kind }) => kind === 'mark' && text === '(');
  const close = tokens.findLastIndex(({ text, kind }) => kind === 'mark' && text === ')');
  if (open > 0 && close === tokens.length - 1)
    versions.push({ tokens: tokens.slice(open + 1, close), cost: 0.45 });
  for (const { tokens: own, cost } of [...versions]) {
    const start = own.findIndex(({ text }) => !fillers.has(text));
    const first = own[start]?.text ?? '';
    if (actions.has(first)) versions.push({ tokens: own.slice(start + 1), cost: cost + 0.1 });
    const when = own.findLastIndex(({ text }) => /^(if|when|whenever|that|only|while)$/.test(text));
    if (when > 0 && when < own.length - 1)
      versions.push({
        tokens: own.slice(when + 1),
        cost: cost + 0.25 + 0.1 * outsideWords(own.slice(0, when)),
      });
    const colon = own.findLastIndex(({ text }) => text === ':');
    if (colon > 0) versions.push({ tokens: own.slice(colon + 1), cost: cost + 0.2 });
  }
  return versions;
}

/** Words of a main clause that say more than that something happens. */
function outsideWords(tokens: readonly Token[]): number {
  return tokens.filter(
    ({ text, kind }) =>
      kind === 'word' && !fillers.has(text) && !actions.has(text) && !topics.has(text),
  ).length;
}

function withoutBrackets(tokens: readonly Token[]): readonly Token[] {
  let depth = 0;
  return tokens.filter(({ text, kind }) => {
    if (kind === 'mark' && text === '(') depth += 1;
    const outside = depth === 0;
    if (kind === 'mark' && text === ')') depth = Math.max(0, depth - 1);
    return outside;
  });
}

interface Prepared {
  readonly tokens: readonly Token[];
  /** Words that nothing in scope and no phrase knows. */
  readonly unknown: readonly string[];
  readonly cost: number;
}

/** Leaves out what says nothing here, and sets aside what nothing in scope can mean. */
function prepare(given: readonly Token[], scope: Scope): Prepared {
  const bare = fusedNames(withoutArticles(given, scope), scope);
  const tokens = bare;
  const quantifies = tokens.some(({ text }) =>
    /^(all|every|each|any|some|none|no|one)$/.test(text),
  );
  const phrased = inPhrases(tokens);
  const around = new Set(scope.aroundWords.map(stemOf));
  const known = (token: Token): boolean => isKnown(token, scope);
  const unknown: string[] = [];
  let cost = 0;
  const dropsOf = (at: number): boolean => {
    const noun = tokens[at + 1];
    return (
      /^(of|for)$/.test(tokens[at]?.text ?? '') &&
      noun?.kind === 'word' &&
      at > 0 &&
      !known(noun) &&
      !phrased.any.has(at + 1) &&
      isNounOf(tokens, at + 1, known)
    );
  };
  const kept = tokens.filter((token, at) => {
    if (dropsOf(at)) return false;
    if (token.kind === 'word' && (characters.has(token.text) || numerals.has(token.text)))
      return true;
    if (units.has(token.stem) && isAmount(tokens[at - 1])) return true;
    if (token.kind !== 'word') return token.text !== ':' && token.text !== '-';
    if (phrased.long.has(at)) return true;
    const named = known(token);
    if (fillers.has(token.text) && !phrased.any.has(at))
      return named && (!/^(a|an|the|it|at)$/.test(token.text) || isWholeName(token, scope));
    if (named || phrased.any.has(at)) return true;
    if (topics.has(token.text) || around.has(token.stem)) {
      cost += 0.05;
      return false;
    }
    const previous = tokens[at - 1]?.text ?? '';
    if (
      actionStems.has(token.stem) &&
      (at === 0 || /^(can|may|could|should|must|will|to|always|not|are|is|be)$/.test(previous))
    )
      return false;
    if (isSubject(tokens, at)) {
      cost += 0.6;
      return false;
    }
    if (isNounOf(tokens, at, known)) {
      cost += 0.4;
      return false;
    }
    if (quantifies) return true;
    unknown.push(token.text);
    return false;
  });
  return { tokens: kept, unknown, cost };
}

function isWholeName({ text }: Token, scope: Scope): boolean {
  return scope.names.some((name) => name.text === text);
}

const actionStems: ReadonlySet<string> = new Set([...actions].map(stemOf));

function isAmount(token: Token | undefined): boolean {
  return token !== undefined && (token.kind === 'number' || numerals.has(token.text));
}

/** `read-only` and `read only` where a name is `readonly`. */
function fusedNames(tokens: readonly Token[], scope: Scope): readonly Token[] {
  const words = new Set(scope.names.flatMap((name) => name.words));
  const fused: Token[] = [];
  for (const token of tokens) {
    const last = fused[fused.length - 1];
    const text = `${last?.text}${token.text}`;
    if (last?.kind === 'word' && token.kind === 'word' && words.has(text))
      fused[fused.length - 1] = { kind: 'word', text, stem: stemOf(text) };
    else fused.push(token);
  }
  return fused;
}

/** Articles say nothing, unless a name is called like one. */
function withoutArticles(tokens: readonly Token[], scope: Scope): readonly Token[] {
  if (scope.names.some(({ text }) => text === 'a')) return tokens;
  return tokens.filter(({ text, kind }) => kind !== 'word' || !/^(a|an|the)$/.test(text));
}

/** `enrolled students`, `owner of the post`: a noun that only says what the word before it is said of. */
function isNounOf(tokens: readonly Token[], at: number, known: (token: Token) => boolean): boolean {
  const previous = tokens[at - 1];
  if (!previous || previous.kind !== 'word' || /^(is|are|has|have|not)$/.test(previous.text))
    return false;
  const next = tokens[at + 1];
  const ends = !next || next.kind === 'mark' || phrasesOf(next.text).length > 0;
  if (/^(of|for)$/.test(previous.text)) return ends && at > 1 && known(tokens[at - 2] as Token);
  return ends && known(previous) && !/(ed|ing)$/.test(tokens[at]?.text ?? '');
}

/** `the flight is domestic`: whoever reads the names knows what they are about. */
function isSubject(tokens: readonly Token[], at: number): boolean {
  const next = tokens[at + 1]?.text ?? '';
  const article = tokens[at - 1]?.text ?? 'the';
  return (
    /^(is|are|was|were|has|have|isn't)$/.test(next) &&
    /^(the|a|an|this|when|if|,|unless|and|or)$/.test(article)
  );
}

function isKnown(token: Token, scope: Scope): boolean {
  return scope.names.some(
    (name) =>
      matchOf([token], name) !== undefined ||
      name.ownerWords.some((word) => stemOf(word) === token.stem) ||
      (name.shape.values ?? []).some((value) =>
        value
          .replace(/^\w+\./, '')
          .toLowerCase()
          .split(/\W+/)
          .map(stemOf)
          .includes(token.stem),
      ),
  );
}

/** Places of words that belong to a phrase of several words, and to any phrase at all. */
function inPhrases(tokens: readonly Token[]): {
  readonly long: ReadonlySet<number>;
  readonly any: ReadonlySet<number>;
} {
  const long = new Set<number>();
  const any = new Set<number>();
  for (let start = 0; start < tokens.length; start++)
    for (let end = start + 1; end <= Math.min(tokens.length, start + longestPhrase); end++) {
      const text = tokens
        .slice(start, end)
        .map((token) => token.text)
        .join(' ');
      if (phrasesOf(text).length === 0) continue;
      for (let at = start; at < end; at++) {
        any.add(at);
        if (end - start > 1) long.add(at);
      }
    }
  return { long, any };
}
