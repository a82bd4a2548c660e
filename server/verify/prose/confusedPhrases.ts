import type { Phrase } from './phrase.ts';

const comparative =
  '(?:better|worse|faster|slower|bigger|smaller|larger|greater|higher|lower|longer|shorter|easier|harder|simpler|cleaner|safer|older|newer|stronger|weaker|cheaper|sooner|later|earlier|further|quicker|smoother|nicer|lighter|heavier|deeper|wider|richer|cleverer|smarter|younger|taller|stricter)';
const modal = `(?:can|could|will|would|shall|should|may|might|must|cannot|can't|couldn't|won't|wouldn't|shouldn't|to|not|don't|didn't|doesn't|never|please|let's|always|you|we|they|I|help)`;
const determiner =
  '(?:the|a|an|this|that|these|those|my|your|his|her|its|our|their|some|any|every|each|all|it|them|him|us|me)';
const baseVerb =
  '(?:reproduce|use|run|see|get|make|do|be|have|install|build|create|add|remove|read|write|open|close|find|avoid|help|keep|check|test|start|stop|change|wait|go|load|save|send|show|set|update|fix|support|call|return|parse|delete|access|know|learn|understand|work|prevent|allow|enable|disable|configure|contribute|ensure|handle|provide|improve|reduce|review|meet|discuss|buy|play|sleep|say|tell|ask|try|talk|think|speak|leave|come|give|take|choose|look|listen|finish|continue|upload|download|clone|debug|deploy|merge|rename|replace|verify|select|solve|implement)';

