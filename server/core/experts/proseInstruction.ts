/** Instructions that ask for more than correction. */
const rewriting =
  /\b(?:translat\w*|shorten\w*|short(?:er)?|concise\w*|summar\w*|formal\w*|informal\w*|friendl\w*|polite\w*|tone|styles?|rewrit\w*|rephras\w*|paraphras\w*|reword\w*|expand\w*|longer|elaborat\w*|simplif\w*|bullets?|title|explain\w*|active voice|passive|convert\w*|turn (?:this|it) into|emoji|funny|profession\w*|persuasive|continue|complete|write (?:a|an|me|the)|answer|reply|german|french|spanish|chinese|japanese|italian)\b/iu;
const correcting =
  /\b(?:correct\w*|fix\w*|proof\s?-?read\w*|grammar\w*|spell\w*|typos?|errors?|mistakes?|punctuation|clean\s?up|copy-?edit\w*|check\w*|refine|improve|english|language|lint)\b/iu;

/** Undefined when the instruction asks for correction; otherwise one sentence that says why not, and what would help. */
export function declineInstruction(instruction: string | undefined): string | undefined {
  const wanted = instruction?.trim() ?? '';
  if (wanted === '' || (correcting.test(wanted) && !rewriting.test(wanted))) return undefined;
  return 'The nano pool corrects English but does not rewrite or translate it; add a model that does with “Eidolon: Add Model”.';
}

const languageNames: Readonly<Record<string, string>> = {
  ar: 'Arabic',
  bg: 'Bulgarian',
  bn: 'Bengali',
  ca: 'Catalan',
  cs: 'Czech',
  da: 'Danish',
  de: 'German',
  el: 'Greek',
  es: 'Spanish',
  et: 'Estonian',
  fa: 'Persian',
  fi: 'Finnish',
  fr: 'French',
  he: 'Hebrew',
  hi: 'Hindi',
  hr: 'Croatian',
  hu: 'Hungarian',
  id: 'Indonesian',
  is: 'Icelandic',
  it: 'Italian',
  ja: 'Japanese',
  ko: 'Korean',
  lt: 'Lithuanian',
  lv: 'Latvian',
  ms: 'Malay',
  nl: 'Dutch',
  no: 'Norwegian',
  pl: 'Polish',
  pt: 'Portuguese',
  ro: 'Romanian',
  ru: 'Russian',
  sk: 'Slovak',
  sl: 'Slovene',
  sq: 'Albanian',
  sr: 'Serbian',
  sv: 'Swedish',
  th: 'Thai',
  tl: 'Tagalog',
  tr: 'Turkish',
  uk: 'Ukrainian',
  ur: 'Urdu',
  vi: 'Vietnamese',
  zh: 'Chinese',
};

/** The sentence for text in a language that the pool does not correct. */
export function declineLanguage(code: string): string {
  return `The nano pool corrects English only; this looks like ${languageNames[code] ?? 'another language'}. Add a model that knows it with “Eidolon: Add Model”.`;
}
