import assert from 'node:assert/strict';
import { recordedFile, recordedLine, replayAll } from '../../support/recordedRows.ts';
import { scoreRows } from '../../support/scoreRows.ts';

const spec = {
  kind: 'route',
  by: 'scores',
  experts: { idler: 'idler', counter: 'counter', teller: 'teller' },
};

/** Rows on which a member is right where a table of scores gives it more than a half. */
function recorded(count: number, seed: number, from = 0): ReturnType<typeof recordedFile> {
  return recordedFile(
    scoreRows(count, seed).map(({ prompt, scores }, at) =>
      recordedLine(
        String(from + at),
        Object.fromEntries(
          Object.entries(scores).map(([member, score]) => [
            member,
            [{ text: score > 0.5 ? 'right' : `${member} is wrong`, correct: score > 0.5 }],
          ]),
        ),
        { prompt: `${prompt} (${from + at})`, gold: 'right' },
      ),
    ),
  );
}

describe('a route by scores', function () {
  this.timeout(60_000);

  it('asks the expert that was right on questions like this one, and traces why', async () => {
    const rows = await replayAll(spec, recorded(40, 7, 1000), recorded(150, 3));
    const answers = rows.map(({ outcome }) => (outcome.ok ? outcome.value : undefined));
    const right = answers.filter((answer) => answer?.text === 'right').length;
    assert.ok(right >= 36, String(right));
    assert.deepEqual([...new Set(answers.map((answer) => answer?.member))].sort(), [
      'counter',
      'teller',
    ]);
    assert.ok(answers.every((answer) => answer?.calls === 1));
    const notes = rows.flatMap(({ trace }) =>
      trace.steps.flatMap((step) => (step.kind === 'note' ? [step.text] : [])),
    );
    assert.match(notes.join('\n'), /^route: counter is expected to score .*strongest signs/m);
  });

  it('goes by the domain, and says so, where nothing was fitted', async () => {
    const [row] = await replayAll({ ...spec, experts: { logic: 'teller' } }, recorded(1, 7));
    assert.ok(row?.outcome.ok);
    assert.equal(row.outcome.value.member, 'teller');
    assert.match(row.outcome.value.notes?.join(' ') ?? '', /No router was fitted/);
  });
});
