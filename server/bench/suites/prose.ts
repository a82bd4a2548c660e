import type { BenchItem } from '../item.ts';
import { damaged } from './damage.ts';
import { createDraws, type Draws } from './draws.ts';
import type { PeopleText } from './people.ts';

const roles =
  'librarian courier gardener mechanic nurse translator referee plumber curator pilot baker surveyor'.split(
    ' ',
  );
const objects =
  'ledger suitcase microscope parcel notebook bicycle camera ladder envelope sample receipt compass'.split(
    ' ',
  );
const verbs: readonly (readonly [string, string, string])[] = [
  ['repairs', 'repaired', 'repair'],
  ['labels', 'labelled', 'label'],
  ['delivers', 'delivered', 'deliver'],
  ['inspects', 'inspected', 'inspect'],
  ['borrows', 'borrowed', 'borrow'],
  ['weighs', 'weighed', 'weigh'],
  ['returns', 'returned', 'return'],
];
const places = [
  'behind the workshop',
  'at the harbour',
  'between the shelves',
  'in the archive',
  'near the old bridge',
  'on the second floor',
];
const times = [
  'before lunch',
  'twice a month',
  'every Thursday',
  'after the meeting',
  'until late in the evening',
  'in the first week of May',
];
const adjectives = [
  'available',
  'different',
  'necessary',
  'heavy',
  'unusual',
  'separate',
  'expensive',
  'empty',
];

/** A correct English sentence from a small grammar. */
function sentence(draws: Draws): string {
  const [who, other] = draws.shuffled(roles) as [string, string];
  const [what, more] = draws.shuffled(objects) as [string, string];
  const [does, did, infinitive] = draws.pick(verbs);
  const [where, when, how] = [draws.pick(places), draws.pick(times), draws.pick(adjectives)];
  const article = /^[aeiou]/u.test(how) ? 'an' : 'a';
  return draws.pick([
    `The ${who} ${does} the ${what} ${when}.`,
    `Each ${who} ${does} ${article} ${how} ${what} ${when}.`,
    `The ${who} doesn't know which ${what} was left ${where}.`,
    `They are waiting ${where} because the ${what} isn't there.`,
    `If the ${what} is ${how}, the ${who} will ${infinitive} it ${when}.`,
    `These ${what}s were ${did} by the ${who} ${when}.`,
    `I would ask the ${who} before you ${infinitive} the ${what}.`,
    `There are two ${what}s ${where}, and neither belongs to the ${who}.`,
    `She has ${did} the ${what} and the ${more} ${when}.`,
    `It's ${how} to ${infinitive} the ${what} without the ${who}.`,
    `The ${who} and the ${other} have ${did} their ${what} together.`,
    `You should ${infinitive} your ${what} ${when}.`,
    `The ${what} lost its label, so the ${who} kept it ${where}.`,
    `We couldn't find the ${what} that the ${who} ${did} ${when}.`,
    `This ${what} is heavier than the ${more} ${where}.`,
    `When the ${who} ${does} the ${what}, the ${other} writes the number down.`,
  ]);
}

/** Share of sentences that are right already and must stay. */
const noChangeShare = 0.3;

/** One error, or two now and then. */
function spoilt(right: string, draws: Draws): ReturnType<typeof damaged> {
  const first = damaged(right, draws);
  if (!first || draws.chance(0.8)) return first;
  const second = damaged(first.text, draws);
  return second && second.text !== right ? { text: second.text, kind: 'several' } : first;
}

/** Sentences of a small grammar with one error of the kinds that people make; right is the sentence without it. */
export function proseItems(count: number, seed: number): readonly BenchItem[] {
  const draws = createDraws(seed ^ 0x9705);
  const items: BenchItem[] = [];
  const seen = new Set<string>();
  while (items.length < count) {
    const right = sentence(draws);
    const stays = draws.chance(noChangeShare);
    const spoiled = stays ? { text: right, kind: 'right' } : spoilt(right, draws);
    if (!spoiled || seen.has(spoiled.text)) continue;
    seen.add(spoiled.text);
    items.push({
      id: `sentence-${items.length + 1}`,
      domain: 'prose',
      source: 'generated',
      origin: spoiled.kind,
      languageId: draws.chance(0.5) ? 'markdown' : 'plaintext',
      text: spoiled.text,
      grader: { kind: 'edit', accept: [right] },
    });
  }
  return items;
}

/** Sentences that people published, as they are, and once more with one error. */
export function peopleProse(texts: readonly PeopleText[], seed: number): readonly BenchItem[] {
  const draws = createDraws(seed ^ 0x9706);
  return texts.flatMap(({ text, from }, at): readonly BenchItem[] => {
    const base = { domain: 'prose', source: 'people', languageId: 'markdown' } as const;
    const grader = { kind: 'edit', accept: [text] } as const;
    const whole = { id: `readme-${at + 1}`, ...base, origin: from, text, grader };
    const spoiled = damaged(text, draws);
    if (!spoiled) return [whole];
    const broken = { ...whole, id: `readme-${at + 1}-${spoiled.kind}`, text: spoiled.text };
    // Each sentence once: two of five stay as they are.
    return [draws.chance(0.4) ? whole : broken];
  });
}
