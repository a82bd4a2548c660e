import { words } from './lexicon.ts';
import { at, correct, isWord } from './rule.ts';
import type { Rule } from './rule.ts';
import type { Sentence, Token } from './tokens.ts';

const capitalized =
  words(`monday tuesday wednesday thursday friday saturday sunday mondays tuesdays wednesdays thursdays fridays saturdays sundays
january february april june july september october november december
english german french spanish italian japanese chinese russian portuguese korean dutch swedish norwegian danish finnish greek arabic hebrew hindi
czech hungarian romanian ukrainian turkish vietnamese thai irish scottish british american canadian australian brazilian mexican indian african asian european
europe america africa asia australia germany france italy spain russia japan canada england scotland ireland portugal poland sweden norway denmark finland
switzerland austria belgium greece egypt india brazil mexico argentina netherlands korea vietnam thailand ukraine
london paris berlin rome madrid lisbon vienna amsterdam brussels dublin moscow tokyo beijing chicago boston sydney toronto munich hamburg
christmas bluetooth wikipedia microsoft ubuntu debian linux firefox netflix kubernetes`);

/** Names with a spelling of their own. */
const spelled: ReadonlyMap<string, string> = new Map(
  Object.entries({
    github: 'GitHub',
    gitlab: 'GitLab',
    javascript: 'JavaScript',
    typescript: 'TypeScript',
    macos: 'macOS',
    postgresql: 'PostgreSQL',
    mysql: 'MySQL',
    mongodb: 'MongoDB',
    youtube: 'YouTube',
    iphone: 'iPhone',
    linkedin: 'LinkedIn',
    whatsapp: 'WhatsApp',
    paypal: 'PayPal',
    powerpoint: 'PowerPoint',
  }),
);

/** `on monday` → `On Monday`, `github` → `GitHub`, `in march` → `in March`. */
export const properNames: Rule = function* (sentence) {
  for (const [i, token] of sentence.tokens.entries()) {
    if (
      !isWord(token) ||
      /^[/\-_:]/u.test(sentence.text.slice(token.end)) ||
      /[/\-_]$/u.test(sentence.text.slice(0, token.start))
    )
      continue;
    const right = nameFor(sentence, i, token);
    if (right === undefined || right === token.text) continue;
    const prior = sentence.form.kind === 'comment' ? 0.7 : 0.91;
    yield correct('capital', prior, token, right, 'A name is written like this.');
  }
};

function nameFor(sentence: Sentence, i: number, token: Token): string | undefined {
  const own = spelled.get(token.lower);
  if (own !== undefined && (token.text === token.lower || token.text === upperFirst(token.lower)))
    return own;
  if (token.text !== token.lower) return undefined;
  if (capitalized.has(token.lower)) return upperFirst(token.lower);
  if (/^(?:march|may|august)$/u.test(token.lower) && isMonth(sentence, i))
    return upperFirst(token.lower);
  if (token.lower === 'windows' && isSystem(sentence)) return 'Windows';
  return undefined;
}

function upperFirst(word: string): string {
  return word.slice(0, 1).toUpperCase() + word.slice(1);
}

/** "in march.", "since may,", "5 august": a month where no verb can stand. */
function isMonth(sentence: Sentence, i: number): boolean {
  const [before, next] = [at(sentence, i - 1), at(sentence, i + 1)];
  const lead = before?.lower ?? '';
  const cued =
    /^(?:in|since|until|till|by|of|during|last|next|every|early|late|mid|before|after|from)$/u.test(
      lead,
    ) || /^\d+(?:st|nd|rd|th)?$/u.test(lead);
  const closes =
    next === undefined ||
    /^[.,;:!?)]$/u.test(next.text) ||
    /^\d+$/u.test(next.text) ||
    /^(?:and|or|when|because|with|but|to|for|at|in|on)$/u.test(next.lower);
  return (
    cued &&
    closes &&
    !(lead === 'of' && next !== undefined && next.kind === 'word' && !/^\d/u.test(next.text))
  );
}

/** Another operating system in the sentence makes "windows" one. */
function isSystem(sentence: Sentence): boolean {
  return (
    sentence.tokens.some((token) =>
      /^(?:linux|macos|ubuntu|debian|android|ios)$/u.test(token.lower),
    ) || /\b(?:macOS|iOS)\b/u.test(sentence.text)
  );
}
