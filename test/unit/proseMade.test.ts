import assert from 'node:assert/strict';
import { unedited, withEdits, type EditedSentence } from '../../server/core/experts/proseMade.ts';
import type { OwnEditKind } from '../../server/core/experts/proseSafety.ts';
import type { RankedEdit } from '../../server/core/experts/proseRank.ts';

/** The edit that puts `newText` for the `nth` place where `oldText` stands. */
function edit({ working }: EditedSentence, oldText: string, newText: string, nth = 0): RankedEdit {
  let start = working.text.indexOf(oldText);
  for (let each = 0; each < nth; each++) start = working.text.indexOf(oldText, start + 1);
  assert.ok(start >= 0, `“${oldText}” is not in “${working.text}”`);
  return {
    range: { start, end: start + oldText.length },
    oldText,
    newText,
    kind: 'agreement',
    by: 'nano:prose',
    prior: 0.9,
    probability: 0.9,
    score: 2,
  };
}

/** What one round after another makes of a sentence. */
function afterRounds(
  text: string,
  ...rounds: readonly (readonly [oldText: string, newText: string, nth?: number])[][]
): EditedSentence {
  return rounds.reduce(
    (sentence, round) => {
      const edited = withEdits(
        sentence,
        round.map(([oldText, newText, nth]) => edit(sentence, oldText, newText, nth)),
      );
      assert.ok(edited);
      return edited;
    },
    unedited({ text, masked: [] }),
  );
}

const madeOf = ({ made }: EditedSentence): string[] =>
  made.map(({ edit: { oldText, newText } }) => `${oldText} → ${newText}`);

describe('edits of a sentence, round after round', () => {
  it('makes edits of several rounds', () => {
    const sentence = afterRounds('he go to skool', [['he', 'He']], [['skool', 'school']]);
    assert.equal(sentence.working.text, 'He go to school');
    assert.deepEqual(madeOf(sentence), ['he → He', 'skool → school']);
  });

  it('leaves neither of two edits that undo each other, and makes neither again', () => {
    const sentence = afterRounds('But YOU have to go', [['have', 'has']], [['has', 'have']]);
    assert.equal(sentence.working.text, 'But YOU have to go');
    assert.deepEqual(madeOf(sentence), []);
    assert.equal(withEdits(sentence, [edit(sentence, 'have', 'has')]), undefined);
  });

  it('knows an edit again whose place others have moved', () => {
    const sentence = afterRounds(
      'a old men who have time',
      [['have', 'has']],
      [
        ['a old', 'an old'],
        ['men', 'man'],
      ],
      [
        ['has', 'have'],
        ['time', 'times'],
      ],
      [['an old', 'the very old']],
    );
    assert.equal(sentence.working.text, 'the very old man who have times');
    assert.ok(!madeOf(sentence).includes('have → has'));
    assert.equal(withEdits(sentence, [edit(sentence, 'have', 'has')]), undefined);
  });

  it('does not take the same words elsewhere for an edit taken back', () => {
    const sentence = afterRounds('they has, he has', [['has', 'have']], [['has', 'have']]);
    assert.equal(sentence.working.text, 'they have, he have');
    const back = withEdits(sentence, [edit(sentence, 'have', 'has', 1)]);
    assert.ok(back);
    assert.equal(back.working.text, 'they have, he has');
    assert.deepEqual(madeOf(back), ['has → have']);
  });

  it('does not let a model put another word for one that a tool has spelled right', () => {
    const spelled = (text: string, wrong: string, right: string): EditedSentence => {
      const sentence = unedited({ text, masked: [] });
      const spelling = { ...edit(sentence, wrong, right), kind: 'spelling', by: 'tool:words' };
      return withEdits(sentence, [spelling]) as EditedSentence;
    };
    const receipt = spelled('I kept the reciept', 'reciept', 'receipt');
    const own = (sentence: EditedSentence, from: string, to: string, kind: OwnEditKind) => ({
      ...edit(sentence, from, to),
      own: kind,
    });
    assert.equal(withEdits(receipt, [own(receipt, 'receipt', 'recipe', 'word')]), undefined);
    const other = withEdits(receipt, [
      own(receipt, 'receipt', 'recipe', 'slip'),
      own(receipt, 'the ', 'a ', 'article'),
    ]);
    assert.equal(other?.working.text, 'I kept a receipt');
    const which = spelled('I know wich was left', 'wich', 'which');
    assert.equal(withEdits(which, [own(which, 'which', 'whose', 'small')]), undefined);
    const their = spelled('I went thier', 'thier', 'their');
    const there = withEdits(their, [own(their, 'their', 'there', 'small')]);
    assert.equal(there?.working.text, 'I went there');
    const tool = withEdits(receipt, [edit(receipt, 'receipt', 'receipts')]);
    assert.equal(tool?.working.text, 'I kept the receipts');
  });

  it('knows an edit that differs in the blank before it', () => {
    const sentence = afterRounds(
      'We met in Monday',
      [['in Monday', 'on Monday']],
      [[' on', ' in']],
    );
    assert.deepEqual(madeOf(sentence), ['in Monday → on Monday', ' on →  in']);
    const other = afterRounds('We met in Monday', [[' in', ' on']], [['on', 'in']]);
    assert.deepEqual(madeOf(other), []);
    assert.equal(other.working.text, 'We met in Monday');
  });
});
