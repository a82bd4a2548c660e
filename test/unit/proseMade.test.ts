import assert from 'node:assert/strict';
import type { ProseCorrection } from '../../protocol/checker.ts';
import {
  mayMake,
  unedited,
  withEdits,
  withoutUnknownWords,
  type EditedSentence,
} from '../../server/core/experts/proseMade.ts';
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
    assert.ok(!mayMake(sentence, edit(sentence, 'have', 'has')));
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
    assert.ok(!mayMake(sentence, edit(sentence, 'have', 'has')));
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
    assert.ok(!mayMake(receipt, own(receipt, 'receipt', 'recipe', 'word')));
    assert.ok(!mayMake(receipt, own(receipt, 'receipt', 'recipe', 'slip')));
    assert.ok(mayMake(receipt, own(receipt, 'the ', 'a ', 'article')));
    const which = spelled('I know wich was left', 'wich', 'which');
    assert.ok(!mayMake(which, own(which, 'which', 'whose', 'small')));
    const their = spelled('I went thier', 'thier', 'their');
    assert.ok(mayMake(their, own(their, 'their', 'there', 'small')));
    assert.ok(mayMake(receipt, edit(receipt, 'receipt', 'receipts')));
  });

  it('takes back a word of a model’s own that the tools do not know, and leaves the tools theirs', () => {
    const sentence = unedited({ text: 'The salior was kind', masked: [] });
    const own = { ...edit(sentence, 'salior', 'salitor'), own: 'slip' } as const;
    const unknown = (text: string, start: number): ProseCorrection => ({
      range: { start, end: start + text.length },
      replacements: ['sailor'],
      kind: 'spelling',
      message: `“${text}” is no English word.`,
      by: 'tool:words',
      prior: 0.8,
    });
    const made = withEdits(sentence, [own, edit(sentence, 'The', 'A')]);
    assert.ok(made);
    const back = withoutUnknownWords(made, [unknown('salitor', 2)]);
    assert.ok(back);
    assert.equal(back.working.text, 'A salior was kind');
    assert.deepEqual(madeOf(back), ['The → A']);
    assert.ok(!mayMake(back, { ...edit(back, 'salior', 'salitor'), own: 'slip' }));
    assert.ok(mayMake(back, edit(back, 'salior', 'sailor')));
    assert.equal(withoutUnknownWords(made, [unknown('kind', 14)]), undefined);
    const tool = withEdits(sentence, [edit(sentence, 'salior', 'salitor')]);
    assert.ok(tool);
    assert.equal(withoutUnknownWords(tool, [unknown('salitor', 4)]), undefined);
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
