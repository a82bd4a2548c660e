/** A Markdown code block around a text, with a fence that is longer than any inside. */
export function fenced(text: string, languageId = ''): string {
  const longest = (text.match(/`{3,}/g) ?? []).reduce((most, run) => Math.max(most, run.length), 2);
  const marks = '`'.repeat(longest + 1);
  return `${marks}${languageId}\n${text}\n${marks}`;
}
