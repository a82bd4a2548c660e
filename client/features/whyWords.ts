import { l10n } from 'vscode';
import { messages } from '../messages.ts';
import type { WhyWords } from './whyText.ts';

/** The words of the page *Why this answer?* in the language of the editor. */
export function whyWords(): WhyWords {
  return {
    title: l10n.t('Why this answer?'),
    change: l10n.t('The change'),
    short: l10n.t('In short'),
    answeredBy: l10n.t('Proposed by'),
    changedBy: l10n.t('Changed by'),
    route: l10n.t('Route'),
    votes: l10n.t('Votes'),
    checks: l10n.t('Checks'),
    review: l10n.t('Review'),
    plan: l10n.t('Plan'),
    verdict: l10n.t('Verdict'),
    confidence: l10n.t('Confidence'),
    time: l10n.t('Time'),
    work: l10n.t('Work of the models'),
    answers: l10n.t('Answers'),
    steps: l10n.t('Steps'),
    conflicts: l10n.t('Contradictions'),
    notes: l10n.t('Notes'),
    expert: l10n.t('Expert'),
    score: l10n.t('Probability'),
    answer: l10n.t('Answer'),
    count: l10n.t('Votes for it'),
    who: l10n.t('Who'),
    check: l10n.t('Check'),
    result: l10n.t('Result'),
    detail: l10n.t('Detail'),
    member: l10n.t('Model'),
    calls: l10n.t('Calls'),
    tokens: l10n.t('Tokens written'),
    texts: l10n.t('Texts judged'),
    passed: messages.passed(),
    failed: messages.failedCheck(),
    notChecked: messages.notChecked(),
    unreviewed: l10n.t('no reviewer was asked'),
    noModel: l10n.t('no model was called'),
    whole: l10n.t(
      '“Eidolon: Show Trace” opens the whole record, step by step, to search or to share.',
    ),
    likelihood,
    tally: (passed, failed, notChecked) =>
      l10n.t(
        '{0} passed, {1} failed, {2} not checked',
        String(passed),
        String(failed),
        String(notChecked),
      ),
    opinion: (reviewer, together, needed) =>
      together >= needed
        ? l10n.t(
            '{0} accepts: {1} together with the draft’s own confidence, {2} needed',
            reviewer,
            percent(together),
            percent(needed),
          )
        : l10n.t(
            '{0} does not accept: {1} together with the draft’s own confidence, {2} needed',
            reviewer,
            percent(together),
            percent(needed),
          ),
    agree: (votes, all) => l10n.t('{0} of {1} agree', String(votes), String(all)),
    milliseconds: (ms) =>
      ms < 10_000
        ? l10n.t('{0} ms', String(Math.round(ms)))
        : l10n.t('{0} s', (ms / 1000).toFixed(1)),
    verdictName: (verdict) =>
      ({
        proven: messages.verdictProven(),
        reviewed: messages.verdictReviewed(),
        unreviewed: messages.verdictUnreviewed(),
        refused: l10n.t('refused'),
      })[verdict] ?? verdict,
  };
}

/** Confidence in words and in number, by the same steps as in the chat. */
function likelihood(share: number): string {
  const number = percent(share);
  if (share >= 0.9) return l10n.t('very likely right ({0})', number);
  if (share >= 0.7) return l10n.t('likely right ({0})', number);
  return l10n.t('unsure ({0})', number);
}

function percent(share: number): string {
  return `${Math.round(share * 100)} %`;
}
