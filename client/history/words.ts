import { l10n } from 'vscode';

/** What the user reads of the history of refinements. */
export const words = {
  title: () => l10n.t('Refinements that you accepted'),
  placeHolder: () => l10n.t('Choose one to look at it or to take it back'),
  nothing: () => l10n.t('Nothing was accepted yet: refine some text and accept a proposal first.'),
  label: (name: string, when: string) => l10n.t('{0}, {1}', name, when),
  counts: (accepted: number, rejected: number) =>
    rejected === 0
      ? l10n.t('accepted: {0}', accepted)
      : l10n.t('accepted: {0}, rejected: {1}', accepted, rejected),
  takenBack: () => l10n.t('taken back'),
  showDiff: () => l10n.t('Show the Change'),
  undo: () => l10n.t('Undo This Refine'),
  undoDetail: () => l10n.t('Puts the old text back where the new one stands, in one step'),
  clear: () => l10n.t('Clear History'),
  clearDetail: () => l10n.t('Forgets all of them; no text changes'),
  cleared: () => l10n.t('The history of refinements is empty now.'),
  diffTitle: (name: string) => l10n.t('{0}: before ↔ after the refine', name),
  gone: () => l10n.t('This refine is no longer in the history.'),
  fileGone: (name: string) =>
    l10n.t('{0} cannot be opened any more, so nothing was taken back.', name),
  changedSince: (name: string) =>
    l10n.t(
      'Nothing was taken back: the text in {0} has changed since, or stands there more than once.',
      name,
    ),
  tookBack: (count: number) =>
    count === 1 ? l10n.t('1 change taken back.') : l10n.t('{0} changes taken back.', count),
  notTakenBack: (name: string) =>
    l10n.t('{0} could not be changed (it may be read-only), so nothing was taken back.', name),
  tooLarge: () =>
    l10n.t(
      'This change is too large for the history; it can be taken back until the window is closed.',
    ),
};
