import * as l10n from '@vscode/l10n';
import { bounds } from './bounds.ts';
import type { Coverage } from './folderIndex.ts';

/** What is said instead of an invented answer. */
export function nothingAnswers(folders: number): string {
  return folders === 1
    ? l10n.t('Nothing in this folder answers that.')
    : l10n.t('Nothing in these folders answers that.');
}

/** Why a model did not order what was found. */
export function notOrdered(why: string): string {
  return l10n.t('The order is that of the words alone: {0}', why);
}

/** Why a model did not look for meaning. */
export function notByMeaning(why: string): string {
  return l10n.t('Nothing was looked for by meaning: {0}', why);
}

/** How far a model has come that looks for meaning. */
export function stillReading(by: string, known: number, of: number): string {
  return l10n.t(
    'By meaning, {0} has read {1} of {2} passages so far; ask again and it goes on.',
    by,
    known,
    of,
  );
}

/** What was left out of a search, in one sentence; empty when nothing of note was. */
export function noteOf(folders: readonly Coverage[]): string {
  const count = (of: 'large' | 'unread'): number =>
    folders.reduce((sum, folder) => sum + folder[of], 0);
  const [large, unread] = [count('large'), count('unread')];
  const parts = [
    ...(folders.some(({ cut }) => cut)
      ? [
          l10n.t(
            'what lies beyond {0} files or {1} MB of one folder',
            bounds.files.toLocaleString('en'),
            bounds.totalBytes / 1_000_000,
          ),
        ]
      : []),
    ...(large > 0 ? [tooLarge(large)] : []),
    ...(unread > 0 ? [notRead(unread)] : []),
  ];
  return parts.length === 0 ? '' : l10n.t('Left out: {0}.', parts.join(', '));
}

function tooLarge(files: number): string {
  return files === 1
    ? l10n.t('1 file too large to search')
    : l10n.t('{0} files too large to search', files);
}

function notRead(files: number): string {
  return files === 1
    ? l10n.t('1 file that could not be read')
    : l10n.t('{0} files that could not be read', files);
}
