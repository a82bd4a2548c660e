import type { Credit } from './outcome.ts';
import type { CheckReport, CheckStatus, Hunk, Verdict } from './refine.ts';
import type { Position, Range } from './text.ts';
import type { Trace, TraceUsage } from './trace.ts';
import { isRecord } from './record.ts';

/** A trace is shown, never acted on, so only its frame is checked here; the renderer checks each step. */
export function parseTrace(value: unknown): Trace | undefined {
  if (!isRecord(value) || typeof value['id'] !== 'string') return undefined;
  const { id, startedAt, steps, totalMs } = value;
  const usage = Array.isArray(value['usage']) ? value['usage'].flatMap(parseUsage) : [];
  return {
    id,
    startedAt: typeof startedAt === 'string' ? startedAt : '',
    steps: Array.isArray(steps) ? steps.filter(isStep) : [],
    totalMs: typeof totalMs === 'number' ? totalMs : 0,
    ...(usage.length > 0 && { usage }),
  };
}

function parseUsage(value: unknown): TraceUsage[] {
  if (!isRecord(value) || typeof value['member'] !== 'string') return [];
  const count = (key: string): number => (isIndex(value[key]) ? value[key] : 0);
  const { member } = value;
  return [{ member, calls: count('calls'), tokens: count('tokens'), texts: count('texts') }];
}

/** A hunk from the wire or from storage; unreadable fields that only explain are left empty. */
export function parseHunk(value: unknown): Hunk | undefined {
  if (!isRecord(value)) return undefined;
  const { id, oldText, newText, proposedBy, changedBy, summary, confidence } = value;
  const range = parseRange(value['range']);
  const checks = Array.isArray(value['checks']) ? value['checks'].flatMap(parseCheck) : [];
  if (typeof id !== 'string' || range === undefined) return undefined;
  if (typeof oldText !== 'string' || typeof newText !== 'string') return undefined;
  return {
    id,
    range,
    oldText,
    newText,
    checks,
    proposedBy: typeof proposedBy === 'string' ? proposedBy : '',
    summary: typeof summary === 'string' ? summary : '',
    verdict: parseVerdict(value['verdict']),
    ...(typeof changedBy === 'string' ? { changedBy } : {}),
    ...(typeof confidence === 'number' ? { confidence } : {}),
    // Sent back as it came; the engine reads it again.
    ...(isRecord(value['credit']) ? { credit: value['credit'] as unknown as Credit } : {}),
  };
}

/** Anything unknown counts as unreviewed: the verdict that permits least. */
function parseVerdict(value: unknown): Verdict {
  return value === 'proven' || value === 'reviewed' ? value : 'unreviewed';
}

function parseCheck(value: unknown): CheckReport[] {
  if (!isRecord(value) || typeof value['check'] !== 'string') return [];
  const status: CheckStatus =
    value['status'] === 'passed' || value['status'] === 'failed' ? value['status'] : 'notChecked';
  const detail = typeof value['detail'] === 'string' ? value['detail'] : '';
  return [
    { check: value['check'], status, detail, ...(value['proof'] === true ? { proof: true } : {}) },
  ];
}

/** A range from the wire. */
export function parseRange(value: unknown): Range | undefined {
  if (!isRecord(value)) return undefined;
  const start = parsePosition(value['start']);
  const end = parsePosition(value['end']);
  return start === undefined || end === undefined ? undefined : { start, end };
}

function parsePosition(value: unknown): Position | undefined {
  if (!isRecord(value)) return undefined;
  const { line, character } = value;
  return isIndex(line) && isIndex(character) ? { line, character } : undefined;
}

function isIndex(value: unknown): value is number {
  return typeof value === 'number' && Number.isInteger(value) && value >= 0;
}

function isStep(value: unknown): value is Trace['steps'][number] {
  return isRecord(value) && typeof value['kind'] === 'string';
}
