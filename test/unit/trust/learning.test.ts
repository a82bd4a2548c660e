import assert from 'node:assert/strict';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import type { Credit } from '../../../protocol/outcome.ts';
import { eventsOf } from '../../../server/core/trust/outcome.ts';
import { trustedAccuracies } from '../../../server/core/trust/trustView.ts';
import { createLearning, type LearningOptions } from '../../../server/trust/learning.ts';
import { createTrustStore } from '../../../server/trust/trustStore.ts';
import { createRecordedLog } from '../../support/silentLog.ts';

const credit: Credit = {
  by: ['nano:logic'],
  against: ['nano:general'],
  domain: 'logic',
  questionKind: 'figures',
};
const accept = { kind: 'accept' } as const;

describe('the events of an outcome', () => {
  const told = (outcome: Parameters<typeof eventsOf>[1]): readonly string[] =>
    eventsOf(credit, outcome, 1).map((each) => `${each.member} ${each.outcome.kind}`);

  it('are shared by all whose text it is, and go against the others only when it was taken', () => {
    assert.deepEqual(told(accept), ['nano:logic accept', 'nano:general reject']);
    assert.deepEqual(told({ kind: 'check', passed: true }), [
      'nano:logic check',
      'nano:general reject',
    ]);
    assert.deepEqual(told({ kind: 'reject' }), ['nano:logic reject']);
    assert.deepEqual(told({ kind: 'edit', kept: 0.4 }), ['nano:logic edit']);
  });

  it('carry the odds of a policy only for who was chosen by it', () => {
    const events = eventsOf({ ...credit, propensity: 0.3 }, accept, 1);
    assert.deepEqual(
      events.map(({ propensity }) => propensity),
      [0.3, undefined],
    );
  });
});

describe('learning', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(path.join(os.tmpdir(), 'eidolon-learning-'));
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  const open = (more: Partial<LearningOptions> = {}) =>
    createLearning({
      store: createTrustStore(folder),
      trusted: true,
      now: () => 20_000 * 86_400_000,
      log: createRecordedLog(),
      ...more,
    });
  const accuracyOf = async (learning: ReturnType<typeof open>): Promise<number | undefined> =>
    trustedAccuracies(await learning.view(), ['nano:logic'], 'logic')?.['nano:logic'];

  it('knows nothing before the first outcome, and then what it taught, in every window', async () => {
    const learning = open();
    assert.equal(await accuracyOf(learning), undefined);
    for (let at = 0; at < 20; at++) void learning.learn(credit, accept);
    const known = await accuracyOf(learning);
    assert.ok(known !== undefined && known > 0.75, `${known}`);
    assert.equal(await accuracyOf(open()), known);
  });

  it('starts in a new workspace from the user’s record elsewhere', async () => {
    const learning = open({ workspace: 'file:///one' });
    for (let at = 0; at < 20; at++) await learning.learn(credit, accept);
    const here = (await accuracyOf(learning)) ?? 0;
    const there = (await accuracyOf(open({ workspace: 'file:///two' }))) ?? 0;
    assert.ok(there > 0.7 && here > there, `${here} ${there}`);
  });

  it('keeps what happens in Restricted Mode to that folder', async () => {
    const restricted = open({ workspace: 'file:///strange', trusted: false });
    for (let at = 0; at < 20; at++) await restricted.learn(credit, accept);
    assert.ok(((await accuracyOf(restricted)) ?? 0) > 0.7);
    assert.equal(await accuracyOf(open()), undefined);
    assert.equal(await accuracyOf(open({ workspace: 'file:///other' })), undefined);
  });

  it('learns of a plan what became of its answers', async () => {
    const learning = open();
    const plan = { name: 'vote of a, b', contexts: ['*', 'logic'], callsBy: { a: 1, b: 1 } };
    await learning.learn({ ...credit, plan }, accept);
    assert.deepEqual((await learning.view()).plans['vote of a, b']?.['logic'], {
      count: 1,
      reward: 1,
      calls: { a: 1, b: 1 },
    });
  });

  it('loses nothing of several windows that learn at once', async () => {
    const windows = [open(), open(), open()];
    await Promise.all(
      Array.from({ length: 30 }, (_, at) => windows[at % 3]?.learn(credit, accept)),
    );
    const [user] = await readdir(folder);
    assert.equal(user, 'user.json');
    const state = await createTrustStore(folder).read({ kind: 'user' });
    assert.equal(state.ok && state.value.state.counts['nano:logic']?.accept, 30);
  });

  it('says once that a damaged record was set aside, and goes on', async () => {
    await writeFile(path.join(folder, 'user.json'), 'nonsense');
    const said: string[] = [];
    const learning = open({ warn: (sentence) => said.push(sentence) });
    await learning.learn(credit, accept);
    await learning.learn(credit, accept);
    assert.equal(said.length, 1);
    assert.match(said[0] ?? '', /not valid JSON\. It was set aside as .*damaged-1/);
    assert.ok(((await accuracyOf(learning)) ?? 0) > 0.5);
  });
});
