import assert from 'node:assert/strict';
import fc from 'fast-check';
import { createRandom } from '../../../server/core/random.ts';
import { fitEnsemble } from '../../../server/core/ensemble/fitEnsemble.ts';
import type { ReplayedRow } from '../../../server/handlers/replay.ts';
import { recordedFile, recordedLine, replayAll } from '../../support/recordedRows.ts';

/** Votes of a row: the label of each member, or none. */
type Votes = Readonly<Record<string, string | undefined>>;

const names = ['m1', 'm2', 'm3', 'm4'];
const rules = ['majority', 'confidence', 'trust', 'meta'] as const;

const votesArbitrary: fc.Arbitrary<Votes> = fc.record(
  Object.fromEntries(names.map((name) => [name, fc.constantFrom('A', 'B', 'C')])),
);

function lineOf(votes: Votes, id: number, fields: Readonly<Record<string, unknown>> = {}): string {
  const members = Object.entries(votes).flatMap(([name, label]) =>
    label === undefined ? [] : [[name, [{ text: label, correct: label === 'A' }]] as const],
  );
  return recordedLine(String(id), Object.fromEntries(members), { answerKind: 'choice', ...fields });
}

/** Rows that tell who is good: m4 is nearly always right, m1 hardly ever. */
function calibrationLines(count: number): readonly string[] {
  const random = createRandom(5);
  return Array.from({ length: count }, (_, id) =>
    lineOf(
      Object.fromEntries(
        names.map((name, at) => [
          name,
          random() < 0.2 + 0.2 * at ? 'A' : random() < 0.5 ? 'B' : 'C',
        ]),
      ),
      1000 + id,
    ),
  );
}

function shuffled<T>(items: readonly T[], seed: number): readonly T[] {
  const random = createRandom(seed);
  return items
    .map((item) => ({ item, key: random() }))
    .sort((one, other) => one.key - other.key)
    .map(({ item }) => item);
}

const summaryOf = ({ outcome }: ReplayedRow): unknown =>
  outcome.ok
    ? [outcome.value.text, outcome.value.member, outcome.value.confidence]
    : outcome.failure.kind;

const byId = (rows: readonly ReplayedRow[]): ReadonlyMap<unknown, unknown> =>
  new Map(rows.map((row) => [row.row.id, summaryOf(row)]));

const vote = (by: string, members: readonly string[] = names): unknown => ({
  kind: 'vote',
  members,
  by,
});
const calibration = calibrationLines(40);

describe('every vote', function () {
  this.timeout(60_000);
  for (const by of rules) {
    it(`by ${by} answers the same in every order of its rows and its calibration rows`, async () => {
      await fc.assert(
        fc.asyncProperty(
          fc.array(votesArbitrary, { minLength: 2, maxLength: 8 }),
          fc.nat(),
          async (list, seed) => {
            const lines = list.map((votes, id) => lineOf(votes, id));
            const file = recordedFile(lines);
            const moved = recordedFile(shuffled(lines, seed));
            const first = byId(await replayAll(vote(by), file, recordedFile(calibration)));
            const again = byId(
              await replayAll(vote(by), moved, recordedFile(shuffled(calibration, seed + 1))),
            );
            for (const [id, summary] of first) assert.deepEqual(again.get(id), summary);
            const alone = byId(await replayAll(vote(by), file));
            const movedAlone = byId(await replayAll(vote(by), moved));
            for (const [id, summary] of alone) assert.deepEqual(movedAlone.get(id), summary);
          },
        ),
        { numRuns: 8 },
      );
    });

    it(`by ${by} gives the same answer in every order of its members, ties aside`, async () => {
      await fc.assert(
        fc.asyncProperty(votesArbitrary, fc.nat(), async (votes, seed) => {
          const counts = new Map<string | undefined, number>();
          for (const label of Object.values(votes)) counts.set(label, (counts.get(label) ?? 0) + 1);
          const [top, next] = [...counts.values()].sort((one, other) => other - one);
          fc.pre(top !== next);
          const file = recordedFile([lineOf(votes, 1)]);
          const order = shuffled(names, seed);
          const [one] = await replayAll(vote(by), file, recordedFile(calibration));
          const [other] = await replayAll(vote(by, order), file, recordedFile(calibration));
          assert.ok(one?.outcome.ok && other?.outcome.ok);
          assert.equal(one.outcome.value.text, other.outcome.value.text);
        }),
        { numRuns: 12 },
      );
    });
  }

  for (const by of ['majority', 'trust'] as const) {
    it(`by ${by} never loses an answer to a copy of a vote for it`, async () => {
      await fc.assert(
        fc.asyncProperty(votesArbitrary, fc.constantFrom(...names), async (votes, copied) => {
          const withCopy = (line: string): string => {
            const row = JSON.parse(line) as { members: Record<string, unknown> };
            return JSON.stringify({
              ...row,
              members: { ...row.members, copy: row.members[copied] },
            });
          };
          const line = lineOf(votes, 1);
          const [before] = await replayAll(
            vote(by),
            recordedFile([line]),
            recordedFile(calibration),
          );
          const [after] = await replayAll(
            vote(by, [...names, 'copy']),
            recordedFile([withCopy(line)]),
            recordedFile(calibration.map(withCopy)),
          );
          assert.ok(before?.outcome.ok && after?.outcome.ok);
          const label = votes[copied];
          if (before.outcome.value.text === label) assert.equal(after.outcome.value.text, label);
        }),
        { numRuns: 15 },
      );
    });
  }

  it('never lets what is right in a row reach its own answer', async () => {
    await fc.assert(
      fc.asyncProperty(votesArbitrary, fc.constantFrom('A', 'B', 'C'), async (votes, gold) => {
        const line = lineOf(votes, 1);
        const row = JSON.parse(line) as { members: Record<string, { correct: boolean }[]> };
        for (const list of Object.values(row.members))
          for (const each of list) each.correct = !each.correct;
        const flipped = JSON.stringify({ ...row, gold, check: 'assert False' });
        for (const by of rules) {
          const [one] = await replayAll(vote(by), recordedFile([line]), recordedFile(calibration));
          const [other] = await replayAll(
            vote(by),
            recordedFile([flipped]),
            recordedFile(calibration),
          );
          assert.ok(one && other);
          assert.deepEqual(summaryOf(one), summaryOf(other));
        }
      }),
      { numRuns: 4 },
    );
  });
});

describe('learning', () => {
  it('learns nothing from no rows, and does not fail', async () => {
    const strategy = {
      path: 'member',
      children: [],
      lessons: [],
      answer: () => Promise.reject(new Error('asked')),
    };
    assert.deepEqual(await fitEnsemble(strategy, [], new AbortController().signal), { nodes: {} });
  });
});
