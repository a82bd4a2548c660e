import type { SentenceForm } from '../../../protocol/checker.ts';
import { collectives } from './collectives.ts';
import { editDistance } from './editDistance.ts';
import type { TextEdit, WorkingText } from './proseText.ts';
import { isRightTwice } from './rightTwice.ts';

/** What a model's own edit changes: how far such edits can be trusted differs. */
export type OwnEditKind =
  | 'article'
  | 'case'
  | 'comma'
  | 'form'
  | 'joint'
  | 'mark'
  | 'moved'
  | 'slip'
  | 'small'
  | 'tense'
  | 'word';

/** Small words that a correction may add, drop or exchange. */
const functionWords = new Set(
  `a an the to of in on at for by with from as is are was were be been am has have had do does did it its it's that this these those which who and or but
not no if than then their there they they're your you're you i my we our he she his her will would can could may might should must so too two up out whose about into over
me him them us some any each every all both only also just very more most never always already often`.split(
    /\s+/u,
  ),
);
const articles = new Set(['a', 'an', 'the']);
const mostWords = 3;
/** Letters that a slip of the pen changes. */
const slipDistance = 2;

/** Forms of one word that share too few letters to be seen as such, and words that are taken for each other. */
const irregular =
  `go goes went gone going|buy buys bought|bring brings brought|think thinks thought|catch catches caught|teach teaches taught
seek seeks sought|see sees saw seen|leave leaves left|fly flies flew flown|lie lies lay lain lying|lay lays laid|eat eats ate eaten
shoot shoots shot|pay pays paid|say says said|tell tells told|get gets got gotten|take takes took taken|write writes wrote written
speak speaks spoke spoken|break breaks broke broken|give gives gave given|know knows knew known|choose chooses chose chosen
wear wears wore worn|keep keeps kept|feel feels felt|lose loses lost|understand understands understood|begin begins began begun
make makes made|do does did done|have has had|good well|bad badly|many much|few little|less fewer|person people|number amount
man men|woman women|foot feet|tooth teeth|child children childs|life lives|wife wives|knife knives|half halves|leaf leaves|mouse mice
come comes came|become becomes became|run runs ran|sing sang sung|ring rang rung|drink drank drunk|swim swam swum|sit sat|stand stood
find found|hold held|meet met|send sent|spend spent|lend lent|build built|fall fell fallen|grow grew grown|drive drove driven
ride rode ridden|rise rose risen|wake woke woken|win won|throw threw thrown|draw drew drawn|hear heard|mean meant|lead led|fight fought
sleep slept|sell sold|forget forgot forgotten|hide hid hidden|bite bit bitten|shake shook shaken|steal stole stolen|freeze froze frozen
tear tore torn|blow blew blown|deal dealt|feed fed|strike struck|stick stuck|hang hung|shine shone|slide slid|die dies died dying
criterion criteria|analysis analyses|hypothesis hypotheses`
    .split(/[|\n]/u)
    .map((group) => new Set(group.split(' ')));

/** Words that learners take for each other though they look nothing alike. */
const confused =
  `make do|makes does|made did|making doing|say tell|says tells|do take|does takes|did took|make take|makes takes|made took|said told|saying telling|borrow lend|borrows lends|borrowed lent
remember remind|remembers reminds|remembered reminded|until by`
    .split(/[|\n]/u)
    .map((group) => new Set(group.split(' ')));

/** Past forms without `-ed`. */
const pastForms = new Set(
  `went bought brought thought caught taught saw left flew lay laid ate shot paid said told got took wrote spoke broke gave knew chose
wore kept felt lost understood began made did had sang ran came drank swam sat stood became found held met sent spent built fell grew
drove rode rose woke won threw drew heard meant led fought slept sold`.split(/\s+/u),
);

const endings = new Set([
  '',
  's',
  'es',
  'd',
  'ed',
  'ing',
  'e',
  'y',
  'ies',
  'ied',
  'n',
  'en',
  'ly',
  'ily',
  'ally',
  'ier',
  'iest',
  'est',
  'r',
  'er',
]);

/**
 * What an edit that only a model proposes changes; undefined where it must not be made: numbers, names and other words stay
 * as their author wrote them, and a heading or a label keeps its form.
 */
