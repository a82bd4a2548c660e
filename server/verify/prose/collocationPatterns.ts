import { tableRows } from './patternTable.ts';
import type { PatternRow } from './tokenPattern.ts';

const lengths = 'days|weeks|months|hours|years';
const whole = '$|STOP|COMMA';
const pictures = 'photo|photos|picture|pictures|selfie|selfies|screenshot|screenshots';
const relatives =
  'file|files|error|errors|bug|bugs|message|messages|page|pages|problem|problems|question|questions|button|option|book|books|song|car|house|mistake|mistakes|feature|features';
const deadline =
  'tomorrow|monday|tuesday|wednesday|thursday|friday|saturday|sunday|next|noon|midnight';
const delivery = '=submit|=transfer|=deliver|=complete|=finish';

/** Words that belong together: which verb a noun wants, where a small word goes in a set phrase, what a question needs. */
export const collocationPatterns: readonly PatternRow[] = [
  ...tableRows(
    'confused',
    0.93,
    `
    [ =do ] a|an|no|any|some|many|few|fewer|less|more|several|the same? mistake|mistakes|error|errors|decision|decisions -> make~$1
    [ =make ] many|some|several|few|more|a|two|three ${pictures} ${whole}|of|with|in|at|from -> take~$1
    [ =make ] a lot of ${pictures} ${whole}|of|with|in|at|from -> take~$1
    `,
  ),
  ...tableRows(
    'pronoun',
    0.97,
    `
    the|this|a|an|these|those|some|any|no ADJ|NOUN? ${relatives} [ who ] SUBJ MODAL|can't|cannot|HAVE|ACT|PAST|don't|didn't -> that
    ^ [ me and POSS NOUN goes ] -> $3 $4 and I go
    ^ [ me and POSS NOUN has ] -> $3 $4 and I have
    ^ [ me and POSS NOUN is ] -> $3 $4 and I are
    ^ [ me and POSS NOUN was ] -> $3 $4 and I were
    ^ [ me and POSS NOUN go|live|work|play|like|want|need|think|have|are|were ] -> $3 $4 and I $5
    ^ cut|chop|peel|wash|slice|dice|grate|boil|cook|mince the|two|three|four PLURAL WORD** and fry|boil|cook|add|put|roast|bake|serve|mix|place|steam [ it ] -> them
    `,
  ),
  ...tableRows(
    'order',
    0.96,
    `
    SUBJ|to|and|please|MODAL|don't|didn't|^ =turn|=switch [ on|off|up|down it ] ${whole}|and|to|by|before|after|when|if|again -> $2 $1
    =pick|=fill|=cut|=tear|=back|=clean|=heat [ up it|them ] ${whole}|and|to|by|before|after|when|if|again -> $2 $1
    =throw|=take|=put|=give|=send [ away|back it|them ] ${whole}|and|to|before|after|when|if|again -> $2 $1
    is|are|was|were|be|not|isn't|wasn't|aren't [ enough good|big|large|small|old|fast|strong|long|clear|easy|high|warm|cheap ] ${whole}|to|for|before|when|so|and -> $2 enough
    =spend [ there|here COUNT|several|many ${lengths} ] -> $2 $3 $1
    =spend [ there|here a day|week|month|year|night|weekend ] -> $2 $3 $1
    ^ [ what means this|that|the NOUN ] ? -> what does $3 $4 mean
    ^ [ how works this|that|the NOUN ] ? -> how does $3 $4 work
    `,
  ),
  ...tableRows(
    'preposition',
    0.95,
    `
    [ in walking|driving distance from|of|to ] -> within $2 distance of
    =go|went|gone directly|straight [ at|in ] the|POSS hotel|beach|office|airport|hospital|station|shop|restaurant -> to
    [ in charge with ] DET|POSS|GERUND -> in charge of
    would|i'd|we'd be? very|so? glad|happy|pleased to hear [ about ] you ${whole}|soon -> from
    experience|job|position in|as [ the ] web|software|app|game development|design|developer|programming -> 
    ${delivery} DET|POSS ADJ|NOUN? NOUN|PLURAL [ until ] ${deadline} -> by
    ${delivery} DET|POSS ADJ|NOUN? NOUN|PLURAL [ until ] the end of -> by
    ${delivery} ANY** [ until ] january|february|march|april|may|june|july|august|september|october|november|december DAYNUMBER -> by
    COUNT|several|many [ years|months experience ] -> $1 of experience
    `,
  ),
  ...tableRows(
    'phrase',
    0.96,
    `
    there is|was|are|were no [ any ] !type|types|cast|casts|value|values|assertion|in -> 
    letter|letters of [ recommendations ] -> recommendation
    ^ on the [ one side ] !of|is|are|was|were|there|stood|lay|BE ANY** on the other side !of -> one hand
    ^ on the one hand ANY** on the other [ side ] !of -> hand
    it|that|this|it'd would? be great|nice|good|cool|helpful|lovely|wonderful|perfect|awesome [ when ] SUBJ|this|that|there|DET|someone NOUN? could|would -> if
    sure|know if|whether i [ do ] something|anything wrong -> am doing
    sure|know if|whether ANY** if|whether i [ do ] something|anything wrong -> am doing
    [ wanna that SUBJ BASE ] -> want $3.object to $4
    ^ we|i [ appreciate ] if you could|can|would -> would appreciate it
    `,
  ),
  ...tableRows(
    'phrase',
    0.93,
    `
    with|add|need|needs|and|of a|one|two|NUMBER|half pinch|teaspoon|teaspoons|tablespoon|tablespoons|cup|cups|g|kg|grams of [ salts|sugars|flours|butters|milks|waters ] -> $1.singular
    i|we|he|she|they [ could care ] less|fewer about|what|who|if|whether|how|$ -> couldn't care
    food|meal|soup|coffee|film|movie|book|game|hotel|service|quality|sound|weather|battery|camera|performance|idea is|was|isn't|wasn't not? that|so|very|too|really [ well ] ${whole} -> good
    `,
  ),
  ...tableRows(
    'preposition',
    0.98,
    `
    =graduate [ at ] the|POSS university|college|school|academy -> from
    `,
  ),
  ...tableRows(
    'verb',
    0.97,
    `
    SUBJ|NAME|NOUN|PLURAL|MODAL|not suggest|suggests|suggesting|recommend|recommends|recommending [ to ACT ] DET|POSS|OBJ|NOUN|PLURAL -> $2.gerund
    `,
  ),
  ...tableRows(
    'verb',
    0.98,
    `
    i|we|they|you [ am|are knowing ] OBJ|NAME|POSS WORD** since|for -> have known
    please|will|can|could|you|to|must [ remember ] me|us|him|her|them to BASE -> remind
    was|were|been [ damage|injure ] ${whole}|by|during|in|when -> $1.participle
    i|we|they|you [ look|search ] for WORD* since january|february|march|april|may|june|july|august|september|october|november|december|monday|tuesday|wednesday|thursday|friday|saturday|sunday|yesterday|last|YEAR -> have been $1.gerund
    ^ how long [ you|we|they are GERUND ] -> have $1 been $3
    i|we|you|they [ have not ] the|any|enough time|money|chance|right|permission|strength|courage -> don't have
    `,
  ),
  ...tableRows(
    'number',
    0.95,
    `
    lot|lots|deal of [ experiences ] in|as -> experience
    =make [ a|an ] good|great|big|huge|real|significant|steady|lot|much progress ${whole}|in|with|on|since -> 
    `,
  ),
  ...tableRows(
    'adjective',
    0.96,
    `
    sounds|sounded|tastes|tasted|smells|smelled|seems|seemed [ strangely|weirdly|oddly|terribly|horribly|nicely|deliciously|wonderfully|awfully|interestingly ] ${whole}|since|today|now -> $1.adjective
    `,
  ),
  ...tableRows(
    'tense',
    0.95,
    `
    [ i'm ] living|working|studying|learning|teaching here|there|in|at|as ANY* for COUNT|several|many years ${whole}|now|already -> I've been
    [ we're ] living|working|studying|learning|teaching here|there|in|at|as ANY* for COUNT|several|many years ${whole}|now|already -> we've been
    `,
  ),
  ...tableRows(
    'question',
    0.98,
    `
    ^ [ someone|somebody have ] DET|the|this|POSS ANY** ? -> does someone have
    ^ [ anyone|anybody have ] DET|the|this|POSS ANY** ? -> does anyone have
    `,
  ),
  ...tableRows(
    'conditional',
    0.97,
    `
    ^ if SUBJ|people|everyone|everybody|nobody would DEED ANY** COMMA DET|POSS? SUBJ|NOUN|PLURAL [ will ] -> would
    `,
  ),
  ...tableRows(
    'agreement',
    0.93,
    `
    ^|with|for|about|from|by|and|help|helps friends|people|users|students|customers|children|women|men|workers|teachers|parents|players who [ THIRD ] !COMMA|STOP|$ -> $1.base
    ^ fix|add|remove|update|rename|move|bump|improve|refactor|replace !that|which|who|where|when|if|it|THIRD|COMMA|so|to|how|as** and [ removes|adds|fixes|updates|renames|moves|improves|replaces ] the|a|an|all|some|unused|missing|old|new -> $1.base
    `,
  ),
  ...tableRows(
    'verb',
    0.97,
    `
    was|were|been [ decline|reject|accept|refuse|deny|approve|confirm|invite|choose ] ${whole}|because|by -> $1.participle
    can|can't|could|cannot|must|should|will|may now|only|also|still|again? [ login ] ${whole}|to|with|using|as|and|again -> log in
    `,
  ),
  ...tableRows(
    'apostrophe',
    0.93,
    `
    these|those|many|several|some|few|both|two|three|generated|multiple|various [ OWNER ] ${whole} -> $1.bare
    `,
  ),
];
