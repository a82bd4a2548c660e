import { augmentSeeds, readSeeds, selectionRows, wrapLabelled } from './augment.ts';
import { passageRows, rambling } from './passages.ts';
import { problemRows } from './problems.ts';
import type { LabelledRow } from './rows.ts';

/** How much each kind of row counts while fitting. */
const weightOf: Readonly<Record<string, number>> = { flask: 1, seeds: 0.6, selections: 0.4, templates: 0.5 };

/** All training rows: the labelled prompts, our seeds in disguise, generated selections. */
export function buildCorpus(labelled: readonly LabelledRow[], seedFolder: string): LabelledRow[] {
  const seeds = augmentSeeds(readSeeds(seedFolder), 5, 11);
  const selections = selectionRows(1800, 23);
  const templates = problemRows(1200, 31);
  const passages = passageRows(350, 53);
  const english = [...labelled, ...templates];
  const wrapped = [...wrapLabelled(english, 0.25, 47), ...rambling([...english, ...seeds.filter((row) => row.language === 'en')], 0.1, 59)];
  return [...labelled, ...wrapped, ...passages, ...seeds, ...selections, ...templates].map((row) => ({ ...row, weight: weightOf[row.source] ?? 0.7 }));
}
