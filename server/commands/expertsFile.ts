import { parseOwnDomains } from '../core/router/ownDomains/parseOwnDomains.ts';
import { textOption, type Options } from './io.ts';
import { readDataFile } from './recordedFiles.ts';

/**
 * Reads the file of `--experts`, of the form of the setting `eidolon.experts`; absent without the option. Such a file is
 * the caller's to put right, so the first problem ends the command.
 */
export async function expertsOf(
  options: Options,
): Promise<Readonly<Record<string, unknown>> | undefined> {
  const file = textOption(options, 'experts');
  if (file === undefined) return undefined;
  const experts = parseJson(await readDataFile(file), file);
  const [problem] = parseOwnDomains(experts).problems;
  if (problem !== undefined) throw new Error(`“${file}”: ${problem}`);
  return experts as Readonly<Record<string, unknown>>;
}

function parseJson(text: string, file: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new Error(`“${file}”: it is not valid JSON (${why}).`, { cause: error });
  }
}
