import type { PatternRow } from './tokenPattern.ts';

/** Verbs, adjectives and nouns with the preposition that they want: the words, what people write, what is right. */
const governed: readonly (readonly [words: string, wrong: string, right: string])[] = [
  ['=depend|dependent|dependence|dependency', 'of|from|to|at', 'on'],
  ['=rely|reliance', 'in|of|at|to', 'on'],
  ['=insist', 'to|in|for|at', 'on'],
  ['=concentrate', 'in|at|to', 'on'],
  ['=focus|focused', 'in|at|to', 'on'],
  ['=congratulate', '', ''],
  ['interested|interest', 'on|about|for|at|to', 'in'],
  ['=participate|participation', 'at|to|on', 'in'],
  ['=succeed', 'on|at|to', 'in'],
  ['=believe', 'on|at', 'in'],
  ['=specialize|=specialise', 'on|at|for', 'in'],
  ['experienced|involved', 'on|at', 'in'],
  ['responsible|responsibility', 'of|to|about', 'for'],
  ['=apologize|=apologise', 'of|about', 'for'],
  ['=wait|=waiting', 'on|to|at', 'for'],
  ['=search', 'after', 'for'],
  ['famous|known', 'of|from', 'for'],
  ['reason|reasons', 'of', 'for'],
  ['=belong', 'at|for|with|in', 'to'],
  ['=listen', 'at', 'to'],
  ['=respond|response', 'on|at', 'to'],
  ['=react|reaction', 'on|at', 'to'],
  ['similar|identical', 'as|with|of|like', 'to'],
  ['=reply', 'on', 'to'],
  ['married|engaged', 'with', 'to'],
  ['=contribute|contribution|contributions', 'for|in|at', 'to'],
  ['=adapt|=adjust', 'at|in', 'to'],
  ['accustomed|equivalent|superior|inferior|prior', 'with|than|of|at', 'to'],
  ['=subscribe', 'at|in|for', 'to'],
  ['thanks', 'of', 'to'],
  ['according', 'with|of|at|from', 'to'],
  ['due', 'of|for', 'to'],
  ['=consist', 'from|in|on|by|with', 'of'],
  [
    '=approve|aware|capable|full|proud|tired|afraid|ashamed|fond|guilty|jealous',
    'about|from|with|to|for|on|in',
    'of',
  ],
  ['=dream', 'with|from', 'of'],
  ['=get rid', 'from', 'of'],
  ['instead', 'from|to|for', 'of'],
  ['lack', 'in|on|from', 'of'],
  ['advantage|disadvantage|advantages|disadvantages', 'from|at', 'of'],
  ['different|=differ|=suffer|absent|far|=derive', 'of|with|by', 'from'],
  ['=prevent|=recover|=graduate', 'of', 'from'],
  ['=protect|=distinguish', 'of', 'from'],
  ['=agree', 'to you|about you', 'with you'],
  ['=cope|satisfied|busy|patient|associated|compatible', 'about|to|of|by|at', 'with'],
  ['familiar', 'about|of|by|at', 'with'],
  ['=comply|=cooperate|=collaborate', 'to|of|in|at', 'with'],
  ['=interfere', 'to|of|at', 'with'],
  [
    '=complain|worried|=worry|excited|curious|serious|=talk',
    'of the|on the|for the|over the',
    'about the',
  ],
  ['good|bad|great|skilled|terrible|excellent', 'in', 'at'],
  ['surprised|amazed|shocked', 'from|of|on', 'at'],
  ['=laugh|=smile|=stare', 'on|about', 'at'],
];

/** Words behind which "good in" or "arrive to" may still be right. */
const skills =
  'math|maths|mathematics|english|english|french|german|spanish|sports|chess|football|tennis|programming|cooking|singing|drawing|physics|history|school|swimming|dancing|writing|reading|coding|languages';

