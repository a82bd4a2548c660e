import assert from 'node:assert/strict';
import { correctedByRules as corrected } from '../../support/surestCorrections.ts';

const fixes: readonly (readonly [string, string])[] = [
  ['We did many mistakes.', 'We made many mistakes.'],
  ['She made some pictures of the cat.', 'She took some pictures of the cat.'],
  ['We made a lot of photos.', 'We took a lot of photos.'],
  ["There is an error who I can't explain.", "There is an error that I can't explain."],
  ['Me and my sister goes by bus.', 'My sister and I go by bus.'],
  ['Me and my sister live here.', 'My sister and I live here.'],
  ['Wash the apples well and dry them.', 'Wash the apples well and dry them.'],
  ['Peel the carrots and cook it.', 'Peel the carrots and cook them.'],
  ['Press the key to turn on it.', 'Press the key to turn it on.'],
  ['Please throw away it.', 'Please throw it away.'],
  ['Is the tent not enough warm?', 'Is the tent not warm enough?'],
  ['They spent there three days.', 'They spent three days there.'],
  ['What means this sign?', 'What does this sign mean?'],
  ['How works this machine?', 'How does this machine work?'],
  ['It is in walking distance from here.', 'It is within walking distance of here.'],
  ['She went straight at the airport.', 'She went straight to the airport.'],
  ['He is in charge with the garden.', 'He is in charge of the garden.'],
  ['I would be happy to hear about you soon.', 'I would be happy to hear from you soon.'],
  ['Submit the report until Monday.', 'Submit the report by Monday.'],
  ['Please transfer the money until May 7.', 'Please transfer the money by May 7.'],
  ['She has ten years experience.', 'She has ten years of experience.'],
  ['There were no any chairs.', 'There were no chairs.'],
  ['He has two letters of recommendations.', 'He has two letters of recommendation.'],
  ['It would be nice when you could call.', 'It would be nice if you could call.'],
  ['I am not sure if I do something wrong.', 'I am not sure if I am doing something wrong.'],
  ['Do you wanna that I call him?', 'Do you want me to call him?'],
  ['We appreciate if you could reply.', 'We would appreciate it if you could reply.'],
  ['Add a pinch of salts.', 'Add a pinch of salt.'],
  ['They could care less about it.', "They couldn't care less about it."],
  ['The film was not that well.', 'The film was not that good.'],
  ['Someone have the same problem?', 'Does someone have the same problem?'],
  [
    'If people would walk more, the air will be cleaner.',
    'If people walked more, the air would be cleaner.',
  ],
  ['It is for people who lives alone.', 'It is for people who live alone.'],
  ['Fix a typo and adds a missing test', 'Fix a typo and add a missing test'],
  ['She suggested to paint the wall.', 'She suggested painting the wall.'],
  ['He graduated at the University of Oslo.', 'He graduated from the University of Oslo.'],
  ['Submit the form until the end of May.', 'Submit the form by the end of May.'],
  ['I am knowing her since May.', 'I have known her since May.'],
  ['Please remember him to lock the door.', 'Please remind him to lock the door.'],
  ['The roof was damage by the storm.', 'The roof was damaged by the storm.'],
  [
    'We look for a bigger house since March.',
    'We have been looking for a bigger house since March.',
  ],
  ['How long you are waiting?', 'How long have you been waiting?'],
  ['I have not the time for it.', "I don't have the time for it."],
  ['She has a lot of experiences in sales.', 'She has a lot of experience in sales.'],
  ['He made a big progress.', 'He made big progress.'],
  ['The bell sounds strangely today.', 'The bell sounds strange today.'],
  ["I'm working here for five years.", "I've been working here for five years."],
  ['The waiter which served us left.', 'The waiter who served us left.'],
  ['The offer was decline.', 'The offer was declined.'],
  ['You can now login.', 'You can now log in.'],
  ["Skip these file's.", 'Skip these files.'],
];

const right: readonly string[] = [
  'We made many photos available.',
  'The whole case turns on it.',
  'His friends turned on him.',
  'The default action is accept.',
  'One of the people who lives here is a doctor.',
  'Add a flag that sorts and removes the duplicates',
  'Add a step where it parses and updates the index',
  'There are no any types left.',
  'On the one side of the road stood a mill, on the other side an inn.',
  'You can pay until Friday.',
  'Either of the two keys opens the door.',
  'Send her an invite.',
  'Remember me to your mother.',
  'We look for shells since we like them.',
  'It shows a progress bar.',
  "I'm working here for two weeks.",
  'I had a lot of odd experiences.',
  'How long are you staying?',
  'The old trees are giving way to new houses.',
  'She spent two days there.',
  'If you would like to come, I will be happy.',
  'Who knows whether I do something?',
  'The login page is new.',
  'We could care for the cats.',
];

describe('words that belong together', () => {
  for (const [wrong, expected] of fixes)
    it(`corrects “${wrong}”`, () => {
      assert.equal(corrected(wrong), expected);
    });

  for (const sentence of right)
    it(`leaves “${sentence}” alone`, () => {
      assert.equal(corrected(sentence), sentence);
    });
});
