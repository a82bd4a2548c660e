import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { exitWithParent } from '../../server/parentWatch.ts';

// A parent and a child whose main thread never comes back, as a parser or native code in a loop would do.

if (process.argv[2] === 'child') {
  exitWithParent();
  // Late enough for the watching thread to run; the parent speaks once this process has spoken.
  process.on('message', () => {
    process.send?.('hanging', undefined, undefined, () => {
      for (;;);
    });
  });
} else {
  const child = fork(fileURLToPath(import.meta.url), ['child'], { execArgv: process.execArgv });
  child.send('hang');
  child.once('message', () => process.stdout.write(`${child.pid}\n`));
}
