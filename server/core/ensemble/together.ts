import * as l10n from '@vscode/l10n';
import type { Failure, Result } from '../../../protocol/result.ts';
import type { Answer } from './answer.ts';

/** Failures that no other member can make up for: they mean that the run itself cannot be trusted. */
export function isFatal(failure: Failure): boolean {
  return failure.kind === 'notRecorded';
}

/** Calls of several answers together. */
export function sumCalls(
  answers: readonly Pick<Answer, 'callsBy'>[],
): Pick<Answer, 'calls' | 'callsBy'> {
  const callsBy: Record<string, number> = {};
  for (const answer of answers)
    for (const [member, calls] of Object.entries(answer.callsBy))
      callsBy[member] = (callsBy[member] ?? 0) + calls;
  return { calls: Object.values(callsBy).reduce((sum, calls) => sum + calls, 0), callsBy };
}

/** One sentence for members that did not answer; undefined when all did. */
export function absenceNote(absent: readonly string[]): string | undefined {
  if (absent.length === 0) return undefined;
  return l10n.t('Went on without {0}, which did not answer.', absent.join(', '));
}

/** The failure of an ensemble of which no part answered; it names all of them. */
export function allAbsent(names: readonly string[], failures: readonly Failure[]): Result<never> {
  const [first] = failures;
  const message = silence(names, first?.message);
  return { ok: false, failure: { kind: first?.kind ?? 'memberUnknown', message } };
}

function silence(names: readonly string[], why: string | undefined): string {
  const [name = ''] = names;
  if (names.length === 1)
    return why === undefined
      ? l10n.t('“{0}” did not answer.', name)
      : l10n.t('“{0}” did not answer: {1}', name, why);
  return why === undefined
    ? l10n.t('None of {0} answered.', names.join(', '))
    : l10n.t('None of {0} answered: {1}', names.join(', '), why);
}

/** Notes of several answers, each once; absent when there are none. */
export function joinNotes(
  ...notes: readonly (string | undefined | readonly string[])[]
): Pick<Answer, 'notes'> {
  const all = [...new Set(notes.flat().filter((note) => note !== undefined))];
  return all.length === 0 ? {} : { notes: all };
}
