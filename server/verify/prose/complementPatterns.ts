import { tableRows } from './patternTable.ts';
import type { PatternRow } from './tokenPattern.ts';

/** Verbs that want the -ing form. */
const gerund =
  '=enjoy|=avoid|=finish|=suggest|miss|misses|missed|=quit|=postpone|=admit|=deny|=consider|=imagine|=risk|=practise|=practice|=dislike|=resist|=fancy|=detest|=involve|=delay|=tolerate|=keep';
/** Verbs that want "to" and the plain verb. */
const infinitive =
  '=want|=decide|=hope|=plan|=agree|=refuse|=promise|=manage|=wish|=expect|=offer|=afford|=intend|attempt|attempted|attempting|=pretend|=threaten|=fail|=aim|=arrange|=hesitate|=deserve';
const adjectives =
  'able|unable|willing|ready|allowed|supposed|easy|easier|hard|harder|difficult|important|necessary|possible|impossible|eager|happy|glad|likely|unlikely|dangerous|free|lucky|afraid|better|essential|useful|cheaper|safe|wrong|fun|forbidden|recommended|advised|required|encouraged|invited|welcome|needed';

/** What form the verb has behind another verb, an adjective, a noun or a preposition. */
export const complementPatterns: readonly PatternRow[] = tableRows(
  'verb',
  0.9,
  `
  ${gerund} [ to BASE ] -> $2.gerund
  ${gerund} [ ACT ] -> $1.gerund
  SUBJ|don't|doesn't|didn't|not|never|would mind|minds|minded [ to BASE ] -> $2.gerund
  SUBJ|don't|doesn't|didn't|not|never|would mind|minds|minded [ ACT ] -> $1.gerund
  can't|cannot|couldn't stand|help [ ACT ] -> $1.gerund
  =give|=carry|=keep up|on [ to BASE ] -> $2.gerund
  =give up [ ACT ] -> $1.gerund
  =put off [ to BASE ] -> $2.gerund
  =feel like [ to BASE ] -> $2.gerund
  =feel like [ ACT ] -> $1.gerund
  !would|'d|i'd|he'd|she'd|we'd|you'd|they'd SUBJ|NOUN|PLURAL|time|doesn't|don't|didn't ADVERB? like|likes|liked|love|loves|loved|hate|hates|prefer|prefers [ ACT ] -> $1.gerund
  SUBJ|NOUN|to|and|have|has|had ADVERB? start|starts|started|begin|begins|began|begun|stop|stopped|continue|continued [ ACT ] !sure -> $1.gerund
  ${infinitive} [ GERUND ] !NOUN|OBJECT -> to $1.base
  SUBJ|NOUN|PLURAL|to|MODAL|don't|doesn't|didn't|not|who ADVERB? ${infinitive}|=try|=learn|=forget [ ACT ] !THIRD -> to $1
  SUBJ|NOUN|PLURAL|to|MODAL|don't|doesn't|didn't|not|who ADVERB? =need [ ACT ] !COMMA|STOP|with|from|for|ADVERB -> to $1
  =be|is|it's|was|are|were|i'm|we're|you're|not|very|so|too ${adjectives} [ ACT ] -> to $1
  is|it's|was be? recommended|advised|required|suggested|allowed|forbidden [ use ] -> to $1
  know|knows|knew|learn|learned|learnt|understand|explain|explains|show|shows|see|example|instructions|tutorial|guide|about|on|idea how [ ACT ] -> to $1
  know|knows|knew|decide|idea|sure what|where|which|who|how [ GERUND ] $|STOP|OBJ|POSS|the -> to $1.base
  would|i'd|he'd|she'd|we'd|you'd|they'd rather|sooner [ to BASE ] -> $2
  had|i'd|you'd|we'd|he'd|she'd|they'd better [ to BASE|go|see|do ] -> $2
  ^ after|before|since|while|by|without [ ACT ] -> $1.gerund
  instead of [ ACT ] -> $1.gerund
  thank|thanks you? for [ ACT ] -> $1.gerund
  accused|accuse|suspected|guilty|proud|afraid|tired|capable|fond|instead|idea|way|thought|chance|hope|risk|=dream|=think of [ ACT ] -> $1.gerund
  =think|=talk|=dream|=worry|=care|excited|worried|happy|serious|nervous|sorry about [ ACT ] -> $1.gerund
  interested|=succeed|=believe|difficulty|experience|delay in [ ACT ] -> $1.gerund
  good|bad|great|terrible|better at [ ACT ] -> $1.gerund
  famous|responsible|=apologise|=apologize|sorry|=blame|used|useful|reason for [ ACT ] -> $1.gerund
  =insist|=concentrate|=keep|=go|=plan|=focus on [ ACT ] -> $1.gerund
  without|by|before|after [ ACT ] DET|POSS|OBJ|NOUN|PLURAL|it|anything|anyone|goodbye|hello -> $1.gerund
  from [ ACT ] DET|POSS|OBJ -> $1.gerund
  no|any use|good [ to BASE ] -> $2.gerund
  no|any point [ to BASE ] -> in $2.gerund
  worth [ to BASE ] -> $2.gerund
  interested [ to BASE ] -> in $2.gerund
  capable|tired|fond|proud [ of? to BASE ] -> of $3.gerund
  capable|tired [ to BASE ] -> of $2.gerund
  responsible [ to BASE ] -> for $2.gerund
  =apologise|=apologize [ to BASE ] -> for $2.gerund
  ^ to [ GERUND ] DET|POSS|OBJ ANY** COMMA -> $1.base
  ^ SUBJ MODAL [ to ] be|have|do|go|make|take|see|get|give -> 
  !what|all|everything|whatever|best|much SUBJ MODAL [ to ] be|have|do|go|make|take|see|get|give -> 
  !DET|POSS|ADJ|SUBJ MODAL [ to ] be|have|do|go|make|take|see|get|give -> 
  allow|allows|allowing|permit|permits|permitting|forbid|forbids [ to BASE ] -> $2.gerund
  =stop [ to smoke|drink|eat|cry|gamble|bite|complain ] NUMBER|when|since|last|because|in|$|STOP -> $2.gerund
  =make|made|let|=help|=see|saw|=hear OBJ|POSS NOUN? [ to laugh|cry|feel|think|smile|wait|work|do|go|see|sleep|park|stay|leave|use ] -> $2
  before|after|when|if|until|while|because|as i|you|we|they [ GERUND ] DET|POSS|OBJ|it -> $1.base
  =get|got|=have|had my|your|his|her|our|their|the NOUN NOUN? [ repair|fix|cut|check|clean|paint|wash|service|replace|renew|deliver ] $|STOP|by|before|at|yesterday|tomorrow|on|in|COMMA|and|next|last -> $1.participle
  a|the|my|POSS look [ to ] GERUND -> at
  `,
);
