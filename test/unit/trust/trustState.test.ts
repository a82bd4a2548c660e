import assert from 'node:assert/strict';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import { rewardOf, type Outcome, type TrustEvent } from '../../../server/core/trust/outcome.ts';
import { parseTrustState } from '../../../server/core/trust/parseTrustState.ts';
import {
  emptyTrustState,
  forgetMember,
  inspectPlans,
  inspectTrust,
  recordOutcome,
  recordPlan,
  type TrustState,
} from '../../../server/core/trust/trustState.ts';
import { createTrustStore, type TrustScope } from '../../../server/trust/trustStore.ts';

const event = (member: string, outcome: Outcome, more: Partial<TrustEvent> = {}): TrustEvent => ({
  member,
  domain: 'code',
  questionKind: 'program',
  outcome,
  day: 20_000,
  ...more,
});
const accept = { kind: 'accept' } as const;
const reject = { kind: 'reject' } as const;

describe('outcomes', () => {
  it('are rewards between nothing and one', () => {
    const outcomes: readonly Outcome[] = [
      accept,
      reject,
      { kind: 'edit', kept: 0.7 },
      { kind: 'edit', kept: 3 },
      { kind: 'check', passed: true },
      { kind: 'check', passed: false },
    ];
    assert.deepEqual(outcomes.map(rewardOf), [1, 0, 0.7, 1, 1, 0]);
  });
});

describe('the trust state', () => {
  const learned = [
    event('nano:code', accept, { propensity: 0.9 }),
    event('nano:code', { kind: 'check', passed: true }),
    event('nano:prose', reject, { domain: 'prose', propensity: 0.1 }),
  ].reduce(recordOutcome, emptyTrustState);

  it('can be inspected, best member first', () => {
    const [first, second] = inspectTrust(learned);
    assert.deepEqual([first?.member, second?.member], ['nano:code', 'nano:prose']);
    assert.deepEqual(first?.counts, { accept: 1, reject: 0, edit: 0, check: 1 });
    assert.deepEqual(Object.keys(first?.domains ?? {}), ['code']);
    assert.equal((first?.expected ?? 0) > 0.5 && (second?.expected ?? 1) < 0.5, true);
    assert.equal(first?.evidence, 2);
  });

  it('logs the decisions that a policy made, and only the latest', () => {
    assert.deepEqual(
      learned.log.map(({ member, reward, propensity }) => [member, reward, propensity]),
      [
        ['nano:code', 1, 0.9],
        ['nano:prose', 0, 0.1],
      ],
    );
    let long = emptyTrustState;
    for (let at = 0; at < 510; at++)
      long = recordOutcome(long, event(`m${at % 3}`, accept, { propensity: 0.5 }));
    assert.equal(long.log.length, 500);
  });

  it('learns of plans, lets them fade with the days, and forgets those of a forgotten member', () => {
    const plan = { name: 'vote of a:x, b:y', contexts: ['*', 'code'], callsBy: { 'a:x': 1 } };
    const known = recordPlan(learned, plan, accept);
    assert.deepEqual(inspectPlans(known), [{ plan: plan.name, expected: 2 / 3, evidence: 1 }]);
    const later = recordOutcome(known, event('nano:code', accept, { day: 20_231 }));
    assert.ok(Math.abs((inspectPlans(later)[0]?.evidence ?? 0) - 0.5) < 0.01);
    assert.deepEqual(inspectPlans(forgetMember(known, 'a:x')), []);
    assert.equal(inspectPlans(forgetMember(known, 'nano:code')).length, 1);
    assert.equal(parseTrustState(JSON.parse(JSON.stringify(later))).ok, true);
  });

  it('forgets one member, or all', () => {
    const without = forgetMember(learned, 'nano:code');
    assert.equal(JSON.stringify(without).includes('nano:code'), false);
    assert.equal(JSON.stringify(without).includes('nano:prose'), true);
    assert.equal(parseTrustState(JSON.parse(JSON.stringify(without))).ok, true);
    assert.deepEqual(forgetMember(learned), emptyTrustState);
  });

  it('is the same after being written and read, whatever was learned', () => {
    const outcome = fc.constantFrom<Outcome>(accept, reject, { kind: 'edit', kept: 0.5 });
    const events = fc.array(
      fc.record({
        member: fc.constantFrom('a', 'b', 'c'),
        domain: fc.constantFrom('code', 'prose'),
        questionKind: fc.constantFrom('program', 'passage'),
        outcome,
        day: fc.integer({ min: 0, max: 30_000 }),
        propensity: fc.double({ min: 0.01, max: 1, noNaN: true }),
      }),
      { maxLength: 40 },
    );
    fc.assert(
      fc.property(events, (list) => {
        const state = list.reduce(recordOutcome, emptyTrustState);
        const read = parseTrustState(JSON.parse(JSON.stringify(state)));
        assert.deepEqual(read, { ok: true, value: JSON.parse(JSON.stringify(state)) as unknown });
      }),
    );
  });

  it('is refused with one sentence that names the place when it is malformed', () => {
    const damaged = JSON.parse(JSON.stringify(learned)) as {
      thompson: { members: Record<string, { total: { right: unknown } }> };
      contextual: { belief: { mean: number[] } };
    };
    const why = (value: unknown): string => {
      const result = parseTrustState(value);
      return result.ok ? '' : result.failure.message;
    };
    damaged.contextual.belief.mean.pop();
    assert.match(why(damaged), /contextual\/belief/);
    const total = damaged.thompson.members['nano:code']?.total;
    if (total) total.right = -1;
    assert.match(why(damaged), /thompson\/members\/nano:code\/total\/right/);
    assert.match(why({ version: 2 }), /of version 2, which this release does not know/);
    for (const value of [null, [], 'x', {}, { version: 1 }])
      assert.match(why(value), /^The record of whom to trust is wrong at /);
  });
});