export function ownEditKind(
  working: WorkingText,
  edit: TextEdit,
  form: SentenceForm,
): OwnEditKind | undefined {
  const before = working.text.slice(edit.range.start, edit.range.end);
  const after = edit.newText;
  if (/[\r\n\p{N}]/u.test(before + after)) return undefined;
  if (isAgainstUsage(working, edit)) return undefined;
  const [oldWords, newWords] = [wordsOf(before), wordsOf(after)];
  const opens = working.text.slice(0, edit.range.start).trim() === '';
  if (newWords.length === oldWords.length && lettersOf(before) === lettersOf(after)) {
    if (newWords.length > mostWords) return undefined;
    return before.toLowerCase() === after.toLowerCase()
      ? caseKind(opens, form)
      : markKind(working, edit, before, after, form);
  }
  if (Math.max(oldWords.length, newWords.length) > mostWords) return undefined;
  if (lettersOf(before) === lettersOf(after)) return 'joint';
  return wordKind(oldWords, newWords, opens);
}

/** Edits that a model likes and good usage does not: a word before a greeting, a pair that is right, one number for a team. */
function isAgainstUsage({ text }: WorkingText, { range, newText }: TextEdit): boolean {
  const [before, old, after] = [
    wordsOf(text.slice(0, range.start)),
    wordsOf(text.slice(range.start, range.end)),
    wordsOf(text.slice(range.end)),
  ].map((list) => list.map((word) => word.toLowerCase())) as [string[], string[], string[]];
  const come = wordsOf(newText).map((word) => word.toLowerCase());
  if (before.length === 0 && come.length > old.length && greetings.has(old[0] ?? after[0] ?? ''))
    return true;
  const [word = ''] = old;
  if (old.length === 1 && come.length === 0) {
    if (before.at(-1) === word) return isRightTwice({ before: before.slice(0, -1), word, after });
    return after[0] === word && isRightTwice({ before, word, after: after.slice(1) });
  }
  if (old.length !== 1 || come.length !== 1) return false;
  // "I and Sara": who speaks names himself last.
  if (word === 'me' && (come[0] === 'i' || come[0] === 'my') && after[0] === 'and') return true;
  if (trade.has(word) && !sameStem(word, come[0] as string)) return true;
  return collectives.has(before.at(-1) ?? '') && singularVerbs[word] === come[0];
}

const greetings = new Set(['hi', 'hello', 'hey', 'dear', 'thanks', 'sorry', 'congratulations']);
/** Words of the trade and the kitchen that look like a slip of a more frequent one. */
const trade = new Set(
  `lock locks locked hook hooks hooked fork forks forked patch patches patched parse parses parsed token tokens cache caches cached
mesh meshes sauce sauces dough sieve whisk stub stubs queue queues cue thread threads heap heaps stack stacks hash hashes shard shards commit
commits tenant tenants lint linter scroll pane panes prop props ref refs glob globs pool pools poll polls ping pings probe probes batch batches
byte bytes cast casts node nodes edge edges mock mocks mask masks scope scopes slug slugs span spans tag tags tick ticks trait traits
vertex flag flags flush diff diffs dump dumps loop loops yield yields`.split(/\s+/u),
);
const singularVerbs: Readonly<Record<string, string>> = {
  are: 'is',
  were: 'was',
  have: 'has',
  do: 'does',
};

function caseKind(opens: boolean, form: SentenceForm): OwnEditKind | undefined {
  return opens && !form.capital ? undefined : 'case';
}

function markKind(
  working: WorkingText,
  edit: TextEdit,
  before: string,
  after: string,
  form: SentenceForm,
): OwnEditKind | undefined {
  const ends = working.text.slice(edit.range.end).trim() === '';
  if (ends && !form.stop && /[.!?]/u.test(after) && !/[.!?]/u.test(before)) return undefined;
  return /,/u.test(before + after) ? 'comma' : 'mark';
}

function wordKind(
  oldWords: readonly string[],
  newWords: readonly string[],
  opens: boolean,
): OwnEditKind | undefined {
  const gone = without(oldWords, newWords);
  const come = without(newWords, oldWords);
  const both = [...gone, ...come].map((word) => word.toLowerCase());
  if (both.every((word) => articles.has(word))) return 'article';
  if (both.every((word) => functionWords.has(word))) return 'small';
  if (isFormWithHelper(gone, come)) return 'form';
  if (gone.length !== come.length || gone.length > 1) return undefined;
  return exchangeKind(gone[0] as string, come[0] as string, opens);
}

