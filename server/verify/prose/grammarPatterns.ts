import type { PatternRow } from './tokenPattern.ts';

const subject = 'i|you|he|she|it|we|they';
const pastTime = 'yesterday|ago';
const period = 'second|seconds|minute|minutes|hour|hours|day|days|week|weeks|month|months|year|years|decade|decades';
const weekday = 'monday|tuesday|wednesday|thursday|friday|saturday|sunday';
/** Verbs that a gerund follows. */
const gerundVerbs =
  '=enjoy|=avoid|=finish|suggest|suggests|=keep|recommend|recommends|=mind|=miss|=quit|=postpone|=admit|=deny';
/** Verbs that an infinitive with "to" follows. */
const infinitiveVerbs =
  '=want|=decide|=hope|=plan|=agree|=refuse|=promise|=expect|=manage|=fail|=intend|=attempt|=offer|=learn|=afford|=wish|=tend|=choose';

/** Verb forms, conditionals, questions and word order. */
export const grammarPatterns: readonly PatternRow[] = [
  // Gerund or infinitive.
  ['verb', 0.92, '=look forward to [ BASE ]', '$1.gerund'],
  ['verb', 0.92, `${gerundVerbs} [ to BASE ]`, '$2.gerund'],
  ['verb', 0.86, `=enjoy|=avoid|=finish|=suggest|=quit|=postpone|=consider [ BASE ] DET|POSS|OBJ|to|in|with|at|NOUN`, '$1.gerund'],
  ['verb', 0.9, `${infinitiveVerbs} [ GERUND ] DET|POSS|OBJ|to|in|with|at|it`, 'to $1.base'],
  ['verb', 0.88, `SUBJ|to|MODAL|don't|didn't|doesn't =want|=decide|=hope|=plan|=need|=try|=agree|=refuse|=promise|=intend|=manage|=forget|=wish [ BASE ] DET|POSS|OBJ|it|to|in|with|at|from|there|here|home`, 'to $1'],
  ['verb', 0.9, `able|unable|willing|ready|allowed|supposed|easy|hard|difficult|eager|happy|glad|likely|unlikely [ BASE ] DET|POSS|OBJ|it|this|that`, 'to $1'],
  ['verb', 0.9, "i'd|we'd|you'd|would|he'd|she'd|they'd like|love|prefer [ BASE ] DET|POSS|OBJ|it|this|about|with|in|at|to|you|some", 'to $1'],
  ['verb', 0.88, "would|'d like [ GERUND ] DET|POSS|OBJ|it", 'to $1.base'],
  ['verb', 0.92, 'let|lets|make|makes|made|letting|making OBJ [ to BASE ]', '$2'],
  ['verb', 0.9, 'let|lets|make|makes|made|help|helps|helped|letting OBJ [ THIRD ] !STOP', '$1.base'],
  ['verb', 0.88, "=allow|=enable|=ask|=tell|=want|=help|=force|=encourage|=invite|=advise|=remind|=expect|=teach OBJ [ THIRD ] DET|POSS|OBJ|to|the", 'to $1.base'],
  ['verb', 0.88, '=allow|=enable|=force|=encourage|=invite|=advise|=remind|=require OBJ [ BASE ] DET|POSS|OBJ|to|in|it', 'to $1'],
  ['verb', 0.9, 'had better [ to BASE|GERUND ]', '$2'],
  ['verb', 0.9, "it|it's|is|was|not worth [ to BASE ]", '$2.gerund'],
  ['verb', 0.9, "=have|=spend|difficulty|trouble|problems|time|fun|=waste time|difficulty|trouble|problems|fun [ to BASE ]", '$2.gerund'],
  ['verb', 0.86, 'busy|worth [ BASE ] DET|POSS|it', '$1.gerund'],
  ['verb', 0.9, "i'm|he's|she's|we're|they're|you're|am|is|are|was|were SUBJ? use|used [ to ] BASE", 'to'],
  ['verb', 0.9, `${subject} [ use ] to BE|live|go|work|have|play|think|like|love|visit|eat|smoke|take|study|travel|read|write|know|do|see|drive|walk|run|watch|come|say|spend|swim`, 'used'],
  ["verb", 0.9, "didn't|did [ used ] to", 'use'],
  ['verb', 0.9, 'to|please|MODAL|let\'s not? [ GERUND ] you|me|us|them|him', '$1.base'],
  ['verb', 0.86, 'instead of|without|by|before|after|for|about|from|at|despite|of|in|on [ to BASE ] DET|POSS|OBJ|it', '$2.gerund'],
  // The right tense beside a time.
  ['tense', 0.84, `^ SUBJ [ have|has BE|PART ] WORD* ${pastTime}`, '$2.past'],
  ['tense', 0.94, `PLURAL|we|they|i|you [ lives|live|works|work|knows|know|studies|study ] WORD* for|since NUMBER|many|several|a ${period}`, 'have $1.participle'],
  ['tense', 0.9, `=be|was|were born [ at|on ] NUMBER|the`, 'in'],
  ['tense', 0.87, `SUBJ [ have|has PART ] !since|until|from|than|before** yesterday|ago`, '$2.past'],
  ['tense', 0.87, `SUBJ [ have|has PART ] !since|until|from|than|before** last week|month|year|night|summer|winter|spring|monday|tuesday|wednesday|thursday|friday|saturday|sunday`, '$2.past'],
  // Conditionals.
  ['conditional', 0.86, 'if SUBJ had|were|was|knew|could|would WORD** COMMA SUBJ [ will ]', 'would'],
  ['conditional', 0.86, 'if SUBJ|DET NOUN? [ would have ] DET|POSS|OBJ|more|enough|NOUN|the|time', 'had'],
  ['conditional', 0.88, 'if SUBJ [ would have ] PART', 'had'],
  ['conditional', 0.86, 'if SUBJ [ would be ]', 'were'],
  ['conditional', 0.84, 'if SUBJ [ will BASE ] WORD* COMMA', '$2'],
  ['conditional', 0.86, 'when|as soon [ will ] BASE', ''],
  ['conditional', 0.92, '=wish|if SUBJ WORD? [ would of ]', 'would have'],
  // Auxiliaries.
  ['verb', 0.9, 'please not? [ THIRD|PAST ]', '$1.base'],
  ['agreement', 0.9, "there [ is|was ] no|some|many|several|few|enough|more|other|such|only? ADJ? PLURAL", '$1.agreeing'],
  ['agreement', 0.9, "there [ isn't|wasn't ] any|many|enough ADJ? PLURAL", '$1.agreeing'],
  ['participle', 0.9, "SUBJ|PERSON =be|am|is|are|was|were|i'm|'m|very|really|so|not [ interesting ] in", 'interested'],
  ['participle', 0.9, "SUBJ|PERSON BE very|really|so|not? [ boring ] of|with|by", 'bored'],
  ['participle', 0.9, "SUBJ|PERSON|i'm|we're BE? very|really|so|not? [ exciting ] about|to|for", 'excited'],
  ['participle', 0.88, "i'm|we're|he's|she's|they're very|really|so|not? [ boring|confusing|disappointing|frustrating|annoying|surprising|tiring|exhausting|embarrassing|interesting|satisfying ] by|with|about|of|in|that|to|because|at", '$1.participle'],
  ['participle', 0.88, "SUBJ BE|feel|felt|feels|got very|really|so|not|a? [ confusing|disappointing|frustrating|annoying|surprising|tiring|exhausting|embarrassing|satisfying ] by|with|about|of|in|that|because|at", '$1.participle'],
  ['participle', 0.88, "it|this|that|which|book|film|movie|game|lesson|article BE very|really|so|not|too? [ interested|bored|confused|tired|excited|disappointed ] $|STOP|COMMA|and|but", '$1.gerund'],
  ['verb', 0.92, 'i [ am|\'m agree ]', 'agree'],
  ['verb', 0.92, "i|we|they|you [ am|are not? agree ] with|that|to|on|$|STOP|COMMA", 'agree'],
  ['verb', 0.92, "[ i'm not agree ]", "I don't agree"],
  ['verb', 0.92, "[ i'm agree ]", 'I agree'],
  ['verb', 0.92, "he|she [ is agree ]", 'agrees'],
  ['verb', 0.9, "[ i'm|we're|they're|you're ] want|need|think|know|believe|hope", 'I'],
  ['verb', 0.9, "we|you|they|i [ am|are ] want|need|think|know|believe|understand|have|can|will", ''],
  ['verb', 0.92, 'SUBJ [ did not|didn\'t PAST ]', "didn't $2.base"],
  ['verb', 0.9, '!have|has|had|having SUBJ [ seen ] DET|POSS|OBJ|it|that|him', 'saw'],
  ['verb', 0.9, '!have|has|had|having SUBJ [ done ] it|that|this|the|my|a', 'did'],
  ['verb', 0.86, 'SUBJ [ been ] to|in|there|waiting|working', 'have been'],
  ['verb', 0.9, 'must|should|could|would|might|may [ of ] PART|been|had', 'have'],
  ['verb', 0.9, "i've|we've|they've|you've|have|has|had [ did ]", 'done'],
  ['verb', 0.9, 'is|are|was|were|be|been|being|=get [ broke ] $|STOP|COMMA|and|or|by|in|when|on|at|since', 'broken'],
  ['verb', 0.88, '=arrive|=come|=remain|=stay|=seem [ broke ] $|STOP|COMMA|and|or', 'broken'],
  ['verb', 0.9, 'be|been|is|are|was|were|get|got [ suppose|use ] to', '$1.past'],
  ['verb', 0.9, 'BE|SUBJ [ suppose ] to BASE', 'supposed'],
  ['verb', 0.9, "there|it|this|that [ exist|exists ] a|an|many", 'is'],
  // Questions.
  ['order', 0.88, '^ [ how do i|we|you can ] ANY** ?', 'how can $3'],
  ['order', 0.88, '^ [ how|where|when|why i|we|you|they|he|she|it can|could|should|will|would|must ] ANY** ?', '$1 $3 $2'],
  ['order', 0.88, '^ [ why|where|when|how you|we|they|he|she|it are|is|was|were|do|does|did|have|has ] ANY** ?', '$1 $3 $2'],
  ['order', 0.9, '^ [ where|when|why|how do you|we|they was|were ]', '$1 were $3'],
  ['order', 0.9, '^ [ where|when|why|how do|does he|she|it was|is|were ]', '$1 was $3'],
  ['order', 0.86, "[ how ] do|does|did|is|was WORD* look|looks like", 'what'],
  ['order', 0.88, '[ how ] is|are WORD* called', 'what'],
  ['order', 0.86, 'SUBJ [ like|love|enjoy|want|need|appreciate very much ] DET|POSS|OBJ|it|to|this', 'very much $1'],
  ['order', 0.86, '[ enough good|big|large|small|old|fast|strong|long|clear|easy|high ] !NOUN', '$2 enough'],
  // Comparison.
  ['comparison', 0.93, 'more|much more? [ more|most easier|bigger|better|faster|taller|older|smaller|larger|worse|cheaper|harder|stronger|higher|lower|cleaner|nicer|simpler|longer|shorter ]', '$2'],
  ['comparison', 0.86, 'as WORD [ than ] DET|POSS|OBJ|SUBJ|it|before', 'as'],
  ['comparison', 0.9, 'more ADJ|ADVERB [ as|then|that|from ] DET|POSS|OBJ|SUBJ|before|expected|usual|ever|it|you|i', 'than'],
  ['comparison', 0.93, '[ more|most bad ]', 'worse'],
  ['comparison', 0.93, '[ more good ]', 'better'],
  ['comparison', 0.92, '[ most good ]', 'best'],
  ['comparison', 0.86, 'the same [ like|than|with ] DET|POSS|OBJ|SUBJ|in|last|before|NOUN', 'as'],
  ['comparison', 0.84, 'not so|as ADJ [ like|than ] DET|POSS|OBJ|SUBJ', 'as'],
  ['comparison', 0.86, 'rather|other [ then|as|that ] DET|POSS|OBJ|to|BASE|GERUND', 'than'],
  ['comparison', 0.9, 'prefer|prefers|preferred GERUND|NOUN [ than|over|from ] GERUND|NOUN|DET', 'to'],
  // Negation.
  ["negation", 0.88, "don't|doesn't|didn't|can't|cannot|couldn't|won't|never|isn't|aren't|haven't|hasn't|hadn't|not WORD [ no ] NOUN", 'any'],
  ['negation', 0.86, 'SUBJ VERB|have|has|had [ no ] nothing', ''],
  // A weekday after a present form of an irregular verb tells the past.
  ['tense', 0.84, `^ SUBJ [ send|meet|lose|buy|write|leave|build|spend ] WORD* yesterday|ago`, '$1.past'],
  ['tense', 0.82, `^ SUBJ [ send ] it|them|you WORD* on|last|yesterday ${weekday}`, 'sent'],
];
