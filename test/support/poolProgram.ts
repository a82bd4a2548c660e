import { createPool } from '../../server/pool/client.ts';
import { createRecordedLog } from './silentLog.ts';
import { ask, hostEntry, workerEntry } from './testPool.ts';

/** A program with a pool whose only question is never answered; it speaks once the worker has it. */
const pool = createPool({
  log: createRecordedLog(),
  hostEntry,
  workerEntry,
  modelsDir: process.argv[2] ?? '',
  idleMs: 600_000,
  shared: process.argv[3] === 'shared',
});
pool.onStatus((status) => {
  if (status.workers.some(({ models }) => models.length > 0)) process.stdout.write('asked\n');
});
await pool
  .member('nano:a')
  .score({ messages: ask('x'), texts: ['y'] }, new AbortController().signal);
