import assert from 'node:assert/strict';
import { contextGain } from '../../../server/verify/prose/context.ts';
import { inflected, pluralForm, verbWithForm } from '../../../server/verify/prose/forms.ts';
import { parseWordModel, wordModel } from '../../../server/verify/prose/ngrams.ts';
import { ruleCorrections } from '../../../server/verify/prose/corrections.ts';
import { compilePatterns, matchPatterns } from '../../../server/verify/prose/tokenPattern.ts';
import { readSentence } from '../../../server/verify/prose/tokens.ts';
import { gleu } from '../../eval/gleu.ts';

/** The sentence after every rule that is sure, the best of those that overlap. */
function corrected(text: string): string {
  let result = text;
  let end = text.length + 1;
  const found = ruleCorrections(readSentence(text)).filter(({ prior }) => prior >= 0.8);
  for (const { range, replacements } of found.sort(
    (a, b) => b.range.start - a.range.start || b.prior - a.prior,
  )) {
    if (range.end > end || (range.start === range.end && range.end === end)) continue;
    result = result.slice(0, range.start) + (replacements[0] ?? '') + result.slice(range.end);
    end = range.start;
  }
  return result;
}

const errors: readonly (readonly [string, string, string])[] = [
  ['verb behind an auxiliary', 'The parcel has not arrive yet.', 'The parcel has not arrived yet.'],
  ['irregular past', 'The bird catched a worm.', 'The bird caught a worm.'],
  ['number of a clause', 'The colour of the walls are blue.', 'The colour of the walls is blue.'],
  ['quantity', 'A number of guests has left.', 'A number of guests have left.'],
  ['parallel verbs', 'She is married and have two sons.', 'She is married and has two sons.'],
  ['counted noun', 'She bought three pear.', 'She bought three pears.'],
  ['uncountable noun', 'We need new furnitures.', 'We need new furniture.'],
  ['embedded question', 'Tell me where is the station.', 'Tell me where the station is.'],
  ['preposition', 'They insisted in the refund.', 'They insisted on the refund.'],
  ['confused words', 'I forgot too call her.', 'I forgot to call her.'],
  ['noun for verb', 'I want to suggestion a walk.', 'I want to suggest a walk.'],
  ['name', 'We met in paris.', 'We met in Paris.'],
  ['question mark', 'Could you open the window.', 'Could you open the window?'],
];

const kept = [
  'The tools on the shelf are old.',
  'Had I known, I would have called.',
  'She lets him drive and he drives well.',
  'Ten dollars is too much.',
  'What he does is sell cars.',
  'The user and the owner agree.',
  'It is used to cut glass.',
];

describe('prose evidence', () => {
  for (const [name, wrong, right] of errors)
    it(`corrects: ${name}`, () => assert.equal(corrected(wrong), right));
  for (const text of kept) it(`keeps “${text}”`, () => assert.equal(corrected(text), text));

  it('likes what people write better than what they do not', () => {
    const sentence = readSentence('It depends of the weather.');
    assert.ok(contextGain(sentence, 2, 3, ['on']) > 4);
    assert.ok(contextGain(readSentence('It depends on the weather.'), 2, 3, ['of']) < -4);
  });

  it('gives every word a probability, known or not', () => {
    const model = wordModel();
    const ids = ['<s>', 'the', 'qwxz', 'runs'].map((word) => model.id(word));
    for (const i of ids.keys()) {
      assert.ok(model.words.logProb(ids, i) <= 0);
      assert.ok(model.classes.logProb(ids.map(model.classOf), i) <= 0);
    }
  });

  it('refuses a table that is cut short', () => {
    const head = JSON.stringify({ words: ['<unk>', 'a'], ngrams: [1, 0] });
    assert.throws(() => parseWordModel(Buffer.from(`${head}\nabc`), Buffer.from('')), /cut short/);
  });

  it('inflects verbs and nouns', () => {
    assert.equal(inflected('go', 'past'), 'went');
    assert.equal(verbWithForm('gone', 'participle'), 'go');
    assert.equal(pluralForm('child'), 'children');
  });

  it('reads optional, repeated and negated elements of a pattern', () => {
    const table = compilePatterns([
      ['test', 0.9, '!not|quite quite? [ =like ] WORD* cats', 'love~$1'],
    ]);
    const found = (text: string): number => [...matchPatterns(readSentence(text), table)].length;
    assert.equal(found('She quite likes small cats.'), 1);
    assert.equal(found('She likes cats.'), 1);
    assert.equal(found('She does not like cats.'), 0);
    assert.throws(() => compilePatterns([['test', 0.9, 'no brackets', '']]), /brackets/);
  });

  it('scores a correction by GLEU between doing nothing and the reference', () => {
    const split = (text: string): string[] => text.split(' ');
    const score = (hypothesis: string): number =>
      gleu(
        [
          {
            source: split('he go to the school every day'),
            hypothesis: split(hypothesis),
            references: [split('he goes to school every day')],
          },
        ],
        3,
      ).sentence;
    assert.equal(score('he goes to school every day'), 1);
    assert.ok(score('he goes to the school every day') > score('he go to the school every day'));
  });
});
