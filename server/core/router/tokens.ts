/** Scripts that put no spaces between words, and Hangul, whose words carry their endings. */
export const unspacedScript = /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Hangul}\p{sc=Thai}]/u;

// “HTML과” and “ExcelのVBA” name a technology that only shows when the scripts are taken apart.
const scriptBorder =
  /[\p{sc=Latin}\p{N}+#.](?=[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Hangul}\p{sc=Thai}])|[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Hangul}\p{sc=Thai}](?=[\p{sc=Latin}\p{N}])/gu;
const tokenPattern = /\p{L}[\p{L}\p{M}'’_]*|\p{N}+|[^\s\p{L}\p{N}]/gu;

/** Words, numbers and single signs of a text that is already in lower case; unspaced scripts stay in runs. */
export function tokensOf(text: string): readonly string[] {
  const spaced = unspacedScript.test(text) ? text.replace(scriptBorder, '$& ') : text;
  return spaced.match(tokenPattern) ?? [];
}
