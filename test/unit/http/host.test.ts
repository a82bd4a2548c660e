import assert from 'node:assert/strict';
import { createHost } from '../../../server/engines/http/host.ts';
import { defaultLimits } from '../../../server/engines/http/transport.ts';

describe('a host that is left alone after failures', () => {
  it('is asked again when its pause is over, however the clock of the machine was set meanwhile', () => {
    const clocks = { now: 0, ticks: 0 };
    const host = createHost(
      'http://127.0.0.1:9',
      { host: '127.0.0.1:9', encrypted: false },
      {
        access: () => Promise.resolve({ allowed: true }),
        limits: defaultLimits,
        now: () => clocks.now,
        ticks: () => clocks.ticks,
        random: () => 0.5,
      },
    );
    for (let failures = 0; failures < 3; failures++) host.broke();
    clocks.now -= 365 * 86_400_000;
    clocks.ticks = 14_000;
    assert.match(host.problem() ?? '', /asked again in 1 s/);
    clocks.now += 2 * 365 * 86_400_000;
    assert.match(host.problem() ?? '', /asked again in 1 s/);
    clocks.ticks = 15_000;
    assert.equal(host.problem(), undefined);
  });
});
