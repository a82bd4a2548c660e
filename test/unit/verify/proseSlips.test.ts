import assert from 'node:assert/strict';
import { correctedByRules as corrected } from '../../support/surestCorrections.ts';

const slips: readonly (readonly [string, string])[] = [
  ["There's many ways to the lake.", 'There are many ways to the lake.'],
  ['Both rivers crosses the valley.', 'Both rivers cross the valley.'],
  [
    'It was painted in 1990 and have been cleaned since.',
    'It was painted in 1990 and has been cleaned since.',
  ],
  ['The machine produce a loud noise.', 'The machine produces a loud noise.'],
  ['This are the keys of the cellar.', 'These are the keys of the cellar.'],
  ['All ticket were sold.', 'All tickets were sold.'],
  ['What does this lever does?', 'What does this lever do?'],
  ['We used to living in Oslo.', 'We used to live in Oslo.'],
  ['You need to closing the window.', 'You need to close the window.'],
  ['The key was find in the garden.', 'The key was found in the garden.'],
  ['You must not to smoke here.', 'You must not smoke here.'],
  ['It allows to users see the map.', 'It allows users to see the map.'],
  ['He stayed because of the road was closed.', 'He stayed because the road was closed.'],
  ['I have lived here since the last summer.', 'I have lived here since last summer.'],
  ['Choose between tea or coffee.', 'Choose between tea and coffee.'],
  ["The garden is our's.", 'The garden is ours.'],
  ['Hes always hungry.', "He's always hungry."],
  ['The childrens room is upstairs.', "The children's room is upstairs."],
  ['I have a question regarding to the bill.', 'I have a question regarding the bill.'],
  ['There is no enough bread.', 'There is not enough bread.'],
  ['We live on the fifth flour.', 'We live on the fifth floor.'],
  ['The museum is opened on Sundays.', 'The museum is open on Sundays.'],
  ['She was born in march.', 'She was born in March.'],
  ['He swims on every morning.', 'He swims every morning.'],
  ['I never have eaten snails.', 'I have never eaten snails.'],
  ['I cannot remember weather you asked.', 'I cannot remember whether you asked.'],
  ['There is many stones in the soup.', 'There are many stones in the soup.'],
  ['Anyone who have a key may enter.', 'Anyone who has a key may enter.'],
  ['The garden need a fence.', 'The garden needs a fence.'],
  ['You should be agree on a date.', 'You should agree on a date.'],
  ['You cannot access to the cellar.', 'You cannot access the cellar.'],
  ['The bill is already pay.', 'The bill is already paid.'],
  ['They have not enough chairs.', "They don't have enough chairs."],
  ['I am glad that you feeling better.', 'I am glad that you are feeling better.'],
  ['We stayed for a couple of hour.', 'We stayed for a couple of hours.'],
  ['Sorry for the inconvenient.', 'Sorry for the inconvenience.'],
  ['It costs at less ten euros.', 'It costs at least ten euros.'],
  ['Everyone of the guests laughed.', 'Every one of the guests laughed.'],
  ['It gets more and more colder.', 'It gets colder and colder.'],
  ['The new bus is slow as the old one.', 'The new bus is as slow as the old one.'],
  ["Nobody don't know her name.", 'Nobody knows her name.'],
];

const right: readonly string[] = [
  'This is the link that the page refers to.',
  'All people are free to leave.',
  'She came in contact with the paint.',
  'Because of that, dependencies are added later.',
  'Specifying several revisions means the set of all of them.',
  'The air near the river is cold.',
  'It always has been a quiet place.',
  'If you need help, call me.',
  'We have fewer guests than last year.',
  'Before you start, make sure that the door is closed.',
  'He is used to working at night.',
  'We talked about the change from May to June.',
  'She was so tired that she fell asleep.',
  'He is known as the fastest runner.',
];

describe('slips between two readings', () => {
  for (const [text, expected] of slips) {
    it(`become right: “${text}”`, () => assert.equal(corrected(text), expected));
  }

  for (const text of right) {
    it(`are not seen in “${text}”`, () => assert.equal(corrected(text), text));
  }
});
