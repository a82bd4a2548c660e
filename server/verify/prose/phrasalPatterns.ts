import { tableRows } from './patternTable.ts';
import type { PatternRow } from './tokenPattern.ts';

const place =
  '$|STOP|COMMA|DET|POSS|at|in|on|when|because|and|for|after|before|until|early|late|NUMBER';
/** Adjectives that are compared by their endings: plain, comparative, superlative. */
const compared =
  `big bigger biggest|brave braver bravest|bright brighter brightest|busy busier busiest|calm calmer calmest|cheap cheaper cheapest|clean cleaner cleanest
clever cleverer cleverest|close closer closest|cold colder coldest|cool cooler coolest|crazy crazier craziest|dark darker darkest|deep deeper deepest
dirty dirtier dirtiest|dry drier driest|early earlier earliest|easy easier easiest|fair fairer fairest|fast faster fastest|fat fatter fattest|fit fitter fittest
few fewer fewest|friendly friendlier friendliest|funny funnier funniest|happy happier happiest|hard harder hardest|healthy healthier healthiest
heavy heavier heaviest|high higher highest|hot hotter hottest|hungry hungrier hungriest|kind kinder kindest|large larger largest|late later latest
lazy lazier laziest|light lighter lightest|long longer longest|loud louder loudest|low lower lowest|lucky luckier luckiest|mean meaner meanest
narrow narrower narrowest|near nearer nearest|new newer newest|nice nicer nicest|noisy noisier noisiest|old older oldest|poor poorer poorest
pretty prettier prettiest|proud prouder proudest|quick quicker quickest|quiet quieter quietest|rich richer richest|sad sadder saddest|safe safer safest
short shorter shortest|simple simpler simplest|sleepy sleepier sleepiest|slow slower slowest|small smaller smallest|smart smarter smartest
smooth smoother smoothest|soft softer softest|soon sooner soonest|strange stranger strangest|strict stricter strictest|strong stronger strongest
sunny sunnier sunniest|sweet sweeter sweetest|tall taller tallest|tasty tastier tastiest|thick thicker thickest|thin thinner thinnest|tidy tidier tidiest
tiny tinier tiniest|ugly uglier ugliest|warm warmer warmest|weak weaker weakest|wet wetter wettest|wide wider widest|wise wiser wisest|young younger youngest`
    .split(/[|\n]/u)
    .map((group) => group.trim().split(' ') as [string, string, string]);

