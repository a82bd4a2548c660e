import { tableRows } from './patternTable.ts';
import type { PatternRow } from './tokenPattern.ts';

const jobs =
  'accountant|actor|actress|architect|artist|assistant|author|baker|banker|barber|biologist|butcher|carpenter|cashier|chef|chemist|cleaner|coach|consultant|cook|dancer|dentist|designer|detective|developer|director|doctor|driver|economist|editor|electrician|engineer|farmer|firefighter|fisherman|florist|freelancer|gardener|guide|hairdresser|journalist|judge|lawyer|lecturer|librarian|manager|mechanic|musician|nurse|optician|painter|pharmacist|photographer|physicist|pilot|plumber|poet|policeman|policewoman|politician|priest|professor|programmer|psychologist|receptionist|researcher|sailor|salesman|scientist|secretary|singer|soldier|student|surgeon|tailor|teacher|technician|translator|vet|volunteer|waiter|waitress|writer|tester|trainer|intern|pensioner|widow|widower|vegetarian|vegan|beginner|expert';
const plurals =
  'netherlands|philippines|maldives|bahamas|seychelles|alps|himalayas|pyrenees|andes|usa|uk|uae|eu|balkans';
const meals = 'breakfast|lunch|dinner|supper|brunch';
const vehicles = 'bus|train|car|plane|bike|bicycle|taxi|boat|ship|tram|ferry|metro|subway';
const units =
  'kilometer|kilometre|meter|metre|centimeter|centimetre|mile|litre|liter|gram|kilo|kilogram|minute|hour|second|day|week|month|year|euro|dollar|pound|percent|degree|page|line|item|step|byte|pixel';
const ending = '$|STOP|COMMA';

