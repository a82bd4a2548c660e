import { l10n } from 'vscode';
import type { Minutes } from './sizes.ts';

/** What the user reads of measurements; reports and stages come from the engine. */
export const words = {
  chooseSuite: () => l10n.t('What shall the pool be measured on?'),
  suites: () => l10n.t('Suites that ship'),
  suiteAbout: (name: string): string =>
    ({
      nano: l10n.t('what the built-in models are for: text, conditions, bugs'),
      arithmetic: l10n.t('calculations, as questions'),
      prose: l10n.t('English sentences to correct, or to leave alone'),
      conditions: l10n.t('conditions to simplify'),
      bugs: l10n.t('short functions with one bug, or none'),
      mixed: l10n.t('text, conditions, bugs and calculations'),
    })[name] ?? '',
  suiteItems: (count: number) => l10n.t('{0} items', count),
  goesOn: (done: number, of: number) =>
    l10n.t('goes on with the one that was stopped: {0} of {1} answers are there', done, of),
  ownSuite: () => l10n.t('Items of Your Own…'),
  ownSuiteDetail: () =>
    l10n.t(
      'A file of JSON Lines, such as {0}; graders: edit, number, choice, text, code',
      '{"grader":"text","prompt":"…","gold":"…"}',
    ),
  earlier: () => l10n.t('Earlier Measurements…'),
  chooseItems: () => l10n.t('Choose a file of items'),
  itemFiles: () => l10n.t('JSON Lines'),
  fileTooLarge: (name: string, megabytes: number) =>
    l10n.t('{0} is larger than {1} MB; choose fewer items.', name, megabytes),
  fileUnreadable: (name: string) => l10n.t('{0} cannot be read; choose another file.', name),
  fileNotText: (name: string) => l10n.t('{0} is not UTF-8 text; save it as such.', name),
  chooseSize: (suite: string) => l10n.t('How much of “{0}”?', suite),
  chooseSizeAway: (suite: string, hosts: string) =>
    l10n.t(
      'How much of “{0}”? What these servers are asked leaves this machine: {1}',
      suite,
      hosts,
    ),
  sample: (items: number) => l10n.t('Short sample: {0} items', items),
  someItems: (items: number) => l10n.t('{0} items', items),
  allItems: (items: number) => l10n.t('All {0} items', items),
  sampleDetail: () =>
    l10n.t('Shows that all works; its intervals are wide. Memory is not watched.'),
  memoryDetail: () => l10n.t('Also watches the memory of each member and ensemble.'),
  estimate: (minutes: Minutes | undefined): string => {
    if (!minutes) return l10n.t('time unknown for this pool; the time left is told as it measures');
    const { from, to, known } = minutes;
    if (known) return l10n.t('about {0} min, by the last time on this machine', to);
    return from === to
      ? l10n.t('about {0} min; the time left is told as it measures', to)
      : l10n.t('about {0} to {1} min; the time left is told as it measures', from, to);
  },
  measuring: (suite: string) => l10n.t('Measuring the pool on “{0}”', suite),
  stopped: () =>
    l10n.t(
      'The measurement was stopped. What was measured is kept: “Measure My Pool” with the same items goes on from there.',
    ),
  badReply: () => l10n.t('The engine sent a measurement that cannot be read; the log has details.'),
  done: (suite: string) => l10n.t('The pool was measured on “{0}”.', suite),
  none: () => l10n.t('Nothing was measured on this machine yet.'),
  measureNow: () => l10n.t('Measure My Pool'),
  chooseRun: () => l10n.t('Which measurement?'),
  chooseOther: () => l10n.t('Compare with which measurement?'),
  onlyOne: () => l10n.t('There is only one measurement; measure again to compare.'),
  compareButton: () => l10n.t('Compare with Another…'),
  removeButton: () => l10n.t('Remove'),
  removeQuestion: (label: string) => l10n.t('Remove the measurement “{0}”?', label),
  cannotUndo: () => l10n.t('It cannot be brought back.'),
  runLabel: (suite: string, when: string) => l10n.t('{0}, {1}', suite, when),
  runDetail: (items: number, best: string) => l10n.t('{0} items · {1}', items, best),
  reportTitle: () => l10n.t('Eidolon Measurement'),
  noReport: () => l10n.t('Open a measurement first.'),
  chooseFormat: () => l10n.t('Export as'),
  formatHtml: () => l10n.t('HTML page'),
  formatHtmlDetail: () => l10n.t('one file with plots and tables; it loads nothing'),
  formatJson: () => l10n.t('JSON'),
  formatJsonDetail: () => l10n.t('every figure'),
  exported: (name: string) => l10n.t('Written to {0}.', name),
  notExported: (name: string) => l10n.t('{0} could not be written; choose another place.', name),
  memberMeasured: (suite: string, items: number, accuracy: string, cost: string) =>
    l10n.t('Measured on “{0}” ({1} items): {2} right, {3}', suite, items, accuracy, cost),
  median: (ms: number) => l10n.t('median {0} ms', ms),
  speed: (tokens: number) => l10n.t('{0} tokens/s', tokens),
} as const;
