import assert from 'node:assert/strict';
import { shareWork } from '../../../server/pool/sharedWork.ts';

describe('shared work', () => {
  const never = new AbortController().signal;

  /** Work that ends when the test says so, and rejects when it is stopped. */
  function controlled() {
    let finish: (value: string) => void = () => undefined;
    let stoppedBy: unknown;
    const shared = shareWork<string>(
      (signal) =>
        new Promise((resolve, reject) => {
          finish = resolve;
          signal.addEventListener('abort', () => {
            stoppedBy = signal.reason;
            reject(signal.reason as Error);
          });
        }),
    );
    return { shared, finish: (value: string) => finish(value), stoppedBy: () => stoppedBy };
  }

  it('gives all who wait the one result', async () => {
    const { shared, finish } = controlled();
    const waiting = [shared.join(never), shared.join(never)];
    finish('done');
    assert.deepEqual(await Promise.all(waiting), ['done', 'done']);
  });

  it('goes on for the others when one gives up', async () => {
    const { shared, finish, stoppedBy } = controlled();
    const reason = new Error('enough');
    const controller = new AbortController();
    const [first, second] = [shared.join(controller.signal), shared.join(never)];
    controller.abort(reason);
    await assert.rejects(first, reason);
    assert.deepEqual([shared.stopped, stoppedBy()], [false, undefined]);
    finish('done');
    assert.equal(await second, 'done');
  });

  it('stops when the last one gives up, and says that it is of no more use', async () => {
    const { shared, stoppedBy } = controlled();
    const reason = new Error('enough');
    const controllers = [new AbortController(), new AbortController()];
    const waiting = controllers.map(({ signal }) => shared.join(signal));
    for (const controller of controllers) controller.abort(reason);
    for (const each of waiting) await assert.rejects(each, reason);
    assert.deepEqual([shared.stopped, stoppedBy()], [true, reason]);
  });

  it('does not start to wait for one who has given up before', async () => {
    const { shared, finish } = controlled();
    await assert.rejects(shared.join(AbortSignal.abort(new Error('enough'))), /enough/);
    assert.equal(shared.stopped, false);
    finish('done');
    assert.equal(await shared.join(never), 'done');
  });

  it('passes a failure on to all', async () => {
    const shared = shareWork(() => Promise.reject(new Error('broken')));
    await assert.rejects(shared.join(never), /broken/);
    await assert.rejects(shared.join(never), /broken/);
  });
});
