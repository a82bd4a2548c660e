import * as l10n from '@vscode/l10n';
import type { WrittenCondition } from '../../../protocol/checker.ts';
import type { ExactTools } from '../tools.ts';
import { conditionAsked, holeDialect } from './conditionHoles.ts';
import type { Draft, DraftInput, DraftOutcome } from './expert.ts';
import { taskOf } from './logicScope.ts';

/**
 * Conditions for the holes of a selection, as comments or the instruction ask for them; undefined where nothing is
 * to be written, so that the selection is simplified instead.
 */
export async function writtenConditions(
  input: DraftInput,
  tools: ExactTools,
  signal: AbortSignal,
): Promise<DraftOutcome | undefined> {
  const { documentText: text, languageId, range } = input;
  if (holeDialect(languageId) === undefined) return undefined;
  const asked = conditionAsked(input.instruction);
  if (asked === undefined && taskOf(input.instruction) !== 'simplify') return undefined;
  const instruction = asked === '' ? undefined : asked;
  const report = await tools.call(
    'logic/comments',
    { languageId, text, range, ...(instruction === undefined ? {} : { instruction }) },
    signal,
  );
  if (!report.ok)
    return asked === undefined ? undefined : { kind: 'declined', reason: report.failure.message };
  const { conditions } = report.value;
  const drafts = conditions.flatMap((condition) => draftOf(condition));
  // `if (true)` may be meant as it stands, so a comment beside it that says nothing known is no reason to speak.
  const unread = conditions.filter(
    (condition) =>
      condition.text === undefined && (asked !== undefined || !isConstant(text, condition)),
  );
  if (drafts.length === 0 && unread.length === 0)
    return asked === undefined ? undefined : { kind: 'declined', reason: noPlaceNote() };
  const notes = [...new Set(unread.map(noteOf))];
  return { kind: 'drafts', drafts, ...(notes.length === 0 ? {} : { note: notes.join(' ') }) };
}

function noPlaceNote(): string {
  return l10n.t(
    'There is no place for a condition in the selection; leave the brackets of an `if` empty, as in `if () {`, and select it with its comment.',
  );
}

function isConstant(text: string, { range }: WrittenCondition): boolean {
  return /^(true|false)$/i.test(text.slice(range.start, range.end));
}

function draftOf({ range, shown, text, reading, cost = 0 }: WrittenCondition): readonly Draft[] {
  if (text === undefined || reading === undefined) return [];
  return [
    {
      range,
      shown,
      newText: text,
      proposedBy: 'tool:logic',
      summary: l10n.t('Written from the comment, read as: {0}.', reading),
      confidence: confidenceOf(cost),
      candidates: [{ text, by: 'tool:logic', note: l10n.t('read as: {0}', reading) }],
      reading,
    },
  ];
}

/** Nine of ten readings in the names' own words are right; what has to be taken for granted makes one less sure. */
function confidenceOf(cost: number): number {
  return Math.max(0.5, Math.min(0.95, 0.95 - 0.25 * Math.max(0, cost)));
}

function noteOf({ comment, alternatives, unmatched }: WrittenCondition): string {
  const said = comment.length > 60 ? `${comment.slice(0, 59)}…` : comment;
  if (alternatives.length > 1)
    return l10n.t(
      '“{0}” may mean {1}; say which, or write the condition yourself.',
      said,
      eitherOf(alternatives),
    );
  if (alternatives.length === 1)
    return l10n.t(
      '“{0}” may mean `{1}`, but too much of that would be a guess; name what is compared.',
      said,
      alternatives[0] ?? '',
    );
  if (unmatched.length === 0)
    return l10n.t(
      'The comment “{0}” was not understood as a condition; say it in fewer words.',
      said,
    );
  const words = unmatched.map((word) => `“${word}”`).join(', ');
  return l10n.t(
    'No name in scope goes with {0} in the comment “{1}”, so no condition was written.',
    words,
    said,
  );
}

function eitherOf(conditions: readonly string[]): string {
  const quoted = conditions.map((each) => `\`${each}\``);
  return quoted.reduce((one, other) => l10n.t('{0} or {1}', one, other));
}
