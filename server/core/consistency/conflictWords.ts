import * as l10n from '@vscode/l10n';
import type { Conflict } from '../ensemble/answer.ts';

/** In what two statements contradict each other, as a word. */
export function conflictWords(kind: Conflict['kind']): string {
  switch (kind) {
    case 'number':
      return l10n.t('number');
    case 'unit':
      return l10n.t('unit');
    case 'date':
      return l10n.t('date');
    case 'name':
      return l10n.t('name');
    case 'negation':
      return l10n.t('negation');
  }
}
