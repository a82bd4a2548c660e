import { readFileSync } from 'node:fs';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';
import { installationPaths } from '../../paths.ts';

/** The forms of an English verb. */
export type VerbForm = 'base' | 'third' | 'gerund' | 'past' | 'participle';

/** A verb that a word may be a form of. */
export interface VerbReading {
  readonly base: string;
  readonly forms: ReadonlySet<VerbForm>;
}

/** How often a lemma is which part of speech in sense-tagged text, one where a dictionary merely lists it. */
export interface PartCounts {
  readonly noun: number;
  readonly verb: number;
  readonly adjective: number;
  readonly adverb: number;
}

interface FormTable {
  readonly verbs: ReadonlyMap<string, readonly (readonly string[])[]>;
  readonly verbsOfForm: ReadonlyMap<string, readonly VerbReading[]>;
  readonly plurals: ReadonlyMap<string, string>;
  readonly singulars: ReadonlyMap<string, string>;
  readonly parts: ReadonlyMap<string, PartCounts>;
}

const columns: readonly VerbForm[] = ['third', 'gerund', 'past', 'participle'];
let shared: FormTable | undefined;

function table(): FormTable {
  shared ??= readForms(path.join(installationPaths().modelsDir, 'forms.tsv.gz'));
  return shared;
}

function readForms(file: string): FormTable {
  let text = '';
  try {
    text = gunzipSync(readFileSync(file)).toString('utf8');
  } catch {
    // Without the table no word has forms, and the rules that need them stay silent.
  }
  return parseForms(text);
}

/** Reads lines `lemma<TAB>noun verb adjective adverb<TAB>third,gerund,past,participle<TAB>plural`. */
function parseForms(text: string): FormTable {
  const verbs = new Map<string, readonly (readonly string[])[]>();
  const verbsOfForm = new Map<string, VerbReading[]>();
  const plurals = new Map<string, string>();
  const singulars = new Map<string, string>();
  const parts = new Map<string, PartCounts>();
  for (const line of text.split('\n')) {
    const [lemma = '', counts = '', verb = '', noun = ''] = line.split('\t');
    if (lemma === '') continue;
    const [n = 0, v = 0, a = 0, r = 0] = counts.split(' ').map(Number);
    parts.set(lemma, { noun: n, verb: v, adjective: a, adverb: r });
    if (verb !== '') {
      const forms = verb.split(',').map((variants) => variants.split('/'));
      verbs.set(lemma, forms);
      addVerb(verbsOfForm, lemma, forms);
    }
    const [plural, ...others] = noun === '' ? [] : noun.split('/');
    if (plural !== undefined) plurals.set(lemma, plural);
    for (const form of plural === undefined ? [] : [plural, ...others]) singulars.set(form, lemma);
  }
  return { verbs, verbsOfForm, plurals, singulars, parts };
}

function addVerb(
  into: Map<string, VerbReading[]>,
  base: string,
  forms: readonly (readonly string[])[],
): void {
  const kinds = new Map<string, Set<VerbForm>>([[base, new Set<VerbForm>(['base'])]]);
  for (const [i, variants] of forms.entries()) {
    for (const form of variants) {
      const known = kinds.get(form) ?? new Set<VerbForm>();
      known.add(columns[i] as VerbForm);
      kinds.set(form, known);
    }
  }
  for (const [form, set] of kinds) {
    const readings = into.get(form) ?? [];
    readings.push({ base, forms: set });
    into.set(form, readings);
  }
}

/** The verbs that a small-letter word may be a form of, none where it is no verb. */
export function verbReadings(word: string): readonly VerbReading[] {
  return table().verbsOfForm.get(word) ?? [];
}

/** The verb that a word is the given form of, the most frequent one. */
export function verbWithForm(word: string, form: VerbForm): string | undefined {
  const fitting = verbReadings(word).filter((reading) => reading.forms.has(form));
  const frequency = (base: string): number => table().parts.get(base)?.verb ?? 0;
  return fitting.sort((a, b) => frequency(b.base) - frequency(a.base))[0]?.base;
}

/** A form of a verb given by its base; undefined when the verb is not known. */
export function inflected(base: string, form: VerbForm): string | undefined {
  if (form === 'base') return table().verbs.has(base) ? base : undefined;
  return table().verbs.get(base)?.[columns.indexOf(form)]?.[0];
}

/** Every form of a verb but its base, in all spellings: `travelled` beside `traveled`. */
export function verbSpellings(base: string): readonly string[] {
  return (table().verbs.get(base) ?? []).flat();
}

/** The plural of a noun that can be counted. */
export function pluralForm(singular: string): string | undefined {
  return table().plurals.get(singular);
}

/** The singular of a plural. */
export function singularForm(plural: string): string | undefined {
  return table().singulars.get(plural);
}

const nothing: PartCounts = { noun: 0, verb: 0, adjective: 0, adverb: 0 };

/** How often a lemma is which part of speech; all zero for an unknown word. */
export function partCounts(lemma: string): PartCounts {
  return table().parts.get(lemma) ?? nothing;
}
