import * as l10n from '@vscode/l10n';
import { bounds } from './bounds.ts';
import type { Coverage } from './folderIndex.ts';

/** What is said instead of an invented answer. */
export function nothingAnswers(folders: number): string {
  return folders === 1
    ? 'Nothing in this folder answers that.'
    : 'Nothing in these folders answers that.';
}

/** Why a model did not order what was found. */
export function notOrdered(why: string): string {
  return l10n.t('The order is that of the words alone: {0}', why);
}

/** What was left out of a search, in one sentence; empty when nothing of note was. */
export function noteOf(folders: readonly Coverage[]): string {
  const count = (of: 'large' | 'unread'): number =>
    folders.reduce((sum, folder) => sum + folder[of], 0);
  const [large, unread] = [count('large'), count('unread')];
  const parts = [
    ...(folders.some(({ cut }) => cut)
      ? [
          `what lies beyond ${bounds.files.toLocaleString('en')} files or ${bounds.totalBytes / 1_000_000} MB of one folder`,
        ]
      : []),
    ...(large > 0 ? [`${filesOf(large)} too large to search`] : []),
    ...(unread > 0 ? [`${filesOf(unread)} that could not be read`] : []),
  ];
  return parts.length === 0 ? '' : `Left out: ${parts.join(', ')}.`;
}

function filesOf(count: number): string {
  return count === 1 ? '1 file' : `${count} files`;
}
