import type { Operator } from './conditions.ts';
import { stemOf } from './lexicon.ts';

/** What a word or phrase does in a sentence about a condition. */
export type Role =
  | 'and'
  | 'or'
  | 'comma'
  | 'nor'
  | 'neither'
  | 'either'
  | 'both'
  | 'unless'
  | 'with'
  | 'without'
  | 'relative'
  | 'if'
  | 'not'
  | 'no'
  | 'be'
  | 'have'
  | 'of'
  | 'possessive'
  | 'to'
  | 'from'
  | 'open'
  | 'close'
  | 'compare'
  | 'orMore'
  | 'orLess'
  | 'between'
  | 'outside'
  | 'in'
  | 'starts'
  | 'ends'
  | 'contains'
  | 'differs'
  | 'same'
  | 'divisible'
  | 'parity'
  | 'sign'
  | 'empty'
  | 'missing'
  | 'given'
  | 'left'
  | 'gone'
  | 'past'
  | 'future'
  | 'all'
  | 'any'
  | 'none'
  | 'notAll'
  | 'notBoth'
  | 'exactlyOne'
  | 'oneOf'
  | 'than'
  | 'less'
  | 'tooMuch'
  | 'reached'
  | 'on'
  | 'off';

/** A phrase in its role; comparisons carry their operator and what they are about. */
export interface Phrase {
  readonly role: Role;
  /** As it was said. */
  readonly text?: string;
  readonly operator?: Operator;
  /** Stems of names that the phrase speaks of: `older` of an age. */
  readonly about?: readonly string[];
  /** Distinguishes phrases of one role: `even` and `odd`. */
  readonly variant?: string;
}

const phrases = new Map<string, Phrase[]>();

function add(texts: string, phrase: Phrase): void {
  for (const text of texts.split('|').map((each) => each.trim()))
    phrases.set(text, [...(phrases.get(text) ?? []), { ...phrase, text }]);
}

