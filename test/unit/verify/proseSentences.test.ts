import assert from 'node:assert/strict';
import { ruleCorrections } from '../../../server/verify/prose/corrections.ts';
import { inlineMasks } from '../../../server/verify/prose/masks.ts';
import { readSentence } from '../../../server/verify/prose/tokens.ts';
import { correctedByRules as corrected } from '../../support/surestCorrections.ts';

const fixes: Readonly<Record<string, readonly (readonly [string, string])[]>> = {
  'lengths of time and the perfect': [
    ['My aunt live in Norway since six years.', 'My aunt has lived in Norway for six years.'],
    ['My aunt lives in Norway since 2009.', 'My aunt has lived in Norway since 2009.'],
    ['We have been friends since a long time.', 'We have been friends for a long time.'],
    [
      'The firms have been working together since more than ten years.',
      'The firms have been working together for more than ten years.',
    ],
    ['The lift is broken since yesterday.', 'The lift has been broken since yesterday.'],
    ['She work as a nurse since 2010.', 'She has worked as a nurse since 2010.'],
    ["I'm waiting here since two hours.", "I've been waiting here for two hours."],
    ['They know each other since childhood.', 'They have known each other since childhood.'],
  ],
  'verbs of one subject': [
    [
      'The walls were painted in May and has been cleaned twice.',
      'The walls were painted in May and have been cleaned twice.',
    ],
    [
      'The rooms are clean but does not have a view.',
      'The rooms are clean but do not have a view.',
    ],
    [
      'The two doors is open and was never closed.',
      'The two doors are open and were never closed.',
    ],
  ],
  'pronouns of one thing': [
    ['The oldest one need a new roof.', 'The oldest one needs a new roof.'],
    ['When it is full the oldest one get sold.', 'When it is full the oldest one gets sold.'],
  ],
  'names of things that look like verbs': [
    ['This pull request add a test.', 'This pull request adds a test.'],
  ],
  'doubled determiners': [
    ['Note that the this switch is broken.', 'Note that this switch is broken.'],
    ['The a new lamp is on.', 'The new lamp is on.'],
    ['Check the your luggage first.', 'Check your luggage first.'],
  ],
  'a comma behind a question': [
    ['Whose coat is this, it was on the floor.', 'Whose coat is this? It was on the floor.'],
    ['Where is the ladder, I need it.', 'Where is the ladder? I need it.'],
    ['Can you call me, I have a question.', 'Can you call me? I have a question.'],
  ],
  'who is named first': [
    ['me and Tom were late', 'Tom and I were late'],
    ['A friend of me is a pilot.', 'A friend of mine is a pilot.'],
  ],
  'what goes out of use': [
    ['The option is depreciated and will go.', 'The option is deprecated and will go.'],
    ['It prints a depreciation warning.', 'It prints a deprecation warning.'],
    ['Getting Start', 'Getting Started'],
    ['It listens on port 80 per default.', 'It listens on port 80 by default.'],
  ],
  'verb forms': [
    ['We are consider to sell the house.', 'We are considering selling the house.'],
    ['We are wait for the bus.', 'We are waiting for the bus.'],
    ['Yesterday I have seen a fox.', 'Yesterday I saw a fox.'],
    ['Both function returns a list.', 'Both functions return a list.'],
    ['Do anyone knows his name?', 'Does anyone know his name?'],
    ['How is the weather like there?', 'What is the weather like there?'],
    ['Does you have time?', 'Do you have time?'],
    ['My uncle have eighty years old.', 'My uncle is eighty years old.'],
    ['He knew that the shop close at six.', 'He knew that the shop closes at six.'],
  ],
  'small words': [
    ["It's depend on the weather.", 'It depends on the weather.'],
    ['This version is not longer supported.', 'This version is no longer supported.'],
    ['I agree with the most of your points.', 'I agree with most of your points.'],
    ['They stay at their grandparents house.', "They stay at their grandparents' house."],
    ['Could you send me the file until tomorrow?', 'Could you send me the file by tomorrow?'],
    ['We stayed in a hotel who had a pool.', 'We stayed in a hotel that had a pool.'],
    ['What does this options do?', 'What does these options do?'],
    ['This are the best cakes.', 'These are the best cakes.'],
  ],
};

