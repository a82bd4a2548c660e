import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { UserOutcome } from '../../../protocol/outcome.ts';
import {
  decide,
  wholeExample,
  type Example,
  type ExampleHunk,
} from '../../../server/core/distill/example.ts';
import type { JudgedDraft } from '../../../server/core/refine/judgedDraft.ts';
import { preferenceRows, studentRow, trainingRows } from '../../../server/core/distill/rows.ts';

const original = 'He go home and eat a apple.';
const go: ExampleHunk = { id: 'go', range: { start: 3, end: 5 }, newText: 'goes' };
const eat: ExampleHunk = { id: 'eat', range: { start: 15, end: 18 }, newText: 'eats' };
const an: ExampleHunk = { id: 'an', range: { start: 19, end: 20 }, newText: 'an' };
const accept: UserOutcome = { kind: 'accept' };
const reject: UserOutcome = { kind: 'reject' };

function example(changes: Partial<Example> = {}, verdict = 'reviewed' as const): Example {
  return {
    id: 't/0',
    domain: 'prose',
    languageId: 'markdown',
    original,
    proposed: 'He goes home and eats an apple.',
    hunks: [go, eat, an],
    provenance: { ...provenance, verdict },
    ...changes,
  };
}

const provenance = {
  traceId: 't',
  at: '2026-01-01T00:00:00.000Z',
  by: ['nano:prose'],
  models: { 'nano:prose': 'ab' },
  checks: [],
  verdict: 'reviewed',
  confidence: 0.9,
} as const;

function decided(outcomes: Readonly<Record<string, UserOutcome>>, from = example()): Example {
  return Object.entries(outcomes).reduce((so, [id, outcome]) => decide(so, id, outcome), from);
}

describe('training rows', () => {
  it('take what was accepted together as right, and each rejected part as one wrong answer', () => {
    const [row] = trainingRows([decided({ go: accept, eat: reject, an: accept })]);
    assert.equal(row?.label, 'accepted');
    assert.equal(row.chosen, 'He goes home and eat an apple.');
    assert.deepEqual(row.rejected, ['He goes home and eats an apple.']);
  });

  it('know only wrong answers where everything was rejected', () => {
    const [row] = trainingRows([decided({ go: reject, eat: reject, an: reject })]);
    assert.deepEqual([row?.label, row?.chosen, row?.rejected.length], ['rejected', undefined, 3]);
    assert.equal(row && studentRow(row), undefined);
    assert.deepEqual(row && preferenceRows(row).map(({ chosen }) => chosen), [
      original,
      original,
      original,
    ]);
  });

  it('leave out what is half decided, and what was changed afterwards', () => {
    assert.deepEqual(trainingRows([decided({ go: accept })]), []);
    const edited = decided({ go: accept, eat: { kind: 'edit', kept: 0.5 }, an: accept });
    assert.deepEqual(trainingRows([edited]), []);
  });

  it('trust checks where nobody looked, but not a text that no reviewer could judge', () => {
    const [row] = trainingRows([example()]);
    assert.deepEqual([row?.label, row?.chosen], ['checked', 'He goes home and eats an apple.']);
    const unreviewed = example({ provenance: { ...provenance, verdict: 'unreviewed' } });
    assert.deepEqual(trainingRows([unreviewed]), []);
  });

  it('put a refused draft beside the right answer to the same prompt', () => {
    const refused = example({
      id: 't/1',
      proposed: 'He went.',
      hunks: [],
      provenance: { ...provenance, verdict: 'refused' },
    });
    const [row, ...others] = trainingRows([refused, example()]);
    assert.deepEqual(others, []);
    assert.deepEqual([row?.label, row?.rejected], ['checked', ['He went.']]);
    assert.equal(row?.provenance.length, 2);
  });

  it('believe a person before a check, whichever came first', () => {
    const person = decided({ go: accept, eat: reject, an: accept });
    for (const both of [
      [person, example({ id: 'u/0' })],
      [example({ id: 'u/0' }), person],
    ]) {
      const [row] = trainingRows(both);
      assert.deepEqual([row?.label, row?.chosen], ['accepted', 'He goes home and eat an apple.']);
    }
  });

  it('teach to leave alone what the ensemble left alone', () => {
    const same = example({
      proposed: original,
      hunks: [],
      provenance: { ...provenance, verdict: 'unchanged' },
    });
    const [row] = trainingRows([same]);
    assert.deepEqual(row && studentRow(row), {
      prompt: `fix: ${original}`,
      target: original,
      kind: 'prose',
    });
  });

  it('show of code the changed lines only, as the models write them', () => {
    const before = 'def f(x):\n    return x + 1';
    const code = { domain: 'code', languageId: 'python', original: before, hunks: [] };
    const repaired = example({ ...code, proposed: 'def f(x):\n    return x - 1' });
    const [row] = trainingRows([repaired]);
    assert.deepEqual(row && studentRow(row), {
      prompt: `repair py:\n${before}`,
      target: '-return x + 1\n+return x - 1',
      kind: 'code',
    });
    const refused = {
      ...repaired,
      provenance: { ...provenance, verdict: 'refused' as const },
    };
    assert.deepEqual(trainingRows([refused]).flatMap(preferenceRows), [
      {
        prompt: `repair py:\n${before}`,
        chosen: 'ok',
        rejected: '-return x + 1\n+return x - 1',
      },
    ]);
  });

  it('never hold a text as right and wrong for the same prompt', () => {
    const outcome = fc.constantFrom<UserOutcome>(accept, reject);
    const one = fc.record({ go: outcome, eat: outcome, an: outcome });
    fc.assert(
      fc.property(fc.array(one, { maxLength: 6 }), (several) => {
        const rows = trainingRows(
          several.map((outcomes, at) => decided(outcomes, example({ id: `t/${at}` }))),
        );
        assert.ok(rows.length <= 1);
        for (const { chosen, rejected } of rows) {
          assert.ok(chosen === undefined || !rejected.includes(chosen));
          assert.equal(new Set(rejected).size, rejected.length);
        }
      }),
    );
  });
});

describe('the example of a whole text', () => {
  const origin = { traceId: 't', at: provenance.at, models: { 'nano:prose': 'ab' } };
  const draft = (changes: Partial<JudgedDraft>): JudgedDraft => ({
    domain: 'logic',
    languageId: 'typescript',
    original: '!!a',
    proposed: 'a',
    verdict: 'proven',
    checks: [],
    confidence: 1,
    credit: { by: ['exact'], domain: 'logic', questionKind: 'condition' },
    hunks: [],
    ...changes,
  });
  const whole = (...drafts: JudgedDraft[]): Example | undefined =>
    wholeExample(drafts, 'if (!!a) b(a + 0);', 'if (a) b(a);', origin);

  it('holds what all drafts together made of it', () => {
    const credit = { ...draft({}).credit, by: ['nano:code'] };
    const [row] = trainingRows(
      [whole(draft({ domain: 'code', verdict: 'unchanged', credit }), draft({}))].filter(
        (each) => each !== undefined,
      ),
    );
    assert.deepEqual(row && studentRow(row), {
      prompt: 'simplify: if (!!a) b(a + 0);',
      target: 'if (a) b(a);',
      kind: 'logic',
    });
    assert.deepEqual(row?.provenance[0]?.by, ['nano:code', 'exact']);
  });

  it('is none where a draft was refused, nobody could judge it, or nobody looked', () => {
    assert.equal(whole(draft({}), draft({ verdict: 'refused' })), undefined);
    assert.equal(whole(draft({ verdict: 'unreviewed' })), undefined);
    assert.equal(whole(), undefined);
  });
});
