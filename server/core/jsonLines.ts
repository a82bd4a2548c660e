import * as l10n from '@vscode/l10n';
import { failed, ok, type Result } from '../../protocol/result.ts';

/** What is wrong with a line, as one clause. */
export class Malformed extends Error {
  override readonly name = 'Malformed';
}

/** The value as an object with fields; `what` names it in the sentence for anything else. */
export function asRecord(value: unknown, what: string): Record<string, unknown> {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw new Malformed(l10n.t('{0} must be an object', what));
  return value as Record<string, unknown>;
}

/**
 * Hands each object of a text of JSON Lines to `take`, blank lines left out. The first line that is no JSON object,
 * or that `take` finds `Malformed`, is refused with its number and the reason.
 */
export function readJsonLines(
  text: string,
  take: (value: Record<string, unknown>) => void,
): Result<void> {
  const lines = text.replace(/^\uFEFF/u, '').split(/\r?\n/u);
  for (const [at, line] of lines.entries()) {
    if (line.trim() === '') continue;
    try {
      take(asRecord(parsed(line), l10n.t('it')));
    } catch (error) {
      if (!(error instanceof Malformed)) throw error;
      return failed('badInput', l10n.t('Line {0}: {1}.', at + 1, error.message));
    }
  }
  return ok(undefined);
}

function parsed(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch (error) {
    throw new Malformed(
      l10n.t('it is not valid JSON ({0})', error instanceof Error ? error.message : String(error)),
    );
  }
}
