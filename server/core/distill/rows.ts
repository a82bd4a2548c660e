import { applyChanges } from '../edits/hunks.ts';
import { difference, nothingWrong, repairPrompt } from '../experts/codeRepairPrompt.ts';
import { fixPrompt } from '../prompts.ts';
import type { Example, Provenance } from './example.ts';

/**
 * `accepted`: a person took it as it is. `checked`: nobody saw it, and checks and the reviewer passed it. `rejected`: a
 * person did not want it. `refused`: a check or the reviewer found fault. `unchanged`: the ensemble left it alone.
 */
export const labels = ['accepted', 'checked', 'rejected', 'refused', 'unchanged'] as const;
export type Label = (typeof labels)[number];

/** One training row with everything that speaks for it. */
export interface TrainingRow {
  readonly domain: string;
  readonly languageId: string;
  readonly prompt: string;
  /** The right answer; absent where only a wrong one is known. */
  readonly chosen?: string;
  /** Wrong answers to the same prompt, for preference training (Rafailov et al. 2023). */
  readonly rejected: readonly string[];
  readonly label: Label;
  readonly provenance: readonly Provenance[];
}

/**
 * Training rows of examples: the parts that were accepted together are the chosen answer, each part that was rejected
 * spoils one wrong answer beside them. What a person changed afterwards is neither right nor wrong as it was proposed,
 * so its example is left out. Rows of the same prompt become one, and a text that is both chosen and rejected is dropped.
 */
export function trainingRows(examples: readonly Example[]): readonly TrainingRow[] {
  const rows = new Map<string, TrainingRow>();
  for (const example of examples) {
    const row = rowOf(example);
    if (!row) continue;
    const key = JSON.stringify([row.domain, row.languageId, row.prompt]);
    const known = rows.get(key);
    rows.set(key, known ? joined(known, row) : row);
  }
  return [...rows.values()].filter(({ chosen, rejected }) => chosen !== undefined || rejected[0]);
}

function rowOf(example: Example): TrainingRow | undefined {
  const { domain, languageId, original, proposed, hunks, provenance } = example;
  const row = { domain, languageId, prompt: original, provenance: [provenance] };
  if (provenance.verdict === 'refused') return { ...row, rejected: [proposed], label: 'refused' };
  if (provenance.verdict === 'unchanged')
    return { ...row, chosen: original, rejected: [], label: 'unchanged' };
  const decided = hunks.filter(({ outcome }) => outcome !== undefined);
  if (decided.length === 0) {
    const vouched = provenance.verdict !== 'unreviewed';
    return vouched ? { ...row, chosen: proposed, rejected: [], label: 'checked' } : undefined;
  }
  // Of a text that was looked at in part, nobody can tell whether the rest is right.
  if (decided.length < hunks.length) return undefined;
  if (decided.some(({ outcome }) => outcome?.kind === 'edit')) return undefined;
  const taken = hunks.filter(({ outcome }) => outcome?.kind === 'accept');
  const spoilt = hunks.filter(({ outcome }) => outcome?.kind === 'reject');
  const rejected = spoilt.map((hunk) => applyChanges(original, inOrder([...taken, hunk])));
  if (taken.length === 0) return { ...row, rejected, label: 'rejected' };
  return { ...row, chosen: applyChanges(original, taken), rejected, label: 'accepted' };
}

function inOrder<T extends { readonly range: { readonly start: number } }>(
  changes: readonly T[],
): readonly T[] {
  return [...changes].sort((one, other) => one.range.start - other.range.start);
}

/** A person's word counts more than a check's; of two people's, or two checks', the later one. */
function joined(known: TrainingRow, row: TrainingRow): TrainingRow {
  const better =
    row.chosen !== undefined &&
    (known.chosen === undefined || row.label === 'accepted' || known.label === 'checked');
  const { chosen, label } = better ? row : known;
  const rejected = new Set([...known.rejected, ...row.rejected]);
  if (chosen !== undefined) rejected.delete(chosen);
  return {
    ...known,
    ...(chosen !== undefined && { chosen }),
    label,
    rejected: [...rejected],
    provenance: [...known.provenance, ...row.provenance],
  };
}

/** What a student reads and writes, in the words of the pool's own prompts. */
export interface StudentRow {
  readonly prompt: string;
  readonly target: string;
  readonly kind: string;
}

/** The row for supervised training (sequence-level distillation, Kim and Rush 2016); undefined without a right answer. */
export function studentRow(row: TrainingRow): StudentRow | undefined {
  const { chosen, domain } = row;
  return chosen === undefined
    ? undefined
    : { prompt: studentPrompt(row), target: studentAnswer(row, chosen), kind: domain };
}

/** A pair for preference training, in the fields that common trainers read. */
export interface PreferenceRow {
  readonly prompt: string;
  readonly chosen: string;
  readonly rejected: string;
}

/** Pairs of a right and a wrong answer; where only a wrong one is known, leaving the text alone is the right one. */
export function preferenceRows(row: TrainingRow): readonly PreferenceRow[] {
  const { chosen = row.prompt, rejected } = row;
  const prompt = studentPrompt(row);
  return rejected
    .filter((text) => text !== chosen)
    .map((text) => ({
      prompt,
      chosen: studentAnswer(row, chosen),
      rejected: studentAnswer(row, text),
    }));
}

/** What a student is asked, in the words of the pool’s own prompts. */
export function studentPrompt({
  domain,
  languageId,
  prompt,
}: Pick<TrainingRow, 'domain' | 'languageId' | 'prompt'>): string {
  switch (domain) {
    case 'prose':
      return fixPrompt(prompt);
    case 'code':
      return repairPrompt(languageId, prompt);
    case 'logic':
      return `simplify: ${prompt}`;
    default:
      return `refine ${languageId}:\n${prompt}`;
  }
}

/** A right or wrong text as a student writes it: of code the changed lines only, for a function is long to copy. */
function studentAnswer({ domain, prompt }: TrainingRow, text: string): string {
  if (domain !== 'code') return text;
  return text === prompt ? nothingWrong : difference(prompt, text);
}