/** Verbs with their particles, and degrees of comparison. */
export const phrasalPatterns: readonly PatternRow[] = [
  ...tableRows(
    'preposition',
    0.92,
    `
    =turn|=switch|=put|=call|=lay|=drop|=pay|=log|=sign|=show|=cut|=send|=shut [ of ] the|a|an|POSS|OBJ|${place} -> off
    SUBJ|to|will =set [ of ] the|a|an|POSS|OBJ|${place} -> off
    =turn|=switch DET|POSS NOUN|PLURAL [ of ] ${place} -> off
    =turn|=switch|=take|=put|=call it|them [ of ] ${place} -> off
    plane|flight|jacket|coat|shoes|alarm|light|lights|heating|phone|computer|power|machine|bomb =take|=go|=be|went|switched|turned [ of ] ${place} -> off
    =go|went|alarm [ of ] in|at|when|$|STOP -> off
    =take [ of ] POSS|the shoes|coat|jacket|hat|clothes|gloves -> off
    =get [ out|down|of ] the? bus|train|tram|plane|bike -> off
    =give [ in|off|out|of ] smoking|drinking|gambling|GERUND -> up
    =carry [ up|in|at ] with|GERUND -> on
    =take [ for|from|to|at ] POSS mother|father|grandmother|grandfather|parents|mum|dad|aunt|uncle -> after
    =fill [ on|up|at ] the|this|a|POSS form|questionnaire|survey|application -> in
    =find [ up|off ] that|what|how|why|who|where|about|the truth? -> out
    =find [ on ] that|what|how|why|who|where|about !NOUN|PLURAL -> out
    =point [ at|on|up ] that -> out
    =sort [ up|off ] -> out
    =grow [ on|over ] in|on|with|as -> up
    =wake|=get [ on|off ] early|late|at -> up
    =sit|=lie|=calm|=slow|=break [ dawn ] -> down
    =come [ over|up|about ] an? old|interesting|strange|article|idea|photo|word -> across
    =look [ for|at|on ] forward -> 
    =look [ for ] to|seeing|hearing|meeting -> forward
    =run out [ from|with|off|in ] -> of
    =catch up [ to|on ] OBJ -> with
    =put up [ to|from|on ] -> with
    =come up [ to|from ] a|an|the|some idea|solution|plan|ideas|new -> with
    =get along|on [ to|by|at ] OBJ|POSS|PERSON|the|each|everyone|everybody|people -> with
    =break up [ to|from ] OBJ|POSS|NAME -> with
    =turn [ on|at|by ] OBJ|POSS|PERSON for -> to
    who|whom|nobody|someone|somebody|person to? turn|talk|speak [ at|on|with ] $|STOP|when|if|for -> to
    =depend [ from|of|by|at ] -> on
    =get rid [ off|from ] -> of
    =hand [ on|at|up ] DET|POSS homework|essay|essays|paper|form|report|project -> in
    =throw|=give|=run|=go|=put [ a way ] !to|of|for|that|in|out|through|around -> away
    =look after [ on|for|to ] -> 
    ^ =deal [ to|by|about|at ] -> with
    !great|good|a|the|this|that|big|new|best|no|our|my|your|real|every|any =deal [ to|by|about|at ] -> with
    `,
  ),
  ...compared.flatMap(([plain, more, most]): PatternRow[] => [
    ...tableRows(
      'comparison',
      0.92,
      `
      [ more and more ${plain} ] $|STOP|COMMA|and|every|in|with|as|because -> ${more} and ${more}
      [ more ${plain} ] than|and|$|STOP|COMMA|to|for|in|now|when|because -> ${more}
      [ more|most ${more} ] -> ${more}
      [ most ${most} ] -> ${most}
      the [ most|more ${plain} ] !and|but|than -> ${most}
      the [ ${more} ] NOUN|person in|of|on the|all|my|our|europe|world -> ${most}
      the two [ ${most} ] -> ${more}
      as|so [ ${more} ] as -> ${plain}
      `,
    ),
  ]),
  ...tableRows(
    'comparison',
    0.92,
    `
    [ worser|badder ] -> worse
    [ worsest|baddest ] -> worst
    [ gooder|more better ] -> better
    [ bestest ] -> best
    the [ worse ] NOUN SUBJ|in|of|ever -> worst
    the [ better ] NOUN in|of|ever|SUBJ ever|the|all|my -> best
    !at [ least ] ADJ than -> less
    [ most ] ADJ|ADVERB than -> more
    the [ more ] ADJ NOUN in|of the|all|my|our|europe -> most
    not|n't|isn't|aren't|wasn't as|so ADJ|ADVERB [ than|like|that ] SUBJ|OBJ|DET|POSS|NAME|it|before|expected|in -> as
    as ADJ|ADVERB [ than ] SUBJ|OBJ|DET|POSS|NAME|it|before|expected|possible|in -> as
    BE|HAVE|=have|it's|that's [ so ] a|an ADJ NOUN -> such
    !COMMA [ so ] ADJ PLURAL that -> such
    [ such ] ADJONLY|ADVERB that|$|STOP -> so
    between DET|POSS? NOUN|PLURAL|GERUND WORD? [ or|to ] DET|POSS|NOUN|PLURAL|GERUND -> and
    `,
  ),
  ...tableRows(
    'order',
    0.9,
    `
    know|knows|knew|wonder|ask|asked|tell|told|understand|explain|sure|idea|see OBJ? what|where|when|why|how time|much|many|long|often? [ does DET|POSS NOUN BASE ] -> $2 $3 $4.third
    know|knows|knew|wonder|ask|asked|tell|told|understand|explain|sure|idea|see OBJ? what|where|when|why|how time|much|many|long|often? [ do DET|POSS PLURAL BASE ] -> $2 $3 $4
    know|knows|knew|wonder|ask|asked|tell|told|understand|explain|sure|idea|see OBJ? what|where|when|why|how time|much|many|long|often? [ did DET|POSS NOUN|PLURAL BASE ] -> $2 $3 $4.past
    know|knows|knew|wonder|ask|asked|tell|told|understand|explain|sure|idea|see OBJ? what|where|when|why|how time|much|many|long|often? [ does he|she|it BASE ] -> $2 $3.third
    know|knows|knew|wonder|ask|asked|tell|told|understand|explain|sure|idea|see OBJ? what|where|when|why|how time|much|many|long|often? [ did SUBJ BASE ] -> $2 $3.past
    ^ what|why|where|when|how|who|which [ i|you|we|they have ] to BASE ANY** ? -> do $1 $2
    ^ what|why|where|when|how|who|which [ he|she|it has ] to BASE ANY** ? -> does $1 have
    ^ how [ can|could SUBJ can|could ] -> $1 $2
    `,
  ),
];
