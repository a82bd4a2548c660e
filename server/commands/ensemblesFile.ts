import { parseSettingsObject } from '../../protocol/settings.ts';
import { textOption, type Options } from './io.ts';
import { readDataFile } from './recordedFiles.ts';

/** `--ensembles`: those of a file, of the form of the setting `eidolon.ensembles`. */
export async function ensemblesOf(options: Options): Promise<Readonly<Record<string, unknown>>> {
  const file = textOption(options, 'ensembles');
  if (file === undefined) return {};
  const text = await readDataFile(file);
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw new Error(`“${file}” is not valid JSON.`, { cause: error });
  }
  const { ensembles } = parseSettingsObject({ ensembles: value });
  if (value === null || Object.keys(ensembles).length !== Object.keys(Object(value)).length)
    throw new Error(`“${file}” must hold an object of named ensembles.`);
  return ensembles;
}
