import { routeBatchLine } from '../handlers/routeBatch.ts';
import { createRouter } from '../core/router/router.ts';
import { shippedClassifier } from '../core/router/shippedClassifier.ts';
import { stdinLines, type Io } from './io.ts';

/** `eidolon route`: JSON Lines in, one decision per line out, in order. No model is loaded. */
export async function routeCommand(io: Io): Promise<number> {
  const router = createRouter(shippedClassifier());
  let failures = 0;
  for await (const { line, number } of stdinLines(io)) {
    const answer = routeBatchLine(line, number, router);
    if (answer.ok) {
      await io.write(`${JSON.stringify(answer.value)}\n`);
    } else {
      failures++;
      io.complain(answer.failure.message);
    }
  }
  return failures > 0 ? 1 : 0;
}
