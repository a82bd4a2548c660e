import { governmentRows, tableRows } from './patternTable.ts';
import type { PatternRow } from './tokenPattern.ts';

const months =
  'january|february|march|april|june|july|august|september|october|november|december|may';
const languages =
  'english|french|german|spanish|italian|portuguese|russian|polish|chinese|japanese|turkish|dutch|arabic|korean|swedish|greek|hindi';
const vehicles =
  'car|train|bus|plane|bike|bicycle|boat|taxi|ferry|tram|metro|subway|ship|underground';
const systems = 'windows|linux|ubuntu|macos|android|ios|debian|fedora|freebsd|wsl';
const gatherings =
  'party|concert|wedding|meeting|conference|festival|funeral|airport|reception|bus|station';
const nounStart = 'DET|POSS|OBJ|NOUN|PLURAL|GERUND|MASK|who|what|which|how|whether';

/** Words whose preposition is settled by grammar alone; a space parts choices, `+` parts the words of one. */
const settled = `
allergic addicted opposed loyal accustomed devoted | against for of from with on at | to
sensitive vulnerable | for of at by with | to
identical equal contrary next similar | with of from as at | to
parallel | of from as at | to
close | with of from as | to
objection objections | against for of about | to
grateful thankful | with | to
=adhere =refer =resort =surrender objected objecting | on at for of with against about | to
=subscribe | on at for of against about | to
=happen | with | to
=pay+attention =paid+attention | on at for in about | to
native | from in | to
looking+forward look+forward looks+forward looked+forward | for at on | to
scared frightened terrified jealous envious suspicious ashamed fond afraid tired proud aware capable guilty | from for to on with at in | of
typical | for from in | of
composed | from by in | of
=run+out | from with off for | of
=take+care =took+care =taking+care | about for to on with | of
=take+advantage =make+fun =make+use | from on about with to | of
=beware =disapprove | from for to on | of
in+front on+top in+spite in+favour in+favor in+charge | from for on to at | of
member members | from in at | of
some most each none | from | of
majority | from in | of
consequence consequences | from | of
=stare =shout =laugh | on to about | at
=participate involved interested fluent =invest | on at to for of | in
rich | of with on | in
=insist =concentrate =rely =depend keen | in of at to from about for | on
impact influence emphasis | in to over for | on
tax taxes ban | for to of in | on
=click =tap | in at to | on
recipe excuse demand | of to | for
pleased disappointed | of from for | with
obsessed | of on about in for | with
=get+along =get+on =keep+up =put+up | to at by of | with
=fall+in+love fell+in+love falls+in+love | to of on about from for | with
in+touch in+contact | to of by from | with
filled covered crowded | of from | with
=disagree =collaborate | to of in | with
=suffer =recover =escape =graduate | of | from
=borrow | of to at | from
=refrain | to of in | from
absent | of in at | from
far | of | from
curious nervous passionate excited optimistic | of on to with | about
=complain | for on at from | about
=worry worried | of on from with | about
painted invented directed founded discovered owned bitten killed arrested | from of | by
attacked surrounded | of | by
`;

/** Verbs that take their object at once, with the prepositions that people add. */
const direct = `
=discuss =describe =mention =consider =emphasise =emphasize | about on over
=contact =phone =thank =obey =advise =tell =inform | to with
=approach =resemble =marry =divorce | to with at
=enjoy =need | of with
=seek =await | for
=affect =influence | on to
`;

function directRows(): PatternRow[] {
  return direct
    .trim()
    .split('\n')
    .map((line): PatternRow => {
      const [heads = '', wrong = ''] = line.split('|').map((part) => part.trim());
      const choices = (part: string): string => part.replaceAll(' ', '|');
      const rest = /=tell/u.test(heads) ? 'OBJ|POSS' : 'DET|POSS|OBJ|this|that|it';
      return [
        'preposition',
        0.88,
        `SUBJ|MODAL|to|and|don't|didn't|please|NOUN|who ADVERB? ${choices(heads)} [ ${choices(wrong)} ] ${rest}`,
        '',
      ];
    });
}

