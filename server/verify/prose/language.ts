import { eld } from 'eld/small';
import type { LanguageReport } from '../../../protocol/checker.ts';
import { inlineMasks } from './masks.ts';

/** Scripts that name a language, or a group of languages, by themselves. */
const scripts: readonly (readonly [RegExp, string])[] = [
  [/[\p{Script=Hiragana}\p{Script=Katakana}]/gu, 'ja'],
  [/\p{Script=Hangul}/gu, 'ko'],
  [/\p{Script=Han}/gu, 'zh'],
  [/\p{Script=Arabic}/gu, 'ar'],
  [/\p{Script=Hebrew}/gu, 'he'],
  [/\p{Script=Greek}/gu, 'el'],
  [/\p{Script=Thai}/gu, 'th'],
  [/\p{Script=Devanagari}/gu, 'hi'],
];

/** Words that only English uses in running text, so that a short line full of names is not taken for Danish. */
const englishWords = new Set(
  `the of and to a is that it for was on are as with his they at be this have from or had by but not what all were
we when your can said there an each which she do how their if will other about out then them these some her would make
like him into has two more no could than been its who now did get may over new only very after should because any work
use used using file files code fix add remove update value return returns error you i'm don't isn't doesn't it's i`.split(
    /\s+/u,
  ),
);

/** Fewer letters than this say nothing about a language. */
const minLetters = 12;

/** The language of running text, code spans and links left out. */
export function detectLanguage(text: string): LanguageReport {
  const words = withoutMasks(text);
  const letters = words.match(/\p{L}/gu)?.length ?? 0;
  for (const [script, language] of scripts) {
    const found = words.match(script)?.length ?? 0;
    if (found > 0 && found >= letters * 0.2) return { language, confidence: 0.95 };
  }
  const cyrillic = words.match(/\p{Script=Cyrillic}/gu)?.length ?? 0;
  if (cyrillic > 0 && cyrillic >= letters * 0.5)
    return { language: cyrillicLanguage(words), confidence: 0.9 };
  if (letters < minLetters) return { language: 'und', confidence: 0 };
  const english = englishShare(words);
  const result = eld.detect(words);
  const scores = result.getScores();
  const best = result.language;
  if (best === '' || (best !== 'en' && english >= 0.3))
    return { language: english >= 0.3 ? 'en' : 'und', confidence: english };
  const bestScore = scores[best] ?? 0;
  const runnerUp = Math.max(
    0,
    ...Object.entries(scores).flatMap(([name, score]) => (name === best ? [] : [score])),
  );
  const margin = bestScore - runnerUp;
  // Short texts and texts full of names are often near ties; then only clear evidence counts.
  if (best !== 'en' && letters < 40 && (margin < 0.05 || english > 0))
    return { language: 'und', confidence: margin };
  return { language: best, confidence: Math.min(1, 0.5 + margin * 2) };
}

/** Letters that only one of the Cyrillic alphabets has, else what the library says. */
function cyrillicLanguage(text: string): string {
  if (/[іїєґ]/iu.test(text)) return 'uk';
  if (/[ыэё]/iu.test(text)) return 'ru';
  if (/[ђјљњћџ]/iu.test(text)) return 'sr';
  const { language } = eld.detect(text);
  return /^(?:ru|uk|bg|sr)$/u.test(language) ? language : 'ru';
}

function englishShare(text: string): number {
  const words = text.toLowerCase().match(/[\p{L}']+/gu) ?? [];
  return words.length === 0
    ? 0
    : words.filter((word) => englishWords.has(word)).length / words.length;
}

function withoutMasks(text: string): string {
  let rest = '';
  let at = 0;
  for (const span of inlineMasks(text)) {
    rest += `${text.slice(at, span.start)} `;
    at = span.end;
  }
  return (rest + text.slice(at)).replace(/\s+/gu, ' ').trim();
}
