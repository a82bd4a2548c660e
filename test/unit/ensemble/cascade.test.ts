import assert from 'node:assert/strict';
import { createRandom } from '../../../server/core/random.ts';
import type { RecordedFile } from '../../../server/engines/recorded/format.ts';
import { recordedFile, recordedLine, replayAll } from '../../support/recordedRows.ts';

const steps = [{ kind: 'vote', members: ['a', 'b'] }, 'strong'];
const cascade = { kind: 'cascade', steps };

/** Rows where the two weak members are right to 90 % when they agree, and to 20 % when they do not. */
function easyAndHard(count: number, seed: number): RecordedFile {
  const random = createRandom(seed);
  const lines = Array.from({ length: count }, (_, at) => {
    const agree = random() < 0.5;
    const right = random() < (agree ? 0.9 : 0.2);
    const weak = (text: string, correct: boolean): object => ({ text, correct });
    const members = {
      a: [weak(agree && right ? 'right' : 'wrong', agree && right)],
      b: [weak(right ? 'right' : agree ? 'wrong' : 'other', right)],
      strong: [weak('right', true)].map((sample) => (random() < 0.7 ? sample : weak('bad', false))),
    };
    return recordedLine(`${seed}-${at}`, members as Parameters<typeof recordedLine>[1]);
  });
  return recordedFile(lines);
}

describe('a cascade', () => {
  it('without calibration accepts agreement and passes on disagreement', async () => {
    const lines = [
      recordedLine('1', { a: ['x'], b: ['x'], strong: ['y'] }),
      recordedLine('2', { a: ['x'], b: ['z'], strong: ['y'] }),
    ];
    const rows = await replayAll(cascade, recordedFile(lines));
    const answers = rows.map(({ outcome }) => (outcome.ok ? outcome.value : undefined));
    assert.deepEqual(
      answers.map((each) => [each?.text, each?.calls, each?.stop]),
      [
        ['x', 2, 'accepted'],
        ['y', 3, 'lastStep'],
      ],
    );
    const step = rows[1]?.trace.steps.find(({ kind }) => kind === 'step');
    assert.ok(step?.kind === 'step' && step.outcome === 'escalated');
    assert.equal(step.reason, 'No two votes agree.');
  });

  it('without calibration accepts a member’s tokens from a mean log-probability of −0.2', async () => {
    const row = (id: string, lp: number): string =>
      recordedLine(id, { a: [{ text: 'x', tokens: [{ t: 'x', lp }] }], strong: ['y'] });
    const rows = await replayAll(
      { kind: 'cascade', steps: ['a', 'strong'] },
      recordedFile([row('1', -0.1), row('2', -0.9)]),
    );
    assert.deepEqual(
      rows.map(({ outcome }) => outcome.ok && outcome.value.text),
      ['x', 'y'],
    );
  });

  it('with calibration keeps the risk at the first step and passes on what is worth it', async () => {
    const rows = await replayAll(cascade, easyAndHard(400, 2), easyAndHard(400, 1));
    const first = rows.filter(({ outcome }) => outcome.ok && outcome.value.stop === 'accepted');
    const wrong = first.filter(({ right }) => right === false).length / rows.length;
    assert.ok(first.length > 0.3 * rows.length, `${first.length} accepted`);
    assert.ok(wrong <= 0.1, `${wrong} accepted and wrong`);
  });

  it('abstains at the end when it is unsure, with its best guess and the steps’ answers', async () => {
    const strict = { ...cascade, accept: { risk: 0.02 } };
    const rows = await replayAll(strict, easyAndHard(200, 4), easyAndHard(200, 3));
    const abstained = rows.flatMap(({ outcome }) =>
      outcome.ok && outcome.value.abstained ? [outcome.value] : [],
    );
    assert.notEqual(abstained.length, 0);
    for (const { text, alternatives, stop } of abstained) {
      assert.ok(text.length > 0);
      assert.equal(alternatives?.length, 1);
      assert.equal(stop, 'abstained');
    }
  });

  it('goes on without a dead step and says so', async () => {
    const lines = [
      recordedLine('1', { a: ['x'], b: ['x'], strong: ['y'] }),
      recordedLine('2', { strong: ['y'] }),
    ];
    const second = (await replayAll(cascade, recordedFile(lines)))[1]?.outcome;
    assert.ok(second?.ok && second.value.text === 'y');
    assert.match(second.value.notes?.join(' ') ?? '', /without/);
  });
});

describe('a route', () => {
  const route = { kind: 'route', experts: { code: 'a', logic: 'b' } };

  it('asks the expert of the question’s domain', async () => {
    const lines = ['code', 'logic'].map((domain) =>
      recordedLine(domain, { a: ['x'], b: ['y'] }, { domain }),
    );
    const rows = await replayAll(route, recordedFile(lines));
    assert.deepEqual(
      rows.map(({ outcome }) => outcome.ok && outcome.value.text),
      ['x', 'y'],
    );
  });

  it('refuses a domain that it has no expert for', async () => {
    const [row] = await replayAll(
      route,
      recordedFile([recordedLine('1', { a: ['x'], b: ['y'] }, { domain: 'law' })]),
    );
    assert.ok(row && !row.outcome.ok);
    assert.match(row.outcome.failure.message, /“law”; there are experts for code, logic/);
  });

  it('asks several with topK and shows the others’ answers', async () => {
    const [row] = await replayAll(
      { ...route, topK: 2 },
      recordedFile([recordedLine('1', { a: ['x'], b: ['y'] })]),
    );
    assert.ok(row?.outcome.ok);
    assert.equal(row.outcome.value.text, 'y');
    assert.deepEqual(row.outcome.value.alternatives, [{ by: 'a', text: 'x' }]);
  });
});
