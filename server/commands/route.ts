import type { Result } from '../../protocol/result.ts';
import {
  checkDomain,
  correctRoute,
  forgetCorrection,
  listCorrections,
} from '../handlers/corrections.ts';
import { readMemberRouter } from '../handlers/fitRouter.ts';
import { parseBatchLine, routeBatchLine, type BatchRouter } from '../handlers/routeBatch.ts';
import { defaultStorageDirectory } from '../paths.ts';
import { createUserRouter, type UserRouter } from '../router/userRouter.ts';
import { expertsOf } from './expertsFile.ts';
import { stdinLines, textOption, UsageError, type Io, type Options } from './io.ts';
import { readDataFile } from './recordedFiles.ts';

/** `eidolon route`: JSON Lines in, one decision per line out, in order. No model is loaded. */
export async function routeCommand(options: Options, io: Io): Promise<number> {
  refuseMixtures(options);
  const router = createUserRouter({
    storageDirectory: defaultStorageDirectory(),
    now: () => Date.now(),
    experts: await expertsOf(options),
    warn: io.complain,
  });
  if (options['corrections'] === true)
    return await printLines(valueOf(listCorrections(router)), io);
  if (options['forget'] !== undefined) {
    const fingerprint = textOption(options, 'forget');
    return await printLines(valueOf(await forgetCorrection({ fingerprint }, router)), io);
  }
  const domain = textOption(options, 'correct');
  if (domain !== undefined) return await correctLines(domain, router, io);
  const chosen = (await memberRouterOf(options)) ?? router;
  return await eachLine(io, async (line, number) => routeBatchLine(line, number, chosen));
}

/** Keeps that every text on stdin belongs to this domain, and prints what the router says of it from now on. */
async function correctLines(domain: string, router: UserRouter, io: Io): Promise<number> {
  const known = checkDomain(domain, router.domains);
  if (!known.ok) throw new UsageError(known.failure.message);
  return await eachLine(io, async (line, number) => {
    const row = parseBatchLine(line, number);
    if (!row.ok) return row;
    const kept = await correctRoute({ text: row.value.input.text, domain }, router);
    return kept.ok ? routeBatchLine(line, number, router) : kept;
  });
}

async function eachLine(
  io: Io,
  answerOf: (line: string, number: number) => Promise<Result<object>>,
): Promise<number> {
  let failures = 0;
  for await (const { line, number } of stdinLines(io)) {
    const answer = await answerOf(line, number);
    if (answer.ok) {
      await io.write(`${JSON.stringify(answer.value)}\n`);
    } else {
      failures++;
      io.complain(answer.failure.message);
    }
  }
  return failures > 0 ? 1 : 0;
}

async function printLines(rows: readonly object[], io: Io): Promise<number> {
  for (const row of rows) await io.write(`${JSON.stringify(row)}\n`);
  return 0;
}

async function memberRouterOf(options: Options): Promise<BatchRouter | undefined> {
  const file = textOption(options, 'router');
  if (file === undefined) return undefined;
  const router = readMemberRouter(await readDataFile(file), priceOf(options) ?? 0);
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

function refuseMixtures(options: Options): void {
  if (options['price'] !== undefined && options['router'] === undefined)
    throw new UsageError('--price goes with --router.');
  const tasks = ['router', 'correct', 'corrections', 'forget'].filter(
    (name) => options[name] !== undefined,
  );
  if (tasks.length > 1) throw new UsageError(`--${tasks[0]} and --${tasks[1]} do not go together.`);
}

function valueOf<T>(result: Result<T>): T {
  if (result.ok) return result.value;
  throw new Error(result.failure.message);
}