add(',|;', { role: 'comma' });
const simple: Readonly<Partial<Record<Role, string>>> = {
  and: 'and|&|as well as|and also|but|and then|and at the same time|and is also|plus|while also',
  or: 'or|or else|or otherwise|or if|or when',
  nor: 'nor',
  neither: 'neither|neither of',
  either: 'either',
  both: 'both',
  unless:
    'unless|except|except for|except when|except if|except those|except that|but not if|but not when|apart from|other than|excluding|but never|anyone but|everyone but|anything but|everything but',
  with: 'with|having|along with|together with',
  without: 'without|lacking|without any',
  relative: 'who|that|which|whose',
  if: 'if|only if|only when|as long as|provided|provided that|so long as|if and only if|iff|given that|in case|whenever|once',
  not: "not|never|isn't|cannot|no longer|not yet|non|stopped|finished|done with|hardly|outside of|must not",
  no: 'no|not any|nobody|no one|none|nothing|no more|there is no|out of|run out of|ran out of',
  be: 'is|are|was|were|be|been|being|becomes|become|became|am|stays|stay|remains|lies|lie|equals to|turned|set to|switched|has become|held|came',
  have: 'has|have|had|there is|there are|there was|there were|got|contains|includes|exists a|still has|owns',
  of: 'of|from|in|on|to|for|by',
  possessive: "'s",
  to: 'to|up to|and|through|-|until',
  from: 'from|in the range|in range|ranges from|in the range from|in the range of|in the interval',
  open: '(',
  close: ')',
  orMore:
    'or more|or older|or higher|or above|or greater|or later|or over|or longer|or larger|or better|and above|and older|and over|and up|or newer|or up',
  orLess:
    'or less|or fewer|or younger|or below|or lower|or under|or earlier|or smaller|or shorter|and below|and under|or cheaper',
  between: 'between|within|lies between|somewhere between|in between',
  outside:
    'outside|outside of|out of|out of the range|out of range|out of the range from|outside the range|outside the range from|out of the range of',
  in: 'in|on|among|amongst|within|part of|listed in|contained in|is in|are in|present in|included in|found in|exists in|member of|one of|is one of|any of|already in|among the|in the list of|on the list of',
  starts:
    'starts with|start with|begins with|begin with|starting with|beginning with|prefixed with|starts in',
  ends: 'ends with|end with|ends in|ending with|ending in|end in|suffixed with|has the suffix',
  contains:
    'contains|contain|includes|include|containing|including|has|mentions|holds|have|does include',
  differs:
    'another|other|differ|differs|are different|different|differ from|are not same|are unequal|not equal',
  same: 'are same|same|are equal|equal|are identical|identical|match|agree|coincide',
  divisible:
    'divisible by|by|multiple of|multiples of|is divisible by|evenly divisible by|can be divided by',
  empty: 'empty|blank|has no elements|has no entries',
  missing:
    'missing|absent|null|none|undefined|unset|not given|not set|not defined|unknown|lacking|unspecified|unavailable|not there|never',
  given:
    'given|set|present|exists|exist|there|provided|defined|specified|known|found|available|supplied|existing|applies|selected|been given',
  left: 'left|remaining|remain|remains|available|left over|to go|waiting|still available',
  gone: 'gone|used up|exhausted|depleted|run out|ran out|up|over',
  past: 'past|passed|in the past|has passed|has gone by|expired|over|elapsed|is over|lies in the past|expires',
  future: 'in the future|lies in the future|future|upcoming|is still to come',
  all: 'all|every|each|all of|every one of|each of',
  any: 'any|some|at least one|any of|at least one of|some of|one of|there is an|one or more',
  none: 'none of|no|none|not one of|not any of|not a single|not any',
  notAll: 'not all|not every|not all of|not each',
  notBoth:
    'but not both|not both|never both|and not both|but never both|but not both at once|not both at once|but not both at the same time|but not at the same time',
  exactlyOne: 'exactly one|exactly one of|only one of|one and only one of|just one of',
  oneOf: 'one of|is one of|any of|one of the',
  than: 'than|as',
  tooMuch: 'too many|too much|too big|too large|too long|too high|too old',
  reached: 'reached|hit|met|exhausted',
  on: 'on|turned on|enabled|active|true|switched on|checked|in effect|set|activated',
  off: 'off|turned off|disabled|inactive|false|switched off|not set|unset|deactivated',
};
for (const [role, texts] of Object.entries(simple)) add(texts, { role: role as Role });

add('even', { role: 'parity', variant: 'even' });
add('odd', { role: 'parity', variant: 'odd' });
add('positive|greater than zero', { role: 'sign', variant: 'positive' });
add('negative|below zero', { role: 'sign', variant: 'negative' });
add('free|for free', {
  role: 'sign',
  variant: 'zero',
  about: ['price', 'cost', 'fee'].map(stemOf),
});
const stocks = ['stock', 'inventory', 'quantity', 'available'].map(stemOf);
add('in stock|available|on stock', { role: 'left', about: stocks });
add('sold out|out of stock', { role: 'gone', about: stocks });
const lives = ['health', 'life', 'lives', 'hp'].map(stemOf);
add('alive', { role: 'left', about: lives });
add('dead', { role: 'gone', about: lives });
add('expired|past', {
  role: 'past',
  about: ['expires', 'expiry', 'expiration', 'due'].map(stemOf),
});
add('zero|null', { role: 'sign', variant: 'zero' });
add('non-zero|nonzero', { role: 'sign', variant: 'nonzero' });

/** Comparatives: what they say without a name, by the dimension that they speak of. */
const more =
  'more|greater|larger|bigger|higher|better|longer:length,duration,delay,time,ttl|taller:height|wider:width|heavier:weight|older:age,day|later:date,time,end,start|newer:version,date,latest|hotter:temperature|warmer:temperature|farther:distance|further:distance|farther away:distance|further away:distance|faster:speed|stronger:strength,power|deeper:depth|more expensive:price,cost|brighter:brightness|louder:volume|thicker:width';
