import assert from 'node:assert/strict';
import { ruleCorrections } from '../../../server/verify/prose/corrections.ts';
import { detectLanguage } from '../../../server/verify/prose/language.ts';
import { inlineMasks } from '../../../server/verify/prose/masks.ts';
import {
  rankedCandidates,
  tableCorrections,
  unknownWordCorrections,
} from '../../../server/verify/prose/spelling.ts';
import { readSentence } from '../../../server/verify/prose/tokens.ts';

const sure = 0.8;

/** The sentence with everything corrected that the rules and the table of misspellings are sure of. */
function corrected(
  text: string,
  form = { kind: 'text' as const, capital: false, stop: false },
): string {
  const sentence = readSentence(text, inlineMasks(text), form);
  const found = [...ruleCorrections(sentence), ...tableCorrections(sentence)].filter(
    (correction) => correction.prior >= sure,
  );
  let result = text;
  let limit = Infinity;
  for (const correction of found.sort(
    (a, b) => b.range.start - a.range.start || b.prior - a.prior,
  )) {
    if (correction.range.end > limit) continue;
    result =
      result.slice(0, correction.range.start) +
      (correction.replacements[0] ?? '') +
      result.slice(correction.range.end);
    limit = correction.range.start;
  }
  return result;
}

const fixes: readonly (readonly [string, string, string])[] = [
  [
    'the verb of a relative clause',
    'Boats that draws two metres must wait.',
    'Boats that draw two metres must wait.',
  ],
  [
    'a verb of a relative clause that could be a noun',
    'Programs which uses memory are stopped.',
    'Programs which use memory are stopped.',
  ],
  [
    'articles by sound',
    'It took a hour to write an user guide and an JSON parser for a SSH key.',
    'It took an hour to write a user guide and a JSON parser for an SSH key.',
  ],
  ['doubled words', 'Open the the door.', 'Open the door.'],
  ['a number before a noun', 'There are three file in it.', 'There are three files in it.'],
  ['a modal before a verb', 'You should never stores it.', 'You should never store it.'],
  ['have before a past tense', 'They have wrote it.', 'They have written it.'],
  ['a pronoun before a verb', 'He go home when it need oil.', 'He goes home when it needs oil.'],
  ['a relative clause', 'The path that have to be read.', 'The path that has to be read.'],
  ['two ways', 'There is two ways to do it.', 'There are two ways to do it.'],
  ['could of', 'We could of seen it.', 'We could have seen it.'],
  ['then and than', 'It is larger then the rest.', 'It is larger than the rest.'],
  ['whether', 'I do not know weather it works.', 'I do not know whether it works.'],
  ['common misspellings', 'I recieved a seperate file.', 'I received a separate file.'],
  ['comparison', 'This is more easier.', 'This is easier.'],
  ['prepositions', 'It depends of the size.', 'It depends on the size.'],
  ['days', 'See you on monday.', 'See you on Monday.'],
  ['torn words', 'It does it by it self.', 'It does it by itself.'],
  ['a passive', 'It should not be submit twice.', 'It should not be submitted twice.'],
  [
    'a second verb in the present',
    'The parser reads a token, checks its type and return a node.',
    'The parser reads a token, checks its type and returns a node.',
  ],
  [
    'a second verb behind an order',
    'Please close the window and turns off the light.',
    'Please close the window and turn off the light.',
  ],
  [
    'a second verb in the past',
    'She packed her bag, locked the door and leave the house.',
    'She packed her bag, locked the door and left the house.',
  ],
  [
    'a subject behind an opening phrase',
    'By default the server listen on two ports.',
    'By default the server listens on two ports.',
  ],
  [
    'a subject with a modifier behind it',
    'The meeting room on the second floor are full.',
    'The meeting room on the second floor is full.',
  ],
  [
    'neither and nor',
    'Neither the client nor the server store passwords.',
    'Neither the client nor the server stores passwords.',
  ],
  ['neither without nor', 'It was neither cheap or good.', 'It was neither cheap nor good.'],
  [
    'most of which',
    'We have nine books, most of which was new.',
    'We have nine books, most of which were new.',
  ],
  [
    'one tense in a story',
    'When I was a child, we go to the lake.',
    'When I was a child, we went to the lake.',
  ],
  [
    'the case of pronouns',
    'My aunt gave my brother and me a book, and she is taller than him is.',
    'My aunt gave my brother and me a book, and she is taller than he is.',
  ],
];

const right: readonly string[] = [
  'This will affect the result.',
  'The youth have less time, and youngsters today do help.',
  'They are the few who are waiting.',
  'Education is the key to many doors.',
  'He is an alternative to prescribed burning.',
  'The purpose of travel is to have time, and people must have time to gain knowledge.',
  'If they dismiss you you will be poor.',
  'The bag was closed and holds two books.',
  'He opened the shop in May, and it still closes at noon.',
];

