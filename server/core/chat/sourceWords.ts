import * as l10n from '@vscode/l10n';
import type { ChatSource } from '../../../protocol/chat.ts';

/** The last part of an address, as people know a file by; for a terminal its name. */
export function sourceName({ uri }: Pick<ChatSource, 'uri'>): string {
  const last = uri.slice(Math.max(uri.lastIndexOf('/'), uri.lastIndexOf(':')) + 1);
  try {
    return decodeURIComponent(last);
  } catch {
    return last;
  }
}

/** An attached text at the beginning of a sentence. */
export function sourceWords(source: Pick<ChatSource, 'kind' | 'uri'>): string {
  switch (source.kind) {
    case 'selection':
      return l10n.t('The selection');
    case 'file':
      return l10n.t('The file {0}', sourceName(source));
    case 'problems':
      return l10n.t('The list of problems');
    case 'terminal':
      return l10n.t('The terminal text');
  }
}
