import * as l10n from '@vscode/l10n';

const words: Readonly<Record<string, () => string>> = {
  adjective: () => l10n.t('adjective'),
  adverb: () => l10n.t('adverb'),
  agreement: () => l10n.t('agreement'),
  apostrophe: () => l10n.t('apostrophe'),
  article: () => l10n.t('article'),
  capital: () => l10n.t('capital'),
  collocation: () => l10n.t('collocation'),
  comparison: () => l10n.t('comparison'),
  conditional: () => l10n.t('conditional'),
  confused: () => l10n.t('confused'),
  correlative: () => l10n.t('correlative'),
  doubled: () => l10n.t('doubled'),
  extra: () => l10n.t('extra'),
  joined: () => l10n.t('joined'),
  missing: () => l10n.t('missing'),
  model: () => l10n.t('model'),
  negation: () => l10n.t('negation'),
  number: () => l10n.t('number'),
  order: () => l10n.t('order'),
  participle: () => l10n.t('participle'),
  phrase: () => l10n.t('phrase'),
  preposition: () => l10n.t('preposition'),
  pronoun: () => l10n.t('pronoun'),
  punctuation: () => l10n.t('punctuation'),
  quantity: () => l10n.t('quantity'),
  question: () => l10n.t('question'),
  redundant: () => l10n.t('redundant'),
  spacing: () => l10n.t('spacing'),
  spelling: () => l10n.t('spelling'),
  stop: () => l10n.t('stop'),
  tense: () => l10n.t('tense'),
  torn: () => l10n.t('torn'),
  typo: () => l10n.t('typo'),
  usage: () => l10n.t('usage'),
  verb: () => l10n.t('verb'),
};

/** The name of a kind of correction for people; a kind of another tool's keeps its own. */
export function kindWords(kind: string): string {
  return words[kind]?.() ?? kind;
}
