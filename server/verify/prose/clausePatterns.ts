import { tableRows } from './patternTable.ts';
import type { PatternRow } from './tokenPattern.ts';

const plural = 'i|you|we|they|people|PLURAL';
const third = 'he|she|it|NAME|everybody|everyone|somebody|someone';
const nouns = 'the|a|an|my|your|our|his|her|their|this NOUN';
const asked = 'why|where|when|how';

function willRows(opener: string): string {
  return `
    ${opener} ${plural} [ will BASE ] -> $2
    ${opener} ${third} [ will BASE ] -> $2.third
    ${opener} ${nouns} [ will BASE ] -> $2.third
    ${opener} ${plural} [ will be ] -> are
    ${opener} ${third} [ will be ] -> is
    ${opener} ${nouns} [ will be ] -> is
    ${opener} ${plural} [ won't BASE ] -> don't $2
    `;
}

const ask = 'what|where|when|why|how|who|which';

/** Conditions, wishes, times to come, questions and relative clauses. */
export const clausePatterns: readonly PatternRow[] = [
  ...tableRows(
    'conditional',
    0.9,
    `
    ${willRows('^ when|until|before|after|once|unless')}
    ${willRows('as soon as')}
    ${willRows("will|'ll|i'll|we'll|you'll|he'll|she'll|they'll|won't WORD** when|until|before|after|once|unless")}
    ${willRows('^ please|call|write|tell|let|wait|ask|send|=come WORD** when|until|before|after|once|if')}
    ${willRows('^ if')
      .replaceAll('->', ' COMMA|tomorrow|later|soon ->')
      .replaceAll(/\] +COMMA/gu, '] WORD* COMMA')}
    unless it|he|she [ won't BASE ] -> $2.third
    unless i|you|we|they [ won't BASE ] -> $2
    unless SUBJ [ don't|doesn't ] BASE -> 
    wish|wishes SUBJ|NOUN ADVERB? [ am|is|are ] -> were
    wish|wishes SUBJ ADVERB? [ can ] -> could
    wish|wishes SUBJ ADVERB? [ will ] -> would
    wish|wishes i|we|they|he|she [ have|has ] -> had
    wish|wishes i|we|they|he|she ADVERB? [ ACT|ACTS|know|knows|live|lives ] -> $1.past
    it's|is high|about? time SUBJ [ ACT|ACTS|go|goes|do|does|have|has ] -> $1.past
    if i|he|she|it [ was ] you -> were
    if i was|were you COMMA i [ will ] -> would
    if SUBJ was|were you COMMA i [ will ] -> would
    if it|he|she THIRD|BASE WORD* tomorrow|later|tonight COMMA SUBJ [ would ] -> will
    if|when it|he|she [ rain|snow|come|go|arrive|call|happen ] WORD* COMMA -> $1.third
    ^ if SUBJ|everybody|everyone|people|NOUN|PLURAL [ would DEED ] WORD** COMMA -> $2.past
    !ASKING if SUBJ|everybody|everyone|people|NOUN|PLURAL [ would DEED ] WORD** COMMA -> $2.past
    ^ if SUBJ|everybody|everyone|people|NOUN|PLURAL [ would have ] DET|POSS|more|enough|NOUN|PLURAL|time -> had
    !ASKING if SUBJ|everybody|everyone|people|NOUN|PLURAL [ would have ] DET|POSS|more|enough|NOUN|PLURAL|time -> had
    would be WORD* great|nice|good|helpful|better|useful|cool|lovely|amazing|perfect if DET|POSS NOUN NOUN? [ ACT|ACTS|remember|remembers|show|shows|work|works|support|supports|have|has ] -> $1.past
    would be WORD* great|nice|good|helpful|better|useful|cool|lovely|amazing|perfect if SUBJ [ ACT|ACTS|remember|remembers|show|shows|work|works|support|supports|have|has ] -> $1.past
    would be WORD* great|nice|good|helpful|better|useful|cool|lovely|amazing|perfect if DET|POSS NOUN NOUN? [ can ] -> could
    would be WORD* great|nice|good|helpful|better|useful|cool|lovely|amazing|perfect if DET|POSS NOUN NOUN? [ will ] -> would
    if SUBJ had PART ANY** COMMA SUBJ would [ came|went|saw|did|took|gave|knew|wrote|ate ] -> have $1.participle
    if SUBJ had PAST ANY** COMMA SUBJ would [ came|went|saw|did|took|gave|knew|wrote|ate ] -> have $1.participle
    would SUBJ? ADVERB? appreciate [ ] if -> it
    `,
  ),
  ...tableRows(
    'order',
    0.9,
    `
    ^ ${asked} [ SUBJ didn't|don't|doesn't|can't|won't|isn't|aren't|wasn't|weren't|couldn't|haven't|hasn't|shouldn't ] ANY** ? -> $2 $1
    ^ ${asked}|what [ SUBJ PAST ] ANY** ? -> did $1 $2.base
    ^ ${asked}|what [ i|you|we|they ACT|ACTS|go|come|get|like|live|work|want|need|think|know|mean ] ANY** ? -> do $1 $2
    ^ ${asked}|what [ he|she|it ACTS|goes|comes|likes|lives|works|wants|needs|thinks|knows|means ] ANY** ? -> does $1 $2.base
    ^ how long|often|much|many|far NOUN|PLURAL? [ SUBJ have|has|had|are|is|were|was|can|will|should ] ANY** ? -> $2 $1
    ^ what|which time|kind|day|colour|color|version|language|book|file|way NOUN? [ SUBJ are|is|were|was|can|will|have|should ] ANY** ? -> $2 $1
    COMMA|and|but|so what|which NOUN [ you|they|we are|were ] GERUND ANY** ? -> $2 $1
    COMMA|and|but|so what|which NOUN [ you|they|we are|were ] GERUND -> $2 $1
    ^ what time|kind|day|colour|color NOUN? [ i|you|we|they ACT|get|go|come|like|want|need ] ANY** ? -> do $1 $2
    ^ how much|many|often|long NOUN|PLURAL? [ i|you|we|they ACT|get|go|come|like|want|need|pay|spend ] ANY** ? -> do $1 $2
    ^ not only [ SUBJ is|are|was|were|has|have|can|will ] -> $2 $1
    ^ never|rarely|seldom [ SUBJ have|has|had ] PART -> $2 $1
    ask|asked|asks|know|knows|knew|wonder|wondered|sure|explain|understand|idea OBJ? when|where|why|how|what [ will DET|POSS NOUN|PLURAL ] BASE -> $2 $3 $1
    ask|asked|asks|know|knows|knew|wonder|wondered|sure|explain|understand|idea OBJ? when|where|why|how|what [ will SUBJ ] BASE -> $2 $1
    know|wonder|ask|tell|sure|idea OBJ? if|whether [ do|does SUBJ ] BASE|have -> $2
    know|wonder|ask|tell|sure|idea OBJ? [ if|whether do SUBJ ] -> $1 $3
    `,
  ),
  ...tableRows(
    'order',
    0.97,
    `
    ^ [ how ] is|are|was|were the|a|an|your|my|this|that|their|our ADJ? NOUN|PLURAL like -> what
    ^ [ how ] is|was it|he|she like in|at|to|there -> what
    `,
  ),
  ...tableRows(
    'agreement',
    0.92,
    `
    ${ask} [ does ] these|those|they|we|you|i -> do
    ^ [ does ] they|we|you|i -> do
    ${ask}|^ [ does ] the|my|your|our|his|her|their PLURAL BASE -> do
    ${ask}|^ [ do ] the|my|your|our|his|her|their|this|that|a SINGULAR BASE -> does
    ${ask}|^ [ do ] he|she|it -> does
    ^|hi|hello|COMMA|and [ do ] anyone|anybody|somebody|someone else? know|knows|have|has|want|wants|remember|remembers|need|needs|use|uses|see|sees|think|thinks|understand|understands -> does
    ${ask}|^ [ is ] these|those|they|we|you -> are
    ${ask}|^ [ was ] these|those|they|we|you -> were
    ${ask}|^ [ is ] the|my|your|our|his|her|their PLURAL $|STOP|doing|going|coming|ADJ|PREP -> are
    ${ask}|^ [ was ] the|my|your|our|his|her|their PLURAL $|STOP|doing|going|ADJ|PREP -> were
    ${ask}|^ [ has ] the|my|your|our|his|her|their PLURAL PART -> have
    ${ask}|^ [ have ] the|my|your|our|his|her|their SINGULAR PART -> has
    ${ask}|^ [ has ] you|they|we PART -> have
    ${ask}|^ [ have ] he|she|it PART -> has
    `,
  ),
  ...tableRows(
    'verb',
    0.9,
    `
    have|has|had|i've|we've ADVERB? PART WORD* and|or|but ADVERB? [ drank|ate|began|sang|swam|went|saw|did|wrote|took|gave|broke|spoke|chose|forgot|drove|rode|threw|flew|grew|knew|became|came|ran|wore|fell|hid|bit ] -> $1.participle
    is|are|was|were|be|been ADVERB? PART WORD* and|or|but ADVERB? [ ACT ] on|in|by|with|for|from|as|$|STOP -> $1.participle
    is|are|was|were|be|been ADVERB? PART WORD* and|or|but ADVERB? [ build|send|keep|make|use|test|host|support|store|load|process ] on|in|by|with|for|from|as|to|$|STOP -> $1.participle
    it's|its|is|are|was|were|be|been already|also|just|still|now|completely|totally? [ broke|froze|spoke|wrote|chose|forgot|drove|gave|took|ate|fell|knew|threw|wore|tore|shook|stole ] on|in|by|at|from|$|STOP|COMMA|and|when|again -> $1.participle
    is|are|was|were|it's|been|be already|just|now|still|almost [ load|save|start|close|open|finish|start|create|install|test|use|update|sign ] $|STOP|COMMA|and|in|on|by -> $1.participle
    it|they|he|she has|have been [ rain|snow|work|wait|try|run|look ] $|STOP|all|for|since|to|on|in -> $1.gerund
    `,
  ),
  ...tableRows(
    'pronoun',
    0.9,
    `
    PERSON [ what ] SUBJ|VERB|is|are|was|were|has|have|told|works|lives -> who
    everything|something|anything|nothing|thing|things|all|time|word|words [ what ] SUBJ|NAME|DET|POSS|is|was|PAST -> that
    [ all what ] SUBJ|is|was -> all that
    OBJECT [ who ] THIRD|BASE|PAST|is|are|was|were|has|have|had|does|do|MODAL|must|can -> that
    COMPARATIVE [ that ] OBJ|POSS|the|mine|yours $|STOP|COMMA -> than
    COMPARATIVE [ as ] OBJ|anybody|anyone|everybody|everyone|mine|yours|usual|before|expected|ever -> than
    COMPARATIVE [ then ] OBJ|POSS|SUBJ|anybody|anyone|everybody|everyone|NAME|any|most|all|before|expected -> than
    COMPARATIVE NOUN|PLURAL|ADJ [ then|as|that ] OBJ|POSS|SUBJ|anybody|anyone|before|expected|usual -> than
    the reason [ because ] SUBJ|i'm|we're|he's|she's -> why
    the reason BE [ because ] -> that
    people|PERSON [ whose ] is|are|was|were|have|has -> who
    COMMA [ that ] was|were|is|are PART|located|called|built -> which
    COMMA [ who ] was|is PART|located|built|founded in -> which
    company|man|woman|girl|boy|person|people|friend|artist|author|team|students [ who's ] NOUN|PLURAL|OBJECT -> whose
    COMMA [ what ] is|was|makes|made|means !that|this|it|you|the|your|going|wrong|happening -> which
    potatoes|eggs|onions|tomatoes|carrots|apples|vegetables|samples|files|shoes|clothes|books|COUNT PLURAL|letters and BASE [ it ] into|in|for|to|with|on|at -> them
    `,
  ),
];
