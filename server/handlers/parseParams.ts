import * as l10n from '@vscode/l10n';
import type { PlacedDiagnostic, RefineParams } from '../../protocol/refine.ts';
import { failed, ok, type Result } from '../../protocol/result.ts';
import type { Position, Range } from '../../protocol/text.ts';
import { isRecord } from '../../protocol/record.ts';

/** Reads refine parameters from the wire, where anything may come. */
export function parseRefineParams(raw: unknown): Result<RefineParams> {
  if (!isRecord(raw)) return bad('an object is expected');
  const document = raw['textDocument'];
  if (!isRecord(document) || typeof document['uri'] !== 'string')
    return bad('textDocument.uri is missing');
  const ranges = raw['ranges'] ?? (raw['range'] === undefined ? [] : [raw['range']]);
  if (!Array.isArray(ranges)) return bad('ranges must be a list');
  const parsed = ranges.map(parseRange);
  if (parsed.some((range) => range === undefined)) return bad('a range is malformed');
  const token = raw['workDoneToken'];
  return ok({
    textDocument: {
      uri: document['uri'],
      ...(typeof document['version'] === 'number' ? { version: document['version'] } : {}),
    },
    ranges: parsed as Range[],
    ...optionalText(raw, 'instruction'),
    ...optionalText(raw, 'expert'),
    ...optionalText(raw, 'ensemble'),
    ...(Array.isArray(raw['diagnostics'])
      ? { diagnostics: raw['diagnostics'].flatMap(parseDiagnostic) }
      : {}),
    ...(typeof token === 'string' || typeof token === 'number' ? { workDoneToken: token } : {}),
  });
}

function parseDiagnostic(value: unknown): (string | PlacedDiagnostic)[] {
  if (typeof value === 'string') return [value];
  if (!isRecord(value) || typeof value['message'] !== 'string') return [];
  const range = parseRange(value['range']);
  return [range ? { message: value['message'], range } : value['message']];
}

function optionalText<K extends 'instruction' | 'expert' | 'ensemble'>(
  raw: Record<string, unknown>,
  key: K,
): Partial<Record<K, string>> {
  const value = raw[key];
  return typeof value === 'string' && value.trim() !== ''
    ? ({ [key]: value } as Record<K, string>)
    : {};
}

function parseRange(value: unknown): Range | undefined {
  if (!isRecord(value)) return undefined;
  const start = parsePosition(value['start']);
  const end = parsePosition(value['end']);
  return start && end ? { start, end } : undefined;
}

function parsePosition(value: unknown): Position | undefined {
  if (!isRecord(value)) return undefined;
  const { line, character } = value;
  const valid = (n: unknown): n is number => typeof n === 'number' && Number.isInteger(n) && n >= 0;
  return valid(line) && valid(character) ? { line, character } : undefined;
}

function bad(detail: string): Result<RefineParams> {
  return failed('badInput', l10n.t('This refine request cannot be read: {0}.', detail));
}
