import type { Draws } from './draws.ts';

/** One way to spoil a sentence as people do; undefined where it does not apply. */
interface Damage {
  readonly kind: string;
  spoil(sentence: string, draws: Draws): string | undefined;
}

/** Right words and what is often written for them (kept apart from the word lists that the tools read). */
const misspelt: Readonly<Record<string, readonly string[]>> = {
  available: ['avaliable', 'availible'],
  because: ['becuase', 'beacuse'],
  before: ['befor'],
  between: ['bewteen', 'betwen'],
  build: ['biuld'],
  change: ['chnage'],
  changes: ['chnages'],
  default: ['defualt', 'deafult'],
  different: ['diferent', 'diffrent'],
  environment: ['enviroment', 'enviornment'],
  example: ['exmaple', 'exemple'],
  existing: ['exisiting'],
  following: ['folowing', 'follwing'],
  function: ['fucntion', 'funtion'],
  functions: ['fucntions', 'funtions'],
  library: ['libary', 'librery'],
  length: ['lenght'],
  necessary: ['neccessary', 'necesary'],
  number: ['nubmer', 'numer'],
  object: ['obejct'],
  objects: ['obejcts'],
  people: ['poeple'],
  please: ['plase'],
  position: ['postion'],
  provides: ['provids', 'proivdes'],
  receive: ['recieve'],
  receives: ['recieves'],
  result: ['reuslt', 'resutl'],
  return: ['retrun', 'reutrn'],
  returns: ['retruns', 'reutrns'],
  separate: ['seperate'],
  should: ['shoud', 'shuold'],
  string: ['sting', 'stirng'],
  support: ['suport', 'supprot'],
  their: ['thier'],
  through: ['throught', 'trough'],
  together: ['togeher', 'togather'],
  tomorrow: ['tommorow', 'tomorow'],
  value: ['vlaue', 'vaule'],
  values: ['vlaues', 'vaules'],
  until: ['untill'],
  version: ['verison'],
  weather: ['wether'],
  which: ['wich', 'whcih'],
  with: ['wiht'],
  without: ['whithout', 'wihtout'],
  would: ['woud', 'wuold'],
};