const fewer =
  'less|fewer|smaller|lower|younger:age|shorter:length,duration,height|lighter:weight|narrower:width|earlier:date,time,start|older:version,date,installed,updated,created|colder:temperature|cooler:temperature|closer:distance|nearer:distance|slower:speed|weaker:strength|cheaper:price,cost|thinner:width';

function comparatives(text: string): [string, readonly string[]][] {
  return text.split('|').map((entry) => {
    const [word, about] = entry.split(':') as [string, string | undefined];
    return [
      word,
      (about ?? '')
        .split(',')
        .filter((each) => each !== '')
        .map(stemOf),
    ];
  });
}

function addComparatives(
  words: string,
  strictly: Operator,
  weakly: Operator,
  opposed: Operator,
): void {
  for (const [word, about] of comparatives(words)) {
    const topic = about.length === 0 ? {} : { about };
    add(`${word} than|strictly ${word} than`, { role: 'compare', operator: strictly, ...topic });
    add(`${word} than or equal to|${word} or equal to|${word} or equal than`, {
      role: 'compare',
      operator: weakly,
      ...topic,
    });
    add(`no ${word} than|not ${word} than|not any ${word} than`, {
      role: 'compare',
      operator: opposed,
      ...topic,
    });
    // `fewer attempts than the maximum`: the name stands in between.
    if (about.length === 0) add(word, { role: 'less', operator: strictly });
    else add(word, { role: 'less', operator: strictly, about });
  }
}
addComparatives(more, '>', '>=', '<=');
addComparatives(fewer, '<', '<=', '>=');

add(
  'over|above|exceeds|exceed|exceeding|exceeded|in excess of|beyond|upwards of|past|goes over|is over|rises above|rose above|went over',
  { role: 'compare', operator: '>' },
);
add(
  'under|below|beneath|drops below|dropped below|falls below|fell below|dropped under|has dropped under|short of|almost',
  { role: 'compare', operator: '<' },
);
add(
  'at least|no less than|minimum of|at or above|reaches|reached|has reached|covers|not below|not under|is at least',
  { role: 'compare', operator: '>=' },
);
add(
  'at most|up to|maximum of|at or below|within|limited to|not above|not over|not exceeding|is at most|or fewer than',
  { role: 'compare', operator: '<=' },
);
add('exactly|equal to|equals|equal|same as|identical to|matches|precisely|at', {
  role: 'compare',
  operator: '==',
});
add('differs from|different from|not equal to|unequal to|other than|not same as|distinct from', {
  role: 'compare',
  operator: '!=',
});
const dates = ['date', 'time', 'year', 'hour', 'day', 'due', 'end', 'start'].map(stemOf);
add('after|later than|since', { role: 'compare', operator: '>', about: dates });
add('before|earlier than|prior to|until', { role: 'compare', operator: '<', about: dates });
add('on or after|no earlier than|not before', { role: 'compare', operator: '>=', about: dates });
add('on or before|no later than', { role: 'compare', operator: '<=', about: dates });
for (const [noun, topic] of [
  ['long', 'length'],
  ['high', 'height'],
  ['old', 'age'],
  ['many', ''],
  ['much', ''],
  ['large', ''],
  ['big', ''],
] as const)
  add(`at least as ${noun} as|as ${noun} as`, {
    role: 'compare',
    operator: '>=',
    ...(topic === '' ? {} : { about: [stemOf(topic)] }),
  });
add('at least as many|at least as much', { role: 'less', operator: '>=' });
add('high enough for|enough for|sufficient for', { role: 'compare', operator: '>=' });
add('insufficient for|too low for|not enough for', { role: 'compare', operator: '<' });

/** The most words that one phrase has. */
export const longestPhrase = Math.max(...[...phrases.keys()].map((text) => text.split(' ').length));

/** What a run of words does, read as one phrase: every role that it may have. */
export function phrasesOf(text: string): readonly Phrase[] {
  return phrases.get(text) ?? [];
}