const right: readonly string[] = [
  'He has lived here since he was two years old.',
  'I have not slept well since three nights ago.',
  'It is ten years since he left.',
  'It is the biggest storm since 1987.',
  'She is the first woman since 1950 to win.',
  'Nothing has changed since then.',
  'The option is available since version 2.',
  'It has been a while since we met.',
  'The houses built since 1990 are larger.',
  'I leave early since I live far away.',
  'He was quiet, since ten years at sea had changed him.',
  'The note says that the pages are old and has a link to the new ones.',
  'He thinks the pages are old and has a better idea.',
  'The list of names was printed and has been sent out.',
  'The letters I sent were lost and the parcel has been returned.',
  'The band was late and have gone home.',
  'The government have announced new measures.',
  'Three quarters of the cake has been eaten.',
  'I saw the oldest one leave.',
  'The last one to leave locks the door.',
  'What it is is a mistake.',
  'The only thing he does does not help.',
  'She had had enough.',
  'Inside it the this keyword is undefined.',
  'The a priori estimate is low.',
  'In this the last year of his life he wrote.',
  'Is this the book?',
  'When is it due, and who is responsible?',
  'Where are you, my dear?',
  'What is done is done, and nothing can change it.',
  'Which one it was, nobody knows.',
  'When it is late, I go to bed.',
  'Had I known, I would have come.',
  'Should it rain, we will stay at home.',
  "Do what you like, I don't care.",
  'May you live long, my friend.',
  'The shares have depreciated by ten percent since May.',
  'It was depreciated over five years.',
  'Use the port as per default settings.',
  'He is considered to be the best.',
  'Both time and space matter.',
  'Both work and play are good.',
  'Do someone a favour.',
  'A photo of me is on the wall.',
  'She took a photo of me and Sara.',
  'Dust settled on windows and doors.',
  'Thanks to',
  'We have two year old twins.',
  'Sales are up since May.',
  'Her health is better since Monday.',
  'Do you live here now?',
  'What is more, it rains all day.',
  "What's more, I won.",
  'Is this one work related?',
  'This one act changed everything.',
  'This one change breaks everything.',
  'Me and Earl and the girl next door.',
  'It allows us to quickly read the file and reduces the load.',
  'May be a function.',
  'For live examples, see below.',
  'You should make the most of your days.',
  'The rope is not longer than the table.',
  'The shop close to my house is open.',
  'You can return an object with three properties.',
  'It is exposed for convenience.',
  'It throws an error, so a rejected key is never handed back.',
  'The tools you use to build your house are old.',
  'Defaults to comparing them with care.',
  'It is one of the smallest color packages.',
  'This matters for users of the old version.',
  "They don't have build tools.",
  'It is one of two letters (one from the old house).',
  'The cake was eaten, and instead the fruit was served.',
  'It may be called before or after the page is loaded and should do the same in all cases.',
  'If you would like to discuss an idea, open an issue.',
  'It is better to import only the library and register the languages you need.',
  'It is important to always either read or cancel the reply.',
  'It is the index right after the link prefix.',
  'npm install',
  'Use it for sync methods.',
  'You can reference the book in several ways.',
  'When a call times out, it rejects the first error that was received.',
];

const named: readonly string[] = [
  'undici allows you to set your own name.',
  'esutils contains hundreds of tests.',
  '**path** is where the file lies.',
];

describe('sentences as a whole', () => {
  for (const [name, list] of Object.entries(fixes))
    describe(`corrects ${name}`, () => {
      for (const [wrong, expected] of list)
        it(`“${wrong}”`, () => {
          assert.equal(corrected(wrong), expected);
        });
    });

  for (const sentence of named)
    it(`leaves the first word of “${sentence}” small`, () => {
      const form = { kind: 'text', capital: true, stop: true } as const;
      const found = ruleCorrections(readSentence(sentence, [], form));
      assert.deepEqual(
        found.filter(({ kind }) => kind === 'capital'),
        [],
      );
    });

  it('leaves an article before code alone', () => {
    const text = 'Follow an `=` for a long option.';
    const found = ruleCorrections(readSentence(text, inlineMasks(text)));
    assert.deepEqual(
      found.filter(({ kind, prior }) => kind === 'article' && prior >= 0.8),
      [],
    );
  });

  for (const sentence of right)
    it(`leaves “${sentence}” alone`, () => {
      assert.equal(corrected(sentence), sentence);
    });
});
