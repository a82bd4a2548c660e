import { writeFileAtomically } from '../models/atomicFile.ts';
import { fitRouterFile } from '../handlers/fitRouter.ts';
import { textOption, UsageError, type Io, type Options } from './io.ts';
import { readDataFile } from './recordedFiles.ts';

/** `eidolon fit-router`: a table of members' scores in, a router file out; one line of JSON says what was fitted. */
export async function fitRouterCommand(
  named: string | undefined,
  options: Options,
  io: Io,
): Promise<number> {
  const data = textOption(options, 'data') ?? named;
  const out = textOption(options, 'out');
  if (data === undefined)
    throw new UsageError('Name the table of scores (JSON Lines) with --data FILE.');
  if (named !== undefined && named !== data)
    throw new UsageError('Name the table of scores once, as an argument or with --data.');
  if (out === undefined) throw new UsageError('Name the router file to write with --out FILE.');
  const fitted = fitRouterFile(await readDataFile(data));
  if (!fitted.ok) throw new Error(`“${data}”: ${fitted.failure.message}`);
  io.signal.throwIfAborted();
  await writeFileAtomically(out, fitted.value.file, 0o644).catch((error: NodeJS.ErrnoException) => {
    throw new Error(`“${out}” cannot be written (${error.code}).`, { cause: error });
  });
  const { summary } = fitted.value;
  await io.write(`${JSON.stringify({ out, ...summary })}\n`);
  if (!summary.learned)
    io.complain(
      `${summary.rows} rows are too few to tell questions apart, so this router always names the best member; 100 are needed.`,
    );
  return 0;
}
