import { wordsOf } from '../words.ts';

/** The kinds of value that an argument can turn out to be. */
export type ShapeKind =
  | 'number'
  | 'string'
  | 'boolean'
  | 'list'
  | 'record'
  | 'map'
  | 'set'
  | 'function'
  | 'date'
  /** A number, or a list of trees. */
  | 'tree'
  | 'nothing';

const scalarPlurals = new Set(
  (
    'seconds minutes hours days weeks months years ms cents points miles meters metres kilometers radius status ' +
    'address bonus axis progress class pass process access business news series diameters pounds grams degrees ' +
    'radians celsius kelvin fahrenheit dollars euros bytes pixels retries attempts is as has does times plus minus ' +
    'inches ounces calories kilos litres liters'
  ).split(' '),
);
const listWords = new Set(
  'list array arr stack queue matrix grid rows data sequence seq collection history path_parts nums lst vector heap batch population sample'.split(
    ' ',
  ),
);
const textWords = new Set(
  (
    'text word str string name title line path email url sentence key prefix suffix char letter message input pattern ' +
    's slug id code label delimiter separator sep ch phrase paragraph content body html csv token address password ' +
    'username user_name filename file extension query haystack needle color hex binary roman dna isbn domain host ' +
    'iso timestamp_text template first_name last_name kind type status direction unit currency'
  ).split(' '),
);
const flagWords = new Set(
  (
    'is has can should was flag enabled active visible inclusive strict ascending descending reverse reversed recursive ' +
    'force verbose paid done open ready valid locked hidden expired deleted archived published verified admin checked ' +
    'completed selected available online disabled required ok success'
  ).split(' '),
);
const functionWords = new Set(
  'fn func callback cb predicate mapper reducer handler listener iteratee comparator test transform action'.split(
    ' ',
  ),
);
const dateWords = new Set(
  'date birthdate birthday deadline now today start_date end_date'.split(' '),
);
const recordWords = new Set(
  'user item node person obj object options config settings product order point'.split(' '),
);

/** The kind of value that a name alone suggests. */
export function likelyKind(name: string): ShapeKind {
  const words = wordsOf(name);
  const last = words.at(-1) ?? '';
  const first = words[0] ?? '';
  if (
    (flagWords.has(first) && !/^(open|done|valid)$/.test(first)) ||
    (flagWords.has(last) && words.length === 1)
  )
    return 'boolean';
  if (functionWords.has(last)) return 'function';
  if (listWords.has(last) || isPlural(last)) return 'list';
  if (textWords.has(last) || textWords.has(words.join('_'))) return 'string';
  if (dateWords.has(last)) return 'date';
  if (recordWords.has(last)) return 'record';
  return 'number';
}

function isPlural(word: string): boolean {
  return (
    /[^su]s$/.test(word) && word.length > 1 && !scalarPlurals.has(word) && !/(is|ss|us)$/.test(word)
  );
}

/** The name of one element of a collection. */
export function singular(name: string): string {
  if (/ies$/.test(name)) return name.replace(/ies$/, 'y');
  if (/(ches|shes|xes|sses)$/.test(name)) return name.replace(/es$/, '');
  const last = wordsOf(name).at(-1) ?? '';
  if (isPlural(last)) return name.replace(/s$/, '');
  if (last === 'matrix' || last === 'grid') return 'row list';
  return /^(arr|array|list|lst|nums|xs|data|seq|sequence|heap)$/.test(name) ? 'value' : name;
}
