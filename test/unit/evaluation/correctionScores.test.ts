import assert from 'node:assert/strict';
import { editCounts, editsBetween, fHalf } from '../../eval/fscore.ts';
import { pairedFigure } from '../../eval/paired.ts';

const split = (text: string): string[] => text.split(' ');

describe('F0.5 of corrections', () => {
  it('tells edits by their place in the source and by what they put there', () => {
    const edits = editsBetween(split('he go to the school'), split('he goes to school now'));
    assert.deepEqual([...edits], ['1:2:goes', '3:4:', '5:5:now']);
    assert.equal(editsBetween(split('a b'), split('a b')).size, 0);
  });

  it('counts against the reference that the hypothesis is nearest to', () => {
    const references = [split('he went to school'), split('he goes to school')];
    const counts = editCounts(split('he go to school'), split('he goes to school'), references);
    assert.deepEqual(counts, { right: 1, made: 1, wanted: 1 });
  });

  it('weighs precision more than recall', () => {
    const careful = { right: 1, made: 1, wanted: 2 };
    const eager = { right: 1, made: 2, wanted: 1 };
    assert.ok(fHalf([careful]) > fHalf([eager]));
    assert.equal(fHalf([{ right: 0, made: 0, wanted: 0 }]), 1);
    assert.equal(fHalf([{ right: 0, made: 3, wanted: 2 }]), 0);
  });
});

describe('a paired interval of a figure', () => {
  it('holds the difference, and is without width where there is nothing to draw', () => {
    const values = [3, 5, 7, 9];
    const figure = pairedFigure(4, (picked) => {
      const sum = picked.reduce((total, at) => total + (values[at] ?? 0), 0);
      return [sum + 2, sum];
    });
    assert.deepEqual([figure.value, figure.low, figure.high], [2, 2, 2]);
  });
});