const kept: readonly string[] = [
  'An honest user has a unique European key.',
  'He had had enough, and that that was so surprised nobody.',
  'If I were you, I would ask whether it were possible.',
  'She suggested that the job be restarted and that he take a break.',
  'The number of open files is limited, and a number of users have noticed.',
  'Each of the tests runs alone, and the list of files is short.',
  'Let the user choose, and make the tests fail early.',
  'Does the file exist, and should keys be sorted?',
  'The data are stored for three days, then the team meets.',
  'Kubernetes is fine, and GitHub Actions runs the checks.',
  'i and j are indices; for i in range do it.',
  'The function need not return, and its best feature is its own cache.',
  'It is a two day trip over a three month period.',
  'The `users` table have `teh recieve` in it'.replace(' have ', ' has '),
  'The APIs are old and the status is unknown.',
  'We showed users that draws are rare, and the players that plays attract are few.',
  'The list of boats that uses the harbour is short, and news that travels fast is bad.',
  'She waved through the window of the different house.',
  'Members can subscribe with a preferred address.',
  'These fine folk speak well of her.',
  'It looks like her, and he is taller than her.',
  'This is where your father and uncle were betrayed.',
  'If the dead are restless, they may tell us why.',
  'Only six of us were left, and two were still awake.',
  'There were lands to the east of the river.',
  'Things look grave, but all is not yet lost.',
  'This does not seem the wisest of choices.',
  'It matches anything except one of the patterns.',
  'The phase is used by modules to reassert their ownership or force a value.',
  'The order in which things are defined matters.',
  'May we meet again in happier times.',
  'They travel far in search of work, and have to escape to safety.',
  'It may be added to any request for the directory.',
  'He owes a great deal to his teacher.',
  'They run in parallel with the shell.',
  'It has a similar effect to the other option and stays in effect in the shell.',
  'This is enough for the moment.',
  'It is better to be the greater of three.',
  'It is not recommended to use such short times.',
  'Users are allowed to set addresses and permitted to submit messages.',
  'He has the will to do it, and I do what I can to see him.',
  'They need help desperately, and we hope help arrives soon.',
  'It relieves my mind to know this.',
  'We have direct orders from the king.',
  'I know the way to many places.',
  'He knows that if he leaves, we fail.',
  'I wonder if it would be possible to add this.',
  'I do not know if I would have had the strength.',
  'They cannot be so easily beaten.',
  'He learned magic in school.',
  'The ruby, what is that, a gem?',
  'The elves who saved us were old.',
  'It depends on the program you use to create the file.',
  'It is expanded before use.',
  'The ground is too open, and that was a little too close for comfort.',
  'The keys that we found on the table were old.',
  'They arrived to take me home.',
  'The name was misspelled.',
  'Requests to documents sometimes fail.',
  'Addresses whose routing depends on the domain are kept.',
  'They were attacked from any direction.',
  'It is for the benefit of programs that read it.',
  'It gives a way to do that.',
  'Where an LDAP connection is used, it is kept.',
];

describe('prose rules', () => {
  for (const [name, before, after] of fixes) {
    it(`corrects ${name}`, () => {
      assert.equal(corrected(before), after);
    });
  }

  for (const text of right) {
    it(`leaves “${text}” alone`, () => {
      assert.equal(corrected(text), text);
    });
  }
  for (const text of kept) {
    it(`keeps “${text}”`, () => {
      assert.equal(corrected(text), text);
    });
  }

  it('gives a sentence its capital and stop only where the place asks for them', () => {
    assert.equal(corrected('it works', { kind: 'text', capital: true, stop: true }), 'It works.');
    assert.equal(corrected('it works'), 'it works');
    assert.equal(corrected('npm works', { kind: 'text', capital: true, stop: false }), 'npm works');
    const sentence = { kind: 'text', capital: true, stop: false } as const;
    assert.equal(corrected('(optional) The name.', sentence), '(optional) The name.');
    assert.equal(corrected('(it works.)', sentence), '(It works.)');
  });

  it('touches no masked span', () => {
    const text = 'Read `the the recieve` and recieve@example.com.';
    assert.equal(corrected(text), text);
  });

  it('keeps the comment marker when a doubled word stands on both sides of a line break', () => {
    const text = 'This is the\n// the end.';
    const gap = { start: text.indexOf('\n'), end: text.indexOf('the end') };
    const found = ruleCorrections(readSentence(text, [gap])).find(
      (correction) => correction.kind === 'doubled',
    );
    assert.ok(found !== undefined && found.range.start >= gap.end);
  });
});

describe('spelling candidates', () => {
  it('ranks the likely slip first', () => {
    for (const [wrong, right] of [
      ['functoin', 'function'],
      ['valuee', 'value'],
      ['paramter', 'parameter'],
      ['quikcly', 'quickly'],
      ['proces', 'process'],
    ] as const) {
      assert.equal(rankedCandidates(wrong, [])[0]?.word, right);
    }
  });

  it('leaves names, terms of the trade and compounds alone', () => {
    for (const text of [
      'We asked Ngozi about it.',
      'Use async and stdin here.',
      'The lockfile is there.',
      'It was deduplicated.',
    ]) {
      const sentence = readSentence(text);
      const unknown = sentence.tokens
        .filter((token) => /^(?:Ngozi|async|stdin|lockfile|deduplicated)$/u.test(token.text))
        .map((token) => ({ token, suggestions: ['house'] }));
      assert.ok(unknown.length > 0);
      assert.deepEqual(unknownWordCorrections(sentence, unknown), []);
    }
  });
});

describe('language identification', () => {
  const languages: readonly (readonly [string, string])[] = [
    ['en', 'The server listens on port 8080 by default.'],
    ['en', 'I am writting to you becuase I have not recieved my order yet.'],
    ['de', 'Der Server lauscht standardmäßig auf Port 8080.'],
    ['fr', 'Le serveur écoute par défaut sur le port 8080.'],
    ['es', 'Esta función devuelve un valor nulo cuando falla.'],
    ['zh', '这个函数返回一个值。'],
    ['ja', 'この関数は値を返します。'],
    ['ru', 'Эта функция возвращает значение.'],
    ['und', 'npm ci'],
  ];
  for (const [language, text] of languages) {
    it(`takes “${text}” for ${language}`, () => {
      assert.equal(detectLanguage(text).language, language);
    });
  }
});
