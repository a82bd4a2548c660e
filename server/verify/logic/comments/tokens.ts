import { stemOf } from './lexicon.ts';

/** A word, number, quoted text or mark of a comment. */
export interface Token {
  readonly kind: 'word' | 'number' | 'string' | 'mark';
  /** In lower case, but as written inside quotes. */
  readonly text: string;
  readonly stem: string;
}

const contractions: readonly (readonly [RegExp, string])[] = [
  [/\b(ca)n['’]t\b/gi, 'can not'],
  [/\bcannot\b/gi, 'can not'],
  [/\bwo n['’]t\b|\bwon['’]t\b/gi, 'will not'],
  [/n['’]t\b/gi, ' not'],
  [/\b(it|that|there|he|she|who|what|nobody|everyone|someone)['’]s\b/gi, '$1 is'],
  [/['’]re\b/gi, ' are'],
  [/['’]ve\b/gi, ' have'],
  [/['’]ll\b/gi, ' will'],
  [/\bi\.e\.,?/gi, ','],
  [/\be\.g\.,?/gi, ','],
  [/\bw\/o\b/gi, 'without'],
];

const pattern =
  /"([^"\n]*)"|`([^`\n]*)`|(?<![\w])'([^'\n]*)'(?!\w)|“([^”\n]*)”|(\d+(?:[,_]\d{3})*(?:\.\d+)?)(?!\w)|(['’]s?\b|(?<=s)['’](?=\s))|([A-Za-z_][\w-]*)|([(),;:&-])/g;

/** Splits a comment into its tokens; names as programs write them stay whole. */
export function tokensOf(comment: string): readonly Token[] {
  const quoted: string[] = [];
  const shielded = comment.replace(/"[^"\n]*"|`[^`\n]*`|“[^”\n]*”/g, (text) => {
    quoted.push(text);
    return `"${quoted.length - 1}"`;
  });
  const expanded = contractions.reduce(
    (text, [from, to]) => text.replace(from, to),
    shielded.replace(/[.!?]+\s*$/, '').replace(/(\w)[.!?]\s+(?=[A-Z])/g, '$1; '),
  );
  const tokens: Token[] = [];
  for (const match of expanded.matchAll(pattern)) {
    const [, double, tick, single, curly, number, possessive, word, mark] = match;
    const string = double ?? tick ?? single ?? curly;
    if (string !== undefined) {
      const original = double === undefined ? `'${string}'` : (quoted[Number(double)] ?? '');
      const text = original.slice(1, -1);
      // Backticks quote code: a name as often as a text.
      tokens.push(
        original.startsWith('`') ? tokenOf('word', text) : { kind: 'string', text, stem: text },
      );
    } else if (number !== undefined) tokens.push(tokenOf('number', number.replace(/[,_]/g, '')));
    else if (possessive !== undefined) tokens.push(tokenOf('mark', "'s"));
    else if (word !== undefined) tokens.push(...wordTokens(word));
    else if (mark !== undefined) tokens.push(tokenOf('mark', mark));
  }
  return tokens;
}

/** `read-only` is two words, `isOpen` one name. */
function wordTokens(word: string): Token[] {
  if (/[a-z][A-Z]|_/.test(word)) return [{ kind: 'word', text: word, stem: word }];
  return word
    .split('-')
    .filter((part) => part !== '')
    .map((part) => tokenOf('word', part));
}

function tokenOf(kind: Token['kind'], text: string): Token {
  const lower = text.toLowerCase();
  return { kind, text: lower, stem: kind === 'word' ? stemOf(lower) : lower };
}