/** The prepositions that words in front or behind govern, beyond those of prepositionPatterns.ts. */
export const governmentPatterns: readonly PatternRow[] = [
  ...governmentRows(0.9, settled, nounStart),
  ...directRows(),
  ...tableRows(
    'preposition',
    0.9,
    `
    =accuse|=suspect|=convict OBJ|NAME|NOUN [ for|about|with ] GERUND|DET|POSS -> of
    =blame|=forgive|=punish|=criticise|=criticize OBJ|NOUN [ of|about ] GERUND|DET|POSS -> for
    =provide|=supply OBJ [ by|of ] DET|POSS|NOUN|PLURAL -> with
    =introduce OBJ [ with|at ] DET|POSS|OBJ -> to
    =share it|them|this|these|that|everything [ to ] OBJ|POSS|the|everyone|everybody -> with
    =discourage|=prevent|=stop OBJ|PERSON [ to BASE ] -> from $2.gerund
    =spend DET|too|so? much|lot|all? of? POSS? money|euros|dollars|pounds|fortune|salary [ for|in|at ] DET|POSS|NOUN|PLURAL|GERUND -> on
    =apply [ to ] a|the|this|that job|position|scholarship|visa|loan|grant -> for
    bad|good|dangerous|harmful|healthy [ to ] POSS|the health|eyes|teeth|skin|heart|brain|body|environment -> for
    [ on|for|from|at|by|to ] my|our|his|her|your|their opinion COMMA|i|the|it|we|there -> in
    [ on|in|with ] the one hand -> on
    [ in|with|from ] the other hand COMMA|the|it|i|we|they|he|she|there|you|this -> on
    [ on|at|by ] advance|particular|general|total|conclusion|contrast $|STOP|COMMA -> in
    [ on|in ] least|once|first $|STOP|COMMA -> at
    [ in|on ] the same time $|STOP|COMMA|as -> at
    [ in|on|by ] any time $|STOP|COMMA -> at
    [ in|on ] the moment $|STOP|COMMA|we|i -> at
    [ in|on ] midnight|noon|lunchtime|midday|dawn $|STOP|COMMA|and -> at
    [ in|on|with ] the age of -> at
    =bake|=cook|=roast|=heat WORD* [ on|in|with ] NUMBER degrees -> at
    !DET|POSS [ in ] home $|STOP|COMMA|and|because|when|with -> at
    =stay|=be|is|was|am|are|were|=leave|left|=work|=study|=sit|=cook [ in|on|to ] home -> at
    [ in|on ] the bottom|top $|STOP|of -> at
    [ in|on ] the end of the|this|each|every month|week|year|day|street|road|page|line|file|list|lesson|film|movie|book|game|meeting -> at
    [ in|on ] the bus|train stop|station $|STOP|COMMA|and -> at
    [ in|on|to ] the university of -> at
    [ in|at ] page NUMBER -> on
    NOUN|file|page|it|this|that|be|found|answer|=see|=read [ in|at ] page NUMBER -> on
    picture|pictures|painting|paintings|poster|posters|clock|mirror|map|photo|photos|sign [ in|at ] the wall|walls -> on
    =watch|=see|saw|seen|film|show|match|game|series|something|anything|news [ in|at ] the? tv|television -> on
    [ in|at|by ] tv|television $|STOP|COMMA|last|and|yesterday|tonight|every -> on
    [ in|at ] POSS birthday|anniversary -> on
    [ in|at ] the first|second|third|fourth|fifth|last|next|same day $|COMMA|STOP|of|we|i -> on
    [ in|at ] POSS|the way home|back|to -> on
    [ in|at|by ] christmas|boxing|valentine's day -> on
    [ in|on ] the picture|photo|image there|you|we|i -> in
    [ at|on|by ] the sky|rain|snow|dark $|STOP|COMMA|and -> in
    [ at ] the world|future|past $|STOP|COMMA -> in
    [ at|on ] the middle of -> in
    [ on|at|by ] spring|summer|autumn|winter $|STOP|COMMA|the|we|i|it -> in
    =speak|=write|written|=say|=explain|=read|=answer|=talk|book|film|lesson|text|message|email [ on|by|at ] LANG $|STOP|COMMA|and|because -> in
    [ in|at ] DAYNUMBER MONTH -> on
    [ in|at ] january|february|march|april|june|july|august|september|october|november|december DAYNUMBER !NOUN -> on
    [ on|at ] YEAR $|STOP|COMMA|and|when|i|we|he|she|they|the|but -> in
    =go|=fly|=move|=return|went|=come [ in|at ] PLACE -> to
    ever|never been [ in ] PLACE -> to
    been [ in ] PLACE once|twice|before|NUMBER|several|many -> to
    =arrive [ to|at ] PLACE -> in
    =live|=study|born|lived|grew|=stay|=work [ at|to|on ] PLACE -> in
    =go|=travel|=come|=get|=arrive|=return|there|home|work|school|here|city|office|university|town|airport|beach|village [ with|in|on ] VEHICLE $|STOP|COMMA|to|from|because|and|but|every|or|in -> by
    increased|decreased|rose|risen|fell|fallen|grew|grown|dropped|reduced|extended|delayed|postponed|extend|raise|raised|cut|improved|increase|reduce [ with|on ] NUMBER|almost|about|two|three|half|another|ten -> by
    km|kilometres|kilometers|miles|metres|meters|euros|dollars|pounds [ by|in|at|for|on|the ] hour|day|week|month|year|second|minute -> per
    times|once|twice [ in|by|at|for|per the|a ] day|week|month|year -> a
    [ on|with|in|for ] mistake|accident $|STOP|COMMA|and|when -> by
    =know|=learn WORD? WORD? [ from|at|in|of ] heart -> by
    !can|may|could =finish|=submit|=send|=deliver|=complete|=reply|=answer|=pay|=return|=hand|ready|done OBJ? DET|POSS? ADJ? NOUN|PLURAL|in|back? [ till|until|til ] WEEKDAY|tomorrow|noon|tonight|NUMBER -> by
    SUPERLATIVE NOUN|PLURAL [ of|from|on|at ] the world|country|city|town|class|family|team|school|office|village|area|region|europe|neighbourhood -> in
    SUPERLATIVE NOUN|PLURAL|NAME [ of ] europe|asia|africa|america|germany|france|spain|italy -> in
    SUPERLATIVE day|week|month|season|time|moment|part|film|book|song|player [ from|in ] the? year|month|week|season|my|our -> of
    SUPERLATIVE day|days|moment|moments|time|night|week|year|trip|experience|decision [ in|from ] my|his|her|our|their life|lives -> of
    no|any need [ of|for GERUND ] -> to $2.base
    no|any need [ of|for ] BASE DET|POSS|it|this|that|them -> to
    =turn [ at|on ] when|if|for -> to
    =hand it|them|this|that [ on|at ] at|to|by|on|before -> in
    =prevent|=avoid [ to ] GERUND -> 
    =explain|=describe|=suggest|=recommend [ ] me|us|him|them how|what|why|that|the -> to
    =complain [ ] the|POSS noise|food|weather|price|service|delay -> about
    =participate [ ] the|this|a|our -> in
    =laugh|=smile|=stare|=shout [ ] me|him|us|them -> at
    SUBJ|MODAL|to|don't|didn't =count [ of|in ] OBJ|POSS -> on
    a|an|the|any|no|its|big|great|bad|good|negative|positive|strong|little|huge|direct effect [ in|to|over ] DET|POSS|OBJ -> on
    the rest [ from ] DET|POSS -> of
    SUBJ|MODAL|to|PLURAL|who|could =benefit [ of|with|at ] DET|POSS|OBJ|NOUN|PLURAL -> from
    =concentrate|=focus|=rely|=depend [ ] the|this|my|your|their|his|her|our|it -> on
    =graduate [ ] university|college|school -> from
    =refer|=subscribe|=react [ ] the|this|that|our|your -> to
    =apologise|=apologize [ ] me|him|her|us|them -> to
    =ask [ ] help|permission|directions|advice $|STOP|COMMA|and|from -> for
    =go|went|gone [ ] the|my cinema|beach|dentist|doctor|office|supermarket|museum|gym|hospital|airport|library|park -> to
    =knock [ ] the door -> on
    =run out [ ] milk|time|money|memory|space|food|water|paper|petrol|fuel -> of
    according [ ] DET|POSS|a|NOUN|PLURAL -> to
    =listen [ ] what|how|who -> to
    waiting|waited|wait [ ] OBJ|my|your|an|a answer|reply|response|since|for|here|at|outside|in -> for
    !and|but|or|so|COMMA|BE instead [ ] DET|POSS|GERUND|OBJ|MASK -> of
    =prefer|preferred NOUN|PLURAL [ than|over|from|instead+of ] NOUN|PLURAL $|STOP|COMMA|and|because -> to
    [ during ] SUBJ PAST|was|were|is|are|am -> while
    [ during ] SUBJ ANY -> while
    !DET|POSS [ in|at ] SYSTEM $|STOP|COMMA|and|with|it|NUMBER -> on
    `
      .replaceAll('instead+of', 'instead')
      .replaceAll('MONTH', months)
      .replaceAll('LANG', languages)
      .replaceAll('VEHICLE', vehicles)
      .replaceAll('SYSTEM', systems)
      .replaceAll('WEEKDAY', 'monday|tuesday|wednesday|thursday|friday|saturday|sunday|next'),
  ),
  ...tableRows(
    'preposition',
    0.86,
    `
    =see|=meet|met|saw|=be|was|were|=arrive [ in|on ] the ${gatherings} $|STOP|COMMA|and|yesterday|last -> at
    [ in ] my|your|his|our|their machine|laptop|phone|pc|website|desktop $|STOP|COMMA|and|with|but|which|it -> on
    group|student|students|professor|course|degree|studies|studied|study|teacher [ in|on ] the university -> at
    NUMBER|ten|five|two|three|half minutes|hours|km|miles|kilometres|kilometers|metres|meters [ of|off ] the|my|our|here|home -> from
    `,
  ),
];