/** "to call" → "calling", "more old" → "older": another form of one word, and the small word that it needs or needs not. */
function isFormWithHelper(gone: readonly string[], come: readonly string[]): boolean {
  if (gone.length + come.length !== 3) return false;
  const [long, short] = gone.length > come.length ? [gone, come] : [come, gone];
  const helper = long.find((word) => formHelpers.has(word));
  const other = long.find((word) => word !== helper);
  const [form] = short;
  return (
    helper !== undefined &&
    other !== undefined &&
    form !== undefined &&
    !/\p{Lu}/u.test(other + form) &&
    sameStem(other, form)
  );
}

const formHelpers = new Set([
  'to',
  'more',
  'most',
  'is',
  'are',
  'was',
  'were',
  'do',
  'does',
  'did',
]);

function exchangeKind(before: string, after: string, opens: boolean): OwnEditKind | undefined {
  const [from, to] = [before.toLowerCase(), after.toLowerCase()];
  if (/^\p{Lu}/u.test(before)) {
    if (!opens) return undefined;
    if (functionWords.has(to) && from.length > 2) return 'slip';
    return sameStem(from, to) ? 'form' : undefined;
  }
  if (/\p{Lu}/u.test(after)) return undefined;
  if (isPast(from) !== isPast(to) && isVerbForm(from, to)) return 'tense';
  if (sameStem(from, to) || irregular.some((group) => group.has(from) && group.has(to)))
    return 'form';
  if (confused.some((group) => group.has(from) && group.has(to))) return 'word';
  return editDistance(from, to) <= slipDistance
    ? 'slip'
    : functionWords.has(to)
      ? 'word'
      : undefined;
}

/** Whether an edit drops words that another one puts elsewhere, or the reverse. */
export function isMovedPart(
  { text }: WorkingText,
  edit: TextEdit,
  edits: readonly TextEdit[],
): boolean {
  const before = text.slice(edit.range.start, edit.range.end);
  return edits.some(
    ({ range, newText }) =>
      range.start !== edit.range.start &&
      lettersOf(newText) === lettersOf(before) &&
      lettersOf(text.slice(range.start, range.end)) === lettersOf(edit.newText),
  );
}

/** Words of one list that the other lacks, each as often as it is missing. */
function without(words: readonly string[], others: readonly string[]): readonly string[] {
  const left = others.map((word) => word.toLowerCase());
  return words.filter((word) => {
    const place = left.indexOf(word.toLowerCase());
    if (place >= 0) left.splice(place, 1);
    return place < 0;
  });
}

/** Between present and past the words of a sentence seldom decide: what the author tells of does. */
function isPast(word: string): boolean {
  return pastForms.has(word) || /[^e]ed$/u.test(word);
}

function isVerbForm(from: string, to: string): boolean {
  const present = isPast(from) ? to : from;
  const past = isPast(from) ? from : to;
  if (/(?:ing|en|wn)$/u.test(present)) return false;
  return (
    pastForms.has(past) ||
    (sameStem(from, to) && /^(?:|s|es|y|ies|e)$/u.test(restOf(present, past)))
  );
}

function sameStem(from: string, to: string): boolean {
  const [fromEnding, toEnding] = [restOf(from, to), restOf(to, from)].map((rest, i, rests) =>
    rests[1 - i] === '' ? undoubled(rest, [from, to][1 - i] as string) : rest,
  ) as [string, string];
  const common = from.length - restOf(from, to).length;
  return common >= 3 && endings.has(fromEnding) && endings.has(toEnding);
}

/** `stopped` beside `stop`: the consonant before an ending is written twice. */
function undoubled(rest: string, stem: string): string {
  return /^[bdgklmnprt](?:ed|ing|er|est)$/u.test(rest) && stem.endsWith(rest[0] as string)
    ? rest.slice(1)
    : rest;
}

/** What is left of a word behind its common beginning with another. */
function restOf(word: string, other: string): string {
  let same = 0;
  while (same < Math.min(word.length, other.length) && word[same] === other[same]) same++;
  return word.slice(same);
}

function wordsOf(text: string): readonly string[] {
  return text.match(/[\p{L}\p{M}]+(?:['’][\p{L}]+)*/gu) ?? [];
}

function lettersOf(text: string): string {
  return wordsOf(text).join('').toLowerCase().replaceAll(/['’]/gu, '');
}
