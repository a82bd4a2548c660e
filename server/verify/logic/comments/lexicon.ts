import { stemmer } from 'stemmer';

// What English says about conditions, as data: word forms, synonyms, opposites and words that say nothing.

const irregular: Readonly<Record<string, string>> = Object.fromEntries(
  `paid:pay sent:send hidden:hide built:build bought:buy sold:sell wrote:write written:write took:take taken:take
won:win lost:lose spent:spend shut:close chosen:choose broken:break broke:break frozen:freeze seen:see known:know
given:give gone:go held:hold kept:keep met:meet read:read ran:run began:begin begun:begin stolen:steal forgotten:forget
people:person persons:person children:child men:man women:woman indices:index statuses:status criteria:criterion
days:day years:year due:due says:say lies:lie lay:lie dying:die died:dead dies:dead death:dead living:alive lives:life
lower:low higher:high warmer:warm cooler:cool`
    .split(/\s+/)
    .map((pair) => pair.split(':') as [string, string]),
);

/** The form by which words are compared. */
export function stemOf(word: string): string {
  const lower = word.toLowerCase();
  return stemmer(Object.hasOwn(irregular, lower) ? (irregular[lower] as string) : lower);
}

function groups(text: string): ReadonlyMap<string, ReadonlySet<string>> {
  const found = new Map<string, Set<string>>();
  for (const line of text.trim().split('\n')) {
    const stems = line.trim().split(/\s+/).map(stemOf);
    for (const stem of stems) {
      const known = found.get(stem) ?? new Set<string>();
      for (const other of stems) if (other !== stem) known.add(other);
      found.set(stem, known);
    }
  }
  return found;
}

/** Words that name the same thing in programs, a line a group. */
const synonymGroups = groups(`
sign log login authenticate
admin administrator superuser
author writer write wrote
owner own
remove delete erase
finish complete done
begin start
picture image photo
mail email
cost price cheap expensive
phone telephone
try attempt retry
error fail failure failed
expire expiry expiration
stock inventory
abort cancel
loop repeat
auto automatic automatically
local nearby
enable activate active on
message text
subscribe subscription subscriber
member membership
approve approval approved
quantity amount
max maximum most highest
min minimum least lowest
current present
last previous
moderate moderator mod
verify verified confirm confirmed
block ban
frozen lock suspend
reply answer response
unread new
hour time
extension suffix
user account
label tag flag
required mandatory necessary need
raining rain
moisture humidity
house building
folder directory
total sum
size big large small
edit change modify
dirty changes unsaved
print printing printer
sync synchronise synchronize syncing
shuffle random
save saving
disk drive
credit funds
visit view
person people
warning warn
`);

/** Pairs of which exactly one holds. */
const opposites = groups(`
visible hide
visible hidden
open close
open shut
online offline
online disconnect
connect disconnect
connect offline
public private
enable disable
active inactive
valid invalid
premium free
pay free
play pause
optional required
optional mandatory
night day
night daytime
dark light
readonly writable
readonly editable
dirty clean
dirty unchanged
domestic international
mobile desktop
alive dead
dead live
pass fail
passed failed
occupied free
occupied vacant
taken free
late punctual
broken work
broken intact
full empty
rain dry
mute audible
quiet loud
busy idle
busy free
lock open
success failure
internal external
local remote
manual automatic
archive active
draft publish
guest registered
minor adult
deleted existing
blur focus
focus unfocused
fresh stale
online away
single married
conscious unconscious
weekend weekday
anonymous authenticate
anonymous log
animate still
on off
enable off
auto manual
minor adult
focused lost
`);

export function areSynonyms(left: string, right: string): boolean {
  return synonymGroups.get(left)?.has(right) ?? false;
}

export function areOpposites(left: string, right: string): boolean {
  return opposites.get(left)?.has(right) ?? false;
}

/** `unpinned` of `pinned`: the stem that is left without a negating prefix; undefined when there is none. */
export function withoutNegation(word: string): string | undefined {
  const found = /^(?:un|in|im|ir|dis|non)-?([a-z]{4,})$/.exec(word);
  return found ? stemOf(found[1] as string) : undefined;
}

const set = (words: string): ReadonlySet<string> => new Set(words.trim().split(/\s+/));

/** Words inside names that need not be said: `isOpen`, `countOf`. */
export const silentInNames = set(
  'is has have had are was can should will did does do at on in of to by the a an with be get use uses needs it for from',
);

/** Words inside names that say what kind of value it is. */
export const kindWords = set(
  `count number num size total length list set flag value array ids items map string str text int float bool
boolean date time timestamp remaining left`,
);

/** Words of a comment that change nothing, wherever they stand. */
export const fillers = set(`
a an the this that these those it its they them their he she his her him we us our you your i my me there
already yet still just currently now really actually also too again ever anymore always simply only then thus so
do does did will would shall can could may might must should ought need needs being
please basically generally obviously either's itself himself herself oneself
such own particular given's even's all's very quite enough even's
for during by at into through via per as while when where whenever whose upon
get gets got let lets let's hence takes take want wants far seems seem whether ongoing
some something someone somebody any anything thing things
`);

/** Nouns for whoever or whatever the condition is about, when no name in scope says so. */
export const topics = set(`
user users person people anyone everyone everybody anybody customer customers visitor visitors client clients
item items entry entries record records row rows element elements object objects one ones case cases thing things
value values kind sort type part number amount condition check code function method result account accounts
`);

/** Verbs with which a comment says what happens where the condition holds. */
export const actions = set(`
skip ignore retry allow show hide update send return throw reject accept bail exit stop continue abort run render draw
display open close start process handle include exclude keep leave drop remove delete warn alert notify log print load
save use apply make ensure check verify test assert require permit deny block prevent enable disable heat trade attack
sync deletable editable visible do fail refuse filter return keep proceed redirect wait create add set pick
choose grant give enter go trigger fire emit serve refresh reload upload download submit publish merge ship refund
poll play pause advance continue sell list water bring let
`);

/** Units after a number, and words of names that such a number may belong to. */
export const units: ReadonlyMap<string, readonly string[]> = new Map(
  `year:age,year old:age day:day,age hour:hour minute:minute second:second month:month week:week
kg:weight kilo:weight kilogram:weight gram:weight g:weight degree:temperature celsius:temperature meter:distance,length
metre:distance,length km:distance mile:distance percent:percent,ratio,attendance euro:price,total,amount,cost
dollar:price,total,amount,cost point:point,score character:#text char:#text letter:#text byte:size kb:size mb:size
ms:ms millisecond:ms pixel:width,height px:width,height time:count`
    .split(/\s+/)
    .map((entry) => {
      const [unit, dims] = entry.split(':') as [string, string];
      return [stemOf(unit), dims.split(',').map((dim) => (dim === '#text' ? dim : stemOf(dim)))];
    }),
);

/** Characters by name. */
export const characters: ReadonlyMap<string, string> = new Map([
  ['space', ' '],
  ['spaces', ' '],
  ['underscore', '_'],
  ['hyphen', '-'],
  ['dash', '-'],
  ['comma', ','],
  ['dot', '.'],
  ['period', '.'],
  ['slash', '/'],
  ['colon', ':'],
  ['newline', '\\n'],
  ['tab', '\\t'],
  ['hash', '#'],
]);

/** Numbers in words. */
export const numerals: ReadonlyMap<string, number> = new Map(
  'zero one two three four five six seven eight nine ten eleven twelve'
    .split(' ')
    .map((word, value) => [word, value]),
);