/** Word pairs that are taken for each other, with what stands around the right one. */
const confused: readonly (readonly [RegExp, string])[] = [
  [/\b(i)t's (?=(?:a|an|the|not|been|possible|time|also)\b)/iu, '$1ts '],
  [/\bits (?=[a-z]{3,})/u, "it's "],
  [/\b(t)heir (?=[a-z]{3,})/iu, '$1here '],
  [/\b(t)here (?=(?:is|are|was|were)\b)/iu, '$1heir '],
  [/\b(y)ou're (?=[a-z]{3,})/iu, '$1our '],
  [/\b(y)our (?=[a-z]{3,})/iu, "$1ou're "],
  [/ than (?=(?:the|a|any|one|it|we|that)\b)/u, ' then '],
  [/\bto (?=(?:be|use|make|get|see|find|send|open|read|write|keep)\b)/u, 'too '],
  [/\ba lot\b/u, 'alot'],
  [/\blose\b/u, 'loose'],
  [/\baffects?\b/u, 'effect'],
];

/** Agreement, tense and form: the right spelling and the slip. */
const forms: readonly (readonly [RegExp, string])[] = [
  [/\bdoesn't\b/u, "don't"],
  [/\bdon't\b/u, "doesn't"],
  [/\b(he|she|it) has\b/iu, '$1 have'],
  [/\b(they|we|you) have\b/iu, '$1 has'],
  [/\b(they|we|you|these|those) are\b/iu, '$1 is'],
  [/\b(they|we|you|these|those) were\b/iu, '$1 was'],
  [/\b(it|this|that|he|she) is\b/iu, '$1 are'],
  [/\b(can|will|should|must|could|would) be\b/u, '$1 been'],
  [/\b(has|have) been\b/u, '$1 be'],
  [/\b(was|were) (\w+ed)\b/u, '$1 $2ed'],
  [/\bthese (\w+)s\b/u, 'this $1s'],
  [/\bmany (\w+)s\b/u, 'many $1'],
  [/\b(two|three|four|several) (\w+[^s\W])s\b/u, '$1 $2'],
];

const articles: readonly (readonly [RegExp, string])[] = [
  [/\ban (?=[aeiou])/u, 'a '],
  [/\ba (?=[bcdfgjklmnpqrstvwz])/u, 'an '],
];

const neighbours: Readonly<Record<string, string>> = {
  a: 's',
  b: 'v',
  c: 'x',
  d: 'f',
  e: 'r',
  f: 'g',
  g: 'h',
  h: 'j',
  i: 'o',
  k: 'l',
  l: 'k',
  m: 'n',
  n: 'm',
  o: 'p',
  p: 'o',
  r: 't',
  s: 'd',
  t: 'r',
  u: 'i',
  v: 'b',
  w: 'e',
  x: 'c',
  y: 'u',
};

const damages: readonly Damage[] = [
  { kind: 'misspelling', spoil: misspell },
  { kind: 'misspelling', spoil: misspell },
  { kind: 'typo', spoil: typo },
  { kind: 'typo', spoil: typo },
  { kind: 'confused', spoil: byPattern(confused) },
  { kind: 'agreement', spoil: byPattern(forms) },
  { kind: 'agreement', spoil: byPattern(forms) },
  { kind: 'article', spoil: byPattern(articles) },
  { kind: 'doubled', spoil: (sentence, draws) => doubled(sentence, draws) },
  { kind: 'apostrophe', spoil: (sentence) => replaced(sentence, /\b(\w+n)'t\b/u, '$1t') },
  { kind: 'capital', spoil: (sentence) => replaced(sentence, /\bI\b/u, 'i') },
];

/** The sentence with one error, and its kind; undefined when none of the kinds applies. */
export function damaged(
  sentence: string,
  draws: Draws,
): { readonly text: string; readonly kind: string } | undefined {
  for (const { kind, spoil } of draws.shuffled(damages)) {
    const text = spoil(sentence, draws);
    if (text !== undefined && text !== sentence) return { text, kind };
  }
  return undefined;
}

function byPattern(table: readonly (readonly [RegExp, string])[]): Damage['spoil'] {
  return (sentence, draws) => {
    const fitting = table.filter(([pattern]) => pattern.test(sentence));
    if (fitting.length === 0) return undefined;
    const [pattern, slip] = draws.pick(fitting);
    return sentence.replace(pattern, slip);
  };
}

function replaced(sentence: string, pattern: RegExp, slip: string): string | undefined {
  return pattern.test(sentence) ? sentence.replace(pattern, slip) : undefined;
}

function misspell(sentence: string, draws: Draws): string | undefined {
  const words = (sentence.match(/[a-z]+/gu) ?? []).filter((word) => Object.hasOwn(misspelt, word));
  if (words.length === 0) return undefined;
  const word = draws.pick(words);
  const slip = draws.pick(misspelt[word] ?? [word]);
  return sentence.replace(new RegExp(`\\b${word}\\b`, 'u'), slip);
}

/** A slip of the fingers inside a word of at least five letters: swapped, dropped, doubled or a neighbouring key. */
function typo(sentence: string, draws: Draws): string | undefined {
  const words = [...sentence.matchAll(/(?<![\w'`-])[a-z]{5,}(?![\w'`-])/gu)];
  if (words.length === 0) return undefined;
  const { 0: word, index } = draws.pick(words);
  const at = 1 + draws.below(word.length - 2);
  const [before, here, after] = [word.slice(0, at), word[at] ?? '', word.slice(at + 1)];
  const slips = [
    `${before}${after[0] ?? ''}${here}${after.slice(1)}`,
    `${before}${after}`,
    `${before}${here}${here}${after}`,
    `${before}${neighbours[here] ?? here}${after}`,
  ].filter((slip) => slip !== word);
  return sentence.slice(0, index) + draws.pick(slips) + sentence.slice(index + word.length);
}

function doubled(sentence: string, draws: Draws): string | undefined {
  const words = [...sentence.matchAll(/(?<= )(?:the|a|to|of|and|in|is|for|with|on)(?= )/gu)];
  if (words.length === 0) return undefined;
  const { 0: word, index } = draws.pick(words);
  return `${sentence.slice(0, index)}${word} ${sentence.slice(index)}`;
}
