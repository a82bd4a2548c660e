import { readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';

/** A sentence that somebody published; `from` names package and licence. */
export interface PeopleText {
  readonly text: string;
  readonly from: string;
}

/** A short function that somebody published. */
export interface PeopleCode {
  readonly code: string;
  readonly languageId: string;
  readonly from: string;
}

export interface People {
  readonly texts: readonly PeopleText[];
  readonly functions: readonly PeopleCode[];
}

const name = 'people.jsonl.gz';

/** Reads what `test/eval/benchPeople.ts` harvested; beside the bundle when built, beside this file in a checkout. */
export function readPeople(): People {
  const file = path.join(path.dirname(fileURLToPath(import.meta.url)), name);
  const rows = gunzipSync(readFileSync(file))
    .toString('utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as PeopleText | PeopleCode);
  return {
    texts: rows.filter((row): row is PeopleText => 'text' in row),
    functions: rows.filter((row): row is PeopleCode => 'code' in row),
  };
}
