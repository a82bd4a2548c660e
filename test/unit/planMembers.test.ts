import assert from 'node:assert/strict';
import { readerOf } from '../../server/planMembers.ts';

const thresholds = { accept: 0.8, veto: 0.2, weight: 0.5 };
const calibration = {
  'nano:reviewer': { code: { ...thresholds, defersTo: 'nano:code' }, prose: thresholds },
};
const plan = { experts: {}, reviewer: 'nano:reviewer' };
const usable = new Set(['nano:code', 'nano:reviewer']);

describe('who reads a domain’s drafts', () => {
  it('is the plan’s reviewer, or a member that it defers to', () => {
    assert.equal(readerOf(plan, 'prose', calibration, usable), 'nano:reviewer');
    assert.equal(readerOf(plan, 'code', calibration, usable), 'nano:code');
    assert.equal(readerOf(plan, 'logic', {}, usable), 'nano:reviewer');
  });

  it('is the reviewer itself where that member cannot run', () => {
    assert.equal(readerOf(plan, 'code', calibration, new Set(['nano:reviewer'])), 'nano:reviewer');
  });

  it('is nobody in a plan without a reviewer', () => {
    assert.equal(readerOf({ experts: {} }, 'code', calibration, usable), undefined);
  });
});
