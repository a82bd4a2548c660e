import { createRouter } from '../core/router/router.ts';
import { shippedClassifier } from '../core/router/shippedClassifier.ts';
import { readMemberRouter } from '../handlers/fitRouter.ts';
import { routeBatchLine, type BatchRouter } from '../handlers/routeBatch.ts';
import { stdinLines, textOption, UsageError, type Io, type Options } from './io.ts';
import { readDataFile } from './recordedFiles.ts';

/** `eidolon route`: JSON Lines in, one decision per line out, in order. No model is loaded. */
export async function routeCommand(options: Options, io: Io): Promise<number> {
  const router = await routerOf(options);
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

async function routerOf(options: Options): Promise<BatchRouter> {
  const file = textOption(options, 'router');
  const price = priceOf(options);
  if (file === undefined) {
    if (price !== undefined) throw new UsageError('--price goes with --router.');
    return createRouter(shippedClassifier());
  }
  const router = readMemberRouter(await readDataFile(file), price ?? 0);
  if (!router.ok) throw new Error(`“${file}”: ${router.failure.message}`);
  return router.value;
}

function priceOf(options: Options): number | undefined {
  const text = textOption(options, 'price');
  if (text === undefined) return undefined;
  const price = Number(text);
  if (text.trim() !== '' && Number.isFinite(price) && price >= 0) return price;
  throw new UsageError(
    '--price takes a number of at least 0: the score that a unit of cost is worth.',
  );
}
