import { readFileSync } from 'node:fs';
import { classes } from '../../server/core/router/classifier.ts';
import { extractFeatures } from '../../server/core/router/features.ts';
import { readSurface } from '../../server/core/router/surface.ts';
import type { FittingRow } from './logistic.ts';

/** A labelled text: `source` is what is left out together, `language` what it is written in. */
export interface LabelledRow {
  readonly prompt: string;
  readonly expert: string;
  readonly source: string;
  readonly language?: string;
  readonly weight?: number;
  /** Rows of one group are disguises of one text and never stand on both sides of a split. */
  readonly group?: string;
  /** A seed as a person wrote it, without disguise. */
  readonly original?: boolean;
}

/** Reads JSON Lines of `{prompt, expert, source}`; a malformed line is an error that names it. */
export function readRows(path: string): LabelledRow[] {
  return readFileSync(path, 'utf8')
    .split('\n')
    .flatMap((line, at) => {
      if (line.trim() === '') return [];
      const row: unknown = JSON.parse(line);
      if (!isRow(row)) throw new Error(`${path}:${at + 1}: expected {prompt, expert}`);
      return [{ ...row, source: row.source ?? row.category ?? 'unknown' }];
    });
}

function isRow(
  row: unknown,
): row is { prompt: string; expert: string; source?: string; category?: string } {
  return (
    typeof row === 'object' &&
    row !== null &&
    'prompt' in row &&
    typeof row.prompt === 'string' &&
    'expert' in row &&
    typeof row.expert === 'string'
  );
}

/** Turns texts into what the classifier sees. */
export function toFittingRows(rows: readonly LabelledRow[]): FittingRow[] {
  return rows.map((row) => {
    const { indices, values } = extractFeatures(row.prompt, readSurface(row.prompt));
    return {
      features: { indices: Int32Array.from(indices), values: Float32Array.from(values) },
      label: classes.indexOf(row.expert as never),
      weight: row.weight ?? 1,
    };
  });
}
