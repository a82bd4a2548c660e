import * as l10n from '@vscode/l10n';
import { mostQuotations, type FindParams } from '../../protocol/find.ts';
import { failed, ok, type Result } from '../../protocol/result.ts';

/** Reads a find request from the wire, where anything may come. */
export function parseFindParams(raw: unknown): Result<FindParams> {
  if (typeof raw !== 'object' || raw === null) return bad('an object is expected');
  const { question, folders, limit } = raw as Readonly<Record<string, unknown>>;
  if (typeof question !== 'string') return bad('question is missing');
  if (folders !== undefined && !isTexts(folders)) return bad('folders must be a list of addresses');
  if (limit !== undefined && !isLimit(limit))
    return bad(`limit must be a whole number from 1 to ${mostQuotations}`);
  return ok({
    question,
    ...(folders !== undefined && { folders }),
    ...(limit !== undefined && { limit }),
  });
}

function isTexts(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every((each) => typeof each === 'string');
}

function isLimit(value: unknown): value is number {
  return Number.isInteger(value) && Number(value) >= 1 && Number(value) <= mostQuotations;
}

function bad(detail: string): Result<FindParams> {
  return failed('badInput', l10n.t('This find request cannot be read: {0}.', detail));
}
