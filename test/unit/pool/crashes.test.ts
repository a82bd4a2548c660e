import assert from 'node:assert/strict';
import {
  isModelsFault,
  parseCrashLedger,
  quarantineReason,
  recordCrash,
  releaseModel,
  restartDelay,
  type CrashLedger,
} from '../../../server/pool/crashes.ts';

describe('the crash ledger', () => {
  const minute = 60_000;

  function after(...times: number[]): CrashLedger {
    return times.reduce<CrashLedger>(
      (ledger, at) => recordCrash(ledger, 'file:a', 'SIGSEGV', at),
      {},
    );
  }

  it('sets a model aside after two crashes, and says why', () => {
    assert.equal(quarantineReason(after(0), 'file:a'), undefined);
    assert.match(
      quarantineReason(after(0, minute), 'file:a') ?? '',
      /2 times \(SIGSEGV\).*models verify file:a/,
    );
  });

  it('does not count crashes that lie far apart together', () => {
    assert.equal(quarantineReason(after(0, 11 * minute), 'file:a'), undefined);
  });

  it('counts a crash that a wrong clock put into the future with none of today', () => {
    assert.equal(quarantineReason(after(1000 * minute, 0), 'file:a'), undefined);
    assert.notEqual(quarantineReason(after(minute, 0), 'file:a'), undefined);
  });

  it('keeps a quarantine however long ago the crash was', () => {
    assert.notEqual(quarantineReason(after(0, minute, 1000 * minute), 'file:a'), undefined);
  });

  it('lifts a quarantine, and only that one', () => {
    const ledger = recordCrash(after(0, 1), 'file:b', 'SIGABRT', 2);
    assert.deepEqual(Object.keys(releaseModel(ledger, 'file:a')), ['file:b']);
  });

  it('survives a round trip over disk and leaves out what is odd', () => {
    const ledger = after(0, 1);
    assert.deepEqual(parseCrashLedger(JSON.parse(JSON.stringify(ledger))), ledger);
    assert.deepEqual(parseCrashLedger({ 'file:a': { count: 'x' }, 'file:b': null }), {});
    assert.deepEqual(parseCrashLedger('nonsense'), {});
  });
});

describe('the blame for an exit', () => {
  const exit = { code: null, signal: null, lastLines: '' };
  const cases: [name: string, exit: Parameters<typeof isModelsFault>[0], fault: boolean][] = [
    ['a native crash', { ...exit, signal: 'SIGSEGV' }, true],
    ['an assertion', { ...exit, signal: 'SIGABRT' }, true],
    ['an exit code', { ...exit, code: 3221225477 }, true],
    ['a kill by the watchdog', { ...exit, signal: 'SIGKILL', killedFor: 'it hung' }, true],
    ['a kill from outside', { ...exit, signal: 'SIGKILL' }, false],
    ['a termination from outside', { ...exit, signal: 'SIGTERM' }, false],
    ['a clean end', { ...exit, code: 0 }, false],
  ];
  for (const [name, given, fault] of cases) {
    it(`of ${name} is ${fault ? '' : 'not '}the model's`, () =>
      assert.equal(isModelsFault(given), fault));
  }
});

describe('the wait before a restart', () => {
  it('is nothing at first, then doubles up to ten seconds', () => {
    assert.deepEqual([0, 1, 2, 3, 4, 20].map(restartDelay), [0, 0, 250, 500, 1000, 10_000]);
  });
});