function governedRows(): PatternRow[] {
  return governed.flatMap(([head, wrong, right]): PatternRow[] => {
    if (wrong === '') return [];
    if (head.startsWith('good'))
      return [
        [
          'preposition',
          0.86,
          `=be|very|really|so|quite|not ${head} [ in ] ${skills}|GERUND`,
          right,
        ],
      ];
    if (/ /u.test(wrong))
      return wrong.split('|').map((pair): PatternRow => {
        const [first = '', second = ''] = pair.split(' ');
        return [
          'preposition',
          0.6,
          `${head} [ ${first} ] ${second}`,
          right.split(' ')[0] as string,
        ];
      });
    return [
      [
        'preposition',
        0.8,
        `${head} [ ${wrong} ] DET|POSS|OBJ|NOUN|GERUND|MASK|who|what|which|how|whether`,
        right,
      ],
    ];
  });
}

const weekday =
  'monday|tuesday|wednesday|thursday|friday|saturday|sunday|mondays|tuesdays|wednesdays|thursdays|fridays|saturdays|sundays';
const month = 'january|february|april|june|july|august|september|october|november|december';
const period =
  'second|seconds|minute|minutes|hour|hours|day|days|week|weeks|month|months|year|years';

/** Prepositions that a word before or behind them decides, and verbs that take none or cannot do without. */
export const prepositionPatterns: readonly PatternRow[] = [
  ...governedRows(),
  // Times.
  ['preposition', 0.86, `[ in|at ] ${weekday}`, 'on'],
  ['preposition', 0.84, `[ on|at ] ${month} !NUMBER`, 'in'],
  ['preposition', 0.86, "VERB|NOUN|it [ in|on ] NUMBER o'clock|pm|am", 'at'],
  ['preposition', 0.8, '[ in ] the weekend|weekends', 'on'],
  ['preposition', 0.85, '[ on|at ] the morning|afternoon|evening', 'in'],
  ['preposition', 0.85, '[ in|on ] night $|STOP|COMMA', 'at'],
  [
    'preposition',
    0.88,
    `=have|has|been|for|=wait|=work|=live|=know|=learn|=study|BE WORD? WORD? [ since ] NUMBER|a|an|several|many|few|some ${period} !ago`,
    'for',
  ],
  ['preposition', 0.86, `[ during ] NUMBER|several|many ${period}`, 'for'],
  ['preposition', 0.84, `NUMBER ${period} [ before ] $|STOP`, 'ago'],
  [
    'preposition',
    0.86,
    `!can|may|could =send|=finish|=submit|=deliver|=return|=reply|=pay|=complete|=respond|=answer|back|ready|done|it|them|me|us WORD* [ until ] ${weekday}|tomorrow|tonight|noon|NUMBER`,
    'by',
  ],
  // Verbs that take their object at once.
  [
    'preposition',
    0.9,
    '!as =discuss [ about|on|over ] DET|POSS|OBJ|NOUN|it|this|that|how|what',
    '',
  ],
  [
    'preposition',
    0.88,
    "to|please|=can|MODAL|hesitate|not|don't [ contact with|to ] OBJ|DET|POSS|PERSON",
    'contact',
  ],
  [
    'preposition',
    0.85,
    '=contact|=phone|=email|=answer|=ask|=tell|=marry|=resemble|=attend|=approach|=reach [ to|with ] OBJ',
    '',
  ],
  ['preposition', 0.85, '=marry [ with|to ] DET|POSS|OBJ', ''],
  [
    'preposition',
    0.84,
    '=enter|=reach [ in|into|to|at ] the|POSS room|house|building|office|city|town|station|hotel|page|site|school|summit|top|goal|destination',
    '',
  ],
  ['preposition', 0.86, '=visit [ to|in ] DET|POSS|OBJ|NOUN', ''],
  ['preposition', 0.84, '=call [ to ] OBJ|POSS', ''],
  ['preposition', 0.88, '=go|=come|=get|=return|=arrive [ to|at ] home', ''],
  [
    'preposition',
    0.86,
    '=go|=come|=travel [ to ] abroad|there|here|downtown|outside|inside|upstairs|downstairs',
    '',
  ],
  ['preposition', 0.92, '[ despite of ]', 'despite'],
  ['preposition', 0.92, '[ inspite of ]', 'in spite of'],
  ['preposition', 0.9, '[ in despite of ]', 'despite'],
  [
    'preposition',
    0.85,
    '=emphasize|=stress|=describe|=explain|=mention|=consider|=investigate|=regret [ about|on ] the|POSS|this|that|how|what',
    '',
  ],
  ['preposition', 0.85, '=comprise|comprising [ of ]', ''],
  ['preposition', 0.85, "SUBJ|MODAL|to|please|don't|didn't =request [ for ] DET|POSS|NOUN", ''],
  ['preposition', 0.85, 'requesting [ for ] DET|POSS|NOUN', ''],
  ['redundant', 0.86, '=return|=revert|=reply [ back ] to|DET|the|OBJ|STOP|$', ''],
  ['redundant', 0.86, '=repeat [ again ]', ''],
  // Verbs that need one.
  ['preposition', 0.9, '=listen [ ] music|me|him|her|us|them|DET|POSS', 'to'],
  [
    'preposition',
    0.86,
    'to|please|MODAL|and|is|are|was|were|am|be wait|waiting [ ] me|you|him|us|them|your|my|his',
    'for',
  ],
  ['preposition', 0.92, '=explain|=respond|=reply [ ] me|us|him|them', 'to'],
  ['preposition', 0.88, 'your|my|his|her|their|our interest [ of|for|about|to ]', 'in'],
  ['preposition', 0.9, 'please WORD* [ until ] the end|beginning of', 'by'],
  ['article', 0.88, 'all [ the ] night|day|morning|afternoon|evening|week|year $|STOP|COMMA', ''],
  ['preposition', 0.9, '=look forward [ ] your|our|the|GERUND|seeing|hearing|meeting', 'to'],
  ['preposition', 0.9, '=belong [ ] me|him|her|us|them|the|my|our', 'to'],
  [
    'preposition',
    0.86,
    '=apologize|=apologise [ ] the|my|our|any inconvenience|delay|mistake|error|confusion|trouble',
    'for',
  ],
  ['preposition', 0.9, 'according [ ] the|this|that|our|my|your|their', 'to'],
  ['preposition', 0.9, 'in front [ ] the|my|our|your|me|him|her|us|them', 'of'],
  ['preposition', 0.9, '!^|and|but|or|so|COMMA|BE instead [ ] the|a|an|GERUND', 'of'],
  ['preposition', 0.9, 'a lot|lots [ ] NOUN !of', 'of'],
  ['preposition', 0.85, '=agree [ ] you|him|her|them|that', 'with'],
  ['preposition', 0.86, 'because [ ] the|this|that|his|her|our|their|my NOUN $|STOP|COMMA', 'of'],
  ['preposition', 0.86, '=go [ ] school|work|bed|university|church|college !and', 'to'],
  ['preposition', 0.86, '=arrive [ ] the|our|my|their', 'at'],
  ['preposition', 0.85, '=thank you|him|her|them|us [ to ] GERUND', 'for'],
  ['preposition', 0.86, 'thank|thanks you? [ ] GERUND|your|the', 'for'],
  ['preposition', 0.84, 'in my|our|his|her|your [ point of view|mind ] COMMA', 'opinion'],
  ['preposition', 0.86, '[ in the other hand ]', 'on the other hand'],
  ['preposition', 0.86, '[ in the opposite|contrary ] COMMA', 'on the contrary'],
  ['preposition', 0.86, '[ with other words ]', 'in other words'],
  ['preposition', 0.86, '[ on the long|short run|term ]', 'in the $3 $4'],
  ['preposition', 0.86, '[ at the end ] COMMA we|i|he|she|they', 'in the end'],
  ['preposition', 0.86, '[ under ] my|his|her|your|our opinion', 'in'],
  ['preposition', 0.86, '[ by ] foot $|STOP|COMMA|to', 'on'],
  ['preposition', 0.86, '[ in ] purpose $|STOP|COMMA', 'on'],
  [
    'preposition',
    0.86,
    '[ in|at ] the phone|internet|website|homepage|radio|tv|television $|STOP|COMMA|with|and|for|to',
    'on',
  ],
  [
    'preposition',
    0.86,
    '[ on|at|in ] average|vacation|holiday|sale|schedule|demand $|STOP|COMMA',
    'on',
  ],
];
