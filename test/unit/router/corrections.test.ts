import assert from 'node:assert/strict';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import {
  findCorrection,
  noCorrections,
  parseCorrections,
  withCorrection,
  withoutCorrection,
  type CorrectionState,
} from '../../../server/core/router/corrections.ts';
import { createRouter } from '../../../server/core/router/router.ts';
import { shippedClassifier } from '../../../server/core/router/shippedClassifier.ts';
import { createCorrectionStore } from '../../../server/router/correctionStore.ts';

const domains = ['code', 'logic', 'prose'];
const day = '2026-01-02';
const recipe = 'Write down how my grandmother cooked the soup with beans and a little bacon';

function corrected(...pairs: readonly (readonly [string, string])[]): CorrectionState {
  return pairs.reduce(
    (state, [text, domain]) => withCorrection(state, { text, domain, day }),
    noCorrections,
  );
}

describe('corrections of the router', () => {
  it('hold for the same text whatever its case and spacing', () => {
    const state = corrected([recipe, 'logic']);
    const match = findCorrection(state, `  ${recipe.toUpperCase()}\n`, domains);
    assert.deepEqual(match, { domain: 'logic', day, similarity: 1 });
  });

  it('hold for nearly the same text, and not for another one', () => {
    const state = corrected([recipe, 'logic']);
    const near = findCorrection(state, `${recipe}, please`, domains);
    assert.equal(near?.domain, 'logic');
    assert.ok(near.similarity < 1 && near.similarity >= 0.85);
    const other = 'Write down how my grandmother met the captain of the ship in winter';
    assert.equal(findCorrection(state, other, domains), undefined);
  });

  it('count once for each text, the latest one', () => {
    const state = corrected([recipe, 'logic'], [recipe, 'code']);
    assert.equal(state.corrections.length, 1);
    assert.equal(findCorrection(state, recipe, domains)?.domain, 'code');
  });

  it('follow the nearer and more numerous of several that are nearly the same', () => {
    const state = corrected(
      [`${recipe} today`, 'code'],
      [`${recipe} tomorrow`, 'code'],
      [`${recipe} on Sunday`, 'logic'],
    );
    assert.equal(findCorrection(state, recipe, domains)?.domain, 'code');
  });

  it('are left aside when their domain is gone', () => {
    const state = corrected([recipe, 'law']);
    assert.equal(findCorrection(state, recipe, domains), undefined);
  });

  it('are forgotten one by one or all', () => {
    const state = corrected([recipe, 'logic'], ['What is a monad?', 'code']);
    const [first] = state.corrections;
    const left = withoutCorrection(state, first?.fingerprint);
    assert.deepEqual(
      left.corrections.map(({ domain }) => domain),
      ['code'],
    );
    assert.deepEqual(withoutCorrection(state), noCorrections);
  });

  it('keep the beginning of a text and no more of it', () => {
    const [kept] = corrected([`${'word '.repeat(200)}secret`, 'prose']).corrections;
    assert.equal(kept?.opening.length, 80);
    assert.doesNotMatch(JSON.stringify(kept), /secret/);
  });

  it('always find the text itself', () => {
    const text = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 60 });
    fc.assert(
      fc.property(fc.array(text, { maxLength: 5 }), text, (others, own) => {
        const pairs = others.map((other): [string, string] => [other, 'prose']);
        const state = corrected(...pairs, [own, 'code']);
        assert.equal(findCorrection(state, own, domains)?.domain, 'code');
        assert.deepEqual(parseCorrections(JSON.parse(JSON.stringify(state))), {
          ok: true,
          value: state,
        });
      }),
    );
  });

  it('are read only as they were written', () => {
    for (const value of [
      null,
      {},
      { version: 2, corrections: [] },
      { version: 1, corrections: [{}] },
    ]) {
      const state = parseCorrections(value);
      assert.equal(state.ok, false);
      if (!state.ok) assert.match(state.failure.message, /are wrong at “/);
    }
  });
});

describe('a router that was corrected', () => {
  const state = corrected([recipe, 'logic']);
  const router = createRouter(shippedClassifier(), {
    correctionOf: (text, known) => findCorrection(state, text, known),
  });

  it('says that it was', () => {
    const decision = router.route({ text: recipe });
    assert.equal(decision.expert, 'logic');
    assert.equal(decision.reason, `you corrected this before (on ${day})`);
    const sum = Object.values(decision.scores).reduce((total, score) => total + score, 0);
    assert.ok(Math.abs(sum - 1) < 1e-9 && (decision.scores['logic'] ?? 0) > 0.9);
    assert.match(
      router.route({ text: `${recipe}, please` }).reason,
      /^you corrected a text before/,
    );
  });

  it('still does what an instruction names', () => {
    const decision = router.route({ text: recipe, instruction: 'fix typos' });
    assert.equal(decision.expert, 'prose');
  });
});

describe('the store of corrections', () => {
  let folder = '';
  const now = (): number => Date.UTC(2026, 0, 2, 12);
  beforeEach(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'corrections-'));
  });
  afterEach(() => rm(folder, { recursive: true }));

  it('is empty at first, and writes nothing by being read', async () => {
    const store = createCorrectionStore(path.join(folder, 'router'), now);
    assert.deepEqual(store.read(), { ok: true, value: noCorrections });
    assert.deepEqual(await readdir(folder), []);
  });

  it('is shared by all who use its folder', async () => {
    const [one, other] = [createCorrectionStore(folder, now), createCorrectionStore(folder, now)];
    assert.ok(other.read().ok);
    await Promise.all([one.correct('first', 'code'), other.correct('second', 'logic')]);
    for (const store of [one, other]) {
      const state = store.read();
      assert.ok(state.ok);
      assert.deepEqual(state.value.corrections.map(({ opening }) => opening).sort(), [
        'first',
        'second',
      ]);
      assert.equal(state.value.corrections[0]?.day, day);
    }
  });

  it('leaves a damaged file as it is until all is forgotten', async () => {
    const file = path.join(folder, 'corrections.json');
    await writeFile(file, '{"version":');
    const store = createCorrectionStore(folder, now);
    assert.equal(store.read().ok, false);
    assert.equal((await store.correct('first', 'code')).ok, false);
    assert.equal(await readFile(file, 'utf8'), '{"version":');
    assert.ok((await store.forget()).ok);
    assert.deepEqual(store.read(), { ok: true, value: noCorrections });
    assert.equal((await readdir(folder)).filter((name) => name.includes('damaged')).length, 1);
  });
});
