import * as l10n from '@vscode/l10n';

/** Instructions that ask for more than correction. */
const rewriting =
  /\b(?:translat\w*|shorten\w*|short(?:er)?|concise\w*|summar\w*|formal\w*|informal\w*|friendl\w*|polite\w*|tone|styles?|rewrit\w*|rephras\w*|paraphras\w*|reword\w*|expand\w*|longer|elaborat\w*|simplif\w*|bullets?|title|explain\w*|active voice|passive|convert\w*|turn (?:this|it) into|emoji|funny|profession\w*|persuasive|continue|complete|write (?:a|an|me|the)|answer|reply|german|french|spanish|chinese|japanese|italian)\b/iu;
const correcting =
  /\b(?:correct\w*|fix\w*|proof\s?-?read\w*|grammar\w*|spell\w*|typos?|errors?|mistakes?|punctuation|clean\s?up|copy-?edit\w*|check\w*|refine|improve|english|language|lint)\b/iu;

/** Undefined when the instruction asks for correction; otherwise one sentence that says why not, and what would help. */
export function declineInstruction(instruction: string | undefined): string | undefined {
  const wanted = instruction?.trim() ?? '';
  if (wanted === '' || (correcting.test(wanted) && !rewriting.test(wanted))) return undefined;
  return l10n.t(
    'The nano pool corrects English but does not rewrite or translate it; add a model that does with “Eidolon: Add Model”.',
  );
}

const languageNames: Readonly<Record<string, () => string>> = {
  ar: () => l10n.t('Arabic'),
  bg: () => l10n.t('Bulgarian'),
  bn: () => l10n.t('Bengali'),
  ca: () => l10n.t('Catalan'),
  cs: () => l10n.t('Czech'),
  da: () => l10n.t('Danish'),
  de: () => l10n.t('German'),
  el: () => l10n.t('Greek'),
  es: () => l10n.t('Spanish'),
  et: () => l10n.t('Estonian'),
  fa: () => l10n.t('Persian'),
  fi: () => l10n.t('Finnish'),
  fr: () => l10n.t('French'),
  he: () => l10n.t('Hebrew'),
  hi: () => l10n.t('Hindi'),
  hr: () => l10n.t('Croatian'),
  hu: () => l10n.t('Hungarian'),
  id: () => l10n.t('Indonesian'),
  is: () => l10n.t('Icelandic'),
  it: () => l10n.t('Italian'),
  ja: () => l10n.t('Japanese'),
  ko: () => l10n.t('Korean'),
  lt: () => l10n.t('Lithuanian'),
  lv: () => l10n.t('Latvian'),
  ms: () => l10n.t('Malay'),
  nl: () => l10n.t('Dutch'),
  no: () => l10n.t('Norwegian'),
  pl: () => l10n.t('Polish'),
  pt: () => l10n.t('Portuguese'),
  ro: () => l10n.t('Romanian'),
  ru: () => l10n.t('Russian'),
  sk: () => l10n.t('Slovak'),
  sl: () => l10n.t('Slovene'),
  sq: () => l10n.t('Albanian'),
  sr: () => l10n.t('Serbian'),
  sv: () => l10n.t('Swedish'),
  th: () => l10n.t('Thai'),
  tl: () => l10n.t('Tagalog'),
  tr: () => l10n.t('Turkish'),
  uk: () => l10n.t('Ukrainian'),
  ur: () => l10n.t('Urdu'),
  vi: () => l10n.t('Vietnamese'),
  zh: () => l10n.t('Chinese'),
};

/** The sentence for text in a language that the pool does not correct. */
export function declineLanguage(code: string): string {
  const language = languageNames[code]?.() ?? l10n.t('another language');
  return l10n.t(
    'The nano pool corrects English only; this looks like {0}. Add a model that knows it with “Eidolon: Add Model”.',
    language,
  );
}