describe('the trust store', () => {
  let folder = '';
  const user = { kind: 'user' } as const;
  const workspace = { kind: 'workspace', uri: 'file:///somewhere/else' } as const;
  beforeEach(async () => {
    folder = path.join(await mkdtemp(path.join(os.tmpdir(), 'eidolon-trust-')), 'trust');
  });
  afterEach(() => rm(path.dirname(folder), { recursive: true, force: true }));

  const countOf = async (scope: typeof user | typeof workspace): Promise<number> => {
    const state = await createTrustStore(folder).read(scope);
    return state.ok ? (state.value.state.counts.m?.accept ?? 0) : Number.NaN;
  };

  const learn =
    (...events: readonly TrustEvent[]) =>
    (state: TrustState): TrustState =>
      events.reduce(recordOutcome, state);

  it('keeps user and workspace apart, and lasts', async () => {
    const store = createTrustStore(folder);
    assert.deepEqual(await store.read(user), { ok: true, value: { state: emptyTrustState } });
    await store.change(user, learn(event('m', accept), event('m', accept)));
    await store.change(workspace, learn(event('m', accept)));
    assert.deepEqual([await countOf(user), await countOf(workspace)], [2, 1]);
    // The workspace's address is nowhere in the files.
    for (const name of await readdir(folder))
      assert.equal(
        `${name}${await readFile(path.join(folder, name), 'utf8')}`.includes('somewhere'),
        false,
      );
  });

  it('loses no outcome of two windows that write at once', async () => {
    const stores = [createTrustStore(folder), createTrustStore(folder)];
    await Promise.all(
      Array.from({ length: 12 }, (_, at) =>
        stores[at % 2]?.change(user, learn(event('m', accept))),
      ),
    );
    assert.equal(await countOf(user), 12);
  });

  it('knows a workspace however its address is written', async () => {
    const store = createTrustStore(folder);
    const at = (uri: string): TrustScope => ({ kind: 'workspace', uri });
    await store.change(at('file:///c%3A/my%20code'), learn(event('m', accept)));
    const found = await store.read(at('file:///C:/my code/'));
    assert.equal(found.ok && found.value.state.counts.m?.accept, 1);
    const other = await store.read(at('file:///c:/other'));
    assert.deepEqual(other, { ok: true, value: { state: emptyTrustState } });
  });

  it('sets a damaged file aside when something is learned, and says so in one sentence', async () => {
    const store = createTrustStore(folder);
    await store.change(user, learn(event('m', accept)));
    const file = path.join(folder, 'user.json');
    for (const [number, text] of ['{"version":1,', '{"version":1}'].entries()) {
      await writeFile(file, text);
      const read = await store.read(user);
      assert.ok(read.ok && read.value.note !== undefined);
      assert.deepEqual(read.value.state, emptyTrustState);
      assert.equal(await readFile(file, 'utf8'), text);
      const changed = await store.change(user, learn(event('m', accept)));
      const aside = `${file}.damaged-${number + 1}`;
      assert.ok(changed.ok && changed.value.note?.includes(`set aside as ${aside}`));
      assert.equal(await readFile(aside, 'utf8'), text);
      assert.equal(await countOf(user), 1);
    }
  });

  it('leaves the record of a newer release alone', async () => {
    const store = createTrustStore(folder);
    await store.change(user, learn(event('m', accept)));
    const file = path.join(folder, 'user.json');
    await writeFile(file, '{"version":2}');
    for (const result of [
      await store.read(user),
      await store.change(user, learn(event('m', accept))),
      await store.reset(user),
    ])
      assert.match(result.ok ? '' : result.failure.message, /version 2, .*left as it was/);
    assert.equal(await readFile(file, 'utf8'), '{"version":2}');
    assert.equal((await store.replace(user, { version: 7 })).ok, false);
  });

  it('resets a member or everything, and takes an exported state back', async () => {
    const store = createTrustStore(folder);
    const exported = await store.change(user, learn(event('m', accept), event('other', reject)));
    await store.reset(user, 'm');
    assert.equal(await countOf(user), 0);
    const back = await store.replace(
      user,
      JSON.parse(JSON.stringify(exported.ok && exported.value.state)),
    );
    assert.equal(back.ok && back.value.state.counts.m?.accept, 1);
    assert.equal(await countOf(user), 1);
  });
});
