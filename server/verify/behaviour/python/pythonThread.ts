import { serveThread } from '../thread.ts';
import { startSealedPython, type PythonFiles } from './sealedPython.ts';

// Entry of the thread in which Python candidates run.

await serveThread<PythonFiles>(async ({ files, memoryBytes, keep }, clock) => {
  const interpreter = await startSealedPython({
    files,
    memoryBytes,
    stopped: clock.stopped,
    ...(keep instanceof Uint8Array && { snapshot: keep }),
  });
  return { interpreter, keep: interpreter.snapshot && shared(interpreter.snapshot) };
});

/** A copy that threads share instead of copying it again. */
function shared(bytes: Uint8Array): Uint8Array {
  const copy = new Uint8Array(new SharedArrayBuffer(bytes.length));
  copy.set(bytes);
  return copy;
}