/** Words that sound or look alike. */
export const confusedPhrases: readonly Phrase[] = [
  // to / too / two
  // "too open", "too close for comfort": adjectives, unless they have an object.
  [
    'confused',
    0.93,
    new RegExp(
      `(?<!\\bso )\\b(too) (?!(?:open|close|set)\\b(?! (?:the|a|an|it|this|that|my|your|our|their)\\b))${baseVerb}\\b`,
      'dgiu',
    ),
    'to',
  ],
  [
    'confused',
    0.9,
    /(?:\b(?:is|are|was|were|it's|its|that's|be|(?<!(?:give|gives|given|giving|gave|make|makes|making|made|the|a|best|only|right|long|its|their|his|her|my|our|your|in|by|on) )way|much|far|a bit|gets?|got|seems?|looks?|not|just|simply)) (to) (?=(?:big|small|long|short|large|much|many|late|early|slow|fast|high|low|hard|easy|difficult|complex|complicated|expensive|dangerous|old|new|young|tired|hot|cold|often|far|few|little|strict|bad|good|heavy|wide|narrow|deep|busy|loud|vague|generic|broad|risky|verbose|simple)\b)/dgiu,
    'too',
  ],
  // then / than
  [
    'confused',
    0.95,
    new RegExp(
      `\\b(?:${comparative}|(?:more|less|fewer|rather) \\p{L}+(?: \\p{L}+)?) (then) (?!(?:it|we|you|they|he|she|I|the next|click|press|run|go|use|call)\\b)(?=\\p{L}|\\d)`,
      'dgiu',
    ),
    'than',
  ],
  // its / it's
  [
    'confused',
    0.93,
    new RegExp(
      `(?:^|[.!?,;:—–-] |\\b(?:and|but|because|that|if|when|so|think|know|hope|sure|as|while|since|where|guess|believe|said|or) )(its) (?=(?:a|an|the|not|just|also|too|really|always|never|been|going|like|so|about|recommended to|supposed|because|up to|raining)\\b|(?:possible|important|necessary|easy|hard|better|best|worth|time|nice|good|great|safe|clear|unclear|likely|unlikely|okay|ok|fine|broken|used|required|difficult|impossible|helpful|useful|enough|true|dangerous|wrong|right)(?: to\\b| that\\b| if\\b| when\\b| for\\b| because\\b| how\\b|[,.!?]|$))`,
      'dgiu',
    ),
    "it's",
  ],
  [
    'confused',
    0.93,
    /\b(?:of|in|on|with|from|to|by|for|about|into|at|than|has|have|had|lost|loses?|keeps?|kept|and|change[sd]?|returns?|gets?|use[sd]?|sets?|via) (it['’]s) (?=(?:own|focus|value|values|name|state|size|length|type|content|contents|parent|children|position|users|use|users|way|place|first|last|current|new|old|data|key|keys|result|results|source|default|color|colour|version|dependencies|children|id|path|arguments|owner|configuration|config|memory|items|elements)\b)/dgiu,
    'its',
  ],
  // your / you're
  [
    'confused',
    0.93,
    /(?:^|[.!?,;:—–] |\b(?:if|when|that|because|sure|think|know|hope|and|but|while|since|what|where|until|as|once|whether|unless) )(your) (?=(?:the|a|an|not|going|welcome|right|wrong|sure|done|looking|using|trying|doing|running|getting|able|working|allowed|ready|late|here|there|always|never|also|just|still|already|probably|very|too|so|in|on|at|interested|happy|unable|free|only|stuck|supposed|likely|absolutely|both|all)\b(?! (?:of|hand|way|mind|case|state|use)\b))/dgiu,
    "you're",
  ],
  [
    'confused',
    0.95,
    /\b(?:of|in|on|with|from|to|by|for|about|into|at|than|that|if|enter|change|check|use|save|open|send|update|sure|is|set|type|keep|add|and|the|all|have|has) (you['’]re) (?=(?:password|code|own|name|account|computer|machine|project|file|files|data|team|email|e-mail|message|browser|system|editor|help|work|time|question|answer|feedback|patience|support|order|address|credentials|settings|changes|problem|app|application|server|database|repository|team|friends?|family|house|car|phone|job|life)\b)/dgiu,
    'your',
  ],
  [
    'confused',
    0.93,
    /\b(?:of|in|on|with|from|to|by|for|about|into|at|enter|change|check|use|save|open|send|update|set|type|thanks? for|have|include|like|see) (you) (?=(?:password|code|own|name|account|computer|machine|project|file|files|data|team|email|e-mail|browser|system|editor|work|time|question|answer|quick|kind|feedback|patience|support|order|address|credentials|settings|changes|problem|app|application|server|database|repository|array|page|message|reply|recent|prompt|package|config|configuration|terminal|code|branch|local|client|user)\b)/dgiu,
    'your',
  ],
  // their / there / they're
  [
    'confused',
    0.95,
    /\b(their|they['’]re) (?=(?:is|are|was|were|has been|have been|will be|isn't|aren't|wasn't|weren't|must be|might be|may be|seems|exists?)\b)/dgiu,
    'there',
  ],
  [
    'confused',
    0.93,
    /\b(?:of|in|on|with|from|to|by|for|into|change[sd]?|use[sd]?|lose|save[sd]?|keep|keeps|kept|share[sd]?|manage|update[sd]?|have|set|why|when|all|via) (there|they['’]re) (?=(?:own|data|password|passwords|account|accounts|notes|files|code|name|names|value|values|work|team|users|settings|password|job|jobs|content|contents|parents|children|friends|family|house|car|email|results|result|order|type|types|keys|projects|machine|machines|homework|time|money)\b)/dgiu,
    'their',
  ],
  [
    'confused',
    0.93,
    /(?:^|[.!?,;] |\b(?:because|that|if|when|and|but|while|think|know|sure) )(their|there) (?=(?:not|going|trying|using|working|looking|getting|doing|running|waiting|called|supposed|about to|both|still)\b(?! (?:to be|much|many|enough|a|an|any)\b))/dgiu,
    "they're",
  ],
  // could of
  [
    'confused',
    0.97,
    /\b(?:could|would|should|might|must|may|couldn't|wouldn't|shouldn't)(?: not)? (of) (?=\p{L}+(?:ed|en|n|t|ne|wn|de|ome|ade|ent|ght|een|ad)\b)/dgiu,
    'have',
  ],
  // whose / who's
  [
    'confused',
    0.93,
    /\b(whose) (?=(?:going|coming|working|responsible|in charge|there|here|been|not|the|a|next|using|able|ready|on call)\b)/dgiu,
    "who's",
  ],
  [
    'confused',
    0.85,
    /\b(who['’]s) (?=(?:name|names|value|values|job|turn|code|type|id|idea|fault|key|keys|password|file|files|account|size|length|behaviour|behavior)\b)/dgiu,
    'whose',
  ],
  // weather / whether
  [
    'confused',
    0.95,
    /\b(?:know|knows|check|checks|decide|decides|determine|determines|unsure|sure|ask|asked|asks|see|tell|matter|question|depending on|clear|wonder|wondering|remember|remembers|remembered|recall|say|said|doubt|test|tests|verify|specif(?:y|ies)|indicates?|indicating|of|about|on) (weather) (?=(?:or|the|a|an|it|you|we|they|he|she|I|this|that|to|there|your|our|my)\b)/dgiu,
    'whether',
  ],
  [
    'confused',
    0.95,
    /\b(?:the|bad|good|nice|cold|hot|sunny|today's|rainy|stormy) (whether) (?=(?:is|was|forecast|today|report|in|outside|will|gets?)\b)/dgiu,
    'weather',
  ],
  // accept / except
  [
    'confused',
    0.95,
    new RegExp(
      `\\b(?:to|not|can|can't|cannot|will|would|could|should|must|please|don't|doesn't|didn't|only|I|we|they|you|may|won't|might) (except) (?=(?:${determiner}|only|two|one|multiple|arguments|both|requests|input|new|more|payments?|offers?)\\b)`,
      'dgiu',
    ),
    'accept',
  ],
  [
    'confused',
    0.93,
    /\b(?:all|every|everything|everyone|nothing|anything|any|everybody|nobody|none)(?: \p{L}+)?,? (accept) (?=(?:for|the|this|that|when|if|on|one|those|in)\b)/dgiu,
    'except',
  ],
  // affect / effect
  [
    'confused',
    0.95,
    /\b(?:the|an|no|any|side|this|its|of|little|same|into|take|takes|took|has|have|had|visual|negative|positive|desired|immediate|big|overall|opposite) (affects?)\b(?=$|[.,;!?]| (?:of|on|is|was|are|were|that|in|will|when|if|than|as|and|or)\b)/dgiu,
    'effect',
  ],
  [
    'confused',
    0.93,
    /\b(?:will|can|may|might|could|would|not|should|doesn't|don't|won't|does not|to|directly|adversely|negatively|also|that|which|this) (effects?) (?=(?:the|your|our|other|any|all|how|existing|performance|every|you|it|us|their|its|both|only)\b)/dgiu,
    'affect',
  ],
  // loose / lose
  [
    'confused',
    0.95,
    new RegExp(
      `\\b${modal} (loose) (?=(?:${determiner}|data|track|focus|money|time|changes|access|precision|weight|information|control|your|connection|interest|state|work|sight|everything|anything|one|information|messages)\\b)`,
      'dgiu',
    ),
    'lose',
  ],
  [
    'confused',
    0.9,
    /\b(loosing) (?=(?:the|your|data|my|our|any|track|time|money|focus|access|control|precision|weight|information|changes)\b)/dgiu,
    'losing',
  ],
  // were / where / we're
  [
    'confused',
    0.93,
    /(?:^|[.!?] )(Were) (?=(?:not|going|sorry|happy|currently|still|trying|using|working|planning|looking|happy|glad|also|now|excited|always|very|pleased|proud|almost|all)\b(?! \p{L}+ (?:\p{L}+ )?\?))/dgu,
    "We're",
  ],
  [
    'confused',
    0.93,
    /\b(?:know|see|place|directory|folder|file|point|cases?|situations?|line|that's|is|from|find|everywhere|decide|position|location|shows?|specif(?:y|ies)|check) (were) (?=(?:the|it|you|we|they|this|your|all|a|he|she|I)\b)/dgiu,
    'where',
  ],
  [
    'confused',
    0.93,
    /\b(?:we|you|they|there|these|those|which|who) (where) (?=(?:not|able|made|created|used|going|doing|added|using|looking|found|changed|removed|deleted|trying|given|already|also|never|too|very|two|some|many|no|only|working|all|so)\b)/dgiu,
    'were',
  ],
  // who is / which for people is left to the model; passed, past
  [
    'confused',
    0.9,
    /\b(?:gets?|is|are|was|were|be|been|being|argument|arguments|value|values|options?|parameters?) (past) (?=(?:to|as|in|into|by|via|from)\b)/dgiu,
    'passed',
  ],
  [
    'confused',
    0.9,
    /\b(?:in|for|over|during) the (passed)(?= |$)(?! (?:argument|value|options|parameters?|object|function|data|context|string|array|list|path|key|callback|name))/dgiu,
    'past',
  ],
  // quite / quiet, loose ends
  [
    'confused',
    0.9,
    /\b(?:is|are|was|were|be|not|it's|that's|a) (quiet) (?=(?:a|an|the|good|large|small|simple|often|easy|hard|slow|fast|similar|different|useful|common|complex|long|short|new|old|nice|some|expensive|likely|difficult|big|few|bit)\b)/dgiu,
    'quite',
  ],
  [
    'confused',
    0.93,
    /\b(?:give|gives|gave|some|good|any|your|piece of|for|asked?|his|her|their|my|need) (advise)\b(?! (?:you|me|us|him|her|them|the|that|against)\b)/dgiu,
    'advice',
  ],
  [
    'confused',
    0.9,
    /\b(?:to|would|can|will|strongly|we|I|please) (advice) (?=(?:you|to|against|that|them|him|her|using|me|us|everyone)\b)/dgiu,
    'advise',
  ],
  [
    'confused',
    0.9,
    /\b(?:of|by|in|on|to|with) (principal) (?=(?:that|of least|of|is)\b)/dgiu,
    'principle',
  ],
  ['confused', 0.93, /\bin (principal)(?=[ ,.;]|$)/dgiu, 'principle'],
  [
    'confused',
    0.9,
    /\b(?:the|a|an) (hole) (?=(?:file|thing|project|team|time|day|world|list|array|document|page|system|string|text|file|process|week|year|night|point|table|response|buffer|repository|tree|line|application|story|set)\b)/dgiu,
    'whole',
  ],
  [
    'confused',
    0.9,
    /\b(?:you|we|they|I|go|went|goes|going|run|runs|running|loops?|passes?|pass|passed|look|looks|looking|read|iterates?|walks?|sent|send|search|way|get|gets|done|configured?|available|it) (trough|threw|thorough) (?=(?:the|a|an|all|each|every|it|this|these|that|our|your|their|its|my|multiple|several|environment|npm|pip|to)\b)/dgiu,
    'through',
  ],
  [
    'confused',
    0.95,
    /\b(trough) (?=(?:the|a|an|all|each|every|this|these|your|our|their|npm|which)\b)/dgiu,
    'through',
  ],
  [
    'confused',
    0.9,
    /\b(?:load|loads|loaded|read|reads|data|import|imports|imported|different|apart|return|returns|returned|remove|removed|removes|come|comes|fetch|fetched|fetches|copied|copy|downloaded?|value|values|output|results?|message|messages|email|configuration|text|file|files|created?|far|away|derived|inherits?|suffer|suffers|obtained|extracted?|taken|starting|received?) (form) (?=(?:the|a|an|this|that|these|it|our|your|their|its|stdin|disk|scratch|another|multiple|different|\p{Lu}\p{Ll}+|each|all|one|which)\b)(?! (?:which|that) (?:is|are|was) submitted)/dgu,
    'from',
  ],
  [
    'confused',
    0.9,
    /\b(?:filled?|fill in|submit|submits|submitted|login|sign-?up|contact|web|html|the|this) (from) (?=(?:is|was|has|field|fields|validation|submission|component|element|data is)\b)/dgiu,
    'form',
  ],
  [
    'confused',
    0.9,
    /\b(?:let|lets|if|now|I|you|did|didn't|don't|do|not|they|we|already|to) (now) (?=(?:how|what|why|whether|if|that|where|who|about)\b(?! (?:\p{L}+ ){0,2}(?:is|are)\b))/dgiu,
    'know',
  ],
  ['confused', 0.95, /\b(?:let|lets) (?:me|us|him|her|them) (now)\b(?! \p{L}+ing)/dgiu, 'know'],
];
