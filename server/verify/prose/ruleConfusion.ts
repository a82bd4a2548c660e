import { adjacent, at, correct, isWord } from './rule.ts';
import type { Rule } from './rule.ts';
import type { Sentence, Token } from './tokens.ts';
import { withCaseOf, words } from './lexicon.ts';

/** [kind, prior, pattern with one group, replacement]. The group is what is replaced; the rest is context. */
type Phrase = readonly [kind: string, prior: number, pattern: RegExp, replacement: string];

const comparative =
  '(?:more|less|fewer|rather|other|better|worse|faster|slower|bigger|smaller|larger|greater|higher|lower|longer|shorter|easier|harder|simpler|cleaner|safer|older|newer|stronger|weaker|cheaper|sooner|later|earlier|further|quicker|smoother|nicer|lighter|heavier|deeper|wider|richer|cleverer|smarter|younger|taller|stricter)';
const modal = `(?:can|could|will|would|shall|should|may|might|must|cannot|can't|couldn't|won't|wouldn't|shouldn't|to|not|don't|didn't|doesn't|never|please|let's|always|you|we|they|I|help)`;
const determiner = '(?:the|a|an|this|that|these|those|my|your|his|her|its|our|their|some|any|every|each|all|it|them|him|us|me)';
const baseVerb =
  '(?:reproduce|use|run|see|get|make|do|be|have|install|build|create|add|remove|read|write|open|close|find|avoid|help|keep|check|test|start|stop|change|wait|go|load|save|send|show|set|update|fix|support|call|return|parse|delete|access|know|learn|understand|work|prevent|allow|enable|disable|configure|contribute|ensure|handle|provide|improve|reduce|review|meet|discuss|buy|play|sleep|say|tell|ask|try|talk|think|speak|leave|come|give|take|choose|look|listen|finish|continue|upload|download|clone|debug|deploy|merge|rename|replace|verify|select|solve|implement)';

