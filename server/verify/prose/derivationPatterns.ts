import { tableRows } from './patternTable.ts';
import type { PatternRow } from './tokenPattern.ts';

/** Verbs of doing, which an adverb tells more about. */
const doing =
  '=sing|=dance|=play|=drive|=act|=work|=run|=load|=check|=read|=listen|=explain|=write|=speak|=behave|=move|=react|=respond|=walk|=learn|=teach|=sleep|=fight|=grow|=increase|=change|=happen|=finish|=handle|=trust|=understand|=perform|=treat|=store|=do|=answer|=reply|=travel|=eat|=cook|=swim|=train|=practise|=practice|=test|=install|=update|=save|=close|=open|=breathe|=wait|=think|=decide|=install|=process|=start|=stop|=connect|=follow|=describe|=use|=watch|=improve|=develop|=live|=die|=talk|=shout|=knock|=dress|=cut|=mix|=stir|=wash';
const feelings =
  'exciting|exhausting|disappointing|tiring|frustrating|embarrassing|surprising|confusing|interesting|shocking|worrying|satisfying|depressing|terrifying|frightening|puzzling|annoying|overwhelming|fascinating|relaxing';
const linking = '=look|=smell|=taste|=sound|=feel|=seem|=become';
const ending = '$|STOP|COMMA|and|but|when|because|after|if|today|in|with|or|as|while|so|than';

/** Adjective, adverb and noun in each other's place. */
export const derivationPatterns: readonly PatternRow[] = [
  ...tableRows(
    'adverb',
    0.9,
    `
    ${linking} very|so|really|too|quite? [ ADVLY ] $|STOP|COMMA|and|but|when|because|after|today -> $1.adjective
    is|was|are|were|am|be|been|i'm|he's|she's|it's|=get very|so|really|too|quite|rather|extremely? [ ADVLY ] $|STOP|COMMA|and|but|to BASE? -> $1.adjective
    is|was|are|were|am|be|i'm very|so|really|too|quite|extremely [ ADVLY ] !PART|PAST -> $1.adjective
    =make|=keep OBJ very|so|really? [ ADVLY ] $|STOP|COMMA|and|but|when -> $1.adjective
    POSS|a|an|the [ ADVLY ] NOUN|PLURAL !NOUN|ADJ|PART -> $1.adjective
    ${doing} very|so|really|too|more|quite? [ ADJLY ] ${ending} -> $1.adverb
    ${doing} it|them|him|her|me|us|you|everything|this|that very|so|really|too|more? [ ADJLY ] ${ending} -> $1.adverb
    ${doing} DET|POSS ADJ? NOUN|PLURAL NOUN? very|so|really|too|more? [ ADJLY ] ${ending} -> $1.adverb
    ${doing} NOUN|PLURAL very|so|really|too|more? [ ADJLY ] $|STOP|COMMA|and|but -> $1.adverb
    ${doing} it|them|DET|POSS ADJ? NOUN? NOUN? very|so|really|too? [ bad ] $|STOP|COMMA|and|but -> badly
    =play|=sing|=dance|=sleep|=drive|=write|=behave very|so|really|too? [ bad ] $|STOP|COMMA|and|but|because -> badly
    =do|=go|went|=work|=sleep|=stir|=mix|=speak|=play|=sing|=know|=feel|=drive|=perform [ good ] $|STOP|COMMA|and|but|with|in|so -> well
    [ extreme|complete|total|absolute|incredible|terrible|unbelievable|amazing|surprising|relative|slight|perfect ] ADJONLY $|STOP|COMMA|and|to|but -> $1.adverb
    BE [ high|strong ] recommended|skilled|qualified|educated|motivated|encouraged -> $1.adverb
    BE [ ADJLY ] PART|PAST -> $1.adverb
    so|too|very|be|=arrive|arrived|=come|came|up|home|here [ lately ] $|STOP|COMMA|to|because|that|for -> late
    [ hard ] anyone|anybody|anything|any|ever|know|knew|believe -> hardly
    SUBJ|was|were|is|are|have|has|had [ near ] PAST|PART|impossible|always|all|every|finished|done -> nearly
    =work|=try|=study|=train|=rain very|so|really? [ hardly ] $|STOP|COMMA|and|for|to|all|every -> hard
    [ fastly ] -> fast
    [ goodly ] -> well
    `,
  ),
  ...tableRows(
    'participle',
    0.9,
    `
    i|we am|was|were|are|feel|felt|'m very|so|really|too|quite? [ ${feelings} ] ${ending}|about|to|that|by|of -> $1.participle
    i'm|we're|i've|we've been? very|so|really|too|quite? [ ${feelings} ] ${ending}|about|to|that|by|of|after -> $1.participle
    he|she|they is|was|are|were|he's|she's very|so|really? [ exciting|disappointing|exhausting|surprising|worrying|satisfying|interesting ] about|in|when|that|by|of|to|because -> $1.participle
    `,
  ),
  ...tableRows(
    'confused',
    0.9,
    `
    great|big|huge|terrible|heavy|sad [ lost ] for|of|to|$|STOP -> loss
    DET|POSS|no|any|great|big [ lost ] of -> loss
    is|am|are|was|were|be|very|so|=get|been [ illness ] ${ending} -> ill
    POSS [ die ] $|STOP|was|is|of|in -> death
    the|POSS [ die ] of -> death
    safe|safely and [ sounds ] -> sound
    the [ follow|followings ] NOUN|PLURAL -> following
    we|i [ apologies ] for|if|that -> apologise
    `,
  ),
];
