import assert from 'node:assert/strict';
import { tablePatterns } from '../../../server/verify/prose/rulePatterns.ts';
import { readSentence } from '../../../server/verify/prose/tokens.ts';
import { withSurest } from '../../support/surestCorrections.ts';

/** The sentence after the surest of what the tables find at each place. */
function corrected(text: string): string {
  return withSurest(text, tablePatterns(readSentence(text)));
}

const errors: readonly (readonly [string, string])[] = [
  ["I need the slides form yesterday's talk.", "I need the slides from yesterday's talk."],
  ['Then ad the sugar and stir.', 'Then add the sugar and stir.'],
  ['We walked passed the church.', 'We walked past the church.'],
  ['My phone battery was death.', 'My phone battery was dead.'],
  ['Please insure that the door is locked.', 'Please ensure that the door is locked.'],
  ['You can see how it looks like here.', 'You can see what it looks like here.'],
  ['We will leave to day.', 'We will leave today.'],
  ['Have a look on the guide.', 'Have a look at the guide.'],
  ['She works like a nurse in Berlin.', 'She works as a nurse in Berlin.'],
  ['Sales doubled since the last three years.', 'Sales doubled in the last three years.'],
  ['We go there every Sundays.', 'We go there every Sunday.'],
  ['My father use to work here.', 'My father used to work here.'],
  ['It is raining since this morning.', 'It has been raining since this morning.'],
  ['I am here since Monday.', 'I have been here since Monday.'],
  ['He is interested to learn Spanish.', 'He is interested in learning Spanish.'],
  ['He is the most tall boy here.', 'He is the tallest boy here.'],
  ['It is more cheap than that.', 'It is cheaper than that.'],
  ['The file must be exist before.', 'The file must exist before.'],
  ['By default, the cache is disable.', 'By default, the cache is disabled.'],
  ['Do not forget add your key.', 'Do not forget to add your key.'],
  ['When the user click the button, wait.', 'When the user clicks the button, wait.'],
  ['It is used for testing propose.', 'It is used for testing purpose.'],
  ['The museum is open everyday.', 'The museum is open every day.'],
  ['The meeting moved from Monday in Friday.', 'The meeting moved from Monday to Friday.'],
  ['I will attend to the meeting.', 'I will attend the meeting.'],
  ['We succeeded to fix the bug.', 'We succeeded in fixing the bug.'],
  ['He insisted to pay the bill.', 'He insisted on paying the bill.'],
  ['I have difficulties to understand this.', 'I have difficulties understanding this.'],
  ['I have been to the dentist last week.', 'I went to the dentist last week.'],
  ['Does the shop sells bread?', 'Does the shop sell bread?'],
  ['It is the best cake I ever eat.', 'It is the best cake I ever ate.'],
  ['He was so tired that he fall asleep.', 'He was so tired that he fell asleep.'],
  ['This is duplicate of the other issue.', 'This is a duplicate of the other issue.'],
  ['The timeout is over 30 second.', 'The timeout is over 30 seconds.'],
  ['Most of the student in my class agree.', 'Most of the students in my class agree.'],
  ['They have lived in different house.', 'They have lived in different houses.'],
  ['Subscribe on our list.', 'Subscribe to our list.'],
  ['I can to see him.', 'I can see him.'],
  ['You should to be quiet.', 'You should be quiet.'],
  ['I would mind to wait.', 'I would mind waiting.'],
  ['If I would have time, I would come.', 'If I had time, I would come.'],
  ['I benefit of this offer.', 'I benefit from this offer.'],
  ['You can count of me.', 'You can count on me.'],
];

const correct = [
  'The teams form the base of the company.',
  'The ad the agency made was funny.',
  'He passed the church and looked on.',
  'She sings like a nurse would never dare to.',
  'Nothing has changed since the last meeting.',
  'The function is used to parse dates.',
  'Did you use to live here?',
  'I am here for the first time since school.',
  'She was the most beautiful and tall woman there.',
  'He knows how it works and what it looks like.',
  'If the user clicks the button, the dialog closes.',
  'The school attends to the needs of its students.',
  'I have been to Italy twice.',
  'They have drunk the coffee and gone home.',
  'Each test must be finished before the next one starts.',
  'We meet every Sunday, and everyday life goes on.',
  'It costs more than the last one and is easier to use.',
  'He asked for a copy of the book.',
  'Many of the functions are pure.',
  'We insisted that he pay the bill.',
  'They lived from day to day.',
  'She would play from night to day.',
];

describe('tables of idioms and learners’ errors', () => {
  for (const [wrong, right] of errors) {
    it(`correct “${wrong}”`, () => assert.equal(corrected(wrong), right));
    it(`leave “${right}” alone`, () => assert.equal(corrected(right), right));
  }
  for (const text of correct) {
    it(`leave “${text}” alone`, () => assert.equal(corrected(text), text));
  }
});
