import assert from 'node:assert/strict';
import { failed, ok } from '../../../protocol/result.ts';
import type { BenchItem } from '../../../server/bench/item.ts';
import { createMeter } from '../../../server/bench/meter.ts';
import { benchSystems, type BenchSystem } from '../../../server/bench/systems.ts';
import type { RefinedHunk } from '../../../server/core/refine/judgedDraft.ts';
import type { RefineRequest } from '../../../server/core/refine/refine.ts';
import { createBench } from '../../../server/handlers/bench.ts';
import type { Services } from '../../../server/services.ts';

const signal = new AbortController().signal;
const item: BenchItem = {
  id: '1',
  domain: 'prose',
  source: 'generated',
  languageId: 'markdown',
  text: 'It are.',
  grader: { kind: 'edit', accept: ['It is!'] },
};
const system: BenchSystem = {
  name: 's',
  role: 'baseline',
  about: '',
  spec: 'experts',
  tasks: ['edit'],
  domain: { kind: 'given' },
  members: ['nano:prose'],
};
const hunk = (start: number, end: number, newText: string, verdict: string): RefinedHunk =>
  ({
    range: { start, end },
    newText,
    verdict,
    confidence: verdict === 'proven' ? 0.9 : 0.6,
  }) as RefinedHunk;

describe('putting an item to a system', () => {
  function services(
    answer: unknown,
    state = 'ready',
  ): { services: Services; asked: RefineRequest[] } {
    const asked: RefineRequest[] = [];
    const fake = {
      refine: (request: RefineRequest) => {
        asked.push(request);
        return Promise.resolve(answer);
      },
      pool: { status: () => ({ members: [{ id: 'nano:prose', state, reason: 'it crashed' }] }) },
    };
    return { services: fake as unknown as Services, asked };
  }
  const meter = createMeter({ now: () => 0, joules: () => undefined });
  const hunks = [hunk(3, 6, 'is', 'proven'), hunk(6, 7, '!', 'unreviewed')];
  const answered = ok({ hunks, trace: { steps: [] }, checked: [] });

  it('takes all that is shown, and tells apart what is vouched for', async () => {
    const { services: fake, asked } = services(answered);
    const row = await createBench(fake, meter, 1).measure(item, system, signal);
    assert.deepEqual(
      [row.answer, row.score, row.vouchedScore, row.touched, row.confidence],
      ['It is!', 1, 0, true, 0.6],
    );
    assert.equal(row.failed, undefined);
    assert.equal(asked[0]?.expert, 'prose');
  });

  it('counts a member that could not run', async () => {
    const { services: fake } = services(answered, 'broken');
    const row = await createBench(fake, meter, 1).measure(item, system, signal);
    assert.equal(row.score, 1);
    assert.equal(row.failed, 'nano:prose could not run (it crashed)');
  });

  it('takes a failed refine for the unchanged text, with the reason', async () => {
    const { services: fake } = services(failed('timeout', 'Too late.'));
    const row = await createBench(fake, meter, 1).measure(item, system, signal);
    assert.deepEqual(
      [row.answer, row.score, row.touched, row.failed],
      [item.text, 0, false, 'Too late.'],
    );
  });
});

describe('the systems of a run', () => {
  const pool = (...ids: string[]): { id: string; sizeBytes: number }[] =>
    ids.map((id, at) => ({ id, sizeBytes: at + 1 }));

  it('are members, ensembles and every baseline that the pool allows', () => {
    const members = pool('nano:code', 'nano:logic', 'nano:prose', 'nano:reviewer', 'nano:general');
    const systems = benchSystems({
      members,
      alone: ['nano:prose'],
      strategies: { experts: 'experts', majority: 'majority' },
      named: {},
    });
    assert.ok(systems.ok);
    assert.deepEqual(
      systems.value.map(({ name, tasks }) => `${name}: ${tasks.join(' ')}`),
      [
        'T: edit',
        'G1: edit',
        'G1 best of 3: question',
        'largest: edit question',
        'G2: edit question',
        'experts@code: edit',
        'experts@logic: edit',
        'experts@prose: edit',
        'nano:prose: edit question',
        'experts: edit question',
        'majority: question',
      ],
    );
  });

  it('make do with one model of the user’s', () => {
    const systems = benchSystems({
      members: pool('file:mine'),
      alone: [],
      strategies: {},
      named: {},
    });
    assert.ok(systems.ok);
    const [, generalist] = systems.value;
    assert.deepEqual(generalist?.members, ['file:mine']);
    assert.equal(
      systems.value.some(({ name }) => name === 'G2'),
      false,
    );
  });

  it('refuse a member or an ensemble that there is not', () => {
    const request = { members: pool('a'), alone: ['b'], strategies: {}, named: {} };
    const unknown = benchSystems(request);
    assert.ok(!unknown.ok);
    assert.match(unknown.failure.message, /no member “b”/);
    assert.equal(benchSystems({ ...request, alone: [], strategies: { x: 'nonsense' } }).ok, false);
  });
});
