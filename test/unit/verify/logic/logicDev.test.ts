import assert from 'node:assert/strict';
import { fileURLToPath } from 'node:url';
import { judgeLogic, readLogicItems, type JudgedLogic } from '../../../eval/logicDev.ts';

describe('the hand-written conditions', () => {
  const judged: JudgedLogic[] = [];
  const failures = (stay: boolean): string[] =>
    judged
      .filter((each) => each.mustStay === stay && !each.right)
      .map(({ item, text }) => `${item.text} became ${text}`);

  before(async function () {
    this.timeout(60_000);
    const path = fileURLToPath(new URL('../../../fixtures/logic-dev.jsonl', import.meta.url));
    for (const item of readLogicItems(path)) judged.push(await judgeLogic(item));
  });

  it('are simplified to an accepted form', () => {
    assert.ok(judged.filter((each) => !each.mustStay).length >= 60);
    assert.deepEqual(failures(false), []);
  });

  it('are left alone where nothing is simpler', () => {
    assert.ok(judged.filter((each) => each.mustStay).length >= 30);
    assert.deepEqual(failures(true), []);
  });
});