const phrases: readonly Phrase[] = [
  // to / too / two
  ['confused', 0.93, new RegExp(`\\b(too) ${baseVerb}\\b`, 'dgiu'), 'to'],
  ['confused', 0.9, /(?:\b(?:is|are|was|were|it's|its|that's|be|way|much|far|a bit|gets?|got|seems?|looks?|not|just|simply)) (to) (?=(?:big|small|long|short|large|much|many|late|early|slow|fast|high|low|hard|easy|difficult|complex|complicated|expensive|dangerous|old|new|young|tired|hot|cold|often|far|few|little|strict|bad|good|heavy|wide|narrow|deep|busy|loud|vague|generic|broad|risky|verbose|simple)\b)/dgiu, 'too'],
  // then / than
  ['confused', 0.95, new RegExp(`\\b${comparative}(?: \\p{L}+)?(?: \\p{L}+)? (then) (?!(?:it|we|you|they|he|she|I|the next|click|press|run|go|use|call)\\b)(?=\\p{L}|\\d)`, 'dgiu'), 'than'],
  // its / it's
  ['confused', 0.93, new RegExp(`(?:^|[.!?,;:—–-] |\\b(?:and|but|because|that|if|when|so|think|know|hope|sure|as|while|since|where|guess|believe|said|or) )(its) (?=(?:a|an|the|not|just|also|too|really|always|never|been|going|like|so|about|recommended to|supposed|because|up to|raining)\\b|(?:possible|important|necessary|easy|hard|better|best|worth|time|nice|good|great|safe|clear|unclear|likely|unlikely|okay|ok|fine|broken|used|required|difficult|impossible|helpful|useful|enough|true|dangerous|wrong|right)(?: to\\b| that\\b| if\\b| when\\b| for\\b| because\\b| how\\b|[,.!?]|$))`, 'dgiu'), "it's"],
  ['confused', 0.93, /\b(?:of|in|on|with|from|to|by|for|about|into|at|than|has|have|had|lost|loses?|keeps?|kept|and|change[sd]?|returns?|gets?|use[sd]?|sets?|via) (it['’]s) (?=(?:own|focus|value|values|name|state|size|length|type|content|contents|parent|children|position|users|use|users|way|place|first|last|current|new|old|data|key|keys|result|results|source|default|color|colour|version|dependencies|children|id|path|arguments|owner|configuration|config|memory|items|elements)\b)/dgiu, 'its'],
  // your / you're
  ['confused', 0.93, /(?:^|[.!?,;:—–] |\b(?:if|when|that|because|sure|think|know|hope|and|but|while|since|what|where|until|as|once|whether|unless) )(your) (?=(?:the|a|an|not|going|welcome|right|wrong|sure|done|looking|using|trying|doing|running|getting|able|working|allowed|ready|late|here|there|always|never|also|just|still|already|probably|very|too|so|in|on|at|interested|happy|unable|free|only|stuck|supposed|likely|absolutely|both|all)\b(?! (?:of|hand|way|mind|case|state|use)\b))/dgiu, "you're"],
  ['confused', 0.95, /\b(?:of|in|on|with|from|to|by|for|about|into|at|than|that|if|enter|change|check|use|save|open|send|update|sure|is|set|type|keep|add|and|the|all|have|has) (you['’]re) (?=(?:password|code|own|name|account|computer|machine|project|file|files|data|team|email|e-mail|message|browser|system|editor|help|work|time|question|answer|feedback|patience|support|order|address|credentials|settings|changes|problem|app|application|server|database|repository|team|friends?|family|house|car|phone|job|life)\b)/dgiu, 'your'],
  ['confused', 0.93, /\b(?:of|in|on|with|from|to|by|for|about|into|at|enter|change|check|use|save|open|send|update|set|type|thanks? for|have|include|like|see) (you) (?=(?:password|code|own|name|account|computer|machine|project|file|files|data|team|email|e-mail|browser|system|editor|work|time|question|answer|quick|kind|feedback|patience|support|order|address|credentials|settings|changes|problem|app|application|server|database|repository|array|page|message|reply|recent|prompt|package|config|configuration|terminal|code|branch|local|client|user)\b)/dgiu, 'your'],
  // their / there / they're
  ['confused', 0.95, /\b(their|they['’]re) (?=(?:is|are|was|were|has been|have been|will be|isn't|aren't|wasn't|weren't|must be|might be|may be|seems|exists?)\b)/dgiu, 'there'],
  ['confused', 0.93, /\b(?:of|in|on|with|from|to|by|for|into|change[sd]?|use[sd]?|lose|save[sd]?|keep|keeps|kept|share[sd]?|manage|update[sd]?|have|set|why|when|all|via) (there|they['’]re) (?=(?:own|data|password|passwords|account|accounts|notes|files|code|name|names|value|values|work|team|users|settings|password|job|jobs|content|contents|parents|children|friends|family|house|car|email|results|result|order|type|types|keys|projects|machine|machines|homework|time|money)\b)/dgiu, 'their'],
  ['confused', 0.93, /(?:^|[.!?,;] |\b(?:because|that|if|when|and|but|while|think|know|sure) )(their|there) (?=(?:not|going|trying|using|working|looking|getting|doing|running|waiting|called|supposed|about to|both|still)\b(?! (?:to be|much|many|enough|a|an|any)\b))/dgiu, "they're"],
  // could of
  ['confused', 0.97, /\b(?:could|would|should|might|must|may|couldn't|wouldn't|shouldn't)(?: not)? (of) (?=\p{L}+(?:ed|en|n|t|ne|wn|de|ome|ade|ent|ght|een|ad)\b)/dgiu, 'have'],
  // whose / who's
  ['confused', 0.93, /\b(whose) (?=(?:going|coming|working|responsible|in charge|there|here|been|not|the|a|next|using|able|ready|on call)\b)/dgiu, "who's"],
  ['confused', 0.85, /\b(who['’]s) (?=(?:name|names|value|values|job|turn|code|type|id|idea|fault|key|keys|password|file|files|account|size|length|behaviour|behavior)\b)/dgiu, 'whose'],
  // weather / whether
  ['confused', 0.95, /\b(?:know|knows|check|checks|decide|decides|determine|determines|unsure|sure|ask|asked|asks|see|tell|matter|question|depending on|clear|wonder|wondering|test|tests|verify|specif(?:y|ies)|indicates?|indicating|of|about|on) (weather) (?=(?:or|the|a|an|it|you|we|they|he|she|I|this|that|to|there|your|our|my)\b)/dgiu, 'whether'],
  ['confused', 0.95, /\b(?:the|bad|good|nice|cold|hot|sunny|today's|rainy|stormy) (whether) (?=(?:is|was|forecast|today|report|in|outside|will|gets?)\b)/dgiu, 'weather'],
  // accept / except
  ['confused', 0.95, new RegExp(`\\b(?:to|not|can|can't|cannot|will|would|could|should|must|please|don't|doesn't|didn't|only|I|we|they|you|may|won't|might) (except) (?=(?:${determiner}|only|two|one|multiple|arguments|both|requests|input|new|more|payments?|offers?)\\b)`, 'dgiu'), 'accept'],
  ['confused', 0.93, /\b(?:all|every|everything|everyone|nothing|anything|any|everybody|nobody|none)(?: \p{L}+)?,? (accept) (?=(?:for|the|this|that|when|if|on|one|those|in)\b)/dgiu, 'except'],
  // affect / effect
  ['confused', 0.95, /\b(?:the|an|no|any|side|this|its|of|little|same|into|take|takes|took|has|have|had|visual|negative|positive|desired|immediate|big|overall|opposite) (affects?)\b(?! (?:the|a|an|how|all|every|your|our|other|only|it|you|us)\b)/dgiu, 'effect'],
  ['confused', 0.93, /\b(?:will|can|may|might|could|would|not|should|doesn't|don't|won't|does not|to|directly|adversely|negatively|also|that|which|this) (effects?) (?=(?:the|your|our|other|any|all|how|existing|performance|every|you|it|us|their|its|both|only)\b)/dgiu, 'affect'],
  // loose / lose
  ['confused', 0.95, new RegExp(`\\b${modal} (loose) (?=(?:${determiner}|data|track|focus|money|time|changes|access|precision|weight|information|control|your|connection|interest|state|work|sight|everything|anything|one|information|messages)\\b)`, 'dgiu'), 'lose'],
  ['confused', 0.9, /\b(loosing) (?=(?:the|your|data|my|our|any|track|time|money|focus|access|control|precision|weight|information|changes)\b)/dgiu, 'losing'],
  // were / where / we're
  ['confused', 0.93, /(?:^|[.!?] )(Were) (?=(?:not|going|sorry|happy|currently|still|trying|using|working|planning|looking|happy|glad|also|now|excited|always|very|pleased|proud|almost|all)\b(?! \p{L}+ (?:\p{L}+ )?\?))/dgu, "We're"],
  ['confused', 0.93, /\b(?:know|see|place|directory|folder|file|point|cases?|situations?|line|that's|is|from|find|everywhere|decide|position|location|shows?|specif(?:y|ies)|check) (were) (?=(?:the|it|you|we|they|this|your|all|a|he|she|I)\b)/dgiu, 'where'],
  ['confused', 0.93, /\b(?:we|you|they|there|these|those|which|who) (where) (?=(?:not|able|made|created|used|going|doing|added|using|looking|found|changed|removed|deleted|trying|given|already|also|never|too|very|two|some|many|no|only|working|all|so)\b)/dgiu, 'were'],
  // who is / which for people is left to the model; passed, past
  ['confused', 0.9, /\b(?:gets?|is|are|was|were|be|been|being|argument|arguments|value|values|options?|parameters?) (past) (?=(?:to|as|in|into|by|via|from)\b)/dgiu, 'passed'],
  ['confused', 0.9, /\b(?:in|for|over|during) the (passed)(?= |$)(?! (?:argument|value|options|parameters?|object|function|data|context|string|array|list|path|key|callback|name))/dgiu, 'past'],
  // quite / quiet, loose ends
  ['confused', 0.9, /\b(?:is|are|was|were|be|not|it's|that's|a) (quiet) (?=(?:a|an|the|good|large|small|simple|often|easy|hard|slow|fast|similar|different|useful|common|complex|long|short|new|old|nice|some|expensive|likely|difficult|big|few|bit)\b)/dgiu, 'quite'],
  ['confused', 0.93, /\b(?:give|gives|gave|some|good|any|your|piece of|for|asked?|his|her|their|my|need) (advise)\b(?! (?:you|me|us|him|her|them|the|that|against)\b)/dgiu, 'advice'],
  ['confused', 0.9, /\b(?:to|would|can|will|strongly|we|I|please) (advice) (?=(?:you|to|against|that|them|him|her|using|me|us|everyone)\b)/dgiu, 'advise'],
  ['confused', 0.9, /\b(?:of|by|in|on|to|with) (principal) (?=(?:that|of least|of|is)\b)/dgiu, 'principle'],
  ['confused', 0.93, /\bin (principal)(?=[ ,.;]|$)/dgiu, 'principle'],
  ['confused', 0.9, /\b(?:the|a|an) (hole) (?=(?:file|thing|project|team|time|day|world|list|array|document|page|system|string|text|file|process|week|year|night|point|table|response|buffer|repository|tree|line|application|story|set)\b)/dgiu, 'whole'],
  ['confused', 0.9, /\b(?:you|we|they|I|go|went|goes|going|run|runs|running|loops?|passes?|pass|passed|look|looks|looking|read|iterates?|walks?|sent|send|search|way|get|gets|done|configured?|available|it) (trough|threw|thorough) (?=(?:the|a|an|all|each|every|it|this|these|that|our|your|their|its|my|multiple|several|environment|npm|pip|to)\b)/dgiu, 'through'],
  ['confused', 0.95, /\b(trough) (?=(?:the|a|an|all|each|every|this|these|your|our|their|npm|which)\b)/dgiu, 'through'],
  ['confused', 0.9, /\b(?:load|loads|loaded|read|reads|data|import|imports|imported|different|apart|return|returns|returned|remove|removed|removes|come|comes|fetch|fetched|fetches|copied|copy|downloaded?|value|values|output|results?|message|messages|email|configuration|text|file|files|created?|far|away|derived|inherits?|suffer|suffers|obtained|extracted?|taken|starting|received?) (form) (?=(?:the|a|an|this|that|these|it|our|your|their|its|stdin|disk|scratch|another|multiple|different|\p{Lu}\p{Ll}+|each|all|one|which)\b)(?! (?:which|that) (?:is|are|was) submitted)/dgu, 'from'],
  ['confused', 0.9, /\b(?:filled?|fill in|submit|submits|submitted|login|sign-?up|contact|web|html|the|this) (from) (?=(?:is|was|has|field|fields|validation|submission|component|element|data is)\b)/dgiu, 'form'],
  ['confused', 0.9, /\b(?:let|lets|if|now|I|you|did|didn't|don't|do|not|they|we|already|to) (now) (?=(?:how|what|why|whether|if|that|where|who|about)\b(?! (?:\p{L}+ ){0,2}(?:is|are)\b))/dgiu, 'know'],
  ['confused', 0.95, /\b(?:let|lets) (?:me|us|him|her|them) (now)\b(?! \p{L}+ing)/dgiu, 'know'],
  // wrong preposition in a fixed pair
  ['preposition', 0.95, /\b(?:depend|depends|depended|depending|dependent) (of|from) (?=\p{L})/dgiu, 'on'],
  ['preposition', 0.93, /\binterested (on|for|about|at) (?=\p{L})/dgiu, 'in'],
  ['preposition', 0.9, /\bresponsible (of) (?=\p{L})/dgiu, 'for'],
  ['preposition', 0.93, /\bconsists? (from|in|on) (?=(?:a|an|the|two|three|four|several|multiple|many|one)\b)/dgiu, 'of'],
  ['preposition', 0.9, /\b(?:listen|listens|listening|listened) (?:carefully )?(at) (?=(?:the|me|you|music|him|her|events?|changes)\b)(?! the (?:port|address|door))/dgiu, 'to'],
  ['preposition', 0.93, /\bdiscuss(?:ed|es|ing)? (about) (?=\p{L})/dgiu, ''],
  ['preposition', 0.9, /\baccording (with|of) (?=\p{L})/dgiu, 'to'],
  ['preposition', 0.9, /\bcapable (to) (?=\p{L})/dgiu, 'of'],
  ['preposition', 0.93, /\bmarried (with) (?=\p{L})/dgiu, 'to'],
  ['preposition', 0.93, /\b(?:arrive|arrived|arrives|arriving) (to) (?=\p{L})/dgiu, 'at'],
  ['preposition', 0.9, /\bgood (in) (?=\p{L}+ing\b)/dgiu, 'at'],
  ['preposition', 0.93, /\binstead (from|to) (?=(?:the|a|an|using|\p{L}+ing)\b)/dgiu, 'of'],
  ['preposition', 0.93, /\b(?:waits?|waiting|waited) (on|to) (?=(?:your|my|an?) (?:answer|reply|response|feedback))/dgiu, 'for'],
  ['verb', 0.95, /\blook(?:s|ing|ed)? forward to (hear|see|meet|work|read|receive|get|speak|talk|visit|discuss|learn|start|use|join)(?= (?:from|you|with|your|the|to|it|more|about|about|on|again|this|that|working|our|a|an|back)\b)/dgiu, '+ing'],
  ['verb', 0.93, /\b(?:instead of|without|before|after|by|for|interested in|used to be|thank you for|thanks for|good at|avoid|consider|finish|keep|worth) (use|make|create|add|remove|read|write|run|send|change|set|help|delete|install|update|call|check|open|close|parse|load|save|wait|do|get|have|take|give|build|share|review|fix|report|come|join|contact|visit)(?= (?:a|an|the|it|them|this|that|these|those|your|my|our|me|us|all|any|to|new)\b)/dgiu, '+ing'],
  // joined and torn words
  ['joined', 0.92, /\b(with in)(?= (?:a|an|the|this|that|one|two|three|four|five|six|seven|ten|\d+|each|your|our|their|its|his|her|my|minutes|seconds|hours|days|weeks)\b)/dgiu, 'within'],
  ['joined', 0.92, /\b(through out)(?= (?:the|this|our|your|my)\b)/dgiu, 'throughout'],
  ['joined', 0.93, /\b(some one)(?= (?:is|has|was|who|else|to|can|should|will|tries|wants)\b)/dgiu, 'someone'],
  ['joined', 0.93, /\b(any one)(?= (?:who|else|can|know|knows|has|have|want|wants|interested)\b)/dgiu, 'anyone'],
  ['joined', 0.93, /\b(every one)(?= (?:who|else|can|is|has|should|will|knows|in the|on the)\b)/dgiu, 'everyone'],
  ['joined', 0.95, /\b(it self)\b/dgiu, 'itself'],
  ['joined', 0.95, /\b(my self)\b/dgiu, 'myself'],
  ['joined', 0.95, /\b(your self)\b/dgiu, 'yourself'],
  ['joined', 0.95, /\b(him self)\b/dgiu, 'himself'],
  ['joined', 0.95, /\b(her self)\b/dgiu, 'herself'],
  ['joined', 0.95, /\b(them selves|themself's)\b/dgiu, 'themselves'],
  ['joined', 0.95, /\b(our selves)\b/dgiu, 'ourselves'],
  ['joined', 0.95, /\b(there fore)\b/dgiu, 'therefore'],
  ['joined', 0.95, /\b(further more)\b/dgiu, 'furthermore'],
  ['joined', 0.93, /(?:^|[.;!?,] )(more over)(?=,)/dgiu, 'moreover'],
  ['joined', 0.95, /\b(other wise)\b/dgiu, 'otherwise'],
  ['joined', 0.95, /\b(mean while)\b/dgiu, 'meanwhile'],
  ['joined', 0.95, /\b(never the less)\b/dgiu, 'nevertheless'],
  ['joined', 0.95, /\b(some how)\b/dgiu, 'somehow'],
  ['joined', 0.95, /\b(some where)\b/dgiu, 'somewhere'],
  ['joined', 0.95, /\b(every where)\b/dgiu, 'everywhere'],
  ['joined', 0.95, /\b(any where)\b/dgiu, 'anywhere'],
  ['joined', 0.93, /\b(every body)(?= (?:is|has|can|should|knows|who|else|in)\b)/dgiu, 'everybody'],
  ['joined', 0.93, /\b(some times)(?=,? (?:it|the|you|we|they|i|a|this|there|people|users|fails?|even)\b)/dgiu, 'sometimes'],
  ['joined', 0.93, /\b(where as)(?= (?:the|this|a|it|in|other|others|my|our)\b)/dgiu, 'whereas'],
  ['joined', 0.93, /\b(in to)(?= (?:account|the (?:database|file|folder|directory|system|repository|list|array|buffer|console|terminal|cache|object|string|project|main branch))\b)(?<!log(?:s|ged)? in to|sign(?:s|ed)? in to)/dgiu, 'into'],
  // lost apostrophes
  ['apostrophe', 0.95, /\b(cant)(?= (?:be|find|get|see|do|use|have|open|install|run|connect|access|read|write|believe|remember|wait|make|go|just|even|really|help|change|we|you|i|say|tell|understand|reproduce|figure|guarantee|handle|load|save|reach|work|stop|think|afford|seem|always|delete|add|keep|come)\b)/dgiu, "can't"],
  ['apostrophe', 0.95, /\b(wont)(?= (?!to\b)\p{L})/dgiu, "won't"],
  ['apostrophe', 0.95, /\b(todays|yesterdays|tomorrows)(?= \p{L})/dgiu, '+apostrophe'],
  ['apostrophe', 0.95, /(?:^|[.!?,;] |\b(?:so|and|but|now) )(lets)(?= (?:see|go|use|take|look|start|make|talk|meet|discuss|try|say|assume|add|get|do|have|be|not|keep|move|check|create|build|run|write|call|find|hope|wait|focus|remove|fix|set|define|open|imagine|begin|continue|consider|schedule|review)\b)/dgiu, "let's"],
  ['apostrophe', 0.92, /(?:^|[.!?,;] |\b(?:and|but|so|then) )(Ill)(?= (?:send|be|have|do|get|take|make|see|let|check|try|call|fix|add|look|come|go|write|update|ask|bring|keep|start|need|give|also|probably|just)\b)/dgu, "I'll"],
  ['apostrophe', 0.92, /(?:^|[.!?,;] |\b(?:and|but|so|because|that) )(id)(?= (?:like|love|prefer|rather|appreciate|be happy|be glad|suggest|say)\b)/dgiu, "I'd"],
  ['apostrophe', 0.93, /\b(?:a|an|each|every|this|another) (users|customers|clients|developers|authors|owners|servers|callers|parents|functions|projects|companys|persons|friends|teams)(?= (?:name|names|password|email|e-mail|address|account|home|directory|profile|id|path|type|state|response|request|settings|value|data|permissions|session|machine|computer|code|choice|role|preferences?|browser|perspective|opinion|job|work)\b)/dgiu, '+possessive'],
  ['apostrophe', 0.84, /\bthe (users|customers|clients|callers|authors|owners|companys|childs|persons)(?= (?:name|password|email|e-mail|address|account|profile|home|id|session|browser|role|machine|computer|choice)\b)/dgiu, '+possessive'],
  // more words that sound alike
  ['confused', 0.93, /\b(?:make|makes|made|making) (since)(?=[ .,;!?]|$)/dgiu, 'sense'],
  ['confused', 0.93, /\b(right|wright) (?=(?:the code|a test|tests for|a function|code that|an email)\b)(?<=\b(?:to|can|will|should|must|I|we|you|please|could|would) (?:right|wright) )/dgiu, 'write'],
  ['confused', 0.93, /\b(?:on the|in the|to the|the) (write)(?= (?:side|hand|place|way|order|time|answer|corner|of the (?:screen|page))\b)/dgiu, 'right'],
  ['confused', 0.93, /\b(witch) (?=(?:is|are|was|were|will|can|has|have|means|should|must|makes|the|allows|version|one)\b)/dgiu, 'which'],
  ['confused', 0.93, /\b(?:a|the|an|this|that) (peace)(?= of (?:code|software|text|data|advice|information|paper|cake|hardware)\b)/dgiu, 'piece'],
  ['confused', 0.93, /\b(?:will|would|can|could|may|might|to|not|don't|doesn't|didn't|should|must|that|which|changes?|this) (brake)(?= (?:the|existing|your|our|it|things|backwards?|compatibility|when|if|all|some|any)\b)/dgiu, 'break'],
  ['confused', 0.93, /\b(?:to|will|can|could|please|I|we|you|must|should|would|not|don't) (here) (?=(?:from|about|the sound|that|what)\b)/dgiu, 'hear'],
  ['confused', 0.93, /\b(hear) (?=(?:is|are|you|we|is the)\b)(?<=(?:^|[.!?] )hear )/dgiu, 'here'],
  ['confused', 0.93, /\b(?:in|of|over|last|next|this|each|every|per|a|one|two|three|several|few|whole|entire) (weak)(?=[ .,;!?]|$)(?! (?:point|spot|link|reference|references|password|map|ref|key|acid|signal|typing|side|set))/dgiu, 'week'],
  ['confused', 0.93, /\b(?:waist|waste) of (thyme)\b/dgiu, 'time'],
  ['confused', 0.93, /\b(waist)(?= (?:of (?:time|memory|space|money|resources)|time|memory|space)\b)/dgiu, 'waste'],
  ['confused', 0.93, /\b(?:try|tries|tried|trying|going|want|wants|need|needs|able|have|has|had|used|how|way|free|you|please|can|to) to (chose)(?= \p{L})/dgiu, 'choose'],
  ['confused', 0.92, /\b(?:can|could|will|would|should|must|may|might|to|please|I'll|we'll|you|not) (chose)(?= (?:a|an|the|one|between|which|your|any|from|another|to|what|how)\b)(?<!\b(?:you|not) chose)/dgiu, 'choose'],
  ['confused', 0.92, /\b(?:the|this|that) (later)(?= (?:is|are|was|were|has|one|case|option|approach)\b)(?<=\b(?:the) later)/dgiu, 'latter'],
  ['confused', 0.9, /\b(?:this|that|it|which|what|has|have|had|also|what) (lead)(?= to (?:the|a|an|several|many|some|confusion|problems|errors|this|our)\b)(?<=\b(?:has|have|had) lead)/dgiu, 'led'],
  ['confused', 0.93, /\b(?:I|we|you|they|he|she|never|ever|have|has) (of) (?=been\b)/dgiu, 'have'],
  ['confused', 0.93, /\b(?:take|takes|took|taking|give|gives|gave|deep|a|his|her|your|my) (breathe)(?=[ .,;!?]|$)/dgiu, 'breath'],
  ['confused', 0.93, /\b(?:I|we|you|they) (no) (?=(?:that|how|what|why|where|who|the answer)\b)/dgiu, 'know'],
  ['confused', 0.9, /\b(?:I|we|you|they) (thing) (?=(?:that|it|we|you|the|this|they|so)\b)/dgiu, 'think'],
  ['confused', 0.93, /\b(?:quick|short|take a|have a|sneak) (peak)(?= (?:at|into|inside)\b)/dgiu, 'peek'],
  ['confused', 0.92, /\b(?:a|the|this|that|our|your|their|on the|web|official|main) (cite|sight)(?= (?:is down|is offline|map|admin|visitors|navigation)\b)/dgiu, 'site'],
  ['confused', 0.93, /\b(?:of|main|in|for|to) (coarse)(?=[,.!]|$| (?:we|you|I|it|not|this|the)\b)(?<=\bof coarse)/dgiu, 'course'],
  ['confused', 0.9, /\b(?:is|was|are|were|failed|fails|failing|crash(?:es|ed)?|happens?|occurs?|broken|mainly|largely|partly) (do) to (?=(?:a|an|the|missing|some|its|network|lack|this|bad|wrong|invalid)\b)/dgiu, 'due'],
  ['joined', 0.97, /\b(alot)\b/dgiu, 'a lot'],
  ['joined', 0.97, /\b(atleast)\b/dgiu, 'at least'],
  ['joined', 0.95, /\b(infact)\b/dgiu, 'in fact'],
  ['joined', 0.95, /\b(incase)\b/dgiu, 'in case'],
  ['joined', 0.95, /\b(aswell)\b/dgiu, 'as well'],
  ['joined', 0.95, /\b(eachother)\b/dgiu, 'each other'],
  ['joined', 0.95, /\b(everytime)\b/dgiu, 'every time'],
  ['joined', 0.95, /\b(noone)\b/dgiu, 'no one'],
  ['joined', 0.95, /\b(inspite)\b/dgiu, 'in spite'],
  ['joined', 0.95, /\b(ofcourse)\b/dgiu, 'of course'],
  ['joined', 0.9, /\b(how ever)(?=,)/dgiu, 'however'],
  ['joined', 0.93, /\b(with out)(?= (?:a|an|the|any|using|having|being|it|this)\b)/dgiu, 'without'],
  ['joined', 0.93, /\b(an other)(?= \p{L})/dgiu, 'another'],
  ['joined', 0.93, /\b(some thing)(?= (?:like|that|is|wrong|else|to|went)\b)/dgiu, 'something'],
  ['joined', 0.93, /\b(any thing)(?= (?:else|that|to|like)\b)/dgiu, 'anything'],
  ['joined', 0.9, /\b(every thing)\b/dgiu, 'everything'],
  ['joined', 0.9, /\b(all ready)(?= (?:exists?|been|have|has|done|had|installed|in|running|used|a|the)\b)/dgiu, 'already'],
  ['joined', 0.93, /\b(?:each|one another|somebody|someone) (others|another's|elses)(?= \p{L})/dgiu, "+'s"],
  // comparison
  ['comparison', 0.97, /\b(more )(?=(?:better|worse|easier|faster|slower|bigger|smaller|larger|higher|lower|simpler|cleaner|safer|older|newer|stronger|cheaper|clearer|shorter|longer|quicker|harder|nicer|smarter|younger|taller|stricter)\b)/dgiu, ''],
  ['comparison', 0.97, /\b(most )(?=(?:best|worst|easiest|fastest|slowest|biggest|smallest|largest|highest|lowest|simplest|safest|cheapest|longest|shortest|newest|oldest|latest)\b)/dgiu, ''],
  ['confused', 0.93, /\b(suppose) (?=to\b)(?<=\b(?:is|are|was|were|be|been|'s|not|'re|am|I'm) suppose )/dgiu, 'supposed'],
  ['confused', 0.93, /(?<=\b(?:I|we|you|they|he|she|it|there|that|who|which) )(use) to (?=(?:be|have|work|live|do|go|run|play|like|think|know)\b)/dgiu, 'used'],
  ['confused', 0.9, /\b(?:he|she|it) (dont|don['’]t)(?= \p{L})/dgiu, "doesn't"],
];

/** Words that sound or look alike, told apart by their neighbours; wrong prepositions; torn words. */
export const confusedWords: Rule = function* (sentence) {
  for (const [kind, prior, pattern, replacement] of phrases) {
    for (const match of sentence.view.matchAll(pattern)) {
      const found = match.indices?.[1];
      if (found === undefined) continue;
      const [start, end] = found;
      const old = sentence.view.slice(start, end);
      const text = rewrite(old, replacement);
      if (text === undefined || text === old) continue;
      // A removed word takes one of its blanks along.
      const range = text === '' && !old.endsWith(' ') ? { start, end: end + 1 } : { start, end };
      yield correct(kind, prior, range, text, text === '' ? `“${old.trim()}” is too much here.` : `“${text}” is meant here.`);
    }
  }
};

function rewrite(old: string, replacement: string): string | undefined {
  if (replacement === '+ing') return `${/[^e]e$/u.test(old) ? old.slice(0, -1) : doubledEnd(old)}ing`;
  if (replacement === '+apostrophe') return `${old.slice(0, -1)}'s`;
  if (replacement === '+possessive') return /companys$/u.test(old) ? old.replace(/ys$/u, "y's") : `${old.slice(0, -1)}'s`;
  if (replacement === "+'s") return old.toLowerCase() === 'others' ? "other's" : old.toLowerCase() === 'elses' ? "else's" : undefined;
  const plural = /^(?:affects|effects)$/iu.test(old) ? 's' : '';
  return withCaseOf(old, replacement + plural);
}

function doubledEnd(verb: string): string {
  return /^(?:run|set|get|put|cut|begin|stop|plan)$/u.test(verb) ? verb + (verb.at(-1) as string) : verb;
}

const comparisons = words(`more less fewer rather other else better worse sooner later different differently greater larger smaller as further earlier easier`);

/** `than` without a comparison → `then`; `smoother then` → `smoother than`. */
export const thenAndThan: Rule = function* (sentence) {
  for (const [i, token] of sentence.tokens.entries()) {
    if (!isWord(token)) continue;
    if (token.lower === 'than' && !hasComparison(sentence, i)) {
      const opens = at(sentence, i - 1)?.text === ',' || /^(?:and|but|first|only)$/u.test(at(sentence, i - 1)?.lower ?? '') || i === 0;
      yield correct('confused', opens ? 0.93 : 0.7, token, withCaseOf(token.text, 'then'), '“then” is meant here.');
    }
    const before = at(sentence, i - 1);
    if (token.lower === 'then' && isWord(before) && adjacent(before, token) && isComparative(before) && !/^(?:if|when)$/u.test(sentence.tokens[0]?.lower ?? '')) {
      yield correct('confused', 0.93, token, 'than', '“than” follows a comparison.');
    }
  }
};

function hasComparison(sentence: Sentence, i: number): boolean {
  return sentence.tokens.slice(Math.max(0, i - 14), i).some((token) => comparisons.has(token.lower) || isComparative(token));
}

function isComparative(token: Token): boolean {
  return token.tags.has('Comparative') || /(?:ier|[gtdkmnrwlp]er)$/u.test(token.lower) && token.tags.has('Adjective');
}
