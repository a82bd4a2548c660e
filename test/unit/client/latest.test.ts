import assert from 'node:assert/strict';
import { createLatest } from '../../../client/complete/latest.ts';
import { createFakeTimers } from '../../support/fakeTimers.ts';

const never = new AbortController().signal;

/** Lets what has settled be heard. */
const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

describe('asking for the newest place alone', () => {
  it('asks nothing before the keys are quiet, and then once, for the last of them', async () => {
    const timers = createFakeTimers();
    const latest = createLatest(timers.after);
    const asked: string[] = [];
    const typed = [...'abc'].map((key) => {
      const answer = latest.ask(250, never, (): Promise<string> => {
        asked.push(key);
        return Promise.resolve(key.toUpperCase());
      });
      timers.advance(100);
      return answer;
    });
    timers.advance(149);
    await turn();
    assert.deepEqual(asked, []);
    timers.advance(1);
    assert.deepEqual(await Promise.all(typed), [undefined, undefined, 'C']);
    assert.deepEqual(asked, ['c']);
  });

  it('ends a question that is under way when a newer one comes, and drops its answer', async () => {
    const latest = createLatest(createFakeTimers().after);
    let answerLate: (text: string) => void = () => undefined;
    let heard: AbortSignal | undefined;
    const older = latest.ask(0, never, (signal) => {
      heard = signal;
      return new Promise<string>((resolve) => (answerLate = resolve));
    });
    await turn();
    assert.equal(heard?.aborted, false);
    const newer = latest.ask(0, never, () => Promise.resolve('new'));
    assert.equal(heard.aborted, true);
    answerLate('old');
    assert.deepEqual(await Promise.all([older, newer]), [undefined, 'new']);
  });

  it('asks nothing once its caller gave up', async () => {
    const timers = createFakeTimers();
    const latest = createLatest(timers.after);
    const gaveUp = new AbortController();
    let asked = 0;
    const answer = latest.ask(250, gaveUp.signal, () => Promise.resolve(++asked));
    timers.advance(200);
    gaveUp.abort();
    assert.equal(await answer, undefined);
    timers.advance(1_000);
    await turn();
    assert.equal(asked, 0);
  });

  it('lets a failure through', async () => {
    const latest = createLatest(createFakeTimers().after);
    const failing = latest.ask(0, never, () => Promise.reject(new Error('broken')));
    await assert.rejects(failing, /broken/);
  });
});
