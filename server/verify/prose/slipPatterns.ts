import { tableRows } from './patternTable.ts';
import type { PatternRow } from './tokenPattern.ts';

const times = 'morning|day|week|month|year|evening|night|hour|weekend|summer|winter|spring';
const anyone = 'anyone|anybody|everyone|everybody|someone|somebody|nobody';
const several = 'many|several|two|three|four|five|six|seven|eight|nine|ten';

/** Slips of agreement and form that stand between two correct readings: each row says which neighbours decide. */
export const slipPatterns: readonly PatternRow[] = [
  ...tableRows(
    'agreement',
    0.93,
    `
    [ there's ] ${several} -> there are
    [ there's a few ] -> there are a few
    there [ is|was ] any|many|several|few PLURAL -> $1.agreeing
    ${anyone} who [ have ] -> has
    ${anyone} who [ are ] -> is
    ${anyone} who [ do ] -> does
    ${anyone} who [ ACT ] -> $1.third
    ^ the|this|my|our SINGULAR [ need|want|require|contain|include|provide ] a|an|the|to|at|permission -> $1.third
    ^ ${several}|both|all PLURAL [ THIRD ] DET|POSS|this|that|these|those -> $1.base
    !of the ${several}|both|all PLURAL [ THIRD ] DET|POSS|this|that|these|those -> $1.base
    that|and|but|because|where|COMMA ${several}|both|all PLURAL [ THIRD ] DET|POSS|this|that|these|those -> $1.base
    is|was ANY** and [ have ] been -> has
    ^ the|this|that|my|your|our|each|every SINGULAR [ BASEONLY ] the|a|an|its|their|all|whether|how -> $1.third
    ^ the|this|that|my|your|our SINGULAR [ BASEONLY ] when|if|because|after|before|whenever SUBJ|DET -> $1.third
    `,
  ),
  // The verb is right here, so it is part of what stays: no other rule may change it at the same time.
  ...tableRows(
    'number',
    0.98,
    `
    group|couple|number|bunch|dozens|hundreds|thousands of [ SINGULAR ] $|STOP|COMMA|who|that|are|were -> $1.plural
    ^ [ this are ] the|some|two|three|my|your|our|all -> these are
    all|both [ SINGULAR are|were|have ] -> $1.plural $2
    `,
  ),
  ...tableRows(
    'verb',
    0.94,
    `
    does|do|did DET|POSS|this|that|these|those NOUN|PLURAL|SINGULAR [ does|did|has|had ] ? -> $1.base
    does|do|did SUBJ [ does|did|has|had ] ? -> $1.base
    SUBJ used to [ GERUND ] -> $1.base
    have|has|had|need|needs|want|wants|able|try|decided|plan|wish [ to GERUND ] DET|POSS|OBJ|this|that|these|those -> to $2.base
    BE ADVERB? [ find ] $|STOP|COMMA|in|on|at|by|and -> found
    MODAL not|never [ to ] BASE -> 
    to|MODAL [ be worry|agree|happen|appear|depend|exist|belong|become ] -> $2
    to|MODAL [ access to ] DET|POSS -> access
    BE already [ sort|fix|pay|book|add|remove|delete|define|register|send|create|load|save|use|store|merge|solve|publish|release|upload ] $|STOP|COMMA|in|on|by|and -> $1.participle
    i|you|we|they [ have not ] enough|any|much|many -> don't have
    that|because|if|when|and|but you|we|they [ ] feeling|doing|going|waiting|looking|trying|working|using|having|planning !NOUN -> are
    =allow|=enable [ to users|you|people|developers|us|them|me|him ] BASE -> $2 to
    =have|=need ANY [ install ] on|in|locally|already|$|STOP|COMMA -> installed
    `,
  ),
  ...tableRows(
    'phrase',
    0.93,
    `
    [ because of ] the|a|an|POSS ADJ? NOUN BE|HAVE|MODAL|DO -> because
    since [ the last ] ${times} -> last
    between NOUN|ADJ|PLURAL [ or ] NOUN|ADJ|PLURAL $|STOP|COMMA -> and
    [ our's|your's|her's|their's ] -> $1.bare
    [ regarding|concerning to ] -> $1
    there is|are|was|were [ no ] enough -> not
    for the|any [ inconvenient ] -> inconvenience
    [ at less NUMBER ] -> at least $3
    [ everyone|everybody of ] the|us|them|you|my|our|these|those -> every one of
    [ more and more COMPARATIVE ] -> $4 and $4
    is|was|are|were [ slow|fast|big|good|bad|old|young|tall|small|easy|long|short|cheap|expensive|strong|heavy ] as the|a|an|POSS|OBJ -> as $1
    ^ nobody|noone [ don't|doesn't BASE ] -> $2.third
    ANY NAME|MASK [ to ] STOP|$ -> too
    first|second|third|fourth|fifth|top|ground|next|same [ flour ] -> floor
    shop|store|office|museum|restaurant|bank|library is|was [ opened ] from|until|on|at|every|daily|today -> open
    in|for|since|until|last|next|of [ march ] $|STOP|COMMA|NUMBER -> March
    in|since|until|last|next [ may|august ] $|STOP|COMMA|NUMBER -> $1.name
    [ hes ] always|never|not|a|an|the|going|very|so|too|just|still|been -> he's
    [ shes ] always|never|not|a|an|the|going|very|so|too|just|still|been -> she's
    [ childrens ] NOUN|PLURAL -> children's
    [ mens ] NOUN|PLURAL -> men's
    [ womens ] NOUN|PLURAL -> women's
    `,
  ),
  ...tableRows(
    'preposition',
    0.9,
    `
    [ on every ] ${times} -> every
    to|please|can|could|should|will|must|may contact [ with ] DET|POSS|OBJ -> 
    experience [ on ] NOUN development|design|programming|management|engineering|testing -> in
    `,
  ),
  ...tableRows(
    'verb',
    0.98,
    `
    i [ have ] COUNT years|year old $|STOP|COMMA|and|but -> am
    we|you|they|PLURAL [ have ] COUNT years|year old $|STOP|COMMA|and|but -> are
    he|she|SINGULAR [ have|has ] COUNT years|year old $|STOP|COMMA|and|but -> is
    `,
  ),
  ...tableRows(
    'negation',
    0.95,
    `
    is|are|was|were|be|am [ not ] longer PART|available|valid|possible|necessary|true|here|there -> no
    `,
  ),
  ...tableRows(
    'apostrophe',
    0.92,
    `
    POSS [ parents ] house|home|place|garden|flat|apartment|wedding|anniversary|permission -> parents'
    POSS [ grandparents ] house|home|place|garden|flat|apartment|wedding|anniversary -> grandparents'
    `,
  ),
  ...tableRows(
    'agreement',
    0.93,
    `
    ^|that|when|if|and the|this|that shop|store|bank|museum|restaurant|library|pharmacy|bakery|supermarket [ close|open ] at|on|early|late|every|around -> $1.third
    `,
  ),
  ...tableRows(
    'article',
    0.93,
    `
    with|in|for|that|of|^ [ the most of ] POSS|these|those PLURAL -> most of
    `,
  ),
  ...tableRows(
    'tense',
    0.93,
    `
    he|she|it [ lives|works|knows|studies|teaches|plays|learns|waits|owns|uses ] WORD* since SUBJ|DET|POSS|NAME NOUN? was|were|PAST -> has $1.participle
    i|we|they|you [ live|work|know|study|teach|play|learn|wait|own|use ] WORD* since SUBJ|DET|POSS|NAME NOUN? was|were|PAST -> have $1.participle
    ^ yesterday COMMA? SUBJ [ have|has PART ] -> $2.past
    ^ last week|weekend|month|year|night|summer|winter|spring|autumn COMMA? SUBJ [ have|has PART ] -> $2.past
    `,
  ),
  ...tableRows(
    'order',
    0.9,
    `
    SUBJ [ never|already have|has|had ] PART -> $2 $1
    `,
  ),
];