/** Articles of jobs, places, meals and ways to travel; plurals behind numbers; genitives; torn and joined words. */
export const articlePatterns: readonly PatternRow[] = [
  ...tableRows(
    'article',
    0.92,
    `
    SUBJ|NOUN|NAME|who =be|=become|is|was|am [ ] ${jobs} ${ending}|and|at|in|from|of|who|with|but|by|when|for -> a
    i'm|he's|she's|you're not? [ ] ${jobs} ${ending}|and|at|in|from|of|who|with|but|by|for -> a
    =work as [ ] ${jobs} ${ending}|and|at|in|from|of|who|with|but|for|since -> a
    =be|=become|is|was|am a? as [ ] ${jobs} at|in -> a
    !the|DET|ADJ [ ] ${plurals} -> the
    !DET|ADJ|NAME [ ] united states|kingdom|nations|arab -> the
    !DET|ADJ|NAME [ ] czech|dominican|central republic|african -> the
    !DET|ADJ|NAME [ ] european|soviet union -> the
    [ the ] PLACE ${ending}|is|was|has|and|in|for|with|where|on -> 
    =go|went|gone|=come to [ the ] school|bed|work|university|church|college|prison ${ending}|by|every|and|with|in|at|on|early|late|because -> 
    by [ the|a ] ${vehicles} ${ending}|every|to|and|from|because -> 
    =have|had|=eat|ate|=cook|=make|made|for|at|before|after|during [ the ] ${meals} ${ending}|in|at|with|together|and|because|on|we|i -> 
    =play|=like|=love [ the ] football|soccer|tennis|basketball|chess|golf|hockey|volleyball|cards -> 
    =play the? piano|guitar|violin|football|tennis and [ the ] football|soccer|tennis|basketball|chess|golf|hockey|volleyball -> 
    =learn|=speak|=study|=teach|in [ the ] english|german|french|spanish|italian|maths|mathematics|physics|biology ${ending}|and|at|in|because|for -> 
    ^|that|think|believe|opinion [ the ] nature|life|society|happiness|love|pollution|poverty|technology|education|music|art|friendship|money is|are|can|has|makes|in|are|was -> 
    in|of|for|about [ the ] life ${ending} -> 
    by|=call|=tell|from|with [ ] police ${ending}|and|when|because|for -> the
    about|for|in|took|takes|=wait|every|over|than|=last|only|another|within [ half hour ] -> half an hour
    what [ ] ADJ SINGULAR ${ending} -> a
    =have|had [ ] headache|cold|temperature|cough|dog|cat|car|brother|sister|house|garden|problem|dream|baby|break|fever ${ending}|and|but|with|in|who|that -> a
    =buy|bought|=need|=want|=rent|rented|=use|=drive|=get [ ] new|used|old|big|small|good|cheap|bigger|better car|house|phone|bike|computer|laptop|flat|job|book|dress|camera|table ${ending}|or|and|for|from|in|with|because -> a
    in [ ] queue|traffic jam ${ending} -> a
    in [ ] bank|office|factory|hospital|restaurant|shop|hotel|museum|garage|laboratory ${ending} -> a
    once|twice|times [ ] day|week|month|year|hour ${ending}|and|in|to -> a
    ^ [ ] same thing|problem|issue|error happens|happened|occurs|occurred|here -> the
    the more|less WORD** COMMA [ ] better|worse|easier|harder|faster|more|less -> the
    `,
  ),
  ...tableRows(
    'number',
    0.92,
    `
    COUNT [ ${units} ] high|long|wide|deep|away|tall|every|each|per|a|${ending}|from|to|in|later|ago|before|after|and|of|with|on|by -> $1.plural
    =be|is|was|are|were|i'm|he's|she's COUNT [ year|month|week|day ] old ${ending}|and|when|but -> $1.plural
    one|neither|either|each|both|many|few|several|two|three of the|these|those|my|our|his|her|their|its ADJ|PART? [ SINGULAR ] is|are|was|were|has|have|MODAL|PAST|lives|works|says|goes|comes|likes|wants|needs|knows|makes|gets|${ending}|in|on|that|who|to -> $1.plural
    any further|other? [ question|problem|comment|suggestion|doubt|concern|idea ] ${ending}|about|or|with|regarding -> $1.plural
    ^ [ thank ] for -> thanks
    ^ many [ thank ] -> thanks
    =study|=learn|=like|favourite|but|and|of|the [ physic ] is|was|${ending}|and|at|in -> physics
    [ this ] shoes|trousers|glasses|jeans|scissors|pants|shorts|socks|gloves|boots|clothes|people|children|women|men|days -> these
    [ that ] shoes|trousers|glasses|jeans|scissors|pants|shorts|socks|gloves|boots|clothes|children|women|men -> those
    [ a ] trousers|jeans|scissors|glasses|clothes|pants|shorts ${ending}|and|with|that -> some
    too|so|how [ many ] MASS|time|noise|work|space|memory -> much
    [ less ] PLURAL -> fewer
    the number of [ SINGULAR ] is|are|was|were|in|has|have|who|that|${ending} -> $1.plural

    all [ SINGULAR ] of the|this|my|our -> $1.plural
    a? lot of [ SINGULAR ] are|were|have -> $1.plural
    `,
  ),
  ...tableRows(
    'apostrophe',
    0.92,
    `
    DET|POSS|these|those|COUNT|some|many [ OWNER ] are|were|have|don't|aren't|weren't|haven't|do -> $1.bare
    COUNT|many|several|some|few|these|those|all|other ADJ? [ OWNER ] ${ending}|and|in|on|for|to|with -> $1.bare
    COMMA|because|and|but|so|that|think|know|if|when|^ [ its ] free|expensive|cheap|late|cold|hot|dark|sunny|raining|snowing|easy|hard|amazing|awesome|beautiful|great|nice|obvious|closed|open|over|gone|finished|done|ready|working|only|already|still|almost|about ${ending}|in|to|on|for|and|that|again|today|now|here|there|time|at|with|because|NUMBER|until|a -> it's
    COMMA|because|and|but|so|that [ its ] COUNT -> it's
    until|when|if|because|that|think [ its ] PART ${ending}|by|and|in|on|for -> it's
    ^ [ were ] going|moving|looking|planning|trying|working|waiting|having|doing|using|leaving|coming|flying|meeting|thinking|hoping to|a|the|in|on|at|from|for|out|about|forward|with|it|our|new -> we're
    ^|COMMA|and|but|so|because [ were ] GERUND to|a|the|our|your -> we're
    `,
  ),
  ...tableRows(
    'joined',
    0.93,
    `
    !are|is|were|was|we're|they're|you're|be|get|got|am [ all ready ] PART|PAST|VERB|done|been|have|had|a|the|in|there|${ending} -> already
    is|are|was|were [ all ready ] PART -> already
    have|has|had [ all ready ] -> already
    [ home made ] NOUN|food|cake|bread|jam|soup -> homemade
    COMMA|but|and|so|because [ may be ] SUBJ|a|the|it's|later|tomorrow|next|not|because|there|in|with|we|you|some -> maybe
    to|MODAL|please|don't|let's|can|can't|you|i|we|they|and|then|first [ login ] DET|POSS|OBJ|to|in|with|again|before|${ending}|and|or|as|using|first|here|on|at|there -> log in
    to|MODAL|please|don't|can|you|i|we|they|and|then [ logout ] DET|POSS|to|from|again|before|${ending}|and|or -> log out
    to|MODAL|please|don't|let's|can|you|i|we|they|and|then [ setup ] DET|POSS|OBJ|NOUN|PLURAL|MASK -> set up
    to|MODAL|please|don't|let's|can|you|i|we|they|and|then [ backup ] DET|POSS|OBJ|PLURAL|MASK|everything -> back up
    to|MODAL|please|don't|let's|can|you|i|we|they|and|then [ cleanup ] DET|POSS|OBJ|PLURAL|MASK|after -> clean up
    to|MODAL|please|don't|let's|can|you|i|we|they|and|then [ checkout ] DET|POSS|OBJ|MASK -> check out
    to|MODAL|please|don't|let's|can|you|i|we|they|and|then [ signup ] for|to|with|here|at|on|${ending} -> sign up
    to|MODAL|please|don't|let's|can|you|i|we|they|and|then [ shutdown ] DET|POSS|OBJ|MASK -> shut down
    to|MODAL|please|don't|let's|can|you|i|we|they|and|then [ lookup ] DET|POSS|OBJ|MASK|PLURAL -> look up
    to|MODAL|please|don't|let's|can|you|i|we|they|going [ breakup ] with|the|into|$ -> break up
    to|MODAL|please|don't|let's|can|you|i|we|they|and [ pickup ] DET|POSS|OBJ|PLURAL -> pick up
    the|a|this|your|our|my|each|easy|initial|first|whole [ set up ] is|was|takes|take|of|for|process|script|page|guide|instructions|${ending}|time|works|has -> setup
    the|a|this|your|our|my|each|daily|full [ back up ] is|was|of|takes|file|files|copy|${ending} -> backup
    the|a|this|your|our|my|each [ log in ] page|button|form|screen|name|${ending}|is -> login
    [ spoon full ] of -> spoonful
    [ cup full ] of -> cupful
    [ hand full ] of -> handful
    [ up coming ] -> upcoming
    [ on going ] NOUN|PLURAL -> ongoing
    [ under estimated ] -> underestimated
    [ over night ] ${ending}|and|in -> overnight
    [ break fast ] -> breakfast
    [ grand mother ] -> grandmother
    [ grand father ] -> grandfather
    [ grand parents ] -> grandparents
    [ grand children ] -> grandchildren
    [ no body ] can|knows|is|was|has|else|wants|came|will|told|said|cares -> nobody
    [ to morrow ] -> tomorrow
    !day|night [ to day ] ${ending}|i|we|is|was -> today
    [ week end ] -> weekend
    [ bath room ] -> bathroom
    [ bed room ] -> bedroom
    [ class room ] -> classroom
    [ news paper ] -> newspaper
    [ birth day ] -> birthday
    [ home work ] -> homework
    [ sun glasses ] -> sunglasses
    [ foot ball ] -> football
    [ some what ] -> somewhat
    fall|falls|fell|fallen|be|is|was|were|are|fast|half [ a sleep ] -> asleep
    [ a live ] and|$|STOP -> alive
    [ a way ] from -> away
    [ a head ] of -> ahead
    [ a round ] the|NUMBER|here -> around
    `,
  ),
];
