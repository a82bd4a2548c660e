import type { PatternRow } from './tokenPattern.ts';

const days = 'monday|tuesday|wednesday|thursday|friday|saturday|sunday';
const several =
  '2|3|4|5|6|7|8|9|10|12|15|20|24|30|45|50|60|90|100|two|three|four|five|six|seven|eight|nine|ten';
const countable =
  'student|user|child|customer|file|test|employee|visitor|guest|member|player|option|function|method|item|question|page|image|book|car|house|country|company|developer|patient|participant|worker|tourist|friend|parent|teacher|request|error|bug|server|client|device|computer|phone|ticket|product|service|feature|change';
/** Participles that are no past forms. */
const participles =
  'drunk|done|seen|gone|sung|swum|begun|written|eaten|taken|broken|spoken|chosen|forgotten|driven|rung|risen|thrown|flown';

/** What learners of English carry over from other languages: objects, prepositions, number and tense of set phrases. */
export const learnerPatterns: readonly PatternRow[] = [
  // Pairs of conjunctions.
  ['correlative', 0.93, 'neither WORD WORD* [ or ]', 'nor'],
  ['correlative', 0.93, 'either WORD WORD* [ nor ]', 'or'],
  [
    'agreement',
    0.9,
    'neither DET|POSS NOUN nor DET|POSS SINGULAR [ like|want|have|need|know|do|work|open|own ]',
    '$1.third',
  ],
  [
    'agreement',
    0.92,
    '^ everyone|everybody|someone|nobody PREP DET|POSS|both? ADJ? NOUN|PLURAL [ have ]',
    'has',
  ],
  [
    'agreement',
    0.92,
    '^ everyone|everybody|someone|nobody PREP DET|POSS|both? ADJ? NOUN|PLURAL [ are ]',
    'is',
  ],
  [
    'agreement',
    0.92,
    '^ everyone|everybody|someone|nobody PREP DET|POSS|both? ADJ? NOUN|PLURAL [ were ]',
    'was',
  ],
  // A relative clause with its own subject stands between noun and verb.
  [
    'agreement',
    0.86,
    '^ the|this|that|a|an|POSS SINGULAR that|which DET|POSS NOUN|PLURAL PAST [ ACT ] DET|POSS|several|many|no|some|all|to|two|three',
    '$1.third',
  ],
  [
    'agreement',
    0.86,
    '^ the|this|that|a|an|POSS SINGULAR that|which SUBJ PAST [ ACT ] DET|POSS|several|many|no|some|all|to|two|three',
    '$1.third',
  ],
  // The case of pronouns.
  ['pronoun', 0.93, '^ [ him ] and POSS|the NOUN VERB|is|are|was|were|has|have|MODAL', 'he'],
  ['pronoun', 0.93, '^ [ them ] and POSS|the NOUN|PLURAL VERB|are|were|have|MODAL', 'they'],
  [
    'pronoun',
    0.93,
    'than [ him|her|me|them|us ] is|are|am|was|were|does|do|did|has|have|had|can|will',
    '$1.subject',
  ],
  [
    'pronoun',
    0.92,
    '=give|=tell|=show|=send|=ask|=invite|=help|=take|=teach|=bring|=offer|for|to|with|between|from|by|about POSS NOUN [ and i ] $|STOP|COMMA|in|on|at|to|for|some|a|an|the|about|how|what|our|two|three|yesterday|today',
    'and me',
  ],
  [
    'pronoun',
    0.93,
    '=invite|=meet|=thank|=help|=tell|with|between|from|about|for [ she|he|they|we ] and POSS|DET|PERSON|him|her|me|i',
    '$1.object',
  ],
  // One tense in one story.
  [
    'tense',
    0.86,
    '^ when|after DET|POSS NOUN PAST COMMA SUBJ|everyone|everybody [ ACT|ACTS|go|goes|get|gets ] !to',
    '$1.past',
  ],
  [
    'tense',
    0.86,
    '^ when|after SUBJ PAST COMMA SUBJ|everyone|everybody [ ACT|ACTS|go|goes|get|gets ] !to',
    '$1.past',
  ],
  [
    'tense',
    0.86,
    '^ last week|month|year|night|summer|winter|monday|tuesday|wednesday|thursday|friday|saturday|sunday COMMA? DET|POSS NOUN [ ACTS ]',
    '$1.past',
  ],
  ['tense', 0.86, '^ yesterday COMMA? DET|POSS NOUN [ ACTS ]', '$1.past'],
  // What bores is boring.
  [
    'adjective',
    0.9,
    'movie|film|book|lesson|class|lecture|game|job|speech|talk|story|trip|concert is|was so|very|too|really? [ bored ]',
    'boring',
  ],
  [
    'adjective',
    0.9,
    'movie|film|book|lesson|class|lecture|game|job|speech|talk|story|trip|concert is|was so|very|too|really? [ interested ] $|STOP|COMMA|and|that|but|for',
    'interesting',
  ],
  [
    'adjective',
    0.9,
    'movie|film|book|lesson|class|lecture|game|job|speech|talk|story|trip|concert is|was so|very|too|really? [ excited ] $|STOP|COMMA|and|that|but|for',
    'exciting',
  ],

  // Look-alikes.
  [
    'confused',
    0.93,
    'testing|test|that|this|same|special|main|general|on|for [ propose ]',
    'purpose',
  ],
  [
    'confused',
    0.93,
    'testing|test|other|various|these|those|for [ proposes ] $|STOP|COMMA|only',
    'purposes',
  ],
  [
    'confused',
    0.93,
    'everyone|everybody|everything|nobody|nothing|daily|day|days|everyday [ accept ] !DET',
    'except',
  ],
  [
    'phrase',
    0.92,
    '=open|=close|=run|=go|=happen|=practise|=practice|=train|=use|=play [ everyday ]',
    'every day',
  ],
  ['confused', 0.92, 'very|so|really|most|more|too|an [ exiting ]', 'exciting'],
  ['confused', 0.93, 'am|is|are|was|were very|so|really? [ exiting|exciting ] about', 'excited'],
  [
    'confused',
    0.93,
    "worth|lost|of|with|from|in|on [ it's ] price|weight|shape|job|users|customers|name|content|owner",
    'its',
  ],
  ['confused', 0.93, '=prefer WORD** [ then ] BASE|GERUND|to', 'than'],
  ['typo', 0.95, "[ thank's ]", 'thanks'],
  [
    'phrase',
    0.94,
    "[ it's seems|looks|works|appears|feels|sounds|depends|means|needs|takes|makes|gets|does ]",
    'it $2',
  ],
  ['phrase', 0.94, "[ it's depend ] on|of|from|if|how|what", 'it depends'],
  ['phrase', 0.94, 'in [ respond ] to', 'response'],
  ['phrase', 0.93, '[ in compare|comparing to|with ]', 'compared $3'],
  ['phrase', 0.93, '[ so worse ]', 'so bad'],
  ['phrase', 0.93, '[ by feet|foot ]', 'on foot'],
  // Prepositions and objects.
  ['preposition', 0.95, `from ${days} [ in|on ] ${days}`, 'to'],
  [
    'preposition',
    0.9,
    `finished|done|completed|submitted|delivered|ready|paid|sent|returned [ until ] ${days}|tomorrow|next|noon`,
    'by',
  ],
  [
    'preposition',
    0.9,
    'finished|done|completed|submitted|delivered|ready|paid|sent|returned [ until ] the end',
    'by',
  ],
  [
    'preposition',
    0.92,
    '=attend [ to|at ] the|a|an|our|your|my|this meeting|class|course|party|lecture|event|conference|wedding|workshop|ceremony',
    '',
  ],
  ['preposition', 0.92, 'based [ in ] a|an true|real|old|the|actual|incorrect|false|wrong', 'on'],
  ['preposition', 0.92, '=apologise|=apologize [ about|of ] GERUND|DET|POSS', 'for'],
  ['preposition', 0.9, '=congratulate OBJ|POSS NOUN? [ for ]', 'on'],
  ['preposition', 0.92, '=succeed [ to BASE ]', 'in $2.gerund'],
  ['preposition', 0.92, '=insist [ to BASE ]', 'on $2.gerund'],
  ['preposition', 0.9, 'good|deep|basic|some|little|solid knowledge [ in ]', 'of'],
  [
    'preposition',
    0.9,
    'solution|answer|key [ of ] this|the|my|your|that|our problem|question|issue|puzzle|riddle',
    'to',
  ],
  [
    'verb',
    0.93,
    '=have a? lot? of? difficulty|difficulties|trouble|problems [ to BASE ]',
    '$2.gerund',
  ],
  ['verb', 0.92, "i'm|we're|he's|she's|they're|you're not? used to [ BASE ] !NOUN", '$1.gerund'],
  // Tense and form.
  ['verb', 0.96, 'SUBJ [ have|has been ] to WORD** yesterday|last|ago', 'went'],
  [
    'verb',
    0.92,
    `!HAVE|BE|MODAL i|he|she|we|they [ ${participles} ] DET|POSS|OBJ|it|to|that`,
    '$1.past',
  ],
  [
    'verb',
    0.92,
    'do|does|did DET|POSS NOUN [ THIRD ] DET|POSS|OBJ|ADJ|NOUN|STOP|to|in|on|at|$',
    '$1.base',
  ],
  [
    'verb',
    0.92,
    'and|is|was|are|were|very well [ structure|organize|organise|document|design|define|prepare|dress|educate|train|equip ] $|STOP|COMMA|and',
    '$1.participle',
  ],
  [
    'agreement',
    0.9,
    'your|the|this|each SINGULAR also? [ meet ] the|all|these|our following|requirements|criteria|conditions|standards',
    'meets',
  ],
  // Articles and number.
  [
    'article',
    0.9,
    'is|was|be|as [ ] duplicate|copy|fork|subset|mirror|clone|wrapper of|around|for',
    'a',
  ],
  [
    'number',
    0.93,
    `are|were|last|next|past|least|than|about|over|under|every|after|within ${several} [ second|minute|hour|day|week|month|year|item|byte|line|user|time|mile|metre|meter|kilometre|kilometer|degree|percentage|point ] $|STOP|COMMA|in|before|after|from|ago|and|or`,
    '$1.plural',
  ],
  [
    'number',
    0.92,
    `most|all|some|none|half|majority of the|my|our|these|those|its|your [ ${countable} ] !NOUN`,
    '$1.plural',
  ],
  [
    'number',
    0.92,
    `most|all|many|several|few|various|multiple|numerous [ ${countable} ] are|were|have|do|don't|can|will|must|should|in|on|with|from|and|$|STOP|COMMA`,
    '$1.plural',
  ],
  [
    'number',
    0.92,
    `!the|a|an|this|that|one|each|every|any|no|some|another different [ ${countable} ] are|were|have|do|don't|can|will|must|should|in|on|with|from|and|$|STOP|COMMA`,
    '$1.plural',
  ],
  [
    'number',
    0.92,
    `range|variety|number|selection|majority|lot|lots of [ ${countable} ] !NOUN`,
    '$1.plural',
  ],
];
