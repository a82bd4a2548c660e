import type { Dialect } from '../facts.ts';
import type { Item } from './items.ts';
import { characters, numerals, stemOf, units } from './lexicon.ts';
import { matchOf } from './match.ts';
import type { Scope, ScopeName } from './names.ts';
import { wordsOfName } from './nameWords.ts';
import {
  isNow,
  nameOperand,
  numberOperand,
  quoted,
  textOperand,
  type Operand,
} from './operands.ts';
import { longestPhrase, phrasesOf, type Role } from './phrases.ts';
import { plainPredicate } from './predicates.ts';
import type { Token } from './tokens.ts';

/** Words that one name has in a comment at most. */
const longestName = 5;

const functional: ReadonlySet<Role> = new Set([
  'be',
  'have',
  'of',
  'not',
  'no',
  'and',
  'or',
  'in',
  'than',
]);

/** What words mean by themselves, in the light of the names in scope. */
export class Lexical {
  private readonly now: Operand | undefined;

  constructor(
    private readonly tokens: readonly Token[],
    private readonly scope: Scope,
    private readonly dialect: Dialect,
  ) {
    const now = scope.names.map((name) => nameOperand(name)).find(isNow);
    this.now = now;
  }

  read(start: number, end: number): readonly Item[] {
    const tokens = this.tokens.slice(start, end);
    return [
      ...this.phrases(tokens),
      ...this.names(tokens),
      ...this.owners(tokens),
      ...this.values(tokens),
      ...this.single(tokens, start),
    ];
  }

  private phrases(tokens: readonly Token[]): Item[] {
    if (tokens.length > longestPhrase || tokens.some(({ kind }) => kind === 'string')) return [];
    return phrasesOf(tokens.map(({ text }) => text).join(' ')).flatMap((phrase): Item[] => {
      const own: Item = { cat: 'phrase', phrase, cost: 0, unused: [] };
      const predicate = plainPredicate(phrase, this.now, this.dialect);
      if (!predicate) return [own];
      return [own, { cat: 'predicate', predicate, list: undefined, level: 0, cost: 0, unused: [] }];
    });
  }

  private names(tokens: readonly Token[]): Item[] {
    if (tokens.length > longestName + 2 || tokens.some(({ kind }) => kind === 'string')) return [];
    const [first, last] = [tokens[0], tokens[tokens.length - 1]];
    if (!isContent(first) || !isContent(last)) return [];
    const inner = tokens.filter(
      ({ text }) => !/^('s|of|in|on|for|to|is|are|has|have|been|be|with|was|not)$/.test(text),
    );
    if (inner.length === 0 || inner.length > longestName) return [];
    if (inner[0] !== first || inner[inner.length - 1] !== last) return [];
    const denied = tokens.some(({ text }) => text === 'not');
    const fused = inner.length === 2 ? [fusedToken(inner)] : inner;
    return this.scope.names.flatMap((name): Item[] => {
      const found =
        matchOf(inner, name) ?? (saysWhole(fused, name) ? matchOf(fused, name) : undefined);
      if (!found) return [];
      const match = { ...found, negated: found.negated !== denied };
      if (match.negated && name.shape.kind !== 'boolean' && name.shape.kind !== 'unknown')
        return [];
      const plural = name.shape.kind === 'boolean' && isPluralOf(last, name);
      const cost = match.cost + this.ownerless(name, inner);
      return [operandItem(nameOperand(name, match.negated, plural), cost)];
    });
  }

  /** `start` means the plain name before the `start` of something that is not spoken of. */
  private ownerless(name: ScopeName, tokens: readonly Token[]): number {
    if (name.owner === undefined || /^(this|self)$/.test(name.owner)) return 0;
    const owners = name.ownerWords.map(stemOf);
    if (tokens.some(({ stem }) => owners.includes(stem))) return 0;
    const rival = this.scope.names.some(
      (other) => other.owner === undefined && other.words.join(' ') === name.words.join(' '),
    );
    return rival ? 0.2 : 0;
  }

  /** Names that others belong to, by their own words or those of their type. */
  private owners(tokens: readonly Token[]): Item[] {
    if (tokens.length > 2 || !tokens.every(isContent)) return [];
    const owners = new Map<string, ScopeName>();
    for (const name of this.scope.names) if (name.owner !== undefined) owners.set(name.owner, name);
    return [...owners].flatMap(([owner, { ownerWords }]): Item[] => {
      const stems = ownerWords.map(stemOf);
      if (!tokens.every(({ stem }) => stems.includes(stem))) return [];
      return [{ cat: 'owner', owner, cost: 0, unused: [] }];
    });
  }

  private values(tokens: readonly Token[]): Item[] {
    const found: Item[] = [];
    const words = tokens.map(({ stem }) => stem);
    for (const name of this.scope.names)
      for (const value of name.shape.values ?? []) {
        const said = wordsOfName(value.replace(/^\w+\./, '')).map(stemOf);
        if (said.length > 0 && said.join(' ') === words.join(' '))
          found.push(operandItem(textOperand(value, name.text), 0));
      }
    const [token, unit] = tokens;
    if (!token || tokens.length > 2) return found;
    const number = token.kind === 'number' ? token.text : numerals.get(token.text)?.toString();
    if (number !== undefined && !unit) found.push(operandItem(numberOperand(number), 0));
    const about = unit && units.get(unit.stem);
    if (number !== undefined && about) found.push(operandItem(numberOperand(number, about), 0.02));
    return found;
  }

  private single(tokens: readonly Token[], at: number): Item[] {
    const [token] = tokens;
    if (!token || tokens.length > 1) return [];
    if (token.kind === 'string') return [operandItem(textOperand(quoted(token.text)), 0)];
    if (token.kind !== 'word') return [];
    const character = characters.get(token.text);
    const word: Item = {
      cat: 'word',
      text: token.text,
      negated: false,
      at,
      ...(phrasesOf(token.text).some(({ role }) => functional.has(role)) ? { empty: true } : {}),
      cost: 0,
      unused: [],
    };
    return character === undefined
      ? [word]
      : [word, operandItem(textOperand(quoted(character)), 0.1)];
  }
}

function saysWhole([token]: readonly Token[], { words }: ScopeName): boolean {
  return token !== undefined && words.includes(token.text);
}

/** `read only` is `readonly` in names. */
function fusedToken(tokens: readonly Token[]): Token {
  const text = tokens.map((token) => token.text).join('');
  return { kind: 'word', text, stem: stemOf(text) };
}

function isPluralOf({ text }: Token, name: ScopeName): boolean {
  return /[^s]s$/.test(text) && !name.words.includes(text);
}

function isContent(token: Token | undefined): token is Token {
  return token?.kind === 'word' || token?.kind === 'number';
}

function operandItem(operand: Operand, cost: number): Item {
  return { cat: 'operands', operands: [operand], list: 'and', closed: false, cost, unused: [] };
}
