import { augmentSeeds, readSeeds, selectionRows, wrapLabelled } from './augment.ts';
import { passageRows, rambling } from './passages.ts';
import { problemRows } from './problems.ts';
import { createRandom } from './logistic.ts';
import type { LabelledRow } from './rows.ts';

/**
 * Share of rows kept, 1 where absent. AdaGrad cancels most of a row's weight, so thinning is what tells. The quiz
 * sets are narrow and known almost as well when they are left out; in full they make every short question prose. The
 * prose rows of FLASK are mostly tasks of language benchmarks, which people do not type.
 */
const kept: Readonly<Record<string, number>> = {
  'seeds logic': 0.8,
  'seeds code': 0.8,
  'seeds prose': 0.8,
  'selections logic': 0.5,
  'selections code': 0.5,
  'flask prose': 0.4,
  'natural_qa prose': 0.25,
  'trivia_qa prose': 0.25,
  'commonsense_qa prose': 0.25,
  'commongen prose': 0.25,
};

/** All training rows: the labelled prompts, our seeds in disguise, templates, generated selections. */
export function buildCorpus(labelled: readonly LabelledRow[], seedFolder: string): LabelledRow[] {
  const seeds = augmentSeeds(readSeeds(seedFolder), 5, 11);
  const selections = selectionRows(1800, 23);
  const templates = problemRows(1200, 31);
  const passages = passageRows(350, 53);
  const english = [...labelled, ...templates];
  const seedsInEnglish = seeds.filter((row) => row.language === 'en');
  const wrapped = [
    ...wrapLabelled(english, 0.25, 47),
    ...rambling([...english, ...seedsInEnglish], 0.1, 59),
  ];
  const random = createRandom(71);
  return [...labelled, ...wrapped, ...passages, ...seeds, ...selections, ...templates].filter(
    (row) => random() < (kept[`${row.source} ${row.expert}`] ?? 1),
  );
}
