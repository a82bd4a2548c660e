import { writeFile } from 'node:fs/promises';
import { exampleOf, wholeExample, type Example } from '../core/distill/example.ts';
import {
  labels,
  preferenceRows,
  studentRow,
  trainingRows,
  type Label,
  type TrainingRow,
} from '../core/distill/rows.ts';
import { createExampleStore, type ExampleStore } from '../distill/exampleStore.ts';
import { defaultStorageDirectory } from '../paths.ts';
import { createServices, examplesFolder, originOf, type Services } from '../services.ts';
import { ensembleOption, textOption, UsageError, type Io, type Options } from './io.ts';
import { readDataFile } from './recordedFiles.ts';
import { applyVouched } from './refine.ts';
import { parseRow, type BatchRow } from './refineBatch.ts';

export type DistillVerb = 'export' | 'list' | 'forget';

/** How rows are written: with their provenance, for supervised training, or as pairs for preference training. */
const formats = ['rows', 'student', 'preference'] as const;
type Format = (typeof formats)[number];

/** `eidolon distill export|list|forget`: what an ensemble knows, as training rows for a student. */
export async function distillCommand(verb: DistillVerb, options: Options, io: Io): Promise<number> {
  const store = createExampleStore(examplesFolder(defaultStorageDirectory()));
  switch (verb) {
    case 'export':
      return exportRows(store, options, io);
    case 'list': {
      const rows = trainingRows(await keptExamples(store));
      for (const label of labels) {
        const count = rows.filter((row) => row.label === label).length;
        if (count > 0) await io.write(`${label.padEnd(9)} ${count}\n`);
      }
      if (rows.length === 0) io.complain(nothingKept);
      return 0;
    }
    case 'forget': {
      const forgotten = await store.forget();
      if (!forgotten.ok) throw new Error(forgotten.failure.message);
      await io.write('Forgot all kept texts.\n');
      return 0;
    }
  }
}

const nothingKept =
  'No texts are kept: switch on the setting “eidolon.distill.keepExamples” and decide about some refinements, ' +
  'or name texts with “distill export --data FILE”.';

async function exportRows(store: ExampleStore, options: Options, io: Io): Promise<number> {
  const format = formatOf(textOption(options, 'format'));
  const wanted = labelsOf(textOption(options, 'labels'));
  const data = textOption(options, 'data');
  if (options['whole'] === true && data === undefined)
    throw new UsageError('--whole asks about whole texts, so name them with --data FILE.');
  const examples =
    data === undefined ? await keptExamples(store) : await askedExamples(data, options, io);
  const rows = trainingRows(examples).filter(({ label }) => wanted.has(label));
  const lines = rows.flatMap((row) => printed(row, format));
  const text = lines.map((line) => `${JSON.stringify(line)}\n`).join('');
  const out = textOption(options, 'out');
  if (out === undefined) await io.write(text);
  else await writeOut(out, text);
  if (rows.length === 0 && data === undefined) io.complain(nothingKept);
  else io.complain(summary(rows, lines.length));
  return 0;
}

async function keptExamples(store: ExampleStore): Promise<readonly Example[]> {
  const kept = await store.read();
  if (!kept.ok) throw new Error(kept.failure.message);
  return kept.value;
}

/** Puts the texts of a file to the ensemble. A row that cannot be refined is told and left out. */
async function askedExamples(file: string, options: Options, io: Io): Promise<readonly Example[]> {
  const rows = parseRows(await readDataFile(file), options);
  const ensemble = await ensembleOption(options);
  const services = createServices({ log: io.log });
  try {
    const examples: Example[] = [];
    for (const [at, row] of rows.entries()) {
      const drafted = await examplesOf(
        row,
        ensemble,
        options['whole'] === true,
        services,
        io.signal,
      );
      if (typeof drafted === 'string') io.complain(`Row ${at + 1} was left out: ${drafted}`);
      else examples.push(...drafted);
    }
    return examples;
  } finally {
    await services.dispose();
  }
}

function parseRows(text: string, options: Options): readonly BatchRow[] {
  const lines = text.replace(/^\uFEFF/u, '').split(/\r?\n/u);
  return lines.flatMap((line, at): BatchRow[] => {
    if (line.trim() === '') return [];
    const row = parseRow(line, at + 1, options);
    if ('failed' in row) throw new Error(row.note);
    return [row];
  });
}

async function examplesOf(
  row: BatchRow,
  ensemble: string | undefined,
  whole: boolean,
  services: Services,
  signal: AbortSignal,
): Promise<readonly Example[] | string> {
  const { text, languageId, instruction, expert } = row;
  const request = { documentText: text, ranges: [], languageId, instruction, expert, ensemble };
  const outcome = await services.refine(request, () => undefined, signal);
  if (!outcome.ok) return outcome.failure.message;
  const origin = originOf(outcome.value, request, await services.pool.members());
  const { drafts, hunks } = outcome.value;
  if (!whole) return drafts.map((draft, index) => exampleOf(draft, index, origin));
  const example = wholeExample(drafts, text, applyVouched(text, hunks), origin);
  return example ? [example] : [];
}

function printed(row: TrainingRow, format: Format): readonly object[] {
  switch (format) {
    case 'rows':
      return [row];
    case 'student': {
      const student = studentRow(row);
      return student ? [student] : [];
    }
    case 'preference':
      return preferenceRows(row);
  }
}

async function writeOut(file: string, text: string): Promise<void> {
  try {
    await writeFile(file, text, { mode: 0o600 });
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new Error(`“${file}” cannot be written (${code ?? 'unknown reason'}).`, { cause: error });
  }
}

function summary(rows: readonly TrainingRow[], lines: number): string {
  const counts = labels.flatMap((label) => {
    const count = rows.filter((row) => row.label === label).length;
    return count === 0 ? [] : [`${count} ${label}`];
  });
  const of = counts.length === 0 ? 'none was fit' : counts.join(', ');
  return `${lines} ${lines === 1 ? 'line' : 'lines'} written, of prompts: ${of}.`;
}

function formatOf(text = 'rows'): Format {
  const format = formats.find((each) => each === text);
  if (format === undefined) throw new UsageError(`--format is one of ${formats.join(', ')}.`);
  return format;
}

function labelsOf(text: string | undefined): ReadonlySet<Label> {
  if (text === undefined) return new Set(labels);
  const wanted = text.split(',').map((each) => each.trim());
  const known = labels.filter((label) => wanted.includes(label));
  if (known.length !== new Set(wanted).size)
    throw new UsageError(`--labels takes some of ${labels.join(',')}.`);
  return new Set(known);
}
