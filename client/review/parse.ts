import { parseHunk, parseRange, parseTrace } from '../../protocol/parseRefine.ts';
import type { RefineResult } from '../../protocol/refine.ts';
import type { TrackedHunk } from './trackedHunk.ts';
import { isRecord } from '../../protocol/record.ts';

/** A reply to `eidolon/refine/run`, or undefined when it does not have that shape. */
export function parseRefineResult(value: unknown): RefineResult | undefined {
  if (!isRecord(value) || !Array.isArray(value['hunks'])) return undefined;
  const hunks = value['hunks'].map(parseHunk);
  const trace = parseTrace(value['trace']);
  const { version, note } = value;
  if (typeof version !== 'number' || trace === undefined) return undefined;
  if (!hunks.every((hunk) => hunk !== undefined)) return undefined;
  return { version, hunks, trace, ...(typeof note === 'string' ? { note } : {}) };
}

/** A stored hunk of an earlier window. */
export function parseTracked(value: unknown): TrackedHunk | undefined {
  if (!isRecord(value)) return undefined;
  const hunk = parseHunk(value['hunk']);
  const range = parseRange(value['range']);
  const traceId = value['traceId'];
  if (hunk === undefined || range === undefined || typeof traceId !== 'string') return undefined;
  const state = value['state'] === 'accepted' ? 'accepted' : 'pending';
  const { refineId } = value;
  return { hunk, range, traceId, state, ...(typeof refineId === 'string' && { refineId }) };
}
