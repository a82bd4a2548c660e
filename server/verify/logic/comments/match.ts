import {
  areOpposites,
  areSynonyms,
  kindWords,
  silentInNames,
  stemOf,
  withoutNegation,
} from './lexicon.ts';
import type { ScopeName } from './names.ts';
import type { Token } from './tokens.ts';

/** How well words of a comment name something in scope; 0 is the name itself, word for word. */
export interface Match {
  readonly cost: number;
  /** The words say the opposite of the name: `unpinned` of `isPinned`. */
  readonly negated: boolean;
}

/** Words of a name that may be left unsaid cost less than those that tell it apart. */
const missing = 0.35;
const missingKind = 0.1;
/** `onlyInStock` without its first word says something else. */
const missingLimit = 0.9;
const limits = /^(only|no|not|never|non|without|un)$/;
const synonymCost = 0.2;
const oppositeCost = 0.15;

/** Matches every word of a phrase with a word of the name; undefined where one of them has no place in it. */
export function matchOf(tokens: readonly Token[], name: ScopeName): Match | undefined {
  if (tokens.length === 1 && tokens[0]?.text === name.text) return { cost: 0, negated: false };
  const own = name.words;
  const used = new Set<number>();
  let cost = 0;
  let negated = false;
  for (const token of tokens) {
    const best = bestWord(token, own, used);
    if (best) {
      used.add(best.at);
      cost += best.cost;
      negated ||= best.negated;
      continue;
    }
    if (saysKind(token, name)) cost += 0.05;
    else if (!name.ownerWords.some((word) => similar(token, word) !== undefined)) return undefined;
  }
  if (used.size === 0) return undefined;
  own.forEach((word, at) => {
    if (used.has(at) || silentInNames.has(word)) return;
    cost += limits.test(word) ? missingLimit : kindWords.has(word) ? missingKind : missing;
  });
  return { cost, negated };
}

/** `due date` of a date, `error count` of a number. */
function saysKind({ text }: Token, { shape }: ScopeName): boolean {
  switch (shape.kind) {
    case 'date':
      return /^(date|time|day|timestamp)$/.test(text);
    case 'number':
      return /^(number|count|amount|total)$/.test(text);
    case 'list':
    case 'set':
      return /^(list|collection|array|set)$/.test(text);
    case 'boolean':
      return /^(flag|mode|option|setting)$/.test(text);
    default:
      return false;
  }
}

function bestWord(
  token: Token,
  own: readonly string[],
  used: ReadonlySet<number>,
): { at: number; cost: number; negated: boolean } | undefined {
  let best: { at: number; cost: number; negated: boolean } | undefined;
  own.forEach((word, at) => {
    if (used.has(at)) return;
    const found = similar(token, word);
    if (found && (!best || found.cost < best.cost)) best = { at, ...found };
  });
  return best;
}

function similar(
  token: Token,
  word: string,
): { readonly cost: number; readonly negated: boolean } | undefined {
  const stem = stemOf(word);
  if (token.text === word) return { cost: 0, negated: false };
  // What has been done is not what is being done: `synced` and `isSyncing`.
  const tense = /ed$/.test(token.text) && /ing$/.test(word) ? 0.3 : 0;
  if (token.stem === stem) return { cost: tense, negated: false };
  if (areOpposites(token.stem, stem)) return { cost: oppositeCost, negated: true };
  if (areSynonyms(token.stem, stem)) return { cost: synonymCost, negated: false };
  if (withoutNegation(token.text) === stem || withoutNegation(word) === token.stem)
    return { cost: 0.05, negated: true };
  const [root, longer] = token.stem.length < stem.length ? [token.stem, stem] : [stem, token.stem];
  if (root.length >= 5 && longer.length - root.length <= 2 && longer.startsWith(root))
    return { cost: 0.1 + tense, negated: false };
  // `admin` of `administrator`, `max` of `maximum`: one is the beginning of the other.
  const [short, long] = token.text.length < word.length ? [token.text, word] : [word, token.text];
  if (short.length >= 4 && long.length - short.length <= 3 && long.startsWith(short))
    return { cost: 0.1, negated: false };
  return undefined;
}
