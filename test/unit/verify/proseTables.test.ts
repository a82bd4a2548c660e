import assert from 'node:assert/strict';
import { correctedByRules as corrected } from '../../support/surestCorrections.ts';

const errors: readonly (readonly [string, string])[] = [
  // Government.
  ['My son is allergic against cats.', 'My son is allergic to cats.'],
  ['They took advantage from the weather.', 'They took advantage of the weather.'],
  ['The bank is in charge for the money.', 'The bank is in charge of the money.'],
  ['He spends too much money for games.', 'He spends too much money on games.'],
  ['The wall was painted from a friend.', 'The wall was painted by a friend.'],
  ['The answer is in page 12.', 'The answer is on page 12.'],
  ['We go to the office with bus every day.', 'We go to the office by bus every day.'],
  ['She was born in 12 May in Rome.', 'She was born on 12 May in Rome.'],
  ['Please turn of the radio.', 'Please turn off the radio.'],
  // Forms behind other words.
  ['He risked to lose his job.', 'He risked losing his job.'],
  ['They offered helping us.', 'They offered to help us.'],
  ['I do not know how repair it.', 'I do not know how to repair it.'],
  ['There is no point to argue.', 'There is no point in arguing.'],
  ["I'm wait for the bus.", "I'm waiting for the bus."],
  ['I had my car repair yesterday.', 'I had my car repaired yesterday.'],
  ['It was created by hand and test on Linux.', 'It was created by hand and tested on Linux.'],
  // Derivation.
  ['The milk smells badly.', 'The milk smells badly.'],
  ['The cake tastes wonderfully.', 'The cake tastes wonderful.'],
  ['He behaved very polite.', 'He behaved very politely.'],
  ["We're very exhausting after the run.", "We're very exhausted after the run."],
  // Clauses.
  ['As soon as it will stop, we can go.', 'As soon as it stops, we can go.'],
  ['I wish I can dance.', 'I wish I could dance.'],
  ['Where you found it?', 'Where did you find it?'],
  ['What time you start?', 'What time do you start?'],
  ['I wonder when does the film start.', 'I wonder when the film starts.'],
  ['She is older that me.', 'She is older than me.'],
  ['What does these words mean?', 'What do these words mean?'],
  // Articles, number, apostrophes, compounds.
  ['My aunt is nurse.', 'My aunt is a nurse.'],
  ['They moved to USA.', 'They moved to the USA.'],
  ['The wall is ten meter high.', 'The wall is ten meters high.'],
  ["Some boy's are late.", 'Some boys are late.'],
  ['You must login to continue.', 'You must log in to continue.'],
  // One tense, one subject.
  ['When I opened the box, a mouse jump out.', 'When I opened the box, a mouse jumped out.'],
  ['Last night somebody break the lamp.', 'Last night somebody broke the lamp.'],
  [
    'My uncle is a cook and my aunt work in a bank.',
    'My uncle is a cook and my aunt works in a bank.',
  ],
  ['These machines needs oil.', 'These machines need oil.'],
];

const right: readonly string[] = [
  'Press the key to quit, and read on.',
  'We are looking forward to meeting you in May.',
  "I'm not used to playing in front of people.",
  'She was born on 4 March in a small town.',
  'Which version are you using?',
  "Why didn't you call me yesterday?",
  'Had we known this, the code would look different.',
  'He said that water boils at 100 degrees.',
  'We spent two hours in Rome.',
  'The London office opened last year.',
  'She helped me pack and carry the boxes.',
  'I like my mother and my father.',
  'It works better as a team effort.',
  'A way to success is hard work.',
  'The days when I was young are gone.',
  'The wheel is turned by hand.',
  'The shop delayed the order for two weeks.',
  'Maths comes next, and physics is hard.',
  'The results that we published were wrong.',
];

describe('tables of the prose rules', () => {
  for (const [wrong, meant] of errors)
    it(`${wrong === meant ? 'leaves' : 'corrects'} “${wrong}”`, () => {
      assert.equal(corrected(wrong), meant);
    });
  for (const text of right)
    it(`leaves “${text}” alone`, () => {
      assert.equal(corrected(text), text);
    });
});
